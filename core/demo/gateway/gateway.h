// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/gateway/appgate.h"
#include "core/demo/gateway/clientframes.h"
#include "core/demo/gateway/tickets.h"

#include <QObject>
#include <QSet>

#include <memory>
#include <vector>

namespace rtmscope::demo {

//! The sockets: who may open one, what it is greeted with, and who gets which event. Lives in the server's
//! thread.
class Gateway : public QObject
{
    Q_OBJECT
public:
    //! \a timeScale: what the gateway waits for, times this; 1 as the real thing.
    Gateway(World &world, const Clock &clock, double timeScale, QObject *parent);
    ~Gateway() override;

    //! A fresh ws:// address for \a userId: single use, 30 s, collecting the events of that time.
    //! \a batchPresence: the client wants presence_change with users[], as many at once as there are.
    QByteArray issueUrl(const QByteArray &userId, SocketManner manner, bool batchPresence = false);
    //! The same for the sockets of an app, which are handed to \a AppGate once they are open.
    QByteArray issueAppUrl(const QByteArray &appId, SocketManner manner);
    void setAppGate(AppGate *apps) { m_apps = apps; } //!< must outlive the sockets
    //! RTM sockets are given a reconnect_url; false where something stands in between that has to see all.
    void setOffersReturn(bool offers) { m_offersReturn = offers; }
    static bool isSocketPath(const QByteArray &path);
    //! The path of an upgrade: answers \a connection with 101 or an error status.
    void upgrade(Connection *connection, const HttpRequest &request);

    //! Returns to how many sockets it went.
    int publish(const QByteArray &frame, const Audience &audience);
    //! The same, to RTM clients only.
    int publishToClients(const QByteArray &frame, const Audience &audience);
    //! To every socket, these very bytes.
    void sendToAll(Opcode opcode, const QByteArray &payload);
    void sendFragmentedToAll(const QByteArray &text, int pieces);
    void sendBytesToAll(const QByteArray &bytes);

    int socketCount() const { return static_cast<int>(m_sockets.size()); }
    int listenerCount() const; //!< those of them that were greeted, and so get events
    //! Bytes that even the fastest reader has not taken yet: above some MB the scenario waits.
    qint64 backlog() const;

    void dropAll();
    //! \a frame (goodbye, team_migration_started…), and a little later the close; new sockets are not
    //! touched.
    void sayFarewell(const QByteArray &frame);
    void forgetTickets() { m_tickets.clear(); } //!< addresses given out so far have expired
    void closeAll(quint16 code, const QByteArray &reason);
    void muteAll();    //!< the sockets there are; new ones work
    void replayLast(); //!< each user's last message once more, with its reply_to
    //! What the sockets do wrong; dripping and pings concern those that are open too.
    qint64 freshTs() { return m_world.freshTs(); }
    const SocketFaults &faults() const { return m_faults; }
    SocketFaults &countedFaults() { return m_faults; } //!< for who counts down what strikes
    void setFaults(const SocketFaults &faults);

Q_SIGNALS:
    void socketCountChanged(int count);
    void greeted(const QByteArray &userId);
    void frameSent(const QByteArray &frame);
    void frameReceived(const QByteArray &frame);
    //! An event went its way: these users were to get it. For a log to compare a client's with.
    void published(const QByteArray &frame, const QList<QByteArray> &users);
    //! A fault kept \a frame from its socket: no client received it.
    void frameDropped(const QByteArray &frame);
    //! A user said something over a socket.
    void messageSent(rtmscope::demo::Channel *channel, const rtmscope::demo::Message &message);

private:
    QByteArray socketUrl(const QByteArray &path) const;
    bool isRefused(Connection &connection, const HttpRequest &request) const;
    void open(Connection &connection, const HttpRequest &request, const Ticket *ticket, bool expired);
    void openForApp(Connection &connection, const HttpRequest &request, const Ticket *ticket);
    ClientSocket &addSocket(Connection &connection);
    void greet(ClientSocket &socket, const Ticket &ticket);
    void strikeNewSocket(ClientSocket &socket);
    void offerReconnectUrl(ClientSocket &socket);
    void keepForReturn(const ClientSocket &socket);
    void takeOver(const QByteArray &ticketName);
    void announce(const QByteArray &frame, const Audience &audience);
    void remove(ClientSocket &socket);

    World &m_world;
    TimeScale m_scaled;
    Tickets m_tickets;
    SocketFaults m_faults;
    ClientFrames m_clientFrames;
    std::vector<std::unique_ptr<ClientSocket>> m_sockets;
    QSet<QByteArray> m_users; //!< who ever came
    AppGate *m_apps = nullptr;
    bool m_offersReturn = true;
};

} // namespace rtmscope::demo
