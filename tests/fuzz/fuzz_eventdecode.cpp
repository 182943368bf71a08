// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Any bytes as a frame, by themselves and in an envelope: each must be recorded and received exactly once,
// whatever it is, and decode to something. What is masked has nothing left to mask.
#include "core/events/eventsource.h"
#include "core/events/ticketmask.h"
#include "tests/support/eventfeed.h"

#include <cstdint>
#include <cstdlib>

using namespace rtmscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static testing::EventFeed feed;
    static int recorded = 0;
    static int received = 0;
    static const bool connected = [] {
        QObject::connect(&feed, &EventSource::recorded, &feed, [](const Event &event) {
            ++recorded;
            if (event.isKnown() != (event.body().value.index() != 0))
                std::abort();
            QByteArray again = event.raw;
            maskTickets(again);
            if (again != event.raw)
                std::abort();
        });
        QObject::connect(&feed, &EventSource::eventReceived, &feed, [] { ++received; });
#define RTMSCOPE_LISTEN(Type, signal, ...)                                                                   \
    QObject::connect(&feed, &EventSource::signal, &feed, [](const Type &) {});
        RTMSCOPE_EVENTS(RTMSCOPE_LISTEN)
#undef RTMSCOPE_LISTEN
        return true;
    }();
    Q_UNUSED(connected)

    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const QByteArray &frame :
         {bytes, QByteArray(R"({"payload":{"event":)" + bytes + R"(},"type":"events_api"})"),
          QByteArray(R"({"payload":)" + bytes + R"(,"type":"interactive"})"),
          QByteArray(R"({"payload":)" + bytes + R"(,"type":"slash_commands"})")}) {
        recorded = received = 0;
        feed.deliver(Direction::In, frame);
        if (recorded != 1 || received != 1)
            std::abort();
    }
    return 0;
}
