// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/logstatistics.h"

#include "core/statistics/entrycounts.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace rtmscope {

double LogStatistics::seconds() const
{
    constexpr double secondUs = 1'000'000;
    return std::max(1.0, double(lastUs - firstUs) / secondUs);
}

RowChoice amongRows(std::vector<quint32> rows)
{
    const auto shared = std::make_shared<const std::vector<quint32>>(std::move(rows));
    return [shared](const LogReader &, qsizetype row) {
        return std::binary_search(shared->cbegin(), shared->cend(), quint32(row));
    };
}

std::optional<LogStatistics> LogStatistics::of(const LogSnapshot &log, StatisticsKey key,
                                               const std::optional<std::vector<quint32>> &rows,
                                               const Progress &progress)
{
    EntryCounts::Options options;
    options.keys.fill(false);
    options.keys[std::size_t(key)] = true;
    options.busiestSecond = true;
    options.mostRows = std::numeric_limits<std::size_t>::max();
    auto figures = tallied<EntryCounts>(log, options, rows ? amongRows(*rows) : RowChoice(), progress);
    if (!figures)
        return std::nullopt;
    return std::move((*figures)[std::size_t(key)]);
}

} // namespace rtmscope
