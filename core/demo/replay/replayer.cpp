// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/replay/replayer.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr qint64 longestBurstMs = 20; // then requests and acknowledgements get their turn
//! A bot that was away for longer than this is not flooded with what it missed.
constexpr microseconds longestLateness = 1s;
constexpr qint64 fullBacklog = 4LL << 20; // the readers are behind: wait for them
constexpr qsizetype mostUnacknowledged = 500;
constexpr qint64 longestStallMs =
    3'000; // an app that acknowledges nothing does not hold the rest up for ever
constexpr auto shortPause = 5ms;

bool isOneOf(const QByteArray &text, std::initializer_list<const char *> list)
{
    return std::any_of(list.begin(), list.end(), [&text](const char *one) { return text == one; });
}

} // namespace

Replayer::Replayer(World &world, Gateway &gateway, SocketApps &apps, const Recording &recording,
                   const Pacing &pacing, QObject *parent)
    : QObject(parent)
    , m_world(world)
    , m_gateway(gateway)
    , m_apps(apps)
    , m_recording(recording)
    , m_memory(world, recording)
    , m_pacing(pacing)
    , m_timer(this)
    , m_paused(pacing.stepping)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Replayer::tick);
    connect(&gateway, &Gateway::socketCountChanged, this, [this](int count) {
        plan();
        Q_EMIT clientsChanged(count);
    });
    connect(&apps, &SocketApps::eventMade, this,
            [this](const QByteArray &, const QByteArray &eventId) { m_deliveries.append(eventId); });
    connect(&apps, &SocketApps::envelopeSent, this,
            [this](const QByteArray &, const QByteArray &envelopeId, const QByteArray &eventId) {
                if (eventId.isEmpty())
                    m_deliveries.append(envelopeId);
            });
}

void Replayer::greeted()
{
    if (!m_begun) {
        m_begun = true;
        m_clock.start();
        m_due = m_pacing.grace;
        Q_EMIT begun();
    }
    plan();
}

void Replayer::heard()
{
    if (!m_awaiting.isValid() || (m_awaitsAcks && m_apps.unacknowledged() > 0))
        return;
    m_awaiting.invalidate();
    plan();
}

void Replayer::pause()
{
    m_paused = true;
    plan();
}

void Replayer::resume()
{
    m_paused = false;
    m_steps = 0;
    plan();
}

void Replayer::step()
{
    m_paused = true;
    ++m_steps;
    plan();
}

void Replayer::setSpeed(double speed)
{
    m_pacing.speed = speed;
    plan();
}

void Replayer::setWait(std::optional<milliseconds> wait)
{
    m_pacing.wait = wait;
    if (!wait)
        m_awaiting.invalidate();
    plan();
}

//! The next frame that can be played into m_next. False: there is none.
bool Replayer::fetch()
{
    RecordedFrame frame;
    while (!m_next && m_recording.next && m_recording.next(&frame)) {
        PlayedFrame read = readRecorded(frame, m_document);
        if (read.leftOut == LeftOut::No)
            m_next = std::move(read);
        else
            ++m_counts.leftOut[static_cast<std::size_t>(read.leftOut)];
    }
    return m_next.has_value();
}

bool Replayer::mayPlay() const
{
    return m_begun && !m_over && m_gateway.listenerCount() > 0 && (!m_paused || m_steps > 0);
}

//! By the clock of then: one that was set back meanwhile counts as no time at all.
microseconds Replayer::pauseBefore(const PlayedFrame &frame) const
{
    if (m_pacing.speed <= 0 || m_lastTimeUs == 0 || frame.timeUs == 0)
        return 0us;
    const microseconds gap =
        std::clamp<microseconds>(microseconds(frame.timeUs - m_lastTimeUs), 0us, m_pacing.longestGap);
    return microseconds(static_cast<qint64>(static_cast<double>(gap.count()) / m_pacing.speed));
}

void Replayer::plan()
{
    if (!mayPlay())
        return m_timer.stop();
    if (m_awaiting.isValid()) {
        const milliseconds left = *m_pacing.wait - milliseconds(m_awaiting.elapsed());
        return m_timer.start(std::max<milliseconds>(left, 0ms));
    }
    const microseconds left = m_due - microseconds(m_clock.nsecsElapsed() / 1000);
    const bool asked = m_paused && m_steps > 0 && m_counts.played > 0; // nobody waits for what he asked for
    m_timer.start(asked || left <= 0us ? 0ms : std::chrono::ceil<milliseconds>(left));
}

void Replayer::tick()
{
    if (!mayPlay())
        return;
    if (m_awaiting.isValid() && m_awaiting.elapsed() < m_pacing.wait->count())
        return plan();
    m_awaiting.invalidate();
    QElapsedTimer burst;
    burst.start();
    do {
        if (m_gateway.backlog() >= fullBacklog || isTooFarAhead())
            return m_timer.start(shortPause);
        if (!fetch()) {
            m_over = true;
            Q_EMIT ended();
            return;
        }
        playNext();
    } while (mayPlay() && !m_awaiting.isValid() && burst.elapsed() < longestBurstMs &&
             m_due <= microseconds(m_clock.nsecsElapsed() / 1000));
    plan();
}

//! Whether apps have so many envelopes to acknowledge that more would only be given up.
bool Replayer::isTooFarAhead()
{
    if (m_apps.unacknowledged() < mostUnacknowledged) {
        m_stalled.invalidate();
        return false;
    }
    if (!m_stalled.isValid())
        m_stalled.start();
    return m_stalled.elapsed() < longestStallMs;
}

void Replayer::playNext()
{
    Replayed replayed;
    replayed.frame = std::move(*m_next);
    m_next.reset();
    const PlayedFrame &frame = replayed.frame;
    if (frame.timeUs != 0)
        m_lastTimeUs = frame.timeUs;
    m_steps = std::max(0, m_steps - 1);
    const Channel *channel = m_memory.learn(frame);
    m_deliveries.clear();
    if (tell(frame, channel) == 0)
        ++m_counts.untold;
    replayed.deliveries = std::exchange(m_deliveries, {});
    ++m_counts.played;
    replayed.number = frame.number != 0 ? frame.number : m_counts.played;
    m_awaitsAcks = !replayed.deliveries.isEmpty();
    if (m_pacing.wait && (m_awaitsAcks || isAnswerable(frame)))
        m_awaiting.start();
    Q_EMIT played(replayed);
    // The next one is due so long after this one was, not after it went: what is late is made up for.
    const microseconds now(m_clock.nsecsElapsed() / 1000);
    m_due = std::clamp<microseconds>(m_due, now - longestLateness, now);
    if (fetch())
        m_due += pauseBefore(*m_next);
}

//! Returns to how many it went.
int Replayer::tell(const PlayedFrame &frame, const Channel *channel)
{
    if (frame.envelopeType.isEmpty())
        return m_gateway.publish(frame.rtm, {channel, {}, {}, {}});
    int count = m_apps.repeatRecorded(frame.envelopeType, frame.payload, frame.eventId, frame.acceptsPayload);
    if (!frame.rtm.isEmpty())
        count += m_gateway.publishToClients(frame.rtm, {channel, {}, {}, {}});
    return count;
}

//! What a bot may have something to say to: what other people say, and what they do with it.
bool Replayer::isAnswerable(const PlayedFrame &frame) const
{
    if (frame.envelopeType == "interactive" || frame.envelopeType == "slash_commands")
        return true;
    const bool said = frame.type == "message" || frame.type == "app_mention";
    return said && frame.user != m_world.bot &&
           !isOneOf(frame.subtype, {"message_changed", "message_deleted", "message_replied"});
}

} // namespace rtmscope::demo
