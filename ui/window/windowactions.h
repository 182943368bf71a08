// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>

#include <array>
#include <functional>

class QAction;
class QActionGroup;
class QKeySequence;
class QMainWindow;
class QMenu;

namespace rtmscope {

class EventView;
class FileActions;

//! Every action of the window with its keys, and the menus that hold them. The window connects
//! them to what they do. Owned by the window.
class WindowActions : public QObject
{
    Q_OBJECT
public:
    explicit WindowActions(QMainWindow &window);

    //! Esc closes a pane that lies over the window (\a taken): cancelOpening has it again afterwards. Two
    //! that answer to one key at the same time do nothing.
    void leaveEscape(bool taken);

    //! Those about the event stream act on \a events; \a shown is called before one of them opens a window.
    void serve(EventView &events, const std::function<void()> &shown);

    QAction *connectWithToken;
    QAction *profiles;
    QAction *tapProgram;
    QAction *openSocketModeDemo;
    QAction *openDemo;
    FileActions *files;
    QAction *serveCapture; //!< enabled while files->save is, as the next
    QAction *forkCapture;
    QAction *closeAccount;
    QAction *quit;

    QAction *focusFilter;
    QAction *clearFilter;
    QAction *clearEvents;
    QAction *colourRules;
    QAction *writeMessage;
    QAction *writeReply;
    QAction *restoreDiscarded;
    QAction *contextMenu;

    QActionGroup *perspectives; //!< data(): the Perspective's number
    QAction *toggleConversations;
    QAction *toggleRight;
    QAction *toggleEvents;
    QAction *eventColumns;
    QAction *unlockPanes;
    QAction *resetLayout;
    QActionGroup *themes; //!< data(): as theme::apply() takes it
    QAction *larger;
    QAction *smaller;
    QAction *usualSize;
    QAction *announce;
    QAction *fullScreen;

    QAction *goTo;
    QAction *back;
    QAction *forward;
    QAction *previousConversation;
    QAction *nextConversation;
    QAction *previousUnread;
    QAction *nextUnread;
    QAction *previousEvent;
    QAction *nextEvent;
    QAction *nextPane;
    QAction *previousPane;

    QAction *arm;
    QAction *tellTyping;
    QAction *retryNow;
    QAction *reconnect;
    QAction *disconnectAccount;
    QAction *compare;       //!< with the server
    QAction *cancelOpening; //!< of what takes long: a file, or a connection that has not come yet

    QAction *past;
    QAction *firstSteps;
    QAction *shortcuts;
    QAction *openRecordings;
    QAction *about;

    QMenu *tools;         //!< View > Tools: panes for one task, filled by MainWindow::addTool()
    QList<QMenu *> menus; //!< of the menu bar, in order
    QMenu *accountMenu;   //!< for the account button: the ways to change it

private:
    QAction *make(const QString &words, const QKeySequence &keys, const QString &tip = {});
    QAction *makeChoice(QActionGroup *group, const QString &words, const QVariant &value,
                        const QKeySequence &keys);
    void makeFileActions();
    void makeEditActions();
    void makeViewActions();
    void makeGoActions();
    void makeSessionActions();
    void makeHelpActions();
    void fillMenus();
    QMenu *addMenu(const QString &words, const QList<QAction *> &actions);

    QMainWindow &m_window;
};

} // namespace rtmscope
