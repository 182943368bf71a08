// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"

#include <QList>

#include <optional>

//! Messages with their subtypes, typing and notifications (protocol 5.2 and 6).
namespace rtmscope {

//! An AI app conversation.
struct AssistantThread
{
    QString title;

    static constexpr Fields fields{Field{"title", &AssistantThread::title}};
};

//! A message, whatever its subtype (protocol 6.1). Empty means absent.
struct MessageFields
{
    QString
        subtype; //!< empty for an ordinary message; the wire's own word also where we have no struct for it
    ChannelId channel; //!< absent inside message_changed and in history
    QString channelType;
    UserId user; //!< absent for some bots and webhooks
    BotId bot;
    QString text;       //!< mrkdwn source, still escaped; may be missing
    MessageTs ts;       //!< identity within the channel
    MessageTs eventTs;  //!< when the event was emitted; differs from ts for edits and deletions
    MessageTs threadTs; //!< equal to ts: a parent; else the parent's ts
    QString username;   //!< author override
    std::optional<Icons> icons;
    std::optional<BotProfile> botProfile;
    std::optional<EmbeddedProfile> userProfile;
    AppId app;
    TeamId team;
    TeamId sourceTeam;
    TeamId userTeam;
    QString clientMsgId;
    UserId parentUser;
    std::optional<int> replyCount;
    QList<UserId> replyUsers; //!< five at most
    std::optional<int> replyUsersCount;
    MessageTs latestReply;
    QList<ReplyRef> replies; //!< old parents only
    std::optional<bool> subscribed;
    MessageTs lastRead;
    std::optional<int> unreadCount;
    bool isLocked = false;
    AnyJson blocks;
    AnyJson attachments;
    QList<FileObject> files; //!< before 2018 a single `file`
    bool upload = false;
    bool displayAsBot = false;
    std::optional<QList<ReactionTally>> reactions; //!< an edit that has none says that all were taken back
    std::optional<EditMark> edited;
    QList<ChannelId> pinnedTo;
    std::optional<PinnedInfo> pinnedInfo;
    bool isStarred = false;
    bool hidden = false; //!< bookkeeping: applied, but never shown as a line nor counted
    AnyJson metadata;
    bool noNotifications = false;
    bool suppressNotification = false;
    std::optional<qint64>
        replyTo; //!< only on the replayed last message after a connect (protocol 3.1): never new
    QString permalink;
    QString streamingState; //!< in_progress, completed, errored
    bool isEphemeral = false;
    std::optional<bool> mrkdwn;
    UserId inviter;

    static constexpr Fields fields{Field{"subtype", &MessageFields::subtype},
                                   Field{"channel", &MessageFields::channel},
                                   Field{"channel_type", &MessageFields::channelType},
                                   Field{"user", &MessageFields::user},
                                   Field{"bot_id", &MessageFields::bot},
                                   Field{"text", &MessageFields::text},
                                   Field{"ts", &MessageFields::ts},
                                   Field{"event_ts", &MessageFields::eventTs},
                                   Field{"thread_ts", &MessageFields::threadTs},
                                   Field{"username", &MessageFields::username},
                                   Field{"icons", &MessageFields::icons},
                                   Field{"bot_profile", &MessageFields::botProfile},
                                   Field{"user_profile", &MessageFields::userProfile},
                                   Field{"app_id", &MessageFields::app},
                                   Field{"team", &MessageFields::team},
                                   Field{"source_team", &MessageFields::sourceTeam},
                                   Field{"user_team", &MessageFields::userTeam},
                                   Field{"client_msg_id", &MessageFields::clientMsgId},
                                   Field{"parent_user_id", &MessageFields::parentUser},
                                   Field{"reply_count", &MessageFields::replyCount},
                                   Field{"reply_users", &MessageFields::replyUsers},
                                   Field{"reply_users_count", &MessageFields::replyUsersCount},
                                   Field{"latest_reply", &MessageFields::latestReply},
                                   Field{"replies", &MessageFields::replies},
                                   Field{"subscribed", &MessageFields::subscribed},
                                   Field{"last_read", &MessageFields::lastRead},
                                   Field{"unread_count", &MessageFields::unreadCount},
                                   Field{"is_locked", &MessageFields::isLocked},
                                   Field{"blocks", &MessageFields::blocks},
                                   Field{"attachments", &MessageFields::attachments},
                                   Field{"files", &MessageFields::files},
                                   Field{"file", &MessageFields::files},
                                   Field{"upload", &MessageFields::upload},
                                   Field{"display_as_bot", &MessageFields::displayAsBot},
                                   Field{"reactions", &MessageFields::reactions},
                                   Field{"edited", &MessageFields::edited},
                                   Field{"pinned_to", &MessageFields::pinnedTo},
                                   Field{"pinned_info", &MessageFields::pinnedInfo},
                                   Field{"is_starred", &MessageFields::isStarred},
                                   Field{"hidden", &MessageFields::hidden},
                                   Field{"metadata", &MessageFields::metadata},
                                   Field{"no_notifications", &MessageFields::noNotifications},
                                   Field{"suppress_notification", &MessageFields::suppressNotification},
                                   Field{"reply_to", &MessageFields::replyTo},
                                   Field{"permalink", &MessageFields::permalink},
                                   Field{"streaming_state", &MessageFields::streamingState},
                                   Field{"is_ephemeral", &MessageFields::isEphemeral},
                                   Field{"mrkdwn", &MessageFields::mrkdwn},
                                   Field{"inviter", &MessageFields::inviter}};
};

//! A message without subtype, or with one we have no struct for.
struct MessagePosted
{
    MessageFields message;

    static constexpr WireName wire{"message"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "Somebody wrote in a conversation. With a thread_ts it is a reply in a thread.");
    static constexpr Fields fields{Flatten{&MessagePosted::message}};
};

//! Replace the message with key (channel, message.ts). Edited only if message.edited is there.
struct MessageChanged
{
    ChannelId channel;
    MessageFields message;
    std::optional<MessageFields> previousMessage;
    MessageTs ts; //!< of the event
    MessageTs eventTs;
    bool hidden = false;

    static constexpr WireName wire{"message", "message_changed"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A message was edited, or got a preview of its links. It "
                                                    "comes in both forms, as it was and as it is now.");
    static constexpr Fields fields{Field{"channel", &MessageChanged::channel},
                                   Field{"message", &MessageChanged::message},
                                   Field{"previous_message", &MessageChanged::previousMessage},
                                   Field{"ts", &MessageChanged::ts},
                                   Field{"event_ts", &MessageChanged::eventTs},
                                   Field{"hidden", &MessageChanged::hidden}};
};

//! Remove the message with key (channel, deletedTs).
struct MessageDeleted
{
    ChannelId channel;
    MessageTs deletedTs;
    std::optional<MessageFields> previousMessage;
    MessageTs ts; //!< of the event
    MessageTs eventTs;
    bool hidden = false;

    static constexpr WireName wire{"message", "message_deleted"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "A message was deleted. Its text comes once more, as the message before.");
    static constexpr Fields fields{Field{"channel", &MessageDeleted::channel},
                                   Field{"deleted_ts", &MessageDeleted::deletedTs},
                                   Field{"previous_message", &MessageDeleted::previousMessage},
                                   Field{"ts", &MessageDeleted::ts},
                                   Field{"event_ts", &MessageDeleted::eventTs},
                                   Field{"hidden", &MessageDeleted::hidden}};
};

//! A parent's counters. The reply itself comes as its own message.
struct MessageReplied
{
    ChannelId channel;
    MessageFields message; //!< the parent
    MessageTs ts;          //!< of the event
    MessageTs eventTs;
    MessageTs threadTs;
    bool hidden = false;

    static constexpr WireName wire{"message", "message_replied"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "A thread got a reply: its first message is told anew, with the new number "
                                  "of replies. The reply itself comes as a message of its own.");
    static constexpr Fields fields{Field{"channel", &MessageReplied::channel},
                                   Field{"message", &MessageReplied::message},
                                   Field{"ts", &MessageReplied::ts},
                                   Field{"event_ts", &MessageReplied::eventTs},
                                   Field{"thread_ts", &MessageReplied::threadTs},
                                   Field{"hidden", &MessageReplied::hidden}};
};

//! A reply that is also shown in the channel.
struct ThreadBroadcast
{
    MessageFields message;
    MessageFields root; //!< the parent at that time

    static constexpr WireName wire{"message", "thread_broadcast"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "A reply in a thread that its author showed in the channel as well.");
    static constexpr Fields fields{Flatten{&ThreadBroadcast::message}, Field{"root", &ThreadBroadcast::root}};
};

//! Old captures only: to be ignored.
struct ReplyBroadcast
{
    MessageFields message;

    static constexpr WireName wire{"message", "reply_broadcast"};
    static constexpr auto meaning = ThreadBroadcast::meaning;
    static constexpr Fields fields{Flatten{&ReplyBroadcast::message}};
};

//! Posted by an integration; user is often missing.
struct BotMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "bot_message"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "An app or an integration wrote a message; it may carry a name and picture of its own.");
    static constexpr Fields fields{Flatten{&BotMessage::message}};
};

//! An action line; the text is without "/me".
struct MeMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "me_message"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody described what they do, with /me.");
    static constexpr Fields fields{Flatten{&MeMessage::message}};
};

//! A message that brings a file.
struct FileShareMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "file_share"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody put a file into the conversation.");
    static constexpr Fields fields{Flatten{&FileShareMessage::message}};
};

//! A comment on a file (old); its author is comment.user.
struct FileCommentMessage
{
    MessageFields message;
    FileComment comment;
    bool isIntro = false;

    static constexpr WireName wire{"message", "file_comment"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody spoke about a file.");
    static constexpr Fields fields{Flatten{&FileCommentMessage::message},
                                   Field{"comment", &FileCommentMessage::comment},
                                   Field{"is_intro", &FileCommentMessage::isIntro}};
};

//! A file was mentioned (old).
struct FileMentionMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "file_mention"};
    static constexpr auto meaning = FileCommentMessage::meaning;
    static constexpr Fields fields{Flatten{&FileMentionMessage::message}};
};

//! Somebody joined the channel.
struct ChannelJoinMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "channel_join"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The line in the conversation that says who joined.");
    static constexpr Fields fields{Flatten{&ChannelJoinMessage::message}};
};

//! Somebody left the channel.
struct ChannelLeaveMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "channel_leave"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The line in the conversation that says who left.");
    static constexpr Fields fields{Flatten{&ChannelLeaveMessage::message}};
};

//! The topic was set.
struct ChannelTopicMessage
{
    MessageFields message;
    QString topic;

    static constexpr WireName wire{"message", "channel_topic"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The line in the conversation that tells its new topic.");
    static constexpr Fields fields{Flatten{&ChannelTopicMessage::message},
                                   Field{"topic", &ChannelTopicMessage::topic}};
};

//! The purpose was set.
struct ChannelPurposeMessage
{
    MessageFields message;
    QString purpose;

    static constexpr WireName wire{"message", "channel_purpose"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "The line in the conversation that tells its new purpose.");
    static constexpr Fields fields{Flatten{&ChannelPurposeMessage::message},
                                   Field{"purpose", &ChannelPurposeMessage::purpose}};
};

//! The channel was renamed.
struct ChannelNameMessage
{
    MessageFields message;
    QString oldName;
    QString name;

    static constexpr WireName wire{"message", "channel_name"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The line in the conversation that tells its new name.");
    static constexpr Fields fields{Flatten{&ChannelNameMessage::message},
                                   Field{"old_name", &ChannelNameMessage::oldName},
                                   Field{"name", &ChannelNameMessage::name}};
};

//! The channel was archived.
struct ChannelArchiveMessage
{
    MessageFields message;
    QList<UserId> members;

    static constexpr WireName wire{"message", "channel_archive"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "The line in the conversation that says it was archived: nobody can write any more.");
    static constexpr Fields fields{Flatten{&ChannelArchiveMessage::message},
                                   Field{"members", &ChannelArchiveMessage::members}};
};

//! The channel came back from the archive.
struct ChannelUnarchiveMessage
{
    MessageFields message;
    QList<UserId> members;

    static constexpr WireName wire{"message", "channel_unarchive"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "The line in the conversation that says it is in use again.");
    static constexpr Fields fields{Flatten{&ChannelUnarchiveMessage::message},
                                   Field{"members", &ChannelUnarchiveMessage::members}};
};

//! Who may post changed.
struct ChannelPostingPermissionsMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "channel_posting_permissions"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "The line in the conversation that says who may write in it now.");
    static constexpr Fields fields{Flatten{&ChannelPostingPermissionsMessage::message}};
};

//! The channel became private.
struct ChannelConvertToPrivateMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "channel_convert_to_private"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "The line in the conversation that says it became private or public.");
    static constexpr Fields fields{Flatten{&ChannelConvertToPrivateMessage::message}};
};

//! The channel became public.
struct ChannelConvertToPublicMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "channel_convert_to_public"};
    static constexpr auto meaning = ChannelConvertToPrivateMessage::meaning;
    static constexpr Fields fields{Flatten{&ChannelConvertToPublicMessage::message}};
};

//! Somebody joined the private channel.
struct GroupJoinMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "group_join"};
    static constexpr auto meaning = ChannelJoinMessage::meaning;
    static constexpr Fields fields{Flatten{&GroupJoinMessage::message}};
};

//! Somebody left the private channel.
struct GroupLeaveMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "group_leave"};
    static constexpr auto meaning = ChannelLeaveMessage::meaning;
    static constexpr Fields fields{Flatten{&GroupLeaveMessage::message}};
};

//! The private channel's topic was set.
struct GroupTopicMessage
{
    MessageFields message;
    QString topic;

    static constexpr WireName wire{"message", "group_topic"};
    static constexpr auto meaning = ChannelTopicMessage::meaning;
    static constexpr Fields fields{Flatten{&GroupTopicMessage::message},
                                   Field{"topic", &GroupTopicMessage::topic}};
};

//! The private channel's purpose was set.
struct GroupPurposeMessage
{
    MessageFields message;
    QString purpose;

    static constexpr WireName wire{"message", "group_purpose"};
    static constexpr auto meaning = ChannelPurposeMessage::meaning;
    static constexpr Fields fields{Flatten{&GroupPurposeMessage::message},
                                   Field{"purpose", &GroupPurposeMessage::purpose}};
};

//! The private channel was renamed.
struct GroupNameMessage
{
    MessageFields message;
    QString oldName;
    QString name;

    static constexpr WireName wire{"message", "group_name"};
    static constexpr auto meaning = ChannelNameMessage::meaning;
    static constexpr Fields fields{Flatten{&GroupNameMessage::message},
                                   Field{"old_name", &GroupNameMessage::oldName},
                                   Field{"name", &GroupNameMessage::name}};
};

//! The private channel was archived.
struct GroupArchiveMessage
{
    MessageFields message;
    QList<UserId> members;

    static constexpr WireName wire{"message", "group_archive"};
    static constexpr auto meaning = ChannelArchiveMessage::meaning;
    static constexpr Fields fields{Flatten{&GroupArchiveMessage::message},
                                   Field{"members", &GroupArchiveMessage::members}};
};

//! The private channel came back from the archive.
struct GroupUnarchiveMessage
{
    MessageFields message;
    QList<UserId> members;

    static constexpr WireName wire{"message", "group_unarchive"};
    static constexpr auto meaning = ChannelUnarchiveMessage::meaning;
    static constexpr Fields fields{Flatten{&GroupUnarchiveMessage::message},
                                   Field{"members", &GroupUnarchiveMessage::members}};
};

//! Something was pinned.
struct PinnedItemMessage
{
    MessageFields message;
    QString itemType; //!< C, G, F or Fc
    ItemRef item;

    static constexpr WireName wire{"message", "pinned_item"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "The line in the conversation that says something was pinned to it, or taken off.");
    static constexpr Fields fields{Flatten{&PinnedItemMessage::message},
                                   Field{"item_type", &PinnedItemMessage::itemType},
                                   Field{"item", &PinnedItemMessage::item}};
};

//! Something was unpinned; hidden, from USLACKBOT.
struct UnpinnedItemMessage
{
    MessageFields message;
    QString itemType; //!< C, G, F or Fc
    ItemRef item;

    static constexpr WireName wire{"message", "unpinned_item"};
    static constexpr auto meaning = PinnedItemMessage::meaning;
    static constexpr Fields fields{Flatten{&UnpinnedItemMessage::message},
                                   Field{"item_type", &UnpinnedItemMessage::itemType},
                                   Field{"item", &UnpinnedItemMessage::item}};
};

//! An integration was added.
struct BotAddMessage
{
    MessageFields message;
    QString botLink;

    static constexpr WireName wire{"message", "bot_add"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "The line in the conversation that says an integration came, went, or was switched.");
    static constexpr Fields fields{Flatten{&BotAddMessage::message},
                                   Field{"bot_link", &BotAddMessage::botLink}};
};

//! An integration was removed.
struct BotRemoveMessage
{
    MessageFields message;
    QString botLink;

    static constexpr WireName wire{"message", "bot_remove"};
    static constexpr auto meaning = BotAddMessage::meaning;
    static constexpr Fields fields{Flatten{&BotRemoveMessage::message},
                                   Field{"bot_link", &BotRemoveMessage::botLink}};
};

//! An integration was switched on.
struct BotEnableMessage
{
    MessageFields message;
    QString botLink;

    static constexpr WireName wire{"message", "bot_enable"};
    static constexpr auto meaning = BotAddMessage::meaning;
    static constexpr Fields fields{Flatten{&BotEnableMessage::message},
                                   Field{"bot_link", &BotEnableMessage::botLink}};
};

//! An integration was switched off.
struct BotDisableMessage
{
    MessageFields message;
    QString botLink;

    static constexpr WireName wire{"message", "bot_disable"};
    static constexpr auto meaning = BotAddMessage::meaning;
    static constexpr Fields fields{Flatten{&BotDisableMessage::message},
                                   Field{"bot_link", &BotDisableMessage::botLink}};
};

//! A reminder was set.
struct ReminderAddMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "reminder_add"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The line in the conversation about a reminder.");
    static constexpr Fields fields{Flatten{&ReminderAddMessage::message}};
};

//! A reminder was removed.
struct ReminderDeleteMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "reminder_delete"};
    static constexpr auto meaning = ReminderAddMessage::meaning;
    static constexpr Fields fields{Flatten{&ReminderDeleteMessage::message}};
};

//! Slackbot answered.
struct SlackbotResponseMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "slackbot_response"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Slackbot answered by a rule of the workspace.");
    static constexpr Fields fields{Flatten{&SlackbotResponseMessage::message}};
};

//! A deleted parent of a living thread.
struct TombstoneMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "tombstone"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "What is left of a message whose thread stays after it was deleted.");
    static constexpr Fields fields{Flatten{&TombstoneMessage::message}};
};

//! A huddle was started.
struct HuddleThreadMessage
{
    MessageFields message;
    RoomObject room;

    static constexpr WireName wire{"message", "huddle_thread"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "The message that stands for a huddle, a call in the conversation.");
    static constexpr Fields fields{Flatten{&HuddleThreadMessage::message},
                                   Field{"room", &HuddleThreadMessage::room}};
};

//! A call was made (old).
struct ShRoomCreatedMessage
{
    MessageFields message;
    RoomObject room;

    static constexpr WireName wire{"message", "sh_room_created"};
    static constexpr auto meaning = HuddleThreadMessage::meaning;
    static constexpr Fields fields{Flatten{&ShRoomCreatedMessage::message},
                                   Field{"room", &ShRoomCreatedMessage::room}};
};

//! A call was shared (old).
struct ShRoomSharedMessage
{
    MessageFields message;
    RoomObject room;

    static constexpr WireName wire{"message", "sh_room_shared"};
    static constexpr auto meaning = HuddleThreadMessage::meaning;
    static constexpr Fields fields{Flatten{&ShRoomSharedMessage::message},
                                   Field{"room", &ShRoomSharedMessage::room}};
};

//! The content is withheld by key management; from UREVOKEDU.
struct EkmAccessDeniedMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "ekm_access_denied"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "A message that is encrypted with a key that was withdrawn: its content can't be shown.");
    static constexpr Fields fields{Flatten{&EkmAccessDeniedMessage::message}};
};

//! The root of a conversation with an AI app.
struct AssistantAppThreadMessage
{
    MessageFields message;
    AssistantThread thread;

    static constexpr WireName wire{"message", "assistant_app_thread"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The first message of a talk with an assistant.");
    static constexpr Fields fields{Flatten{&AssistantAppThreadMessage::message},
                                   Field{"assistant_app_thread", &AssistantAppThreadMessage::thread}};
};

//! A document was mentioned.
struct DocumentMentionMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "document_mention"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "A document, called canvas, was shared, changed or mentions somebody.");
    static constexpr Fields fields{Flatten{&DocumentMentionMessage::message}};
};

//! Somebody we invited has joined.
struct JoinerNotificationMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "joiner_notification"};
    static constexpr auto meaning = ChannelJoinMessage::meaning;
    static constexpr Fields fields{Flatten{&JoinerNotificationMessage::message}};
};

//! A group message moved.
struct MpdmMoveMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "mpdm_move"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "The messages of a direct message of several were moved to a channel.");
    static constexpr Fields fields{Flatten{&MpdmMoveMessage::message}};
};

//! A canvas changed.
struct TabbedCanvasUpdatedMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "tabbed_canvas_updated"};
    static constexpr auto meaning = DocumentMentionMessage::meaning;
    static constexpr Fields fields{Flatten{&TabbedCanvasUpdatedMessage::message}};
};

//! A comment on a list's record.
struct ListRecordCommentMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "list_record_comment"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody spoke about an entry of a list.");
    static constexpr Fields fields{Flatten{&ListRecordCommentMessage::message}};
};

//! An app joined the conversation.
struct AppConversationJoinMessage
{
    MessageFields message;

    static constexpr WireName wire{"message", "app_conversation_join"};
    static constexpr auto meaning = ChannelJoinMessage::meaning;
    static constexpr Fields fields{Flatten{&AppConversationJoinMessage::message}};
};

//! Somebody types. Show for about six seconds, or until their message comes.
struct UserTyping
{
    ChannelId channel;
    UserId user;
    MessageTs threadTs;
    std::optional<qint64> id;

    static constexpr WireName wire{"user_typing"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "Somebody has begun to type. It is told again every few seconds, and nothing says when they stop.");
    static constexpr Fields fields{Field{"channel", &UserTyping::channel}, Field{"user", &UserTyping::user},
                                   Field{"thread_ts", &UserTyping::threadTs}, Field{"id", &UserTyping::id}};
};

//! Should notify, says the server. Doubles a message event and is never one itself.
struct DesktopNotification
{
    QString title;
    QString subtitle;
    MessageTs messageTs;
    QString content;
    ChannelId channel;
    MessageTs ts;
    QString launchUri;
    QString avatarImage;
    QString imageUri;
    QString ssbFilename;
    bool isShared = false;
    bool isChannelInvite = false;
    MessageTs eventTs;

    static constexpr WireName wire{"desktop_notification"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "The service thinks that you should be notified of a message; the message comes by itself.");
    static constexpr Fields fields{Field{"title", &DesktopNotification::title},
                                   Field{"subtitle", &DesktopNotification::subtitle},
                                   Field{"msg", &DesktopNotification::messageTs},
                                   Field{"content", &DesktopNotification::content},
                                   Field{"channel", &DesktopNotification::channel},
                                   Field{"ts", &DesktopNotification::ts},
                                   Field{"launchUri", &DesktopNotification::launchUri},
                                   Field{"avatarImage", &DesktopNotification::avatarImage},
                                   Field{"imageUri", &DesktopNotification::imageUri},
                                   Field{"ssbFilename", &DesktopNotification::ssbFilename},
                                   Field{"is_shared", &DesktopNotification::isShared},
                                   Field{"is_channel_invite", &DesktopNotification::isChannelInvite},
                                   Field{"event_ts", &DesktopNotification::eventTs}};
};

//! The same for a phone that is in use.
struct MobileInAppNotification
{
    QString title;
    QString subtitle;
    MessageTs ts;
    ChannelId channel;
    QString channelName;
    UserId author;
    QString authorDisplayName;
    QString text;
    QString pushId;
    QString notifId;
    QString launchUri;
    QString avatarImage;
    bool isShared = false;
    MessageTs eventTs;

    static constexpr WireName wire{"mobile_in_app_notification"};
    static constexpr auto meaning = DesktopNotification::meaning;
    static constexpr Fields fields{Field{"title", &MobileInAppNotification::title},
                                   Field{"subtitle", &MobileInAppNotification::subtitle},
                                   Field{"ts", &MobileInAppNotification::ts},
                                   Field{"channel", &MobileInAppNotification::channel},
                                   Field{"channel_name", &MobileInAppNotification::channelName},
                                   Field{"author_id", &MobileInAppNotification::author},
                                   Field{"author_display_name", &MobileInAppNotification::authorDisplayName},
                                   Field{"msg_text", &MobileInAppNotification::text},
                                   Field{"push_id", &MobileInAppNotification::pushId},
                                   Field{"notif_id", &MobileInAppNotification::notifId},
                                   Field{"mobileLaunchUri", &MobileInAppNotification::launchUri},
                                   Field{"avatarImage", &MobileInAppNotification::avatarImage},
                                   Field{"is_shared", &MobileInAppNotification::isShared},
                                   Field{"event_ts", &MobileInAppNotification::eventTs}};
};

//! Undocumented, frequent: an entry of the activity list.
struct Activity
{
    QString subtype;
    QString key;
    AnyJson entry;
    MessageTs eventTs;

    static constexpr WireName wire{"activity"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "Something happened that stands in your list of activity.");
    static constexpr Fields fields{Field{"subtype", &Activity::subtype}, Field{"key", &Activity::key},
                                   Field{"entry", &Activity::entry}, Field{"event_ts", &Activity::eventTs}};
};

//! Undocumented: unread badges moved.
struct BadgeCountsUpdated
{
    MessageTs eventTs;

    static constexpr WireName wire{"badge_counts_updated"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Your numbers of unread conversations and mentions.");
    static constexpr Fields fields{Field{"event_ts", &BadgeCountsUpdated::eventTs}};
};

} // namespace rtmscope
