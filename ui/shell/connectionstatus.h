// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

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

    Look look = Look::Off;
    Step step = Step::None;
    QString words;                         //!< "Connected", "Waiting for hello"
    QString place;                         //!< "Demo workspace (this computer)"; may be empty
    QString cause;                         //!< why it is not connected, in plain words; may be empty
    QDeadlineTimer nextAttempt;            //!< in Waiting: when it goes on; forever if unknown
    std::chrono::milliseconds latency{-1}; //!< of the last ping; negative: not measured
    bool rateLimited = false;              //!< Waiting because the server asked us to
};

} // namespace rtmscope
