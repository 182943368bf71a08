// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/net/trust.h"

#include "core/net/socketlink.h"
#include "tests/core/session/rig.h"
#include "tests/support/tlsfront.h"

#include <QTcpServer>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using State = RtmSession::State;

namespace {

QString authority()
{
    return fixture(u"tls/ca.pem"_s);
}

//! A demo server that is reached through one front for the API and another for the stream.
struct Secured
{
    Secured(const QString &apiCertificate, const QString &streamCertificate)
        : api(apiCertificate)
        , stream(streamCertificate)
        , server(options(stream))
    {
        listening = server.listen();
        api.forwardTo(server.port());
        stream.forwardTo(server.port());
    }
    static demo::DemoServer::Options options(const TlsFront &stream)
    {
        demo::DemoServer::Options options = Rig::silent();
        options.publicUrl = stream.address();
        return options;
    }

    TlsFront api;
    TlsFront stream;
    demo::DemoServer server;
    bool listening = false;
};

std::unique_ptr<RtmSession> sessionTo(const TlsFront &front, const QString &caFile)
{
    RtmSession::Config config;
    config.token = Secret(demo::DemoServer::token());
    config.apiBase = front.apiBase();
    config.timings = quickTimings();
    config.caFile = caFile;
    return std::make_unique<RtmSession>(config);
}

} // namespace

//! Encrypted connections to servers that are, or are not, who they say they are.
class TestTrust : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void extraAuthorityOpensBothWays();
    void refusesAndSaysWhy_data();
    void refusesAndSaysWhy();
    void anOutageOfTrustIsSurvived();
    void plainServerOnTheSecurePort();
    void oldProtocolsAreNotSpoken();
    void caFiles_data();
    void caFiles();
};

void TestTrust::extraAuthorityOpensBothWays()
{
    Secured secured(u"good.pem"_s, u"good.pem"_s);
    QVERIFY(secured.listening);
    const auto session = sessionTo(secured.api, authority());
    session->open();
    QTRY_COMPARE(session->state(), State::Ready);
    QVERIFY(secured.api.connections() > 0);
    QCOMPARE(secured.stream.connections(), 1);
    // Names of headers have no case: newer Qt writes them small.
    const QByteArray bearer = "\r\nauthorization: bearer " + QByteArray(demo::DemoServer::token()).toLower();
    QVERIFY(secured.api.received().toLower().contains(bearer));
    // The stream's address is its ticket; the token has no business there.
    QVERIFY(secured.stream.received().startsWith("GET /"));
    QVERIFY(!secured.stream.received().toLower().contains("\r\nauthorization:"));
    QVERIFY(!secured.stream.received().contains(demo::DemoServer::token()));
}

void TestTrust::refusesAndSaysWhy_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("authorityKnown");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QStringList>("mentions");
    const QString issuer = u"Rtmscope test authority"_s;
    QTest::newRow("unknown authority")
        << u"good.pem"_s << false << u"tls_unknown_authority"_s
        << QStringList{u"localhost"_s, issuer, u"does not trust"_s, u"CA file"_s};
    QTest::newRow("wrong host") << u"elsewhere.pem"_s << true << u"tls_wrong_host"_s
                                << QStringList{u"localhost"_s, issuer, u"elsewhere.example"_s};
    QTest::newRow("expired") << u"expired.pem"_s << true << u"tls_expired"_s
                             << QStringList{u"localhost"_s, issuer, u"2021-01-01"_s, u"expired"_s};
    QTest::newRow("not yet valid") << u"early.pem"_s << true << u"tls_not_yet_valid"_s
                                   << QStringList{u"localhost"_s, issuer, u"2110-01-01"_s};
    QTest::newRow("self-signed") << u"selfsigned.pem"_s << true << u"tls_self_signed"_s
                                 << QStringList{u"localhost"_s, u"signed by itself"_s};
    QTest::newRow("expired and unknown")
        << u"expired.pem"_s << false << u"tls_expired"_s << QStringList{u"expired"_s, u"does not trust"_s};
}

void TestTrust::refusesAndSaysWhy()
{
    QFETCH(QString, certificate);
    QFETCH(bool, authorityKnown);
    QFETCH(QString, code);
    QFETCH(QStringList, mentions);
    // The same certificate before the API, and before the stream behind an API that is all right.
    for (const bool onStream : {false, true}) {
        if (onStream && !authorityKnown)
            continue; // then the API is refused first
        Secured secured(onStream ? u"good.pem"_s : certificate, certificate);
        QVERIFY(secured.listening);
        const auto session = sessionTo(secured.api, authorityKnown ? authority() : QString());
        QSignalSpy failures(session.get(), &RtmSession::failed);
        session->open();
        QTRY_VERIFY(!failures.isEmpty());
        const auto error = failures.constFirst().constFirst().value<Error>();
        QCOMPARE(error.code, code);
        QCOMPARE(error.kind, Error::Kind::Network); // a portal's login or a new certificate may heal it
        for (const QString &word : mentions)
            QVERIFY2(error.words.contains(word), qPrintable(error.words));
        QVERIFY2(error.detail.contains(u"SHA-256"_s), qPrintable(error.detail));
        const TlsFront &refused = onStream ? secured.stream : secured.api;
        QVERIFY(refused.received().isEmpty());
    }
}

void TestTrust::anOutageOfTrustIsSurvived()
{
    Secured secured(u"expired.pem"_s, u"good.pem"_s);
    const auto session = sessionTo(secured.api, authority());
    session->open();
    QTRY_COMPARE(session->lastError().code, u"tls_expired"_s);
    secured.api.use(u"good.pem"_s); // the server was given a new one
    QTRY_COMPARE(session->state(), State::Ready);
}

void TestTrust::plainServerOnTheSecurePort()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *client = server.nextPendingConnection();
        client->write("HTTP/1.1 400 Bad Request\r\n\r\n");
        client->disconnectFromHost();
    });
    RtmSession::Config config;
    config.token = Secret(demo::DemoServer::token());
    config.apiBase = QUrl(u"https://127.0.0.1:%1/api/"_s.arg(server.serverPort()));
    config.timings = quickTimings();
    RtmSession session(config);
    session.open();
    QTRY_COMPARE(session.state(), State::Backoff);
    QCOMPARE(session.lastError().code, u"tls_failed"_s);
    QVERIFY(session.lastError().words.contains(u"127.0.0.1"_s));
}

void TestTrust::oldProtocolsAreNotSpoken()
{
    const auto trust = trustWith({});
    QVERIFY(trust);
    QCOMPARE(trust->protocol(), QSsl::TlsV1_2OrLater);
    const auto extra = trustWith(authority());
    QVERIFY(extra);
    QCOMPARE(extra->protocol(), QSsl::TlsV1_2OrLater);
    // The extra authority comes on top of the system's.
    QCOMPARE(extra->caCertificates().size(), QSslConfiguration::systemCaCertificates().size() + 1);
}

void TestTrust::caFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("missing") << QByteArray() << u"can't be read"_s;
    QTest::newRow("empty") << QByteArray("\n") << u"no certificate"_s;
    QTest::newRow("something else") << QByteArray("{\"ok\":true}") << u"no certificate"_s;
    QTest::newRow("broken") << QByteArray("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")
                            << u"no certificate"_s;
    QTest::newRow("binary") << QByteArray("\x30\x82\x01\x00\x00", 5) << u"PEM"_s;
}

void TestTrust::caFiles()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, mentions);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"ca.pem"_s);
    if (!content.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    const auto trust = trustWith(path);
    QVERIFY(!trust);
    QCOMPARE(trust.error().code, u"bad_ca_file"_s);
    QCOMPARE(trust.error().kind, Error::Kind::Input);
    QVERIFY2(trust.error().words.contains(mentions), qPrintable(trust.error().words));
    QVERIFY(trust.error().words.contains(path));
}

RTMSCOPE_TEST_MAIN(TestTrust)
#include "tst_trust.moc"
