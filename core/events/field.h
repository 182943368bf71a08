// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/json/json.h"

#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

//! How a struct says which wire member fills which field. See docs: "add an event" in CONTRIBUTING.
namespace rtmscope {

//! A member of the wire object and the struct field it fills.
template<typename Owner, typename T>
struct Field {
    std::string_view key;
    T Owner::*target;
    constexpr Field(std::string_view wireKey, T Owner::*member) : key(wireKey), target(member) {}
};

//! A field that is filled from the same object as its owner: composition instead of inheritance.
template<typename Owner, typename T>
struct Flatten {
    T Owner::*target;
    constexpr explicit Flatten(T Owner::*member) : target(member) {}
};

//! The `type` (and `subtype`) by which the wire names an event.
struct WireName {
    std::string_view type;
    std::string_view subtype = {};
};

//! Any JSON kept as text because its shape is open (pref_change.value, blocks, metadata). Compact, not byte-exact.
struct AnyJson {
    QByteArray text;
    friend bool operator==(const AnyJson &, const AnyJson &) = default;
};

} // namespace rtmscope
