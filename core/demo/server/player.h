// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/gateway/gateway.h"
#include "core/demo/world/scenario.h"

#include <QElapsedTimer>
#include <QTimer>

#include <deque>

namespace rtmscope::demo {

//! Plays the scenario at the wanted rate: one event at a time when slow, in slices when fast, and never more
//! than the readers take. Owned by the server, lives in its thread.
class Player : public QObject
{
    Q_OBJECT
public:
    Player(Scenario &scenario, Gateway &gateway, double eventsPerSecond, qint64 limit, quint64 seed,
           QObject *parent);

    void start(); //!< at the first hello; later calls change nothing
    void setEventsPerSecond(double rate);
    void setPlaysUnseen(bool plays) { m_playsUnseen = plays; } //!< at the full rate while nobody listens
    //! Slow enough for somebody to read along.
    bool isConversational() const;
    //! True while the scenario acts: what the world publishes then goes to queue().
    bool isStepping() const { return m_stepping; }
    void queue(const QByteArray &frame, const Audience &audience) { m_queue.push_back({frame, audience}); }

private:
    struct Pending
    {
        QByteArray frame;
        Audience audience;
    };

    void plan();
    void tick();
    bool playOne();
    double currentRate() const;

    Scenario &m_scenario;
    Gateway &m_gateway;
    Random m_jitter;
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    std::deque<Pending> m_queue;
    double m_rate;
    double m_due = 0;
    qint64 m_left; //!< events still to play; -1: no end
    bool m_started = false;
    bool m_playsUnseen = false;
    bool m_stepping = false;
};

} // namespace rtmscope::demo
