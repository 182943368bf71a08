// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/ackledger.h"

#include "core/text/sametext.h"

#include <algorithm>

namespace rtmscope {

std::optional<AckLedger::Entry> AckLedger::answered(quint64 id)
{
    const auto found =
        std::find_if(m_pending.begin(), m_pending.end(), [id](const Entry &e) { return e.id == id; });
    if (found == m_pending.end())
        return std::nullopt;
    Entry entry = std::move(*found);
    m_pending.erase(found);
    return entry;
}

bool AckLedger::isWaitingOn(quint32 connection) const
{
    return std::any_of(m_pending.begin(), m_pending.end(),
                       [connection](const Entry &entry) { return entry.connection == connection; });
}

QList<quint64> AckLedger::connectionLost(quint32 connection)
{
    QList<quint64> ids;
    for (const Entry &entry : std::as_const(m_pending)) {
        if (entry.connection != connection)
            continue;
        ids.append(entry.id);
        m_doubtful.append(entry);
    }
    m_pending.removeIf([connection](const Entry &entry) { return entry.connection == connection; });
    return ids;
}

std::optional<AckLedger::Entry> AckLedger::replayed(quint64 replyTo, const ChannelId &channel,
                                                    const QString &text, quint32 connection)
{
    for (QList<Entry> *entries : {&m_doubtful, &m_pending}) {
        const auto found = std::find_if(entries->begin(), entries->end(), [&](const Entry &entry) {
            return entry.id == replyTo && entry.connection != connection && entry.channel == channel &&
                   isSameText(entry.text, text);
        });
        if (found == entries->end())
            continue;
        Entry entry = std::move(*found);
        entries->erase(found);
        return entry;
    }
    return std::nullopt;
}

} // namespace rtmscope
