// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/server/demoserver.h"
#include "core/session/rtmsession.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QtTest>

namespace rtmscope::testing {

//! Waits that do not make a test slow. What a test is not about keeps its real length, so that a busy machine
//! can't make it fail.
inline RtmSession::Timings quickTimings()
{
    using namespace std::chrono_literals;
    RtmSession::Timings timings;
    timings.firstBackoff = 10ms;
    timings.maxBackoff = 40ms;
    timings.slowRetry = 30ms;
    timings.connectSpacing = 0ms;
    timings.connectRefill = 0ms;
    return timings;
}

//! A silent demo server and a session pointed at it, with everything that was recorded.
class Rig
{
public:
    using State = RtmSession::State;

    explicit Rig(const QByteArray &token = demo::DemoServer::token(),
                 const RtmSession::Timings &timings = quickTimings(),
                 const std::function<void(RtmSession::Config &)> &adjust = {},
                 const demo::DemoServer::Options &options = silent(), const Clock &clock = Clock::system())
        : server(options)
    {
        listening = server.listen();
        RtmSession::Config config;
        config.token = Secret(token);
        config.apiBase = server.apiBase();
        config.timings = timings;
        if (adjust)
            adjust(config);
        session = std::make_unique<RtmSession>(config, clock);
        QObject::connect(session.get(), &EventSource::recorded, session.get(),
                         [this](const Event &event) { record.append(event); });
        QObject::connect(session.get(), &RtmSession::stateChanged, session.get(),
                         [this](State state, const QString &cause) {
                             states.append(state);
                             causes.append(cause);
                         });
        QObject::connect(session.get(), &RtmSession::failed, session.get(),
                         [this](const Error &error) { errors.append(error); });
    }

    static demo::DemoServer::Options silent()
    {
        demo::DemoServer::Options options;
        options.eventsPerSecond = 0;
        options.answers = false;
        return options;
    }

    //! Connects and waits until that is done.
    bool ready()
    {
        session->open();
        return readyAgain();
    }
    //! Waits for a connection that is newer than the last one waited for.
    bool readyAgain()
    {
        const bool reached = QTest::qWaitFor(
            [this] { return session->connectionNumber() > m_seen && session->state() == State::Ready; },
            10'000);
        m_seen = session->connectionNumber();
        return reached;
    }

    //! The notes of one kind, in order.
    QList<QJsonObject> notes(const QString &kind) const
    {
        QList<QJsonObject> out;
        for (const Event &event : record) {
            const QJsonObject note = QJsonDocument::fromJson(event.raw).object();
            if (event.direction == Direction::Note && note.value(QLatin1StringView("kind")) == kind)
                out.append(note);
        }
        return out;
    }
    QList<QByteArray> frames(Direction direction) const
    {
        QList<QByteArray> out;
        for (const Event &event : record) {
            if (event.direction == direction)
                out.append(event.raw);
        }
        return out;
    }

    demo::DemoServer server;
    bool listening = false;
    std::unique_ptr<RtmSession> session;
    QList<Event> record;
    QList<State> states;
    QStringList causes;
    QList<Error> errors;

private:
    quint32 m_seen = 0;
};

} // namespace rtmscope::testing
