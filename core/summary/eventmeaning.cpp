// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/eventmeaning.h"

#include <QHash>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

struct Meaning
{
    const char *types; //!< "type" or "type/subtype", with blanks between
    const char *words;
};

constexpr Meaning incoming[] = {
    {"message",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "Somebody wrote in a conversation. With a thread_ts it is a reply in a thread.")},
    {"message/message_changed",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A message was edited, or got a preview of its links. It "
                                                 "comes in both forms, as it was and as it is now.")},
    {"message/message_deleted",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "A message was deleted. Its text comes once more, as the message before.")},
    {"message/message_replied",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "A thread got a reply: its first message is told anew, with the new number of "
                       "replies. The reply itself comes as a message of its own.")},
    {"message/thread_broadcast message/reply_broadcast",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "A reply in a thread that its author showed in the channel as well.")},
    {"message/bot_message",
     QT_TRANSLATE_NOOP(
         "rtmscope::EventMeaning",
         "An app or an integration wrote a message; it may carry a name and picture of its own.")},
    {"message/me_message",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody described what they do, with /me.")},
    {"message/file_share",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody put a file into the conversation.")},
    {"message/file_comment message/file_mention",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody spoke about a file.")},
    {"message/channel_join message/group_join message/app_conversation_join message/joiner_notification",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The line in the conversation that says who joined.")},
    {"message/channel_leave message/group_leave",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The line in the conversation that says who left.")},
    {"message/channel_topic message/group_topic",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The line in the conversation that tells its new topic.")},
    {"message/channel_purpose message/group_purpose",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The line in the conversation that tells its new purpose.")},
    {"message/channel_name message/group_name",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The line in the conversation that tells its new name.")},
    {"message/channel_archive message/group_archive",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "The line in the conversation that says it was archived: nobody can write any more.")},
    {"message/channel_unarchive message/group_unarchive",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "The line in the conversation that says it is in use again.")},
    {"message/channel_posting_permissions",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "The line in the conversation that says who may write in it now.")},
    {"message/channel_convert_to_private message/channel_convert_to_public",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "The line in the conversation that says it became private or public.")},
    {"message/pinned_item message/unpinned_item",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "The line in the conversation that says something was pinned to it, or taken off.")},
    {"message/bot_add message/bot_remove message/bot_enable message/bot_disable",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "The line in the conversation that says an integration came, went, or was switched.")},
    {"message/reminder_add message/reminder_delete",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The line in the conversation about a reminder.")},
    {"message/slackbot_response",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Slackbot answered by a rule of the workspace.")},
    {"message/tombstone",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "What is left of a message whose thread stays after it was deleted.")},
    {"message/huddle_thread message/sh_room_created message/sh_room_shared",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "The message that stands for a huddle, a call in the conversation.")},
    {"message/ekm_access_denied",
     QT_TRANSLATE_NOOP(
         "rtmscope::EventMeaning",
         "A message that is encrypted with a key that was withdrawn: its content can't be shown.")},
    {"message/assistant_app_thread",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The first message of a talk with an assistant.")},
    {"message/document_mention message/tabbed_canvas_updated",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "A document, called canvas, was shared, changed or mentions somebody.")},
    {"message/list_record_comment",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody spoke about an entry of a list.")},
    {"message/mpdm_move",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "The messages of a direct message of several were moved to a channel.")},
    {"user_typing",
     QT_TRANSLATE_NOOP(
         "rtmscope::EventMeaning",
         "Somebody has begun to type. It is told again every few seconds, and nothing says when they stop.")},
    {"desktop_notification mobile_in_app_notification",
     QT_TRANSLATE_NOOP(
         "rtmscope::EventMeaning",
         "The service thinks that you should be notified of a message; the message comes by itself.")},
    {"activity",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Something happened that stands in your list of activity.")},
    {"badge_counts_updated",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Your numbers of unread conversations and mentions.")},
    {"hello",
     QT_TRANSLATE_NOOP(
         "rtmscope::EventMeaning",
         "The first thing a server says on a connection: it is ready, and events follow from here.")},
    {"goodbye", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                                  "The server is about to close this connection, for a restart or to spread "
                                  "its load. A client opens the next one at once.")},
    {"error",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "The server could not do what a frame of ours asked for, or refuses the connection.")},
    {"pong",
     QT_TRANSLATE_NOOP(
         "rtmscope::EventMeaning",
         "The answer to a ping of ours: the connection is alive. It carries back what the ping carried.")},
    {"ack", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                              "The answer to a message of ours, told by the number in reply_to: taken, with "
                              "the time stamp that it got, or refused.")},
    {"reconnect_url",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "An address for the next connection. It is as good as a "
                                                 "key, so it was blacked out before anything was written.")},
    {"team_migration_started",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The workspace moves to another server: this connection "
                                                 "ends, and a new one is refused for a while.")},
    {"accounts_changed",
     QT_TRANSLATE_NOOP(
         "rtmscope::EventMeaning",
         "The accounts that this user is signed in to changed; only the service's own clients use it.")},
    {"pref_change",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A setting of yours changed, here or in another client.")},
    {"presence_change",
     QT_TRANSLATE_NOOP(
         "rtmscope::EventMeaning",
         "Somebody became active or away. It comes only for people whose presence was asked for.")},
    {"manual_presence_change",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "You set yourself active or away.")},
    {"user_change user_profile_changed user_status_changed user_huddle_changed",
     QT_TRANSLATE_NOOP(
         "rtmscope::EventMeaning",
         "Something about a person changed: name, picture, status, title, or whether they are in a huddle.")},
    {"user_invalidated user_connection",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "Bookkeeping about a person: what a client keeps of them may be out of date.")},
    {"team_join", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody joined the workspace.")},
    {"dnd_updated dnd_updated_user",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The hours changed in which notifications stay quiet.")},
    {"bot_added bot_changed",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "An integration was added or changed.")},
    {"sh_room_join sh_room_leave sh_room_update",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "Somebody came into a huddle or left it, or the huddle changed.")},
    {"reaction_added",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "Somebody reacted to a message, a file or a comment with an emoji.")},
    {"reaction_removed", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody took a reaction back.")},
    {"star_added star_removed",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "You saved something for later, or took it off that list.")},
    {"pin_added pin_removed",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Something was pinned to a conversation, or taken off.")},
    {"member_joined_channel", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody joined a channel.")},
    {"member_left_channel", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody left a channel.")},
    {"channel_created", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A public channel was created.")},
    {"channel_joined group_joined mpim_joined",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "You are in a conversation from now on; it comes with what is known of it.")},
    {"group_join",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody is in a private channel from now on.")},
    {"channel_left group_left", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "You left a conversation.")},
    {"channel_deleted group_deleted", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A channel was deleted.")},
    {"channel_rename group_rename",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A channel has a new name. Its id stays.")},
    {"channel_archive group_archive",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A channel was archived: nobody can write any more.")},
    {"channel_unarchive group_unarchive",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A channel is in use again.")},
    {"channel_marked group_marked im_marked mpim_marked",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "You have read a conversation up to this time stamp, here or in another client.")},
    {"channel_history_changed group_history_changed im_history_changed mpim_history_changed",
     QT_TRANSLATE_NOOP(
         "rtmscope::EventMeaning",
         "Many messages of a conversation changed at once: what a client keeps of them is out of date.")},
    {"channel_updated channel_posting_permissions",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "A channel's settings changed, such as who may write in it.")},
    {"group_open im_open mpim_open",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A conversation appeared in your list.")},
    {"group_close im_close mpim_close",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "A conversation went from your list; nothing in it is lost.")},
    {"im_created", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A direct message with somebody was begun.")},
    {"shared_channel_invite_received",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Another organisation invites to a shared channel.")},
    {"thread_marked",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "You have read a thread up to this time stamp, here or in another client.")},
    {"thread_subscribed",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "You follow a thread from now on: you wrote in it, were mentioned, or asked to.")},
    {"thread_unsubscribed", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "You follow a thread no longer.")},
    {"update_thread_state",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Your numbers of unread threads and mentions in them.")},
    {"file_created", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A file was uploaded.")},
    {"file_change",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A file's name, content or settings changed.")},
    {"file_public file_private", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Who may see a file changed.")},
    {"file_shared file_unshared",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "A file was put into a conversation, or taken out. Only its id comes with it.")},
    {"file_deleted", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A file was deleted.")},
    {"file_comment_added file_comment_edited file_comment_deleted",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A comment on a file was written, edited or deleted.")},
    {"team_rename team_domain_change email_domain_changed",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The workspace has another name or domain.")},
    {"team_pref_change team_plan_change team_profile_change team_profile_delete team_profile_reorder",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A setting of the whole workspace changed.")},
    {"emoji_changed", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The workspace's own emoji changed.")},
    {"commands_changed apps_changed apps_installed apps_uninstalled",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "An app of the workspace came, went or changed.")},
    {"subteam_created subteam_updated subteam_members_changed",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "A group of people that can be mentioned together was created or changed.")},
    {"subteam_self_added subteam_self_removed",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "You came into a group of people that can be mentioned together, or left it.")},
    {"external_org_migration_started external_org_migration_finished grid_migration_started "
     "grid_migration_finished",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The workspace moves from or to an organisation.")},
    {"app_home_opened", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody opened the home of the app.")},
    {"app_mention", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody mentioned the app.")},
    {"app_rate_limited",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "The app gets so many events that the service leaves some out for a minute.")},
    {"app_uninstalled tokens_revoked",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "The app was taken off the workspace, or its tokens are void.")},
    {"link_shared", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                                      "Somebody posted a link to a site that the app makes previews for.")},
    {"resources_added resources_removed user_resource_granted user_resource_denied user_resource_removed "
     "scope_granted scope_denied",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "What the app may do or see changed.")},
};

constexpr Meaning outgoing[] = {
    {"message", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                                  "A message of ours, as it was written to the connection. The server "
                                  "answers with an ack that carries the same number.")},
    {"typing user_typing", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Tells the others that we type.")},
    {"ping", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                               "Asks whether the connection is alive; the server answers with a pong.")},
    {"presence_sub", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                                       "Asks to be told whenever these people become active or away.")},
    {"presence_query",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Asks once whether these people are active or away.")},
    {"tickle", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                                 "Tells the service that somebody sits in front of this client.")},
};

constexpr Meaning notes[] = {
    {"state",
     QT_TRANSLATE_NOOP(
         "rtmscope::EventMeaning",
         "Written by Rtmscope, not by the server: the connection went from one state to the next, and why.")},
    {"api", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                              "Written by Rtmscope, not by the server: a call of the Web API, its status, "
                              "how long it took and what came back. Secrets in it are blacked out.")},
    {"send", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                               "Written by Rtmscope, not by the server: a step in the life of a message of "
                               "ours, from queued to acknowledged or failed.")},
    {"gap", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                              "Written by Rtmscope, not by the server: there was no connection. What "
                              "happened meanwhile was not told to us, and is asked for where it can be.")},
    {"backfill",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "Written by Rtmscope, not by the server: messages of the time without a connection "
                       "were asked for. Edits, deletions and reactions of that time can't be known.")},
    {"wake", QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                               "Written by Rtmscope, not by the server: this computer was asleep.")},
    {"network",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "Written by Rtmscope, not by the server: this computer's network came or went.")},
    {"ws_ping ws_pong",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "Written by Rtmscope: a ping or pong of the WebSocket itself, below the protocol of "
                       "the service. Whoever gets a ping answers with a pong.")},
    {"ws_close",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                       "Written by Rtmscope: a close frame of the WebSocket. Code and reason are those that "
                       "were sent; the other side answers with one of its own.")},
    {"mark", QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A mark that somebody set in the recording.")},
    {"comment",
     QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A comment that somebody wrote into the recording.")},
};

using Index = QHash<QString, const char *>;

template<size_t count>
Index indexOf(const Meaning (&table)[count])
{
    Index index;
    for (const Meaning &row : table) {
        for (const QString &type : QString::fromLatin1(row.types).split(u' '))
            index.insert(type, row.words);
    }
    return index;
}

} // namespace

QString EventMeaning::of(const Event &event)
{
    if (event.form == FrameForm::Binary)
        return tr("RTM sends text only. What this is for, the sender knows.");
    if (event.form != FrameForm::Json)
        return tr("This should be JSON and is not. It is kept as it came; nothing else follows from it.");
    switch (event.direction) {
    case Direction::Out:
        return ofOutgoing(event.type);
    case Direction::Note:
        return ofNote(event.type);
    case Direction::In:
        break;
    }
    if (event.type.isEmpty())
        return tr("It has no type, so nobody can say what it means. It is kept as it came.");
    const QString known = ofType(event.type, event.subtype);
    return known.isEmpty()
               ? tr("A type that Rtmscope does not know. It is recorded, shown and found like any other.")
               : known;
}

QString EventMeaning::ofType(const QString &type, const QString &subtype)
{
    static const Index index = indexOf(incoming);
    const char *words = subtype.isEmpty() ? nullptr : index.value(type + u'/' + subtype);
    if (!words)
        words = index.value(type);
    return words ? tr(words) : QString();
}

QString EventMeaning::ofOutgoing(const QString &type)
{
    static const Index index = indexOf(outgoing);
    const char *words = index.value(type);
    return words ? tr(words) : tr("Written to the connection from here.");
}

QString EventMeaning::ofNote(const QString &kind)
{
    static const Index index = indexOf(notes);
    const char *words = index.value(kind);
    return words ? tr(words) : tr("Written by Rtmscope, not by the server.");
}

} // namespace rtmscope
