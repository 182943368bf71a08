// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace rtmscope {

//! Durations of one kind. A plain value.
struct TapSpread
{
    qint64 count = 0;     //!< so many were measured; 0: the others mean nothing
    qint64 medianUs = -1; //!< of the latest thousand
    qint64 maxUs = -1;    //!< of all
    qint64 lastUs = -1;
};

//! What the author of a tapped program wants to know at a glance. A plain value; times are microseconds since
//! the epoch (…AtUs) or durations (…Us). What cannot be told for a kind of program stays at nothing: RTM has
//! no envelopes to acknowledge.
struct TapFigures
{
    //! Calls of one method that failed for one reason.
    struct Failure
    {
        QString method;
        QString error;      //!< the server's code, or ours where nothing came ("connection_refused")
        QString words;      //!< what it means and what to do, translated
        int httpStatus = 0; //!< 0: no answer came
        qint64 count = 0;
        qint64 lastAtUs = 0;
    };
    //! A method that was told to wait (HTTP 429, or "ratelimited").
    struct Limited
    {
        QString method;
        qint64 count = 0;
        qint64 lastWaitMs = -1; //!< what Retry-After asked for last; negative: it said nothing
        qint64 longestWaitMs = -1;
        qint64 untilUs = 0; //!< when that is over
        qint64 early = 0;   //!< calls that came before it was over
    };
    //! Scopes that calls failed for ("missing_scope").
    struct MissingScope
    {
        QString method;
        QString needed;   //!< as the server says it: comma list
        QString provided; //!< likewise
        qint64 count = 0;
    };

    // Sockets
    int socketsOpen = 0;
    qint64 sockets = 0; //!< opened so far
    qint64 framesIn = 0;
    qint64 framesOut = 0;
    double framesPerSecond = 0; //!< both ways, over the last ten seconds
    // Bytes on the program's side, heads and frames included
    qint64 bytesIn = 0;   //!< to the program
    qint64 bytesOut = 0;  //!< from it
    qint64 addresses = 0; //!< of sockets that were replaced by ours: nothing else differs on the two sides

    // Socket Mode
    TapSpread eventToAck;        //!< envelope passed on to its acknowledgement
    qint64 lateAcks = 0;         //!< after more than ackLimitUs: Slack has sent these events again
    qint64 waitingForAck = 0;    //!< envelopes on open sockets without one yet
    qint64 longestWaitingUs = 0; //!< of these
    qint64 lostAcks = 0;         //!< envelopes whose socket ended before one came
    qint64 retries = 0;          //!< deliveries that said retry_attempt > 0
    qint64 duplicates = 0;       //!< events that had come before, by event_id
    static constexpr qint64 ackLimitUs = 3'000'000;

    // RTM
    TapSpread sendToAck; //!< a frame with an id to the answer with that reply_to
    qint64 typing = 0;   //!< typing frames sent
    double typingPerMinute = 0;

    // Calls
    qint64 calls = 0;
    int callsUnderWay = 0;
    double callsPerSecond = 0; //!< over the last ten seconds
    TapSpread callTime;        //!< request complete to answer complete, as the program sees it
    //! An event to the first call about the same conversation or person, within a minute; from the latest
    //! such event.
    TapSpread eventToCall;
    qint64 callsFailed = 0;
    QList<Failure> failures; //!< the most frequent first
    QList<Limited> limited;  //!< the latest first
    QList<MissingScope> missingScopes;

    qint64 faults = 0; //!< that TapFaults brought about
};

} // namespace rtmscope

Q_DECLARE_METATYPE(rtmscope::TapFigures)
