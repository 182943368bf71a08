// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/eventdecoder.h"
#include "core/events/innerevent.h"
#include "core/json/json.h"
#include "core/log/eventlog.h"

#include <memory>

namespace rtmscope::testing {

inline constexpr qint64 startUs = 1'795'356'251'318'000; // 2026-11-22 14:04:11.318 UTC

//! An entry as a session would deliver it, a second after the one before.
inline Event entry(quint64 seq, const QByteArray &raw, Direction direction = Direction::In)
{
    Event event;
    event.seq = seq;
    event.receivedAtUs = startUs + qint64(seq) * 1'000'000;
    event.direction = direction;
    event.connection = 1;
    event.raw = raw;
    static json::Document document;
    if (!document.parse(raw)) {
        event.form = FrameForm::Text;
        event.problem = document.error().words;
        return event;
    }
    const json::Value root = document.root();
    if (direction == Direction::In && mayBeEnvelope(root["type"].string())) {
        EventDecoder::readHeader(&event);
        return event;
    }
    const auto id = [&root](std::string_view key) {
        const json::Value value = root[key];
        return value.isObject() ? value["id"].text() : value.text();
    };
    event.type = root[direction == Direction::Note ? "kind" : "type"].text();
    if (event.type.isEmpty() && (root["reply_to"].exists() || root["envelope_id"].exists()))
        event.type = QStringLiteral("ack");
    if (direction != Direction::Note)
        event.subtype = root["subtype"].text();
    event.channel = id("channel");
    if (event.channel.isEmpty())
        event.channel = root["item"]["channel"].text();
    event.user = id("user");
    return event;
}

inline Event note(quint64 seq, const QByteArray &raw)
{
    return entry(seq, raw, Direction::Note);
}

inline Event binary(quint64 seq, const QByteArray &raw)
{
    Event event = entry(seq, "null");
    event.raw = raw;
    event.form = FrameForm::Binary;
    event.problem = QStringLiteral("binary");
    return event;
}

inline Event message(quint64 seq, const QByteArray &text = "hello", const QByteArray &channel = "C0OPS")
{
    return entry(seq, R"({"type":"message","channel":")" + channel + R"(","user":"U02TOMAS","text":")" +
                          text + R"(","ts":"17953562)" + QByteArray::number(10 + seq % 90) + R"(.000412"})");
}

//! Messages 1 … count in a log without a file.
inline std::unique_ptr<EventLog> logOf(int count)
{
    auto log = EventLog::inMemory({});
    for (int i = 1; i <= count; ++i)
        log->append(message(quint64(i), "message " + QByteArray::number(i)));
    return log;
}

} // namespace rtmscope::testing
