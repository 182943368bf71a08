// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/controlframes.h"

#include "core/errors/errorwords.h"

using namespace Qt::StringLiterals;

namespace rtmscope::controlframes {

Kind kindOf(const QString &type)
{
    switch (type.size()) {
    case 3:
        return type == "ack"_L1 ? Kind::Acknowledgement : Kind::None;
    case 4:
        return type == "pong"_L1 ? Kind::Pong : Kind::None;
    case 5:
        return type == "hello"_L1 ? Kind::Hello : type == "error"_L1 ? Kind::Error : Kind::None;
    case 7:
        return type == "message"_L1 ? Kind::Message : type == "goodbye"_L1 ? Kind::Goodbye : Kind::None;
    case 13:
        return type == "reconnect_url"_L1 ? Kind::ReconnectUrl : Kind::None;
    case 22:
        return type == "team_migration_started"_L1 ? Kind::Migration : Kind::None;
    default:
        return Kind::None;
    }
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
