// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/seenevents.h"
#include "core/socketmode/ackcounter.h"
#include "core/socketmode/eventkeys.h"
#include "core/socketmode/sharing.h"
#include "core/socketmode/socketframes.h"
#include "tests/support/manualclock.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! The parts of Socket Mode that make sense alone.
class TestSocketParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hellos_data();
    void hellos();
    void disconnects_data();
    void disconnects();
    void envelopes_data();
    void envelopes();
    void hugeIdsAreNotAnswered();
    void corpusIsUnderstood();

    void keysAreRemembered();
    void keysAreForgottenAfterADay();
    void keysAreWrittenManyAtATime();
    void keysOfOtherProfilesAreOthers();
    void damagedStoreIsBegunAnew();
    void lostStoreIsTold();

    void figures();
    void socketsOfOurs();
};

void TestSocketParts::hellos_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<bool>("is");
    QTest::addColumn<QString>("app");
    QTest::addColumn<int>("connections");
    QTest::addColumn<int>("seconds");
    QTest::newRow("full")
        << QByteArray(
               R"({"type":"hello","num_connections":2,"debug_info":{"host":"h","approximate_connection_time":18060},"connection_info":{"app_id":"A1"}})")
        << true << u"A1"_s << 2 << 18060;
    QTest::newRow("bare") << QByteArray(R"({"type":"hello"})") << true << QString() << 0 << 0;
    QTest::newRow("odd members")
        << QByteArray(R"({"num_connections":"3","debug_info":[],"connection_info":7,"type":"hello"})") << true
        << QString() << 3 << 0;
    QTest::newRow("an absurd life")
        << QByteArray(R"({"type":"hello","debug_info":{"approximate_connection_time":1e30}})") << true
        << QString() << 0 << 0;
    QTest::newRow("in an envelope") << QByteArray(R"({"type":"hello","envelope_id":"e"})") << false
                                    << QString() << 0 << 0;
    QTest::newRow("another") << QByteArray(R"({"type":"goodbye"})") << false << QString() << 0 << 0;
    QTest::newRow("a list") << QByteArray(R"([{"type":"hello"}])") << false << QString() << 0 << 0;
}

void TestSocketParts::hellos()
{
    QFETCH(QByteArray, frame);
    json::Document document;
    QVERIFY(document.parse(frame));
    const auto hello = socketframes::readHello(document.root());
    QTEST(hello.has_value(), "is");
    if (!hello)
        return;
    QTEST(hello->app, "app");
    QTEST(hello->connections, "connections");
    QTEST(static_cast<int>(hello->life.count() / 1000), "seconds");
}

void TestSocketParts::disconnects_data()
{
    using socketframes::Reason;
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<int>("reason"); // -1: it is none
    const auto reason = [](Reason which) { return static_cast<int>(which); };
    QTest::newRow("warning") << QByteArray(R"({"type":"disconnect","reason":"warning"})")
                             << reason(Reason::Warning);
    QTest::newRow("refresh") << QByteArray(R"({"reason":"refresh_requested","type":"disconnect"})")
                             << reason(Reason::RefreshRequested);
    QTest::newRow("too many") << QByteArray(R"({"type":"disconnect","reason":"too_many_websockets"})")
                              << reason(Reason::TooManySockets);
    QTest::newRow("switched off") << QByteArray(R"({"type":"disconnect","reason":"link_disabled"})")
                                  << reason(Reason::LinkDisabled);
    QTest::newRow("switched off, as others call it")
        << QByteArray(R"({"type":"disconnect","reason":"socket_mode_disabled"})")
        << reason(Reason::LinkDisabled);
    QTest::newRow("unknown") << QByteArray(R"({"type":"disconnect","reason":"x"})") << reason(Reason::Other);
    QTest::newRow("none") << QByteArray(R"({"type":"disconnect"})") << reason(Reason::Other);
    QTest::newRow("odd") << QByteArray(R"({"type":"disconnect","reason":7})") << reason(Reason::Other);
    QTest::newRow("an event") << QByteArray(R"({"type":"disconnect","envelope_id":"e"})") << -1;
}

void TestSocketParts::disconnects()
{
    QFETCH(QByteArray, frame);
    QFETCH(int, reason);
    json::Document document;
    QVERIFY(document.parse(frame));
    const auto disconnect = socketframes::readDisconnect(document.root());
    QCOMPARE(disconnect ? static_cast<int>(disconnect->reason) : -1, reason);
}

void TestSocketParts::envelopes_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QByteArray>("eventId");
    QTest::addColumn<QByteArray>("team");
    QTest::addColumn<qint64>("timeUs");
    QTest::addColumn<qint64>("limitedUs");
    const qint64 second = 1'000'000;
    QTest::newRow("usual")
        << QByteArray(
               R"({"envelope_id":"e","payload":{"team_id":"T1","event_id":"Ev1","event_time":1795356000,"type":"event_callback"},"type":"events_api"})")
        << QByteArray("Ev1") << QByteArray("T1") << 1795356000 * second << qint64(0);
    QTest::newRow("microseconds without a dot")
        << QByteArray(R"({"envelope_id":"e","payload":{"event_time":1795356000000123}})") << QByteArray()
        << QByteArray() << qint64(1795356000000123) << qint64(0);
    QTest::newRow("time as a text") << QByteArray(
                                           R"({"envelope_id":"e","payload":{"event_time":"1795356000"}})")
                                    << QByteArray() << QByteArray() << 1795356000 * second << qint64(0);
    QTest::newRow("limited")
        << QByteArray(
               R"({"envelope_id":"e","payload":{"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1795356060}})")
        << QByteArray() << QByteArray("T1") << qint64(0) << 1795356060 * second;
    QTest::newRow("interactive")
        << QByteArray(R"({"envelope_id":"e","type":"interactive","payload":{"team":{"id":"T1"}}})")
        << QByteArray() << QByteArray("T1") << qint64(0) << qint64(0);
    QTest::newRow("team is null")
        << QByteArray(R"({"envelope_id":"e","type":"interactive","payload":{"team":null}})") << QByteArray()
        << QByteArray() << qint64(0) << qint64(0);
    QTest::newRow("through our installation")
        << QByteArray(R"({"envelope_id":"e","payload":{"team_id":"T2","context_team_id":"T1"}})")
        << QByteArray() << QByteArray("T1") << qint64(0) << qint64(0);
}

void TestSocketParts::envelopes()
{
    QFETCH(QByteArray, frame);
    json::Document document;
    QVERIFY(document.parse(frame));
    const auto envelope = socketframes::readEnvelope(document.root());
    QVERIFY(envelope);
    const auto bytes = [](std::string_view text) { return QByteArray(text.data(), qsizetype(text.size())); };
    QTEST(bytes(envelope->eventId), "eventId");
    QTEST(bytes(envelope->team), "team");
    QTEST(envelope->eventTimeUs, "timeUs");
    QTEST(envelope->limitedFromUs, "limitedUs");
    QCOMPARE(socketframes::acknowledgement(*envelope), std::optional(QByteArray(R"({"envelope_id":"e"})")));
    QVERIFY(document.parse(R"({"envelope_id":null})"));
    QVERIFY(!socketframes::readEnvelope(document.root()));
}

void TestSocketParts::hugeIdsAreNotAnswered()
{
    json::Document document;
    QVERIFY(document.parse("{\"envelope_id\":\"" + QByteArray(30'000, 'x') + "\"}"));
    const auto envelope = socketframes::readEnvelope(document.root());
    QVERIFY(envelope);
    QVERIFY(!socketframes::acknowledgement(*envelope));
}

void TestSocketParts::corpusIsUnderstood()
{
    const QDir folder(corpusFolder(u"socket-mode"_s));
    if (folder.path() == "."_L1)
        QSKIP("The corpus is not here.");
    int envelopes = 0;
    int others = 0;
    json::Document document;
    for (const QFileInfo &info : folder.entryInfoList({u"*.json"_s})) {
        QFile file(info.absoluteFilePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(document.parse(file.readAll()), qPrintable(info.fileName()));
        const json::Value root = document.root();
        if (const auto envelope = socketframes::readEnvelope(root)) {
            ++envelopes;
            // What a client answers has an envelope_id too, but no type.
            const bool answer = info.fileName().startsWith("ack_"_L1);
            QVERIFY2(envelope->type.empty() == answer, qPrintable(info.fileName()));
            QVERIFY2(socketframes::acknowledgement(*envelope), qPrintable(info.fileName()));
        } else {
            ++others;
            QVERIFY2(socketframes::readHello(root) || socketframes::readDisconnect(root),
                     qPrintable(info.fileName()));
        }
    }
    QVERIFY(envelopes > 0 && others > 0);
}

// --- Keys

void TestSocketParts::keysAreRemembered()
{
    ManualClock clock;
    EventKeys keys(clock);
    QVERIFY(!keys.insert("Ev0123456789"));
    QVERIFY(keys.insert("Ev0123456789"));
    QVERIFY(!keys.insert("Ev012345678"));
    // Longer than any that were seen: still told apart.
    const std::string longer(40, 'E');
    QVERIFY(!keys.insert(longer + "a"));
    QVERIFY(!keys.insert(longer + "b"));
    QVERIFY(keys.insert(longer + "a"));
}

void TestSocketParts::keysAreForgottenAfterADay()
{
    ManualClock clock;
    EventKeys keys(clock);
    QVERIFY(!keys.insert("Ev1"));
    clock.advance(24h);
    QVERIFY(keys.insert("Ev1")); // hourly retries go on so long
    clock.advance(2h);
    QVERIFY(!keys.insert("Ev2"));
    QCOMPARE(keys.size(), 1);
    QVERIFY(!keys.insert("Ev1"));
}

namespace {

//! Counts what it is asked.
class CountingStore : public EventKeyStore
{
public:
    Result<QList<SeenEvent>> seenSince(const QString &, qint64) override { return QList<SeenEvent>(); }
    Result<Done> addSeen(const QString &, const QList<SeenEvent> &events) override
    {
        ++writes;
        keys += events.size();
        if (fails)
            return Error{Error::Kind::Input, u"seen_store"_s, u"The disk is full."_s, {}, {}};
        return Done{};
    }
    int writes = 0;
    qsizetype keys = 0;
    bool fails = false;
};

} // namespace

void TestSocketParts::keysAreWrittenManyAtATime()
{
    ManualClock clock;
    CountingStore store;
    {
        EventKeys keys(clock);
        keys.keepIn(&store, u"p"_s);
        for (int i = 0; i < 1'200; ++i)
            keys.insert("Ev" + std::to_string(i));
        QCOMPARE(store.writes, 2);
    }
    QCOMPARE(store.writes, 3); // what was left
    QCOMPARE(store.keys, 1'200);
}

void TestSocketParts::keysOfOtherProfilesAreOthers()
{
    QTemporaryDir folder;
    ManualClock clock;
    auto store = SeenEvents::open(folder.filePath(u"a/seen.sqlite"_s));
    QVERIFY(store.ok());
    {
        EventKeys keys(clock);
        keys.keepIn(store->get(), u"work"_s);
        keys.insert("Ev1");
    }
    EventKeys same(clock);
    same.keepIn(store->get(), u"work"_s);
    QVERIFY(same.insert("Ev1"));
    EventKeys other(clock);
    other.keepIn(store->get(), u"home"_s);
    QVERIFY(!other.insert("Ev1"));
    clock.advance(26h);
    EventKeys later(clock);
    later.keepIn(store->get(), u"work"_s);
    QCOMPARE(later.size(), 0);
}

void TestSocketParts::damagedStoreIsBegunAnew()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"seen.sqlite"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8'000, 'x'));
    file.close();
    auto store = SeenEvents::open(path);
    QVERIFY(store.ok());
    QVERIFY((*store)->addSeen(u"p"_s, {{"k", 1}}).ok());
    QCOMPARE((*store)->seenSince(u"p"_s, 0)->size(), 1);
    QVERIFY(!SeenEvents::open(u"/proc/none/seen.sqlite"_s).ok());
}

void TestSocketParts::lostStoreIsTold()
{
    ManualClock clock;
    CountingStore store;
    store.fails = true;
    EventKeys keys(clock);
    QSignalSpy troubled(&keys, &EventKeys::storeTroubled);
    keys.keepIn(&store, u"p"_s);
    for (int i = 0; i < 1'200; ++i)
        keys.insert("Ev" + std::to_string(i));
    QCOMPARE(troubled.size(), 1); // once
    QVERIFY(keys.insert("Ev7"));
}

// --- Figures and sockets

void TestSocketParts::figures()
{
    AckCounter counter;
    QVERIFY(counter.isEmpty());
    QCOMPARE(counter.figures().medianUs, -1);
    for (int i = 1; i <= 3'000; ++i) {
        counter.received();
        counter.acknowledged(i);
    }
    const AckFigures figures = counter.figures();
    QCOMPARE(figures.received, 3'000);
    QCOMPARE(figures.acknowledged, 3'000);
    QCOMPARE(figures.maxUs, 3'000);
    QVERIFY(figures.medianUs > 2'400 && figures.medianUs < 2'600); // of the latest thousand
}

void TestSocketParts::socketsOfOurs()
{
    ManualClock clock;
    Sharing sharing(u"A0PARTS"_s, false, clock);
    sharing.opened(1);
    QVERIFY(sharing.told(1));
    QVERIFY(!sharing.isForbidden());
    QVERIFY(!sharing.told(1)); // nothing new
    sharing.opened(2);
    sharing.told(2);
    QCOMPARE(sharing.now().others, 0);
    sharing.closed(1);
    sharing.told(2); // still counted
    QCOMPARE(sharing.now().others, 0);
    clock.advance(61s);
    sharing.told(2);
    QCOMPARE(sharing.now().others, 1);
    QVERIFY(sharing.isForbidden());
    sharing.told(0); // a server that does not tell
    QVERIFY(!sharing.isForbidden());
    {
        Sharing another(u"A0PARTS"_s, false, clock);
        another.opened(1);
        another.closed(7); // never opened
    }
    sharing.told(2); // that of another session of this program was closed this moment
    QCOMPARE(sharing.now().others, 0);
    Sharing allowed(u"A0PARTS"_s, true, clock);
    allowed.opened(1);
    allowed.told(2); // a person allowed it, so the banner rather says too much than too little
    QCOMPARE(allowed.now().others, 1);
}

RTMSCOPE_TEST_MAIN(TestSocketParts)
#include "tst_socketparts.moc"
