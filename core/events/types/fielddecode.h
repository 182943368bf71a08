// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/field.h"
#include "core/events/types/nametable.h"
#include "core/json/json.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

//! The other half of field.h: fills structs from parsed JSON. Included by eventdecoder.cpp only, because it
//! makes code for every struct.
namespace rtmscope::decoding {

struct Context
{
    const QByteArray &frame; //!< owned bytes that the values came from
    NameTable &names;
};

template<typename T>
concept Described = requires
{
    T::fields;
};

//! A struct's members by wire key: a hash table made by the compiler.
template<Described T>
class MemberTable
{
public:
    static constexpr std::size_t count = decltype(T::fields)::count;
    using Fill = void (*)(T &, json::Value, Context &);

    static Fill find(std::string_view key)
    {
        for (std::size_t at = hash(key);; ++at) {
            const Slot &slot = slots[at & mask];
            if (!slot.fill || slot.key == key)
                return slot.fill;
        }
    }
    static constexpr bool has(std::string_view key)
    {
        for (const Slot &slot : slots) {
            if (!slot.key.empty() && slot.key == key)
                return true;
        }
        return false;
    }

private:
    struct Slot
    {
        std::string_view key;
        Fill fill = nullptr;
    };

    static constexpr std::size_t mask = [] {
        std::size_t size = 2;
        while (size < 2 * count + 1)
            size *= 2;
        return size - 1;
    }();

    static constexpr std::size_t hash(std::string_view key)
    {
        if (key.empty())
            return 0;
        const auto byte = [&](std::size_t at) { return std::size_t(static_cast<unsigned char>(key[at])); };
        return byte(0) * 5 + byte(key.size() / 2) * 17 + byte(key.size() - 1) * 3 + key.size() * 7;
    }

    template<std::size_t I>
    static void fillOne(T &owner, json::Value value, Context &context);

    template<std::size_t... I>
    static constexpr std::array<Slot, mask + 1> build(std::index_sequence<I...>)
    {
        std::array<Slot, mask + 1> table{};
        (put<I>(table), ...);
        return table;
    }

    template<std::size_t I>
    static constexpr void put(std::array<Slot, mask + 1> &table)
    {
        constexpr auto &field = fieldAt<I>(T::fields);
        if constexpr (requires { field.key; }) {
            std::size_t at = hash(field.key);
            // Asked by key: gcc's undefined behaviour sanitizer takes a function's address for no constant.
            while (!table[at & mask].key.empty())
                ++at;
            table[at & mask] = {field.key, &fillOne<I>};
        }
    }

    static constexpr std::array<Slot, mask + 1> slots = build(std::make_index_sequence<count>());
};

inline void fill(QString &target, json::Value value, Context &)
{
    target = value.text();
}

inline void fill(bool &target, json::Value value, Context &)
{
    target = value.boolean().value_or(false);
}

inline void fill(qint64 &target, json::Value value, Context &)
{
    target = value.integer().value_or(0);
}

inline void fill(int &target, json::Value value, Context &)
{
    const qint64 whole = value.integer().value_or(0);
    target = static_cast<int>(
        std::clamp<qint64>(whole, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

inline void fill(MessageTs &target, json::Value value, Context &)
{
    target = MessageTs(value.text());
}

template<typename Tag>
void fill(Id<Tag> &target, json::Value value, Context &context)
{
    if (value.isObject())
        value = value["id"];
    target = Id<Tag>(value.isString() ? context.names.name(value.string()) : value.text());
}

inline void fill(AnyJson &target, json::Value value, Context &context)
{
    target = value.isNull() ? AnyJson() : AnyJson(context.frame, value.position());
}

template<Described T>
bool fillMember(T &owner, std::string_view key, json::Value value, Context &context);

template<Described T>
bool fits(const json::Value &value)
{
    if constexpr (MemberTable<T>::has("id")) {
        if (value.isString() || value.isNumber())
            return true;
    }
    return value.isObject();
}

//! Whether \a value can stand in a list of T: what can't is left out.
template<typename T>
bool isElement(json::Value value)
{
    if constexpr (Described<T>)
        return fits<T>(value);
    else
        return value.isString() || value.isNumber() ||
               (!std::is_same_v<T, QString> && value.isObject() && value["id"].isString());
}

template<Described T>
void fill(T &target, json::Value value, Context &context)
{
    target = T(); // where a key stands twice, the last value counts alone
    if (value.isObject()) {
        for (const json::Value::Member member : value.members())
            fillMember(target, member.key, member.value, context);
    } else if (fits<T>(value)) {
        fillMember(target, "id", value, context);
    }
}

template<typename T>
void fill(std::optional<T> &target, json::Value value, Context &context)
{
    target.reset();
    if constexpr (std::is_same_v<T, bool>) {
        target = value.boolean();
    } else if constexpr (std::is_same_v<T, double>) {
        target = value.number();
    } else if constexpr (std::is_integral_v<T>) {
        if (value.integer())
            fill(target.emplace(), value, context);
    } else if (fits<T>(value)) {
        fill(target.emplace(), value, context);
    }
}

template<typename T>
void fill(QList<T> &target, json::Value value, Context &context)
{
    const auto take = [&](json::Value element) {
        if (isElement<T>(element))
            fill(target.emplaceBack(), element, context);
    };
    target.clear();
    if (!value.isArray())
        return take(value);
    for (const json::Value element : value.elements())
        take(element);
}

template<Described T>
template<std::size_t I>
void MemberTable<T>::fillOne(T &owner, json::Value value, Context &context)
{
    fill(owner.*fieldAt<I>(T::fields).target, value, context);
}

//! Own members first, then those of what is flattened in. False if nobody wants the key.
template<Described T>
bool fillMember(T &owner, std::string_view key, json::Value value, Context &context)
{
    if (const auto found = MemberTable<T>::find(key)) {
        found(owner, value, context);
        return true;
    }
    return applyRow(
        [&](const auto &...field) {
            [[maybe_unused]] const auto tryFlat = [&](const auto &one) {
                if constexpr (requires { one.key; })
                    return false;
                else
                    return fillMember(owner.*one.target, key, value, context);
            };
            return (tryFlat(field) || ...);
        },
        T::fields);
}

} // namespace rtmscope::decoding
