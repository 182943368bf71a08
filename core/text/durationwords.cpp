// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/durationwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DurationWords", text);
}

} // namespace

QString durationWords(qint64 us)
{
    const QLocale locale;
    if (us < 0)
        return {};
    if (us < 1'000)
        return tr("%1 µs").arg(locale.toString(us));
    if (us < 10'000)
        return tr("%1 ms").arg(locale.toString(static_cast<double>(us) / 1e3, 'f', 1));
    if (us < 1'000'000)
        return tr("%1 ms").arg(locale.toString(us / 1'000));
    return tr("%1 s").arg(locale.toString(static_cast<double>(us) / 1e6, 'f', us < 60'000'000 ? 1 : 0));
}

} // namespace rtmscope
