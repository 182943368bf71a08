// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/innerevent.h"

namespace rtmscope {

namespace {

constexpr std::string_view callback = "event_callback";
constexpr std::string_view events = "events_api";
constexpr std::string_view interactive = "interactive";
constexpr std::string_view commands = "slash_commands";

bool saysItsType(json::Value event)
{
    return !event["type"].string().empty();
}

} // namespace

bool mayBeEnvelope(std::string_view type)
{
    switch (type.size()) {
    case callback.size():
        return type == callback || type == commands;
    case events.size():
        return type == events;
    case interactive.size():
        return type == interactive;
    default:
        return false;
    }
}

json::Value eventInside(std::string_view type, json::Value event, json::Value payload)
{
    if (type == commands)
        return payload.isObject() ? payload : json::Value();
    if (type == events) {
        event = payload["event"];
        // Some events stand in the payload itself (docs/protocol.md, 11).
        if (!saysItsType(event) && payload["type"].string() != callback)
            event = payload;
    } else if (type == interactive) {
        event = payload;
    }
    return saysItsType(event) ? event : json::Value();
}

json::Value innerEvent(json::Value frame)
{
    const std::string_view type = frame["type"].string();
    if (!mayBeEnvelope(type))
        return frame;
    const json::Value event = eventInside(type, frame["event"], frame["payload"]);
    return event.exists() ? event : frame;
}

std::string_view envelopeType(json::Value frame)
{
    const std::string_view type = frame["type"].string();
    const bool holdsOne = mayBeEnvelope(type) && eventInside(type, frame["event"], frame["payload"]).exists();
    return holdsOne ? type : std::string_view();
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
