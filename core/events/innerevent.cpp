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

json::Value frameOf(const Event &event, json::Document &scratch)
{
    if (event.parsed().isValid())
        return event.parsed().root();
    return scratch.parse(event.raw) ? scratch.root() : json::Value();
}

json::Value innerOf(const Event &event, json::Document &scratch)
{
    if (event.parsed().isValid())
        return event.parsed().inner();
    const json::Value frame = frameOf(event, scratch);
    return event.direction == Direction::In ? innerEvent(frame) : frame;
}

} // namespace rtmscope
