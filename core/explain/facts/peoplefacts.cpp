// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/facts/typefacts.h"

#include <QtGlobal>

//! People, huddles and the workspace (docs/protocol.md, 5.6 and 5.7).
namespace rtmscope::facts {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("rtmscope::TypeFacts", text)

using enum Recipients;
using enum Sure;

constexpr TypeFacts table[] = {
    {"presence_change", "", Rtm, Doc, "presence",
     WORDS("Sent when somebody whom you asked for by presence_sub becomes active or away, and once for each "
           "of them after asking. Without asking it never comes; with batch_presence_aware it brings users "
           "in place of user.")},
    {"manual_presence_change", "", Rtm, Doc, "presence",
     WORDS("Sent to all of a person's clients when they set themselves active or away.")},
    {"user_change", "", Both, Doc, "user",
     WORDS("Sent to the whole workspace when anything about a person changes; the whole person comes along. "
           "In large workspaces it is one of the most frequent types.")},
    {"user_profile_changed", "", Both, Doc, "user",
     WORDS("Sent beside user_change, with the same content, when a person's profile changed.")},
    {"user_status_changed", "", Both, Doc, "user",
     WORDS("Sent beside user_change, with the same content, when a person's status changed.")},
    {"user_huddle_changed", "", Both, Doc, "user",
     WORDS("Sent beside user_change, with the same content, when a person goes into a huddle or comes out "
           "of it: profile.huddle_state says which.")},
    {"user_invalidated", "", Session, Seen, "user",
     WORDS("Sent to people's own clients when what they keep of somebody is out of date. Only the id comes "
           "along: users.info tells the rest.")},
    {"user_connection", "", EventsApi, Doc, "",
     WORDS("Listed among the events without a word on when it comes or what it has.")},
    {"team_join", "", Both, Doc, "user",
     WORDS("Sent to the whole workspace when somebody joins it, apps with a bot included.")},
    {"dnd_updated", "", Both, Doc, "user dnd_status",
     WORDS("Sent to all of a person's clients when their own quiet hours change or they snooze "
           "notifications.")},
    {"dnd_updated_user", "", Both, Doc, "user dnd_status",
     WORDS("Sent to the others when somebody's quiet hours change. What they snooze is not told.")},
    {"bot_added", "", Rtm, Doc, "bot", WORDS("Sent to the whole workspace when an integration is added.")},
    {"bot_changed", "", Rtm, Doc, "bot",
     WORDS("Sent to the whole workspace when an integration's name or picture changes.")},
    {"sh_room_join", "", Session, Seen, "room",
     WORDS("Sent to people's own clients when somebody comes into a huddle; the whole room comes along.")},
    {"sh_room_leave", "", Session, Seen, "room",
     WORDS("Sent to people's own clients when somebody leaves a huddle. The last one ends it.")},
    {"sh_room_update", "", Session, Seen, "room",
     WORDS("Sent to people's own clients when anything else about a huddle changes.")},
    {"team_rename", "", Both, Doc, "name", WORDS("Sent to the whole workspace when it gets another name.")},
    {"team_domain_change", "", Both, Doc, "url domain",
     WORDS("Sent to the whole workspace when its address changes.")},
    {"email_domain_changed", "", Both, Doc, "email_domain event_ts",
     WORDS("Sent to the whole workspace when other e-mail addresses may join it without an invitation.")},
    {"team_pref_change", "", Rtm, Doc, "name value",
     WORDS("Sent to the whole workspace when one of its settings changes. The value can be of any kind.")},
    {"team_plan_change", "", Rtm, Doc, "plan",
     WORDS("Sent to the whole workspace when it is paid for otherwise. An empty plan costs nothing.")},
    {"team_profile_change", "", Rtm, Doc, "profile",
     WORDS("Sent to the whole workspace when fields of people's profiles are added or changed; only those "
           "come along.")},
    {"team_profile_delete", "", Rtm, Doc, "profile",
     WORDS("Sent to the whole workspace when fields of people's profiles are deleted. They are ids alone "
           "here, where the sister types have objects.")},
    {"team_profile_reorder", "", Rtm, Doc, "profile",
     WORDS("Sent to the whole workspace when the fields of people's profiles are put in another order.")},
    {"emoji_changed", "", Both, Doc, "event_ts",
     WORDS("Sent to the whole workspace when its own emoji change. The subtype says how: add, remove or "
           "rename; without one, emoji.list has to be read again.")},
    {"commands_changed", "", Rtm, Doc, "event_ts",
     WORDS("Sent to the whole workspace when a slash command is added or removed. It does not say which.")},
    {"apps_changed", "", Session, Open, "",
     WORDS("Sent to people's own clients, it seems, when an app of the workspace changes. Documented "
           "nowhere.")},
    {"apps_installed", "", Session, Open, "",
     WORDS("Sent to people's own clients, it seems, when an app is installed. Documented nowhere.")},
    {"apps_uninstalled", "", Session, Seen, "",
     WORDS("Sent to people's own clients when an app is taken off the workspace. Documented nowhere.")},
    {"subteam_created", "", Both, Doc, "subteam",
     WORDS("Sent to the whole workspace when a user group is made; people mention it by its handle.")},
    {"subteam_updated", "", Both, Doc, "subteam",
     WORDS("Sent to the whole workspace when a user group gets another name, handle or members, or is "
           "switched off: then date_delete is not 0.")},
    {"subteam_members_changed", "", Both, Doc, "subteam_id team_id",
     WORDS("Sent to the whole workspace when people come into a user group or leave it; of very large groups "
           "only the numbers come along.")},
    {"subteam_self_added", "", Both, Doc, "subteam_id",
     WORDS("Sent to you when you come into a user group. Its mention is a mention of you from then on.")},
    {"subteam_self_removed", "", Both, Doc, "subteam_id",
     WORDS("Sent to you when you are taken out of a user group.")},
    {"external_org_migration_started", "", Rtm, Doc, "team date_started",
     WORDS("Sent when a workspace that you share channels with begins to move into an organisation.")},
    {"external_org_migration_finished", "", Rtm, Doc, "team date_started date_finished",
     WORDS("Sent when a workspace that you share channels with has moved into an organisation. Ids of its "
           "people may be others now.")},
};

} // namespace

std::span<const TypeFacts> people()
{
    return table;
}

} // namespace rtmscope::facts
