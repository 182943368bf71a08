// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/methods/webmethods.h"

#include "core/demo/methods/methodparts.h"
#include "core/demo/world/worldobjects.h"
#include "core/json/json.h"

#include <algorithm>

namespace rtmscope::demo {

WebMethods::WebMethods(World &world)
    : m_world(world)
{
}

const QHash<QByteArray, WebMethods::Method> &WebMethods::table()
{
    static const QHash<QByteArray, Method> methods{
        {"api.test", &WebMethods::apiTest},
        {"auth.test", &WebMethods::authTest},
        {"rtm.connect", &WebMethods::rtmConnect},
        {"rtm.start", &WebMethods::rtmStart},
        {"conversations.list", &WebMethods::conversationsList},
        {"conversations.info", &WebMethods::conversationsInfo},
        {"conversations.history", &WebMethods::conversationsHistory},
        {"conversations.replies", &WebMethods::conversationsReplies},
        {"conversations.members", &WebMethods::conversationsMembers},
        {"conversations.open", &WebMethods::conversationsOpen},
        {"conversations.close", &WebMethods::conversationsClose},
        {"conversations.mark", &WebMethods::conversationsMark},
        {"conversations.join", &WebMethods::conversationsJoin},
        {"conversations.leave", &WebMethods::conversationsLeave},
        {"conversations.create", &WebMethods::conversationsCreate},
        {"conversations.rename", &WebMethods::conversationsRename},
        {"conversations.archive", &WebMethods::conversationsArchive},
        {"conversations.unarchive", &WebMethods::conversationsUnarchive},
        {"conversations.invite", &WebMethods::conversationsInvite},
        {"conversations.kick", &WebMethods::conversationsKick},
        {"conversations.setTopic", &WebMethods::conversationsSetTopic},
        {"conversations.setPurpose", &WebMethods::conversationsSetPurpose},
        {"users.list", &WebMethods::usersList},
        {"users.info", &WebMethods::usersInfo},
        {"users.lookupByEmail", &WebMethods::usersLookupByEmail},
        {"users.conversations", &WebMethods::usersConversations},
        {"users.getPresence", &WebMethods::usersGetPresence},
        {"users.setPresence", &WebMethods::usersSetPresence},
        {"users.setActive", &WebMethods::usersSetActive},
        {"users.profile.get", &WebMethods::usersProfileGet},
        {"users.profile.set", &WebMethods::usersProfileSet},
        {"users.prefs.get", &WebMethods::usersPrefsGet},
        {"users.prefs.set", &WebMethods::usersPrefsSet},
        {"usergroups.list", &WebMethods::userGroupsList},
        {"usergroups.users.list", &WebMethods::userGroupsUsersList},
        {"dnd.info", &WebMethods::dndInfo},
        {"dnd.teamInfo", &WebMethods::dndTeamInfo},
        {"dnd.setSnooze", &WebMethods::dndSetSnooze},
        {"dnd.endSnooze", &WebMethods::dndEndSnooze},
        {"dnd.endDnd", &WebMethods::dndEndDnd},
        {"chat.postMessage", &WebMethods::chatPostMessage},
        {"chat.postEphemeral", &WebMethods::chatPostEphemeral},
        {"chat.meMessage", &WebMethods::chatMeMessage},
        {"chat.update", &WebMethods::chatUpdate},
        {"chat.delete", &WebMethods::chatDelete},
        {"chat.getPermalink", &WebMethods::chatGetPermalink},
        {"reactions.add", &WebMethods::reactionsAdd},
        {"reactions.remove", &WebMethods::reactionsRemove},
        {"reactions.get", &WebMethods::reactionsGet},
        {"pins.add", &WebMethods::pinsAdd},
        {"pins.remove", &WebMethods::pinsRemove},
        {"pins.list", &WebMethods::pinsList},
        {"subscriptions.thread.add", &WebMethods::threadAdd},
        {"subscriptions.thread.remove", &WebMethods::threadRemove},
        {"subscriptions.thread.mark", &WebMethods::threadMark},
        {"files.info", &WebMethods::filesInfo},
        {"files.list", &WebMethods::filesList},
        {"files.delete", &WebMethods::filesDelete},
        {"files.getUploadURLExternal", &WebMethods::filesGetUploadUrl},
        {"files.completeUploadExternal", &WebMethods::filesCompleteUpload},
        {"emoji.list", &WebMethods::emojiList},
        {"team.info", &WebMethods::teamInfo},
        {"team.profile.get", &WebMethods::teamProfileGet},
        {"bots.info", &WebMethods::botsInfo},
    };
    return methods;
}

QByteArray WebMethods::call(const QByteArray &method, const Arguments &arguments, const Caller &caller)
{
    const auto found = table().constFind(method);
    if (found != table().constEnd())
        return (this->*found.value())(arguments, caller);
    if (isRetired(method))
        return m_retiredWork ? callRetired(method, arguments, caller) : refuseRetired(method);
    return ObjectWriter().flag("ok", false).text("error", "unknown_method").text("req_method", method).done();
}

QByteArray WebMethods::apiTest(const Arguments &arguments, const Caller &)
{
    QList<QByteArray> names = arguments.names();
    std::sort(names.begin(), names.end());
    ObjectWriter echoed;
    for (const QByteArray &name : std::as_const(names)) {
        if (name != "token")
            echoed.members(json::quoted(name.toStdString()) + ':' +
                           json::quoted(arguments.value(name).toStdString()));
    }
    if (arguments.has("error"))
        return ObjectWriter()
            .flag("ok", false)
            .text("error", arguments.value("error"))
            .raw("args", echoed.done())
            .done();
    return okAnswer().raw("args", echoed.done()).done();
}

QByteArray WebMethods::authTest(const Arguments &, const Caller &caller)
{
    const User *user = m_world.user(caller.userId);
    ObjectWriter answer = okAnswer();
    answer.text("url", m_world.baseUrl() + '/').text("team", m_world.team.name).text("user", user->name);
    answer.text("team_id", m_world.team.id).text("user_id", user->id).textIfAny("bot_id", user->botId);
    return answer.flag("is_enterprise_install", false).done();
}

QByteArray WebMethods::identity(const Arguments &arguments, const Caller &caller, bool full)
{
    const User *user = m_world.user(caller.userId);
    ObjectWriter self;
    self.text("id", user->id).text("name", user->name);
    ObjectWriter team;
    team.text("id", m_world.team.id).text("name", m_world.team.name).text("domain", m_world.team.domain);
    if (full) {
        self.raw("prefs", prefsJson(*user)).number("created", user->updatedS);
        self.text("manual_presence", user->active ? "active" : "away");
        team.text("email_domain", "demo.invalid").raw("icon", R"({"image_default":true})");
        team.raw("prefs", R"({"display_real_names":false,"who_can_at_everyone":"regular"})");
        team.number("msg_edit_window_mins", -1).flag("over_storage_limit", false).text("plan", "std");
    }
    return ObjectWriter()
        .text("url", makeSocketUrl(caller, arguments.flag("batch_presence_aware")))
        .raw("self", self.done())
        .raw("team", team.done())
        .done();
}

QByteArray WebMethods::rtmConnect(const Arguments &arguments, const Caller &caller)
{
    const QByteArray members = identity(arguments, caller, false);
    return okAnswer().members(members.mid(1, members.size() - 2)).done();
}

QByteArray WebMethods::rtmStart(const Arguments &arguments, const Caller &caller)
{
    const QByteArray members = identity(arguments, caller, m_fullStart);
    ObjectWriter answer = okAnswer();
    answer.members(members.mid(1, members.size() - 2));
    if (m_fullStart)
        answer.members(oldStartMembers(arguments, caller));
    return answer.done();
}

//! What rtm.start told until 2022: the whole workspace. Who does not say mpim_aware finds the conversations
//! of several people among the groups as well.
QByteArray WebMethods::oldStartMembers(const Arguments &arguments, const Caller &caller)
{
    QList<QByteArray> users;
    QList<QByteArray> bots;
    for (const User &user : m_world.users()) {
        users.append(userJson(user).chopped(1) + ",\"presence\":\"" + (user.active ? "active" : "away") +
                     "\"}");
        if (!user.botId.isEmpty())
            bots.append(botJson(user));
    }
    const bool unreads = !arguments.flag("no_unreads") && !arguments.flag("no_latest");
    QList<QByteArray> lists[4]; // by Channel::Kind
    for (const auto &channel : m_world.channels()) {
        const bool member = channel->has(caller.userId);
        if (channel->gone || (!member && channel->kind != Channel::Kind::Public))
            continue;
        const QByteArray json = oldChannelJson(m_world, *channel, caller.userId, unreads);
        lists[static_cast<int>(channel->kind)].append(json);
        if (channel->kind == Channel::Kind::Mpim && !arguments.flag("mpim_aware"))
            lists[static_cast<int>(Channel::Kind::Private)].append(json);
    }
    const auto of = [&lists](Channel::Kind kind) { return rawArray(lists[static_cast<int>(kind)]); };
    QList<QByteArray> groups;
    QList<QByteArray> ownGroups;
    for (const UserGroup &group : m_world.userGroups()) {
        groups.append(userGroupJson(group, true));
        if (group.members.contains(caller.userId))
            ownGroups.append(group.id);
    }
    ObjectWriter members;
    members.raw("users", rawArray(users)).raw("channels", of(Channel::Kind::Public));
    members.raw("groups", of(Channel::Kind::Private)).raw("mpims", of(Channel::Kind::Mpim));
    members.raw("ims", of(Channel::Kind::Im)).raw("bots", rawArray(bots));
    members.raw("subteams",
                ObjectWriter().raw("self", textArray(ownGroups)).raw("all", rawArray(groups)).done());
    members.raw("dnd", dndJson(m_world, *m_world.user(caller.userId), true));
    members.number("cache_ts", m_world.nowUs() / 1'000'000).text("cache_version", "v21-demo");
    members.text("cache_ts_version", "v3-demo").text("latest_event_ts", tsText(m_world.nowUs()));
    members.raw("read_only_channels", "[]");
    const QByteArray object = members.flag("can_manage_shared_channels", false).done();
    return object.mid(1, object.size() - 2);
}

QByteArray WebMethods::emojiList(const Arguments &, const Caller &)
{
    ObjectWriter emoji;
    for (const auto &[name, value] : m_world.emoji())
        emoji.text(std::string_view(name.constData(), static_cast<std::size_t>(name.size())), value);
    return okAnswer().raw("emoji", emoji.done()).text("cache_ts", tsText(m_world.nowUs())).done();
}

QByteArray WebMethods::teamInfo(const Arguments &, const Caller &)
{
    const QByteArray team = ObjectWriter()
                                .text("id", m_world.team.id)
                                .text("name", m_world.team.name)
                                .text("domain", m_world.team.domain)
                                .text("email_domain", "demo.invalid")
                                .raw("icon", R"({"image_default":true})")
                                .done();
    return okAnswer().raw("team", team).done();
}

QByteArray WebMethods::teamProfileGet(const Arguments &, const Caller &)
{
    return okAnswer().raw("profile", R"({"fields":[],"sections":[]})").done();
}

//! One bot, or as many as "bots" names.
QByteArray WebMethods::botsInfo(const Arguments &arguments, const Caller &)
{
    const bool several = arguments.has("bots");
    const QList<QByteArray> wanted = arguments.list(several ? "bots" : "bot");
    QList<QByteArray> found;
    for (const User &user : m_world.users()) {
        if (!user.botId.isEmpty() && wanted.contains(user.botId))
            found.append(botJson(user));
    }
    // an integration of the old kind has no account
    if (wanted.contains("B0CI"))
        found.append(
            R"({"id":"B0CI","deleted":false,"name":"builds","updated":0,"app_id":"A0CI","icons":{}})");
    if (several)
        return okAnswer().raw("bots", rawArray(found)).done();
    return found.isEmpty() ? errorAnswer("bot_not_found") : okAnswer().raw("bot", found.first()).done();
}

} // namespace rtmscope::demo
