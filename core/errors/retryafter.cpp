// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/errors/retryafter.h"

#include "core/base/secret.h"
#include "core/errors/errorwords.h"
#include "core/text/cleantext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;

QString tr(const char *text)
{
    return QCoreApplication::translate("RetryAfter", text);
}

//! As the server spelled it, fit to be repeated.
QString quotable(const QString &spelled)
{
    constexpr qsizetype most = 60;
    const QString clean = cleanLine(maskSecrets(spelled)).trimmed();
    return clean.size() > most ? clean.left(most) + u'…' : clean;
}

//! Nobody knows how many days that is any more: it is repeated as it was spelled.
bool isBeyondWords(double seconds)
{
    constexpr double century = 100.0 * 365 * 24 * 3600;
    return !(seconds < century);
}

RetryAfter noTime(const QString &spelled, milliseconds fallback)
{
    return {fallback, tr("The server asks to wait “%1”, which is no time to come.").arg(quotable(spelled))};
}

RetryAfter untilDate(const QDateTime &until, const QDateTime &now, milliseconds fallback)
{
    const QString date = until.toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
    const qint64 seconds = now.secsTo(until);
    if (seconds <= 0)
        return {fallback, tr("The server asks to wait until %1, which has passed.").arg(date)};
    constexpr qint64 day = 24 * 3600;
    const milliseconds wait = seconds < std::chrono::seconds(longestRetryAfter).count()
                                  ? milliseconds(seconds * 1000)
                                  : milliseconds(longestRetryAfter);
    return {wait, seconds < day ? tr("The server asks to wait %1.").arg(waitWords(wait))
                                : tr("The server asks to wait until %1.").arg(date)};
}

} // namespace

RetryAfter retryAfterSeconds(double seconds, const QString &spelled, milliseconds fallback)
{
    constexpr double leastSeconds = 1; // "0" would make us ask without a pause
    if (std::isnan(seconds) || seconds < 0)
        return noTime(spelled, fallback);
    if (seconds == 0)
        seconds = leastSeconds;
    const double longest = static_cast<double>(std::chrono::seconds(longestRetryAfter).count());
    const milliseconds wait(std::max<qint64>(1, qRound64(std::min(seconds, longest) * 1000)));
    if (isBeyondWords(seconds))
        return {wait, tr("The server asks to wait “%1” seconds.").arg(quotable(spelled))};
    return {wait, tr("The server asks to wait %1.").arg(waitWords(milliseconds(qRound64(seconds * 1000))))};
}

RetryAfter readRetryAfter(const QByteArray &header, const QDateTime &now, milliseconds fallback)
{
    const QString spelled = QString::fromUtf8(header).trimmed();
    if (spelled.isEmpty())
        return {fallback, tr("The server asks to wait, and does not say how long.")};
    if (const QDateTime until = httpDate(header); until.isValid())
        return untilDate(until, now.isValid() ? now : QDateTime::currentDateTimeUtc(), fallback);
    double seconds = -1;
    const QList<QByteArray> parts = header.split(',');
    for (const QByteArray &part : parts) {
        bool isNumber = false;
        const double given = part.trimmed().toDouble(&isNumber);
        if (isNumber)
            seconds = std::max(seconds, given); // not so for "nan"
    }
    return retryAfterSeconds(seconds, spelled, fallback);
}

QDateTime httpDate(const QByteArray &header)
{
    // The name of the day says nothing new, and may be wrong.
    const QString given = QString::fromLatin1(header).trimmed();
    const QString date = given.mid(given.indexOf(u',') + 1).simplified();
    const auto utc = [](const QDateTime &when) {
        return QDateTime(when.date(), when.time(), QTimeZone::utc());
    };
    for (const QString &format : {u"dd MMM yyyy hh:mm:ss 'GMT'"_s, u"d MMM yyyy hh:mm:ss 'GMT'"_s,
                                  u"d MMM yyyy hh:mm:ss 'UTC'"_s, u"ddd MMM d hh:mm:ss yyyy"_s}) {
        if (const QDateTime when = QLocale::c().toDateTime(date, format); when.isValid())
            return utc(when);
    }
    // Two digits of a year mean this century.
    if (const QDateTime when = QLocale::c().toDateTime(date, u"dd-MMM-yy hh:mm:ss 'GMT'"_s); when.isValid())
        return utc(when.date().year() < 2000 ? when.addYears(100) : when);
    for (const Qt::DateFormat form : {Qt::RFC2822Date, Qt::ISODate}) {
        if (const QDateTime when = QDateTime::fromString(given, form); when.isValid() && given.contains(u':'))
            return when.toUTC();
    }
    return {};
}

} // namespace rtmscope
