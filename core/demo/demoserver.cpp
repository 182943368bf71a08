// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/demoserver.h"

#include "core/demo/answers.h"
#include "core/demo/cast.h"
#include "core/demo/gateway.h"
#include "core/demo/player.h"
#include "core/demo/scenario.h"
#include "core/demo/tokens.h"
#include "core/demo/webmethods.h"

#include <QCoreApplication>
#include <QTcpServer>
#include <QTcpSocket>

#include <atomic>

using namespace Qt::StringLiterals;

namespace rtmscope::demo {

namespace {

const QByteArray jsonType = "Content-Type: application/json; charset=utf-8";
const QByteArray textType = "Content-Type: text/plain; charset=utf-8";
const QByteArray htmlType = "Content-Type: text/html; charset=utf-8";

QByteArray bearer(const HttpRequest &request, const Arguments &arguments)
{
    const QByteArray header = request.header("authorization");
    return header.toLower().startsWith("bearer ") ? header.mid(7).trimmed() : arguments.value("token");
}

} // namespace

struct DemoServer::Private
{
    //! An answer that a test ordered for the next calls of a method.
    struct Ordered
    {
        QByteArray method; //!< "*": any
        int times = 0;
        int status = 200;
        QList<QByteArray> headers;
        QByteArray body;
    };

    Private(DemoServer *server, const Options &wanted)
        : q(server)
        , options(wanted)
        , world(Clock::system(), wanted.epochUs)
        , methods(world)
        , gateway(world, Clock::system(), server)
        , scenario(world, wanted.seed)
        , player(scenario, gateway, wanted.eventsPerSecond, wanted.limit, wanted.seed ^ 0x5eed, server)
        , answers(world, wanted.seed ^ 0xa115, server)
        , tcp(server)
    {
    }

    void wire();
    void accept();
    void route(Connection *connection, const HttpRequest &request);
    void callMethod(Connection *connection, const HttpRequest &request, const QByteArray &method);
    void answer(Connection *connection, const QByteArray &method, int status,
                const QList<QByteArray> &headers, const QByteArray &body);
    std::optional<Ordered> takeOrder(const QByteArray &method);

    DemoServer *q;
    Options options;
    World world;
    WebMethods methods;
    Gateway gateway;
    Scenario scenario;
    Player player;
    Answers answers;
    QTcpServer tcp;
    QList<Ordered> orders;
    QList<Connection *> connections;
    bool stopped = false;
    quint64 requestNumber = 0;
    std::atomic<quint16> port = 0;
    std::atomic<int> sockets = 0;
    TokenManners currentManners; //!< of the call being answered
};

DemoServer::DemoServer(const Options &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, options))
{
    fillCast(d->world);
    d->scenario.seedPast();
    d->wire();
}

DemoServer::~DemoServer()
{
    for (Connection *connection : std::as_const(d->connections)) {
        connection->disconnect();
        delete connection;
    }
    d->tcp.close();
}

void DemoServer::Private::wire()
{
    world.publish = [this](const QByteArray &frame, const Audience &audience) {
        if (player.isStepping())
            player.queue(frame, audience);
        else
            gateway.publish(frame, audience);
    };
    methods.setVerboseStart(options.verboseStart);
    methods.makeSocketUrl = [this](const Caller &caller) {
        return gateway.issueUrl(caller.userId, currentManners.socket);
    };
    if (options.answers) {
        methods.posted = [this](const Channel &channel, const Message &message) {
            answers.hear(channel, message);
        };
        QObject::connect(
            &gateway, &Gateway::messageSent, q,
            [this](Channel *channel, const Message &message) { answers.hear(*channel, message); });
    }
    scenario.setFarewell([this](const QByteArray &frame) {
        if (player.isConversational())
            gateway.sayFarewell(frame);
    });
    QObject::connect(&tcp, &QTcpServer::newConnection, q, [this] { accept(); });
    QObject::connect(&gateway, &Gateway::frameSent, q, &DemoServer::frameSent);
    QObject::connect(&gateway, &Gateway::frameReceived, q, &DemoServer::frameReceived);
    QObject::connect(&gateway, &Gateway::socketCountChanged, q, [this](int count) { sockets = count; });
    QObject::connect(&gateway, &Gateway::greeted, q, [this](const QByteArray &userId) {
        world.protagonist = userId;
        player.start();
    });
}

bool DemoServer::listen(QString *problem)
{
    if (!d->tcp.listen(QHostAddress::LocalHost, d->options.port)) {
        if (problem != nullptr) {
            *problem =
                QCoreApplication::translate(
                    "rtmscope::demo::DemoServer",
                    "The demo server could not listen on port %1 of this computer: %2. Choose another port.")
                    .arg(d->options.port)
                    .arg(d->tcp.errorString());
        }
        return false;
    }
    d->port = d->tcp.serverPort();
    d->world.setBaseUrl("http://127.0.0.1:" + QByteArray::number(d->tcp.serverPort()));
    return true;
}

quint16 DemoServer::port() const
{
    return d->port;
}

QUrl DemoServer::apiBase() const
{
    return QUrl(u"http://127.0.0.1:%1/api/"_s.arg(port()));
}

QByteArray DemoServer::token()
{
    return "xoxb-demo-rtmscope";
}

int DemoServer::connectionCount() const
{
    return d->sockets;
}

void DemoServer::Private::accept()
{
    while (QTcpSocket *socket = tcp.nextPendingConnection()) {
        auto *connection = new Connection(socket, q);
        connections.append(connection);
        connection->setMuted(stopped);
        QObject::connect(connection, &Connection::closed, q,
                         [this, connection] { connections.removeOne(connection); });
        QObject::connect(connection, &Connection::requestReceived, q,
                         [this, connection](const HttpRequest &request) { route(connection, request); });
    }
}

void DemoServer::Private::route(Connection *connection, const HttpRequest &request)
{
    if (request.path.startsWith("/websocket/")) {
        gateway.upgrade(connection, request);
    } else if (request.path.startsWith("/api/")) {
        if (request.method != "GET" && request.method != "POST" && request.method != "HEAD")
            connection->respond(405, {textType, "Allow: GET, HEAD, POST"}, "Use GET or POST.\n");
        else
            callMethod(connection, request, request.path.mid(5));
    } else if (request.path == "/") {
        connection->respond(200, {textType},
                            "This is the demo workspace of Rtmscope. Its Web API is at " + world.baseUrl() +
                                "/api/ and a token that works is " + token() + ".\n");
    } else {
        connection->respond(404, {htmlType}, "<!DOCTYPE html><title>404</title><p>There is nothing here.\n");
    }
}

std::optional<DemoServer::Private::Ordered> DemoServer::Private::takeOrder(const QByteArray &method)
{
    for (qsizetype i = 0; i < orders.size(); ++i) {
        if (orders[i].method != method && orders[i].method != "*")
            continue;
        const Ordered order = orders[i];
        if (--orders[i].times <= 0)
            orders.removeAt(i);
        return order;
    }
    return std::nullopt;
}

void DemoServer::Private::callMethod(Connection *connection, const HttpRequest &request,
                                     const QByteArray &method)
{
    if (const std::optional<Ordered> order = takeOrder(method))
        return answer(connection, method, order->status, order->headers, order->body);
    const std::optional<Arguments> arguments = Arguments::of(request);
    if (!arguments)
        return answer(connection, method, 200, {jsonType}, errorAnswer("invalid_form_data"));
    const QByteArray token = bearer(request, *arguments);
    currentManners = mannersOf(token);
    if (const std::optional<TokenRefusal> refusal = refusalFor(currentManners, method))
        return answer(connection, method, refusal->status, refusal->headers, refusal->body);
    const Caller caller{currentManners.userId, currentManners.userId == botUserId, token};
    const QByteArray scopes = caller.bot ? "x-oauth-scopes: identify,bot" : "x-oauth-scopes: identify,client";
    answer(connection, method, 200, {jsonType, scopes}, methods.call(method, *arguments, caller));
}

void DemoServer::Private::answer(Connection *connection, const QByteArray &method, int status,
                                 const QList<QByteArray> &headers, const QByteArray &body)
{
    QList<QByteArray> all = headers;
    all.append("x-slack-req-id: demo" + QByteArray::number(++requestNumber));
    connection->respond(status, all, body);
    Q_EMIT q->apiCalled(QString::fromUtf8(method), status);
}

void DemoServer::setEventsPerSecond(double rate)
{
    QMetaObject::invokeMethod(this, [this, rate] { d->player.setEventsPerSecond(rate); });
}

void DemoServer::broadcast(const QByteArray &frame)
{
    QMetaObject::invokeMethod(this, [this, frame] { d->gateway.sendToAll(Opcode::Text, frame); });
}

void DemoServer::broadcastBinary(const QByteArray &bytes)
{
    QMetaObject::invokeMethod(this, [this, bytes] { d->gateway.sendToAll(Opcode::Binary, bytes); });
}

void DemoServer::broadcastFragmented(const QByteArray &frame, int pieces)
{
    QMetaObject::invokeMethod(this, [this, frame, pieces] { d->gateway.sendFragmentedToAll(frame, pieces); });
}

void DemoServer::broadcastBytes(const QByteArray &bytes)
{
    QMetaObject::invokeMethod(this, [this, bytes] { d->gateway.sendBytesToAll(bytes); });
}

void DemoServer::dropAll()
{
    QMetaObject::invokeMethod(this, [this] { d->gateway.dropAll(); });
}

void DemoServer::closeAll(quint16 code, const QString &reason)
{
    QMetaObject::invokeMethod(this, [this, code, reason] { d->gateway.closeAll(code, reason.toUtf8()); });
}

void DemoServer::stopAnswering(bool stopped)
{
    QMetaObject::invokeMethod(this, [this, stopped] {
        d->stopped = stopped;
        for (Connection *connection : std::as_const(d->connections))
            connection->setMuted(stopped);
    });
}

void DemoServer::muteSockets()
{
    QMetaObject::invokeMethod(this, [this] { d->gateway.muteAll(); });
}

void DemoServer::withholdHello(bool withheld)
{
    QMetaObject::invokeMethod(this, [this, withheld] { d->gateway.withholdHello(withheld); });
}

void DemoServer::rateLimitNext(const QString &method, int times, int retryAfterSeconds)
{
    QList<QByteArray> headers{jsonType};
    if (retryAfterSeconds >= 0)
        headers.append("Retry-After: " + QByteArray::number(retryAfterSeconds));
    QMetaObject::invokeMethod(this, [this, method, times, headers] {
        d->orders.append({method.toUtf8(), times, 429, headers, errorAnswer("ratelimited")});
    });
}

void DemoServer::failNext(const QString &method, int times, int httpStatus, const QByteArray &body)
{
    const QByteArray type = body.trimmed().startsWith('{') ? jsonType : htmlType;
    QMetaObject::invokeMethod(this, [this, method, times, httpStatus, type, body] {
        d->orders.append({method.toUtf8(), times, httpStatus, {type}, body});
    });
}

void DemoServer::refuseUpgrades(int times, int httpStatus)
{
    QMetaObject::invokeMethod(this,
                              [this, times, httpStatus] { d->gateway.refuseUpgrades(times, httpStatus); });
}

void DemoServer::setAckPolicy(const QString &policy)
{
    QMetaObject::invokeMethod(this, [this, policy] { d->gateway.setAckPolicy(policy.toUtf8()); });
}

void DemoServer::sayGoodbye()
{
    QMetaObject::invokeMethod(this, [this] { d->gateway.sayFarewell(R"({"type":"goodbye"})"); });
}

void DemoServer::expireNextUrl()
{
    QMetaObject::invokeMethod(this, [this] { d->gateway.expireNextUrl(); });
}

} // namespace rtmscope::demo
