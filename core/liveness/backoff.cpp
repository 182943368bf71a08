// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/liveness/backoff.h"

#include <algorithm>

namespace rtmscope {

Backoff::Backoff(std::chrono::milliseconds first, std::chrono::milliseconds cap, quint32 seed)
    : m_first(first)
    , m_cap(cap)
    , m_random(seed)
{
}

std::chrono::milliseconds Backoff::bound() const
{
    if (m_failures == 0)
        return std::chrono::milliseconds(0);
    // Beyond this many doublings any sensible first step is over any sensible cap; shifting further would
    // overflow.
    constexpr int mostDoublings = 20;
    const int doublings = std::min(m_failures - 1, mostDoublings);
    return std::min(m_cap, m_first * (std::chrono::milliseconds::rep(1) << doublings));
}

std::chrono::milliseconds Backoff::next()
{
    const auto most = bound();
    ++m_failures;
    std::uniform_int_distribution<std::chrono::milliseconds::rep> draw(0, most.count());
    return std::chrono::milliseconds(draw(m_random));
}

} // namespace rtmscope
