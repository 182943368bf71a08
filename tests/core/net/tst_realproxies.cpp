// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/socketlink.h"
#include "tests/core/net/realproxy.h"
#include "tests/core/session/rig.h"
#include "tests/support/tlsfront.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using State = RtmSession::State;
using Program = RealProxy::Program;

//! The session through proxies that others wrote.
class TestRealProxies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothWaysGoThrough_data();
    void bothWaysGoThrough();
    void encryptedBothWays_data();
    void encryptedBothWays();
    void wrongPasswordSaysSo_data();
    void wrongPasswordSaysSo();
    void aProxyThatStopsIsSurvived_data();
    void aProxyThatStopsIsSurvived();
    void targetOutOfReach_data();
    void targetOutOfReach();

private:
    static void rows();
};

#define NEEDS(program)                                                                                       \
    if (RealProxy::path(program).isEmpty())                                                                  \
    QSKIP("tinyproxy or microsocks is not installed")

void TestRealProxies::rows()
{
    QTest::addColumn<Program>("program");
    QTest::addColumn<QString>("user");
    QTest::newRow("tinyproxy") << Program::Tinyproxy << QString();
    QTest::newRow("tinyproxy, password") << Program::Tinyproxy << u"mira"_s;
    QTest::newRow("microsocks") << Program::Microsocks << QString();
    QTest::newRow("microsocks, password") << Program::Microsocks << u"mira"_s;
}

void TestRealProxies::bothWaysGoThrough_data()
{
    rows();
}

void TestRealProxies::bothWaysGoThrough()
{
    QFETCH(Program, program);
    QFETCH(QString, user);
    NEEDS(program);
    RealProxy proxy(program, user, u"0pen-sesame"_s);
    QVERIFY(proxy.start());
    Rig rig(demo::DemoServer::token(), quickTimings(), [&](RtmSession::Config &config) {
        config.proxy = proxy.setting(user, user.isEmpty() ? QString() : u"0pen-sesame"_s);
    });
    QVERIFY(rig.ready());
    QTRY_COMPARE(proxy.tunnelsTo(rig.server.port()), 2); // one for rtm.connect, one for the stream
    // The way is open in both directions.
    QSignalSpy acknowledged(rig.session.get(), &RtmSession::acknowledged);
    rig.session->sendMessageTo(u"#general"_s, u"by a detour"_s, {}, false, this,
                               [](const Result<quint64> &) {});
    QTRY_COMPARE(acknowledged.size(), 1);
}

void TestRealProxies::encryptedBothWays_data()
{
    rows();
}

void TestRealProxies::encryptedBothWays()
{
    QFETCH(Program, program);
    QFETCH(QString, user);
    NEEDS(program);
    RealProxy proxy(program, user, u"0pen-sesame"_s);
    QVERIFY(proxy.start());
    TlsFront front(u"good.pem"_s);
    demo::DemoServer::Options options = Rig::silent();
    options.publicUrl = "https://127.0.0.1:" + QByteArray::number(front.port());
    Rig rig(
        demo::DemoServer::token(), quickTimings(),
        [&](RtmSession::Config &config) {
            config.apiBase = QUrl(u"https://127.0.0.1:%1/api/"_s.arg(front.port()));
            config.caFile = fixture(u"tls/ca.pem"_s);
            config.proxy = proxy.setting(user, user.isEmpty() ? QString() : u"0pen-sesame"_s);
        },
        options);
    front.forwardTo(rig.server.port());
    QVERIFY(rig.ready());
    QTRY_COMPARE(proxy.tunnelsTo(front.port()), 2);
}

void TestRealProxies::wrongPasswordSaysSo_data()
{
    QTest::addColumn<Program>("program");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("mentions");
    for (const auto &[name, program] :
         {std::pair("tinyproxy", Program::Tinyproxy), std::pair("microsocks", Program::Microsocks)}) {
        QTest::addRow("%s, wrong", name)
            << program << u"mira"_s << u"does not accept the name and password"_s;
        QTest::addRow("%s, none", name) << program << QString() << u"asks for a name and password"_s;
    }
}

void TestRealProxies::wrongPasswordSaysSo()
{
    QFETCH(Program, program);
    QFETCH(QString, user);
    QFETCH(QString, mentions);
    NEEDS(program);
    RealProxy proxy(program, u"mira"_s, u"0pen-sesame"_s);
    QVERIFY(proxy.start());
    const ProxySetting setting = proxy.setting(user, u"wr0ng"_s);
    const QString address = u"127.0.0.1:%1"_s.arg(setting.port);
    const auto told = [&](const Error &error) {
        return error.code == "proxy_auth"_L1 && error.kind == Error::Kind::Rejected &&
               error.words.contains(mentions) && error.words.contains(address) &&
               !(error.words + error.detail).contains(u"wr0ng"_s);
    };

    Rig rig(demo::DemoServer::token(), quickTimings(),
            [&](RtmSession::Config &config) { config.proxy = setting; });
    rig.session->open();
    QTRY_COMPARE(rig.session->state(), State::Failed); // asking again would lock the account
    QVERIFY2(told(rig.session->lastError()), qPrintable(rig.session->lastError().words));

    // The stream alone, as if the API had been let through.
    const QUrl stream(u"ws://127.0.0.1:%1/"_s.arg(rig.server.port()));
    SocketLink link([](const QByteArray &, bool) {}, this);
    QSignalSpy gone(&link, &SocketLink::gone);
    link.open(stream, *proxyFor(setting, stream));
    QTRY_COMPARE(gone.size(), 1);
    const auto error = gone.constFirst().constFirst().value<Error>();
    QVERIFY2(told(error), qPrintable(error.code + u' ' + error.words));
    QCOMPARE(proxy.tunnelsTo(rig.server.port()), 0);
}

void TestRealProxies::aProxyThatStopsIsSurvived_data()
{
    rows();
}

void TestRealProxies::aProxyThatStopsIsSurvived()
{
    QFETCH(Program, program);
    QFETCH(QString, user);
    NEEDS(program);
    RealProxy proxy(program, user, u"0pen-sesame"_s);
    QVERIFY(proxy.start());
    Rig rig(demo::DemoServer::token(), quickTimings(), [&](RtmSession::Config &config) {
        config.proxy = proxy.setting(user, user.isEmpty() ? QString() : u"0pen-sesame"_s);
    });
    QVERIFY(rig.ready());
    proxy.stop();
    const auto isRefused = [](const Error &error) { return error.code == "proxy_refused"_L1; };
    QTRY_VERIFY(std::any_of(rig.errors.cbegin(), rig.errors.cend(), isRefused));
    QVERIFY(proxy.start());
    QVERIFY(rig.readyAgain());
}

void TestRealProxies::targetOutOfReach_data()
{
    rows();
}

void TestRealProxies::targetOutOfReach()
{
    QFETCH(Program, program);
    QFETCH(QString, user);
    NEEDS(program);
    RealProxy proxy(program, user, u"0pen-sesame"_s);
    QVERIFY(proxy.start());
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const quint16 port = nobody.serverPort();
    nobody.close();
    Rig rig(demo::DemoServer::token(), quickTimings(), [&](RtmSession::Config &config) {
        config.apiBase = QUrl(u"http://127.0.0.1:%1/api/"_s.arg(port));
        config.proxy = proxy.setting(user, user.isEmpty() ? QString() : u"0pen-sesame"_s);
    });
    rig.session->open();
    QTRY_VERIFY(!rig.errors.isEmpty());
    // Each proxy tells it in its own way; it is never taken for a wrong password, and never final.
    const QString code = rig.errors.constFirst().code;
    QVERIFY2(code == "proxy_failed"_L1 || code == "connection_refused"_L1, qPrintable(code));
    QCOMPARE(rig.errors.constFirst().kind, Error::Kind::Network);
}

RTMSCOPE_TEST_MAIN(TestRealProxies)
#include "tst_realproxies.moc"
