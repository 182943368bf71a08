// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/sendlife.h"
#include "core/workspace/wire.h"

namespace rtmscope {

//! Folds one entry of the record into a Workspace. Lives for the length of one apply().
//!
//! It reads the frame's JSON itself rather than the typed bodies: the same objects stand in frames and in Web
//! API answers, most frames need two or three members, and a body with all its fields costs several times as
//! much. reducer.cpp holds the table of types and what is about channels and people, messagefold.cpp messages
//! and threads, sendfold.cpp the life of our own messages, apifold.cpp the Web API's answers, gapfold.cpp the
//! gap ledger, bounds.cpp what is forgotten again.
class Reducer
{
public:
    //! False for everything that can't change the state, without looking at its JSON.
    static bool concerns(const Event &event);
    //! Drops typing marks older than \a oldestUs.
    static void expireTyping(Workspace::Data &data, qint64 oldestUs);

    Reducer(Workspace::Data &data, const Event &event)
        : m(data)
        , m_event(event)
    {
    }
    void apply();

private:
    using Handler = void (Reducer::*)(const json::Value &root);
    using ApiHandler = void (Reducer::*)(const json::Value &args, const json::Value &answer);
    enum class Origin : quint8 {
        Live,       //!< an event: this is new
        Answer,     //!< an answer to our own call that made the message
        Backfilled, //!< a history or replies answer
    };

    static Handler handlerOf(const Event &event);

    // Channels and people.
    void conversationObject(const json::Value &root);
    void conversationJoined(const json::Value &root);
    void conversationLeft(const json::Value &root);
    void conversationDeleted(const json::Value &root);
    void conversationArchived(const json::Value &root);
    void conversationUnarchived(const json::Value &root);
    void conversationMarked(const json::Value &root);
    void conversationOpened(const json::Value &root);
    void conversationClosed(const json::Value &root);
    void conversationUpdated(const json::Value &root);
    void historyChanged(const json::Value &root);
    void memberJoined(const json::Value &root);
    void memberLeft(const json::Value &root);
    void userTyping(const json::Value &root);
    void presenceChange(const json::Value &root);
    void ownPresence(const json::Value &root);
    void userObject(const json::Value &root);
    void userInvalidated(const json::Value &root);
    void botObject(const json::Value &root);
    void subteamObject(const json::Value &root);
    void subteamMembersChanged(const json::Value &root);
    void subteamSelfAdded(const json::Value &root);
    void subteamSelfRemoved(const json::Value &root);
    void teamRename(const json::Value &root);
    void teamDomain(const json::Value &root);
    void emojiChanged(const json::Value &root);
    void foldMemberCount(const json::Value &root, int difference);
    void foldUser(const json::Value &object);
    void foldBot(const json::Value &object);
    void foldSubteam(const json::Value &object);
    void setPresence(const UserId &id, const json::Value &presence);
    Conversation::Data *foldConversation(const json::Value &object);

    // Messages and threads.
    void message(const json::Value &root);
    void filedMessage(wire::WireMessage wire);
    void dateIfNeeded(wire::WireMessage &wire, const Conversation::Data &conversation) const;
    void reactionAdded(const json::Value &root);
    void reactionRemoved(const json::Value &root);
    void messageChanged(const json::Value &root, Conversation::Data &conversation);
    void messageDeleted(const json::Value &root, Conversation::Data &conversation);
    bool markDeleted(Conversation::Data &conversation, const MessageTs &ts);
    void messageReplied(const json::Value &root, Conversation::Data &conversation, const MessageTs &eventTs);
    void posted(wire::WireMessage wire, Conversation::Data &conversation, Origin origin);
    void complete(Conversation::Data &conversation, Message &held, wire::WireMessage &&wire, Origin origin);
    bool entomb(Conversation::Data &conversation, Message &held);
    bool replaceContent(Message &held, wire::WireMessage &&wire);
    //! The message of \a wire made ready to be inserted.
    Message &&newMessage(wire::WireMessage &wire, const Conversation::Data &conversation, Origin origin);
    bool foldReplyCounters(const Conversation::Data &conversation, Message &parent,
                           const wire::WireMessage &wire, Origin origin);
    void countReply(Conversation::Data &conversation, const wire::WireMessage &reply);
    void uncountReply(Conversation::Data &conversation, const MessageTs &parentTs);
    void foldRoot(const json::Value &root, Conversation::Data &conversation);
    void foldSubtype(const wire::WireMessage &wire, Conversation::Data &conversation);
    void countUnread(Conversation::Data &conversation, const Message &message, int difference);
    void recountUnread(Conversation::Data &conversation);
    void markRead(Conversation::Data &conversation, const MessageTs &ts);
    void stopTyping(Conversation::Data &conversation, const Message &message);
    void noteAuthor(const wire::WireMessage &wire);
    bool takeReferences(const References &references);
    void wantEmoji(const References &references);
    void foldReactionEvent(const json::Value &root, bool added);
    void foldReaction(const ChannelId &channel, const MessageTs &ts, const QString &name, const UserId &user,
                      bool added);

    // Our own messages.
    void acknowledgement(const json::Value &root);
    void outgoingMessage(const json::Value &root);
    void sendNote(const json::Value &root);
    void sendQueued(const json::Value &root, const QString &local);
    void sendWritten(const json::Value &root, const QString &local);
    void sendStep(const json::Value &root, const QString &local, Delivery delivery);
    void sendDiscarded(const QString &local);
    void sendRestored(const json::Value &root, const QString &local);
    void lived(const QString &local, SendStep step);
    void echoed(const Message &own);
    void acknowledge(const FrameKey &frame, const Acknowledgement &ack);
    void createOwn(const QString &local, const json::Value &source, Delivery delivery);
    Message *ownMessage(const QString &local);
    Message *bind(const QString &local, const MessageTs &ts);
    const Message *repeated(Conversation::Data &conversation, Message &first);
    Message *settle(Conversation::Data &conversation, const Message *pending, const MessageTs &ts);
    void mergeFrameSend(const QString &frameLocal, const QString &local);
    void checkEarlyAck(const FrameKey &frame);
    const Message *pendingLike(const Conversation::Data &conversation, const wire::WireMessage &wire,
                               Origin origin) const;
    void failOwn(const QString &local, Delivery delivery, const QString &failure);
    bool adoptEcho(const wire::WireMessage &wire, Conversation::Data &conversation, Origin origin);
    void replayed(const json::Value &root, const wire::WireMessage &wire, Conversation::Data &conversation);

    // Answers of the Web API.
    void stateNote(const json::Value &root);
    void apiNote(const json::Value &root);
    void apiRefused(const json::Value &root);
    void apiUsers(const json::Value &args, const json::Value &answer);
    void apiBots(const json::Value &args, const json::Value &answer);
    void apiSubteams(const json::Value &args, const json::Value &answer);
    void apiConversations(const json::Value &args, const json::Value &answer);
    void apiJoinedConversations(const json::Value &args, const json::Value &answer);
    void apiConversation(const json::Value &args, const json::Value &answer);
    void apiLeft(const json::Value &args, const json::Value &answer);
    void apiClosed(const json::Value &args, const json::Value &answer);
    void apiMark(const json::Value &args, const json::Value &answer);
    void apiHistory(const json::Value &args, const json::Value &answer);
    void apiReplies(const json::Value &args, const json::Value &answer);
    void apiPosted(const json::Value &args, const json::Value &answer);
    void apiUpdated(const json::Value &args, const json::Value &answer);
    void apiDeleted(const json::Value &args, const json::Value &answer);
    void apiReacted(const json::Value &args, const json::Value &answer);
    void apiUnreacted(const json::Value &args, const json::Value &answer);
    void apiIdentity(const json::Value &args, const json::Value &answer);
    void apiTeam(const json::Value &args, const json::Value &answer);
    void apiEmoji(const json::Value &args, const json::Value &answer);
    void apiStart(const json::Value &args, const json::Value &answer);
    void foldPage(const json::Value &messages, Conversation::Data &conversation, bool news = false);

    // Gaps.
    QHash<ChannelId, MessageTs> newestHeld() const;
    bool wasMissed(const Message &message, const Conversation::Data &conversation) const;
    void rememberLoss(const json::Value &root);
    void gapNote(const json::Value &root);
    Gap *gapToFold(int id, qint64 fromUs, qint64 toUs);
    void backfillNote(const json::Value &root);
    bool foldFill(Gap &gap, const ChannelId &channel, const json::Value &root);

    // Bounds.
    void boundMessages(Conversation::Data &grown);
    void boundSends();

    // Shared.
    Conversation::Data *known(const ChannelId &id);
    Conversation::Data *conversationOf(const ChannelId &id);
    void want(const UserId &id);
    void changed();
    void changed(Conversation::Data &conversation);
    void changed(Conversation::Data &conversation, Message &message);
    void changed(Gap &gap);
    void namesChanged();

    Workspace::Data &m;
    const Event &m_event;
};

} // namespace rtmscope
