// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/ratehistory.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

qint64 floorTo(qint64 timeUs, qint64 unitUs)
{
    return timeUs - timeUs % unitUs;
}

} // namespace

EventClass classify(const QString &type, const QString &subtype, Direction direction)
{
    return traitsOf(direction, type, subtype).kind;
}

RateHistory::RateHistory(qint64 bucketUs)
    : m_bucketUs(bucketUs)
{
    Q_ASSERT(bucketUs > 0);
}

void RateHistory::update(const EventLog &log)
{
    take(log, log.size());
}

void RateHistory::update(const LogSnapshot &log, qsizetype end)
{
    take(log, end);
}

template<typename Log>
void RateHistory::take(const Log &log, qsizetype end)
{
    for (; m_seen < end; ++m_seen) {
        const LogRow &row = log.row(m_seen);
        if (m_marks.has(log, row)) {
            ++m_markRows;
            continue;
        }
        if (row.timeUs <= 0)
            continue;
        const bool farAhead = isFarAhead(row.timeUs);
        m_farAhead += farAhead ? 1 : 0;
        Bucket &bucket = farAhead ? m_buckets.back() : bucketAt(row.timeUs);
        ++bucket.counts[std::size_t(classOf(log, row))];
        if (row.direction == Direction::Note && log.typeName(row.type) == "gap"_L1)
            bucket.gap = true;
    }
}

template<typename Log>
EventClass RateHistory::classOf(const Log &log, const LogRow &row)
{
    if (row.direction == Direction::Note)
        return EventClass::Note;
    if (row.type >= m_classes.size())
        m_classes.resize(std::size_t(row.type) + 1);
    auto &known = m_classes[row.type];
    if (!known)
        known = classify(log.typeName(row.type), log.subtypeName(row.type), row.direction);
    return *known;
}

//! Records of years are joined, too: what lies in the past is taken at its word.
bool RateHistory::isFarAhead(qint64 timeUs) const
{
    constexpr qint64 yearsUs = 2LL * 366 * 24 * 3600 * 1'000'000;
    return !m_buckets.empty() && timeUs - m_buckets.back().startUs > yearsUs &&
           timeUs > QDateTime::currentMSecsSinceEpoch() * 1000;
}

RateHistory::Bucket &RateHistory::bucketAt(qint64 timeUs)
{
    if (m_buckets.empty())
        m_buckets.push_back({.startUs = floorTo(timeUs, m_bucketUs)});
    // After a clock was set back, events count where the record begins rather than before it.
    const qint64 sinceStart = std::max<qint64>(0, timeUs - m_buckets.front().startUs);
    while (std::size_t(sinceStart / m_bucketUs) >= mostBuckets)
        widen();
    const auto index = std::size_t(sinceStart / m_bucketUs);
    while (m_buckets.size() <= index)
        m_buckets.push_back({.startUs = m_buckets.back().startUs + m_bucketUs});
    return m_buckets[index];
}

//! Pairs of buckets become one.
void RateHistory::widen()
{
    m_bucketUs *= 2;
    for (std::size_t i = 0; i < m_buckets.size(); i += 2) {
        Bucket merged = m_buckets[i];
        if (i + 1 < m_buckets.size()) {
            for (std::size_t kind = 0; kind < merged.counts.size(); ++kind)
                merged.counts[kind] += m_buckets[i + 1].counts[kind];
            merged.gap = merged.gap || m_buckets[i + 1].gap;
        }
        m_buckets[i / 2] = merged;
    }
    m_buckets.resize((m_buckets.size() + 1) / 2);
}

} // namespace rtmscope
