// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/statistics/tallyrun.h"

#include <QString>

#include <vector>

namespace rtmscope {

//! The numbers that a field has, over time. A value; any thread.
struct PlotFigures
{
    //! What falls into one piece of the time; of few numbers each has one of its own.
    struct Column
    {
        qint64 timeUs = 0; //!< of the first
        qint64 count = 0;
        double lowest = 0;
        double highest = 0;
        quint64 lowestSeq = 0; //!< the entries that have them
        quint64 highestSeq = 0;
        qint64 lowestUs = 0; //!< when they came
        qint64 highestUs = 0;
    };
    //! More than the widest screen has pixels.
    static constexpr std::size_t mostColumns = 4'096;

    qint64 count = 0;     //!< numbers; those of entries without a time are left out of all of this
    qint64 entries = 0;   //!< that have one
    qint64 otherKind = 0; //!< entries where the field is there and is no number
    double lowest = 0;
    double highest = 0;
    double median = 0; //!< by nearest rank
    qint64 firstUs = 0;
    qint64 lastUs = 0;
    std::vector<Column> columns; //!< by time
};

//! Collects the numbers of a field, for TallyRun and tallied(); texts that spell a number count as one, as
//! timestamps do (docs/protocol.md, trap T32). Keeps twelve bytes for each.
class ValuePlot
{
public:
    struct Options
    {
        QString field = {}; //!< of docs/filters.md, or a path; what is none has no numbers
    };
    using Figures = PlotFigures;
    static constexpr qsizetype pieceRows = 4 * 1024;

    struct Piece
    {
        std::vector<double> values;
        std::vector<quint32> rows; //!< of each
        qint64 entries = 0;
        qint64 otherKind = 0;
    };

    static Piece look(const LogReader &log, RowSpan rows, const Options &options, RowChoice &chosen,
                      const std::atomic_bool &cancelled);
    void add(Piece &&piece, const LogReader &log);
    Figures figures(const LogReader &log, const Options &options) const;

private:
    void fillColumns(const LogReader &log, Figures &figures) const;

    Piece m_sum;
};

} // namespace rtmscope
