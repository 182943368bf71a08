// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/linewords.h"

#include "core/text/cleantext.h"
#include "core/text/emojiruns.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Of the two texts of an edit each gets half of the line.
constexpr qsizetype maxQuoted = 80;

} // namespace

QString clockTime(qint64 timeUs)
{
    if (timeUs == 0) // a foreign file without times
        return {};
    return QDateTime::fromMSecsSinceEpoch(timeUs / 1000).toString(u"HH:mm:ss.zzz"_s);
}

QString dateAndTime(qint64 timeUs)
{
    if (timeUs == 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(timeUs / 1000).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
}

QString momentInZone(qint64 timeUs)
{
    if (timeUs == 0)
        return {};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeUs / 1000);
    const int minutes = time.offsetFromUtc() / 60;
    const QString offset = u"UTC%1%2:%3"_s.arg(minutes < 0 ? u'-' : u'+')
                               .arg(qAbs(minutes) / 60, 2, 10, QLatin1Char('0'))
                               .arg(qAbs(minutes) % 60, 2, 10, QLatin1Char('0'));
    const QString zone = time.timeZoneAbbreviation();
    const bool isNamed = !zone.isEmpty() && !zone.startsWith("UTC"_L1);
    return u"%1 %2"_s.arg(dateAndTime(timeUs), isNamed        ? u"%1 (%2)"_s.arg(zone, offset)
                                               : minutes == 0 ? u"UTC"_s
                                                              : offset);
}

QString oneLine(QStringView text, qsizetype maxLength)
{
    // Far more than the line can hold, unless nearly all of it is blank.
    const qsizetype enough = std::max<qsizetype>(16 * maxLength, 4096);
    const QString clean = cleanLine(text.left(enough));
    QString line;
    line.reserve(std::min(clean.size(), maxLength + 1));
    for (qsizetype at = 0; at < clean.size(); ++at) {
        const QChar c = clean[at];
        const bool blank = c.isSpace();
        if (blank && (line.isEmpty() || line.back() == u' '))
            continue;
        if (line.size() >= maxLength) {
            const qsizetype cut = at - outsideEmoji(clean, at);
            if (cut < line.size())
                line.chop(cut);
            if (line.back().isHighSurrogate())
                line.chop(1);
            return line + u'…';
        }
        line += blank ? QChar(u' ') : c;
    }
    if (line.endsWith(u' '))
        line.chop(1);
    return text.size() > enough ? line + u'…' : line;
}

QString counted(qint64 n, const QString &one, const QString &many)
{
    return n == 1 ? one : many.arg(n);
}

QString inQuotes(const QString &text)
{
    return u"“"_s + oneLine(text, maxQuoted) + u"”"_s;
}

QString joined(const QStringList &parts)
{
    QStringList present = parts;
    present.removeAll(QString());
    return present.join(u", "_s);
}

} // namespace rtmscope
