// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/events/event.h"
#include "ui/chat/message/sendaction.h"
#include "ui/status/connectionstatus.h"
#include "ui/window/quickswitcher.h"
#include "ui/status/remedyplan.h"
#include "ui/window/windowlayout.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <array>

class QKeySequence;
class QSettings;
class QStackedWidget;

namespace rtmscope {

class Announcer;
class Banner;
class ConversationList;
class ConversationPane;
class EventInspector;
class EventLog;
class EventView;
class FirstSteps;
class GapsPane;
class LadderPage;
class MentionWatch;
class MessageDesk;
class ProfileDesk;
class RemedyCard;
class StatusLine;
class TopBar;
class WelcomePage;
class WindowActions;
class WorkspaceFeed;

//! Seats the panes and holds the one selection that they share. Knows stores and plain values, never a
//! session: what the user wants goes out as signals, which app/ connects. Owned by app/desktop; GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    //! What is open.
    enum class Content : quint8 { Nothing, Live, Recording };

    //! \a settings keeps layout, perspective and looks; it must outlive the window.
    explicit MainWindow(QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    //! A live account. The stores must outlive this or clear().
    void setAccount(const QString &name, WorkspaceFeed *feed, EventLog *log);
    //! Whether the account to come is the demo on this computer: the first steps tell.
    void setDemo(bool demo);
    //! The same account under the name that its server told.
    void setAccountName(const QString &name);
    //! An opened capture: everything can be read, nothing sent.
    void setRecording(const QString &name, WorkspaceFeed *feed, EventLog *log);
    //! Nothing is open: the welcome page.
    void clear();
    Content content() const { return m_content; }

    void setConnection(const ConnectionStatus &status);
    void setArmed(bool armed);
    //! How many messages wait, and how many wait for a decision of the user.
    void setOutbox(int waiting, int stuck);
    //! Why the newest of them waits for a decision; told to those who listen when there is one more.
    void tellStuck(const QString &words);
    //! "Retry now" could not be at once: why, and when it goes on.
    void tellRetryHeld(const rtmscope::Error &error);
    //! Whether a discarded message can come back.
    void setRestorable(bool restorable);
    void setLoading(const ChannelId &channel, bool loading);
    //! The connection stopped for good.
    void showRemedy(const Error &error);
    //! It is tried again, but before the first success a person may have to do something.
    void showHindrance(const Error &error);
    //! Over the messages until dismissed: "The disk is full …".
    void setRemark(const QString &words);
    //! In the status bar for some seconds: "Saved to …".
    void setPassingWords(const QString &words);
    //! Over the messages, with a Cancel button: "Opening “day.zip” … 40 %". Empty ends it.
    void setWork(const QString &words);
    //! In the status bar: "Reading the capture, 40 %"; empty ends it.
    void setProgress(const QString &words);
    //! Who keeps and sends what is typed; nullptr takes it back.
    void setDesk(MessageDesk *desk);
    //! The profile of what is connected: its colour marks the account, its name stands beside. Empty: none.
    void setProfile(const QString &name, const QString &colour);
    ProfileDesk *profiles() const { return m_profiles; }
    //! The profile wants it asked at each start.
    void askWhetherToArm();

    //! Seats a pane for one task (see WindowLayout::addTool), with an entry in View > Tools. \a name is the
    //! dock's object name. The window owns it; to be called before the window is shown.
    QDockWidget *addTool(const QString &title, const QString &name, QWidget *pane, const QKeySequence &keys);

    void openChannel(const ChannelId &channel);
    //! Opens it for somebody who asked to go there: it is in view, and the keys are where one writes.
    void goTo(const ChannelId &channel);
    void openThread(const ChannelId &channel, const MessageTs &parent);
    ChannelId currentChannel() const { return m_channel; }

Q_SIGNALS:
    void shown(); //!< something was painted: the time for what may wait
    void demoRequested();
    void openCaptureRequested(const QString &path);
    void cancelWorkRequested();
    void saveCaptureRequested(const QString &path);
    void closeRequested();
    void disconnectRequested();
    void reconnectRequested();
    void retryConnectionRequested();
    void armRequested(bool armed);
    void openRecordingsRequested();

    //! A conversation with a person to whom there is none yet.
    void directMessageRequested(const rtmscope::UserId &person);
    void sendActionRequested(rtmscope::SendAction action, const QString &local);
    void restoreRequested(); //!< the message that was discarded last
    void outboxRequested();
    //! The user types in a channel, and wants others to know.
    void typingHappened(const rtmscope::ChannelId &channel);
    void draftChanged(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &thread,
                      const QString &text);
    void historyRequested(const rtmscope::ChannelId &channel);
    void olderHistoryRequested(const rtmscope::ChannelId &channel);
    void threadHistoryRequested(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &parent);
    void markReadRequested(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &upTo);

protected:
    void closeEvent(QCloseEvent *event) override;
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makePanes();
    void makeCentre();
    QDockWidget *makeDock(const QString &title, const QString &name, QWidget *pane);
    void makeTop();
    void connectActions();
    void connectViewActions();
    void connectGoActions();
    void connectPanes();
    void connectSelection();
    void connectComposers();

    void setStores(Content content, const QString &name, WorkspaceFeed *feed, EventLog *log);
    void showPage(QWidget *page);
    void updatePage();
    void updateTitle();
    void updateActions();
    void updateComposers();
    void openFirstChannel();
    bool mayPlaceFocus() const;
    void focusWork();
    QWidget *writingPlace() const;
    void dressDockTabs();
    void rememberChannel();
    QString channelKey() const;

    void announceConnection(const ConnectionStatus &before);
    void retryConnection();
    void answerRetry(const QString &words);
    void closeThread();
    void selectEvent(quint64 seq);
    void eventSelected(const Event &event);
    void showExample();
    void forgetExample();
    void showMessageOfSelectedEvent();
    void remedyChosen(RemedyAction action);
    void choosePerspective(Perspective perspective);
    void stepConversation(int step, bool unreadOnly);
    void stepHistory(int step);
    void showFiltered(const QString &filter);
    void stepEvent(int step);
    void stepPane(int step);
    void openLink(const QUrl &url);
    void askForContextMenu();
    QList<QuickSwitcher::Place> places() const;
    void openQuickSwitcher();
    void openShortcutSheet();
    void wantFirstSteps(bool wanted);
    void showFirstSteps();
    void showAbout();
    void askForCapture();
    void askForFolder();
    void askWhereToSave();
    void unlockPanes(bool unlocked);
    void dressDocks();
    void chooseTheme(const QString &forced);
    void zoom(int percent);

    QSettings &m_settings;
    WindowActions *m_actions;
    TopBar *m_topBar;
    FirstSteps *m_firstSteps;
    ConversationList *m_conversations;
    ConversationPane *m_channelPane;
    ConversationPane *m_threadPane;
    EventView *m_events;
    EventInspector *m_inspector;
    GapsPane *m_gaps;
    Announcer *m_announcer;
    MentionWatch *m_mentions;
    Banner *m_banner;
    QStackedWidget *m_pages;
    WelcomePage *m_welcome;
    LadderPage *m_ladder;
    RemedyCard *m_remedy;
    ProfileDesk *m_profiles;
    StatusLine *m_statusLine;
    WindowLayout *m_layout = nullptr;
    QDockWidget *m_threadDock = nullptr;
    QDockWidget *m_inspectorDock = nullptr;
    QDockWidget *m_eventsDock = nullptr;
    QDockWidget *m_conversationsDock = nullptr;
    QList<QDockWidget *> m_toolDocks;
    QDockWidget *m_gapsDock = nullptr; //!< one of them

    QPointer<WorkspaceFeed> m_feed;
    QPointer<EventLog> m_log;
    Content m_content = Content::Nothing;
    QString m_name;
    ConnectionStatus m_status;
    bool m_armed = false;
    bool m_refused = false;  //!< the remedy card stands
    bool m_hindered = false; //!< it stands while the connection is tried again
    bool m_wasLost = false;  //!< told that the connection is gone, and not yet that it is back

    ChannelId m_channel;
    QList<ChannelId> m_visited;
    qsizetype m_visitedAt = -1;
    Event m_event; //!< the selected one
    bool m_exampleShown = false;
    qsizetype m_exampleRow = 0; //!< no message stands before
    bool m_selecting = false;   //!< one pane follows another: nobody answers back
    std::array<QPointer<QWidget>, perspectiveCount> m_focusIn; //!< each perspective when it was left
    QTimer m_patience; //!< connecting for so long that the ladder is worth showing
    qreal m_usualPointSize = 0;
    bool m_wasShown = false;
};

} // namespace rtmscope
