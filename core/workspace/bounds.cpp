// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/reducer.h"

#include <algorithm>
#include <utility>

//! What keeps the memory of a long run in bounds. All of it drops many at once and seldom, so that the cost
//! per entry stays small; and it depends on nothing but the entries, so that the fold stays a fold.
namespace rtmscope {

namespace {

constexpr std::size_t dropMargin = Conversation::mostKept / 10;
// Those still on their way are kept whatever their number; the rest only guards against late repetitions.
constexpr qsizetype mostSends = 1'000;
constexpr qsizetype sendMargin = 200;

} // namespace

//! Only the front is dropped, except for parents of threads whose replies stay.
void Conversation::Data::dropOldest()
{
    if (messages.size() <= keep + dropMargin)
        return;
    const std::size_t cut = std::min(messages.size() - keep, sentCount());
    QSet<MessageTs> parents;
    for (std::size_t i = cut; i < messages.size(); ++i) {
        if (messages[i].isReply())
            parents.insert(messages[i].threadTs);
    }
    std::size_t staying = 0;
    for (std::size_t i = 0; i < cut; ++i) {
        if (!parents.contains(messages[i].ts))
            continue;
        if (i != staying)
            messages[staying] = std::move(messages[i]);
        ++staying;
    }
    const auto begin = messages.begin();
    messages.erase(begin + static_cast<std::ptrdiff_t>(staying), begin + static_cast<std::ptrdiff_t>(cut));
    dropped += cut - staying;
    historyComplete = false;
    if (historyFrom && staying < sentCount())
        historyFrom = std::max(historyFrom, messages[staying].ts);
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
