// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/relay/tap.h"

#include "tests/core/tap/taprecord.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! What a tap does beside passing on: faults of calls, figures, settings.
class TestTap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void faultsAnswer_data();
    void faultsAnswer();
    void slowCallsWait();
    void figuresTell();
    void settingsThatCantBeUsed();
};

namespace {

const QByteArray ok = R"({"ok":true})";

} // namespace

void TestTap::faultsAnswer_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("begins");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("rate limit") << QByteArray("rate-limit method users.info retry-after 7s")
                                << QByteArray("HTTP/1.1 429 ") << QByteArray("Retry-After: 7\r\n");
    QTest::newRow("HTTP") << QByteArray("http-error 503") << QByteArray("HTTP/1.1 503 ")
                          << QByteArray("<h1>HTTP 503</h1>");
    QTest::newRow("API") << QByteArray("api-error not_in_channel") << QByteArray("HTTP/1.1 200 ")
                         << QByteArray(R"({"ok":false,"error":"not_in_channel"})");
}

void TestTap::faultsAnswer()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, begins);
    QFETCH(const QByteArray, holds);
    CallStand stand;
    stand.record.tap.faults().strike(*readTapFault(line));
    stand.program.say(post("/api/users.info", "user=U1"));
    QTRY_VERIFY(stand.program.received.contains(holds));
    QVERIFY(stand.program.received.startsWith(begins));
    QVERIFY(stand.server.sockets.isEmpty());
    QCOMPARE(stand.record.lastCall().value("fault"_L1).toString(),
             QString::fromUtf8(line.split(' ').constFirst()));
    QCOMPARE(stand.record.lastCall().value("ok"_L1).toBool(), false);
    QCOMPARE(stand.record.lastCall().value("retry_after"_L1).toString(),
             line.contains("retry-after") ? u"7"_s : QString());
    // Once; the connection is good for more.
    stand.program.received.clear();
    stand.program.say(post("/api/users.info", "user=U1"));
    QTRY_VERIFY(stand.asked().endsWith("user=U1"));
    stand.server.say(answer(ok));
    QTRY_COMPARE(stand.program.received, answer(ok));
}

void TestTap::slowCallsWait()
{
    CallStand stand;
    stand.record.tap.faults().strike(*readTapFault("slow 150ms"));
    QElapsedTimer time;
    time.start();
    stand.program.say(post("/api/users.info", "user=U1"));
    QTRY_VERIFY(stand.asked().endsWith("user=U1"));
    QVERIFY(time.elapsed() >= 150);
    stand.server.say(answer(ok));
    QTRY_COMPARE(stand.program.received, answer(ok));
}

void TestTap::figuresTell()
{
    CallStand stand;
    QSignalSpy changed(&stand.record.tap, &Tap::figuresChanged);
    const auto call = [&stand](const QByteArray &method, const QByteArray &said) {
        stand.program.received.clear();
        const qsizetype before = stand.asked().size();
        stand.program.say(post("/api/" + method, "x=1"));
        QTRY_VERIFY(stand.asked().mid(before).endsWith("x=1"));
        stand.server.say(said);
        QTRY_COMPARE(stand.program.received, said);
    };
    call("users.info", answer(ok));
    call("users.info", answer(R"({"ok":false,"error":"user_not_found"})"));
    call("users.info", answer(R"({"ok":false,"error":"user_not_found"})"));
    call("pins.add",
         answer(R"({"ok":false,"error":"missing_scope","needed":"pins:write","provided":"chat:write"})"));
    call("chat.update",
         answer(R"({"ok":false,"error":"ratelimited"})", "Retry-After: 30\r\n", "429 Slow down"));
    call("chat.update", answer(ok));
    const TapFigures figures = stand.record.tap.figures();
    QCOMPARE(figures.calls, 6);
    QCOMPARE(figures.callsFailed, 4);
    QCOMPARE(figures.callsUnderWay, 0);
    QCOMPARE(figures.callTime.count, 6);
    QVERIFY(figures.callTime.medianUs >= 0 && figures.callTime.medianUs <= figures.callTime.maxUs);
    QCOMPARE(figures.failures.constFirst().method, u"users.info"_s);
    QCOMPARE(figures.failures.constFirst().error, u"user_not_found"_s);
    QCOMPARE(figures.failures.constFirst().count, 2);
    QVERIFY(!figures.failures.constFirst().words.isEmpty());
    QCOMPARE(figures.missingScopes.size(), 1);
    QCOMPARE(figures.missingScopes.constFirst().needed, u"pins:write"_s);
    QCOMPARE(figures.missingScopes.constFirst().provided, u"chat:write"_s);
    QCOMPARE(figures.limited.size(), 1);
    QCOMPARE(figures.limited.constFirst().lastWaitMs, 30'000);
    QCOMPARE(figures.limited.constFirst().early, 1);
    QVERIFY(figures.bytesIn > 0 && figures.bytesOut > 0);
    QTRY_VERIFY(!changed.isEmpty());
}

void TestTap::settingsThatCantBeUsed()
{
    TapSettings settings;
    settings.upstream = QUrl(u"http://slack.com/api/"_s);
    QCOMPARE(Tap(settings).listen().error().code, u"insecure_url"_s);
    settings.upstream = slackApiBase();
    settings.caFile = u"/does/not/exist.pem"_s;
    QCOMPARE(Tap(settings).listen().error().code, u"bad_ca_file"_s);
    settings.caFile.clear();
    Tap first(settings);
    QVERIFY(first.listen().ok());
    settings.port = static_cast<quint16>(first.apiBase().port());
    QCOMPARE(Tap(settings).listen().error().code, u"port_in_use"_s);
    first.close();
    TapSettings circle = settings;
    circle.upstream = first.apiBase();
    circle.upstream.setPort(settings.port);
    QCOMPARE(Tap(circle).listen().error().code, u"own_address"_s);
    Tap second(settings);
    QVERIFY(second.listen().ok());
}

RTMSCOPE_TEST_MAIN(TestTap)
#include "tst_tap.moc"
