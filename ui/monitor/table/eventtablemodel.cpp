// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventtablemodel.h"

#include "ui/access/plaintips.h"
#include "ui/monitor/rows/rowwords.h"
#include "ui/theme/plainheader.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace rtmscope {

namespace {

// A quarter of a frame: what filtering may take from the GUI thread before it is left to others.
constexpr int sliceMs = 4;
// Reading the clock for every row would cost as much as judging some of them.
constexpr int rowsPerClockLook = 32;

//! The rows from \a shown.scanned on, as many as go into a slice of time; none where a single one may take
//! longer.
ShownRows::Decided decide(ShownRows &shown, const EventLog &log, qsizetype end)
{
    ShownRows::Decided decided;
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

} // namespace

EventTableModel::EventTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_rows(new EventRows(m_shown, this))
{
    connect(&m_publishing, &UpdateThrottle::due, this, &EventTableModel::publish);
    watchRows();
}

EventTableModel::~EventTableModel() = default;

//! What they say is shown in this model's places.
void EventTableModel::watchRows()
{
    connect(m_rows, &EventRows::changed, this, [this](int firstColumn, int lastColumn) {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, firstColumn), index(rowCount() - 1, lastColumn));
    });
    connect(m_rows, &EventRows::rowChanged, this, [this](qsizetype logRow, int firstColumn, int lastColumn) {
        if (const int row = rowOf(logRow); row >= 0)
            Q_EMIT dataChanged(index(row, firstColumn), index(row, lastColumn));
    });
    connect(m_rows, &EventRows::titleChanged, this,
            [this](int column) { Q_EMIT headerDataChanged(Qt::Horizontal, column, column); });
}

void EventTableModel::setLog(EventLog *log, const WorkspaceFeed *names)
{
    beginResetModel();
    if (m_log) {
        m_log->disconnect(this);
        m_log->disconnect(&m_publishing);
    }
    m_log = log;
    m_rows->setLog(log, names);
    forgetRows();
    endResetModel();

    if (log)
        watchLog();
    m_rows->catchUp();
    publish();
    if (log)
        m_publishing.schedule(); // its last announcement may lie behind, and what it stood for still come
}

void EventTableModel::watchLog()
{
    const auto startAgain = [this] {
        beginResetModel();
        m_rows->forget();
        forgetRows();
        endResetModel();
    };
    connect(m_log, &EventLog::grew, &m_publishing, &UpdateThrottle::schedule);
    connect(m_log, &EventLog::indexed, this, [this, startAgain](bool rearranged) {
        if (!rearranged)
            return;
        startAgain(); // the log's rows are others now
        publish();
    });
    connect(m_log, &QObject::destroyed, this, startAgain);
}

//! Keeps the filter, drops everything that belongs to a log.
void EventTableModel::forgetRows()
{
    m_publishing.cancel();
    m_run.reset();
    m_marks.forgetLog();
    m_pausedAt = m_paused && m_log ? m_log->size() : 0;
    ShownRows empty;
    empty.filter = std::move(m_shown.filter);
    empty.filter.forgetLog();
    empty.everything = empty.filter.passesEverything();
    m_shown = std::move(empty);
}

// ---- which rows
// -------------------------------------------------------------------------------------------------

void EventTableModel::publish()
{
    if (m_log) {
        m_rows->catchUp();
        filterOn(target());
    }
    Q_EMIT countsChanged();
}

void EventTableModel::publishNow()
{
    // The timer runs on: the log announces its growth once per batch, and this one may not be over.
    m_rows->catchUp();
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
    m_run = std::make_unique<FilterRun>(m_log->snapshot(), m_shown.scanned, end, m_shown.judge());
    connect(m_run.get(), &FilterRun::advanced, this, &EventTableModel::runAdvanced);
}

void EventTableModel::runAdvanced()
{
    FilterRun::Results results = m_run->take();
    const ShownRows::Decided decided{std::move(results.shown), results.noise, results.until};
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
    const auto first = int(m_shown.arrived());
    const auto more = int(until - m_shown.scanned);
    if (!isSorted())
        beginInsertRows({}, first, first + more - 1);
    m_shown.scanned = until;
    if (!isSorted())
        endInsertRows();
}

void EventTableModel::insert(const ShownRows::Decided &decided)
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
        if (!isSorted())
            beginInsertRows({}, first, first + int(to - from) - 1);
        rows.insert(place, from, to);
        if (!isSorted())
            endInsertRows();
        from = to;
    }
}

void EventTableModel::setFilter(const FilterQuery &query, NoiseLevel level)
{
    renew(RowFilter(query, level), m_shown.from);
}

void EventTableModel::clear()
{
    renew(m_shown.filter, target());
}

void EventTableModel::undoClear()
{
    renew(m_shown.filter, 0);
}

void EventTableModel::renew(RowFilter filter, qsizetype from)
{
    m_run.reset();
    ShownRows fresh;
    fresh.filter = std::move(filter);
    fresh.everything = fresh.filter.passesEverything();
    // While paused the new filter shows no more of the log than the old one did.
    fresh.from = fresh.scanned = std::min(from, target());
    if (m_log && !fresh.everything) {
        ShownRows::Decided first = decide(fresh, *m_log, target());
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

void EventTableModel::showSorted(SortedRows sorted)
{
    beginResetModel();
    m_shown.sorted = std::move(sorted);
    endResetModel();
    Q_EMIT countsChanged();
}

void EventTableModel::showArrival()
{
    if (!isSorted())
        return;
    beginResetModel();
    m_shown.sorted.reset();
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
    const auto events = [this](qsizetype first, qsizetype end) {
        return std::max<qsizetype>(0, end - first) - m_marks.in(*m_log, first, end);
    };
    const qsizetype scanned = m_run ? m_run->end() : m_shown.scanned;
    const qsizetype waiting = m_paused ? events(std::max(scanned, m_pausedAt), m_log->size()) : 0;
    const qsizetype newer = isSorted() ? std::max<qsizetype>(0, m_shown.arrived() - m_shown.count()) : 0;
    // Where nothing is filtered they are rows as everything else.
    const qsizetype marks = m_shown.everything ? m_marks.in(*m_log, m_shown.from, m_shown.scanned) : 0;
    return {events(0, scanned) + waiting,
            std::max<qsizetype>(0, m_shown.count() - marks),
            m_shown.noise,
            waiting,
            m_shown.filter.givenUp(),
            m_shown.from,
            newer,
            !m_run && waiting == 0};
}

int EventTableModel::firstRowSince(qint64 timeUs) const
{
    const auto timeOf = [this](qsizetype at) { return m_log->row(m_shown.arrivedRow(at)).timeUs; };
    qsizetype first = 0;
    for (qsizetype count = m_shown.arrived();
         count > 0;) { // times ascend but for a jump of the clock, which is no matter here
        const qsizetype step = count / 2;
        qsizetype timed = first + step; // a row without a time stands where the one before it does
        while (timed > first && timeOf(timed) == 0)
            --timed;
        if (timeOf(timed) < timeUs) {
            first += step + 1;
            count -= step + 1;
        } else {
            count = step;
        }
    }
    return int(m_shown.placeOfArrived(first));
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
    const qsizetype at = m_shown.firstArrived(logRow);
    const bool passes = at < m_shown.arrived() && m_shown.arrivedRow(at) == logRow;
    // A regular expression is left to others, who find it in a moment.
    const bool isHidden =
        !passes && (m_shown.isDecided(logRow) || (!m_shown.filter.mayBeSlow() &&
                                                  m_shown.filter.judge(*m_log, logRow) != RowVerdict::Shown));
    const int row = isSorted() ? rowCount() : int(at);
    beginInsertRows({}, row, row);
    if (!passes) {
        if (m_shown.everything)
            m_shown.listRows();
        m_shown.rows.insert(m_shown.rows.begin() + at, quint32(logRow));
    }
    if (m_shown.sorted)
        m_shown.sorted->add(logRow);
    endInsertRows();
    if (wasHidden)
        *wasHidden = isHidden;
    Q_EMIT countsChanged();
    return row;
}

// ---- the model
// --------------------------------------------------------------------------------------------------

void EventTableModel::setPaths(const std::vector<ColumnPath> &wanted)
{
    std::vector<ColumnPath> now = m_rows->paths();
    const auto isIn = [](const std::vector<ColumnPath> &list, const ColumnPath &path) {
        return std::find(list.begin(), list.end(), path) != list.end();
    };
    for (std::size_t at = now.size(); at-- > 0;) {
        if (isIn(wanted, now[at]))
            continue;
        beginRemoveColumns({}, int(ColumnCount + at), int(ColumnCount + at));
        now.erase(now.begin() + std::ptrdiff_t(at));
        m_rows->cells().setPaths(now);
        endRemoveColumns();
    }
    for (const ColumnPath &path : wanted) {
        if (isIn(now, path))
            continue;
        const auto at = int(ColumnCount + now.size());
        beginInsertColumns({}, at, at);
        now.push_back(path);
        m_rows->cells().setPaths(now);
        endInsertColumns();
    }
}

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.count());
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount + int(m_rows->paths().size());
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_log)
        return {};
    const qsizetype key = logRow(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return m_rows->text(key, column);
    case Qt::ToolTipRole:
        return literalTip(column >= ColumnCount ? m_rows->text(key, column)
                                                : rowwords::toolTip(m_rows->of(key), column));
    case Qt::AccessibleTextRole:
        return m_rows->spoken(key, column);
    case Qt::TextAlignmentRole:
        return headerData(column, Qt::Horizontal, role);
    case SeqRole:
        return m_rows->of(key).seq;
    case FilterRole:
        return m_rows->filterFor(key, column);
    }
    return {};
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isSpan = section == Time && m_rows->timeForm() >= TimeForm::SinceFirst;
        const bool figures = section == Number || section == Size || isSpan;
        // Figures end below each other in either direction of reading.
        const Qt::Alignment side =
            figures ? Qt::AlignRight | Qt::AlignAbsolute : Qt::Alignment(Qt::AlignLeft);
        return QVariant::fromValue(side | Qt::AlignVCenter);
    }
    if (role == PlainHeader::BriefRole)
        return section == DirectionColumn ? tr("Dir") : section == Acknowledged ? tr("Ack") : QString();
    if (role == Qt::ToolTipRole && section == Acknowledged)
        return tr("Time from the event to its acknowledgement");
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (section >= ColumnCount)
        return m_rows->paths()[std::size_t(section - ColumnCount)].text();
    return rowwords::title(section, m_rows->timeForm());
}

} // namespace rtmscope
