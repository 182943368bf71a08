// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "ui/chaos/chaospane.h"

#include <functional>

namespace rtmscope {

class DemoHost;
class TapFaults;

//! Where the chaos desk lets things go wrong: what it can do there, and how it is told. A plain value; what
//! is behind it must outlive it.
struct ChaosDesk
{
    QList<ChaosFault> faults;
    //! One fault in the language of that place; an error says what is wrong with the line.
    std::function<Result<Done>(const QString &line)> cause;
    //! A fault from time to time, "20s"; empty stops it.
    std::function<void(const QString &period)> runRandom;
    std::function<void()> endAll;
};

//! In the demo workspace.
ChaosDesk chaosDeskOf(DemoHost &demo);
//! On the way between a tapped program and Slack.
ChaosDesk chaosDeskOf(TapFaults &faults);

} // namespace rtmscope
