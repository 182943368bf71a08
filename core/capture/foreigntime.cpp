// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/foreigntime.h"

#include "core/base/clock.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope::foreigntime {

namespace {

constexpr qsizetype longestTime = 40;
// A clock that counts from the start of a machine stays far below this; no recorder of frames is from before
// 1975.
constexpr qint64 earliestSeconds = 157'766'400;
constexpr qint64 latestUs = 253'402'300'799'999'999; // the end of the year 9999

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

//! "1795356060.25" in any of the four units. Reckoned in whole numbers: a double loses the last digits.
qint64 fromNumber(QByteArrayView text)
{
    constexpr int scale = 19; // digits of whole and fraction that are kept: nanoseconds, as wide as a qint64
    qsizetype whole = 0;
    while (whole < text.size() && isDigit(text[whole]))
        ++whole;
    const bool hasFraction = whole < text.size() && text[whole] == '.';
    QByteArrayView fraction = hasFraction ? text.sliced(whole + 1) : QByteArrayView();
    if (whole == 0 || whole > scale || !std::all_of(fraction.begin(), fraction.end(), isDigit) ||
        (!hasFraction && whole != text.size()))
        return 0;
    // Ten digits are seconds from 2001 to 2286, thirteen milliseconds of the same years, and so on.
    const qsizetype unitDigits = whole <= 11 ? 0 : whole <= 14 ? 3 : whole <= 17 ? 6 : 9;
    QByteArray nanoseconds = text.first(whole).toByteArray();
    for (qsizetype i = unitDigits; i < 9; ++i)
        nanoseconds += i - unitDigits < fraction.size() ? fraction[i - unitDigits] : '0';
    bool fits = false;
    const quint64 reckoned =
        nanoseconds.first(std::max<qsizetype>(1, nanoseconds.size() - 3)).toULongLong(&fits);
    if (!fits || reckoned > quint64(latestUs) || qint64(reckoned) < earliestSeconds * 1'000'000)
        return 0;
    return qint64(reckoned);
}

qint64 fromDate(QByteArrayView text)
{
    qint64 us = 0;
    if (fromIsoUtc(text, &us))
        return us;
    QByteArray iso = text.toByteArray();
    if (iso.size() > 10 && iso[10] == ' ')
        iso[10] = 'T';
    iso.replace(',', '.');
    // Qt reads three digits of a second; the others are put back behind it.
    qint64 rest = 0;
    if (const qsizetype dot = iso.indexOf('.'); dot > 0) {
        qsizetype end = dot + 1;
        while (end < iso.size() && isDigit(iso[end]))
            ++end;
        const QByteArray digits = (iso.mid(dot + 1, end - dot - 1) + "000000").left(6);
        rest = digits.toLongLong();
        iso.remove(dot, end - dot);
    }
    const QDateTime time = QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate);
    if (!time.isValid() || time.date().year() < 1 || time.date().year() > 9999)
        return 0;
    return time.toSecsSinceEpoch() * 1'000'000 + rest;
}

} // namespace

qint64 microseconds(QByteArrayView text)
{
    text = text.trimmed();
    if (text.size() < 6 || text.size() > longestTime)
        return 0;
    if (text.size() >= 19 && text[4] == '-' && text[7] == '-')
        return fromDate(text);
    if (text.contains('e') || text.contains('E')) { // 1.795356060123e+09
        bool isNumber = false;
        const double number = text.toByteArray().toDouble(&isNumber);
        return isNumber && number > 0 && number < 1e19 ? fromNumber(QByteArray::number(number, 'f', 6)) : 0;
    }
    return fromNumber(text);
}

qint64 findIn(QByteArrayView words)
{
    static const QRegularExpression time(
        u"\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?"
        u"|(?<![\\d.])(?:\\d{10}(?:\\.\\d{1,9})?|\\d{13}|\\d{16}|\\d{19})(?![\\d.])"_s);
    constexpr qsizetype longestPrefix = 400;
    const QString text = QString::fromLatin1(words.first(std::min(words.size(), longestPrefix)));
    const QRegularExpressionMatch match = time.match(text);
    return match.hasMatch() ? microseconds(match.captured().toLatin1()) : 0;
}

} // namespace rtmscope::foreigntime
