// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"

#include <QList>

#include <optional>

//! The stream's own frames (protocol 3, 5.1 and 11), and what only clients send (protocol
//! 4).
namespace rtmscope {

//! Which app a connection of Socket Mode belongs to.
struct ConnectionInfo
{
    AppId app;

    static constexpr Fields fields{Field{"app_id", &ConnectionInfo::app}};
};

//! The server at the other end of a connection of Socket Mode, and how long it will keep it.
struct DebugInfo
{
    QString host;
    QString started;
    int build = 0;
    int connectionSeconds = 0; //!< about so long

    static constexpr Fields fields{Field{"host", &DebugInfo::host}, Field{"started", &DebugInfo::started},
                                   Field{"build_number", &DebugInfo::build},
                                   Field{"approximate_connection_time", &DebugInfo::connectionSeconds}};
};

//! The first frame: only now the connection counts as up. The second half is Socket Mode's.
struct Hello
{
    bool fastReconnect = false; //!< the server kept our state: back-fill may be skipped
    QString region;
    std::optional<bool> start;
    QString hostId;
    std::optional<int> connections; //!< of the app, this one included: events go to one of them
    ConnectionInfo connection;
    DebugInfo debug;

    static constexpr WireName wire{"hello"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "The first thing a server says on a connection: it is ready, and events follow from here.");
    static constexpr Fields fields{Field{"fast_reconnect", &Hello::fastReconnect},
                                   Field{"region", &Hello::region},
                                   Field{"start", &Hello::start},
                                   Field{"host_id", &Hello::hostId},
                                   Field{"num_connections", &Hello::connections},
                                   Field{"connection_info", &Hello::connection},
                                   Field{"debug_info", &Hello::debug}};
};

//! Socket Mode: this connection ends, or may not begin.
struct Disconnect
{
    QString reason; //!< warning, refresh_requested, too_many_websockets, link_disabled, or none
    std::optional<int> connections;
    ConnectionInfo connection;
    DebugInfo debug;

    static constexpr WireName wire{"disconnect"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "The server is about to close this connection of Socket Mode, and says why. "
                          "Mostly it wants to be rid of an old one: a client opens the next at once.");
    static constexpr Fields fields{
        Field{"reason", &Disconnect::reason}, Field{"num_connections", &Disconnect::connections},
        Field{"connection_info", &Disconnect::connection}, Field{"debug_info", &Disconnect::debug}};
};

//! The server is about to close: open a new connection, then leave this one.
struct Goodbye
{
    static constexpr WireName wire{"goodbye"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "The server is about to close this connection, for a restart or to spread "
                                  "its load. A client opens the next one at once.");
    static constexpr Fields<> fields{};
};

//! The stream failed or refuses something.
struct ErrorEvent
{
    ErrorDetail error;

    static constexpr WireName wire{"error"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "The server could not do what a frame of ours asked for, or refuses the connection.");
    static constexpr Fields fields{Field{"error", &ErrorEvent::error}};
};

//! The answer to our ping; whatever scalars the ping held come back in the raw frame.
struct Pong
{
    std::optional<qint64> replyTo;
    std::optional<double> time;

    static constexpr WireName wire{"pong"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "The answer to a ping of ours: the connection is alive. It carries back what the ping carried.");
    static constexpr Fields fields{Field{"reply_to", &Pong::replyTo}, Field{"time", &Pong::time}};
};

//! The answer to a frame of ours, or ours to an envelope. It has no type on the wire; "ack" is our word for
//! it.
struct Ack
{
    bool ok = false;
    std::optional<qint64> replyTo; //!< the id of our frame on this connection
    MessageTs ts;                  //!< the message's permanent identity
    QString text;                  //!< the server's canonical form: replace the local text with it
    ChannelId channel;
    ErrorDetail error;
    QString envelope; //!< of Socket Mode, which we or the bot acknowledge

    static constexpr WireName wire{"ack"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "The answer to a message of ours, told by the number in reply_to: taken, "
                                  "with the time stamp that it got, or refused.");
    static constexpr Fields fields{Field{"ok", &Ack::ok},
                                   Field{"reply_to", &Ack::replyTo},
                                   Field{"ts", &Ack::ts},
                                   Field{"text", &Ack::text},
                                   Field{"channel", &Ack::channel},
                                   Field{"error", &Ack::error},
                                   Field{"envelope_id", &Ack::envelope}};
};

//! A fresh ticket every three minutes. The url is masked before anybody sees the frame.
struct ReconnectUrl
{
    QString url; //!< always "***" or empty

    static constexpr WireName wire{"reconnect_url"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "An address for the next connection. It is as good as a key, so it was "
                                  "blacked out before anything was written.");
    static constexpr Fields fields{Field{"url", &ReconnectUrl::url}};
};

//! The server closes the socket now; connect again at once.
struct TeamMigrationStarted
{
    static constexpr WireName wire{"team_migration_started"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "The workspace moves to another server: this connection ends, and a new one is refused for a while.");
    static constexpr Fields<> fields{};
};

//! The list of signed-in accounts changed.
struct AccountsChanged
{
    MessageTs eventTs;

    static constexpr WireName wire{"accounts_changed"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning",
        "The accounts that this user is signed in to changed; only the service's own clients use it.");
    static constexpr Fields fields{Field{"event_ts", &AccountsChanged::eventTs}};
};

//! A preference of ours.
struct PrefChange
{
    QString name;
    AnyJson value; //!< text, bool, number or object
    MessageTs eventTs;

    static constexpr WireName wire{"pref_change"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "A setting of yours changed, here or in another client.");
    static constexpr Fields fields{Field{"name", &PrefChange::name}, Field{"value", &PrefChange::value},
                                   Field{"event_ts", &PrefChange::eventTs}};
};

//! Sent by clients; a server may show them in a capture.
struct ClientPing
{
    std::optional<qint64> id;
    std::optional<double> time;

    static constexpr WireName wire{"ping"};
    static constexpr Fields fields{Field{"id", &ClientPing::id}, Field{"time", &ClientPing::time}};
};

//! Sent by clients: we are typing.
struct ClientTyping
{
    std::optional<qint64> id;
    ChannelId channel;

    static constexpr WireName wire{"typing"};
    static constexpr Fields fields{Field{"id", &ClientTyping::id}, Field{"channel", &ClientTyping::channel}};
};

//! Sent by clients: the whole list of users whose presence is wanted.
struct ClientPresenceSub
{
    std::optional<qint64> id;
    QList<UserId> users;

    static constexpr WireName wire{"presence_sub"};
    static constexpr Fields fields{Field{"id", &ClientPresenceSub::id},
                                   Field{"ids", &ClientPresenceSub::users}};
};

//! Sent by clients: tell these users' presence once.
struct ClientPresenceQuery
{
    std::optional<qint64> id;
    QList<UserId> users;

    static constexpr WireName wire{"presence_query"};
    static constexpr Fields fields{Field{"id", &ClientPresenceQuery::id},
                                   Field{"ids", &ClientPresenceQuery::users}};
};

//! Sent by session-token clients: we are active.
struct ClientTickle
{
    std::optional<qint64> id;

    static constexpr WireName wire{"tickle"};
    static constexpr Fields fields{Field{"id", &ClientTickle::id}};
};

} // namespace rtmscope
