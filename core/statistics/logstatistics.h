// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/rowchoice.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace rtmscope {

//! What entries are counted by.
enum class StatisticsKey : quint8 { Type, Channel, User, Bot, Connection };
inline constexpr std::size_t statisticsKeyCount = 5;

//! How many entries there are of what, how large, and when. A value; any thread.
struct LogStatistics
{
    struct Row
    {
        QString key = {};     //!< a type, an id, a connection's number; empty: the entry names none
        QString subtype = {}; //!< of a type
        //! Of a type: those of frames and notes are not the same.
        Direction direction = Direction::In;
        qint64 count = 0;
        qint64 bytes = 0;   //!< of the frames
        qint64 firstUs = 0; //!< 0: no entry has a time
        qint64 lastUs = 0;
    };

    qint64 count = 0;
    qint64 bytes = 0;
    qint64 firstUs = 0;
    qint64 lastUs = 0;
    qint64 busiestSecond = 0; //!< entries in it
    qint64 busiestUs = 0;     //!< when it began
    std::vector<Row> rows;    //!< the most first; of as many, by key
    qint64 others = 0;        //!< keys that are not listed, because they are so many; 0: all are
    qint64 othersCount = 0;   //!< their entries

    //! Seconds from the first to the last entry; at least one.
    double seconds() const;
    //! Entries per second in that time.
    double rate(qint64 entries) const { return double(entries) / seconds(); }

    //! Told now and then; returns false to give up.
    using Progress = std::function<bool(qsizetype done, qsizetype all)>;
    //! Counts \a rows of \a log, nothing stands for all, on all processors. Nothing if \a progress gave up.
    static std::optional<LogStatistics> of(const LogSnapshot &log, StatisticsKey key,
                                           const std::optional<std::vector<quint32>> &rows = {},
                                           const Progress &progress = {});
};

//! Those in \a rows, which ascend.
RowChoice amongRows(std::vector<quint32> rows);

} // namespace rtmscope
