// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/chunkedlist.h"
#include "core/workspace/message.h"

#include <QSet>

#include <functional>

namespace rtmscope {

//! The messages of a conversation: those with a ts first, ascending; the unsent ones behind, in order of
//! typing. An arriving message is nearly always the newest: it is appended.
//!
//! Copies share chunks of 64, and each message by itself. What order and search need stands in the chunk; so
//! a copied chunk costs a kilobyte and no message, and a change after it one message. A value; shared between
//! threads as CowPtr is. References to messages live until the message is removed or the list is copied.
class MessageList
{
    struct Slot
    {
        qint64 order = 0;        //!< MessageTs::order()
        bool mayBeReply = false; //!< to be asked itself
        CowPtr<Message> message = CowPtr<Message>::none();
    };
    using Slots = ChunkedList<Slot, 64>;

public:
    class const_iterator
    {
    public:
        using iterator_category = std::bidirectional_iterator_tag;
        using value_type = Message;
        using difference_type = std::ptrdiff_t;
        using pointer = const Message *;
        using reference = const Message &;

        const_iterator() = default;
        reference operator*() const { return *m_slot->message; }
        pointer operator->() const { return &**this; }
        const_iterator &operator++()
        {
            ++m_slot;
            return *this;
        }
        const_iterator &operator--()
        {
            --m_slot;
            return *this;
        }
        const_iterator operator++(int) { return const_iterator(m_slot++); }
        const_iterator operator--(int) { return const_iterator(m_slot--); }
        friend bool operator==(const const_iterator &a, const const_iterator &b)
        {
            return a.m_slot == b.m_slot;
        }
        friend bool operator!=(const const_iterator &a, const const_iterator &b)
        {
            return a.m_slot != b.m_slot;
        }

    private:
        friend class MessageList;
        explicit const_iterator(const Slots::const_iterator &slot)
            : m_slot(slot)
        {
        }
        Slots::const_iterator m_slot;
    };
    using value_type = Message;
    using const_reverse_iterator = std::reverse_iterator<const_iterator>;

    std::size_t size() const { return m_slots.size(); }
    bool empty() const { return m_slots.empty(); }
    std::size_t unsentCount() const { return m_unsent; }
    const_iterator begin() const { return const_iterator(m_slots.begin()); }
    const_iterator end() const { return const_iterator(m_slots.end()); }
    const_reverse_iterator rbegin() const { return const_reverse_iterator(end()); }
    const_reverse_iterator rend() const { return const_reverse_iterator(begin()); }
    const_iterator unsentBegin() const; //!< the end of those that have a ts
    //! The first that is not older than \a ts; of the unsent ones, if all others are.
    const_iterator notOlder(const MessageTs &ts) const;
    const Message &front() const { return *m_slots.front().message; }
    const Message &back() const { return *m_slots.back().message; }
    const_iterator nth(std::size_t count) const { return const_iterator(m_slots.place(count)); } //!< walks
    const Message &operator[](std::size_t nth) const { return *m_slots.place(nth)->message; }    //!< walks

    const Message *find(const MessageTs &ts) const;
    const Message *findLocal(const QString &local) const;
    //! The parents of the replies among the messages from the \a nth on.
    QSet<MessageTs> parentsFrom(std::size_t nth) const;
    //! For changing all but what it is found by, its ts. nullptr if there is none.
    Message *edit(const MessageTs &ts);
    Message *editLocal(const QString &local);

    //! Takes its place by ts; without a ts, at the end.
    Message &insert(Message &&message);
    void remove(const Message &message);
    //! Removes those of the \a count oldest for which \a goes is true. Returns how many went.
    std::size_t removeIf(std::size_t count, const std::function<bool(const Message &)> &goes);

private:
    Message *edit(const Slots::const_iterator &place);
    Slots::const_iterator slotOf(const MessageTs &ts) const;
    Slots::const_iterator slotOfLocal(const QString &local) const;

    Slots m_slots;
    std::size_t m_unsent = 0; //!< how many at the end have no ts
};

} // namespace rtmscope
