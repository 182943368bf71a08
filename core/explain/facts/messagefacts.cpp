// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/facts/typefacts.h"

#include <QtGlobal>

//! Messages with their subtypes, and what is sent beside them (docs/protocol.md, 5.2 and 6).
namespace rtmscope::facts {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("rtmscope::TypeFacts", text)

using enum Recipients;
using enum Sure;

constexpr TypeFacts table[] = {
    {"message", "", Both, Doc, "channel user text ts",
     WORDS("Sent to everybody in a conversation when something is written there, by a person, an app or the "
           "service. Without a subtype it is an ordinary message; with a thread_ts that is not its ts, a "
           "reply.")},
    {"message", "message_changed", Both, Doc, "channel ts message",
     WORDS("Sent when a message is edited, gets a preview of its links or new blocks, when its number of "
           "replies changes, and when a deleted message leaves its thread behind. What you hold under "
           "message.ts is replaced; that a person edited it, only message.edited says.")},
    {"message", "message_deleted", Both, Doc, "channel ts deleted_ts",
     WORDS("Sent when a message is deleted. What you hold under deleted_ts goes; ts is the time of the "
           "deletion, not that of the message.")},
    {"message", "message_replied", Both, Doc, "channel ts message",
     WORDS("Sent beside each new reply, about the first message of the thread: how many replies it has and "
           "who wrote them. The reply comes as a message of its own, before or after.")},
    {"message", "thread_broadcast", Both, Doc, "channel user text ts thread_ts",
     WORDS("Sent when somebody replies in a thread and shows the reply in the channel as well. The first "
           "message of the thread comes along in root.")},
    {"message", "reply_broadcast", Retired, Doc, "channel ts",
     WORDS("Was sent beside a reply that was shown in the channel, in the first months of threads. It has "
           "no text and stands for nothing that does not come otherwise.")},
    {"message", "bot_message", Both, Doc, "channel text ts bot_id",
     WORDS("Sent when an integration writes, most of all an incoming webhook. It may bring a name and a "
           "picture of its own, and mostly has no user. Since 2020 many posts of apps come without this "
           "subtype, with bot_id and bot_profile.")},
    {"message", "me_message", Both, Doc, "channel user text ts",
     WORDS("Sent when somebody writes /me and words behind it. The text comes without the /me.")},
    {"message", "file_share", Both, Doc, "channel ts",
     WORDS("Sent when a file is put into a conversation. Since 2018 an ordinary message with files may come "
           "in its place.")},
    {"message", "file_comment", Retired, Doc, "channel ts comment file",
     WORDS("Was sent when somebody commented on a file, until comments became replies in 2018. Its author "
           "is comment.user; the message itself has no user.")},
    {"message", "file_mention", Retired, Doc, "channel user ts file",
     WORDS("Was sent when somebody mentioned a file in a conversation.")},
    {"message", "channel_join", Both, Doc, "channel user text ts",
     WORDS("Sent when somebody comes into a channel, as the line that people read. To count members, "
           "member_joined_channel is the better one.")},
    {"message", "channel_leave", Both, Doc, "channel user text ts",
     WORDS("Sent when somebody leaves a channel, as the line that people read. To count members, "
           "member_left_channel is the better one.")},
    {"message", "channel_topic", Both, Doc, "channel user text ts topic",
     WORDS("Sent when somebody sets the topic of a channel. An empty topic was taken away.")},
    {"message", "channel_purpose", Both, Doc, "channel user text ts purpose",
     WORDS("Sent when somebody sets the purpose of a channel. An empty purpose was taken away.")},
    {"message", "channel_name", Both, Doc, "channel user text ts old_name name",
     WORDS("Sent when a channel is renamed, beside channel_rename. The id stays.")},
    {"message", "channel_archive", Both, Doc, "channel user text ts",
     WORDS("Sent when a channel is archived, beside channel_archive. Nothing can be written there any "
           "more.")},
    {"message", "channel_unarchive", Both, Doc, "channel user text ts",
     WORDS("Sent when an archived channel is used again, beside channel_unarchive.")},
    {"message", "channel_posting_permissions", Both, Doc, "channel user text ts",
     WORDS("Sent when somebody changes who may write in a channel.")},
    {"message", "channel_convert_to_private", Both, Seen, "channel user text ts",
     WORDS("Written when a public channel becomes a private one. It was met in histories; documented it is "
           "not.")},
    {"message", "channel_convert_to_public", Both, Seen, "channel user text ts",
     WORDS("Written when a private channel becomes a public one. It was met in histories; documented it is "
           "not.")},
    {"message", "group_join", Rtm, Doc, "channel user text ts",
     WORDS("The twin of channel_join for private channels. Newer ones get channel_join as well.")},
    {"message", "group_leave", Rtm, Doc, "channel user text ts",
     WORDS("The twin of channel_leave for private channels. Newer ones get channel_leave as well.")},
    {"message", "group_topic", Rtm, Doc, "channel user text ts topic",
     WORDS("The twin of channel_topic for private channels. Newer ones get channel_topic as well.")},
    {"message", "group_purpose", Rtm, Doc, "channel user text ts purpose",
     WORDS("The twin of channel_purpose for private channels. Newer ones get channel_purpose as well.")},
    {"message", "group_name", Rtm, Doc, "channel user text ts old_name name",
     WORDS("The twin of channel_name for private channels. Newer ones get channel_name as well.")},
    {"message", "group_archive", Rtm, Doc, "channel user text ts",
     WORDS("The twin of channel_archive for private channels. Newer ones get channel_archive as well.")},
    {"message", "group_unarchive", Rtm, Doc, "channel user text ts",
     WORDS("The twin of channel_unarchive for private channels. Newer ones get channel_unarchive as well.")},
    {"message", "pinned_item", Rtm, Doc, "channel user ts item_type item",
     WORDS("Sent when something is pinned to a conversation, as the line that people read. pin_added tells "
           "the same to programs.")},
    {"message", "unpinned_item", Rtm, Doc, "channel user ts item_type item",
     WORDS("Sent when something is no longer pinned to a conversation. It comes from Slackbot, is hidden, "
           "and pin_removed tells the same.")},
    {"message", "bot_add", Rtm, Doc, "channel ts bot_id",
     WORDS("Sent when somebody adds an integration, to the conversation where it is told.")},
    {"message", "bot_remove", Rtm, Doc, "channel ts bot_id",
     WORDS("Sent when somebody removes an integration, to the conversation where it was told of.")},
    {"message", "bot_enable", Rtm, Seen, "channel ts bot_id",
     WORDS("Sent when an integration that was switched off is switched on again.")},
    {"message", "bot_disable", Rtm, Seen, "channel ts bot_id",
     WORDS("Sent when somebody switches an integration off.")},
    {"message", "reminder_add", Both, Seen, "channel user text ts",
     WORDS("Written when somebody sets a reminder for a conversation.")},
    {"message", "reminder_delete", Both, Seen, "channel user text ts",
     WORDS("Written when a reminder for a conversation is deleted.")},
    {"message", "slackbot_response", Both, Seen, "channel user text ts",
     WORDS("Written when somebody's words are among those that the workspace taught Slackbot to answer.")},
    {"message", "tombstone", Both, Seen, "ts",
     WORDS("Comes as the message in a message_changed when the first message of a thread is deleted, and "
           "stands in its place in histories: the thread needs a beginning.")},
    {"message", "huddle_thread", Both, Seen, "channel user ts room",
     WORDS("Written when a huddle begins in a conversation. It is edited as people come and go and once "
           "more at the end; what is written during the huddle is its thread.")},
    {"message", "sh_room_created", Both, Seen, "channel ts room",
     WORDS("Written when a call, or a huddle of the older kind, begins in a conversation.")},
    {"message", "sh_room_shared", Both, Seen, "channel ts room",
     WORDS("Written when somebody puts the invitation to a call into a conversation.")},
    {"message", "ekm_access_denied", Both, Doc, "channel text ts",
     WORDS("Sent in place of messages where an organisation keeps its own keys and has withdrawn one. The "
           "author is then UREVOKEDU, whom users.info may not know.")},
    {"message", "assistant_app_thread", Both, Seen, "channel ts",
     WORDS("Written when somebody begins a talk with an assistant: the first message of its thread, with "
           "the title of the talk.")},
    {"message", "document_mention", Both, Seen, "channel ts",
     WORDS("Written when a canvas is shared in a conversation or mentions somebody in it.")},
    {"message", "joiner_notification", Both, Seen, "channel ts",
     WORDS("Written to those who may want to greet when somebody joins the workspace.")},
    {"message", "mpdm_move", Both, Seen, "channel ts",
     WORDS("Written when a direct message of several people is moved to a channel with what was said in "
           "it.")},
    {"message", "tabbed_canvas_updated", Both, Seen, "channel ts",
     WORDS("Written when the canvas that is a tab of the conversation is changed.")},
    {"message", "list_record_comment", Both, Seen, "channel ts",
     WORDS("Written when somebody comments on an entry of a list. The replies below it are the talk about "
           "that entry.")},
    {"message", "app_conversation_join", Both, Seen, "channel ts",
     WORDS("Written when an app comes into a conversation.")},
    {"app_mention", "", EventsApi, Doc, "user text ts channel event_ts",
     WORDS("Sent to an app when a message mentions it with @. An app that gets messages of that channel "
           "too gets the same message twice, with the same channel and ts: act on one of them.")},
    {"user_typing", "", Rtm, Doc, "channel user",
     WORDS("Sent while somebody types, again every few seconds. Nothing says when they stop: take it back "
           "after some six seconds, or when their message comes.")},
    {"desktop_notification", "", Session, Seen, "title subtitle msg content channel event_ts",
     WORDS("Sent to a person's own clients beside a message that should make a sound. It is never a message "
           "itself: that comes too.")},
    {"mobile_in_app_notification", "", Session, Seen, "title subtitle ts channel",
     WORDS("Sent to a person's own clients on a phone beside a message that should show itself. It is never "
           "a message itself: that comes too.")},
    {"activity", "", Session, Seen, "subtype key entry event_ts",
     WORDS("Sent to a person's own clients when something comes onto their list of activity. It is frequent "
           "and documented nowhere.")},
    {"badge_counts_updated", "", Session, Seen, "",
     WORDS("Sent to a person's own clients when the numbers beside their conversations change. It says "
           "nothing more and is documented nowhere.")},
};

} // namespace

std::span<const TypeFacts> messages()
{
    return table;
}

} // namespace rtmscope::facts
