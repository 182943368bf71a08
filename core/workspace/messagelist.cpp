// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/messagelist.h"

#include <iterator>

namespace rtmscope {

MessageList::const_iterator MessageList::unsentBegin() const
{
    if (m_unsent == 0)
        return end();
    return const_iterator(m_slots.place(size() - m_unsent));
}

//! The unsent ones have no ts and stand behind all.
MessageList::Slots::const_iterator MessageList::slotOf(const MessageTs &ts) const
{
    const qint64 order = ts.order();
    return m_slots.partitionPoint([&](const Slot &slot) {
        if (slot.order != order)
            return slot.order < order;
        const MessageTs &other = slot.message->ts;
        return !other.isEmpty() && other < ts;
    });
}

MessageList::const_iterator MessageList::notOlder(const MessageTs &ts) const
{
    return const_iterator(slotOf(ts));
}

const Message *MessageList::find(const MessageTs &ts) const
{
    if (ts.isEmpty())
        return nullptr;
    const auto slot = slotOf(ts);
    return slot != m_slots.end() && slot->message->ts == ts ? &*slot->message : nullptr;
}

Message *MessageList::edit(const MessageTs &ts)
{
    if (ts.isEmpty())
        return nullptr;
    const auto slot = slotOf(ts);
    return slot != m_slots.end() && slot->message->ts == ts ? edit(slot) : nullptr;
}

//! Whoever changes it may make it a reply.
Message *MessageList::edit(const Slots::const_iterator &place)
{
    Slot &slot = m_slots.edit(place);
    slot.mayBeReply = true;
    return &slot.message.edit();
}

QSet<MessageTs> MessageList::parentsFrom(std::size_t nth) const
{
    QSet<MessageTs> parents;
    for (auto slot = m_slots.place(nth); slot != m_slots.end(); ++slot) {
        if (slot->mayBeReply && slot->message->isReply())
            parents.insert(slot->message->threadTs);
    }
    return parents;
}

//! From the end: what we wrote ourselves and still ask for is recent. The end, if there is none.
MessageList::Slots::const_iterator MessageList::slotOfLocal(const QString &local) const
{
    if (local.isEmpty())
        return m_slots.end();
    const auto found = std::find_if(m_slots.rbegin(), m_slots.rend(),
                                    [&local](const Slot &slot) { return slot.message->local == local; });
    return found == m_slots.rend() ? m_slots.end() : std::prev(found.base());
}

const Message *MessageList::findLocal(const QString &local) const
{
    const auto slot = slotOfLocal(local);
    return slot == m_slots.end() ? nullptr : &*slot->message;
}

Message *MessageList::editLocal(const QString &local)
{
    const auto slot = slotOfLocal(local);
    return slot == m_slots.end() ? nullptr : edit(slot);
}

Message &MessageList::insert(Message &&message)
{
    const bool isUnsent = message.ts.isEmpty();
    const qint64 order = isUnsent ? std::numeric_limits<qint64>::max() : message.ts.order();
    const auto place = isUnsent ? m_slots.end() : slotOf(message.ts);
    m_unsent += isUnsent ? 1 : 0;
    const bool isReply = message.isReply();
    return m_slots.insert(place, {order, isReply, CowPtr<Message>(std::move(message))}).message.edit();
}

void MessageList::remove(const Message &message)
{
    if (!message.ts.isEmpty()) {
        m_slots.erase(slotOf(message.ts));
        return;
    }
    const auto slot = std::find_if(m_slots.rbegin(), m_slots.rend(),
                                   [&message](const Slot &each) { return &*each.message == &message; });
    m_slots.erase(std::prev(slot.base()));
    --m_unsent;
}

std::size_t MessageList::removeIf(std::size_t count, const std::function<bool(const Message &)> &goes)
{
    std::size_t unsent = 0;
    const std::size_t gone = m_slots.eraseIf(count, [&](const Slot &slot) {
        if (!goes(*slot.message))
            return false;
        unsent += slot.message->ts.isEmpty() ? 1 : 0;
        return true;
    });
    m_unsent -= unsent;
    return gone;
}

} // namespace rtmscope
