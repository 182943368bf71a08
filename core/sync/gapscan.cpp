// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/gapscan.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace rtmscope {

namespace {

MessageTs tsOf(qint64 us)
{
    us = std::max<qint64>(1, us);
    return MessageTs(u"%1.%2"_s.arg(us / 1'000'000).arg(us % 1'000'000, 6, 10, QLatin1Char('0')));
}

} // namespace

const Gap *GapScan::gap(int id) const
{
    const QList<Gap> &gaps = workspace().gaps();
    const auto it = std::find_if(gaps.rbegin(), gaps.rend(), [id](const Gap &each) { return each.id == id; });
    return it == gaps.rend() ? nullptr : &*it;
}

MessageTs GapScan::markOf(const Gap &gap, const ChannelId &channel) const
{
    const MessageTs held = gap.heldUpTo(channel);
    if (held.isEmpty())
        return tsOf(gap.fromUs - microseconds(m_config.clockSlack).count());
    const qint64 us = held.toMicroseconds();
    return us > 0 ? tsOf(us - microseconds(m_config.overlap).count()) : held;
}

MessageTs GapScan::readFrom(const ChannelId &channel, const MessageTs &mark) const
{
    const Conversation *conversation = workspace().conversation(channel);
    if (!conversation)
        return mark;
    MessageTs from = mark;
    int left = m_config.parentsReadAgain;
    const auto &messages = conversation->messages();
    for (auto message = messages.rbegin(); message != messages.rend() && left > 0; ++message) {
        const bool standsInHistory = message->ts && (!message->isReply() || message->broadcast);
        const qint64 us = standsInHistory && message->ts <= mark ? message->ts.toMicroseconds() : 0;
        if (us <= 0)
            continue;
        from = tsOf(us - 1);
        --left;
    }
    return from;
}

QList<ConversationRef> GapScan::recentThreads(const Gap &gap) const
{
    const qint64 oldestUs = gap.fromUs - microseconds(m_config.recentThreadAge).count();
    QList<std::pair<qint64, ConversationRef>> recent;
    for (const Conversation &conversation : workspace().conversations()) {
        if (!conversation.isOpen())
            continue;
        const MessageTs from = readFrom(conversation.id(), markOf(gap, conversation.id()));
        for (const Message &message : conversation.messages()) {
            if (message.ts > from)
                break; // the pages tell of its newest reply
            const qint64 lastUs = message.latestReply.toMicroseconds();
            if (lastUs >= oldestUs && message.ts && !message.isReply())
                recent.append({lastUs, {conversation.id(), message.ts}});
        }
    }
    std::sort(recent.begin(), recent.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second.thread > b.second.thread;
    });
    if (recent.size() > m_config.recentThreads)
        recent.resize(m_config.recentThreads);
    QList<ConversationRef> out;
    for (const auto &[lastUs, thread] : std::as_const(recent))
        out.append(thread);
    return out;
}

QList<ConversationRef> GapScan::threadsWithNews(const ChannelId &channel, const MessageTs &from,
                                                const QList<int> &gaps) const
{
    const Conversation *conversation = workspace().conversation(channel);
    const Gap *newest = gaps.isEmpty() ? nullptr : gap(gaps.constLast());
    if (!conversation || !newest)
        return {};
    QList<ConversationRef> out;
    for (const Message &message : conversation->messages()) {
        MessageTs parent;
        if (message.latestReply > from && !message.isReply())
            parent = message.ts;
        else if (message.broadcast && message.backfilled && message.ts > from)
            parent = message.threadTs; // its parent may be anywhere
        if (parent && !newest->fill(channel, parent))
            out.append({channel, parent});
    }
    return out;
}

QHash<int, int> GapScan::messagesIn(const ConversationRef &ref, const BackFillRange &range) const
{
    QList<const Gap *> gaps;
    for (const int id : range.gaps) {
        if (const Gap *each = gap(id))
            gaps.append(each);
    }
    QHash<int, int> counts;
    const Conversation *conversation = workspace().conversation(ref.channel);
    if (!conversation || gaps.isEmpty())
        return counts;
    const auto isOfRef = [&ref](const Message &message) {
        const bool isPlainReply = message.isReply() && !message.broadcast;
        return ref.thread ? isPlainReply && message.threadTs == ref.thread : !isPlainReply;
    };
    const auto &messages = conversation->messages();
    for (auto message = messages.rbegin(); message != messages.rend(); ++message) {
        if (message->ts && message->ts <= range.begin)
            break;
        if (!message->backfilled || message->firstSeq <= gaps.constFirst()->closedSeq ||
            (range.end && message->ts > range.end) || !isOfRef(*message))
            continue;
        // It belongs to the last gap before which it was not held. Where nothing came between two, time
        // tells.
        const Gap *owner = gaps.constFirst();
        for (qsizetype i = 1; i < gaps.size(); ++i) {
            const MessageTs mark = gaps.at(i)->heldUpTo(ref.channel);
            const bool isLater =
                mark != owner->heldUpTo(ref.channel) ? message->ts > mark : message->timeUs > owner->toUs;
            if (isLater)
                owner = gaps.at(i);
        }
        ++counts[owner->id];
    }
    return counts;
}

} // namespace rtmscope
