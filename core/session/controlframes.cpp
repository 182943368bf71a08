// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/controlframes.h"

#include "core/errors/errorwords.h"
#include "core/events/types/eventtypes.h"

#include <array>
#include <utility>

namespace rtmscope::controlframes {

namespace {

constexpr Kind kindOfType(std::string_view type)
{
    constexpr std::pair<std::string_view, Kind> kinds[]{
        {Ack::wire.type, Kind::Acknowledgement},   {Pong::wire.type, Kind::Pong},
        {Hello::wire.type, Kind::Hello},           {ErrorEvent::wire.type, Kind::Error},
        {Goodbye::wire.type, Kind::Goodbye},       {ReconnectUrl::wire.type, Kind::ReconnectUrl},
        {MessagePosted::wire.type, Kind::Message}, {TeamMigrationStarted::wire.type, Kind::Migration},
    };
    for (const auto &[known, kind] : kinds) {
        if (known == type)
            return kind;
    }
    return Kind::None;
}

//! By Event::row(): of messages every subtype has one.
#define RTMSCOPE_KIND(Type, ...) kindOfType(Type::wire.type),
constexpr std::array kindOfRow
{
    Kind::None, RTMSCOPE_EVENTS(RTMSCOPE_KIND)
};
#undef RTMSCOPE_KIND
static_assert(kindOfRow.size() == eventTypeCount);

} // namespace

Kind kindOf(const Event &event)
{
    return kindOfRow[event.row()];
}

quint64 replyTo(const json::Value &frame)
{
    return static_cast<quint64>(frame["reply_to"].integer().value_or(0));
}

Acknowledgement readAcknowledgement(const json::Value &frame)
{
    Acknowledgement out;
    out.replyTo = replyTo(frame);
    // Some servers leave ok out.
    const json::Value ok = frame["ok"];
    out.accepted = ok.exists() ? ok.boolean().value_or(false) : !frame["error"].exists();
    if (!out.accepted) {
        out.error = errorInFrame(frame);
        return out;
    }
    out.ts = MessageTs(frame["ts"].text());
    out.spelledTs = frame["ts"].string();
    if (const json::Value text = frame["text"]; text.isString())
        out.text = text.text();
    return out;
}

std::optional<Replay> readReplay(const json::Value &message)
{
    const auto id = message["reply_to"].integer();
    if (!id)
        return {};
    return Replay{static_cast<quint64>(*id), ChannelId(message["channel"].text()),
                  MessageTs(message["ts"].text()), message["text"].text()};
}

bool isFastReconnect(const json::Value &hello)
{
    return hello["fast_reconnect"].boolean() == true;
}

} // namespace rtmscope::controlframes
