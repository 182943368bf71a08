// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/gateway/connection.h"
#include "core/demo/gateway/socketfaults.h"
#include "core/demo/world/world.h"
#include "core/json/json.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <memory>
#include <optional>
#include <vector>

namespace rtmscope::demo {

//! The sockets: tickets, hello, pings, sends with their acks, and who gets which event. Lives in the server's
//! thread.
class Gateway : public QObject
{
    Q_OBJECT
public:
    //! What a socket of a token does; tokens of that name ask for it (docs/demo-workspace.md).
    enum class Manner { Polite, ClosesAtOnce, NoHello, ExpiredUrl, RefusesUpgrade, SaysGoodbye };

    //! \a timeScale: what the gateway waits for, times this; 1 as the real thing.
    Gateway(World &world, const Clock &clock, double timeScale, QObject *parent);
    ~Gateway() override;

    //! A fresh ws:// address for \a userId: single use, 30 s, collecting the events of that time.
    //! \a batchPresence: the client wants presence_change with users[], as many at once as there are.
    QByteArray issueUrl(const QByteArray &userId, Manner manner, bool batchPresence = false);
    //! The path of an upgrade: answers \a connection with 101 or an error status.
    void upgrade(Connection *connection, const HttpRequest &request);

    //! Returns to how many sockets it went.
    int publish(const QByteArray &frame, const Audience &audience);
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
    void forgetTickets(); //!< addresses given out so far have expired
    void closeAll(quint16 code, const QByteArray &reason);
    void muteAll();    //!< the sockets there are; new ones work
    void replayLast(); //!< each user's last message once more, with its reply_to
    //! What the sockets do wrong; dripping and pings concern those that are open too.
    qint64 freshTs() { return m_world.freshTs(); }
    const SocketFaults &faults() const { return m_faults; }
    void setFaults(const SocketFaults &faults);

Q_SIGNALS:
    void socketCountChanged(int count);
    void greeted(const QByteArray &userId);
    void frameSent(const QByteArray &frame);
    void frameReceived(const QByteArray &frame);
    //! An event went its way: these users were to get it. For a log to compare a client's with.
    void published(const QByteArray &frame, const QList<QByteArray> &users);
    //! A fault kept \a frame from its socket: nobody can have it from there.
    void frameDropped(const QByteArray &frame);
    //! A user said something over a socket.
    void messageSent(rtmscope::demo::Channel *channel, const rtmscope::demo::Message &message);

private:
    struct Ticket;
    struct Socket;

    QByteArray makeTicket(const QByteArray &userId, Manner manner, bool batchPresence, bool resumes);
    void greet(Socket &socket, Ticket &ticket);
    void strikeNewSocket(Socket &socket);
    void offerReconnectUrl(Connection *connection);
    void sendEvent(Socket &socket, const QByteArray &event);
    void send(Socket &socket, const QByteArray &frame);
    void write(Socket &socket, const QByteArray &frame);
    void sendHeldBack(Socket &socket);
    void probe(Socket &socket);
    void prove(Connection *connection, const QByteArray &payload);
    void keepForReturn(Socket &socket);
    void takeOver(const QByteArray &ticketName);
    void announce(const QByteArray &frame, const Audience &audience);
    void collect(const QByteArray &frame, const Audience &audience);
    std::chrono::milliseconds scaled(std::chrono::milliseconds duration) const;
    void remove(Connection *connection);
    Socket *socketOf(const Connection *connection);
    bool isFor(const QByteArray &userId, const Audience &audience) const;

    void receive(Connection *connection, const QByteArray &text);
    void receiveMessage(Socket &socket, const json::Value &frame);
    std::optional<std::pair<int, QByteArray>> objection(const QByteArray &userId, const Channel *channel,
                                                        const QByteArray &text,
                                                        const QByteArray &threadTs) const;
    void keepForReplay(const Channel &channel, const Message &message, const QByteArray &id);
    QByteArray parsed(const QByteArray &text);
    void receivePing(Socket &socket, const json::Value &frame);
    void receiveTyping(Socket &socket, const json::Value &frame);
    void receivePresence(Socket &socket, const json::Value &frame, bool subscribe);
    void tellPresence(Socket &socket, const QList<QByteArray> &users);
    void refuse(Socket &socket, const json::Value &frame, int code, const QByteArray &words);
    void acknowledge(Socket &socket, const QByteArray &ack, const QList<QByteArray> &withheld);

    World &m_world;
    const Clock &m_clock;
    std::vector<std::unique_ptr<Socket>> m_sockets;
    QHash<QByteArray, std::shared_ptr<Ticket>> m_tickets;
    QHash<QByteArray, QByteArray> m_lastSent; //!< user -> the frame to replay on the next connect
    json::Document m_document;
    QSet<QByteArray> m_users; //!< who ever came
    SocketFaults m_faults;
    double m_timeScale;
    Socket *m_speaker = nullptr; //!< whose frame is being handled: its events wait for the ack
    QList<QByteArray> m_held;
};

} // namespace rtmscope::demo
