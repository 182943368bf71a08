// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventview.h"

#include "ui/monitor/filter/eventfilter.h"
#include "ui/monitor/filter/filterbar.h"
#include "ui/monitor/filter/filtercompleter.h"
#include "ui/monitor/filter/filteredit.h"
#include "ui/monitor/filter/searchbar.h"
#include "ui/monitor/table/columnlayout.h"
#include "ui/monitor/table/eventtablemodel.h"
#include "ui/monitor/table/noisebutton.h"
#include "ui/monitor/table/tabledesk.h"
#include "ui/monitor/timeline/timeline.h"
#include "ui/parts/elidedlabel.h"
#include "ui/theme/theme.h"

#include <QDataStream>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QPushButton>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

#include <limits>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

// Numbers that change faster can't be read.
constexpr auto statusInterval = 250ms;
// What was done is read in a moment; how it stands is what the line is for.
constexpr auto remarkInterval = 8s;
constexpr quint32 stateVersion = 2;
// A place is found again once so many entries behind it are decided: the list may end there no longer.
constexpr qsizetype rowsBelowPlace = 1000;

} // namespace

EventView::EventView(QWidget *parent)
    : QWidget(parent)
    , m_model(new EventTableModel(this))
    , m_timeline(new Timeline)
    , m_table(new EventTable)
    , m_pill(new QPushButton)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_bar = makeBar();
    layout->addWidget(m_bar);
    layout->addWidget(m_filterBar->below());
    layout->addWidget(m_timeline);
    m_table->setEventModel(m_model);
    m_desk = new TableDesk(*m_table, *m_model);
    layout->addWidget(m_desk);
    m_list = new QHBoxLayout;
    m_list->setSpacing(0);
    m_list->addWidget(m_table, 1);
    layout->addLayout(m_list, 1);
    makeSearch();
    layout->addWidget(m_search);

    m_table->viewport()->installEventFilter(this);

    m_statusTimer.setSingleShot(true);
    m_statusTimer.setInterval(statusInterval);
    connect(&m_statusTimer, &QTimer::timeout, this, &EventView::updateStatus);
    connect(m_timeline, &Timeline::timePicked, this, &EventView::jumpToTime);
    connect(m_timeline, &Timeline::rangePicked, this, &EventView::showRange);
    connect(m_pill, &QPushButton::clicked, this, [this] { setFollowing(true); });
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

QWidget *EventView::makeBar()
{
    auto *bar = new QWidget;
    m_filterBar = new FilterBar;
    m_filterEdit = m_filterBar->edit();
    m_filter = m_filterBar->filter();
    m_filter->setNoiseLevel(m_noise);
    m_status = new ElidedLabel;
    m_status->setAccessibleName(tr("Filter status"));
    m_noiseButton = new NoiseButton;
    m_noiseButton->setLevel(m_noise);
    m_followButton = new QPushButton(tr("Follow"));
    m_followButton->setAccessibleName(tr("Follow"));
    m_followButton->setToolTip(tr("Keep the newest event in view (F or End)"));
    m_pauseButton = new QPushButton(tr("Pause"));
    m_pauseButton->setAccessibleName(tr("Pause"));
    m_pauseButton->setToolTip(tr("Hold the display still; recording goes on (Space in the list)"));
    m_clearButton = new QPushButton;
    m_clearButton->setAccessibleName(tr("Clear"));
    m_clearButton->setToolTip(tr("Clear the list; the events stay recorded (Ctrl+Shift+Del in the list)"));
    for (QPushButton *button : {m_followButton, m_pauseButton, m_clearButton}) {
        button->setCheckable(button != m_clearButton);
        button->setAutoDefault(false);
    }
    m_followButton->setIcon(theme::icon(u"follow"_s));
    m_pauseButton->setIcon(theme::icon(u"pause"_s));
    m_clearButton->setIcon(theme::icon(u"trash"_s));
    m_followButton->setChecked(m_following);

    m_pill->setFocusPolicy(Qt::NoFocus); // the End key does the same
    m_pill->setAutoDefault(false);
    m_pill->hide();

    auto *layout = new QHBoxLayout(bar);
    layout->setSpacing(theme::grid(2));
    layout->addWidget(m_filterBar, 5);
    layout->addWidget(m_status, 4);
    layout->addWidget(m_pill); // in a row of its own place: over the rows it would hide what they say
    layout->addWidget(m_noiseButton);
    layout->addWidget(m_followButton);
    layout->addWidget(m_pauseButton);
    layout->addWidget(m_clearButton);

    connect(m_filter, &EventFilter::edited, this, &EventView::updateStatus);
    connect(m_filter, &EventFilter::applied, this, &EventView::filterApplied);
    connect(m_filterEdit, &FilterEdit::escaped, this, &EventView::focusTable);
    connect(m_filterEdit, &FilterEdit::movedOn, this, &EventView::focusTable);
    connect(m_noiseButton, &NoiseButton::levelChosen, this, &EventView::setNoiseLevel);
    connect(m_followButton, &QPushButton::clicked, this, &EventView::setFollowing);
    connect(m_pauseButton, &QPushButton::clicked, this, &EventView::setPaused);
    connect(m_clearButton, &QPushButton::clicked, this, [this] { m_desk->clear(); });
    return bar;
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
        if (m_returning)
            goToPlace();
    });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &EventView::rememberPlace);
    connect(m_model, &QAbstractItemModel::modelReset, this, &EventView::returnToPlace);
    connect(m_model, &EventTableModel::countsChanged, this, [this, updateStatusSoon] {
        if (!m_model->isFiltering()) {
            m_filteringPercent = -1;
            m_returning = false;
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
    connect(m_model, &EventTableModel::namesChanged, m_filter, &EventFilter::applyIfNamesMatter);
}

void EventView::connectTable()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &EventView::currentRowChanged);
    connect(m_table, &EventTable::leftEnd, this, [this] {
        if (m_selecting)
            return;
        m_returning = false; // the user has chosen another place
        setFollowing(false);
    });
    connect(m_table, &EventTable::endRequested, this, [this] {
        if (!m_desk->hasOrder()) // else it is the end of that order only
            setFollowing(true);
    });
    connect(m_table, &EventTable::followToggled, this, [this] { setFollowing(!m_following); });
    connect(m_table, &EventTable::pauseToggled, this, [this] { setPaused(!isPaused()); });
    connect(m_table, &EventTable::filterFocusRequested, this, &EventView::focusFilter);
    connect(m_table, &EventTable::opened, this, &EventView::inspectorRequested);
    connect(m_table, &EventTable::escaped, this, &EventView::clearSelection);
    connect(m_table, &EventTable::forkRequested, this, &EventView::forkRequested);
    connect(m_table, &EventTable::filterRequested, m_filter, &EventFilter::join);
}

void EventView::connectDesk()
{
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
    m_place = {};
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

//! A range takes the place of the one before.
void EventView::showRange(qint64 fromUs, qint64 toUs)
{
    constexpr qint64 secondUs = 1'000'000;
    // Of a short file, or one that is zoomed in to, bars are less than a second.
    const bool isWhole = fromUs % secondUs == 0 && toUs % secondUs == 0;
    const auto moment = [isWhole](qint64 timeUs) {
        return QDateTime::fromMSecsSinceEpoch(timeUs / 1'000)
            .toString(isWhole ? u"\"yyyy-MM-dd HH:mm:ss\""_s : u"\"yyyy-MM-dd HH:mm:ss.zzz\""_s);
    };
    const QString range = u"time >= %1 && time < %2"_s.arg(moment(fromUs), moment(toUs));
    const QString before = std::exchange(m_range, range);
    const QString text = filterText();
    if (!before.isEmpty() && text.contains(before))
        setFilterText(QString(text).replace(before, range));
    else
        m_filter->join(range, FilterJoin::And);
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
    if (!m_range.isEmpty() && !filterText().contains(m_range)) {
        m_range.clear();
        m_timeline->clearRange();
    }
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
    m_noiseButton->setLevel(level);
    m_model->setFilter(m_filter->query(), m_noise);
    updateStatus();
    Q_EMIT shownRowsChanged();
}

// ---- following and the user's place
// -----------------------------------------------------------------------------

void EventView::setFollowing(bool following)
{
    m_following = following;
    m_followButton->setChecked(following);
    m_seenRows = m_log ? m_log->size() : 0;
    if (following) {
        m_followsAgain = false;
        m_desk->showArrival();
        if (isPaused())
            setPaused(false);
        m_table->scrollToBottom();
    }
    updatePill();
}

bool EventView::isPaused() const
{
    return m_model->isPaused();
}

void EventView::setPaused(bool paused)
{
    m_pauseButton->setChecked(paused);
    m_model->setPaused(paused);
    updateStatus();
}

//! Where the list had \a heightBefore, its selected row was seen, or not; it stays so.
void EventView::keepSelectionVisible(int heightBefore)
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return;
    const int y = m_table->rowViewportPosition(row);
    if (y >= 0 && y + m_table->rowHeight(row) <= heightBefore)
        m_table->scrollToRow(row);
}

void EventView::rememberPlace()
{
    m_place = {};
    if (m_following || m_model->rowCount() == 0)
        return;
    const int selected = m_table->currentIndex().row();
    const int y = selected < 0 ? -1 : m_table->rowViewportPosition(selected);
    const bool selectedInView = selected >= 0 && y >= 0 && y < m_table->viewport()->height();
    const int row = selectedInView ? selected : std::max(0, m_table->topRow());
    m_place = {m_model->logRow(row), m_table->rowViewportPosition(row)};
}

//! The rows are others now. Where a filter is still being worked out, the place may be among those to come.
void EventView::returnToPlace()
{
    m_seenRows = m_log ? m_log->size() : 0;
    m_returning = true;
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
    if (!m_following && m_place.logRow >= 0 && m_model->rowCount() > 0 && !m_model->isSorted()) {
        const int row = std::min(m_model->firstRowFrom(m_place.logRow), m_model->rowCount() - 1);
        m_table->putRowAtTop(row);
        QScrollBar *bar = m_table->verticalScrollBar();
        bar->setValue(bar->value() - m_place.y);
        if (m_model->isDecided(m_place.logRow + rowsBelowPlace))
            m_place = {};
    }
    m_returning = m_model->isFiltering();
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
    if (!m_remark.isEmpty())
        say({});
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
    if (event->type() == QEvent::PaletteChange && m_status)
        updateStatus();
    if (event->type() == QEvent::FontChange && m_pauseButton)
        fitRoom();
}

void EventView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitRoom();
}

QSize EventView::minimumSizeHint() const
{
    return {theme::grid(85), m_filterEdit->sizeHint().height() + theme::grid(12)};
}

//! In a small window the buttons show their signs only, and the rows come before the timeline.
void EventView::fitRoom()
{
    const auto fullWidth = [](const QPushButton *button) {
        return button->fontMetrics().horizontalAdvance(button->accessibleName()) + theme::grid(12);
    };
    const int words = theme::grid(95); // filter and status, to be of use
    const bool terse = width() < words + m_noiseButton->sizeHint().width() + fullWidth(m_followButton) +
                                     fullWidth(m_pauseButton);
    for (QPushButton *button : {m_followButton, m_pauseButton})
        button->setText(terse ? QString() : button->accessibleName());
    const bool low = height() < theme::grid(46);
    m_timeline->setVisible(!low);
    const int above = low ? 1 : theme::grid(1);
    m_bar->layout()->setContentsMargins(theme::grid(2), above, theme::grid(2), above);
}

bool EventView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize) {
        if (m_following && m_model->rowCount() > 0)
            m_table->scrollToRow(m_model->rowCount() - 1); // the bar's range is still that of the old size
        else if (!m_following)
            keepSelectionVisible(static_cast<QResizeEvent *>(event)->oldSize().height());
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace rtmscope
