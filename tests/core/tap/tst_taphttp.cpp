// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/http/bodyreader.h"
#include "core/tap/http/callbody.h"
#include "core/tap/http/head.h"
#include "core/tap/http/socketaddress.h"

#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::http;
using namespace Qt::StringLiterals;

//! HTTP as a tap reads it: heads, the ends of bodies, arguments, the one address that is changed.
class TestTapHttp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestHeads_data();
    void requestHeads();
    void answerHeads_data();
    void answerHeads();
    void everyCutIsWaitedFor();
    void headsStayAsTheyCame();
    void hopByHopGoes();
    void bodies_data();
    void bodies();
    void brokenBodies_data();
    void brokenBodies();
    void arguments_data();
    void arguments();
    void tokensAreFound_data();
    void tokensAreFound();
    void secretsAreMasked();
    void addresses_data();
    void addresses();
};

namespace {

constexpr auto host = "Host: 127.0.0.1\r\n";

QByteArray request(const QByteArray &headers, const QByteArray &line = "POST /api/x HTTP/1.1")
{
    return line + "\r\n" + host + headers + "\r\n";
}

} // namespace

void TestTapHttp::requestHeads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("framing");
    const auto row = [](const char *name, const QByteArray &bytes, HeadFault fault,
                        Framing::Kind framing = Framing::Kind::None) {
        QTest::newRow(name) << bytes << static_cast<int>(fault) << static_cast<int>(framing);
    };
    row("no body", request("", "GET /api/x HTTP/1.1"), HeadFault::None);
    row("length", request("Content-Length: 12\r\n"), HeadFault::None, Framing::Kind::Length);
    row("the same length twice", request("Content-Length: 12\r\ncontent-length: 12\r\n"), HeadFault::None,
        Framing::Kind::Length);
    row("chunked", request("Transfer-Encoding: Chunked\r\n"), HeadFault::None, Framing::Kind::Chunked);
    row("two lengths", request("Content-Length: 12\r\nContent-Length: 13\r\n"), HeadFault::TwoLengths);
    row("a list of lengths", request("Content-Length: 12, 13\r\n"), HeadFault::TwoLengths);
    row("length and chunks", request("Content-Length: 12\r\nTransfer-Encoding: chunked\r\n"),
        HeadFault::TwoLengths);
    row("chunks and length", request("Transfer-Encoding: chunked\r\nContent-Length: 12\r\n"),
        HeadFault::TwoLengths);
    row("negative length", request("Content-Length: -1\r\n"), HeadFault::BadLength);
    row("signed length", request("Content-Length: +1\r\n"), HeadFault::BadLength);
    row("hexadecimal length", request("Content-Length: 0x1\r\n"), HeadFault::BadLength);
    row("empty length", request("Content-Length:\r\n"), HeadFault::BadLength);
    row("length beyond 64 bits", request("Content-Length: 99999999999999999999\r\n"), HeadFault::BadLength);
    row("packed", request("Transfer-Encoding: gzip, chunked\r\n"), HeadFault::UnknownCoding);
    row("chunked twice", request("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
        HeadFault::UnknownCoding);
    row("identity", request("Transfer-Encoding: identity\r\n"), HeadFault::UnknownCoding);
    row("chunks in HTTP/1.0", request("Transfer-Encoding: chunked\r\n", "POST /api/x HTTP/1.0"),
        HeadFault::UnknownCoding);
    row("space before the colon", request("Content-Length : 12\r\n"), HeadFault::BadHeader);
    row("a continued line", request("X: a\r\n b\r\n"), HeadFault::BadHeader);
    row("no colon", request("nonsense\r\n"), HeadFault::BadHeader);
    row("no name", request(": x\r\n"), HeadFault::BadHeader);
    row("lone line feed", "POST /api/x HTTP/1.1\nHost: a\r\n\r\n", HeadFault::LineEnd);
    row("carriage return in a value", request("X: a\rb\r\n"), HeadFault::LineEnd);
    row("NUL in a value", request(QByteArray("X: a\0b\r\n", 8)), HeadFault::LineEnd);
    row("no host", "GET /api/x HTTP/1.1\r\n\r\n", HeadFault::BadHost);
    row("two hosts", request("Host: elsewhere\r\n"), HeadFault::BadHost);
    row("no host in HTTP/1.0", "GET /api/x HTTP/1.0\r\n\r\n", HeadFault::None);
    row("no version", "GET /api/x\r\nHost: a\r\n\r\n", HeadFault::NotHttp);
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\n", HeadFault::NotHttp);
    row("a space in the target", "GET /api/x y HTTP/1.1\r\nHost: a\r\n\r\n", HeadFault::NotHttp);
    row("TLS", QByteArray("\x16\x03\x01\x02\x00", 5), HeadFault::NotHttp);
    row("no end", "GET /api/x HTTP/1.1\r\nX: " + QByteArray(mostHeadBytes, 'x'), HeadFault::TooLong);
    row("too many", request(QByteArray("X: y\r\n").repeated(mostHeaders)), HeadFault::TooLong);
}

void TestTapHttp::requestHeads()
{
    QFETCH(const QByteArray, bytes);
    Head head;
    HeadFault fault{};
    QVERIFY(readRequest(bytes, &head, &fault));
    QTEST(static_cast<int>(fault), "fault");
    if (fault != HeadFault::None)
        return;
    QTEST(static_cast<int>(head.framing.kind), "framing");
    QCOMPARE(head.size, bytes.size());
}

void TestTapHttp::answerHeads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status"); // 0: a fault
    QTest::addColumn<int>("framing");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &method, int status,
                        Framing::Kind framing = Framing::Kind::None) {
        QTest::newRow(name) << bytes << method << status << static_cast<int>(framing);
    };
    row("length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", "POST", 200, Framing::Kind::Length);
    row("no words", "HTTP/1.1 429\r\nContent-Length: 2\r\n\r\n", "POST", 429, Framing::Kind::Length);
    row("line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\n", "POST", 200, Framing::Kind::Length);
    row("until the end", "HTTP/1.0 200 OK\r\n\r\n", "GET", 200, Framing::Kind::UntilClose);
    row("to HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", "HEAD", 200, Framing::Kind::None);
    row("no content", "HTTP/1.1 204 No Content\r\n\r\n", "POST", 204, Framing::Kind::None);
    row("not modified", "HTTP/1.1 304 No\r\nContent-Length: 5\r\n\r\n", "GET", 304, Framing::Kind::None);
    row("interim", "HTTP/1.1 100 Continue\r\n\r\n", "POST", 100, Framing::Kind::None);
    row("both", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", "GET", 0);
    row("no number", "HTTP/1.1 abc\r\n\r\n", "GET", 0);
    row("something else", "SSH-2.0-OpenSSH_9.2\r\n", "GET", 0);
}

void TestTapHttp::answerHeads()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, method);
    QFETCH(const int, status);
    Head head;
    HeadFault fault{};
    QVERIFY(readAnswer(bytes, &head, &fault));
    QCOMPARE(fault == HeadFault::None, status != 0);
    if (status == 0)
        return;
    QCOMPARE(head.status, status);
    QTEST(static_cast<int>(framingOfAnswer(head, method).kind), "framing");
}

void TestTapHttp::everyCutIsWaitedFor()
{
    const QByteArray whole = request("Content-Length: 3\r\nX: y\r\n");
    Head head;
    HeadFault fault{};
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!readRequest(QByteArrayView(whole).first(size), &head, &fault),
                 whole.left(size).constData());
    QVERIFY(readRequest(whole + "abc", &head, &fault));
    QCOMPARE(head.size, whole.size());
}

void TestTapHttp::headsStayAsTheyCame()
{
    const QByteArray bytes = request("x-ODD:   spaced \r\nX-Odd:\r\nCookie: d=ü\r\n");
    Head head;
    HeadFault fault{};
    QVERIFY(readRequest(bytes, &head, &fault));
    QCOMPARE(head.bytes(), bytes);
    head.set("HOST", "slack.com");
    QCOMPARE(head.bytes(), QByteArray(bytes).replace(host, "Host: slack.com\r\n"));
}

void TestTapHttp::hopByHopGoes()
{
    Head head;
    HeadFault fault{};
    QVERIFY(
        readRequest(request("Connection: keep-alive, X-Private\r\nKeep-Alive: timeout=5\r\nX-Private: 1\r\n"
                            "TE: trailers\r\nTransfer-Encoding: chunked\r\nX-Public: 2\r\n"),
                    &head, &fault));
    QVERIFY(head.keepsAlive());
    removeHopByHop(&head);
    QCOMPARE(head.bytes(), request("Transfer-Encoding: chunked\r\nX-Public: 2\r\n"));
    // The end of the body is not to be lost by naming it there.
    QVERIFY(
        readRequest(request("Connection: close, Content-Length\r\nContent-Length: 2\r\n"), &head, &fault));
    QVERIFY(!head.keepsAlive());
    removeHopByHop(&head);
    QCOMPARE(head.bytes(), request("Content-Length: 2\r\n"));
}

void TestTapHttp::bodies_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *name, Framing::Kind kind, int length, const QByteArray &bytes,
                        const QByteArray &content) {
        QTest::newRow(name) << static_cast<int>(kind) << length << bytes << content;
    };
    row("none", Framing::Kind::None, 0, "", "");
    row("length", Framing::Kind::Length, 5, "hello", "hello");
    row("length of nothing", Framing::Kind::Length, 0, "", "");
    row("chunks", Framing::Kind::Chunked, 0, "5\r\nhello\r\n0\r\n\r\n", "hello");
    row("several", Framing::Kind::Chunked, 0, "2\r\nhe\r\n003\r\nllo\r\n0\r\n\r\n", "hello");
    row("extensions", Framing::Kind::Chunked, 0, "5;a=\"b\"\r\nhello\r\n0;x\r\n\r\n", "hello");
    row("trailers", Framing::Kind::Chunked, 0, "A\r\n0123456789\r\n0\r\nX: y\r\nZ: 1\r\n\r\n", "0123456789");
}

void TestTapHttp::bodies()
{
    QFETCH(const int, kind);
    QFETCH(const int, length);
    QFETCH(const QByteArray, bytes);
    const QByteArray followed = bytes + "POST /next";
    for (qsizetype piece = 1; piece <= followed.size(); ++piece) {
        BodyReader reader({static_cast<Framing::Kind>(kind), static_cast<quint64>(length)}, 1000);
        qsizetype at = 0;
        while (at < followed.size() && !reader.isComplete())
            at += reader.take(QByteArrayView(followed).sliced(at, std::min(piece, followed.size() - at)));
        QVERIFY(reader.isComplete());
        QCOMPARE(at, bytes.size());
        QTEST(reader.content(), "content");
        QVERIFY(reader.hasAll());
    }
    BodyReader bounded({static_cast<Framing::Kind>(kind), static_cast<quint64>(length)}, 2);
    bounded.take(bytes);
    QFETCH(const QByteArray, content);
    QCOMPARE(bounded.content(), content.left(2));
    QCOMPARE(bounded.size(), static_cast<quint64>(content.size()));
}

void TestTapHttp::brokenBodies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no size") << QByteArray("\r\nhello");
    QTest::newRow("no hexadecimal number") << QByteArray("x5\r\nhello");
    QTest::newRow("negative") << QByteArray("-5\r\nhello");
    QTest::newRow("a lone line feed") << QByteArray("5\nhello\r\n0\r\n\r\n");
    QTest::newRow("more than it said") << QByteArray("5\r\nhello!\r\n0\r\n\r\n");
    QTest::newRow("a size beyond 64 bits") << QByteArray("FFFFFFFFFFFFFFFFF\r\n");
    QTest::newRow("a size without an end") << QByteArray(5000, '0');
    QTest::newRow("trailers without an end") << "0\r\n" + QByteArray("X: y\r\n").repeated(5000);
}

void TestTapHttp::brokenBodies()
{
    QFETCH(const QByteArray, bytes);
    BodyReader reader({Framing::Kind::Chunked, 0}, 1000);
    for (qsizetype at = 0; at < bytes.size() && !reader.isBroken();)
        at += reader.take(QByteArrayView(bytes).sliced(at, std::min<qsizetype>(7, bytes.size() - at)));
    QVERIFY(reader.isBroken());
    QVERIFY(!reader.isComplete());
}

void TestTapHttp::arguments_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("json");
    const QByteArray form = "application/x-www-form-urlencoded";
    QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray() << QByteArray("{}");
    QTest::newRow("form") << QByteArray() << form << QByteArray("token=xoxb-1&channel=C1&text=a+b%21&x")
                          << QByteArray(R"({"channel":"C1","text":"a b!","x":""})");
    QTest::newRow("query and form") << QByteArray("token=xoxb-1&limit=5") << form << QByteArray("a=b")
                                    << QByteArray(R"({"limit":"5","a":"b"})");
    QTest::newRow("JSON") << QByteArray() << QByteArray("application/json; charset=utf-8")
                          << QByteArray(R"({"token":"xoxb-1", "channel":"C1","blocks":[{"type":"x"}]})")
                          << QByteArray(R"({"channel":"C1","blocks":[{"type":"x"}]})");
    QTest::newRow("broken JSON") << QByteArray() << QByteArray("application/json") << QByteArray("{")
                                 << QByteArray("{}");
    QTest::newRow("several parts")
        << QByteArray() << QByteArray("multipart/form-data; boundary=\"xyz\"")
        << QByteArray("--xyz\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nxoxb-1\r\n"
                      "--xyz\r\nContent-Disposition: form-data; name=\"channels\"\r\n\r\nC1\r\n"
                      "--xyz\r\nContent-Disposition: form-data; name=\"file\"; "
                      "filename=\"a.png\"\r\n\r\n\x01\x02\r\n"
                      "--xyz--\r\n")
        << QByteArray("{\"channels\":\"C1\",\"file\":\"a.png (2 bytes)\"}");
    QTest::newRow("secrets")
        << QByteArray() << form
        << QByteArray("client_secret=0123&code=9&refresh_token=xoxe-1-abcdef&text=see+xoxb-12-34")
        << QByteArray(R"({"client_secret":"***","code":"***","refresh_token":"***","text":"see ***"})");
    QTest::newRow("secrets in JSON")
        << QByteArray() << QByteArray("application/json")
        << QByteArray(
               R"({"code":"9","client_secret":"0123","code_verifier":"v","grant_type":"authorization_code"})")
        << QByteArray(
               R"({"code":"***","client_secret":"***","code_verifier":"***","grant_type":"authorization_code"})");
    QTest::newRow("bytes") << QByteArray() << QByteArray("application/octet-stream")
                           << QByteArray("\x00\xff", 2) << QByteArray("{}");
}

void TestTapHttp::arguments()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QTEST(argumentsOf(query, type, body), "json");
}

void TestTapHttp::tokensAreFound_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray none;
    QTest::newRow("header") << QByteArray("Bearer xoxb-the-token") << none << none << none;
    QTest::newRow("query") << none << QByteArray("token=xoxb-the-token") << none << none;
    QTest::newRow("form") << none << none << QByteArray("application/x-www-form-urlencoded")
                          << QByteArray("a=b&token=xoxb-the-token");
    QTest::newRow("JSON") << none << none << QByteArray("application/json")
                          << QByteArray(R"({"token":"xoxb-the-token"})");
    QTest::newRow("a part") << none << none << QByteArray("multipart/form-data; boundary=b")
                            << QByteArray("--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n"
                                          "xoxb-the-token\r\n--b--");
}

void TestTapHttp::tokensAreFound()
{
    QFETCH(const QByteArray, authorization);
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QCOMPARE(tokensOf(authorization, query, type, body), QList<Secret>{Secret("xoxb-the-token")});
}

void TestTapHttp::secretsAreMasked()
{
    const QByteArray answer =
        R"({"ok":true, "access_token":"short","n":1.50,"authed_user":{"access_token":"xoxp-1-2"},)"
        R"("text":"paste xapp-1-A1-2-abc here","code":"fine"})";
    QCOMPARE(withoutSecrets(answer),
             QByteArray(R"({"ok":true, "access_token":"***","n":1.50,"authed_user":{"access_token":"***"},)"
                        R"("text":"paste *** here","code":"fine"})"));
    QCOMPARE(withoutSecrets("no JSON"), QByteArray("no JSON"));
}

void TestTapHttp::addresses_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after"); // empty: left alone
    QTest::addColumn<QByteArray>("origin");
    const QByteArray none;
    QTest::newRow("usual") << QByteArray(R"({"ok":true,"url":"wss://a.slack.com/link/?ticket=1&app_id=2"})")
                           << QByteArray(R"({"ok":true,"url":"ws://tap/link/?ticket=1&app_id=2"})")
                           << QByteArray("wss://a.slack.com");
    QTest::newRow("escaped") << QByteArray(R"({ "url":"wss:\/\/a.slack.com:8443\/x", "n":1.0})")
                             << QByteArray(R"({ "url":"ws://tap/x", "n":1.0})")
                             << QByteArray("wss://a.slack.com:8443");
    QTest::newRow("no path") << QByteArray(R"({"url":"ws://127.0.0.1:1?t=1"})")
                             << QByteArray(R"({"url":"ws://tap?t=1"})") << QByteArray("ws://127.0.0.1:1");
    QTest::newRow("the outer one") << QByteArray(R"({"team":{"url":"wss://no/"},"url":"wss://yes/"})")
                                   << QByteArray(R"({"team":{"url":"wss://no/"},"url":"ws://tap/"})")
                                   << QByteArray("wss://yes");
    QTest::newRow("not a socket") << QByteArray(R"({"ok":true,"url":"https://team.slack.com/"})") << none
                                  << none;
    QTest::newRow("an error") << QByteArray(R"({"ok":false,"error":"invalid_auth"})") << none << none;
    QTest::newRow("no string") << QByteArray(R"({"url":{"a":1}})") << none << none;
    QTest::newRow("no JSON") << QByteArray("<html>") << none << none;
}

void TestTapHttp::addresses()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QByteArray origin;
    const auto changed = withOtherAddress(before, [&origin](const SocketAddress &address) {
        origin = address.origin;
        return "ws://tap" + address.rest;
    });
    QCOMPARE(changed.value_or(QByteArray()), after);
    QTEST(origin, "origin");
}

RTMSCOPE_TEST_MAIN(TestTapHttp)
#include "tst_taphttp.moc"
