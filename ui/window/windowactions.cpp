// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/windowactions.h"

#include "ui/monitor/table/eventview.h"
#include "ui/monitor/table/tabledesk.h"
#include "ui/window/files/fileactions.h"
#include "ui/window/windowlayout.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace rtmscope {

WindowActions::WindowActions(QMainWindow &window)
    : QObject(&window)
    , perspectives(new QActionGroup(this))
    , themes(new QActionGroup(this))
    , accountMenu(new QMenu(&window))
    , m_window(window)
{
    makeFileActions();
    makeEditActions();
    makeViewActions();
    makeGoActions();
    makeSessionActions();
    makeHelpActions();
    fillMenus();
}

QAction *WindowActions::make(const QString &words, const QKeySequence &keys, const QString &tip)
{
    auto *action = new QAction(words, this);
    action->setShortcut(keys);
    if (!tip.isEmpty())
        action->setToolTip(tip);
    // Held by the window too, so that keys work while the menus were never opened.
    m_window.addAction(action);
    return action;
}

QAction *WindowActions::makeChoice(QActionGroup *group, const QString &words, const QVariant &value,
                                   const QKeySequence &keys)
{
    QAction *action = make(words, keys);
    action->setCheckable(true);
    action->setData(value);
    group->addAction(action);
    return action;
}

void WindowActions::makeFileActions()
{
    connectWithToken = make(tr("&Connect…"), tr("Ctrl+N"), tr("With tokens, by Socket Mode or RTM"));
    tapProgram = make(tr("Look &into a program…"), {},
                      tr("Tap a bot: see each frame and call that it exchanges with Slack"));
    profiles =
        make(tr("&Profiles…"), tr("Ctrl+Shift+P"), tr("Keep, edit and switch the ways to your workspaces"));
    openDemo = make(tr("Open the &demo workspace"), tr("Ctrl+D"));
    openSocketModeDemo = make(tr("Open the demo by Socket &Mode"), {},
                              tr("The same workspace, as an app with granular permissions sees it"));
    files = new FileActions(m_window);
    serveCapture = make(tr("Ser&ve to a bot…"), {},
                        tr("Play what is recorded to a program of yours, and see what it does"));
    forkCapture = make(tr("Fo&rk from the selected event…"), {},
                       tr("Go on from here with events of your own; what is open stays as it is"));
    for (QAction *action : {serveCapture, forkCapture}) {
        action->setEnabled(false);
        connect(files->save, &QAction::enabledChanged, action, &QAction::setEnabled);
    }
    closeAccount = make(tr("Cl&ose"), tr("Ctrl+W"), tr("Close this workspace or capture"));
    quit = make(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);
}

void WindowActions::makeEditActions()
{
    focusFilter = make(tr("&Filter events"), tr("Ctrl+L"));
    clearFilter = make(tr("&Clear the filter"), tr("Ctrl+Shift+L"));
    clearEvents =
        make(tr("Clear the e&vent list"), {}, tr("What comes next is shown; the record stays whole"));
    colourRules = make(tr("Colour r&ules…"), {}, tr("Give events that pass a filter a colour and a sign"));
    writeMessage = make(tr("Write a &message"), tr("Ctrl+Shift+M"));
    writeReply = make(tr("Write a &reply in the thread"), tr("Ctrl+Shift+R"));
    restoreDiscarded = make(tr("&Bring back the discarded message"), tr("Ctrl+Shift+Z"));
    contextMenu = make(tr("&Actions for the chosen item"), tr("Shift+F10"));
}

void WindowActions::makeViewActions()
{
    const auto number = [](Perspective perspective) { return static_cast<int>(perspective); };
    makeChoice(perspectives, tr("&Chat"), number(Perspective::Chat), tr("Ctrl+Alt+1"));
    makeChoice(perspectives, tr("&Monitor"), number(Perspective::Monitor), tr("Ctrl+Alt+2"));
    makeChoice(perspectives, tr("&Debug"), number(Perspective::Debug), tr("Ctrl+Alt+3"));
    toggleConversations = make(tr("Show or hide co&nversations"), tr("Ctrl+B"));
    toggleRight = make(tr("Show or hide the &right side"), tr("Ctrl+."));
    toggleEvents = make(tr("Show or hide the &event stream"), tr("Ctrl+J"));
    eventColumns = make(tr("Columns &of the events…"), {}, tr("Which columns the event stream has"));
    unlockPanes = make(tr("&Unlock panes"), {}, tr("Give every pane a title bar to drag it by"));
    unlockPanes->setCheckable(true);
    resetLayout = make(tr("Res&et the layout"), {});
    makeChoice(themes, tr("As the &system"), QString(), {});
    makeChoice(themes, tr("&Light"), u"light"_s, {});
    makeChoice(themes, tr("&Dark"), u"dark"_s, {});
    makeChoice(themes, tr("&High contrast"), u"contrast"_s, {});
    larger = make(tr("&Larger text"), QKeySequence::ZoomIn);
    smaller = make(tr("&Smaller text"), QKeySequence::ZoomOut);
    usualSize = make(tr("Usual text si&ze"), tr("Ctrl+0"));
    // The plus sign is on the shifted equals key of many keyboards; people press it unshifted.
    larger->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    smaller->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Minus));
    announce = make(tr("Tell screen readers what &happens"), {},
                    tr("Connection, gaps, failed messages and mentions are announced"));
    announce->setCheckable(true);
    fullScreen = make(tr("&Full screen"), QKeySequence(Qt::Key_F11));
    fullScreen->setCheckable(true);
}

void WindowActions::makeGoActions()
{
    goTo = make(tr("&Go to a conversation…"), tr("Ctrl+K"));
    back = make(tr("&Back"), tr("Alt+Left"));
    forward = make(tr("&Forward"), tr("Alt+Right"));
    previousConversation = make(tr("&Previous conversation"), tr("Alt+Up"));
    nextConversation = make(tr("&Next conversation"), tr("Alt+Down"));
    previousUnread = make(tr("Previous &unread conversation"), tr("Alt+Shift+Up"));
    nextUnread = make(tr("Next unread &conversation"), tr("Alt+Shift+Down"));
    previousEvent = make(tr("Pre&vious event"), QKeySequence(Qt::Key_F7));
    nextEvent = make(tr("Next &event"), QKeySequence(Qt::Key_F8));
    past = make(tr("As &of the selected event"), tr("Ctrl+Shift+B"),
                tr("Show channels and threads as they were then; once more returns"));
    past->setCheckable(true);
    nextPane = make(tr("Next p&ane"), QKeySequence(Qt::Key_F6));
    previousPane = make(tr("Previous pa&ne"), QKeySequence(Qt::SHIFT | Qt::Key_F6));
}

void WindowActions::makeSessionActions()
{
    arm = make(tr("&Armed: allow sending"), tr("Ctrl+Shift+A"));
    arm->setCheckable(true);
    tellTyping = make(tr("&Tell others that I type"), {},
                      tr("While armed, others see \"is typing\" as you write in a channel"));
    tellTyping->setCheckable(true);
    retryNow = make(tr("&Retry now"), tr("Ctrl+R"));
    reconnect = make(tr("Re&connect"), {});
    disconnectAccount = make(tr("&Disconnect"), {});
    compare = make(tr("Compare with the ser&ver…"), tr("Ctrl+Shift+D"),
                   tr("Find out where what is shown here differs from what the server has"));
    compare->setEnabled(false);
    // Only while there is something to cancel: at all other times the key belongs to who has the focus.
    cancelOpening = make(tr("Cance&l what is under way"), QKeySequence(Qt::Key_Escape));
    cancelOpening->setEnabled(false);
}

void WindowActions::leaveEscape(bool taken)
{
    cancelOpening->setShortcut(taken ? QKeySequence() : QKeySequence(Qt::Key_Escape));
}

void WindowActions::serve(EventView &events, const std::function<void()> &shown)
{
    connect(clearEvents, &QAction::triggered, &events, [&events] { events.desk().clear(); });
    connect(eventColumns, &QAction::triggered, &events, [&events, shown] {
        shown();
        events.desk().editColumns();
    });
}

void WindowActions::makeHelpActions()
{
    firstSteps = make(tr("&First steps"), {}, tr("Three remarks on what this is and where to begin"));
    firstSteps->setCheckable(true);
    shortcuts = make(tr("&Keyboard shortcuts"), tr("Ctrl+/"));
    openRecordings = make(tr("Open the &captures folder"), {});
    about = make(tr("&About Rtmscope"), {});
    about->setMenuRole(QAction::AboutRole);
}

QMenu *WindowActions::addMenu(const QString &words, const QList<QAction *> &actions)
{
    QMenu *menu = m_window.menuBar()->addMenu(words);
    for (QAction *action : actions) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    menus.append(menu);
    return menu;
}

void WindowActions::fillMenus()
{
    QList<QAction *> file{connectWithToken, tapProgram, profiles, openDemo, openSocketModeDemo, nullptr};
    file << files->opening() << nullptr << files->saving() << nullptr << serveCapture << forkCapture
         << nullptr << closeAccount << quit;
    addMenu(tr("&File"), file);
    addMenu(tr("&Edit"), {focusFilter, clearFilter, clearEvents, colourRules, nullptr, writeMessage,
                          writeReply, restoreDiscarded, nullptr, contextMenu});
    QList<QAction *> view = perspectives->actions();
    view << nullptr << toggleConversations << toggleRight << toggleEvents << eventColumns << unlockPanes
         << resetLayout << nullptr;
    QMenu *viewMenu = addMenu(tr("&View"), view);
    tools = viewMenu->addMenu(tr("&Tools"));
    QMenu *colours = viewMenu->addMenu(tr("&Colours"));
    colours->addActions(themes->actions());
    viewMenu->addActions({larger, smaller, usualSize});
    viewMenu->addSeparator();
    viewMenu->addActions({announce, fullScreen});
    addMenu(tr("&Go"),
            {goTo, back, forward, nullptr, previousConversation, nextConversation, previousUnread, nextUnread,
             nullptr, previousEvent, nextEvent, past, nullptr, nextPane, previousPane});
    addMenu(tr("&Session"), {arm, tellTyping, nullptr, retryNow, reconnect, disconnectAccount, nullptr,
                             compare, nullptr, cancelOpening});
    addMenu(tr("&Help"), {firstSteps, shortcuts, nullptr, openRecordings, files->keep, nullptr, about});
    accountMenu->addActions(
        {openDemo, openSocketModeDemo, connectWithToken, tapProgram, profiles, files->open});
    accountMenu->addSeparator();
    accountMenu->addActions({reconnect, disconnectAccount, closeAccount});
}

} // namespace rtmscope
