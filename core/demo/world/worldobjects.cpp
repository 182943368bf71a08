// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/world/worldobjects.h"

#include "core/demo/world/objectwriter.h"

#include <algorithm>

namespace rtmscope::demo {

namespace {

QByteArray topicJson(const QByteArray &value, const QByteArray &creator, qint64 lastSetS)
{
    return ObjectWriter()
        .text("value", value)
        .text("creator", value.isEmpty() ? QByteArray() : creator)
        .number("last_set", value.isEmpty() ? 0 : lastSetS)
        .done();
}

QByteArray reactionsJson(const Message &message)
{
    QList<QByteArray> all;
    for (const Reaction &reaction : message.reactions) {
        all.append(ObjectWriter()
                       .text("name", reaction.name)
                       .raw("users", textArray(reaction.users))
                       .number("count", reaction.users.size())
                       .done());
    }
    return rawArray(all);
}

//! Members that a thread's parent carries.
void addThreadMembers(ObjectWriter &json, const Channel &channel, const Message &message,
                      const QByteArray &viewer)
{
    json.number("reply_count", message.replyCount);
    json.number("reply_users_count", message.replyUsers.size());
    json.text("latest_reply", tsText(message.latestReply));
    json.raw("reply_users", textArray(message.replyUsers.mid(0, 5)));
    json.flag("is_locked", false);
    if (viewer.isEmpty())
        return;
    const bool subscribed = message.user == viewer || message.replyUsers.contains(viewer);
    json.flag("subscribed", subscribed);
    if (subscribed)
        json.text("last_read", tsText(channel.lastRead.value(viewer, message.ts)));
}

bool isFromOfficialClient(const Message &message)
{
    return !message.clientMsgId.isEmpty();
}

void addAuthorAndText(ObjectWriter &json, const World &world, const Message &message)
{
    if (isFromOfficialClient(message))
        json.text("client_msg_id", message.clientMsgId);
    json.text("type", "message").textIfAny("subtype", message.subtype);
    if (message.subtype != "bot_message") // who speaks under another name is no user, but known to us
        json.textIfAny("user", message.user);
    json.text("text", message.text).text("ts", tsText(message.ts));
    const User *author = world.user(message.user);
    if (message.isTombstone())
        json.flag("hidden", true);
    else if (author != nullptr && !author->botId.isEmpty())
        json.text("bot_id", author->botId)
            .text("app_id", "A0" + author->botId.mid(2))
            .raw("bot_profile", botJson(*author));
}

//! What makes \a message a parent, a reply, or a reply that is shown in the channel too.
void addThread(ObjectWriter &json, const World &world, const Channel &channel, const Message &message,
               Form form, const QByteArray &viewer)
{
    json.text("thread_ts", tsText(message.threadTs));
    if (message.replyCount > 0)
        return addThreadMembers(json, channel, message, viewer);
    const Message *parent = channel.find(message.threadTs);
    if (parent == nullptr)
        return;
    if (!message.broadcast || form != Form::Live)
        json.textIfAny("parent_user_id", parent->user);
    else
        json.raw("root", messageJson(world, channel, *parent, Form::History));
}

} // namespace

QByteArray profileJson(const User &user)
{
    ObjectWriter profile;
    profile.text("title", user.title).text("phone", "").text("skype", "").text("real_name", user.realName);
    profile.text("real_name_normalized", user.realName).text("display_name", user.displayName);
    profile.text("display_name_normalized", user.displayName).text("status_text", user.statusText);
    profile.text("status_emoji", user.statusEmoji).number("status_expiration", 0);
    profile.text("avatar_hash", "g" + user.color + user.color);
    // A person's address is what users.lookupByEmail finds; a bot has its own id in that place.
    if (user.botId.isEmpty())
        profile.text("email", user.name + "@demo.invalid");
    else
        profile.text("bot_id", user.botId).text("api_app_id", "A0" + user.botId.mid(2));
    return profile.text("team", user.team).done();
}

QByteArray userJson(const User &user)
{
    const QByteArray profile = profileJson(user);
    ObjectWriter json;
    json.text("id", user.id).text("team_id", user.team).text("name", user.name).flag("deleted", user.deleted);
    json.text("color", user.color).text("real_name", user.realName);
    json.text("tz", user.zone).text("tz_label", user.zoneLabel).number("tz_offset", user.zoneOffsetSeconds);
    json.raw("profile", profile);
    json.flag("is_admin", user.admin).flag("is_owner", user.admin).flag("is_primary_owner", false);
    json.flag("is_restricted", user.guest).flag("is_ultra_restricted", false);
    json.flag("is_bot", !user.botId.isEmpty()).flag("is_app_user", false);
    return json.number("updated", user.updatedS).done();
}

QByteArray botJson(const User &bot)
{
    return ObjectWriter()
        .text("id", bot.botId)
        .flag("deleted", bot.deleted)
        .text("name", bot.realName)
        .number("updated", bot.updatedS)
        .text("app_id", "A0" + bot.botId.mid(2))
        .text("user_id", bot.id)
        .raw("icons", "{}")
        .done();
}

QByteArray userGroupJson(const UserGroup &group, bool withMembers)
{
    ObjectWriter json;
    json.text("id", group.id).text("team_id", teamId).flag("is_usergroup", true).flag("is_subteam", true);
    json.text("name", group.name).text("description", group.description).text("handle", group.handle);
    json.flag("is_external", false)
        .number("date_create", group.createdS)
        .number("date_update", group.createdS);
    json.number("date_delete", 0).raw("auto_type", "null").flag("auto_provision", false);
    json.text("enterprise_subteam_id", "").text("created_by", "U06PRIYA").text("updated_by", "U06PRIYA");
    json.raw("deleted_by", "null");
    json.raw("prefs", ObjectWriter().raw("channels", textArray(group.channels)).raw("groups", "[]").done());
    if (withMembers)
        json.raw("users", textArray(group.members));
    json.number("user_count", group.members.size()).number("channel_count", group.channels.size());
    return json.done();
}

QByteArray dndJson(const World &world, const User &user, bool own)
{
    const qint64 nowS = world.nowUs() / 1'000'000;
    const bool snoozed = user.snoozedUntilS > nowS;
    ObjectWriter json;
    json.flag("dnd_enabled", snoozed).number("next_dnd_start_ts", snoozed ? nowS : 1);
    json.number("next_dnd_end_ts", snoozed ? user.snoozedUntilS : 1);
    if (!own)
        return json.done();
    json.flag("snooze_enabled", snoozed);
    if (snoozed)
        json.number("snooze_endtime", user.snoozedUntilS)
            .number("snooze_remaining", user.snoozedUntilS - nowS);
    return json.flag("snooze_is_indefinite", false).done();
}

QByteArray prefsJson(const User &user, const QList<QByteArray> &only)
{
    QHash<QByteArray, QByteArray> prefs{
        {"highlight_words", "\"\""},
        {"muted_channels", "\"\""},
        {"color_names_in_list", "true"},
        {"emoji_mode", "\"default\""},
        {"tz", '"' + user.zone + '"'},
        {"all_notifications_prefs",
         R"("{\"global\":{\"global_desktop\":\"mentions_dms\",\"global_mobile\":\"mentions_dms\",)"
         R"(\"global_keywords\":\"\",\"push_idle_wait\":2},\"channels\":{}}")"}};
    for (auto pref = user.prefs.begin(); pref != user.prefs.end(); ++pref)
        prefs.insert(pref.key(), pref.value());
    QList<QByteArray> names = prefs.keys();
    std::sort(names.begin(), names.end());
    QList<QByteArray> members;
    for (const QByteArray &name : std::as_const(names)) {
        if (only.isEmpty() || only.contains(name))
            members.append(
                json::quoted(std::string_view(name.constData(), static_cast<std::size_t>(name.size()))) +
                ':' + prefs.value(name));
    }
    return '{' + members.join(',') + '}';
}

QByteArray pinJson(const World &world, const Channel &channel, const Message &message)
{
    return ObjectWriter()
        .text("type", "message")
        .text("channel", channel.id)
        .number("created", message.pinnedS)
        .text("created_by", message.pinnedBy)
        .raw("message", messageJson(world, channel, message, Form::History))
        .done();
}

QByteArray oldChannelJson(const World &world, const Channel &channel, const QByteArray &viewer, bool detailed)
{
    const QByteArray json = channelJson(world, channel, viewer, detailed && channel.has(viewer));
    if (channel.kind == Channel::Kind::Im || !channel.has(viewer))
        return json;
    return json.chopped(1) + ",\"members\":" + textArray(channel.members) + '}';
}

QByteArray channelJson(const World &world, const Channel &channel, const QByteArray &viewer, bool detailed)
{
    const bool im = channel.kind == Channel::Kind::Im;
    ObjectWriter json;
    json.text("id", channel.id).number("created", channel.createdS).flag("is_archived", channel.archived);
    json.flag("is_im", im).flag("is_mpim", channel.kind == Channel::Kind::Mpim).flag("is_org_shared", false);
    json.text("context_team_id", world.team.id).number("updated", channel.createdS * 1000);
    if (im) {
        json.text("user", channel.otherMember(viewer)).flag("is_user_deleted", false).flag("is_open", true);
        json.number("priority", 0);
    } else {
        json.text("name", channel.name).text("name_normalized", channel.name);
        json.flag("is_channel", channel.kind == Channel::Kind::Public);
        json.flag("is_group", channel.kind != Channel::Kind::Public);
        json.flag("is_private", channel.kind != Channel::Kind::Public);
        json.flag("is_general", channel.name == "general").number("unlinked", 0);
        json.flag("is_shared", false).flag("is_ext_shared", false).flag("is_pending_ext_shared", false);
        json.raw("pending_shared", "[]")
            .raw("shared_team_ids", textArray({world.team.id}))
            .raw("parent_conversation", "null");
        json.text("creator", channel.creator).flag("is_member", channel.has(viewer));
        json.raw("topic", topicJson(channel.topic, channel.creator, channel.createdS));
        json.raw("purpose", topicJson(channel.purpose, channel.creator, channel.createdS));
        json.raw("previous_names", textArray(channel.formerNames))
            .number("num_members", channel.members.size());
    }
    if (!detailed)
        return json.done();
    const int unread = unreadCount(channel, viewer);
    json.text("last_read", tsText(channel.lastRead.value(viewer, 0)));
    json.number("unread_count", unread).number("unread_count_display", unread);
    if (const Message *latest = channel.newest(); latest != nullptr)
        json.raw("latest", messageJson(world, channel, *latest, Form::History));
    return json.done();
}

QByteArray messageJson(const World &world, const Channel &channel, const Message &message, Form form,
                       const QByteArray &viewer)
{
    ObjectWriter json;
    addAuthorAndText(json, world, message);
    json.text("team", world.team.id);
    if (message.editedTs != 0)
        json.raw("edited",
                 ObjectWriter().text("user", message.editedBy).text("ts", tsText(message.editedTs)).done());
    // Official clients send blocks themselves; what came by RTM gets them from the server, in later copies
    // only.
    const bool plain = message.subtype.isEmpty() || message.broadcast;
    if (plain && !message.hasBlocks() && !message.text.isEmpty() &&
        (isFromOfficialClient(message) || form == Form::History))
        json.raw("blocks", richTextBlocks(message.text));
    json.members(message.members);
    if (message.threadTs != 0)
        addThread(json, world, channel, message, form, viewer);
    if (!message.reactions.empty())
        json.raw("reactions", reactionsJson(message));
    if (message.pinned)
        json.raw("pinned_to", textArray({channel.id}));
    if (form == Form::Live) {
        json.text("channel", channel.id).text("event_ts", tsText(message.ts));
        json.flag("suppress_notification", false);
    }
    return json.done();
}

int unreadCount(const Channel &channel, const QByteArray &viewer)
{
    const qint64 cursor = channel.lastRead.value(viewer, 0);
    int count = 0;
    for (auto message = channel.messages.rbegin(); message != channel.messages.rend(); ++message) {
        if (message->ts <= cursor)
            break;
        const bool shown = !message->isReply() || message->broadcast;
        const bool chatter = message->subtype == "channel_join" || message->subtype == "channel_leave";
        if (shown && !chatter && message->user != viewer)
            ++count;
    }
    return count;
}

} // namespace rtmscope::demo
