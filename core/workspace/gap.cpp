// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/gap.h"

#include <algorithm>

namespace rtmscope {

Gap::State Gap::state() const
{
    if (isOpen())
        return State::Open;
    if (resumed)
        return State::Resumed;
    if (!fillBegun)
        return State::Unfilled;
    const auto any = [this](GapFill::State wanted) {
        return std::any_of(fills.begin(), fills.end(),
                           [wanted](const GapFill &fill) { return fill.state == wanted; });
    };
    if (fillEnded)
        return any(GapFill::State::Failed) ? State::Partly : State::Filled;
    return any(GapFill::State::Waiting) ? State::Waiting : State::Filling;
}

const GapFill *Gap::fill(const ChannelId &channel, const MessageTs &thread) const
{
    const auto it = std::find_if(fills.begin(), fills.end(), [&](const GapFill &fill) {
        return fill.channel == channel && fill.thread == thread;
    });
    return it == fills.end() ? nullptr : &*it;
}

int Gap::messages() const
{
    int sum = 0;
    for (const GapFill &fill : fills)
        sum += fill.messages;
    return sum;
}

int Gap::messagesIn(const ChannelId &channel) const
{
    int sum = 0;
    for (const GapFill &fill : fills)
        sum += fill.channel == channel ? fill.messages : 0;
    return sum;
}

} // namespace rtmscope
