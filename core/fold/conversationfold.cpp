// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fold/conversationfold.h"

#include "core/events/event.h"
#include "core/events/types/messageevents.h"
#include "core/fold/unreadfold.h"
#include "core/text/cleantext.h"

#include <algorithm>
#include <utility>

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostUnread = 1'000'000;

//! \a target takes a name that was told; false where it stays as it was.
bool takeName(QString &target, const QString &told)
{
    return !told.isNull() && told != target && assign(target, cleanName(told));
}

void takeText(QString &target, const QString &told)
{
    if (!told.isNull())
        target = told;
}

void takeKind(const ConversationObject &object, Conversation::Data &conversation)
{
    if (object.isIm == true)
        conversation.kind = ConversationKind::DirectMessage;
    else if (object.isMpim == true)
        conversation.kind = ConversationKind::GroupMessage;
    else if (object.isPrivate == true || object.isGroup == true)
        conversation.kind = ConversationKind::PrivateChannel;
    else if (object.isChannel == true)
        conversation.kind = ConversationKind::Channel;
}

int sane(int unread)
{
    return std::clamp(unread, 0, mostUnread);
}

} // namespace

Conversation::Data *ConversationFold::described(const ConversationObject &object)
{
    if (object.id.isEmpty())
        return nullptr;
    Conversation::Data &conversation = c.conversationOf(object.id);
    if (object.isBareId)
        return &conversation;
    const MessageTs cursor = conversation.lastRead;
    takeObject(object, conversation);
    conversation.described = true;
    c.state.unknownChannels.known(object.id);
    c.want(conversation.peer);
    if (object.unreadCountDisplay)
        conversation.unread = sane(*object.unreadCountDisplay);
    else if (conversation.lastRead != cursor)
        UnreadFold{c}.recount(conversation);
    c.changed(conversation);
    return &conversation;
}

void ConversationFold::takeObject(const ConversationObject &object, Conversation::Data &conversation)
{
    takeKind(object, conversation);
    bool renamed = takeName(conversation.name, object.name);
    renamed |= assignIfAny(conversation.peer, UserId(object.user));
    takeText(conversation.topic, object.topic.value);
    takeText(conversation.purpose, object.purpose.value);
    conversation.archived = object.isArchived.value_or(conversation.archived);
    conversation.member = object.isMember.value_or(conversation.member);
    if (object.memberCount)
        conversation.memberCount = *object.memberCount;
    else if (!object.members.isEmpty()) // rtm.start's old shape
        conversation.memberCount = static_cast<int>(object.members.size());
    if (conversation.lastRead < object.lastRead) // answers may be older than a *_marked event
        conversation.lastRead = object.lastRead;
    if (renamed)
        c.namesChanged();
}

void ConversationFold::named(const ChannelId &id, const QString &name)
{
    // Two stand for names that the app must not know.
    const bool isWithheld = name == "directmessage"_L1 || name == "privategroup"_L1;
    if (id.isEmpty() || name.isEmpty() || isWithheld)
        return;
    Conversation::Data &conversation = c.conversationOf(id);
    if (!conversation.name.isEmpty() || conversation.kind == ConversationKind::DirectMessage)
        return;
    if (name.startsWith("mpdm-"_L1))
        conversation.kind = ConversationKind::GroupMessage;
    if (takeName(conversation.name, name)) {
        c.changed(conversation);
        c.namesChanged();
    }
}

void ConversationFold::joined(const ConversationObject &object)
{
    if (Conversation::Data *conversation = described(object)) {
        conversation->member = true;
        conversation->open = true;
        c.changed(*conversation);
    }
}

void ConversationFold::left(const ChannelId &id)
{
    if (Conversation::Data *conversation = c.known(id)) {
        conversation->member = false;
        conversation->open = false;
        c.changed(*conversation);
    }
}

void ConversationFold::deleted(const ChannelId &id)
{
    left(id); // what was said there stays readable
    archived(id);
}

void ConversationFold::archived(const ChannelId &id)
{
    if (Conversation::Data *conversation = c.known(id)) {
        conversation->archived = true;
        conversation->open = false;
        c.changed(*conversation);
    }
}

void ConversationFold::unarchived(const ChannelId &id)
{
    if (Conversation::Data *conversation = c.known(id)) {
        conversation->archived = false;
        conversation->open = conversation->member;
        c.changed(*conversation);
    }
}

void ConversationFold::opened(const ConversationObject &object, const UserId &peer)
{
    Conversation::Data *conversation = described(object);
    if (!conversation)
        return;
    if (conversation->kind == ConversationKind::DirectMessage && conversation->peer.isEmpty() && peer) {
        conversation->peer = peer;
        c.want(peer);
        c.namesChanged();
    }
    conversation->member = true;
    conversation->open = true;
    c.changed(*conversation);
}

void ConversationFold::closed(const ChannelId &id)
{
    if (Conversation::Data *conversation = c.known(id)) {
        conversation->open = false;
        c.changed(*conversation);
    }
}

void ConversationFold::updated(const ChannelId &id)
{
    if (c.state.conversations.contains(id)) { // what changed is not told: ask
        c.state.unknownChannels.add(id);
        c.changed();
    }
}

//! A bulk change: what we hold up to `latest` is worth nothing any more (docs/protocol.md).
void ConversationFold::historyChanged(const HistoryChange &change)
{
    Conversation::Data *conversation = c.known(change.channel);
    if (!conversation || change.latest.isEmpty())
        return;
    conversation->messages.removeIf(
        conversation->sentCount(), [&change](const Message &message) { return message.ts <= change.latest; });
    conversation->historyLoaded = false;
    conversation->historyComplete = false;
    conversation->historyFrom = {};
    UnreadFold{c}.recount(*conversation);
    c.changed(*conversation);
}

void ConversationFold::marked(const ReadMark &mark)
{
    if (mark.ts.isEmpty() || mark.channel.isEmpty())
        return;
    Conversation::Data &conversation = c.conversationOf(mark.channel);
    conversation.lastRead = mark.ts; // may go back: "mark as unread"
    UnreadFold{c}.recount(conversation);
    if (mark.unreadCountDisplay)
        conversation.unread = sane(*mark.unreadCountDisplay);
    if (mark.mentionCountDisplay)
        conversation.mentions = sane(*mark.mentionCountDisplay);
    c.changed(conversation);
}

void ConversationFold::memberJoined(const ChannelId &id, const UserId &user, const QString &channelType)
{
    if (Conversation::Data *conversation = countMember(id, user, 1))
        typeTold(*conversation, channelType);
}

void ConversationFold::memberLeft(const ChannelId &id, const UserId &user)
{
    countMember(id, user, -1);
}

//! Weaker than what a description says, but all that a stream of events has.
void ConversationFold::typeTold(Conversation::Data &conversation, const QString &channelType)
{
    if (channelType.isEmpty() || conversation.described)
        return;
    ConversationKind kind = conversation.kind;
    if (channelType == "im"_L1 || channelType == "app_home"_L1)
        kind = ConversationKind::DirectMessage;
    else if (channelType == "mpim"_L1)
        kind = ConversationKind::GroupMessage;
    else if (channelType == "group"_L1 || channelType == "G"_L1)
        kind = ConversationKind::PrivateChannel;
    else if (channelType == "channel"_L1 || channelType == "C"_L1)
        kind = ConversationKind::Channel;
    if (!assign(conversation.kind, kind))
        return;
    c.changed(conversation);
    c.namesChanged();
}

//! Whoever speaks to us in a direct message is the other one of it.
void ConversationFold::peerSpoke(Conversation::Data &conversation, const Message &message)
{
    const bool isTold = conversation.kind == ConversationKind::DirectMessage && conversation.peer.isEmpty() &&
                        c.state.self && message.user && !c.isOwn(message);
    if (!isTold)
        return;
    conversation.peer = message.user;
    c.want(message.user);
    c.namesChanged();
}

//! Everything moves along: messages, what we send, what outages took. The old id leads to the same
//! conversation, for whoever has it still.
void ConversationFold::renumbered(const ChannelId &from, const ChannelId &to)
{
    Conversation::Data *left = c.known(from);
    if (!left || to.isEmpty() || left->id == to)
        return;
    Conversation::Data *found = c.known(to);
    if (found)
        absorb(*found, *left);
    else
        moveMessages(*left, *left, to);
    Conversation::Data &conversation = found ? *found : *left;
    conversation.id = to;
    if (found)
        c.state.conversations.alias(to, from);
    else
        c.state.conversations.alias(from, to);
    for (OwnSend &send : c.state.sends) {
        if (send.channel == from)
            send.channel = to;
    }
    renumberGaps(from, to);
    if (c.state.typingIn.remove(from))
        c.state.typingIn.insert(to);
    c.state.unknownChannels.known(from);
    c.state.unknownChannels.add(to);
    c.changed(conversation);
    c.namesChanged();
}

//! Puts the messages of \a from into \a into, unless they are there.
void ConversationFold::moveMessages(Conversation::Data &from, Conversation::Data &into, const ChannelId &to)
{
    const MessageList messages = std::exchange(from.messages, {});
    for (const Message &held : messages) {
        if (held.ts && into.find(held.ts))
            continue;
        Message message = held;
        message.channel = to;
        message.revision = ++c.state.revision;
        into.insert(std::move(message));
    }
}

//! The new id was heard of before the change was told: \a left gives all it has to \a conversation, and is
//! a place where nobody is.
void ConversationFold::absorb(Conversation::Data &conversation, Conversation::Data &left)
{
    moveMessages(left, conversation, conversation.id);
    conversation.lastRead = std::max(conversation.lastRead, left.lastRead);
    conversation.member = conversation.member || left.member;
    conversation.open = conversation.open || (left.open && !conversation.archived);
    if (!conversation.described) {
        conversation.kind = left.kind;
        conversation.name = left.name;
        conversation.peer = left.peer;
        conversation.topic = left.topic;
        conversation.purpose = left.purpose;
        conversation.memberCount = left.memberCount;
    }
    UnreadFold{c}.recount(conversation);
    const ChannelId id = left.id;
    left = {};
    left.id = id;
    left.archived = true;
    c.changed(left);
}

void ConversationFold::renumberGaps(const ChannelId &from, const ChannelId &to)
{
    const auto move = [&from, &to](QHash<ChannelId, MessageTs> &held) {
        if (held.contains(from))
            held.insert(to, held.take(from));
    };
    if (c.state.heldAtLoss)
        move(*c.state.heldAtLoss);
    for (Gap &gap : c.state.gaps) {
        move(gap.heldBefore);
        for (GapFill &fill : gap.fills) {
            if (fill.channel == from)
                fill.channel = to;
        }
    }
}

//! nullptr where that was counted before.
Conversation::Data *ConversationFold::countMember(const ChannelId &id, const UserId &user, int difference)
{
    if (id.isEmpty() || !c.isNew())
        return nullptr;
    Conversation::Data &conversation = c.conversationOf(id);
    c.want(user);
    if (conversation.memberCount >= 0)
        conversation.memberCount = std::max(0, conversation.memberCount + difference);
    if (user && user == c.state.self) {
        conversation.member = difference > 0;
        conversation.open = conversation.member && !conversation.archived;
    }
    c.changed(conversation);
    return &conversation;
}

void ConversationFold::typing(const UserTyping &event)
{
    if (event.channel.isEmpty() || event.user.isEmpty() || event.user == c.state.self)
        return;
    Conversation::Data &conversation = c.conversationOf(event.channel);
    c.want(event.user);
    // Nobody may call expireTyping().
    conversation.typing.removeFirstBefore(c.event.receivedAtUs - typingLifetimeUs);
    conversation.typing.remove(event.user, event.threadTs);
    conversation.typing.add({event.user, event.threadTs, c.event.receivedAtUs});
    c.state.typingIn.insert(event.channel);
    ++c.state.typingRevision;
}

void ConversationFold::typed(Conversation::Data &conversation, const Message &message)
{
    if (conversation.typing.isEmpty())
        return;
    conversation.typing.remove(message.user, message.isReply() ? message.threadTs : MessageTs());
}

void ConversationFold::expireTyping(Workspace::Data &state, qint64 oldestUs)
{
    const QSet<ChannelId> channels = state.typingIn;
    for (const ChannelId &id : channels) {
        auto found = state.conversations.find(id);
        if (!found)
            continue;
        if (FoldContext::dataOf(*found).typing.hasBefore(oldestUs)) {
            FoldContext::dataOf(found.edit()).typing.removeAllBefore(oldestUs);
            ++state.typingRevision;
        }
        if (FoldContext::dataOf(*found).typing.isEmpty())
            state.typingIn.remove(id);
    }
}

} // namespace rtmscope
