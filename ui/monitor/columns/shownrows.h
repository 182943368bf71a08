// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/sortrun.h"
#include "core/filter/filterrun.h"
#include "ui/monitor/filter/rowfilter.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace rtmscope {

//! The rows of a table by those of its log: what a filter lets through of the first `scanned` entries, what
//! was revealed besides, from where on, and in which order. Tells nobody of changes. A value.
struct ShownRows
{
    //! What a filter made of some rows of the log.
    struct Decided
    {
        std::vector<quint32> rows = {}; //!< shown; left empty if everything passes
        qsizetype noise = 0;
        qsizetype until = 0; //!< of the log, not included
    };

    RowFilter filter = {};
    std::vector<quint32> rows = {}; //!< in the order of arrival; stays empty if everything passes
    qsizetype from = 0;             //!< entries before this one are cleared away
    qsizetype scanned = 0;
    qsizetype noise = 0;
    bool everything = true;
    std::optional<SortedRows> sorted = {}; //!< what is shown instead of the order of arrival

    //! All that pass, whether or not the sorted ones are shown instead.
    qsizetype arrived() const { return everything ? scanned - from : qsizetype(rows.size()); }
    qsizetype arrivedRow(qsizetype at) const
    {
        return everything ? from + at : qsizetype(rows[std::size_t(at)]);
    }
    //! Where the first of them stands that is \a logRow or came later; arrived() if there is none.
    qsizetype firstArrived(qsizetype logRow) const
    {
        if (everything)
            return std::clamp<qsizetype>(logRow - from, 0, arrived());
        const auto wanted = quint32(std::max<qsizetype>(logRow, 0));
        return std::lower_bound(rows.begin(), rows.end(), wanted) - rows.begin();
    }
    //! The one before \a logRow in the order of arrival; -1 if it is the first.
    qsizetype before(qsizetype logRow) const
    {
        const qsizetype at = firstArrived(logRow);
        return at == 0 ? -1 : arrivedRow(at - 1);
    }
    //! Whether it is known if the entry is shown; else the filter has not got there yet.
    bool isDecided(qsizetype logRow) const { return logRow < scanned; }
    std::vector<quint32> allArrived() const
    {
        if (!everything)
            return rows;
        std::vector<quint32> all(static_cast<std::size_t>(arrived()));
        for (std::size_t at = 0; at < all.size(); ++at)
            all[at] = quint32(from + qsizetype(at));
        return all;
    }
    //! What decides it, for other threads.
    FilterRun::Judge judge() const
    {
        return [filter = filter](const LogReader &log, qsizetype begin, qsizetype end,
                                 std::vector<quint32> &found) mutable {
            return filter.collect(log, begin, end, found);
        };
    }
    //! One more can stand among them, though everything was there as it came.
    void listRows()
    {
        rows = allArrived();
        everything = false;
    }

    qsizetype count() const { return sorted ? qsizetype(sorted->rows.size()) : arrived(); }
    qsizetype logRow(qsizetype row) const
    {
        return sorted ? qsizetype(sorted->rows[std::size_t(row)]) : arrivedRow(row);
    }
    //! -1 if it is not shown.
    qsizetype rowOf(qsizetype logRow) const
    {
        if (sorted)
            return sorted->placeOf(logRow);
        const qsizetype at = firstArrived(logRow);
        return at < arrived() && arrivedRow(at) == logRow ? at : -1;
    }
    //! Where that stands which is, or came after, the \a at-th in the order of arrival; count() if none.
    qsizetype placeOfArrived(qsizetype at) const
    {
        if (!sorted)
            return at;
        for (; at < arrived(); ++at) {
            if (const qsizetype place = rowOf(arrivedRow(at)); place >= 0)
                return place;
        }
        return count();
    }
};

} // namespace rtmscope
