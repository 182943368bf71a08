// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/connectiontest.h"
#include "tests/core/net/httpstub.h"
#include "tests/core/net/realproxy.h"
#include "tests/core/session/rig.h"
#include "tests/support/tlsfront.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using Stage = TestStep::Stage;
using Outcome = TestStep::Outcome;

namespace {

//! One test and all that it told.
struct Trial
{
    explicit Trial(const RtmSession::Config &config)
        : test(config)
        , finished(&test, &ConnectionTest::finished)
    {
        QObject::connect(&test, &ConnectionTest::step, &test,
                         [this](const TestStep &step) { steps.append(step); });
        test.start();
        ended = QTest::qWaitFor([this] { return !finished.isEmpty(); }, 20'000);
    }
    //! "Proxy- Way+ Encryption- WebApi+ Token!": skipped, passed, failed.
    QString story() const
    {
        QStringList words;
        for (const TestStep &step : steps) {
            static const QHash<Stage, QString> names{
                {Stage::Proxy, u"proxy"_s}, {Stage::Way, u"way"_s},     {Stage::Encryption, u"tls"_s},
                {Stage::WebApi, u"api"_s},  {Stage::Token, u"token"_s}, {Stage::Stream, u"stream"_s}};
            static const QHash<Outcome, QString> signs{
                {Outcome::Passed, u"+"_s}, {Outcome::Failed, u"!"_s}, {Outcome::Skipped, u"-"_s}};
            if (step.outcome != Outcome::Running)
                words << names.value(step.stage) + signs.value(step.outcome);
        }
        return words.join(u' ');
    }
    bool passed() const { return ended && finished.constFirst().constFirst().toBool(); }

    QList<TestStep> steps;
    ConnectionTest test;
    QSignalSpy finished;
    bool ended = false;
};

RtmSession::Config configTo(const QUrl &base, const QByteArray &token = demo::DemoServer::token())
{
    RtmSession::Config config;
    config.token = Secret(token);
    config.apiBase = base;
    return config;
}

} // namespace

//! The Test button, stage by stage.
class TestConnectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void directToTheStream();
    void withoutATokenAsFarAsItGoes();
    void everyStageIsAnnounced();
    void encrypted();
    void failures_data();
    void failures();
    void refusedTokens_data();
    void refusedTokens();
    void throughARealProxy_data();
    void throughARealProxy();
    void proxyRefusals_data();
    void proxyRefusals();
    void aProxyThatHangsUp();
    void destroyedInTheMiddle();
    void socketModeAsksForAnAddressAndOpensNothing();
    void socketModeFailures_data();
    void socketModeFailures();
    void socketModeWithoutTheScopeToTellApps();
};

void TestConnectionTest::directToTheStream()
{
    demo::DemoServer server(Rig::silent());
    QVERIFY(server.listen());
    const Trial trial(configTo(server.apiBase()));
    QCOMPARE(trial.story(), u"proxy- way+ tls- api+ token+ stream+"_s);
    QVERIFY(trial.passed());
    QVERIFY(trial.steps.at(8).words.contains(u"Demo workspace"_s)); // whose token it is
    QTRY_COMPARE(server.connectionCount(), 0);                      // nothing stays open
}

void TestConnectionTest::withoutATokenAsFarAsItGoes()
{
    QList<QByteArray> authorizations;
    HttpStub server([&authorizations](const HttpRequest &request) {
        authorizations << request.header("authorization");
        return httpAnswer(200, R"({"ok":true})");
    });
    const Trial trial(configTo(server.apiBase(), {}));
    QCOMPARE(trial.story(), u"proxy- way+ tls- api+ token- stream-"_s);
    QVERIFY(trial.passed());
    QCOMPARE(authorizations, QList<QByteArray>{QByteArray()});
}

void TestConnectionTest::everyStageIsAnnounced()
{
    demo::DemoServer server(Rig::silent());
    QVERIFY(server.listen());
    const Trial trial(configTo(server.apiBase()));
    for (qsizetype i = 0; i < trial.steps.size(); ++i) {
        const TestStep &step = trial.steps.at(i);
        if (step.outcome != Outcome::Passed)
            continue;
        QVERIFY(!step.words.isEmpty());
        QVERIFY(step.tookMs >= 0);
        QCOMPARE(trial.steps.at(i - 1).outcome, Outcome::Running);
        QCOMPARE(trial.steps.at(i - 1).stage, step.stage);
    }
    QCOMPARE(trial.finished.size(), 1);
}

void TestConnectionTest::encrypted()
{
    TlsFront front(u"good.pem"_s);
    demo::DemoServer::Options options = Rig::silent();
    options.publicUrl = front.address();
    demo::DemoServer server(options);
    QVERIFY(server.listen());
    front.forwardTo(server.port());
    RtmSession::Config config = configTo(front.apiBase());
    config.caFile = fixture(u"tls/ca.pem"_s);
    const Trial trusted(config);
    QCOMPARE(trusted.story(), u"proxy- way+ tls+ api+ token+ stream+"_s);
    config.caFile.clear();
    const Trial unknown(config);
    QCOMPARE(unknown.story(), u"proxy- way+ tls!"_s);
    QVERIFY(!unknown.passed());
    QVERIFY(unknown.steps.constLast().words.contains(u"Rtmscope test authority"_s));
}

void TestConnectionTest::failures_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("plain http elsewhere")
        << u"http://example.invalid/api/"_s << u"none"_s << u"proxy!"_s << u"unencrypted"_s;
    QTest::newRow("no such host") << u"https://example.invalid/api/"_s << u"none"_s << u"proxy- way!"_s
                                  << u"example.invalid"_s;
    QTest::newRow("nobody there") << u"http://127.0.0.1:CLOSED/api/"_s << u"none"_s << u"proxy- way!"_s
                                  << u"Nothing answers"_s;
    QTest::newRow("no proxy there") << u"https://example.invalid/api/"_s << u"http://127.0.0.1:CLOSED"_s
                                    << u"proxy!"_s << u"Nothing answers at the proxy"_s;
    QTest::newRow("no such proxy") << u"https://example.invalid/api/"_s << u"socks5://proxy.invalid:1"_s
                                   << u"proxy!"_s << u"name of the proxy"_s;
    QTest::newRow("remote proxy to loopback") << u"http://127.0.0.1:CLOSED/api/"_s << u"http://p.example:1"_s
                                              << u"proxy!"_s << u"could read the token"_s;
}

void TestConnectionTest::failures()
{
    QFETCH(QString, base);
    QFETCH(QString, proxy);
    QFETCH(QString, mentions);
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const QString closed = QString::number(nobody.serverPort());
    nobody.close();
    RtmSession::Config config = configTo(QUrl(base.replace(u"CLOSED"_s, closed)));
    config.proxy = *readProxy(proxy.replace(u"CLOSED"_s, closed));
    const Trial trial(config);
    QTEST(trial.story(), "story");
    QVERIFY(!trial.passed());
    QVERIFY2(trial.steps.constLast().words.contains(mentions), qPrintable(trial.steps.constLast().words));
}

void TestConnectionTest::refusedTokens_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("unknown") << QByteArray("xoxb-fail-invalid_auth") << u"proxy- way+ tls- api+ token!"_s
                             << u"does not know this token"_s;
    QTest::newRow("granular") << QByteArray("xoxb-fail-not_allowed_token_type")
                              << u"proxy- way+ tls- api+ token+ stream!"_s << u"granular"_s;
}

void TestConnectionTest::refusedTokens()
{
    QFETCH(QByteArray, token);
    QFETCH(QString, mentions);
    demo::DemoServer server(Rig::silent());
    QVERIFY(server.listen());
    const Trial trial(configTo(server.apiBase(), token));
    QTEST(trial.story(), "story");
    QVERIFY2(trial.steps.constLast().words.contains(mentions), qPrintable(trial.steps.constLast().words));
    QVERIFY(!trial.steps.constLast().detail.contains(QString::fromLatin1(token)));
}

void TestConnectionTest::throughARealProxy_data()
{
    QTest::addColumn<RealProxy::Program>("program");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("story");
    for (const auto &[name, program] : {std::pair("tinyproxy", RealProxy::Program::Tinyproxy),
                                        std::pair("microsocks", RealProxy::Program::Microsocks)}) {
        QTest::addRow("%s", name) << program << u"0pen-sesame"_s << u"proxy+ way+ tls- api+ token+ stream+"_s;
        QTest::addRow("%s, wrong password", name) << program << u"wr0ng"_s << u"proxy+ way!"_s;
    }
}

void TestConnectionTest::throughARealProxy()
{
    QFETCH(RealProxy::Program, program);
    QFETCH(QString, password);
    if (RealProxy::path(program).isEmpty())
        QSKIP("tinyproxy or microsocks is not installed");
    RealProxy proxy(program, u"mira"_s, u"0pen-sesame"_s);
    QVERIFY(proxy.start());
    demo::DemoServer server(Rig::silent());
    QVERIFY(server.listen());
    RtmSession::Config config = configTo(server.apiBase());
    config.proxy = proxy.setting(u"mira"_s, password);
    const Trial trial(config);
    QTEST(trial.story(), "story");
    if (!trial.passed())
        QVERIFY2(trial.steps.constLast().words.contains(u"does not accept the name and password"_s),
                 qPrintable(trial.steps.constLast().words));
}

void TestConnectionTest::proxyRefusals_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("mentions");
    const auto row = [](const char *name, int status, const QByteArray &headers, const QString &user,
                        const QString &mentions) {
        QTest::newRow(name) << httpAnswer(status, "", "text/html", headers + "Connection: close\r\n") << user
                            << mentions;
    };
    const QByteArray basic = "Proxy-Authenticate: Basic realm=\"x\"\r\n";
    row("asks for a password", 407, basic, {}, u"asks for a name and password"_s);
    row("wrong password", 407, basic, u"mira"_s, u"does not accept the name and password"_s);
    row("wrong password, told by 401", 401, {}, u"mira"_s, u"does not accept the name and password"_s);
    row("forbidden", 403, {}, {}, u"HTTP 403"_s);
    row("can't reach it", 502, {}, {}, u"HTTP 502"_s);
}

void TestConnectionTest::proxyRefusals()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, user);
    QFETCH(QString, mentions);
    HttpStub proxy([&answer](const HttpRequest &) { return answer; });
    RtmSession::Config config = configTo(QUrl(u"https://example.invalid/api/"_s));
    config.proxy = {ProxySetting::Kind::HttpConnect, u"127.0.0.1"_s, proxy.port(), user, Secret("S3CRET")};
    const Trial trial(config);
    QCOMPARE(trial.story(), u"proxy+ way!"_s);
    const TestStep &last = trial.steps.constLast();
    QVERIFY2(last.words.contains(mentions), qPrintable(last.words));
    for (const HttpRequest &request : std::as_const(proxy.requests))
        QVERIFY(request.head.startsWith("CONNECT example.invalid:443") && !request.head.contains("Bearer"));
}

void TestConnectionTest::aProxyThatHangsUp()
{
    HttpStub proxy([](const HttpRequest &) { return QByteArray("CLOSE"); });
    RtmSession::Config config = configTo(QUrl(u"https://example.invalid/api/"_s));
    config.proxy = {ProxySetting::Kind::HttpConnect, u"127.0.0.1"_s, proxy.port(), {}, {}};
    const Trial trial(config);
    QCOMPARE(trial.story(), u"proxy+ way!"_s);
}

void TestConnectionTest::destroyedInTheMiddle()
{
    demo::DemoServer server(Rig::silent());
    QVERIFY(server.listen());
    for (int stop = 0; stop < 8; ++stop) {
        int seen = 0;
        auto test = std::make_unique<ConnectionTest>(configTo(server.apiBase()));
        connect(test.get(), &ConnectionTest::step, this, [&seen] { ++seen; });
        test->start();
        QTRY_VERIFY(seen > stop);
        test.reset();
        const int then = seen;
        QCoreApplication::processEvents();
        QCOMPARE(seen, then);
    }
    QTRY_COMPARE(server.connectionCount(), 0);
}

// --- Socket Mode

namespace {

ConnectionSettings socketModeTo(const QUrl &base, const QByteArray &token, const QByteArray &appToken)
{
    ConnectionSettings config = configTo(base, token);
    config.kind = StreamKind::SocketMode;
    config.appToken = Secret(appToken);
    return config;
}

} // namespace

void TestConnectionTest::socketModeAsksForAnAddressAndOpensNothing()
{
    demo::DemoServer server(Rig::silent());
    QVERIFY(server.listen());
    QStringList called;
    connect(&server, &demo::DemoServer::apiCalled, this,
            [&called](const QString &method) { called << method; });
    const Trial trial(
        socketModeTo(server.apiBase(), demo::DemoServer::token(), demo::DemoServer::appToken()));
    QCOMPARE(trial.story(), u"proxy- way+ tls- api+ token+ stream+"_s);
    QVERIFY(trial.passed());
    QVERIFY2(trial.steps.constLast().words.contains(u"not opened"_s),
             qPrintable(trial.steps.constLast().words));
    QCOMPARE(called.count(u"apps.connections.open"_s), 1);
    QVERIFY(!called.contains(u"rtm.connect"_s));
    QCOMPARE(server.connectionCount(), 0);
}

void TestConnectionTest::socketModeFailures_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("appToken");
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("words"); // some of those at the end
    const QByteArray bot = demo::DemoServer::token();
    const QByteArray app = demo::DemoServer::appToken();
    const QString way = u"proxy- way+ tls- api+ "_s;
    QTest::newRow("no token yet") << QByteArray() << app << way + u"token- stream-"_s << QString();
    QTest::newRow("no app-level token yet")
        << bot << QByteArray() << way + u"token+ stream-"_s << u"app-level"_s;
    QTest::newRow("a token that was revoked")
        << QByteArray("xoxb-fail-token_revoked") << app << way + u"token!"_s << QString();
    QTest::newRow("a bot's in place of the app's") << bot << bot << way + u"token+ stream!"_s << u"xapp-"_s;
    QTest::newRow("the two in each other's place") << app << bot << way + u"token!"_s << u"xoxb-"_s;
    QTest::newRow("an app-level token that is wrong")
        << bot << QByteArray("xapp-fail-invalid_auth") << way + u"token+ stream!"_s << u"App-Level Tokens"_s;
    QTest::newRow("without the scope") << bot << QByteArray("xapp-fail-missing_scope")
                                       << way + u"token+ stream!"_s << u"connections:write"_s;
    QTest::newRow("of two apps") << bot << QByteArray("xapp-1-A0OTHER-x") << way + u"token+ stream!"_s
                                 << u"two"_s;
}

void TestConnectionTest::socketModeFailures()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, appToken);
    QFETCH(QString, story);
    QFETCH(QString, words);
    demo::DemoServer server(Rig::silent());
    QVERIFY(server.listen());
    const Trial trial(socketModeTo(server.apiBase(), token, appToken));
    QCOMPARE(trial.story(), story);
    QCOMPARE(trial.passed(), !story.contains(u'!'));
    const QString told = trial.steps.constLast().words + u' ' + trial.steps.constLast().detail;
    QVERIFY2(told.size() > 10 && told.contains(words), qPrintable(told));
    QCOMPARE(server.connectionCount(), 0);
}

//! bots.info needs users:read; where it can't be told, nothing is said.
void TestConnectionTest::socketModeWithoutTheScopeToTellApps()
{
    QByteArrayList called;
    HttpStub server([&called](const HttpRequest &request) {
        called << request.target.mid(5);
        if (request.target.endsWith("/auth.test"))
            return httpAnswer(200, R"({"ok":true,"user":"bot","team":"Stub","bot_id":"B1"})");
        if (request.target.endsWith("/bots.info"))
            return httpAnswer(200, R"({"ok":false,"error":"missing_scope","needed":"users:read"})");
        return httpAnswer(200, R"({"ok":true,"url":"wss://wss.example/link/?ticket=secret-ticket"})");
    });
    const Trial trial(socketModeTo(server.apiBase(), "xoxb-1-a", "xapp-1-A1-1-x"));
    QCOMPARE(trial.story(), u"proxy- way+ tls- api+ token+ stream+"_s);
    QVERIFY(called.contains("bots.info"));
    for (const TestStep &step : trial.steps)
        QVERIFY(!(step.words + step.detail).contains(u"secret-ticket"_s));
}

RTMSCOPE_TEST_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
