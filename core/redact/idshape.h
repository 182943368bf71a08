// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <vector>

//! What ids, times and the like look like, wherever they stand. Free functions; any thread.
namespace rtmscope::redact {

//! So many letters at the beginning of an id say what it is of ("U", "C", "Ev"); 0 if \a word is no id.
qsizetype idPrefix(QStringView word);
inline bool looksLikeId(QStringView word)
{
    return idPrefix(word) > 0;
}
//! The same for what stands where an id belongs, or is a key: old ids may have no digit. Nine to twelve
//! capitals and digits behind a letter (or two, three) that begins ids.
qsizetype idPrefixInPlace(QStringView word);
inline bool isIdInPlace(QStringView word)
{
    return idPrefixInPlace(word) > 0;
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
//! A telephone number (or that of a card, an account) that begins at \a at: seven digits or more, with signs
//! between them. Dates and decimal numbers are none.
Piece phoneAt(QStringView text, qsizetype at);
//! Names of hosts and files: words joined by dots, of which the last has letters, and addresses of four
//! numbers. From left to right.
std::vector<Piece> hostsIn(QStringView text);
//! The end of the mention, link or date that begins with the < at \a at, the > included; -1: it is no markup.
qsizetype controlEnd(QStringView text, qsizetype at);

//! A word that a date's format may have in braces: "date_short".
bool isDatePart(QStringView word);

//! What stands between < and >: <@U024BE7LH|mira>.
struct Control
{
    QStringView target; //!< with the sign that says what it is
    QStringView label;  //!< null if there is none
};
//! Of the inside, without < and >.
Control controlOf(QStringView inside);
//! Calls \a visit(begin, control) for each in \a text; begin is where its target begins.
template<typename Visit>
void eachControl(QStringView text, Visit visit)
{
    for (qsizetype at = text.indexOf(u'<'); at >= 0; at = text.indexOf(u'<', at)) {
        const qsizetype end = controlEnd(text, at);
        if (end >= 0)
            visit(at + 1, controlOf(text.sliced(at + 1, end - at - 2)));
        at = end >= 0 ? end : at + 1;
    }
}

} // namespace rtmscope::redact
