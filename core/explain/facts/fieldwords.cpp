// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/facts/fieldwords.h"

#include <QCoreApplication>
#include <QHash>

#include <span>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("rtmscope::FieldWords", text)

struct Row
{
    std::string_view keys;  //!< with blanks between
    std::string_view types; //!< likewise: where it means this; empty: everywhere else
    const char *words;
};

constexpr Row table[] = {
    // Who and where
    {"channel", "", WORDS("the conversation; in some events the whole of it, in others its id")},
    {"channel_id", "", WORDS("the conversation")},
    {"channel_ids", "", WORDS("the conversations that it was in")},
    {"channels", "", WORDS("the conversations, if it is about several")},
    {"channel_name", "",
     WORDS("the conversation's name; directmessage or privategroup where it is not told")},
    {"channel_type", "", WORDS("what kind of conversation: channel, group, im, mpim or app_home")},
    {"channel_type", "member_joined_channel member_left_channel",
     WORDS("C for a public channel, G for a private one or a direct message of several people")},
    {"user", "", WORDS("who did it")},
    {"user", "message app_mention message/me_message message/file_share", WORDS("who wrote it")},
    {"user",
     "message/channel_join message/channel_leave message/group_join message/group_leave "
     "message/joiner_notification message/app_conversation_join",
     WORDS("whom the line is about")},
    {"user",
     "message/channel_topic message/channel_purpose message/channel_name message/channel_archive "
     "message/channel_unarchive message/group_topic message/group_purpose message/group_name "
     "message/group_archive message/group_unarchive message/channel_posting_permissions "
     "message/channel_convert_to_private message/channel_convert_to_public message/pinned_item "
     "message/unpinned_item message/bot_add message/bot_remove message/bot_enable message/bot_disable",
     WORDS("who did it")},
    {"user", "user_change user_profile_changed user_status_changed user_huddle_changed team_join",
     WORDS("the whole person as they are now")},
    {"user", "user_invalidated", WORDS("the person, by id alone")},
    {"user", "presence_change", WORDS("whose presence it is, where it is one person's")},
    {"user", "dnd_updated dnd_updated_user", WORDS("whose quiet hours they are")},
    {"user", "im_created im_open im_close mpim_open mpim_close group_open group_close",
     WORDS("whose list of conversations it is, or who the other person is")},
    {"users", "", WORDS("all whose presence it is, where several come at once")},
    {"user_id", "", WORDS("who did it")},
    {"user_name", "", WORDS("their handle; it may change, so keep the id")},
    {"actor actor_id", "", WORDS("who did it")},
    {"inviter", "", WORDS("who invited them; absent if they came by themselves")},
    {"accepting_user", "", WORDS("who accepted the invitation")},
    {"approving_user", "", WORDS("who approved the invitation")},
    {"approving_team_id", "", WORDS("the workspace of who approved it")},
    {"declining_user", "", WORDS("who declined the invitation")},
    {"declining_team_id", "", WORDS("the workspace of who declined it")},
    {"target_users", "", WORDS("who shall be invited")},
    {"author_id", "", WORDS("who wrote the message")},
    {"author_display_name", "", WORDS("how the author is called")},
    {"team", "", WORDS("the workspace")},
    {"team", "external_org_migration_started external_org_migration_finished",
     WORDS("the workspace that moves")},
    {"team_id", "", WORDS("the workspace")},
    {"team_ids", "", WORDS("the workspaces that it is about")},
    {"team_domain", "", WORDS("the workspace's part of its address")},
    {"source_team", "", WORDS("the workspace from which it was written, in shared channels")},
    {"user_team", "", WORDS("the author's own workspace, in shared channels")},
    {"enterprise enterprise_id", "", WORDS("the organisation")},
    {"connected_team_id", "", WORDS("the organisation that is in the channel now")},
    {"previously_connected_team_id", "", WORDS("the organisation that was in the channel")},
    {"teams_in_channel", "", WORDS("the organisations in the channel")},
    {"app_id", "", WORDS("the app that wrote it, or that it is about")},
    {"api_app_id", "", WORDS("the app that it is sent to")},
    {"app_name", "", WORDS("how the app is called")},
    {"app_owner_id", "", WORDS("whose app it is")},
    {"is_enterprise_install", "", WORDS("whether the app is installed for a whole organisation")},

    // Times and identity
    {"ts", "", WORDS("the message's time, and its name in the conversation; text, never a number")},
    {"ts", "message/message_changed message/message_deleted message/message_replied",
     WORDS("the time of this event, not of the message that it is about")},
    {"ts", "channel_marked group_marked im_marked mpim_marked", WORDS("read up to the message of this time")},
    {"ts", "ack", WORDS("the message's time: its name from now on")},
    {"ts",
     "channel_history_changed group_history_changed im_history_changed mpim_history_changed channel_updated "
     "channel_posting_permissions group_archive group_unarchive group_join sh_room_join sh_room_leave "
     "sh_room_update",
     WORDS("the time of the event")},
    {"event_ts", "", WORDS("when the event was sent; other than ts for edits and deletions")},
    {"message_ts", "", WORDS("the message, by its time")},
    {"deleted_ts", "", WORDS("the message that is gone, by its time")},
    {"thread_ts", "",
     WORDS("the first message of the thread, by its time; the same as ts: it is that message")},
    {"timestamp", "", WORDS("the time that it is true of")},
    {"latest", "", WORDS("what is held up to here is out of date")},
    {"last_read", "", WORDS("up to where you have read the thread")},
    {"cache_ts", "", WORDS("when it was written down, in seconds since 1970")},
    {"date_started", "", WORDS("when it began, in seconds since 1970")},
    {"date_finished", "", WORDS("when it was over, in seconds since 1970")},
    {"date_deleted", "", WORDS("when it was deleted, in seconds since 1970")},
    {"date_update", "", WORDS("when the group changed, in seconds since 1970")},
    {"date_previous_update", "", WORDS("when it had changed before that")},
    {"minute_rate_limited", "", WORDS("the minute of which events are missing, in seconds since 1970")},
    {"action_ts", "", WORDS("when it was pressed or chosen")},
    {"client_msg_id", "",
     WORDS("an id that the author's client gave it; what comes twice can be told by it")},
    {"id", "", WORDS("the frame's number, which its answer names")},
    {"reply_to", "", WORDS("the number of the frame that this answers")},
    {"reply_to", "message",
     WORDS("only on the last message that you sent, repeated after connecting: never a new one")},
    {"envelope_id", "", WORDS("the envelope that is acknowledged")},
    {"old_channel_id", "", WORDS("the id that the conversation had")},
    {"new_channel_id", "", WORDS("the id that it has from now on")},

    // Messages
    {"subtype", "", WORDS("what kind of message it is; absent for an ordinary one")},
    {"subtype", "emoji_changed", WORDS("add, remove or rename; absent: read emoji.list again")},
    {"subtype", "activity", WORDS("what kind of activity")},
    {"text", "",
     WORDS("what was written, as mrkdwn with & < > escaped; may be empty beside blocks or files")},
    {"text", "ack", WORDS("the text as the server keeps it; it replaces the one that was sent")},
    {"text", "slash_commands", WORDS("what was typed behind the command")},
    {"bot_id", "", WORDS("the integration that wrote it, or that it is about")},
    {"bot_profile", "", WORDS("name, picture and app of the bot that wrote it")},
    {"bot_link", "", WORDS("a link to the integration, as mrkdwn")},
    {"username", "", WORDS("a name that stands in for the author's own")},
    {"icons", "", WORDS("a picture or emoji that stands in for the author's own")},
    {"user_profile", "", WORDS("the author in short, for those who do not know them")},
    {"parent_user_id", "", WORDS("who wrote the first message of the thread")},
    {"reply_count", "", WORDS("how many replies the thread has")},
    {"reply_users", "", WORDS("who replied, five at most")},
    {"reply_users_count", "", WORDS("how many people replied")},
    {"latest_reply", "", WORDS("the newest reply, by its time")},
    {"replies", "", WORDS("the replies, in messages of before 2019")},
    {"subscribed", "", WORDS("whether you follow the thread")},
    {"unread_count", "", WORDS("how many messages are left to read")},
    {"is_locked", "", WORDS("whether nobody may reply")},
    {"blocks", "", WORDS("what is shown, where there are any; text is only their summary then")},
    {"attachments", "", WORDS("link previews, and parts of messages as they were before blocks")},
    {"files", "", WORDS("the files that came with it")},
    {"file", "", WORDS("the file, or its id alone")},
    {"file", "message app_mention", WORDS("the file that came with it, in messages of before 2018")},
    {"file_id", "", WORDS("the file")},
    {"upload", "", WORDS("whether the file was uploaded with this message")},
    {"display_as_bot", "", WORDS("whether it was shown as a bot's, in messages of old")},
    {"reactions", "", WORDS("emoji below it, with how many and who; who may be fewer than how many")},
    {"edited", "", WORDS("who edited it last, and when; the text before is kept nowhere")},
    {"pinned_to", "", WORDS("conversations that it is pinned to")},
    {"pinned_info", "", WORDS("where, by whom and when it was pinned")},
    {"is_starred", "", WORDS("whether you saved it")},
    {"hidden", "", WORDS("bookkeeping: to be applied, never shown as a line")},
    {"metadata", "", WORDS("data that an app wrote onto the message, for programs")},
    {"previous_metadata", "", WORDS("the data that was there before")},
    {"no_notifications suppress_notification", "", WORDS("whether nobody should be notified")},
    {"permalink", "", WORDS("the message's address")},
    {"streaming_state", "",
     WORDS("of a message that an app writes bit by bit: in_progress, completed, errored")},
    {"is_ephemeral", "", WORDS("whether only you see it; it is in no history")},
    {"mrkdwn", "", WORDS("false: the text is shown as it was typed")},
    {"message", "", WORDS("the message, whole")},
    {"message", "message/message_changed", WORDS("the message as it is now, with its own ts")},
    {"message", "message/message_replied", WORDS("the first message of the thread as it is now")},
    {"previous_message", "", WORDS("the message as it was before; not always there")},
    {"root", "", WORDS("the first message of the thread")},
    {"comment", "", WORDS("the comment on the file, or its id alone")},
    {"is_intro", "", WORDS("whether it came with the upload")},
    {"topic", "", WORDS("the new topic")},
    {"purpose", "", WORDS("the new purpose")},
    {"members", "", WORDS("who was in it")},
    {"item_type", "", WORDS("what was pinned: C or G a message, F a file, Fc a comment")},
    {"item", "", WORDS("the message, file or comment that it is about")},
    {"item_user", "", WORDS("whose item it is; absent for messages of webhooks")},
    {"reaction", "", WORDS("the emoji's name, maybe with a skin tone behind ::")},
    {"pin_count", "", WORDS("how many things are pinned there")},
    {"has_pins", "", WORDS("whether anything is still pinned there")},
    {"room", "", WORDS("the huddle or call, with who is in it")},
    {"huddle", "", WORDS("the conversation that the huddle belongs to")},
    {"assistant_app_thread", "", WORDS("the title of the talk")},

    // Names and values
    {"name", "", WORDS("the new name")},
    {"name", "pref_change team_pref_change", WORDS("which setting")},
    {"name", "emoji_changed", WORDS("the emoji that was added")},
    {"name", "dialog_suggestion", WORDS("which menu of the dialog")},
    {"old_name", "", WORDS("the name that it had")},
    {"new_name", "", WORDS("the name that it has now")},
    {"names", "", WORDS("the emoji that were removed")},
    {"value", "", WORDS("the setting's new value, of any kind")},
    {"value", "emoji_changed", WORDS("the picture's address, or alias: and another emoji's name")},
    {"value", "block_suggestion dialog_suggestion", WORDS("what was typed so far")},
    {"url", "", WORDS("the workspace's new address")},
    {"url", "reconnect_url",
     WORDS("the address for the next connection; as good as a key, so it is blacked out")},
    {"domain", "", WORDS("the workspace's part of its address")},
    {"email_domain", "", WORDS("e-mail addresses of this domain may join")},
    {"plan", "", WORDS("how the workspace is paid for; empty: not at all")},
    {"can_add_ura", "", WORDS("whether guests of one channel may be invited")},
    {"paid_features", "", WORDS("what the plan brings")},
    {"profile", "", WORDS("the fields of people's profiles that it is about")},
    {"presence", "", WORDS("active or away")},
    {"dnd_status", "", WORDS("when notifications stay quiet")},
    {"bot", "", WORDS("the integration, whole")},
    {"subteam", "", WORDS("the user group as it is now")},
    {"subteam_id", "", WORDS("the user group")},
    {"added_users", "", WORDS("who came into it")},
    {"added_users_count", "", WORDS("how many came into it; sometimes as text")},
    {"removed_users", "", WORDS("who went out of it")},
    {"removed_users_count", "", WORDS("how many went out of it; sometimes as text")},
    {"subscription", "", WORDS("the thread, and how far you have read it")},
    {"has_unreads", "", WORDS("whether any thread has something new")},
    {"mention_count mention_count_display num_mentions num_mentions_display", "",
     WORDS("how many mentions of you are left to read")},
    {"unread_count_display", "", WORDS("how many messages are left to read, without joins and the like")},
    {"dm_count", "", WORDS("how many direct messages are left to read")},
    {"is_mpim", "", WORDS("whether it is a direct message of several people")},
    {"is_moved", "", WORDS("whether it went to another workspace of the organisation")},
    {"updates", "", WORDS("what changed; documented nowhere")},
    {"is_ext_shared", "", WORDS("whether other organisations are still in it")},
    {"invite", "", WORDS("the invitation, with who sent it and until when it holds")},
    {"approval_required", "", WORDS("whether an administrator still has to approve it")},
    {"invite_request", "", WORDS("who asks for whom, and for which channels")},
    {"app_request", "", WORDS("which app, who asks, and what it wants to be allowed")},

    // The connection
    {"ok", "", WORDS("whether it was taken")},
    {"error", "", WORDS("a code and the server's own words")},
    {"time", "", WORDS("whatever the ping carried; mostly the client's clock")},
    {"ids", "", WORDS("all people whose presence is wanted")},
    {"fast_reconnect", "", WORDS("the server kept the events since the last connection")},
    {"region", "", WORDS("where the server stands")},
    {"start", "", WORDS("documented nowhere")},
    {"host_id", "", WORDS("the server's name")},
    {"num_connections", "",
     WORDS("how many connections the app has, this one included; each event goes to one")},
    {"connection_info", "", WORDS("which app the connection belongs to")},
    {"debug_info", "", WORDS("the server's name, and about how long the connection will last")},
    {"reason", "", WORDS("warning, refresh_requested, too_many_websockets or link_disabled")},

    // Notifications
    {"title", "", WORDS("what stands above the notification")},
    {"title", "agent_session_title_changed", WORDS("the new title")},
    {"previous_title", "", WORDS("the title that it had")},
    {"subtitle", "", WORDS("where it was written")},
    {"msg", "", WORDS("the message, by its time")},
    {"content", "", WORDS("the beginning of the message")},
    {"msg_text", "", WORDS("the beginning of the message")},
    {"launchUri mobileLaunchUri", "", WORDS("what opens the message in a client")},
    {"avatarImage", "", WORDS("the author's picture")},
    {"imageUri", "", WORDS("a picture in the message, or null")},
    {"ssbFilename", "", WORDS("the sound to be made")},
    {"is_shared", "", WORDS("whether the channel is shared with others")},
    {"is_channel_invite", "", WORDS("whether it is an invitation to a channel")},
    {"push_id notif_id", "", WORDS("the notification's own name")},
    {"key", "", WORDS("the entry's name in the list")},
    {"entry", "", WORDS("the entry, of a shape that is documented nowhere")},

    // Apps
    {"tab", "", WORDS("home or messages")},
    {"view", "", WORDS("the form or home as the app made it, with what was filled in")},
    {"links", "", WORDS("the links, each with its domain")},
    {"link", "", WORDS("the link that the thing came from")},
    {"unfurl_id", "", WORDS("to be given to chat.unfurl")},
    {"source", "", WORDS("composer while it is being written, else conversations_history")},
    {"tokens", "", WORDS("ids of those whose tokens are void, never the tokens")},
    {"scopes", "", WORDS("what the app may do")},
    {"resources", "", WORDS("what the app may do it with")},
    {"assistant_thread", "", WORDS("the talk: who, where, and what they look at")},
    {"context", "", WORDS("what they look at")},
    {"streaming_message_ts", "", WORDS("messages that were being written, by their times")},
    {"function", "", WORDS("the step, with its callback_id")},
    {"inputs", "", WORDS("what the workflow hands to the step")},
    {"function_execution_id", "", WORDS("this run of the step, to be named when it is done")},
    {"workflow_execution_id", "", WORDS("this run of the workflow")},
    {"workflow_id", "", WORDS("the workflow")},
    {"workflow_draft_configuration", "", WORDS("the version that is being made")},
    {"workflow_published_configuration", "", WORDS("the version that is in use")},
    {"workflow_step", "", WORDS("the step, and this run of it")},
    {"callback_id", "", WORDS("the name that the app gave it")},
    {"entity_url app_unfurl_url", "", WORDS("the address of the thing")},
    {"external_ref", "", WORDS("the thing's name where it comes from")},
    {"user_locale", "", WORDS("the person's language")},
    {"call_id", "", WORDS("the call")},
    {"external_unique_id", "", WORDS("the name that the app gave the call")},
    {"container", "", WORDS("where the button or menu is: a message or a form")},
    {"actions", "", WORDS("what was done: action_id, block_id and the value")},
    {"state", "", WORDS("everything that is filled in on the message or form")},
    {"state", "dialog_submission dialog_cancellation",
     WORDS("what the app had put there when it opened the dialog")},
    {"action_id", "", WORDS("the name that the app gave the menu")},
    {"block_id", "", WORDS("the name of the block it is in")},
    {"is_cleared", "", WORDS("whether all forms above it were closed as well")},
    {"submission", "", WORDS("what was filled in, by name")},
    {"command", "", WORDS("the command, with its slash")},
};

constexpr Row noteTable[] = {
    {"from state", "state", WORDS("the state before and the state after")},
    {"stages", "state", WORDS("how long each stage of connecting took, in milliseconds")},
    {"cause", "", WORDS("why, in words")},
    {"code", "", WORDS("why, for programs")},
    {"code", "ws_close", WORDS("the close code as it was sent")},
    {"text", "", WORDS("the same in words")},
    {"text", "send", WORDS("what is to be sent")},
    {"text", "comment", WORDS("what somebody wrote")},
    {"id", "gap", WORDS("the gap's number, the same in both of its notes")},
    {"from_us to_us", "", WORDS("from and to, in microseconds since 1970")},
    {"open", "gap", WORDS("there is no connection yet")},
    {"proof", "gap", WORDS("what was measured")},
    {"from_conn to_conn", "gap", WORDS("the connections before and after")},
    {"attempts", "", WORDS("how often it was tried")},
    {"resumed", "gap", WORDS("the server kept the events: nothing is missing")},
    {"gap", "backfill", WORDS("the number of the gap")},
    {"state", "backfill", WORDS("started, done, waiting, failed or finished")},
    {"channel", "", WORDS("the conversation")},
    {"thread_ts", "", WORDS("the first message of the thread, by its time")},
    {"messages", "backfill", WORDS("how many messages only the back-fill brought")},
    {"pages", "backfill", WORDS("how many answers it took")},
    {"conversations threads failed", "backfill", WORDS("how many in all")},
    {"retry_after_ms", "backfill", WORDS("how long the server wants us to wait")},
    {"error", "", WORDS("the server's code and words")},
    {"method", "api", WORDS("what was called")},
    {"args", "api", WORDS("what was asked, without the token")},
    {"status", "", WORDS("the status of HTTP; 200 for most refusals too")},
    {"ok", "api", WORDS("whether it was granted")},
    {"ms", "api", WORDS("how long it took")},
    {"us", "api", WORDS("how long it took, in microseconds, as the program saw it")},
    {"answer", "api", WORDS("what came back; it is folded into what is known")},
    {"from", "api", WORDS("tap: a tapped program called it, not Rtmscope")},
    {"http", "api", WORDS("the verb of HTTP")},
    {"sent received", "api", WORDS("bytes of the bodies")},
    {"retry_after", "api", WORDS("how many seconds the server wants callers to wait")},
    {"fault", "", WORDS("what the chaos desk did to it")},
    {"local", "send", WORDS("the message's own name here, the same in all of its steps")},
    {"step", "send", WORDS("queued, held, written, sent, failed, unconfirmed …")},
    {"broadcast", "send", WORDS("to be shown in the channel too")},
    {"why", "send", WORDS("what holds it")},
    {"id", "send", WORDS("the number of the frame that it went out in")},
    {"via", "send", WORDS("by which method, where not as a frame")},
    {"ts", "send", WORDS("what the server calls the message")},
    {"by", "send", WORDS("what proved that it arrived")},
    {"wait_ms", "send", WORDS("how long it will be held")},
    {"typed_us", "send", WORDS("when it was typed")},
    {"part parts", "send", WORDS("which part of a long message, and of how many")},
    {"slept_ms", "wake", WORDS("for how long, in milliseconds")},
    {"reachable", "network", WORDS("whether there is a network")},
    {"by", "", WORDS("who sent it: server, us, program or tap")},
    {"payload payload_hex", "", WORDS("what it carried")},
    {"reason reason_hex", "ws_close", WORDS("the reason as it was sent")},
    {"what", "tap", WORDS("what happened")},
    {"protocol", "tap", WORDS("rtm or socket_mode")},
    {"host address upstream", "tap", WORDS("where it leads")},
    {"dir bytes", "tap", WORDS("which way, and how much")},
    {"connections others", "sharing", WORDS("how many connections the app has, and how many are not ours")},
    {"allowed", "sharing", WORDS("whether that is wanted")},
    {"envelope_id", "", WORDS("the envelope")},
    {"received acknowledged retries duplicates late", "acks", WORDS("how many envelopes")},
    {"median_us max_us", "acks", WORDS("how fast they were acknowledged, in microseconds")},
    {"of", "", WORDS("the number of the entry that it is about")},
    {"of_us", "",
     WORDS("and its time, in microseconds since 1970: it tells the entry where files were joined")},
    {"label", "mark", WORDS("which of the nine labels, 1 to 9; without it, the mark itself")},
    {"user", "mark", WORDS("whose entries")},
    {"name", "mark", WORDS("what the label stands for")},
    {"set", "mark", WORDS("false: it is taken away")},
};

constexpr Row envelopeTable[] = {
    {"envelope_id", "", WORDS("the envelope's name; the acknowledgement repeats it")},
    {"type", "", WORDS("what is inside: events_api, interactive or slash_commands")},
    {"payload", "", WORDS("what the app would get by HTTP")},
    {"accepts_response_payload", "", WORDS("whether an answer may come along with the acknowledgement")},
    {"retry_attempt", "", WORDS("how often it was delivered before")},
    {"retry_reason", "", WORDS("why it comes again; timeout: nobody acknowledged in time")},
    {"token", "", WORDS("a secret of old to tell that Slack sends it; blacked out")},
    {"team_id context_team_id", "", WORDS("the workspace that it happened in")},
    {"context_enterprise_id enterprise_id", "", WORDS("the organisation that it happened in")},
    {"api_app_id", "", WORDS("the app that it is sent to")},
    {"event", "", WORDS("the event itself")},
    {"event_id", "", WORDS("the event's name, the same in every delivery: tell repeats by it")},
    {"event_time", "", WORDS("when it happened, in seconds since 1970")},
    {"event_context", "", WORDS("to be given to apps.event.authorizations.list")},
    {"authorizations", "", WORDS("one of those who installed the app and may see this; not all of them")},
    {"is_ext_shared_channel", "", WORDS("whether it happened in a channel that organisations share")},
    {"authed_users authed_teams", "", WORDS("who installed the app, in deliveries of old")},
};

QString text(std::string_view ascii)
{
    return QString::fromLatin1(ascii.data(), qsizetype(ascii.size()));
}

//! By "type key"; for all other types by " key".
using Index = QHash<QString, const char *>;

Index indexOf(std::span<const Row> rows)
{
    Index index;
    for (const Row &row : rows) {
        const QStringList types = row.types.empty() ? QStringList{QString()} : text(row.types).split(u' ');
        for (const QString &key : text(row.keys).split(u' ')) {
            for (const QString &type : types)
                index.insert(type + u' ' + key, row.words);
        }
    }
    return index;
}

QString look(const Index &index, const QString &type, const QString &key)
{
    const char *words = index.value(type + u' ' + key);
    if (!words && type.contains(u'/'))
        words = index.value(type.section(u'/', 0, 0) + u' ' + key);
    if (!words)
        words = index.value(u' ' + key);
    return words ? QCoreApplication::translate("rtmscope::FieldWords", words) : QString();
}

} // namespace

QString fieldWords(std::string_view type, std::string_view key)
{
    static const Index index = indexOf(table);
    return look(index, text(type), text(key));
}

QString noteFieldWords(std::string_view kind, std::string_view key)
{
    static const Index index = indexOf(noteTable);
    return look(index, text(kind), text(key));
}

QString envelopeFieldWords(std::string_view key)
{
    static const Index index = indexOf(envelopeTable);
    return look(index, {}, text(key));
}

} // namespace rtmscope
