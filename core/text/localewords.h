// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLocale>
#include <QString>

class QDate;
class QDateTime;

//! What the person's own language writes, for sentences of ours: where it is written from right to left it
//! stands between isolates, or it would turn the words and figures around it. Plain functions; any thread.
namespace rtmscope {

//! "31.3 MB".
QString localSize(qint64 bytes, int digits = 1, QLocale::DataSizeFormats format = QLocale::DataSizeSIFormat);
//! "22/11/2026 14:02", as short as it is written there.
QString localMoment(const QDateTime &moment);
QString localDate(const QDate &date);

} // namespace rtmscope
