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
