// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// How a ConnectionManager replaces a stream that still works, and lets the old one go.
#include "core/base/logcategories.h"
#include "core/errors/errorwords.h"
#include "core/stream/connectionmanager.h"

#include <algorithm>

namespace rtmscope {

using std::chrono::milliseconds;

void ConnectionManager::move(const QString &cause)
{
    if (!m_states.isStreaming() || m_attempt || m_moveTimer.isActive() || m_moveRefused)
        return;
    m_moveCause = cause;
    m_plan.resetMoveBackoff();
    // Reconnecting here, in the middle of a frame of the old stream, would surprise whoever else handles it.
    m_moveTimer.start(m_plan.moveIn());
    fire(Trigger::MoveAsked, tr("%1 Making a new connection beside this one.").arg(cause));
}

void ConnectionManager::tryMove()
{
    if (!m_states.isStreaming() || m_attempt)
        return;
    if (const milliseconds wait = m_plan.moveIn(); wait.count() > 0)
        return m_moveTimer.start(wait);
    retire();
    m_plan.moving();
    m_streams.moveBegins();
    m_handingOver = true;
    m_protocol.handOverBegan(stream()->number);
    startAttempt();
    m_attempt->ask();
}

void ConnectionManager::moveFailed(const Error &error)
{
    endAttempt();
    endHandOver();
    if (!passes(error)) {
        m_moveRefused = true;
        qCInfo(lcStream, "no new stream beside this one: %s", qUtf8Printable(error.code));
        // Asking again would be answered the same. What works is kept for as long as it works.
        fire(Trigger::MoveFailed, tr("%1 Staying on this connection while it lasts.").arg(error.words));
        return;
    }
    const milliseconds delay = m_plan.waitAfterMove(error);
    m_moveTimer.start(delay);
    fire(Trigger::MoveFailed,
         tr("%1 Staying on this connection; trying again in %2.").arg(error.words, waitWords(delay)));
}

void ConnectionManager::replaceBy(std::unique_ptr<Stream> next)
{
    m_replacedUs = m_clock.monotonicUs();
    m_streams.replaceBy(std::move(next));
    m_protocol.connectionChanged(stream()->number);
    m_plan.forgetOffer(); // it was for what the old stream missed
    takeOver();
    if (!m_protocol.traits().keepsFromAddress)
        proveReplaced();
    m_retireTimer.start(retirement());
    fire(Trigger::HandedOver, tr("%1 The new connection has taken over.").arg(m_moveCause));
    if (isReady())
        Q_EMIT streamReady();
    retireIfDone();
}

//! From now on whatever happens comes over the new stream: did the old one live up to here?
void ConnectionManager::proveReplaced()
{
    Stream *old = m_streams.retiring();
    m_streams.addressGiven(m_clock.nowUs());
    old->drained = false;
    const quint64 ping = m_watch.ping(*old);
    if (old == m_streams.retiring()) // else writing showed that it is gone
        old->drainPing = ping;
}

//! Lets the old stream of a hand-over go.
void ConnectionManager::retire()
{
    m_retireTimer.stop();
    endHandOver();
    tellUnanswered(m_streams.retire(retirement()));
}

milliseconds ConnectionManager::retirement() const
{
    const ConnectionTimings &timings = m_settings.timings;
    return m_protocol.traits().replacedGoesOn ? timings.replacedSilence : timings.retirement;
}

//! One that still brings something is listened to a little longer.
void ConnectionManager::retireTimeout()
{
    const Stream *old = m_streams.retiring();
    if (!old || !m_protocol.traits().replacedGoesOn)
        return retire();
    constexpr int mostSilences = 6;
    const qint64 nowUs = m_clock.monotonicUs();
    const qint64 silence = std::chrono::microseconds(retirement()).count();
    const qint64 dueUs =
        std::min(old->heartbeat.lastFrameUs() + silence, m_replacedUs + mostSilences * silence);
    if (dueUs <= nowUs)
        return retire();
    m_retireTimer.start(milliseconds((dueUs - nowUs) / 1000 + 1));
}

} // namespace rtmscope
