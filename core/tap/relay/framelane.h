// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tap/relay/framecutter.h"
#include "core/tap/tapfaults.h"
#include "core/websocket/framereader.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

namespace rtmscope {

//! One direction of a tapped WebSocket: bytes in, the same bytes out, and what they say for the record. Knows
//! no socket. Faults that strike frames are done here; while there is none, bytes leave as they come, whole
//! frames or not. Owned by its relay; lives in its thread.
class FrameLane : public QObject
{
    Q_OBJECT
public:
    struct Handlers
    {
        std::function<void(QByteArrayView)> pass; //!< these go to the other side now
        //! A message, ping, pong or close, as the program saw or said it. With a violation: what was wrong
        //! with it; it was passed on all the same.
        std::function<void(const FrameReader::Item &)> item;
        std::function<void(const char *fault, qsizetype bytes)> struck; //!< "drop", to so many bytes
        //! What passes in place of a frame; empty: the frame itself. Unset where nothing is ever replaced.
        //! The record has what came.
        std::function<QByteArray(QByteArrayView frame)> replace = {};
    };

    //! \a way: In carries frames from the server.
    FrameLane(TapFault::Way way, TapFaults &faults, Handlers handlers, QObject *parent);

    void take(QByteArrayView bytes);
    //! A frame of ours, sent as soon as nothing is cut by it. Told as an item if \a told.
    void inject(const QByteArray &frame, bool told);
    //! Faults began or ended: what was kept for one that is over goes on its way.
    void faultsChanged();
    //! No more comes: what waits for its rest goes as it is.
    void sourceEnded();
    bool isEmpty() const; //!< nothing is held back
    qsizetype held() const { return m_heldBytes; }

Q_SIGNALS:
    void emptied();

private:
    struct Held
    {
        QByteArray bytes;
        QDeadlineTimer due;
    };
    struct Injection
    {
        QByteArray frame;
        bool told = false;
    };

    void takeFast(QByteArrayView bytes);
    void takeLooking(QByteArrayView bytes);
    void takeBehind(QByteArrayView bytes);
    qsizetype takeOne(QByteArrayView bytes);
    void messageCame();
    void hold(const QByteArray &bytes, std::chrono::milliseconds delay);
    void startDelay();
    void releaseKept();
    void releaseDue();
    void send(const QByteArray &bytes);
    void injectDue();
    void tell(QByteArrayView bytes);
    void drainReader();

    const TapFault::Way m_way;
    TapFaults &m_faults;
    Handlers m_handlers;
    FrameCutter m_cutter;     //!< of what came
    FrameReader m_reader;     //!< of what is told
    FrameCutter m_toldCutter; //!< likewise
    bool m_skipping = false;  //!< the rest of a frame that the reader refused

    QByteArray m_begun;       //!< the beginning of a frame that may have to be replaced
    QByteArray m_frame;       //!< under way, while faults want whole ones
    QByteArray m_message;     //!< its frames so far
    bool m_slow = false;      //!< whole messages are looked at
    QList<QByteArray> m_kept; //!< for "reorder"
    std::deque<Held> m_held;  //!< for "delay"
    QTimer m_timer;
    std::deque<Injection> m_injections;
    qsizetype m_heldBytes = 0;
};

} // namespace rtmscope
