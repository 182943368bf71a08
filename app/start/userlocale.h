// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLocale>
#include <QStringList>

namespace rtmscope {

//! \a locale with the digits 0 to 9. What the wire says is shown as sent, with those digits; numbers and
//! times of our own beside it use the same, so that one can be compared with the other and typed into a
//! filter. Where a language has no such form, plain English stands in, the language of the program's words.
QLocale withWireDigits(const QLocale &locale);

//! Makes that the default of the whole program. To be called first of all.
void useWireDigits();

//! How the window reads: by the first of the languages that the user wants, LANGUAGE before LC_ALL and LANG.
//! Qt itself waits for a translation to say so.
Qt::LayoutDirection readingDirection(const QStringList &languages);

} // namespace rtmscope
