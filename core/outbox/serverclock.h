// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"

#include <algorithm>
#include <optional>

namespace rtmscope {

//! What the server's clock shows, as far as its answers tell. A message that we write now gets a ts from that
//! clock, not from ours, which may be minutes off; whoever looks for the message later must know where to
//! begin. A value; one thread; the clock must outlive it.
class ServerClock
{
public:
    explicit ServerClock(const Clock &clock)
        : m_clock(clock)
    {
    }

    //! The server named this moment, microseconds since the epoch, and it was past by the time we heard.
    void heard(qint64 serverUs)
    {
        // The largest difference is the one with the least delay in it. The monotonic clock, because ours
        // may be set in between; that it rests during sleep only makes us look too far back.
        const qint64 ahead = serverUs - m_clock.monotonicUs();
        m_ahead = m_ahead ? std::max(*m_ahead, ahead) : ahead;
    }
    //! Never later than what the server's clock shows now; our own time before it told any.
    qint64 nowUs() const { return m_ahead ? m_clock.monotonicUs() + *m_ahead : m_clock.nowUs(); }

private:
    const Clock &m_clock;
    std::optional<qint64> m_ahead; //!< of our monotonic clock
};

} // namespace rtmscope
