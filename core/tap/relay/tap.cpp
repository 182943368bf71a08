// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/tap.h"
#include "core/connection/endpoint.h"

#include "core/base/logcategories.h"
#include "core/events/eventdecoder.h"
#include "core/events/innerevent.h"
#include "core/net/trust.h"
#include "core/tap/relay/botconnection.h"
#include "core/tap/relay/tapmeter.h"
#include "core/tap/relay/tapnotes.h"

#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr auto figurePause = 250ms;
constexpr int mostConnections = 500;
constexpr qsizetype mostSocketModeBytes = 20 * 1024; // docs/socket-mode.md
constexpr std::size_t mostAddresses = 1000; // of sockets that have yet to be opened, or could be again

SocketRelay::Protocol protocolOf(const QByteArray &method)
{
    return method == "apps.connections.open" ? SocketRelay::Protocol::SocketMode : SocketRelay::Protocol::Rtm;
}

} // namespace

struct Tap::Private final : public RelayHost
{
    Private(Tap *tap, TapSettings given, const Clock &theClock)
        : q(tap)
        , settings(std::move(given))
        , clock(theClock)
        , faultDesk(tap)
        , server(tap)
        , figureTimer(tap)
    {
    }

    const QUrl &upstream() const override { return settings.upstream; }
    const UpstreamWay &way() const override { return upstreamWay; }
    TapFaults &faults() override { return faultDesk; }
    qsizetype mostRecorded() const override { return settings.mostRecorded; }
    qint64 monotonicUs() const override { return clock.monotonicUs(); }

    QByteArray tappedAddress(const http::SocketAddress &address, const QByteArray &method) override;
    std::optional<SocketTarget> socketTarget(const QByteArray &key) const override;
    void tokensSeen(const QList<Secret> &tokens) override;
    void callBegan(const TapCall &call) override;
    void callEnded(const TapCall &call) override;
    quint32 socketOpened(const SocketTarget &target) override;
    void socketEnded(quint32 socket) override;
    void socketRefused(const SocketTarget &target, int status) override;
    void frame(quint32 socket, TapFault::Way way, const FrameReader::Item &item) override;
    void frameStruck(quint32 socket, TapFault::Way way, const char *fault, qsizetype bytes) override;
    void passed(TapFault::Way way, qsizetype bytes) override;
    void batchEnded() override { Q_EMIT q->batchEnded(); }
    void upstreamFailed(const Error &error) override;
    void upstreamAnswered() override;
    void refused(const QString &code, const QString &words) override;

    void accept();
    int struckBy(const TapFault &fault) const;
    void measure(const Event &event);
    void noteOn(quint32 socket, const QByteArray &json);
    void learn(const TapCall &call);
    void changed();

    Tap *q;
    TapSettings settings;
    const Clock &clock;
    UpstreamWay upstreamWay;
    TapFaults faultDesk;
    QTcpServer server;
    QTimer figureTimer;
    QList<BotConnection *> connections;
    quint32 sockets = 0;
    QList<Secret> tokensKept;                                  //!< those that no other takes the place of
    std::deque<std::pair<QByteArray, SocketTarget>> addresses; //!< by key, the oldest first
    QHash<quint32, SocketTarget> open;
    TapMeter meter;
    Identity identity;
    QString failing;                     //!< code of the trouble that was told
    QHash<QString, qint64> refusalsTold; //!< when, by code
    json::Document scratch;
};

void Tap::Private::accept()
{
    while (QTcpSocket *bot = server.nextPendingConnection()) {
        if (connections.size() >= mostConnections) {
            bot->abort();
            bot->deleteLater();
            continue;
        }
        auto *connection = new BotConnection(bot, *this, q);
        connections.append(connection);
        QObject::connect(connection, &QObject::destroyed, q,
                         [this, connection] { connections.removeOne(connection); });
    }
}

//! The ticket stays in the address, with the program. Of it only what masks it is kept here, should the
//! server say it back.
QByteArray Tap::Private::tappedAddress(const http::SocketAddress &address, const QByteArray &method)
{
    const QUrl origin(QString::fromUtf8(address.origin));
    if (const auto usable = checkedSocketUrl(origin); !usable) {
        upstreamFailed(usable.error());
        return address.origin + address.rest;
    }
    for (const Secret &ticket : ticketsOf(QUrl(QString::fromUtf8(address.origin + address.rest))))
        q->keepSecret(ticket);
    constexpr int keyBits = 16;
    const QByteArray key = QByteArray::number(QRandomGenerator::system()->generate64(), keyBits);
    addresses.emplace_back(key, SocketTarget{origin, protocolOf(method)});
    if (addresses.size() > mostAddresses)
        addresses.pop_front();
    meter.readdressed();
    const QByteArray rest = address.rest.startsWith('/') ? address.rest : '/' + address.rest;
    return "ws://127.0.0.1:" + QByteArray::number(server.serverPort()) + "/tap/" + key + rest;
}

std::optional<SocketTarget> Tap::Private::socketTarget(const QByteArray &key) const
{
    for (const auto &[known, target] : addresses) {
        if (known == key)
            return target;
    }
    return {};
}

void Tap::Private::tokensSeen(const QList<Secret> &tokens)
{
    constexpr qsizetype most = 50; // of one program; each is looked for in each frame
    for (const Secret &token : tokens) {
        if (std::find(tokensKept.cbegin(), tokensKept.cend(), token) != tokensKept.cend())
            continue;
        if (tokensKept.size() == most) {
            q->keepSecret(token); // the last few of the others
            continue;
        }
        tokensKept.append(token);
        q->keepToken(token);
    }
}

void Tap::Private::callBegan(const TapCall &call)
{
    meter.callBegan(call, clock.monotonicUs());
    changed();
}

void Tap::Private::callEnded(const TapCall &call)
{
    meter.callEnded(call, clock.monotonicUs(), clock.nowUs());
    if (!call.fault.isEmpty())
        meter.struck();
    qCDebug(lcTap).noquote() << call.method << "HTTP" << call.status << call.durationUs / 1000 << "ms"
                             << call.error;
    q->note(tapnotes::call(call));
    learn(call);
    changed();
}

quint32 Tap::Private::socketOpened(const SocketTarget &target)
{
    const quint32 socket = ++sockets;
    q->setConnection(socket);
    open.insert(socket, target);
    meter.socketOpened(socket);
    qCDebug(lcTap).noquote() << "socket" << socket << "open to" << target.origin.host();
    noteOn(socket, tapnotes::socket(target, true));
    upstreamAnswered();
    changed();
    return socket;
}

void Tap::Private::socketEnded(quint32 socket)
{
    meter.socketEnded(socket);
    qCDebug(lcTap, "socket %u is over", socket);
    noteOn(socket, tapnotes::socket(open.take(socket), false));
    changed();
}

void Tap::Private::socketRefused(const SocketTarget &target, int status)
{
    qCInfo(lcTap).noquote() << "a socket to" << target.origin.host() << "was refused: HTTP" << status;
    q->note(tapnotes::refused(target, status));
    changed();
}

void Tap::Private::frame(quint32 socket, TapFault::Way way, const FrameReader::Item &item)
{
    const bool isMessage = item.kind == FrameReader::Kind::Text || item.kind == FrameReader::Kind::Binary;
    if (isMessage)
        q->deliverOn(socket, way == TapFault::Way::In ? Direction::In : Direction::Out, item.bytes,
                     item.kind == FrameReader::Kind::Binary);
    else if (item.kind != FrameReader::Kind::Broken)
        noteOn(socket, tapnotes::control(way, item));
    const bool vanishes = isMessage && way == TapFault::Way::Out &&
                          item.bytes.size() >= mostSocketModeBytes &&
                          open.value(socket).protocol == SocketRelay::Protocol::SocketMode;
    if (vanishes)
        noteOn(socket, tapnotes::oversize(item.bytes.size()));
    if (item.violation != FrameReader::Violation::None)
        noteOn(socket, tapnotes::violation(way, item.violation));
}

//! The open sockets that a fault is for.
int Tap::Private::struckBy(const TapFault &fault) const
{
    const auto isStruck = [&fault](const SocketTarget &target) {
        return fault.kind == TapFault::Kind::Disconnect ? target.protocol != SocketRelay::Protocol::Rtm
               : fault.kind == TapFault::Kind::Goodbye  ? target.protocol != SocketRelay::Protocol::SocketMode
                                                        : true;
    };
    return static_cast<int>(std::count_if(open.cbegin(), open.cend(), isStruck));
}

void Tap::Private::noteOn(quint32 socket, const QByteArray &json)
{
    q->deliverOn(socket, Direction::Note, json);
}

void Tap::Private::frameStruck(quint32 socket, TapFault::Way way, const char *fault, qsizetype bytes)
{
    meter.struck();
    qCDebug(lcTap, "socket %u: %s strikes %lld bytes", socket, fault, static_cast<long long>(bytes));
    noteOn(socket, tapnotes::struck(way, fault, bytes));
    changed();
}

void Tap::Private::passed(TapFault::Way way, qsizetype bytes)
{
    meter.passed(way, bytes);
}

void Tap::Private::upstreamFailed(const Error &error)
{
    changed();
    if (failing == error.code)
        return;
    failing = error.code;
    qCInfo(lcTap).noquote() << "the upstream fails:" << error.code;
    q->note(tapnotes::trouble(error));
    Q_EMIT q->troubled(error);
}

void Tap::Private::upstreamAnswered()
{
    if (!std::exchange(failing, {}).isEmpty())
        Q_EMIT q->recovered();
}

//! Programs try again and again: each reason is told once a minute.
void Tap::Private::refused(const QString &code, const QString &words)
{
    constexpr qint64 pauseUs = std::chrono::microseconds(60s).count();
    const qint64 nowUs = clock.monotonicUs();
    const auto told = refusalsTold.constFind(code);
    if (told != refusalsTold.constEnd() && nowUs - *told < pauseUs)
        return;
    refusalsTold.insert(code, nowUs);
    q->note(tapnotes::trouble({Error::Kind::Input, code, words, {}, {}}));
    changed();
}

//! Connected to recorded() first of all, when the frame is still parsed.
void Tap::Private::measure(const Event &event)
{
    if (event.direction == Direction::Note)
        return;
    const json::Value root = frameOf(event, scratch);
    const qint64 now = clock.monotonicUs();
    if (event.direction == Direction::In)
        meter.frameIn(event, root, now);
    else
        meter.frameOut(event, root, now);
    changed();
}

//! Who the program is, from what it asks itself.
void Tap::Private::learn(const TapCall &call)
{
    const bool isTest = call.method == "auth.test";
    const bool isStart = call.method == "rtm.connect" || call.method == "rtm.start";
    if (!call.ok || (!isTest && !isStart) || !identity.self.isEmpty() || !scratch.parse(call.answer))
        return;
    const json::Value root = scratch.root();
    if (isTest) {
        identity = {UserId(root["user_id"].text()),
                    root["user"].text(),
                    TeamId(root["team_id"].text()),
                    root["team"].text(),
                    {}};
    } else {
        identity = {UserId(root["self"]["id"].text()), root["self"]["name"].text(),
                    TeamId(root["team"]["id"].text()), root["team"]["name"].text(),
                    root["team"]["domain"].text()};
    }
    if (identity.self.isEmpty())
        return;
    q->note(tapnotes::identity(identity));
    Q_EMIT q->identityKnown(identity);
}

void Tap::Private::changed()
{
    if (!figureTimer.isActive())
        figureTimer.start(figurePause);
}

Tap::Tap(TapSettings settings, const Clock &clock, QObject *parent)
    : EventSource(clock, parent)
    , d(std::make_unique<Private>(this, std::move(settings), clock))
{
    d->figureTimer.setSingleShot(true);
    connect(&d->figureTimer, &QTimer::timeout, this, &Tap::figuresChanged);
    connect(&d->server, &QTcpServer::newConnection, this, [this] { d->accept(); });
    connect(this, &EventSource::recorded, this, [this](const Event &event) { d->measure(event); });
    d->faultDesk.setSockets([this](const TapFault &fault) { return d->struckBy(fault); });
    connect(&d->faultDesk, &TapFaults::reported, this, [this](const QString &words) {
        qCInfo(lcTap).noquote() << "fault:" << words;
        note(tapnotes::fault(words));
        Q_EMIT batchEnded();
    });
}

Tap::~Tap()
{
    close();
}

Result<Done> Tap::listen()
{
    const auto upstream = checkedApiBase(d->settings.upstream);
    if (!upstream)
        return upstream.error();
    d->settings.upstream = *upstream;
    const auto trust = trustWith(d->settings.caFile);
    if (!trust)
        return trust.error();
    if (const auto proxy = proxyFor(d->settings.proxy, *upstream); !proxy)
        return proxy.error();
    d->upstreamWay = {d->settings.proxy, *trust};
    d->server.setProxy(QNetworkProxy::NoProxy);
    if (!d->server.listen(QHostAddress::LocalHost, d->settings.port)) {
        const bool inUse = d->server.serverError() == QAbstractSocket::AddressInUseError;
        return Error{Error::Kind::Network,
                     inUse ? u"port_in_use"_s : u"cannot_listen"_s,
                     inUse ? tr("Port %1 is taken by another program. Choose another, or 0 for any free one.")
                                 .arg(d->settings.port)
                           : tr("Port %1 can’t be used: %2.")
                                 .arg(QString::number(d->settings.port), d->server.errorString()),
                     d->server.errorString(),
                     {}};
    }
    if (isLoopback(upstream->host()) && upstream->port(80) == d->server.serverPort()) {
        d->server.close();
        return Error{Error::Kind::Input,
                     u"own_address"_s,
                     tr("The tap would pass everything on to itself. Name the server behind it."),
                     {},
                     {}};
    }
    note(tapnotes::listening(apiBase(), d->settings.upstream));
    Q_EMIT batchEnded();
    return Done{};
}

void Tap::close()
{
    d->server.close();
    const QList<BotConnection *> connections = std::exchange(d->connections, {});
    for (BotConnection *connection : connections) {
        connection->disconnect(this);
        connection->close();
        delete connection;
    }
    d->addresses.clear();
}

bool Tap::isListening() const
{
    return d->server.isListening();
}

const TapSettings &Tap::settings() const
{
    return d->settings;
}

QUrl Tap::apiBase() const
{
    return QUrl(u"http://127.0.0.1:%1/api/"_s.arg(d->server.serverPort()));
}

const Identity &Tap::identity() const
{
    return d->identity;
}

TapFigures Tap::figures() const
{
    return d->meter.figures(d->clock.monotonicUs());
}

TapFaults &Tap::faults()
{
    return d->faultDesk;
}

bool Tap::isRepeat(const Event &event, const EventDecoder &decoder)
{
    if (!event.raw.contains("\"event_id\""))
        return false;
    Event parsed = event;
    decoder.lend(parsed);
    const json::Value root = frameOf(parsed, d->scratch);
    const QString id = root["payload"]["event_id"].text();
    return !id.isEmpty() && d->meter.isKnown(id);
}

} // namespace rtmscope
