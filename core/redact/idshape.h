// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

//! What ids, times and the like look like, wherever they stand. Free functions; any thread.
namespace rtmscope::redact {

//! So many letters at the beginning of an id say what it is of ("U", "C", "Ev"); 0 if \a word is no id.
qsizetype idPrefix(QStringView word);
inline bool looksLikeId(QStringView word)
{
    return idPrefix(word) > 0;
}
//! Everybody's: it says nothing of anybody.
bool isCommonId(QStringView word);
//! "1795356131.000200", or seconds, milliseconds and so on alone.
bool looksLikeTime(QStringView word);
//! A moment as 2026-11-22T14:02:11Z, or a date.
bool looksLikeIsoTime(QStringView word);
//! A word of a protocol rather than of a person: letters, digits, _ - . + and one /, no blanks.
bool looksLikeKeyword(QStringView word);
//! Letters, digits and _ - . as keys of JSON have them.
bool looksLikeKey(QStringView word);
//! A token, or a part of one that was torn.
bool looksLikeToken(QStringView word);

//! Calls \a visit(begin, end) for each run of letters and digits in \a text (and of what \a isInside says
//! belongs to one).
template<typename Inside, typename Visit>
void eachRun(QStringView text, Inside isInside, Visit visit)
{
    for (qsizetype at = 0; at < text.size();) {
        if (!isInside(text[at])) {
            ++at;
            continue;
        }
        const qsizetype begin = at;
        while (at < text.size() && isInside(text[at]))
            ++at;
        visit(begin, at);
    }
}

//! Where an e-mail address lies around the sign @ at \a at; nothing (begin == end) if there is none.
struct Piece
{
    qsizetype begin = 0;
    qsizetype end = 0;
    bool isEmpty() const { return begin == end; }
};
Piece emailAround(QStringView text, qsizetype at);
//! A telephone number that begins at \a at: seven digits or more, with signs between them.
Piece phoneAt(QStringView text, qsizetype at);

} // namespace rtmscope::redact
