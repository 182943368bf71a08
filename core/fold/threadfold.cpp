// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fold/threadfold.h"

#include "core/events/event.h"
#include "core/fold/folddecode.h"
#include "core/fold/messagefold.h"

namespace rtmscope {

using decoding::valueOf;

namespace {

constexpr qsizetype mostReplyUsers = 5; // as many as the server lists (docs/protocol.md)

} // namespace

void ThreadFold::replied()
{
    const auto channel = decoded<ChannelId>(valueOf<&MessageReplied::channel>(c.body));
    if (channel.isEmpty() || !valueOf<&MessageReplied::message>(c.body).isObject())
        MessageFold{c}.said();
    else
        replied(c.conversationOf(channel));
}

void ThreadFold::replied(Conversation::Data &conversation)
{
    ToldMessage told = readMessage(valueOf<&MessageReplied::message>(c.body));
    if (told.message.ts.isEmpty())
        return;
    // Sent for its newest reply: where it does not name that, the event's own time is just behind it.
    if (told.message.latestReply.isEmpty() && told.message.replyCount > 0)
        told.message.latestReply = decoded<MessageTs>(valueOf<&MessageReplied::eventTs>(c.body));
    MessageFold{c}.noteAuthor(told);
    if (Message *held = conversation.find(told.message.ts)) {
        bool different = takeCounters(conversation, *held, told, Origin::Live);
        if (held->placeholder && told.hasText)
            different |= MessageFold{c}.replaceContent(*held, std::move(told));
        if (different)
            c.changed(conversation, *held);
        return;
    }
    const bool hasText = told.hasText;
    Message parent = MessageFold{c}.made(told, conversation, Origin::Live);
    parent.placeholder = !hasText;
    c.changed(conversation, conversation.insert(std::move(parent)));
}

bool ThreadFold::takeCounters(const Conversation::Data &conversation, Message &parent,
                              const ToldMessage &told, Origin origin)
{
    const Message &now = told.message;
    if (!told.hasReplyCount)
        return false;
    if (now.latestReply && now.latestReply < parent.latestReply) {
        const Message *newest = conversation.find(parent.latestReply);
        const bool newestLives = newest ? !newest->deleted : origin == Origin::Backfilled;
        if (newestLives)
            return false;
    }
    bool different = assign(parent.replyCount, now.replyCount);
    different |= assignIfAny(parent.latestReply, MessageTs(now.latestReply));
    different |= assignIfAny(parent.replyUsers, QList<UserId>(now.replyUsers));
    different |= assignIfAny(parent.threadTs, MessageTs(now.threadTs));
    return different;
}

//! Its parent may be unknown; and the server's own count may have come before it.
void ThreadFold::countReply(Conversation::Data &conversation, const Message &reply, const UserId &parentUser)
{
    Message *parent = conversation.find(reply.threadTs);
    if (!parent) {
        Message placeholder;
        placeholder.channel = conversation.id;
        placeholder.ts = reply.threadTs;
        placeholder.timeUs = placeholder.ts.toMicroseconds();
        placeholder.user = parentUser;
        placeholder.placeholder = true;
        placeholder.firstSeq = c.event.seq;
        c.want(placeholder.user);
        parent = &conversation.insert(std::move(placeholder));
    }
    parent->threadTs = parent->ts;
    if (parent->latestReply < reply.ts) {
        ++parent->replyCount;
        parent->latestReply = reply.ts;
        if (reply.user && !parent->replyUsers.contains(reply.user) &&
            parent->replyUsers.size() < mostReplyUsers)
            parent->replyUsers.append(reply.user);
    }
    c.changed(conversation, *parent);
}

//! The server says so too by an update of the parent, before or after this: so
//! the count is only lowered where it still counts the deleted reply, which shows when all others are held.
void ThreadFold::uncountReply(Conversation::Data &conversation, const MessageTs &parentTs)
{
    Message *parent = conversation.find(parentTs);
    if (!parent)
        return;
    int living = 0;
    MessageTs newest;
    const auto end = conversation.messages.unsentBegin();
    for (auto message = conversation.messages.notOlder(parentTs); message != end; ++message) {
        if (message->threadTs == parentTs && message->isReply() && !message->deleted) {
            ++living;
            newest = message->ts;
        }
    }
    if (parent->replyCount != living + 1)
        return;
    parent->replyCount = living;
    parent->latestReply = newest;
    c.changed(conversation, *parent);
}

void ThreadFold::root(const json::Value &object, Conversation::Data &conversation)
{
    if (!object.isObject())
        return;
    ToldMessage told = readMessage(object);
    if (told.message.ts.isEmpty())
        return;
    MessageFold{c}.noteAuthor(told);
    Message *held = conversation.find(told.message.ts);
    if (!held) {
        c.changed(conversation, conversation.insert(MessageFold{c}.made(told, conversation, Origin::Live)));
        return;
    }
    bool different = takeCounters(conversation, *held, told, Origin::Live);
    if (held->placeholder)
        different |= MessageFold{c}.replaceContent(*held, std::move(told));
    if (different)
        c.changed(conversation, *held);
}

} // namespace rtmscope
