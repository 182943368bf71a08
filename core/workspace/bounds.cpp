// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/state.h"

#include <algorithm>

//! What keeps the memory of a long run in bounds. All of it drops many at once and seldom, so that the cost
//! per entry stays small; and it depends on nothing but the entries, so that the fold stays a fold.
namespace rtmscope {

namespace {

constexpr std::size_t dropMargin = Conversation::mostKept / 10;

} // namespace

void Conversation::Data::dropOldest()
{
    if (messages.size() > keep + dropMargin)
        dropDownTo(keep);
}

//! Only the front is dropped, except for parents of threads whose replies stay.
void Conversation::Data::dropDownTo(std::size_t most)
{
    const std::size_t cut = std::min(messages.size() - most, sentCount());
    const QSet<MessageTs> parents = messages.parentsFrom(cut);
    const std::size_t gone =
        messages.removeIf(cut, [&parents](const Message &message) { return !parents.contains(message.ts); });
    dropped += gone;
    historyComplete = false;
    if (const auto first = messages.nth(cut - gone); historyFrom && first != messages.unsentBegin())
        historyFrom = std::max(historyFrom, first->ts);
}

} // namespace rtmscope
