// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QLocale>
#include <QString>

namespace rtmscope {

//! The date markup of mrkdwn and of rich_text (protocol section 7.3), made readable.
struct DateMarkup
{
    QString text;            //!< what to show
    QString link;            //!< a URL, or empty
    bool isRelative = false; //!< it will read differently later
};

//! \a markup is what follows "!date^": "UNIX^format^optional_url|fallback". Never fails: shows the fallback,
//! else the number as it stands.
DateMarkup parseDateMarkup(QStringView markup);

//! \a format with its {tokens} replaced, in the viewer's locale and time zone; a null string where a token is
//! unknown.
//! Seen from \a now, whose time zone counts.
QString formatDate(qint64 unixSeconds, QStringView format, const QLocale &locale, const QDateTime &now);
//! Whether a date of this format reads differently as time goes by: "3 minutes ago", "today".
bool isRelativeDate(QStringView format);

} // namespace rtmscope
