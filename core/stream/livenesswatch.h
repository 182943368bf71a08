// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/connection/settings.h"
#include "core/connection/state.h"
#include "core/liveness/networkwatch.h"
#include "core/liveness/wakewatch.h"
#include "core/stream/streamprotocol.h"

#include <QTimer>

namespace rtmscope {

//! Looks every second, and when a heartbeat is due, whether the present stream lives, whether the computer
//! slept, and whether the network is another one. Pings, notes what it saw, and leaves the rest to others.
//! Owned by a ConnectionManager; its thread; what it is given must outlive it.
class LivenessWatch : public QObject
{
    Q_OBJECT
public:
    LivenessWatch(StreamProtocol &protocol, const ConnectionSettings &settings, const Clock &clock,
                  QObject *parent = nullptr);

    void start(); //!< somebody wants to be connected
    void stop();  //!< nobody does
    //! From now on this stream is looked at, until watchNone(), which has to come before it goes.
    void watch(Stream &stream);
    void watchNone() { m_stream = nullptr; }

    //! A frame came on any stream: the hot path. The first of a burst pays for all: two clocks read and one
    //! call queued per socket read, not per frame.
    void frameCame(Stream &stream)
    {
        ++m_framesIn;
        if (!m_bursting)
            beginBurst();
        if (stream.burst != m_burst)
            stamp(stream);
    }
    //! A sign that the watched stream lives, though it is no frame.
    void signOfLife(Stream &stream);
    void beginBurst();            //!< something comes that burstEnded() has to follow
    quint64 ping(Stream &stream); //!< returns the ping's id; the stream may be gone by then
    //! What was true of the network a moment ago may not be so any more: the watched stream has to answer
    //! soon.
    void doubt();
    //! The round trip, if the watched stream's \a replyTo names the ping under way.
    std::optional<std::chrono::milliseconds> pongCame(Stream &stream, std::optional<qint64> replyTo);

    Liveness liveness() const; //!< but for moving, which others know
    std::chrono::milliseconds latency() const { return m_latency; }
    qint64 lastFrameUs() const { return m_lastFrameUs; }       //!< of any stream, monotonic; 0: never
    qint64 watchedSinceUs() const { return m_watchedSinceUs; } //!< when watch() was called last, monotonic
    //! As if the system had said so; who knows it otherwise may say so too.
    void setNetwork(bool reachable);

Q_SIGNALS:
    void slept(std::chrono::milliseconds duration);
    void networkChanged(bool reachable, bool cameBack);
    //! Before each look at a stream: for other deadlines.
    void looking();
    //! The watched stream is dead. \a proof says what was measured.
    void died(const rtmscope::Error &error, const QString &proof);
    //! liveness() may say something new.
    void looked();
    //! What the sockets held was read; the event loop turned.
    void burstEnded();

private:
    void stamp(Stream &stream);
    void look();
    void lookAtStream();
    void plan();
    //! It never answered a ping, and nobody expects it to.
    bool maySayNothing() const { return !m_settings.awaitsHello && m_stream->heartbeat.lastPongUs() == 0; }

    StreamProtocol &m_protocol;
    const ConnectionSettings &m_settings;
    const Clock &m_clock;
    WakeWatch m_wake;
    std::unique_ptr<NetworkWatch> m_network;
    QTimer m_timer;
    Stream *m_stream = nullptr;
    std::chrono::milliseconds m_latency{-1};
    qint64 m_watchedSinceUs = 0;
    qint64 m_lastFrameUs = 0;
    qint64 m_lastEventUs = 0;
    quint64 m_framesIn = 0;
    quint64 m_pongsIn = 0;
    quint64 m_eventsSeen = 0; //!< framesIn without pongsIn, when somebody looked last
    quint64 m_burst = 0;
    bool m_bursting = false;
    bool m_running = false;
    bool m_networkGone = false;
};

} // namespace rtmscope
