// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/liveness/wakewatch.h"

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr auto leastSleep = 3s; // shorter naps cost no connection, and clocks are corrected by less
constexpr auto mostDelay = 6s;  // a busy machine may call late, but not by that much

} // namespace

void WakeWatch::start(qint64 wallUs, qint64 monotonicUs)
{
    m_wallUs = wallUs;
    m_monotonicUs = monotonicUs;
}

std::optional<std::chrono::milliseconds> WakeWatch::check(qint64 wallUs, qint64 monotonicUs)
{
    const std::chrono::microseconds wall(wallUs - m_wallUs);
    const std::chrono::microseconds monotonic(monotonicUs - m_monotonicUs);
    start(wallUs, monotonicUs);
    // A clock that somebody set looks the same as a sleep. One ping too many does no harm.
    if (wall - monotonic >= leastSleep)
        return std::chrono::round<std::chrono::milliseconds>(wall - monotonic);
    if (monotonic - m_tick >= mostDelay)
        return std::chrono::round<std::chrono::milliseconds>(monotonic - m_tick);
    return std::nullopt;
}

} // namespace rtmscope
