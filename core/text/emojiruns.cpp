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

//! What is drawn as an emoji unless a selector asks for text: up to 0x25FF what Unicode shows so (arrows and
//! signs of the trade stay text), from 0x2600 all that are emoji but the ballot box, which
//! stands beside empty ones, as the service's clients do. Unicode 14.
constexpr std::array<PointRange, 81> shownAsEmoji{
    {{0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},
     {0x2600, 0x2604},   {0x260E, 0x260E},   {0x2614, 0x2615},   {0x2618, 0x2618},   {0x261D, 0x261D},
     {0x2620, 0x2620},   {0x2622, 0x2623},   {0x2626, 0x2626},   {0x262A, 0x262A},   {0x262E, 0x262F},
     {0x2638, 0x263A},   {0x2640, 0x2640},   {0x2642, 0x2642},   {0x2648, 0x2653},   {0x265F, 0x2660},
     {0x2663, 0x2663},   {0x2665, 0x2666},   {0x2668, 0x2668},   {0x267B, 0x267B},   {0x267E, 0x267F},
     {0x2692, 0x2697},   {0x2699, 0x2699},   {0x269B, 0x269C},   {0x26A0, 0x26A1},   {0x26A7, 0x26A7},
     {0x26AA, 0x26AB},   {0x26B0, 0x26B1},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26C8, 0x26C8},
     {0x26CE, 0x26CF},   {0x26D1, 0x26D1},   {0x26D3, 0x26D4},   {0x26E9, 0x26EA},   {0x26F0, 0x26F5},
     {0x26F7, 0x26FA},   {0x26FD, 0x26FD},   {0x2702, 0x2702},   {0x2705, 0x2705},   {0x2708, 0x270D},
     {0x270F, 0x270F},   {0x2712, 0x2712},   {0x2714, 0x2714},   {0x2716, 0x2716},   {0x271D, 0x271D},
     {0x2721, 0x2721},   {0x2728, 0x2728},   {0x2733, 0x2734},   {0x2744, 0x2744},   {0x2747, 0x2747},
     {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2763, 0x2764},
     {0x2795, 0x2797},   {0x27A1, 0x27A1},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2934, 0x2935},
     {0x2B05, 0x2B07},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x1F004, 0x1F004},
     {0x1F0CF, 0x1F0CF}, {0x1F170, 0x1F171}, {0x1F17E, 0x1F17F}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A},
     {0x1F1E6, 0x1F1FF}, {0x1F201, 0x1F202}, {0x1F21A, 0x1F21A}, {0x1F22F, 0x1F22F}, {0x1F232, 0x1F23A},
     {0x1F250, 0x1F251}}};

//! What is among the emoji planes and is none. Gaps that later versions fill count as emoji: nothing else
//! comes there.
constexpr std::array<PointRange, 47> noEmoji{
    {{0x1F322, 0x1F323}, {0x1F394, 0x1F395}, {0x1F398, 0x1F398}, {0x1F39C, 0x1F39D}, {0x1F3F1, 0x1F3F2},
     {0x1F3F6, 0x1F3F6}, {0x1F4FE, 0x1F4FE}, {0x1F53E, 0x1F548}, {0x1F54F, 0x1F54F}, {0x1F568, 0x1F56E},
     {0x1F571, 0x1F572}, {0x1F57B, 0x1F586}, {0x1F588, 0x1F589}, {0x1F58E, 0x1F58F}, {0x1F591, 0x1F594},
     {0x1F597, 0x1F5A3}, {0x1F5A6, 0x1F5A7}, {0x1F5A9, 0x1F5B0}, {0x1F5B3, 0x1F5BB}, {0x1F5BD, 0x1F5C1},
     {0x1F5C5, 0x1F5D0}, {0x1F5D4, 0x1F5DB}, {0x1F5DF, 0x1F5E0}, {0x1F5E2, 0x1F5E2}, {0x1F5E4, 0x1F5E7},
     {0x1F5E9, 0x1F5EE}, {0x1F5F0, 0x1F5F2}, {0x1F5F4, 0x1F5F9}, {0x1F650, 0x1F67F}, {0x1F6C6, 0x1F6CA},
     {0x1F6D3, 0x1F6D4}, {0x1F6E6, 0x1F6E8}, {0x1F6EA, 0x1F6EA}, {0x1F6F1, 0x1F6F2}, {0x1F700, 0x1F773},
     {0x1F780, 0x1F7D8}, {0x1F800, 0x1F80B}, {0x1F810, 0x1F847}, {0x1F850, 0x1F859}, {0x1F860, 0x1F887},
     {0x1F890, 0x1F8AD}, {0x1F8B0, 0x1F8B1}, {0x1F900, 0x1F90B}, {0x1F93B, 0x1F93B}, {0x1F946, 0x1F946},
     {0x1FA00, 0x1FA53}, {0x1FA60, 0x1FA6D}}};

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
    return point < 0x1FB00 && !holds(noEmoji, point);
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

QList<TextRange> emojiSequences(QStringView text)
{
    QList<TextRange> sequences;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = mayBegin(text[at]) ? sequenceEnd(text, at) : at;
        if (end > at)
            sequences.append({at, end});
        at = std::max(end, at + 1);
    }
    return sequences;
}

qsizetype outsideEmoji(QStringView text, qsizetype at)
{
    constexpr qsizetype longest = 64; // far more than any emoji that means something has
    if (at >= text.size())
        return at;
    // From the beginning: what two letters of flags belong together is told by those before.
    const QList<TextRange> emoji = emojiSequences(text.left(at + longest));
    const auto last =
        std::lower_bound(emoji.begin(), emoji.end(), at,
                         [](const TextRange &each, qsizetype place) { return each.end <= place; });
    const bool isInside = last != emoji.end() && last->begin < at && last->end - last->begin <= longest;
    return isInside ? last->begin : at;
}

QList<TextRange> emojiRuns(QStringView text)
{
    QList<TextRange> runs;
    for (const TextRange &sequence : emojiSequences(text)) {
        if (!runs.isEmpty() && runs.constLast().end == sequence.begin)
            runs.last().end = sequence.end;
        else
            runs.append(sequence);
    }
    return runs;
}

} // namespace rtmscope
