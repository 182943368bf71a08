// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// One row per rare thing. Placeholders: $ts a fresh timestamp, $now seconds since the epoch, $me whoever is
// logged in, $base our web address, $room a room's id and $msg a recent message's ts in it, $item that
// message, $thread a thread's subscription, $im a direct conversation.
#include "core/demo/world/rareevents.h"

#include "core/demo/world/acts.h"
#include "core/demo/world/objectwriter.h"
#include "core/demo/world/worldobjects.h"

#include <algorithm>
#include <array>

namespace rtmscope::demo {

namespace {

constexpr auto labId = "C0LAB";
constexpr auto vaultId = "C0VAULT";

} // namespace

//! The rows. A struct of its own only to be a friend.
struct RareTable
{
    using Row = void (*)(RareEvents &);
    static const std::array<Row, 141> rows;
};

// One row per line reads best.
// clang-format off
const std::array<RareTable::Row, 141> RareTable::rows{{
    // what a session hears about itself
    [](RareEvents &r) { r.tell(R"({"type":"pref_change","name":"muted_channels","value":"C0RANDOM"})"); },
    [](RareEvents &r) { r.tell(R"({"type":"activity","subtype":"bundle_update","key":"thread_v2-C0OPS","entry":{"feed_ts":$ts,"is_unread":true,"item":{"type":"thread_v2"}},"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"badge_counts_updated"})"); },
    [](RareEvents &r) { r.tell(R"({"type":"desktop_notification","title":"Demo workspace","subtitle":"#ops","msg":$msg,"ts":$msg,"content":"Mira Okafor: could you look at this?","channel":$room,"launchUri":"slack://channel?team=T0DEMO","avatarImage":"","imageUri":null,"ssbFilename":"knock_brush.mp3","is_shared":false,"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"mobile_in_app_notification","title":"Demo workspace","subtitle":"#ops","ts":$msg,"channel":$room,"channel_name":"ops","author_id":"U01MIRA","author_display_name":"Mira Okafor","msg_text":"could you look at this?","push_id":"p-17","notif_id":"n-4","mobileLaunchUri":"slack://channel?team=T0DEMO","avatarImage":"","is_shared":false,"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"accounts_changed","event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"manual_presence_change","presence":"away"})"); },
    [](RareEvents &r) { r.tell(R"({"type":"manual_presence_change","presence":"active"})"); },
    // people
    [](RareEvents &r) { r.statusChange("user_change"); },
    [](RareEvents &r) { r.statusChange("user_status_changed"); },
    [](RareEvents &r) { r.statusChange("user_profile_changed"); },
    [](RareEvents &r) { r.statusChange("user_huddle_changed"); },
    [](RareEvents &r) { r.say(R"({"type":"dnd_updated_user","user":"U05YUKI","dnd_status":{"dnd_enabled":true,"next_dnd_start_ts":$now,"next_dnd_end_ts":$now},"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"dnd_updated","user":"$me","dnd_status":{"dnd_enabled":true,"next_dnd_start_ts":$now,"next_dnd_end_ts":$now,"snooze_enabled":true,"snooze_endtime":$now,"snooze_remaining":1800,"snooze_is_indefinite":false},"event_ts":$ts})"); },
    [](RareEvents &r) { const User &user = r.newcomer(); r.m_world.send(ObjectWriter().text("type", "team_join").raw("user", userJson(user)).number("cache_ts", r.m_world.nowUs() / 1'000'000).done()); },
    [](RareEvents &r) { rooms::join(r.m_world, *r.m_world.channel("C0RANDOM"), r.newcomer().id, "U06PRIYA"); },
    [](RareEvents &r) { r.m_world.post(*r.m_world.channel("C0RANDOM"), {r.newcomer().id, "Hello everybody! First day, be kind :wave:", {}, {}, r.m_random.uuid(), 0, false}); },
    [](RareEvents &r) { rooms::leave(r.m_world, *r.m_world.channel("C0RANDOM"), r.newcomer().id); },
    [](RareEvents &r) { r.say(R"({"type":"user_invalidated","user":{"id":"U14GRACE"}})"); },
    [](RareEvents &r) { r.say(R"({"type":"user_connection"})"); },
    // a thread one follows
    [](RareEvents &r) { r.tell(R"({"type":"thread_subscribed","subscription":$thread,"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"thread_marked","subscription":$thread,"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"update_thread_state","has_unreads":true,"mention_count":1,"timestamp":$ts,"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"thread_unsubscribed","subscription":$thread,"event_ts":$ts})"); },
    // stars and pins
    [](RareEvents &r) { r.tell(R"({"type":"star_added","user":"$me","item":{"type":"message","channel":$room,"message":$item,"date_create":$now},"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"star_removed","user":"$me","item":{"type":"message","channel":$room,"message":$item,"date_create":$now},"event_ts":$ts})"); },
    [](RareEvents &r) { const auto [channel, message] = r.recentMessage(false); rooms::pin(r.m_world, *channel, *message, "U02TOMAS"); },
    [](RareEvents &r) { const auto [channel, message] = r.recentMessage(false); rooms::unpin(r.m_world, *channel, *message, "U02TOMAS"); },
    [](RareEvents &r) { r.post("C0OPS", "USLACKBOT", "unpinned_item", "<@U02TOMAS> removed a pinned item.", R"("hidden":true,"item_type":"C","item":$item)"); },
    // files, from their first day to their last
    [](RareEvents &r) { r.m_stage.shareFile(*r.m_world.channel("C0SUPPORT"), "U08LENA", "image", "error-dialog.png"); },
    [](RareEvents &r) { r.say(R"({"type":"file_change","file_id":"F0DEMO0001","user_id":"U08LENA","file":{"id":"F0DEMO0001"},"event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"file_comment_added","comment":{"id":"Fc0001","timestamp":$now,"user":"U10OLENA","comment":"Is this the new dialog?"},"file_id":"F0DEMO0001","user_id":"U10OLENA","file":{"id":"F0DEMO0001"},"event_ts":$ts})"); },
    [](RareEvents &r) { r.post("C0SUPPORT", "", "file_comment", "<@U10OLENA> commented on a file: Is this the new dialog?", R"("file":{"id":"F0DEMO0001","name":"error-dialog.png"},"comment":{"id":"Fc0001","timestamp":$now,"user":"U10OLENA","comment":"Is this the new dialog?"},"is_intro":false)"); },
    [](RareEvents &r) { r.say(R"({"type":"file_comment_edited","comment":{"id":"Fc0001","timestamp":$now,"user":"U10OLENA","comment":"Is this the new error dialog?"},"file_id":"F0DEMO0001","user_id":"U10OLENA","file":{"id":"F0DEMO0001"},"event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"file_comment_deleted","comment":"Fc0001","file_id":"F0DEMO0001","file":{"id":"F0DEMO0001"},"event_ts":$ts})"); },
    [](RareEvents &r) { r.post("C0SUPPORT", "U02TOMAS", "file_mention", "<@U02TOMAS> mentioned a file: error-dialog.png", R"("file":{"id":"F0DEMO0001","name":"error-dialog.png"})"); },
    [](RareEvents &r) { r.say(R"({"type":"file_unshared","file_id":"F0DEMO0001","user_id":"U08LENA","file":{"id":"F0DEMO0001"},"channel_id":"C0SUPPORT","event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"file_private","file":"F0DEMO0001"})"); },
    [](RareEvents &r) { r.say(R"({"type":"file_deleted","file_id":"F0DEMO0001","channel_ids":["C0SUPPORT"],"event_ts":$ts})"); },
    [](RareEvents &r) { r.post("C0DESIGN", "U14GRACE", "file_share", "One more sketch, the old way", R"("file":{"id":"F0DEMO9001","name":"sketch.png","title":"sketch","mimetype":"image/png","filetype":"png","mode":"hosted","user":"U14GRACE","size":91204},"upload":true,"display_as_bot":false)"); },
    [](RareEvents &r) { r.post("C0DESIGN", "U14GRACE", "", "", R"("files":[{"id":"F0DEMO9002","mode":"tombstone","date_deleted":$now},{"id":"F0DEMO9003","mode":"hidden_by_limit","date_delete":$now}])"); },
    // a public room, from founding to deletion
    [](RareEvents &r) { Channel &lab = r.lab(); lab.gone = false; lab.name = "lab"; r.say(R"({"type":"channel_created","channel":{"id":"C0LAB","name":"lab","name_normalized":"lab","is_channel":true,"is_shared":false,"is_org_shared":false,"created":$now,"creator":"U12MINJUN","context_team_id":"T0DEMO"},"event_ts":$ts})"); },
    [](RareEvents &r) { rooms::join(r.m_world, r.lab(), r.m_world.protagonist, "U12MINJUN"); },
    [](RareEvents &r) { rooms::join(r.m_world, r.lab(), "U05YUKI"); },
    [](RareEvents &r) { r.m_world.post(r.lab(), {"U12MINJUN", "Welcome to the lab. Nothing here is meant to last.", {}, {}, r.m_random.uuid(), 0, false}); },
    [](RareEvents &r) { r.post(labId, "U12MINJUN", "channel_purpose", "<@U12MINJUN> set the channel purpose: Try things, break things", R"("purpose":"Try things, break things")"); },
    [](RareEvents &r) { rooms::setTopic(r.m_world, r.lab(), "This week: cold caches", "U12MINJUN"); },
    [](RareEvents &r) { r.lab().name = "lab-notes"; r.say(R"({"type":"channel_rename","channel":{"id":"C0LAB","name":"lab-notes","name_normalized":"lab-notes","is_channel":true,"is_mpim":false,"created":"$now"},"event_ts":$ts})", labId); },
    [](RareEvents &r) { r.post(labId, "U12MINJUN", "channel_name", "<@U12MINJUN> has renamed the channel from \"lab\" to \"lab-notes\"", R"("old_name":"lab","name":"lab-notes")"); },
    [](RareEvents &r) { r.say(R"({"type":"channel_updated","channel":"C0LAB","channels":["C0LAB"],"updates":{"properties":{"posting_restricted_to":{"type":["admin"]}}},"ts":$ts,"event_ts":$ts})", labId); },
    [](RareEvents &r) { r.say(R"({"type":"channel_posting_permissions"})", labId); },
    [](RareEvents &r) { r.post(labId, "U12MINJUN", "channel_posting_permissions", "<@U12MINJUN> changed who may post here"); },
    [](RareEvents &r) { r.post(labId, "U12MINJUN", "channel_convert_to_private", "<@U12MINJUN> made this channel private"); },
    [](RareEvents &r) { r.post(labId, "U12MINJUN", "channel_convert_to_public", "<@U12MINJUN> made this channel public again"); },
    [](RareEvents &r) { r.say(R"({"type":"channel_history_changed","channel":"C0LAB","latest":$ts,"ts":$ts,"event_ts":$ts})", labId); },
    [](RareEvents &r) { r.lab().archived = true; r.say(R"({"type":"channel_archive","channel":"C0LAB","user":"U12MINJUN","is_moved":0,"event_ts":$ts})", labId); },
    [](RareEvents &r) { r.post(labId, "U12MINJUN", "channel_archive", "<@U12MINJUN> archived the channel", R"("members":["U12MINJUN","U05YUKI","$me"])"); },
    [](RareEvents &r) { r.lab().archived = false; r.say(R"({"type":"channel_unarchive","channel":"C0LAB","user":"U12MINJUN","event_ts":$ts})", labId); },
    [](RareEvents &r) { r.post(labId, "U12MINJUN", "channel_unarchive", "<@U12MINJUN> un-archived the channel"); },
    [](RareEvents &r) { rooms::leave(r.m_world, r.lab(), r.m_world.protagonist); },
    [](RareEvents &r) { r.say(R"({"type":"channel_deleted","channel":"C0LAB","actor_id":"U12MINJUN","event_ts":$ts})"); r.lab().gone = true; r.lab().messages.clear(); },
    // its private twin
    [](RareEvents &r) { Channel &vault = r.vault(); vault.gone = false; vault.name = "vault"; rooms::join(r.m_world, vault, r.m_world.protagonist, "U09DAVIT"); },
    [](RareEvents &r) { r.tell(R"({"type":"group_join","channel":"C0VAULT","user":"$me","ts":$ts})"); },
    [](RareEvents &r) { r.post(vaultId, "U01MIRA", "group_join", "<@U01MIRA> has joined the group"); },
    [](RareEvents &r) { r.m_world.post(r.vault(), {"U09DAVIT", "Keys are rotated on Friday. This room goes away afterwards.", {}, {}, r.m_random.uuid(), 0, false}); },
    [](RareEvents &r) { r.tell(R"({"type":"group_open","user":"$me","channel":"C0VAULT","event_ts":$ts})"); },
    [](RareEvents &r) { rooms::mark(r.m_world, r.vault(), r.m_world.protagonist, r.m_world.freshTs()); },
    [](RareEvents &r) { r.post(vaultId, "U09DAVIT", "group_topic", "<@U09DAVIT> set the group's topic: Key rotation", R"("topic":"Key rotation")"); },
    [](RareEvents &r) { r.post(vaultId, "U09DAVIT", "group_purpose", "<@U09DAVIT> set the group's purpose: Rotate, then forget", R"("purpose":"Rotate, then forget")"); },
    [](RareEvents &r) { r.vault().name = "vault-2"; r.say(R"({"type":"group_rename","channel":{"id":"C0VAULT","name":"vault-2","name_normalized":"vault-2","is_group":true,"created":$now},"event_ts":$ts})", vaultId); },
    [](RareEvents &r) { r.post(vaultId, "U09DAVIT", "group_name", "<@U09DAVIT> has renamed the group from \"vault\" to \"vault-2\"", R"("old_name":"vault","name":"vault-2")"); },
    [](RareEvents &r) { r.say(R"({"type":"group_history_changed","channel":"C0VAULT","latest":$ts,"ts":$ts,"event_ts":$ts,"is_mpim":false})", vaultId); },
    [](RareEvents &r) { r.vault().archived = true; r.say(R"({"type":"group_archive","channel":"C0VAULT","user":"U09DAVIT","actor_id":"U09DAVIT","ts":$ts})", vaultId); },
    [](RareEvents &r) { r.post(vaultId, "U09DAVIT", "group_archive", "<@U09DAVIT> archived the group"); },
    [](RareEvents &r) { r.vault().archived = false; r.say(R"({"type":"group_unarchive","channel":"C0VAULT","user":"U09DAVIT","actor_id":"U09DAVIT","ts":$ts})", vaultId); },
    [](RareEvents &r) { r.post(vaultId, "U09DAVIT", "group_unarchive", "<@U09DAVIT> un-archived the group"); },
    [](RareEvents &r) { r.post(vaultId, "U01MIRA", "group_leave", "<@U01MIRA> has left the group"); },
    [](RareEvents &r) { r.tell(R"({"type":"group_close","user":"$me","channel":"C0VAULT","event_ts":$ts})"); },
    [](RareEvents &r) { rooms::leave(r.m_world, r.vault(), r.m_world.protagonist); },
    [](RareEvents &r) { r.say(R"({"type":"group_deleted","channel":"C0VAULT","date_deleted":$now,"actor_id":"U09DAVIT","event_ts":$ts})"); r.vault().gone = true; r.vault().messages.clear(); },
    // conversations between two and three
    [](RareEvents &r) { Channel &im = r.m_world.directMessage(r.m_world.protagonist, "U09DAVIT"); r.m_world.send(ObjectWriter().text("type", "im_created").text("user", "U09DAVIT").raw("channel", channelJson(r.m_world, im, r.m_world.protagonist, true)).done(), {nullptr, r.m_world.protagonist, {}, {}}); },
    [](RareEvents &r) { r.tell(R"({"type":"im_open","user":"U09DAVIT","channel":$im,"event_ts":$ts})"); },
    [](RareEvents &r) { r.m_world.post(r.m_world.directMessage(r.m_world.protagonist, "U09DAVIT"), {"U09DAVIT", "Quick one: is the second factor on for your account?", {}, {}, r.m_random.uuid(), 0, false}); },
    [](RareEvents &r) { rooms::mark(r.m_world, r.m_world.directMessage(r.m_world.protagonist, "U09DAVIT"), r.m_world.protagonist, r.m_world.freshTs()); },
    [](RareEvents &r) { r.tell(R"({"type":"im_history_changed","channel":$im,"latest":$ts,"ts":$ts,"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"im_close","user":"U09DAVIT","channel":$im,"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"mpim_open","user":"$me","channel":"G0TRIO","is_mpim":true,"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"group_open","user":"$me","channel":"G0TRIO","is_mpim":true,"event_ts":$ts})"); },
    [](RareEvents &r) { const Channel &trio = *r.m_world.channel("G0TRIO"); r.m_world.send(ObjectWriter().text("type", "mpim_joined").raw("channel", channelJson(r.m_world, trio, r.m_world.protagonist, true)).done(), {nullptr, r.m_world.protagonist, {}, {}}); },
    [](RareEvents &r) { rooms::mark(r.m_world, *r.m_world.channel("G0TRIO"), r.m_world.protagonist, r.m_world.freshTs()); },
    [](RareEvents &r) { r.tell(R"({"type":"mpim_history_changed","channel":"G0TRIO","latest":"0000000000.000000","ts":$ts,"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"mpim_close","user":"$me","channel":"G0TRIO","is_mpim":true,"event_ts":$ts})"); },
    [](RareEvents &r) { rooms::mark(r.m_world, *r.m_world.channel("C0RANDOM"), r.m_world.protagonist, r.m_world.freshTs()); },
    [](RareEvents &r) { r.tell(R"({"type":"shared_channel_invite_received","invite":{"id":"I0DEMO1","date_created":$now,"date_invalid":$now,"inviting_team":{"id":"T0OTHER","name":"Brightwater","domain":"brightwater"},"inviting_user":{"id":"U0OTHER","name":"ada"}},"channel":{"id":"C0SHARED","name":"brightwater-and-us","is_private":false,"is_im":false},"event_ts":$ts})"); },
    // the workspace itself
    [](RareEvents &r) { r.say(R"({"type":"emoji_changed","subtype":"add","name":"coffee-please","value":"alias:coffee","event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"emoji_changed","subtype":"rename","old_name":"coffee-please","new_name":"coffee-now","value":"alias:coffee","event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"emoji_changed","subtype":"remove","names":["coffee-now","coffee-please"],"event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"emoji_changed","event_ts":$ts})"); },
    [](RareEvents &r) { r.foundOnCall(); r.say(R"({"type":"subteam_created","subteam":{"id":"S0ONCALL","team_id":"T0DEMO","is_usergroup":true,"name":"On call","handle":"oncall","description":"Whoever has the pager","is_external":false,"date_create":$now,"date_update":$now,"date_delete":0,"auto_type":null,"created_by":"U06PRIYA","updated_by":"U06PRIYA","deleted_by":null,"prefs":{"channels":["C0OPS"],"groups":[]},"user_count":"1"},"event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"subteam_members_changed","subteam_id":"S0ONCALL","team_id":"T0DEMO","date_previous_update":$now,"date_update":$now,"added_users":["U01MIRA","$me"],"added_users_count":"2","removed_users":["U12MINJUN"],"removed_users_count":1,"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"subteam_self_added","subteam_id":"S0ONCALL","event_ts":$ts})"); },
    [](RareEvents &r) { r.post("C0OPS", "U06PRIYA", "", "<!subteam^S0ONCALL|@oncall> is a group now, so nobody needs to know who has the " "pager"); },
    [](RareEvents &r) { r.say(R"({"type":"subteam_updated","subteam":{"id":"S0ONCALL","team_id":"T0DEMO","is_usergroup":true,"name":"On call","handle":"oncall","description":"Two people, one pager","is_external":false,"date_create":$now,"date_update":$now,"date_delete":0,"created_by":"U06PRIYA","updated_by":"U06PRIYA","prefs":{"channels":["C0OPS"],"groups":[]},"users":["U01MIRA","U02TOMAS"],"user_count":2},"event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"subteam_self_removed","subteam_id":"S0ONCALL","event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"bot_added","bot":{"id":"B0CI","app_id":"A0CI","name":"builds","icons":{}},"cache_ts":$now})"); },
    [](RareEvents &r) { r.post("C0DEPLOYS", "U12MINJUN", "bot_add", "added an integration to this channel: <$base/services/B0CI|builds>", R"("bot_id":"B0CI","bot_link":"<$base/services/B0CI|builds>")"); },
    [](RareEvents &r) { r.say(R"({"type":"bot_changed","bot":{"id":"B0CI","app_id":"A0CI","name":"builds","icons":{},"deleted":false,"updated":$now},"cache_ts":$now})"); },
    [](RareEvents &r) { r.post("C0DEPLOYS", "U12MINJUN", "bot_disable", "disabled an integration in this channel", R"("bot_id":"B0CI")"); },
    [](RareEvents &r) { r.post("C0DEPLOYS", "U12MINJUN", "bot_enable", "enabled an integration in this channel", R"("bot_id":"B0CI")"); },
    [](RareEvents &r) { r.post("C0DEPLOYS", "U12MINJUN", "bot_remove", "removed an integration from this channel", R"("bot_id":"B0CI","bot_link":"builds")"); },
    [](RareEvents &r) { r.say(R"({"type":"apps_installed","app":{"id":"A0CI","name":"builds"},"event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"apps_changed","app":{"id":"A0CI","name":"builds"},"event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"apps_uninstalled","app":{"id":"A0CI","name":"builds"},"event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"commands_changed","event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"team_pref_change","name":"slackbot_responses_only_admins","value":true})"); },
    [](RareEvents &r) { r.tell(R"({"type":"pref_change","name":"all_notifications_prefs","value":"{\"global\":{\"push_idle_wait\":2},\"channels\":{\"C0RANDOM\":{\"muted\":true}}}"})"); },
    [](RareEvents &r) { r.tell(R"({"type":"pref_change","name":"sidebar_width","value":260})"); },
    [](RareEvents &r) { r.tell(R"({"type":"pref_change","name":"highlight_words","value":{"words":["pager","rollback"]}})"); },
    [](RareEvents &r) { r.say(R"({"type":"team_profile_change","profile":{"fields":[{"id":"Xf0PRON","label":"Pronouns","type":"text"}]}})"); },
    [](RareEvents &r) { r.say(R"({"type":"team_profile_reorder","profile":{"fields":[{"id":"Xf0PRON","ordering":0}]}})"); },
    [](RareEvents &r) { r.say(R"({"type":"team_profile_delete","profile":{"fields":["Xf0PRON"]}})"); },
    [](RareEvents &r) { r.say(R"({"type":"team_plan_change","plan":"plus","can_add_ura":false,"paid_features":["sso","compliance"]})"); },
    [](RareEvents &r) { r.say(R"({"type":"team_rename","name":"Demo workspace"})"); },
    [](RareEvents &r) { r.say(R"({"type":"team_domain_change","url":"$base","domain":"demo"})"); },
    [](RareEvents &r) { r.say(R"({"type":"email_domain_changed","email_domain":"demo.invalid","event_ts":$ts})"); },
    [](RareEvents &r) { r.say(R"({"type":"external_org_migration_started","team":{"id":"T0OTHER","is_migrating":true},"date_started":$now})"); },
    [](RareEvents &r) { r.say(R"({"type":"external_org_migration_finished","team":{"id":"T0OTHER","is_migrating":false},"date_started":$now,"date_finished":$now})"); },
    // odd messages
    [](RareEvents &r) { r.m_stage.huddle(*r.m_world.channel("C0OPS"), "U01MIRA"); },
    [](RareEvents &r) { r.post("C0GENERAL", "U06PRIYA", "sh_room_created", "A call was started", R"("room":{"id":"R0CALL1","name":"All hands","created_by":"U06PRIYA","date_start":$now,"date_end":0,"participants":["U06PRIYA"],"channels":["C0GENERAL"],"has_ended":false})"); },
    [](RareEvents &r) { r.post("C0GENERAL", "U06PRIYA", "sh_room_shared", "A call was shared", R"("room":{"id":"R0CALL1","name":"All hands","created_by":"U06PRIYA","date_start":$now,"date_end":$now,"participants":[],"channels":["C0GENERAL"],"has_ended":true})"); },
    [](RareEvents &r) { r.post("C0RANDOM", "USLACKBOT", "slackbot_response", "Somebody said stapler. The stapler is where it always was."); },
    [](RareEvents &r) { r.post("C0OPS", "U02TOMAS", "reminder_add", "set up a reminder: \"rotate the on-call phone\" at 9AM every Monday"); },
    [](RareEvents &r) { r.post("C0GENERAL", "UREVOKEDU", "ekm_access_denied", ""); },
    [](RareEvents &r) { r.post("C0GENERAL", "U11SOFIA", "tabbed_canvas_updated", "<@U11SOFIA> updated the canvas \"How we write\""); },
    [](RareEvents &r) { r.post("C0RANDOM", "U05YUKI", "stapler_summoned", "A stapler has been summoned to the third floor"); },
    [](RareEvents &r) { r.post("C0OPS", "U0DEPLOY", "", "Latency of the last hour", R"("blocks":[{"type":"header","text":{"type":"plain_text","text":"Latency of the last hour"}},{"type":"table","rows":[[{"type":"raw_text","text":"p50"},{"type":"raw_text","text":"41 ms"}],[{"type":"raw_text","text":"p99"},{"type":"raw_text","text":"182 ms"}]]},{"type":"divider"},{"type":"image","image_url":"$base/files/latency.png","alt_text":"A line that goes down"},{"type":"hologram","depth":3}])"); },
    // types that no documentation has
    [](RareEvents &r) { r.say(R"({"type":"canvas_breeze_shifted","canvas":{"id":"F0CANVAS","knots":3.50},"user":"U11SOFIA","event_ts":$ts})"); },
    [](RareEvents &r) { r.tell(R"({"type":"drafts_recounted","drafts":{"total":2,"unsent":2},"channel":"C0OPS","event_ts":$ts})"); },
    // what ends a connection: last, and left out at speeds where it would only be a nuisance
    [](RareEvents &r) { r.farewell(R"({"type":"goodbye"})"); },
    [](RareEvents &r) { r.farewell(R"({"type":"error","error":{"code":17,"msg":"Ratelimited","source":"gateway","retry_after":1}})"); },
    [](RareEvents &r) { r.farewell(R"({"type":"team_migration_started"})"); },
}};
// clang-format on

int RareEvents::count()
{
    return static_cast<int>(RareTable::rows.size());
}

void RareEvents::playNext()
{
    RareTable::rows[static_cast<std::size_t>(m_next)](*this);
    m_next = (m_next + 1) % count();
}

void RareEvents::say(const char *frame, const char *channelId)
{
    Channel *channel = channelId != nullptr ? m_world.channel(channelId) : nullptr;
    m_world.send(filled(frame), {channel, {}, {}, {}});
}

void RareEvents::tell(const char *frame)
{
    m_world.send(filled(frame), {nullptr, m_world.protagonist, {}, {}});
}

void RareEvents::post(const char *channelId, const char *user, const char *subtype, const char *text,
                      const char *members)
{
    if (Channel *channel = m_world.channel(channelId))
        m_world.post(*channel, {user, filled(text), subtype, filled(members), {}, 0, false});
}

void RareEvents::farewell(const char *frame)
{
    if (m_farewell)
        m_farewell(frame);
}

Channel &RareEvents::found(const char *id, const char *name, Channel::Kind kind)
{
    for (const auto &channel : m_world.channels()) {
        if (channel->id == id)
            return *channel;
    }
    Channel channel;
    channel.id = id;
    channel.name = name;
    channel.kind = kind;
    channel.creator = kind == Channel::Kind::Public ? "U12MINJUN" : "U09DAVIT";
    channel.createdS = m_world.nowUs() / 1'000'000;
    channel.members = {channel.creator, "U01MIRA"};
    channel.gone = true;
    return m_world.addChannel(channel);
}

Channel &RareEvents::lab()
{
    return found(labId, "lab", Channel::Kind::Public);
}

Channel &RareEvents::vault()
{
    return found(vaultId, "vault", Channel::Kind::Private);
}

//! The newest message of a busy room, or its newest parent of a thread. Clients may delete all that was said
//! there: somebody says something first then.
std::pair<Channel *, Message *> RareEvents::recentMessage(bool parent)
{
    Channel *channel = m_world.channel("C0OPS");
    for (auto message = channel->messages.rbegin(); message != channel->messages.rend(); ++message) {
        const bool fits =
            parent ? message->replyCount > 0 : message->subtype.isEmpty() && !message->isReply();
        if (fits)
            return {channel, &*message};
    }
    if (channel->messages.empty())
        m_world.post(*channel, {"U01MIRA", "It is quiet in here.", {}, {}, m_random.uuid(), 0, false});
    return {channel, &channel->messages.front()};
}

//! The user group that the story is about; once founded it stays.
void RareEvents::foundOnCall()
{
    std::vector<UserGroup> &groups = m_world.userGroups();
    const bool known = std::any_of(groups.begin(), groups.end(),
                                   [](const UserGroup &group) { return group.id == "S0ONCALL"; });
    if (!known)
        groups.push_back({"S0ONCALL",
                          "On call",
                          "oncall",
                          "Whoever has the pager",
                          {"U01MIRA", "U02TOMAS"},
                          {"C0OPS"},
                          m_world.nowUs() / 1'000'000});
}

User &RareEvents::newcomer()
{
    if (User *known = m_world.user("U16IDA"))
        return *known;
    User user;
    user.id = "U16IDA";
    user.name = "ida";
    user.realName = "Ida Nyström";
    user.displayName = "Ida";
    user.title = "Data analysis";
    user.zone = "Europe/Helsinki";
    user.zoneLabel = "Eastern European Time";
    user.zoneOffsetSeconds = 7200;
    user.color = "3c8d83";
    user.updatedS = m_world.nowUs() / 1'000'000;
    return m_world.addUser(user);
}

void RareEvents::statusChange(const char *type)
{
    struct Status
    {
        const char *emoji;
        const char *text;
    };
    constexpr std::array statuses{Status{":bento:", "Lunch"}, Status{":calendar:", "In a meeting"},
                                  Status{":train:", "On the train"}, Status{"", ""}};
    User &user = *m_world.user(castId("MTKYJH"[m_random.below(6)]));
    const Status &status = m_random.pick(statuses);
    user.statusEmoji = status.emoji;
    user.statusText = status.text;
    user.updatedS = m_world.nowUs() / 1'000'000;
    m_world.send(ObjectWriter()
                     .text("type", type)
                     .raw("user", userJson(user))
                     .number("cache_ts", user.updatedS)
                     .text("event_ts", tsText(m_world.freshTs()))
                     .done());
}

QByteArray RareEvents::filled(QByteArray frame)
{
    qsizetype at = 0;
    while ((at = frame.indexOf('$', at)) >= 0) {
        qsizetype end = at + 1;
        while (end < frame.size() && frame[end] >= 'a' && frame[end] <= 'z')
            ++end;
        const QByteArray value = meaning(frame.mid(at + 1, end - at - 1));
        frame.replace(at, end - at, value);
        at += value.size();
    }
    return frame;
}

QByteArray RareEvents::meaning(const QByteArray &name)
{
    if (name == "ts")
        return '"' + tsText(m_world.freshTs()) + '"';
    if (name == "now")
        return QByteArray::number(m_world.nowUs() / 1'000'000);
    if (name == "me")
        return m_world.protagonist;
    if (name == "base")
        return m_world.baseUrl();
    if (name == "im")
        return '"' + m_world.directMessage(m_world.protagonist, "U09DAVIT").id + '"';
    const auto [channel, message] = recentMessage(name == "thread");
    if (name == "room")
        return '"' + channel->id + '"';
    if (name == "msg")
        return '"' + tsText(message->ts) + '"';
    if (name == "item")
        return messageJson(m_world, *channel, *message, Form::History);
    if (name == "thread")
        return ObjectWriter()
            .text("type", "thread")
            .text("channel", channel->id)
            .text("thread_ts", tsText(message->ts))
            .number("date_create", message->ts / 1'000'000)
            .flag("active", true)
            .text("last_read", tsText(message->latestReply))
            .number("unread_count", 0)
            .done();
    return '$' + name;
}

} // namespace rtmscope::demo
