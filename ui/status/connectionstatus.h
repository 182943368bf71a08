// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/stages.h"

#include <QDeadlineTimer>
#include <QString>

#include <chrono>

namespace rtmscope {

//! How the connection stands, in words and a look. A plain value that app/account makes from its session: the
//! window never sees a session.
struct ConnectionStatus
{
    //! Each has its own shape and colour; the words carry the meaning.
    enum class Look : quint8 {
        Off,       //!< no connection wanted
        Busy,      //!< on the way
        Good,      //!< connected
        Waiting,   //!< lost or held back, goes on by itself
        Failed,    //!< stopped; somebody has to do something
        Recording, //!< an opened capture, no connection at all
    };
    //! The rungs of connecting, for the page that shows them.
    enum class Step : quint8 { None, Authenticating, Connecting, AwaitingHello, Ready };

    //! How sure we are that what is connected still lives.
    enum class Liveness : quint8 {
        None,
        Lively,
        Quiet,      //!< no events, but pings are answered
        Unanswered, //!< a ping is not
    };

    Look look = Look::Off;
    Step step = Step::None;
    QString words;                         //!< "Connected", "Waiting for hello"
    QString place;                         //!< "Demo workspace (this computer)"; may be empty
    QString cause;                         //!< why it is not connected, in plain words; may be empty
    QDeadlineTimer nextAttempt;            //!< in Waiting: when it goes on; forever if unknown
    std::chrono::milliseconds latency{-1}; //!< of the last ping; negative: not measured
    Liveness liveness = Liveness::None;
    qint64 lastPongUs = 0;    //!< of Clock::system(), monotonic; 0: none yet
    qint64 pingedUs = 0;      //!< Unanswered: since when we wait
    qint64 deadAtUs = 0;      //!< Unanswered: when it will be given up
    bool moving = false;      //!< a new connection is being made beside the one that works
    bool networkGone = false; //!< the system reports no network
    quint32 connection = 0;   //!< number of the socket; 0 before the first
    Stages stages;            //!< of the attempt under way, else the last one
    bool rateLimited = false; //!< Waiting because the server asked us to
};

} // namespace rtmscope
