// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/apps/socketapps.h"
#include "core/demo/replay/pacing.h"
#include "core/demo/replay/recordmemory.h"

#include <QElapsedTimer>
#include <QTimer>

#include <array>

namespace rtmscope::demo {

//! One event of a recording that has just gone out.
struct Replayed
{
    qint64 number = 0; //!< of the entry in the record; where it has none, 1, 2, 3 … of those that were played
    PlayedFrame frame;
    QList<QByteArray> deliveries; //!< to apps: the event_id of each, or the envelope_id of what has none
};

//! Plays the frames of a recording to whoever is connected, in their order: the bytes as they were to RTM
//! clients, what apps would have been told of it in envelopes. Begins soon after the first client's hello and
//! stands still while nobody is connected. Owned by the server, lives in its thread.
class Replayer : public QObject
{
    Q_OBJECT
public:
    struct Counts
    {
        qint64 played = 0;
        qint64 untold = 0; //!< of these: nobody who is connected is told of such a thing
        std::array<qint64, leftOutCount> leftOut{};
    };

    //! All but \a recording must outlive it.
    Replayer(World &world, Gateway &gateway, SocketApps &apps, const Recording &recording,
             const Pacing &pacing, QObject *parent);

    void greeted(); //!< a client has got its hello
    //! A client acknowledged, said or asked for something: what waits for that goes on.
    void heard();

    void pause();
    void resume();
    void step();                 //!< the next event, though it be paused
    void setSpeed(double speed); //!< 0: as fast as it is read
    //! Holds from the next event on; nothing: what is waited for is waited for no longer.
    void setWait(std::optional<std::chrono::milliseconds> wait);
    bool isPaused() const { return m_paused; }
    bool isOver() const { return m_over; }
    qint64 backlog() const { return m_gateway.backlog(); } //!< bytes that no client has taken yet
    const Counts &counts() const { return m_counts; }

Q_SIGNALS:
    void begun(); //!< somebody has come
    void clientsChanged(int count);
    //! Emitted before the client can have answered.
    void played(const rtmscope::demo::Replayed &replayed);
    //! The last one went out.
    void ended();

private:
    bool fetch();
    bool mayPlay() const;
    void plan();
    void tick();
    void playNext();
    int tell(const PlayedFrame &frame, const Channel *channel);
    bool isAnswerable(const PlayedFrame &frame) const;
    bool isTooFarAhead();
    std::chrono::microseconds pauseBefore(const PlayedFrame &frame) const;

    World &m_world;
    Gateway &m_gateway;
    SocketApps &m_apps;
    Recording m_recording;
    RecordMemory m_memory;
    Pacing m_pacing;
    json::Document m_document;
    QTimer m_timer;
    QElapsedTimer m_clock;    //!< since it began
    QElapsedTimer m_awaiting; //!< since what is waited for went out; invalid: nothing is
    QElapsedTimer m_stalled;  //!< since the apps are too far behind; invalid: they are not
    std::optional<PlayedFrame> m_next;
    QList<QByteArray> m_deliveries; //!< of the one that goes out now
    std::chrono::microseconds m_due{0};
    qint64 m_lastTimeUs = 0;
    int m_steps = 0; //!< that were asked for
    bool m_awaitsAcks = false;
    bool m_begun = false;
    bool m_paused = false;
    bool m_over = false;
    Counts m_counts;
};

} // namespace rtmscope::demo
