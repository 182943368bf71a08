// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fold/conversationfold.h"

#include "core/events/event.h"
#include "core/events/types/messageevents.h"
#include "core/fold/unreadfold.h"
#include "core/text/cleantext.h"

#include <algorithm>

namespace rtmscope {

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

void ConversationFold::memberJoined(const ChannelId &id, const UserId &user)
{
    countMember(id, user, 1);
}

void ConversationFold::memberLeft(const ChannelId &id, const UserId &user)
{
    countMember(id, user, -1);
}

void ConversationFold::countMember(const ChannelId &id, const UserId &user, int difference)
{
    if (id.isEmpty() || !c.state.seen.isNew(c.event.raw))
        return;
    Conversation::Data &conversation = c.conversationOf(id);
    c.want(user);
    if (conversation.memberCount >= 0)
        conversation.memberCount = std::max(0, conversation.memberCount + difference);
    if (user && user == c.state.self) {
        conversation.member = difference > 0;
        conversation.open = conversation.member && !conversation.archived;
    }
    c.changed(conversation);
}

void ConversationFold::typing(const UserTyping &event)
{
    if (event.channel.isEmpty() || event.user.isEmpty() || event.user == c.state.self)
        return;
    Conversation::Data &conversation = c.conversationOf(event.channel);
    c.want(event.user);
    const qint64 oldestUs = c.event.receivedAtUs - typingLifetimeUs; // nobody may call expireTyping()
    conversation.typing.removeIf([&](const Typing &mark) {
        return mark.sinceUs < oldestUs || (mark.user == event.user && mark.threadTs == event.threadTs);
    });
    conversation.typing.append({event.user, event.threadTs, c.event.receivedAtUs});
    c.state.typingIn.insert(event.channel);
    ++c.state.typingRevision;
}

void ConversationFold::typed(Conversation::Data &conversation, const Message &message)
{
    if (conversation.typing.isEmpty())
        return;
    const MessageTs thread = message.isReply() ? message.threadTs : MessageTs();
    conversation.typing.removeIf(
        [&](const Typing &mark) { return mark.user == message.user && mark.threadTs == thread; });
}

void ConversationFold::expireTyping(Workspace::Data &state, qint64 oldestUs)
{
    const QSet<ChannelId> channels = state.typingIn;
    for (const ChannelId &id : channels) {
        auto found = state.conversations.find(id);
        if (!found)
            continue;
        const auto isOld = [oldestUs](const Typing &mark) { return mark.sinceUs < oldestUs; };
        const QList<Typing> &typing = FoldContext::dataOf(*found).typing;
        if (std::any_of(typing.begin(), typing.end(), isOld)) {
            FoldContext::dataOf(found.edit()).typing.removeIf(isOld);
            ++state.typingRevision;
        }
        if (FoldContext::dataOf(*found).typing.isEmpty())
            state.typingIn.remove(id);
    }
}

} // namespace rtmscope
