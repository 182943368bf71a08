// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/facts/typefacts.h"

#include <QtGlobal>

//! Conversations, threads, reactions, stars, pins and files (docs/protocol.md, 5.3 to 5.5).
namespace rtmscope::facts {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("rtmscope::TypeFacts", text)

using enum Recipients;
using enum Sure;

constexpr TypeFacts table[] = {
    {"channel_created", "", Both, Doc, "channel",
     WORDS("Sent to the whole workspace when somebody creates a public channel. You are not in it by "
           "that.")},
    {"channel_joined", "", Rtm, Doc, "channel",
     WORDS("Sent to you when you come into a public channel, by yourself or by an invitation. It brings "
           "what there is to know of the channel. That others join is told by member_joined_channel.")},
    {"channel_left", "", Both, Doc, "channel",
     WORDS("Sent to you when you leave a public channel or are removed from it.")},
    {"channel_deleted", "", Both, Doc, "channel",
     WORDS("Sent to the whole workspace when a public channel is deleted with all that was said in it.")},
    {"channel_rename", "", Both, Doc, "channel",
     WORDS("Sent when a public channel gets another name. Keep channels by their id: it stays the same.")},
    {"channel_archive", "", Both, Doc, "channel user",
     WORDS("Sent when a public channel is archived. It can be read and searched, and nobody is a member any "
           "more.")},
    {"channel_unarchive", "", Both, Doc, "channel user",
     WORDS("Sent when an archived public channel is used again.")},
    {"channel_marked", "", Rtm, Doc, "channel ts",
     WORDS("Sent to all of a person's clients when one of them has read a public channel up to ts. The "
           "counts beside it are what is left to read.")},
    {"group_marked", "", Rtm, Doc, "channel ts",
     WORDS("Sent to all of a person's clients when one of them has read a private channel up to ts.")},
    {"im_marked", "", Rtm, Doc, "channel ts",
     WORDS("Sent to all of a person's clients when one of them has read a direct message up to ts.")},
    {"mpim_marked", "", Rtm, Seen, "channel ts",
     WORDS("Sent to all of a person's clients when one of them has read a direct message of several people "
           "up to ts. Often group_marked says the same beside it.")},
    {"channel_history_changed", "", Both, Doc, "latest ts event_ts",
     WORDS("Sent when many messages of a public channel changed at once, for example by an import or a rule "
           "that deletes old ones. Throw away what you hold up to latest and ask for it again.")},
    {"group_history_changed", "", Both, Doc, "latest ts event_ts",
     WORDS("Sent when many messages of a private channel changed at once. Throw away what you hold up to "
           "latest and ask for it again.")},
    {"im_history_changed", "", Both, Doc, "latest ts event_ts",
     WORDS("Sent when many messages of a direct message changed at once. Throw away what you hold up to "
           "latest and ask for it again.")},
    {"mpim_history_changed", "", Rtm, Doc, "latest ts event_ts",
     WORDS("Sent when many messages of a direct message of several people changed at once. Throw away what "
           "you hold up to latest and ask for it again.")},
    {"channel_updated", "", Session, Seen, "",
     WORDS("Sent to a person's own clients when settings of one or several channels change. What changed is "
           "in updates, and documented nowhere.")},
    {"channel_posting_permissions", "", Session, Seen, "channel",
     WORDS("Sent when somebody changes who may write in a channel. Its members are documented nowhere; ask "
           "conversations.info.")},
    {"group_joined", "", Rtm, Doc, "channel",
     WORDS("Sent to you when you come into a private channel. It brings what there is to know of it.")},
    {"group_left", "", Both, Doc, "channel",
     WORDS("Sent to you when you leave a private channel or are removed from it.")},
    {"group_rename", "", Both, Doc, "channel",
     WORDS("Sent to its members when a private channel gets another name. The id stays the same.")},
    {"group_archive", "", Both, Doc, "channel",
     WORDS("Sent to its members when a private channel is archived.")},
    {"group_unarchive", "", Both, Doc, "channel",
     WORDS("Sent to its members when an archived private channel is used again.")},
    {"group_deleted", "", Both, Doc, "channel",
     WORDS("Sent to its members when a private channel is deleted with all that was said in it.")},
    {"group_join", "", Session, Seen, "channel user",
     WORDS("A twin of the message with the same subtype, met in recordings and documented nowhere.")},
    {"group_open", "", Both, Doc, "channel user",
     WORDS("Sent to all of a person's clients when one of them puts a private channel or a direct message of "
           "several people on the list.")},
    {"group_close", "", Both, Doc, "channel user",
     WORDS("Sent to all of a person's clients when one of them takes a private channel or a direct message "
           "of several people off the list.")},
    {"im_created", "", Both, Doc, "user channel",
     WORDS("Sent to you when a direct message between you and somebody is made: the first time that either "
           "of you opens it.")},
    {"im_open", "", Both, Doc, "channel user",
     WORDS("Sent to all of a person's clients when one of them puts a direct message on the list.")},
    {"im_close", "", Both, Doc, "channel user",
     WORDS("Sent to all of a person's clients when one of them takes a direct message off the list. What "
           "was said stays.")},
    {"mpim_joined", "", Session, Seen, "channel",
     WORDS("Sent to you when you are in a new direct message of several people. Often group_joined says the "
           "same beside it.")},
    {"mpim_open", "", Session, Seen, "channel",
     WORDS("Sent to all of a person's clients when one of them puts a direct message of several people on "
           "the list. Often group_open says the same beside it.")},
    {"mpim_close", "", Session, Seen, "channel",
     WORDS("Sent to all of a person's clients when one of them takes a direct message of several people off "
           "the list. Often group_close says the same beside it.")},
    {"member_joined_channel", "", Both, Doc, "user channel channel_type team",
     WORDS("Sent to all members when anybody comes into a channel, you or your app included. An app learns "
           "by this, with its own user, that it was invited.")},
    {"member_left_channel", "", Both, Doc, "user channel channel_type team",
     WORDS("Sent to all members when anybody leaves a channel or is removed from it.")},
    {"shared_channel_invite_received", "", EventsApi, Doc, "invite channel event_ts",
     WORDS("Sent when an app's bot is invited to a channel of another organisation, by Slack Connect.")},
    {"shared_channel_invite_accepted", "", EventsApi, Doc, "invite channel event_ts",
     WORDS("Sent when an invitation to a shared channel is accepted. With approval_required it still waits "
           "for an administrator.")},
    {"shared_channel_invite_approved", "", EventsApi, Doc, "invite channel event_ts",
     WORDS("Sent when an administrator approves an accepted invitation to a shared channel.")},
    {"shared_channel_invite_declined", "", EventsApi, Doc, "invite channel event_ts",
     WORDS("Sent when an invitation to a shared channel is declined, by those invited or by an "
           "administrator.")},
    {"shared_channel_invite_requested", "", EventsApi, Doc, "actor event_ts",
     WORDS("Sent when a member asks that somebody outside be invited to a channel, and an administrator has "
           "to decide.")},
    {"channel_id_changed", "", EventsApi, Doc, "old_channel_id new_channel_id event_ts",
     WORDS("Sent when a conversation gets another id, mostly as it becomes shared. All that is kept under "
           "the old id belongs to the new one from then on.")},
    {"channel_shared", "", EventsApi, Doc, "channel connected_team_id event_ts",
     WORDS("Sent when a channel is shared with another organisation, or with one more.")},
    {"channel_unshared", "", EventsApi, Doc, "channel previously_connected_team_id event_ts",
     WORDS("Sent when another organisation is no longer in a channel. With is_ext_shared there are still "
           "others.")},
    {"thread_marked", "", Session, Seen, "subscription",
     WORDS("Sent to all of a person's clients when one of them has read a thread, up to "
           "subscription.last_read.")},
    {"thread_subscribed", "", Session, Seen, "subscription",
     WORDS("Sent to all of a person's clients when they begin to follow a thread: they wrote in it, were "
           "mentioned there, or asked to.")},
    {"thread_unsubscribed", "", Session, Seen, "subscription",
     WORDS("Sent to all of a person's clients when they follow a thread no longer.")},
    {"update_thread_state", "", Session, Seen, "has_unreads mention_count timestamp",
     WORDS("Sent to a person's own clients when the number of threads with something new changes.")},
    {"reaction_added", "", Both, Doc, "user reaction item event_ts",
     WORDS("Sent to all who can see the item when somebody reacts to it with an emoji. A second reaction of "
           "the same person with another skin tone is an event of its own.")},
    {"reaction_removed", "", Both, Doc, "user reaction item event_ts",
     WORDS("Sent to all who can see the item when somebody takes a reaction back.")},
    {"star_added", "", Both, Doc, "user item event_ts",
     WORDS("Sent to all of a person's clients when one of them saves something for later. The list that "
           "clients show today is kept elsewhere, so it may never come.")},
    {"star_removed", "", Both, Doc, "user item event_ts",
     WORDS("Sent to all of a person's clients when something is taken off the list of saved things.")},
    {"pin_added", "", Both, Doc, "user channel_id item event_ts",
     WORDS("Sent to all members when something is pinned to a conversation. The conversation is in "
           "channel_id here, not in channel.")},
    {"pin_removed", "", Both, Doc, "user channel_id item event_ts",
     WORDS("Sent to all members when something is no longer pinned to a conversation; has_pins says whether "
           "anything is left.")},
    {"file_created", "", Both, Doc, "file_id file",
     WORDS("Sent to whoever uploads a file. Only its id comes along: files.info tells the rest.")},
    {"file_change", "", Both, Doc, "file_id file",
     WORDS("Sent to all who can see a file when its name, content or sharing changes. files.info tells "
           "what.")},
    {"file_public", "", Both, Doc, "file_id file",
     WORDS("Sent to the whole workspace when a file is shared in a public place for the first time.")},
    {"file_shared", "", Both, Doc, "file_id file",
     WORDS("Sent to all who can see a file when it is put into a conversation. The message with the file "
           "comes too, and tells more.")},
    {"file_unshared", "", Both, Doc, "file_id file",
     WORDS("Sent to all who could see a file when it is taken out of a conversation.")},
    {"file_private", "", Retired, Seen, "file", WORDS("Was sent when a file was made private again.")},
    {"file_deleted", "", Both, Doc, "file_id event_ts",
     WORDS("Sent to all who could see a file when it is deleted.")},
    {"file_comment_added", "", Retired, Doc, "comment file_id file",
     WORDS("Was sent when somebody commented on a file, until comments became replies in 2018.")},
    {"file_comment_edited", "", Retired, Doc, "comment file_id file",
     WORDS("Was sent when a comment on a file was edited, until comments became replies in 2018.")},
    {"file_comment_deleted", "", Retired, Doc, "comment file_id file",
     WORDS("Was sent when a comment on a file was deleted, until comments became replies in 2018. The "
           "comment is its id alone.")},
};

} // namespace

std::span<const TypeFacts> conversations()
{
    return table;
}

} // namespace rtmscope::facts
