// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"
#include "core/filter/rowmatcher.h"
#include "core/log/eventlog.h"

#include <QString>

#include <vector>

namespace rtmscope {

//! How much of the everyday chatter a view leaves out. Each level hides what the one before hides, and more.
//! Frames that are not JSON, errors, gaps and types we do not know are never noise below Conversation, and
//! notes of what failed on no level.
enum class NoiseLevel : quint8 {
    Everything,   //!< nothing is hidden
    NoPings,      //!< without ping, pong, reconnect_url and our own look-ups of names
    NoPresence,   //!< without typing, presence, read marks and all Web API calls that worked
    Conversation, //!< only messages, their changes and reactions, gaps, errors and broken frames
};
inline constexpr int noiseLevelCount = 4;

//! What a view makes of an entry.
enum class RowVerdict : quint8 {
    Shown,
    Filtered, //!< does not match
    Noise,    //!< everyday chatter, whether it matches or not
};

//! The lowest level that hides entries of this type; noiseLevelCount if none does.
int hiddenFrom(const QString &type, Direction direction);

//! Decides row by row what a view shows. Noise is told from the index row alone, so it costs next to nothing
//! but for notes; the query needs the entry itself. A value; belongs to one log, because it remembers what it
//! found out by the log's type ids.
class RowFilter
{
public:
    RowFilter() = default;
    RowFilter(FilterQuery query, NoiseLevel level)
        : m_matcher(std::move(query))
        , m_level(level)
    {
    }

    bool passesEverything() const
    {
        return m_level == NoiseLevel::Everything && m_matcher.query().matchesEverything();
    }
    //! A row may take so long that the thread that paints has to leave it to others.
    bool mayBeSlow() const { return m_matcher.query().hasExpressions(); }
    //! In the thread of \a log.
    RowVerdict judge(const EventLog &log, qsizetype row) { return judgeIn(log, row); }
    RowVerdict judge(const LogReader &log, qsizetype row) { return judgeIn(log, row); }
    //! The same for the rows [begin, end): adds what is shown to \a shown and returns how many are noise. The
    //! fastest way.
    qsizetype collect(const LogReader &log, qsizetype begin, qsizetype end, std::vector<quint32> &shown);
    //! See FilterQuery::givenUp().
    quint64 givenUp() const { return m_matcher.query().givenUp(); }
    //! To be called before it is used on another log.
    void forgetLog()
    {
        m_hiddenFrom.clear();
        m_matcher.forgetLog();
    }

private:
    template<typename Log>
    RowVerdict judgeIn(const Log &log, qsizetype row);
    template<typename Log>
    int hiddenBy(const Log &log, const LogRow &row);
    template<typename Log>
    bool isHiddenMark(const Log &log, qsizetype number);
    template<typename Log>
    bool isNoise(const Log &log, qsizetype number);

    RowMatcher m_matcher;
    NoiseLevel m_level = NoiseLevel::Everything;
    std::vector<qint8> m_hiddenFrom; // by 3 * type id + direction; -1: not asked yet
};

} // namespace rtmscope
