// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/figures/figurewords.h"

#include "core/export/csvexport.h"
#include "core/summary/linewords.h"
#include "core/text/durationwords.h"
#include "core/text/localewords.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace rtmscope::figures {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FigureWords", text);
}

constexpr qint64 secondUs = 1'000'000;
constexpr qint64 minuteUs = 60 * secondUs;
constexpr qint64 hourUs = 60 * minuteUs;
constexpr qint64 dayUs = 24 * hourUs;

//! Three digits that say something.
QString threeDigits(double value)
{
    return QLocale().toString(value, 'f', value < 10 ? 2 : value < 100 ? 1 : 0);
}

} // namespace

QString count(qint64 number)
{
    return QLocale().toString(number);
}

QString bytes(qint64 bytes)
{
    constexpr qint64 kilobyte = 1'000;
    return bytes < kilobyte ? tr("%1 B").arg(QLocale().toString(bytes)) : localSize(bytes);
}

QString share(double part)
{
    constexpr double percent = 100;
    return tr("%1 %").arg(QLocale().toString(part * percent, 'f', 1));
}

QString rate(double perSecond)
{
    constexpr double secondsInMinute = 60;
    constexpr double secondsInHour = 3600;
    if (perSecond >= 1)
        return tr("%1 /s").arg(threeDigits(perSecond));
    if (perSecond * secondsInMinute >= 1)
        return tr("%1 /min").arg(threeDigits(perSecond * secondsInMinute));
    return tr("%1 /h").arg(threeDigits(perSecond * secondsInHour));
}

QString duration(qint64 us)
{
    const QLocale locale;
    if (us < minuteUs)
        return durationWords(us);
    if (us < hourUs)
        return tr("%1 min %2 s")
            .arg(locale.toString(us / minuteUs), locale.toString(us % minuteUs / secondUs));
    if (us < dayUs)
        return tr("%1 h %2 min").arg(locale.toString(us / hourUs), locale.toString(us % hourUs / minuteUs));
    return tr("%1 d %2 h").arg(locale.toString(us / dayUs), locale.toString(us % dayUs / hourUs));
}

QString number(double value)
{
    constexpr double largestInFull = 1e15;
    constexpr int digits = 6;
    if (value == std::trunc(value) && std::abs(value) < largestInFull)
        return QLocale().toString(qint64(value));
    constexpr double hundredThousand = 1e5;
    if (std::abs(value) >= hundredThousand && std::abs(value) < largestInFull)
        return QLocale().toString(value, 'f', 1);
    return QLocale().toString(value, 'g', digits);
}

QString moment(qint64 us, qint64 besideUs)
{
    constexpr int dateLength = 10;
    constexpr int toSeconds = 19;
    if (us == 0)
        return {};
    const QString whole = dateAndTime(us).left(toSeconds);
    return whole.left(dateLength) == dateAndTime(besideUs).left(dateLength) ? whole.mid(dateLength + 1)
                                                                            : whole;
}

void Csv::add(const QVariant &cell)
{
    if (m_isBegun)
        m_text += ',';
    m_isBegun = true;
    switch (cell.typeId()) {
    case QMetaType::QString:
        appendCsvCell(cell.toString(), m_text);
        return;
    case QMetaType::Double:
        m_text += QByteArray::number(cell.toDouble(), 'g', QLocale::FloatingPointShortest);
        return;
    case QMetaType::UnknownType:
        return;
    default:
        m_text += QByteArray::number(cell.toLongLong());
    }
}

void Csv::endRow()
{
    m_text += "\r\n";
    m_isBegun = false;
}

} // namespace rtmscope::figures
