// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "core/workspace/workspace.h"
#include "ui/access/announcer.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/outbox/outboxpane.h"
#include "ui/connect/profiledesk.h"
#include "ui/findings/findingspane.h"
#include "ui/gaps/gapspane.h"
#include "ui/monitor/filter/filterjoin.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/centrepages.h"
#include "ui/page/firststeps.h"
#include "ui/page/pagetitle.h"
#include "ui/page/quickplaces.h"
#include "ui/page/welcomepage.h"
#include "ui/page/workspacepage.h"
#include "ui/parts/pasteguard.h"
#include "ui/parts/tokenlabel.h"
#include "ui/statistics/statisticspane.h"
#include "ui/status/banner.h"
#include "ui/status/remedycard.h"
#include "ui/status/statusline.h"
#include "ui/tap/tappane.h"
#include "ui/window/files/fileactions.h"
#include "ui/window/files/filedesk.h"
#include "ui/window/focuskeeper.h"
#include "ui/window/panecycle.h"
#include "ui/window/remedies.h"
#include "ui/window/shortcutsheet.h"
#include "ui/window/topbar.h"
#include "ui/window/windowactions.h"
#include "ui/window/windowdialogs.h"
#include "ui/window/windowdocks.h"
#include "ui/window/windowfocus.h"
#include "ui/window/windowlooks.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QIcon>
#include <QMenu>
#include <QSettings>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

const QString firstStepsWanted = u"help/firstSteps"_s;
const QString panesUnlocked = u"view/unlocked"_s;

} // namespace

MainWindow::MainWindow(QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_actions(new WindowActions(*this))
    , m_topBar(new TopBar(this))
    , m_firstSteps(new FirstSteps(this))
    , m_statusLine(new StatusLine(this))
    , m_announcer(new Announcer(this))
    , m_profiles(new ProfileDesk(this))
    , m_docks(new WindowDocks(*this))
{
    setObjectName("rtmscope"_L1);
    setWindowIcon(QIcon(u":/rtmscope/rtmscope.svg"_s));
    setAcceptDrops(true);
    new PasteGuard(this);
    new FocusKeeper(*this, {m_topBar, m_statusLine},
                    [this] { return m_focus ? m_focus->writingPlace() : nullptr; });
    new WindowLooks(*this, m_settings, *m_actions);
    m_page = new WorkspacePage(m_settings, m_actions->arm->shortcut(), this);
    m_files = new FileDesk(*this, *m_actions->files, *m_page, m_settings);
    seatPage();
    makeTop();
    setContextMenuPolicy(Qt::NoContextMenu);
    setStatusBar(m_statusLine);
    m_layout = new WindowLayout(*this, m_docks->seats());
    m_focus = new WindowFocus({this, m_topBar, m_firstSteps, m_statusLine, m_docks, m_layout}, *m_page);
    makeTools();
    connectLayout();
    connectBars();
    connectPage();
    connectPageWishes();
    connectFileActions();
    connectWritingActions();
    connectSessionActions();
    connectViewActions();
    connectGoActions();
    connectHelpActions();
    m_layout->restore(m_settings);
    m_page->clear();
}

MainWindow::~MainWindow() = default;

//! Account, connection and perspectives, and below them the first steps, while somebody wants to read them.
void MainWindow::makeTop()
{
    auto *rows = new QWidget(this);
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_topBar);
    column->addWidget(m_firstSteps);
    m_page->past().seat(*column, *m_actions->past);
    m_firstSteps->hide();
    auto *bar = new QToolBar(tr("Account and connection"), this);
    bar->setObjectName("top"_L1);
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addWidget(rows);
    addToolBar(Qt::TopToolBarArea, bar);
}

void MainWindow::seatPage()
{
    m_docks->seat(m_page->panes());
    dressDocks();
    // The layout hides what is in it, not it: without a central widget Qt's docks would not keep their sizes.
    auto *middle = new QWidget(this);
    auto *around = new QVBoxLayout(middle);
    around->setContentsMargins(0, 0, 0, 0);
    around->addWidget(m_page->panes().centre);
    setCentralWidget(middle);
}

void MainWindow::makeTools()
{
    QDockWidget *gaps = addTool(tr("Gaps"), u"gaps"_s, m_page->panes().gaps, tr("Ctrl+Shift+G"));
    QDockWidget *outbox = addTool(tr("Outbox"), u"outbox"_s, m_page->panes().outbox, tr("Ctrl+Shift+O"));
    QDockWidget *tap = addTool(tr("Tap"), u"tap"_s, m_page->panes().tap, tr("Ctrl+Shift+T"));
    addTool(tr("Findings"), u"findings"_s, m_page->panes().findings, tr("Ctrl+Shift+F"));
    StatisticsPane *figures = m_page->panes().statistics;
    QDockWidget *statistics = addTool(tr("Statistics"), u"statistics"_s, figures, tr("Ctrl+Shift+Y"));
    connect(figures, &StatisticsPane::wanted, statistics, [this, statistics] { showTool(*statistics); });
    connect(m_page, &WorkspacePage::tapWanted, tap, &QWidget::show);
    connect(m_page, &WorkspacePage::tapWanted, tap, &QWidget::raise);
    connect(m_page, &WorkspacePage::contentChanged, tap, [this, tap] {
        tap->setVisible(tap->isVisible() && m_page->opened().isTap()); // it has nothing to say of others
    });
    connect(m_statusLine, &StatusLine::gapsActivated, gaps, [this, gaps] { showTool(*gaps); });
    connect(m_statusLine, &StatusLine::outboxActivated, outbox, [this, outbox] { showTool(*outbox); });
}

QDockWidget *MainWindow::addTool(const QString &title, const QString &name, QWidget *pane,
                                 const QKeySequence &keys)
{
    QDockWidget *dock = m_docks->makeTool(title, name, pane);
    m_layout->addTool(dock);
    QAction *toggle = dock->toggleViewAction();
    toggle->setShortcut(keys);
    m_actions->tools->addAction(toggle);
    addAction(toggle); // its keys work while the menus were never opened
    return dock;
}

void MainWindow::showTool(QDockWidget &dock)
{
    dock.show();
    dock.raise();
    dock.widget()->setFocus(Qt::OtherFocusReason);
}

// ---- wiring

void MainWindow::connectLayout()
{
    connect(m_layout, &WindowLayout::narrowChanged, this, [this](bool narrow) {
        m_firstSteps->setNarrow(narrow);
        dressDocks();
    });
    connect(m_layout, &WindowLayout::lowChanged, this, [this](bool low) {
        m_firstSteps->setLow(low);
        m_page->panes().channel->setDense(low);
    });
    connect(m_layout, &WindowLayout::focusLost, this, [this](const QDockWidget *dock) {
        // Who leaves a reply by accident and types on shall not write to the whole channel.
        if (dock == m_docks->seats().thread && m_layout->current() != Perspective::Monitor)
            m_page->panes().channel->focusMessages();
        else if (m_page->opened().content == WorkspacePage::Content::Nothing)
            m_focus->toWork(); // lists of nothing have nothing for the keys
    });
    connect(m_layout, &WindowLayout::escapeTaken, m_actions, &WindowActions::leaveEscape);
    connect(m_layout, &WindowLayout::changed, this, [this](Perspective perspective) {
        m_topBar->setPerspective(static_cast<int>(perspective));
        m_actions->perspectives->actions().at(static_cast<int>(perspective))->setChecked(true);
    });
}

void MainWindow::connectBars()
{
    connect(m_topBar, &TopBar::armRequested, this,
            [this](bool armed) { Q_EMIT m_page->armRequested(armed); });
    connect(m_topBar, &TopBar::perspectiveChosen, this,
            [this](int index) { m_focus->choosePerspective(static_cast<Perspective>(index)); });
    m_topBar->setAccountMenu(m_actions->accountMenu);
    m_topBar->setSaveAction(m_actions->files->save);
    m_topBar->setGoToAction(m_actions->goTo);
    QStringList tips;
    for (const QAction *action : m_actions->perspectives->actions())
        tips.append(action->shortcut().toString(QKeySequence::NativeText));
    m_topBar->setPerspectiveToolTips(tips);
    connect(m_statusLine, &StatusLine::typesActivated, this,
            [this](const QStringList &types) { m_page->showFiltered(filterForTypes(types)); });
    connect(m_firstSteps, &FirstSteps::dismissed, this, [this] {
        wantFirstSteps(false);
        m_focus->toWork();
    });
    connect(m_firstSteps, &FirstSteps::connectRequested, m_profiles, &ProfileDesk::askForToken);
}

//! What the page tells, the frame shows.
void MainWindow::connectPage()
{
    const WorkspacePage::Panes &panes = m_page->panes();
    connect(m_page, &WorkspacePage::contentChanged, this, &MainWindow::showContent);
    connect(m_page, &WorkspacePage::changed, this, &MainWindow::showPageState);
    connect(m_page, &WorkspacePage::connectionChanged, this, &MainWindow::showConnection);
    connect(m_page, &WorkspacePage::acksChanged, this, [this] {
        m_topBar->setStatus(m_page->connection());
        m_statusLine->setStatus(m_page->connection());
    });
    connect(panes.centre, &CentrePages::pageChanged, this, &MainWindow::updateActions);
    connect(panes.centre->banner(), &Banner::workChanged, this, &MainWindow::updateActions);
    connect(m_page, &WorkspacePage::announced, m_announcer, &Announcer::announce);
    connect(m_page, &WorkspacePage::retryAnswered, m_statusLine, &StatusLine::setAnswer);
    connect(m_page, &WorkspacePage::passingWords, m_statusLine,
            [this](const QString &words) { m_statusLine->showMessage(words, 8000); });
    connect(m_page, &WorkspacePage::progressWords, m_statusLine,
            [this](const QString &words) { m_statusLine->showMessage(words); });
    connect(panes.events, &EventView::counted, m_statusLine, &StatusLine::setEventCount);
    connect(panes.gaps, &GapsPane::countChanged, m_statusLine, &StatusLine::setGapCount);
    connect(panes.gaps, &GapsPane::elapsedChanged, m_statusLine, &StatusLine::setElapsed);
    connect(panes.centre->banner(), &Banner::cancelRequested, this, &MainWindow::cancelWorkRequested);
    connect(panes.centre->banner(), &Banner::ownAppRequested, m_profiles, &ProfileDesk::openAppSetup);
    const WelcomePage *welcome = panes.centre->welcome();
    connect(welcome, &WelcomePage::demoRequested, this, &MainWindow::demoRequested);
    connect(welcome, &WelcomePage::connectRequested, m_profiles, &ProfileDesk::askForToken);
    connect(welcome, &WelcomePage::tapRequested, m_profiles, &ProfileDesk::askForTap);
    connect(welcome, &WelcomePage::openRequested, m_actions->files->open, &QAction::trigger);
    connect(panes.centre->remedy(), &RemedyCard::actionRequested, this, [this](RemedyAction action) {
        if (action == RemedyAction::Demo)
            Q_EMIT demoRequested();
        else
            followRemedy(action, *m_profiles, *m_page);
    });
}

//! What the page wants to be seen, the frame brings into view.
void MainWindow::connectPageWishes()
{
    connect(m_page, &WorkspacePage::firstChannelOpened, m_focus, &WindowFocus::toWorkIfIdle);
    connect(m_page, &WorkspacePage::focusWanted, this, &MainWindow::goToPage);
    connect(m_page, &WorkspacePage::middleWanted, this, &MainWindow::leaveMonitor);
    connect(m_page, &WorkspacePage::eventsWanted, m_docks->seats().events, &QWidget::show);
    connect(m_page, &WorkspacePage::inspectorWanted, m_layout, &WindowLayout::showInspector);
    connect(m_page, &WorkspacePage::threadOpened, m_layout, &WindowLayout::showThread);
    connect(m_page, &WorkspacePage::threadClosed, m_layout, &WindowLayout::hideThread);
    // Later: whoever opens something else in its place may want what lies there.
    const auto leaveWelcome = [this] {
        if (m_page->opened().content == WorkspacePage::Content::Nothing)
            m_layout->closeOverlay();
    };
    connect(m_page, &WorkspacePage::contentChanged, this, leaveWelcome, Qt::QueuedConnection);
    connect(m_page, &WorkspacePage::linkActivated, this,
            [this](const QUrl &url) { windowdialogs::openLink(*this, url); });
}

void MainWindow::connectFileActions()
{
    connect(m_actions->connectWithToken, &QAction::triggered, m_profiles, &ProfileDesk::askForToken);
    connect(m_actions->tapProgram, &QAction::triggered, m_profiles, &ProfileDesk::askForTap);
    connect(m_actions->openSocketModeDemo, &QAction::triggered, this, &MainWindow::socketModeDemoRequested);
    connect(m_profiles, &ProfileDesk::pageRequested, this, &QDesktopServices::openUrl);
    connect(m_actions->profiles, &QAction::triggered, m_profiles, &ProfileDesk::openProfiles);
    m_profiles->listIn(m_actions->accountMenu, m_actions->openDemo);
    connect(m_actions->openDemo, &QAction::triggered, this, &MainWindow::demoRequested);
    connect(m_actions->closeAccount, &QAction::triggered, this, [this] { Q_EMIT m_page->closeRequested(); });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::connectWritingActions()
{
    connect(m_actions->focusFilter, &QAction::triggered, this, [this] {
        m_docks->seats().events->show();
        m_page->panes().events->focusFilter();
    });
    connect(m_actions->clearFilter, &QAction::triggered, this,
            [this] { m_page->panes().events->setFilterText({}); });
    connect(m_actions->colourRules, &QAction::triggered, m_page, &WorkspacePage::showColourRules);
    connect(m_actions->writeMessage, &QAction::triggered, this,
            [this] { m_page->panes().channel->focusComposer(); });
    connect(m_actions->writeReply, &QAction::triggered, this,
            [this] { m_page->writeReply(!m_docks->seats().thread->isHidden()); });
    connect(m_actions->restoreDiscarded, &QAction::triggered, m_page, &WorkspacePage::restoreRequested);
    connect(m_actions->contextMenu, &QAction::triggered, this, &MainWindow::askForContextMenu);
    m_actions->serve(*m_page->panes().events, [this] { m_docks->seats().events->show(); });
}

void MainWindow::connectSessionActions()
{
    connect(m_actions->arm, &QAction::triggered, this, [this](bool armed) {
        m_actions->arm->setChecked(m_page->isArmed()); // the account decides
        Q_EMIT m_page->armRequested(armed);
    });
    m_actions->tellTyping->setChecked(m_settings.value(WorkspacePage::tellTyping, false).toBool());
    connect(m_actions->tellTyping, &QAction::toggled, this,
            [this](bool tell) { m_settings.setValue(WorkspacePage::tellTyping, tell); });
    connect(m_actions->retryNow, &QAction::triggered, this, [this] { m_page->retryConnection(); });
    connect(m_actions->reconnect, &QAction::triggered, this, [this] { Q_EMIT m_page->reconnectRequested(); });
    connect(m_actions->disconnectAccount, &QAction::triggered, m_page, &WorkspacePage::disconnectRequested);
    connect(m_actions->compare, &QAction::triggered, this, &MainWindow::compareRequested);
    connect(m_actions->cancelOpening, &QAction::triggered, this, [this] {
        if (m_page->panes().centre->banner()->isWorking())
            Q_EMIT cancelWorkRequested();
        else
            Q_EMIT m_page->disconnectRequested();
    });
}

void MainWindow::connectViewActions()
{
    connect(m_actions->perspectives, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_focus->choosePerspective(static_cast<Perspective>(action->data().toInt()));
    });
    const auto toggles = [](QAction *action, QDockWidget *dock) {
        connect(action, &QAction::triggered, dock, [dock] { dock->setVisible(dock->isHidden()); });
    };
    toggles(m_actions->toggleConversations, m_docks->seats().conversations);
    toggles(m_actions->toggleEvents, m_docks->seats().events);
    connect(m_actions->toggleRight, &QAction::triggered, this, &MainWindow::toggleRight);
    m_actions->unlockPanes->setChecked(m_settings.value(panesUnlocked, false).toBool());
    connect(m_actions->unlockPanes, &QAction::toggled, this, [this](bool unlocked) {
        m_settings.setValue(panesUnlocked, unlocked);
        dressDocks();
    });
    connect(m_actions->resetLayout, &QAction::triggered, m_layout, &WindowLayout::reset);
    m_actions->announce->setChecked(m_settings.value("view/announce"_L1, true).toBool());
    m_announcer->setSilent(!m_actions->announce->isChecked());
    connect(m_actions->announce, &QAction::toggled, this, [this](bool announce) {
        m_settings.setValue("view/announce"_L1, announce);
        m_announcer->setSilent(!announce);
    });
    connect(m_actions->fullScreen, &QAction::toggled, this,
            [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
}

void MainWindow::connectGoActions()
{
    const auto does = [this](const QAction *action, auto act) {
        connect(action, &QAction::triggered, this, act);
    };
    does(m_actions->goTo, [this] { openQuickSwitcher(); });
    does(m_actions->back, [this] { m_page->stepHistory(-1); });
    does(m_actions->forward, [this] { m_page->stepHistory(1); });
    does(m_actions->previousEvent, [this] { m_page->panes().events->selectNeighbour(-1); });
    does(m_actions->nextEvent, [this] { m_page->panes().events->selectNeighbour(1); });
    does(m_actions->nextPane, [this] { m_focus->stepPane(1); });
    does(m_actions->previousPane, [this] { m_focus->stepPane(-1); });
    does(m_actions->previousConversation, [this] { m_page->stepConversation(-1, false); });
    does(m_actions->nextConversation, [this] { m_page->stepConversation(1, false); });
    does(m_actions->previousUnread, [this] { m_page->stepConversation(-1, true); });
    does(m_actions->nextUnread, [this] { m_page->stepConversation(1, true); });
}

void MainWindow::connectHelpActions()
{
    connect(m_actions->shortcuts, &QAction::triggered, this, &MainWindow::openShortcutSheet);
    connect(m_actions->firstSteps, &QAction::triggered, this, &MainWindow::wantFirstSteps);
    connect(m_actions->openRecordings, &QAction::triggered, m_page, &WorkspacePage::openRecordingsRequested);
    connect(m_actions->about, &QAction::triggered, this, [this] { windowdialogs::showAbout(*this); });
}

// ---- what the page in view holds

void MainWindow::showContent()
{
    const WorkspacePage::Identity &identity = m_page->opened().identity;
    m_statusLine->setLog(m_page->opened().log, m_page->opened().isLive());
    m_topBar->setProfile(identity.profile, identity.colour);
    m_firstSteps->setDemo(identity.demo);
    showPageState();
    showFirstSteps();
}

void MainWindow::showPageState()
{
    m_topBar->setAccountName(m_page->opened().identity.name);
    m_topBar->setArmed(m_page->isArmed(), m_page->opened().isLive());
    m_firstSteps->setArmed(m_page->isArmed());
    m_statusLine->setOutbox(m_page->outbox().waiting, m_page->outbox().stuck);
    setWindowTitle(titleOf(*m_page));
    updateActions();
}

void MainWindow::showConnection()
{
    m_topBar->setStatus(m_page->connection());
    m_firstSteps->setSocketMode(m_page->connection().speaksSocketMode());
    setWindowTitle(titleOf(*m_page)); // says what is spoken, and whether the app is shared
    m_statusLine->setStatus(m_page->connection());
    updateActions();
}

void MainWindow::updateActions()
{
    using Look = ConnectionStatus::Look;
    const WorkspacePage::Opened &opened = m_page->opened();
    const bool live = opened.isLive();
    const bool anything = opened.content != WorkspacePage::Content::Nothing;
    const Look look = m_page->connection().look;
    const bool wanted = look != Look::Off && look != Look::Failed;
    m_actions->arm->setChecked(m_page->isArmed());
    m_actions->arm->setEnabled(live);
    m_actions->tellTyping->setEnabled(!m_page->connection().speaksSocketMode()); // there, nobody can be told
    const bool stoppedTap = opened.isTap() && look == Look::Failed;
    m_actions->retryNow->setEnabled((live && look != Look::Good) || stoppedTap);
    m_actions->reconnect->setEnabled((live && !wanted) || stoppedTap);
    const CentrePages *centre = m_page->panes().centre;
    m_actions->cancelOpening->setEnabled(centre->banner()->isWorking() || centre->isOpening());
    m_actions->disconnectAccount->setEnabled(live && wanted);
    m_actions->compare->setEnabled(live && look == Look::Good);
    for (QAction *action : {m_actions->closeAccount, m_actions->goTo, m_actions->previousConversation,
                            m_actions->nextConversation, m_actions->previousUnread, m_actions->nextUnread,
                            m_actions->previousEvent, m_actions->nextEvent})
        action->setEnabled(anything);
    m_actions->writeMessage->setEnabled(live);
    m_actions->writeReply->setEnabled(live);
    m_actions->restoreDiscarded->setEnabled(m_page->outbox().restorable);
    m_actions->back->setEnabled(m_page->canStepHistory(-1));
    m_actions->forward->setEnabled(m_page->canStepHistory(1));
}

//! Out of the monitor, which hides the middle of the window.
void MainWindow::leaveMonitor()
{
    if (m_layout->current() == Perspective::Monitor)
        m_layout->setCurrent(Perspective::Debug);
}

void MainWindow::goToPage()
{
    leaveMonitor();
    m_focus->toWork();
}

// ---- what the user asks of the window

void MainWindow::toggleRight()
{
    const WindowLayout::Docks &seats = m_docks->seats();
    const bool shown = !seats.inspector->isHidden() || !seats.thread->isHidden();
    seats.inspector->setVisible(!shown);
    seats.thread->setVisible(!shown && m_page->panes().thread->thread());
}

void MainWindow::openQuickSwitcher()
{
    if (!m_page->opened().feed)
        return;
    const QString armKeys = m_actions->arm->shortcut().toString(QKeySequence::NativeText);
    auto *switcher = new QuickSwitcher(quickPlaces(*m_page, armKeys), this);
    switcher->setAttribute(Qt::WA_DeleteOnClose);
    connect(switcher, &QuickSwitcher::chosen, m_page, &WorkspacePage::goTo);
    connect(switcher, &QuickSwitcher::personChosen, m_page, &WorkspacePage::directMessageRequested);
    connect(switcher, &QuickSwitcher::told, m_announcer,
            [this](const QString &words) { m_announcer->announce(Announcer::Topic::Answer, words); });
    switcher->open();
}

void MainWindow::openShortcutSheet()
{
    auto *sheet = new ShortcutSheet(m_actions->menus, ShortcutSheet::allPlaces(), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

//! What the menu key does; Qt knows that key only, and many keyboards have none.
void MainWindow::askForContextMenu()
{
    QWidget *widget = QApplication::focusWidget();
    if (!widget)
        return;
    const QPoint place = widget->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, place, widget->mapToGlobal(place));
    QApplication::sendEvent(widget, &event);
}

//! They are shown until somebody has read them, and whenever asked for again.
void MainWindow::wantFirstSteps(bool wanted)
{
    m_settings.setValue(firstStepsWanted, wanted);
    showFirstSteps();
}

void MainWindow::showFirstSteps()
{
    const bool live = m_page->opened().isLive();
    const bool shown = live && m_settings.value(firstStepsWanted, true).toBool();
    m_firstSteps->setVisible(shown);
    m_actions->firstSteps->setChecked(shown);
    m_actions->firstSteps->setEnabled(live);
}

void MainWindow::dressDocks()
{
    m_docks->dress(m_settings.value(panesUnlocked, false).toBool(), m_layout && m_layout->isNarrow());
}

// ---- events

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    FileDesk::dragEnter(event);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_files->drop(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_layout->save(m_settings);
    m_page->saveState();
    QMainWindow::closeEvent(event);
}

//! Past what is behind another tab: Qt takes it for visible. Once round at most: what had the focus may be
//! hidden by now, and nothing on the screen while panes are put in their places.
bool MainWindow::focusNextPrevChild(bool next)
{
    const QWidget *from = focusWidget();
    const QWidget *first = nullptr;
    while (QMainWindow::focusNextPrevChild(next)) {
        const QWidget *to = focusWidget();
        if (!to || to == from || to == first || isOnScreen(*to))
            return true;
        if (!first)
            first = to;
    }
    return false;
}

bool MainWindow::event(QEvent *event)
{
    const bool handled = QMainWindow::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        m_docks->dressTabs();
    if (event->type() == QEvent::FontChange) {
        for (TokenLabel *label : findChildren<TokenLabel *>())
            label->dress();
    }
    if (event->type() == QEvent::UpdateRequest && !m_wasShown) {
        m_wasShown = true;
        m_layout->shown();
        m_focus->toWorkIfIdle();
        Q_EMIT shown();
    }
    return handled;
}

} // namespace rtmscope
