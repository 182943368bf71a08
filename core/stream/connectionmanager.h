// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/stream/ackledger.h"
#include "core/stream/attempt.h"
#include "core/stream/handover.h"
#include "core/stream/livenesswatch.h"
#include "core/stream/reconnectplan.h"
#include "core/stream/statemachine.h"
#include "core/stream/streamprotocol.h"

#include <QTimer>

namespace rtmscope {

//! Gets a stream and keeps it: attempts, waits, signs of life, a new stream beside the old one before that
//! ends, and the notes about all of it in the record. Knows no frames; what they mean is told by the session
//! that owns it, which is also the StreamProtocol. Thread: its owner's, driven by signals only. What it is
//! given must outlive it.
class ConnectionManager : public QObject
{
    Q_OBJECT
public:
    using State = SessionState;
    //! \a ledger: what was written and not answered; one that stays empty where nothing is written to the
    //! stream.
    ConnectionManager(StreamProtocol &protocol, const ConnectionSettings &settings, WebApi &web,
                      AckLedger &ledger, const Clock &clock, QObject *parent = nullptr);
    //! Says goodbye to the server and nothing to anybody else: whoever listens may be gone too.
    ~ConnectionManager() override;

    //! \a usable: whether there is any use in asking the server; else Failed with that error.
    void open(const Result<Done> &usable = Done{});
    void close(bool beginsGap);
    void retryNow();

    const StateMachine &states() const { return m_states; }
    State state() const { return m_states.state(); }
    bool isReady() const { return m_states.is(State::Ready); }
    std::chrono::milliseconds nextAttemptIn() const;
    Liveness liveness() const;
    //! Of the attempt under way, else of the last one.
    const Stages &stages() const { return m_attempt ? m_attempt->stages() : m_states.stages(); }
    LivenessWatch &watch() { return m_watch; }
    Stream *stream() const { return m_streams.main(); } //!< what is written to; nullptr: none
    //! The present stream, the one before it, or the one that has yet to say hello; nullptr: gone.
    Stream *streamOn(quint32 connection) const;
    bool isGreeted(quint32 connection) const { return m_streams.on(connection) != nullptr; }

    // What frames mean. Those of connections that are gone change nothing.
    bool isPresent(quint32 connection) const { return stream() && connection == stream()->number; }
    void helloCame(quint32 connection, bool kept); //!< \a kept: the server says that nothing was missed
    void pongCame(quint32 connection, std::optional<qint64> replyTo);
    void errorCame(quint32 connection, Error error); //!< about the connection, not about a message
    //! The server says no to this stream, and would to any other: as close(), but Failed with \a error.
    void refusedOn(quint32 connection, const Error &error);
    //! How long the server lets this stream live; it is replaced before that is over.
    void lifeTold(quint32 connection, std::chrono::milliseconds life);
    //! Events of that time will never come, though the stream was there.
    void noteGap(qint64 fromUs, qint64 toUs, const QString &cause, const QString &code)
    {
        m_streams.noteGap(fromUs, toUs, cause, code);
    }
    //! The server wants to end it.
    void moveAsked(quint32 connection, const QString &cause)
    {
        if (isPresent(connection))
            move(cause);
    }
    void offered(const Secret &address) { m_plan.offered(address); } //!< for the next connection
    //! The doubt about an unanswered message is settled, or an answer came that a retiring stream waited for.
    void settled(const QString &cause)
    {
        if (m_states.is(State::Resuming))
            ready(Trigger::DoubtSettled, cause);
    }
    void retireIfDone()
    {
        if (!m_protocol.traits().replacedGoesOn && m_streams.mayRetire())
            retire();
    }

Q_SIGNALS:
    void stateChanged(rtmscope::SessionState state, const QString &cause);
    void failed(const rtmscope::Error &error);
    void retryHeld(const rtmscope::Error &error);
    void identityKnown(const rtmscope::Identity &identity);
    void latencyMeasured(std::chrono::milliseconds latency);
    void unanswered(const QList<quint64> &ids);
    void progressed();
    //! Ready, on a stream that nothing was written to yet.
    void streamReady();

private:
    // The way up
    void beginAttempt(Trigger otherwise, const QString &cause, const QString &causeOfOffer);
    void authenticate();
    void startAttempt();
    void addressGiven(const QUrl &address);
    void greeted(const QString &cause, bool kept);
    void takeOver();
    void ready(Trigger trigger, const QString &cause);

    // The way down
    void attemptFailed(const Error &error);
    void lost(Error error, const QString &proof = {});
    void refuse(const Error &error);
    void streamEnded(const Error &error, const QString &proof, bool orderly);
    void promoteAttempt(const Error &error, const QString &proof, bool orderly);
    void beginGap(const Error &error, const QString &proof);
    void endAttempt();
    QList<quint64> dropStreams();
    void tellUnanswered(const QList<quint64> &ids)
    {
        if (!ids.isEmpty())
            Q_EMIT unanswered(ids);
    }
    //! In Backoff: the next attempt begins after so long.
    void waitFor(std::chrono::milliseconds delay)
    {
        m_attemptDueUs = m_clock.monotonicUs() + std::chrono::microseconds(delay).count();
        m_stateTimer.start(delay);
    }

    //! Whether the same may go well a little later.
    static bool passes(const Error &error);

    // Make before break: connectionmoves.cpp
    void move(const QString &cause);
    void tryMove();
    void moveFailed(const Error &error);
    void replaceBy(std::unique_ptr<Stream> next);
    void endHandOver()
    {
        if (std::exchange(m_handingOver, false))
            m_protocol.handOverEnded();
    }
    void retire();
    void proveReplaced();
    void retireTimeout();
    std::chrono::milliseconds retirement() const;

    // Time
    void stateTimeout();
    void retryEarly(const QString &cause);
    void checkStream();
    void woke();
    void networkChanged(bool reachable, bool cameBack);
    void updateLiveness();

    bool fire(Trigger trigger, const QString &cause);

    StreamProtocol &m_protocol;
    const ConnectionSettings &m_settings;
    WebApi &m_web;
    AckLedger &m_ledger;
    const Clock &m_clock;
    ReconnectPlan m_plan;
    HandOver m_streams;
    LivenessWatch m_watch;
    StateMachine m_states;

    qint64 m_attemptDueUs = 0;
    Attempt *m_attempt = nullptr; //!< behind the stream, or what the state shows; our child, deletes itself
    quint32 m_lastConnection = 0;
    QString m_moveCause;
    bool m_moveRefused = false; //!< of this stream: asking again would be answered the same
    bool m_handingOver = false; //!< events may come over two sockets
    qint64 m_replacedUs = 0;    //!< monotonic: when the retiring stream was replaced
    Liveness m_shownLiveness;
    QTimer m_stateTimer;  //!< what it means depends on the state: see stateTimeout()
    QTimer m_moveTimer;   //!< until the next try to make a new stream
    QTimer m_retireTimer; //!< until the old one is let go
};

} // namespace rtmscope
