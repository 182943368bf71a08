// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/websocket/upgrade.h"

#include <QtTest>

using namespace rtmscope;
using namespace Qt::StringLiterals;

using Verdict = upgrade::Answer::Verdict;

namespace {

// The key and its answer that RFC 6455 gives as an example.
const QByteArray key = "dGhlIHNhbXBsZSBub25jZQ==";
const QByteArray accepted = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";

QByteArray switching(const QByteArray &headers)
{
    return "HTTP/1.1 101 Switching Protocols\r\n" + headers + "\r\n";
}

} // namespace

class TestUpgrade : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requests_data();
    void requests();
    void answers_data();
    void answers();
    void answersInPieces();
    void keysAreNew();
};

void TestUpgrade::requests_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("host");
    const auto row = [](const char *url, const char *target, const char *host) {
        QTest::newRow(url) << QUrl(QString::fromUtf8(url)) << QByteArray(target) << QByteArray(host);
    };
    row("wss://wss.example/link/?ticket=a%2Fb&x=1", "/link/?ticket=a%2Fb&x=1", "wss.example");
    row("wss://wss.example:443/a", "/a", "wss.example");
    row("wss://wss.example:8443/a", "/a", "wss.example:8443");
    row("ws://127.0.0.1:9001", "/", "127.0.0.1:9001");
    row("ws://localhost:80?x", "/?x", "localhost");
    row("ws://[::1]:9001/a b", "/a%20b", "[::1]:9001");
    row("wss://bücher.example/ü", "/%C3%BC", "xn--bcher-kva.example");
}

void TestUpgrade::requests()
{
    QFETCH(QUrl, url);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, host);
    const QByteArray request = upgrade::request(url, key, "tester/1");
    QVERIFY2(request.startsWith("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n"),
             request.constData());
    QVERIFY(request.endsWith("\r\n\r\n"));
    for (const char *header : {"\r\nUpgrade: websocket\r\n", "\r\nConnection: Upgrade\r\n",
                               "\r\nSec-WebSocket-Version: 13\r\n", "\r\nUser-Agent: tester/1\r\n"})
        QVERIFY2(request.contains(header), header);
    QVERIFY(request.contains("\r\nSec-WebSocket-Key: " + key + "\r\n"));
}

void TestUpgrade::answers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, Verdict verdict, int status = 101) {
        QTest::newRow(name) << bytes << verdict << status;
    };
    const QByteArray up = "Upgrade: websocket\r\n";
    const QByteArray usual = up + "Connection: Upgrade\r\n" + accepted;
    row("the usual one", switching(usual), Verdict::Accepted);
    row("a list", switching(up + "Connection: Upgrade, Keep-Alive\r\n" + accepted), Verdict::Accepted);
    row("a list without spaces", switching(up + "Connection: keep-alive,Upgrade\r\n" + accepted),
        Verdict::Accepted);
    row("a list over two headers",
        switching(up + "Connection: Keep-Alive\r\nConnection: Upgrade\r\n" + accepted), Verdict::Accepted);
    row("another case",
        switching("UPGRADE: WebSocket\r\nconnection: UPGRADE\r\n" +
                  QByteArray(accepted).replace("Accept", "ACCEPT")),
        Verdict::Accepted);
    row("no spaces", switching(QByteArray(usual).replace(": ", ":")), Verdict::Accepted);
    row("many spaces", switching(QByteArray(usual).replace(": ", ": \t ")), Verdict::Accepted);
    row("lines end in line feeds", switching(usual).replace("\r\n", "\n"), Verdict::Accepted);
    row("another alphabet", switching("X-Prüfer: grüß\r\nX-Odd: \xff\r\n" + usual), Verdict::Accepted);
    row("headers that are none", switching("no colon here\r\n: x\r\nEmpty:\r\n" + usual), Verdict::Accepted);
    row("an extension nobody uses", switching(usual + "Sec-WebSocket-Extensions: x\r\n"), Verdict::Accepted);
    row("an interim answer first",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + switching(usual),
        Verdict::Accepted);
    row("no upgrade", switching("Connection: Upgrade\r\n" + accepted), Verdict::NoUpgrade);
    row("another upgrade", switching("Upgrade: h2c\r\nConnection: Upgrade\r\n" + accepted),
        Verdict::NoUpgrade);
    row("no connection", switching(up + accepted), Verdict::NoConnection);
    row("another connection", switching(up + "Connection: upgraded, close\r\n" + accepted),
        Verdict::NoConnection);
    row("no key", switching(up + "Connection: Upgrade\r\n"), Verdict::WrongKey);
    row("a wrong key", switching(usual.chopped(5) + "x=\r\n"), Verdict::WrongKey);
    row("two keys", switching(usual + accepted), Verdict::WrongKey);
    row("a subprotocol", switching(usual + "Sec-WebSocket-Protocol: chat\r\n"), Verdict::StrangeProtocol);
    row("refused", "HTTP/1.1 403 Forbidden\r\n\r\n", Verdict::OtherStatus, 403);
    row("refused without words", "HTTP/1.0 429\n\n", Verdict::OtherStatus, 429);
    row("no status", "HTTP/1.1\r\n\r\n", Verdict::OtherStatus, 0);
    row("another protocol", "SSH-2.0-OpenSSH_9.2\r\n", Verdict::NotHttp, 0);
    row("one wrong byte", "X", Verdict::NotHttp, 0);
    row("no end", "HTTP/1.1 101 Yes\r\n" + QByteArray(upgrade::mostHeadBytes, 'a'), Verdict::TooLong, 0);
}

void TestUpgrade::answers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Verdict, verdict);
    QFETCH(int, status);
    upgrade::Answer answer;
    const QByteArray stream = "\x81\x02{}";
    const bool isHttp = verdict != Verdict::NotHttp && verdict != Verdict::TooLong;
    QVERIFY(upgrade::read(isHttp ? bytes + stream : bytes, key, &answer));
    QCOMPARE(answer.verdict, verdict);
    QCOMPARE(answer.status, status);
    if (isHttp)
        QCOMPARE(answer.size, bytes.size()); // what follows belongs to the stream
}

void TestUpgrade::answersInPieces()
{
    const QByteArray bytes =
        switching("Retry-After: 7\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + accepted);
    upgrade::Answer answer;
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY(!upgrade::read(QByteArrayView(bytes).first(size), key, &answer));
    QVERIFY(upgrade::read(bytes, key, &answer));
    QCOMPARE(answer.verdict, Verdict::Accepted);
    QCOMPARE(answer.retryAfter, QByteArray("7"));
}

void TestUpgrade::keysAreNew()
{
    const QByteArray first = upgrade::newKey();
    QCOMPARE(QByteArray::fromBase64(first).size(), 16);
    QVERIFY(first != upgrade::newKey());
}

QTEST_GUILESS_MAIN(TestUpgrade)
#include "tst_upgrade.moc"
