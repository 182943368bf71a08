// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/apps/deliveries.h"

#include <algorithm>
#include <array>

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

//! How long each attempt is waited for before the next, and the last before nothing.
constexpr std::array<std::chrono::milliseconds, 4> patience{3s, 60s, 300s, 3s};
constexpr std::size_t mostWaiting = 50'000;

} // namespace

Deliveries::Deliveries(const Clock &clock, TimeScale scaled, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_scaled(scaled)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Deliveries::strike);
}

void Deliveries::await(const std::shared_ptr<Delivery> &delivery, const QByteArray &envelopeId)
{
    if (!envelopeId.isEmpty()) {
        delivery->envelopeIds.append(envelopeId);
        m_byEnvelope.insert(envelopeId, delivery);
    }
    const auto attempt = std::min(static_cast<std::size_t>(delivery->attempt), patience.size() - 1);
    const auto wait = std::chrono::microseconds(m_scaled(patience[attempt])).count();
    m_due.emplace(m_clock.monotonicUs() + wait, delivery);
    while (m_due.size() > mostWaiting) { // nobody has listened for very long
        const std::shared_ptr<Delivery> oldest = m_due.begin()->second;
        m_due.erase(m_due.begin());
        if (!oldest->over)
            end(oldest);
    }
    plan();
}

std::shared_ptr<Delivery> Deliveries::acknowledge(const QByteArray &appId, const QByteArray &envelopeId)
{
    const std::shared_ptr<Delivery> delivery = m_byEnvelope.value(envelopeId);
    if (!delivery || delivery->over || delivery->appId != appId)
        return {};
    delivery->over = true;
    for (const QByteArray &id : std::as_const(delivery->envelopeIds))
        m_byEnvelope.remove(id);
    return delivery;
}

void Deliveries::end(const std::shared_ptr<Delivery> &delivery)
{
    delivery->over = true;
    for (const QByteArray &id : std::as_const(delivery->envelopeIds))
        m_byEnvelope.remove(id);
    if (givenUp)
        givenUp(*delivery);
}

void Deliveries::strike()
{
    const qint64 now = m_clock.monotonicUs();
    while (!m_due.empty() && m_due.begin()->first <= now) {
        const std::shared_ptr<Delivery> delivery = m_due.begin()->second;
        m_due.erase(m_due.begin());
        if (delivery->over)
            continue;
        if (!delivery->isRetried() || delivery->attempt + 1 >= static_cast<int>(patience.size())) {
            end(delivery);
            continue;
        }
        ++delivery->attempt;
        again(delivery);
    }
    plan();
}

void Deliveries::plan()
{
    while (!m_due.empty() && m_due.begin()->second->over)
        m_due.erase(m_due.begin());
    if (m_due.empty())
        return m_timer.stop();
    const qint64 waitUs = std::max<qint64>(0, m_due.begin()->first - m_clock.monotonicUs());
    const auto wait = std::chrono::milliseconds((waitUs + 999) / 1000);
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > wait || wait.count() == 0)
        m_timer.start(wait);
}

} // namespace rtmscope::demo
