// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/gateway.h"

#include "core/demo/objectwriter.h"

#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>

using namespace std::chrono_literals;

namespace rtmscope::demo {

namespace {

const QByteArray socketPath = "/websocket/";
constexpr qsizetype frameLimit = 16'384;         // protocol 4: such a frame costs the connection
constexpr qint64 ticketLifeUs = 30'000'000;      // protocol 2.2
constexpr qsizetype heldEvents = 10'000;         // between rtm.connect and the socket
constexpr qint64 hopelessBacklog = 256LL << 20;  // a reader this far behind is cut off
constexpr qsizetype charactersOfMessage = 4'000; // protocol 4.1
constexpr qsizetype queriedIds = 500;            // protocol 4

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
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
    QList<QByteArray> events;
};

struct Gateway::Socket
{
    Connection *connection = nullptr;
    QByteArray userId;
    QSet<QByteArray> presence;
    bool greeted = false;
    bool silent = false; //!< neither hello nor any answer
    QByteArray reconnectTicket;
    QTimer reconnectTimer;
};

Gateway::Gateway(World &world, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_world(world)
    , m_clock(clock)
{
    auto *pings = new QTimer(this);
    pings->setInterval(30s);
    connect(pings, &QTimer::timeout, this, [this] {
        for (const auto &socket : m_sockets)
            socket->connection->sendFrame(Opcode::Ping, "rtm");
    });
    pings->start();
}

Gateway::~Gateway() = default;

QByteArray Gateway::makeTicket(const QByteArray &userId, Manner manner, bool resumes)
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
    ticket->collecting = !resumes;
    ticket->expiresUs = resumes ? std::numeric_limits<qint64>::max() : now + ticketLifeUs;
    m_tickets.insert(name, ticket);
    return name;
}

QByteArray Gateway::issueUrl(const QByteArray &userId, Manner manner)
{
    QByteArray base = m_world.baseUrl();
    base.replace(0, 4, "ws");
    return base + socketPath + makeTicket(userId, manner, false);
}

void Gateway::refuseUpgrades(int times, int status)
{
    m_refusals = times;
    m_refusalStatus = status;
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
    const std::shared_ptr<Ticket> ticket = m_tickets.take(request.path.mid(socketPath.size()));
    const bool refusing = m_refusals > 0 || (ticket && ticket->manner == Manner::RefusesUpgrade);
    if (refusing) {
        m_refusals = std::max(0, m_refusals - 1);
        connection->respond(m_refusalStatus, {"Content-Type: text/plain"},
                            "No sockets here for the moment.\n", true);
        return;
    }
    connection->upgrade(key, frameLimit);
    if (ticket && ticket->manner == Manner::ClosesAtOnce) {
        connection->close(1000, {});
        return;
    }
    const bool expired = !ticket || ticket->expiresUs < m_clock.monotonicUs() || m_expireNext ||
                         ticket->manner == Manner::ExpiredUrl;
    m_expireNext = false;
    auto socket = std::make_unique<Socket>();
    socket->connection = connection;
    m_sockets.push_back(std::move(socket));
    connect(connection, &Connection::closed, this, [this, connection] { remove(connection); });
    connect(connection, &Connection::textReceived, this,
            [this, connection](const QByteArray &text) { receive(connection, text); });
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
    socket.silent = ticket.manner == Manner::NoHello;
    if (m_withholdHello || socket.silent)
        return;
    socket.greeted = true;
    ObjectWriter hello;
    hello.text("type", "hello").flag("fast_reconnect", ticket.resumes).text("region", "loopback");
    send(socket, hello.flag("start", true).text("host_id", "gs-demo").done());
    for (const QByteArray &event : std::as_const(ticket.events))
        send(socket, event);
    if (const QByteArray last = m_lastSent.value(socket.userId); !last.isEmpty())
        send(socket, last);
    if (ticket.manner == Manner::SaysGoodbye)
        QTimer::singleShot(1s, socket.connection, [this] { sayFarewell(R"({"type":"goodbye"})"); });
    socket.reconnectTimer.setInterval(1s);
    Connection *connection = socket.connection;
    connect(&socket.reconnectTimer, &QTimer::timeout, connection,
            [this, connection] { offerReconnectUrl(connection); });
    socket.reconnectTimer.start();
    Q_EMIT greeted(socket.userId);
}

void Gateway::offerReconnectUrl(Connection *connection)
{
    Socket *socket = socketOf(connection);
    if (socket == nullptr)
        return;
    m_tickets.remove(socket->reconnectTicket);
    socket->reconnectTicket = makeTicket(socket->userId, Manner::Polite, true);
    QByteArray base = m_world.baseUrl();
    base.replace(0, 4, "ws");
    send(*socket, ObjectWriter()
                      .text("type", "reconnect_url")
                      .text("url", base + socketPath + socket->reconnectTicket)
                      .done());
    socket->reconnectTimer.setInterval(180s); // as recorded from the real thing
}

void Gateway::send(Socket &socket, const QByteArray &frame)
{
    if (socket.connection->isMuted())
        return;
    socket.connection->sendFrame(Opcode::Text, frame);
    Q_EMIT frameSent(frame);
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
    if (const auto ticket = m_tickets.value(socket->reconnectTicket)) {
        ticket->collecting = true; // who comes back by it within 30 s has missed nothing
        ticket->expiresUs = m_clock.monotonicUs() + ticketLifeUs;
    }
    if (m_speaker == socket)
        m_speaker = nullptr;
    m_sockets.erase(std::find_if(m_sockets.begin(), m_sockets.end(),
                                 [socket](const auto &candidate) { return candidate.get() == socket; }));
    Q_EMIT socketCountChanged(socketCount());
}

bool Gateway::isFor(const QByteArray &userId, const Audience &audience) const
{
    if (!audience.only.isEmpty() && audience.only != userId)
        return false;
    if (!audience.except.isEmpty() && audience.except == userId)
        return false;
    return audience.channel == nullptr || audience.channel->has(userId);
}

int Gateway::publish(const QByteArray &frame, const Audience &audience)
{
    int count = 0;
    for (const auto &socket : m_sockets) {
        if (!socket->greeted || !isFor(socket->userId, audience))
            continue;
        if (!audience.presenceOf.isEmpty() && !socket->presence.contains(audience.presenceOf))
            continue;
        ++count;
        if (socket.get() == m_speaker)
            m_held.append(frame);
        else
            send(*socket, frame);
        if (socket->connection->unsentBytes() > hopelessBacklog)
            socket->connection->abort();
    }
    if (audience.presenceOf.isEmpty()) {
        for (const auto &ticket : std::as_const(m_tickets)) {
            if (ticket->collecting && ticket->events.size() < heldEvents && isFor(ticket->userId, audience))
                ticket->events.append(frame);
        }
    }
    return count;
}

void Gateway::sendToAll(Opcode opcode, const QByteArray &payload)
{
    for (const auto &socket : m_sockets) {
        if (opcode == Opcode::Text)
            send(*socket, payload);
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
    for (const auto &socket : m_sockets)
        socket->connection->sendBytes(bytes);
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
    for (const auto &socket : m_sockets)
        socket->connection->close(code, reason);
}

void Gateway::sayFarewell(const QByteArray &frame)
{
    // After a goodbye a client has time to open the next socket first; after anything else it has not.
    const auto grace = frame.contains("goodbye") ? 5000ms : 200ms;
    for (const auto &socket : m_sockets) {
        if (!socket->greeted)
            continue;
        send(*socket, frame);
        Connection *connection = socket->connection;
        QTimer::singleShot(grace, connection, [connection] { connection->close(1000, {}); });
    }
}

void Gateway::muteAll()
{
    for (const auto &socket : m_sockets)
        socket->connection->setMuted(true);
}

void Gateway::receive(Connection *connection, const QByteArray &text)
{
    Q_EMIT frameReceived(text);
    Socket *socket = socketOf(connection);
    if (socket == nullptr || socket->silent)
        return;
    if (!m_document.parse(text) || !m_document.root().isObject()) {
        send(*socket, errorFrame(3, "that frame is not one JSON object"));
        return;
    }
    const json::Value frame = m_document.root();
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

void Gateway::receivePing(Socket &socket, const json::Value &frame)
{
    ObjectWriter pong;
    pong.text("type", "pong");
    if (frame["id"].exists())
        pong.raw("reply_to", frame["id"].toJson());
    for (const auto &[key, value] : frame.members()) {
        if (key != "id" && key != "type" && !value.isObject() && !value.isArray())
            pong.raw(key, value.toJson());
    }
    send(socket, pong.done());
}

void Gateway::receiveTyping(Socket &socket, const json::Value &frame)
{
    const Channel *channel = m_world.channel(bytesOf(frame["channel"].string()));
    if (channel == nullptr || !channel->has(socket.userId))
        refuse(socket, frame, 3, "channel_not_found");
    else
        m_world.typing(*channel, socket.userId, tsFrom(bytesOf(frame["thread_ts"].string())).value_or(0));
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
    for (const QByteArray &user : std::as_const(asked)) {
        send(socket, ObjectWriter()
                         .text("type", "presence_change")
                         .text("presence", m_world.user(user)->active ? "active" : "away")
                         .text("user", user)
                         .done());
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
    if (m_ackPolicy == "fail")
        return Objection(4, "cannot process message");
    if (m_ackPolicy == "slow-down")
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
    const QByteArray threadTs = bytesOf(frame["thread_ts"].string());
    draft.threadTs = tsFrom(threadTs).value_or(0);
    draft.broadcast = draft.threadTs != 0 && frame["reply_broadcast"].boolean().value_or(false);
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
    if (!id.isEmpty())
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
    if (m_ackPolicy == "echo-first" && !withheld.isEmpty())
        send(socket, withheld.first());
    if (m_ackPolicy == "late") {
        Connection *connection = socket.connection;
        QTimer::singleShot(2s, connection, [this, connection, ack] {
            if (Socket *later = socketOf(connection))
                send(*later, ack);
        });
    } else if (m_ackPolicy != "never") {
        send(socket, ack);
    }
    if (m_ackPolicy == "echo-too" && !withheld.isEmpty())
        send(socket, withheld.first());
    for (const QByteArray &frame : withheld.mid(1))
        send(socket, frame);
}

} // namespace rtmscope::demo
