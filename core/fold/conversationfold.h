// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/conversationevents.h"
#include "core/fold/foldcontext.h"

namespace rtmscope {

struct UserTyping;

//! Conversations: what they are, whether we are in them, who types.
struct ConversationFold
{
    FoldContext &c;

    //! Takes what an object tells; made if it is new. nullptr if it has no id.
    Conversation::Data *described(const ConversationObject &object);
    //! The conversation is named beside its id. Good enough until more is known.
    void named(const ChannelId &id, const QString &name);
    void joined(const ConversationObject &object);
    void left(const ChannelId &id);
    void deleted(const ChannelId &id);
    void archived(const ChannelId &id);
    void unarchived(const ChannelId &id);
    void opened(const ConversationObject &object, const UserId &peer);
    void closed(const ChannelId &id);
    void updated(const ChannelId &id);
    void historyChanged(const HistoryChange &change);
    void marked(const ReadMark &mark);
    void memberJoined(const ChannelId &id, const UserId &user, const QString &channelType);
    void memberLeft(const ChannelId &id, const UserId &user);
    //! The conversation \a from has the id \a to from now on.
    void renumbered(const ChannelId &from, const ChannelId &to);
    //! What kind of conversation an event says it happened in ("im", "mpim", "C", …), where no more is known.
    void typeTold(Conversation::Data &conversation, const QString &channelType);
    //! Somebody said \a message: in a direct message that tells who the other one is.
    void peerSpoke(Conversation::Data &conversation, const Message &message);
    void typing(const UserTyping &event);
    //! The message of somebody who typed has come.
    void typed(Conversation::Data &conversation, const Message &message);

    //! Drops typing marks older than \a oldestUs.
    static void expireTyping(Workspace::Data &state, qint64 oldestUs);

private:
    void takeObject(const ConversationObject &object, Conversation::Data &conversation);
    Conversation::Data *countMember(const ChannelId &id, const UserId &user, int difference);
    void moveMessages(Conversation::Data &from, Conversation::Data &into, const ChannelId &to);
    void absorb(Conversation::Data &conversation, Conversation::Data &left);
    void renumberGaps(const ChannelId &from, const ChannelId &to);
};

} // namespace rtmscope
