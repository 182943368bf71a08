// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/liveness/backoff.h"
#include "core/liveness/heartbeat.h"
#include "core/liveness/wakewatch.h"
#include "core/net/ratelimiter.h"
#include "tests/support/manualclock.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace std::chrono_literals;

//! Everything that decides about time, on a clock that moves only when told.
class TestPacing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void backoffStartsAtOnceAndDoublesToItsCap();
    void backoffDrawsFromZeroToItsBound();
    void backoffNeverOverflows();
    void backoffForgetsAfterReset();
    void limiterGivesItsBurstThenOnePerRefill();
    void limiterKeepsItsSpacing();
    void limiterNeverSavesUpMoreThanItsBurst();
    void limiterPauses();
    void limiterWaitTimeIsEnough_data();
    void limiterWaitTimeIsEnough();
    void heartbeatPingsAfterQuietAndDiesAfterMore();
    void heartbeatTakesAnyFrameAsLife();
    void heartbeatPingsABusyStreamToo();
    void heartbeatInDoubtTakesNoOldFrames();
    void heartbeatMeasuresTheRoundTrip();
    void sleepIsNoticed_data();
    void sleepIsNoticed();
};

void TestPacing::backoffStartsAtOnceAndDoublesToItsCap()
{
    Backoff backoff(1s, 60s, 1);
    const QList<int> bounds{0, 1, 2, 4, 8, 16, 32, 60, 60, 60};
    for (const int seconds : bounds) {
        QCOMPARE(backoff.bound(), std::chrono::milliseconds(seconds * 1000));
        QVERIFY(backoff.next() <= std::chrono::milliseconds(seconds * 1000));
    }
    QCOMPARE(backoff.failures(), int(bounds.size()));
}

void TestPacing::backoffDrawsFromZeroToItsBound()
{
    // Full jitter: over many draws both ends of the range are nearly reached, and no draw passes it.
    auto least = 60'000ms;
    auto most = 0ms;
    for (quint32 seed = 0; seed < 500; ++seed) {
        Backoff backoff(1s, 60s, seed);
        for (int i = 0; i < 6; ++i)
            (void)backoff.next();
        const auto drawn = backoff.next(); // bound: 32 s
        least = std::min(least, drawn);
        most = std::max(most, drawn);
    }
    QVERIFY2(least < 2s, qPrintable(QString::number(least.count())));
    QVERIFY2(most > 30s && most <= 32s, qPrintable(QString::number(most.count())));
}

void TestPacing::backoffNeverOverflows()
{
    Backoff backoff(1s, 60s, 7);
    for (int i = 0; i < 10'000; ++i) {
        const auto wait = backoff.next();
        QVERIFY(wait >= 0ms && wait <= 60s);
    }
}

void TestPacing::backoffForgetsAfterReset()
{
    Backoff backoff(1s, 60s, 7);
    for (int i = 0; i < 5; ++i)
        (void)backoff.next();
    backoff.reset();
    QCOMPARE(backoff.next(), 0ms);
}

void TestPacing::limiterGivesItsBurstThenOnePerRefill()
{
    ManualClock clock;
    RateLimiter limiter(clock, {5, 1s, 0ms});
    for (int i = 0; i < 5; ++i)
        QVERIFY(limiter.take());
    QVERIFY(!limiter.take());
    QCOMPARE(limiter.waitTime(), 1000ms);
    clock.advance(999ms);
    QVERIFY(!limiter.take());
    clock.advance(1ms);
    QVERIFY(limiter.take());
    QVERIFY(!limiter.take());
}

void TestPacing::limiterKeepsItsSpacing()
{
    // The pace of rtm.connect: three a second apart, then one per ten seconds.
    ManualClock clock;
    RateLimiter limiter(clock, {3, 10s, 1s});
    QList<qint64> takenAtS;
    for (int tenth = 0; tenth < 400; ++tenth) {
        if (limiter.take())
            takenAtS << tenth / 10;
        clock.advance(100ms);
    }
    QCOMPARE(takenAtS, (QList<qint64>{0, 1, 2, 10, 20, 30}));
}

void TestPacing::limiterNeverSavesUpMoreThanItsBurst()
{
    ManualClock clock;
    RateLimiter limiter(clock, {5, 1s, 0ms});
    clock.advance(24h);
    int taken = 0;
    while (limiter.take())
        ++taken;
    QCOMPARE(taken, 5);
}

void TestPacing::limiterPauses()
{
    ManualClock clock;
    RateLimiter limiter(clock, {5, 1s, 0ms});
    limiter.pause(2s);
    QVERIFY(!limiter.take());
    QCOMPARE(limiter.waitTime(), 2000ms);
    clock.advance(2s);
    QVERIFY(limiter.take());
}

void TestPacing::limiterWaitTimeIsEnough_data()
{
    QTest::addColumn<int>("refillMs");
    for (const int refill : {1, 3, 7, 333, 1000, 9999})
        QTest::addRow("refill %d ms", refill) << refill;
}

void TestPacing::limiterWaitTimeIsEnough()
{
    QFETCH(int, refillMs);
    ManualClock clock;
    RateLimiter limiter(clock, {2, std::chrono::milliseconds(refillMs), 0ms});
    for (int i = 0; i < 50; ++i) {
        // A timer that waits as long as it was told must never find the door still shut.
        clock.advance(limiter.waitTime());
        QVERIFY(limiter.take());
        clock.advance(137us);
    }
}

//! Without pings for the round trip's sake.
static Heartbeat::Pace slow()
{
    return {.quiet = 10s, .deadline = 20s, .urgentDeadline = 4s, .latencyEvery = 1h};
}

void TestPacing::heartbeatPingsAfterQuietAndDiesAfterMore()
{
    using enum Heartbeat::Verdict;
    Heartbeat heartbeat(slow());
    const qint64 second = 1'000'000;
    heartbeat.start(second);
    heartbeat.pinged(1, 2 * second); // for the round trip
    heartbeat.frame(2 * second);
    QCOMPARE(heartbeat.dueUs(), 12 * second);
    QCOMPARE(heartbeat.check(12 * second - 1), Fine);
    QCOMPARE(heartbeat.check(12 * second), WantsPing);
    heartbeat.pinged(7, 12 * second);
    QVERIFY(heartbeat.isWaiting());
    QCOMPARE(heartbeat.deadAtUs(), 32 * second);
    QCOMPARE(heartbeat.check(32 * second - 1), Fine);
    QCOMPARE(heartbeat.check(32 * second), Dead);
}

void TestPacing::heartbeatTakesAnyFrameAsLife()
{
    using enum Heartbeat::Verdict;
    Heartbeat heartbeat(slow());
    const qint64 second = 1'000'000;
    heartbeat.start(second);
    heartbeat.pinged(7, 11 * second);
    heartbeat.frame(15 * second); // not the pong
    QVERIFY(!heartbeat.isWaiting());
    QCOMPARE(heartbeat.check(25 * second), WantsPing);
    heartbeat.pinged(8, 31 * second);
    QCOMPARE(heartbeat.check(51 * second - 1), Fine);
    QCOMPARE(heartbeat.check(51 * second), Dead);
}

void TestPacing::heartbeatPingsABusyStreamToo()
{
    using enum Heartbeat::Verdict;
    Heartbeat heartbeat({.quiet = 10s, .deadline = 20s, .urgentDeadline = 4s, .latencyEvery = 60s});
    const qint64 second = 1'000'000;
    heartbeat.start(0);
    int pings = 0;
    for (qint64 now = 0; now < 300 * second; now += second / 2) {
        heartbeat.frame(now);
        if (heartbeat.check(now) == WantsPing)
            heartbeat.pinged(static_cast<quint64>(++pings),
                             now); // never answered: other frames are life enough
    }
    QCOMPARE(pings, 5); // one soon after hello, one a minute
}

void TestPacing::heartbeatInDoubtTakesNoOldFrames()
{
    using enum Heartbeat::Verdict;
    Heartbeat heartbeat(slow());
    const qint64 second = 1'000'000;
    heartbeat.start(0);
    heartbeat.pingedInDoubt(1, 100 * second);
    heartbeat.frame(100 * second + second / 2); // lay in a buffer
    QVERIFY(heartbeat.isWaiting());
    QCOMPARE(heartbeat.check(104 * second), Dead);
    heartbeat.frame(101 * second); // came since
    QVERIFY(!heartbeat.isWaiting());
    heartbeat.pingedInDoubt(2, 200 * second);
    QVERIFY(heartbeat.pong(2, 200 * second + 40'000)); // the answer is proof at any time
    QVERIFY(!heartbeat.isWaiting());
}

void TestPacing::sleepIsNoticed_data()
{
    QTest::addColumn<qint64>("wallMs");
    QTest::addColumn<qint64>("monotonicMs");
    QTest::addColumn<qint64>("sleptMs");
    QTest::newRow("a tick") << qint64(1000) << qint64(1000) << qint64(-1);
    QTest::newRow("a late tick") << qint64(4000) << qint64(4000) << qint64(-1);
    QTest::newRow("clock corrected") << qint64(1500) << qint64(1000) << qint64(-1);
    QTest::newRow("clock set back") << qint64(-3'600'000) << qint64(1000) << qint64(-1);
    QTest::newRow("slept") << qint64(61'000) << qint64(1000) << qint64(60'000);
    QTest::newRow("slept, and the clock with it counts")
        << qint64(61'000) << qint64(61'000) << qint64(60'000);
}

void TestPacing::sleepIsNoticed()
{
    QFETCH(qint64, wallMs);
    QFETCH(qint64, monotonicMs);
    QFETCH(qint64, sleptMs);
    WakeWatch watch(1s);
    watch.start(5'000'000, 1'000'000);
    const auto slept = watch.check(5'000'000 + wallMs * 1000, 1'000'000 + monotonicMs * 1000);
    QCOMPARE(slept ? slept->count() : -1, sleptMs);
    QVERIFY(!watch.check(6'000'000 + wallMs * 1000, 2'000'000 + monotonicMs * 1000)); // told once
}

void TestPacing::heartbeatMeasuresTheRoundTrip()
{
    Heartbeat heartbeat(slow());
    heartbeat.start(0);
    heartbeat.pinged(7, 1'000'000);
    QCOMPARE(heartbeat.pong(6, 1'040'000), std::nullopt);
    QCOMPARE(heartbeat.pong(7, 1'040'000), std::optional(40ms));
    QCOMPARE(heartbeat.pong(7, 1'050'000), std::nullopt); // answered once only
    heartbeat.pinged(8, 2'000'000);
    QCOMPARE(heartbeat.pong(std::nullopt, 2'012'000), std::optional(12ms)); // some servers leave reply_to out
}

RTMSCOPE_TEST_MAIN(TestPacing)
#include "tst_pacing.moc"
