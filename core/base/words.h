// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <optional>

namespace rtmscope {

//! A value of an enum and its word in a file or on the wire. Tables of these, std::array of Word, read both
//! ways: wordOf() and valueOf(). Not for words that people see: those are translated.
template<typename Enum>
struct Word
{
    Enum value;
    QLatin1StringView word;
};
template<typename Enum>
Word(Enum, QLatin1StringView) -> Word<Enum>;

//! Empty if \a value is not in the table.
template<typename Table, typename Enum>
constexpr QLatin1StringView wordOf(const Table &table, Enum value)
{
    for (const auto &each : table) {
        if (each.value == value)
            return each.word;
    }
    return {};
}

//! The first value of that word, if there is one.
template<typename Table>
auto valueOf(const Table &table, QStringView word) -> std::optional<decltype(table.front().value)>
{
    for (const auto &each : table) {
        if (word == each.word)
            return each.value;
    }
    return {};
}

} // namespace rtmscope
