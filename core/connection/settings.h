// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/connection/proxysetting.h"

#include <QUrl>

#include <chrono>

namespace rtmscope {

//! What is spoken on the stream.
enum class StreamKind : quint8 {
    Rtm,        //!< with the token of a classic app
    SocketMode, //!< with an app-level token (xapp-) and the bot's or person's token of the same app
};

enum class ConnectMethod : quint8 { RtmConnect, RtmStart };

//! How long a session waits for what. Plain values; tests shorten them.
struct ConnectionTimings
{
    std::chrono::milliseconds helloTimeout{10'000};
    //! No hello for so long: ask for a pong, which proves as much. Some test servers never say hello.
    std::chrono::milliseconds helloGrace{3'000};
    // A dead peer is found within 30 s, timers included, and within 5 s of waking up, a look per second
    // included.
    std::chrono::milliseconds quietBeforePing{9'500}; //!< no frame for so long: ask for a pong
    std::chrono::milliseconds pongDeadline{20'000};   //!< then this long for any frame, else dead
    std::chrono::milliseconds doubtDeadline{3'500};   //!< the same after a sleep or another network
    std::chrono::milliseconds latencyEvery{60'000};   //!< a ping at least so often, to know the round trip
    std::chrono::milliseconds noticeable{2'000};      //!< a pong later than this is worth a word
    std::chrono::milliseconds requestTimeout{30'000};
    std::chrono::milliseconds firstBackoff{1'000}; //!< doubles, full jitter; the very first retry is at once
    std::chrono::milliseconds maxBackoff{60'000};
    std::chrono::milliseconds healthy{60'000}; //!< this long past hello resets the backoff
    std::chrono::milliseconds resumeWindow{
        2'000}; //!< wait for the replayed last message, if one is unanswered
    std::chrono::milliseconds slowRetry{120'000};        //!< while the workspace moves into an organization
    std::chrono::milliseconds missingRetryAfter{30'000}; //!< a 429 that does not say how long
    std::chrono::milliseconds connectSpacing{1'000};     //!< between two calls of rtm.connect, at least
    std::chrono::milliseconds connectRefill{10'000};     //!< and one per so long after a burst of three
    std::chrono::milliseconds ackDeadline{10'000};       //!< then an Outbox calls a message unconfirmed
    //! Servers end a socket after eight hours: before that it is replaced without a break.
    std::chrono::milliseconds socketAge{std::chrono::hours(7) + std::chrono::minutes(45)};
    std::chrono::milliseconds retirement{
        2'000}; //!< a replaced socket stays open so long for what is on its way
    // Socket Mode (docs/socket-mode.md)
    std::chrono::milliseconds socketRefill{60'000};    //!< as connectRefill, of apps.connections.open
    std::chrono::milliseconds replaceBefore{60'000};   //!< so long before a socket's told life is over
    std::chrono::milliseconds replacedSilence{10'000}; //!< a replaced socket goes when it was silent so long
    std::chrono::milliseconds tooManySockets{60'000};  //!< the first wait after that refusal
    std::chrono::milliseconds firstEnvelope{120'000};  //!< none for so long is worth a word
    std::chrono::milliseconds echoWait{20'000};        //!< what is known to be there should have come by then
    //! An address offered by reconnect_url is renewed every three minutes; this old it is stale.
    std::chrono::milliseconds offerLife{240'000};
};

//! Everything that a session needs to know to connect. A plain value.
struct ConnectionSettings
{
    StreamKind kind = StreamKind::Rtm;
    Secret token;    //!< what the Web API is called with: classic for RTM, xoxb- or xoxp- for Socket Mode
    Secret appToken; //!< Socket Mode only: xapp-, which opens its sockets and nothing else
    //! Socket Mode only: stay connected when others hold sockets of the same app, though each event goes to
    //! one of all the sockets only and so is taken away from the others.
    bool sharedAllowed = false;
    QUrl apiBase{QStringLiteral("https://slack.com/api/")}; //!< must end in a slash
    ConnectMethod connectMethod = ConnectMethod::RtmConnect;
    ProxySetting proxy; //!< for the Web API and the stream alike
    QString caFile;     //!< PEM file with further certificate authorities; empty: the system's only
    ConnectionTimings timings = {};
    //! Give up (Failed) after so many failures in a row, answers 429 among them; 0: never. So many times may
    //! one call of the Web API be told to wait, too.
    int networkAttempts = 0;
    //! Give up as well when the server asks to wait longer than this; 0: never.
    std::chrono::milliseconds mostWait{0};
    //! False: an open stream counts as connected, for servers written for tests that never say hello. As
    //! long as such a stream has not answered a ping, its silence is no sign of death.
    bool awaitsHello = true;
};

} // namespace rtmscope
