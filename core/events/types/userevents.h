// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"

#include <QList>

//! People, presence, do-not-disturb, bots and huddles (protocol 5.6).
namespace rtmscope {

//! Somebody came or went. One user or, when batched, several.
struct PresenceChange
{
    QString presence; //!< "active" or "away"
    UserId user;
    QList<UserId> users;

    static constexpr WireName wire{"presence_change"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "Somebody became active or away. It comes only for people whose presence was asked for.");
    static constexpr Fields fields{Field{"presence", &PresenceChange::presence},
                                   Field{"user", &PresenceChange::user},
                                   Field{"users", &PresenceChange::users}};
};

//! We set our own presence, here or elsewhere.
struct ManualPresenceChange
{
    QString presence;

    static constexpr WireName wire{"manual_presence_change"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "You set yourself active or away.");
    static constexpr Fields fields{Field{"presence", &ManualPresenceChange::presence}};
};

//! A user changed.
struct UserChange
{
    UserObject user;
    qint64 cacheTs = 0; //!< seconds since the epoch
    MessageTs eventTs;

    static constexpr WireName wire{"user_change"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "Something about a person changed: name, picture, status, title, or whether they are in a huddle.");
    static constexpr Fields fields{Field{"user", &UserChange::user}, Field{"cache_ts", &UserChange::cacheTs},
                                   Field{"event_ts", &UserChange::eventTs}};
};

//! As user_change, and sent besides it.
struct UserProfileChanged
{
    UserObject user;
    qint64 cacheTs = 0; //!< seconds since the epoch
    MessageTs eventTs;

    static constexpr WireName wire{"user_profile_changed"};
    static constexpr auto meaning = UserChange::meaning;
    static constexpr Fields fields{Field{"user", &UserProfileChanged::user},
                                   Field{"cache_ts", &UserProfileChanged::cacheTs},
                                   Field{"event_ts", &UserProfileChanged::eventTs}};
};

//! As user_change, and sent besides it.
struct UserStatusChanged
{
    UserObject user;
    qint64 cacheTs = 0; //!< seconds since the epoch
    MessageTs eventTs;

    static constexpr WireName wire{"user_status_changed"};
    static constexpr auto meaning = UserChange::meaning;
    static constexpr Fields fields{Field{"user", &UserStatusChanged::user},
                                   Field{"cache_ts", &UserStatusChanged::cacheTs},
                                   Field{"event_ts", &UserStatusChanged::eventTs}};
};

//! As user_change, and sent besides it.
struct UserHuddleChanged
{
    UserObject user;
    qint64 cacheTs = 0; //!< seconds since the epoch
    MessageTs eventTs;

    static constexpr WireName wire{"user_huddle_changed"};
    static constexpr auto meaning = UserChange::meaning;
    static constexpr Fields fields{Field{"user", &UserHuddleChanged::user},
                                   Field{"cache_ts", &UserHuddleChanged::cacheTs},
                                   Field{"event_ts", &UserHuddleChanged::eventTs}};
};

//! What is cached about a user is stale: ask users.info.
struct UserInvalidated
{
    UserObject user; //!< only the id
    MessageTs eventTs;

    static constexpr WireName wire{"user_invalidated"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "Bookkeeping about a person: what a client keeps of them may be out of date.");
    static constexpr Fields fields{Field{"user", &UserInvalidated::user},
                                   Field{"event_ts", &UserInvalidated::eventTs}};
};

//! Listed by Slack without fields.
struct UserConnection
{
    UserId user;
    MessageTs eventTs;

    static constexpr WireName wire{"user_connection"};
    static constexpr auto meaning = UserInvalidated::meaning;
    static constexpr Fields fields{Field{"user", &UserConnection::user},
                                   Field{"event_ts", &UserConnection::eventTs}};
};

//! Somebody joined the workspace.
struct TeamJoin
{
    UserObject user;
    qint64 cacheTs = 0; //!< seconds since the epoch
    MessageTs eventTs;

    static constexpr WireName wire{"team_join"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Somebody joined the workspace.");
    static constexpr Fields fields{Field{"user", &TeamJoin::user}, Field{"cache_ts", &TeamJoin::cacheTs},
                                   Field{"event_ts", &TeamJoin::eventTs}};
};

//! Our do-not-disturb changed.
struct DndUpdated
{
    UserId user;
    DndStatus status;
    MessageTs eventTs;

    static constexpr WireName wire{"dnd_updated"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "The hours changed in which notifications stay quiet.");
    static constexpr Fields fields{Field{"user", &DndUpdated::user}, Field{"dnd_status", &DndUpdated::status},
                                   Field{"event_ts", &DndUpdated::eventTs}};
};

//! Somebody else's do-not-disturb changed.
struct DndUpdatedUser
{
    UserId user;
    DndStatus status;
    MessageTs eventTs;

    static constexpr WireName wire{"dnd_updated_user"};
    static constexpr auto meaning = DndUpdated::meaning;
    static constexpr Fields fields{Field{"user", &DndUpdatedUser::user},
                                   Field{"dnd_status", &DndUpdatedUser::status},
                                   Field{"event_ts", &DndUpdatedUser::eventTs}};
};

//! A bot integration was added.
struct BotAdded
{
    BotObject bot;
    qint64 cacheTs = 0; //!< seconds since the epoch
    MessageTs eventTs;

    static constexpr WireName wire{"bot_added"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "An integration was added or changed.");
    static constexpr Fields fields{Field{"bot", &BotAdded::bot}, Field{"cache_ts", &BotAdded::cacheTs},
                                   Field{"event_ts", &BotAdded::eventTs}};
};

//! A bot integration changed.
struct BotChanged
{
    BotObject bot;
    qint64 cacheTs = 0; //!< seconds since the epoch
    MessageTs eventTs;

    static constexpr WireName wire{"bot_changed"};
    static constexpr auto meaning = BotAdded::meaning;
    static constexpr Fields fields{Field{"bot", &BotChanged::bot}, Field{"cache_ts", &BotChanged::cacheTs},
                                   Field{"event_ts", &BotChanged::eventTs}};
};

//! What all huddle events share.
struct HuddleNotice
{
    RoomObject room;
    UserId user;
    HuddleRef huddle;
    MessageTs ts;
    MessageTs eventTs;

    static constexpr Fields fields{Field{"room", &HuddleNotice::room}, Field{"user", &HuddleNotice::user},
                                   Field{"huddle", &HuddleNotice::huddle}, Field{"ts", &HuddleNotice::ts},
                                   Field{"event_ts", &HuddleNotice::eventTs}};
};

//! Somebody joined a huddle.
struct ShRoomJoin
{
    HuddleNotice notice;

    static constexpr WireName wire{"sh_room_join"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "Somebody came into a huddle or left it, or the huddle changed.");
    static constexpr Fields fields{Flatten{&ShRoomJoin::notice}};
};

//! Somebody left a huddle.
struct ShRoomLeave
{
    HuddleNotice notice;

    static constexpr WireName wire{"sh_room_leave"};
    static constexpr auto meaning = ShRoomJoin::meaning;
    static constexpr Fields fields{Flatten{&ShRoomLeave::notice}};
};

//! A huddle changed.
struct ShRoomUpdate
{
    HuddleNotice notice;

    static constexpr WireName wire{"sh_room_update"};
    static constexpr auto meaning = ShRoomJoin::meaning;
    static constexpr Fields fields{Flatten{&ShRoomUpdate::notice}};
};

} // namespace rtmscope
