// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/userlocale.h"

#include <QDate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! Numbers and dates may come from two locales: LC_NUMERIC and LC_TIME.
bool hasWireDigits(const QLocale &locale)
{
    const QString written = locale.toString(1234567890) + locale.toString(QDate(2026, 11, 28), u"d yyyy"_s);
    return std::none_of(written.cbegin(), written.cend(),
                        [](QChar c) { return c.isDigit() && (c < u'0' || c > u'9'); });
}

} // namespace

QLocale withWireDigits(const QLocale &locale)
{
    if (hasWireDigits(locale))
        return locale;
    // Not the system's own, which mixes in what other variables say; then the language as others write it.
    const QLocale plain(locale.language(), locale.script(), locale.territory());
    if (hasWireDigits(plain))
        return plain;
    const QList<QLocale> siblings =
        QLocale::matchingLocales(locale.language(), locale.script(), QLocale::AnyTerritory);
    const auto found = std::find_if(siblings.cbegin(), siblings.cend(), [](const QLocale &sibling) {
        return hasWireDigits(sibling) && sibling.decimalPoint() == "."_L1; // as the wire writes them
    });
    return found != siblings.cend() ? *found : QLocale(QLocale::English, QLocale::World);
}

void useWireDigits()
{
    QLocale::setDefault(withWireDigits(QLocale::system()));
}

Qt::LayoutDirection readingDirection(const QStringList &languages)
{
    return languages.isEmpty() ? Qt::LeftToRight : QLocale(languages.constFirst()).textDirection();
}

} // namespace rtmscope
