// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventtablemodel.h"

#include "core/events/eventtraits.h"
#include "core/events/innerevent.h"
#include "core/summary/eventnature.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"
#include "ui/access/plaintips.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

// A quarter of a frame: what filtering may take from the GUI thread before it is left to others.
constexpr int sliceMs = 4;
// Reading the clock for every row would cost as much as judging some of them.
constexpr int rowsPerClockLook = 32;
// Names arrive in bursts of Web API answers; each change repaints all visible rows.
constexpr auto namesInterval = 500ms;
// Several screens full.
constexpr int cachedRows = 1024;
// An answer comes soon after its question: no need to look back through a whole log for it.
constexpr qsizetype maxLookBack = 20'000;
constexpr int maxQuestions = 32;

//! When the envelope came that \a ack acknowledges; 0 if it is not found.
qint64 envelopeCameUs(const EventLog &log, const Event &ack, qsizetype logRow, json::Document &document)
{
    if (!document.parse(ack.raw))
        return 0;
    const QByteArray id = document.root()["envelope_id"].text().toUtf8();
    if (id.isEmpty())
        return 0;
    int frames = 0;
    for (qsizetype row = logRow - 1; row >= 0 && frames < maxQuestions; --row) {
        if (log.row(row).direction != Direction::In)
            continue;
        const Event envelope = log.event(row);
        if (envelope.raw.contains(id) && document.parse(envelope.raw) &&
            document.root()["envelope_id"].text().toUtf8() == id)
            return envelope.receivedAtUs;
        ++frames;
    }
    return 0;
}

} // namespace

EventTableModel::EventTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_cache(cachedRows)
{
    m_namesTimer.setSingleShot(true);
    m_namesTimer.setInterval(namesInterval);
    connect(&m_publishing, &UpdateThrottle::due, this, &EventTableModel::publish);
    connect(&m_namesTimer, &QTimer::timeout, this, &EventTableModel::renewNames);
}

EventTableModel::~EventTableModel() = default;

void EventTableModel::setLog(EventLog *log, const WorkspaceFeed *names)
{
    beginResetModel();
    if (m_log) {
        m_log->disconnect(this);
        m_log->disconnect(&m_publishing);
    }
    if (m_names)
        m_names->disconnect(this);
    m_log = log;
    m_names = names;
    forgetRows();
    endResetModel();

    m_namesRevision = names ? names->workspace().namesRevision() : 0;
    if (log)
        watchLog();
    if (names)
        connect(names, &WorkspaceFeed::changed, this, &EventTableModel::namesMayHaveChanged);
    noteDays();
    publish();
    if (log)
        m_publishing.schedule(); // its last announcement may lie behind, and what it stood for still come
}

void EventTableModel::watchLog()
{
    connect(m_log, &EventLog::grew, &m_publishing, &UpdateThrottle::schedule);
    connect(m_log, &EventLog::indexed, this, [this](bool rearranged) {
        if (rearranged)
            restart();
    });
    connect(m_log, &QObject::destroyed, this, [this] {
        beginResetModel();
        forgetRows();
        endResetModel();
    });
}

//! Keeps the filter, drops everything that belongs to a log.
void EventTableModel::forgetRows()
{
    m_publishing.cancel();
    m_run.reset();
    m_cache.clear();
    m_unacknowledged.clear();
    if (std::exchange(m_envelopesSeen, false))
        Q_EMIT envelopesSeen(false);
    m_pausedAt = m_paused && m_log ? m_log->size() : 0;
    Shown empty;
    empty.filter = std::move(m_shown.filter);
    empty.filter.forgetLog();
    empty.everything = m_shown.everything;
    m_shown = std::move(empty);
}

//! The log's rows are others now.
void EventTableModel::restart()
{
    beginResetModel();
    forgetRows();
    endResetModel();
    publish();
}

//! Whether a time of day alone would be ambiguous.
bool EventTableModel::spansDays() const
{
    if (!m_log || m_log->earliestUs() == 0)
        return false;
    const auto dateOf = [](qint64 timeUs) { return QDateTime::fromMSecsSinceEpoch(timeUs / 1000).date(); };
    return dateOf(m_log->earliestUs()) != dateOf(m_log->latestUs());
}

void EventTableModel::noteDays()
{
    const bool shows = spansDays();
    if (shows == m_showsDates)
        return;
    m_showsDates = shows;
    m_cache.clear();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time));
    Q_EMIT datesShown(shows);
}

// ---- which rows
// -------------------------------------------------------------------------------------------------

//! The rows from \a shown.scanned on, as many as go into a slice of time; none where a single one may take
//! longer.
EventTableModel::Decided EventTableModel::decide(Shown &shown, const EventLog &log, qsizetype end)
{
    Decided decided;
    decided.until = shown.scanned;
    if (shown.filter.mayBeSlow())
        return decided;
    QElapsedTimer clock;
    clock.start();
    int untilLook = rowsPerClockLook;
    for (; decided.until < end; ++decided.until) {
        if (--untilLook == 0) {
            if (clock.elapsed() >= sliceMs)
                break;
            untilLook = rowsPerClockLook;
        }
        switch (shown.filter.judge(log, decided.until)) {
        case RowVerdict::Shown:
            decided.rows.push_back(quint32(decided.until));
            break;
        case RowVerdict::Noise:
            ++decided.noise;
            break;
        case RowVerdict::Filtered:
            break;
        }
    }
    return decided;
}

void EventTableModel::publish()
{
    if (m_log) {
        noteDays();
        renewUnacknowledged();
        filterOn(target());
    }
    Q_EMIT countsChanged();
}

void EventTableModel::publishNow()
{
    // The timer runs on: the log announces its growth once per batch, and this one may not be over.
    renewUnacknowledged();
    filterOn(target());
    Q_EMIT countsChanged();
}

//! So many rows of the log are to be filtered by and by.
qsizetype EventTableModel::target() const
{
    return !m_log ? 0 : m_paused ? m_pausedAt : m_log->size();
}

//! Filters the rows before \a end that are not decided yet: at once what takes a moment, the rest in other
//! threads.
void EventTableModel::filterOn(qsizetype end)
{
    if (!m_log || m_run || m_shown.scanned >= end)
        return;
    if (m_shown.everything)
        return insertEverything(end);
    insert(decide(m_shown, *m_log, end));
    runTo(end);
}

void EventTableModel::runTo(qsizetype end)
{
    if (m_shown.scanned >= end)
        return;
    m_run = std::make_unique<FilterRun>(m_log->snapshot(), m_shown.scanned, end,
                                        [filter = m_shown.filter](const LogReader &log, qsizetype begin,
                                                                  qsizetype to,
                                                                  std::vector<quint32> &rows) mutable {
                                            return filter.collect(log, begin, to, rows);
                                        });
    connect(m_run.get(), &FilterRun::advanced, this, &EventTableModel::runAdvanced);
}

void EventTableModel::runAdvanced()
{
    FilterRun::Results results = m_run->take();
    Decided decided{std::move(results.shown), results.noise, results.until};
    const qsizetype end = m_run->end();
    if (m_run->isFinished())
        m_run.release()->deleteLater(); // who just told this
    insert(decided);
    if (m_run)
        Q_EMIT filteringAdvanced(int(100 * m_shown.scanned / end));
    publish(); // what came meanwhile
}

void EventTableModel::insertEverything(qsizetype until)
{
    beginInsertRows({}, int(m_shown.scanned), int(until - 1));
    m_shown.scanned = until;
    endInsertRows();
}

void EventTableModel::insert(const Decided &decided)
{
    m_shown.scanned = decided.until;
    m_shown.noise += decided.noise;
    // What was revealed before it was decided may stand behind these rows, or among them.
    std::vector<quint32> &rows = m_shown.rows;
    for (auto from = decided.rows.begin(); from != decided.rows.end();) {
        const auto place = std::lower_bound(rows.begin(), rows.end(), *from);
        if (place != rows.end() && *place == *from) {
            ++from;
            continue;
        }
        const auto to =
            place == rows.end() ? decided.rows.end() : std::lower_bound(from, decided.rows.end(), *place);
        const auto first = int(place - rows.begin());
        beginInsertRows({}, first, first + int(to - from) - 1);
        rows.insert(place, from, to);
        endInsertRows();
        from = to;
    }
}

void EventTableModel::setFilter(const FilterQuery &query, NoiseLevel level)
{
    m_run.reset();
    Shown fresh;
    fresh.filter = RowFilter(query, level);
    fresh.everything = fresh.filter.passesEverything();
    // While paused the new filter shows no more of the log than the old one did.
    if (m_log && !fresh.everything) {
        Decided first = decide(fresh, *m_log, target());
        fresh.rows = std::move(first.rows);
        fresh.noise = first.noise;
        fresh.scanned = first.until;
    } else {
        fresh.scanned = target();
    }
    beginResetModel();
    m_shown = std::move(fresh);
    runTo(target()); // views ask whether more is to come
    endResetModel();
    Q_EMIT countsChanged();
}

void EventTableModel::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    // The pause begins with everything that has happened so far on screen, or about to be filtered for it.
    if (paused)
        publishNow();
    m_paused = paused;
    m_pausedAt = m_log ? m_log->size() : 0;
    publish();
}

EventTableModel::Counts EventTableModel::counts() const
{
    if (!m_log)
        return {};
    // Not all that the log has by now: shown and hidden must add up to what is captured.
    const qsizetype scanned = m_run ? m_run->end() : m_shown.scanned;
    const qsizetype waiting = m_paused ? m_log->size() - std::max(scanned, m_pausedAt) : 0;
    return {scanned + waiting, m_shown.count(), m_shown.noise, waiting, m_shown.filter.givenUp()};
}

qsizetype EventTableModel::logRow(int row) const
{
    return m_shown.everything ? row : qsizetype(m_shown.rows[size_t(row)]);
}

int EventTableModel::firstRowFrom(qsizetype logRow) const
{
    if (m_shown.everything)
        return int(std::clamp<qsizetype>(logRow, 0, m_shown.scanned));
    const auto &rows = m_shown.rows;
    return int(std::lower_bound(rows.begin(), rows.end(), quint32(std::max<qsizetype>(logRow, 0))) -
               rows.begin());
}

int EventTableModel::rowOf(qsizetype logRow) const
{
    const int row = firstRowFrom(logRow);
    return row < rowCount() && this->logRow(row) == logRow ? row : -1;
}

int EventTableModel::firstRowSince(qint64 timeUs) const
{
    int first = 0;
    for (int count = rowCount();
         count > 0;) { // times ascend but for a jump of the clock, which is no matter here
        const int step = count / 2;
        int timed = first + step; // a row without a time stands where the one before it does
        while (timed > first && m_log->row(logRow(timed)).timeUs == 0)
            --timed;
        if (m_log->row(logRow(timed)).timeUs < timeUs) {
            first += step + 1;
            count -= step + 1;
        } else {
            count = step;
        }
    }
    return first;
}

int EventTableModel::reveal(qsizetype logRow, bool *wasHidden)
{
    if (wasHidden)
        *wasHidden = false;
    if (!m_log || logRow < 0 || logRow >= m_log->size())
        return -1;
    filterOn(logRow + 1);
    if (const int row = rowOf(logRow); row >= 0)
        return row;
    // A regular expression is left to others, who find it in a moment.
    const bool isHidden = isDecided(logRow) || (!m_shown.filter.mayBeSlow() &&
                                                m_shown.filter.judge(*m_log, logRow) != RowVerdict::Shown);
    const int row = firstRowFrom(logRow);
    beginInsertRows({}, row, row);
    m_shown.rows.insert(m_shown.rows.begin() + row, quint32(logRow));
    endInsertRows();
    if (wasHidden)
        *wasHidden = isHidden;
    Q_EMIT countsChanged();
    return row;
}

// ---- names
// ------------------------------------------------------------------------------------------------------

void EventTableModel::namesMayHaveChanged()
{
    if (m_names && m_names->workspace().namesRevision() != m_namesRevision && !m_namesTimer.isActive())
        m_namesTimer.start();
}

void EventTableModel::renewNames()
{
    if (!m_names)
        return;
    m_namesRevision = m_names->workspace().namesRevision();
    m_cache.clear();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Channel), index(rowCount() - 1, Summary));
    Q_EMIT namesChanged();
}

void EventTableModel::setDresser(Dresser dresser)
{
    m_dresser = std::move(dresser);
    renewDress();
}

void EventTableModel::renewDress()
{
    m_cache.clear();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Number), index(rowCount() - 1, ColumnCount - 1));
}

// ---- what a row says
// --------------------------------------------------------------------------------------------

const EventRow &EventTableModel::eventRow(int row) const
{
    const qsizetype key = logRow(row);
    if (const EventRow *known = m_cache.object(key))
        return *known;
    auto *built = new EventRow(build(key));
    m_cache.insert(key, built);
    return *built;
}

EventRow EventTableModel::build(qsizetype logRow) const
{
    const EventLog::Row &entry = m_log->row(logRow);
    const Event event = m_log->event(logRow);
    const Workspace *workspace = m_names ? &m_names->workspace() : nullptr;

    EventRow row;
    row.seq = m_log->seqOf(logRow);
    row.timeUs = entry.timeUs;
    row.size = event.raw.size();
    row.number = QString::number(row.seq);
    row.time = !m_showsDates ? clockTime(row.timeUs) : dateAndTime(row.timeUs);
    if (row.timeUs == 0)
        row.badTime = unreadableTime(event);
    if (!row.badTime.isEmpty())
        row.time = u"?"_s;
    row.sizeText = QLocale().toString(row.size);
    row.direction = entry.direction;
    if (event.connection > 0) {
        const QString host = m_log->host(event.connection);
        if (!m_log->host(1).isEmpty() && !m_log->host(2).isEmpty())
            row.socket = u' ' + QString::number(event.connection);
        row.connection = host.isEmpty() ? tr("Connection %1").arg(event.connection)
                                        : tr("Connection %1, to %2").arg(event.connection).arg(host);
    }
    row.broken = event.form != FrameForm::Json;
    row.wireType = event.type;
    row.wireSubtype = event.subtype;
    row.type = cleanName(event.subtype.isEmpty() ? event.type : event.subtype);
    if (row.type.isEmpty())
        row.type = event.form == FrameForm::Binary ? tr("binary")
                   : !row.broken                   ? tr("no type")
                   : m_document.parse(event.raw)   ? tr("no frame")
                                                   : tr("not JSON");
    const bool unknown = entry.flags & EventLog::UnknownType;
    row.kind = row.broken ? EventClass::Unknown : traitsOf(event).kind;
    row.gap = entry.direction == Direction::Note && event.type == "gap"_L1;
    row.repeated = event.repeated;
    row.trouble = natureOf(event).trouble;
    row.channelId = event.channel;
    row.userId = event.user;
    if (!event.channel.isEmpty())
        row.channel =
            workspace ? workspace->conversationName(ChannelId(event.channel)) : cleanName(event.channel);
    row.user = m_summary.author(event, workspace);
    const bool ours =
        entry.direction == Direction::Out &&
        (event.type == "message"_L1 || event.type == "typing"_L1 || event.type == "user_typing"_L1);
    if (ours || (!event.user.isEmpty() && workspace && workspace->self().text() == event.user))
        row.user = tr("You");
    row.summary = m_summary.of(event, {workspace, answeredUs(event, logRow), unknown, true});
    if (row.repeated)
        row.summary = tr("Delivered again: %1").arg(row.summary);
    addEnvelope(row, event, logRow);
    if (m_dresser)
        row.dress = m_dresser(logRow, event);
    return row;
}

//! What stands where a time should, in a file that says no other; a blank where nothing does, empty where no
//! time needs to be.
QString EventTableModel::unreadableTime(const Event &event) const
{
    if (event.direction == Direction::Note || !m_document.parse(event.raw))
        return {};
    const json::Value frame = innerEvent(m_document.root());
    bool says = event.direction == Direction::In && event.type == "message"_L1; // each of them should
    for (const char *key : {"event_ts", "ts"}) {
        const json::Value time = frame[key];
        says = says || time.exists();
        const QString text =
            time.isObject() || time.isArray() ? QString::fromUtf8(time.toJson()) : time.text();
        if (!text.isEmpty())
            return oneLine(text, 60);
    }
    return says ? u" "_s : QString();
}

//! When the frame was written that \a answer acknowledges; 0 if \a answer is no ack or pong, or it is not
//! found.
qint64 EventTableModel::answeredUs(const Event &answer, qsizetype logRow) const
{
    if (answer.direction == Direction::Out && answer.type == "ack"_L1)
        return envelopeCameUs(*m_log, answer, logRow, m_document);
    const bool pong = answer.type == "pong"_L1;
    if (answer.direction != Direction::In || (!pong && answer.type != "ack"_L1) ||
        !m_document.parse(answer.raw))
        return 0;
    const auto wanted = m_document.root()["reply_to"].integer();
    if (!wanted)
        return 0;
    int questions = 0;
    for (qsizetype row = logRow - 1; row >= std::max<qsizetype>(0, logRow - maxLookBack); --row) {
        const EventLog::Row &entry = m_log->row(row);
        if (entry.direction != Direction::Out || (m_log->typeName(entry.type) == "ping"_L1) != pong)
            continue;
        const Event question = m_log->event(row);
        if (question.connection == answer.connection && m_document.parse(question.raw) &&
            m_document.root()["id"].integer() == wanted)
            return question.receivedAtUs;
        if (++questions >= maxQuestions)
            break;
    }
    return 0;
}

} // namespace rtmscope
