// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/wire.h"

#include "core/text/cleantext.h"

#include <algorithm>
#include <array>
#include <limits>

namespace rtmscope::wire {

using json::Value;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostShownReactors = 20;
constexpr qsizetype mostReactors = 20'000; // kept by name, of all reactions to a message; the rest is counted

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
QList<IdType> ids(const Value &array, qsizetype most = std::numeric_limits<qsizetype>::max())
{
    QList<IdType> list;
    for (const Value &element : array.elements()) {
        if (list.size() >= most)
            break;
        if (const IdType id(idText(element)); id)
            list.append(id);
    }
    return list;
}

//! What people read of the first member that says anything.
QString firstName(const Value &object, std::initializer_list<std::string_view> keys)
{
    for (const std::string_view key : keys) {
        if (const QString name = cleanName(object[key].text()); !name.isEmpty())
            return name;
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
    if (wire.isOutline())
        return AnyJson(QByteArrayLiteral("[]")); // there are some
    squeeze(wire.frame);
    return wire.frame.isEmpty() ? AnyJson(value.toJson()) : AnyJson(wire.frame, value.position());
}

FileSummary readFile(const Value &object)
{
    FileSummary file;
    file.id = FileId(idText(object));
    file.title = firstName(object, {"title", "name", "subject", "alt_txt"});
    if (file.title.isEmpty()) // nothing but what was said along with it
        file.title = firstName(object["initial_comment"], {"comment"});
    file.prettyType = firstName(object, {"pretty_type", "filetype"});
    file.size = object["size"].integer().value_or(-1);
    file.mode = object["mode"].text();
    if (isTrue(object["is_external"]) || file.mode == "external"_L1) {
        file.external = firstName(object, {"external_type"});
        if (file.external.isEmpty() || file.external == "unknown"_L1)
            file.external = u"external"_s;
    }
    file.permalink = object["permalink"].text();
    return file;
}

Reaction readReaction(const Value &object, qsizetype mostUsers)
{
    Reaction reaction;
    reaction.name = cleanName(object["name"].text());
    reaction.users = ids<UserId>(object["users"], mostUsers);
    const qsizetype named =
        reaction.users.size() < mostUsers ? reaction.users.size() : object["users"].size();
    reaction.count = std::max(count(object["count"], 0), static_cast<int>(named));
    return reaction;
}

//! What was said along with a file, before 2018: the message itself has no text then.
void takeCaption(WireMessage &wire, const Value &file)
{
    const bool isNamed = !firstName(file, {"title", "name"}).isEmpty(); // else the caption is its name
    if (isNamed && wire.message.text.isEmpty())
        wire.message.text = file["initial_comment"]["comment"].text();
}

void readFiles(WireMessage &wire, const Value &value)
{
    for (const Value &file : value.elements()) {
        if (!file.isObject())
            continue;
        wire.message.files.append(readFile(file));
        takeCaption(wire, file);
        if (const UserId sharer(idText(file["user"])); sharer)
            wire.references.seen.append(sharer);
    }
}

void readReactions(WireMessage &wire, const Value &value)
{
    wire.hasReactions = true;
    if (wire.isOutline())
        return;
    qsizetype room = mostReactors;
    for (const Value &element : value.elements()) {
        Reaction reaction = readReaction(element, room);
        room -= reaction.users.size();
        if (reaction.name.isEmpty() || reaction.count <= 0)
            continue;
        wire.references.addEmoji(reaction.name);
        // As many as its tool tip names.
        wire.references.seen.append(reaction.users.first(std::min(reaction.users.size(), mostShownReactors)));
        wire.message.reactions.append(std::move(reaction));
    }
}

//! A file comment of old: its author and its words stand in the comment.
void readComment(WireMessage &wire, const Value &value)
{
    if (wire.message.user.isEmpty())
        wire.message.user = UserId(idText(value["user"]));
    if (wire.message.text.isEmpty())
        wire.message.text = value["comment"].text();
}

//! Members such as "tab_added_user_id" and "canvas_update_user_ids": there are new ones every year.
bool namesActor(std::string_view key)
{
    const auto endsWith = [key](std::string_view end) {
        return key.size() > end.size() && key.substr(key.size() - end.size()) == end;
    };
    if (key == "parent_user_id" || key == "bot_user_id" || key == "item_user_id")
        return false;
    return key == "actor_id" || key == "user_ids" || endsWith("_user_id") || endsWith("_user_ids");
}

void readRoom(MessageExtras &extras, const Value &room)
{
    extras.hasRoom = true;
    extras.about = firstName(room, {"name", "title"});
    extras.ended = isTrue(room["has_ended"]) || room["date_end"].integer().value_or(0) > 0;
    extras.missed = isTrue(room["was_missed"]);
    extras.beganSeconds = room["date_start"].integer().value_or(0);
    extras.endedSeconds = room["date_end"].integer().value_or(0);
    extras.people = ids<UserId>(room["participant_history"]);
    if (extras.people.isEmpty())
        extras.people = ids<UserId>(room["participants"]);
    if (const UserId maker(idText(room["created_by"])); maker)
        extras.actors.append(maker);
}

//! What a line without words of its own is about.
void readExtras(WireMessage &wire, const Value &object)
{
    MessageExtras extras;
    for (const Value::Member member : object.members()) {
        const Value &value = member.value;
        if (member.key == "room" && value.isObject())
            readRoom(extras, value);
        else if (namesActor(member.key))
            extras.actors += value.isArray() ? ids<UserId>(value) : QList<UserId>{UserId(idText(value))};
        else if (member.key == "inviter")
            extras.inviter = UserId(idText(value));
        else if (member.key == "old_name")
            extras.oldValue = cleanName(value.text());
        else if (extras.about.isEmpty() && (value.isObject() || value.isString()) &&
                 (member.key == "canvas" || member.key == "tab" || member.key == "list" ||
                  member.key == "assistant_app_thread"))
            extras.about = firstName(value, {"title", "name", "label"});
        else if (extras.about.isEmpty() && (member.key == "tab_title" || member.key == "tab_name" ||
                                            member.key == "tab_label" || member.key == "canvas_title"))
            extras.about = cleanName(value.text());
    }
    extras.actors.removeAll(UserId());
    extras.value = cleanName(wire.channelValue);
    if (extras == MessageExtras())
        return;
    wire.references.seen += extras.actors;
    wire.references.seen += extras.people.first(std::min(extras.people.size(), mostShownReactors));
    wire.message.extras = std::make_shared<const MessageExtras>(std::move(extras));
}

//! Words of somebody, rather than a line about a conversation.
bool isOrdinary(const QString &subtype)
{
    return subtype.isEmpty() || subtype == "bot_message"_L1 || subtype == "thread_broadcast"_L1 ||
           subtype == "me_message"_L1 || subtype == "file_share"_L1;
}

//! No more than \a most bytes are decoded; no character is cut in two.
QString textOf(const Value &value, qsizetype most)
{
    std::string_view text = value.string();
    if (most < 0 || !value.isString() || text.size() <= static_cast<std::size_t>(most))
        return value.text();
    text = text.substr(0, static_cast<std::size_t>(most));
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80)
        text.remove_suffix(1);
    if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0)
        text.remove_suffix(1);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

//! Old messages list their replies instead of naming the latest.
void readReplies(WireMessage &wire, const Value &value)
{
    if (wire.isOutline())
        return;
    for (const Value &reply : value.elements()) {
        const MessageTs ts(reply["ts"].text());
        if (ts && wire.message.latestReply < ts)
            wire.message.latestReply = ts;
    }
}

constexpr std::array
    messageReaders{
        Reader<WireMessage>{"attachments",
                            [](WireMessage &w, const Value &v) {
                                w.message.attachments = anyJson(w, v);
                                if (!w.isOutline())
                                    w.references.addAttachments(v);
                            }},
        Reader<WireMessage>{"blocks",
                            [](WireMessage &w, const Value &v) {
                                w.message.blocks = anyJson(w, v);
                                if (!w.isOutline())
                                    w.references.addBlocks(v);
                            }},
        Reader<WireMessage>{"bot_id",
                            [](WireMessage &w, const Value &v) { w.message.bot = BotId(v.text()); }},
        Reader<WireMessage>{"bot_profile",
                            [](WireMessage &w, const Value &v) {
                                if (w.message.authorName.isEmpty())
                                    w.message.authorName = cleanName(v["name"].text());
                            }},
        Reader<WireMessage>{"channel",
                            [](WireMessage &w, const Value &v) { w.message.channel = ChannelId(idText(v)); }},
        Reader<WireMessage>{"comment", readComment},
        Reader<WireMessage>{
            "edited", [](WireMessage &w, const Value &v) { w.message.editedTs = MessageTs(v["ts"].text()); }},
        Reader<WireMessage>{"event_ts",
                            [](WireMessage &w, const Value &v) { w.eventTs = MessageTs(v.text()); }},
        Reader<WireMessage>{"file",
                            [](WireMessage &w, const Value &v) { // one file, before 2018
                                if (v.isObject() && w.message.files.isEmpty()) {
                                    w.message.files.append(readFile(v));
                                    takeCaption(w, v);
                                }
                            }},
        Reader<WireMessage>{"files", readFiles},
        Reader<WireMessage>{"hidden", [](WireMessage &w, const Value &v) { w.hidden = isTrue(v); }},
        Reader<WireMessage>{"is_ephemeral",
                            [](WireMessage &w, const Value &v) { w.message.ephemeral = isTrue(v); }},
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
                            [](WireMessage &w, const Value &v) {
                                w.message.replyUsers = ids<UserId>(v, w.isOutline() ? 0 : mostReactors);
                            }},
        Reader<WireMessage>{"subtype", [](WireMessage &w, const Value &v) { w.message.subtype = v.text(); }},
        Reader<WireMessage>{"text",
                            [](WireMessage &w, const Value &v) {
                                if (QString text = textOf(v, w.mostText); !text.isEmpty())
                                    w.message.text = std::move(text);
                            }},
        Reader<WireMessage>{"thread_ts",
                            [](WireMessage &w, const Value &v) { w.message.threadTs = MessageTs(v.text()); }},
        Reader<WireMessage>{"topic", [](WireMessage &w, const Value &v) { w.channelValue = v.text(); }},
        Reader<WireMessage>{"ts", [](WireMessage &w, const Value &v) { w.message.ts = MessageTs(v.text()); }},
        Reader<WireMessage>{"user",
                            [](WireMessage &w, const Value &v) { w.message.user = UserId(idText(v)); }},
        Reader<WireMessage>{
            "user_profile",
            [](WireMessage &w, const Value &v) {
                w.profileName = firstName(v, {"display_name", "real_name", "name"});
            }},
        Reader<WireMessage>{
            "username",
            [](WireMessage &w, const Value &v) {
                if (const QString name = cleanName(v.text());
                    !name.isEmpty()) // wins over bot_profile (protocol 6.1)
                    w.message.authorName = name;
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

//! The same for what is shown as it is.
bool takeName(QString &target, const Value &value)
{
    if (!value.isString())
        return false;
    QString name = cleanName(value.text());
    if (name == target)
        return false;
    target = std::move(name);
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

void fill(WireMessage &wire, const Value &object)
{
    readMembers(object, messageReaders, wire);
    Message &message = wire.message;
    message.timeUs = message.ts.toMicroseconds();
    message.broadcast = message.subtype == "thread_broadcast"_L1;
    message.tombstone = message.subtype == "tombstone"_L1;
    if (!isOrdinary(message.subtype) || isBlank(message.text))
        readExtras(wire, object);
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
    fill(wire, object);
    wire.references.addText(wire.message.text);
    return wire;
}

Message readOutline(const Value &object, qsizetype mostText)
{
    WireMessage wire;
    wire.mostText = mostText;
    fill(wire, object);
    return std::move(wire.message);
}

bool readUser(const Value &object, User &user)
{
    const Value profile = object["profile"];
    bool renamed = takeName(user.name, object["name"]);
    renamed |= takeName(user.realName, object["real_name"]);
    renamed |= takeName(user.realName, profile["real_name"]);
    renamed |= takeName(user.displayName, profile["display_name"]);
    takeName(user.title, profile["title"]);
    takeName(user.statusEmoji, profile["status_emoji"]);
    takeName(user.statusText, profile["status_text"]);
    takeFlag(user.isBot, object["is_bot"]);
    takeFlag(user.deleted, object["deleted"]);
    if (const Value presence = object["presence"]; presence.isString())
        user.presence = presence.string() == "active" ? User::Presence::Active : User::Presence::Away;
    return renamed;
}

bool readConversation(const Value &object, Conversation::Data &conversation)
{
    readKind(object, conversation);
    bool renamed = takeName(conversation.name, object["name"]);
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
