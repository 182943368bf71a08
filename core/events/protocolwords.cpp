// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/protocolwords.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! Types, subtypes, kinds of blocks and elements, file types, methods, errors, scopes; and what the notes of
//! this program say where they say it in one word.
constexpr const char *values =
    "Arugula Authenticating AwaitingHello Closed Closing Connecting Draining Failed GET GIF JPEG "
    "JavaScript/JSON "
    "Offline PDF PNG Post Ready Text Waiting access_denied access_token accesslimited account_inactive "
    "accounts_changed ack ack_late acks actions active activity add admin agent_session_stopped "
    "agent_session_title_changed alert all_proxy already_archived already_in_channel already_reacted "
    "answer_cut "
    "api api.test api_app_id app app_access_restricted app_context_changed app_conversation_join app_deleted "
    "app_home_opened app_id app_installed app_mention app_mentions app_missing_action_url app_rate_limited "
    "app_requested app_token app_token_for_rtm app_uninstalled app_uninstalled_team applescript "
    "application/gzip "
    "application/json application/msword application/octet-stream application/pdf "
    "application/vnd.google-apps.document application/vnd.google-apps.folder "
    "application/vnd.google-apps.presentation application/vnd.google-apps.spreadsheet "
    "application/vnd.ms-excel "
    "application/vnd.ms-powerpoint application/vnd.openxmlformats-officedocument.presentationml.presentation "
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet "
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document application/vnd.slack-docs "
    "application/vnd.slack-list application/x-python application/xml application/zip "
    "approximate_connection_time "
    "apps.connections.open apps.event.authorizations.list apps_changed apps_installed apps_uninstalled "
    "assistant "
    "assistant_app_thread assistant_thread_context_changed assistant_thread_started audio/mp4 audio/mpeg "
    "audio/wav audio/webm auth.test auth_mismatch authorizations auto away backfill bad_answer bad_ca_file "
    "bad_chunk bad_frame bad_head bad_host bad_length bad_proxy bad_timestamp bad_token bad_url "
    "badge_counts_updated basic batch_presence_aware binary block_actions block_suggestion bookmarks bot "
    "bot_access_token bot_add bot_added bot_changed bot_disable bot_enable bot_id bot_message bot_not_found "
    "bot_remove bots.info box boxnote broadcast bullet button c cache_ts call_rejected calls cannot_listen "
    "cannot_reply_to_message cannot_unfurl_url cant_archive_general cant_broadcast_message "
    "cant_delete_message "
    "cant_invite_self cant_kick_self cant_leave_general cant_update_message canvas card carousel channel "
    "channel_archive channel_canvas_updated channel_convert_to_private channel_convert_to_public "
    "channel_created "
    "channel_deleted channel_history_changed channel_id channel_id_changed channel_is_limited_access "
    "channel_join channel_joined channel_leave channel_left channel_marked channel_name channel_not_found "
    "channel_posting_permissions channel_purpose channel_rename channel_shared channel_tab_added "
    "channel_topic "
    "channel_unarchive channel_unshared channel_updated channels channels_select chaos_script chat "
    "chat.delete "
    "chat.getPermalink chat.meMessage chat.postEphemeral chat.postMessage chat.update checkboxes client "
    "client_secret clock_out_of_sync code_verifier color commands commands_changed comment "
    "compliance_exports_prevent_deletion connection_closed connection_id connection_info connection_lost "
    "connection_refused connections container context context_actions context_team_id conversations.archive "
    "conversations.close conversations.create conversations.history conversations.info conversations.invite "
    "conversations.join conversations.kick conversations.leave conversations.list conversations.mark "
    "conversations.members conversations.open conversations.rename conversations.replies "
    "conversations.setPurpose conversations.setTopic conversations.unarchive conversations_select "
    "counted_later "
    "cpp created_at csharp css csv customize damaged_archive danger date datepicker datetimepicker "
    "debug_info "
    "default deleted_ts demo_huge deprecated_endpoint desktop_notification dialog_cancellation "
    "dialog_submission "
    "dialog_suggestion diff disconnect disk_full display_name divider dnd dnd.endDnd dnd.endSnooze dnd.info "
    "dnd.setSnooze dnd.teamInfo dnd_updated dnd_updated_user doc docs document_mention docx dropbox "
    "duplicate_channel_not_found earlier_part edit_window_closed ekm_access_denied email email_already_taken "
    "email_domain_changed email_text_input emoji emoji.list emoji_changed empty_file "
    "enterprise_is_restricted "
    "entity_comments_requested entity_details_requested envelope_id error event_callback event_context "
    "event_id "
    "event_time event_ts events_api exceeded exclude_archived external external_file "
    "external_org_migration_finished external_org_migration_started external_select failed_earlier fallback "
    "fast_reconnect fatal_error feedback_buttons fields file file_change file_comment file_comment_added "
    "file_comment_deleted file_comment_edited file_created file_deleted file_exists file_gone file_input "
    "file_mention file_not_found file_private file_public file_share file_shared file_unshared "
    "file_uploads_disabled files files.completeUploadExternal files.delete files.getUploadURLExternal "
    "files.info "
    "files.list files.upload forbidden_team foreign_team frame_too_large from_client from_conn from_server "
    "from_us full function_executed gap gdoc gdraw gdrive gif go good goodbye grid_migration_finished "
    "grid_migration_started groovy group group_archive group_close group_deleted group_history_changed "
    "group_join group_joined group_leave group_left group_marked group_name group_open group_purpose "
    "group_rename group_topic group_unarchive groups gsheet gslides has_more head_too_large heic hello "
    "hidden_by_limit hint history history_cut host_not_found hosted htm html http_proxy https_proxy huddle "
    "huddle_thread icon_button identify identity im_close im_created im_history_changed im_marked im_open "
    "image "
    "image/bmp image/gif image/heic image/jpeg image/png image/svg+xml image/tiff image/webp "
    "include_disabled "
    "include_users incoming-webhook ini insecure_proxy insecure_request insecure_url interactive "
    "interactive_message interactivity_pointer internal_error invalid_action invalid_arg_name "
    "invalid_arguments "
    "invalid_arguments_json invalid_array_arg invalid_auth invalid_blocks invalid_channel invalid_charset "
    "invalid_cursor invalid_event_context invalid_form_data invalid_limit invalid_name "
    "invalid_name_maxlength "
    "invalid_name_punctuation invalid_name_required invalid_name_specials invalid_post_type invalid_profile "
    "invalid_scheduled_time invalid_ts_latest invalid_ts_oldest invalid_types invalid_user invite_requested "
    "is_archived is_inactive is_private java javascript join joiner_notification jpeg jpg json kept_open "
    "keychain_failed keychain_refused kotlin last_member legacy_custom_bots_deprecated limit_required link "
    "link_disabled link_expired link_shared links list list_record_comment lua m4a manage "
    "manual_presence_change "
    "mark markdown markdown_text markdown_text_conflict matlab max_us md me_message median_us "
    "member_joined_channel member_left_channel message message_action message_changed message_deleted "
    "message_limit_exceeded message_metadata_deleted message_metadata_posted message_metadata_updated "
    "message_not_found message_replied message_too_long messages_tab_disabled metadata metadata_too_large "
    "method_deprecated method_not_supported_for_channel_type migration_in_progress minute_rate_limited "
    "missing_args missing_argument missing_charset missing_fallback_text_in_attachments missing_post_type "
    "missing_scope missing_text_in_message mkv mobile_in_app_notification modal mov moved_elsewhere mp3 mp4 "
    "mpdm_move mpg mpim mpim_aware mpim_close mpim_history_changed mpim_joined mpim_marked mpim_open mrkdwn "
    "msg_blocks_too_long msg_too_long multi_channels_select multi_conversations_select multi_external_select "
    "multi_static_select multi_users_select name_taken network network_down network_error never_documented "
    "newer_format next_cursor no_channel no_permission no_pin no_reaction no_text no_user none not_a_capture "
    "not_a_capture_line not_a_file not_a_socket not_allowed_token_type not_app_token not_archived not_asked "
    "not_authed not_connected not_drained not_enterprise_team not_http not_in_channel not_in_group not_json "
    "not_pinned num_connections number_input numbers objc ods odt offline ogg onedrive online openid "
    "options_list ordered org_login_required other_account other_host other_path other_receiver overflow "
    "own_address pages pages_do_not_end pages_go_round payload_hex pdf perl php pin_added pin_removed ping "
    "pinned_item pins pins.add pins.list pins.remove plain plain_text plain_text_input plan png pong "
    "port_in_use "
    "post posting_to_channel_denied posting_to_general_channel_denied ppt pptx pref_change presence_change "
    "presence_impossible presence_query presence_sub pretext previous_message primary private profile "
    "profile_name profile_store profile_store_damaged profile_store_newer program_hung_up proxy_auth "
    "proxy_denied proxy_failed proxy_not_found proxy_refused proxy_timeout psd public puppet python quip r "
    "radio_buttons rate_limited ratelimited raw_rich_text raw_text reaction_added reaction_removed reactions "
    "reactions.add reactions.get reactions.remove read real_name reason_hex receive received_at "
    "reconnect_url "
    "recorded_at refresh_requested refresh_token reminder_add reminder_delete reminders remote_files rename "
    "reply_broadcast reply_to request_timeout resources_added resources_removed response_metadata "
    "response_url "
    "restricted_action restricted_action_non_threadable_channel restricted_action_read_only_channel "
    "restricted_action_thread_locked restricted_action_thread_only_channel retry_after retry_after_ms "
    "retry_attempt retry_held return_im rich_text rich_text_input rich_text_list rich_text_preformatted "
    "rich_text_quote rich_text_section rtf rtm.connect rtm.start rtm_connect_required rtmscope_tap ruby rust "
    "same_text save_failed scala scope_denied scope_granted search section seen_store send "
    "send_on_behalf_not_allowed service_unavailable sh_room_created sh_room_join sh_room_leave "
    "sh_room_shared "
    "sh_room_update share_shortcut shared_app shared_channel_invite_accepted shared_channel_invite_approved "
    "shared_channel_invite_declined shared_channel_invite_received shared_channel_invite_requested "
    "sharepoint "
    "sharing shell shortcut signing_secret sketch slack_image slack_video slackbot_response slash_commands "
    "slept_ms slow_down snippet socket_ended socket_id socket_mode socket_mode_disabled "
    "socket_mode_not_enabled "
    "socket_opened socket_refused socket_url_expired space sql star_added star_removed stars state "
    "state_store "
    "state_store_newer static_select storage_limit_reached string subscriptions.thread.add "
    "subscriptions.thread.mark subscriptions.thread.remove subteam_created subteam_members_changed "
    "subteam_self_added subteam_self_removed subteam_updated superfluous_charset svg swift "
    "tabbed_canvas_updated "
    "table tap tar task_card team team.info team.profile.get team_access_granted team_access_not_granted "
    "team_access_revoked team_added_to_org team_disabled team_domain_change team_id team_join "
    "team_migration_started team_not_found team_plan_change team_pref_change team_profile_change "
    "team_profile_delete team_profile_reorder team_rename text text/csv text/html text/markdown text/plain "
    "text/x-markdown thread thread_broadcast thread_locked thread_marked thread_not_found thread_reply "
    "thread_subscribed thread_ts thread_unsubscribed tickle tiff timepicker title tls_expired tls_failed "
    "tls_not_yet_valid tls_revoked tls_self_signed tls_unknown_authority tls_wrong_host token_expired "
    "token_revoked tokens_revoked tokens_swapped tombstone toml too_many_attachments too_many_emoji "
    "too_many_members too_many_reactions too_many_users too_many_websockets trigger_id ts tsx turned_away "
    "two_apps two_factor_setup_required two_lengths typed_us typescript typing typing_impossible "
    "typing_paced "
    "unknown unknown_coding unknown_error unknown_method unknown_socket unknown_type unpinned_item "
    "update_failed "
    "update_thread_state upgrade_refused upload_url url_text_input used_url user user_change user_connection "
    "user_disabled user_huddle_changed user_id user_invalidated user_is_bot user_is_restricted "
    "user_is_ultra_restricted user_not_found user_not_in_channel user_not_visible user_profile_changed "
    "user_removed_from_team user_resource_denied user_resource_granted user_resource_removed "
    "user_status_changed "
    "user_typing usergroup usergroups usergroups.list usergroups.users.list users users.conversations "
    "users.getPresence users.info users.list users.lookupByEmail users.prefs.get users.prefs.set "
    "users.profile.get users.profile.set users.setActive users.setPresence users_not_found users_select vb "
    "verification_token video video/mp4 video/quicktime video/webm view view_closed view_id view_submission "
    "views.open views.publish views.push views.update wait_ms wake warning wav web_page webhook_url webm "
    "webp "
    "woke_up workflow workflow_button workflow_deleted workflow_published workflow_step_deleted "
    "workflow_step_edit workflow_step_execute workflow_unpublished workflows write write_failed "
    "wrong_token_kind "
    "ws_close ws_ping ws_pong xls xlsx xml yaml zip ";

//! What members are called, word by word.
constexpr const char *keyWords =
    "accepted accepting accepts access accessibility accessory acknowledged action actions active activity "
    "actor "
    "add added additional address admin after aid alert alerts alias all allow already alt always animated "
    "answer api app approval approved approving approximate archive archived arg args arrow artifacts as "
    "assignment assistant at attached attachment attachments attempt attempts auth authed author "
    "authorizations "
    "auto autocomplete autoplay available avatar aware away backend background backup badge banner base "
    "batch "
    "before behavior big block blocks body bold bookmark bookmarks border bot bots bounce box broadcast "
    "build "
    "bullet button by bytes cache call callback callstack camera can cancelled canonical canvas card case "
    "categories cause cc cell channel channels chat checkbox checked choices clear cleared click client "
    "close "
    "closed clouds cm code collaborator collaborators collapsible collection color colors column columns "
    "comma "
    "command comment comments completed compliance configuration confirm confirmed conn connect connected "
    "connection connections connector contact container content context conversation conversations "
    "conversion "
    "convert converted cookies count counted create created creation creator css csv currency current cursor "
    "custom customizable data date deanimate debug declining decoration default delete deleted deletion deny "
    "deploy depth description desktop detail developer dir direct directory disabled disabling dismiss "
    "dismissed "
    "dispatch displaces display dm dnd domain done dormant download draft drafts dropbox due duplicates "
    "duration "
    "edit editable edited editing editor editors element elements email embed emoji emojis emoticons empty "
    "enable enabled encoding end ended endtime enter enterprise entities entity entries entry envelope "
    "ephemeral "
    "error errors et event events everyone everything exclude execute execution exif expand expiration "
    "expire "
    "export ext extension external extracts fa factor failed fallback family fast fault favorites features "
    "feed "
    "fields file filename files filetype filter filters finished first flash flex flexpane focus folder "
    "footer "
    "for form format formatting frame from frozen full fuller function fuzzy gap general gif global grant "
    "granular graphic group grouping groups growls guest guide handle handled has hash headers height help "
    "hidden hide highlight hint history hls home homepage host html http huddle huddles icon icons id idle "
    "idp "
    "ids iid im image img imgs immediately ims in include inclusive indefinite indent info initial inline "
    "input "
    "inputs install installed instance integrations internal intro invalid invite invited inviter invites "
    "inviting is italic item items join joined key keywords kick kind label last late latest lato launch "
    "left "
    "length level limit limited limits lines link linked links list load local locale lock locked log long "
    "loud "
    "low ls mac macssb manage mandatory manual map mapping mark marked masked matches matching max maximum "
    "media "
    "median meeting member members membership mention mentions menu message messages metadata method "
    "migrated "
    "migrating mime mimetype min mins minute minutes misc missed mobile mode more moved mp mpdm mpim mpims "
    "mrkdwn ms msg msgs mute muted my name names needed nested never new next no non normalized not notes "
    "notetaking nothing notif notification notifications notify num number oauth obey of off offset ok old "
    "oldest omnibox on onboarding online only op opcode open operator option optional options or order "
    "ordering "
    "org original others output outputs over overlays override owner owning padding page pagekeys pages "
    "pagination paging paid pane parameters parent part participant participants parts payload pdf pending "
    "per "
    "percent permalink persistent petrichor phone pin pinned pins pjpeg placeholder plain plan platform "
    "policy "
    "position possible post posting posts precision pref preferred prefs presence pretext pretty preview "
    "previous previously prewarmed primary printing priority privacy private problem profile program "
    "progress "
    "prompt prompted pronouns properties protected provided provider provision public published purpose push "
    "query quip range rank rate rating reaction reactions read real reason receive received recent recipient "
    "reconnect record recording records redirect ref reference referers refs region rejected released "
    "remaining "
    "reminder remove removed repeated replies reply req request requester require required resize resolution "
    "resource resources response restricted retention retries retry return reverse rework rich room root "
    "rotation rounding row rows rtmcap run saved scheduled schema scim scopes score screenshare scroll "
    "search "
    "section sections seen select selected selects self send sensitive sent server service set severity sh "
    "share "
    "shared shares sharing short shortcut show sidebar simplified single size skin skipped sky skype slack "
    "slackbot sleep slept snd snippet snippets snooze socket sort sound sounds source sources space spaces "
    "speak "
    "special speed spellcheck spill ss ssb stage stages starred stars start started state static status step "
    "steps stick storage streaming strike string style subject submission submit subname subscribed "
    "subscription "
    "subteam subteams subtitle subtype summary suppress suppressed tab tabs tabz tap target task tbt team "
    "teams "
    "template text theme this thread threads thumb thumbnail tid time timestamp timestamps timezone timings "
    "tiny "
    "tip title to toggle token tokens tone tones tooltip top topic total trace transcript transcription tray "
    "trial trigger truncated ts two txt type typed typing tz ui ultra unfurl unicode unique unlink unlinked "
    "unread unreads unsafe unsent until update updated updates upload uploaded upstream ura uri url urls us "
    "use "
    "user usergroup usergroups username users value values variable verbatim verified version via video view "
    "views visible voice vtt wait warn warning warnings was watched web webapp weekly welcome what when who "
    "why "
    "wibblr width window winssb with words workflow workflows workspace wrap xp xxx ";

QSet<QString> setOf(const char *words)
{
    const QStringList list = QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts);
    return {list.begin(), list.end()};
}

//! "thumb_360_gif", "minimumDurationMs": calls \a visit(word) with each, in small letters.
template<typename Visit>
void eachWord(QStringView key, Visit visit)
{
    QString word;
    const auto end = [&] {
        if (word.size() > 1)
            visit(word);
        word.clear();
    };
    for (qsizetype at = 0; at < key.size(); ++at) {
        const bool isLetter = key[at].isLetter();
        const bool begins = key[at].isUpper() && at > 0 && key[at - 1].isLower();
        if (!isLetter || begins)
            end();
        if (isLetter)
            word += key[at].toLower();
    }
    end();
}

} // namespace

bool isProtocolValue(QStringView value)
{
    static const QSet<QString> known = setOf(values);
    if (known.contains(value.toString()))
        return true;
    const bool isList = value.contains(u',') || value.contains(u':');
    if (!isList)
        return false;
    // "channels:read,users:read.email"
    QString parts = value.toString();
    parts.replace(u':', u',').replace(u'.', u',');
    const QStringList words = parts.split(u',', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [](const QString &word) { return known.contains(word); });
}

bool isProtocolKey(QStringView key)
{
    static const QSet<QString> known = setOf(keyWords);
    bool isKnown = true;
    eachWord(key, [&isKnown](const QString &word) { isKnown = isKnown && known.contains(word); });
    return isKnown;
}

} // namespace rtmscope
