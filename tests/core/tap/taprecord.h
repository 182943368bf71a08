// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tap/relay/tap.h"
#include "tests/core/tap/rawpeers.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace rtmscope::testing {

//! A tap and all that it recorded.
struct TapRecord
{
    explicit TapRecord(const QUrl &upstream, const Clock &clock = Clock::system())
        : TapRecord(settingsFor(upstream), clock)
    {
    }
    explicit TapRecord(const TapSettings &settings, const Clock &clock = Clock::system())
        : tap(settings, clock)
    {
        QObject::connect(&tap, &Tap::recorded, &tap, [this](const Event &event) { events.append(event); });
        listens = tap.listen().ok();
    }
    static TapSettings settingsFor(const QUrl &upstream)
    {
        TapSettings settings;
        settings.upstream = upstream;
        return settings;
    }

    QList<QByteArray> frames(Direction direction) const
    {
        QList<QByteArray> found;
        for (const Event &event : events) {
            if (event.direction == direction && direction != Direction::Note)
                found.append(event.raw);
        }
        return found;
    }
    QList<QJsonObject> notes(const QString &kind) const
    {
        QList<QJsonObject> found;
        for (const Event &event : events) {
            const QJsonObject note = QJsonDocument::fromJson(event.raw).object();
            if (event.direction == Direction::Note && note.value(QLatin1String("kind")).toString() == kind)
                found.append(note);
        }
        return found;
    }
    QJsonObject lastCall() const
    {
        const auto calls = notes(QStringLiteral("api"));
        return calls.isEmpty() ? QJsonObject() : calls.constLast();
    }
    QByteArray everything() const
    {
        QByteArray all;
        for (const Event &event : events)
            all += event.raw + '\n';
        return all;
    }

    QList<Event> events; // outlives the tap, which tells of its end
    Tap tap;
    bool listens = false;
};

//! A server, a tap before it, and a program.
struct CallStand
{
    CallStand()
        : record(server.apiBase())
        , program(record.tap.apiBase())
    {
    }
    //! What the server got on its latest connection.
    QByteArray asked() const
    {
        return server.received.isEmpty() ? QByteArray() : server.received.constLast();
    }

    RawServer server;
    TapRecord record;
    RawClient program;
};

} // namespace rtmscope::testing
