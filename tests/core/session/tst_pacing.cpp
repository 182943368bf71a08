// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/backoff.h"
#include "core/session/heartbeat.h"
#include "core/session/ratelimiter.h"
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
    void heartbeatMeasuresTheRoundTrip();
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

void TestPacing::heartbeatPingsAfterQuietAndDiesAfterMore()
{
    using enum Heartbeat::Verdict;
    Heartbeat heartbeat(10s, 20s);
    const qint64 second = 1'000'000;
    heartbeat.start(second);
    QCOMPARE(heartbeat.check(10 * second), Fine);
    QCOMPARE(heartbeat.check(11 * second), WantsPing);
    heartbeat.pinged(7, 11 * second);
    QCOMPARE(heartbeat.check(30 * second), Fine);
    QCOMPARE(heartbeat.check(31 * second), Dead);
}

void TestPacing::heartbeatTakesAnyFrameAsLife()
{
    using enum Heartbeat::Verdict;
    Heartbeat heartbeat(10s, 20s);
    const qint64 second = 1'000'000;
    heartbeat.start(second);
    heartbeat.pinged(7, 11 * second);
    heartbeat.frame(15 * second); // not the pong
    QCOMPARE(heartbeat.check(31 * second), WantsPing);
    heartbeat.pinged(8, 31 * second);
    QCOMPARE(heartbeat.check(50 * second), Fine);
    QCOMPARE(heartbeat.check(51 * second), Dead);
}

void TestPacing::heartbeatMeasuresTheRoundTrip()
{
    Heartbeat heartbeat(10s, 20s);
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
