// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/secret.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace rtmscope {

QString Secret::masked() const
{
    if (m_bytes.isEmpty())
        return {};
    const QString text = QString::fromUtf8(m_bytes);
    const qsizetype dash = text.indexOf(u'-');
    const QString prefix = dash > 0 && dash <= 10 ? text.left(dash + 1) : QString();
    constexpr qsizetype shownTail = 4;
    // A short secret must not be given away by its own tail.
    const QString tail = text.size() >= prefix.size() + 4 * shownTail ? text.right(shownTail) : QString();
    return prefix + u"…"_s + tail;
}

bool Secret::maskIn(QByteArray &bytes) const
{
    if (isTrivial() || !bytes.contains(m_bytes))
        return false;
    bytes.replace(m_bytes, "***");
    return true;
}

QList<Secret> ticketsOf(const QUrl &url)
{
    QList<Secret> tickets;
    const auto add = [&tickets](const QString &text) {
        if (const Secret ticket(text.toUtf8()); !ticket.isTrivial() && !tickets.contains(ticket))
            tickets.append(ticket);
    };
    add(url.fileName(QUrl::FullyEncoded));
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    for (const auto &[name, value] : items) {
        if (name != "app_id"_L1) // stands in every envelope, and everybody may know it
            add(value);
    }
    return tickets;
}

QString maskSecrets(QString text)
{
    // Never destroyed: what is logged while the program ends is masked too.
    static const auto &token =
        *new QRegularExpression(u"\\b(?:xox[a-z](?:\\.xox[a-z])?|xapp|xwfp)-[A-Za-z0-9%./+=_-]+"_s);
    static const auto &socketUrl = *new QRegularExpression(u"\\bwss?://[^\\s\"'<>]+"_s);
    static const auto &bearer =
        *new QRegularExpression(u"(?i)\\b(bearer\\s+|token=|[?&]ticket=|\\bd=xoxd-)[^\\s&\"';]+"_s);
    static const auto &password = *new QRegularExpression(u"(://[^\\s/:@\"'<>]*:)[^\\s/@\"'<>]+@"_s);
    text.replace(socketUrl, u"***"_s);
    text.replace(password, u"\\1***@"_s);
    text.replace(bearer, u"\\1***"_s);
    text.replace(token, u"***"_s);
    return text;
}

} // namespace rtmscope
