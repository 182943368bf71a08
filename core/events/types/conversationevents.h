// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"

#include <QList>

#include <optional>

//! Channels, private channels ("groups"), direct and group messages (protocol 5.3).
namespace rtmscope {

//! A channel was made.
struct ChannelCreated
{
    ConversationObject channel;
    MessageTs eventTs;

    static constexpr WireName wire{"channel_created"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A public channel was created.");
    static constexpr Fields fields{Field{"channel", &ChannelCreated::channel},
                                   Field{"event_ts", &ChannelCreated::eventTs}};
};

//! We joined a channel.
struct ChannelJoined
{
    ConversationObject channel;

    static constexpr WireName wire{"channel_joined"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "You are in a conversation from now on; it comes with what is known of it.");
    static constexpr Fields fields{Field{"channel", &ChannelJoined::channel}};
};

//! We left a channel.
struct ChannelLeft
{
    ChannelId channel;
    UserId actor;
    MessageTs eventTs;

    static constexpr WireName wire{"channel_left"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "You left a conversation.");
    static constexpr Fields fields{Field{"channel", &ChannelLeft::channel},
                                   Field{"actor_id", &ChannelLeft::actor},
                                   Field{"event_ts", &ChannelLeft::eventTs}};
};

//! A channel is gone.
struct ChannelDeleted
{
    ChannelId channel;
    UserId actor;
    MessageTs eventTs;

    static constexpr WireName wire{"channel_deleted"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A channel was deleted.");
    static constexpr Fields fields{Field{"channel", &ChannelDeleted::channel},
                                   Field{"actor_id", &ChannelDeleted::actor},
                                   Field{"event_ts", &ChannelDeleted::eventTs}};
};

//! A channel has a new name.
struct ChannelRename
{
    ConversationObject channel;
    MessageTs eventTs;

    static constexpr WireName wire{"channel_rename"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A channel has a new name. Its id stays.");
    static constexpr Fields fields{Field{"channel", &ChannelRename::channel},
                                   Field{"event_ts", &ChannelRename::eventTs}};
};

//! A channel was archived.
struct ChannelArchive
{
    ChannelId channel;
    UserId user;
    std::optional<int> isMoved;
    MessageTs eventTs;

    static constexpr WireName wire{"channel_archive"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A channel was archived: nobody can write any more.");
    static constexpr Fields fields{
        Field{"channel", &ChannelArchive::channel}, Field{"user", &ChannelArchive::user},
        Field{"is_moved", &ChannelArchive::isMoved}, Field{"event_ts", &ChannelArchive::eventTs}};
};

//! A channel came back from the archive.
struct ChannelUnarchive
{
    ChannelId channel;
    UserId user;
    std::optional<int> isMoved;
    MessageTs eventTs;

    static constexpr WireName wire{"channel_unarchive"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A channel is in use again.");
    static constexpr Fields fields{
        Field{"channel", &ChannelUnarchive::channel}, Field{"user", &ChannelUnarchive::user},
        Field{"is_moved", &ChannelUnarchive::isMoved}, Field{"event_ts", &ChannelUnarchive::eventTs}};
};

//! Where we have read to, and the counts that go with it: common to all *_marked events.
struct ReadMark
{
    ChannelId channel;
    MessageTs ts; //!< the read cursor
    std::optional<int> unreadCount;
    std::optional<int> unreadCountDisplay;
    std::optional<int> numMentions;
    std::optional<int> numMentionsDisplay;
    std::optional<int> mentionCount;
    std::optional<int> mentionCountDisplay;
    std::optional<int> dmCount;
    std::optional<bool> isMpim;
    MessageTs eventTs;

    static constexpr Fields fields{Field{"channel", &ReadMark::channel},
                                   Field{"ts", &ReadMark::ts},
                                   Field{"unread_count", &ReadMark::unreadCount},
                                   Field{"unread_count_display", &ReadMark::unreadCountDisplay},
                                   Field{"num_mentions", &ReadMark::numMentions},
                                   Field{"num_mentions_display", &ReadMark::numMentionsDisplay},
                                   Field{"mention_count", &ReadMark::mentionCount},
                                   Field{"mention_count_display", &ReadMark::mentionCountDisplay},
                                   Field{"dm_count", &ReadMark::dmCount},
                                   Field{"is_mpim", &ReadMark::isMpim},
                                   Field{"event_ts", &ReadMark::eventTs}};
};

//! We read a channel, here or elsewhere.
struct ChannelMarked
{
    ReadMark mark;

    static constexpr WireName wire{"channel_marked"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "You have read a conversation up to this time stamp, here or in another client.");
    static constexpr Fields fields{Flatten{&ChannelMarked::mark}};
};

//! We read a private channel; sent for group messages too.
struct GroupMarked
{
    ReadMark mark;

    static constexpr WireName wire{"group_marked"};
    static constexpr auto meaning = ChannelMarked::meaning;
    static constexpr Fields fields{Flatten{&GroupMarked::mark}};
};

//! We read a direct message.
struct ImMarked
{
    ReadMark mark;

    static constexpr WireName wire{"im_marked"};
    static constexpr auto meaning = ChannelMarked::meaning;
    static constexpr Fields fields{Flatten{&ImMarked::mark}};
};

//! We read a group message; comes beside group_marked.
struct MpimMarked
{
    ReadMark mark;

    static constexpr WireName wire{"mpim_marked"};
    static constexpr auto meaning = ChannelMarked::meaning;
    static constexpr Fields fields{Flatten{&MpimMarked::mark}};
};

//! Many messages changed at once: throw away what is cached up to latest and read again.
struct HistoryChange
{
    ChannelId channel;
    MessageTs latest;
    MessageTs ts;
    std::optional<bool> isMpim;
    MessageTs eventTs;

    static constexpr Fields fields{Field{"channel", &HistoryChange::channel},
                                   Field{"latest", &HistoryChange::latest}, Field{"ts", &HistoryChange::ts},
                                   Field{"is_mpim", &HistoryChange::isMpim},
                                   Field{"event_ts", &HistoryChange::eventTs}};
};

//! A channel's history changed in bulk.
struct ChannelHistoryChanged
{
    HistoryChange change;

    static constexpr WireName wire{"channel_history_changed"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "Many messages of a conversation changed at once: what a client keeps of them is out of date.");
    static constexpr Fields fields{Flatten{&ChannelHistoryChanged::change}};
};

//! A private channel's history changed in bulk.
struct GroupHistoryChanged
{
    HistoryChange change;

    static constexpr WireName wire{"group_history_changed"};
    static constexpr auto meaning = ChannelHistoryChanged::meaning;
    static constexpr Fields fields{Flatten{&GroupHistoryChanged::change}};
};

//! A direct message's history changed in bulk.
struct ImHistoryChanged
{
    HistoryChange change;

    static constexpr WireName wire{"im_history_changed"};
    static constexpr auto meaning = ChannelHistoryChanged::meaning;
    static constexpr Fields fields{Flatten{&ImHistoryChanged::change}};
};

//! A group message's history changed in bulk.
struct MpimHistoryChanged
{
    HistoryChange change;

    static constexpr WireName wire{"mpim_history_changed"};
    static constexpr auto meaning = ChannelHistoryChanged::meaning;
    static constexpr Fields fields{Flatten{&MpimHistoryChanged::change}};
};

//! Undocumented: properties of one or several channels changed.
struct ChannelUpdated
{
    ChannelId channel;
    QList<ChannelId> channels;
    AnyJson updates;
    MessageTs ts;
    MessageTs eventTs;

    static constexpr WireName wire{"channel_updated"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "A channel's settings changed, such as who may write in it.");
    static constexpr Fields fields{
        Field{"channel", &ChannelUpdated::channel}, Field{"channels", &ChannelUpdated::channels},
        Field{"updates", &ChannelUpdated::updates}, Field{"ts", &ChannelUpdated::ts},
        Field{"event_ts", &ChannelUpdated::eventTs}};
};

//! Who may post in a channel changed; no fields are documented.
struct ChannelPostingPermissions
{
    ChannelId channel;
    UserId user;
    MessageTs ts;
    MessageTs eventTs;

    static constexpr WireName wire{"channel_posting_permissions"};
    static constexpr auto meaning = ChannelUpdated::meaning;
    static constexpr Fields fields{Field{"channel", &ChannelPostingPermissions::channel},
                                   Field{"user", &ChannelPostingPermissions::user},
                                   Field{"ts", &ChannelPostingPermissions::ts},
                                   Field{"event_ts", &ChannelPostingPermissions::eventTs}};
};

//! We joined a private channel.
struct GroupJoined
{
    ConversationObject channel;

    static constexpr WireName wire{"group_joined"};
    static constexpr auto meaning = ChannelJoined::meaning;
    static constexpr Fields fields{Field{"channel", &GroupJoined::channel}};
};

//! We left a private channel.
struct GroupLeft
{
    ChannelId channel;
    UserId actor;
    MessageTs eventTs;

    static constexpr WireName wire{"group_left"};
    static constexpr auto meaning = ChannelLeft::meaning;
    static constexpr Fields fields{Field{"channel", &GroupLeft::channel},
                                   Field{"actor_id", &GroupLeft::actor},
                                   Field{"event_ts", &GroupLeft::eventTs}};
};

//! A private channel has a new name.
struct GroupRename
{
    ConversationObject channel;
    MessageTs eventTs;

    static constexpr WireName wire{"group_rename"};
    static constexpr auto meaning = ChannelRename::meaning;
    static constexpr Fields fields{Field{"channel", &GroupRename::channel},
                                   Field{"event_ts", &GroupRename::eventTs}};
};

//! A private channel was archived.
struct GroupArchive
{
    ChannelId channel;
    UserId user;
    UserId actor;
    std::optional<int> isMoved;
    MessageTs ts;
    MessageTs eventTs;

    static constexpr WireName wire{"group_archive"};
    static constexpr auto meaning = ChannelArchive::meaning;
    static constexpr Fields fields{
        Field{"channel", &GroupArchive::channel}, Field{"user", &GroupArchive::user},
        Field{"actor_id", &GroupArchive::actor},  Field{"is_moved", &GroupArchive::isMoved},
        Field{"ts", &GroupArchive::ts},           Field{"event_ts", &GroupArchive::eventTs}};
};

//! A private channel came back from the archive.
struct GroupUnarchive
{
    ChannelId channel;
    UserId user;
    UserId actor;
    std::optional<int> isMoved;
    MessageTs ts;
    MessageTs eventTs;

    static constexpr WireName wire{"group_unarchive"};
    static constexpr auto meaning = ChannelUnarchive::meaning;
    static constexpr Fields fields{
        Field{"channel", &GroupUnarchive::channel}, Field{"user", &GroupUnarchive::user},
        Field{"actor_id", &GroupUnarchive::actor},  Field{"is_moved", &GroupUnarchive::isMoved},
        Field{"ts", &GroupUnarchive::ts},           Field{"event_ts", &GroupUnarchive::eventTs}};
};

//! A private channel is gone.
struct GroupDeleted
{
    ChannelId channel;
    UserId actor;
    qint64 deletedAt = 0; //!< seconds since the epoch
    MessageTs eventTs;

    static constexpr WireName wire{"group_deleted"};
    static constexpr auto meaning = ChannelDeleted::meaning;
    static constexpr Fields fields{
        Field{"channel", &GroupDeleted::channel}, Field{"actor_id", &GroupDeleted::actor},
        Field{"date_deleted", &GroupDeleted::deletedAt}, Field{"event_ts", &GroupDeleted::eventTs}};
};

//! Undocumented top-level twin of the message subtype.
struct GroupJoin
{
    ChannelId channel;
    UserId user;
    MessageTs ts;

    static constexpr WireName wire{"group_join"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody is in a private channel from now on.");
    static constexpr Fields fields{Field{"channel", &GroupJoin::channel}, Field{"user", &GroupJoin::user},
                                   Field{"ts", &GroupJoin::ts}};
};

//! A group message was opened.
struct GroupOpen
{
    ChannelId channel;
    UserId user;
    std::optional<bool> isMpim;
    MessageTs eventTs;

    static constexpr WireName wire{"group_open"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A conversation appeared in your list.");
    static constexpr Fields fields{Field{"channel", &GroupOpen::channel}, Field{"user", &GroupOpen::user},
                                   Field{"is_mpim", &GroupOpen::isMpim},
                                   Field{"event_ts", &GroupOpen::eventTs}};
};

//! A group message was closed.
struct GroupClose
{
    ChannelId channel;
    UserId user;
    std::optional<bool> isMpim;
    MessageTs eventTs;

    static constexpr WireName wire{"group_close"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "A conversation went from your list; nothing in it is lost.");
    static constexpr Fields fields{Field{"channel", &GroupClose::channel}, Field{"user", &GroupClose::user},
                                   Field{"is_mpim", &GroupClose::isMpim},
                                   Field{"event_ts", &GroupClose::eventTs}};
};

//! A direct message was made.
struct ImCreated
{
    UserId user;
    ConversationObject channel;
    MessageTs eventTs;

    static constexpr WireName wire{"im_created"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A direct message with somebody was begun.");
    static constexpr Fields fields{Field{"user", &ImCreated::user}, Field{"channel", &ImCreated::channel},
                                   Field{"event_ts", &ImCreated::eventTs}};
};

//! A direct message was opened.
struct ImOpen
{
    ChannelId channel;
    UserId user;
    MessageTs eventTs;

    static constexpr WireName wire{"im_open"};
    static constexpr auto meaning = GroupOpen::meaning;
    static constexpr Fields fields{Field{"channel", &ImOpen::channel}, Field{"user", &ImOpen::user},
                                   Field{"event_ts", &ImOpen::eventTs}};
};

//! A direct message was closed.
struct ImClose
{
    ChannelId channel;
    UserId user;
    MessageTs eventTs;

    static constexpr WireName wire{"im_close"};
    static constexpr auto meaning = GroupClose::meaning;
    static constexpr Fields fields{Field{"channel", &ImClose::channel}, Field{"user", &ImClose::user},
                                   Field{"event_ts", &ImClose::eventTs}};
};

//! We are in a new group message; comes beside group_joined.
struct MpimJoined
{
    ConversationObject channel;

    static constexpr WireName wire{"mpim_joined"};
    static constexpr auto meaning = ChannelJoined::meaning;
    static constexpr Fields fields{Field{"channel", &MpimJoined::channel}};
};

//! A group message was opened; comes beside group_open.
struct MpimOpen
{
    ChannelId channel;
    UserId user;
    std::optional<bool> isMpim;
    MessageTs eventTs;

    static constexpr WireName wire{"mpim_open"};
    static constexpr auto meaning = GroupOpen::meaning;
    static constexpr Fields fields{Field{"channel", &MpimOpen::channel}, Field{"user", &MpimOpen::user},
                                   Field{"is_mpim", &MpimOpen::isMpim},
                                   Field{"event_ts", &MpimOpen::eventTs}};
};

//! A group message was closed.
struct MpimClose
{
    ChannelId channel;
    UserId user;
    std::optional<bool> isMpim;
    MessageTs eventTs;

    static constexpr WireName wire{"mpim_close"};
    static constexpr auto meaning = GroupClose::meaning;
    static constexpr Fields fields{Field{"channel", &MpimClose::channel}, Field{"user", &MpimClose::user},
                                   Field{"is_mpim", &MpimClose::isMpim},
                                   Field{"event_ts", &MpimClose::eventTs}};
};

//! Somebody joined a conversation we are in.
struct MemberJoinedChannel
{
    UserId user;
    ChannelId channel;
    QString channelType; //!< C public, G private or group message
    TeamId team;
    UserId inviter;
    TeamId enterprise;
    MessageTs eventTs;

    static constexpr WireName wire{"member_joined_channel"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody joined a channel.");
    static constexpr Fields fields{Field{"user", &MemberJoinedChannel::user},
                                   Field{"channel", &MemberJoinedChannel::channel},
                                   Field{"channel_type", &MemberJoinedChannel::channelType},
                                   Field{"team", &MemberJoinedChannel::team},
                                   Field{"inviter", &MemberJoinedChannel::inviter},
                                   Field{"enterprise", &MemberJoinedChannel::enterprise},
                                   Field{"event_ts", &MemberJoinedChannel::eventTs}};
};

//! Somebody left a conversation we are in.
struct MemberLeftChannel
{
    UserId user;
    ChannelId channel;
    QString channelType; //!< C public, G private or group message
    TeamId team;
    TeamId enterprise;
    MessageTs eventTs;

    static constexpr WireName wire{"member_left_channel"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody left a channel.");
    static constexpr Fields fields{Field{"user", &MemberLeftChannel::user},
                                   Field{"channel", &MemberLeftChannel::channel},
                                   Field{"channel_type", &MemberLeftChannel::channelType},
                                   Field{"team", &MemberLeftChannel::team},
                                   Field{"enterprise", &MemberLeftChannel::enterprise},
                                   Field{"event_ts", &MemberLeftChannel::eventTs}};
};

//! Another organization offers a shared channel.
struct SharedChannelInviteReceived
{
    AnyJson invite;
    ConversationObject channel;
    MessageTs eventTs;

    static constexpr WireName wire{"shared_channel_invite_received"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Another organisation invites to a shared channel.");
    static constexpr Fields fields{Field{"invite", &SharedChannelInviteReceived::invite},
                                   Field{"channel", &SharedChannelInviteReceived::channel},
                                   Field{"event_ts", &SharedChannelInviteReceived::eventTs}};
};

//! A conversation has another id, mostly because it is shared from now on.
struct ChannelIdChanged
{
    ChannelId oldChannel;
    ChannelId newChannel;
    MessageTs eventTs;

    static constexpr WireName wire{"channel_id_changed"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "A conversation has another id from now on, mostly because it became shared.");
    static constexpr Fields fields{Field{"old_channel_id", &ChannelIdChanged::oldChannel},
                                   Field{"new_channel_id", &ChannelIdChanged::newChannel},
                                   Field{"event_ts", &ChannelIdChanged::eventTs}};
};

//! Another organization has a channel too.
struct ChannelShared
{
    ChannelId channel;
    TeamId team;
    MessageTs eventTs;

    static constexpr WireName wire{"channel_shared"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "Another organisation came into a channel, or is in it no longer.");
    static constexpr Fields fields{Field{"channel", &ChannelShared::channel},
                                   Field{"connected_team_id", &ChannelShared::team},
                                   Field{"event_ts", &ChannelShared::eventTs}};
};

//! Another organization is no longer in a channel.
struct ChannelUnshared
{
    ChannelId channel;
    TeamId team;
    std::optional<bool> isStillShared; //!< with others
    MessageTs eventTs;

    static constexpr WireName wire{"channel_unshared"};
    static constexpr auto meaning = ChannelShared::meaning;
    static constexpr Fields fields{Field{"channel", &ChannelUnshared::channel},
                                   Field{"previously_connected_team_id", &ChannelUnshared::team},
                                   Field{"is_ext_shared", &ChannelUnshared::isStillShared},
                                   Field{"event_ts", &ChannelUnshared::eventTs}};
};

} // namespace rtmscope
