// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/types/nametable.h"

#include <cstdint>
#include <cstring>

namespace rtmscope {

namespace {

constexpr std::size_t slotBits = 14; // a few thousand ids at once must not push each other out
constexpr std::size_t longestName = 48;

//! Up to eight bytes as one number.
std::uint64_t word(const char *bytes, std::size_t size)
{
    std::uint64_t all = 0;
    if (size >= sizeof all) {
        std::memcpy(&all, bytes, sizeof all);
        return all;
    }
    for (std::size_t i = 0; i < size; ++i)
        all |= std::uint64_t(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return all;
}

//! Ids differ in their tails, types in their heads.
std::size_t slotOf(std::uint64_t head, std::uint64_t tail)
{
    constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15; // 2^64 / golden ratio: spreads the bits upwards
    const std::uint64_t mixed = (head ^ (tail * odd)) * odd;
    return ((mixed ^ (mixed >> 32)) * odd) >> (64 - slotBits);
}

} // namespace

NameTable &NameTable::ofThread()
{
    thread_local NameTable table;
    return table;
}

QString NameTable::name(std::string_view utf8)
{
    if (utf8.empty())
        return {};
    if (utf8.size() > longestName)
        return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    if (m_slots.empty())
        m_slots.resize(std::size_t(1) << slotBits);

    constexpr std::size_t part = sizeof(std::uint64_t);
    const std::size_t size = utf8.size();
    const std::uint64_t head = word(utf8.data(), size);
    const std::uint64_t tail = size > part ? word(utf8.data() + size - part, part) : 0;
    Slot &slot = m_slots[slotOf(head, tail)];
    const bool mayBeIt = slot.head == head && slot.tail == tail && slot.size == size;
    if (mayBeIt && (size <= 2 * part || slot.name.toUtf8() == QByteArrayView(utf8.data(), qsizetype(size))))
        return slot.name;
    slot = {head, tail, size, QString::fromUtf8(utf8.data(), static_cast<qsizetype>(size))};
    return slot.name;
}

} // namespace rtmscope
