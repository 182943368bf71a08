// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tap/relay/framelane.h"

#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace rtmscope {

//! A tapped WebSocket behind its upgrade: two sockets, a lane for each direction, and what the chaos desk
//! does to it. Bytes pass unchanged, the masks of the program's frames too: they are its own choice, fresh
//! for each frame if it keeps to RFC 6455, and a debugger must not mend what it shows. Owned by the
//! connection of the program, which keeps the sockets; its thread.
class SocketRelay : public QObject
{
    Q_OBJECT
public:
    enum class Protocol : quint8 { Unknown, Rtm, SocketMode };
    struct Handlers
    {
        std::function<void(TapFault::Way, const FrameReader::Item &)> item;
        std::function<void(TapFault::Way, const char *fault, qsizetype bytes)> struck;
        std::function<void(TapFault::Way, qsizetype)> passed; //!< so many bytes
        std::function<void()> batchEnded;                     //!< nothing more to be told for now
        //! What the program gets in place of a frame of the server; empty: the frame itself. May be unset.
        std::function<QByteArray(QByteArrayView frame)> replace = {};
    };

    SocketRelay(quint32 number, Protocol protocol, QTcpSocket *bot, QTcpSocket *server, TapFaults &faults,
                Handlers handlers, QObject *parent);

    //! What came behind the heads of the upgrade.
    void begin(const QByteArray &fromBot, const QByteArray &fromServer);
    quint32 number() const { return m_number; }
    Protocol protocol() const { return m_protocol; }
    //! One side has gone: what it said still passes, then the other side is closed.
    void sideClosed(TapFault::Way way);
    //! The tap ends: a close frame to both sides.
    void close(quint16 code);

    void pump(); //!< moves what can be moved
    //! The sockets are about to go: nothing is touched any more.
    void stop();

Q_SIGNALS:
    void over();

private:
    void strike(const TapFault &fault);
    bool pumpLane(TapFault::Way way);
    void finish();
    FrameLane &lane(TapFault::Way way) { return way == TapFault::Way::In ? m_in : m_out; }
    QTcpSocket *source(TapFault::Way way) const { return way == TapFault::Way::In ? m_server : m_bot; }
    QTcpSocket *target(TapFault::Way way) const { return way == TapFault::Way::In ? m_bot : m_server; }
    FrameLane::Handlers handlersOf(TapFault::Way way);

    const quint32 m_number;
    const Protocol m_protocol;
    QTcpSocket *const m_bot;
    QTcpSocket *const m_server;
    TapFaults &m_faults;
    Handlers m_handlers;
    FrameLane m_in;
    FrameLane m_out;
    QTimer m_ending; //!< after a close of ours: nobody waits for ever
    bool m_pumping = false;
    bool m_ended[2] = {false, false}; //!< by way: its source is closed
    bool m_over = false;
};

} // namespace rtmscope
