// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>
#include <random>

namespace rtmscope {

//! How long to wait before the next connection attempt: not at all the first time, then up to \a first,
//! doubling, never more than \a cap. Full jitter (a uniform draw from zero to that bound), so that many
//! clients that lost the same server do not come back in step (traps T6, T7). A value; one thread.
class Backoff
{
public:
    Backoff(std::chrono::milliseconds first, std::chrono::milliseconds cap,
            quint32 seed = std::random_device{}());

    std::chrono::milliseconds next();        //!< counts one failure and says how long to wait
    std::chrono::milliseconds bound() const; //!< the most that next() would answer now
    int failures() const { return m_failures; }
    void reset() { m_failures = 0; }

private:
    std::chrono::milliseconds m_first;
    std::chrono::milliseconds m_cap;
    int m_failures = 0;
    std::mt19937 m_random;
};

} // namespace rtmscope
