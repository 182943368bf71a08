// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/gateway/clientsocket.h"
#include "core/demo/world/world.h"
#include "core/json/json.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace rtmscope::demo {

//! Reads what clients write over their sockets, and answers as the service does. Owned by the gateway;
//! server's thread.
class ClientFrames : public QObject
{
    Q_OBJECT
public:
    //! All must outlive it.
    ClientFrames(World &world, const SocketFaults &faults, QObject *parent);

    void receive(ClientSocket &socket, const QByteArray &text);
    //! Whether \a event was taken to be sent to \a socket behind the acknowledgement that it is waiting for.
    bool takeBehindAck(const ClientSocket &socket, const QByteArray &event);
    void forget(const ClientSocket &socket);
    //! The frame that repeats the last message of \a userId (protocol 3.1); empty: there was none.
    QByteArray lastMessageOf(const QByteArray &userId) const { return m_lastSent.value(userId); }
    //! One event for each user, or one for all that are active and one for the others.
    void tellPresence(ClientSocket &socket, const QList<QByteArray> &users);

Q_SIGNALS:
    //! A user said something over a socket.
    void messageSent(rtmscope::demo::Channel *channel, const rtmscope::demo::Message &message);

private:
    using Objection = std::pair<int, QByteArray>; //!< code and words

    QByteArray parsed(const QByteArray &text);
    void receiveMessage(ClientSocket &socket, const json::Value &frame);
    std::optional<Objection> objection(const QByteArray &userId, const Channel *channel,
                                       const QByteArray &text, const QByteArray &threadTs) const;
    void keepForReplay(const Channel &channel, const Message &message, const QByteArray &id);
    void receivePing(ClientSocket &socket, const json::Value &frame);
    void receiveTyping(ClientSocket &socket, const json::Value &frame);
    void receivePresence(ClientSocket &socket, const json::Value &frame, bool subscribe);
    void refuse(ClientSocket &socket, const json::Value &frame, int code, const QByteArray &words);
    void acknowledge(ClientSocket &socket, const QByteArray &ack, const QList<QByteArray> &withheld);

    World &m_world;
    const SocketFaults &m_faults;
    json::Document m_document;
    QHash<QByteArray, QByteArray> m_lastSent; //!< user -> the frame to replay on the next connect
    const ClientSocket *m_speaker = nullptr;  //!< whose message is being handled: its events wait for the ack
    QList<QByteArray> m_held;
};

QByteArray errorFrame(int code, const QByteArray &words);

} // namespace rtmscope::demo
