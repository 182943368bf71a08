// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/world/acts.h"

#include "core/demo/world/objectwriter.h"
#include "core/demo/world/worldobjects.h"

#include <algorithm>

namespace rtmscope::demo {

namespace rooms {

namespace {

void publishPin(World &world, const char *type, const Channel &channel, const Message &message,
                const QByteArray &user)
{
    const auto pins = std::count_if(channel.messages.begin(), channel.messages.end(),
                                    [](const Message &candidate) { return candidate.pinned; });
    const QByteArray info = ObjectWriter()
                                .text("channel", channel.id)
                                .text("pinned_by", message.pinnedBy)
                                .number("pinned_ts", message.pinnedS)
                                .done();
    const QByteArray item = pinJson(world, channel, message);
    ObjectWriter event;
    event.text("type", type).text("user", user).text("channel_id", channel.id).raw("item", item);
    event.textIfAny("item_user", message.user).number("pin_count", pins).raw("pinned_info", info);
    if (!message.pinned)
        event.flag("has_pins", pins > 0);
    world.send(event.text("event_ts", tsText(world.freshTs())).done(), {&channel, {}, {}, {}});
}

//! What somebody did to a conversation, as its members read it.
void note(World &world, Channel &channel, const QByteArray &user, const char *subtype, const QByteArray &text,
          const QByteArray &members = {})
{
    const QByteArray inner = members.isEmpty() ? members : members.mid(1, members.size() - 2);
    world.post(channel, {user, "<@" + user + "> " + text, subtype, inner, {}, 0, false});
}

Channel &addGroup(World &world, Channel channel)
{
    channel.members.prepend(channel.creator);
    QList<QByteArray> handles;
    for (const QByteArray &member : std::as_const(channel.members))
        handles.append(world.user(member)->name);
    channel.name = "mpdm-" + handles.join("--") + "-1";
    Channel &stored = world.addChannel(channel);
    for (const QByteArray &member : std::as_const(stored.members)) {
        world.send(ObjectWriter()
                       .text("type", "mpim_joined")
                       .raw("channel", channelJson(world, stored, member, true))
                       .done(),
                   {nullptr, member, {}, {}});
    }
    return stored;
}

void publishCreation(World &world, const Channel &channel)
{
    const QByteArray object = ObjectWriter()
                                  .text("id", channel.id)
                                  .text("name", channel.name)
                                  .text("name_normalized", channel.name)
                                  .flag("is_channel", true)
                                  .number("created", channel.createdS)
                                  .text("creator", channel.creator)
                                  .done();
    world.send(ObjectWriter()
                   .text("type", "channel_created")
                   .raw("channel", object)
                   .text("event_ts", tsText(world.freshTs()))
                   .done());
}

} // namespace

void mark(World &world, Channel &channel, const QByteArray &user, qint64 ts)
{
    channel.lastRead[user] = ts;
    const int unread = unreadCount(channel, user);
    ObjectWriter event;
    event.text("type", kindWord(channel) + "_marked").text("channel", channel.id).text("ts", tsText(ts));
    if (channel.kind == Channel::Kind::Im)
        event.number("dm_count", unread);
    else
        event.number("unread_count", unread);
    event.number("unread_count_display", unread).number("num_mentions", 0).number("num_mentions_display", 0);
    event.number("mention_count", 0).number("mention_count_display", 0);
    if (channel.kind == Channel::Kind::Mpim)
        event.flag("is_mpim", true);
    world.send(event.text("event_ts", tsText(world.freshTs())).done(), {nullptr, user, {}, {}});
}

void join(World &world, Channel &channel, const QByteArray &user, const QByteArray &inviter)
{
    if (channel.has(user))
        return;
    channel.members.append(user);
    const bool open = channel.kind == Channel::Kind::Public;
    world.send(ObjectWriter()
                   .text("type", open ? "channel_joined" : "group_joined")
                   .raw("channel", channelJson(world, channel, user, true))
                   .done(),
               {nullptr, user, {}, {}});
    ObjectWriter event;
    event.text("type", "member_joined_channel").text("user", user).text("channel", channel.id);
    event.text("channel_type", open ? "C" : "G").text("team", teamId).textIfAny("inviter", inviter);
    world.send(event.text("event_ts", tsText(world.freshTs())).done(), {&channel, {}, {}, {}});
    QByteArray members;
    if (!inviter.isEmpty())
        members = "\"inviter\":\"" + inviter + '"';
    world.post(channel,
               {user, "<@" + user + "> has joined the channel", "channel_join", members, {}, 0, false});
}

void leave(World &world, Channel &channel, const QByteArray &user)
{
    if (!channel.has(user))
        return;
    const bool open = channel.kind == Channel::Kind::Public;
    world.post(channel, {user, "<@" + user + "> has left the channel", "channel_leave", {}, {}, 0, false});
    world.send(ObjectWriter()
                   .text("type", "member_left_channel")
                   .text("user", user)
                   .text("channel", channel.id)
                   .text("channel_type", open ? "C" : "G")
                   .text("team", teamId)
                   .text("event_ts", tsText(world.freshTs()))
                   .done(),
               {&channel, {}, {}, {}});
    world.send(ObjectWriter()
                   .text("type", open ? "channel_left" : "group_left")
                   .text("channel", channel.id)
                   .text("actor_id", user)
                   .text("event_ts", tsText(world.freshTs()))
                   .done(),
               {nullptr, user, {}, {}});
    channel.members.removeOne(user);
}

void pin(World &world, Channel &channel, Message &message, const QByteArray &user)
{
    message.pinned = true;
    message.pinnedBy = user;
    message.pinnedS = world.nowUs() / 1'000'000;
    publishPin(world, "pin_added", channel, message, user);
    const QByteArray item = messageJson(world, channel, message, Form::History);
    const QByteArray members = "\"item_type\":\"C\",\"item\":" + item;
    world.post(
        channel,
        {user, "<@" + user + "> pinned a message to this channel.", "pinned_item", members, {}, 0, false});
}

void unpin(World &world, Channel &channel, Message &message, const QByteArray &user)
{
    message.pinned = false;
    publishPin(world, "pin_removed", channel, message, user);
}

void setTopic(World &world, Channel &channel, const QByteArray &topic, const QByteArray &user)
{
    channel.topic = topic;
    note(world, channel, user, "channel_topic",
         topic.isEmpty() ? "cleared the channel topic" : "set the channel topic: " + topic,
         ObjectWriter().text("topic", topic).done());
}

void setPurpose(World &world, Channel &channel, const QByteArray &purpose, const QByteArray &user)
{
    channel.purpose = purpose;
    note(world, channel, user, "channel_purpose",
         purpose.isEmpty() ? "cleared the channel description" : "set the channel description: " + purpose,
         ObjectWriter().text("purpose", purpose).done());
}

void rename(World &world, Channel &channel, const QByteArray &name, const QByteArray &user)
{
    const QByteArray old = std::exchange(channel.name, name);
    channel.formerNames.append(old);
    const bool open = channel.kind == Channel::Kind::Public;
    const QByteArray object = ObjectWriter()
                                  .text("id", channel.id)
                                  .text("name", name)
                                  .text("name_normalized", name)
                                  .flag(open ? "is_channel" : "is_group", true)
                                  .number("created", channel.createdS)
                                  .done();
    world.send(ObjectWriter()
                   .text("type", open ? "channel_rename" : "group_rename")
                   .raw("channel", object)
                   .text("event_ts", tsText(world.freshTs()))
                   .done(),
               {open ? nullptr : &channel, {}, {}, {}});
    note(world, channel, user, "channel_name",
         "has renamed the channel from \"" + old + "\" to \"" + name + '"',
         ObjectWriter().text("old_name", old).text("name", name).done());
}

void archive(World &world, Channel &channel, bool archived, const QByteArray &user)
{
    const QByteArray event =
        (channel.kind == Channel::Kind::Public ? "channel_" : "group_") + QByteArray(archived ? "" : "un");
    channel.archived = archived;
    note(world, channel, user, archived ? "channel_archive" : "channel_unarchive",
         archived ? "archived the channel" : "un-archived the channel");
    world.send(ObjectWriter()
                   .text("type", event + "archive")
                   .text("channel", channel.id)
                   .text("user", user)
                   .number("is_moved", 0)
                   .text("event_ts", tsText(world.freshTs()))
                   .done(),
               {channel.kind == Channel::Kind::Public ? nullptr : &channel, {}, {}, {}});
}

Channel &found(World &world, Channel::Kind kind, const QByteArray &name, const QByteArray &founder,
               const QList<QByteArray> &others)
{
    const QByteArray number = QByteArray::number(world.nextRoomNumber()).rightJustified(4, '0');
    Channel channel;
    channel.kind = kind;
    channel.id = (kind == Channel::Kind::Mpim ? "G0GROUP" : "C0ROOM") + number;
    channel.name = name;
    channel.creator = founder;
    channel.createdS = world.nowUs() / 1'000'000;
    channel.members = others;
    if (kind == Channel::Kind::Mpim)
        return addGroup(world, channel);
    Channel &stored = world.addChannel(channel);
    if (kind == Channel::Kind::Public)
        publishCreation(world, stored);
    join(world, stored, founder);
    return stored;
}

qint64 whisper(World &world, const Channel &channel, const Draft &draft, const QByteArray &reader)
{
    Message message;
    message.ts = world.freshTs();
    message.user = draft.user;
    message.text = draft.text;
    message.members = draft.members;
    message.threadTs = draft.threadTs;
    const QByteArray json = messageJson(world, channel, message, Form::Live);
    world.send(json.chopped(1) + ",\"is_ephemeral\":true}", {nullptr, reader, {}, {}});
    return message.ts;
}

void typing(const World &world, const Channel &channel, const QByteArray &user, qint64 threadTs)
{
    ObjectWriter event;
    event.text("type", "user_typing").text("channel", channel.id).text("user", user);
    if (threadTs != 0)
        event.text("thread_ts", tsText(threadTs));
    world.send(event.done(), {&channel, {}, user, {}});
}

} // namespace rooms

namespace people {

void setPresence(World &world, User &user, bool active)
{
    user.active = active;
    world.send(ObjectWriter()
                   .text("type", "presence_change")
                   .text("presence", active ? "active" : "away")
                   .text("user", user.id)
                   .done(),
               {nullptr, {}, {}, user.id});
}

void snooze(World &world, User &user, qint64 untilS)
{
    user.snoozedUntilS = untilS;
    const auto event = [&](const char *type, bool own) {
        return ObjectWriter()
            .text("type", type)
            .text("user", user.id)
            .raw("dnd_status", dndJson(world, user, own))
            .text("event_ts", tsText(world.freshTs()))
            .done();
    };
    world.send(event("dnd_updated", true), {nullptr, user.id, {}, {}});
    world.send(event("dnd_updated_user", false), {nullptr, {}, user.id, {}});
}

void changed(World &world, User &user)
{
    user.updatedS = world.nowUs() / 1'000'000;
    world.send(ObjectWriter()
                   .text("type", "user_change")
                   .raw("user", userJson(user))
                   .number("cache_ts", user.updatedS)
                   .text("event_ts", tsText(world.freshTs()))
                   .done());
}

} // namespace people

} // namespace rtmscope::demo
