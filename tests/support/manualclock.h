// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"

namespace rtmscope::testing {

//! A clock that moves only when told.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(qint64 startUs = 1'795'356'000'000'000)
        : m_nowUs(startUs)
    {
    }
    qint64 nowUs() const override { return m_nowUs; }
    qint64 monotonicUs() const override { return m_monotonicUs; }
    void advance(std::chrono::microseconds by)
    {
        m_nowUs += by.count();
        m_monotonicUs += by.count();
    }
    void jumpWallClock(std::chrono::microseconds by) { m_nowUs += by.count(); }

private:
    qint64 m_nowUs;
    qint64 m_monotonicUs = 0;
};

} // namespace rtmscope::testing
