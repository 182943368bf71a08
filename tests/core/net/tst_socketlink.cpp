// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// What a server may do with the bytes of a stream, and what a session makes of it.
#include "core/websocket/framewriter.h"
#include "tests/core/net/rawstream.h"
#include "tests/core/session/rig.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = FrameReader::Kind;
using State = RtmSession::State;

namespace {

const QByteArray fourBytes = "\xF0\x9F\xA7\xB5"; // one character, four bytes
const QByteArray marker = R"({"type":"x_marker"})";
const QByteArray token = "xoxb-raw-0123456789";

//! A session at a raw server.
struct Fixture
{
    explicit Fixture(const std::function<void(RtmSession::Config &)> &adjust = {})
        : rig(token, quickTimings(), [this, adjust](RtmSession::Config &config) {
            config.apiBase = server.apiBase();
            config.networkAttempts = 1; // one try tells all
            if (adjust)
                adjust(config);
        })
    {
    }
    RawStream server;
    Rig rig;

    bool marked() const
    {
        const auto frames = rig.frames(Direction::In);
        return !frames.isEmpty() && frames.last() == marker;
    }
    //! All that the record holds, to look for what must not be there.
    QByteArray whole() const
    {
        QByteArray all;
        for (const Event &event : rig.record)
            all += event.raw + '\n';
        return all;
    }
};

} // namespace

class TestSocketLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opens_data();
    void opens();
    void saysWhyItDidNotOpen_data();
    void saysWhyItDidNotOpen();
    void aRefusedUpgradeMayAskForAPause_data();
    void aRefusedUpgradeMayAskForAPause();
    void bytesAreExact_data();
    void bytesAreExact();
    void invalidUtf8IsKeptAndBlamed();
    void brokenFramesAreBlamed_data();
    void brokenFramesAreBlamed();
    void closeFramesAreTold_data();
    void closeFramesAreTold();
    void theEndWithoutACloseFrame();
    void pingsAreAnsweredAndRecorded();
    void pingsAreNoSignOfLife();
    void weSayGoodbye();
    void noSecretStaysInControlFrames();
};

void TestSocketLink::opens_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const QByteArray usual = "Connection: Upgrade\r\n";
    QTest::newRow("usual") << usual << usual;
    QTest::newRow("list") << usual << QByteArray("Connection: Upgrade, Keep-Alive\r\n");
    QTest::newRow("two headers") << usual << QByteArray("Connection: keep-alive\r\nconnection: UPGRADE\r\n");
    QTest::newRow("another alphabet") << usual << usual + "X-Größe: groß\r\n";
    QTest::newRow("hints first") << QByteArray("HTTP/1.1 101")
                                 << QByteArray("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 101");
}

void TestSocketLink::opens()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    Fixture fixture;
    // The first frames come in the same segment as the answer.
    fixture.server.answer = [&](const QByteArray &key) {
        return RawStream::usualAnswer(key).replace(from, to) + RawStream::hello() + bytesOf({1, marker});
    };
    QVERIFY(fixture.rig.ready());
    QTRY_VERIFY(fixture.marked());
    QCOMPARE(fixture.server.upgrades, 1);
}

void TestSocketLink::saysWhyItDidNotOpen_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("words");
    const QByteArray up = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n";
    QTest::newRow("wrong key") << up + "Connection: Upgrade\r\nSec-WebSocket-Accept: d3Jvbmc=\r\n\r\n"
                               << u"127.0.0.1 answered, but not to our request"_s;
    QTest::newRow("no Connection") << up + "Sec-WebSocket-Accept: d3Jvbmc=\r\n\r\n"
                                   << u"127.0.0.1 answered, but not as a WebSocket"_s;
    QTest::newRow("no Upgrade") << QByteArray("HTTP/1.1 101 Yes\r\nConnection: Upgrade\r\n\r\n")
                                << u"127.0.0.1 answered, but not as a WebSocket"_s;
    QTest::newRow("no HTTP") << QByteArray("220 mail.example ESMTP\r\n")
                             << u"127.0.0.1 answered, but not in HTTP"_s;
    QTest::newRow("refused") << QByteArray("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                             << u"did not open the stream (HTTP 403)"_s;
}

void TestSocketLink::saysWhyItDidNotOpen()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, words);
    Fixture fixture;
    fixture.server.answer = [answer](const QByteArray &) { return answer; };
    fixture.rig.session->open();
    QTRY_COMPARE(fixture.rig.session->state(), State::Failed);
    QCOMPARE(fixture.rig.errors.last().code, u"upgrade_refused"_s);
    QVERIFY2(fixture.rig.errors.last().words.contains(words), qPrintable(fixture.rig.errors.last().words));
}

void TestSocketLink::aRefusedUpgradeMayAskForAPause_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("seconds");
    const QByteArray date = "Date: Sat, 28 Nov 2026 10:00:00 GMT\r\n";
    QTest::newRow("429") << QByteArray("HTTP/1.1 429 Slow\r\nRetry-After: 40\r\n\r\n") << 40;
    QTest::newRow("429, a date by the server's clock")
        << "HTTP/1.1 429 Slow\r\n" + date + "Retry-After: Sat, 28 Nov 2026 10:00:50 GMT\r\n\r\n"
        << 50;
    QTest::newRow("429 that names no time") << QByteArray("HTTP/1.1 429 Slow\r\n\r\n") << 30;
    QTest::newRow("503") << QByteArray("HTTP/1.1 503 Away\r\nRetry-After: 70\r\n\r\n") << 70;
    QTest::newRow("503 that names no time") << QByteArray("HTTP/1.1 503 Away\r\n\r\n") << 0;
}

void TestSocketLink::aRefusedUpgradeMayAskForAPause()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, seconds);
    Fixture fixture([](RtmSession::Config &config) { config.networkAttempts = 0; });
    fixture.server.answer = [answer](const QByteArray &) { return answer; };
    QSignalSpy failures(fixture.rig.session.get(), &RtmSession::failed);
    fixture.rig.session->open();
    QTRY_VERIFY(!failures.isEmpty());
    const auto error = failures.first().first().value<Error>();
    QCOMPARE(error.retryAfter.has_value(), seconds > 0);
    if (seconds == 0)
        return;
    QCOMPARE(*error.retryAfter, std::chrono::milliseconds(seconds * 1000));
    QCOMPARE(fixture.rig.session->state(), State::Backoff);
    QVERIFY(fixture.rig.session->nextAttemptIn() > std::chrono::milliseconds(seconds * 1000 - 5000));
    fixture.rig.session->retryNow(); // not even a person's wish shortens it
    QCOMPARE(fixture.rig.session->state(), State::Backoff);
    QCOMPARE(fixture.server.upgrades, 1);
}

void TestSocketLink::bytesAreExact_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("frame");
    const QByteArray mark = "\xef\xbb\xbf";
    const QByteArray text = "{\"type\":\"x\",\"t\":\"" + fourBytes + "\"}";
    QTest::newRow("a byte order mark") << bytesOf({1, mark + text}) << mark + text;
    QTest::newRow("a byte order mark alone") << bytesOf({1, mark}) << mark;
    const qsizetype inside = text.indexOf(fourBytes) + 1;
    QTest::newRow("cut inside a character")
        << bytesOf({1, text.left(inside), false}) + bytesOf({0, text.mid(inside)}) << text;
    QByteArray pieces;
    for (qsizetype i = 0; i < text.size(); ++i)
        pieces += bytesOf({static_cast<quint8>(i == 0 ? 1 : 0), text.mid(i, 1), i == text.size() - 1}) +
                  bytesOf({9, "still there?"});
    QTest::newRow("a byte a fragment, pings between") << pieces << text;
    const QByteArray large = "{\"t\":\"" + QByteArray(200'000, 'l') + "\"}";
    QTest::newRow("large, in fragments")
        << bytesOf({1, large.left(70'000), false}) + bytesOf({0, large.mid(70'000)}) << large;
    QTest::newRow("empty") << bytesOf({1, {}}) << QByteArray();
}

void TestSocketLink::bytesAreExact()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, frame);
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.server.say(wire + bytesOf({1, marker}));
    QTRY_VERIFY(fixture.marked());
    const auto frames = fixture.rig.frames(Direction::In);
    QCOMPARE(frames.size(), 3);
    QVERIFY(frames[1] == frame);
    QCOMPARE(fixture.rig.session->state(), State::Ready);
}

void TestSocketLink::invalidUtf8IsKeptAndBlamed()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    const QByteArray bad = "{\"type\":\"x\",\"t\":\"\xff\xfe\"}";
    fixture.server.say(bytesOf({1, bad.left(17), false}) + bytesOf({0, bad.mid(17)}) + bytesOf({1, marker}));
    QTRY_COMPARE(fixture.rig.session->state(), State::Failed);
    QCOMPARE(fixture.rig.frames(Direction::In).last(), bad); // and what follows is not read
    for (const Event &event : fixture.rig.record) {
        if (event.raw != bad)
            continue;
        QCOMPARE(event.form, FrameForm::Text);
        QVERIFY(!event.problem.isEmpty());
    }
    QCOMPARE(fixture.rig.errors.last().code, u"invalid_utf8"_s);
    QVERIFY(fixture.rig.errors.last().words.startsWith(
        "The server sent a text message that is not valid UTF-8"_L1));
    QTRY_COMPARE(fixture.server.heardOf(Kind::Close).size(), 1);
    QCOMPARE(fixture.server.heardOf(Kind::Close)[0].closeCode, 1007);
}

void TestSocketLink::brokenFramesAreBlamed_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("answer");
    QTest::newRow("compressed") << bytesOf({1, "a", true, 4}) << u"bad_frame"_s << 1002;
    QTest::newRow("masked") << bytesOf({1, "a", true, 0, true}) << u"bad_frame"_s << 1002;
    QTest::newRow("reserved opcode") << bytesOf({3, "a"}) << u"bad_frame"_s << 1002;
    QTest::newRow("too large") << QByteArray("\x81\x7f\0\0\x01\0\0\0\0\0", 10) << u"frame_too_large"_s
                               << 1009;
}

void TestSocketLink::brokenFramesAreBlamed()
{
    QFETCH(QByteArray, wire);
    QFETCH(QString, code);
    QFETCH(int, answer);
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.server.say(bytesOf({1, marker}) + wire);
    QTRY_COMPARE(fixture.rig.session->state(), State::Failed);
    QVERIFY(fixture.marked()); // what came before is there
    QCOMPARE(fixture.rig.errors.last().code, code);
    QVERIFY(fixture.rig.errors.last().words.startsWith("The server sent "_L1));
    QVERIFY(fixture.rig.errors.last().detail.contains(QString::fromLatin1(wire.left(2).toHex(' '))));
    QTRY_COMPARE(fixture.server.heardOf(Kind::Close).size(), 1);
    QCOMPARE(fixture.server.heardOf(Kind::Close)[0].closeCode, answer);
}

void TestSocketLink::closeFramesAreTold_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<int>("answer");
    for (const int code : {1000, 1001, 1011, 1012, 1013, 1014, 3000, 4000, 4999})
        QTest::addRow("%d", code) << code
                                  << QByteArray("as \xc3\xbc"
                                                "sual")
                                  << code;
    for (const int code : {999, 1005, 1006, 1015, 2000, 5000})
        QTest::addRow("%d, which must not be sent", code) << code << QByteArray("odd") << 1002;
    QTest::newRow("without a reason") << 1012 << QByteArray() << 1012;
    QTest::newRow("without a code") << 0 << QByteArray() << 0;
    QTest::newRow("reason not UTF-8") << 4001 << QByteArray("\xff\xfe") << 1007;
}

void TestSocketLink::closeFramesAreTold()
{
    QFETCH(int, code);
    QFETCH(QByteArray, reason);
    QFETCH(int, answer);
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    const QByteArray payload = code == 0 ? QByteArray() : closePayload(static_cast<quint16>(code), reason);
    fixture.server.say(bytesOf({8, payload}));
    QTRY_COMPARE(fixture.rig.session->state(), State::Failed);
    const QString words = fixture.rig.errors.last().words;
    QCOMPARE(fixture.rig.errors.last().code, u"connection_closed"_s);
    QVERIFY2(code == 0 || words.contains(u"(code %1)"_s.arg(code)), qPrintable(words));
    QVERIFY2(!reason.isValidUtf8() || words.contains(QString::fromUtf8(reason)), qPrintable(words));

    const auto notes = fixture.rig.notes(u"ws_close"_s);
    QCOMPARE(notes.size(), 2);
    QCOMPARE(notes[0].value("by"_L1).toString(), u"server"_s);
    QCOMPARE(notes[0].value("code"_L1).toInt(), code);
    if (reason.isValidUtf8())
        QCOMPARE(notes[0].value("reason"_L1).toString(), QString::fromUtf8(reason));
    else
        QCOMPARE(notes[0].value("reason_hex"_L1).toString(), u"fffe"_s);
    QCOMPARE(notes[1].value("by"_L1).toString(), u"us"_s);
    QTRY_COMPARE(fixture.server.heardOf(Kind::Close).size(), 1);
    QCOMPARE(fixture.server.heardOf(Kind::Close)[0].closeCode, answer);
}

void TestSocketLink::theEndWithoutACloseFrame()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    // The last whole message counts, the half one does not.
    fixture.server.say(bytesOf({1, marker}) + bytesOf({1, "half a message"}).left(8));
    fixture.server.stream->disconnectFromHost();
    QTRY_COMPARE(fixture.rig.session->state(), State::Failed);
    QVERIFY(fixture.marked());
    QCOMPARE(fixture.rig.errors.last().code, u"connection_lost"_s);
    const auto gaps = fixture.rig.notes(u"gap"_s);
    QVERIFY(!gaps.isEmpty());
}

void TestSocketLink::pingsAreAnsweredAndRecorded()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    const QByteArray chance("\x00\xff\x10", 3);
    fixture.server.say(bytesOf({9, "are you there"}) + bytesOf({9, {}}) + bytesOf({9, chance}) +
                       bytesOf({10, "unasked"}));
    QTRY_COMPARE(fixture.server.heardOf(Kind::Pong).size(), 3);
    QCOMPARE(fixture.server.heardOf(Kind::Pong)[0].bytes, QByteArray("are you there"));
    QCOMPARE(fixture.server.heardOf(Kind::Pong)[1].bytes, QByteArray());
    QCOMPARE(fixture.server.heardOf(Kind::Pong)[2].bytes, chance);
    const auto pings = fixture.rig.notes(u"ws_ping"_s);
    QCOMPARE(pings.size(), 3);
    QCOMPARE(pings[0].value("payload"_L1).toString(), u"are you there"_s);
    QCOMPARE(pings[2].value("payload_hex"_L1).toString(), u"00ff10"_s);
    QTRY_COMPARE(fixture.rig.notes(u"ws_pong"_s).size(), 4);
    const auto pongs = fixture.rig.notes(u"ws_pong"_s);
    QCOMPARE(pongs[0].value("by"_L1).toString(), u"us"_s);
    QCOMPARE(pongs[3].value("by"_L1).toString(), u"server"_s);
    // No event for anybody else.
    QCOMPARE(fixture.rig.frames(Direction::In).size(), 1);
}

void TestSocketLink::pingsAreNoSignOfLife()
{
    // Whatever stands before a server that has stopped working may go on to ping.
    Fixture fixture([](RtmSession::Config &config) {
        config.timings.quietBeforePing = 50ms;
        config.timings.pongDeadline = 200ms;
    });
    QVERIFY(fixture.rig.ready());
    QTimer pinger;
    connect(&pinger, &QTimer::timeout, &pinger, [&fixture] {
        if (fixture.server.stream)
            fixture.server.say(bytesOf({9, {}}));
    });
    pinger.start(20);
    QTRY_COMPARE(fixture.rig.session->state(), State::Failed);
    QCOMPARE(fixture.rig.errors.last().code, u"no_pong"_s);
    QVERIFY(!fixture.rig.notes(u"ws_ping"_s).isEmpty());
}

void TestSocketLink::weSayGoodbye()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.rig.session->close();
    QTRY_COMPARE(fixture.server.heardOf(Kind::Close).size(), 1);
    QCOMPARE(fixture.server.heardOf(Kind::Close)[0].closeCode, 1000);
    const auto notes = fixture.rig.notes(u"ws_close"_s);
    QCOMPARE(notes.size(), 1);
    QCOMPARE(notes[0].value("by"_L1).toString(), u"us"_s);
    QCOMPARE(notes[0].value("code"_L1).toInt(), 1000);
}

void TestSocketLink::noSecretStaysInControlFrames()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    const QByteArray ticket = fixture.server.ticket;
    fixture.server.say(bytesOf({9, token + ' ' + ticket}) + bytesOf({9, '\xff' + token + ticket}) +
                       bytesOf({10, ticket}) + bytesOf({8, closePayload(4001, token + ' ' + ticket)}));
    QTRY_COMPARE(fixture.rig.session->state(), State::Failed);
    QTRY_COMPARE(fixture.server.heardOf(Kind::Pong).size(), 2); // the server gets back what it sent
    QCOMPARE(fixture.server.heardOf(Kind::Pong)[0].bytes, token + ' ' + ticket);
    QByteArray told = fixture.whole();
    for (const Error &error : fixture.rig.errors)
        told += error.words.toUtf8() + error.detail.toUtf8() + '\n';
    for (const QByteArray &secret : {token, ticket}) {
        QVERIFY2(!told.contains(secret), told.constData());
        QVERIFY2(!told.contains(secret.toHex()), told.constData());
    }
    QVERIFY(told.contains("***"));
}

RTMSCOPE_TEST_MAIN(TestSocketLink)
#include "tst_socketlink.moc"
