// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/wire/wiretext.h"

#include <algorithm>

namespace rtmscope {

namespace {

struct Decoded
{
    char32_t character = QChar::ReplacementCharacter;
    int bytes = 1;
};

//! One character from [at, end). Strict: overlong forms, surrogates and cut sequences are one bad byte each.
Decoded decode(const uchar *at, const uchar *end)
{
    const uchar lead = *at;
    if (lead < 0x80)
        return {lead, 1};
    const int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || end - at < length)
        return {};
    char32_t character = lead & (0x7f >> length);
    for (int i = 1; i < length; ++i) {
        if ((at[i] & 0xc0) != 0x80)
            return {};
        character = (character << 6) | (at[i] & 0x3f);
    }
    constexpr char32_t smallest[]{0, 0, 0x80, 0x800, 0x10000};
    if (character < smallest[length] || character > 0x10ffff || (character >= 0xd800 && character <= 0xdfff))
        return {};
    return {character, length};
}

//! Stands for a character that a text edit would not show, or would take for a new paragraph.
char32_t shown(char32_t character)
{
    constexpr char32_t controlPictures = 0x2400;
    constexpr char32_t newLinePicture = 0x2424;
    if (character < 0x20 && character != '\n' && character != '\t')
        return controlPictures + character;
    if (character == QChar::LineSeparator || character == QChar::ParagraphSeparator)
        return newLinePicture;
    return character;
}

bool joinsLetterBefore(char32_t character)
{
    const QChar::Category category = QChar::category(character);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining ||
           category == QChar::Mark_Enclosing || category == QChar::Other_Format ||
           (character >= 0x1100 && character < 0x1160); // however many consonants begin a Hangul syllable
}

//! From a font whose glyphs are pictures, each of which is decoded for each layout.
bool mayBePicture(char32_t character)
{
    return (character >= 0x2600 && character < 0x2800) || (character >= 0x1F000 && character < 0x20000);
}

//! By the lead bytes of their characters.
int countPictures(const QByteArray &bytes, qsizetype limit)
{
    int count = 0;
    for (qsizetype at = 0; at + 1 < std::min(limit, bytes.size()); ++at) {
        const auto lead = static_cast<uchar>(bytes[at]);
        const auto next = static_cast<uchar>(bytes[at + 1]);
        count += (lead == 0xf0 && next == 0x9f) || (lead == 0xe2 && next >= 0x98 && next < 0xa0) ? 1 : 0;
    }
    return count;
}

} // namespace

WireText::WireText(const QByteArray &bytes, qsizetype limit)
    : m_bytes(bytes)
{
    const auto *begin = reinterpret_cast<const uchar *>(bytes.constData());
    const uchar *end = begin + bytes.size();
    m_text.reserve(std::min(limit, bytes.size()));
    m_hasManyPictures = countPictures(bytes, limit) > fewPictures;
    while (m_byteCount < bytes.size()) {
        const Decoded next = decode(begin + m_byteCount, end);
        if (m_byteCount + next.bytes > limit)
            break;
        append(next.character, next.bytes);
    }
}

bool WireText::breaksBefore(char32_t character)
{
    const bool stacks = character >= 0x300 && joinsLetterBefore(character);
    m_stack = stacks ? m_stack + 1 : 0;
    m_pictures += mayBePicture(character) ? 1 : 0;
    return m_column >= maxLine || m_stack > maxStack || (m_hasManyPictures && m_pictures > maxPictures);
}

void WireText::append(char32_t character, int bytes)
{
    const bool breaks = breaksBefore(character);
    if (breaks) {
        m_text += u'\n';
        m_column = m_stack = 0;
        m_pictures = mayBePicture(character) ? 1 : 0;
    }
    const auto units = qint8(QChar::requiresSurrogates(character) ? 2 : 1);
    if (breaks || m_runs.empty() || m_runs.back().bytesEach != bytes || m_runs.back().unitsEach != units)
        m_runs.push_back({m_byteCount, m_text.size(), qint8(bytes), units});
    m_text += QChar::fromUcs4(shown(character));
    m_column = character == '\n' ? 0 : m_column + 1;
    m_byteCount += bytes;
}

qsizetype WireText::positionOf(qsizetype byte) const
{
    if (byte >= m_byteCount)
        return m_text.size();
    const auto after = std::upper_bound(m_runs.begin(), m_runs.end(), byte,
                                        [](qsizetype value, const Run &run) { return value < run.byte; });
    if (after == m_runs.begin())
        return 0;
    const Run &run = *std::prev(after);
    return run.position + (byte - run.byte) / run.bytesEach * run.unitsEach;
}

qsizetype WireText::byteAt(qsizetype position) const
{
    if (position >= m_text.size())
        return m_byteCount;
    const auto after = std::upper_bound(m_runs.begin(), m_runs.end(), position,
                                        [](qsizetype value, const Run &run) { return value < run.position; });
    if (after == m_runs.begin())
        return 0;
    const Run &run = *std::prev(after);
    const qsizetype byte = run.byte + (position - run.position) / run.unitsEach * run.bytesEach;
    // A break of ours stands at the end of a run and for no byte.
    return after == m_runs.end() ? byte : std::min(byte, after->byte);
}

QByteArray WireText::source(qsizetype begin, qsizetype end) const
{
    const qsizetype from = byteAt(begin);
    return m_bytes.mid(from, byteAt(end) - from);
}

} // namespace rtmscope
