// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/datetext.h"

#include "core/mrkdwn/richtext.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <array>
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

QString tr(const char *words)
{
    return QCoreApplication::translate("DateText", words);
}

QString dayWord(const QDate &day, const QDate &today)
{
    if (day == today)
        return tr("today");
    if (day == today.addDays(-1))
        return tr("yesterday");
    if (day == today.addDays(1))
        return tr("tomorrow");
    return {};
}

//! Day, month and year in figures, in the locale's order, with slashes.
QString slashFormat(const QLocale &locale)
{
    const QString shortFormat = locale.dateFormat(QLocale::ShortFormat);
    const auto place = [&](QChar field) {
        const qsizetype at = shortFormat.indexOf(field);
        return at < 0 ? shortFormat.size() : at;
    };
    std::array<std::pair<qsizetype, QLatin1StringView>, 3> fields{
        {{place(u'd'), "dd"_L1}, {place(u'M'), "MM"_L1}, {place(u'y'), "yyyy"_L1}}};
    std::sort(fields.begin(), fields.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    return fields[0].second + u'/' + fields[1].second + u'/' + fields[2].second;
}

//! The run of \a field outside quotes: where it begins and ends, -1 where it is not.
std::pair<qsizetype, qsizetype> fieldRun(const QString &format, QChar field)
{
    bool quoted = false;
    for (qsizetype at = 0; at < format.size(); ++at) {
        if (format[at] == u'\'')
            quoted = !quoted;
        if (quoted || format[at] != field)
            continue;
        qsizetype end = at;
        while (end < format.size() && format[end] == field)
            ++end;
        return {at, end};
    }
    return {-1, -1};
}

//! Hours and minutes. The C locale's short format has seconds, others' has not.
QString minutesFormat(const QLocale &locale)
{
    QString format = locale.timeFormat(QLocale::ShortFormat);
    const qsizetype minutesEnd = fieldRun(format, u'm').second;
    const qsizetype secondsEnd = fieldRun(format, u's').second;
    if (minutesEnd >= 0 && secondsEnd > minutesEnd)
        format.remove(minutesEnd, secondsEnd - minutesEnd);
    return format;
}

//! Hours, minutes and seconds: the locale's long format without its time zone.
QString secondsFormat(const QLocale &locale)
{
    QString format = locale.timeFormat(QLocale::ShortFormat);
    if (fieldRun(format, u's').first >= 0)
        return format;
    QString longFormat = locale.timeFormat(QLocale::LongFormat);
    for (auto zone = fieldRun(longFormat, u't'); zone.first >= 0; zone = fieldRun(longFormat, u't'))
        longFormat.remove(zone.first, zone.second - zone.first);
    longFormat.remove("()"_L1).remove("[]"_L1);
    longFormat = longFormat.trimmed();
    while (longFormat.endsWith(u',') || longFormat.startsWith(u','))
        longFormat = (longFormat.endsWith(u',') ? longFormat.chopped(1) : longFormat.sliced(1)).trimmed();
    if (fieldRun(longFormat, u's').first >= 0)
        return longFormat;
    return format.insert(std::max<qsizetype>(0, fieldRun(format, u'm').second), ":ss"_L1);
}

//! "3 minutes ago", "in 2 hours". English is spelled out, it ships without a translation file.
QString agoText(qint64 seconds, const QLocale &locale)
{
    struct Unit
    {
        qint64 seconds;
        const char *oneAgo;
        const char *manyAgo;
        const char *inOne;
        const char *inMany;
    };
    static constexpr std::array<Unit, 5> units{
        {{365 * 86'400, QT_TRANSLATE_NOOP("DateText", "1 year ago"),
          QT_TRANSLATE_NOOP("DateText", "%1 years ago"), QT_TRANSLATE_NOOP("DateText", "in 1 year"),
          QT_TRANSLATE_NOOP("DateText", "in %1 years")},
         {30 * 86'400, QT_TRANSLATE_NOOP("DateText", "1 month ago"),
          QT_TRANSLATE_NOOP("DateText", "%1 months ago"), QT_TRANSLATE_NOOP("DateText", "in 1 month"),
          QT_TRANSLATE_NOOP("DateText", "in %1 months")},
         {86'400, QT_TRANSLATE_NOOP("DateText", "1 day ago"), QT_TRANSLATE_NOOP("DateText", "%1 days ago"),
          QT_TRANSLATE_NOOP("DateText", "in 1 day"), QT_TRANSLATE_NOOP("DateText", "in %1 days")},
         {3'600, QT_TRANSLATE_NOOP("DateText", "1 hour ago"), QT_TRANSLATE_NOOP("DateText", "%1 hours ago"),
          QT_TRANSLATE_NOOP("DateText", "in 1 hour"), QT_TRANSLATE_NOOP("DateText", "in %1 hours")},
         {60, QT_TRANSLATE_NOOP("DateText", "1 minute ago"), QT_TRANSLATE_NOOP("DateText", "%1 minutes ago"),
          QT_TRANSLATE_NOOP("DateText", "in 1 minute"), QT_TRANSLATE_NOOP("DateText", "in %1 minutes")}}};
    const qint64 distance = qAbs(seconds);
    for (const Unit &unit : units) {
        const qint64 count = distance / unit.seconds;
        if (count == 1)
            return tr(seconds >= 0 ? unit.oneAgo : unit.inOne);
        if (count > 1)
            return tr(seconds >= 0 ? unit.manyAgo : unit.inMany).arg(locale.toString(count));
    }
    return seconds >= 0 ? tr("less than a minute ago") : tr("in less than a minute");
}

QString dateText(QStringView token, const QDate &day, const QLocale &locale, const QDate &today)
{
    const QString longFormat = locale.dateFormat(QLocale::LongFormat);
    const bool thisYear = day.year() == today.year();
    if (token == "date_num"_L1)
        return day.toString(u"yyyy-MM-dd"_s);
    if (token == "date_slash"_L1)
        return day.toString(slashFormat(locale));
    if (token == "date"_L1)
        return locale.toString(day, withoutFields(longFormat, thisYear ? u"wy" : u"w"));
    if (token == "date_short"_L1)
        return locale.toString(day, withoutFields(longFormat, u"w").replace("MMMM"_L1, "MMM"_L1));
    if (token == "date_long_full"_L1)
        return locale.toString(day, withoutFields(longFormat, u"w"));
    if (token == "date_long"_L1)
        return locale.toString(day, longFormat);
    if (token == "day_divider"_L1)
        return locale.toString(day, thisYear ? withoutFields(longFormat, u"y") : longFormat);
    return {};
}

//! One "{token}" without its braces; a null string for a token we do not know.
QString tokenText(QStringView token, const QDateTime &when, const QLocale &locale, const QDateTime &now)
{
    if (token == "time"_L1)
        return locale.toString(when.time(), minutesFormat(locale));
    if (token == "time_secs"_L1)
        return locale.toString(when.time(), secondsFormat(locale));
    if (token == "ago"_L1)
        return agoText(when.secsTo(now), locale);
    constexpr std::array pretty{"date_pretty"_L1, "date_short_pretty"_L1, "date_long_pretty"_L1,
                                "day_divider_pretty"_L1};
    const QDate today = now.date();
    if (std::find(pretty.begin(), pretty.end(), token) == pretty.end())
        return token == "day_divider"_L1 ? QString() : dateText(token, when.date(), locale, today);
    const QString word = dayWord(when.date(), today);
    return word.isEmpty() ? dateText(token.chopped(7), when.date(), locale, today) : word;
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
    date.isRelative = !date.text.isEmpty() && isRelativeDate(parts[1]);
    if (date.text.isEmpty())
        date.text = fallback.isEmpty() ? parts[0].toString() : fallback;
    return date;
}

bool isRelativeDate(QStringView format)
{
    return format.contains("{ago}"_L1) || format.contains("_pretty}"_L1);
}

QString formatDate(qint64 unixSeconds, QStringView format, const QLocale &locale, const QDateTime &now)
{
    if (unixSeconds > largestUnixSeconds || unixSeconds < -largestUnixSeconds)
        return {};
    const QDateTime when = QDateTime::fromSecsSinceEpoch(unixSeconds, now.timeZone());
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
