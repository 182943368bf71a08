// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "ui/access/announcer.h"
#include "ui/page/pastview.h"
#include "ui/page/visitedchannels.h"
#include "ui/status/connectionstatus.h"

#include <QKeySequence>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

class QSettings;

namespace rtmscope {

class CentrePages;
class ConversationList;
class ConversationPane;
class EventInspector;
class EventLog;
class EventMarks;
class EventView;
class FindingsPane;
class GapsPane;
class MentionWatch;
class MessageDesk;
class OutboxPane;
class PinnedEvents;
class SharedSelection;
class StatisticsPane;
class TapPane;
struct TapWay;
class WorkspaceFeed;

//! One set of views and what they show together: an account, an opened capture, or nothing. It makes the
//! panes, the window seats them; it keeps what is open in them, which conversation, and how the connection
//! stands. Knows stores and plain values, never a session: what the user wants goes out as signals, of which
//! each is meant for the account of this page. Several can live side by side. Owned by the window, panes and
//! all; GUI thread.
class WorkspacePage : public QObject
{
    Q_OBJECT
public:
    enum class Content : quint8 {
        Nothing,
        Live,      //!< an account
        Tap,       //!< what another program exchanges: live, but nothing of it is ours to write
        Recording, //!< an opened capture
    };
    //! In the settings: whether others may know that the user types.
    static constexpr QLatin1StringView tellTyping{"session/tellTyping"};

    //! Made by the page, seated by the window.
    struct Panes
    {
        ConversationList *conversations = nullptr;
        CentrePages *centre = nullptr;
        ConversationPane *channel = nullptr; //!< one of the centre's pages
        ConversationPane *thread = nullptr;
        EventView *events = nullptr;
        EventInspector *inspector = nullptr;
        GapsPane *gaps = nullptr;
        FindingsPane *findings = nullptr;
        StatisticsPane *statistics = nullptr;
        OutboxPane *outbox = nullptr;
        TapPane *tap = nullptr;
    };

    //! Whose the views are.
    struct Identity
    {
        QString key;          //!< what is remembered of it stands under this: of an account the profile's id
        QString name;         //!< of the workspace or the file, as shown
        QString profile = {}; //!< the profile's name, in its colour; empty: none
        QString colour = {};
        bool demo = false;   //!< the demo on this computer
        bool served = false; //!< of a Tap: a capture that is played to the program
    };

    //! What is open.
    struct Opened
    {
        Content content = Content::Nothing;
        Identity identity;
        QPointer<WorkspaceFeed> feed;
        QPointer<EventLog> log;

        bool isLive() const { return content == Content::Live; }
        bool isTap() const { return content == Content::Tap; }
        bool isServed() const { return isTap() && identity.served; }
        bool isRecording() const { return content == Content::Recording; }
    };

    struct OutboxCounts
    {
        int waiting = 0;
        int stuck = 0;           //!< wait for a decision of the user
        bool restorable = false; //!< a discarded message can come back
    };

    //! \a settings must outlive it; \a window is where its dialogs belong and its panes until they are
    //! seated. \a armKeys are named where arming is what it takes.
    WorkspacePage(QSettings &settings, const QKeySequence &armKeys, QWidget *window);
    ~WorkspacePage() override;

    const Panes &panes() const { return m_panes; }
    //! What was true after some entry of the record.
    PastView &past() const { return *m_past; }

    //! A live account. The stores must outlive this or clear().
    void setAccount(const Identity &identity, WorkspaceFeed *feed, EventLog *log);
    //! What a tapped program exchanges, as it happens, or one that a capture is served to: everything can be
    //! read, nothing sent. \a way is what the program has to be given.
    void setTap(const Identity &identity, WorkspaceFeed *feed, EventLog *log, const TapWay &way);
    //! An opened capture: everything can be read, nothing sent.
    void setRecording(const QString &name, WorkspaceFeed *feed, EventLog *log);
    //! Nothing is open: the welcome.
    void clear();
    const Opened &opened() const { return m_opened; }
    //! The same account under the name that its server told.
    void setName(const QString &name);
    //! Who keeps and sends what is typed; nullptr takes it back.
    void setDesk(MessageDesk *desk);

    void setConnection(const ConnectionStatus &status);
    const ConnectionStatus &connection() const { return m_status; }
    //! How soon events are acknowledged by now; else the connection stands as it did.
    void setAcks(const AckFigures &acks);
    void setArmed(bool armed);
    bool isArmed() const { return m_armed; }
    void setOutbox(const OutboxCounts &counts);
    const OutboxCounts &outbox() const { return m_outbox; }
    void setLoading(const ChannelId &channel, bool loading);
    //! Tries at once what waits; answers whatever the state is.
    void retryConnection();
    //! What came of "Retry now", beside the words about the connection: how long it takes, they say, and
    //! count it down. Empty: it is seen.
    void answerRetry(const QString &words);
    //! Why a message waits for a decision; told to those who listen when there is one more.
    void tellStuck(const QString &words);
    //! The profile wants it asked at each start.
    void askWhetherToArm();

    void openChannel(const ChannelId &channel);
    //! Opens it for somebody who asked to go there: it is in view, and the keys are where one writes.
    void goTo(const ChannelId &channel);
    void openThread(const ChannelId &channel, const MessageTs &parent);
    //! In the thread that is in view; else opens that of the selected message, or says what to do.
    void writeReply(bool threadIsShown);
    ChannelId currentChannel() const { return m_channel; }
    void stepConversation(int step, bool unreadOnly);
    //! Back (-1) or forward through what was open.
    void stepHistory(int step);
    bool canStepHistory(int step) const { return m_visited.canStep(step); }
    void showColourRules();
    //! Filters the event stream and goes there.
    void showFiltered(const QString &filter);
    void saveState() const;

Q_SIGNALS:
    //! Another account, capture, or nothing.
    void contentChanged();
    //! Name, arming, outbox or what can be done.
    void changed();
    void connectionChanged();
    void acksChanged();
    //! The first conversation opened by itself.
    void firstChannelOpened();
    //! The user asked to go to what is open now.
    void focusWanted();
    void middleWanted(); //!< something stands there that has to be seen
    void tapWanted();    //!< its figures are to be shown
    void eventsWanted(); //!< this pane and those below are to be shown
    void inspectorWanted();
    void threadOpened();
    void threadClosed();
    void announced(rtmscope::Announcer::Topic topic, const QString &words);
    //! What came of "Retry now"; empty: it is seen.
    void retryAnswered(const QString &words);
    void linkActivated(const QUrl &url);
    //! For some seconds: "Saved to …".
    void passingWords(const QString &words);
    //! Until it is empty: "Reading the capture, 40 %".
    void progressWords(const QString &words);

    //! A mark or comment of the user, as a note for the record: to be in it when this returns.
    void noteRequested(const QByteArray &note);
    void closeRequested();
    void openRecordingsRequested();
    void disconnectRequested();
    void reconnectRequested();
    void retryConnectionRequested();
    void armRequested(bool armed);
    void shareRequested(); //!< the app, with the other programs that use it
    //! A conversation with a person to whom there is none yet.
    void directMessageRequested(const rtmscope::UserId &person);
    void restoreRequested(); //!< the message that was discarded last
    //! The user types in a channel, and wants others to know.
    void typingHappened(const rtmscope::ChannelId &channel);
    void historyRequested(const rtmscope::ChannelId &channel);
    void threadHistoryRequested(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &parent);

private:
    void connectPanes();
    void connectConversations();
    void connectSelection();
    void connectMarks();
    void open(const Opened &opened);
    QString whyReadOnly() const;
    void updateComposers();
    void updateCentre();
    void openFirstChannel();
    void followRenumbered();
    void saveArrangement() const;
    QString memoryKey() const;
    QString filtersKey() const; //!< in the settings: the filters that are kept
    void rememberChannel() const;
    void announceConnection(const ConnectionStatus &before);
    void showMessageOfSelectedEvent();
    void pinEvent();

    QSettings &m_settings;
    QTimer m_saving;
    const QKeySequence m_armKeys;
    Panes m_panes;
    QList<QPointer<QWidget>> m_owned; //!< the panes, wherever they are seated
    SharedSelection *m_selection;
    PastView *m_past;
    EventMarks *m_marks;
    MentionWatch *m_mentions;
    PinnedEvents *m_pinned;

    Opened m_opened;
    ConnectionStatus m_status;
    OutboxCounts m_outbox;
    bool m_armed = false;
    bool m_wasLost = false; //!< told that the connection is gone, and not yet that it is back
    ChannelId m_channel;
    VisitedChannels m_visited;
};

} // namespace rtmscope
