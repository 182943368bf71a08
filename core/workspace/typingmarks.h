// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/conversation.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace rtmscope {

//! Who types in a conversation just now, in the order in which they began. Asked at every message and every
//! typing event, so a number of each stands beside the marks: those of others need not be looked at. Of very
//! many the newest are kept. A value.
class TypingMarks
{
public:
    static constexpr qsizetype most = 50;

    bool isEmpty() const { return m_marks.isEmpty(); }
    const QList<Typing> &list() const { return m_marks; }

    void add(const Typing &mark)
    {
        if (m_marks.size() >= most)
            removeFirst();
        m_marks.append(mark);
        m_keys.append(keyOf(mark.user));
    }
    void remove(const UserId &user, const MessageTs &thread)
    {
        const size_t key = m_keys.isEmpty() ? 0 : keyOf(user);
        for (qsizetype at = m_keys.size() - 1; at >= 0; --at) {
            if (m_keys.at(at) != key || m_marks.at(at).user != user || m_marks.at(at).threadTs != thread)
                continue;
            m_marks.removeAt(at);
            m_keys.removeAt(at);
        }
    }
    //! The first that are older; time rarely runs backwards.
    void removeFirstBefore(qint64 oldestUs)
    {
        while (!isEmpty() && m_marks.constFirst().sinceUs < oldestUs)
            removeFirst();
    }
    void removeAllBefore(qint64 oldestUs)
    {
        const QList<Typing> marks = std::exchange(m_marks, {});
        m_keys.clear();
        for (const Typing &mark : marks) {
            if (mark.sinceUs >= oldestUs)
                add(mark);
        }
    }
    bool hasBefore(qint64 oldestUs) const
    {
        return std::any_of(m_marks.cbegin(), m_marks.cend(),
                           [oldestUs](const Typing &mark) { return mark.sinceUs < oldestUs; });
    }

private:
    static size_t keyOf(const UserId &user) { return qHash(user); }
    void removeFirst()
    {
        m_marks.removeFirst();
        m_keys.removeFirst();
    }

    QList<Typing> m_marks;
    QList<size_t> m_keys; //!< of their users, in the same order
};

} // namespace rtmscope
