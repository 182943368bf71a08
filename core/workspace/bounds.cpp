// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/reducer.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

//! What keeps the memory of a long run in bounds. All of it drops many at once and seldom, so that the cost
//! per entry stays small; and it depends on nothing but the entries, so that the fold stays a fold.
namespace rtmscope {

namespace {

constexpr std::size_t dropMargin = Conversation::mostKept / 10;
constexpr std::size_t dropMarginInAll = Conversation::mostKeptInAll / 10;
constexpr int countEvery = 500; // messages
// Those still on their way are kept whatever their number; the rest only guards against late repetitions.
constexpr qsizetype mostSends = 1'000;
constexpr qsizetype sendMargin = 200;

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
    QSet<MessageTs> parents;
    for (auto message = messages.nth(cut); message != messages.end(); ++message) {
        if (message->isReply())
            parents.insert(message->threadTs);
    }
    const std::size_t gone =
        messages.removeIf(cut, [&parents](const Message &message) { return !parents.contains(message.ts); });
    dropped += gone;
    historyComplete = false;
    if (const auto first = messages.nth(cut - gone); historyFrom && first != messages.unsentBegin())
        historyFrom = std::max(historyFrom, first->ts);
}

//! \a grown has got new messages. Many conversations add up: above the bound for all of them the fullest are
//! cut to one level, so that the quiet ones keep what they have. What somebody read back to stays.
void Reducer::boundMessages(Conversation::Data &grown)
{
    grown.dropOldest();
    if (++m.sinceBounded < countEvery)
        return;
    m.sinceBounded = 0;
    const auto sumUpTo = [this](std::size_t level) {
        std::size_t sum = 0;
        for (const Conversation &conversation : std::as_const(m.conversations))
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
    for (auto each = m.conversations.begin(); each != m.conversations.end(); ++each) {
        const Conversation::Data &before = *each->d;
        const std::size_t most = before.keep > Conversation::mostKept ? std::max(before.keep, level) : level;
        if (before.messages.size() <= most)
            continue;
        Conversation::Data &fullest = m.conversations.edit(each).d.edit();
        fullest.dropDownTo(most);
        changed(fullest);
    }
}

void Reducer::boundSends()
{
    if (m.sends.size() < mostSends + sendMargin)
        return;
    QList<std::pair<qint64, QString>> settled;
    for (auto send = m.sends.cbegin(); send != m.sends.cend(); ++send) {
        const Message *own = ownMessage(send.key());
        if (!own || own->ts)
            settled.append({send->writtenUs, send.key()});
    }
    std::sort(settled.begin(), settled.end());
    const qsizetype tooMany = std::min(settled.size(), m.sends.size() - mostSends);
    for (qsizetype i = 0; i < tooMany; ++i)
        m.sends.remove(settled.at(i).second);
    m.frames.removeIf([this](const auto &frame) { return !m.sends.contains(frame.value()); });
}

} // namespace rtmscope
