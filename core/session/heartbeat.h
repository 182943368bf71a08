// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace rtmscope {

//! Judges whether a socket lives (protocol 3.4, trap T1): after a while without any frame it wants a ping,
//! and if then nothing at all comes, the socket is dead. Any frame counts as life, not only the pong. Pure:
//! is told the monotonic time. frame() is called once per burst and only stamps; check() is called about once
//! a second.
class Heartbeat
{
public:
    enum class Verdict : quint8 { Fine, WantsPing, Dead };

    Heartbeat(std::chrono::milliseconds quietBeforePing, std::chrono::milliseconds pongDeadline)
        : m_quietUs(std::chrono::microseconds(quietBeforePing).count())
        , m_deadlineUs(std::chrono::microseconds(pongDeadline).count())
    {
    }

    void start(qint64 nowUs); //!< a new socket
    void frame(qint64 nowUs) { m_lastFrameUs = nowUs; }
    quint64 pingId() const { return m_pingId; }
    qint64 pingedUs() const { return m_pingedUs; } //!< 0: no ping under way
    qint64 lastFrameUs() const { return m_lastFrameUs; }
    Verdict check(qint64 nowUs) const;
    void pinged(quint64 id, qint64 nowUs);
    //! The round trip, if \a replyTo names the ping under way; a pong without reply_to answers whichever it
    //! is.
    std::optional<std::chrono::milliseconds> pong(std::optional<qint64> replyTo, qint64 nowUs);

private:
    qint64 m_quietUs;
    qint64 m_deadlineUs;
    qint64 m_lastFrameUs = 0;
    qint64 m_pingedUs = 0; //!< 0: no ping under way
    quint64 m_pingId = 0;
};

} // namespace rtmscope
