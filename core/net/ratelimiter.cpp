// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/ratelimiter.h"

#include <algorithm>
#include <cmath>

namespace rtmscope {

namespace {

constexpr double microsecondsPerMillisecond = 1000.0;
// A bucket that is full but for a rounding error is full.
constexpr double almostOne = 1.0 - 1e-9;

} // namespace

RateLimiter::RateLimiter(const Clock &clock, const Pace &pace)
    : m_clock(clock)
    , m_pace(pace)
    , m_tokens(pace.burst)
    , m_updatedUs(clock.monotonicUs())
    , m_notBeforeUs(m_updatedUs)
{
}

double RateLimiter::tokensAt(qint64 nowUs) const
{
    if (m_pace.refill.count() <= 0)
        return m_pace.burst;
    const double refillUs = static_cast<double>(m_pace.refill.count()) * microsecondsPerMillisecond;
    return std::min<double>(m_pace.burst, m_tokens + static_cast<double>(nowUs - m_updatedUs) / refillUs);
}

std::chrono::milliseconds RateLimiter::waitTime(int ahead) const
{
    const qint64 now = m_clock.monotonicUs();
    const double spacingUs = static_cast<double>(m_pace.spacing.count()) * microsecondsPerMillisecond;
    double waitUs = static_cast<double>(std::max<qint64>(0, m_notBeforeUs - now)) + ahead * spacingUs;
    if (const double tokens = tokensAt(now) - ahead; tokens < almostOne) {
        const double refillUs = static_cast<double>(m_pace.refill.count()) * microsecondsPerMillisecond;
        waitUs = std::max(waitUs, (1.0 - tokens) * refillUs);
    }
    return std::chrono::milliseconds(static_cast<qint64>(std::ceil(waitUs / microsecondsPerMillisecond)));
}

bool RateLimiter::take()
{
    if (waitTime().count() > 0)
        return false;
    const qint64 now = m_clock.monotonicUs();
    m_tokens = std::max(0.0, tokensAt(now) - 1.0);
    m_updatedUs = now;
    m_notBeforeUs = now + std::chrono::microseconds(m_pace.spacing).count();
    return true;
}

void RateLimiter::pause(std::chrono::milliseconds duration)
{
    m_notBeforeUs =
        std::max(m_notBeforeUs, m_clock.monotonicUs() + std::chrono::microseconds(duration).count());
}

} // namespace rtmscope
