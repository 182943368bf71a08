// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/gateway/connection.h"
#include "core/demo/gateway/socketfaults.h"
#include "core/demo/gateway/timescale.h"

#include <QList>
#include <QSet>
#include <QTimer>

#include <deque>

namespace rtmscope::demo {

//! One client's WebSocket: what leaves by it, as the faults let it, and what is known to have arrived. Owned
//! by the gateway; server's thread.
class ClientSocket : public QObject
{
    Q_OBJECT
public:
    //! \a connection and \a faults must outlive it; counts in \a faults are counted down.
    ClientSocket(Connection &connection, SocketFaults &faults, TimeScale scaled);

    QByteArray userId;
    QByteArray appId;          //!< of a Socket Mode socket; empty: RTM
    QSet<QByteArray> presence; //!< whose presence it subscribed to
    bool batchPresence = false;
    bool greeted = false;
    bool silent = false; //!< neither hello nor any answer
    //! Its client has gone over to another socket by the reconnect_url, or (of an app) was told to.
    bool left = false;
    QByteArray reconnectTicket;
    QTimer reconnectTimer;

    Connection &connection() const { return m_connection; }
    bool isOfApp() const { return !appId.isEmpty(); }
    void send(const QByteArray &frame);
    //! What the workspace has to tell. Kept until the client is known to have it.
    void sendEvent(const QByteArray &event);
    void sendHeldBack(); //!< frames that a fault keeps, in reverse order
    //! Past the faults that hold frames back or drop them.
    void write(const QByteArray &frame);
    //! A WebSocket ping that names the newest event: its answer proves that all up to it were read.
    void probe();
    //! Events that no answer to a ping has proved to be with the client yet, the oldest first.
    QList<QByteArray> unprovenEvents() const;
    bool isForgetful() const { return m_forgetful; } //!< there were too many of them

Q_SIGNALS:
    void frameSent(const QByteArray &frame);
    void frameDropped(const QByteArray &frame); //!< by a fault: the client does not receive it

private:
    void prove(const QByteArray &payload);

    Connection &m_connection;
    SocketFaults &m_faults;
    TimeScale m_scaled;
    QList<QByteArray> m_heldBack;
    std::deque<std::pair<quint64, QByteArray>> m_unproven; //!< each with its number
    quint64 m_eventNumber = 0;
    bool m_forgetful = false;
};

} // namespace rtmscope::demo
