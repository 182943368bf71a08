// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/emojiruns.h"

#include <QChar>

#include <algorithm>
#include <array>

namespace rtmscope {

namespace {

struct PointRange
{
    char32_t first;
    char32_t last;
};

//! Emoji_Presentation of Unicode 14. Above the plane's own start, gaps that later versions fill count as
//! emoji too: nothing else is there.
constexpr std::array<PointRange, 43> shownAsEmoji{
    {{0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},
     {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
     {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},   {0x26D4, 0x26D4},
     {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},   {0x26FA, 0x26FA},   {0x26FD, 0x26FD},
     {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},
     {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
     {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
     {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F1E6, 0x1F1FF}, {0x1F201, 0x1F201}, {0x1F21A, 0x1F21A},
     {0x1F22F, 0x1F22F}, {0x1F232, 0x1F23A}, {0x1F250, 0x1F251}}};

//! The symbols among the emoji planes that are text unless a selector follows.
constexpr std::array<PointRange, 28> shownAsText{
    {{0x1F321, 0x1F32C}, {0x1F336, 0x1F336}, {0x1F37D, 0x1F37D}, {0x1F394, 0x1F39F}, {0x1F3CB, 0x1F3CE},
     {0x1F3D4, 0x1F3DF}, {0x1F3F1, 0x1F3F3}, {0x1F3F5, 0x1F3F7}, {0x1F43F, 0x1F43F}, {0x1F441, 0x1F441},
     {0x1F4FD, 0x1F4FE}, {0x1F53E, 0x1F54A}, {0x1F54F, 0x1F54F}, {0x1F568, 0x1F579}, {0x1F57B, 0x1F594},
     {0x1F597, 0x1F5A3}, {0x1F5A5, 0x1F5FA}, {0x1F650, 0x1F67F}, {0x1F6C6, 0x1F6CB}, {0x1F6CD, 0x1F6CF},
     {0x1F6D3, 0x1F6D4}, {0x1F6E0, 0x1F6EA}, {0x1F6F0, 0x1F6F3}, {0x1F700, 0x1F7DF}, {0x1F800, 0x1F90B},
     {0x1F93B, 0x1F93B}, {0x1F946, 0x1F946}, {0x1FA00, 0x1FA6F}}}; // chess pieces last

template<std::size_t Size>
bool holds(const std::array<PointRange, Size> &ranges, char32_t point)
{
    const auto after = std::upper_bound(ranges.begin(), ranges.end(), point,
                                        [](char32_t p, const PointRange &range) { return p < range.first; });
    return after != ranges.begin() && point <= std::prev(after)->last;
}

bool isShownAsEmoji(char32_t point)
{
    if (point < 0x1F300)
        return holds(shownAsEmoji, point);
    return point < 0x1FB00 && !holds(shownAsText, point);
}

constexpr char32_t textSelector = 0xFE0E;
constexpr char32_t emojiSelector = 0xFE0F;
constexpr char32_t keycap = 0x20E3;
constexpr char32_t joiner = 0x200D;

bool isTone(char32_t point)
{
    return point >= 0x1F3FB && point <= 0x1F3FF;
}

bool isFlagLetter(char32_t point)
{
    return point >= 0x1F1E6 && point <= 0x1F1FF;
}

bool isTag(char32_t point)
{
    return point >= 0xE0020 && point <= 0xE007F;
}

//! Walks a text by code points.
class Cursor
{
public:
    Cursor(QStringView text, qsizetype at)
        : m_text(text)
        , m_at(at)
    {
    }

    qsizetype at() const { return m_at; }
    //! 0 at the end.
    char32_t point() const
    {
        if (m_at >= m_text.size())
            return 0;
        const QChar c = m_text[m_at];
        if (c.isHighSurrogate() && m_at + 1 < m_text.size() && m_text[m_at + 1].isLowSurrogate())
            return QChar::surrogateToUcs4(c, m_text[m_at + 1]);
        return c.unicode();
    }
    void step() { m_at += point() > 0xFFFF ? 2 : 1; }

private:
    QStringView m_text;
    qsizetype m_at;
};

//! The end of the emoji sequence that begins at \a begin, or \a begin where there is none.
qsizetype sequenceEnd(QStringView text, qsizetype begin)
{
    Cursor cursor(text, begin);
    const char32_t first = cursor.point();
    cursor.step();
    const char32_t second = cursor.point();
    if (first < 0x80) { // only keycaps begin with a plain sign
        if (second == emojiSelector)
            cursor.step();
        if (cursor.point() != keycap)
            return begin;
        cursor.step();
        return cursor.at();
    }
    const bool isEmoji = second == emojiSelector || (second == keycap && isShownAsEmoji(first)) ||
                         (isTone(second) && first >= 0x261D) ||
                         (isShownAsEmoji(first) && second != textSelector);
    if (!isEmoji)
        return begin;
    if (isFlagLetter(first) && isFlagLetter(second))
        cursor.step();
    for (;;) {
        const char32_t next = cursor.point();
        if (next == emojiSelector || next == keycap || isTone(next) || isTag(next)) {
            cursor.step();
            continue;
        }
        if (next != joiner)
            return cursor.at();
        Cursor joined = cursor;
        joined.step();
        if (joined.point() < 0x2190) // a joiner that joins nothing
            return cursor.at();
        joined.step();
        cursor = joined;
    }
}

//! Whether an emoji sequence could begin with \a c.
bool mayBegin(QChar c)
{
    const char16_t u = c.unicode();
    if (u < 0xA9)
        return (u >= u'0' && u <= u'9') || u == u'#' || u == u'*';
    return u == 0xA9 || u == 0xAE || (u >= 0x203C && u < 0x3300) || c.isHighSurrogate();
}

} // namespace

QList<TextRange> emojiRuns(QStringView text)
{
    QList<TextRange> runs;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = mayBegin(text[at]) ? sequenceEnd(text, at) : at;
        if (end == at) {
            ++at;
            continue;
        }
        if (!runs.isEmpty() && runs.constLast().end == at)
            runs.last().end = end;
        else
            runs.append({at, end});
        at = end;
    }
    return runs;
}

} // namespace rtmscope
