// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// users.*, usergroups.*, dnd.*
#include "core/demo/methods/methodparts.h"
#include "core/demo/methods/webmethods.h"
#include "core/demo/world/acts.h"
#include "core/demo/world/worldobjects.h"
#include "core/json/json.h"

#include <algorithm>

namespace rtmscope::demo {

QByteArray WebMethods::usersConversations(const Arguments &arguments, const Caller &caller)
{
    const QByteArray user = arguments.has("user") ? arguments.value("user") : caller.userId;
    if (m_world.user(user) == nullptr)
        return errorAnswer("user_not_found");
    return listConversations(arguments, caller, user);
}

QByteArray WebMethods::usersList(const Arguments &arguments, const Caller &)
{
    QByteArray problem;
    const auto total = static_cast<qsizetype>(m_world.users().size());
    const std::optional<Page> page = pageOf(total, arguments, 1000, &problem);
    if (!page)
        return errorAnswer(problem);
    QList<QByteArray> members;
    for (qsizetype i = page->begin; i < page->end; ++i)
        members.append(userJson(m_world.users()[static_cast<std::size_t>(i)]));
    return okAnswer()
        .raw("members", rawArray(members))
        .number("cache_ts", m_world.nowUs() / 1'000'000)
        .raw("response_metadata", cursorMember(page->nextCursor))
        .done();
}

//! One user, or as many as "users" names. Of those the unknown ones are left out, unless there is no other.
QByteArray WebMethods::usersInfo(const Arguments &arguments, const Caller &)
{
    if (!arguments.has("users")) {
        const User *user = m_world.user(arguments.value("user"));
        return user == nullptr ? errorAnswer("user_not_found")
                               : okAnswer().raw("user", userJson(*user)).done();
    }
    QList<QByteArray> users;
    for (const QByteArray &id : arguments.list("users")) {
        if (const User *user = m_world.user(id))
            users.append(userJson(*user));
    }
    return users.isEmpty() ? errorAnswer("users_not_found") : okAnswer().raw("users", rawArray(users)).done();
}

QByteArray WebMethods::usersLookupByEmail(const Arguments &arguments, const Caller &)
{
    const QByteArray email = arguments.value("email").toLower();
    for (const User &user : m_world.users()) {
        if (user.botId.isEmpty() && !user.deleted && email == user.name + "@demo.invalid")
            return okAnswer().raw("user", userJson(user)).done();
    }
    return errorAnswer("users_not_found");
}

QByteArray WebMethods::usersSetPresence(const Arguments &arguments, const Caller &caller)
{
    const QByteArray presence = arguments.value("presence");
    if (presence != "away" && presence != "auto" && presence != "active")
        return errorAnswer("invalid_presence");
    const bool active = presence != "away";
    User *user = m_world.user(caller.userId);
    if (user->active != active) {
        m_world.send(ObjectWriter()
                         .text("type", "manual_presence_change")
                         .text("presence", active ? "active" : "away")
                         .done(),
                     {nullptr, user->id, {}, {}});
        people::setPresence(m_world, *user, active);
    }
    return okAnswer().done();
}

QByteArray WebMethods::usersSetActive(const Arguments &arguments, const Caller &caller)
{
    return usersSetPresence(arguments.with("presence", "auto"), caller);
}

QByteArray WebMethods::usersProfileGet(const Arguments &arguments, const Caller &caller)
{
    const User *user = m_world.user(arguments.has("user") ? arguments.value("user") : caller.userId);
    return user == nullptr ? errorAnswer("user_not_found")
                           : okAnswer().raw("profile", profileJson(*user)).done();
}

//! The caller's own, by "name" and "value" or by an object of them.
QByteArray WebMethods::usersProfileSet(const Arguments &arguments, const Caller &caller)
{
    User &user = *m_world.user(caller.userId);
    const auto set = [&user](std::string_view name, const QByteArray &value) {
        for (const auto &[known, field] : {std::pair(std::string_view("status_text"), &User::statusText),
                                           {"status_emoji", &User::statusEmoji},
                                           {"display_name", &User::displayName},
                                           {"real_name", &User::realName},
                                           {"title", &User::title}}) {
            if (known == name)
                user.*field = value;
        }
    };
    json::Document document;
    if (arguments.has("name") && !arguments.isGiven("value"))
        return missingArgument("value");
    if (arguments.has("name")) {
        set(arguments.value("name").toStdString(), arguments.value("value"));
    } else if (document.parse(arguments.value("profile")) && document.root().isObject()) {
        for (const auto &[name, value] : document.root().members())
            set(name, value.text().toUtf8());
    } else {
        return errorAnswer("invalid_profile");
    }
    people::changed(m_world, user);
    return okAnswer().raw("profile", profileJson(user)).done();
}

//! "prefs" names the wanted ones; all of them without it.
QByteArray WebMethods::usersPrefsGet(const Arguments &arguments, const Caller &caller)
{
    const User &user = *m_world.user(caller.userId);
    return okAnswer().raw("prefs", prefsJson(user, arguments.list("prefs"))).done();
}

//! By "name" and "value" or by an object of them. A value is kept as the text or JSON that it came as.
QByteArray WebMethods::usersPrefsSet(const Arguments &arguments, const Caller &caller)
{
    constexpr qsizetype mostPrefs = 200;
    User &user = *m_world.user(caller.userId);
    QList<std::pair<QByteArray, QByteArray>> changes;
    json::Document document;
    if (arguments.has("name") && !arguments.isGiven("value"))
        return missingArgument("value");
    if (arguments.has("name")) {
        changes.append({arguments.value("name"), json::quoted(arguments.value("value").toStdString())});
    } else if (document.parse(arguments.value("prefs")) && document.root().isObject()) {
        for (const auto &[name, value] : document.root().members())
            changes.append({QByteArray(name.data(), static_cast<qsizetype>(name.size())), value.toJson()});
    }
    if (changes.isEmpty() || user.prefs.size() + changes.size() > mostPrefs)
        return errorAnswer("invalid_arguments");
    for (const auto &[name, value] : std::as_const(changes)) {
        user.prefs.insert(name, value);
        m_world.send(ObjectWriter()
                         .text("type", "pref_change")
                         .text("name", name)
                         .raw("value", value)
                         .text("event_ts", tsText(m_world.freshTs()))
                         .done(),
                     {nullptr, user.id, {}, {}});
    }
    return okAnswer().raw("prefs", prefsJson(user)).done();
}

QByteArray WebMethods::usersGetPresence(const Arguments &arguments, const Caller &caller)
{
    const QByteArray id = arguments.has("user") ? arguments.value("user") : caller.userId;
    const User *user = m_world.user(id);
    if (user == nullptr)
        return errorAnswer("user_not_found");
    ObjectWriter answer = okAnswer();
    answer.text("presence", user->active ? "active" : "away");
    if (id == caller.userId)
        answer.flag("online", user->active)
            .flag("auto_away", false)
            .flag("manual_away", false)
            .number("connection_count", 1)
            .number("last_activity", m_world.nowUs() / 1'000'000);
    return answer.done();
}

QByteArray WebMethods::userGroupsList(const Arguments &arguments, const Caller &)
{
    QList<QByteArray> groups;
    for (const UserGroup &group : m_world.userGroups())
        groups.append(userGroupJson(group, arguments.flag("include_users")));
    return okAnswer().raw("usergroups", rawArray(groups)).done();
}

QByteArray WebMethods::userGroupsUsersList(const Arguments &arguments, const Caller &)
{
    for (const UserGroup &group : m_world.userGroups()) {
        if (group.id == arguments.value("usergroup"))
            return okAnswer().raw("users", textArray(group.members)).done();
    }
    return errorAnswer("no_such_subteam");
}

QByteArray WebMethods::dndInfo(const Arguments &arguments, const Caller &caller)
{
    const User *user = m_world.user(arguments.has("user") ? arguments.value("user") : caller.userId);
    if (user == nullptr)
        return errorAnswer("user_not_found");
    const QByteArray status = dndJson(m_world, *user, user->id == caller.userId);
    return okAnswer().members(status.mid(1, status.size() - 2)).done();
}

QByteArray WebMethods::dndTeamInfo(const Arguments &arguments, const Caller &)
{
    const QList<QByteArray> wanted = arguments.list("users");
    QList<QByteArray> users;
    for (const User &user : m_world.users()) {
        if (wanted.isEmpty() || wanted.contains(user.id))
            users.append('"' + user.id + "\":" + dndJson(m_world, user, false));
    }
    return okAnswer().raw("users", '{' + users.join(',') + '}').done();
}

QByteArray WebMethods::dndSetSnooze(const Arguments &arguments, const Caller &caller)
{
    const std::optional<int> minutes = arguments.number("num_minutes", 0);
    if (!minutes || *minutes <= 0)
        return errorAnswer("missing_duration");
    constexpr int longest = 14 * 24 * 60;
    User &user = *m_world.user(caller.userId);
    people::snooze(m_world, user, m_world.nowUs() / 1'000'000 + 60LL * std::min(*minutes, longest));
    const QByteArray status = dndJson(m_world, user, true);
    return okAnswer().members(status.mid(1, status.size() - 2)).done();
}

QByteArray WebMethods::dndEndSnooze(const Arguments &, const Caller &caller)
{
    User &user = *m_world.user(caller.userId);
    if (user.snoozedUntilS <= m_world.nowUs() / 1'000'000)
        return errorAnswer("snooze_not_active");
    people::snooze(m_world, user, 0);
    const QByteArray status = dndJson(m_world, user, true);
    return okAnswer().members(status.mid(1, status.size() - 2)).done();
}

//! Ends what keeps notices away now. Snoozing is all that people here do.
QByteArray WebMethods::dndEndDnd(const Arguments &, const Caller &caller)
{
    people::snooze(m_world, *m_world.user(caller.userId), 0);
    return okAnswer().done();
}

} // namespace rtmscope::demo
