// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/eventdecoder.h"
#include "core/log/eventlog.h"

namespace rtmscope::testing {

//! A log in memory of frames from the server, a second apart from 1,700,000,001 s on, all by connection 3.
inline std::unique_ptr<EventLog> recorded(const QList<QByteArray> &frames)
{
    auto log = EventLog::inMemory({});
    qint64 second = 1'700'000'000;
    for (const QByteArray &frame : frames) {
        Event event;
        event.seq = static_cast<quint64>(log->size() + 1);
        event.receivedAtUs = ++second * 1'000'000;
        event.connection = 3;
        event.raw = frame;
        EventDecoder::readHeader(&event);
        log->append(event);
    }
    log->flush();
    return log;
}

//! A message in C1, of U1, said at that second after 1,700,000,000.
inline QByteArray messageAt(int second, const char *text = "hello")
{
    return "{\"type\":\"message\",\"channel\":\"C1\",\"user\":\"U1\",\"text\":\"" + QByteArray(text) +
           "\",\"ts\":\"" + QByteArray::number(1'700'000'000 + second) + ".000000\"}";
}

} // namespace rtmscope::testing
