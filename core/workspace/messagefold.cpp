// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/cleantext.h"
#include "core/workspace/reducer.h"
#include "core/workspace/undated.h"

#include <algorithm>

//! Messages, threads, reactions and what is unread. Protocol sections 3.6 and 6.
namespace rtmscope {

using json::Value;
using wire::WireMessage;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostReplyUsers = 5; // as many as the server lists (protocol 6.3)

bool isMembershipLine(const QString &subtype)
{
    return subtype == "channel_join"_L1 || subtype == "channel_leave"_L1 || subtype == "group_join"_L1 ||
           subtype == "group_leave"_L1;
}

//! As the server makes them: C024BE91L. Folders of exports have names, those of direct messages ids.
bool looksLikeId(const QString &text)
{
    return text.size() >= 8 && (text[0] == u'C' || text[0] == u'D' || text[0] == u'G') &&
           std::all_of(text.begin(), text.end(),
                       [](QChar c) { return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9'); });
}

//! Assigns and tells whether that changed anything.
template<typename T>
bool assign(T &target, T value)
{
    if (target == value)
        return false;
    target = std::move(value);
    return true;
}

template<typename T>
bool assignIfAny(T &target, T value)
{
    return !value.isEmpty() && assign(target, std::move(value));
}

} // namespace

void Reducer::message(const Value &root)
{
    WireMessage wire = wire::readMessage(root, m_event.raw);
    const ChannelId channel = wire.message.channel;
    if (channel.isEmpty() && m_event.channelIsBeside)
        return filedMessage(std::move(wire));
    if (channel.isEmpty())
        return;
    const QString &subtype = wire.message.subtype;
    const bool wraps = root["message"].isObject();
    if (subtype == "reply_broadcast"_L1)
        return; // old bookkeeping without text; the reply comes as itself
    Conversation::Data &conversation = *conversationOf(channel);
    if (wire.isReplay) {
        replayed(root, wire, conversation);
    } else if (subtype == "message_changed"_L1) {
        messageChanged(root, conversation);
    } else if (subtype == "message_deleted"_L1) {
        messageDeleted(root, conversation);
    } else if (wraps &&
               (subtype == "message_replied"_L1 || (subtype.isEmpty() && wire.message.text.isEmpty()))) {
        messageReplied(root, conversation,
                       wire.eventTs); // the Events API leaves the subtype out (protocol 6.2)
    } else if (!wire.hidden || wire.message.tombstone) {
        dateIfNeeded(wire, conversation);
        foldSubtype(wire, conversation);
        if (wire.message.broadcast)
            foldRoot(root["root"], conversation);
        posted(std::move(wire), conversation, Origin::Live);
    }
}

//! From an export or a page of history that somebody kept: its conversation is that of the file. What lies in
//! an archive has been read.
void Reducer::filedMessage(WireMessage wire)
{
    const ChannelId channel(m_event.channel);
    if (wire.hidden && !wire.message.tombstone)
        return;
    Conversation::Data &conversation = *conversationOf(channel);
    dateIfNeeded(wire, conversation);
    if (conversation.name.isEmpty() && !conversation.described && !looksLikeId(channel.text())) {
        conversation.name = channel.text();
        namesChanged();
    }
    conversation.member = conversation.open = true;
    // A count that is not said to reach up to some reply can't be told from the replies that follow.
    if (wire.message.latestReply.isEmpty())
        wire.message.replyCount = 0;
    const MessageTs ts = wire.message.ts;
    foldSubtype(wire, conversation);
    posted(std::move(wire), conversation, Origin::Answer);
    markRead(conversation, ts);
}

//! One without a timestamp stands behind the one that was told before it.
void Reducer::dateIfNeeded(WireMessage &wire, const Conversation::Data &conversation) const
{
    if (isReadable(wire.message.ts))
        return;
    MessageTs neighbour = conversation.lastTold;
    if (const MessageTs came = tsOfMoment(m_event.receivedAtUs); m_event.receivedAtUs > 0 && neighbour < came)
        neighbour = came;
    do
        neighbour = madeUpBehind(neighbour);
    while (conversation.find(neighbour));
    wire.message.ts = neighbour;
    wire.message.timeUs = m_event.receivedAtUs;
}

//! A message in its own right, whoever told us.
void Reducer::posted(WireMessage wire, Conversation::Data &conversation, Origin origin)
{
    noteAuthor(wire);
    if (Message *held = conversation.find(wire.message.ts)) {
        complete(conversation, *held, std::move(wire), origin);
        return;
    }
    if (!isMadeUp(wire.message.ts) && adoptEcho(wire, conversation, origin))
        return;
    if (origin != Origin::Backfilled) {
        conversation.lastTold = wire.message.ts;
        stopTyping(conversation, wire.message);
        if (wire.message.isReply())
            countReply(conversation, wire);
        if (!conversation.archived)
            conversation.member = conversation.open = true; // the stream tells of nothing else
    }
    Message &message = conversation.insert(newMessage(wire, conversation, origin));
    changed(conversation, message);
    if (origin == Origin::Backfilled)
        return;
    if (message.user && message.user == m.self)
        markRead(conversation, message.ts);
    else
        countUnread(conversation, message, 1);
    boundMessages(conversation);
}

Message &&Reducer::newMessage(WireMessage &wire, const Conversation::Data &conversation, Origin origin)
{
    Message &message = wire.message;
    message.channel = conversation.id;
    message.mentionsMe = takeReferences(wire.references);
    message.backfilled = origin == Origin::Backfilled;
    message.missed = message.backfilled && wasMissed(message, conversation);
    message.firstSeq = m_event.seq;
    return std::move(message);
}

//! The message is held already: a duplicate, the echo of our own, a page that overlaps.
void Reducer::complete(Conversation::Data &conversation, Message &held, WireMessage &&wire, Origin origin)
{
    bool different = origin != Origin::Backfilled && assign(held.backfilled, false);
    if (origin == Origin::Live)
        echoed(held);
    held.missed = held.missed && held.backfilled;
    if (held.delivery != Delivery::Received && held.delivery != Delivery::Sent) {
        held.delivery = Delivery::Sent;
        held.failure.clear();
        different = true;
    }
    different |= foldReplyCounters(conversation, held, wire, origin);
    if (origin == Origin::Backfilled && !held.deleted)
        different |= assign(held.reactions, wire.message.reactions);
    // A page is as new as its newest edit; a repeated event is never newer than what we hold, but it may know
    // more of a message that so far only an acknowledgement or a reply told us of.
    const bool isNewer =
        origin == Origin::Backfilled && !held.deleted && !(wire.message.editedTs < held.editedTs);
    const bool knowsMore =
        !held.local.isEmpty() && held.editedTs.isEmpty() && held.blocks.isEmpty() && !held.deleted;
    if (wire.message.tombstone && !held.placeholder)
        different |= entomb(conversation, held);
    else if (isNewer || knowsMore || held.placeholder)
        different |= replaceContent(held, std::move(wire));
    if (different)
        changed(conversation, held);
}

//! The parent of a living thread was deleted. Its last words stay, as with every deletion.
bool Reducer::entomb(Conversation::Data &conversation, Message &held)
{
    if (held.tombstone)
        return false;
    countUnread(conversation, held, -1);
    held.tombstone = true;
    held.subtype = u"tombstone"_s;
    return true;
}

//! Gives \a held the words and parts of \a wire; its history (local id, delivery, deletion) and its counters
//! stay.
bool Reducer::replaceContent(Message &held, WireMessage &&wire)
{
    Message &now = wire.message;
    bool different = assign(held.placeholder, false);
    different |= assign(held.text, std::move(now.text));
    different |= assign(held.typed, now.typed);
    different |= assign(held.blocks, std::move(now.blocks));
    different |= assign(held.attachments, std::move(now.attachments));
    different |= assign(held.files, std::move(now.files));
    if (!now.extras || !held.extras || *now.extras != *held.extras)
        different |= assign(held.extras, std::move(now.extras));
    different |= assign(held.editedTs, std::move(now.editedTs));
    different |= assign(held.subtype, std::move(now.subtype));
    different |= assignIfAny(held.user, std::move(now.user));
    different |= assignIfAny(held.bot, std::move(now.bot));
    different |= assignIfAny(held.authorName, std::move(now.authorName));
    different |= assignIfAny(held.threadTs, std::move(now.threadTs));
    if (wire.hasReactions)
        different |= assign(held.reactions, std::move(now.reactions));
    different |= assign(held.tombstone, now.tombstone);
    held.broadcast = held.broadcast || now.broadcast;
    held.ephemeral = held.ephemeral || now.ephemeral;
    held.mentionsMe = takeReferences(wire.references);
    return different;
}

void Reducer::messageChanged(const Value &root, Conversation::Data &conversation)
{
    WireMessage wire = wire::readMessage(root["message"], m_event.raw);
    if (wire.message.ts.isEmpty())
        return;
    noteAuthor(wire);
    Message *held = conversation.find(wire.message.ts);
    if (!held) {
        Message &made = conversation.insert(newMessage(wire, conversation, Origin::Live));
        changed(conversation, made);
        return;
    }
    bool different = foldReplyCounters(conversation, *held, wire, Origin::Live);
    if (wire.message.tombstone && !held->placeholder)
        different |= entomb(conversation, *held);
    else if (!(wire.message.editedTs < held->editedTs)) // else it came late: a newer edit is known
        different |= replaceContent(*held, std::move(wire));
    if (different)
        changed(conversation, *held);
}

void Reducer::messageDeleted(const Value &root, Conversation::Data &conversation)
{
    const MessageTs ts(root["deleted_ts"].text());
    if (markDeleted(conversation, ts))
        return;
    const Value previous = root["previous_message"];
    WireMessage wire = wire::readMessage(previous);
    if (!previous.isObject() || ts.isEmpty() || wire.message.ts != ts)
        return;
    noteAuthor(wire);
    Message ghost = newMessage(wire, conversation, Origin::Live);
    ghost.deleted = true;
    changed(conversation, conversation.insert(std::move(ghost)));
}

//! False if no such message is held.
bool Reducer::markDeleted(Conversation::Data &conversation, const MessageTs &ts)
{
    Message *held = conversation.find(ts);
    if (!held || held->deleted)
        return held != nullptr;
    countUnread(conversation, *held, -1);
    held->deleted = true;
    changed(conversation, *held);
    if (held->isReply())
        uncountReply(conversation, MessageTs(held->threadTs));
    return true;
}

// --- Threads

void Reducer::messageReplied(const Value &root, Conversation::Data &conversation, const MessageTs &eventTs)
{
    const Value inner = root["message"];
    WireMessage wire = wire::readMessage(inner);
    if (wire.message.ts.isEmpty())
        return;
    // Sent for its newest reply: where it does not name that, the event's own time is just behind it.
    if (wire.message.latestReply.isEmpty() && wire.message.replyCount > 0)
        wire.message.latestReply = eventTs;
    noteAuthor(wire);
    if (Message *held = conversation.find(wire.message.ts)) {
        bool different = foldReplyCounters(conversation, *held, wire, Origin::Live);
        if (held->placeholder && inner["text"].isString())
            different |= replaceContent(*held, std::move(wire));
        if (different)
            changed(conversation, *held);
        return;
    }
    Message parent = newMessage(wire, conversation, Origin::Live);
    parent.placeholder = !inner["text"].isString();
    changed(conversation, conversation.insert(std::move(parent)));
}

//! Takes what the server says about a thread, unless we know of a newer reply than it does.
bool Reducer::foldReplyCounters(const Conversation::Data &conversation, Message &parent,
                                const WireMessage &wire, Origin origin)
{
    const Message &now = wire.message;
    if (!wire.hasReplyCount)
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

//! A reply arrived. Its parent may be unknown; and the server's own count may have come before it.
void Reducer::countReply(Conversation::Data &conversation, const WireMessage &wire)
{
    const Message &reply = wire.message;
    Message *parent = conversation.find(reply.threadTs);
    if (!parent) {
        Message placeholder;
        placeholder.channel = conversation.id;
        placeholder.ts = reply.threadTs;
        placeholder.timeUs = placeholder.ts.toMicroseconds();
        placeholder.user = wire.parentUser;
        placeholder.placeholder = true;
        placeholder.firstSeq = m_event.seq;
        want(placeholder.user);
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
    changed(conversation, *parent);
}

//! A reply we held was deleted. The server says so too by an update of the parent, before or after this: so
//! the count is only lowered where it still counts the deleted reply, which shows when all others are held.
void Reducer::uncountReply(Conversation::Data &conversation, const MessageTs &parentTs)
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
    changed(conversation, *parent);
}

//! A broadcast carries a copy of its parent.
void Reducer::foldRoot(const Value &root, Conversation::Data &conversation)
{
    if (!root.isObject())
        return;
    WireMessage wire = wire::readMessage(root);
    if (wire.message.ts.isEmpty())
        return;
    noteAuthor(wire);
    Message *held = conversation.find(wire.message.ts);
    if (!held) {
        changed(conversation, conversation.insert(newMessage(wire, conversation, Origin::Live)));
        return;
    }
    bool different = foldReplyCounters(conversation, *held, wire, Origin::Live);
    if (held->placeholder)
        different |= replaceContent(*held, std::move(wire));
    if (different)
        changed(conversation, *held);
}

// --- What a line says about its channel

void Reducer::foldSubtype(const WireMessage &wire, Conversation::Data &conversation)
{
    const QString &subtype = wire.message.subtype;
    if (subtype.isEmpty())
        return;
    if (subtype == "channel_topic"_L1 || subtype == "group_topic"_L1)
        conversation.topic = wire.channelValue;
    else if (subtype == "channel_purpose"_L1 || subtype == "group_purpose"_L1)
        conversation.purpose = wire.channelValue;
    else if (subtype == "channel_archive"_L1 || subtype == "group_archive"_L1)
        conversation.archived = true;
    else if (subtype == "channel_unarchive"_L1 || subtype == "group_unarchive"_L1)
        conversation.archived = false;
    else if ((subtype == "channel_name"_L1 || subtype == "group_name"_L1) &&
             assignIfAny(conversation.name, QString(wire.channelValue)))
        namesChanged();
}

//! Names to ask for, and names that strangers' messages bring along.
void Reducer::noteAuthor(const WireMessage &wire)
{
    const UserId &id = wire.message.user;
    if (id.isEmpty()) {
        if (wire.message.authorName.isEmpty() && !m.bots.contains(wire.message.bot))
            m.unknownBots.add(wire.message.bot);
        return;
    }
    const User *held = m.users.get(id);
    if (held && !held->stale)
        return;
    want(id);
    if (wire.profileName.isEmpty())
        return;
    User &user = m.users.edit(id);
    user.id = id;
    user.stale = true;
    if (assign(user.displayName, QString(wire.profileName)))
        namesChanged();
}

//! True if the message is meant for us; remembers whom and what it names, to ask for those we do not know.
bool Reducer::takeReferences(const References &references)
{
    bool forMe = references.everybody;
    for (const UserId &user : references.mentioned) {
        forMe |= user == m.self;
        want(user);
    }
    for (const UserId &user : references.seen)
        want(user);
    for (const ChannelId &channel : references.channels) {
        if (!m.conversations.contains(channel))
            m.unknownChannels.add(channel);
    }
    for (const BotId &bot : references.bots) {
        if (!m.bots.contains(bot))
            m.unknownBots.add(bot);
    }
    for (const SubteamId &subteam : references.subteams) {
        forMe |= m.ownSubteams.contains(subteam);
        if (!m.subteams.contains(subteam))
            m.unknownSubteams.add(subteam);
    }
    wantEmoji(references);
    return forMe;
}

void Reducer::wantEmoji(const References &references)
{
    for (const QString &name : references.emoji) {
        if (!m.emoji.contains(name))
            m.unknownEmoji.add(name);
    }
}

void Reducer::stopTyping(Conversation::Data &conversation, const Message &message)
{
    if (conversation.typing.isEmpty())
        return;
    const MessageTs thread = message.isReply() ? message.threadTs : MessageTs();
    conversation.typing.removeIf(
        [&](const Typing &mark) { return mark.user == message.user && mark.threadTs == thread; });
}

// --- What is unread (protocol 6.6)

void Reducer::countUnread(Conversation::Data &conversation, const Message &message, int difference)
{
    const bool isPlainReply = message.isReply() && !message.broadcast;
    if (isPlainReply || message.deleted || message.tombstone || message.ts <= conversation.lastRead ||
        (message.user && message.user == m.self) || isMembershipLine(message.subtype))
        return;
    conversation.unread = std::max(0, conversation.unread + difference);
    if (message.mentionsMe)
        conversation.mentions = std::max(0, conversation.mentions + difference);
}

void Reducer::recountUnread(Conversation::Data &conversation)
{
    conversation.unread = 0;
    conversation.mentions = 0;
    for (auto it = conversation.messages.rbegin(); it != conversation.messages.rend(); ++it) {
        if (it->ts && it->ts <= conversation.lastRead)
            break;
        if (it->ts && !it->placeholder)
            countUnread(conversation, *it, 1);
    }
}

//! Whoever writes has read: the server moves the cursor too.
void Reducer::markRead(Conversation::Data &conversation, const MessageTs &ts)
{
    if (conversation.lastRead < ts) {
        conversation.lastRead = ts;
        recountUnread(conversation);
        changed(conversation);
    }
}

// --- Reactions

void Reducer::reactionAdded(const Value &root)
{
    foldReactionEvent(root, true);
}

void Reducer::reactionRemoved(const Value &root)
{
    foldReactionEvent(root, false);
}

void Reducer::foldReactionEvent(const Value &root, bool added)
{
    const Value item = root["item"];
    foldReaction(ChannelId(wire::idText(item["channel"])), MessageTs(item["ts"].text()),
                 cleanName(root["reaction"].text()), UserId(wire::idText(root["user"])), added);
}

void Reducer::foldReaction(const ChannelId &channel, const MessageTs &ts, const QString &name,
                           const UserId &user, bool added)
{
    Conversation::Data *conversation = known(channel);
    Message *message = conversation ? conversation->find(ts) : nullptr;
    if (!message || name.isEmpty() || user.isEmpty())
        return;
    want(user);
    References named;
    named.addEmoji(name);
    wantEmoji(named);
    QList<Reaction> &reactions = message->reactions;
    const auto it =
        std::find_if(reactions.begin(), reactions.end(), [&](const Reaction &r) { return r.name == name; });
    if (it == reactions.end()) {
        if (!added)
            return;
        reactions.append({name, 1, {user}});
    } else if (added) {
        if (it->users.contains(user))
            return;
        it->users.append(user);
        ++it->count;
    } else {
        // The list may be shorter than the count: somebody unlisted can take theirs back, but only once.
        const bool listed = it->users.removeOne(user);
        const bool isNew = m.seen.isNew(m_event.raw);
        if (!listed && (it->count <= it->users.size() || !isNew))
            return;
        if (--it->count <= 0)
            reactions.erase(it);
    }
    changed(*conversation, *message);
}

} // namespace rtmscope
