// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/player.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

constexpr double slicedFrom = 50.0; // events per second; below, each event has its own moment
constexpr auto slice = 5ms;
constexpr qint64 longestBurstMs = 20;     // then requests and acks get their turn
constexpr qint64 fullBacklog = 4LL << 20; // the readers are behind: wait for them
constexpr double unseenRate = 1.0;        // life goes on, quietly, while nobody listens
constexpr double longestPauseMs = 24.0 * 3600 * 1000;
constexpr double debtSeconds = 0.25; // what could not be played in time is forgotten beyond this

} // namespace

Player::Player(Scenario &scenario, Gateway &gateway, double eventsPerSecond, qint64 limit, quint64 seed,
               QObject *parent)
    : QObject(parent)
    , m_scenario(scenario)
    , m_gateway(gateway)
    , m_jitter(seed)
    , m_timer(this)
    , m_rate(eventsPerSecond)
    , m_left(limit)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Player::tick);
    connect(&gateway, &Gateway::socketCountChanged, this, &Player::plan);
}

void Player::start()
{
    if (m_started)
        return;
    m_started = true;
    plan();
}

void Player::setEventsPerSecond(double rate)
{
    m_rate = rate;
    plan();
}

bool Player::isConversational() const
{
    return m_rate <= 20;
}

double Player::currentRate() const
{
    if (m_gateway.socketCount() > 0 || m_playsUnseen)
        return m_rate;
    return m_left >= 0 ? 0 : std::min(m_rate, unseenRate); // a counted scenario waits for its listener
}

void Player::plan()
{
    const double rate = currentRate();
    if (!m_started || rate <= 0 || m_left == 0) {
        m_timer.stop();
        return;
    }
    if (!m_sinceTick.isValid())
        m_sinceTick.start();
    if (rate >= slicedFrom) {
        m_timer.start(slice);
        return;
    }
    // People do not talk like a metronome: half to one and a half times the mean.
    const double factor = 0.5 + m_jitter.below(1001) / 1000.0;
    m_timer.start(static_cast<int>(std::clamp(1000.0 / rate * factor, 1.0, longestPauseMs)));
}

void Player::tick()
{
    const double rate = currentRate();
    const double elapsed = static_cast<double>(m_sinceTick.restart()) / 1000.0;
    if (rate < slicedFrom) {
        playOne();
        plan();
        return;
    }
    m_due = std::min(m_due + rate * elapsed, rate * debtSeconds + 1);
    QElapsedTimer burst;
    burst.start();
    while (m_due >= 1 && m_gateway.backlog() < fullBacklog && burst.elapsed() < longestBurstMs) {
        m_due -= 1;
        if (!playOne())
            break;
    }
    plan();
}

//! Publishes one event. False when the play is over.
bool Player::playOne()
{
    if (m_left == 0)
        return false;
    // What no listener may see (presence that nobody subscribed to) does not count as played.
    for (int attempts = 0; attempts < 100; ++attempts) {
        while (m_queue.empty()) {
            m_stepping = true;
            m_scenario.step();
            m_stepping = false;
        }
        const Pending next = std::move(m_queue.front());
        m_queue.pop_front();
        if (m_gateway.publish(next.frame, next.audience) > 0 || m_gateway.listenerCount() == 0)
            break;
    }
    if (m_left > 0)
        --m_left;
    return true;
}

} // namespace rtmscope::demo
