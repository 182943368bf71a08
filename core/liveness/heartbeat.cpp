// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/liveness/heartbeat.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr std::chrono::milliseconds firstLatency = 1s; // what comes right after hello would only delay it
constexpr std::chrono::milliseconds bufferAge = 1s;    // by then everything that lay in a buffer is read

qint64 microseconds(std::chrono::milliseconds duration)
{
    return std::chrono::microseconds(duration).count();
}

} // namespace

void Heartbeat::start(qint64 nowUs)
{
    m_lastFrameUs = nowUs;
    m_lastPongUs = 0;
    m_pingedUs = 0;
    m_latencyDueUs = nowUs + microseconds(std::min(firstLatency, m_pace.latencyEvery));
}

Heartbeat::Verdict Heartbeat::check(qint64 nowUs) const
{
    if (nowUs < dueUs())
        return Verdict::Fine;
    return isWaiting() ? Verdict::Dead : Verdict::WantsPing;
}

qint64 Heartbeat::dueUs() const
{
    return isWaiting() ? deadAtUs() : std::min(m_lastFrameUs + microseconds(m_pace.quiet), m_latencyDueUs);
}

void Heartbeat::pinged(quint64 id, qint64 nowUs)
{
    m_pingId = id;
    m_pingedUs = nowUs;
    m_lifeFromUs = nowUs;
    m_deadlineUs = microseconds(m_pace.deadline);
    m_latencyDueUs = nowUs + microseconds(m_pace.latencyEvery);
}

void Heartbeat::pingedInDoubt(quint64 id, qint64 nowUs)
{
    pinged(id, nowUs);
    m_deadlineUs = microseconds(m_pace.urgentDeadline);
    m_lifeFromUs += std::min(microseconds(bufferAge), m_deadlineUs / 2);
}

std::optional<std::chrono::milliseconds> Heartbeat::pong(std::optional<qint64> replyTo, qint64 nowUs)
{
    if (m_pingedUs == 0 || (replyTo && *replyTo != static_cast<qint64>(m_pingId)))
        return std::nullopt;
    const auto roundTrip = std::chrono::microseconds(nowUs - m_pingedUs);
    m_pingedUs = 0;
    m_lastPongUs = nowUs;
    return std::chrono::round<std::chrono::milliseconds>(roundTrip);
}

} // namespace rtmscope
