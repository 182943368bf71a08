// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>

namespace rtmscope::demo {

//! What the server waits for, shortened or stretched: 0.05 plays a minute in three seconds. A value.
class TimeScale
{
public:
    explicit TimeScale(double factor)
        : m_factor(factor)
    {
    }

    //! Never less than a millisecond.
    std::chrono::milliseconds operator()(std::chrono::milliseconds duration) const
    {
        using std::chrono::milliseconds;
        return std::max(milliseconds(1),
                        milliseconds(std::llround(static_cast<double>(duration.count()) * m_factor)));
    }

private:
    double m_factor;
};

} // namespace rtmscope::demo
