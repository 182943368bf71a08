// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/server/demoserver.h"

#include "core/demo/apps/socketapps.h"
#include "core/demo/gateway/gateway.h"
#include "core/demo/gateway/tokens.h"
#include "core/demo/methods/answers.h"
#include "core/demo/methods/methodparts.h"
#include "core/demo/methods/scopes.h"
#include "core/demo/methods/webmethods.h"
#include "core/demo/replay/replayer.h"
#include "core/demo/server/faultdesk.h"
#include "core/demo/server/openapp.h"
#include "core/demo/server/player.h"
#include "core/demo/world/cast.h"
#include "core/demo/world/scenario.h"

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
    const QByteArray given = header.toLower().startsWith("bearer ") ? header.mid(7).trimmed() : QByteArray();
    return given.isEmpty() ? arguments.value("token") : given;
}

//! Some clients put a slash too many between base and method, or one behind it.
QByteArray methodOf(const QByteArray &path)
{
    QList<QByteArray> parts = path.split('/');
    parts.removeAll({});
    return parts.mid(1).join('/');
}

} // namespace

struct DemoServer::Private
{
    Private(DemoServer *server, const Options &wanted)
        : q(server)
        , options(wanted)
        , clock(wanted.clock ? *wanted.clock : Clock::system())
        , world(clock, wanted.epochUs)
        , methods(world)
        , gateway(world, clock, wanted.timeScale, server)
        , apps(world, gateway, clock, wanted.timeScale, wanted.seed ^ 0xa995, server)
        , scenario(world, wanted.seed)
        , player(scenario, gateway, wanted.eventsPerSecond, wanted.limit, wanted.seed ^ 0x5eed, server)
        , answers(world, wanted.seed ^ 0xa115, server)
        , tcp(server)
        , placeholder(server)
        , desk(gateway, apps,
               {[this](bool listening) { setListening(listening); }, [this](bool mute) { muteAll(mute); }},
               wanted.timeScale, wanted.seed ^ 0xfa17, server)
    {
    }

    void wire();
    void wireReplay();
    void heard(const Channel &channel, const Message &message);
    void accept();
    void route(Connection *connection, const HttpRequest &request);
    void takeReply(Connection *connection, const HttpRequest &request);
    void takeUpload(Connection *connection, const HttpRequest &request);
    void callMethod(Connection *connection, const HttpRequest &request, const QByteArray &method);
    void answerInScope(Connection *connection, const QByteArray &method, const Arguments &arguments,
                       const Caller &caller);
    void answer(Connection *connection, const QByteArray &method, int status,
                const QList<QByteArray> &headers, const QByteArray &body);
    void setListening(bool listening);
    void muteAll(bool muted);
    void cause(const Fault &fault)
    {
        QMetaObject::invokeMethod(q, [this, fault] { desk.carryOut(fault); });
    }

    DemoServer *q;
    Options options;
    const Clock &clock;
    World world;
    WebMethods methods;
    Gateway gateway;
    SocketApps apps;
    Scenario scenario;
    Player player;
    Answers answers;
    QTcpServer tcp;
    QTcpSocket placeholder; //!< holds the port while nobody listens on it
    FaultDesk desk;
    std::unique_ptr<Replayer> replayer;
    QList<Connection *> connections;
    bool muted = false; //!< connections to come as well
    quint64 requestNumber = 0;
    std::atomic<quint16> port = 0;
    std::atomic<int> sockets = 0;
    TokenManners currentManners; //!< of the call being answered
};

DemoServer::DemoServer(const Options &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, options))
{
    d->player.setPlaysUnseen(options.playsUnseen);
    d->world.setKeptMessages(options.keptMessages);
    if (!options.recording) {
        fillCast(d->world);
        d->scenario.seedPast();
    }
    d->wire();
    if (options.recording)
        d->wireReplay();
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
    methods.setFullStart(options.fullStart);
    methods.setRetiredWork(options.retiredMethods);
    methods.makeSocketUrl = [this](const Caller &caller, bool batchPresence) {
        return gateway.issueUrl(caller.userId, currentManners.socket, batchPresence);
    };
    methods.posted = [this](const Channel &channel, const Message &message) {
        heard(channel, message);
        apps.hear(channel, message);
    };
    gateway.setAppGate(&apps);
    apps.setStories(options.appStories);
    QObject::connect(&apps, &SocketApps::eventMade, q, &DemoServer::eventMade);
    QObject::connect(&apps, &SocketApps::envelopeSent, q, &DemoServer::envelopeSent);
    QObject::connect(&apps, &SocketApps::envelopeAcknowledged, q, &DemoServer::envelopeAcknowledged);
    QObject::connect(&apps, &SocketApps::takenElsewhere, q, &DemoServer::takenElsewhere);
    QObject::connect(&apps, &SocketApps::givenUp, q, &DemoServer::givenUp);
    QObject::connect(&gateway, &Gateway::messageSent, q,
                     [this](const Channel *channel, const Message &message) { heard(*channel, message); });
    scenario.setFarewell([this](const QByteArray &frame) {
        if (player.isConversational())
            gateway.sayFarewell(frame);
    });
    QObject::connect(&tcp, &QTcpServer::newConnection, q, [this] { accept(); });
    QObject::connect(&gateway, &Gateway::frameSent, q, &DemoServer::frameSent);
    QObject::connect(&gateway, &Gateway::frameReceived, q, &DemoServer::frameReceived);
    QObject::connect(&gateway, &Gateway::frameDropped, q, &DemoServer::frameDropped);
    if (options.journal)
        QObject::connect(&gateway, &Gateway::published, q, &DemoServer::published);
    QObject::connect(&desk, &FaultDesk::reported, q, &DemoServer::faultReported);
    QObject::connect(&gateway, &Gateway::socketCountChanged, q, [this](int count) { sockets = count; });
    QObject::connect(&gateway, &Gateway::greeted, q, [this](const QByteArray &userId) {
        world.protagonist = userId;
        if (replayer)
            replayer->greeted();
        else
            player.start();
    });
}

//! Nobody is there but who was recorded, and nothing happens but what did.
void DemoServer::Private::wireReplay()
{
    apps.setStories(false);
    apps.setPeople(false);
    gateway.setOffersReturn(false);
    replayer = std::make_unique<Replayer>(world, gateway, apps, *options.recording, options.pacing, nullptr);
    QObject::connect(q, &DemoServer::envelopeAcknowledged, replayer.get(), &Replayer::heard);
}

void DemoServer::Private::heard(const Channel &channel, const Message &message)
{
    Q_EMIT q->posted(message.user, channel.id, tsText(message.ts), message.text);
    if (options.answers && !replayer)
        answers.hear(channel, message);
}

//! The port stays bound while it is not listened on: another program could take it otherwise.
void DemoServer::Private::setListening(bool listening)
{
    if (listening == tcp.isListening())
        return;
    if (!listening) {
        tcp.close();
        placeholder.bind(QHostAddress::LocalHost, port, QAbstractSocket::ReuseAddressHint);
        return;
    }
    const bool again = tcp.listen(QHostAddress::LocalHost, port);
    placeholder.abort();
    if (!again && !tcp.listen(QHostAddress::LocalHost, port))
        Q_EMIT q->faultReported(QCoreApplication::translate("rtmscope::demo::DemoServer",
                                                            "The port could not be listened on again: %1")
                                    .arg(tcp.errorString()));
}

void DemoServer::Private::muteAll(bool mute)
{
    muted = mute;
    for (Connection *connection : std::as_const(connections))
        connection->setMuted(mute);
}

bool DemoServer::listen(QString *problem)
{
    if (!d->tcp.listen(QHostAddress::LocalHost, d->options.port)) {
        if (problem != nullptr) {
            *problem = QCoreApplication::translate(
                           "rtmscope::demo::DemoServer",
                           "The demo server could not listen on port %1 of this computer: %2")
                           .arg(d->options.port)
                           .arg(d->tcp.errorString());
        }
        return false;
    }
    d->port = d->tcp.serverPort();
    d->world.setBaseUrl(d->options.publicUrl.isEmpty() ? "http://127.0.0.1:" + QByteArray::number(d->port)
                                                       : d->options.publicUrl);
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

QByteArray DemoServer::appToken()
{
    return "xapp-1-A0RTMSCOPE-demo";
}

Replayer *DemoServer::replayer() const
{
    return d->replayer.get();
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
        connection->setMuted(muted);
        QObject::connect(connection, &Connection::closed, q,
                         [this, connection] { connections.removeOne(connection); });
        QObject::connect(connection, &Connection::requestReceived, q,
                         [this, connection](const HttpRequest &request) { route(connection, request); });
    }
}

void DemoServer::Private::route(Connection *connection, const HttpRequest &request)
{
    if (Gateway::isSocketPath(request.path)) {
        gateway.upgrade(connection, request);
    } else if (request.path.startsWith("/api/")) {
        if (request.method != "GET" && request.method != "POST" && request.method != "HEAD")
            connection->respond(405, {textType, "Allow: GET, HEAD, POST"}, "Use GET or POST.\n");
        else
            callMethod(connection, request, methodOf(request.path));
    } else if (request.path.startsWith("/upload/v1/")) {
        takeUpload(connection, request);
    } else if (Replies::isPath(request.path)) {
        takeReply(connection, request);
    } else if (const File *file = world.file(request.path.split('/').value(2));
               file != nullptr && !file->content.isEmpty() && request.path.startsWith("/files/")) {
        connection->respond(200, {"Content-Type: application/octet-stream"}, file->content);
    } else if (request.path == "/") {
        connection->respond(200, {textType},
                            "This is the demo workspace of Rtmscope. Its Web API is at " + world.baseUrl() +
                                "/api/ and a token that works is " + token() + ".\n");
    } else {
        connection->respond(404, {htmlType}, "<!DOCTYPE html><title>404</title><p>There is nothing here.\n");
    }
}

//! What an app answers by a response_url. The address is the permission.
void DemoServer::Private::takeReply(Connection *connection, const HttpRequest &request)
{
    const bool taken = apps.replies().takeAt(request.path, request.body);
    Q_EMIT q->answeredByUrl(request.body, taken);
    if (taken)
        connection->respond(200, {textType}, "ok");
    else
        connection->respond(404, {jsonType}, errorAnswer("used_url"));
}

//! The content of a file, as it is or in a form. The address is the permission.
void DemoServer::Private::takeUpload(Connection *connection, const HttpRequest &request)
{
    QByteArray content = request.body;
    if (request.header("content-type").toLower().startsWith("multipart/form-data")) {
        const std::optional<Arguments> form = Arguments::of(request);
        const QList<QByteArray> names = form ? form->names() : QList<QByteArray>();
        const QByteArray name = names.contains("file") ? "file" : names.value(0);
        content = form ? form->value(name) : QByteArray();
    }
    if (methods.takeUpload(request.path.mid(11), content))
        connection->respond(200, {textType}, "OK - " + QByteArray::number(content.size()));
    else
        connection->respond(404, {textType}, "Nobody was given this address.\n");
}

void DemoServer::Private::callMethod(Connection *connection, const HttpRequest &request,
                                     const QByteArray &method)
{
    if (const std::optional<FaultDesk::Answer> fault = desk.answerFor(method))
        return answer(connection, method, fault->status, fault->headers, fault->body);
    if (method == "apps.connections.open") {
        const ApiAnswer opened = openAppConnection(apps, request);
        return answer(connection, method, opened.status, opened.headers, opened.body);
    }
    if (method == "apps.event.authorizations.list") {
        const ApiAnswer listed = listAuthorizations(world, request);
        return answer(connection, method, listed.status, listed.headers, listed.body);
    }
    const std::optional<Arguments> arguments = Arguments::of(request);
    if (!arguments)
        return answer(connection, method, 200, {jsonType}, errorAnswer("invalid_form_data"));
    const QByteArray token = bearer(request, *arguments);
    currentManners = mannersOf(token);
    if (replayer && !currentManners.userId.isEmpty())
        currentManners.userId = world.bot;
    if (const std::optional<TokenRefusal> refusal = refusalFor(currentManners, method))
        return answer(connection, method, refusal->status, refusal->headers, refusal->body);
    answerInScope(connection, method, *arguments,
                  {currentManners.userId, currentManners.userId == world.bot, token});
}

//! Tokens of the demo may do everything, as those of classic apps; granular ones what their scopes allow.
void DemoServer::Private::answerInScope(Connection *connection, const QByteArray &method,
                                        const Arguments &arguments, const Caller &caller)
{
    QList<QByteArray> scopes = caller.bot ? botScopes() : personScopes();
    scopes.removeAll(currentManners.missing);
    const QByteArray needed = neededScope(method);
    const bool missing = currentManners.granular && !needed.isEmpty() && !scopes.contains(needed);
    const std::optional<QByteArray> viewed = callViews(apps, method, arguments);
    const QByteArray body = missing  ? missingScope(needed, scopes)
                            : viewed ? *viewed
                                     : methods.call(method, arguments, caller);
    if (!currentManners.granular)
        scopes = QList<QByteArray>{"identify", caller.bot ? "bot" : "client"} + scopes;
    QList<QByteArray> headers{jsonType, "x-oauth-scopes: " + scopes.join(',')};
    if (!needed.isEmpty())
        headers.append("x-accepted-oauth-scopes: " + needed);
    answer(connection, method, 200, headers, body);
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

void DemoServer::cause(const Fault &fault)
{
    d->cause(fault);
}

void DemoServer::runChaos(const ChaosScript &script)
{
    QMetaObject::invokeMethod(this, [this, script] { d->desk.run(script); });
}

void DemoServer::stopChaos()
{
    QMetaObject::invokeMethod(this, [this] { d->desk.stopScript(); });
}

void DemoServer::endFaults()
{
    QMetaObject::invokeMethod(this, [this] { d->desk.endAll(); });
}

void DemoServer::dropAll()
{
    d->cause({.kind = Fault::Kind::Kill});
}

void DemoServer::closeAll(quint16 code, const QString &reason)
{
    d->cause({.kind = Fault::Kind::Close, .number = code, .text = reason.toUtf8()});
}

void DemoServer::sayGoodbye()
{
    d->cause({.kind = Fault::Kind::Goodbye});
}

void DemoServer::stopAnswering(bool stopped)
{
    if (stopped)
        d->cause({.kind = Fault::Kind::HalfOpen, .choice = "all"});
    else
        QMetaObject::invokeMethod(this, [this] { d->desk.end(Fault::Kind::HalfOpen); });
}

void DemoServer::muteSockets()
{
    d->cause({.kind = Fault::Kind::HalfOpen, .choice = "old"});
}

void DemoServer::withholdHello(bool withheld)
{
    if (withheld)
        d->cause({.kind = Fault::Kind::NoHello, .choice = "pongs"});
    else
        QMetaObject::invokeMethod(this, [this] { d->desk.end(Fault::Kind::NoHello); });
}

void DemoServer::rateLimitNext(const QString &method, int times, int retryAfterSeconds)
{
    d->cause({.kind = Fault::Kind::RateLimit,
              .method = method.toUtf8(),
              .times = times,
              .wait = std::chrono::seconds(retryAfterSeconds)});
}

void DemoServer::failNext(const QString &method, int times, int httpStatus, const QByteArray &body)
{
    d->cause({.kind = Fault::Kind::HttpError,
              .number = httpStatus,
              .method = method.toUtf8(),
              .times = times,
              .text = body});
}

void DemoServer::refuseUpgrades(int times, int httpStatus)
{
    d->cause({.kind = Fault::Kind::Upgrade, .number = httpStatus, .times = times});
}

void DemoServer::setAckPolicy(const QString &policy)
{
    d->cause({.kind = Fault::Kind::Acks, .choice = policy.toUtf8(), .wait = std::chrono::seconds(2)});
}

void DemoServer::expireNextUrl()
{
    d->cause({.kind = Fault::Kind::ExpiredUrl});
}

} // namespace rtmscope::demo
