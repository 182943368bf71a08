// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/rows/eventrows.h"

#include "core/columns/envelope.h"
#include "core/workspace/workspace.h"
#include "ui/monitor/rows/rowwords.h"

#include <QDateTime>

#include <chrono>
#include <memory>
#include <utility>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using Column = EventColumn;

// Names arrive in bursts of Web API answers; each change repaints all visible rows.
constexpr auto namesInterval = 500ms;
// Several screens full.
constexpr int cachedRows = 1024;

} // namespace

EventRows::EventRows(const ShownRows &shown, QObject *parent)
    : QObject(parent)
    , m_shown(shown)
    , m_cache(cachedRows)
{
    m_namesTimer.setSingleShot(true);
    m_namesTimer.setInterval(namesInterval);
    connect(&m_namesTimer, &QTimer::timeout, this, &EventRows::renewNames);
    connect(&m_cells, &PathCells::wasRead, this, [this](qsizetype logRow) {
        Q_EMIT rowChanged(logRow, Column::ColumnCount, Column::ColumnCount + int(paths().size()) - 1);
    });
}

EventRows::~EventRows() = default;

void EventRows::setLog(EventLog *log, const WorkspaceFeed *names)
{
    if (m_names)
        m_names->disconnect(this);
    m_log = log;
    m_names = names;
    forget();
    m_namesRevision = names ? names->workspace().namesRevision() : 0;
    if (names)
        connect(names, &WorkspaceFeed::changed, this, &EventRows::namesMayHaveChanged);
}

void EventRows::forget()
{
    m_cache.clear();
    m_unacknowledged.clear();
    if (std::exchange(m_envelopesSeen, false))
        Q_EMIT envelopesSeen(false);
    m_cells.setLog(m_log);
    m_reference = -1;
}

void EventRows::catchUp()
{
    if (spansDays() != m_showsDates)
        renewTimes();
    renewUnacknowledged();
}

// ---- what a row says
// --------------------------------------------------------------------------------------------

const DressedRow &EventRows::of(qsizetype logRow)
{
    if (const DressedRow *known = m_cache.object(logRow))
        return *known;
    const Workspace *names = m_names ? &m_names->workspace() : nullptr;
    auto *built = new DressedRow{m_builder.build(*m_log, logRow, {names, m_showsDates, m_swallows}), {}};
    if (m_dresser)
        built->dress = m_dresser(logRow, m_log->event(logRow));
    m_cache.insert(logRow, built);
    noteEnvelope(*built, logRow);
    return *built;
}

bool EventRows::saysMoreBeside() const
{
    return m_timeForm != TimeForm::Local || m_reference >= 0 || !paths().empty();
}

EventRows::Beside EventRows::beside(qsizetype logRow)
{
    Beside beside;
    const qint64 timeUs = m_log->row(logRow).timeUs;
    if (m_timeForm != TimeForm::Local && timeUs != 0)
        beside.time = timeView().text(timeUs, previousUs(logRow));
    beside.isSpan = m_timeForm >= TimeForm::SinceFirst;
    beside.isReference = logRow == m_reference;
    if (!paths().empty())
        beside.cells = &m_cells.of(logRow);
    return beside;
}

QString EventRows::text(qsizetype logRow, int column)
{
    if (column >= Column::ColumnCount)
        return m_cells.of(logRow)[std::size_t(column - Column::ColumnCount)].text;
    if (column == Column::Time && m_timeForm != TimeForm::Local) {
        if (const std::optional<QString> time = beside(logRow).time)
            return *time;
    }
    return cellText(of(logRow), column);
}

QString EventRows::spoken(qsizetype logRow, int column)
{
    switch (column) {
    case Column::Number:
        return rowwords::spoken(of(logRow), logRow == m_reference);
    case Column::DirectionColumn:
        return rowwords::directionName(of(logRow).direction);
    default:
        return text(logRow, column);
    }
}

QString EventRows::filterFor(qsizetype logRow, int column)
{
    if (column < Column::ColumnCount)
        return rowwords::filterFor(of(logRow), column, m_names ? &m_names->workspace() : nullptr);
    const auto own = std::size_t(column - Column::ColumnCount);
    return rowwords::filterFor(m_cells.of(logRow)[own], paths()[own]);
}

CellContext EventRows::cellContext() const
{
    CellContext context;
    context.paths = paths();
    if (m_names)
        context.names = m_names->workspace();
    context.time = timeView();
    context.swallows = m_swallows;
    if (m_timeForm == TimeForm::SincePrevious)
        context.shown = std::make_shared<const std::vector<quint32>>(m_shown.allArrived());
    return context;
}

void EventRows::setDresser(Dresser dresser)
{
    m_dresser = std::move(dresser);
    renewDress();
}

void EventRows::renewDress()
{
    m_cache.clear();
    Q_EMIT changed(Column::Number, Column::ColumnCount - 1);
}

// ---- times
// ------------------------------------------------------------------------------------------------------

//! Whether a time of day alone would be ambiguous.
bool EventRows::spansDays() const
{
    if (!m_log || m_log->earliestUs() == 0)
        return false;
    const auto dateOf = [this](qint64 timeUs) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeUs / 1000);
        return m_timeForm == TimeForm::Utc ? time.toUTC().date() : time.date();
    };
    return dateOf(m_log->earliestUs()) != dateOf(m_log->latestUs());
}

//! They are written otherwise.
void EventRows::renewTimes()
{
    m_showsDates = spansDays();
    m_cache.clear();
    Q_EMIT changed(Column::Time, Column::Time);
    Q_EMIT timesChanged();
}

void EventRows::setTimeForm(TimeForm form)
{
    if (m_timeForm == form)
        return;
    m_timeForm = form;
    Q_EMIT titleChanged(Column::Time);
    renewTimes();
}

void EventRows::setReference(qsizetype logRow)
{
    if (m_reference == logRow || !m_log || logRow >= m_log->size())
        return;
    m_reference = logRow;
    renewTimes();
}

void EventRows::toggleReference(qsizetype logRow)
{
    if (!m_log || logRow < 0 || logRow >= m_log->size())
        return;
    const bool isSet = m_reference == logRow;
    setReference(isSet ? -1 : logRow);
    if (!isSet)
        setTimeForm(TimeForm::SinceReference);
    else if (m_timeForm == TimeForm::SinceReference)
        setTimeForm(TimeForm::Local);
}

qint64 EventRows::previousUs(qsizetype logRow) const
{
    if (m_timeForm != TimeForm::SincePrevious)
        return 0;
    const qsizetype before = m_shown.before(logRow);
    return before < 0 ? 0 : m_log->row(before).timeUs;
}

TimeView EventRows::timeView() const
{
    return {m_timeForm, m_showsDates, m_log ? m_log->earliestUs() : 0,
            m_log && m_reference >= 0 ? m_log->row(m_reference).timeUs : 0};
}

// ---- names
// ------------------------------------------------------------------------------------------------------

void EventRows::namesMayHaveChanged()
{
    if (m_names && m_names->workspace().namesRevision() != m_namesRevision && !m_namesTimer.isActive())
        m_namesTimer.start();
}

void EventRows::renewNames()
{
    if (!m_names)
        return;
    m_namesRevision = m_names->workspace().namesRevision();
    m_cache.clear();
    Q_EMIT changed(Column::Channel, Column::Summary);
    Q_EMIT namesChanged();
}

// ---- what Socket Mode wraps around it
// --------------------------------------------------------------------------------------------

void EventRows::setSwallowing(bool swallows)
{
    if (std::exchange(m_swallows, swallows) != swallows)
        m_cache.clear();
}

void EventRows::noteEnvelope(const EventRow &row, qsizetype logRow)
{
    if (row.envelope.isEmpty())
        return;
    if (!std::exchange(m_envelopesSeen, true)) // rows are built while they are painted
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT envelopesSeen(true); }, Qt::QueuedConnection);
    if (row.acknowledgedUs == 0 && m_log->latestUs() - row.timeUs < Envelope::oldUs)
        m_unacknowledged.push_back(logRow);
}

//! Rows that were painted before their acknowledgement came say so once it has.
void EventRows::renewUnacknowledged()
{
    for (const qsizetype each : std::exchange(m_unacknowledged, {})) {
        m_cache.remove(each);
        Q_EMIT rowChanged(each, Column::Summary, Column::Acknowledged);
    }
}

} // namespace rtmscope
