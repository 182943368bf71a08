// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fold/messagefold.h"

#include "core/events/event.h"
#include "core/fold/bounds.h"
#include "core/fold/conversationfold.h"
#include "core/fold/folddecode.h"
#include "core/fold/gapfold.h"
#include "core/fold/sendfold.h"
#include "core/fold/threadfold.h"
#include "core/fold/unreadfold.h"
#include "core/text/cleantext.h"
#include "core/workspace/undated.h"

#include <algorithm>

namespace rtmscope {

using decoding::valueOf;
using namespace Qt::StringLiterals;

namespace {

//! As the server makes them: C024BE91L. Folders of exports have names, those of direct messages ids.
bool looksLikeId(const QString &text)
{
    return text.size() >= 8 && (text[0] == u'C' || text[0] == u'D' || text[0] == u'G') &&
           std::all_of(text.begin(), text.end(),
                       [](QChar c) { return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9'); });
}

} // namespace

void MessageFold::said()
{
    ToldMessage told = readMessage(c.body, c.event.raw);
    const ChannelId channel = told.message.channel;
    if (channel.isEmpty() && c.event.channelIsBeside)
        return filed(std::move(told));
    if (!channel.isEmpty())
        said(std::move(told), c.conversationOf(channel));
}

//! An app is told of a message that mentions it beside the message itself, before or after it, or alone where
//! it is not in the conversation (docs/protocol.md, 11).
void MessageFold::mentioned()
{
    ToldMessage told = readMessage(c.body, c.event.raw);
    const ChannelId channel = told.message.channel;
    if (channel.isEmpty() || told.message.ts.isEmpty())
        return;
    Conversation::Data &conversation = c.conversationOf(channel);
    const bool member = conversation.member;
    posted(std::move(told), conversation, Origin::Live);
    conversation.member = member; // one may be mentioned anywhere
}

void MessageFold::said(ToldMessage &&told, Conversation::Data &conversation)
{
    const Message &message = told.message;
    const bool saysNothing = message.text.isEmpty() && message.subtype.isEmpty();
    if (told.replyTo) {
        SendFold{c}.replayed(std::move(told), conversation);
    } else if (saysNothing && valueOf<&MessageReplied::message>(c.body).isObject()) {
        ThreadFold{c}.replied(conversation); // the Events API leaves the subtype out (docs/protocol.md)
    } else if (!told.hidden || message.tombstone) {
        dateIfNeeded(told, conversation);
        takeLine(told, conversation);
        ConversationFold{c}.typeTold(conversation, told.channelType);
        if (message.broadcast)
            ThreadFold{c}.root(valueOf<&ThreadBroadcast::root>(c.body), conversation);
        posted(std::move(told), conversation, Origin::Live);
    }
}

//! From an export or a page of history that somebody kept: its conversation is that of the file. What lies in
//! an archive has been read.
void MessageFold::filed(ToldMessage &&told)
{
    const ChannelId channel(c.event.channel);
    if (told.hidden && !told.message.tombstone)
        return;
    Conversation::Data &conversation = c.conversationOf(channel);
    dateIfNeeded(told, conversation);
    if (conversation.name.isEmpty() && !conversation.described && !looksLikeId(channel.text())) {
        conversation.name = channel.text();
        c.namesChanged();
    }
    conversation.member = conversation.open = true;
    // A count that is not said to reach up to some reply can't be told from the replies that follow.
    if (told.message.latestReply.isEmpty())
        told.message.replyCount = 0;
    const MessageTs ts = told.message.ts;
    takeLine(told, conversation);
    posted(std::move(told), conversation, Origin::Answer);
    UnreadFold{c}.markRead(conversation, ts);
}

//! One without a timestamp stands behind the one that was told before it.
void MessageFold::dateIfNeeded(ToldMessage &told, const Conversation::Data &conversation) const
{
    if (isReadable(told.message.ts))
        return;
    MessageTs neighbour = conversation.lastTold;
    if (const MessageTs came = tsOfMoment(c.event.receivedAtUs); c.event.receivedAtUs > 0 && neighbour < came)
        neighbour = came;
    do
        neighbour = madeUpBehind(neighbour);
    while (conversation.find(neighbour));
    told.message.ts = neighbour;
    told.message.timeUs = c.event.receivedAtUs;
}

//! A message in its own right, whoever told us.
void MessageFold::posted(ToldMessage &&told, Conversation::Data &conversation, Origin origin)
{
    noteAuthor(told);
    if (Message *held = conversation.find(told.message.ts)) {
        complete(conversation, *held, std::move(told), origin);
        return;
    }
    if (!isMadeUp(told.message.ts) && SendFold{c}.adoptEcho(told, conversation, origin))
        return;
    if (origin != Origin::Backfilled) {
        conversation.lastTold = told.message.ts;
        ConversationFold{c}.typed(conversation, told.message);
        ConversationFold{c}.peerSpoke(conversation, told.message);
        if (told.message.isReply())
            ThreadFold{c}.countReply(conversation, told.message, told.parentUser);
        if (!conversation.archived)
            conversation.member = conversation.open = true; // the stream tells of nothing else
    }
    Message &message = conversation.insert(made(told, conversation, origin));
    c.changed(conversation, message);
    if (origin == Origin::Backfilled)
        return;
    if (c.isOwn(message))
        UnreadFold{c}.markRead(conversation, message.ts);
    else
        UnreadFold{c}.count(conversation, message, 1);
    boundMessages(c, conversation);
}

Message &&MessageFold::made(ToldMessage &told, const Conversation::Data &conversation, Origin origin)
{
    Message &message = told.message;
    message.channel = conversation.id;
    message.mentionsMe = takeReferences(told.references);
    message.backfilled = origin == Origin::Backfilled;
    message.missed = message.backfilled && GapFold{c}.wasMissed(message, conversation);
    message.firstSeq = c.event.seq;
    return std::move(message);
}

//! The message is held already: a duplicate, the echo of our own, a page that overlaps.
void MessageFold::complete(Conversation::Data &conversation, Message &held, ToldMessage &&told, Origin origin)
{
    bool different = origin != Origin::Backfilled && assign(held.backfilled, false);
    if (origin == Origin::Live)
        SendFold{c}.echoed(held);
    held.missed = held.missed && held.backfilled;
    if (held.delivery != Delivery::Received && held.delivery != Delivery::Sent) {
        held.delivery = Delivery::Sent;
        held.failure.clear();
        different = true;
    }
    different |= ThreadFold{c}.takeCounters(conversation, held, told, origin);
    if (origin == Origin::Backfilled && !held.deleted)
        different |= assign(held.reactions, told.message.reactions);
    // A page is as new as its newest edit; a repeated event is never newer than what we hold, but it may know
    // more of a message that so far only an acknowledgement or a reply told us of.
    const bool isNewer =
        origin == Origin::Backfilled && !held.deleted && !(told.message.editedTs < held.editedTs);
    const bool knowsMore = held.editedTs.isEmpty() && !held.deleted &&
                           ((!held.local.isEmpty() && held.blocks.isEmpty()) || isFuller(told.message, held));
    if (told.message.tombstone && !held.placeholder)
        different |= entomb(conversation, held);
    else if (isNewer || knowsMore || held.placeholder)
        different |= replaceContent(held, std::move(told));
    if (different)
        c.changed(conversation, held);
}

//! A mention came first: the message itself may bring files, or a subtype.
bool MessageFold::isFuller(const Message &told, const Message &held)
{
    if (!held.attachments.isEmpty() && told.attachments.isEmpty())
        return false; // previews of links came in between
    return (held.subtype.isEmpty() && !told.subtype.isEmpty()) ||
           (held.files.isEmpty() && !told.files.isEmpty()) ||
           (held.blocks.isEmpty() && !told.blocks.isEmpty());
}

//! The parent of a living thread was deleted. Its last words stay, as with every deletion.
bool MessageFold::entomb(Conversation::Data &conversation, Message &held)
{
    if (held.tombstone)
        return false;
    UnreadFold{c}.count(conversation, held, -1);
    held.tombstone = true;
    held.subtype = u"tombstone"_s;
    return true;
}

//! Gives \a held the words and parts of \a told; its history (local id, delivery, deletion) and its counters
//! stay.
bool MessageFold::replaceContent(Message &held, ToldMessage &&told)
{
    Message &now = told.message;
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
    if (told.hasReactions)
        different |= assign(held.reactions, std::move(now.reactions));
    different |= assign(held.tombstone, now.tombstone);
    held.broadcast = held.broadcast || now.broadcast;
    held.ephemeral = held.ephemeral || now.ephemeral;
    held.mentionsMe = takeReferences(told.references);
    return different;
}

void MessageFold::changed()
{
    const auto channel = decoded<ChannelId>(valueOf<&MessageChanged::channel>(c.body));
    if (channel.isEmpty())
        return said();
    Conversation::Data &conversation = c.conversationOf(channel);
    ToldMessage told = readMessage(valueOf<&MessageChanged::message>(c.body), c.event.raw);
    if (told.message.ts.isEmpty())
        return;
    noteAuthor(told);
    Message *held = conversation.find(told.message.ts);
    if (!held) {
        c.changed(conversation, conversation.insert(made(told, conversation, Origin::Live)));
        return;
    }
    bool different = ThreadFold{c}.takeCounters(conversation, *held, told, Origin::Live);
    if (told.message.tombstone && !held->placeholder)
        different |= entomb(conversation, *held);
    else if (!cameLate(c.body, told.message, *held)) {
        // What a program changes is not said to be edited; that a person did it before stays true.
        if (told.message.editedTs.isEmpty())
            told.message.editedTs = held->editedTs;
        different |= replaceContent(*held, std::move(told));
    }
    if (different)
        c.changed(conversation, *held);
}

//! Whether a newer edit is known than \a changed, in \a body, tells of. Without "edited" the time of the
//! event says it, if it has one.
bool MessageFold::cameLate(const json::Value &body, const Message &changed, const Message &held)
{
    if (!changed.editedTs.isEmpty())
        return changed.editedTs < held.editedTs;
    const auto eventTs = decoded<MessageTs>(valueOf<&MessageChanged::eventTs>(body));
    return !eventTs.isEmpty() && eventTs < held.editedTs;
}

void MessageFold::deleted()
{
    const auto channel = decoded<ChannelId>(valueOf<&MessageDeleted::channel>(c.body));
    if (channel.isEmpty())
        return said();
    Conversation::Data &conversation = c.conversationOf(channel);
    const auto ts = decoded<MessageTs>(valueOf<&MessageDeleted::deletedTs>(c.body));
    if (markDeleted(conversation, ts))
        return;
    const json::Value previous = valueOf<&MessageDeleted::previousMessage>(c.body);
    ToldMessage told = readMessage(previous);
    if (!previous.isObject() || ts.isEmpty() || told.message.ts != ts)
        return;
    noteAuthor(told);
    Message ghost = made(told, conversation, Origin::Live);
    ghost.deleted = true;
    c.changed(conversation, conversation.insert(std::move(ghost)));
}

//! False if no such message is held.
bool MessageFold::markDeleted(Conversation::Data &conversation, const MessageTs &ts)
{
    Message *held = conversation.find(ts);
    if (!held || held->deleted)
        return held != nullptr;
    UnreadFold{c}.count(conversation, *held, -1);
    held->deleted = true;
    c.changed(conversation, *held);
    if (held->isReply())
        ThreadFold{c}.uncountReply(conversation, MessageTs(held->threadTs));
    return true;
}

void MessageFold::takeLine(const ToldMessage &told, Conversation::Data &conversation)
{
    const QString &subtype = told.message.subtype;
    if (subtype.isEmpty())
        return;
    if (subtype == "channel_topic"_L1 || subtype == "group_topic"_L1)
        conversation.topic = told.channelValue;
    else if (subtype == "channel_purpose"_L1 || subtype == "group_purpose"_L1)
        conversation.purpose = told.channelValue;
    else if (subtype == "channel_archive"_L1 || subtype == "group_archive"_L1)
        conversation.archived = true;
    else if (subtype == "channel_unarchive"_L1 || subtype == "group_unarchive"_L1)
        conversation.archived = false;
    else if ((subtype == "channel_name"_L1 || subtype == "group_name"_L1) &&
             assignIfAny(conversation.name, QString(told.channelValue)))
        c.namesChanged();
}

//! Names to ask for, and names that strangers' messages bring along.
void MessageFold::noteAuthor(const ToldMessage &told)
{
    const UserId &id = told.message.user;
    if (id.isEmpty()) {
        if (told.message.authorName.isEmpty() && !c.state.bots.contains(told.message.bot))
            c.state.unknownBots.add(told.message.bot);
        return;
    }
    const User *held = c.state.users.get(id);
    if (held && !held->stale)
        return;
    c.want(id);
    if (told.profileName.isEmpty())
        return;
    User &user = c.state.users.edit(id);
    user.id = id;
    user.stale = true;
    if (assign(user.displayName, QString(told.profileName)))
        c.namesChanged();
}

//! True if the message is meant for us; remembers whom and what it names, to ask for those we do not know.
bool MessageFold::takeReferences(const References &references)
{
    bool forMe = references.everybody;
    for (const UserId &user : references.mentioned) {
        forMe |= user == c.state.self;
        c.want(user);
    }
    for (const UserId &user : references.seen)
        c.want(user);
    for (const ChannelId &channel : references.channels) {
        if (!c.state.conversations.contains(channel))
            c.state.unknownChannels.add(channel);
    }
    for (const BotId &bot : references.bots) {
        if (!c.state.bots.contains(bot))
            c.state.unknownBots.add(bot);
    }
    for (const SubteamId &subteam : references.subteams) {
        forMe |= c.state.ownSubteams.contains(subteam);
        if (!c.state.subteams.contains(subteam))
            c.state.unknownSubteams.add(subteam);
    }
    wantEmoji(references);
    return forMe;
}

void MessageFold::wantEmoji(const References &references)
{
    for (const QString &name : references.emoji) {
        if (!c.state.emoji.contains(name))
            c.state.unknownEmoji.add(name);
    }
}

void MessageFold::reaction(const ItemRef &item, const QString &name, const UserId &user, bool added)
{
    setReaction(item.channel, item.ts, cleanName(name), user, added);
}

void MessageFold::setReaction(const ChannelId &channel, const MessageTs &ts, const QString &name,
                              const UserId &user, bool added)
{
    Conversation::Data *conversation = c.known(channel);
    Message *message = conversation ? conversation->find(ts) : nullptr;
    if (!message || name.isEmpty() || user.isEmpty())
        return;
    c.want(user);
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
        const bool isNew = c.isNew();
        if (!listed && (it->count <= it->users.size() || !isNew))
            return;
        if (--it->count <= 0)
            reactions.erase(it);
    }
    c.changed(*conversation, *message);
}

} // namespace rtmscope
