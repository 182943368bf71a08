// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace rtmscope {

//! One step in the life of a message of ours, from the record.
struct SendStep
{
    enum class Kind : quint8 {
        Queued,
        Held,         //!< detail: why, as the note names it; waitMs: for how long, if that was known
        Written,      //!< detail: "RTM" or "chat.postMessage"
        Acknowledged, //!< the server's answer
        Echoed,       //!< our own message came by on the stream
        Found,        //!< by looking for it; detail: "echo", "replay" or "history"
        Unconfirmed,  //!< no answer; detail: why, in words
        Checking,     //!< asking the server's history
        Missing,      //!< it is not there
        Unchecked,    //!< that could not be found out; detail: why, in words
        Confirmed,    //!< the user wants it sent though it may arrive twice
        Failed,       //!< detail: why, in words
        Discarded,
        Restored,
    };
    Kind kind = Kind::Queued;
    qint64 atUs = 0; //!< microseconds since the epoch
    QString detail = {};
    qint64 waitMs = 0;
};

//! The life of one of our messages as the record tells it. A value.
struct SendLife
{
    enum class Doubt : quint8 {
        None,
        Checking,  //!< looking whether it arrived
        Missing,   //!< the server has not got it: it may be sent again
        Unchecked, //!< it could not be found out
    };

    qint64 typedUs = 0; //!< when the user sent it; 0: the record does not tell
    int part = 0;       //!< of a long message sent in parts, from 1; 0: whole
    int parts = 0;
    QList<SendStep> steps; //!< in order; of very many the oldest are gone

    void add(SendStep step);
    //! What is known of a message without an answer.
    Doubt doubt() const;
    //! The last step of that kind, or nullptr.
    const SendStep *last(SendStep::Kind kind) const;
};

} // namespace rtmscope
