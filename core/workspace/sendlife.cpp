// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/sendlife.h"

#include <algorithm>

namespace rtmscope {

namespace {
constexpr qsizetype mostSteps = 100;
}

void SendLife::add(SendStep step)
{
    if (steps.size() >= mostSteps)
        steps.removeFirst();
    steps.append(std::move(step));
}

SendLife::Doubt SendLife::doubt() const
{
    for (auto step = steps.crbegin(); step != steps.crend(); ++step) {
        switch (step->kind) {
        case SendStep::Kind::Unconfirmed:
        case SendStep::Kind::Checking:
            return Doubt::Checking;
        case SendStep::Kind::Missing:
            return Doubt::Missing;
        case SendStep::Kind::Unchecked:
            return Doubt::Unchecked;
        case SendStep::Kind::Held:
            continue;
        default:
            return Doubt::None;
        }
    }
    return Doubt::None;
}

const SendStep *SendLife::last(SendStep::Kind kind) const
{
    const auto found = std::find_if(steps.crbegin(), steps.crend(),
                                    [kind](const SendStep &step) { return step.kind == kind; });
    return found == steps.crend() ? nullptr : &*found;
}

} // namespace rtmscope
