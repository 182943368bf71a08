// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/localewords.h"

#include "core/text/cleantext.h"

#include <QDateTime>

namespace rtmscope {

QString localSize(qint64 bytes, int digits, QLocale::DataSizeFormats format)
{
    return isolatedIfNeeded(QLocale().formattedDataSize(bytes, digits, format));
}

QString localMoment(const QDateTime &moment)
{
    return isolatedIfNeeded(QLocale().toString(moment, QLocale::ShortFormat));
}

QString localDate(const QDate &date)
{
    return isolatedIfNeeded(QLocale().toString(date, QLocale::ShortFormat));
}

} // namespace rtmscope
