// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/field.h"

#include <QList>
#include <QStringList>

#include <optional>

//! Objects that stand inside events. Each may arrive as a bare id where the wire is lazy: see field.h.
namespace rtmscope {

//! What an error frame or a failed acknowledgement says. Slack never published the codes (protocol 3.3).
struct ErrorDetail
{
    int code = 0;    //!< 0 when absent
    QString message; //!< the server's own words, shown verbatim
    QString source;
    int retryAfterSeconds = 0;

    static constexpr Fields fields{Field{"code", &ErrorDetail::code}, Field{"msg", &ErrorDetail::message},
                                   Field{"source", &ErrorDetail::source},
                                   Field{"retry_after", &ErrorDetail::retryAfterSeconds}};
};

//! Who edited a message last, and when. The old text is not kept by the server.
struct EditMark
{
    UserId user;
    MessageTs ts;

    static constexpr Fields fields{Field{"user", &EditMark::user}, Field{"ts", &EditMark::ts}};
};

//! One emoji under a message.
struct ReactionTally
{
    QString name;        //!< without colons; may carry "::skin-tone-3"
    int count = 0;       //!< may exceed users.size()
    QList<UserId> users; //!< our own id is always listed if we reacted

    static constexpr Fields fields{Field{"name", &ReactionTally::name}, Field{"count", &ReactionTally::count},
                                   Field{"users", &ReactionTally::users}};
};

//! A reply as old parents listed them.
struct ReplyRef
{
    UserId user;
    MessageTs ts;

    static constexpr Fields fields{Field{"user", &ReplyRef::user}, Field{"ts", &ReplyRef::ts}};
};

//! An author picture override: an emoji or an image, in the sizes that people look for.
struct Icons
{
    QString emoji;
    QString image48;
    QString image72;

    static constexpr Fields fields{Field{"emoji", &Icons::emoji}, Field{"image_48", &Icons::image48},
                                   Field{"image_72", &Icons::image72}};
};

//! The bot behind a message, since about 2020 instead of the bot_message subtype.
struct BotProfile
{
    BotId id;
    QString name;
    AppId app;
    TeamId team;
    bool deleted = false;
    Icons icons;

    static constexpr Fields fields{
        Field{"id", &BotProfile::id},           Field{"name", &BotProfile::name},
        Field{"app_id", &BotProfile::app},      Field{"team_id", &BotProfile::team},
        Field{"deleted", &BotProfile::deleted}, Field{"icons", &BotProfile::icons}};
};

//! The author as the message itself carries it: for strangers and old captures.
struct EmbeddedProfile
{
    QString name;
    QString displayName;
    QString realName;
    QString image72;
    TeamId team;

    static constexpr Fields fields{
        Field{"name", &EmbeddedProfile::name}, Field{"display_name", &EmbeddedProfile::displayName},
        Field{"real_name", &EmbeddedProfile::realName}, Field{"image_72", &EmbeddedProfile::image72},
        Field{"team", &EmbeddedProfile::team}};
};

//! A comment on a file (retired in 2018); a bare id in file_comment_deleted.
struct FileComment
{
    QString id;
    UserId user;
    QString text;
    qint64 timestamp = 0; //!< seconds since the epoch

    static constexpr Fields fields{Field{"id", &FileComment::id}, Field{"user", &FileComment::user},
                                   Field{"comment", &FileComment::text},
                                   Field{"timestamp", &FileComment::timestamp}};
};

//! A file's metadata (protocol 7.9), or only its id.
struct FileObject
{
    FileId id;
    QString name;
    QString title;
    QString mimetype;
    QString filetype;
    QString prettyType;
    QString mode; //!< "tombstone" and "hidden_by_limit" have almost no other field
    UserId user;
    qint64 size = -1;   //!< bytes; -1 unknown
    qint64 created = 0; //!< seconds since the epoch
    QString permalink;
    QString urlPrivate; //!< needs the token to load
    QString thumb360;
    int originalWidth = 0;
    int originalHeight = 0;
    bool isExternal = false;
    QString fileAccess;
    QString preview;
    QString subject;      //!< of an e-mail
    QString altText;      //!< of a picture
    QString externalType; //!< where it is kept when that is not the workspace
    FileComment initialComment;
    bool isBareId = false; //!< nothing but its id was there to read

    static constexpr Fields fields{Field{"id", &FileObject::id},
                                   Field{"name", &FileObject::name},
                                   Field{"title", &FileObject::title},
                                   Field{"mimetype", &FileObject::mimetype},
                                   Field{"filetype", &FileObject::filetype},
                                   Field{"pretty_type", &FileObject::prettyType},
                                   Field{"mode", &FileObject::mode},
                                   Field{"user", &FileObject::user},
                                   Field{"size", &FileObject::size},
                                   Field{"created", &FileObject::created},
                                   Field{"permalink", &FileObject::permalink},
                                   Field{"url_private", &FileObject::urlPrivate},
                                   Field{"thumb_360", &FileObject::thumb360},
                                   Field{"original_w", &FileObject::originalWidth},
                                   Field{"original_h", &FileObject::originalHeight},
                                   Field{"is_external", &FileObject::isExternal},
                                   Field{"file_access", &FileObject::fileAccess},
                                   Field{"preview", &FileObject::preview},
                                   Field{"subject", &FileObject::subject},
                                   Field{"alt_txt", &FileObject::altText},
                                   Field{"external_type", &FileObject::externalType},
                                   Field{"initial_comment", &FileObject::initialComment}};
};

//! As much of a message as a pin or star needs.
struct MessageRef
{
    MessageTs ts;
    UserId user;
    QString text;
    MessageTs threadTs;
    QString permalink;

    static constexpr Fields fields{
        Field{"ts", &MessageRef::ts}, Field{"user", &MessageRef::user}, Field{"text", &MessageRef::text},
        Field{"thread_ts", &MessageRef::threadTs}, Field{"permalink", &MessageRef::permalink}};
};

//! What was reacted to, starred or pinned.
struct ItemRef
{
    QString type; //!< message, file, file_comment, channel, im, group
    ChannelId channel;
    MessageTs ts;
    MessageRef message;
    FileObject file;
    FileComment fileComment;
    FileComment comment;
    UserId user;
    UserId createdBy;
    qint64 created = 0;     //!< seconds since the epoch
    qint64 dateCreated = 0; //!< the same, as stars spell it

    static constexpr Fields fields{Field{"type", &ItemRef::type},
                                   Field{"channel", &ItemRef::channel},
                                   Field{"ts", &ItemRef::ts},
                                   Field{"message", &ItemRef::message},
                                   Field{"file", &ItemRef::file},
                                   Field{"file_comment", &ItemRef::fileComment},
                                   Field{"comment", &ItemRef::comment},
                                   Field{"user", &ItemRef::user},
                                   Field{"created_by", &ItemRef::createdBy},
                                   Field{"created", &ItemRef::created},
                                   Field{"date_create", &ItemRef::dateCreated}};
};

//! Where, by whom and when something was pinned.
struct PinnedInfo
{
    ChannelId channel;
    UserId by;
    qint64 ts = 0; //!< seconds since the epoch

    static constexpr Fields fields{Field{"channel", &PinnedInfo::channel},
                                   Field{"pinned_by", &PinnedInfo::by}, Field{"pinned_ts", &PinnedInfo::ts}};
};

//! A topic or purpose.
struct TopicText
{
    QString value;
    UserId creator;
    qint64 lastSet = 0; //!< seconds since the epoch

    static constexpr Fields fields{Field{"value", &TopicText::value}, Field{"creator", &TopicText::creator},
                                   Field{"last_set", &TopicText::lastSet}};
};

//! A channel, private channel, direct or group message as the wire describes it; often only its id.
struct ConversationObject
{
    ChannelId id;
    QString name; //!< without '#'
    QString nameNormalized;
    UserId user; //!< the other person of a direct message
    UserId creator;
    qint64 created = 0; //!< seconds since the epoch; sometimes sent as text
    std::optional<bool> isChannel;
    std::optional<bool> isGroup;
    std::optional<bool> isIm;
    std::optional<bool> isMpim;
    std::optional<bool> isPrivate;
    std::optional<bool> isArchived;
    std::optional<bool> isGeneral;
    std::optional<bool> isMember;
    std::optional<bool> isOpen;
    std::optional<bool> isShared;
    std::optional<bool> isOrgShared;
    MessageTs lastRead;
    std::optional<int> unreadCount;
    std::optional<int> unreadCountDisplay;
    std::optional<int> memberCount;
    QList<UserId> members;
    TopicText topic;
    TopicText purpose;
    TeamId contextTeam;
    bool isBareId = false; //!< nothing but its id was there to read

    static constexpr Fields fields{Field{"id", &ConversationObject::id},
                                   Field{"name", &ConversationObject::name},
                                   Field{"name_normalized", &ConversationObject::nameNormalized},
                                   Field{"user", &ConversationObject::user},
                                   Field{"creator", &ConversationObject::creator},
                                   Field{"created", &ConversationObject::created},
                                   Field{"is_channel", &ConversationObject::isChannel},
                                   Field{"is_group", &ConversationObject::isGroup},
                                   Field{"is_im", &ConversationObject::isIm},
                                   Field{"is_mpim", &ConversationObject::isMpim},
                                   Field{"is_private", &ConversationObject::isPrivate},
                                   Field{"is_archived", &ConversationObject::isArchived},
                                   Field{"is_general", &ConversationObject::isGeneral},
                                   Field{"is_member", &ConversationObject::isMember},
                                   Field{"is_open", &ConversationObject::isOpen},
                                   Field{"is_shared", &ConversationObject::isShared},
                                   Field{"is_org_shared", &ConversationObject::isOrgShared},
                                   Field{"last_read", &ConversationObject::lastRead},
                                   Field{"unread_count", &ConversationObject::unreadCount},
                                   Field{"unread_count_display", &ConversationObject::unreadCountDisplay},
                                   Field{"num_members", &ConversationObject::memberCount},
                                   Field{"members", &ConversationObject::members},
                                   Field{"topic", &ConversationObject::topic},
                                   Field{"purpose", &ConversationObject::purpose},
                                   Field{"context_team_id", &ConversationObject::contextTeam}};
};

//! Our reading state in a thread.
struct ThreadSubscription
{
    QString type;
    ChannelId channel;
    MessageTs threadTs;
    qint64 created = 0; //!< seconds since the epoch
    bool active = false;
    MessageTs lastRead;
    std::optional<int> unreadCount;

    static constexpr Fields fields{Field{"type", &ThreadSubscription::type},
                                   Field{"channel", &ThreadSubscription::channel},
                                   Field{"thread_ts", &ThreadSubscription::threadTs},
                                   Field{"date_create", &ThreadSubscription::created},
                                   Field{"active", &ThreadSubscription::active},
                                   Field{"last_read", &ThreadSubscription::lastRead},
                                   Field{"unread_count", &ThreadSubscription::unreadCount}};
};

//! What a person says about themselves.
struct UserProfile
{
    QString displayName;
    QString realName;
    QString title;
    QString statusText;
    QString statusEmoji;         //!< with colons
    qint64 statusExpiration = 0; //!< seconds since the epoch; 0: none
    QString email;
    QString phone;
    QString pronouns;
    QString image48;
    QString image72;
    QString image192;
    TeamId team;
    BotId bot;
    QString huddleState;

    static constexpr Fields fields{Field{"display_name", &UserProfile::displayName},
                                   Field{"real_name", &UserProfile::realName},
                                   Field{"title", &UserProfile::title},
                                   Field{"status_text", &UserProfile::statusText},
                                   Field{"status_emoji", &UserProfile::statusEmoji},
                                   Field{"status_expiration", &UserProfile::statusExpiration},
                                   Field{"email", &UserProfile::email},
                                   Field{"phone", &UserProfile::phone},
                                   Field{"pronouns", &UserProfile::pronouns},
                                   Field{"image_48", &UserProfile::image48},
                                   Field{"image_72", &UserProfile::image72},
                                   Field{"image_192", &UserProfile::image192},
                                   Field{"team", &UserProfile::team},
                                   Field{"bot_id", &UserProfile::bot},
                                   Field{"huddle_state", &UserProfile::huddleState}};
};

//! A user, or only the id. Name order: profile display name, profile real name, realName, name (protocol 8).
struct UserObject
{
    UserId id;
    TeamId team;
    QString name; //!< handle
    QString realName;
    UserProfile profile;
    QString color;
    QString tz;
    QString tzLabel;
    std::optional<int> tzOffset; //!< seconds east of UTC
    std::optional<bool> deleted;
    std::optional<bool> isBot;
    bool isAdmin = false;
    bool isOwner = false;
    bool isRestricted = false;
    bool isUltraRestricted = false;
    bool isStranger = false;
    bool isAppUser = false;
    QString presence;
    qint64 updated = 0; //!< seconds since the epoch

    static constexpr Fields fields{Field{"id", &UserObject::id},
                                   Field{"team_id", &UserObject::team},
                                   Field{"name", &UserObject::name},
                                   Field{"real_name", &UserObject::realName},
                                   Field{"profile", &UserObject::profile},
                                   Field{"color", &UserObject::color},
                                   Field{"tz", &UserObject::tz},
                                   Field{"tz_label", &UserObject::tzLabel},
                                   Field{"tz_offset", &UserObject::tzOffset},
                                   Field{"deleted", &UserObject::deleted},
                                   Field{"is_bot", &UserObject::isBot},
                                   Field{"is_admin", &UserObject::isAdmin},
                                   Field{"is_owner", &UserObject::isOwner},
                                   Field{"is_restricted", &UserObject::isRestricted},
                                   Field{"is_ultra_restricted", &UserObject::isUltraRestricted},
                                   Field{"is_stranger", &UserObject::isStranger},
                                   Field{"is_app_user", &UserObject::isAppUser},
                                   Field{"presence", &UserObject::presence},
                                   Field{"updated", &UserObject::updated}};
};

//! Do-not-disturb times. The snooze members come for ourselves only.
struct DndStatus
{
    bool enabled = false;
    qint64 nextStart = 0; //!< seconds since the epoch
    qint64 nextEnd = 0;   //!< seconds since the epoch
    bool snoozeEnabled = false;
    qint64 snoozeEnd = 0; //!< seconds since the epoch
    qint64 snoozeRemainingSeconds = 0;
    bool snoozeIsIndefinite = false;

    static constexpr Fields fields{Field{"dnd_enabled", &DndStatus::enabled},
                                   Field{"next_dnd_start_ts", &DndStatus::nextStart},
                                   Field{"next_dnd_end_ts", &DndStatus::nextEnd},
                                   Field{"snooze_enabled", &DndStatus::snoozeEnabled},
                                   Field{"snooze_endtime", &DndStatus::snoozeEnd},
                                   Field{"snooze_remaining", &DndStatus::snoozeRemainingSeconds},
                                   Field{"snooze_is_indefinite", &DndStatus::snoozeIsIndefinite}};
};

//! A bot integration.
struct BotObject
{
    BotId id;
    AppId app;
    QString name;
    UserId user;
    Icons icons;
    bool deleted = false;
    qint64 updated = 0; //!< seconds since the epoch

    static constexpr Fields fields{
        Field{"id", &BotObject::id},          Field{"app_id", &BotObject::app},
        Field{"name", &BotObject::name},      Field{"user_id", &BotObject::user},
        Field{"icons", &BotObject::icons},    Field{"deleted", &BotObject::deleted},
        Field{"updated", &BotObject::updated}};
};

//! A huddle or call.
struct RoomObject
{
    QString id;
    QString name; //!< may be absent or null
    QString title;
    UserId createdBy;
    qint64 started = 0; //!< seconds since the epoch
    qint64 ended = 0;   //!< seconds since the epoch; 0 while it lasts
    QList<UserId> participants;
    QList<UserId> participantHistory;
    QList<ChannelId> channels;
    bool hasEnded = false;
    bool wasMissed = false;
    QString callFamily;
    MessageTs threadRootTs;
    QString link;

    static constexpr Fields fields{Field{"id", &RoomObject::id},
                                   Field{"name", &RoomObject::name},
                                   Field{"title", &RoomObject::title},
                                   Field{"created_by", &RoomObject::createdBy},
                                   Field{"date_start", &RoomObject::started},
                                   Field{"date_end", &RoomObject::ended},
                                   Field{"participants", &RoomObject::participants},
                                   Field{"participant_history", &RoomObject::participantHistory},
                                   Field{"channels", &RoomObject::channels},
                                   Field{"has_ended", &RoomObject::hasEnded},
                                   Field{"was_missed", &RoomObject::wasMissed},
                                   Field{"call_family", &RoomObject::callFamily},
                                   Field{"thread_root_ts", &RoomObject::threadRootTs},
                                   Field{"huddle_link", &RoomObject::link}};
};

//! The channel a huddle belongs to.
struct HuddleRef
{
    ChannelId channel;

    static constexpr Fields fields{Field{"channel_id", &HuddleRef::channel}};
};

//! The default conversations of a user group.
struct SubteamPrefs
{
    QList<ChannelId> channels;
    QList<ChannelId> groups;

    static constexpr Fields fields{Field{"channels", &SubteamPrefs::channels},
                                   Field{"groups", &SubteamPrefs::groups}};
};

//! A user group.
struct SubteamObject
{
    SubteamId id;
    TeamId team;
    bool isUsergroup = false;
    QString name;
    QString handle; //!< without '@'
    QString description;
    bool isExternal = false;
    qint64 created = 0; //!< seconds since the epoch
    qint64 updated = 0; //!< seconds since the epoch
    qint64 deleted = 0; //!< seconds since the epoch; 0: alive
    QString autoType;
    UserId createdBy;
    UserId updatedBy;
    UserId deletedBy;
    SubteamPrefs prefs;
    std::optional<QList<UserId>> users;
    std::optional<int> userCount;

    static constexpr Fields fields{Field{"id", &SubteamObject::id},
                                   Field{"team_id", &SubteamObject::team},
                                   Field{"is_usergroup", &SubteamObject::isUsergroup},
                                   Field{"name", &SubteamObject::name},
                                   Field{"handle", &SubteamObject::handle},
                                   Field{"description", &SubteamObject::description},
                                   Field{"is_external", &SubteamObject::isExternal},
                                   Field{"date_create", &SubteamObject::created},
                                   Field{"date_update", &SubteamObject::updated},
                                   Field{"date_delete", &SubteamObject::deleted},
                                   Field{"auto_type", &SubteamObject::autoType},
                                   Field{"created_by", &SubteamObject::createdBy},
                                   Field{"updated_by", &SubteamObject::updatedBy},
                                   Field{"deleted_by", &SubteamObject::deletedBy},
                                   Field{"prefs", &SubteamObject::prefs},
                                   Field{"users", &SubteamObject::users},
                                   Field{"user_count", &SubteamObject::userCount}};
};

//! A custom field of user profiles; a bare id in team_profile_delete.
struct ProfileField
{
    QString id;
    QString label;
    QString hint;
    QString type;
    std::optional<int> ordering;

    static constexpr Fields fields{Field{"id", &ProfileField::id}, Field{"label", &ProfileField::label},
                                   Field{"hint", &ProfileField::hint}, Field{"type", &ProfileField::type},
                                   Field{"ordering", &ProfileField::ordering}};
};

//! The custom profile fields that an event speaks of.
struct TeamProfile
{
    QList<ProfileField> fieldList;

    static constexpr Fields fields{Field{"fields", &TeamProfile::fieldList}};
};

//! A workspace, or only its id.
struct TeamObject
{
    TeamId id;
    QString name;
    bool isMigrating = false;

    static constexpr Fields fields{Field{"id", &TeamObject::id}, Field{"name", &TeamObject::name},
                                   Field{"is_migrating", &TeamObject::isMigrating}};
};

//! A link that an app may unfold.
struct ActionLink
{
    QString domain;
    QString url;

    static constexpr Fields fields{Field{"domain", &ActionLink::domain}, Field{"url", &ActionLink::url}};
};

//! Ids of the users and bots whose tokens died; never tokens.
struct RevokedTokens
{
    QStringList oauth;
    QStringList bot;

    static constexpr Fields fields{Field{"oauth", &RevokedTokens::oauth}, Field{"bot", &RevokedTokens::bot}};
};

} // namespace rtmscope
