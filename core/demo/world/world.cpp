// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/world/world.h"

#include "core/demo/world/objectwriter.h"
#include "core/demo/world/worldobjects.h"

#include <algorithm>

namespace rtmscope::demo {

Message *Channel::find(qint64 ts)
{
    const auto found =
        std::lower_bound(messages.begin(), messages.end(), ts,
                         [](const Message &message, qint64 wanted) { return message.ts < wanted; });
    return found != messages.end() && found->ts == ts ? &*found : nullptr;
}

const Message *Channel::newest() const
{
    for (auto message = messages.rbegin(); message != messages.rend(); ++message) {
        if (!message->isReply() || message->broadcast)
            return &*message;
    }
    return nullptr;
}

QByteArray Channel::otherMember(const QByteArray &viewer) const
{
    for (const QByteArray &member : members) {
        if (member != viewer)
            return member;
    }
    return viewer; // a conversation with oneself
}

bool Audience::includes(const QByteArray &userId) const
{
    return (only.isEmpty() || only == userId) && (except.isEmpty() || except != userId) &&
           (channel == nullptr || channel->has(userId));
}

QByteArray kindWord(const Channel &channel)
{
    switch (channel.kind) {
    case Channel::Kind::Public:
        return "channel";
    case Channel::Kind::Private:
        return "group";
    case Channel::Kind::Mpim:
        return "mpim";
    case Channel::Kind::Im:
        return "im";
    }
    return "channel";
}

bool kindIsPrivate(const Channel &channel)
{
    return channel.kind != Channel::Kind::Public;
}

World::World(const Clock &clock, qint64 epochUs)
    : m_clock(clock)
    , m_epochUs(epochUs > 0 ? epochUs : clock.nowUs())
{
}

void World::send(const QByteArray &frame, const Audience &audience) const
{
    if (publish)
        publish(frame, audience);
}

qint64 World::nowUs() const
{
    return m_clock.nowUs();
}

qint64 World::freshTs()
{
    m_lastTs = m_seeding ? m_lastTs + 1 : std::max(m_lastTs + 1, nowUs());
    return m_lastTs;
}

void World::setSeedingTime(qint64 us)
{
    m_seeding = us != 0;
    if (m_seeding)
        m_lastTs = us - 1;
}

User &World::addUser(const User &user)
{
    m_users.push_back(user);
    User &stored = m_users.back();
    m_userById.insert(stored.id, &stored);
    return stored;
}

User *World::user(const QByteArray &id)
{
    return m_userById.value(id, nullptr);
}

const User *World::user(const QByteArray &id) const
{
    return m_userById.value(id, nullptr);
}

User *World::userKnownAs(const QByteArray &idOrName)
{
    if (!idOrName.startsWith('@'))
        return user(idOrName);
    const auto found = std::find_if(m_users.begin(), m_users.end(),
                                    [&](const User &one) { return one.name == idOrName.mid(1); });
    return found != m_users.end() ? &*found : nullptr;
}

Channel &World::addChannel(const Channel &channel)
{
    m_channels.push_back(std::make_unique<Channel>(channel));
    Channel &stored = *m_channels.back();
    m_channelById.insert(stored.id, &stored);
    return stored;
}

Channel *World::channel(const QByteArray &id)
{
    Channel *found = m_channelById.value(id, nullptr);
    return found != nullptr && !found->gone ? found : nullptr;
}

Channel *World::channelNamed(const QByteArray &name)
{
    const QByteArray bare = name.startsWith('#') ? name.mid(1) : name;
    for (const auto &candidate : m_channels) {
        if (!bare.isEmpty() && candidate->name == bare && !candidate->gone)
            return candidate.get();
    }
    return nullptr;
}

Channel *World::channelFirstNamed(const QByteArray &name)
{
    const auto found = std::find_if(m_channels.begin(), m_channels.end(), [&name](const auto &one) {
        return one->formerNames.value(0, one->name) == name;
    });
    return found != m_channels.end() ? found->get() : nullptr;
}

Channel &World::directMessage(const QByteArray &one, const QByteArray &other, bool *created)
{
    if (created != nullptr)
        *created = false;
    for (const auto &candidate : m_channels) {
        if (candidate->kind == Channel::Kind::Im && candidate->has(one) &&
            candidate->otherMember(one) == other)
            return *candidate;
    }
    if (created != nullptr)
        *created = true;
    Channel channel;
    channel.kind = Channel::Kind::Im;
    channel.id = "D0" + (other.startsWith('U') ? other.mid(1) : other) + (one == botUserId ? "" : one.mid(2));
    channel.creator = one;
    channel.createdS = nowUs() / 1'000'000;
    channel.members = one == other ? QList<QByteArray>{one} : QList<QByteArray>{one, other};
    return addChannel(channel);
}

Message *World::post(Channel &channel, const Draft &draft)
{
    Message *parent = draft.threadTs != 0 ? channel.find(draft.threadTs) : nullptr;
    if (draft.threadTs != 0 && (parent == nullptr || parent->isReply()))
        return nullptr;
    if (channel.messages.size() >= m_keptMessages) {
        if (parent == &channel.messages.front()) // about to be forgotten
            return nullptr;
        channel.messages.pop_front();
    }
    Message message;
    message.ts = freshTs();
    message.user = draft.user;
    message.text = draft.text;
    message.subtype = draft.broadcast ? QByteArray("thread_broadcast") : draft.subtype;
    message.members = draft.members;
    message.clientMsgId = draft.clientMsgId;
    message.threadTs = draft.threadTs;
    message.broadcast = draft.broadcast;
    channel.messages.push_back(std::move(message));
    Message &stored = channel.messages.back();
    if (!draft.user.isEmpty())
        channel.lastRead[draft.user] = stored.ts;
    if (publish)
        send(messageJson(*this, channel, stored, Form::Live), {&channel, {}, {}, {}});
    if (parent != nullptr)
        countReply(channel, *parent, stored);
    return &stored;
}

void World::countReply(Channel &channel, Message &parent, const Message &reply)
{
    parent.threadTs = parent.ts;
    ++parent.replyCount;
    if (!parent.replyUsers.contains(reply.user))
        parent.replyUsers.append(reply.user);
    parent.latestReply = reply.ts;
    if (!publish)
        return;
    const QByteArray ts = tsText(freshTs());
    send(ObjectWriter()
             .text("type", "message")
             .text("subtype", "message_replied")
             .flag("hidden", true)
             .raw("message", messageJson(*this, channel, parent, Form::History))
             .text("channel", channel.id)
             .text("ts", ts)
             .text("event_ts", ts)
             .done(),
         {&channel, {}, {}, {}});
}

void World::publishChange(const Channel &channel, const QByteArray &before, const Message &after)
{
    const QByteArray ts = tsText(freshTs());
    send(ObjectWriter()
             .text("type", "message")
             .text("subtype", "message_changed")
             .flag("hidden", true)
             .raw("message", messageJson(*this, channel, after, Form::History))
             .raw("previous_message", before)
             .text("channel", channel.id)
             .text("ts", ts)
             .text("event_ts", ts)
             .done(),
         {&channel, {}, {}, {}});
}

void World::edit(Channel &channel, Message &message, const QByteArray &text, const QByteArray &by,
                 const QByteArray &members)
{
    const QByteArray before = messageJson(*this, channel, message, Form::History);
    message.text = text;
    message.editedTs = freshTs();
    message.editedBy = by;
    message.members = members;
    publishChange(channel, before, message);
}

void World::unfurl(Channel &channel, Message &message, const QByteArray &attachments)
{
    const QByteArray before = messageJson(*this, channel, message, Form::History);
    message.members += (message.members.isEmpty() ? "" : ",") + QByteArray("\"attachments\":") + attachments;
    publishChange(channel, before, message);
}

void World::remove(Channel &channel, qint64 ts)
{
    Message *message = channel.find(ts);
    if (message == nullptr)
        return;
    const QByteArray before = messageJson(*this, channel, *message, Form::History);
    if (message->replyCount > 0) { // the thread lives on below a tombstone
        message->subtype = "tombstone";
        message->user = "USLACKBOT";
        message->text = "This message was deleted.";
        message->members.clear();
        message->clientMsgId.clear();
        message->reactions.clear();
        message->editedTs = 0;
        publishChange(channel, before, *message);
        return;
    }
    const Message gone = *message;
    channel.messages.erase(std::find_if(channel.messages.begin(), channel.messages.end(),
                                        [ts](const Message &candidate) { return candidate.ts == ts; }));
    const QByteArray eventTs = tsText(freshTs());
    send(ObjectWriter()
             .text("type", "message")
             .text("subtype", "message_deleted")
             .flag("hidden", true)
             .text("deleted_ts", tsText(ts))
             .text("channel", channel.id)
             .raw("previous_message", before)
             .text("event_ts", eventTs)
             .text("ts", eventTs)
             .done(),
         {&channel, {}, {}, {}});
    if (gone.isReply())
        uncountReply(channel, gone);
}

void World::uncountReply(Channel &channel, const Message &reply)
{
    Message *parent = channel.find(reply.threadTs);
    if (parent == nullptr)
        return;
    const QByteArray before = messageJson(*this, channel, *parent, Form::History);
    parent->replyCount = 0;
    parent->replyUsers.clear();
    parent->latestReply = 0;
    for (const Message &message : channel.messages) {
        if (message.threadTs != parent->ts || !message.isReply())
            continue;
        ++parent->replyCount;
        parent->latestReply = message.ts;
        if (!parent->replyUsers.contains(message.user))
            parent->replyUsers.append(message.user);
    }
    if (parent->replyCount == 0)
        parent->threadTs = 0;
    publishChange(channel, before, *parent);
}

bool World::react(Channel &channel, Message &message, const QByteArray &name, const QByteArray &user)
{
    auto found = std::find_if(message.reactions.begin(), message.reactions.end(),
                              [&](const Reaction &reaction) { return reaction.name == name; });
    if (found == message.reactions.end())
        found = message.reactions.insert(found, Reaction{name, {}});
    if (found->users.contains(user))
        return false;
    found->users.append(user);
    publishReaction("reaction_added", channel, message, name, user);
    return true;
}

bool World::unreact(Channel &channel, Message &message, const QByteArray &name, const QByteArray &user)
{
    const auto found = std::find_if(message.reactions.begin(), message.reactions.end(),
                                    [&](const Reaction &reaction) { return reaction.name == name; });
    if (found == message.reactions.end() || !found->users.removeOne(user))
        return false;
    if (found->users.isEmpty())
        message.reactions.erase(found);
    publishReaction("reaction_removed", channel, message, name, user);
    return true;
}

void World::publishReaction(const char *type, const Channel &channel, const Message &message,
                            const QByteArray &name, const QByteArray &user)
{
    if (!publish)
        return;
    const QByteArray item = ObjectWriter()
                                .text("type", "message")
                                .text("channel", channel.id)
                                .text("ts", tsText(message.ts))
                                .done();
    ObjectWriter event;
    event.text("type", type).text("user", user).text("reaction", name).raw("item", item);
    event.textIfAny("item_user", message.user); // absent for messages without a user
    send(event.text("event_ts", tsText(freshTs())).done(), {&channel, {}, {}, {}});
}

void World::addFile(const File &file)
{
    constexpr std::size_t mostFiles = 500;
    constexpr qsizetype mostContent = 64 << 20;
    m_files.push_back(file);
    if (m_files.size() > mostFiles)
        m_files.pop_front();
    qsizetype content = 0;
    for (auto known = m_files.rbegin(); known != m_files.rend(); ++known) {
        content += known->content.size();
        if (content > mostContent)
            known->content.clear();
    }
}

File *World::file(const QByteArray &id)
{
    const auto found =
        std::find_if(m_files.begin(), m_files.end(), [&](const File &file) { return file.id == id; });
    return found != m_files.end() ? &*found : nullptr;
}

void World::removeFile(const QByteArray &id)
{
    const auto found =
        std::find_if(m_files.begin(), m_files.end(), [&](const File &file) { return file.id == id; });
    if (found == m_files.end())
        return;
    send(ObjectWriter()
             .text("type", "file_deleted")
             .text("file_id", id)
             .raw("channel_ids", textArray(found->channels))
             .text("event_ts", tsText(freshTs()))
             .done());
    m_files.erase(found);
}

} // namespace rtmscope::demo
