// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/timeline/timelinepicture.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace rtmscope {

namespace {

//! Buckets per bar people can reckon with.
constexpr std::array<qint64, 17> roundNumbers{1,   2,    5,    10,   15,   30,    60,    120,  300,
                                              600, 1200, 1800, 3600, 7200, 10800, 21600, 86400};

qint64 bucketsPerBar(qint64 buckets, qint64 places)
{
    const auto fits = std::find_if(roundNumbers.begin(), roundNumbers.end(),
                                   [&](qint64 perBar) { return perBar * places >= buckets; });
    return fits == roundNumbers.end() ? (buckets + places - 1) / places : *fits;
}

qint64 roundedUp(qint64 us, qint64 unitUs)
{
    return (us + unitUs - 1) / unitUs;
}

} // namespace

TimelinePicture TimelinePicture::of(const TimelineRecord &record, const TimelineZoom &zoom, int width,
                                    int barWidth)
{
    const auto &buckets = record.history().buckets();
    const qint64 bucketUs = record.history().bucketUs();
    const qint64 places = std::max(1, width / barWidth);
    const qint64 shownUs = zoom.isZoomed() ? zoom.length() : record.endUs() - record.startUs();
    const qint64 perBar = bucketsPerBar(std::max<qint64>(1, roundedUp(shownUs, bucketUs)), places);

    TimelinePicture picture;
    picture.startUs = record.startUs();
    picture.barUs = perBar * bucketUs;
    picture.allBars = qsizetype(roundedUp(qint64(buckets.size()), perBar));
    picture.fromUs = zoom.isZoomed() ? zoom.fromUs() : picture.startUs;
    // A live record grows from where one begins to read; of a file, and of a part, all is there, and it takes
    // the width it is given.
    picture.slot = barWidth;
    if (zoom.isZoomed())
        picture.slot = qreal(width) * double(picture.barUs) / double(shownUs);
    else if (record.isFile() && picture.allBars > 0)
        picture.slot = std::max<qreal>(barWidth, qreal(width) / qreal(picture.allBars));

    picture.firstBar = qsizetype((picture.fromUs - picture.startUs) / picture.barUs);
    const qsizetype end =
        zoom.isZoomed()
            ? std::min(picture.allBars, qsizetype(roundedUp(zoom.toUs() - picture.startUs, picture.barUs)))
            : picture.allBars;
    picture.bars.resize(std::size_t(std::max<qsizetype>(0, end - picture.firstBar)));
    for (std::size_t i = 0; i < picture.bars.size(); ++i) {
        Bar &bar = picture.bars[i];
        const std::size_t first = (std::size_t(picture.firstBar) + i) * std::size_t(perBar);
        const std::size_t last = std::min(first + std::size_t(perBar), buckets.size());
        for (std::size_t bucket = first; bucket < last; ++bucket) {
            for (const EventClass kind : stacking) {
                bar.counts[std::size_t(kind)] += buckets[bucket].counts[std::size_t(kind)];
                bar.total += buckets[bucket].counts[std::size_t(kind)];
            }
        }
        picture.highest = std::max(picture.highest, bar.total);
    }
    picture.outages = record.outages().size();
    picture.outageEndUs = record.outages().empty() ? 0 : record.outages().back().toUs;
    return picture;
}

qsizetype TimelinePicture::barAt(qint64 timeUs) const
{
    return std::clamp<qsizetype>(qsizetype((timeUs - startUs) / barUs), 0,
                                 std::max<qsizetype>(0, allBars - 1));
}

const TimelinePicture::Bar *TimelinePicture::bar(qsizetype number) const
{
    const qsizetype at = number - firstBar;
    return at < 0 || at >= qsizetype(bars.size()) ? nullptr : &bars[std::size_t(at)];
}

bool TimelinePicture::hasScaleOf(const TimelinePicture &other) const
{
    return std::tie(startUs, fromUs, barUs, slot, highest, firstBar) ==
           std::tie(other.startUs, other.fromUs, other.barUs, other.slot, other.highest, other.firstBar);
}

bool TimelinePicture::isBusy(const TimelineRecord &record, qsizetype bar) const
{
    const auto &buckets = record.history().buckets();
    const std::size_t perBar = std::size_t(barUs / record.history().bucketUs());
    const std::size_t first = std::min(std::size_t(bar) * perBar, buckets.size());
    const std::size_t end = std::min(first + perBar, buckets.size());
    return std::any_of(buckets.begin() + std::ptrdiff_t(first), buckets.begin() + std::ptrdiff_t(end),
                       [](const RateHistory::Bucket &bucket) {
                           return std::any_of(stacking.begin(), stacking.end(), [&](EventClass kind) {
                               return bucket.counts[std::size_t(kind)] > 0;
                           });
                       });
}

qsizetype TimelinePicture::busyBar(const TimelineRecord &record, qsizetype from, qsizetype step) const
{
    const qsizetype direction = step < 0 ? -1 : 1;
    qsizetype busy = from;
    qsizetype left = std::abs(step);
    for (qsizetype bar = from + direction; bar >= 0 && bar < allBars && left > 0; bar += direction) {
        if (isBusy(record, bar)) {
            busy = bar;
            --left;
        }
    }
    return busy;
}

} // namespace rtmscope
