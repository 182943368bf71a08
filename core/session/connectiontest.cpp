// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/connectiontest.h"

#include "core/base/clock.h"
#include "core/connection/endpoint.h"
#include "core/connection/tokencheck.h"
#include "core/connection/tokenkind.h"
#include "core/errors/apptokenerrors.h"
#include "core/errors/errorwords.h"
#include "core/errors/networkerrors.h"
#include "core/net/proxyprobe.h"
#include "core/net/socketlink.h"
#include "core/net/trust.h"
#include "core/net/webapi.h"
#include "core/text/cleantext.h"

#include <QElapsedTimer>
#include <QSslSocket>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr auto patience = 15s; // of one stage

quint16 portOf(const QUrl &url)
{
    const bool secure = url.scheme() == "https"_L1 || url.scheme() == "wss"_L1;
    return static_cast<quint16>(url.port(secure ? 443 : 80));
}

} // namespace

using Stage = TestStep::Stage;
using Outcome = TestStep::Outcome;

struct ConnectionTest::Private
{
    Private(ConnectionTest *test, const ConnectionSettings &given)
        : q(test)
        , config(given)
        , api(given.apiBase, given.token, Clock::system())
        , appApi(given.apiBase, given.appToken, Clock::system())
    {
        api.setRequestTimeout(patience);
        appApi.setRequestTimeout(patience);
        limit.setSingleShot(true);
        connect(&limit, &QTimer::timeout, q, [this] { fail(timeoutError(waitingFor, patience)); });
    }

    void testSettings();
    void testProxy();
    void testWay();
    void testEncryption();
    void testWebApi();
    void testToken();
    void testApps(const QString &bot);
    void testSocketMode();
    void testStream();
    void openStream(const QUrl &url);

    void begin(Stage next, const QString &host);
    void pass(const QString &words);
    void skip(Stage which, const QString &words);
    void fail(const Error &error);
    void wayFailed(QAbstractSocket::SocketError error);
    void end(bool passed);

    ConnectionTest *q;
    ConnectionSettings config;
    WebApi api;
    WebApi appApi; //!< with the app-level token of Socket Mode
    QUrl base;
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    QSslConfiguration tls;
    QList<QSslError> tlsErrors;
    std::unique_ptr<QTcpSocket> knock;
    std::unique_ptr<QSslSocket> socket;
    std::unique_ptr<SocketLink> link;
    Stage stage = Stage::Proxy;
    QElapsedTimer since;
    QTimer limit;
    QString waitingFor;
    bool running = false; //!< a stage has begun and not ended
    bool over = false;
};

void ConnectionTest::Private::begin(Stage next, const QString &host)
{
    stage = next;
    running = true;
    waitingFor = host;
    since.start();
    limit.start(patience);
    Q_EMIT q->step({stage, Outcome::Running, {}, {}, -1});
}

void ConnectionTest::Private::pass(const QString &words)
{
    running = false;
    limit.stop();
    Q_EMIT q->step({stage, Outcome::Passed, words, {}, since.elapsed()});
}

void ConnectionTest::Private::skip(Stage which, const QString &words)
{
    Q_EMIT q->step({which, Outcome::Skipped, words, {}, -1});
}

void ConnectionTest::Private::fail(const Error &error)
{
    if (!std::exchange(running, false))
        return;
    Q_EMIT q->step({stage, Outcome::Failed, error.words, error.detail, since.elapsed()});
    end(false);
}

void ConnectionTest::Private::end(bool passed)
{
    limit.stop();
    // Whatever still arrives is of no interest; the objects go with us, for this may be called from one of
    // theirs.
    for (QObject *sender : std::initializer_list<QObject *>{knock.get(), socket.get(), link.get()}) {
        if (sender)
            sender->disconnect(q);
    }
    if (!std::exchange(over, true))
        Q_EMIT q->finished(passed);
}

void ConnectionTest::Private::testSettings()
{
    begin(Stage::Proxy, config.apiBase.host());
    const auto checkedBase = checkedApiBase(config.apiBase);
    if (!checkedBase)
        return fail(checkedBase.error());
    base = *checkedBase;
    const auto trust = trustWith(config.caFile);
    if (!trust)
        return fail(trust.error());
    tls = *trust;
    const auto way = proxyFor(config.proxy, base);
    if (!way)
        return fail(way.error());
    proxy = *way;
    for (WebApi *each : {&api, &appApi}) {
        (void)each->setProxy(config.proxy);
        (void)each->setCaFile(config.caFile);
    }
    testProxy();
}

void ConnectionTest::Private::testProxy()
{
    if (proxy.type() == QNetworkProxy::NoProxy) {
        running = false;
        limit.stop();
        const bool asked = config.proxy.kind == ProxySetting::Kind::System && !isLoopback(base.host());
        skip(Stage::Proxy, asked ? tr("The system names no proxy: connecting directly.")
                                 : tr("No proxy: connecting directly."));
        return testWay();
    }
    const QString name = Route(base.host(), proxy).proxy;
    knock = std::make_unique<QTcpSocket>();
    knock->setProxy(QNetworkProxy::NoProxy);
    connect(knock.get(), &QTcpSocket::connected, q, [this, name] {
        knock->disconnect(q);
        knock->abort();
        pass(tr("The proxy %1 answers.").arg(name));
        testWay();
    });
    connect(knock.get(), &QTcpSocket::errorOccurred, q, [this](QAbstractSocket::SocketError error) {
        // From here the proxy itself is the host that was asked.
        const bool unknown = error == QAbstractSocket::HostNotFoundError;
        const bool late = error == QAbstractSocket::SocketTimeoutError;
        fail(networkError(unknown ? QAbstractSocket::ProxyNotFoundError
                          : late  ? QAbstractSocket::ProxyConnectionTimeoutError
                                  : QAbstractSocket::ProxyConnectionRefusedError,
                          Route(base.host(), proxy), knock->errorString()));
    });
    knock->connectToHost(proxy.hostName(), proxy.port());
}

void ConnectionTest::Private::testWay()
{
    begin(Stage::Way, base.host());
    socket = std::make_unique<QSslSocket>();
    socket->setProxy(proxy);
    socket->setSslConfiguration(tls);
    socket->setPeerVerifyName(base.host());
    connect(socket.get(), &QSslSocket::connected, q, [this] {
        const QString host = base.host();
        if (proxy.type() == QNetworkProxy::NoProxy)
            pass(tr("%1 answers.").arg(host));
        else
            pass(proxy.user().isEmpty()
                     ? tr("The proxy lets us through to %1.").arg(host)
                     : tr("The proxy accepts the name and password and lets us through to %1.").arg(host));
        testEncryption();
    });
    // Only listened to: nobody can have these ignored.
    connect(socket.get(), qOverload<const QList<QSslError> &>(&QSslSocket::sslErrors), q,
            [this](const QList<QSslError> &errors) { tlsErrors = errors; });
    connect(socket.get(), &QSslSocket::errorOccurred, q,
            [this](QAbstractSocket::SocketError error) { wayFailed(error); });
    socket->connectToHost(base.host(), portOf(base));
}

void ConnectionTest::Private::wayFailed(QAbstractSocket::SocketError error)
{
    if (!running || (stage != Stage::Way && stage != Stage::Encryption))
        return;
    if (!tlsErrors.isEmpty())
        return fail(tlsError(base.host(), tlsErrors));
    const Error found = networkError(error, Route(base.host(), proxy), socket->errorString());
    if (found.code != "proxy_failed"_L1 || proxy.type() != QNetworkProxy::HttpProxy)
        return fail(found);
    explainProxyFailure(proxy, base.host(), portOf(base), q,
                        [this, found](const std::optional<Error> &better) { fail(better.value_or(found)); });
}

void ConnectionTest::Private::testEncryption()
{
    if (base.scheme() == "http"_L1) {
        socket->disconnect(q);
        skip(Stage::Encryption, tr("Not encrypted: the server is on this computer."));
        return testWebApi();
    }
    begin(Stage::Encryption, base.host());
    connect(socket.get(), &QSslSocket::encrypted, q, [this] {
        const QSslCertificate peer = socket->peerCertificate();
        const QString issuer = peer.issuerDisplayName();
        socket->disconnect(q);
        socket->abort();
        pass(tr("%1 proved who it is; its certificate was issued by %2.").arg(base.host(), issuer));
        testWebApi();
    });
    socket->startClientEncryption();
}

void ConnectionTest::Private::testWebApi()
{
    begin(Stage::WebApi, base.host());
    api.callWithoutToken(u"api.test"_s, {}, q, [this](const Result<ApiAnswer> &answer) {
        // An error that the Web API itself gives is an answer all the same: it is there.
        const bool refused =
            !answer && answer.error().kind == Error::Kind::Rejected && answer.error().code != "proxy_auth"_L1;
        if (!answer && !refused && answer.error().code != "unknown_method"_L1)
            return fail(answer.error());
        pass(tr("The Web API at %1 answers.").arg(base.toString()));
        testToken();
    });
}

void ConnectionTest::Private::testToken()
{
    if (config.token.isEmpty()) {
        skip(Stage::Token, tr("No token to test yet."));
        skip(Stage::Stream, tr("The stream’s address is given to a token only."));
        return end(true);
    }
    begin(Stage::Token, base.host());
    ConnectionSettings alone = config;
    alone.appToken = {};
    if (const auto usable = checkedCallToken(alone); !usable)
        return fail(usable.error());
    api.callOnce(u"auth.test"_s, {}, q, [this](const Result<ApiAnswer> &answer) {
        if (!answer)
            return fail(answer.error());
        const json::Value root = answer->root();
        pass(tr("The token belongs to %1 in %2.")
                 .arg(cleanName(root["user"].text()), cleanName(root["team"].text())));
        config.kind == StreamKind::SocketMode ? testApps(root["bot_id"].text()) : testStream();
    });
}

//! Tokens of two different apps both work, but not together. Where it can't be told, nothing is said.
void ConnectionTest::Private::testApps(const QString &bot)
{
    const QString app = appIdIn(config.appToken);
    if (app.isEmpty() || bot.isEmpty())
        return testSocketMode();
    api.callOnce(u"bots.info"_s, {{u"bot"_s, bot}}, q, [this, app](const Result<ApiAnswer> &answer) {
        const QString botsApp = answer ? answer->root()["bot"]["app_id"].text() : QString();
        if (botsApp.isEmpty() || botsApp == app)
            return testSocketMode();
        begin(Stage::Stream, base.host());
        fail(apiError(u"two_apps"_s));
    });
}

//! Not opened: each event goes to one connection of the app, and this one would have it.
void ConnectionTest::Private::testSocketMode()
{
    if (config.appToken.isEmpty()) {
        skip(Stage::Stream, tr("No app-level token to test yet."));
        return end(true);
    }
    begin(Stage::Stream, base.host());
    if (const auto usable = checkedTokens(config); !usable)
        return fail(usable.error());
    appApi.callOnce(u"apps.connections.open"_s, {}, q, [this](const Result<ApiAnswer> &answer) {
        if (!answer)
            return fail(appTokenError(answer.error()));
        const auto url = checkedSocketUrl(answer->address());
        if (!url)
            return fail(url.error());
        pass(tr("The app-level token may open a stream at %1. It was not opened, so that no event is taken "
                "from "
                "anybody.")
                 .arg(url->host()));
        end(true);
    });
}

void ConnectionTest::Private::testStream()
{
    begin(Stage::Stream, base.host());
    const QString method =
        config.connectMethod == ConnectMethod::RtmStart ? u"rtm.start"_s : u"rtm.connect"_s;
    api.callOnce(method, {{u"batch_presence_aware"_s, u"1"_s}}, q, [this](const Result<ApiAnswer> &answer) {
        if (!answer)
            return fail(answer.error());
        const auto url = checkedSocketUrl(answer->address());
        url ? openStream(*url) : fail(url.error());
    });
}

void ConnectionTest::Private::openStream(const QUrl &url)
{
    const auto way = proxyFor(config.proxy, url);
    if (!way)
        return fail(way.error());
    waitingFor = url.host();
    link = std::make_unique<SocketLink>([](const QByteArray &, bool) {}, nullptr);
    connect(link.get(), &SocketLink::opened, q, [this, host = url.host()] {
        link->closePolitely();
        pass(tr("The stream at %1 opens.").arg(host));
        end(true);
    });
    connect(link.get(), &SocketLink::gone, q, [this](const Error &error) { fail(error); });
    link->open(url, *way, tls);
}

ConnectionTest::ConnectionTest(const ConnectionSettings &config, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, config))
{
}

ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::start()
{
    d->testSettings();
}

} // namespace rtmscope
