// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/socketmode/socketframes.h"

namespace rtmscope::socketframes {

namespace {

// Longer ones vanish without a word (trap S21).
constexpr qsizetype mostAckBytes = 20'000;

//! Seconds since the epoch, or microseconds without a dot, as both occur (trap S32).
qint64 momentUs(json::Value value)
{
    constexpr qint64 microseconds = 1'000'000;
    constexpr qint64 farFuture = 100'000'000'000; // no number of seconds
    const qint64 number = value.integer().value_or(0);
    return number > farFuture ? number : number * microseconds;
}

void readPayload(Envelope *envelope)
{
    const json::Value payload = envelope->payload;
    envelope->eventId = payload["event_id"].string();
    envelope->app = payload["api_app_id"].string();
    // In a channel shared with another organisation team_id may name that one; interactive payloads have an
    // object.
    json::Value installed;
    for (const json::Value authorization : payload["authorizations"].elements())
        installed = authorization["team_id"];
    for (const json::Value &team :
         {payload["context_team_id"], installed, payload["team_id"], payload["team"]["id"]}) {
        if (envelope->team.empty())
            envelope->team = team.string();
    }
    envelope->eventTimeUs = momentUs(payload["event_time"]);
    if (payload["type"].string() == "app_rate_limited")
        envelope->limitedFromUs = momentUs(payload["minute_rate_limited"]);
}

bool isOfType(json::Value frame, std::string_view type)
{
    return frame.isObject() && frame["type"].string() == type && !frame["envelope_id"].exists();
}

} // namespace

std::optional<Envelope> readEnvelope(json::Value frame)
{
    const json::Value id = frame["envelope_id"];
    if (!frame.isObject() || id.isNull())
        return {};
    Envelope envelope;
    envelope.id = id;
    envelope.type = frame["type"].string();
    envelope.retryAttempt = frame["retry_attempt"].integer().value_or(0);
    envelope.payload = frame["payload"];
    if (envelope.payload.isObject())
        readPayload(&envelope);
    return envelope;
}

std::optional<Hello> readHello(json::Value frame)
{
    if (!isOfType(frame, "hello"))
        return {};
    Hello hello;
    hello.app = frame["connection_info"]["app_id"].text();
    hello.connections = static_cast<int>(frame["num_connections"].integer().value_or(0));
    const double seconds = frame["debug_info"]["approximate_connection_time"].number().value_or(0);
    constexpr double mostSeconds = 30.0 * 24 * 3600;
    if (seconds > 0 && seconds < mostSeconds)
        hello.life = std::chrono::milliseconds(static_cast<qint64>(seconds * 1000));
    return hello;
}

std::optional<Disconnect> readDisconnect(json::Value frame)
{
    if (!isOfType(frame, "disconnect"))
        return {};
    Disconnect out;
    const std::string_view reason = frame["reason"].string();
    out.spelled = json::fromUtf8(reason);
    if (reason == "warning")
        out.reason = Reason::Warning;
    else if (reason == "refresh_requested")
        out.reason = Reason::RefreshRequested;
    else if (reason == "too_many_websockets")
        out.reason = Reason::TooManySockets;
    else if (reason == "link_disabled" || reason == "socket_mode_disabled")
        out.reason = Reason::LinkDisabled;
    return out;
}

std::optional<QByteArray> acknowledgement(const Envelope &envelope)
{
    const QByteArray frame = "{\"envelope_id\":" + envelope.id.toJson() + '}';
    return frame.size() < mostAckBytes ? std::optional(frame) : std::nullopt;
}

} // namespace rtmscope::socketframes
