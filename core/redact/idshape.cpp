// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/idshape.h"

#include <QList>

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

qsizetype idPrefixInPlace(QStringView word)
{
    constexpr qsizetype shortest = 9;
    constexpr qsizetype longest = 12;
    if (const qsizetype prefix = idPrefix(word); prefix > 0)
        return prefix;
    if (word.size() < shortest || word.size() > longest)
        return 0;
    const qsizetype prefix = isLower(word[1]) ? isLower(word[2]) ? 3 : 2 : 1;
    const bool begins =
        prefix > 1 ? isUpper(word.front()) : QStringView(u"ABCDEFGSTUW").contains(word.front());
    const QStringView rest = word.sliced(prefix);
    const bool isWhole =
        std::all_of(rest.begin(), rest.end(), [](QChar c) { return isDigit(c) || isUpper(c); });
    return begins && isWhole ? prefix : 0;
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

namespace {

//! Whether the text goes on with what makes a number of the digits before: "1795356131.000200".
bool beginsInside(QStringView text, qsizetype at)
{
    if (at == 0)
        return false;
    const QChar before = text[at - 1];
    const QChar beforeThat = at > 1 ? text[at - 2] : QChar();
    return before.isLetterOrNumber() || (before == u'.' && beforeThat.isDigit()) ||
           (before == u'-' && beforeThat.isLetterOrNumber());
}

//! 2026-11-22, 22.11.2026, 11/22/2026, and what follows.
bool isDate(QStringView text)
{
    constexpr qsizetype year = 4;
    constexpr qsizetype longest = 2;
    const auto digitsAt = [text](qsizetype at) {
        qsizetype end = at;
        while (end < text.size() && isDigit(text[end]))
            ++end;
        return end - at;
    };
    const qsizetype first = digitsAt(0);
    if (first == 0 || first >= text.size() || !QStringView(u"-./").contains(text[first]))
        return false;
    const qsizetype second = digitsAt(first + 1);
    const qsizetype behind = first + 1 + second;
    if (second == 0 || second > longest || behind >= text.size() || text[behind] != text[first])
        return false;
    const qsizetype third = digitsAt(behind + 1);
    return (first == year && third > 0 && third <= longest) || (first <= longest && third == year);
}

//! A number with signs between its digits.
struct Number
{
    qsizetype end = 0;
    qsizetype digits = 0;
    qsizetype dots = 0;
    qsizetype signs = 0; //!< others
};

Number numberAt(QStringView text, qsizetype at)
{
    Number number;
    qsizetype between = 0; // signs since the last digit
    for (qsizetype i = at; i < text.size() && between <= 2; ++i) {
        const bool isDot = text[i] == u'.';
        if (text[i].isDigit()) {
            ++number.digits;
            number.signs += between;
            between = 0;
            number.end = i + 1;
        } else if (isDot && i > at && text[i - 1].isDigit() && i + 1 < text.size() && text[i + 1].isDigit()) {
            ++number.dots;
        } else if (QStringView(u" -()/+\u00a0\u2011\u2013").contains(text[i])) {
            ++between;
        } else {
            break;
        }
    }
    return number;
}

} // namespace

Piece phoneAt(QStringView text, qsizetype at)
{
    constexpr qsizetype fewest = 7;
    constexpr qsizetype most = 19; // telephone numbers have 15 (E.164), those of cards 19
    const bool begins = text[at].isDigit() || text[at] == u'+' || text[at] == u'(';
    if (!begins || beginsInside(text, at) || isDate(text.sliced(at)))
        return {};
    const Number number = numberAt(text, at);
    const bool isDecimal = number.dots == 1 && number.signs == 0;
    const bool isWhole = number.end >= text.size() || !text[number.end].isLetter();
    return number.digits >= fewest && number.digits <= most && isWhole && !isDecimal ? Piece{at, number.end}
                                                                                     : Piece{};
}

namespace {

bool isHostLetter(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'.' || c == u'-' || c == u'_';
}

//! "acme.example", "plan.pdf", "10.0.3.17"; not "1.4.2", "e.g.", "wait...".
bool isHost(QStringView run)
{
    constexpr qsizetype ofAddress = 4;
    const QList<QStringView> words = run.split(u'.');
    const bool isJoined = words.size() > 1 && std::none_of(words.begin(), words.end(),
                                                           [](QStringView word) { return word.isEmpty(); });
    if (!isJoined)
        return false;
    const auto isNumber = [](QStringView word) { return std::all_of(word.begin(), word.end(), isDigit); };
    if (words.size() == ofAddress && std::all_of(words.begin(), words.end(), isNumber))
        return true;
    const QStringView last = words.last();
    const bool isWord = std::all_of(last.begin(), last.end(), [](QChar c) {
        return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
    });
    return last.startsWith(u"xn--") || (last.size() > 1 && last.front().isLetter() && isWord);
}

} // namespace

std::vector<Piece> hostsIn(QStringView text)
{
    std::vector<Piece> hosts;
    if (!text.contains(u'.'))
        return hosts;
    eachRun(text, isHostLetter, [&](qsizetype begin, qsizetype end) {
        const auto isSign = [](QChar c) { return c == u'.' || c == u'-' || c == u'_'; };
        while (begin < end && isSign(text[begin]))
            ++begin;
        while (begin < end && isSign(text[end - 1]))
            --end;
        const QStringView run = text.sliced(begin, end - begin);
        if (run.contains(u'.') && isHost(run))
            hosts.push_back({begin, end});
    });
    return hosts;
}

qsizetype controlEnd(QStringView text, qsizetype at)
{
    constexpr qsizetype longest = 4000;
    const qsizetype end = text.indexOf(u'>', at + 1);
    const bool isControl = end > at + 1 && end - at < longest &&
                           !text.sliced(at + 1, end - at - 1).contains(u'<') &&
                           !text.sliced(at + 1, end - at - 1).contains(u'\n');
    return isControl ? end + 1 : -1;
}

bool isDatePart(QStringView word)
{
    static constexpr std::array parts{QStringView(u"date"),        QStringView(u"date_num"),
                                      QStringView(u"date_slash"),  QStringView(u"date_short"),
                                      QStringView(u"date_long"),   QStringView(u"date_long_full"),
                                      QStringView(u"date_pretty"), QStringView(u"date_short_pretty"),
                                      QStringView(u"time"),        QStringView(u"date_long_pretty"),
                                      QStringView(u"time_secs"),   QStringView(u"day_divider_pretty"),
                                      QStringView(u"ago"),         QStringView(u"day_divider")};
    return std::find(parts.begin(), parts.end(), word) != parts.end();
}

Control controlOf(QStringView inside)
{
    const qsizetype bar = inside.indexOf(u'|');
    return bar < 0 ? Control{inside, {}} : Control{inside.first(bar), inside.sliced(bar + 1)};
}

} // namespace rtmscope::redact
