// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventview.h"

#include "ui/monitor/bar/eventbar.h"
#include "ui/monitor/filter/eventfilter.h"
#include "ui/monitor/filter/filterbar.h"
#include "ui/monitor/filter/filtercompleter.h"
#include "ui/monitor/filter/filteredit.h"
#include "ui/monitor/filter/searchbar.h"
#include "ui/monitor/table/columnlayout.h"
#include "ui/monitor/table/eventtablemodel.h"
#include "ui/monitor/table/listplace.h"
#include "ui/monitor/table/streamwords.h"
#include "ui/monitor/table/tabledesk.h"
#include "ui/monitor/timeline/timeline.h"
#include "ui/theme/theme.h"

#include <QDataStream>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

// Numbers that change faster can't be read.
constexpr auto statusInterval = 250ms;
// What was done is read in a moment; how it stands is what the line is for.
constexpr auto remarkInterval = 8s;
constexpr quint32 stateVersion = 2;

} // namespace

EventView::EventView(QWidget *parent)
    : QWidget(parent)
    , m_model(new EventTableModel(this))
    , m_bar(new EventBar)
    , m_filterBar(m_bar->filterBar())
    , m_filterEdit(m_filterBar->edit())
    , m_filter(m_filterBar->filter())
    , m_timeline(new Timeline)
    , m_table(new EventTable)
    , m_list(new QHBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_filterBar->below());
    layout->addWidget(m_timeline);
    m_table->setEventModel(m_model);
    m_desk = new TableDesk(*m_table, *m_model);
    m_place = new ListPlace(*m_table, *m_model, this);
    layout->addWidget(m_desk);
    m_list->setSpacing(0);
    m_list->addWidget(m_table, 1);
    layout->addLayout(m_list, 1);
    makeSearch();
    layout->addWidget(m_search);

    m_statusTimer.setSingleShot(true);
    m_statusTimer.setInterval(statusInterval);
    connect(&m_statusTimer, &QTimer::timeout, this, &EventView::updateStatus);
    connect(m_timeline, &Timeline::timePicked, this, &EventView::jumpToTime);
    connect(m_timeline, &Timeline::rangePicked, this,
            [this](qint64 fromUs, qint64 toUs) { m_range.pick(*m_filter, fromUs, toUs); });
    connectBar();
    connectModel();
    connectTable();
    connectDesk();
    m_model->setFilter(m_filter->query(), m_noise);
    // No focus proxy: Tab would go to the table first and never to the bar above it.
    updateStatus();
}

EventView::~EventView()
{
    m_filter->disconnect(this); // the completion closes with its field, which tells of an edit
}

void EventView::connectBar()
{
    m_filter->setNoiseLevel(m_noise);
    m_bar->setNoiseLevel(m_noise);
    m_bar->setFollowing(m_following);
    connect(m_filter, &EventFilter::edited, this, &EventView::updateStatus);
    connect(m_filter, &EventFilter::applied, this, &EventView::filterApplied);
    connect(m_filterEdit, &FilterEdit::escaped, this, &EventView::focusTable);
    connect(m_filterEdit, &FilterEdit::movedOn, this, &EventView::focusTable);
    connect(m_bar, &EventBar::levelChosen, this, &EventView::setNoiseLevel);
    connect(m_bar, &EventBar::followChosen, this, &EventView::setFollowing);
    connect(m_bar, &EventBar::pauseChosen, this, &EventView::setPaused);
    connect(m_bar, &EventBar::clearChosen, m_desk, &TableDesk::clear);
    connect(m_bar, &EventBar::newestChosen, this, [this] { setFollowing(true); });
}

void EventView::makeSearch()
{
    const auto isShown = [this](qsizetype row) { return m_model->rowOf(row) >= 0; };
    const auto selected = [this]() -> qsizetype {
        return m_log && m_selectedSeq != 0 ? m_log->rowOf(m_selectedSeq) : -1;
    };
    m_search = new SearchBar({isShown, selected});
    connect(m_search, &SearchBar::hitChosen, this, [this](qsizetype row) {
        if (m_log)
            selectEvent(m_log->seqOf(row));
    });
    connect(m_search, &SearchBar::hitsChanged, this,
            [this] { m_timeline->setHits(m_search->search().hits()); });
    connect(m_search, &SearchBar::closed, this, &EventView::focusTable);
    const auto add = [this](const QKeySequence &keys, auto act) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, m_search, act);
    };
    add(QKeySequence::Find, &SearchBar::open);
    add(QKeySequence::FindNext, &SearchBar::next);
    add(QKeySequence::FindPrevious, &SearchBar::previous);
}

void EventView::connectModel()
{
    const auto updateStatusSoon = [this] {
        if (!m_statusTimer.isActive())
            m_statusTimer.start();
    };
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int, int last) {
        if (last + 1 != m_model->rowCount())
            return;
        if (m_following)
            m_table->scrollToBottom();
        if (m_place->isReturning())
            goToPlace();
    });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, m_place, &ListPlace::remember);
    connect(m_model, &QAbstractItemModel::modelReset, this, &EventView::returnToPlace);
    connect(m_model, &EventTableModel::countsChanged, this, [this, updateStatusSoon] {
        if (!m_model->isFiltering()) {
            m_filteringPercent = -1;
            m_place->endReturn();
        }
        const EventTableModel::Counts counts = m_model->counts();
        m_filterBar->setFoundNothing(counts.shown == 0 && counts.captured > 0 && !m_model->isFiltering());
        if (std::exchange(m_cleared, counts.cleared) != counts.cleared)
            Q_EMIT shownRowsChanged();
        updateStatusSoon();
    });
    connect(m_model, &EventTableModel::filteringAdvanced, this, [this, updateStatusSoon](int percent) {
        m_filteringPercent = percent;
        updateStatusSoon();
    });
    connect(&m_model->rows(), &EventRows::namesChanged, m_filter, &EventFilter::applyIfNamesMatter);
}

void EventView::connectTable()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &EventView::currentRowChanged);
    connect(m_table, &EventTable::leftEnd, this, [this] {
        if (m_selecting)
            return;
        m_place->endReturn(); // the user has chosen another
        setFollowing(false);
    });
    connect(m_table, &EventTable::commanded, this, &EventView::obey);
    connect(m_table, &EventTable::filterRequested, m_filter, &EventFilter::join);
}

//! What the table's keys and menus ask for.
void EventView::obey(EventTable::Command command)
{
    switch (command) {
    case EventTable::Command::GoToEnd:
        if (!m_desk->hasOrder()) // else it is the end of that order only
            setFollowing(true);
        return;
    case EventTable::Command::ToggleFollowing:
        return setFollowing(!m_following);
    case EventTable::Command::TogglePause:
        return setPaused(!m_model->isPaused());
    case EventTable::Command::FocusFilter:
        return focusFilter();
    case EventTable::Command::Open:
        return Q_EMIT inspectorRequested();
    case EventTable::Command::Fork:
        return Q_EMIT forkRequested();
    case EventTable::Command::SelectNothing:
        return clearSelection();
    default:
        return; // the desk's
    }
}

void EventView::connectDesk()
{
    connect(&m_table->columns(), &ColumnLayout::touched, this, &EventView::stateTouched);
    connect(m_desk, &TableDesk::orderBegan, this, [this] {
        m_followsAgain = m_followsAgain || m_following;
        setFollowing(false);
    });
    connect(m_desk, &TableDesk::orderEnded, this, [this] {
        if (std::exchange(m_followsAgain, false) && m_selectedSeq == 0)
            setFollowing(true);
        updateStatus();
    });
    connect(m_desk, &TableDesk::remarked, this, [this](const QString &words) {
        say(words);
        QTimer::singleShot(remarkInterval, this, [this, words] {
            if (m_remark == words)
                say({});
        });
    });
}

void EventView::setLog(EventLog *log, const WorkspaceFeed *names)
{
    const bool isAnother = m_log && m_log != log;
    m_log = log;
    m_filterBar->setLog(log, names);
    m_search->setLog(log);
    m_selectedSeq = 0;
    m_remark.clear();
    m_place->forget();
    m_desk->reset();
    m_model->setLog(nullptr, nullptr); // so that no place of the old log is looked for in the new one
    if (isAnother)
        setFilterText({}); // it named what that workspace has
    m_timeline->setLog(log);
    m_model->setLog(log, names);
    m_model->publishNow();
    setPaused(false);
    setFollowing(true);
    if (!m_filter->text().isEmpty() || !m_filter->stacked().isEmpty())
        m_filter->apply();
    updateStatus();
}

// ---- filter
// -----------------------------------------------------------------------------------------------------

void EventView::focusFilter()
{
    m_filterEdit->setFocus(Qt::ShortcutFocusReason);
    m_filterEdit->selectAll();
}

void EventView::focusTable()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

QString EventView::filterText() const
{
    return m_filter->text();
}

void EventView::setFilterText(const QString &text)
{
    m_filter->setText(text);
}

RowChoice EventView::shownChoice() const
{
    RowFilter filter(m_filter->query(), m_noise);
    const qsizetype cleared = m_model->counts().cleared;
    if (filter.passesEverything() && cleared == 0)
        return {};
    return [filter = std::move(filter), cleared](const LogReader &log, qsizetype row) mutable {
        return row >= cleared && filter.judge(log, row) == RowVerdict::Shown;
    };
}

void EventView::filterApplied()
{
    if (m_range.hasGoneFrom(filterText()))
        m_timeline->clearRange();
    m_remark.clear();
    m_model->setFilter(m_filter->query(), m_noise);
    updateStatus();
    Q_EMIT shownRowsChanged();
}

void EventView::setNoiseLevel(NoiseLevel level)
{
    if (m_noise == level)
        return;
    m_noise = level;
    m_filter->setNoiseLevel(level);
    m_remark.clear();
    m_bar->setNoiseLevel(level);
    m_model->setFilter(m_filter->query(), m_noise);
    updateStatus();
    Q_EMIT shownRowsChanged();
    Q_EMIT stateTouched();
}

// ---- following and the user's place
// -----------------------------------------------------------------------------

void EventView::setFollowing(bool following)
{
    m_following = following;
    m_place->setFollowing(following);
    m_bar->setFollowing(following);
    m_seenRows = m_log ? m_log->size() : 0;
    if (following) {
        m_followsAgain = false;
        m_desk->showArrival();
        if (m_model->isPaused())
            setPaused(false);
        m_table->scrollToBottom();
    }
    updatePill();
}

void EventView::setPaused(bool paused)
{
    m_bar->setPaused(paused);
    m_model->setPaused(paused);
    updateStatus();
}

//! The rows are others now. Where a filter is still being worked out, the place may be among those to come.
void EventView::returnToPlace()
{
    m_seenRows = m_log ? m_log->size() : 0;
    m_place->beginReturn();
    if (m_following)
        m_table->scrollToBottom();
    goToPlace();
    updatePill();
    updateStatus();
}

void EventView::goToPlace()
{
    if (m_log && m_selectedSeq != 0 && !m_table->currentIndex().isValid()) {
        if (const int row = m_model->rowOf(m_log->rowOf(m_selectedSeq)); row >= 0)
            selectRow(row);
    }
    m_place->goThere();
}

void EventView::selectRow(int row)
{
    const QScopedValueRollback guard(m_selecting, true);
    const int column = std::max(0, m_table->currentIndex().column());
    m_table->selectionModel()->setCurrentIndex(
        m_model->index(row, column), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void EventView::currentRowChanged(const QModelIndex &current)
{
    if (m_selecting || !current.isValid() || !m_log)
        return;
    const qsizetype row = m_model->logRow(current.row());
    const Event event = m_log->event(row);
    m_selectedSeq = m_log->seqOf(row);
    say({}); // what was said of the one before
    m_filter->setSelected(&event);
    m_timeline->setMarked(event.receivedAtUs);
    Q_EMIT eventSelected(event);
}

bool EventView::selectEvent(quint64 seq)
{
    const qsizetype logRow = m_log ? m_log->rowOf(seq) : -1;
    if (logRow < 0)
        return false;
    m_model->publishNow(); // what has happened already is not "new"
    setFollowing(false);
    bool wasHidden = false;
    const bool wasCleared = logRow < m_model->counts().cleared;
    const int row = m_model->reveal(logRow, &wasHidden);
    if (row < 0)
        return false;
    m_remark = !wasHidden   ? QString()
               : wasCleared ? tr("event %1 shown although cleared from the list").arg(seq)
                            : tr("event %1 shown although hidden by filter or noise level").arg(seq);
    selectRow(row);
    m_table->bringIntoView(row);
    const Event event = m_log->event(logRow);
    m_selectedSeq = seq;
    m_filter->setSelected(&event);
    m_timeline->setMarked(event.receivedAtUs);
    updateStatus();
    Q_EMIT eventSelected(event);
    return true;
}

void EventView::selectNeighbour(int step)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const QModelIndex current = m_table->currentIndex();
    // The table has a current row from the moment it has focus; only a selected entry has neighbours.
    const bool selected = m_selectedSeq != 0 && current.isValid();
    const int row = selected ? std::clamp(current.row() + step, 0, rows - 1) : rows - 1;
    setFollowing(false);
    m_table->setCurrentIndex(m_model->index(row, std::max(0, current.column())));
    m_table->scrollToRow(row);
}

void EventView::clearSelection()
{
    const QScopedValueRollback guard(m_selecting, true);
    m_table->selectionModel()->clear();
    m_selectedSeq = 0;
    m_filter->setSelected(nullptr);
    m_timeline->setMarked(0);
    if (!m_remark.isEmpty()) {
        m_remark.clear();
        updateStatus();
    }
    Q_EMIT selectionCleared();
}

void EventView::jumpToTime(qint64 timeUs)
{
    if (m_model->rowCount() == 0)
        return;
    const int row = std::min(m_model->firstRowSince(timeUs), m_model->rowCount() - 1);
    setFollowing(false);
    m_table->setCurrentIndex(m_model->index(row, std::max(0, m_table->currentIndex().column())));
    m_table->bringIntoView(row);
}

// ---- the widget
// -------------------------------------------------------------------------------------------------

QByteArray EventView::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << stateVersion << m_table->columns().save() << qint32(m_noise);
    return state;
}

bool EventView::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    QByteArray header;
    qint32 noise = 0;
    stream >> version >> header >> noise;
    if (stream.status() != QDataStream::Ok || version != stateVersion || noise < 0 ||
        noise >= noiseLevelCount)
        return false;
    setNoiseLevel(NoiseLevel(noise));
    return m_table->columns().restore(header);
}

void EventView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateStatus();
    if (event->type() == QEvent::FontChange)
        m_timeline->setVisible(m_bar->fit(size()));
}

void EventView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_timeline->setVisible(m_bar->fit(size()));
}

QSize EventView::minimumSizeHint() const
{
    return {theme::grid(85), m_bar->leastHeight() + theme::grid(12)};
}

void EventView::addStrip(QWidget *strip, Side side)
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    switch (side) {
    case Side::Above:
        return column->insertWidget(0, strip);
    case Side::Below:
        return column->addWidget(strip);
    case Side::Beside:
        return m_list->addWidget(strip);
    }
}

// ---- what it says of itself
// ------------------------------------------------------------------------------------------

void EventView::updateStatus()
{
    m_statusTimer.stop();
    streamwords::Standing standing{m_model->counts(), m_filter->problem(), m_filteringPercent,
                                   m_model->isPaused(), m_remark};
    if (m_selectedSeq != 0 && !m_table->currentIndex().isValid()) {
        standing.hiddenSelected = m_selectedSeq;
        standing.isCleared = m_log && m_log->rowOf(m_selectedSeq) < standing.counts.cleared;
    }
    m_bar->setStatus(streamwords::status(standing), standing.problem != nullptr);
    const bool isEmpty = standing.counts.shown == 0;
    if (isEmpty)
        m_table->setEmptyText(m_log ? streamwords::empty(standing, m_emptyWords)
                                    : tr("No events: nothing is connected and no capture is open."));
    m_table->setAccessibleDescription(isEmpty ? m_table->emptyText() : QString());
    m_desk->tell();
    updatePill();
    Q_EMIT counted(standing.counts.captured);
}

void EventView::updatePill()
{
    // What a file has was there before, however long it takes to read it.
    const bool mayBeNew = !m_following && m_log && !m_log->isReadOnly() && !m_desk->hasOrder();
    m_bar->setNew(mayBeNew ? m_model->rowCount() - m_model->firstRowFrom(m_seenRows) : 0);
}

void EventView::setEmptyWords(const QString &words)
{
    m_emptyWords = words;
    if (m_model->counts().shown == 0)
        updateStatus();
}

void EventView::say(const QString &remark)
{
    m_remark = remark;
    updateStatus();
}

} // namespace rtmscope
