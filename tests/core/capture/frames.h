// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

namespace rtmscope::testing {

inline constexpr qint64 someTimeUs = 1'795'356'131'318'204; // 2026-11-22T14:02:11.318204Z

//! An entry as an EventSource delivers it, except for the header fields, which the log reads from the bytes.
inline Event entry(quint64 seq, const QByteArray &raw, Direction direction = Direction::In,
                   FrameForm form = FrameForm::Json)
{
    Event event;
    event.seq = seq;
    event.receivedAtUs = someTimeUs + qint64(seq);
    event.direction = direction;
    event.form = form;
    event.connection = 3;
    event.raw = raw;
    return event;
}

//! The same with header fields.
inline Event message(quint64 seq, const QString &channel, const QString &user, const QByteArray &text)
{
    Event event = entry(seq, "{\"type\":\"message\",\"channel\":\"" + channel.toUtf8() + "\",\"user\":\"" +
                                 user.toUtf8() + "\",\"text\":\"" + text + "\"}");
    event.type = QStringLiteral("message");
    event.channel = channel;
    event.user = user;
    return event;
}

} // namespace rtmscope::testing
