// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/wire.h"

#include <algorithm>
#include <array>
#include <limits>

namespace rtmscope::wire {

using json::Value;
using namespace Qt::StringLiterals;

namespace {

//! A member of an object and what to do with its value. Tables are sorted by key, so one pass over the
//! object, each key looked up by bisection, reads everything.
template<typename Target>
struct Reader
{
    std::string_view key;
    void (*read)(Target &target, const Value &value);
};

template<typename Target, std::size_t Size>
void readMembers(const Value &object, const std::array<Reader<Target>, Size> &table, Target &target)
{
    for (const Value::Member member : object.members()) {
        const auto it = std::lower_bound(
            table.begin(), table.end(), member.key,
            [](const Reader<Target> &reader, std::string_view key) { return reader.key < key; });
        if (it != table.end() && it->key == member.key)
            it->read(target, member.value);
    }
}

template<typename Target, std::size_t Size>
constexpr bool isSorted(const std::array<Reader<Target>, Size> &table)
{
    return std::is_sorted(table.begin(), table.end(),
                          [](const auto &a, const auto &b) { return a.key < b.key; });
}

int count(const Value &value, int otherwise)
{
    const qint64 number = value.integer().value_or(otherwise);
    return static_cast<int>(
        std::clamp<qint64>(number, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

bool isTrue(const Value &value)
{
    return value.boolean().value_or(false);
}

template<typename IdType>
QList<IdType> ids(const Value &array)
{
    QList<IdType> list;
    for (const Value &element : array.elements()) {
        if (const IdType id(idText(element)); id)
            list.append(id);
    }
    return list;
}

QString firstText(const Value &object, std::initializer_list<std::string_view> keys)
{
    for (const std::string_view key : keys) {
        if (const Value value = object[key]; value.isString() && !value.string().empty())
            return value.text();
    }
    return {};
}

//! A message keeps its frame for long, and QString::toUtf8() reserves three bytes per character.
void squeeze(QByteArray &frame)
{
    if (frame.capacity() > frame.size() + frame.size() / 2)
        frame = QByteArray(frame.constData(), frame.size());
}

AnyJson anyJson(WireMessage &wire, const Value &value)
{
    if (value.size() == 0)
        return {};
    squeeze(wire.frame);
    return wire.frame.isEmpty() ? AnyJson(value.toJson()) : AnyJson(wire.frame, value.position());
}

FileSummary readFile(const Value &object)
{
    FileSummary file;
    file.id = FileId(idText(object));
    file.title = firstText(object, {"title", "name"});
    file.prettyType = firstText(object, {"pretty_type", "filetype"});
    file.size = object["size"].integer().value_or(-1);
    file.mode = object["mode"].text();
    file.permalink = object["permalink"].text();
    return file;
}

Reaction readReaction(const Value &object)
{
    Reaction reaction;
    reaction.name = object["name"].text();
    reaction.users = ids<UserId>(object["users"]);
    reaction.count = std::max(count(object["count"], 0), static_cast<int>(reaction.users.size()));
    return reaction;
}

void readFiles(WireMessage &wire, const Value &value)
{
    for (const Value &file : value.elements()) {
        if (file.isObject())
            wire.message.files.append(readFile(file));
    }
}

void readReactions(WireMessage &wire, const Value &value)
{
    wire.hasReactions = true;
    for (const Value &element : value.elements()) {
        if (Reaction reaction = readReaction(element); !reaction.name.isEmpty() && reaction.count > 0)
            wire.message.reactions.append(std::move(reaction));
    }
}

//! Old messages list their replies instead of naming the latest.
void readReplies(WireMessage &wire, const Value &value)
{
    for (const Value &reply : value.elements()) {
        const MessageTs ts(reply["ts"].text());
        if (ts && wire.message.latestReply < ts)
            wire.message.latestReply = ts;
    }
}

constexpr std::array
    messageReaders{
        Reader<WireMessage>{"attachments",
                            [](WireMessage &w, const Value &v) { w.message.attachments = anyJson(w, v); }},
        Reader<WireMessage>{"blocks",
                            [](WireMessage &w, const Value &v) { w.message.blocks = anyJson(w, v); }},
        Reader<WireMessage>{"bot_id",
                            [](WireMessage &w, const Value &v) { w.message.bot = BotId(v.text()); }},
        Reader<WireMessage>{"bot_profile",
                            [](WireMessage &w, const Value &v) {
                                if (w.message.authorName.isEmpty())
                                    w.message.authorName = v["name"].text();
                            }},
        Reader<WireMessage>{"channel",
                            [](WireMessage &w, const Value &v) { w.message.channel = ChannelId(idText(v)); }},
        Reader<WireMessage>{"comment",
                            [](WireMessage &w, const Value &v) {
                                if (w.message.user.isEmpty()) // a file comment's author stands in the comment
                                    w.message.user = UserId(idText(v["user"]));
                            }},
        Reader<WireMessage>{
            "edited", [](WireMessage &w, const Value &v) { w.message.editedTs = MessageTs(v["ts"].text()); }},
        Reader<WireMessage>{"event_ts",
                            [](WireMessage &w, const Value &v) { w.eventTs = MessageTs(v.text()); }},
        Reader<WireMessage>{"file",
                            [](WireMessage &w, const Value &v) { // one file, before 2018
                                if (v.isObject() && w.message.files.isEmpty())
                                    w.message.files.append(readFile(v));
                            }},
        Reader<WireMessage>{"files", readFiles},
        Reader<WireMessage>{"hidden", [](WireMessage &w, const Value &v) { w.hidden = isTrue(v); }},
        Reader<WireMessage>{
            "latest_reply",
            [](WireMessage &w, const Value &v) { w.message.latestReply = MessageTs(v.text()); }},
        Reader<WireMessage>{
            "mrkdwn", [](WireMessage &w, const Value &v) { w.message.typed = !v.boolean().value_or(true); }},
        Reader<WireMessage>{"name", [](WireMessage &w, const Value &v) { w.channelValue = v.text(); }},
        Reader<WireMessage>{"parent_user_id",
                            [](WireMessage &w, const Value &v) { w.parentUser = UserId(v.text()); }},
        Reader<WireMessage>{"purpose", [](WireMessage &w, const Value &v) { w.channelValue = v.text(); }},
        Reader<WireMessage>{"reactions", readReactions},
        Reader<WireMessage>{"replies", readReplies},
        Reader<WireMessage>{"reply_count",
                            [](WireMessage &w, const Value &v) {
                                w.hasReplyCount = true;
                                w.message.replyCount = std::max(0, count(v, 0));
                            }},
        Reader<WireMessage>{"reply_to", [](WireMessage &w, const Value &v) { w.isReplay = !v.isNull(); }},
        Reader<WireMessage>{"reply_users",
                            [](WireMessage &w, const Value &v) { w.message.replyUsers = ids<UserId>(v); }},
        Reader<WireMessage>{"subtype", [](WireMessage &w, const Value &v) { w.message.subtype = v.text(); }},
        Reader<WireMessage>{"text", [](WireMessage &w, const Value &v) { w.message.text = v.text(); }},
        Reader<WireMessage>{"thread_ts",
                            [](WireMessage &w, const Value &v) { w.message.threadTs = MessageTs(v.text()); }},
        Reader<WireMessage>{"topic", [](WireMessage &w, const Value &v) { w.channelValue = v.text(); }},
        Reader<WireMessage>{"ts", [](WireMessage &w, const Value &v) { w.message.ts = MessageTs(v.text()); }},
        Reader<WireMessage>{"user",
                            [](WireMessage &w, const Value &v) { w.message.user = UserId(idText(v)); }},
        Reader<WireMessage>{
            "user_profile",
            [](WireMessage &w, const Value &v) {
                w.profileName = firstText(v, {"display_name", "real_name", "name"});
            }},
        Reader<WireMessage>{
            "username",
            [](WireMessage &w, const Value &v) {
                if (!v.text().isEmpty()) // wins over bot_profile (protocol 6.1)
                    w.message.authorName = v.text();
            }},
    };
static_assert(isSorted(messageReaders));

//! \a target takes a string member's value; false where it stays as it was.
bool take(QString &target, const Value &value)
{
    if (!value.isString() || value.text() == target)
        return false;
    target = value.text();
    return true;
}

void takeFlag(bool &target, const Value &value)
{
    target = value.boolean().value_or(target);
}

void readKind(const Value &object, Conversation::Data &conversation)
{
    if (isTrue(object["is_im"]))
        conversation.kind = ConversationKind::DirectMessage;
    else if (isTrue(object["is_mpim"]))
        conversation.kind = ConversationKind::GroupMessage;
    else if (isTrue(object["is_private"]) || isTrue(object["is_group"]))
        conversation.kind = ConversationKind::PrivateChannel;
    else if (isTrue(object["is_channel"]))
        conversation.kind = ConversationKind::Channel;
}

} // namespace

QString idText(const Value &value)
{
    const Value id = value.isObject() ? value["id"] : value;
    return id.isString() ? id.text() : QString();
}

WireMessage readMessage(const Value &object, QByteArray frame)
{
    WireMessage wire;
    if (frame.data_ptr().isMutable()) // a view into somebody's mapping would not outlive it
        wire.frame = std::move(frame);
    readMembers(object, messageReaders, wire);
    Message &message = wire.message;
    message.timeUs = message.ts.toMicroseconds();
    message.broadcast = message.subtype == "thread_broadcast"_L1;
    message.tombstone = message.subtype == "tombstone"_L1;
    return wire;
}

bool readUser(const Value &object, User &user)
{
    const Value profile = object["profile"];
    bool renamed = take(user.name, object["name"]);
    renamed |= take(user.realName, object["real_name"]);
    renamed |= take(user.realName, profile["real_name"]);
    renamed |= take(user.displayName, profile["display_name"]);
    take(user.title, profile["title"]);
    take(user.statusEmoji, profile["status_emoji"]);
    take(user.statusText, profile["status_text"]);
    takeFlag(user.isBot, object["is_bot"]);
    takeFlag(user.deleted, object["deleted"]);
    if (const Value presence = object["presence"]; presence.isString())
        user.presence = presence.string() == "active" ? User::Presence::Active : User::Presence::Away;
    return renamed;
}

bool readConversation(const Value &object, Conversation::Data &conversation)
{
    readKind(object, conversation);
    bool renamed = take(conversation.name, object["name"]);
    if (const UserId peer(idText(object["user"])); peer && peer != conversation.peer) {
        conversation.peer = peer;
        renamed = true;
    }
    take(conversation.topic, object["topic"]["value"]);
    take(conversation.purpose, object["purpose"]["value"]);
    takeFlag(conversation.archived, object["is_archived"]);
    takeFlag(conversation.member, object["is_member"]);
    conversation.memberCount = count(object["num_members"], conversation.memberCount);
    if (const Value members = object["members"]; members.size() > 0 && !object["num_members"].exists())
        conversation.memberCount = static_cast<int>(members.size()); // rtm.start's old shape
    const MessageTs lastRead(object["last_read"].text());
    if (lastRead && conversation.lastRead < lastRead) // answers may be older than a *_marked event
        conversation.lastRead = lastRead;
    return renamed;
}

} // namespace rtmscope::wire
