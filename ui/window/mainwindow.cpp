// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "core/log/eventlog.h"
#include "core/text/cleantext.h"
#include "core/text/naturalorder.h"
#include "core/workspace/workspace.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/list/mentionwatch.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/monitor/table/eventview.h"
#include "ui/status/banner.h"
#include "ui/parts/docktitle.h"
#include "ui/window/firststeps.h"
#include "ui/window/focuskeeper.h"
#include "ui/gaps/gapspane.h"
#include "ui/status/ladderpage.h"
#include "ui/window/panecycle.h"
#include "ui/parts/pasteguard.h"
#include "ui/connect/profiledesk.h"
#include "ui/status/remedycard.h"
#include "ui/window/shortcutsheet.h"
#include "ui/status/statusline.h"
#include "ui/parts/tokenlabel.h"
#include "ui/window/topbar.h"
#include "ui/window/welcomepage.h"
#include "ui/window/windowactions.h"
#include "ui/access/announcer.h"
#include "ui/access/layoutscale.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QDesktopServices>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTabBar>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr auto ladderPatience = 400ms;
constexpr int usualZoom = 100;

//! Not behind another tab, and not squeezed out: what is there Qt keeps outside the window.
bool isOnScreen(const QWidget &widget)
{
    const QWidget *window = widget.window();
    return widget.isVisible() && !widget.size().isEmpty() &&
           window->rect().contains(QRect(widget.mapTo(window, QPoint()), widget.size()).center());
}

//! Open, and not behind another tab.
bool isInFront(const QDockWidget &dock)
{
    return !dock.isHidden() && (dock.isFloating() || dock.parentWidget()->rect().intersects(dock.geometry()));
}

//! "type == …", or "type in {…}" for several.
QString filterForTypes(const QStringList &types)
{
    QStringList quoted;
    for (QString type : types)
        quoted.append(u'"' + type.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1) + u'"');
    return quoted.size() == 1 ? u"type == "_s + quoted.constFirst()
                              : u"type in {"_s + quoted.join(u", "_s) + u'}';
}

QString captureFilter()
{
    return MainWindow::tr(
        "Captures and frames (*.rtmcap *.ndjson *.jsonl *.json *.har *.log *.txt *.zip *.gz *.zst "
        "*.xz *.bz2 *.tar *.tgz);;All files (*)");
}

} // namespace

MainWindow::MainWindow(QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_actions(new WindowActions(*this))
    , m_topBar(new TopBar(this))
    , m_firstSteps(new FirstSteps(this))
    , m_statusLine(new StatusLine(this))
{
    setObjectName("rtmscope"_L1);
    setWindowIcon(QIcon(u":/rtmscope/rtmscope.svg"_s));
    setAcceptDrops(true);
    new PasteGuard(this);
    new FocusKeeper(*this, {m_topBar, m_statusLine}, [this] { return writingPlace(); });
    m_usualPointSize = QApplication::font().pointSizeF();
    zoom(m_settings.value("view/zoom"_L1, usualZoom).toInt());
    makePanes();
    makeCentre();

    makeTop();
    setContextMenuPolicy(Qt::NoContextMenu);
    setStatusBar(m_statusLine);

    m_layout = new WindowLayout(*this, {m_conversationsDock, m_threadDock, m_inspectorDock, m_eventsDock});
    m_gapsDock = addTool(tr("Gaps"), u"gaps"_s, m_gaps, QKeySequence(tr("Ctrl+Shift+G")));
    m_patience.setSingleShot(true);
    m_patience.setInterval(ladderPatience);
    connect(&m_patience, &QTimer::timeout, this, &MainWindow::updatePage);
    connectActions();
    connectViewActions();
    connectGoActions();
    connectPanes();
    connectSelection();
    connectComposers();
    connect(m_layout, &WindowLayout::narrowChanged, this, [this](bool narrow) {
        m_firstSteps->setNarrow(narrow);
        dressDocks();
    });
    connect(m_layout, &WindowLayout::lowChanged, this, [this](bool low) {
        m_firstSteps->setLow(low);
        m_channelPane->setDense(low);
    });
    connect(m_layout, &WindowLayout::focusLost, this, [this](const QDockWidget *dock) {
        // Who leaves a reply by accident and types on shall not write to the whole channel.
        if (dock == m_threadDock && m_layout->current() != Perspective::Monitor)
            m_channelPane->focusMessages();
    });
    m_events->restoreState(m_settings.value("window/events"_L1).toByteArray());
    m_inspector->restoreState(m_settings.value("window/inspector"_L1).toByteArray());
    m_layout->restore(m_settings);
    clear();
}

MainWindow::~MainWindow() = default;

void MainWindow::makePanes()
{
    m_conversations = new ConversationList(this);
    m_channelPane = new ConversationPane(ConversationPane::Kind::Channel, this);
    m_threadPane = new ConversationPane(ConversationPane::Kind::Thread, this);
    m_events = new EventView(this);
    m_inspector = new EventInspector(this);
    m_gaps = new GapsPane(this);
    m_announcer = new Announcer(this);
    m_mentions = new MentionWatch(this);
    m_conversationsDock = makeDock(tr("Conversations"), u"conversations"_s, m_conversations);
    m_threadDock = makeDock(tr("Thread"), u"thread"_s, m_threadPane);
    m_inspectorDock = makeDock(tr("Event"), u"inspector"_s, m_inspector);
    m_eventsDock = makeDock(tr("Event stream"), u"events"_s, m_events);
    unlockPanes(m_settings.value("view/unlocked"_L1, false).toBool());
}

//! Account, connection and perspectives, and below them the first steps, while somebody wants to read them.
void MainWindow::makeTop()
{
    auto *rows = new QWidget(this);
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_topBar);
    column->addWidget(m_firstSteps);
    m_firstSteps->hide();
    auto *bar = new QToolBar(tr("Account and connection"), this);
    bar->setObjectName("top"_L1);
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addWidget(rows);
    addToolBar(Qt::TopToolBarArea, bar);
    connect(m_firstSteps, &FirstSteps::dismissed, this, [this] {
        wantFirstSteps(false);
        focusWork();
    });
    connect(m_firstSteps, &FirstSteps::connectRequested, m_profiles, &ProfileDesk::askForToken);
}

QDockWidget *MainWindow::makeDock(const QString &title, const QString &name, QWidget *pane)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(pane);
    return dock;
}

QDockWidget *MainWindow::addTool(const QString &title, const QString &name, QWidget *pane,
                                 const QKeySequence &keys)
{
    QDockWidget *dock = makeDock(title, name, pane);
    dock->setTitleBarWidget(new DockTitle(dock)); // its only way out for the mouse, so never hidden
    m_toolDocks.append(dock);
    m_layout->addTool(dock);
    QAction *toggle = dock->toggleViewAction();
    toggle->setShortcut(keys);
    m_actions->tools->addAction(toggle);
    addAction(toggle); // its keys work while the menus were never opened
    // Qt's own toggling would close what is open, but stands behind another tab.
    disconnect(toggle, &QAction::triggered, dock, nullptr);
    connect(toggle, &QAction::triggered, dock, [dock, pane, toggle] {
        const bool seen = isInFront(*dock);
        dock->setVisible(!seen);
        toggle->setChecked(!seen);
        if (seen)
            return;
        dock->raise();
        if (pane->focusProxy() || pane->focusPolicy() != Qt::NoFocus)
            pane->setFocus(Qt::ShortcutFocusReason);
        else
            cyclePanes({dock}, 1); // only words in it so far: the button that closes it
    });
    return dock;
}

void MainWindow::makeCentre()
{
    // The layout hides what is in it, not it: without a central widget Qt's docks would not keep their sizes.
    auto *middle = new QWidget(this);
    auto *around = new QVBoxLayout(middle);
    around->setContentsMargins(0, 0, 0, 0);
    auto *centre = new QWidget(middle);
    around->addWidget(centre);
    m_banner = new Banner(centre);
    m_pages = new QStackedWidget(centre);
    m_welcome = new WelcomePage(m_pages);
    m_ladder = new LadderPage(m_pages);
    m_remedy = new RemedyCard(m_pages);
    m_profiles = new ProfileDesk(this);
    // A small window shows a part of a page rather than grow beyond the screen.
    for (QWidget *page : std::initializer_list<QWidget *>{m_welcome, m_ladder, m_remedy}) {
        auto *area = new QScrollArea(m_pages);
        area->setFrameShape(QFrame::NoFrame);
        area->setWidgetResizable(true);
        area->setFocusPolicy(Qt::NoFocus);
        area->setWidget(page);
        m_pages->addWidget(area);
    }
    m_pages->addWidget(m_channelPane);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    setCentralWidget(middle);

    connect(m_banner, &Banner::retryRequested, this, &MainWindow::retryConnection);
    connect(m_banner, &Banner::cancelRequested, this, &MainWindow::cancelWorkRequested);
    connect(m_ladder, &LadderPage::cancelRequested, this, &MainWindow::disconnectRequested);
    connect(m_welcome, &WelcomePage::demoRequested, this, &MainWindow::demoRequested);
    connect(m_welcome, &WelcomePage::connectRequested, m_profiles, &ProfileDesk::askForToken);
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::askForCapture);
    connect(m_remedy, &RemedyCard::actionRequested, this, &MainWindow::remedyChosen);
}

// --- what is open
// ---------------------------------------------------------------------------------------------------

void MainWindow::setAccount(const QString &name, WorkspaceFeed *feed, EventLog *log)
{
    setStores(Content::Live, name, feed, log);
}

void MainWindow::setRecording(const QString &name, WorkspaceFeed *feed, EventLog *log)
{
    setStores(Content::Recording, name, feed, log);
    ConnectionStatus status;
    status.look = ConnectionStatus::Look::Recording;
    status.words = tr("Capture");
    setConnection(status);
    setRemark(log->notice());
}

void MainWindow::clear()
{
    setStores(Content::Nothing, tr("No workspace"), nullptr, nullptr);
    ConnectionStatus status;
    status.words = tr("Not connected");
    setConnection(status);
}

void MainWindow::setStores(Content content, const QString &name, WorkspaceFeed *feed, EventLog *log)
{
    rememberChannel();
    m_content = content;
    m_feed = feed;
    m_log = log;
    m_channel = {};
    m_visited.clear();
    m_visitedAt = -1;
    m_event = {};
    m_exampleShown = false;
    m_exampleRow = 0;
    m_refused = false;
    m_hindered = false;
    m_banner->setRemark({});
    closeThread();
    m_channelPane->setFeed(feed);
    m_channelPane->setReadOnly(content == Content::Recording);
    m_threadPane->setFeed(feed);
    m_threadPane->setReadOnly(content == Content::Recording);
    m_inspector->setFeed(feed);
    m_inspector->clear();
    m_events->setLog(log, feed); // of a file it knows at once what it can show as an example
    m_gaps->setFeed(feed, content == Content::Recording);
    m_mentions->setFeed(content == Content::Live ? feed : nullptr);
    m_wasLost = false;
    m_statusLine->setLog(log);
    m_statusLine->setOutbox(0, 0);
    setRestorable(false);
    m_armed = false;
    setAccountName(name);
    m_conversations->setReadOnly(content == Content::Recording);
    m_conversations->setFeed(
        feed); // the last: it may know at once what to open, and then the others must be ready
    openFirstChannel();
    showFirstSteps();
    updateComposers();
    updateActions();
    updatePage();
}

void MainWindow::setDemo(bool demo)
{
    m_firstSteps->setDemo(demo);
}

void MainWindow::setAccountName(const QString &name)
{
    m_name = cleanLine(name);
    m_topBar->setAccountName(m_name);
    updateTitle();
}

void MainWindow::setConnection(const ConnectionStatus &status)
{
    const ConnectionStatus before = std::exchange(m_status, status);
    announceConnection(before);
    m_topBar->setStatus(status);
    m_statusLine->setStatus(status);
    m_banner->setStatus(status);
    m_ladder->setStatus(status);
    m_remedy->setStatus(status);
    m_gaps->setConnected(status.look == ConnectionStatus::Look::Good);
    if (status.look == ConnectionStatus::Look::Busy || status.look == ConnectionStatus::Look::Good)
        m_refused = false;
    if (status.look == ConnectionStatus::Look::Good || status.look == ConnectionStatus::Look::Off)
        m_hindered = false;
    if (status.look != ConnectionStatus::Look::Busy)
        m_patience.stop();
    else if (!m_patience.isActive())
        m_patience.start();
    updateComposers();
    updateActions();
    updatePage();
}

void MainWindow::announceConnection(const ConnectionStatus &before)
{
    using Look = ConnectionStatus::Look;
    if (m_content != Content::Live || m_status.look == before.look)
        return;
    const QString cause = m_status.cause.isEmpty() ? QString() : u' ' + m_status.cause;
    if (m_status.look == Look::Good) {
        m_announcer->announce(Announcer::Topic::Connection,
                              m_wasLost ? tr("Connected again.") : tr("Connected to %1.").arg(m_name));
        m_wasLost = false;
    } else if (m_status.look == Look::Failed) {
        m_announcer->announce(Announcer::Topic::Connection, tr("The connection was refused.") + cause);
    } else if (before.look == Look::Good && m_status.look != Look::Off) {
        m_announcer->announce(Announcer::Topic::Connection, tr("Connection lost.") + cause);
        m_wasLost = true;
    }
}

//! Answers whatever the state is: who presses it and sees nothing happen presses it again.
void MainWindow::retryConnection()
{
    using Look = ConnectionStatus::Look;
    switch (m_status.look) {
    case Look::Waiting:
        answerRetry({});
        Q_EMIT retryConnectionRequested(); // what has to wait, tellRetryHeld() tells; the rest is seen
        return;
    case Look::Busy:
        return answerRetry(tr("It is being tried just now."));
    case Look::Failed:
    case Look::Off:
        Q_EMIT reconnectRequested();
        return;
    case Look::Good:
    case Look::Recording:
        return;
    }
}

void MainWindow::tellRetryHeld(const Error &error)
{
    answerRetry(error.words);
}

//! Beside the words about the connection: how long it takes, they say, and count it down.
void MainWindow::answerRetry(const QString &words)
{
    m_banner->setAnswer(words);
    m_statusLine->setAnswer(words);
    if (!words.isEmpty())
        m_announcer->announce(Announcer::Topic::Answer, words);
}

void MainWindow::tellStuck(const QString &words)
{
    m_announcer->announce(Announcer::Topic::Sending, words);
}

void MainWindow::setArmed(bool armed)
{
    m_armed = armed;
    m_firstSteps->setArmed(armed);
    updateComposers();
    updateActions();
    updateTitle();
}

void MainWindow::setOutbox(int waiting, int stuck)
{
    m_statusLine->setOutbox(waiting, stuck);
}

void MainWindow::setRestorable(bool restorable)
{
    m_actions->restoreDiscarded->setEnabled(restorable);
}

void MainWindow::setLoading(const ChannelId &channel, bool loading)
{
    if (channel == m_channel)
        m_channelPane->setLoading(loading);
    if (channel == m_threadPane->channel())
        m_threadPane->setLoading(loading);
}

void MainWindow::showRemedy(const Error &error)
{
    m_refused = true;
    m_remedy->show(error);
    // The monitor hides the middle of the window, where the card stands.
    if (m_layout->current() == Perspective::Monitor)
        m_layout->setCurrent(Perspective::Debug);
    updatePage();
}

void MainWindow::showHindrance(const Error &error)
{
    // Once something has been seen, the banner tells it: an outage that passes must not hide the messages.
    if (!m_channel.isEmpty() || !planFor(error).needsPerson)
        return;
    m_hindered = true;
    m_remedy->show(error, true);
    updatePage();
}

void MainWindow::setRemark(const QString &words)
{
    m_banner->setRemark(words);
}

void MainWindow::setWork(const QString &words)
{
    m_banner->setWork(words);
}

void MainWindow::setPassingWords(const QString &words)
{
    m_statusLine->showMessage(words, 8000);
}

void MainWindow::setProgress(const QString &words)
{
    m_statusLine->showMessage(words);
}

void MainWindow::setDesk(MessageDesk *desk)
{
    m_threadPane->composer()->setDesk(desk);
    m_channelPane->composer()->setDesk(desk);
}

void MainWindow::setProfile(const QString &name, const QString &colour)
{
    m_topBar->setProfile(cleanLine(name), colour);
}

void MainWindow::updatePage()
{
    if (m_content == Content::Nothing)
        return showPage(m_welcome);
    if (m_refused || m_hindered)
        return showPage(m_remedy);
    const bool climbing = m_status.look == ConnectionStatus::Look::Busy && !m_patience.isActive();
    const bool waiting = m_status.look == ConnectionStatus::Look::Waiting;
    if (m_content == Content::Live && m_channel.isEmpty() && (climbing || waiting))
        return showPage(m_ladder);
    showPage(m_channelPane);
}

void MainWindow::showPage(QWidget *page)
{
    QWidget *seat = page; // the page, or the scroll area around it
    while (m_pages->indexOf(seat) < 0)
        seat = seat->parentWidget();
    m_pages->setCurrentWidget(seat);
    m_banner->setOutageTold(page == m_remedy);
}

void MainWindow::updateTitle()
{
    const QString name = isolatedIfNeeded(m_name);
    QString mode;
    if (m_content == Content::Recording)
        mode = tr("Capture");
    else if (m_content == Content::Live)
        mode = m_armed ? tr("Armed") : tr("Observe");
    const QStringList parts =
        mode.isEmpty() ? QStringList{name, u"Rtmscope"_s} : QStringList{name, mode, u"Rtmscope"_s};
    setWindowTitle(parts.join(u" – "_s));
}

void MainWindow::updateActions()
{
    const bool live = m_content == Content::Live;
    const bool wanted =
        m_status.look != ConnectionStatus::Look::Off && m_status.look != ConnectionStatus::Look::Failed;
    m_topBar->setArmed(m_armed, live);
    m_conversations->setArmed(m_armed && live);
    m_actions->arm->setChecked(m_armed);
    m_actions->arm->setEnabled(live);
    m_actions->saveCapture->setEnabled(m_log != nullptr);
    m_actions->closeAccount->setEnabled(m_content != Content::Nothing);
    m_actions->retryNow->setEnabled(live && m_status.look != ConnectionStatus::Look::Good);
    m_actions->reconnect->setEnabled(live && !wanted);
    m_actions->disconnectAccount->setEnabled(live && wanted);
    for (QAction *action :
         {m_actions->goTo, m_actions->previousConversation, m_actions->nextConversation,
          m_actions->previousUnread, m_actions->nextUnread, m_actions->previousEvent, m_actions->nextEvent})
        action->setEnabled(m_content != Content::Nothing);
    m_actions->writeMessage->setEnabled(live);
    m_actions->writeReply->setEnabled(live && !m_threadDock->isHidden());
    m_actions->back->setEnabled(m_visitedAt > 0);
    m_actions->forward->setEnabled(m_visitedAt >= 0 && m_visitedAt + 1 < m_visited.size());
}

void MainWindow::updateComposers()
{
    ComposerState state;
    state.armed = m_armed;
    state.canSend = m_armed && m_content == Content::Live && m_status.look != ConnectionStatus::Look::Failed;
    if (m_content == Content::Live && !m_armed)
        state.reason = tr("Observe: nothing is sent. Arm the account (%1) to write.")
                           .arg(m_actions->arm->shortcut().toString(QKeySequence::NativeText));
    else if (m_status.look == ConnectionStatus::Look::Failed)
        state.reason = tr("The connection was refused: nothing can be sent.");
    else if (m_status.look != ConnectionStatus::Look::Good)
        state.reason = tr("Not connected: your message waits and goes out when the connection is back.");
    m_channelPane->composer()->setState(state);
    m_threadPane->composer()->setState(state);
}

// --- conversations
// --------------------------------------------------------------------------------------------------

QString MainWindow::channelKey() const
{
    return "channel/"_L1 + QString::fromLatin1(QUrl::toPercentEncoding(m_name));
}

void MainWindow::rememberChannel()
{
    if (m_content == Content::Live && !m_channel.isEmpty())
        m_settings.setValue(channelKey(), m_channel.text());
}

void MainWindow::openFirstChannel()
{
    if (!m_feed || !m_channel.isEmpty())
        return;
    const ChannelId last(m_settings.value(channelKey()).toString());
    const Conversation *known = last.isEmpty() ? nullptr : m_feed->workspace().conversation(last);
    const ChannelId first = known && known->isOpen() ? last : m_conversations->suggestion();
    if (first.isEmpty())
        return;
    openChannel(first);
    if (mayPlaceFocus())
        focusWork();
}

//! The focus is where nobody has put it: on a bar, a page that goes, or the list, where a letter switches.
bool MainWindow::mayPlaceFocus() const
{
    const QWidget *focus = focusWidget();
    if (!focus || !focus->isVisible())
        return true;
    const std::array<const QWidget *, 4> idle{m_topBar, m_statusLine, m_conversations, m_pages};
    return std::any_of(idle.begin(), idle.end(),
                       [focus](const QWidget *place) { return place->isAncestorOf(focus); });
}

//! The channel's composer where one may write, else nullptr.
QWidget *MainWindow::writingPlace() const
{
    return m_armed && m_content == Content::Live ? m_channelPane->composer()->focusProxy() : nullptr;
}

//! Where work begins.
void MainWindow::focusWork()
{
    if (m_layout->current() == Perspective::Monitor)
        m_events->focusTable();
    else if (m_content == Content::Live && !m_channel.isEmpty())
        m_channelPane->focusComposer();
    else if (m_content != Content::Nothing)
        m_channelPane->focusMessages();
    else
        cyclePanes({m_pages}, 1);
}

void MainWindow::openChannel(const ChannelId &channel)
{
    if (channel.isEmpty() || channel == m_channel)
        return;
    m_channel = channel;
    if (m_visitedAt < 0 || m_visited.at(m_visitedAt) != channel) {
        m_visited.resize(m_visitedAt + 1);
        m_visited.append(channel);
        m_visitedAt = m_visited.size() - 1;
    }
    m_conversations->setCurrent(channel);
    m_channelPane->showTarget({channel});
    m_channelPane->setLoading(false);
    if (m_content == Content::Live)
        Q_EMIT historyRequested(channel);
    updateActions();
    updatePage();
}

void MainWindow::goTo(const ChannelId &channel)
{
    openChannel(channel);
    if (m_layout->current() == Perspective::Monitor)
        m_layout->setCurrent(Perspective::Debug);
    focusWork(); // what is typed next is a message, not a list's keys
}

void MainWindow::stepHistory(int step)
{
    const qsizetype at = m_visitedAt + step;
    if (at < 0 || at >= m_visited.size())
        return;
    m_visitedAt = at;
    openChannel(m_visited.at(at));
    updateActions();
}

void MainWindow::openThread(const ChannelId &channel, const MessageTs &parent)
{
    m_threadPane->showTarget({channel, parent});
    m_threadPane->setLoading(false);
    m_layout->showThread();
    if (m_content == Content::Live) {
        Q_EMIT threadHistoryRequested(channel, parent);
        m_threadPane->focusComposer();
    } else {
        m_threadPane->focusMessages();
    }
    updateActions();
}

void MainWindow::closeThread()
{
    m_layout->hideThread();
    updateActions();
}

// --- the one selection
// ----------------------------------------------------------------------------------------------

void MainWindow::connectSelection()
{
    const auto fromMessage = [this](quint64 seq, const MessageTs &ts) {
        if (m_selecting)
            return;
        if (seq == 0) // it has no event of its own
            return forgetExample();
        selectEvent(seq);
        m_inspector->selectListedMessage(ts.text());
    };
    connect(m_channelPane, &ConversationPane::messageSelected, this, fromMessage);
    connect(m_threadPane, &ConversationPane::messageSelected, this, fromMessage);
    const auto show = [this](quint64 seq) {
        selectEvent(seq);
        m_layout->showInspector();
        m_inspector->focusContent();
    };
    connect(m_channelPane, &ConversationPane::eventRequested, this, show);
    connect(m_threadPane, &ConversationPane::eventRequested, this, show);
    connect(m_events, &EventView::eventSelected, this, &MainWindow::eventSelected);
    connect(m_events, &EventView::counted, m_statusLine, &StatusLine::setEventCount);
    connect(m_events, &EventView::counted, this, &MainWindow::showExample);
    connect(m_events, &EventView::inspectorRequested, this, &MainWindow::showMessageOfSelectedEvent);
    connect(m_gaps, &GapsPane::gapSelected, this, [this](quint64 seq) {
        if (!m_selecting)
            m_events->selectEvent(seq);
    });
    connect(m_gaps, &GapsPane::eventRequested, this, [this](quint64 seq) {
        m_eventsDock->show();
        m_events->selectEvent(seq);
        m_events->focusTable();
    });
    connect(m_inspector, &EventInspector::filterRequested, m_events, &EventView::setFilterText);
    connect(m_inspector, &EventInspector::escaped, m_events, &EventView::focusTable);
}

void MainWindow::selectEvent(quint64 seq)
{
    m_selecting = true;
    m_events->selectEvent(seq);
    m_selecting = false;
}

void MainWindow::eventSelected(const Event &event)
{
    m_event = event;
    m_inspector->showEvent(event);
    m_gaps->selectGapOfEvent(event.seq);
    if (m_selecting)
        return; // a message asked for its event: it is selected already
    // What is no message of the stream, such as the answer with a page of history, moves nothing.
    const Reach reach = event.direction == Direction::Note ? Reach::Screen : Reach::Anywhere;
    m_selecting = true;
    m_channelPane->selectMessageOfEvent(event.seq, reach);
    if (!m_threadDock->isHidden())
        m_threadPane->selectMessageOfEvent(event.seq, reach);
    m_selecting = false;
}

//! A message was chosen: what the inspector shows is not it.
void MainWindow::forgetExample()
{
    if (m_event.seq == 0 && m_exampleShown)
        m_inspector->clear();
}

//! As long as nobody has chosen an event, the first message tells what there is to see.
void MainWindow::showExample()
{
    constexpr qsizetype farthest = 20'000; // a file may hold no message at all
    constexpr quint32 largest = 1'000'000; // as an example nobody wants to wait for
    if (!m_log || m_event.seq != 0 || m_exampleShown)
        return;
    for (const qsizetype end = std::min(m_log->size(), farthest); m_exampleRow < end; ++m_exampleRow) {
        const EventLog::Row &row = m_log->row(m_exampleRow);
        if (row.direction != Direction::In || row.length > largest ||
            m_log->typeName(row.type) != "message"_L1)
            continue;
        m_inspector->showExample(m_log->event(m_exampleRow));
        m_exampleShown = true;
        return;
    }
}

//! Enter or a double click on an event: read it, and go to its message wherever that is.
void MainWindow::showMessageOfSelectedEvent()
{
    m_layout->showInspector();
    const ChannelId channel(m_event.channel);
    if (channel.isEmpty() || !m_feed || !m_feed->workspace().conversation(channel))
        return;
    openChannel(channel);
    m_selecting = true;
    m_channelPane->selectMessageOfEvent(m_event.seq);
    m_selecting = false;
}

// --- wiring
// ---------------------------------------------------------------------------------------------------------

void MainWindow::connectPanes()
{
    connect(m_conversations, &ConversationList::activated, this, &MainWindow::openChannel);
    connect(m_conversations, &ConversationList::refreshed, this, &MainWindow::openFirstChannel);
    connect(m_conversations, &ConversationList::markReadRequested, this, &MainWindow::markReadRequested);
    connect(m_conversations, &ConversationList::filterRequested, this,
            [this](const ChannelId &channel, bool leaveOut) {
                showFiltered(
                    (leaveOut ? u"!(channel == \"%1\")"_s : u"channel == \"%1\""_s).arg(channel.text()));
            });
    connect(m_channelPane, &ConversationPane::threadRequested, this, &MainWindow::openThread);
    connect(m_threadPane, &ConversationPane::closeRequested, this, &MainWindow::closeThread);
    connect(m_channelPane, &ConversationPane::olderHistoryRequested, this,
            &MainWindow::olderHistoryRequested);
    connect(m_channelPane, &ConversationPane::seen, this, &MainWindow::markReadRequested);
    connect(m_channelPane, &ConversationPane::linkActivated, this, &MainWindow::openLink);
    connect(m_threadPane, &ConversationPane::linkActivated, this, &MainWindow::openLink);
    connect(m_threadDock, &QDockWidget::visibilityChanged, this, &MainWindow::updateActions);
    connect(m_topBar, &TopBar::armRequested, this, &MainWindow::armRequested);
    connect(m_gaps, &GapsPane::countChanged, m_statusLine, &StatusLine::setGapCount);
    connect(m_gaps, &GapsPane::elapsedChanged, m_statusLine, &StatusLine::setElapsed);
    connect(m_gaps, &GapsPane::elapsedChanged, m_banner, &Banner::setElapsed);
    connect(m_gaps, &GapsPane::gapSettled, this,
            [this](const QString &words) { m_announcer->announce(Announcer::Topic::Gap, words); });
    connect(m_mentions, &MentionWatch::mentioned, this,
            [this](const QString &words) { m_announcer->announce(Announcer::Topic::Mention, words); });
    connect(m_statusLine, &StatusLine::gapsActivated, this, [this] {
        m_gapsDock->show();
        m_gapsDock->raise();
        m_gaps->setFocus(Qt::OtherFocusReason);
    });
    connect(m_statusLine, &StatusLine::typesActivated, this,
            [this](const QStringList &types) { showFiltered(filterForTypes(types)); });
    connect(m_topBar, &TopBar::perspectiveChosen, this,
            [this](int index) { choosePerspective(static_cast<Perspective>(index)); });
    connect(m_layout, &WindowLayout::changed, this, [this](Perspective perspective) {
        m_topBar->setPerspective(static_cast<int>(perspective));
        m_actions->perspectives->actions().at(static_cast<int>(perspective))->setChecked(true);
    });
    m_topBar->setAccountMenu(m_actions->accountMenu);
    m_topBar->setSaveAction(m_actions->saveCapture);
    m_topBar->setGoToAction(m_actions->goTo);
    QStringList tips;
    for (const QAction *action : m_actions->perspectives->actions())
        tips.append(action->shortcut().toString(QKeySequence::NativeText));
    m_topBar->setPerspectiveToolTips(tips);
}

void MainWindow::connectComposers()
{
    connect(m_channelPane, &ConversationPane::sendActionRequested, this, &MainWindow::sendActionRequested);
    connect(m_threadPane, &ConversationPane::sendActionRequested, this, &MainWindow::sendActionRequested);
    const auto tellHeldBack = [this](const QString &why) {
        m_announcer->announce(Announcer::Topic::Answer, why);
    };
    connect(m_channelPane->composer(), &Composer::heldBack, this, tellHeldBack);
    connect(m_threadPane->composer(), &Composer::heldBack, this, tellHeldBack);
    connect(m_statusLine, &StatusLine::outboxActivated, this, &MainWindow::outboxRequested);
    connect(m_actions->restoreDiscarded, &QAction::triggered, this, &MainWindow::restoreRequested);
    connect(m_channelPane->composer(), &Composer::draftChanged, this, &MainWindow::draftChanged);
    // Not from the thread: a typing frame names the channel only.
    connect(m_channelPane->composer(), &Composer::typingHappened, this, [this](const ChannelId &channel) {
        if (m_armed && m_actions->tellTyping->isChecked())
            Q_EMIT typingHappened(channel);
    });
    connect(m_threadPane->composer(), &Composer::draftChanged, this, &MainWindow::draftChanged);
}

void MainWindow::connectActions()
{
    connect(m_actions->connectWithToken, &QAction::triggered, m_profiles, &ProfileDesk::askForToken);
    connect(m_actions->profiles, &QAction::triggered, m_profiles, &ProfileDesk::openProfiles);
    m_profiles->listIn(m_actions->accountMenu, m_actions->openDemo);
    connect(m_actions->openDemo, &QAction::triggered, this, &MainWindow::demoRequested);
    connect(m_actions->openCapture, &QAction::triggered, this, &MainWindow::askForCapture);
    connect(m_actions->openFolder, &QAction::triggered, this, &MainWindow::askForFolder);
    connect(m_actions->saveCapture, &QAction::triggered, this, &MainWindow::askWhereToSave);
    connect(m_actions->closeAccount, &QAction::triggered, this, &MainWindow::closeRequested);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->focusFilter, &QAction::triggered, this, [this] {
        m_eventsDock->show();
        m_events->focusFilter();
    });
    connect(m_actions->clearFilter, &QAction::triggered, this, [this] { m_events->setFilterText({}); });
    connect(m_actions->writeMessage, &QAction::triggered, m_channelPane, &ConversationPane::focusComposer);
    connect(m_actions->writeReply, &QAction::triggered, m_threadPane, &ConversationPane::focusComposer);
    connect(m_actions->arm, &QAction::triggered, this, [this](bool armed) {
        m_actions->arm->setChecked(m_armed); // the account decides
        Q_EMIT armRequested(armed);
    });
    connect(m_actions->contextMenu, &QAction::triggered, this, &MainWindow::askForContextMenu);
    m_actions->tellTyping->setChecked(m_settings.value("session/tellTyping"_L1, false).toBool());
    connect(m_actions->tellTyping, &QAction::toggled, this,
            [this](bool tell) { m_settings.setValue("session/tellTyping"_L1, tell); });
    connect(m_actions->retryNow, &QAction::triggered, this, &MainWindow::retryConnection);
    connect(m_actions->reconnect, &QAction::triggered, this, &MainWindow::reconnectRequested);
    connect(m_actions->disconnectAccount, &QAction::triggered, this, &MainWindow::disconnectRequested);
    connect(m_actions->shortcuts, &QAction::triggered, this, &MainWindow::openShortcutSheet);
    connect(m_actions->firstSteps, &QAction::triggered, this, &MainWindow::wantFirstSteps);
    connect(m_actions->openRecordings, &QAction::triggered, this, &MainWindow::openRecordingsRequested);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::connectViewActions()
{
    connect(m_actions->perspectives, &QActionGroup::triggered, this, [this](const QAction *action) {
        choosePerspective(static_cast<Perspective>(action->data().toInt()));
    });
    const auto toggles = [](QAction *action, QDockWidget *dock) {
        connect(action, &QAction::triggered, dock, [dock] { dock->setVisible(dock->isHidden()); });
    };
    toggles(m_actions->toggleConversations, m_conversationsDock);
    toggles(m_actions->toggleEvents, m_eventsDock);
    connect(m_actions->toggleRight, &QAction::triggered, this, [this] {
        const bool shown = !m_inspectorDock->isHidden() || !m_threadDock->isHidden();
        m_inspectorDock->setVisible(!shown);
        m_threadDock->setVisible(!shown && !m_threadPane->thread().isEmpty());
    });
    m_actions->unlockPanes->setChecked(m_settings.value("view/unlocked"_L1, false).toBool());
    connect(m_actions->unlockPanes, &QAction::toggled, this, &MainWindow::unlockPanes);
    connect(m_actions->resetLayout, &QAction::triggered, m_layout, &WindowLayout::reset);
    const QString forced = m_settings.value("view/theme"_L1).toString();
    for (QAction *action : m_actions->themes->actions())
        action->setChecked(action->data().toString() == forced);
    connect(m_actions->themes, &QActionGroup::triggered, this,
            [this](const QAction *action) { chooseTheme(action->data().toString()); });
    const auto zooms = [this](QAction *action, int step) {
        connect(action, &QAction::triggered, this, [this, step] {
            const int now = m_settings.value("view/zoom"_L1, usualZoom).toInt();
            zoom(step == 0 ? usualZoom : now + step);
        });
    };
    zooms(m_actions->larger, 10);
    zooms(m_actions->smaller, -10);
    zooms(m_actions->usualSize, 0);
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
    connect(m_actions->goTo, &QAction::triggered, this, &MainWindow::openQuickSwitcher);
    const auto steps = [this](QAction *action, void (MainWindow::*function)(int), int step) {
        connect(action, &QAction::triggered, this, [this, function, step] { (this->*function)(step); });
    };
    steps(m_actions->back, &MainWindow::stepHistory, -1);
    steps(m_actions->forward, &MainWindow::stepHistory, 1);
    steps(m_actions->previousEvent, &MainWindow::stepEvent, -1);
    steps(m_actions->nextEvent, &MainWindow::stepEvent, 1);
    steps(m_actions->nextPane, &MainWindow::stepPane, 1);
    steps(m_actions->previousPane, &MainWindow::stepPane, -1);
    connect(m_actions->previousConversation, &QAction::triggered, this,
            [this] { stepConversation(-1, false); });
    connect(m_actions->nextConversation, &QAction::triggered, this, [this] { stepConversation(1, false); });
    connect(m_actions->previousUnread, &QAction::triggered, this, [this] { stepConversation(-1, true); });
    connect(m_actions->nextUnread, &QAction::triggered, this, [this] { stepConversation(1, true); });
}

// --- going places
// ---------------------------------------------------------------------------------------------------

void MainWindow::stepConversation(int step, bool unreadOnly)
{
    openChannel(m_conversations->neighbour(step, unreadOnly));
}

//! Filters the event stream and goes there.
void MainWindow::showFiltered(const QString &filter)
{
    m_eventsDock->show();
    m_events->setFilterText(filter);
    m_events->focusTable();
}

void MainWindow::stepEvent(int step)
{
    m_events->selectNeighbour(step);
}

void MainWindow::choosePerspective(Perspective perspective)
{
    const Perspective from = m_layout->current();
    if (perspective == from)
        return;
    const auto focusIn = [this](Perspective of) -> QPointer<QWidget> & {
        return m_focusIn.at(static_cast<size_t>(of));
    };
    const QPointer<QWidget> before = focusWidget();
    const bool onBar = before && m_topBar->isAncestorOf(before);
    if (before && !onBar)
        focusIn(from) = before;
    m_layout->setCurrent(perspective);
    // While panes come and go, Qt gives the focus to whatever comes next in its chain.
    if (!before)
        return;
    const auto takes = [](QWidget *widget) {
        const bool can = widget && isOnScreen(*widget) && widget->isEnabled();
        if (can)
            widget->setFocus(Qt::OtherFocusReason);
        return can;
    };
    // Who looks at the monitor for a moment goes on writing after it.
    if (from == Perspective::Monitor && !onBar && takes(focusIn(perspective)))
        return;
    if (!takes(before) && !takes(focusIn(perspective)))
        focusWork();
}

void MainWindow::stepPane(int step)
{
    QList<QWidget *> panes{m_topBar,
                           m_firstSteps,
                           m_conversations,
                           m_pages,
                           m_channelPane->composer(),
                           m_threadPane,
                           m_threadPane->composer(),
                           m_inspector};
    for (const QDockWidget *tool : std::as_const(m_toolDocks))
        panes.append(tool->widget());
    panes.append(m_events);
    panes.append(m_statusLine);
    panes.removeIf([](const QWidget *pane) { return !isOnScreen(*pane); });
    cyclePanes(panes, step);
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

//! Everything that can be gone to: what is open first, then what was closed or left, then people to whom
//! nobody has written yet.
QList<QuickSwitcher::Place> MainWindow::places() const
{
    const Workspace &workspace = m_feed->workspace();
    QList<QuickSwitcher::Place> places;
    QSet<UserId> peers;
    for (const Conversation &conversation : workspace.conversations()) {
        QuickSwitcher::Place place{conversation.id(), workspace.conversationName(conversation.id())};
        place.unread = m_conversations->unreadOf(conversation);
        if (conversation.isArchived())
            place.remark = tr("archived");
        else if (!conversation.isOpen())
            place.remark =
                conversation.kind() == ConversationKind::DirectMessage ? tr("closed") : tr("not a member");
        // Of a capture all can be read that something was said in.
        place.listed =
            place.remark.isEmpty() || (m_content == Content::Recording && !conversation.messages().empty());
        places.append(place);
        peers.insert(conversation.peer());
    }
    for (const User &user : workspace.users()) {
        if (user.deleted || user.id == workspace.self() || peers.contains(user.id))
            continue;
        QuickSwitcher::Place place{{}, user.shownName()};
        place.person = user.id;
        place.remark = tr("no conversation yet");
        place.listed = false;
        if (m_content == Content::Recording)
            place.refusal = tr("This capture holds no conversation with %1.").arg(place.name);
        else if (!m_armed)
            place.refusal =
                tr("Opening a conversation with %1 tells the server. Arm the account (%2) first.")
                    .arg(place.name, m_actions->arm->shortcut().toString(QKeySequence::NativeText));
        places.append(place);
    }
    const auto order = [](const QuickSwitcher::Place &place) {
        return place.listed ? (place.unread > 0 ? 0 : 1) : place.channel ? 2 : 3;
    };
    std::sort(places.begin(), places.end(), [&order](const auto &a, const auto &b) {
        return order(a) != order(b) ? order(a) < order(b) : compareNaturally(a.name, b.name) < 0;
    });
    return places;
}

void MainWindow::openQuickSwitcher()
{
    if (!m_feed)
        return;
    auto *switcher = new QuickSwitcher(places(), this);
    switcher->setAttribute(Qt::WA_DeleteOnClose);
    connect(switcher, &QuickSwitcher::chosen, this, &MainWindow::goTo);
    connect(switcher, &QuickSwitcher::personChosen, this, &MainWindow::directMessageRequested);
    connect(switcher, &QuickSwitcher::told, this,
            [this](const QString &words) { m_announcer->announce(Announcer::Topic::Answer, words); });
    switcher->open();
}

void MainWindow::openLink(const QUrl &url)
{
    // The words of a link are the sender's; where it leads is shown before anything opens.
    QMessageBox question(QMessageBox::NoIcon, tr("Open a link"), tr("Open this address?"),
                         QMessageBox::Cancel, this);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(url.toString(QUrl::FullyEncoded));
    const QPushButton *open = question.addButton(tr("Open"), QMessageBox::AcceptRole);
    question.exec();
    if (static_cast<const QAbstractButton *>(question.clickedButton()) ==
        static_cast<const QAbstractButton *>(open))
        QDesktopServices::openUrl(url);
}

// --- dialogs and files
// ----------------------------------------------------------------------------------------------

void MainWindow::askWhetherToArm()
{
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Observe or Armed"),
                                     tr("Arm the account “%1”?").arg(m_name), QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(
        tr("Armed, messages you write are sent and what you read is marked as read. While observing, nothing "
           "that others could see leaves this program. You can change it at any time."));
    QPushButton *observe = question->addButton(tr("Observe"), QMessageBox::RejectRole);
    const QPushButton *arm = question->addButton(tr("Arm"), QMessageBox::AcceptRole);
    question->setDefaultButton(observe);
    connect(arm, &QPushButton::clicked, this, [this] { Q_EMIT armRequested(true); });
    question->open();
}

void MainWindow::remedyChosen(RemedyAction action)
{
    using Field = ConnectDialog::Field;
    switch (action) {
    case RemedyAction::PasteToken:
    case RemedyAction::EditProfile:
        return m_profiles->editCurrent(Field::Token);
    case RemedyAction::ChooseMethod:
        return m_profiles->editCurrent(Field::Method);
    case RemedyAction::ProxySettings:
        return m_profiles->editCurrent(Field::Proxy);
    case RemedyAction::ChooseCaFile:
        return m_profiles->editCurrent(Field::CaFile);
    case RemedyAction::Retry:
        Q_EMIT reconnectRequested();
        return;
    case RemedyAction::Demo:
        Q_EMIT demoRequested();
        return;
    }
}

void MainWindow::openShortcutSheet()
{
    auto *sheet = new ShortcutSheet(m_actions->menus, ShortcutSheet::allPlaces(), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

//! They are shown until somebody has read them, and whenever asked for again.
void MainWindow::wantFirstSteps(bool wanted)
{
    m_settings.setValue("help/firstSteps"_L1, wanted);
    showFirstSteps();
}

void MainWindow::showFirstSteps()
{
    const bool shown = m_content == Content::Live && m_settings.value("help/firstSteps"_L1, true).toBool();
    m_firstSteps->setVisible(shown);
    m_actions->firstSteps->setChecked(shown);
    m_actions->firstSteps->setEnabled(m_content == Content::Live);
}

void MainWindow::showAbout()
{
    QMessageBox box(QMessageBox::NoIcon, tr("About Rtmscope"),
                    u"Rtmscope %1"_s.arg(QStringLiteral(RTMSCOPE_VERSION)), QMessageBox::Close, this);
    box.setIconPixmap(windowIcon().pixmap(theme::grid(16), theme::grid(16)));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(
        tr("Watches what a workspace says over Slack’s Real Time Messaging API, and answers.\n\n"
           "Free software under the MIT licence. Not made by, or affiliated with, Slack."));
    box.exec();
}

void MainWindow::askForCapture()
{
    const QString folder = m_settings.value("files/folder"_L1).toString();
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a capture"), folder, captureFilter());
    if (path.isEmpty())
        return;
    m_settings.setValue("files/folder"_L1, QFileInfo(path).absolutePath());
    Q_EMIT openCaptureRequested(path);
}

void MainWindow::askForFolder()
{
    const QString folder = m_settings.value("files/folder"_L1).toString();
    const QString path = QFileDialog::getExistingDirectory(this, tr("Open an export’s folder"), folder);
    if (path.isEmpty())
        return;
    m_settings.setValue("files/folder"_L1, QFileInfo(path).absolutePath());
    Q_EMIT openCaptureRequested(path);
}

void MainWindow::askWhereToSave()
{
    QString folder = m_settings.value("files/folder"_L1).toString();
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString stamp = QDateTime::currentDateTime().toString(u"yyyy-MM-dd HHmm"_s);
    const QString proposal = u"%1/%2 %3.rtmcap"_s.arg(folder, QString(m_name).replace(u'/', u'-'), stamp);
    const QString path = QFileDialog::getSaveFileName(this, tr("Save as a capture"), proposal,
                                                      tr("Captures (*.rtmcap);;All files (*)"));
    if (path.isEmpty())
        return;
    m_settings.setValue("files/folder"_L1, QFileInfo(path).absolutePath());
    Q_EMIT saveCaptureRequested(path);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    Q_EMIT openCaptureRequested(event->mimeData()->urls().value(0).toLocalFile());
}

// --- looks
// ----------------------------------------------------------------------------------------------------------

void MainWindow::unlockPanes(bool unlocked)
{
    m_settings.setValue("view/unlocked"_L1, unlocked);
    dressDocks();
}

//! A title is there to drag a pane by, or to close one that lies over others and has no other way out.
void MainWindow::dressDocks()
{
    const bool unlocked = m_settings.value("view/unlocked"_L1, false).toBool();
    const bool narrow = m_layout && m_layout->isNarrow();
    for (QDockWidget *dock : {m_conversationsDock, m_threadDock, m_inspectorDock, m_eventsDock}) {
        const bool titled = unlocked || (narrow && dock == m_inspectorDock);
        QWidget *old = dock->titleBarWidget();
        dock->setTitleBarWidget(titled ? static_cast<QWidget *>(new DockTitle(dock)) : new QWidget(dock));
        delete old;
    }
}

void MainWindow::chooseTheme(const QString &forced)
{
    m_settings.setValue("view/theme"_L1, forced);
    theme::apply(*qApp, forced);
}

void MainWindow::zoom(int percent)
{
    const int bounded = std::clamp(percent, 70, 300);
    m_settings.setValue("view/zoom"_L1, bounded);
    QFont font = QApplication::font();
    const qreal size = m_usualPointSize * bounded / usualZoom;
    if (m_usualPointSize <= 0 || qFuzzyCompare(size, font.pointSizeF()))
        return;
    const QFont before = font;
    font.setPointSizeF(size);
    theme::scaleLayouts(*this, double(QFontInfo(font).pixelSize()) / QFontInfo(before).pixelSize());
    QApplication::setFont(font);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    rememberChannel();
    m_layout->save(m_settings);
    m_settings.setValue("window/events"_L1, m_events->saveState());
    m_settings.setValue("window/inspector"_L1, m_inspector->saveState());
    QMainWindow::closeEvent(event);
}

//! Qt keeps the tabs of docks that are alone beside the window's edge, where Tab would go to them.
void MainWindow::dressDockTabs()
{
    for (QTabBar *tabs : findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        const bool seen =
            tabs->count() > 1 && tabs->isVisible() && rect().contains(tabs->geometry().center());
        tabs->setFocusPolicy(seen ? Qt::TabFocus : Qt::NoFocus);
        tabs->setAccessibleName(tr("Panes on the right"));
    }
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
        dressDockTabs();
    if (event->type() == QEvent::FontChange) {
        for (TokenLabel *label : findChildren<TokenLabel *>())
            label->dress();
    }
    if (event->type() == QEvent::UpdateRequest && !m_wasShown) {
        m_wasShown = true;
        m_layout->shown();
        if (mayPlaceFocus())
            focusWork();
        Q_EMIT shown();
    }
    return handled;
}

} // namespace rtmscope
