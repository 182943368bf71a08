// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"

#include <vector>

namespace rtmscope {

class TextSearch;
struct LogRow;

//! A filter over the rows of one log, faster than the FilterQuery that it is made of: what an index row knows
//! by a number (type, channel, user, direction) is compared once for each number and remembered. A value: it
//! learns as it goes on, so each thread uses a copy of its own.
class RowMatcher
{
public:
    RowMatcher();
    explicit RowMatcher(FilterQuery query);
    ~RowMatcher();
    RowMatcher(const RowMatcher &);
    RowMatcher &operator=(const RowMatcher &);

    const FilterQuery &query() const { return m_query; }
    //! The same as FilterQuery::matches().
    bool matches(const EventLog &log, qsizetype row) { return matchesIn(log, row); }
    //! Fastest for rows that ascend: a text is looked for in many of them at once.
    bool matches(const LogReader &log, qsizetype row) { return matchesIn(log, row); }
    //! Takes out of \a rows, from place \a first on, what does not match. The rows ascend. The fastest way.
    void keepMatching(const LogReader &log, std::vector<quint32> &rows, std::size_t first);
    //! Adds what matches of the rows [begin, end) to \a rows.
    void collect(const LogReader &log, qsizetype begin, qsizetype end, std::vector<quint32> &rows);
    //! To be called before it is used on another log.
    void forgetLog();

private:
    //! A node of the filter's tree, in the order of the text; those below it follow.
    struct Step;
    //! What is asked about.
    struct Row
    {
        qsizetype number;
        const LogRow &entry;
    };

    bool keepKnown(const LogReader &log, std::vector<quint32> &rows, std::size_t first);
    template<typename Log>
    bool matchesIn(const Log &log, qsizetype row);
    template<typename Log>
    qint8 allOf(const Log &log, const Row &row);
    template<typename Log>
    qint8 verdict(std::size_t *at, const Log &log, const Row &row);
    template<typename Log>
    qint8 joined(std::size_t *at, const Log &log, const Row &row, qint8 decisive);
    template<typename Log>
    qint8 remembered(Step &step, const Log &log, const Row &row);
    void add(const void *node);
    bool isAbsent(const LogReader &log, qsizetype row);
    bool isAbsent(const EventLog &, qsizetype) { return false; }
    void lookAhead(const LogReader &log, qsizetype row);

    //! Rows that were looked through for the text that must be in them.
    struct Ahead
    {
        qsizetype from = 0;
        qsizetype without = 0; //!< rows [from, without) do not hold it; the next one may
        qsizetype until = 0;   //!< rows before this one are in one piece with them
    };

    FilterQuery m_query;
    std::vector<Step> m_steps;
    bool m_isPlain =
        false; //!< nothing but comparisons with numbers that index rows have, all of which must hold
    const TextSearch *m_needle = nullptr; //!< of the query: nothing matches without it
    Ahead m_ahead;
};

} // namespace rtmscope
