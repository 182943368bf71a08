// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QHash>
#include <QList>
#include <QString>

namespace rtmscope {

//! What the back-fill of a gap brought in one conversation, or in one of its threads. A value.
struct GapFill
{
    enum class State : quint8 {
        Waiting, //!< the server limits our requests; goes on by itself
        Done,
        Failed, //!< given up; problem says why
    };
    ChannelId channel;
    MessageTs thread; //!< empty: the conversation's own messages
    State state = State::Done;
    int messages = 0;       //!< which only the back-fill brought
    int pages = 0;          //!< answers of the server it took
    QString problem;        //!< plain words, when Waiting or Failed
    qint64 resumesAtUs = 0; //!< Waiting: when it goes on; microseconds since the epoch, UTC
    friend bool operator==(const GapFill &, const GapFill &) = default;
};

//! A time without a connection: what the record knows of it. A value, folded from "gap" and "backfill" notes
//! (docs/capture-format.md). Times are ours, in microseconds since the epoch, UTC.
struct Gap
{
    enum class State : quint8 {
        Open,     //!< not over yet
        Resumed,  //!< the server kept the events: nothing is missing
        Unfilled, //!< over, and nobody asked for what was missed
        Filling,
        Waiting, //!< filling, but the server limits our requests
        Filled,
        Partly, //!< filled as far as the server let us
    };

    int id = 0;                 //!< counts from 1 per source
    qint64 fromUs = 0;          //!< from when on nothing was heard
    qint64 toUs = 0;            //!< 0: still open
    QString cause;              //!< plain words
    QString code;               //!< of the cause, for programs: "no_pong"
    QString proof;              //!< what was measured, in words
    quint32 fromConnection = 0; //!< 0: not known
    quint32 toConnection = 0;
    int attempts = 0; //!< to connect again; 0: not known
    bool resumed = false;
    bool fillBegun = false;
    bool fillEnded = false;
    QList<GapFill> fills;                   //!< in the order in which they were first heard of
    QHash<ChannelId, MessageTs> heldBefore; //!< newest message of each conversation when it began
    MessageTs newestHeld;                   //!< the newest of these, in whichever conversation
    quint64 openedSeq = 0;                  //!< the entry that opened it; 0 in records of old
    quint64 closedSeq = 0;                  //!< the entry that closed it; 0 while open
    quint64 revision = 0;                   //!< grows with every change; unique within the workspace

    bool isOpen() const { return toUs == 0; }
    State state() const;
    //! The entry to show for it.
    quint64 entry() const { return closedSeq != 0 ? closedSeq : openedSeq; }
    const GapFill *fill(const ChannelId &channel, const MessageTs &thread = {}) const; //!< nullptr: none
    //! In \a channel, what is newer was missed. Where nothing was held, the newest message of any
    //! conversation says how far we had heard, by the server's own clock; ours may be wrong. Empty: nothing
    //! was held at all.
    MessageTs heldUpTo(const ChannelId &channel) const { return heldBefore.value(channel, newestHeld); }
    int messages() const; //!< back-filled altogether
    //! Back-filled in that conversation, threads included.
    int messagesIn(const ChannelId &channel) const;
};

} // namespace rtmscope
