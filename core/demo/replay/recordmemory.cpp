// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/replay/recordmemory.h"

#include "core/demo/world/objectwriter.h"

#include <algorithm>
#include <array>

namespace rtmscope::demo {

namespace {

constexpr std::size_t mostMessages = 20'000; // in all rooms: a recording may have millions
constexpr int mostMet = 100'000;
constexpr qsizetype mostMembers = 1'000;

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

qint64 tsOf(const json::Value &value)
{
    return tsFrom(bytesOf(value.string())).value_or(0);
}

Channel::Kind kindOf(const QByteArray &id, const QByteArray &type)
{
    if (type == "im" || (type.isEmpty() && id.startsWith('D')))
        return Channel::Kind::Im;
    if (type == "mpim")
        return Channel::Kind::Mpim;
    return type == "group" || (type.isEmpty() && id.startsWith('G')) ? Channel::Kind::Private
                                                                     : Channel::Kind::Public;
}

//! Members that Message has a place of its own for, and those of the live event alone.
bool isKept(std::string_view key)
{
    constexpr std::array others{"type",
                                "subtype",
                                "user",
                                "text",
                                "ts",
                                "client_msg_id",
                                "team",
                                "thread_ts",
                                "channel",
                                "event_ts",
                                "channel_type",
                                "edited",
                                "parent_user_id",
                                "root",
                                "reactions",
                                "pinned_to",
                                "hidden",
                                "suppress_notification",
                                "reply_count",
                                "reply_users_count",
                                "latest_reply",
                                "reply_users",
                                "is_locked",
                                "subscribed",
                                "last_read",
                                "source_team",
                                "user_team"};
    return std::none_of(others.begin(), others.end(), [key](const char *other) { return key == other; });
}

//! \a isBot: what the world adds to a bot's messages by itself is left out.
QByteArray furtherMembers(const json::Value &message, bool isBot)
{
    QByteArray members;
    for (const auto &[key, value] : message.members()) {
        const bool ofBot = key == "bot_id" || key == "app_id" || key == "bot_profile";
        if (isKept(key) && !(isBot && ofBot))
            members += (members.isEmpty() ? "" : ",") + json::quoted(key) + ':' + value.toJson();
    }
    return members;
}

} // namespace

RecordMemory::RecordMemory(World &world, const Recording &recording)
    : m_world(world)
{
    RecordedPerson self = recording.self;
    if (self.id.isEmpty())
        self.id = botUserId;
    if (self.name.isEmpty())
        self.name = "bot";
    if (self.botId.isEmpty()) // whoever has a bot's token is one
        self.botId = "B" + self.id.mid(1);
    if (!recording.team.id.isEmpty())
        m_world.team = recording.team;
    m_world.bot = m_world.protagonist = self.id;
    meet(self);
    for (const RecordedPerson &person : recording.people)
        meet(person);
    for (const RecordedRoom &room : recording.rooms) {
        if (room.id.isEmpty() || m_world.channel(room.id) != nullptr)
            continue;
        Channel channel;
        channel.id = room.id;
        channel.kind = room.kind;
        channel.name = room.name.isEmpty() && room.kind != Channel::Kind::Im ? room.id.toLower() : room.name;
        channel.topic = room.topic;
        channel.purpose = room.purpose;
        channel.archived = room.archived;
        channel.members = {m_world.bot};
        if (!room.peer.isEmpty() && room.peer != m_world.bot) {
            meetUser(room.peer);
            channel.members.append(room.peer);
        }
        m_world.addChannel(channel);
    }
}

void RecordMemory::meet(const RecordedPerson &person)
{
    if (person.id.isEmpty() || m_world.user(person.id) != nullptr)
        return;
    User user;
    user.id = person.id;
    user.team = m_world.team.id;
    user.name = person.name.isEmpty() ? person.id.toLower() : person.name;
    user.realName = person.realName.isEmpty() ? user.name : person.realName;
    user.displayName = person.displayName;
    user.title = person.title;
    user.zone = "Etc/UTC";
    user.zoneLabel = "UTC";
    user.color = "757575";
    user.botId = person.botId;
    user.deleted = person.deleted;
    m_world.addUser(user);
}

void RecordMemory::meetUser(const QByteArray &id)
{
    const bool isUser = id.startsWith('U') || id.startsWith('W');
    if (!isUser || m_world.user(id) != nullptr || m_met >= mostMet)
        return;
    ++m_met;
    RecordedPerson person;
    person.id = id;
    meet(person);
}

Channel *RecordMemory::meetRoom(const QByteArray &id, const QByteArray &type)
{
    Channel *known = m_world.channel(id);
    const bool isRoom = id.startsWith('C') || id.startsWith('G') || id.startsWith('D');
    if (known != nullptr || !isRoom || m_met >= mostMet)
        return known;
    ++m_met;
    Channel channel;
    channel.id = id;
    channel.kind = kindOf(id, type);
    channel.name = channel.kind == Channel::Kind::Im ? QByteArray() : id.toLower();
    channel.members = {m_world.bot};
    return &m_world.addChannel(channel);
}

void RecordMemory::join(Channel &channel, const QByteArray &user)
{
    if (m_world.user(user) != nullptr && channel.members.size() < mostMembers && !channel.has(user))
        channel.members.append(user);
}

const Channel *RecordMemory::learn(const PlayedFrame &played)
{
    if (!m_document.parse(played.event))
        return nullptr;
    const json::Value event = m_document.root();
    Channel *channel = meetRoom(played.channel, bytesOf(event["channel_type"].string()));
    meetUser(played.user);
    if (channel != nullptr && played.type != "member_left_channel")
        join(*channel, played.user);
    if (played.type == "message" && channel != nullptr)
        learnMessage(*channel, event);
    else if (played.type == "app_mention" && channel != nullptr)
        insert(*channel, event);
    else if (played.type == "reaction_added" || played.type == "reaction_removed")
        learnReaction(channel, event, played.type == "reaction_added");
    else if (played.type == "team_join" || played.type == "user_change")
        learnPerson(event["user"]);
    else if (played.type.endsWith("_rename") && channel != nullptr &&
             !event["channel"]["name"].string().empty())
        channel->name = bytesOf(event["channel"]["name"].string());
    return channel;
}

void RecordMemory::learnMessage(Channel &channel, const json::Value &event)
{
    const std::string_view subtype = event["subtype"].string();
    if (subtype == "message_changed")
        replaceText(channel, event["message"]);
    else if (subtype == "message_deleted")
        remove(channel, tsOf(event["deleted_ts"]));
    else if (subtype != "message_replied" && !event["is_ephemeral"].boolean().value_or(false))
        insert(channel, event);
}

//! The message of that moment, a new one in its place if there was none.
Message &RecordMemory::place(Channel &channel, qint64 ts)
{
    const auto at = std::lower_bound(channel.messages.begin(), channel.messages.end(), ts,
                                     [](const Message &one, qint64 wanted) { return one.ts < wanted; });
    if (at != channel.messages.end() && at->ts == ts)
        return *at;
    Message message;
    message.ts = ts;
    m_world.happened(ts);
    m_order.emplace_back(&channel, ts);
    return *channel.messages.insert(at, message);
}

void RecordMemory::insert(Channel &channel, const json::Value &message)
{
    const qint64 ts = tsOf(message["ts"]);
    if (ts == 0 || channel.find(ts) != nullptr)
        return;
    Message &placed = place(channel, ts);
    placed.user = bytesOf(message["user"].string());
    placed.text = bytesOf(message["text"].string());
    placed.subtype = bytesOf(message["subtype"].string());
    placed.broadcast = placed.subtype == "thread_broadcast";
    placed.clientMsgId = bytesOf(message["client_msg_id"].string());
    const User *author = m_world.user(placed.user);
    placed.members = furtherMembers(message, author != nullptr && !author->botId.isEmpty());
    placed.threadTs = tsOf(message["thread_ts"]);
    if (placed.isReply())
        countReply(channel, Message(placed), bytesOf(message["parent_user_id"].string()));
    forgetOldest();
}

//! A recording may begin in the middle of a thread: then a stand-in for its parent is made, so that a reply
//! finds its place.
void RecordMemory::countReply(Channel &channel, const Message &reply, const QByteArray &parentUser)
{
    const bool known = channel.find(reply.threadTs) != nullptr;
    Message &parent = place(channel, reply.threadTs);
    if (!known) {
        parent.user = parentUser;
        parent.text = "(This message is older than the recording.)";
    }
    parent.threadTs = parent.ts;
    ++parent.replyCount;
    if (!reply.user.isEmpty() && !parent.replyUsers.contains(reply.user) && parent.replyUsers.size() < 100)
        parent.replyUsers.append(reply.user);
    parent.latestReply = std::max(parent.latestReply, reply.ts);
}

void RecordMemory::replaceText(Channel &channel, const json::Value &message)
{
    const qint64 ts = tsOf(message["ts"]);
    Message *known = channel.find(ts);
    if (known == nullptr)
        return insert(channel, message);
    known->text = bytesOf(message["text"].string());
    known->subtype = bytesOf(message["subtype"].string());
    known->editedTs = tsOf(message["edited"]["ts"]);
    known->editedBy = bytesOf(message["edited"]["user"].string());
    const User *author = m_world.user(known->user);
    known->members = furtherMembers(message, author != nullptr && !author->botId.isEmpty());
}

void RecordMemory::remove(Channel &channel, qint64 ts)
{
    const auto known = std::lower_bound(channel.messages.begin(), channel.messages.end(), ts,
                                        [](const Message &one, qint64 wanted) { return one.ts < wanted; });
    if (known == channel.messages.end() || known->ts != ts)
        return;
    if (known->isReply()) {
        if (Message *parent = channel.find(known->threadTs); parent != nullptr && parent->replyCount > 0)
            --parent->replyCount;
    }
    channel.messages.erase(known);
}

void RecordMemory::learnReaction(Channel *channel, const json::Value &event, bool added)
{
    Message *message = channel != nullptr ? channel->find(tsOf(event["item"]["ts"])) : nullptr;
    if (message == nullptr)
        return;
    const QByteArray name = bytesOf(event["reaction"].string());
    const QByteArray user = bytesOf(event["user"].string());
    auto found = std::find_if(message->reactions.begin(), message->reactions.end(),
                              [&name](const Reaction &one) { return one.name == name; });
    if (added && found == message->reactions.end())
        found = message->reactions.insert(found, Reaction{name, {}});
    if (found == message->reactions.end())
        return;
    found->users.removeAll(user);
    if (added)
        found->users.append(user);
    else if (found->users.isEmpty())
        message->reactions.erase(found);
}

void RecordMemory::learnPerson(const json::Value &user)
{
    const QByteArray id = bytesOf(user["id"].string());
    meetUser(id);
    User *known = m_world.user(id);
    if (known == nullptr)
        return;
    const json::Value profile = user["profile"];
    const auto take = [](QByteArray &field, const json::Value &value) {
        if (!value.string().empty())
            field = bytesOf(value.string());
    };
    take(known->name, user["name"]);
    take(known->realName, profile["real_name"]);
    take(known->displayName, profile["display_name"]);
    take(known->title, profile["title"]);
    known->deleted = user["deleted"].boolean().value_or(known->deleted);
}

void RecordMemory::forgetOldest()
{
    while (m_order.size() > mostMessages) {
        const auto [channel, ts] = m_order.front();
        m_order.pop_front();
        remove(*channel, ts);
    }
}

} // namespace rtmscope::demo
