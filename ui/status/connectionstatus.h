// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/socketmodevalues.h"
#include "core/connection/stages.h"
#include "core/connection/state.h"

#include <QDeadlineTimer>
#include <QString>

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
    //! What is spoken.
    enum class Stream : quint8 { None, Rtm, SocketMode, Tap };
    //! What a session in that state looks like.
    static Look lookOf(SessionState state);

    Look look = Look::Off;
    QString words;              //!< "Connected", "Waiting for hello"
    QString place;              //!< "Demo workspace (this computer)"; may be empty
    QString cause;              //!< why it is not connected, in plain words; may be empty
    QDeadlineTimer nextAttempt; //!< in Waiting: when it goes on; forever if unknown
    Liveness liveness;          //!< of what is connected
    quint32 connection = 0;     //!< number of the socket; 0 before the first
    Stages stages;              //!< of the attempt under way, else the last one
    bool rateLimited = false;   //!< Waiting because the server asked us to
    Stream stream = Stream::None;
    bool demo = false; //!< the workspace that this program runs itself
    QString author;    //!< of what is sent, "as Mira (you)"; empty: not known yet
    QString sharing;   //!< with how many others the app is shared, in words; empty: with nobody
    AckFigures acks;   //!< of Socket Mode; nothing elsewhere

    bool speaksSocketMode() const { return stream == Stream::SocketMode; }
};

} // namespace rtmscope
