// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/statisticspane.h"

#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"
#include "ui/parts/segmentbar.h"
#include "ui/parts/tokenlabel.h"
#include "ui/statistics/countspage.h"
#include "ui/statistics/figures/figurewords.h"
#include "ui/statistics/figures/plotview.h"
#include "ui/statistics/latenciespage.h"
#include "ui/statistics/plotpage.h"
#include "ui/statistics/threadspage.h"
#include "ui/statistics/valuespage.h"

#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr auto usualPause = 1s;
constexpr int costShare = 20; // of the time may go into figures of a stream that goes on

} // namespace

StatisticsPane::StatisticsPane(QWidget *parent)
    : Surface(Colour::Background, {}, parent)
    , m_stack(new QStackedLayout)
    , m_counts(new CountsPage(this))
    , m_latencies(new LatenciesPage(this))
    , m_threads(new ThreadsPage(this))
    , m_values(new ValuesPage(this))
    , m_plot(new PlotPage(this))
{
    m_scopeOf[Values] = m_scopeOf[Plot] = Scope::Shown;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addLayout(m_stack, 1);
    column->addWidget(makeFoot());
    makePages();
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &StatisticsPane::goOn);
    auto *copyShortcut = new QShortcut(QKeySequence::Copy, this);
    copyShortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(copyShortcut, &QShortcut::activated, this, [this] { copy(true); });
    choosePage(Types);
}

QWidget *StatisticsPane::makeBar()
{
    auto *bar = new QWidget(this);
    m_choice = new QComboBox(bar);
    m_choice->setAccessibleName(tr("Figures"));
    m_choice->addItems({tr("Types"), tr("Channels"), tr("People"), tr("Apps"), tr("Connections"),
                        tr("Latencies"), tr("Threads"), tr("Values"), tr("Plot")});
    m_choice->setMaxVisibleItems(PageCount);
    m_scopes = new SegmentBar({tr("All"), tr("Shown")}, bar);
    m_scopes->setAccessibleName(tr("Of which events"));
    m_scopes->setToolTips({tr("Of all that is recorded"), tr("Of what filter and noise level show")});
    const auto makeButton = [bar](const QString &icon, const QString &words) {
        auto *button = new QToolButton(bar);
        button->setIcon(theme::icon(icon, Colour::Dim));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(words);
        button->setToolTip(words);
        return button;
    };
    QToolButton *copyButton = makeButton(u"copy"_s, tr("Copy as CSV"));
    QToolButton *floatButton = makeButton(u"float"_s, tr("In a window of its own, or back"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(grid(4), grid(2), grid(2), grid(2));
    row->setSpacing(grid(2));
    row->addWidget(m_choice);
    row->addWidget(m_scopes);
    row->addStretch(1);
    row->addWidget(copyButton);
    row->addWidget(floatButton);
    connect(m_choice, &QComboBox::activated, this, &StatisticsPane::choosePage);
    connect(m_scopes, &SegmentBar::chosen, this, [this](int scope) { setScope(Scope(scope)); });
    connect(copyButton, &QToolButton::clicked, this, [this] { copy(false); });
    connect(floatButton, &QToolButton::clicked, this, &StatisticsPane::leaveDock);
    return bar;
}

QWidget *StatisticsPane::makeFoot()
{
    auto *foot = new Surface(Colour::Panel, Qt::TopEdge, this);
    m_status = new TokenLabel(Colour::Dim, TokenLabel::Size::Secondary, foot);
    m_status->setAccessibleName(tr("What was counted"));
    m_status->setWordWrap(true);
    m_stopButton = new QPushButton(tr("Stop"), foot);
    m_stopButton->setAutoDefault(false);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(grid(4), grid(1.5), grid(2), grid(1.5));
    row->addWidget(m_status, 1);
    row->addWidget(m_stopButton);
    connect(m_stopButton, &QPushButton::clicked, this, &StatisticsPane::stop);
    return foot;
}

void StatisticsPane::makePages()
{
    for (StatisticsPage *page :
         {static_cast<StatisticsPage *>(m_counts), m_latencies, m_threads,
          static_cast<StatisticsPage *>(m_values), static_cast<StatisticsPage *>(m_plot)}) {
        m_stack->addWidget(page);
        connect(page, &StatisticsPage::advanced, this, [this, page] {
            if (page != current())
                return;
            ++m_toldBusy;
            tell();
        });
        connect(page, &StatisticsPage::workWanted, this, [this, page] {
            if (page == current())
                beginAnew();
        });
        connect(page, &StatisticsPage::filterRequested, this, &StatisticsPane::filterRequested);
        connect(page, &StatisticsPage::eventChosen, this, &StatisticsPane::eventChosen);
        connect(page, &StatisticsPage::eventRequested, this, &StatisticsPane::eventRequested);
        connect(page, &StatisticsPage::threadRequested, this, &StatisticsPane::threadRequested);
    }
}

// ---- what is looked at
// --------------------------------------------------------------------------------------------------------

void StatisticsPane::setLog(EventLog *log, WorkspaceFeed *names)
{
    if (m_log)
        m_log->disconnect(this);
    if (m_names)
        m_names->disconnect(this);
    m_log = log;
    m_names = names;
    m_begun.clear();
    m_isStopped = false;
    for (int i = 0; i < m_stack->count(); ++i)
        static_cast<StatisticsPage *>(m_stack->widget(i))->setLog(log, names);
    if (log) {
        connect(log, &EventLog::grew, this, &StatisticsPane::goOnSoon);
        connect(log, &EventLog::indexed, this, [this](bool rearranged) {
            if (rearranged)
                beginAnew();
            else
                goOnSoon();
        });
    }
    if (names)
        connect(names, &WorkspaceFeed::namesChanged, this, [this] {
            m_hasNewNames = true;
            goOnSoon();
        });
    goOn();
}

void StatisticsPane::shownRowsChanged()
{
    m_begun.removeIf([this](const StatisticsPage *page) { return page != current(); });
    if (m_scopeOf[m_page] == Scope::Shown)
        beginAnew();
}

StatisticsPage *StatisticsPane::current() const
{
    return static_cast<StatisticsPage *>(m_stack->currentWidget());
}

void StatisticsPane::setScope(Scope scope)
{
    m_scopeOf[m_page] = scope;
    if (m_page <= Connections) // one count serves them all
        std::fill_n(m_scopeOf.begin(), int(Connections) + 1, scope);
    beginAnew();
}

//! The rows that were looked at are others, or not the right ones any more.
void StatisticsPane::beginAnew()
{
    m_isStopped = false;
    m_begun.removeOne(current());
    goOn();
}

//! Figures that take long are made less often.
void StatisticsPane::goOnSoon()
{
    if (!isVisible() || m_isStopped || m_pause.isActive())
        return;
    m_pause.start(std::max<std::chrono::milliseconds>(usualPause, costShare * current()->progress().cost));
}

void StatisticsPane::goOn()
{
    if (!isVisible())
        return tell();
    StatisticsPage *page = current();
    if (!m_begun.contains(page)) {
        const bool isAll = m_scopeOf[m_page] == Scope::All || !m_shown;
        page->setChoice(isAll ? RowChoice() : m_shown());
        m_begun.append(page);
    }
    if (std::exchange(m_hasNewNames, false))
        page->namesChanged();
    if (m_log && !m_isStopped) {
        m_toldBusy = 0;
        page->goOn(m_log->snapshot());
        if (page->progress().isBusy && page->progress().end < m_log->size())
            goOnSoon();
    }
    tell();
}

//! What was found so far stays; once more looks anew.
void StatisticsPane::stop()
{
    m_isStopped = !m_isStopped;
    if (m_isStopped)
        current()->halt();
    else
        beginAnew();
    tell();
}

void StatisticsPane::showEvent(QShowEvent *event)
{
    Surface::showEvent(event);
    goOn();
}

void StatisticsPane::hideEvent(QHideEvent *event)
{
    Surface::hideEvent(event);
    m_pause.stop();
    current()->halt();
}

void StatisticsPane::tell()
{
    const StatisticsPage::Progress progress = current()->progress();
    QString words = current()->summary();
    const qsizetype all = m_log ? m_log->size() : 0;
    constexpr qsizetype whole = 100;
    // What takes no time has no progress to be told.
    constexpr qsizetype many = 50'000;
    const bool isLong = progress.isBusy && (progress.end - progress.rows > many || m_toldBusy > 1);
    if (isLong || m_isStopped) {
        const int percent = all == 0 ? 0 : int(progress.rows * whole / all);
        const QString how =
            m_isStopped ? tr("Stopped at %1 %.").arg(percent) : tr("%1 % looked at.").arg(percent);
        words = words.isEmpty() ? how : how + u' ' + words;
    }
    m_status->say(words);
    m_stopButton->setText(m_isStopped ? tr("Look again") : tr("Stop"));
    m_stopButton->setVisible(isLong || m_isStopped);
    m_status->parentWidget()->setVisible(!words.isEmpty());
    // What came while it was looking.
    if (!progress.isBusy && progress.end < all && current()->hasWork())
        goOnSoon();
}

// ---- pages
// --------------------------------------------------------------------------------------------------------

void StatisticsPane::setPage(Page page)
{
    choosePage(page);
    setFocusProxy(current()->content());
}

void StatisticsPane::choosePage(int page)
{
    if (StatisticsPage *before = current(); before && page != m_page)
        before->halt();
    m_page = Page(page);
    m_isStopped = false;
    m_choice->setCurrentIndex(page);
    const auto widgetOf = [this]() -> StatisticsPage * {
        switch (m_page) {
        case Latencies:
            return m_latencies;
        case Threads:
            return m_threads;
        case Values:
            return m_values;
        case Plot:
            return m_plot;
        default:
            return m_counts;
        }
    };
    StatisticsPage *shown = widgetOf();
    if (shown == m_counts)
        m_counts->setKey(StatisticsKey(page));
    m_stack->setCurrentWidget(shown);
    m_scopes->setCurrent(int(m_scopeOf[m_page]));
    setFocusProxy(shown->content());
    goOn();
}

void StatisticsPane::plot(const QString &field)
{
    Q_EMIT wanted();
    setPage(Plot);
    m_plot->setField(field);
}

void StatisticsPane::countValues(const QString &field)
{
    Q_EMIT wanted();
    setPage(Values);
    m_values->setField(field);
}

// ---- out of it
// --------------------------------------------------------------------------------------------------------

void StatisticsPane::copy(bool selectedOnly)
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(current()->csv(selectedOnly)));
}

//! Tables and plots like to be wide.
void StatisticsPane::leaveDock()
{
    auto *dock = qobject_cast<QDockWidget *>(parentWidget());
    if (!dock)
        return;
    dock->setFloating(!dock->isFloating());
    if (dock->isFloating()) {
        // With the desktop's frame: a pane that only hovers has none to be told from what lies below.
        dock->setWindowFlags(Qt::Window);
        dock->resize(theme::onScreen(*this, {grid(210), grid(140)}));
        QRect place = dock->rect();
        place.moveCenter(dock->parentWidget()->window()->frameGeometry().center());
        dock->move(place.topLeft());
        dock->show();
    }
    dock->raise();
}

KeyGroup StatisticsPane::keyHelp()
{
    return {tr("In the statistics"),
            {{tr("Show only these events, or go to the event"), {Qt::Key_Return, Qt::Key_Enter}},
             {tr("Copy the selected rows as CSV"), {QKeySequence::Copy}}}};
}

} // namespace rtmscope
