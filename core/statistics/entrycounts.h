// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/statistics/logstatistics.h"
#include "core/statistics/tallyrun.h"

#include <QHash>

#include <array>

namespace rtmscope {

//! Counts entries by several keys at once, for TallyRun and tallied(): reading a line is what costs.
class EntryCounts
{
public:
    struct Options
    {
        std::array<bool, statisticsKeyCount> keys{true, true, true, true, true};
        bool busiestSecond = false;
        std::size_t mostRows = 5'000; //!< of each key: more, nobody reads
    };
    //! By StatisticsKey; empty for those that were not wanted.
    using Figures = std::array<LogStatistics, statisticsKeyCount>;

    struct Count
    {
        qint64 count = 0;
        qint64 bytes = 0;
        qint64 firstUs = 0;
        qint64 lastUs = 0;

        void add(qint64 size, qint64 timeUs);
        void add(const Count &other);
    };
    //! What has no number in the index.
    struct Name
    {
        QString text = {};
        QString subtype = {};
        Direction direction = Direction::In;

        friend bool operator==(const Name &, const Name &) = default;
        friend size_t qHash(const Name &name, size_t seed = 0)
        {
            return qHashMulti(seed, name.text, name.subtype, int(name.direction));
        }
    };
    struct Table
    {
        QHash<quint64, Count> byNumber;
        QHash<Name, Count> byName;

        void add(const Table &other);
    };
    struct Piece
    {
        std::array<Table, statisticsKeyCount> tables;
        QHash<qint64, qint64> seconds; //!< entries in each
        Count all;
    };
    static constexpr qsizetype pieceRows = 16 * 1024;

    static Piece look(const LogReader &log, RowSpan rows, const Options &options, RowChoice &chosen,
                      const std::atomic_bool &cancelled);
    void add(Piece &&piece, const LogReader &log);
    Figures figures(const LogReader &log, const Options &options) const;

private:
    Piece m_sum;
};

} // namespace rtmscope
