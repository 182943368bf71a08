// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace rtmscope {

//! Where a scale of time has its marks, and what stands there: round times of the local clock, as many as
//! there is room for, and the date where a day begins or nothing else tells it. A value; any thread.
struct TimeAxis
{
    struct Tick
    {
        qint64 timeUs = 0;
        QString label;
        bool isDay = false; //!< a day begins here
    };
    //! How many pixels a label takes.
    using Measure = std::function<int(const QString &label)>;

    //! For \a width pixels from \a fromUs to \a toUs. The date is left out where all is of the day of
    //! \a todayUs.
    static std::vector<Tick> ticks(qint64 fromUs, qint64 toUs, int width, const Measure &measure,
                                   qint64 todayUs);
};

} // namespace rtmscope
