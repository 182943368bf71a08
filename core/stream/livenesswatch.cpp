// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/livenesswatch.h"

#include "core/base/logcategories.h"
#include "core/connection/endpoint.h"
#include "core/errors/errorwords.h"
#include "core/net/notes.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds tick = 1s; // fine enough for what people see; deadlines are met exactly

qint64 microseconds(milliseconds duration)
{
    return std::chrono::microseconds(duration).count();
}

} // namespace

LivenessWatch::LivenessWatch(StreamProtocol &protocol, const ConnectionSettings &settings, const Clock &clock,
                             QObject *parent)
    : QObject(parent)
    , m_protocol(protocol)
    , m_settings(settings)
    , m_clock(clock)
    , m_wake(tick)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LivenessWatch::look);
}

void LivenessWatch::start()
{
    // Loopback needs no network.
    if (!m_network && !isLoopback(m_settings.apiBase.host())) {
        m_network = std::make_unique<NetworkWatch>();
        connect(m_network.get(), &NetworkWatch::changed, this, &LivenessWatch::setNetwork);
    }
    m_running = true;
    m_wake.start(m_clock.nowUs(), m_clock.monotonicUs());
    plan();
}

void LivenessWatch::stop()
{
    m_running = false;
    m_timer.stop();
}

void LivenessWatch::watch(Stream &stream)
{
    m_stream = &stream;
    m_watchedSinceUs = m_clock.monotonicUs();
    stream.heartbeat.start(m_watchedSinceUs);
    stream.heartbeat.frame(m_watchedSinceUs);
    m_latency = milliseconds(-1);
    m_lastEventUs = m_watchedSinceUs;
    m_eventsSeen = m_framesIn - m_pongsIn;
    plan();
}

void LivenessWatch::beginBurst()
{
    if (std::exchange(m_bursting, true))
        return;
    ++m_burst;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_bursting = false;
            Q_EMIT burstEnded();
        },
        Qt::QueuedConnection);
}

void LivenessWatch::signOfLife(Stream &stream)
{
    if (&stream == m_stream)
        stamp(stream);
}

void LivenessWatch::stamp(Stream &stream)
{
    stream.burst = m_burst;
    m_lastFrameUs = m_clock.monotonicUs();
    stream.heartbeat.frame(m_lastFrameUs);
    stream.lastFrameWallUs = m_clock.nowUs();
}

quint64 LivenessWatch::ping(Stream &stream)
{
    const quint64 id = m_protocol.takeId();
    stream.heartbeat.pinged(id, m_clock.monotonicUs());
    m_protocol.writePing(stream, id);
    return id;
}

void LivenessWatch::doubt()
{
    if (!m_stream)
        return;
    const quint64 id = m_protocol.takeId();
    m_stream->heartbeat.pingedInDoubt(id, m_clock.monotonicUs());
    m_protocol.writePing(*m_stream, id);
}

std::optional<milliseconds> LivenessWatch::pongCame(Stream &stream, std::optional<qint64> replyTo)
{
    const auto roundTrip = stream.heartbeat.pong(replyTo, m_clock.monotonicUs());
    if (&stream != m_stream)
        return {};
    ++m_pongsIn;
    if (roundTrip) {
        m_latency = *roundTrip;
        plan(); // no longer for the deadline, but for the next quiet
    }
    return roundTrip;
}

//! The next look: a second from now, or when the heartbeat wants something.
void LivenessWatch::plan()
{
    milliseconds next = tick;
    if (m_stream) {
        const qint64 dueUs = m_stream->heartbeat.dueUs() - m_clock.monotonicUs();
        next = std::clamp(milliseconds((dueUs + 999) / 1000), 1ms, tick);
    }
    m_timer.start(next);
}

void LivenessWatch::look()
{
    if (const auto duration = m_wake.check(m_clock.nowUs(), m_clock.monotonicUs())) {
        qCDebug(lcStream, "the computer slept for %lld ms", static_cast<long long>(duration->count()));
        m_protocol.note(notes::Object().text("kind", u"wake").number("slept_ms", duration->count()).close());
        Q_EMIT slept(*duration);
    }
    if (m_stream)
        lookAtStream();
    if (!m_running)
        return;
    Q_EMIT looked();
    plan();
}

void LivenessWatch::lookAtStream()
{
    const qint64 nowUs = m_clock.monotonicUs();
    if (const quint64 events = m_framesIn - m_pongsIn; std::exchange(m_eventsSeen, events) != events)
        m_lastEventUs = nowUs;
    Q_EMIT looking();
    if (!m_stream) // whoever heard of it may have closed
        return;
    Heartbeat &heart = m_stream->heartbeat;
    switch (heart.check(nowUs)) {
    case Heartbeat::Verdict::Fine:
        return;
    case Heartbeat::Verdict::WantsPing:
        ping(*m_stream);
        return;
    case Heartbeat::Verdict::Dead:
        break;
    }
    if (maySayNothing())
        return heart.excuse();
    const milliseconds quiet((nowUs - heart.lastFrameUs()) / 1000);
    const milliseconds waited((nowUs - heart.pingedUs()) / 1000);
    const Error error{Error::Kind::Network,
                      u"no_pong"_s,
                      tr("Nothing came for %1 and our ping was not answered: the connection is dead.")
                          .arg(waitWords(quiet)),
                      {},
                      {}};
    Q_EMIT died(error, tr("Ping %1 was not answered for %2; the last frame had come %3 before.")
                           .arg(QString::number(heart.pingId()), waitWords(waited), waitWords(quiet)));
}

Liveness LivenessWatch::liveness() const
{
    Liveness out;
    out.networkGone = m_networkGone;
    if (!m_stream)
        return out;
    const Heartbeat &heart = m_stream->heartbeat;
    const qint64 now = m_clock.monotonicUs();
    out.latency = m_latency;
    out.lastPongUs = heart.lastPongUs();
    out.lastEventUs = m_lastEventUs;
    if (heart.isWaiting() && !maySayNothing() &&
        now - heart.pingedUs() >= microseconds(m_settings.timings.noticeable)) {
        out.kind = Liveness::Kind::Unanswered;
        out.pingedUs = heart.pingedUs();
        out.deadAtUs = heart.deadAtUs();
    } else {
        const bool quiet = now - m_lastEventUs >= microseconds(m_settings.timings.quietBeforePing);
        out.kind = quiet ? Liveness::Kind::Quiet : Liveness::Kind::Lively;
    }
    return out;
}

void LivenessWatch::setNetwork(bool reachable)
{
    const bool cameBack = std::exchange(m_networkGone, !reachable) && reachable;
    qCDebug(lcStream, "network %s", !reachable ? "gone" : cameBack ? "back" : "changed");
    m_protocol.note(notes::Object().text("kind", u"network").boolean("reachable", reachable).close());
    Q_EMIT networkChanged(reachable, cameBack);
}

} // namespace rtmscope
