// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/secret.h"

#include <QRegularExpression>

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

QString maskSecrets(QString text)
{
    static const QRegularExpression token(u"\\b(?:xox[a-z](?:\\.xox[a-z])?|xapp|xwfp)-[A-Za-z0-9%./+=_-]+"_s);
    static const QRegularExpression socketUrl(u"\\bwss?://[^\\s\"'<>]+"_s);
    static const QRegularExpression bearer(u"(?i)\\b(bearer\\s+|token=|[?&]ticket=|\\bd=xoxd-)[^\\s&\"';]+"_s);
    text.replace(socketUrl, u"***"_s);
    text.replace(bearer, u"\\1***"_s);
    text.replace(token, u"***"_s);
    return text;
}

} // namespace rtmscope
