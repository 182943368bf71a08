// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/field.h"

namespace rtmscope {

//! A message without subtype, or with one we have no struct for.
struct MessagePosted {
    ChannelId channel;
    QString text;
    static constexpr WireName wire{"message"};
    static constexpr std::tuple fields{Field{"channel", &MessagePosted::channel}, Field{"text", &MessagePosted::text}};
};

} // namespace rtmscope
