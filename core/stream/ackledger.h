// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QList>
#include <QString>

#include <optional>

namespace rtmscope {

//! The messages written that no acknowledgement has named yet, and those whose connection is gone, so that
//! their fate is in doubt. Ids are never reused, so that both can be told apart. A value; one thread.
class AckLedger
{
public:
    struct Entry
    {
        quint64 id = 0;
        quint32 connection = 0;
        ChannelId channel;
        QString text;
    };

    void written(Entry entry) { m_pending.append(std::move(entry)); }
    //! Takes the entry out; nothing for ids we do not know, which are to be ignored (protocol 4.2).
    std::optional<Entry> answered(quint64 id);
    bool isWaitingOn(quint32 connection) const;
    //! \a connection is gone: what was pending there is now in doubt. Returns its ids.
    QList<quint64> connectionLost(quint32 connection);
    //! The server's replay of our last message (protocol 3.1), on another connection than the one it was
    //! written to: the entry it settles, if it waits or is in doubt.
    std::optional<Entry> replayed(quint64 replyTo, const ChannelId &channel, const QString &text,
                                  quint32 connection);
    bool inDoubt() const { return !m_doubtful.isEmpty(); }
    bool isEmpty() const { return m_pending.isEmpty() && m_doubtful.isEmpty(); }
    void forgetDoubts() { m_doubtful.clear(); }

private:
    QList<Entry> m_pending;
    QList<Entry> m_doubtful;
};

} // namespace rtmscope
