// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/innerevent.h"

namespace rtmscope {

namespace {

constexpr std::string_view callback = "event_callback";
constexpr std::string_view socketEnvelope = "events_api";

} // namespace

bool mayBeEnvelope(std::string_view type)
{
    return type == callback || type == socketEnvelope;
}

json::Value innerEvent(json::Value frame)
{
    const std::string_view type = frame["type"].string();
    json::Value event;
    if (type == callback)
        event = frame["event"];
    else if (type == socketEnvelope)
        event = frame["payload"]["event"];
    return event["type"].string().empty() ? frame : event;
}

} // namespace rtmscope
