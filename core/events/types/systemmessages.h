// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/messageevents.h"

//! Messages that nobody wrote: lines that the server adds to a conversation, told by their subtype (protocol
//! 6).
namespace rtmscope {

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

} // namespace rtmscope
