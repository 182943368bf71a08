// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/ackledger.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// The server wraps bare addresses, and labels some, before it says a message back: "see x.org" is still ours.
QString withoutWrapping(QString text)
{
    static const QRegularExpression wrapped(u"<((?:https?://|mailto:)[^|>]*)(?:\\|([^>]*))?>"_s);
    return text.replace(wrapped, u"\\1"_s);
}

bool sameText(const QString &ours, const QString &servers)
{
    if (ours == servers || withoutWrapping(ours) == withoutWrapping(servers))
        return true;
    QString bare = servers;
    static const QRegularExpression labelled(u"<[^|>]*\\|([^>]*)>"_s);
    return ours == withoutWrapping(bare.replace(labelled, u"\\1"_s));
}

} // namespace

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

QList<quint64> AckLedger::connectionLost()
{
    QList<quint64> ids;
    ids.reserve(m_pending.size());
    for (const Entry &entry : std::as_const(m_pending))
        ids.append(entry.id);
    m_doubtful.append(std::exchange(m_pending, {}));
    return ids;
}

std::optional<AckLedger::Entry> AckLedger::replayed(quint64 replyTo, const ChannelId &channel,
                                                    const QString &text)
{
    const auto found = std::find_if(m_doubtful.begin(), m_doubtful.end(), [&](const Entry &entry) {
        return entry.id == replyTo && entry.channel == channel && sameText(entry.text, text);
    });
    if (found == m_doubtful.end())
        return std::nullopt;
    Entry entry = std::move(*found);
    m_doubtful.erase(found);
    return entry;
}

} // namespace rtmscope
