// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/json/json.h"

#include <string_view>

//! The Events API and Socket Mode put the event that RTM sends bare into an envelope, and so do they with
//! what people do to an app: what they press, submit and command (docs/protocol.md, 11). Free functions; any
//! thread.
namespace rtmscope {

//! The event inside the envelope \a frame (`event_callback`, or `events_api` around one; the payload of an
//! `interactive` or `slash_commands`), valid as long as its Document; \a frame itself where it is none, or
//! holds no event that says what it is.
json::Value innerEvent(json::Value frame);
//! The same by members of a frame of that type that were looked up before; absent where there is none.
json::Value eventInside(std::string_view type, json::Value event, json::Value payload);
//! The type of the envelope \a frame; empty if it is none.
std::string_view envelopeType(json::Value frame);
//! The JSON of an entry, the whole frame or note: what its source has parsed while the entry is delivered,
//! else \a scratch parses it. Absent if it is not JSON.
json::Value frameOf(const Event &event, json::Document &scratch);
//! The same for the event in it.
json::Value innerOf(const Event &event, json::Document &scratch);
//! Whether a frame of that type is worth asking: most are not.
bool mayBeEnvelope(std::string_view type);

} // namespace rtmscope
