// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace rtmscope {

//! Judges whether a socket lives (protocol 3.4, trap T1): after a while without any frame it wants a ping,
//! and if then nothing at all comes, the socket is dead. Any frame counts as life, not only the pong. On a
//! busy stream it wants a ping now and then all the same, so that the round trip stays known. Pure: is told
//! the monotonic time. frame() is called once per burst and only stamps; check() is called when dueUs() has
//! come.
class Heartbeat
{
public:
    enum class Verdict : quint8 { Fine, WantsPing, Dead };
    struct Pace
    {
        std::chrono::milliseconds quiet{9'500};          //!< no frame for so long: ask for a pong
        std::chrono::milliseconds deadline{20'000};      //!< then this long for any frame, else dead
        std::chrono::milliseconds urgentDeadline{3'500}; //!< the same when there is reason to doubt
        std::chrono::milliseconds latencyEvery{60'000};  //!< ask at least so often
    };

    explicit Heartbeat(const Pace &pace)
        : m_pace(pace)
    {
    }

    void start(qint64 nowUs); //!< a new socket
    void frame(qint64 nowUs) { m_lastFrameUs = nowUs; }
    Verdict check(qint64 nowUs) const;
    qint64 dueUs() const; //!< when check() may say something else than Fine
    void pinged(quint64 id, qint64 nowUs);
    //! The computer slept, or the network changed: what is read now may have waited in a buffer since before,
    //! so only what comes after a moment counts as life.
    void pingedInDoubt(quint64 id, qint64 nowUs);
    //! This server never answers, so its silence proves nothing: the ping under way is forgotten.
    void excuse() { m_pingedUs = 0; }
    //! The round trip, if \a replyTo names the ping under way; a pong without reply_to answers whichever it
    //! is.
    std::optional<std::chrono::milliseconds> pong(std::optional<qint64> replyTo, qint64 nowUs);

    bool isWaiting() const { return m_pingedUs != 0 && m_lastFrameUs < m_lifeFromUs; }
    quint64 pingId() const { return m_pingId; }
    qint64 pingedUs() const { return m_pingedUs; }                //!< 0: no ping under way
    qint64 deadAtUs() const { return m_pingedUs + m_deadlineUs; } //!< while isWaiting()
    qint64 lastFrameUs() const { return m_lastFrameUs; }
    qint64 lastPongUs() const { return m_lastPongUs; } //!< 0: none yet

private:
    Pace m_pace;
    qint64 m_lastFrameUs = 0;
    qint64 m_lastPongUs = 0;
    qint64 m_pingedUs = 0; //!< 0: no ping under way
    qint64 m_deadlineUs = 0;
    qint64 m_lifeFromUs = 0; //!< a frame from here on shows that the socket lives
    qint64 m_latencyDueUs = 0;
    quint64 m_pingId = 0;
};

} // namespace rtmscope
