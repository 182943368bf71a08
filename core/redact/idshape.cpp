// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/idshape.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope::redact {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isUpper(QChar c)
{
    return c >= u'A' && c <= u'Z';
}

bool isLower(QChar c)
{
    return c >= u'a' && c <= u'z';
}

bool isAlnum(QChar c)
{
    return isDigit(c) || isUpper(c) || isLower(c);
}

} // namespace

qsizetype idPrefix(QStringView word)
{
    constexpr qsizetype shortest = 6;
    constexpr qsizetype longest = 32;
    if (word.size() < shortest || word.size() > longest || !isUpper(word.front()))
        return 0;
    // Two or three letters, of which only the first is large, stand before newer kinds of ids.
    const qsizetype prefix = isLower(word[1]) ? isLower(word[2]) ? 3 : 2 : 1;
    const QStringView rest = word.sliced(prefix);
    const bool isWhole =
        std::all_of(rest.begin(), rest.end(), [](QChar c) { return isDigit(c) || isUpper(c); });
    // Without a digit it is a word in capitals.
    return isWhole && std::any_of(rest.begin(), rest.end(), isDigit) ? prefix : 0;
}

bool isCommonId(QStringView word)
{
    return word == u"USLACKBOT" || word == u"***";
}

bool looksLikeTime(QStringView word)
{
    constexpr qsizetype longest = 20;
    const qsizetype dot = word.indexOf(u'.');
    const QStringView whole = dot < 0 ? word : word.first(dot);
    const QStringView fraction = dot < 0 ? QStringView() : word.sliced(dot + 1);
    return !whole.isEmpty() && whole.size() <= longest && fraction.size() <= 9 &&
           std::all_of(whole.begin(), whole.end(), isDigit) &&
           std::all_of(fraction.begin(), fraction.end(), isDigit);
}

bool looksLikeIsoTime(QStringView word)
{
    static constexpr QStringView shape = u"dddd-dd-ddTdd:dd:dd";
    constexpr qsizetype date = 10;
    constexpr qsizetype longest = 35;
    if (word.size() < date || word.size() > longest)
        return false;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const bool fits = i >= shape.size()  ? isDigit(word[i]) || QStringView(u".Z+-:").contains(word[i])
                          : shape[i] == u'd' ? isDigit(word[i])
                                             : word[i] == shape[i] || (i == date && word[i] == u' ');
        if (!fits)
            return false;
    }
    return word.size() == date || word.size() >= shape.size();
}

bool looksLikeKeyword(QStringView word)
{
    constexpr qsizetype longest = 64;
    return word.size() <= longest && word.count(u'/') <= 1 &&
           std::all_of(word.begin(), word.end(),
                       [](QChar c) { return isAlnum(c) || QStringView(u"_-.+/#:,").contains(c); });
}

bool looksLikeKey(QStringView word)
{
    constexpr qsizetype longest = 64;
    return word.size() <= longest && std::all_of(word.begin(), word.end(), [](QChar c) {
               return isAlnum(c) || QStringView(u"_-.").contains(c);
           });
}

bool looksLikeToken(QStringView word)
{
    static constexpr std::array heads{QStringView(u"xoxb-"), QStringView(u"xoxp-"), QStringView(u"xoxa-"),
                                      QStringView(u"xoxe-"), QStringView(u"xoxe."), QStringView(u"xoxc-"),
                                      QStringView(u"xoxd-"), QStringView(u"xoxs-"), QStringView(u"xoxr-"),
                                      QStringView(u"xapp-"), QStringView(u"xwfp-")};
    constexpr qsizetype shortest = 12; // else somebody speaks of them
    return word.size() >= shortest && std::any_of(heads.begin(), heads.end(),
                                                  [word](QStringView head) { return word.startsWith(head); });
}

Piece emailAround(QStringView text, qsizetype at)
{
    const auto isLocal = [](QChar c) { return c.isLetterOrNumber() || QStringView(u"._%+-'").contains(c); };
    const auto isHost = [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'.'; };
    Piece piece{at, at + 1};
    while (piece.begin > 0 && isLocal(text[piece.begin - 1]))
        --piece.begin;
    while (piece.end < text.size() && isHost(text[piece.end]))
        ++piece.end;
    while (piece.end > at + 1 && !text[piece.end - 1].isLetterOrNumber())
        --piece.end;
    const QStringView host = text.sliced(at + 1, piece.end - at - 1);
    const bool isAddress = piece.begin < at && host.size() >= 4 && host.contains(u'.');
    return isAddress ? piece : Piece{};
}

Piece phoneAt(QStringView text, qsizetype at)
{
    constexpr qsizetype fewest = 7;
    constexpr qsizetype most = 15; // by E.164; more is some other number
    const bool begins =
        at == 0 || (!text[at - 1].isLetterOrNumber() && text[at - 1] != u'.' && text[at - 1] != u'-');
    if (!begins || !(isDigit(text[at]) || text[at] == u'+' || text[at] == u'('))
        return {};
    qsizetype digits = 0;
    qsizetype end = at;
    qsizetype between = 0; // signs since the last digit
    for (qsizetype i = at; i < text.size() && between <= 2; ++i) {
        if (isDigit(text[i])) {
            ++digits;
            between = 0;
            end = i + 1;
        } else if (QStringView(u" -()/+\u00a0").contains(text[i])) {
            ++between;
        } else {
            break;
        }
    }
    const bool isWhole = end >= text.size() || !(text[end].isLetter() || text[end] == u'.');
    return digits >= fewest && digits <= most && isWhole ? Piece{at, end} : Piece{};
}

} // namespace rtmscope::redact
