// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace rtmscope {

//! Notices that the computer slept, from two clocks: the wall clock went on, the monotonic one did not; or,
//! where that one counts sleep too, nobody looked at it for far longer than agreed. Pure; one thread.
class WakeWatch
{
public:
    //! \a tick: how often check() is called.
    explicit WakeWatch(std::chrono::milliseconds tick)
        : m_tick(tick)
    {
    }
    void start(qint64 wallUs, qint64 monotonicUs);
    //! How long it slept since the last call; nothing if it did not.
    std::optional<std::chrono::milliseconds> check(qint64 wallUs, qint64 monotonicUs);

private:
    std::chrono::milliseconds m_tick;
    qint64 m_wallUs = 0;
    qint64 m_monotonicUs = 0;
};

} // namespace rtmscope
