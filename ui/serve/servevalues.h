// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace rtmscope {

//! How a capture is to be played to a bot, as a person wants it. A plain value.
struct ServeRequest
{
    bool filteredOnly = false; //!< no more than what the filter shows
    double speed = 1;          //!< times as fast as it was; 0: as fast as it is read
    bool stepping = false;     //!< each event waits to be asked for
    //! After each event: until it is acknowledged or answered, and that long at most.
    std::optional<std::chrono::milliseconds> wait = {};
    std::chrono::milliseconds longestGap{5'000}; //!< a longer silence counts as that long
    quint16 port = 0;                            //!< 0: any free one
};

//! What there is to be played. A plain value.
struct ServeSubject
{
    QString name;       //!< "day.rtmcap"
    qint64 entries = 0; //!< that are recorded
    QString filter;     //!< what the filter says; empty: there is none
    QString ending;     //!< what ends meanwhile, in words; empty: nothing
};

//! How far a capture is that is played. A plain value.
struct ServeStatus
{
    enum class Phase : quint8 {
        Nothing, //!< none is served
        Waiting, //!< for the first program
        Playing,
        Paused,
        Over,    //!< all was played
        Stopped, //!< nothing listens any more
        Refused, //!< it could not listen
    };
    Phase phase = Phase::Nothing;
    QString name;       //!< of the capture
    QString words;      //!< Refused: why
    QString port;       //!< where it listens
    qint64 played = 0;  //!< events
    qint64 untold = 0;  //!< of these: none that such a program is told of
    qint64 leftOut = 0; //!< frames that are no events, or of the connection of then
    qint64 frames = 0;  //!< all
    int clients = 0;    //!< sockets that are open
    QString back;       //!< what was open before; empty: nothing to go back to
};

} // namespace rtmscope
