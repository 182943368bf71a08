// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/heartbeat.h"

namespace rtmscope {

void Heartbeat::start(qint64 nowUs)
{
    m_lastFrameUs = nowUs;
    m_pingedUs = 0;
}

Heartbeat::Verdict Heartbeat::check(qint64 nowUs) const
{
    const bool waiting = m_pingedUs != 0 && m_lastFrameUs < m_pingedUs;
    if (waiting)
        return nowUs - m_pingedUs >= m_deadlineUs ? Verdict::Dead : Verdict::Fine;
    return nowUs - m_lastFrameUs >= m_quietUs ? Verdict::WantsPing : Verdict::Fine;
}

void Heartbeat::pinged(quint64 id, qint64 nowUs)
{
    m_pingId = id;
    m_pingedUs = nowUs;
}

std::optional<std::chrono::milliseconds> Heartbeat::pong(std::optional<qint64> replyTo, qint64 nowUs)
{
    if (m_pingedUs == 0 || (replyTo && *replyTo != static_cast<qint64>(m_pingId)))
        return std::nullopt;
    const auto roundTrip = std::chrono::microseconds(nowUs - m_pingedUs);
    m_pingedUs = 0;
    return std::chrono::round<std::chrono::milliseconds>(roundTrip);
}

} // namespace rtmscope
