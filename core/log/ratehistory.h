// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/eventtraits.h"
#include "core/log/eventlog.h"
#include "core/log/markrows.h"

#include <array>
#include <optional>
#include <vector>

namespace rtmscope {

EventClass classify(const QString &type, const QString &subtype, Direction direction);

//! Counts per time bucket and class over a log, grown incrementally. A value; use it with one log only.
class RateHistory
{
public:
    struct Bucket
    {
        qint64 startUs = 0;
        std::array<quint32, eventClassCount> counts{};
        bool gap = false; //!< a gap note falls into it
    };
    //! Buckets get twice as wide, again and again, rather than more than these.
    static constexpr std::size_t mostBuckets = 100'000;

    explicit RateHistory(qint64 bucketUs = 1'000'000);
    //! Takes in rows that were appended since the last call. Rows without a time are not counted.
    void update(const EventLog &log);
    //! The same in any thread, with its rows before \a end.
    void update(const LogSnapshot &log, qsizetype end);
    qsizetype rows() const { return m_seen; } //!< taken in
    //! Of these: with a time that is years behind all that came before and has not come yet. They are counted
    //! where the record ends, as one such clock would leave all others a single bucket.
    qsizetype farAhead() const { return m_farAhead; }
    const std::vector<Bucket> &buckets() const { return m_buckets; } //!< ascending, without holes
    qint64 bucketUs() const { return m_bucketUs; } //!< as asked for, or wider for a long log

    //! Of these, what is not counted: somebody's notes about events.
    qsizetype markRows() const { return m_markRows; }

private:
    Bucket &bucketAt(qint64 timeUs);
    bool isFarAhead(qint64 timeUs) const;
    void widen();
    template<typename Log>
    void take(const Log &log, qsizetype end);
    template<typename Log>
    EventClass classOf(const Log &log, const LogRow &row);

    qint64 m_bucketUs;
    qsizetype m_seen = 0;
    qsizetype m_farAhead = 0;
    qsizetype m_markRows = 0;
    MarkRows m_marks;
    std::vector<Bucket> m_buckets;
    std::vector<std::optional<EventClass>> m_classes; // by type number: names are compared once, not per row
};

} // namespace rtmscope
