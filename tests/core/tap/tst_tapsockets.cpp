// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/tap.h"

#include "core/demo/server/demoserver.h"
#include "tests/core/tap/rawpeers.h"
#include "tests/core/tap/taprecord.h"
#include "tests/core/websocket/framecases.h"
#include "tests/support/manualclock.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! WebSockets through a tap, each byte of both sides decided and compared.
class TestTapSockets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void upgradesPassButForCompression();
    void bytesPassBothWays_data();
    void bytesPassBothWays();
    void everyCutPasses_data();
    void everyCutPasses();
    void theNextAddressIsReplaced_data();
    void theNextAddressIsReplaced();
    void whatOnlyLooksLikeTheNextAddressPasses_data();
    void whatOnlyLooksLikeTheNextAddressPasses();
    void halfAFrameAtTheEndPasses();
    void endsPass();
    void refusedUpgrades();
    void violationsPassAndAreNoted();
    void framesThatSlackDropsAreNoted();
    void slowReadersSlowTheServer();
    void aWholeSessionWithTheDemo();
    void acknowledgementsAreMeasured();
    void repeatsAreTold();
    void secretsInFrames();
    void lostFrames();
    void doubledAndTurnedFrames();
    void delayedFramesKeepTheirOrder();
    void nothingPassesWhileHalfOpen();
    void injectedFramesFitBetween();
    void killAndClose();
};

namespace {

using Opcode = quint8;

QByteArray frame(const QByteArray &payload, Opcode opcode = 1, bool masked = false, bool final = true)
{
    return bytesOf({opcode, payload, final, 0, masked, 0});
}

QByteArray said(const QByteArray &payload) // by the program
{
    return frame(payload, 1, true);
}

//! A server, a tap before it, and a program with a socket through both.
struct SocketStand
{
    explicit SocketStand(const QByteArray &method = "apps.connections.open",
                         const Clock &clock = Clock::system())
        : record(server.apiBase(), clock)
    {
        open(method);
    }
    void open(const QByteArray &method)
    {
        RawClient caller(record.tap.apiBase());
        caller.say(post("/api/" + method, ""));
        if (!QTest::qWaitFor(
                [&] { return !server.received.isEmpty() && server.received.constLast().contains(method); }))
            return;
        server.say(
            answer(R"({"ok":true,"url":")" + server.origin() + R"(/link/?ticket=t1-canary-9&app_id=A1"})"));
        if (!QTest::qWaitFor([&] { return caller.received.endsWith("}"); }))
            return;
        const QByteArray url = caller.received.mid(caller.received.indexOf("ws://")).split('"').constFirst();
        path = url.mid(url.indexOf("/tap/"));
        const qsizetype known = server.sockets.size();
        program = std::make_unique<RawClient>(record.tap.apiBase());
        program->say("GET " + path +
                     "&debug_reconnects=true HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n" +
                     "Connection: Upgrade\r\nSec-WebSocket-Key: abc\r\nSec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Extensions: permessage-deflate\r\nOrigin: https://api.slack.com\r\n\r\n");
        if (!QTest::qWaitFor([&] {
                return server.sockets.size() > known && server.received.constLast().endsWith("\r\n\r\n");
            }))
            return;
        upgrade = std::exchange(server.received.last(), {});
        server.say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Accept: xyz\r\n\r\n");
        opened = QTest::qWaitFor([&] { return program->received.endsWith("xyz\r\n\r\n"); });
        head = std::exchange(program->received, {});
    }
    const QByteArray &heard() const { return server.received.constLast(); } //!< by the server

    RawServer server;
    TapRecord record;
    std::unique_ptr<RawClient> program;
    QByteArray path;
    QByteArray upgrade; //!< as the server got it
    QByteArray head;    //!< of its answer, as the program got it
    bool opened = false;
};

} // namespace

void TestTapSockets::upgradesPassButForCompression()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    QCOMPARE(stand.upgrade,
             "GET /link/?ticket=t1-canary-9&app_id=A1&debug_reconnects=true HTTP/1.1\r\nHost: 127.0.0.1:" +
                 QByteArray::number(stand.server.port()) +
                 "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: abc\r\n"
                 "Sec-WebSocket-Version: 13\r\nOrigin: https://api.slack.com\r\n\r\n");
    QCOMPARE(stand.head, QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                    "Connection: Upgrade\r\nSec-WebSocket-Accept: xyz\r\n\r\n"));
    QCOMPARE(stand.record.tap.figures().socketsOpen, 1);
}

void TestTapSockets::bytesPassBothWays_data()
{
    QTest::addColumn<QByteArray>("down");
    QTest::addColumn<QByteArray>("up");
    QTest::addColumn<int>("in");
    QTest::addColumn<int>("out");
    const QByteArray json = R"({"type":"message","text":"ü"})";
    QTest::newRow("text") << frame(json) << said(json) << 1 << 1;
    QTest::newRow("binary") << frame(QByteArray("\0\x01\xff", 3), 2)
                            << bytesOf({2, QByteArray("\0\x01\xff", 3), true, 0, true, 0}) << 1 << 1;
    QTest::newRow("empty") << frame("") << said("") << 1 << 1;
    QTest::newRow("in pieces, a ping between")
        << frame("{\"a\":", 1, false, false) + frame("ping", 9) + frame("1", 0, false, false) + frame("}", 0)
        << frame("{\"b\"", 1, true, false) + frame("", 10, true) + frame(":2}", 0, true) << 1 << 1;
    QTest::newRow("longer lengths than needed")
        << bytesOf({1, "{}", true, 0, false, 8}) << bytesOf({1, "{}", true, 0, true, 2}) << 1 << 1;
    QTest::newRow("large") << frame('"' + QByteArray(300'000, 'x') + '"')
                           << said('"' + QByteArray(70'000, 'y') + '"') << 1 << 1;
    QTest::newRow("many") << frame(json).repeated(500) << said(json).repeated(500) << 500 << 500;
    QTest::newRow("close with words") << frame("{}") + frame(QByteArray("\x03\xf4", 2) + "restart", 8)
                                      << said("{}") + frame(QByteArray("\x0f\xa0", 2), 8, true) << 1 << 1;
    QTest::newRow("close without a code") << frame("", 8) << frame("", 8, true) << 0 << 0;
}

//! By RTM frames are looked at before they pass, which must not show.
const QList<QByteArray> bothProtocols{"apps.connections.open", "rtm.connect"};

void TestTapSockets::bytesPassBothWays()
{
    QFETCH(const QByteArray, down);
    QFETCH(const QByteArray, up);
    for (const QByteArray &method : bothProtocols) {
        SocketStand stand(method);
        QVERIFY(stand.opened);
        stand.server.say(down);
        stand.program->say(up);
        QTRY_COMPARE(stand.program->received, down);
        QTRY_COMPARE(stand.heard(), up);
        QTEST(int(stand.record.frames(Direction::In).size()), "in");
        QTEST(int(stand.record.frames(Direction::Out).size()), "out");
        if (down.contains("restart")) {
            QHash<QString, int> codes; // each side says its own, in no certain order
            for (const QJsonObject &close : stand.record.notes(u"ws_close"_s))
                codes.insert(close.value("by"_L1).toString(), close.value("code"_L1).toInt());
            QCOMPARE(codes, (QHash<QString, int>{{u"server"_s, 1012}, {u"program"_s, 4000}}));
        }
    }
}

void TestTapSockets::everyCutPasses_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const QByteArray &method : bothProtocols)
        QTest::newRow(method.constData()) << method;
}

void TestTapSockets::everyCutPasses()
{
    QFETCH(const QByteArray, method);
    SocketStand stand(method);
    QVERIFY(stand.opened);
    const QByteArray down =
        frame("{\"a\":", 1, false, false) + frame("ping", 9) + frame(QByteArray(200, '1') + '}', 0);
    const QByteArray up = frame("{\"b\"", 1, true, false) + frame(":2}", 0, true);
    for (qsizetype cut = 1; cut < up.size(); ++cut) {
        stand.program->received.clear();
        stand.server.received.last().clear();
        stand.server.say(down.left(cut));
        stand.program->say(up.left(cut));
        QTest::qWait(0);
        stand.server.say(down.mid(cut));
        stand.program->say(up.mid(cut));
        QTRY_COMPARE(stand.program->received, down);
        QTRY_COMPARE(stand.heard(), up);
    }
    for (const QByteArray &raw : stand.record.frames(Direction::In))
        QCOMPARE(raw, "{\"a\":" + QByteArray(200, '1') + '}');
    for (const QByteArray &raw : stand.record.frames(Direction::Out))
        QCOMPARE(raw, QByteArray("{\"b\":2}"));
    QCOMPARE(stand.record.frames(Direction::In).size(), up.size() - 1);
}

void TestTapSockets::theNextAddressIsReplaced_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("as it comes") << QByteArray();
    QTest::newRow("while faults look at frames") << QByteArray("delay 1ms in for 30s");
}

//! By reconnect_url a program would open its next socket past the tap.
void TestTapSockets::theNextAddressIsReplaced()
{
    QFETCH(const QByteArray, fault);
    SocketStand stand("rtm.connect");
    QVERIFY(stand.opened);
    if (!fault.isEmpty())
        stand.record.tap.faults().strike(*readTapFault(fault));
    const QByteArray before = frame("{\"n\":1}");
    const QByteArray behind = frame("{\"n\":2}");
    const QByteArray begin = R"({"n": 1.50,"type":"reconnect_url","url":")";
    const QByteArray event = begin + QByteArray(stand.server.origin()).replace('/', "\\/") +
                             R"(\/next?ticket=secret-ticket-2","more":{"url":"ws://x"}})";
    const QByteArray all = before + frame(event) + behind;
    QByteArray path;
    for (qsizetype cut = 1; cut < all.size(); cut += 7) {
        stand.program->received.clear();
        stand.server.say(all.left(cut));
        QTest::qWait(0);
        stand.server.say(all.mid(cut));
        QTRY_VERIFY(stand.program->received.endsWith(behind));
        const QByteArray got = stand.program->received;
        const QByteArray url = got.mid(got.indexOf("ws://")).split('"').constFirst();
        const QByteArray expected = begin + url + R"(","more":{"url":"ws://x"}})";
        QCOMPARE(got, before + frame(expected) + behind);
        QVERIFY(url.startsWith("ws://127.0.0.1:" + QByteArray::number(stand.record.tap.apiBase().port()) +
                               "/tap/"));
        QVERIFY(url.endsWith("/next?ticket=secret-ticket-2"));
        path = url.mid(url.indexOf("/tap/"));
    }
    QVERIFY(stand.record.tap.figures().addresses > 1);
    // The record has what came, without the ticket.
    QVERIFY(!stand.record.everything().contains("secret-ticket"));
    QCOMPARE(stand.record.frames(Direction::In).at(1), begin + R"(***","more":{"url":"***"}})");
    // And it leads to the server.
    RawClient next(stand.record.tap.apiBase());
    next.say("GET " + path +
             " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Key: abc\r\nSec-WebSocket-Version: 13\r\n\r\n");
    QTRY_VERIFY(stand.heard().startsWith("GET /next?ticket=secret-ticket-2 HTTP/1.1\r\n"));
}

void TestTapSockets::whatOnlyLooksLikeTheNextAddressPasses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray event = R"({"type":"reconnect_url","url":"wss://h.example/x"})";
    QTest::newRow("Socket Mode") << QByteArray("apps.connections.open") << frame(event);
    QTest::newRow("another type") << QByteArray("rtm.connect")
                                  << frame(R"({"type":"message","text":"reconnect_url","url":"wss://h/x"})");
    QTest::newRow("no address") << QByteArray("rtm.connect")
                                << frame(R"({"type":"reconnect_url","url":"https://h/x"})") +
                                       frame(R"({"type":"reconnect_url","url":5})") +
                                       frame(R"({"type":"reconnect_url"})");
    QTest::newRow("no JSON") << QByteArray("rtm.connect") << frame(R"({"type":"reconnect_url","url":"wss:)");
    QTest::newRow("binary") << QByteArray("rtm.connect") << frame(event, 2);
    QTest::newRow("in pieces") << QByteArray("rtm.connect")
                               << frame(event.left(20), 1, false, false) + frame(event.mid(20), 0);
    QTest::newRow("masked, as it must not be") << QByteArray("rtm.connect") << frame(event, 1, true);
    QTest::newRow("longer than any") << QByteArray("rtm.connect") << frame(event + QByteArray(40'000, ' '));
}

void TestTapSockets::whatOnlyLooksLikeTheNextAddressPasses()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, bytes);
    SocketStand stand(method);
    QVERIFY(stand.opened);
    stand.server.say(bytes + frame("{\"n\":2}"));
    QTRY_COMPARE(stand.program->received, bytes + frame("{\"n\":2}"));
    QCOMPARE(stand.record.tap.figures().addresses, 1); // of the call
}

void TestTapSockets::halfAFrameAtTheEndPasses()
{
    SocketStand stand("rtm.connect");
    QVERIFY(stand.opened);
    const QByteArray said = frame("{\"n\":1}") + frame("{\"n\":2}").chopped(3);
    stand.server.say(said);
    stand.server.hangUp();
    QTRY_VERIFY(stand.program->isClosed());
    QCOMPARE(stand.program->received, said);
}

//! Last words arrive, then the other side is closed.
void TestTapSockets::endsPass()
{
    SocketStand byServer;
    QVERIFY(byServer.opened);
    byServer.server.say(frame("{\"last\":1}"));
    byServer.server.hangUp();
    QTRY_VERIFY(byServer.program->isClosed());
    QCOMPARE(byServer.program->received, frame("{\"last\":1}"));
    QTRY_COMPARE(byServer.record.tap.figures().socketsOpen, 0);

    SocketStand byProgram;
    QVERIFY(byProgram.opened);
    byProgram.program->say(said("{\"last\":1}"));
    byProgram.program->socket.disconnectFromHost();
    QTRY_COMPARE(byProgram.server.sockets.constLast()->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(byProgram.heard(), said("{\"last\":1}"));

    SocketStand byTap;
    QVERIFY(byTap.opened);
    byTap.record.tap.close();
    QTRY_VERIFY(byTap.program->isClosed());
    QCOMPARE(byTap.program->received, frame(QByteArray("\x03\xe9", 2), 8)); // 1001
    QTRY_COMPARE(byTap.server.sockets.constLast()->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!byTap.record.tap.isListening());
}

void TestTapSockets::refusedUpgrades()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    stand.record.tap.faults().strike(*readTapFault("upgrade 429"));
    const QByteArray request = "GET " + stand.path +
                               " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                               "Connection: Upgrade\r\nSec-WebSocket-Key: abc\r\n\r\n";
    RawClient struck(stand.record.tap.apiBase());
    struck.say(request);
    QTRY_VERIFY(struck.received.startsWith("HTTP/1.1 429 "));
    RawClient refused(stand.record.tap.apiBase());
    refused.say(request);
    QTRY_VERIFY(stand.heard().endsWith("\r\n\r\n"));
    stand.server.say("HTTP/1.1 408 Request Timeout\r\nContent-Length: 3\r\n\r\nno!");
    QTRY_VERIFY(refused.isClosed());
    QCOMPARE(refused.received,
             QByteArray("HTTP/1.1 408 Request Timeout\r\nContent-Length: 3\r\nConnection: close\r\n\r\nno!"));
    const auto notes = stand.record.notes(u"tap"_s);
    QCOMPARE(notes.constLast().value("what"_L1).toString(), u"socket_refused"_s);
    QCOMPARE(notes.constLast().value("status"_L1).toInt(), 408);
}

void TestTapSockets::violationsPassAndAreNoted()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    const QByteArray packed = bytesOf({1, "\x01\x02", true, 4, false, 0});
    const QByteArray notText = frame("\xff\xfe");
    const QByteArray unmasked = frame("{\"unmasked\":1}");
    stand.server.say(packed + frame("{\"n\":1}") + notText + frame("{\"n\":2}"));
    stand.program->say(unmasked + said("{\"n\":3}"));
    QTRY_COMPARE(stand.program->received, packed + frame("{\"n\":1}") + notText + frame("{\"n\":2}"));
    QTRY_COMPARE(stand.heard(), unmasked + said("{\"n\":3}"));
    QCOMPARE(stand.record.frames(Direction::In), (QList<QByteArray>{"{\"n\":1}", "\xff\xfe", "{\"n\":2}"}));
    QCOMPARE(stand.record.frames(Direction::Out), QList<QByteArray>{"{\"n\":3}"});
    qsizetype violations = 0;
    for (const QJsonObject &note : stand.record.notes(u"tap"_s))
        violations += note.value("what"_L1).toString() == "violation"_L1 ? 1 : 0;
    QCOMPARE(violations, 3);
}

void TestTapSockets::framesThatSlackDropsAreNoted()
{
    const QByteArray large =
        said("{\"envelope_id\":\"a\",\"payload\":\"" + QByteArray(20 * 1024, 'x') + "\"}");
    SocketStand stand;
    QVERIFY(stand.opened);
    stand.program->say(large);
    QTRY_COMPARE(stand.heard(), large);
    QCOMPARE(stand.record.notes(u"tap"_s).constLast().value("what"_L1).toString(), u"oversize"_s);

    SocketStand rtm("rtm.connect"); // has other limits
    QVERIFY(rtm.opened);
    rtm.program->say(large);
    QTRY_COMPARE(rtm.heard(), large);
    QCOMPARE(rtm.record.notes(u"tap"_s).constLast().value("what"_L1).toString(), u"socket_opened"_s);
}

void TestTapSockets::slowReadersSlowTheServer()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    stand.program->reads = false;
    stand.program->socket.setReadBufferSize(1);
    constexpr qsizetype size = 128 * 1024 * 1024;
    const QByteArray each = frame('"' + QByteArray(10'000, 'x') + '"');
    stand.server.say(each.repeated(size / each.size()));
    QTcpSocket *socket = stand.server.sockets.constLast();
    QSignalSpy written(socket, &QIODevice::bytesWritten);
    while (written.wait(500)) { // until nothing moves any more
    }
    QVERIFY(socket->bytesToWrite() > size / 2);
    // The other direction is open all the same.
    stand.program->say(said("{\"still\":1}"));
    QTRY_COMPARE(stand.heard(), said("{\"still\":1}"));
}

void TestTapSockets::aWholeSessionWithTheDemo()
{
    demo::DemoServer::Options options;
    options.eventsPerSecond = 0;
    demo::DemoServer server(options);
    QVERIFY(server.listen());
    QList<QByteArray> fromServer;
    QList<QByteArray> toServer;
    connect(&server, &demo::DemoServer::frameSent, this, [&](const QByteArray &f) { fromServer << f; });
    connect(&server, &demo::DemoServer::frameReceived, this, [&](const QByteArray &f) { toServer << f; });
    TapRecord record(server.apiBase());
    QSignalSpy known(&record.tap, &Tap::identityKnown);

    RawClient caller(record.tap.apiBase());
    caller.say(post("/api/rtm.connect", "", "Authorization: Bearer " + demo::DemoServer::token() + "\r\n"));
    QTRY_VERIFY(caller.received.endsWith("}"));
    QCOMPARE(known.size(), 1);
    QVERIFY(!record.tap.identity().selfName.isEmpty());
    const QByteArray url = caller.received.mid(caller.received.indexOf("ws://")).split('"').constFirst();
    RawClient program(record.tap.apiBase());
    program.say("GET " + url.mid(url.indexOf("/tap/")) +
                " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    QTRY_VERIFY(program.received.contains("\"hello\""));
    program.say(said(R"({"id":7,"type":"ping"})"));
    QTRY_VERIFY(program.received.contains("\"reply_to\":7"));
    QTRY_COMPARE(record.frames(Direction::In), fromServer);
    QCOMPARE(record.frames(Direction::Out), toServer);
    QCOMPARE(record.tap.figures().sendToAck.count, 1);
    QVERIFY(!record.everything().contains(demo::DemoServer::token()));
}

void TestTapSockets::acknowledgementsAreMeasured()
{
    ManualClock clock;
    SocketStand stand("apps.connections.open", clock);
    QVERIFY(stand.opened);
    const auto envelope = [](const QByteArray &id) {
        return frame(R"({"envelope_id":")" + id +
                     R"(","type":"events_api","payload":{"type":"event_callback",)" + R"("event_id":"Ev)" +
                     id + R"(","event":{"type":"message","channel":"C1","user":"U2"}}})");
    };
    const auto ack = [](const QByteArray &id) { return said(R"({"envelope_id":")" + id + R"("})"); };
    stand.server.say(envelope("a") + envelope("b") + envelope("c"));
    QTRY_COMPARE(stand.record.frames(Direction::In).size(), 3);
    QCOMPARE(stand.record.tap.figures().waitingForAck, 3);
    clock.advance(20ms);
    stand.program->say(ack("a"));
    QTRY_COMPARE(stand.record.tap.figures().waitingForAck, 2);
    clock.advance(4s);
    stand.program->say(ack("b"));
    QTRY_COMPARE(stand.record.tap.figures().waitingForAck, 1);
    TapFigures figures = stand.record.tap.figures();
    QCOMPARE(figures.eventToAck.count, 2);
    QCOMPARE(figures.eventToAck.maxUs, 4'020'000);
    QCOMPARE(figures.lateAcks, 1);
    QCOMPARE(figures.longestWaitingUs, 4'020'000);

    // The first call about the same conversation, counted from the latest event there.
    RawClient caller(stand.record.tap.apiBase());
    caller.say(post("/api/chat.postMessage", "channel=C9"));
    caller.say(post("/api/chat.postMessage", "channel=C1"));
    QTRY_VERIFY(stand.heard().contains("C9"));
    stand.server.say(answer("{\"ok\":true}"));
    QTRY_VERIFY(stand.heard().endsWith("C1"));
    QCOMPARE(stand.record.tap.figures().eventToCall.count, 1);
    QCOMPARE(stand.record.tap.figures().eventToCall.maxUs, 4'020'000);

    stand.program->socket.abort();
    QTRY_COMPARE(stand.record.tap.figures().lostAcks, 1);
    QCOMPARE(stand.record.tap.figures().waitingForAck, 0);
}

void TestTapSockets::repeatsAreTold()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    QSignalSpy acted(&stand.record.tap, &Tap::eventReceived);
    const auto envelope = [](const QByteArray &id, const QByteArray &event, int attempt) {
        return frame(R"({"envelope_id":")" + id + R"(","retry_attempt":)" + QByteArray::number(attempt) +
                     R"(,"type":"events_api","payload":{"event_id":")" + event +
                     R"(","event":{"type":"message","channel":"C1","ts":"1.1"}}})");
    };
    stand.server.say(envelope("a", "Ev1", 0) + envelope("b", "Ev1", 1) + envelope("c", "Ev2", 1));
    QTRY_COMPARE(stand.record.frames(Direction::In).size(), 3);
    QCOMPARE(acted.size(), 2); // a late first sighting is an event like any other
    const TapFigures figures = stand.record.tap.figures();
    QCOMPARE(figures.retries, 2);
    QCOMPARE(figures.duplicates, 1);
}

void TestTapSockets::secretsInFrames()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    RawClient caller(stand.record.tap.apiBase());
    caller.say(post("/api/auth.test", "", "Authorization: Bearer unusual-canary\r\n"));
    QTRY_VERIFY(stand.heard().contains("canary"));
    const QByteArray payload = R"({"envelope_id":"a","type":"interactive","payload":{"token":"canary1",)"
                               R"("response_url":"https://hooks.slack.com/canary2","trigger_id":"canary3",)"
                               R"("text":"unusual-canary","odd":"t1-canary-9, said back"}})";
    stand.server.say(frame(payload), 1);
    QTRY_COMPARE(stand.program->received, frame(payload)); // the program gets it all
    QTRY_COMPARE(stand.record.frames(Direction::In).size(), 1);
    QVERIFY2(!stand.record.everything().contains("canary"), stand.record.everything().constData());
}

void TestTapSockets::lostFrames()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    stand.record.tap.faults().strike(*readTapFault("drop 2"));
    stand.record.tap.faults().strike(*readTapFault("drop 1 out"));
    stand.server.say(frame("{\"n\":1}") + frame("ping", 9) + frame("{\"n\":", 1, false, false) +
                     frame("2}", 0) + frame("{\"n\":3}"));
    stand.program->say(said("{\"n\":4}") + said("{\"n\":5}"));
    QTRY_COMPARE(stand.program->received, frame("ping", 9) + frame("{\"n\":3}"));
    QTRY_COMPARE(stand.heard(), said("{\"n\":5}"));
    // As the program saw and said it.
    QCOMPARE(stand.record.frames(Direction::In), QList<QByteArray>{"{\"n\":3}"});
    QCOMPARE(stand.record.frames(Direction::Out), (QList<QByteArray>{"{\"n\":4}", "{\"n\":5}"}));
    QCOMPARE(stand.record.tap.figures().faults, 3);
    QVERIFY(!stand.record.tap.faults().areUnderWay());
}

void TestTapSockets::doubledAndTurnedFrames()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    stand.record.tap.faults().strike(*readTapFault("duplicate 1"));
    stand.server.say(frame("{\"n\":1}") + frame("{\"n\":2}"));
    QTRY_COMPARE(stand.program->received, frame("{\"n\":1}").repeated(2) + frame("{\"n\":2}"));
    stand.program->received.clear();
    stand.record.tap.faults().strike(*readTapFault("reorder 3"));
    stand.server.say(frame("{\"n\":1}") + frame("{\"n\":2}"));
    stand.server.say(frame("{\"n\":3}") + frame("{\"n\":4}"));
    QTRY_COMPARE(stand.program->received,
                 frame("{\"n\":3}") + frame("{\"n\":2}") + frame("{\"n\":1}") + frame("{\"n\":4}"));
    // What waits for others that never come goes on when the time is over.
    stand.program->received.clear();
    stand.record.tap.faults().strike(*readTapFault("reorder 5 for 50ms"));
    stand.server.say(frame("{\"n\":1}") + frame("{\"n\":2}"));
    QTRY_COMPARE(stand.program->received, frame("{\"n\":2}") + frame("{\"n\":1}"));
}

void TestTapSockets::delayedFramesKeepTheirOrder()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    stand.record.tap.faults().strike(*readTapFault("delay 120ms for 60ms"));
    QElapsedTimer time;
    time.start();
    stand.server.say(frame("{\"n\":1}"));
    QTest::qWait(80); // the fault is over, what it holds is not
    stand.server.say(frame("{\"n\":2}"));
    QTest::qWait(0);
    QVERIFY(stand.program->received.isEmpty());
    QTRY_COMPARE(stand.program->received, frame("{\"n\":1}") + frame("{\"n\":2}"));
    QVERIFY(time.elapsed() >= 120);
    stand.server.say(frame("{\"n\":3}"));
    QTRY_VERIFY(stand.program->received.endsWith(frame("{\"n\":3}")));
    QCOMPARE(stand.record.frames(Direction::In), (QList<QByteArray>{"{\"n\":1}", "{\"n\":2}", "{\"n\":3}"}));
}

void TestTapSockets::nothingPassesWhileHalfOpen()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    stand.record.tap.faults().strike(*readTapFault("half-open for 100ms"));
    stand.server.say(frame("{\"n\":1}"));
    stand.program->say(said("{\"n\":2}"));
    QTest::qWait(30);
    QVERIFY(stand.program->received.isEmpty() && stand.heard().isEmpty());
    QTRY_COMPARE(stand.program->received, frame("{\"n\":1}"));
    QTRY_COMPARE(stand.heard(), said("{\"n\":2}"));
}

void TestTapSockets::injectedFramesFitBetween()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    // In the middle of a message, whose end has to come first.
    const QByteArray whole = frame("{\"n\":", 1, false, false) + frame("1}", 0);
    stand.server.say(whole.left(5));
    QTRY_COMPARE(stand.program->received, whole.left(5));
    stand.record.tap.faults().strike(*readTapFault("disconnect refresh_requested"));
    stand.server.say(whole.mid(5) + frame("{\"n\":2}"));
    const QByteArray disconnect =
        R"({"type":"disconnect","reason":"refresh_requested","debug_info":{"host":"rtmscope-tap"}})";
    QTRY_COMPARE(stand.program->received, whole + frame(disconnect) + frame("{\"n\":2}"));
    QCOMPARE(stand.record.frames(Direction::In), (QList<QByteArray>{"{\"n\":1}", disconnect, "{\"n\":2}"}));
    stand.record.tap.faults().strike(*readTapFault("goodbye")); // not on Socket Mode
    QTest::qWait(10);
    QVERIFY(stand.program->received.endsWith("{\"n\":2}"));

    SocketStand rtm("rtm.connect");
    QVERIFY(rtm.opened);
    rtm.record.tap.faults().strike(*readTapFault("goodbye"));
    QTRY_COMPARE(rtm.program->received, frame(R"({"type":"goodbye"})"));
}

void TestTapSockets::killAndClose()
{
    SocketStand stand;
    QVERIFY(stand.opened);
    stand.record.tap.faults().strike(*readTapFault("kill"));
    QTRY_VERIFY(stand.program->isClosed());
    QVERIFY(stand.program->received.isEmpty());
    QTRY_COMPARE(stand.server.sockets.constLast()->state(), QAbstractSocket::UnconnectedState);
    stand.open("apps.connections.open");
    QVERIFY(stand.opened);
    stand.record.tap.faults().strike(*readTapFault("close 4000"));
    QTRY_COMPARE(stand.program->received, frame(QByteArray("\x0f\xa0", 2), 8));
    QTRY_VERIFY(stand.heard().size() == 8); // a masked close frame
    stand.program->say(frame(QByteArray("\x0f\xa0", 2), 8, true));
    stand.program->socket.disconnectFromHost();
    QTRY_COMPARE(stand.record.tap.figures().socketsOpen, 0);
    QCOMPARE(stand.record.tap.figures().sockets, 2);
    QSignalSpy reported(&stand.record.tap.faults(), &TapFaults::reported);
    stand.record.tap.faults().strike(*readTapFault("close 4000")); // there is none any more
    QVERIFY(reported.constLast().constFirst().toString().contains(u"no socket is open"_s));
}

RTMSCOPE_TEST_MAIN(TestTapSockets)
#include "tst_tapsockets.moc"
