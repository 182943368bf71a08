// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/events/eventtraits.h"

#include <QString>

namespace rtmscope {

//! What one row of the event table says, with names resolved. A value, made by EventRowBuilder.
struct EventRow
{
    quint64 seq = 0;
    qint64 timeUs = 0;
    qsizetype size = 0;
    Direction direction = Direction::In;
    EventClass kind = EventClass::Unknown;
    bool gap = false;      //!< a note about a lost connection
    bool broken = false;   //!< not JSON, or binary
    bool repeated = false; //!< the server delivered it before
    bool trouble = false;  //!< tells of something that failed
    QString number;
    QString time;
    QString badTime; //!< what the frame says instead of a time that can be read; a blank for nothing
    QString sizeText;
    QString socket; //!< its number, in a file with several web sockets; else empty
    QString
        connection; //!< "connection 2, to chat.example.com, in day.rtmcap"; empty for notes before the first
    QString type;   //!< the subtype where that tells more: "message_changed"
    QString wireType;
    QString wireSubtype;
    QString channelId;
    QString userId;
    QString channel;
    QString user;
    QString summary;
    QString envelope;          //!< its type, of what Socket Mode delivers; else empty
    QString delivery;          //!< what is odd about it: "retry 2, late"
    QString deliveryTip;       //!< what that means
    bool late = false;         //!< a retry of an event that had not come
    QString acknowledged;      //!< "12 ms"
    qint64 acknowledgedUs = 0; //!< 0: not (yet)
    bool ackLate = false;      //!< so late that the server delivers again

    //! The sign before the summary, in the order of what matters more.
    enum class Mark : quint8 {
        None,
        AckLate,
        Late,  //!< the first delivery that came here was a retry
        Again, //!< it had come before
    };
    Mark mark() const
    {
        return ackLate ? Mark::AckLate : late ? Mark::Late : repeated ? Mark::Again : Mark::None;
    }
};

//! "← in", "→ out", "note".
QString directionText(Direction direction);
//! What the row says in one of EventColumn's columns.
QString cellText(const EventRow &row, int column);

} // namespace rtmscope
