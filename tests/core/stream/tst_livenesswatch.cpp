// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/livenesswatch.h"

#include "tests/support/manualclock.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! Whether a stream lives, without sockets and on a clock that moves only when told.
class TestLivenessWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksAfterQuiet();
    void framesKeepItQuiet();
    void anUnansweredPingIsDeath();
    void anyFrameIsAnAnswer();
    void theRoundTripIsOfTheWatchedStream();
    void whoNeverAnswersIsExcused();
    void doubtHasAShortDeadline();
    void sleepIsNoticed();
    void theNetworkIsNoted();
    void whoClosesAtALookIsNotLookedAt();
    void burstsAreToldOnce();
    void unansweredIsWorthAWord();
};

namespace {

//! Writes nothing anywhere.
class Protocol final : public StreamProtocol
{
public:
    StreamTraits traits() const override { return {}; }
    QString oldAgeWords() const override { return {}; }
    AddressCall addressCall() override { return {}; }
    void frame(Stream &, const QByteArray &, bool) override {}
    void control(Stream &, const WebSocket::Control &) override {}
    quint64 takeId() override { return ++lastId; }
    void writePing(Stream &, quint64 id) override { pings.append(id); }
    void connectionChanged(quint32) override {}
    void note(const QByteArray &json) override { notes.append(json); }
    void addressKnown(const QUrl &) override {}
    void handOverBegan(quint32) override {}
    void handOverEnded() override {}
    void socketOpened(quint32) override {}
    void socketGone(quint32) override {}

    quint64 lastId = 0;
    QList<quint64> pings;
    QByteArrayList notes;
};

//! A watch over one stream.
struct Rig
{
    Rig()
    {
        settings.apiBase = QUrl(u"http://127.0.0.1/api/"_s);
        clock.advance(1h);
        watch.start();
        watch.watch(stream);
        look(2s); // the ping that measures the first round trip
        watch.pongCame(stream, protocol.pings.value(0));
        protocol.pings.clear();
        frame();
    }
    ~Rig() { watch.stop(); }
    //! So much later, in life's steps.
    void look(std::chrono::milliseconds later)
    {
        clock.advance(later);
        QSignalSpy looked(&watch, &LivenessWatch::looked);
        watch.start(); // plans anew, by the clock that was just moved
        QVERIFY(looked.wait(5'000));
    }
    void frame()
    {
        QSignalSpy ended(&watch, &LivenessWatch::burstEnded);
        watch.frameCame(stream);
        QVERIFY(ended.wait(5'000));
    }
    Liveness::Kind kind() const { return watch.liveness().kind; }

    ManualClock clock;
    ConnectionSettings settings;
    Protocol protocol;
    Stream stream{1, Heartbeat({})};
    LivenessWatch watch{protocol, settings, clock};
    QSignalSpy died{&watch, &LivenessWatch::died};
};

} // namespace

void TestLivenessWatch::asksAfterQuiet()
{
    Rig rig;
    rig.look(9'400ms);
    QCOMPARE(rig.protocol.pings.size(), 0);
    rig.look(200ms);
    QCOMPARE(rig.protocol.pings.size(), 1);
    QCOMPARE(rig.kind(), Liveness::Kind::Quiet);
    rig.look(1s);
    QCOMPARE(rig.protocol.pings.size(), 1); // one is enough
}

void TestLivenessWatch::framesKeepItQuiet()
{
    Rig rig;
    for (int i = 0; i < 5; ++i) {
        rig.look(9s);
        rig.frame();
    }
    QCOMPARE(rig.protocol.pings.size(), 0);
    QCOMPARE(rig.watch.lastFrameUs(), rig.clock.monotonicUs());
    rig.look(20s); // but the round trip is asked for once a minute
    QCOMPARE(rig.protocol.pings.size(), 1);
}

void TestLivenessWatch::anUnansweredPingIsDeath()
{
    Rig rig;
    rig.look(10s);
    QCOMPARE(rig.protocol.pings.size(), 1);
    rig.look(19s);
    QCOMPARE(rig.died.size(), 0);
    rig.look(1'100ms);
    QCOMPARE(rig.died.size(), 1);
    QCOMPARE(rig.died.first().first().value<Error>().code, u"no_pong"_s);
    const QString proof = rig.died.first().at(1).toString();
    QVERIFY2(proof.contains(u"Ping %1 "_s.arg(rig.protocol.pings.first())), qPrintable(proof));
}

void TestLivenessWatch::anyFrameIsAnAnswer()
{
    Rig rig;
    rig.look(10s);
    rig.clock.advance(5s);
    rig.frame();
    rig.look(9s);
    QCOMPARE(rig.died.size(), 0);
}

void TestLivenessWatch::theRoundTripIsOfTheWatchedStream()
{
    Rig rig;
    rig.look(10s);
    Stream other(2, Heartbeat({}));
    rig.watch.ping(other);
    rig.clock.advance(42ms);
    QVERIFY(!rig.watch.pongCame(other, rig.protocol.pings.last()));
    QVERIFY(!rig.watch.pongCame(rig.stream, 4711)); // answers nothing that was asked
    QCOMPARE(rig.watch.pongCame(rig.stream, rig.protocol.pings.first()), std::optional(42ms));
    QCOMPARE(rig.watch.latency(), 42ms);
    QCOMPARE(rig.watch.liveness().lastPongUs, rig.clock.monotonicUs());
}

//! A server that says neither hello nor pong is quiet, not dead.
void TestLivenessWatch::whoNeverAnswersIsExcused()
{
    Rig rig;
    rig.settings.awaitsHello = false;
    Stream mute(2, Heartbeat({}));
    rig.watch.watch(mute);
    rig.look(10s);
    rig.look(21s);
    rig.look(21s);
    QCOMPARE(rig.died.size(), 0);
    QVERIFY(rig.kind() != Liveness::Kind::Unanswered);
    rig.watch.watchNone();
}

void TestLivenessWatch::doubtHasAShortDeadline()
{
    Rig rig;
    rig.look(3s);
    rig.watch.doubt();
    QCOMPARE(rig.protocol.pings.size(), 1);
    rig.frame(); // it may have waited in a buffer since before
    rig.look(3'600ms);
    QCOMPARE(rig.died.size(), 1);
}

void TestLivenessWatch::sleepIsNoticed()
{
    Rig rig;
    QSignalSpy slept(&rig.watch, &LivenessWatch::slept);
    rig.clock.jumpWallClock(90s);
    QTRY_COMPARE(slept.size(), 1);
    QCOMPARE(slept.first().first().value<std::chrono::milliseconds>(), 90'000ms);
    QVERIFY2(rig.protocol.notes.last().contains(R"("slept_ms":90000)"), rig.protocol.notes.last());
}

void TestLivenessWatch::theNetworkIsNoted()
{
    Rig rig;
    QSignalSpy changed(&rig.watch, &LivenessWatch::networkChanged);
    rig.watch.setNetwork(true);
    rig.watch.setNetwork(false);
    QVERIFY(rig.watch.liveness().networkGone);
    rig.watch.setNetwork(true);
    const QList<QVariantList> told{{true, false}, {false, false}, {true, true}}; // reachable, came back
    QCOMPARE(QList<QVariantList>(changed.cbegin(), changed.cend()), told);
    QCOMPARE(rig.protocol.notes.size(), 3);
    QVERIFY(!rig.watch.liveness().networkGone);
}

void TestLivenessWatch::whoClosesAtALookIsNotLookedAt()
{
    Rig rig;
    connect(&rig.watch, &LivenessWatch::looking, &rig.watch, [&rig] { rig.watch.watchNone(); });
    rig.look(31s);
    QCOMPARE(rig.protocol.pings.size(), 0);
    QCOMPARE(rig.died.size(), 0);
}

void TestLivenessWatch::burstsAreToldOnce()
{
    Rig rig;
    QSignalSpy ended(&rig.watch, &LivenessWatch::burstEnded);
    for (int i = 0; i < 100; ++i)
        rig.watch.frameCame(rig.stream);
    QVERIFY(ended.wait(5'000));
    QCoreApplication::processEvents();
    QCOMPARE(ended.size(), 1);
}

void TestLivenessWatch::unansweredIsWorthAWord()
{
    Rig rig;
    rig.look(10s);
    QVERIFY(rig.kind() != Liveness::Kind::Unanswered); // a moment is no worry
    rig.look(2'100ms);
    QCOMPARE(rig.kind(), Liveness::Kind::Unanswered);
    const Liveness liveness = rig.watch.liveness();
    QCOMPARE(liveness.deadAtUs - liveness.pingedUs, std::chrono::microseconds(20s).count());
    rig.watch.pongCame(rig.stream, {}); // without reply_to it answers whichever is under way
    rig.frame();
    QVERIFY(rig.kind() != Liveness::Kind::Unanswered);
}

RTMSCOPE_TEST_MAIN(TestLivenessWatch)
#include "tst_livenesswatch.moc"
