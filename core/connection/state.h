// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QMetaType>
#include <QObject>
#include <QString>

#include <chrono>

//! How a connection stands: plain values that the session tells and windows show. Any thread.
namespace rtmscope {

Q_NAMESPACE

enum class SessionState : quint8 {
    Disconnected,
    Authenticating,
    Connecting,
    AwaitingHello,
    Resuming,
    Ready,
    Backoff,
    Failed
};
Q_ENUM_NS(SessionState)

//! "AwaitingHello": the state's name in the record and the log, not translated.
QString stateName(SessionState state);
//! "Connected", "Waiting for hello" …, translated.
QString stateWords(SessionState state);

//! Who we are, as the server says.
struct Identity
{
    UserId self;
    QString selfName;
    TeamId team;
    QString teamName;
    QString teamDomain;
};

//! How sure we are that the stream lives. Times are those of the session's monotonic clock, in
//! microseconds.
struct Liveness
{
    enum class Kind : quint8 {
        None,      //!< not connected
        Lively,    //!< events come
        Quiet,     //!< none came for a while, but pings are answered
        Unanswered //!< a ping is not, for a noticeable time
    };
    Kind kind = Kind::None;
    std::chrono::milliseconds latency{-1}; //!< last ping's round trip on this socket; negative: not measured
    qint64 lastPongUs = 0;                 //!< 0: none yet on this socket
    qint64 lastEventUs = 0;                //!< pongs left out
    qint64 pingedUs = 0;                   //!< Unanswered: when
    qint64 deadAtUs = 0;                   //!< Unanswered: when the socket will be given up
    bool moving = false;                   //!< a new stream is being made beside this one
    bool networkGone = false;              //!< the system says there is no network
};

} // namespace rtmscope
