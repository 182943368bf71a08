// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/textsearch.h"

#include "core/capture/jsonescape.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace rtmscope {

namespace {

constexpr std::array<quint8, 256> makeFolding()
{
    std::array<quint8, 256> folding{};
    for (std::size_t i = 0; i < folding.size(); ++i)
        folding[i] = static_cast<quint8>(i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
    return folding;
}

constexpr std::array<quint8, 256> folding = makeFolding();

quint8 folded(char byte)
{
    return folding[static_cast<quint8>(byte)];
}

//! Characters that servers write as escapes: those that must be, and those that careful ones escape for
//! HTML's sake.
bool mayBeEscaped(QChar character)
{
    constexpr QStringView usual = u"\"\\/<>&'";
    return character.unicode() < 0x20 || character.unicode() > 0x7e || usual.contains(character);
}

//! What frames are made of, the commonest first. Anything else is rare.
constexpr std::string_view common = "\"etaonirslc,_:du0m1p5b4263879hkgyfvw.x{}[]-jzq";

std::size_t rarity(char byte)
{
    return std::min(common.find(byte), common.size());
}

//! The first place of \a byte, or of its capital letter, in [at, end); \a end if there is none. Eight bytes
//! at a time: a byte of the difference is zero where it stands.
const char *findFolded(const char *at, const char *end, char byte)
{
    constexpr quint64 ones = 0x0101'0101'0101'0101;
    constexpr quint64 highs = 0x8080'8080'8080'8080;
    const bool isLetter = byte >= 'a' && byte <= 'z';
    const quint64 toSmall = isLetter ? ones * 0x20 : 0;
    const quint64 wanted = ones * static_cast<quint8>(byte);
    const auto zeros = [&](const char *from) {
        quint64 bytes = 0;
        std::memcpy(&bytes, from, sizeof bytes);
        bytes = (bytes | toSmall) ^ wanted;
        return (bytes - ones) & ~bytes & highs;
    };
    while (end - at >= 16 && (zeros(at) | zeros(at + 8)) == 0)
        at += 16;
    while (at < end && folded(*at) != static_cast<quint8>(byte))
        ++at;
    return at;
}

} // namespace

TextSearch::TextSearch(const QString &needle)
    : m_needle(needle)
    , m_folded(needle.toUtf8())
    , m_isAscii(std::all_of(needle.begin(), needle.end(), [](QChar c) { return c.unicode() < 0x80; }))
    , m_mayBeEscaped(std::any_of(needle.begin(), needle.end(), mayBeEscaped))
{
    std::transform(m_folded.begin(), m_folded.end(), m_folded.begin(),
                   [](char c) { return char(folded(c)); });
    for (qsizetype i = 0; i < m_folded.size(); ++i) {
        if (rarity(m_folded[i]) > rarity(m_folded[m_rarest]))
            m_rarest = i;
    }
    const auto longestSkip = static_cast<quint8>(std::min<qsizetype>(m_folded.size(), 255));
    m_skip.fill(longestSkip);
    for (qsizetype i = 0; i + 1 < m_folded.size(); ++i) {
        const qsizetype fromEnd = std::min<qsizetype>(m_folded.size() - 1 - i, longestSkip);
        m_skip[static_cast<quint8>(m_folded[i])] = static_cast<quint8>(fromEnd);
    }
}

bool TextSearch::isIn(QByteArrayView frame) const
{
    if (isInSpelling(frame))
        return true;
    if (!m_mayBeEscaped || !frame.contains('\\'))
        return false;
    const auto plain = unescaped(frame);
    return plain && isInSpelling(*plain);
}

qsizetype TextSearch::indexIn(QByteArrayView text) const
{
    const qsizetype behind = m_folded.size() - m_rarest; // from the rarest byte to the end of the needle
    const char *const end = text.data() + text.size() - (behind - 1);
    for (const char *at = text.data() + m_rarest; at < end; ++at) {
        at = findFolded(at, end, m_folded[m_rarest]);
        if (at >= end)
            break;
        const char *const start = at - m_rarest;
        if (std::equal(m_folded.begin(), m_folded.end(), start,
                       [](char wanted, char found) { return static_cast<quint8>(wanted) == folded(found); }))
            return start - text.data();
    }
    return -1;
}

bool TextSearch::isInSpelling(QByteArrayView text) const
{
    if (m_isAscii)
        return isInAscii(text);
    return QString::fromUtf8(text).contains(m_needle, Qt::CaseInsensitive);
}

//! Horspool's search: the window moves by what the byte under its end allows, usually by the needle's length.
bool TextSearch::isInAscii(QByteArrayView text) const
{
    const qsizetype length = m_folded.size();
    if (length == 0)
        return true;
    for (qsizetype start = 0; start <= text.size() - length;) {
        const char *const at = text.data() + start;
        const quint8 end = folded(at[length - 1]);
        if (end == static_cast<quint8>(m_folded[length - 1]) &&
            std::equal(m_folded.begin(), m_folded.end(), at,
                       [](char wanted, char found) { return static_cast<quint8>(wanted) == folded(found); }))
            return true;
        start += m_skip[end];
    }
    return false;
}

} // namespace rtmscope
