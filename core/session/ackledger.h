// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QList>
#include <QString>

#include <optional>

namespace rtmscope {

//! The messages written on the present connection that no acknowledgement has named yet, and those of the
//! last connection whose fate is in doubt. Ids are never reused, so that both can be told apart. A value; one
//! thread.
class AckLedger
{
public:
    struct Entry
    {
        quint64 id = 0;
        ChannelId channel;
        QString text;
    };

    void written(Entry entry) { m_pending.append(std::move(entry)); }
    //! Takes the entry out; nothing for ids we do not know, which are to be ignored (protocol 4.2).
    std::optional<Entry> answered(quint64 id);
    //! The connection is gone: what was pending is now in doubt. Returns its ids.
    QList<quint64> connectionLost();
    //! The server's replay of our last message (protocol 3.1): the entry it settles, if it is one in doubt.
    std::optional<Entry> replayed(quint64 replyTo, const ChannelId &channel, const QString &text);
    bool inDoubt() const { return !m_doubtful.isEmpty(); }
    void forgetDoubts() { m_doubtful.clear(); }

private:
    QList<Entry> m_pending;
    QList<Entry> m_doubtful;
};

} // namespace rtmscope
