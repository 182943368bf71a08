// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// One row per event type. Placeholders: $ts a fresh timestamp, $now seconds since the epoch, $app the app's
// id, $base our web address, $room a room's id and $msg its newest message's ts.
#include "core/demo/apps/appstories.h"

#include <array>

namespace rtmscope::demo {

namespace {

// One row per line reads best.
// clang-format off
constexpr std::array stories{
    // the app's own corner
    R"({"type":"app_home_opened","user":"U01MIRA","channel":"D001MIRA","tab":"home","view":{"id":"V0HOME","team_id":"T0DEMO","type":"home","blocks":[],"private_metadata":"","callback_id":"","hash":"$now.home","app_id":"$app"},"event_ts":$ts})",
    R"({"type":"app_home_opened","user":"U02TOMAS","channel":"D002TOMAS","tab":"messages","event_ts":$ts})",
    R"({"type":"app_context_changed","channel":"D001MIRA","user":"U01MIRA","context":{"entities":[{"type":"slack#/types/channel_id","value":$room,"team_id":"T0DEMO"}]},"event_ts":$ts})",
    R"({"type":"assistant_thread_started","assistant_thread":{"user_id":"U01MIRA","context":{"channel_id":$room,"team_id":"T0DEMO","enterprise_id":null},"channel_id":"D001MIRA","thread_ts":$ts},"event_ts":$ts})",
    R"({"type":"assistant_thread_context_changed","assistant_thread":{"user_id":"U01MIRA","context":{"channel_id":"C0DESIGN","team_id":"T0DEMO","enterprise_id":null},"channel_id":"D001MIRA","thread_ts":$ts},"event_ts":$ts})",
    R"({"type":"agent_session_title_changed","channel":"D001MIRA","user":"U01MIRA","team_id":"T0DEMO","thread_ts":$ts,"title":"Slow checkout","previous_title":"New talk","event_ts":$ts})",
    R"({"type":"agent_session_stopped","channel":"D001MIRA","user":"U01MIRA","thread_ts":$ts,"streaming_message_ts":[$ts],"event_ts":$ts})",
    R"({"type":"function_executed","function":{"id":"Fn0DEMO","callback_id":"open_ticket","title":"Open a ticket","description":"","type":"app","input_parameters":[{"type":"string","name":"title","description":"","title":"Title","is_required":true}],"output_parameters":[],"app_id":"$app","date_created":$now,"date_released":0,"date_updated":$now,"date_deleted":0,"form_enabled":false},"inputs":{"title":"Checkout is slow"},"function_execution_id":"Fx0DEMO","workflow_execution_id":"Wx0DEMO","event_ts":$ts,"bot_access_token":"xwfp-demo-$now"})",
    // messages with something on them
    R"({"type":"link_shared","channel":$room,"user":"U02TOMAS","message_ts":$msg,"links":[{"domain":"tickets.invalid","url":"https://tickets.invalid/411"}],"source":"conversations_history","unfurl_id":"$now-demo","is_bot_user_member":true,"event_ts":$ts})",
    R"({"type":"message_metadata_posted","app_id":"$app","bot_id":"B0RTMSCOPE","user_id":"U0RTMSCOPE","team_id":"T0DEMO","channel_id":$room,"message_ts":$msg,"metadata":{"event_type":"ticket_opened","event_payload":{"id":411}},"event_ts":$ts})",
    R"({"type":"message_metadata_updated","app_id":"$app","bot_id":"B0RTMSCOPE","user_id":"U0RTMSCOPE","team_id":"T0DEMO","channel_id":$room,"message_ts":$msg,"metadata":{"event_type":"ticket_opened","event_payload":{"id":411,"state":"closed"}},"previous_metadata":{"event_type":"ticket_opened","event_payload":{"id":411}},"event_ts":$ts})",
    R"({"type":"message_metadata_deleted","app_id":"$app","bot_id":"B0RTMSCOPE","user_id":"U0RTMSCOPE","team_id":"T0DEMO","channel_id":$room,"message_ts":$msg,"previous_metadata":{"event_type":"ticket_opened","event_payload":{"id":411}},"deleted_ts":$ts,"event_ts":$ts})",
    R"({"type":"entity_details_requested","user":"U06PRIYA","trigger_id":"$now.1.demo","user_locale":"en-GB","entity_url":"https://tickets.invalid/411","external_ref":{"id":"411"},"link":{"url":"https://tickets.invalid/411","domain":"tickets.invalid"},"app_unfurl_url":"https://tickets.invalid/411","channel":$room,"message_ts":$msg,"event_ts":$ts})",
    R"({"type":"entity_comments_requested","user":"U06PRIYA","trigger_id":"$now.2.demo","user_locale":"en-GB","entity_url":"https://tickets.invalid/411","external_ref":{"id":"411"},"link":{"url":"https://tickets.invalid/411","domain":"tickets.invalid"},"event_ts":$ts})",
    R"({"type":"call_rejected","call_id":"R0CALL1","user_id":"U05YUKI","channel_id":"C0GENERAL","external_unique_id":"call-17","event_ts":$ts})",
    // who may do what
    R"({"type":"app_requested","app_request":{"id":"Ar0DEMO","app":{"id":"A0CI","name":"builds","description":"Builds and their colours"},"previous_resolution":null,"user":{"id":"U07JONAS","name":"jonas","email":"jonas@demo.invalid"},"team":{"id":"T0DEMO","name":"Demo workspace","domain":"demo"},"scopes":[{"name":"chat:write","description":"Send messages","is_sensitive":false,"token_type":"bot"}],"message":"For the nightly builds"},"event_ts":$ts})",
    R"({"type":"app_installed","app_id":"A0CI","app_name":"builds","app_owner_id":"U07JONAS","user_id":"U06PRIYA","team_id":"T0DEMO","team_domain":"demo","event_ts":$ts})",
    R"({"type":"app_uninstalled_team","app_id":"A0CI","app_name":"builds","app_owner_id":"U07JONAS","user_id":"U06PRIYA","team_id":"T0DEMO","team_domain":"demo","event_ts":$ts})",
    R"({"type":"app_deleted","app_id":"A0CI","app_name":"builds","app_owner_id":"U07JONAS","user_id":"U06PRIYA","team_id":"T0DEMO","team_domain":"demo","event_ts":$ts})",
    R"({"type":"invite_requested","invite_request":{"id":"Ir0DEMO","email":"ada@brightwater.invalid","date_created":$now,"requester_ids":["U13ELENI"],"channel_ids":["C0DESIGN"],"invite_type":"restricted","real_name":"Ada","date_expire":0,"request_reason":"Works on the sketches","team":{"id":"T0DEMO","name":"Demo workspace","domain":"demo"}},"event_ts":$ts})",
    R"({"type":"tokens_revoked","tokens":{"oauth":["U13ELENI"],"bot":[]},"event_ts":$ts})",
    R"({"type":"scope_granted","scopes":["files:read"],"trigger_id":"$now.3.demo","event_ts":$ts})",
    R"({"type":"scope_denied","scopes":["files:write"],"trigger_id":"$now.4.demo","event_ts":$ts})",
    R"({"type":"resources_added","resources":[{"resource":{"type":"im","grant":{"type":"specific","resource_id":"D001MIRA"}},"scopes":["chat:write:user"]}],"event_ts":$ts})",
    R"({"type":"resources_removed","resources":[{"resource":{"type":"im","grant":{"type":"specific","resource_id":"D001MIRA"}},"scopes":["chat:write:user"]}],"event_ts":$ts})",
    R"({"type":"user_resource_granted","user":"U05YUKI","scopes":["reminders:write:user"],"trigger_id":"$now.5.demo","event_ts":$ts})",
    R"({"type":"user_resource_denied","user":"U05YUKI","scopes":["reminders:write:user"],"trigger_id":"$now.6.demo","event_ts":$ts})",
    R"({"type":"user_resource_removed","user":"U05YUKI","trigger_id":"$now.7.demo","event_ts":$ts})",
    R"({"type":"user_connection","event_ts":$ts})",
    // together with another organisation
    R"({"type":"shared_channel_invite_requested","actor":{"id":"U03NOA","name":"noa","team_id":"T0DEMO"},"channel_id":"C0DESIGN","event_type":"slack#/events/shared_channel_invite_requested","channel_name":"design-review","channel_type":"public","target_users":[{"email":"ada@brightwater.invalid","invite_id":"I0DEMO2"}],"teams_in_channel":[{"id":"T0DEMO","name":"Demo workspace","domain":"demo","is_verified":false,"date_created":$now}],"is_external_limited":true,"channel_date_created":$now,"channel_message_latest_counted_timestamp":$now,"event_ts":$ts})",
    R"({"type":"shared_channel_invite_approved","invite":{"id":"I0DEMO2","date_created":$now,"date_invalid":$now,"inviting_team":{"id":"T0DEMO","name":"Demo workspace","domain":"demo"},"inviting_user":{"id":"U03NOA","name":"noa"},"recipient_email":"ada@brightwater.invalid"},"channel":{"id":"C0DESIGN","is_private":false,"is_im":false,"name":"design-review"},"approving_team_id":"T0DEMO","teams_in_channel":[],"approving_user":{"id":"U06PRIYA","name":"priya","team_id":"T0DEMO"},"event_ts":$ts})",
    R"({"type":"shared_channel_invite_accepted","approval_required":false,"invite":{"id":"I0DEMO2","date_created":$now,"date_invalid":$now,"inviting_team":{"id":"T0DEMO","name":"Demo workspace","domain":"demo"},"inviting_user":{"id":"U03NOA","name":"noa"}},"channel":{"id":"C0DESIGN","is_private":false,"is_im":false,"name":"design-review"},"teams_in_channel":[{"id":"T0OTHER","name":"Brightwater","domain":"brightwater"}],"accepting_user":{"id":"U0OTHER","name":"ada","team_id":"T0OTHER"},"event_ts":$ts})",
    R"({"type":"shared_channel_invite_declined","invite":{"id":"I0DEMO3","date_created":$now,"date_invalid":$now,"inviting_team":{"id":"T0DEMO","name":"Demo workspace","domain":"demo"},"inviting_user":{"id":"U03NOA","name":"noa"}},"channel":{"id":"C0DESIGN","is_private":false,"is_im":false,"name":"design-review"},"declining_team_id":"T0OTHER","teams_in_channel":[],"declining_user":{"id":"U0OTHER","name":"ada","team_id":"T0OTHER"},"event_ts":$ts})",
    R"({"type":"channel_shared","connected_team_id":"T0OTHER","channel":"C0DESIGN","event_ts":$ts})",
    R"({"type":"channel_id_changed","old_channel_id":"G0BEFORE","new_channel_id":"C0AFTER","event_ts":$ts})",
    R"({"type":"channel_unshared","previously_connected_team_id":"T0OTHER","channel":"C0DESIGN","is_ext_shared":false,"event_ts":$ts})",
    R"({"type":"team_access_granted","team_ids":["T0DEMO","T0OTHER"],"event_ts":$ts})",
    R"({"type":"team_access_revoked","team_ids":["T0OTHER"],"event_ts":$ts})",
    R"({"type":"grid_migration_started","enterprise_id":"E0DEMO","event_ts":$ts})",
    R"({"type":"grid_migration_finished","enterprise_id":"E0DEMO","event_ts":$ts})",
    // workflows, as they were before functions
    R"({"type":"workflow_published","workflow_id":"W0DEMO1","workflow_draft_configuration":{"version_id":"1","app_steps":[]},"event_ts":$ts})",
    R"({"type":"workflow_step_execute","callback_id":"add_task","workflow_step":{"workflow_step_execute_id":"We0DEMO","workflow_id":"W0DEMO1","workflow_instance_id":"Wi0DEMO","step_id":"s-1","inputs":{"task":{"value":"Rotate the keys"}},"outputs":[]},"event_ts":$ts})",
    R"({"type":"workflow_step_deleted","workflow_id":"W0DEMO1","workflow_draft_configuration":{"version_id":"2","app_steps":[]},"event_ts":$ts})",
    R"({"type":"workflow_unpublished","workflow_id":"W0DEMO1","workflow_draft_configuration":{"version_id":"3","app_steps":[]},"event_ts":$ts})",
    R"({"type":"workflow_deleted","workflow_id":"W0DEMO1","workflow_draft_configuration":{"version_id":"3","app_steps":[]},"event_ts":$ts})",
    // one of those that come every summer
    R"({"type":"huddle_weather_changed","channel":$room,"sky":{"clouds":2.50},"event_ts":$ts})",
};
// clang-format on

QByteArray meaning(const QByteArray &name, World &world, const QByteArray &appId)
{
    if (name == "ts")
        return '"' + tsText(world.freshTs()) + '"';
    if (name == "now")
        return QByteArray::number(world.nowUs() / 1'000'000);
    if (name == "app")
        return appId;
    if (name == "base")
        return world.baseUrl();
    const Channel &room = *world.channel("C0OPS");
    if (name == "room")
        return '"' + room.id + '"';
    const Message *newest = room.newest();
    return '"' + tsText(newest != nullptr ? newest->ts : world.freshTs()) + '"';
}

} // namespace

int appStoryCount()
{
    return static_cast<int>(stories.size());
}

QByteArray appStory(int index, World &world, const QByteArray &appId)
{
    QByteArray event = stories[static_cast<std::size_t>(index) % stories.size()];
    qsizetype at = 0;
    while ((at = event.indexOf('$', at)) >= 0) {
        qsizetype end = at + 1;
        while (end < event.size() && event[end] >= 'a' && event[end] <= 'z')
            ++end;
        const QByteArray value = meaning(event.mid(at + 1, end - at - 1), world, appId);
        event.replace(at, end - at, value);
        at += value.size();
    }
    return event;
}

} // namespace rtmscope::demo
