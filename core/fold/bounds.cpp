// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fold/bounds.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace rtmscope {

namespace {

//! So many go at a time: each costs half a microsecond, and a window waits for all of them.
constexpr std::size_t dropMarginInAll = Conversation::mostKeptInAll / 30;
constexpr int countEvery = 500; // messages

} // namespace

void boundMessages(FoldContext &c, Conversation::Data &grown)
{
    grown.dropOldest();
    if (++c.state.sinceBounded < countEvery)
        return;
    c.state.sinceBounded = 0;
    const auto sumUpTo = [&c](std::size_t level) {
        std::size_t sum = 0;
        for (const Conversation &conversation : std::as_const(c.state.conversations))
            sum += std::min(conversation.messages().size(), level);
        return sum;
    };
    if (sumUpTo(std::numeric_limits<std::size_t>::max()) <= Conversation::mostKeptInAll + dropMarginInAll)
        return;
    std::size_t level = 0;
    for (std::size_t step = std::bit_floor(Conversation::mostKeptInAll); step > 0; step /= 2) {
        if (sumUpTo(level + step) <= Conversation::mostKeptInAll)
            level += step;
    }
    for (auto each = c.state.conversations.begin(); each != c.state.conversations.end(); ++each) {
        const Conversation::Data &before = FoldContext::dataOf(*each);
        const std::size_t most = before.keep > Conversation::mostKept ? std::max(before.keep, level) : level;
        if (before.messages.size() <= most)
            continue;
        Conversation::Data &fullest = FoldContext::dataOf(c.state.conversations.edit(each));
        fullest.dropDownTo(most);
        c.changed(fullest);
    }
}

} // namespace rtmscope
