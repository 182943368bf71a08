// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/datetext.h"

#include "core/text/richtext.h"

#include <QCoreApplication>

#include <vector>

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

//! Far outside what QDateTime formats sensibly is treated as no number.
constexpr qint64 largestUnixSeconds = 253'402'300'799; // the end of the year 9999

//! The locale's long date format without some of its fields: takes the separator before a field away with it,
//! or the one behind it where the field comes first.
QString withoutFields(const QString &format, QStringView unwanted)
{
    struct Part
    {
        QString text;
        QChar field; //!< null for what stands between the fields
    };
    std::vector<Part> parts;
    bool quoted = false;
    for (const QChar c : format) {
        if (c == u'\'')
            quoted = !quoted;
        const QChar field = !quoted && (c == u'd' || c == u'M' || c == u'y') ? c : QChar();
        if (parts.empty() || parts.back().field != field)
            parts.push_back({{}, field});
        parts.back().text += c;
    }
    QString kept;
    QString separator;
    for (const Part &part : parts) {
        const QChar field = part.field == u'd' && part.text.size() > 2 ? QChar(u'w') : part.field;
        if (field.isNull()) {
            separator = part.text;
        } else if (unwanted.contains(field)) {
            // "d日dddd": what has no space belongs to the field before it and stays.
            kept += separator.contains(u' ') ? QString() : separator;
            separator.clear();
        } else {
            kept += kept.isEmpty() ? part.text : separator + part.text;
            separator.clear();
        }
    }
    return kept + separator;
}

QString dayWord(const QDate &day, const QDate &today)
{
    if (day == today)
        return QCoreApplication::translate("DateText", "Today");
    if (day == today.addDays(-1))
        return QCoreApplication::translate("DateText", "Yesterday");
    if (day == today.addDays(1))
        return QCoreApplication::translate("DateText", "Tomorrow");
    return {};
}

//! One "{token}" without its braces; a null string for a token we do not know.
QString tokenText(QStringView token, const QDateTime &when, const QLocale &locale, const QDateTime &now)
{
    const QDate day = when.date();
    const QString longFormat = locale.dateFormat(QLocale::LongFormat);
    if (token.endsWith("_pretty"_L1)) {
        if (const QString word = dayWord(day, now.date()); !word.isEmpty())
            return word;
        token.chop(7);
        if (token == "day_divider"_L1)
            token = u"date_long";
    }
    if (token == "date_num"_L1)
        return day.toString(u"yyyy-MM-dd"_s);
    if (token == "date_slash"_L1)
        return day.toString(u"yyyy/MM/dd"_s);
    if (token == "date"_L1)
        return locale.toString(day,
                               withoutFields(longFormat, day.year() == now.date().year() ? u"wy" : u"w"));
    if (token == "date_long"_L1 || token == "date_long_full"_L1)
        return locale.toString(day, longFormat);
    if (token == "date_short"_L1)
        return locale.toString(day, withoutFields(longFormat, u"w").replace("MMMM"_L1, "MMM"_L1));
    const QString timeFormat = locale.timeFormat(QLocale::ShortFormat);
    if (token == "time"_L1)
        return locale.toString(when.time(), timeFormat);
    if (token == "time_secs"_L1)
        return locale.toString(when.time(), QString(timeFormat).replace("mm"_L1, "mm:ss"_L1));
    if (token == "ago"_L1)
        return locale.toString(when, QLocale::ShortFormat);
    return {};
}

} // namespace

DateMarkup parseDateMarkup(QStringView markup)
{
    const qsizetype bar = markup.lastIndexOf(u'|');
    const QString fallback = bar < 0 ? QString() : unescapeEntities(markup.sliced(bar + 1));
    const QList<QStringView> parts = (bar < 0 ? markup : markup.first(bar)).split(u'^');
    DateMarkup date;
    date.link = parts.size() > 2 ? unescapeEntities(parts[2]) : QString();
    bool isNumber = false;
    const qint64 seconds = parts[0].toLongLong(&isNumber);
    if (isNumber && parts.size() > 1)
        date.text = formatDate(seconds, unescapeEntities(parts[1]), QLocale(), QDateTime::currentDateTime());
    if (date.text.isEmpty())
        date.text = fallback.isEmpty() ? parts[0].toString() : fallback;
    return date;
}

QString formatDate(qint64 unixSeconds, QStringView format, const QLocale &locale, const QDateTime &now)
{
    if (qAbs(unixSeconds) > largestUnixSeconds)
        return {};
    const QDateTime when = QDateTime::fromSecsSinceEpoch(unixSeconds).toTimeSpec(now.timeSpec());
    QString text;
    qsizetype at = 0;
    while (at < format.size()) {
        const qsizetype open = format.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : format.indexOf(u'}', open);
        if (close < 0)
            break;
        const QString token = tokenText(format.sliced(open + 1, close - open - 1), when, locale, now);
        if (token.isNull())
            return {};
        text += format.sliced(at, open - at);
        text += token;
        at = close + 1;
    }
    text += format.sliced(at);
    return text;
}

} // namespace rtmscope
