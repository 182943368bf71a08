// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/gateway/gateway.h"

#include "core/base/utf8.h"
#include "core/demo/world/acts.h"
#include "core/demo/world/objectwriter.h"

#include <QMetaMethod>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <deque>

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

const QByteArray socketPath = "/websocket/";
constexpr qsizetype frameLimit = 16'384;         // protocol 4: such a frame costs the connection
constexpr auto ticketLife = 30s;                 // protocol 2.2
constexpr auto pingPause = 5s;                   // our own; Slack's is not known
constexpr qsizetype unprovenEvents = 10'000;     // per socket: kept until the client is known to have them
constexpr qsizetype heldEvents = 10'000;         // between rtm.connect and the socket
constexpr qint64 hopelessBacklog = 256LL << 20;  // a reader this far behind is cut off
constexpr qsizetype charactersOfMessage = 4'000; // protocol 4.1
constexpr qsizetype queriedIds = 500;            // protocol 4
constexpr qint64 farFromAnyId = 1'000'000'000;   // of an acknowledgement that nobody waits for

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

//! A truth as clients write it: true, 1, "1", "true" in any case.
bool isTrue(const json::Value &value)
{
    const QString text = value.text().trimmed().toLower();
    return text == QLatin1String("true") || text == QLatin1String("1");
}

//! An id or timestamp; null and an empty one are as good as none.
QByteArray textOrNumber(const json::Value &value)
{
    return value.isString() || value.isNumber() ? value.text().toUtf8() : QByteArray();
}

//! Counts one down; false when there was none left.
bool strikes(int &count)
{
    return count > 0 && count-- > 0;
}

QByteArray errorFrame(int code, const QByteArray &words)
{
    const QByteArray error = ObjectWriter().number("code", code).text("msg", words).done();
    return ObjectWriter().text("type", "error").raw("error", error).done();
}

} // namespace

struct Gateway::Ticket
{
    QByteArray userId;
    Manner manner = Manner::Polite;
    qint64 expiresUs = 0;   //!< monotonic
    bool collecting = true; //!< a reconnect ticket starts to, once its socket is gone
    bool resumes = false;   //!< came from reconnect_url: the hello says fast_reconnect
    bool batchPresence = false;
    QList<QByteArray> events;
};

struct Gateway::Socket
{
    Connection *connection = nullptr;
    QByteArray userId;
    QSet<QByteArray> presence;
    bool batchPresence = false;
    bool greeted = false;
    bool silent = false; //!< neither hello nor any answer
    QByteArray reconnectTicket;
    QTimer reconnectTimer;
    QList<QByteArray> heldBack; //!< to be sent in reverse order
    //! Events that no answer to a WebSocket ping has proved to be with the client yet, the oldest first, each
    //! with its number. They are sent again to who returns by a reconnect_url.
    std::deque<std::pair<quint64, QByteArray>> unproven;
    quint64 eventNumber = 0;
    bool forgetful = false; //!< there were too many of them
    bool left = false;      //!< its client has gone over to another socket by the reconnect_url
};

Gateway::Gateway(World &world, const Clock &clock, double timeScale, QObject *parent)
    : QObject(parent)
    , m_world(world)
    , m_clock(clock)
    , m_timeScale(timeScale)
{
    m_faults.ackDelay = scaled(m_faults.ackDelay);
    auto *pings = new QTimer(this);
    pings->setInterval(scaled(pingPause));
    connect(pings, &QTimer::timeout, this, [this] {
        for (const auto &socket : m_sockets)
            probe(*socket);
    });
    pings->start();
}

milliseconds Gateway::scaled(milliseconds duration) const
{
    return std::max(1ms, milliseconds(std::llround(static_cast<double>(duration.count()) * m_timeScale)));
}

void Gateway::setFaults(const SocketFaults &faults)
{
    const bool dripChanged = faults.dripping != m_faults.dripping;
    m_faults = faults;
    for (const auto &socket : m_sockets) {
        socket->connection->setAnsweringPings(!m_faults.withholdPongs);
        if (dripChanged)
            socket->connection->setDripping(m_faults.dripping);
    }
}

Gateway::~Gateway() = default;

QByteArray Gateway::makeTicket(const QByteArray &userId, Manner manner, bool batchPresence, bool resumes)
{
    const qint64 now = m_clock.monotonicUs();
    m_tickets.removeIf([now](const auto &entry) { return entry.value()->expiresUs < now; });
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words); // a secret, so not from the seed
    const QByteArray name = QByteArray(reinterpret_cast<const char *>(words), sizeof(words)).toHex();
    auto ticket = std::make_shared<Ticket>();
    ticket->userId = userId;
    ticket->manner = manner;
    ticket->resumes = resumes;
    ticket->batchPresence = batchPresence;
    ticket->collecting = !resumes;
    ticket->expiresUs =
        resumes ? std::numeric_limits<qint64>::max() : now + microseconds(scaled(ticketLife)).count();
    m_tickets.insert(name, ticket);
    return name;
}

QByteArray Gateway::issueUrl(const QByteArray &userId, Manner manner, bool batchPresence)
{
    m_users.insert(userId);
    QByteArray base = m_world.baseUrl();
    base.replace(0, 4, "ws");
    return base + socketPath + makeTicket(userId, manner, batchPresence, false);
}

void Gateway::upgrade(Connection *connection, const HttpRequest &request)
{
    const QByteArray key = request.header("sec-websocket-key");
    const bool wanted = request.method == "GET" && request.header("upgrade").toLower() == "websocket" &&
                        request.header("connection").toLower().contains("upgrade") &&
                        QByteArray::fromBase64(key).size() == 16;
    if (!wanted) {
        connection->respond(400, {"Content-Type: text/plain"}, "A WebSocket handshake was expected here.\n",
                            true);
        return;
    }
    if (request.header("sec-websocket-version") != "13") {
        connection->respond(426, {"Sec-WebSocket-Version: 13", "Upgrade: websocket"}, {}, true);
        return;
    }
    const QByteArray ticketName = request.path.mid(socketPath.size());
    takeOver(ticketName);
    const std::shared_ptr<Ticket> ticket = m_tickets.take(ticketName);
    const bool struck = strikes(m_faults.refusedUpgrades);
    if (struck || (ticket && ticket->manner == Manner::RefusesUpgrade)) {
        connection->respond(struck ? m_faults.refusalStatus : 503, {"Content-Type: text/plain"},
                            "No sockets here for the moment.\n", true);
        return;
    }
    connection->upgrade(key, frameLimit);
    if (ticket && ticket->manner == Manner::ClosesAtOnce) {
        connection->close(1000, {});
        return;
    }
    const bool struckByAge = strikes(m_faults.expiredUrls);
    const bool expired = struckByAge || !ticket || ticket->expiresUs < m_clock.monotonicUs() ||
                         ticket->manner == Manner::ExpiredUrl;
    auto socket = std::make_unique<Socket>();
    socket->connection = connection;
    m_sockets.push_back(std::move(socket));
    connect(connection, &Connection::closed, this, [this, connection] { remove(connection); });
    connect(connection, &Connection::textReceived, this,
            [this, connection](const QByteArray &text) { receive(connection, text); });
    connect(connection, &Connection::pongReceived, this,
            [this, connection](const QByteArray &payload) { prove(connection, payload); });
    connection->setAnsweringPings(!m_faults.withholdPongs);
    connection->setDripping(m_faults.dripping);
    Q_EMIT socketCountChanged(socketCount());
    if (expired) {
        send(*m_sockets.back(), errorFrame(1, "Socket URL has expired"));
        connection->close(1000, {});
        return;
    }
    greet(*m_sockets.back(), *ticket);
}

void Gateway::greet(Socket &socket, Ticket &ticket)
{
    socket.userId = ticket.userId;
    socket.batchPresence = ticket.batchPresence;
    using Hello = SocketFaults::Hello;
    socket.silent = ticket.manner == Manner::NoHello || m_faults.hello == Hello::Silent;
    if (socket.silent)
        return;
    ObjectWriter hello;
    hello.text("type", "hello").flag("fast_reconnect", ticket.resumes).text("region", "loopback");
    if (m_faults.hello == Hello::Said)
        send(socket, hello.flag("start", true).text("host_id", "gs-demo").done());
    socket.greeted = true;
    for (const QByteArray &event : std::as_const(ticket.events))
        sendEvent(socket, event);
    if (const QByteArray last = m_lastSent.value(socket.userId); !last.isEmpty())
        send(socket, last);
    strikeNewSocket(socket);
    if (ticket.manner == Manner::SaysGoodbye)
        QTimer::singleShot(scaled(1s), socket.connection, [this] { sayFarewell(R"({"type":"goodbye"})"); });
    socket.reconnectTimer.setInterval(scaled(1s));
    Connection *connection = socket.connection;
    connect(&socket.reconnectTimer, &QTimer::timeout, connection,
            [this, connection] { offerReconnectUrl(connection); });
    socket.reconnectTimer.start();
    Q_EMIT greeted(socket.userId);
}

//! A socket that has just been greeted, and may not live long.
void Gateway::strikeNewSocket(Socket &socket)
{
    constexpr auto longestStormLife = 500ms;
    Connection *connection = socket.connection;
    if (strikes(m_faults.closesAfterHello)) {
        // Later, for whoever greets is not done with the socket.
        QMetaObject::invokeMethod(
            connection, [connection] { connection->close(1000, {}); }, Qt::QueuedConnection);
    } else if (m_faults.storming) {
        const auto life =
            QRandomGenerator::global()->bounded(static_cast<int>(scaled(longestStormLife).count()) + 1);
        QTimer::singleShot(milliseconds(life), connection, [connection] { connection->abort(); });
    }
}

void Gateway::offerReconnectUrl(Connection *connection)
{
    Socket *socket = socketOf(connection);
    if (socket == nullptr)
        return;
    m_tickets.remove(socket->reconnectTicket);
    socket->reconnectTicket = makeTicket(socket->userId, Manner::Polite, socket->batchPresence, true);
    QByteArray base = m_world.baseUrl();
    base.replace(0, 4, "ws");
    send(*socket, ObjectWriter()
                      .text("type", "reconnect_url")
                      .text("url", base + socketPath + socket->reconnectTicket)
                      .done());
    socket->reconnectTimer.setInterval(scaled(180s)); // as recorded from the real thing
}

//! What the workspace has to tell. Kept until the client is known to have it.
void Gateway::sendEvent(Socket &socket, const QByteArray &event)
{
    socket.unproven.emplace_back(++socket.eventNumber, event);
    if (static_cast<qsizetype>(socket.unproven.size()) > unprovenEvents) {
        socket.unproven.pop_front();
        socket.forgetful = true;
    }
    send(socket, event);
}

//! A WebSocket ping that names the newest event: its answer proves that all up to it were read.
void Gateway::probe(Socket &socket)
{
    if (!socket.heldBack.isEmpty())
        return; // the ping would overtake events that it vouches for
    socket.connection->sendFrame(Opcode::Ping, QByteArray::number(socket.eventNumber));
}

void Gateway::prove(Connection *connection, const QByteArray &payload)
{
    Socket *socket = socketOf(connection);
    bool ok = false;
    const quint64 number = payload.toULongLong(&ok);
    if (socket == nullptr || !ok || number > socket->eventNumber)
        return;
    while (!socket->unproven.empty() && socket->unproven.front().first <= number)
        socket->unproven.pop_front();
    if (socket->unproven.empty() || socket->unproven.front().first == number + 1)
        socket->forgetful = false;
}

void Gateway::send(Socket &socket, const QByteArray &frame)
{
    constexpr auto longestHeldBack = 1000ms;
    if (!socket.greeted)
        return write(socket, frame);
    if (strikes(m_faults.drops)) {
        Q_EMIT frameDropped(frame);
        return;
    }
    if (!strikes(m_faults.reorders)) {
        sendHeldBack(socket);
        return write(socket, frame);
    }
    if (socket.heldBack.isEmpty()) {
        // The frames to come may never come.
        Connection *connection = socket.connection;
        QTimer::singleShot(scaled(longestHeldBack), connection, [this, connection] {
            if (Socket *later = socketOf(connection))
                sendHeldBack(*later);
        });
    }
    socket.heldBack.append(frame);
    if (m_faults.reorders == 0)
        sendHeldBack(socket);
}

void Gateway::sendHeldBack(Socket &socket)
{
    const QList<QByteArray> frames = std::exchange(socket.heldBack, {});
    for (auto frame = frames.crbegin(); frame != frames.crend(); ++frame)
        write(socket, *frame);
}

void Gateway::write(Socket &socket, const QByteArray &frame)
{
    const int copies = socket.greeted && strikes(m_faults.duplicates) ? 2 : 1;
    for (int i = 0; i < copies; ++i) {
        socket.connection->sendFrame(Opcode::Text, frame);
        Q_EMIT frameSent(frame);
    }
}

Gateway::Socket *Gateway::socketOf(const Connection *connection)
{
    for (const auto &socket : m_sockets) {
        if (socket->connection == connection)
            return socket.get();
    }
    return nullptr;
}

void Gateway::remove(Connection *connection)
{
    Socket *socket = socketOf(connection);
    if (socket == nullptr)
        return;
    keepForReturn(*socket);
    if (m_speaker == socket)
        m_speaker = nullptr;
    m_sockets.erase(std::find_if(m_sockets.begin(), m_sockets.end(),
                                 [socket](const auto &candidate) { return candidate.get() == socket; }));
    Q_EMIT socketCountChanged(socketCount());
}

//! Who comes back by its reconnect_url within 30 s has missed nothing: what the client may not have read
//! comes again (protocol 3.6: events may be delivered twice), and what happens meanwhile is kept.
void Gateway::keepForReturn(Socket &socket)
{
    const auto ticket = m_tickets.value(socket.reconnectTicket);
    if (!ticket)
        return;
    if (socket.forgetful) {
        m_tickets.remove(socket.reconnectTicket);
        return;
    }
    for (const auto &[number, event] : socket.unproven)
        ticket->events.append(event);
    ticket->collecting = true;
    ticket->expiresUs = m_clock.monotonicUs() + microseconds(scaled(ticketLife)).count();
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

bool Gateway::isFor(const QByteArray &userId, const Audience &audience) const
{
    if (!audience.only.isEmpty() && audience.only != userId)
        return false;
    if (!audience.except.isEmpty() && audience.except == userId)
        return false;
    return audience.channel == nullptr || audience.channel->has(userId);
}

void Gateway::announce(const QByteArray &frame, const Audience &audience)
{
    QList<QByteArray> users;
    for (const QByteArray &user : std::as_const(m_users)) {
        if (isFor(user, audience))
            users.append(user);
    }
    Q_EMIT published(frame, users);
}

int Gateway::publish(const QByteArray &frame, const Audience &audience)
{
    static const QMetaMethod listened = QMetaMethod::fromSignal(&Gateway::published);
    if (audience.presenceOf.isEmpty() && isSignalConnected(listened))
        announce(frame, audience);
    int count = 0;
    for (const auto &socket : m_sockets) {
        if (!socket->greeted || socket->left || !isFor(socket->userId, audience))
            continue;
        if (!audience.presenceOf.isEmpty() && !socket->presence.contains(audience.presenceOf))
            continue;
        ++count;
        if (socket.get() == m_speaker)
            m_held.append(frame);
        else if (!audience.presenceOf.isEmpty() && socket->batchPresence)
            tellPresence(*socket, {audience.presenceOf});
        else
            sendEvent(*socket, frame);
        if (socket->connection->unsentBytes() > hopelessBacklog)
            socket->connection->abort();
    }
    if (audience.presenceOf.isEmpty())
        collect(frame, audience);
    return count;
}

//! For those who hold an address and have yet to come.
void Gateway::collect(const QByteArray &frame, const Audience &audience)
{
    const qint64 now = m_clock.monotonicUs();
    for (const auto &ticket : std::as_const(m_tickets)) {
        if (!ticket->collecting || ticket->expiresUs < now || !isFor(ticket->userId, audience))
            continue;
        if (ticket->events.size() < heldEvents) {
            ticket->events.append(frame);
            continue;
        }
        // Too much to keep, so whoever comes has missed something and must be told so: a reconnect ticket
        // promises nothing any more, any other one is no longer good.
        ticket->collecting = false;
        ticket->events.clear();
        if (!std::exchange(ticket->resumes, false))
            ticket->expiresUs = 0;
    }
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
            write(*socket, payload);
        else
            socket->connection->sendFrame(opcode, payload);
    }
}

void Gateway::sendFragmentedToAll(const QByteArray &text, int pieces)
{
    const qsizetype step = std::max<qsizetype>(1, text.size() / std::max(1, pieces));
    for (const auto &socket : m_sockets) {
        for (qsizetype at = 0; at < text.size(); at += step) {
            socket->connection->sendFrame(at == 0 ? Opcode::Text : Opcode::Continuation,
                                          QByteArrayView(text).sliced(at, std::min(step, text.size() - at)),
                                          at + step >= text.size());
        }
        Q_EMIT frameSent(text);
    }
}

void Gateway::sendBytesToAll(const QByteArray &bytes)
{
    for (const auto &socket : m_sockets) {
        socket->connection->sendBytes(bytes);
        socket->connection->flush();
    }
}

qint64 Gateway::backlog() const
{
    qint64 least = -1;
    for (const auto &socket : m_sockets) {
        const qint64 unsent = socket->connection->unsentBytes();
        least = least < 0 ? unsent : std::min(least, unsent);
    }
    return std::max<qint64>(0, least);
}

void Gateway::dropAll()
{
    for (const auto &socket : m_sockets)
        socket->connection->abort();
}

void Gateway::closeAll(quint16 code, const QByteArray &reason)
{
    for (const auto &socket : m_sockets) {
        sendHeldBack(*socket); // who closes in order has said all
        socket->connection->close(code, reason);
    }
}

void Gateway::sayFarewell(const QByteArray &frame)
{
    // After a goodbye a client has time to open the next socket first; after anything else it has not.
    const auto grace = scaled(frame.contains("goodbye") ? 5000ms : 200ms);
    for (const auto &socket : m_sockets) {
        if (!socket->greeted)
            continue;
        send(*socket, frame);
        Connection *connection = socket->connection;
        QTimer::singleShot(grace, connection, [this, connection] {
            if (Socket *later = socketOf(connection))
                sendHeldBack(*later);
            connection->close(1000, {});
        });
    }
}

void Gateway::forgetTickets()
{
    m_tickets.clear();
}

void Gateway::muteAll()
{
    for (const auto &socket : m_sockets)
        socket->connection->setMuted(true);
}

void Gateway::replayLast()
{
    for (const auto &socket : m_sockets) {
        const QByteArray last = m_lastSent.value(socket->userId);
        if (socket->greeted && !last.isEmpty())
            send(*socket, last);
    }
}

void Gateway::receive(Connection *connection, const QByteArray &text)
{
    Q_EMIT frameReceived(text);
    Socket *socket = socketOf(connection);
    if (socket == nullptr || socket->silent)
        return;
    const QByteArray objected = parsed(text);
    const json::Value frame = m_document.root();
    if (!objected.isEmpty() && frame.isObject())
        return refuse(*socket, frame, 3, objected);
    if (!objected.isEmpty())
        return send(*socket, errorFrame(3, objected));
    const std::string_view type = frame["type"].string();
    if (type == "message")
        receiveMessage(*socket, frame);
    else if (type == "ping")
        receivePing(*socket, frame);
    else if (type == "typing" || type == "user_typing")
        receiveTyping(*socket, frame);
    else if (type == "presence_sub" || type == "presence_query")
        receivePresence(*socket, frame, type == "presence_sub");
    else if (type != "tickle")
        refuse(*socket, frame, 3, "unknown message type");
}

//! Reads \a text into m_document; returns what there is to object to. Some libraries write half a surrogate
//! pair, which is taken for U+FFFD; who sends what is no UTF-8 is told so, by the id of the frame if it has
//! one.
QByteArray Gateway::parsed(const QByteArray &text)
{
    if (const qsizetype at = badUtf8Byte(text); at >= 0) {
        (void)m_document.parse(withoutHalfPairs(QString::fromUtf8(text).toUtf8()));
        return "that frame is not UTF-8: byte " + QByteArray::number(at + 1) + " is " +
               hexByte(text.at(at)).toLatin1();
    }
    if (!m_document.parse(text) && !m_document.parse(withoutHalfPairs(text)))
        return "that frame is not one JSON object: " + m_document.error().words.toUtf8() + " at byte " +
               QByteArray::number(m_document.error().offset + 1);
    return m_document.root().isObject() ? QByteArray() : QByteArray("that frame is not one JSON object");
}

void Gateway::receivePing(Socket &socket, const json::Value &frame)
{
    if (m_faults.withholdPongs)
        return;
    ObjectWriter pong;
    pong.text("type", "pong");
    if (frame["id"].exists())
        pong.raw("reply_to", frame["id"].toJson());
    for (const auto &[key, value] : frame.members()) {
        if (key != "id" && key != "type" && !value.isObject() && !value.isArray())
            pong.members(json::quoted(key) + ':' + value.toJson());
    }
    send(socket, pong.done());
}

void Gateway::receiveTyping(Socket &socket, const json::Value &frame)
{
    const Channel *channel = m_world.channel(bytesOf(frame["channel"].string()));
    if (channel == nullptr || !channel->has(socket.userId))
        refuse(socket, frame, 3, "channel_not_found");
    else
        rooms::typing(m_world, *channel, socket.userId, tsFrom(textOrNumber(frame["thread_ts"])).value_or(0));
}

void Gateway::receivePresence(Socket &socket, const json::Value &frame, bool subscribe)
{
    QList<QByteArray> asked;
    QSet<QByteArray> ids;
    for (const json::Value id : frame["ids"].elements()) {
        const QByteArray user = bytesOf(id.string());
        if (m_world.user(user) == nullptr || ids.contains(user))
            continue;
        ids.insert(user);
        if (!subscribe || !socket.presence.contains(user))
            asked.append(user);
    }
    if (!subscribe && asked.size() > queriedIds)
        asked.resize(queriedIds);
    if (subscribe)
        socket.presence = ids; // each list replaces the one before
    tellPresence(socket, asked);
}

//! One event for each user, or one for all that are active and one for the others.
void Gateway::tellPresence(Socket &socket, const QList<QByteArray> &users)
{
    const auto event = [](bool active) {
        ObjectWriter started;
        started.text("type", "presence_change").text("presence", active ? "active" : "away");
        return started;
    };
    QList<QByteArray> batches[2];
    for (const QByteArray &user : users) {
        const bool active = m_world.user(user)->active;
        if (socket.batchPresence)
            batches[active ? 1 : 0].append(user);
        else
            send(socket, event(active).text("user", user).done());
    }
    for (const bool active : {true, false}) {
        const QList<QByteArray> &batch = batches[active ? 1 : 0];
        if (!batch.isEmpty())
            send(socket, event(active).raw("users", textArray(batch)).done());
    }
}

void Gateway::refuse(Socket &socket, const json::Value &frame, int code, const QByteArray &words)
{
    ObjectWriter ack;
    ack.flag("ok", false);
    if (frame["id"].exists())
        ack.raw("reply_to", frame["id"].toJson());
    ack.raw("error", ObjectWriter().number("code", code).text("msg", words).done());
    send(socket, ack.done());
}

//! Why a message is refused, as code and words; nothing when it may go ahead.
std::optional<std::pair<int, QByteArray>> Gateway::objection(const QByteArray &userId, const Channel *channel,
                                                             const QByteArray &text,
                                                             const QByteArray &threadTs) const
{
    using Objection = std::pair<int, QByteArray>;
    if (m_faults.acks == "fail")
        return Objection(4, "cannot process message");
    if (m_faults.acks == "slow-down")
        return Objection(-1, "slow down, too many messages...");
    if (text.trimmed().isEmpty())
        return Objection(2, "message text is missing");
    if (channel == nullptr || (channel->kind != Channel::Kind::Public && !channel->has(userId)))
        return Objection(3, "channel_not_found");
    if (!channel->has(userId))
        return Objection(3, "not_in_channel");
    if (channel->archived)
        return Objection(3, "is_archived");
    if (std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }) >
        charactersOfMessage)
        return Objection(3, "msg_too_long");
    if (!threadTs.isEmpty() && channel->find(tsFrom(threadTs).value_or(0)) == nullptr)
        return Objection(3, "thread_not_found");
    return std::nullopt;
}

void Gateway::receiveMessage(Socket &socket, const json::Value &frame)
{
    Channel *channel = m_world.channel(bytesOf(frame["channel"].string()));
    Draft draft;
    draft.user = socket.userId;
    draft.text = canonicalText(bytesOf(frame["text"].string()));
    const QByteArray threadTs = textOrNumber(frame["thread_ts"]);
    draft.threadTs = tsFrom(threadTs).value_or(0);
    draft.broadcast = draft.threadTs != 0 && isTrue(frame["reply_broadcast"]);
    if (const auto objected = objection(socket.userId, channel, draft.text, threadTs))
        return refuse(socket, frame, objected->first, objected->second);

    m_held.clear();
    m_speaker = &socket;
    const Message *message = m_world.post(*channel, draft);
    m_speaker = nullptr;
    const QList<QByteArray> held = std::exchange(m_held, {});

    // A thread_ts that names a reply is accepted, and the message is never seen again (protocol T25).
    const QByteArray ts = tsText(message != nullptr ? message->ts : m_world.freshTs());
    const QByteArray id = frame["id"].exists() ? frame["id"].toJson() : QByteArray();
    ObjectWriter ack;
    ack.flag("ok", true);
    if (m_faults.acks == "unknown")
        ack.number("reply_to", frame["id"].integer().value_or(0) + farFromAnyId);
    else if (!id.isEmpty())
        ack.raw("reply_to", id);
    acknowledge(socket, ack.text("ts", ts).text("text", draft.text).done(), held);
    if (message == nullptr)
        return;
    if (!id.isEmpty())
        keepForReplay(*channel, *message, id);
    Q_EMIT messageSent(channel, *message);
}

void Gateway::keepForReplay(const Channel &channel, const Message &message, const QByteArray &id)
{
    ObjectWriter replay;
    replay.text("type", "message").text("channel", channel.id).text("user", message.user);
    replay.text("text", message.text);
    if (message.threadTs != 0)
        replay.text("thread_ts", tsText(message.threadTs));
    m_lastSent[message.user] = replay.text("ts", tsText(message.ts)).raw("reply_to", id).done();
}

//! \a withheld: what the world published for this socket during the send, the message's own event first.
void Gateway::acknowledge(Socket &socket, const QByteArray &ack, const QList<QByteArray> &withheld)
{
    const QByteArray &acks = m_faults.acks;
    if (acks == "echo-first" && !withheld.isEmpty())
        send(socket, withheld.first());
    if (acks == "late") {
        Connection *connection = socket.connection;
        QTimer::singleShot(m_faults.ackDelay, connection, [this, connection, ack] {
            if (Socket *later = socketOf(connection))
                send(*later, ack);
        });
    } else if (acks == "malformed") {
        send(socket, ack.chopped(2)); // Slack's own page once showed one cut like this
    } else if (acks != "never") {
        send(socket, ack);
        if (acks == "twice")
            send(socket, ack);
    }
    if (acks == "echo-too" && !withheld.isEmpty())
        send(socket, withheld.first());
    for (const QByteArray &frame : withheld.mid(1))
        sendEvent(socket, frame);
}

} // namespace rtmscope::demo
