// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"

#include <chrono>

namespace rtmscope {

//! A token bucket on an injected clock: \a burst at once, then one per \a refill, and never two within \a
//! spacing. Used for sends (protocol 4.1) and for rtm.connect (protocol 12). Starts full. One thread; the
//! clock must outlive it.
class RateLimiter
{
public:
    struct Pace
    {
        int burst = 1;
        std::chrono::milliseconds refill{1'000};
        std::chrono::milliseconds spacing{0};
    };

    RateLimiter(const Clock &clock, const Pace &pace);

    //! How long until take() will succeed; zero: now. Rounded up to a millisecond, so that a timer of this
    //! length never comes too early.
    //! \a ahead: how many go first.
    std::chrono::milliseconds waitTime(int ahead = 0) const;
    bool take();                                    //!< false and nothing taken if it is too early
    void pause(std::chrono::milliseconds duration); //!< nothing until then, whatever the bucket holds

private:
    double tokensAt(qint64 nowUs) const;

    const Clock &m_clock;
    Pace m_pace;
    double m_tokens;
    qint64 m_updatedUs;
    qint64 m_notBeforeUs;
};

} // namespace rtmscope
