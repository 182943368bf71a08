// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/rowfilter.h"

#include "core/events/eventtraits.h"
#include "core/filter/markterms.h"
#include "core/summary/eventnature.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

size_t slotOf(const LogRow &row)
{
    return 3 * size_t(row.type) + size_t(row.direction);
}

// Beside the levels from which a type is hidden: what somebody noted about events.
constexpr qint8 markHidden = 100; // is no event
constexpr qint8 markShown = 101;  // but asked for, on any level

} // namespace

int hiddenFrom(const QString &type, Direction direction)
{
    switch (traitsOf(direction, type, {}).noise) {
    case Noise::Ping:
        return int(NoiseLevel::NoPings);
    case Noise::Chatter:
        return int(NoiseLevel::NoPresence);
    case Noise::Aside:
        return int(NoiseLevel::Conversation);
    case Noise::Never:
        break;
    }
    return noiseLevelCount;
}

//! The lowest level that hides it, markHidden or markShown.
template<typename Log>
int RowFilter::hiddenBy(const Log &log, const LogRow &row)
{
    const size_t slot = slotOf(row);
    if (slot >= m_hiddenFrom.size())
        m_hiddenFrom.resize(slot + 1, -1);
    if (m_hiddenFrom[slot] < 0) {
        const bool isMark = MarkRows().has(log, row);
        m_hiddenFrom[slot] = !isMark ? qint8(hiddenFrom(log.typeName(row.type), row.direction))
                             : asksForMarkRows(m_matcher.query()) ? markShown
                                                                  : markHidden;
    }
    return m_hiddenFrom[slot];
}

template<typename Log>
bool RowFilter::isHiddenMark(const Log &log, qsizetype number)
{
    const LogRow &row = log.row(number);
    return row.direction == Direction::Note && hiddenBy(log, row) == markHidden;
}

template<typename Log>
bool RowFilter::isNoise(const Log &log, qsizetype number)
{
    const LogRow &row = log.row(number);
    if (m_level == NoiseLevel::Everything || (row.flags & (LogRow::NotJson | LogRow::Binary)))
        return false;
    const int from = hiddenBy(log, row);
    if (from == markShown)
        return false;
    // Calls, and what the back-fill brought, are nothing to read where we asked by ourselves and there was no
    // news.
    const bool mayBeIdle = row.direction == Direction::Note &&
                           (from == int(NoiseLevel::NoPresence) || log.typeName(row.type) == "backfill"_L1);
    if (row.direction != Direction::Note || (from > int(m_level) && !mayBeIdle))
        return from <= int(m_level);
    // Of notes it counts what they tell. They are few: only they are read for it.
    const EventNature nature = natureOf(log.event(number));
    return !nature.trouble && (from <= int(m_level) || nature.lookUp);
}

template<typename Log>
RowVerdict RowFilter::judgeIn(const Log &log, qsizetype row)
{
    if (isHiddenMark(log, row))
        return RowVerdict::Filtered;
    if (isNoise(log, row))
        return RowVerdict::Noise;
    return m_matcher.matches(log, row) ? RowVerdict::Shown : RowVerdict::Filtered;
}

qsizetype RowFilter::collect(const LogReader &log, qsizetype begin, qsizetype end,
                             std::vector<quint32> &shown)
{
    const std::size_t first = shown.size();
    if (m_level == NoiseLevel::Everything) {
        m_matcher.collect(log, begin, end, shown);
        const auto isMark = [&](quint32 row) { return isHiddenMark(log, row); };
        shown.erase(std::remove_if(shown.begin() + std::ptrdiff_t(first), shown.end(), isMark), shown.end());
        return 0;
    }
    qsizetype marks = 0;
    shown.resize(first + std::size_t(end - begin));
    std::size_t kept = first;
    RowCursor cursor(log.log());
    for (qsizetype row = begin; row < end; ++row) {
        const LogRow &entry = cursor[row];
        const std::size_t slot = slotOf(entry);
        const bool isKnown = entry.direction != Direction::Note && slot < m_hiddenFrom.size() &&
                             m_hiddenFrom[slot] >= 0 && !(entry.flags & (LogRow::NotJson | LogRow::Binary));
        shown[kept] = quint32(row);
        if (!isKnown && isHiddenMark(log, row)) {
            ++marks;
            continue;
        }
        kept += (isKnown ? m_hiddenFrom[slot] <= int(m_level) : isNoise(log, row)) ? 0 : 1;
    }
    const qsizetype noise = qsizetype(shown.size() - kept) - marks;
    shown.resize(kept);
    m_matcher.keepMatching(log, shown, first);
    return noise;
}

template RowVerdict RowFilter::judgeIn(const EventLog &log, qsizetype row);
template RowVerdict RowFilter::judgeIn(const LogReader &log, qsizetype row);

} // namespace rtmscope
