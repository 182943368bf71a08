// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QByteArray>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

//! How a struct says which wire member fills which field. See docs: "add an event" in CONTRIBUTING.
//!
//! What the decoder forgives (protocol 5 and trap T32): an id may be text, a number or an object with an
//! `id`; a struct that has an `id` may be that id alone; numbers may be text and text may be a number;
//! booleans may be 0, 1 or text; a list may be its only element. Any other shape leaves that one field empty.
namespace rtmscope {

//! A member of the wire object and the struct field it fills.
template<typename Owner, typename T>
struct Field
{
    std::string_view key;
    T Owner::*target;
    constexpr Field(std::string_view wireKey, T Owner::*member)
        : key(wireKey)
        , target(member)
    {
    }
};

//! A field that is filled from the same object as its owner: composition instead of inheritance.
template<typename Owner, typename T>
struct Flatten
{
    T Owner::*target;
    constexpr explicit Flatten(T Owner::*member)
        : target(member)
    {
    }
};

//! One of the fields of a table.
template<std::size_t I, typename T>
struct FieldAt
{
    T field;
};

template<typename Indices, typename... T>
struct FieldRow;

template<std::size_t... I, typename... T>
struct FieldRow<std::index_sequence<I...>, T...> : FieldAt<I, T>...
{
    constexpr explicit FieldRow(T... field)
        : FieldAt<I, T>{field}...
    {
    }
};

//! A struct's Field and Flatten rows. Not std::tuple: nearly every file reads some thousand of them, and a
//! tuple costs the compiler a class with dozens of constructors for each (a minute and 2 GB, against
//! seconds).
template<typename... T>
struct Fields : FieldRow<std::index_sequence_for<T...>, T...>
{
    static constexpr std::size_t count = sizeof...(T);
    constexpr explicit Fields(T... field)
        : FieldRow<std::index_sequence_for<T...>, T...>(field...)
    {
    }
};

//! What a reader that has no use for all fields of T wants of it: derive a specialization from Only. Purpose
//! is a name of the reader's own; what is flattened into T is chosen for itself.
template<typename Purpose, typename T>
struct Subset
{
};

template<auto... Targets>
struct Only
{
    static constexpr bool isChosen = true;

    template<typename Target>
    static constexpr bool has(Target target)
    {
        return (isSame(Targets, target) || ...);
    }

private:
    template<typename A, typename B>
    static constexpr bool isSame(A a, B b)
    {
        if constexpr (std::is_same_v<A, B>)
            return a == b;
        else
            return false;
    }
};

//! What \a function gives for all rows at once, as std::apply does.
template<typename Function, std::size_t... I, typename... T>
constexpr decltype(auto) applyRow(Function function, const FieldRow<std::index_sequence<I...>, T...> &row)
{
    return function(static_cast<const FieldAt<I, T> &>(row).field...);
}

//! The row at place I.
template<std::size_t I, typename T>
constexpr const T &fieldAt(const FieldAt<I, T> &row)
{
    return row.field;
}

//! The `type` (and `subtype`) by which the wire names an event.
struct WireName
{
    std::string_view type;
    std::string_view subtype = {};
};

//! Any JSON, because its shape is open (pref_change.value, blocks, metadata). Decoding one costs nothing: it
//! shares the frame's bytes and remembers a place in them; the text is made when asked for. A value; any
//! thread.
class AnyJson
{
public:
    AnyJson() = default;
    //! Holds \a text itself.
    explicit AnyJson(QByteArray text)
        : m_bytes(std::move(text))
    {
    }
    //! The value at \a position (json::Value::position) of the text \a frame.
    AnyJson(QByteArray frame, std::size_t position)
        : m_bytes(std::move(frame))
        , m_position(position)
    {
    }

    bool isEmpty() const { return m_bytes.isEmpty(); }  //!< the member was absent or null
    std::size_t position() const { return m_position; } //!< in the frame it was decoded from; 0: no frame
    //! Compact JSON, not byte-exact. Parses the frame each time: ask once and keep the answer.
    QByteArray text() const;

    friend bool operator==(const AnyJson &a, const AnyJson &b)
    {
        return (a.m_position == b.m_position && a.m_bytes == b.m_bytes) || a.text() == b.text();
    }

private:
    QByteArray m_bytes;
    std::size_t m_position = 0; // 0: m_bytes is the value's own text
};

} // namespace rtmscope
