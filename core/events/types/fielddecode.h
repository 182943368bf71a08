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

//! The other half of field.h: fills structs from parsed JSON. Only for .cpp files, because it makes code for
//! every struct. Whoever needs few of the fields says so by a Purpose of its own (see Subset in field.h): the
//! others are then passed over.
namespace rtmscope::decoding {

template<typename Purpose>
struct Context
{
    const QByteArray &frame; //!< owned bytes that the values came from; empty: AnyJson keeps a place only
    NameTable &names;
    qsizetype mostText = -1; //!< bytes of a text that are decoded; -1: all
};

//! Wants every field.
struct Everything
{
};

template<typename T>
concept Described = requires
{
    T::fields;
};

template<typename Purpose, Described T, std::size_t I>
constexpr bool wants()
{
    if constexpr (requires { Subset<Purpose, T>::isChosen; })
        return Subset<Purpose, T>::has(fieldAt<I>(T::fields).target);
    else
        return true;
}

//! The members of a struct that a Purpose wants, by wire key: a hash table made by the compiler.
template<typename Purpose, Described T>
class MemberTable
{
public:
    static constexpr std::size_t count = decltype(T::fields)::count;
    using Fill = void (*)(T &, json::Value, Context<Purpose> &);

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

    template<std::size_t... I>
    static constexpr std::size_t wanted(std::index_sequence<I...>)
    {
        return (std::size_t(0) + ... + std::size_t(wants<Purpose, T, I>()));
    }

    static constexpr std::size_t mask = [] {
        std::size_t size = 2;
        while (size < 2 * wanted(std::make_index_sequence<count>()) + 1)
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
    static void fillOne(T &owner, json::Value value, Context<Purpose> &context);

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
        if constexpr (requires { field.key; } && wants<Purpose, T, I>()) {
            std::size_t at = hash(field.key);
            // Asked by key: gcc's undefined behaviour sanitizer takes a function's address for no constant.
            while (!table[at & mask].key.empty())
                ++at;
            table[at & mask] = {field.key, &fillOne<I>};
        }
    }

    static constexpr std::array<Slot, mask + 1> slots = build(std::make_index_sequence<count>());
};

//! Null where the member is absent or has another shape, empty where it says so.
template<typename Purpose>
void fill(QString &target, json::Value value, Context<Purpose> &context)
{
    target = value.text(context.mostText);
}

template<typename Purpose>
void fill(bool &target, json::Value value, Context<Purpose> &)
{
    target = value.boolean().value_or(false);
}

template<typename Purpose>
void fill(qint64 &target, json::Value value, Context<Purpose> &)
{
    target = value.integer().value_or(0);
}

template<typename Purpose>
void fill(int &target, json::Value value, Context<Purpose> &)
{
    const qint64 whole = value.integer().value_or(0);
    target = static_cast<int>(
        std::clamp<qint64>(whole, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

template<typename Purpose>
void fill(MessageTs &target, json::Value value, Context<Purpose> &)
{
    target = MessageTs(value.text());
}

template<typename Purpose, typename Tag>
void fill(Id<Tag> &target, json::Value value, Context<Purpose> &context)
{
    if (value.isObject())
        value = value["id"];
    if (value.isString())
        target = Id<Tag>(context.names.name(value.string()));
    else if constexpr (requires { Purpose::idsAreStrings; })
        target = Id<Tag>();
    else
        target = Id<Tag>(value.text());
}

template<typename Purpose>
void fill(AnyJson &target, json::Value value, Context<Purpose> &context)
{
    target = value.isNull() ? AnyJson() : AnyJson(context.frame, value.position());
}

template<typename Purpose, Described T>
bool fillMember(T &owner, std::string_view key, json::Value value, Context<Purpose> &context);

template<Described T>
bool fits(const json::Value &value)
{
    if constexpr (MemberTable<Everything, T>::has("id")) {
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

//! Fills those fields of \a target whose members are in \a value; the others stay as they are.
template<typename Purpose, Described T>
void decode(T &target, json::Value value, Context<Purpose> &context)
{
    if (value.isObject()) {
        for (const json::Value::Member member : value.members())
            fillMember(target, member.key, member.value, context);
    } else if (fits<T>(value)) {
        fillMember(target, "id", value, context);
        if constexpr (requires { target.isBareId; })
            target.isBareId = true;
    }
}

template<typename Purpose, Described T>
void fill(T &target, json::Value value, Context<Purpose> &context)
{
    target = T(); // where a key stands twice, the last value counts alone
    decode(target, value, context);
}

template<typename Purpose, typename T>
void fill(std::optional<QList<T>> &target, json::Value value, Context<Purpose> &context)
{
    target.reset();
    if (!value.isNull())
        fill(target.emplace(), value, context);
}

template<typename Purpose, typename T>
void fill(std::optional<T> &target, json::Value value, Context<Purpose> &context)
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

template<typename Purpose, typename T>
void fill(QList<T> &target, json::Value value, Context<Purpose> &context)
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

template<typename Purpose, Described T>
template<std::size_t I>
void MemberTable<Purpose, T>::fillOne(T &owner, json::Value value, Context<Purpose> &context)
{
    fill(owner.*fieldAt<I>(T::fields).target, value, context);
}

//! Own members first, then those of what is flattened in. False if nobody wants the key.
template<typename Purpose, Described T>
bool fillMember(T &owner, std::string_view key, json::Value value, Context<Purpose> &context)
{
    if (const auto found = MemberTable<Purpose, T>::find(key)) {
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

template<typename Target>
struct OwnerOf;

template<typename Owner, typename T>
struct OwnerOf<T Owner::*>
{
    using Type = Owner;
};

//! The key under which a struct has a field.
template<auto Target>
constexpr std::string_view keyOf()
{
    std::string_view key;
    const auto look = [&key](const auto &field) {
        if constexpr (requires { field.key; }) {
            if constexpr (std::is_same_v<decltype(field.target), decltype(Target)>)
                key = key.empty() && field.target == Target ? field.key : key;
        }
    };
    applyRow([&look](const auto &...field) { (look(field), ...); },
             OwnerOf<std::remove_cv_t<decltype(Target)>>::Type::fields);
    return key;
}

//! The JSON of one field, as \a object has it.
template<auto Target>
json::Value valueOf(json::Value object)
{
    static_assert(!keyOf<Target>().empty());
    return object[keyOf<Target>()];
}

} // namespace rtmscope::decoding
