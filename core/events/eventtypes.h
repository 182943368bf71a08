// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/messageevents.h"

#include <variant>

//! The one list. A row makes the alternative of EventBody, the decoder entry and the typed signal of EventSource.
#define RTMSCOPE_EVENTS(X)                                                                                            \
    X(MessagePosted, messagePosted)

namespace rtmscope {

//! The alternative for what we have no struct for: normal data, never an error.
struct Unknown {};

#define RTMSCOPE_ALTERNATIVE(Type, signal) , Type
using EventVariant = std::variant<Unknown RTMSCOPE_EVENTS(RTMSCOPE_ALTERNATIVE)>;
#undef RTMSCOPE_ALTERNATIVE

//! A struct rather than an alias, so that event.h can name it without knowing the list.
struct EventBody {
    EventVariant value;
};

//! Alternatives, Unknown included.
inline constexpr std::size_t eventTypeCount = std::variant_size_v<EventVariant>;

} // namespace rtmscope
