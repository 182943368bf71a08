// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/captures/quantities.h"

#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

struct Amount
{
    double number;
    QString unit; // in small letters
};

std::optional<Amount> readAmount(const QString &text)
{
    static const QRegularExpression shape(u"^\\s*([0-9]{1,15}(?:[.][0-9]{1,9})?)\\s*([A-Za-z]*)\\s*$"_s);
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const double number = match.captured(1).toDouble();
    return number > 0 ? std::optional(Amount{number, match.captured(2).toLower()}) : std::nullopt;
}

//! The whole part of \a number times \a factor, where that is at least 1 and no wrong order of magnitude.
std::optional<qint64> scaled(double number, double factor)
{
    constexpr double most = 1e17;
    const double product = number * factor;
    return product >= 1 && product <= most ? std::optional(qint64(std::floor(product))) : std::nullopt;
}

} // namespace

std::optional<qint64> readSize(const QString &text)
{
    const auto amount = readAmount(text);
    if (!amount)
        return std::nullopt;
    static const QStringList prefixes{u""_s, u"k"_s, u"m"_s, u"g"_s, u"t"_s};
    QString unit = amount->unit;
    const bool isBinary = unit.endsWith("ib"_L1);
    unit.chop(isBinary ? 2 : unit.endsWith(u'b') ? 1 : 0);
    const qsizetype power = prefixes.indexOf(unit);
    return power < 0 ? std::nullopt : scaled(amount->number, std::pow(isBinary ? 1024 : 1000, power));
}

std::optional<std::chrono::milliseconds> readTimeSpan(const QString &text)
{
    const auto amount = readAmount(text);
    if (!amount)
        return std::nullopt;
    const QString &unit = amount->unit;
    const double second = 1000;
    const double factor = unit == "ms"_L1                      ? 1
                          : unit.isEmpty() || unit == "s"_L1   ? second
                          : unit == "m"_L1 || unit == "min"_L1 ? 60 * second
                          : unit == "h"_L1                     ? 3600 * second
                          : unit == "d"_L1                     ? 86400 * second
                                                               : 0;
    constexpr qint64 most = 1000LL * 86400 * 1000; // a thousand days
    const auto ms = scaled(amount->number, factor);
    return ms && *ms <= most ? std::optional(std::chrono::milliseconds(*ms)) : std::nullopt;
}

} // namespace rtmscope
