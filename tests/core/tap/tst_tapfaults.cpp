// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/tap/tapfaults.h"
#include "core/tap/taprecipes.h"

#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Way = TapFault::Way;

//! The chaos desk of a tap: its lines, and whom a fault strikes.
class TestTapFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyLineOfTheCatalogueReads();
    void linesReadBack_data();
    void linesReadBack();
    void badLines_data();
    void badLines();
    void framesAreCounted();
    void callsAreCounted();
    void timeEndsFaults();
    void scripts();
    void whatFindsNoSocketIsSaid_data();
    void whatFindsNoSocketIsSaid();
    void badScripts_data();
    void badScripts();
    void recipesNameTheAddress();
};

void TestTapFaults::everyLineOfTheCatalogueReads()
{
    for (const TapFaultKind &kind : tapFaultKinds()) {
        QVERIFY(!kind.lines.isEmpty());
        QVERIFY(!tapFaultWords(kind.words).isEmpty());
        for (const QByteArray &line : kind.lines) {
            const auto fault = readTapFault(line);
            QVERIFY2(fault.ok(), line.constData());
            QCOMPARE(fault->kind, kind.kind);
            QCOMPARE(tapFaultText(*fault), line);
        }
        if (kind.lasts())
            QVERIFY(readTapFault(kind.lines.constFirst() + " for 10s").ok());
    }
}

void TestTapFaults::linesReadBack_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line :
         {"kill", "half-open for 30s", "close 4000", "disconnect refresh_requested", "goodbye",
          "upgrade 503 times 3", "rate-limit method chat.postMessage retry-after 1500ms times 2 for 2m",
          "http-error 502 method users.info", "api-error not_in_channel times 5", "slow 2s method views.open",
          "delay 250ms both for 5s", "drop 3 out", "duplicate 2", "reorder 4 both for 1m"})
        QTest::newRow(line) << QByteArray(line);
}

void TestTapFaults::linesReadBack()
{
    QFETCH(const QByteArray, line);
    const auto fault = readTapFault(line);
    QVERIFY2(fault.ok(), fault ? "" : qPrintable(fault.error().words));
    QCOMPARE(tapFaultText(*fault), line);
}

void TestTapFaults::badLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown") << QByteArray("explode") << u"half-open"_s;
    QTest::newRow("nothing") << QByteArray() << u"half-open"_s;
    QTest::newRow("no number") << QByteArray("drop") << u"drop 1"_s;
    QTest::newRow("number too high") << QByteArray("close 70000") << u"4999"_s;
    QTest::newRow("no code") << QByteArray("api-error") << u"api-error"_s;
    QTest::newRow("no wait") << QByteArray("delay out") << u"500ms"_s;
    QTest::newRow("wrong word") << QByteArray("kill softly") << u"softly"_s;
    QTest::newRow("wrong duration") << QByteArray("half-open for ever") << u"500ms"_s;
    QTest::newRow("quotes in a code") << QByteArray("api-error a\"b") << u"letters"_s;
    QTest::newRow("no method") << QByteArray("rate-limit method") << u"letters"_s;
}

void TestTapFaults::badLines()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, says);
    const auto fault = readTapFault(line);
    QVERIFY(!fault.ok());
    QVERIFY2(fault.error().words.contains(says), qPrintable(fault.error().words));
}

void TestTapFaults::framesAreCounted()
{
    TapFaults faults;
    QVERIFY(!faults.touchesFrames());
    faults.strike(*readTapFault("drop 2 out"));
    faults.strike(*readTapFault("duplicate 1"));
    faults.strike(*readTapFault("delay 3s both"));
    QVERIFY(faults.touchesFrames());
    QVERIFY(faults.fateOfFrame(Way::In).duplicate);
    QVERIFY(!faults.fateOfFrame(Way::In).duplicate);
    QVERIFY(faults.fateOfFrame(Way::Out).drop);
    QVERIFY(faults.fateOfFrame(Way::Out).drop);
    const auto third = faults.fateOfFrame(Way::Out);
    QVERIFY(!third.drop);
    QCOMPARE(third.delay, 3s);
    faults.strike(*readTapFault("reorder 2"));
    QVERIFY(faults.isReordering(Way::In));
    QCOMPARE(faults.fateOfFrame(Way::In).reorder, 2);
    QCOMPARE(faults.fateOfFrame(Way::In).reorder, 1);
    QCOMPARE(faults.fateOfFrame(Way::In).reorder, 0);
    QVERIFY(!faults.isReordering(Way::In));
    faults.endAll();
    QVERIFY(!faults.areUnderWay());
}

void TestTapFaults::callsAreCounted()
{
    TapFaults faults;
    faults.strike(*readTapFault("rate-limit method chat.postMessage retry-after 1500ms"));
    faults.strike(*readTapFault("http-error 503 times 2"));
    faults.strike(*readTapFault("api-error fatal_error"));
    QCOMPARE(faults.fateOfCall("chat.postMessage").retryAfter, QByteArray("2")); // whole seconds, rounded up
    QCOMPARE(faults.fateOfCall("chat.postMessage").status, 503);
    QCOMPARE(faults.fateOfCall("users.info").status, 503);
    QCOMPARE(faults.fateOfCall("users.info").body, QByteArray(R"({"ok":false,"error":"fatal_error"})"));
    QCOMPARE(faults.fateOfCall("users.info").status, 0);
    faults.strike(*readTapFault("upgrade 429"));
    QCOMPARE(faults.refusedUpgrade(), 429);
    QCOMPARE(faults.refusedUpgrade(), 0);
    QVERIFY(!faults.areUnderWay());
}

void TestTapFaults::timeEndsFaults()
{
    TapFaults faults;
    QSignalSpy reported(&faults, &TapFaults::reported);
    QSignalSpy changed(&faults, &TapFaults::changed);
    faults.strike(*readTapFault("drop 100 for 20ms"));
    faults.strike(*readTapFault("half-open for 20ms"));
    QVERIFY(faults.isHalfOpen());
    QTRY_VERIFY(!faults.areUnderWay());
    QCOMPARE(reported.size(), 4); // each of them twice
    QVERIFY(changed.size() >= 4);
    QVERIFY(!faults.fateOfFrame(Way::In).drop);
}

void TestTapFaults::scripts()
{
    TapFaults faults;
    QStringList struck;
    connect(&faults, &TapFaults::reported, this, [&struck](const QString &words) { struck << words; });
    QVERIFY(faults.run("kill # now\n at 10ms goodbye; after 10ms close 1001\nevery 15ms disconnect warning")
                .ok());
    QCOMPARE(struck, QStringList{u"kill"_s});
    QTRY_VERIFY(struck.count(u"disconnect warning"_s) >= 3);
    QCOMPARE(struck.count(u"goodbye"_s), 1);
    QCOMPARE(struck.count(u"close 1001"_s), 1);
    QVERIFY(struck.indexOf(u"goodbye"_s) < struck.indexOf(u"close 1001"_s));
    faults.endAll();
    QVERIFY(!faults.areUnderWay());
}

//! A fault for open sockets is not told as struck where there is none.
void TestTapFaults::whatFindsNoSocketIsSaid_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("close") << QByteArray("close 4000") << u"close 4000: no socket is open"_s;
    QTest::newRow("kill") << QByteArray("kill") << u"kill: no socket is open"_s;
    QTest::newRow("disconnect") << QByteArray("disconnect warning") << u"no Socket Mode socket is open"_s;
    QTest::newRow("goodbye") << QByteArray("goodbye") << u"no RTM socket is open"_s;
}

void TestTapFaults::whatFindsNoSocketIsSaid()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, says);
    TapFaults faults;
    int open = 0;
    faults.setSockets([&open](const TapFault &) { return open; });
    QSignalSpy reported(&faults, &TapFaults::reported);
    QSignalSpy struck(&faults, &TapFaults::socketsStruck);
    faults.strike(*readTapFault(line));
    QCOMPARE(struck.size(), 0);
    QVERIFY2(reported.constFirst().constFirst().toString().contains(says),
             qPrintable(reported.constFirst().constFirst().toString()));
    open = 1;
    faults.strike(*readTapFault(line));
    QCOMPARE(struck.size(), 1);
    QCOMPARE(reported.constLast().constFirst().toString(), QString::fromUtf8(line));
}

void TestTapFaults::badScripts_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray(" # nothing\n") << u"no fault"_s;
    QTest::newRow("second part") << QByteArray("kill; explode") << u"Part 2"_s;
    QTest::newRow("no duration") << QByteArray("at noon kill") << u"500ms"_s;
    QTest::newRow("no fault") << QByteArray("every 5s") << u"fault behind it"_s;
    QTest::newRow("too many") << QByteArray("kill;").repeated(1001) << u"more parts"_s;
}

void TestTapFaults::badScripts()
{
    QFETCH(const QByteArray, script);
    QFETCH(const QString, says);
    TapFaults faults;
    QSignalSpy struck(&faults, &TapFaults::reported);
    QVERIFY(!TapFaults::check(script).ok());
    const auto begun = faults.run(script);
    QVERIFY(!begun.ok());
    QVERIFY2(begun.error().words.contains(says), qPrintable(begun.error().words));
    QVERIFY(struck.isEmpty()); // all or nothing
}

void TestTapFaults::recipesNameTheAddress()
{
    const auto recipes = tapRecipes(QUrl(u"http://127.0.0.1:4242/api/"_s));
    QVERIFY(recipes.size() >= 9);
    for (const TapRecipe &recipe : recipes) {
        QVERIFY2(recipe.code.contains(u"http://127.0.0.1:4242/api/"_s), recipe.id);
        QVERIFY2(!recipe.code.contains(u"%1"_s), recipe.id);
        QVERIFY2(!recipe.code.contains(u"xoxb-"_s), recipe.id);
    }
}

RTMSCOPE_TEST_MAIN(TestTapFaults)
#include "tst_tapfaults.moc"
