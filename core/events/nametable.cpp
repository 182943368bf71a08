// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/nametable.h"

#include <cstdint>
#include <cstring>

namespace rtmscope {

namespace {

constexpr std::size_t slotCount = 4096;
constexpr std::size_t longestName = 48;

std::size_t slotOf(std::string_view text)
{
    // The first and the last eight bytes: ids differ in their tails, types in their heads.
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    const std::size_t part = text.size() < sizeof head ? text.size() : sizeof head;
    std::memcpy(&head, text.data(), part);
    std::memcpy(&tail, text.data() + text.size() - part, part);
    constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15; // 2^64 / golden ratio: spreads the bits upwards
    std::uint64_t mixed = (head ^ (tail * odd) ^ text.size()) * odd;
    mixed ^= mixed >> 32;
    return (mixed * odd) >> 52; // the top 12 bits
}

bool isSame(const QString &held, std::string_view text)
{
    return held == QLatin1StringView(text.data(), static_cast<qsizetype>(text.size()));
}

bool isAscii(std::string_view text)
{
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
    }
    return true;
}

} // namespace

QString NameTable::name(std::string_view utf8)
{
    if (utf8.empty())
        return {};
    if (utf8.size() > longestName)
        return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    if (m_slots.empty())
        m_slots.resize(slotCount);
    QString &slot = m_slots[slotOf(utf8)];
    // Held texts are ASCII, so comparing them as Latin-1 can't mistake UTF-8 bytes for something else.
    if (isSame(slot, utf8))
        return slot;
    if (!isAscii(utf8))
        return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    slot = QString::fromLatin1(utf8.data(), static_cast<qsizetype>(utf8.size()));
    return slot;
}

} // namespace rtmscope
