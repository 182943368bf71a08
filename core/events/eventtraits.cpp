// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/eventtraits.h"

#include "core/events/notekinds.h"
#include "core/events/types/eventtypes.h"

#include <array>
#include <cstdint>

namespace rtmscope {

namespace {

template<typename Type>
constexpr const char *meaningOf()
{
    if constexpr (requires { Type::meaning; })
        return Type::meaning;
    else
        return nullptr;
}

#define RTMSCOPE_TRAITS(Type, signal, kind, noise, summary, fold)                                            \
    EventTraits{Type::wire.type,  Type::wire.subtype, EventClass::kind, Noise::noise,                        \
                Summary::summary, Fold::fold,         meaningOf<Type>()},
constexpr std::array rows
{
    EventTraits{}, RTMSCOPE_EVENTS(RTMSCOPE_TRAITS)
};
#undef RTMSCOPE_TRAITS
static_assert(rows.size() == eventTypeCount);

#define RTMSCOPE_TRAITS(kind, noise, summary, fold, meaning)                                                 \
    EventTraits{kind, {}, EventClass::Note, Noise::noise, Summary::summary, Fold::fold, meaning},
constexpr std::array notes{RTMSCOPE_NOTES(RTMSCOPE_TRAITS)};
#undef RTMSCOPE_TRAITS

constexpr std::size_t tableSize = 512;
static_assert(tableSize > 2 * eventTypeCount);

constexpr std::size_t unit(char c)
{
    return static_cast<unsigned char>(c);
}

constexpr std::size_t unit(QChar c)
{
    return c.unicode();
}

template<typename Text>
constexpr std::size_t hash(const Text &type, const Text &subtype)
{
    std::size_t sum = 0;
    for (const Text &text : {type, subtype}) {
        for (const auto c : text)
            sum = sum * 31 + unit(c);
        sum = sum * 31 + 1;
    }
    return sum;
}

//! Rows by type and subtype: a hash table made by the compiler; 0 is a free slot.
constexpr std::array<std::uint16_t, tableSize> rowTable = [] {
    std::array<std::uint16_t, tableSize> table{};
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::size_t at = hash(rows[i].type, rows[i].subtype);
        while (table[at % tableSize] != 0)
            ++at;
        table[at % tableSize] = static_cast<std::uint16_t>(i);
    }
    return table;
}();

bool isSame(std::string_view name, std::string_view text)
{
    return name == text;
}

bool isSame(std::string_view name, QStringView text)
{
    return text == QLatin1StringView(name.data(), static_cast<qsizetype>(name.size()));
}

template<typename Text>
std::size_t find(const Text &type, const Text &subtype)
{
    for (std::size_t at = hash(type, subtype);; ++at) {
        const std::size_t row = rowTable[at % tableSize];
        if (row == 0 || (isSame(rows[row].type, type) && isSame(rows[row].subtype, subtype)))
            return row;
    }
}

template<typename Text>
std::size_t findOrBase(const Text &type, const Text &subtype)
{
    if (type.empty())
        return 0;
    const std::size_t exact = subtype.empty() ? 0 : find(type, subtype);
    return exact != 0 ? exact : find(type, Text());
}

} // namespace

std::size_t eventRow(std::string_view type, std::string_view subtype)
{
    return findOrBase(type, subtype);
}

std::size_t eventRow(QStringView type, QStringView subtype)
{
    return findOrBase(type, subtype);
}

const EventTraits &traitsOfRow(std::size_t row)
{
    return rows[row];
}

const EventTraits &traitsOfNote(QStringView kind)
{
    static constexpr EventTraits other{{}, {}, EventClass::Note, Noise::Aside, Summary::Note, Fold::Nothing};
    for (const EventTraits &note : notes) {
        if (isSame(note.type, kind))
            return note;
    }
    return other;
}

const EventTraits &traitsOf(Direction direction, QStringView type, QStringView subtype)
{
    return direction == Direction::Note ? traitsOfNote(type) : rows[eventRow(type, subtype)];
}

const EventTraits &traitsOf(const Event &event)
{
    return event.direction == Direction::Note ? traitsOfNote(event.type) : rows[event.row()];
}

} // namespace rtmscope
