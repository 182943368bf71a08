// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

//! Small words of lines about entries. Free functions; any thread.
namespace rtmscope {

inline constexpr qsizetype maxLineLength = 200;

//! "14:04:11.318" in local time; empty for 0, which stands for "not known".
QString clockTime(qint64 timeUs);
//! "2026-11-22 14:04:11.318" in local time, for tooltips and for what is not of today.
QString dateAndTime(qint64 timeUs);
//! With its zone, "2026-11-22 14:02:11.318 CET (UTC+01:00)": where one has to be sure.
QString momentInZone(qint64 timeUs);
//! \a text on one line, without what cleanLine() takes out: line breaks and runs of blanks become one blank;
//! cut with "…" after \a maxLength characters.
QString oneLine(QStringView text, qsizetype maxLength = maxLineLength);
//! \a one stands alone, \a many takes the number as %L1.
QString counted(qint64 n, const QString &one, const QString &many);
QString inQuotes(const QString &text);
//! Commas between the parts that are there.
QString joined(const QStringList &parts);

} // namespace rtmscope
