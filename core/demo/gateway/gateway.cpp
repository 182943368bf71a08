// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/gateway/gateway.h"

#include "core/demo/world/objectwriter.h"

#include <QMetaMethod>
#include <QRandomGenerator>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

using std::chrono::milliseconds;

const QByteArray socketPath = "/websocket/";
const QByteArray appPath = "/link/";
constexpr qsizetype frameLimit = 16'384;        // protocol 4: such a frame costs the connection
constexpr qsizetype appFrameLimit = 8 << 20;    // of clients that write more than is read (trap S21)
constexpr auto pingPause = 5s;                  // our own; Slack's is not known
constexpr qint64 hopelessBacklog = 256LL << 20; // a reader this far behind is cut off

bool isHandshake(const HttpRequest &request)
{
    return request.method == "GET" && request.header("upgrade").toLower() == "websocket" &&
           request.header("connection").toLower().contains("upgrade") &&
           QByteArray::fromBase64(request.header("sec-websocket-key")).size() == 16;
}

QByteArray queryItem(const HttpRequest &request, const char *name)
{
    return QUrlQuery(QString::fromUtf8(request.query)).queryItemValue(QString::fromLatin1(name)).toUtf8();
}

} // namespace

Gateway::Gateway(World &world, const Clock &clock, double timeScale, QObject *parent)
    : QObject(parent)
    , m_world(world)
    , m_scaled(timeScale)
    , m_tickets(clock, m_scaled)
    , m_clientFrames(world, m_faults, this)
{
    m_faults.ackDelay = m_scaled(m_faults.ackDelay);
    connect(&m_clientFrames, &ClientFrames::messageSent, this, &Gateway::messageSent);
    auto *pings = new QTimer(this);
    pings->setInterval(m_scaled(pingPause));
    connect(pings, &QTimer::timeout, this, [this] {
        for (const auto &socket : m_sockets) {
            if (!socket->isOfApp())
                socket->probe();
        }
    });
    pings->start();
}

void Gateway::setFaults(const SocketFaults &faults)
{
    const bool dripChanged = faults.dripping != m_faults.dripping;
    m_faults = faults;
    for (const auto &socket : m_sockets) {
        socket->connection().setAnsweringPings(!m_faults.withholdPongs);
        if (dripChanged)
            socket->connection().setDripping(m_faults.dripping);
    }
}

Gateway::~Gateway() = default;

QByteArray Gateway::issueUrl(const QByteArray &userId, SocketManner manner, bool batchPresence)
{
    m_users.insert(userId);
    return socketUrl(socketPath + m_tickets.make(userId, manner, batchPresence, false));
}

QByteArray Gateway::issueAppUrl(const QByteArray &appId, SocketManner manner)
{
    return socketUrl(appPath + "?ticket=" + m_tickets.makeForApp(appId, manner) + "&app_id=" + appId);
}

QByteArray Gateway::socketUrl(const QByteArray &path) const
{
    QByteArray base = m_world.baseUrl();
    base.replace(0, 4, "ws");
    return base + path;
}

bool Gateway::isSocketPath(const QByteArray &path)
{
    return path.startsWith(socketPath) || path == appPath || path == appPath.chopped(1);
}

void Gateway::upgrade(Connection *connection, const HttpRequest &request)
{
    if (isRefused(*connection, request))
        return;
    const bool rtm = request.path.startsWith(socketPath);
    const QByteArray ticketName = rtm ? request.path.mid(socketPath.size()) : queryItem(request, "ticket");
    takeOver(ticketName);
    std::shared_ptr<Ticket> ticket = m_tickets.take(ticketName);
    if (ticket && ticket->appId.isEmpty() != rtm)
        ticket.reset(); // of the other kind of stream
    const bool struck = strikes(m_faults.refusedUpgrades);
    if (struck || (ticket && ticket->manner == SocketManner::RefusesUpgrade)) {
        connection->respond(struck ? m_faults.refusalStatus : 503, {"Content-Type: text/plain"},
                            "No sockets here for the moment.\n", true);
        return;
    }
    const bool expired = strikes(m_faults.expiredUrls) || !ticket || m_tickets.isExpired(*ticket) ||
                         ticket->manner == SocketManner::ExpiredUrl;
    if (rtm)
        open(*connection, request, ticket.get(), expired);
    else
        openForApp(*connection, request, expired ? nullptr : ticket.get());
}

//! What is no handshake, is answered so.
bool Gateway::isRefused(Connection &connection, const HttpRequest &request) const
{
    if (!isHandshake(request)) {
        connection.respond(400, {"Content-Type: text/plain"}, "A WebSocket handshake was expected here.\n",
                           true);
        return true;
    }
    if (request.header("sec-websocket-version") == "13")
        return false;
    connection.respond(426, {"Sec-WebSocket-Version: 13", "Upgrade: websocket"}, {}, true);
    return true;
}

void Gateway::open(Connection &connection, const HttpRequest &request, const Ticket *ticket, bool expired)
{
    connection.upgrade(request.header("sec-websocket-key"), frameLimit);
    if (ticket != nullptr && ticket->manner == SocketManner::ClosesAtOnce)
        return connection.close(1000, {});
    ClientSocket &socket = addSocket(connection);
    if (!expired)
        return greet(socket, *ticket);
    socket.send(errorFrame(1, "Socket URL has expired"));
    connection.close(1000, {});
}

//! What the real server says to a used or late ticket of an app is not known; 408 has been seen.
void Gateway::openForApp(Connection &connection, const HttpRequest &request, const Ticket *ticket)
{
    if (ticket == nullptr || m_apps == nullptr || queryItem(request, "app_id") != ticket->appId)
        return connection.respond(408, {"Content-Type: text/plain"}, "This address has expired.\n", true);
    connection.upgrade(request.header("sec-websocket-key"), appFrameLimit);
    connection.loseFragmented();
    if (ticket->manner == SocketManner::ClosesAtOnce)
        return connection.close(1000, {});
    ClientSocket &socket = addSocket(connection);
    socket.appId = ticket->appId;
    socket.silent = ticket->manner == SocketManner::NoHello || m_faults.hello == SocketFaults::Hello::Silent;
    if (socket.silent)
        return;
    m_apps->welcome(socket, queryItem(request, "debug_reconnects") == "true");
    if (!socket.greeted)
        return;
    strikeNewSocket(socket);
    Q_EMIT greeted(socket.userId);
}

ClientSocket &Gateway::addSocket(Connection &connection)
{
    m_sockets.push_back(std::make_unique<ClientSocket>(connection, m_faults, m_scaled));
    ClientSocket &socket = *m_sockets.back();
    connect(&socket, &ClientSocket::frameSent, this, &Gateway::frameSent);
    connect(&socket, &ClientSocket::frameDropped, this, &Gateway::frameDropped);
    connect(&connection, &Connection::closed, this, [this, &socket] { remove(socket); });
    connect(&connection, &Connection::textReceived, &socket, [this, &socket](const QByteArray &text) {
        Q_EMIT frameReceived(text);
        if (!socket.silent && socket.isOfApp())
            m_apps->receive(socket, text);
        else if (!socket.silent)
            m_clientFrames.receive(socket, text);
    });
    connection.setAnsweringPings(!m_faults.withholdPongs);
    connection.setDripping(m_faults.dripping);
    Q_EMIT socketCountChanged(socketCount());
    return socket;
}

void Gateway::greet(ClientSocket &socket, const Ticket &ticket)
{
    socket.userId = ticket.userId;
    socket.batchPresence = ticket.batchPresence;
    using Hello = SocketFaults::Hello;
    socket.silent = ticket.manner == SocketManner::NoHello || m_faults.hello == Hello::Silent;
    if (socket.silent)
        return;
    ObjectWriter hello;
    hello.text("type", "hello").flag("fast_reconnect", ticket.resumes).text("region", "loopback");
    if (m_faults.hello == Hello::Said)
        socket.send(hello.flag("start", true).text("host_id", "gs-demo").done());
    socket.greeted = true;
    for (const QByteArray &event : ticket.events)
        socket.sendEvent(event);
    if (const QByteArray last = m_clientFrames.lastMessageOf(socket.userId); !last.isEmpty())
        socket.send(last);
    strikeNewSocket(socket);
    if (ticket.manner == SocketManner::SaysGoodbye)
        QTimer::singleShot(m_scaled(1s), &socket, [this] { sayFarewell(R"({"type":"goodbye"})"); });
    socket.reconnectTimer.setInterval(m_scaled(1s));
    connect(&socket.reconnectTimer, &QTimer::timeout, this, [this, &socket] { offerReconnectUrl(socket); });
    if (m_offersReturn)
        socket.reconnectTimer.start();
    Q_EMIT greeted(socket.userId);
}

//! A socket that has just been greeted, and may not live long.
void Gateway::strikeNewSocket(ClientSocket &socket)
{
    constexpr auto longestStormLife = 500ms;
    Connection *connection = &socket.connection();
    if (strikes(m_faults.closesAfterHello)) {
        // Later, as greet() still uses the socket.
        QMetaObject::invokeMethod(
            connection, [connection] { connection->close(1000, {}); }, Qt::QueuedConnection);
    } else if (m_faults.storming) {
        const auto life =
            QRandomGenerator::global()->bounded(static_cast<int>(m_scaled(longestStormLife).count()) + 1);
        QTimer::singleShot(milliseconds(life), connection, [connection] { connection->abort(); });
    }
}

void Gateway::offerReconnectUrl(ClientSocket &socket)
{
    m_tickets.remove(socket.reconnectTicket);
    socket.reconnectTicket = m_tickets.make(socket.userId, SocketManner::Polite, socket.batchPresence, true);
    socket.send(ObjectWriter()
                    .text("type", "reconnect_url")
                    .text("url", socketUrl(socketPath + socket.reconnectTicket))
                    .done());
    socket.reconnectTimer.setInterval(m_scaled(180s)); // as recorded from the real thing
}

void Gateway::remove(ClientSocket &socket)
{
    if (socket.isOfApp()) {
        m_apps->forget(socket);
    } else {
        keepForReturn(socket);
        m_clientFrames.forget(socket);
    }
    m_sockets.erase(std::find_if(m_sockets.begin(), m_sockets.end(),
                                 [&socket](const auto &candidate) { return candidate.get() == &socket; }));
    Q_EMIT socketCountChanged(socketCount());
}

//! A client that returns by its reconnect_url within 30 s misses nothing: what the client may not have read
//! comes again (protocol 3.6: events may be delivered twice), and what happens meanwhile is kept.
void Gateway::keepForReturn(const ClientSocket &socket)
{
    if (socket.isForgetful())
        m_tickets.remove(socket.reconnectTicket);
    else
        m_tickets.keep(socket.reconnectTicket, socket.unprovenEvents());
}

//! A client comes by a reconnect_url while its old socket still seems to be open. It may be, or nobody may
//! read it any more: from here on events go to the new one only.
void Gateway::takeOver(const QByteArray &ticketName)
{
    for (const auto &socket : m_sockets) {
        if (socket->left || socket->reconnectTicket.isEmpty() || socket->reconnectTicket != ticketName)
            continue;
        keepForReturn(*socket);
        socket->left = true;
        socket->reconnectTicket.clear();
        socket->reconnectTimer.stop();
        return;
    }
}

void Gateway::announce(const QByteArray &frame, const Audience &audience)
{
    QList<QByteArray> users;
    for (const QByteArray &user : std::as_const(m_users)) {
        if (audience.includes(user))
            users.append(user);
    }
    Q_EMIT published(frame, users);
}

int Gateway::publish(const QByteArray &frame, const Audience &audience)
{
    static const QMetaMethod listened = QMetaMethod::fromSignal(&Gateway::published);
    if (audience.presenceOf.isEmpty() && isSignalConnected(listened))
        announce(frame, audience);
    const int apps = m_apps != nullptr ? m_apps->publish(frame, audience) : 0;
    return apps + publishToClients(frame, audience);
}

int Gateway::publishToClients(const QByteArray &frame, const Audience &audience)
{
    int count = 0;
    for (const auto &socket : m_sockets) {
        if (socket->isOfApp() || !socket->greeted || socket->left || !audience.includes(socket->userId))
            continue;
        if (!audience.presenceOf.isEmpty() && !socket->presence.contains(audience.presenceOf))
            continue;
        ++count;
        if (m_clientFrames.takeBehindAck(*socket, frame))
            continue;
        if (!audience.presenceOf.isEmpty() && socket->batchPresence)
            m_clientFrames.tellPresence(*socket, {audience.presenceOf});
        else
            socket->sendEvent(frame);
        if (socket->connection().unsentBytes() > hopelessBacklog)
            socket->connection().abort();
    }
    if (audience.presenceOf.isEmpty())
        m_tickets.collect(frame, [&audience](const QByteArray &userId) { return audience.includes(userId); });
    return count;
}

int Gateway::listenerCount() const
{
    return static_cast<int>(std::count_if(m_sockets.begin(), m_sockets.end(), [](const auto &socket) {
        return socket->greeted && !socket->left;
    }));
}

void Gateway::sendToAll(Opcode opcode, const QByteArray &payload)
{
    for (const auto &socket : m_sockets) {
        if (opcode == Opcode::Text)
            socket->write(payload);
        else
            socket->connection().sendFrame(opcode, payload);
    }
}

void Gateway::sendFragmentedToAll(const QByteArray &text, int pieces)
{
    const qsizetype step = std::max<qsizetype>(1, text.size() / std::max(1, pieces));
    for (const auto &socket : m_sockets) {
        for (qsizetype at = 0; at < text.size(); at += step) {
            socket->connection().sendFrame(at == 0 ? Opcode::Text : Opcode::Continuation,
                                           QByteArrayView(text).sliced(at, std::min(step, text.size() - at)),
                                           at + step >= text.size());
        }
        Q_EMIT frameSent(text);
    }
}

void Gateway::sendBytesToAll(const QByteArray &bytes)
{
    for (const auto &socket : m_sockets) {
        socket->connection().sendBytes(bytes);
        socket->connection().flush();
    }
}

qint64 Gateway::backlog() const
{
    qint64 least = -1;
    for (const auto &socket : m_sockets) {
        const qint64 unsent = socket->connection().unsentBytes();
        least = least < 0 ? unsent : std::min(least, unsent);
    }
    return std::max<qint64>(0, least);
}

void Gateway::dropAll()
{
    for (const auto &socket : m_sockets)
        socket->connection().abort();
}

void Gateway::closeAll(quint16 code, const QByteArray &reason)
{
    for (const auto &socket : m_sockets) {
        socket->sendHeldBack(); // a close in order comes behind all frames
        socket->connection().close(code, reason);
    }
}

void Gateway::sayFarewell(const QByteArray &frame)
{
    // After a goodbye a client has time to open the next socket first; after anything else it has not.
    const auto grace = m_scaled(frame.contains("goodbye") ? 5000ms : 200ms);
    for (const auto &socket : m_sockets) {
        if (!socket->greeted || socket->isOfApp())
            continue;
        socket->send(frame);
        QTimer::singleShot(grace, socket.get(), [&later = *socket] {
            later.sendHeldBack();
            later.connection().close(1000, {});
        });
    }
}

void Gateway::muteAll()
{
    for (const auto &socket : m_sockets)
        socket->connection().setMuted(true);
}

void Gateway::replayLast()
{
    for (const auto &socket : m_sockets) {
        const QByteArray last = m_clientFrames.lastMessageOf(socket->userId);
        if (socket->greeted && !socket->isOfApp() && !last.isEmpty())
            socket->send(last);
    }
}

} // namespace rtmscope::demo
