// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redact/pseudonyms.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

namespace rtmscope::redact {

//! One letter or digit by one that says nothing, which takes as many bytes; anything else stays. Half a
//! surrogate pair, as any, too.
QChar maskedLetter(QChar letter);
//! Each letter of \a text, also those that take two of UTF-16.
QString maskedLetters(QStringView text);
//! What a mention, link or date points to, without < and >: with pseudonyms for ids.
QString maskedTarget(QStringView target, Pseudonyms &pseudonyms);
//! Letters of a text become x and X, digits 0; blanks and signs stay, so that its length and the shape of its
//! words do. Mentions and links to messages stay valid with the pseudonyms of their ids; emoji that everybody
//! has, and markup, stay.
QString maskedText(const QString &text, Pseudonyms &pseudonyms);
//! \a changed as the inside of a JSON string that is spelled as \a raw, whose text is \a original: a letter
//! that was escaped still is. Only where both have as many letters, else it is spelled plainly.
QByteArray respelled(QByteArrayView raw, const QString &original, const QString &changed);

} // namespace rtmscope::redact
