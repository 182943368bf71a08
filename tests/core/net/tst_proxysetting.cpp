// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/connection/proxysetting.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;
using Kind = ProxySetting::Kind;

//! Which way a connection takes, decided without one.
class TestProxySetting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void textHasNoPassword();
    void environment_data();
    void environment();
    void way_data();
    void way();
    void systemNeverStandsBeforeLoopback();
    void passwordsReachTheProxyAsTyped();
};

void TestProxySetting::reads_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("usedPort");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &typed, Kind kind, const QString &host, int port,
                        const QString &text) {
        QTest::newRow(name) << typed << true << kind << host << port << text;
    };
    row("nothing", u" "_s, Kind::System, {}, 8080, u"system"_s);
    row("system", u"System"_s, Kind::System, {}, 8080, u"system"_s);
    row("none", u"none"_s, Kind::None, {}, 8080, u"none"_s);
    row("direct", u"direct"_s, Kind::None, {}, 8080, u"none"_s);
    row("http", u"http://proxy:3128"_s, Kind::HttpConnect, u"proxy"_s, 3128, u"http://proxy:3128"_s);
    row("usual port", u"http://proxy/"_s, Kind::HttpConnect, u"proxy"_s, 8080, u"http://proxy"_s);
    row("socks", u"socks5://[::1]:1081"_s, Kind::Socks5, u"::1"_s, 1081, u"socks5://[::1]:1081"_s);
    row("socks, usual port", u"socks5h://proxy"_s, Kind::Socks5, u"proxy"_s, 1080, u"socks5://proxy"_s);
    row("user", u"http://mira@proxy:1"_s, Kind::HttpConnect, u"proxy"_s, 1, u"http://mira@proxy:1"_s);
    row("password", u"http://mira:secret@proxy:1"_s, Kind::HttpConnect, u"proxy"_s, 1,
        u"http://mira@proxy:1"_s);
    for (const auto &[name, typed] :
         {std::pair("no scheme", "proxy:3128"), std::pair("tls to the proxy", "https://proxy"),
          std::pair("no host", "http://"), std::pair("other scheme", "ftp://proxy"),
          std::pair("a path", "http://proxy/pac.js"), std::pair("port 0", "http://proxy:0"),
          std::pair("too high a port", "http://proxy:99999")})
        QTest::newRow(name) << QString::fromLatin1(typed) << false << Kind::System << QString() << 0
                            << QString();
}

void TestProxySetting::reads()
{
    QFETCH(QString, typed);
    QFETCH(bool, accepted);
    const auto setting = readProxy(typed);
    QCOMPARE(setting.ok(), accepted);
    if (!setting) {
        QCOMPARE(setting.error().code, u"bad_proxy"_s);
        QCOMPARE(setting.error().kind, Error::Kind::Input);
        return;
    }
    QTEST(setting->kind, "kind");
    QTEST(setting->host, "host");
    QTEST(int(setting->usedPort()), "usedPort");
    QTEST(setting->text(), "text");
}

void TestProxySetting::textHasNoPassword()
{
    const auto setting = readProxy(u"socks5://mira:p%40ss@proxy:1080"_s);
    QVERIFY(setting);
    QCOMPARE(setting->user, u"mira"_s);
    QCOMPARE(setting->password.reveal(), QByteArray("p@ss"));
    QVERIFY(!setting->text().contains(u"p@ss"_s));
    QVERIFY(!setting->text().contains(u"p%40ss"_s));
}

void TestProxySetting::environment_data()
{
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("text"); // empty: silent; "bad_proxy": refused
    const QString api = u"https://slack.com/api/"_s;
    const QString stream = u"wss://wss-primary.slack.com/x"_s;
    QTest::newRow("silent") << QString() << api << QString();
    QTest::newRow("https_proxy") << u"https_proxy=http://p:1"_s << api << u"http://p:1"_s;
    QTest::newRow("HTTPS_PROXY") << u"HTTPS_PROXY=http://p:1"_s << api << u"http://p:1"_s;
    QTest::newRow("stream takes the same way") << u"HTTPS_PROXY=http://p:1"_s << stream << u"http://p:1"_s;
    QTest::newRow("without a scheme") << u"https_proxy=p:1"_s << api << u"http://p:1"_s;
    QTest::newRow("http_proxy as a fallback") << u"http_proxy=http://p:1"_s << api << u"http://p:1"_s;
    QTest::newRow("HTTP_PROXY is anybody's") << u"HTTP_PROXY=http://p:1"_s << api << QString();
    QTest::newRow("all_proxy") << u"ALL_PROXY=socks5://p:1"_s << stream << u"socks5://p:1"_s;
    QTest::newRow("own before all") << u"all_proxy=http://a:1 https_proxy=http://p:1"_s << api
                                    << u"http://p:1"_s;
    QTest::newRow("lower case first")
        << u"https_proxy=http://p:1 HTTPS_PROXY=http://q:1"_s << api << u"http://p:1"_s;
    QTest::newRow("name and password") << u"https_proxy=http://me:pw@p:1"_s << api << u"http://me@p:1"_s;
    QTest::newRow("unusable") << u"https_proxy=https://p:1"_s << api << u"bad_proxy"_s;
    const auto exempt = [&](const char *name, const QString &list, const QString &target, bool exempted) {
        QTest::newRow(name) << u"https_proxy=http://p:1 no_proxy="_s + list << target
                            << (exempted ? u"none"_s : u"http://p:1"_s);
    };
    exempt("no_proxy: all", u"*"_s, api, true);
    exempt("no_proxy: host", u"example.org,slack.com"_s, api, true);
    exempt("no_proxy: subdomain", u"slack.com"_s, stream, true);
    exempt("no_proxy: leading dot", u".slack.com"_s, stream, true);
    exempt("no_proxy: star and dot", u"*.slack.com"_s, stream, true);
    exempt("no_proxy: upper case name", u"Slack.COM"_s, api, true);
    exempt("no_proxy: end of a name only", u"lack.com"_s, api, false);
    exempt("no_proxy: port", u"slack.com:443"_s, api, true);
    exempt("no_proxy: other port", u"slack.com:8443"_s, api, false);
    exempt("no_proxy: network", u"10.0.0.0/8"_s, u"https://10.1.2.3/api/"_s, true);
    exempt("no_proxy: other network", u"10.0.0.0/8"_s, u"https://192.168.0.1/api/"_s, false);
    exempt("no_proxy: address", u"10.1.2.3"_s, u"https://10.1.2.3/api/"_s, true);
    exempt("no_proxy: nothing in it", u",,"_s, api, false);
    QTest::newRow("NO_PROXY") << u"HTTPS_PROXY=http://p:1 NO_PROXY=slack.com"_s << api << u"none"_s;
}

void TestProxySetting::environment()
{
    QFETCH(QString, variables);
    QFETCH(QString, target);
    QFETCH(QString, text);
    QProcessEnvironment environment;
    for (const QString &pair : variables.split(u' ', Qt::SkipEmptyParts))
        environment.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    const auto found = proxyFromEnvironment(environment, QUrl(target));
    QCOMPARE(found.has_value(), !text.isEmpty());
    if (found)
        QCOMPARE(*found ? (*found)->text() : found->error().code, text);
}

void TestProxySetting::way_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("way"); // or the code of the refusal
    const QString api = u"https://slack.com/api/"_s;
    QTest::newRow("none") << u"none"_s << api << u"direct"_s;
    QTest::newRow("http") << u"http://p:1"_s << api << u"http p 1"_s;
    QTest::newRow("socks") << u"socks5://p:1"_s << u"wss://slack.com/"_s << u"socks p 1"_s;
    QTest::newRow("chosen one, for loopback too")
        << u"http://127.0.0.1:1"_s << u"ws://127.0.0.1:4000/"_s << u"http 127.0.0.1 1"_s;
    QTest::newRow("would see an unencrypted token")
        << u"http://p:1"_s << u"http://127.0.0.1:4000/api/"_s << u"insecure_proxy"_s;
    QTest::newRow("would see an unencrypted ticket")
        << u"socks5://p:1"_s << u"ws://127.0.0.1:4000/"_s << u"insecure_proxy"_s;
}

void TestProxySetting::way()
{
    QFETCH(QString, setting);
    QFETCH(QString, target);
    QFETCH(QString, way);
    const auto proxy = proxyFor(*readProxy(setting), QUrl(target));
    if (!proxy) {
        QCOMPARE(proxy.error().code, way);
        return;
    }
    if (proxy->type() == QNetworkProxy::NoProxy) {
        QCOMPARE(u"direct"_s, way);
        return;
    }
    // A caching proxy would be handed whole requests.
    QVERIFY(proxy->isTransparentProxy() && !proxy->isCachingProxy());
    const QString kind = proxy->type() == QNetworkProxy::Socks5Proxy ? u"socks"_s : u"http"_s;
    QCOMPARE(u"%1 %2 %3"_s.arg(kind, proxy->hostName()).arg(proxy->port()), way);
}

void TestProxySetting::systemNeverStandsBeforeLoopback()
{
    qputenv("https_proxy", "http://elsewhere.example:3128");
    const auto local = proxyFor({}, QUrl(u"ws://127.0.0.1:4000/"_s));
    const auto remote = proxyFor({}, QUrl(u"wss://slack.com/"_s));
    qunsetenv("https_proxy");
    QVERIFY(local && remote);
    QCOMPARE(local->type(), QNetworkProxy::NoProxy);
    QCOMPARE(remote->hostName(), u"elsewhere.example"_s);
}

void TestProxySetting::passwordsReachTheProxyAsTyped()
{
    ProxySetting setting{Kind::HttpConnect, u"p"_s, 1, u"mira@home"_s, Secret("grün:@ 1")};
    const auto proxy = proxyFor(setting, QUrl(u"https://slack.com/"_s));
    QVERIFY(proxy);
    QCOMPARE(proxy->user(), u"mira@home"_s);
    QCOMPARE(proxy->password(), u"grün:@ 1"_s);
}

RTMSCOPE_TEST_MAIN(TestProxySetting)
#include "tst_proxysetting.moc"
