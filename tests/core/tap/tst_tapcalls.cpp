// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/tap.h"

#include "tests/core/tap/rawpeers.h"
#include "tests/core/tap/taprecord.h"
#include "tests/support/tlsfront.h"

#include <QJsonArray>
#include <QSignalSpy>

#include <sys/socket.h>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Calls through a tap, each byte of both sides decided and compared.
class TestTapCalls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestsPassUnchanged();
    void answersPassUnchanged_data();
    void answersPassUnchanged();
    void everyCutPasses();
    void chunksPassAsTheyAre();
    void continueIsPassedOn();
    void connectionsAreKeptAndRequestsQueue();
    void theServersEndIsTheProgramsEnd();
    void bodiesAreNotCollected();
    void answersAreNotCollected();
    void socketAddressesAreReplaced_data();
    void socketAddressesAreReplaced();
    void packedAddressesPass();
    void hostileRequestsAreRefused_data();
    void hostileRequestsAreRefused();
    void unreachableUpstreams();
    void untrustedUpstreams();
    void brokenAnswers_data();
    void brokenAnswers();
    void hangingUpIsNoted();
    void programsThatDoNotWaitAreHeard();
    void halfClosedProgramsAreAnswered_data();
    void halfClosedProgramsAreAnswered();
    void halfARequestIsNotWaitedFor();
    void callsAreRecorded();
    void tokensAreNowhere_data();
    void tokensAreNowhere();
};

namespace {

const QByteArray ok = R"({"ok":true})";

} // namespace

void TestTapCalls::requestsPassUnchanged()
{
    CallStand stand;
    QVERIFY(stand.record.listens);
    const QByteArray body("channel=C1&text=\0\xff%20", 21);
    const QByteArray headers = "Authorization: Bearer xoxb-1-2\r\nx-ODD:  a \r\nUser-Agent: someone/1\r\n"
                               "Accept: */*\r\nCookie: d=1\r\n";
    stand.program.say("PUT /api/files.anything?a=%2F&b HTTP/1.1\r\nHost: 127.0.0.1:1\r\n" + headers +
                      "Connection: keep-alive\r\nAccept-Encoding: gzip, br\r\nContent-Length: 21\r\n\r\n" +
                      body);
    const QByteArray host = "127.0.0.1:" + QByteArray::number(stand.server.port());
    QTRY_COMPARE(stand.asked(), "PUT /api/files.anything?a=%2F&b HTTP/1.1\r\nHost: " + host + "\r\n" +
                                    headers + "Accept-Encoding: identity\r\nContent-Length: 21\r\n\r\n" +
                                    body);
}

void TestTapCalls::answersPassUnchanged_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("received"); // empty: the same
    const QByteArray none;
    QTest::newRow("usual") << QByteArray("POST") << answer(ok, "X-Slack-Req-Id: 1\r\nset-COOKIE: a\r\n")
                           << none;
    QTest::newRow("bytes") << QByteArray("GET")
                           << "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + QByteArray("\0\r\n\xff", 4)
                           << none;
    QTest::newRow("rate limit") << QByteArray("POST")
                                << answer(R"({"ok":false,"error":"ratelimited"})", "Retry-After: 30\r\n",
                                          "429 Too Many Requests")
                                << none;
    QTest::newRow("server trouble") << QByteArray("POST") << answer("<html>", {}, "503 Busy") << none;
    QTest::newRow("HEAD") << QByteArray("HEAD")
                          << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n") << none;
    QTest::newRow("no content") << QByteArray("POST") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n")
                                << none;
    QTest::newRow("packed all the same")
        << QByteArray("POST") << answer(QByteArray("\x1f\x8b\x08\x00", 4), "Content-Encoding: gzip\r\n")
        << none;
    QTest::newRow("chunks") << QByteArray("POST")
                            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          "5;x=1\r\n{\"ok\"\r\n6\r\n:true}\r\n0\r\nX: y\r\n\r\n")
                            << none;
    QTest::newRow("of one connection only")
        << QByteArray("POST") << answer(ok, "Keep-Alive: timeout=5\r\nConnection: keep-alive\r\n")
        << answer(ok);
    QTest::newRow("redirect") << QByteArray("GET")
                              << answer("", "Location: https://elsewhere.example/\r\n", "302 Found") << none;
}

void TestTapCalls::answersPassUnchanged()
{
    QFETCH(const QByteArray, verb);
    QFETCH(const QByteArray, sent);
    QFETCH(const QByteArray, received);
    CallStand stand;
    stand.program.say(verb + " /api/api.test HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_VERIFY(stand.asked().endsWith("\r\n\r\n"));
    stand.server.say(sent);
    QTRY_COMPARE(stand.program.received, received.isEmpty() ? sent : received);
    // The next one on the same connection: the end of the first was found.
    stand.program.received.clear();
    stand.program.say("GET /api/second HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_VERIFY(stand.asked().contains("/api/second"));
    stand.server.say(answer(ok));
    QTRY_COMPARE(stand.program.received, answer(ok));
    QCOMPARE(stand.server.sockets.size(), 1);
}

void TestTapCalls::everyCutPasses()
{
    CallStand stand;
    const QByteArray call = post("/api/chat.postMessage", "channel=C1&text=hello");
    const QByteArray said = answer(R"({"ok":true,"ts":"1.2"})");
    for (qsizetype cut = 1; cut < 40; ++cut) {
        const qsizetype before = stand.asked().size();
        stand.program.received.clear();
        stand.program.say(call.left(cut * 3));
        QTest::qWait(0);
        stand.program.say(call.mid(cut * 3));
        QTRY_VERIFY(stand.asked().mid(before).endsWith("text=hello"));
        stand.server.say(said.left(cut * 2));
        QTest::qWait(0);
        stand.server.say(said.mid(cut * 2));
        QTRY_COMPARE(stand.program.received, said);
    }
    QCOMPARE(stand.record.notes(u"api"_s).size(), 39);
}

void TestTapCalls::chunksPassAsTheyAre()
{
    CallStand stand;
    const QByteArray chunks = "3;a=b\r\nabc\r\nA\r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\n";
    stand.program.say(
        "POST /api/files.upload HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
    QTRY_VERIFY(stand.asked().endsWith("\r\n\r\n" + chunks));
    stand.server.say(answer(ok));
    QTRY_COMPARE(stand.program.received, answer(ok));
    QCOMPARE(stand.record.lastCall().value("sent"_L1).toInt(), 13);
}

void TestTapCalls::continueIsPassedOn()
{
    CallStand stand;
    stand.program.say("POST /api/files.upload HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                      "Content-Length: 4\r\n\r\n");
    QTRY_VERIFY(stand.asked().contains("Expect: 100-continue\r\n"));
    stand.server.say("HTTP/1.1 100 Continue\r\n\r\n");
    QTRY_COMPARE(stand.program.received, QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    stand.program.say("body");
    QTRY_VERIFY(stand.asked().endsWith("\r\n\r\nbody"));
    stand.server.say(answer(ok));
    QTRY_VERIFY(stand.program.received.endsWith(answer(ok)));
}

//! Two at once, as some clients send them: the second has to wait for the first one's answer.
void TestTapCalls::connectionsAreKeptAndRequestsQueue()
{
    CallStand stand;
    stand.program.say("\r\n" + post("/api/first", "a=1") + post("/api/second", "b=2"));
    QTRY_VERIFY(stand.asked().endsWith("a=1"));
    QTest::qWait(20);
    QVERIFY(!stand.asked().contains("second"));
    stand.server.say(answer("{\"n\":1}"));
    QTRY_VERIFY(stand.asked().endsWith("b=2"));
    stand.server.say(answer("{\"n\":2}"));
    QTRY_COMPARE(stand.program.received, answer("{\"n\":1}") + answer("{\"n\":2}"));
    QCOMPARE(stand.server.sockets.size(), 1);

    stand.program.say(post("/api/last", "", "Connection: close\r\n"));
    QTRY_VERIFY(stand.asked().contains("/api/last"));
    stand.server.say(answer(ok));
    QTRY_VERIFY(stand.program.isClosed());
    QVERIFY(stand.program.received.endsWith("\r\n\r\n" + ok));
    QVERIFY(stand.program.received.contains("Connection: close\r\n"));
}

void TestTapCalls::theServersEndIsTheProgramsEnd()
{
    CallStand stand;
    stand.program.say(post("/api/first", ""));
    QTRY_VERIFY(stand.asked().contains("first"));
    stand.server.say("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil ");
    stand.server.say("the end");
    stand.server.hangUp();
    QTRY_VERIFY(stand.program.isClosed());
    QCOMPARE(
        stand.program.received,
        QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nuntil the end"));
    QCOMPARE(stand.record.lastCall().value("received"_L1).toInt(), 13);

    // And one that was kept open.
    CallStand idle;
    idle.program.say(post("/api/first", ""));
    QTRY_VERIFY(idle.asked().contains("first"));
    idle.server.say(answer(ok));
    QTRY_COMPARE(idle.program.received, answer(ok));
    idle.server.hangUp();
    QTRY_VERIFY(idle.program.isClosed());
}

//! A server that takes nothing: what the program can't get rid of stays with the program.
void TestTapCalls::bodiesAreNotCollected()
{
    CallStand stand;
    stand.server.reads = false;
    constexpr qint64 size = 128 * 1024 * 1024;
    stand.program.say("POST /api/files.upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
                      QByteArray::number(size) + "\r\n\r\n");
    stand.program.say(QByteArray(size, 'x'));
    QSignalSpy written(&stand.program.socket, &QIODevice::bytesWritten);
    while (written.wait(500)) { // until nothing moves any more
    }
    QVERIFY(stand.program.socket.bytesToWrite() > size / 2);
    QVERIFY(stand.record.tap.figures().bytesOut < size / 2);
    // It goes on when the server does.
    stand.server.reads = true;
    QTcpSocket *socket = stand.server.sockets.constFirst();
    socket->setReadBufferSize(0);
    qint64 came = 0;
    QObject::disconnect(socket, &QIODevice::readyRead, nullptr, nullptr);
    connect(socket, &QIODevice::readyRead, this, [&came, socket] { came += socket->readAll().size(); });
    came += socket->readAll().size();
    QTRY_VERIFY_WITH_TIMEOUT(came >= size, 60'000);
    stand.server.say(answer(ok));
    QTRY_COMPARE(stand.program.received, answer(ok));
    QCOMPARE(stand.record.lastCall().value("sent"_L1).toInteger(), size);
}

//! The same the other way round.
void TestTapCalls::answersAreNotCollected()
{
    CallStand stand;
    stand.program.reads = false;
    stand.program.socket.setReadBufferSize(1);
    stand.program.say("GET /api/files.download HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_VERIFY(stand.asked().endsWith("\r\n\r\n"));
    constexpr qint64 size = 128 * 1024 * 1024;
    stand.server.say("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n");
    stand.server.say(QByteArray(size, 'y'));
    QTcpSocket *socket = stand.server.sockets.constFirst();
    QSignalSpy written(socket, &QIODevice::bytesWritten);
    while (written.wait(500)) {
    }
    QVERIFY(socket->bytesToWrite() > size / 2);
}

void TestTapCalls::socketAddressesAreReplaced_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("chunked");
    for (const char *method : {"rtm.connect", "rtm.start", "apps.connections.open"}) {
        QTest::newRow(method) << QByteArray(method) << false;
        QTest::newRow((QByteArray(method) + ", chunked").constData()) << QByteArray(method) << true;
    }
    QTest::newRow("another method") << QByteArray("auth.test") << false;
}

void TestTapCalls::socketAddressesAreReplaced()
{
    QFETCH(const QByteArray, method);
    QFETCH(const bool, chunked);
    CallStand stand;
    stand.program.say(post("/api/" + method, ""));
    QTRY_VERIFY(stand.asked().contains(method));
    const QByteArray origin = stand.server.origin();
    const QByteArray before = R"({"ok":true, "n":1.50,"url":")";
    const QByteArray behind = R"(","self":{"id":"U1","name":"bot"},"team":{"id":"T1","name":"Team"}})";
    const QByteArray body =
        before + QByteArray(origin).replace('/', "\\/") + R"(\/link\/?ticket=secret-ticket-1)" + behind;
    stand.server.say(chunked ? "HTTP/1.1 200 OK\r\nX-Kept: 1\r\nTransfer-Encoding: chunked\r\n\r\n" +
                                   QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n"
                             : answer(body, "X-Kept: 1\r\n"));
    QTRY_VERIFY(stand.program.received.endsWith("}") || stand.program.received.endsWith("0\r\n\r\n"));
    QVERIFY(stand.program.received.contains("X-Kept: 1\r\n"));
    const QByteArray got = stand.program.received.mid(stand.program.received.indexOf("\r\n\r\n") + 4);
    if (method == "auth.test") {
        QCOMPARE(got, body);
        return;
    }
    QVERIFY(got.startsWith(
        before + "ws://127.0.0.1:" + QByteArray::number(stand.record.tap.apiBase().port()) + "/tap/"));
    QVERIFY(got.endsWith("/link/?ticket=secret-ticket-1" + behind));
    QVERIFY(stand.program.received.contains("Content-Length: " + QByteArray::number(got.size()) + "\r\n"));
    QVERIFY(!stand.program.received.contains("chunked"));
    // The record has neither address.
    QVERIFY(!stand.record.everything().contains("secret-ticket"));
    QCOMPARE(stand.record.lastCall().value("answer"_L1).toObject().value("n"_L1).toDouble(), 1.5);
    if (method != "apps.connections.open")
        QCOMPARE(stand.record.tap.identity().self.text(), u"U1"_s);
}

//! Nothing breaks where a server packs what it was asked not to.
void TestTapCalls::packedAddressesPass()
{
    CallStand stand;
    stand.program.say(post("/api/rtm.connect", "", "Accept-Encoding: gzip\r\n"));
    QTRY_VERIFY(stand.asked().contains("Accept-Encoding: identity\r\n"));
    const QByteArray packed = answer(QByteArray("\x1f\x8b\x08\x00\x00", 5), "Content-Encoding: gzip\r\n");
    stand.server.say(packed);
    QTRY_COMPARE(stand.program.received, packed);
    QCOMPARE(stand.record.lastCall().value("ok"_L1).toBool(), true);
}

void TestTapCalls::hostileRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const QByteArray &request, int status, const QByteArray &code) {
        QTest::newRow(name) << request << status << code;
    };
    const QByteArray line = "POST /api/x HTTP/1.1\r\nHost: localhost\r\n";
    row("length and chunks",
        line + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/smuggled", 400,
        "two_lengths");
    row("two lengths",
        line + "Content-Length: 0\r\nContent-Length: 30\r\n\r\nGET /api/smuggled HTTP/1.1\r\n\r\n", 400,
        "two_lengths");
    row("odd coding", line + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501, "unknown_coding");
    row("bad length", line + "Content-Length: 1e3\r\n\r\n", 400, "bad_length");
    row("a continued header", line + "X: a\r\n\tb\r\n\r\n", 400, "bad_head");
    row("huge head", line + "X: " + QByteArray(100'000, 'x') + "\r\n\r\n", 431, "head_too_large");
    row("TLS", QByteArray("\x16\x03\x01\x00\xa5\x01\x00", 7), 400, "not_http");
    row("no host", "GET /api/x HTTP/1.1\r\n\r\n", 400, "bad_host");
    row("another host", "GET /api/x HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, "other_host");
    row("a page in a browser",
        "GET /api/x HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n", 403, "web_page");
    row("a page in a frame without an origin",
        "GET /api/x HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n\r\n", 403, "web_page");
    row("a page of nearly the name",
        "GET /api/x HTTP/1.1\r\nHost: localhost\r\nOrigin: https://notslack.com\r\n\r\n", 403, "web_page");
    row("another host's address", "GET http://evil.example/api/x HTTP/1.1\r\nHost: localhost\r\n\r\n", 421,
        "other_host");
    row("a proxy", "CONNECT slack.com:443 HTTP/1.1\r\nHost: slack.com:443\r\n\r\n", 405, "no_proxy");
    row("another path", "GET /admin HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "other_path");
    row("an unknown socket",
        "GET /tap/0/link HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        404, "unknown_socket");
    row("no socket", "GET /tap/0/link HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "not_a_socket");
}

void TestTapCalls::hostileRequestsAreRefused()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, status);
    QFETCH(const QByteArray, code);
    CallStand stand;
    stand.program.say(request);
    QTRY_VERIFY(stand.program.isClosed());
    QVERIFY2(stand.program.received.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '),
             stand.program.received.constData());
    QVERIFY2(stand.program.received.contains("\"code\":\"" + code + '"'), stand.program.received.constData());
    QVERIFY(stand.server.sockets.isEmpty()); // nothing of it went on
}

void TestTapCalls::unreachableUpstreams()
{
    quint16 port = 0;
    {
        RawServer gone;
        port = gone.port();
    }
    TapRecord record(QUrl(u"http://127.0.0.1:%1/api/"_s.arg(port)));
    QSignalSpy troubled(&record.tap, &Tap::troubled);
    for (int i = 0; i < 2; ++i) {
        RawClient program(record.tap.apiBase());
        program.say(post("/api/auth.test", "token=xoxb-1"));
        QTRY_VERIFY(program.isClosed());
        QVERIFY2(program.received.startsWith("HTTP/1.1 502 "), program.received.constData());
        QVERIFY(program.received.contains("\"code\":\"connection_refused\""));
        QVERIFY(program.received.contains("\"ok\":false"));
    }
    QCOMPARE(troubled.size(), 1);
    QCOMPARE(record.notes(u"api"_s).size(), 2);
    QCOMPARE(record.lastCall().value("error"_L1).toString(), u"connection_refused"_s);
    QCOMPARE(record.tap.figures().failures.constFirst().count, 2);
}

void TestTapCalls::untrustedUpstreams()
{
    RawServer server;
    TlsFront front(u"expired.pem"_s);
    front.forwardTo(server.port());
    TapSettings settings = TapRecord::settingsFor(front.apiBase());
    settings.caFile = fixture(u"tls/ca.pem"_s);
    TapRecord record(settings);
    QSignalSpy troubled(&record.tap, &Tap::troubled);
    QSignalSpy recovered(&record.tap, &Tap::recovered);
    {
        RawClient program(record.tap.apiBase());
        program.say(post("/api/auth.test", ""));
        QTRY_VERIFY(program.received.contains("\"code\":\"tls_expired\""));
    }
    QCOMPARE(troubled.size(), 1);
    QVERIFY(front.received().isEmpty()); // not one byte of the request
    front.use(u"good.pem"_s);
    RawClient program(record.tap.apiBase());
    program.say(post("/api/auth.test", "a=b"));
    QTRY_VERIFY(!server.received.isEmpty() && server.received.constLast().endsWith("a=b"));
    server.say(answer(ok));
    QTRY_COMPARE(program.received, answer(ok));
    QCOMPARE(recovered.size(), 1);
}

void TestTapCalls::brokenAnswers_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QByteArray>("received"); // its beginning
    QTest::addColumn<QString>("error");
    QTest::newRow("nothing") << QByteArray() << QByteArray("HTTP/1.1 502 ") << u"answer_cut"_s;
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 O") << QByteArray("HTTP/1.1 502 ")
                                 << u"answer_cut"_s;
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-x\r\n") << QByteArray("HTTP/1.1 502 ") << u"bad_answer"_s;
    QTest::newRow("two lengths") << QByteArray(
                                        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")
                                 << QByteArray("HTTP/1.1 502 ") << u"bad_answer"_s;
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                                 << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                                 << u"answer_cut"_s;
    QTest::newRow("broken chunks") << QByteArray(
                                          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")
                                   << QByteArray("HTTP/1.1 200 OK\r\n") << u"bad_answer"_s;
}

void TestTapCalls::brokenAnswers()
{
    QFETCH(const QByteArray, said);
    QFETCH(const QByteArray, received);
    QFETCH(const QString, error);
    CallStand stand;
    stand.program.say(post("/api/users.info", "user=U1"));
    QTRY_VERIFY(stand.asked().endsWith("user=U1"));
    if (!said.isEmpty())
        stand.server.say(said);
    stand.server.hangUp();
    QTRY_VERIFY(stand.program.isClosed()); // an end that it must not take for a whole answer
    QVERIFY2(stand.program.received.startsWith(received), stand.program.received.constData());
    QTRY_COMPARE(stand.record.lastCall().value("error"_L1).toString(), error);
    QCOMPARE(stand.record.lastCall().value("ok"_L1).toBool(), false);
}

void TestTapCalls::hangingUpIsNoted()
{
    CallStand stand;
    stand.program.say(post("/api/users.info", "user=U1"));
    QTRY_VERIFY(stand.asked().endsWith("user=U1"));
    stand.program.socket.abort();
    // Nobody can tell that from a program which has said all and listens, until it is answered.
    QTRY_COMPARE(stand.server.sockets.constFirst()->state(), QAbstractSocket::ConnectedState);
    stand.server.say(answer(ok));
    QTRY_COMPARE(stand.record.lastCall().value("error"_L1).toString(), u"program_hung_up"_s);
    QTRY_VERIFY(stand.server.sockets.constFirst()->state() == QAbstractSocket::UnconnectedState);
    QCOMPARE(stand.record.tap.figures().callsUnderWay, 0);
}

void TestTapCalls::programsThatDoNotWaitAreHeard()
{
    CallStand stand;
    const QByteArray body(3'000'000, 'x');
    stand.program.say(post("/api/files.upload", body));
    stand.program.socket.disconnectFromHost();
    QTRY_VERIFY(stand.asked().endsWith(body));
    stand.server.say(answer(ok));
    QTRY_COMPARE(stand.record.lastCall().value("error"_L1).toString(), u"program_hung_up"_s);
    QCOMPARE(stand.record.lastCall().value("sent"_L1).toInt(), 3'000'000);
    QTRY_COMPARE(stand.server.sockets.constFirst()->state(), QAbstractSocket::UnconnectedState);
}

void TestTapCalls::halfClosedProgramsAreAnswered_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("short") << 20;
    QTest::newRow("longer than what the system takes at once") << 30'000'000;
}

//! shutdown() behind the last request, as some write it: they still listen.
void TestTapCalls::halfClosedProgramsAreAnswered()
{
    QFETCH(const int, size);
    const QByteArray said = answer("{\"ok\":true,\"x\":\"" + QByteArray(size, 'x') + "\"}");
    CallStand stand;
    stand.program.say(post("/api/first", "a=1") + post("/api/second", "b=2"));
    QCOMPARE(::shutdown(static_cast<int>(stand.program.socket.socketDescriptor()), SHUT_WR), 0);
    QTRY_VERIFY(stand.asked().endsWith("a=1"));
    QTest::qWait(30); // the end of what the program says has come
    stand.server.say(answer(ok));
    QTRY_VERIFY(stand.asked().endsWith("b=2"));
    stand.server.say(said);
    QTRY_VERIFY_WITH_TIMEOUT(stand.program.isClosed(), 60'000);
    QCOMPARE(stand.program.received.size(), answer(ok).size() + said.size());
    QVERIFY(stand.program.received == answer(ok) + said);
    QCOMPARE(stand.record.notes(u"api"_s).size(), 2);
    QCOMPARE(stand.record.lastCall().value("ok"_L1).toBool(), true);
    QTRY_COMPARE(stand.server.sockets.constFirst()->state(), QAbstractSocket::UnconnectedState);
}

void TestTapCalls::halfARequestIsNotWaitedFor()
{
    CallStand stand;
    stand.program.say("POST /api/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
    QTRY_VERIFY(stand.asked().endsWith("half"));
    stand.program.socket.abort();
    QTRY_COMPARE(stand.record.lastCall().value("error"_L1).toString(), u"program_hung_up"_s);
    QTRY_COMPARE(stand.server.sockets.constFirst()->state(), QAbstractSocket::UnconnectedState);
}

void TestTapCalls::callsAreRecorded()
{
    CallStand stand;
    stand.program.say(post("/api/chat.postMessage", "token=xoxb-12-34-secret&channel=C1&text=hi+there"));
    QTRY_VERIFY(stand.asked().endsWith("there"));
    stand.server.say(answer(R"({"ok":true,"channel":"C1","ts":"1.2","message":{"text":"hi there"}})"));
    QTRY_VERIFY(!stand.record.lastCall().isEmpty());
    const QJsonObject call = stand.record.lastCall();
    QCOMPARE(call.value("method"_L1).toString(), u"chat.postMessage"_s);
    QCOMPARE(call.value("from"_L1).toString(), u"tap"_s);
    QCOMPARE(call.value("http"_L1).toString(), u"POST"_s);
    QCOMPARE(call.value("args"_L1).toObject(),
             (QJsonObject{{u"channel"_s, u"C1"_s}, {u"text"_s, u"hi there"_s}}));
    QCOMPARE(call.value("status"_L1).toInt(), 200);
    QCOMPARE(call.value("ok"_L1).toBool(), true);
    QVERIFY(call.value("ms"_L1).toInt(-1) >= 0);
    QVERIFY(call.value("us"_L1).toInt(-1) >= 0);
    QCOMPARE(call.value("sent"_L1).toInt(), 48);
    QCOMPARE(call.value("answer"_L1).toObject().value("ts"_L1).toString(), u"1.2"_s);
    QVERIFY(!call.contains("error"_L1));
}

void TestTapCalls::tokensAreNowhere_data()
{
    QTest::addColumn<QByteArray>("request");
    const QByteArray bot = "xoxb-1234567890-canary";
    QTest::newRow("header") << post("/api/a", "", "Authorization: Bearer " + bot + "\r\n");
    QTest::newRow("form") << post("/api/a", "token=" + bot + "&x=1");
    QTest::newRow("query") << post("/api/a?token=" + bot, "");
    QTest::newRow("JSON") << post("/api/a", "{\"token\":\"" + bot + "\",\"x\":1}", {}, "application/json");
    QTest::newRow("a part") << post(
        "/api/a", "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + bot + "\r\n--b--\r\n", {},
        "multipart/form-data; boundary=b");
    QTest::newRow("app-level") << post("/api/a", "", "Authorization: Bearer xapp-1-A1-canary\r\n");
    QTest::newRow("one of no known kind")
        << post("/api/a", "", "Authorization: Bearer strange-canary-token\r\n");
}

//! Not by what was said, nor by what is said back.
void TestTapCalls::tokensAreNowhere()
{
    QFETCH(const QByteArray, request);
    CallStand stand;
    stand.program.say(request);
    QTRY_VERIFY(!stand.asked().isEmpty());
    QVERIFY(stand.asked().contains("canary")); // it has passed
    const QByteArray echo = QByteArray(request).replace('"', '\'').replace("\r\n", " ").replace('\\', ' ');
    const QByteArray said =
        R"({"ok":false,"error":"invalid_auth","detail":")" + echo +
        R"(","access_token":"canary-2","response_url":"https://hooks.slack.com/canary-3",)"
        R"("trigger_id":"canary-4","bot_access_token":"xwfp-canary-5","token":"canary-6"})";
    stand.server.say(answer(said));
    QTRY_COMPARE(stand.program.received, answer(said));
    QTRY_VERIFY(!stand.record.lastCall().isEmpty());
    QVERIFY2(!stand.record.everything().contains("canary"), stand.record.everything().constData());
    const TapFigures::Failure failure = stand.record.tap.figures().failures.constFirst();
    QVERIFY2(!failure.error.contains("canary"_L1), qPrintable(failure.error));
}

RTMSCOPE_TEST_MAIN(TestTapCalls)
#include "tst_tapcalls.moc"
