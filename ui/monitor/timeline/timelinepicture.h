// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitor/timeline/timelinerecord.h"
#include "ui/monitor/timeline/timelinezoom.h"

#include <array>
#include <optional>
#include <vector>

namespace rtmscope {

//! What a timeline draws of a record: bars and where they stand. A value. Bars are counted from the record's
//! beginning, whatever is in view; pixels from where one begins to read.
struct TimelinePicture
{
    struct Bar
    {
        std::array<quint32, eventClassCount> counts{};
        quint32 total = 0; //!< frames; notes are no traffic
        friend bool operator==(const Bar &, const Bar &) = default;
    };
    //! From the bottom up: what people say, what becomes of it, the rest.
    static constexpr std::array stacking{EventClass::Message,  EventClass::Change,  EventClass::Presence,
                                         EventClass::Reaction, EventClass::Control, EventClass::Unknown};

    //! Sums up as many buckets per bar as it takes for what is in view to fit into \a width pixels with bars
    //! of \a barWidth.
    static TimelinePicture of(const TimelineRecord &record, const TimelineZoom &zoom, int width,
                              int barWidth);

    std::vector<Bar> bars;  //!< those in view
    qsizetype firstBar = 0; //!< the number of the first of them
    qsizetype allBars = 0;  //!< in the record
    qint64 startUs = 0;     //!< where the record begins
    qint64 fromUs = 0;      //!< what stands at the edge
    qint64 barUs = 1'000'000;
    qreal slot = 1;      //!< pixels from one bar to the next
    quint32 highest = 0; //!< of those in view
    std::size_t outages = 0;
    qint64 outageEndUs = 0; //!< of the last one

    bool isEmpty() const { return allBars == 0; }
    qint64 timeOf(qsizetype bar) const { return startUs + bar * barUs; }
    qint64 timeAt(qreal x) const { return fromUs + qint64(x / slot * double(barUs)); }
    qreal positionOf(qint64 timeUs) const { return double(timeUs - fromUs) / double(barUs) * slot; }
    //! The nearest that the record has.
    qsizetype barAt(qint64 timeUs) const;
    //! nullptr: not in view.
    const Bar *bar(qsizetype number) const;
    bool hasScaleOf(const TimelinePicture &other) const;

    //! The bar so many busy ones behind \a from, or before it; the last of them where there are fewer.
    qsizetype busyBar(const TimelineRecord &record, qsizetype from, qsizetype step) const;

private:
    bool isBusy(const TimelineRecord &record, qsizetype bar) const;
};

} // namespace rtmscope
