// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/core/net/socksproxy.h"
#include "tests/core/session/rtmstub.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = RtmSession::State;
using Kind = RtmSession::Liveness::Kind;

namespace {

//! The real clock, but the wall's can be moved, as a sleep does.
class SleepyClock final : public Clock
{
public:
    qint64 nowUs() const override { return Clock::system().nowUs() + m_slept.count(); }
    qint64 monotonicUs() const override { return Clock::system().monotonicUs(); }
    void sleep(std::chrono::microseconds duration) { m_slept += duration; }

private:
    std::chrono::microseconds m_slept{0};
};

struct Bench
{
    explicit Bench(const RtmSession::Timings &timings = quickTimings(), bool awaitsHello = true)
        : rig(
              demo::DemoServer::token(), timings,
              [this, awaitsHello](RtmSession::Config &config) {
                  config.apiBase = stub.apiBase();
                  config.awaitsHello = awaitsHello;
              },
              Rig::silent(), clock)
    {
        QObject::connect(rig.session.get(), &RtmSession::progressed, rig.session.get(),
                         [this] { kinds.append(rig.session->liveness().kind); });
    }
    Kind kind() const { return rig.session->liveness().kind; }
    //! "resolve:address tls:plain rtm.connect socket hello" of the last state note that has stages.
    QString stages() const
    {
        QStringList words;
        const auto notes = rig.notes(u"state"_s);
        for (const QJsonObject &note : notes) {
            if (!note.contains("stages"_L1))
                continue;
            words = {note["state"_L1].toString()};
            const QJsonArray list = note["stages"_L1].toArray();
            for (const QJsonValue &stage : list) {
                const QString name = stage["stage"_L1].toString();
                const QString skipped = stage["skipped"_L1].toString();
                const bool timed = stage["ms"_L1].isDouble();
                words += !skipped.isEmpty() ? name + u':' + skipped : timed ? name : name + u'!';
            }
        }
        return words.join(u' ');
    }

    SleepyClock clock;
    RtmStub stub;
    Rig rig;
    QList<Kind> kinds;
};

} // namespace

//! Whether it is alive, how long it took, and what a sleep or another network does to it.
class TestLiveness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void quietIsToldFromDead();
    void silenceIsToldBeforeItIsDeath();
    void aLateAnswerIsForgiven();
    void busyStreamsAreMeasuredToo();
    void aServerThatSaysNothingIsExplained();
    void aServerThatSaysNothingMayBeUsed();
    void whoAnsweredOnceHasToAnswer();
    void nothingIsToldWhileNothingChanges();

    void wakingTestsTheStream();
    void wakingFindsALivingStream();
    void wakingEndsAWait();
    void wakingBeginsAnAttemptAnew();
    void networkThatComesEndsAWait();
    void networkThatChangesTestsTheStream();
    void networkThatGoesIsTold();

    void stagesOfAGoodConnection();
    void stagesOfAFailedAttempt_data();
    void stagesOfAFailedAttempt();
    void stagesOfAnOffer();
    void stagesBehindAProxy();
    void namesAreResolvedFirst();
};

void TestLiveness::quietIsToldFromDead()
{
    auto timings = quickTimings();
    timings.quietBeforePing = 60ms;
    Bench bench(timings);
    QCOMPARE(bench.kind(), Kind::None);
    QVERIFY(bench.rig.ready());
    QCOMPARE(bench.kind(), Kind::Lively);
    QTRY_COMPARE(bench.kind(), Kind::Quiet);
    QTRY_VERIFY(bench.rig.session->liveness().lastPongUs > 0);
    QVERIFY(bench.rig.session->liveness().latency >= 0ms);
    QTRY_VERIFY(bench.kinds.contains(Kind::Quiet));
    bench.stub.say(0, R"({"type":"user_typing"})");
    QTRY_VERIFY(bench.kinds.last() == Kind::Lively);
    QCOMPARE(bench.rig.session->state(), State::Ready);
    QVERIFY(bench.rig.errors.isEmpty());
    bench.rig.session->close();
    QCOMPARE(bench.kind(), Kind::None);
}

void TestLiveness::silenceIsToldBeforeItIsDeath()
{
    auto timings = quickTimings();
    timings.quietBeforePing = 50ms;
    timings.noticeable = 50ms;
    timings.pongDeadline = 2s;
    Bench bench(timings);
    QVERIFY(bench.rig.ready());
    bench.stub.pongs = false;
    QTRY_VERIFY(bench.kinds.contains(Kind::Unanswered));
    const RtmSession::Liveness alive = bench.rig.session->liveness();
    QCOMPARE(alive.kind, Kind::Unanswered);
    QCOMPARE(alive.deadAtUs - alive.pingedUs, 2'000'000);
    QCOMPARE(bench.rig.session->state(), State::Ready);
    QTRY_COMPARE(bench.rig.errors.value(0).code, u"no_pong"_s);
    QVERIFY(bench.clock.monotonicUs() >= alive.deadAtUs);
}

void TestLiveness::aLateAnswerIsForgiven()
{
    auto timings = quickTimings();
    timings.quietBeforePing = 50ms;
    timings.noticeable = 50ms;
    Bench bench(timings);
    QVERIFY(bench.rig.ready());
    bench.stub.pongs = false;
    QTRY_COMPARE(bench.kind(), Kind::Unanswered);
    bench.stub.say(0, R"({"type":"user_typing"})"); // any frame is life
    QTRY_VERIFY(bench.kind() != Kind::Unanswered);
    QVERIFY(bench.rig.errors.isEmpty());
}

void TestLiveness::aServerThatSaysNothingIsExplained()
{
    auto timings = quickTimings();
    timings.helloGrace = 20ms;
    timings.helloTimeout = 1s; // opening counts, and the machine may be busy
    Bench bench(timings);
    bench.stub.greets = bench.stub.pongs = false;
    bench.rig.session->open();
    QTRY_COMPARE(bench.rig.errors.value(0).code, u"no_hello"_s);
    for (const QString &part : {u"hello"_s, u"ping"_s, u"--no-hello"_s})
        QVERIFY2(bench.rig.errors[0].words.contains(part), qPrintable(bench.rig.errors[0].words));
}

void TestLiveness::aServerThatSaysNothingMayBeUsed()
{
    auto timings = quickTimings();
    timings.helloGrace = 20ms;
    timings.quietBeforePing = 30ms;
    timings.noticeable = 30ms;
    timings.pongDeadline = 60ms;
    Bench bench(timings, false);
    bench.stub.greets = bench.stub.pongs = false;
    QVERIFY(bench.rig.ready());
    // Long enough for several pings to be asked and none to be answered.
    QTRY_VERIFY(bench.rig.frames(Direction::Out).size() >= 4);
    QCOMPARE(bench.rig.session->state(), State::Ready);
    QVERIFY2(bench.rig.errors.isEmpty(), qPrintable(bench.rig.errors.value(0).words));
    QVERIFY(!bench.kinds.contains(Kind::Unanswered));
    QSignalSpy received(bench.rig.session.get(), &EventSource::eventReceived);
    bench.stub.say(0, R"({"type":"user_typing"})");
    QTRY_COMPARE(received.size(), 1);
    QVERIFY(bench.rig.session->sendMessage(ChannelId(u"C1"_s), u"Anybody?"_s).ok());
    QTRY_COMPARE(bench.stub.heard.size(), 1);
}

void TestLiveness::whoAnsweredOnceHasToAnswer()
{
    auto timings = quickTimings();
    timings.quietBeforePing = 30ms;
    timings.pongDeadline = 100ms;
    Bench bench(timings, false);
    bench.stub.greets = false;
    QVERIFY(bench.rig.ready());
    QTRY_VERIFY(bench.rig.session->liveness().lastPongUs > 0);
    bench.stub.pongs = false;
    QTRY_COMPARE(bench.rig.errors.value(0).code, u"no_pong"_s);
}

void TestLiveness::busyStreamsAreMeasuredToo()
{
    auto timings = quickTimings();
    timings.latencyEvery = 100ms;
    Bench bench(timings);
    QVERIFY(bench.rig.ready());
    QTimer busy;
    connect(&busy, &QTimer::timeout, this, [&bench] { bench.stub.say(0, R"({"type":"user_typing"})"); });
    busy.start(5ms);
    QSignalSpy measured(bench.rig.session.get(), &RtmSession::latencyMeasured);
    QTRY_VERIFY(measured.size() >= 3);
    QCOMPARE(bench.kind(), Kind::Lively);
}

void TestLiveness::nothingIsToldWhileNothingChanges()
{
    auto timings = quickTimings();
    timings.quietBeforePing = 100ms;
    Bench bench(timings);
    QVERIFY(bench.rig.ready());
    QTRY_VERIFY(bench.kinds.contains(Kind::Quiet));
    bench.kinds.clear();
    QSignalSpy measured(bench.rig.session.get(), &RtmSession::latencyMeasured);
    QTRY_VERIFY(measured.size() >= 5);
    QStringList told;
    for (const Kind kind : std::as_const(bench.kinds))
        told << QString::number(int(kind));
    QVERIFY2(bench.kinds.size() <= measured.size(), qPrintable(told.join(u' ')));
}

void TestLiveness::wakingTestsTheStream()
{
    auto timings = quickTimings(); // thirty seconds until an idle socket is found dead
    timings.doubtDeadline = 300ms;
    Bench bench(timings);
    QVERIFY(bench.rig.ready());
    bench.stub.pongs = false;
    bench.clock.sleep(1h);
    QTRY_COMPARE(bench.rig.errors.value(0).code, u"no_pong"_s);
    const auto wakes = bench.rig.notes(u"wake"_s);
    QCOMPARE(wakes.size(), 1);
    QVERIFY(wakes[0]["slept_ms"_L1].toInt() > 3'590'000);
    const auto gaps = bench.rig.notes(u"gap"_s);
    const double length = double(bench.clock.nowUs()) - gaps.value(0)["from_us"_L1].toDouble();
    QVERIFY2(length > 3.59e9, "the gap begins before the sleep");
}

void TestLiveness::wakingFindsALivingStream()
{
    auto timings = quickTimings();
    timings.doubtDeadline = 2s;
    Bench bench(timings);
    QVERIFY(bench.rig.ready());
    bench.clock.sleep(1h);
    QTRY_COMPARE(bench.rig.notes(u"wake"_s).size(), 1);
    QTRY_VERIFY(bench.rig.session->liveness().lastPongUs > 0);
    QCOMPARE(bench.rig.session->state(), State::Ready);
    QVERIFY(bench.rig.errors.isEmpty());
}

void TestLiveness::wakingEndsAWait()
{
    auto timings = quickTimings();
    timings.slowRetry = 600s;
    Bench bench(timings);
    bench.stub.connectAnswer = R"({"ok":false,"error":"team_added_to_org"})";
    bench.rig.session->open();
    QTRY_VERIFY(bench.rig.session->nextAttemptIn() > 60s);
    bench.stub.connectAnswer.clear();
    bench.clock.sleep(1h);
    QVERIFY(bench.rig.readyAgain());
    QCOMPARE(bench.stub.connects, 2);
}

void TestLiveness::wakingBeginsAnAttemptAnew()
{
    Bench bench;
    bench.stub.answers = false;
    bench.rig.session->open();
    QTRY_COMPARE(bench.stub.connects, 1);
    bench.stub.answers = true;
    bench.clock.sleep(1h);
    QVERIFY(bench.rig.readyAgain());
    QCOMPARE(bench.rig.errors.value(0).code, u"woke_up"_s);
    QCOMPARE(bench.stub.connects, 2);
}

void TestLiveness::networkThatComesEndsAWait()
{
    auto timings = quickTimings();
    timings.slowRetry = 600s;
    Bench bench(timings);
    bench.stub.connectAnswer = R"({"ok":false,"error":"team_added_to_org"})";
    bench.rig.session->open();
    QTRY_VERIFY(bench.rig.session->nextAttemptIn() > 60s);
    bench.rig.session->networkChanged(false);
    QVERIFY(bench.rig.session->liveness().networkGone);
    QCOMPARE(bench.rig.session->state(), State::Backoff); // nothing to be gained
    bench.stub.connectAnswer.clear();
    bench.rig.session->networkChanged(true);
    QVERIFY(bench.rig.readyAgain());
    QVERIFY(!bench.rig.session->liveness().networkGone);
    QVERIFY(bench.rig.causes.join(u' ').contains(u"network is back"_s));
    const auto notes = bench.rig.notes(u"network"_s);
    QCOMPARE(notes.size(), 2);
    QCOMPARE(notes[0]["reachable"_L1], false);
}

void TestLiveness::networkThatChangesTestsTheStream()
{
    auto timings = quickTimings();
    timings.doubtDeadline = 300ms;
    Bench bench(timings);
    QVERIFY(bench.rig.ready());
    bench.rig.session->networkChanged(true);
    QTRY_VERIFY(bench.rig.session->liveness().lastPongUs > 0);
    QVERIFY(bench.rig.errors.isEmpty());
    bench.stub.pongs = false;
    bench.rig.session->networkChanged(true);
    QTRY_COMPARE(bench.rig.errors.value(0).code, u"no_pong"_s);
}

void TestLiveness::networkThatGoesIsTold()
{
    Bench bench;
    QVERIFY(bench.rig.ready());
    bench.kinds.clear();
    bench.rig.session->networkChanged(false);
    QVERIFY(!bench.kinds.isEmpty());
    QVERIFY(bench.rig.session->liveness().networkGone);
    // The system may be wrong: as long as pongs come, the stream is used.
    QTRY_VERIFY(bench.rig.session->liveness().lastPongUs > 0);
    QCOMPARE(bench.rig.session->state(), State::Ready);
}

void TestLiveness::stagesOfAGoodConnection()
{
    Bench bench;
    QVERIFY(bench.rig.ready());
    QCOMPARE(bench.stages(), u"Ready resolve:address tls:plain rtm.connect socket hello"_s);
    const Stages &stages = bench.rig.session->stages();
    for (const auto stage : {Stages::Stage::Answer, Stages::Stage::Socket, Stages::Stage::Hello}) {
        QCOMPARE(stages[stage].fate, Stages::Fate::Done);
        QVERIFY(stages[stage].took >= 0ms && stages[stage].took < 10s);
    }
    // What happens to the stream later is no attempt.
    bench.stub.connectAnswer = R"({"ok":false,"error":"invalid_auth"})";
    const qsizetype before = bench.rig.notes(u"state"_s).size();
    bench.stub.sockets[0]->abort();
    QTRY_COMPARE(bench.rig.session->state(), State::Failed);
    QVERIFY(!bench.rig.notes(u"state"_s).at(before).contains("stages"_L1));
    QCOMPARE(bench.stages(), u"Failed resolve:address tls:plain rtm.connect!"_s);
}

void TestLiveness::stagesOfAFailedAttempt_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("stages");
    const QString start = u"Backoff resolve:address tls:plain rtm.connect "_s;
    QTest::newRow("an error for an answer")
        << u"error"_s << u"Backoff resolve:address tls:plain rtm.connect!"_s;
    QTest::newRow("refused upgrade") << u"refused"_s << start + u"socket!"_s;
    QTest::newRow("no hello") << u"no hello"_s << start + u"socket hello!"_s;
}

void TestLiveness::stagesOfAFailedAttempt()
{
    QFETCH(QString, how);
    auto timings = quickTimings();
    timings.helloTimeout = timings.helloGrace = 100ms;
    Bench bench(timings);
    bench.stub.refuseUpgrades = how == "refused"_L1;
    bench.stub.greets = false;
    if (how == "error"_L1)
        bench.stub.connectAnswer = R"({"ok":false,"error":"internal_error"})";
    bench.rig.session->open();
    QTRY_VERIFY(bench.rig.errors.size() > 0);
    bench.rig.session->close();
    QTEST(bench.stages(), "stages");
}

void TestLiveness::stagesOfAnOffer()
{
    Bench bench;
    QVERIFY(bench.rig.ready());
    bench.stub.offer(0, u"again"_s);
    QTRY_VERIFY(bench.rig.frames(Direction::In).last().contains("reconnect_url"));
    bench.stub.sockets[0]->abort();
    QVERIFY(bench.rig.readyAgain());
    QCOMPARE(bench.stages(), u"Ready resolve:offered tls:offered rtm.connect:offered socket hello"_s);
}

void TestLiveness::stagesBehindAProxy()
{
    SocksProxy proxy;
    Rig rig(demo::DemoServer::token(), quickTimings(), [&proxy](RtmSession::Config &config) {
        const auto setting = readProxy(proxy.url().toString());
        QVERIFY(setting);
        config.proxy = *setting;
    });
    QVERIFY(rig.ready());
    QCOMPARE(rig.session->stages()[Stages::Stage::Resolve].reason, Stages::Reason::Proxy);
}

void TestLiveness::namesAreResolvedFirst()
{
    Rig rig(demo::DemoServer::token(), quickTimings(), [](RtmSession::Config &config) {
        config.apiBase = QUrl(u"https://no-such-host.invalid/api/"_s);
        config.proxy.kind = ProxySetting::Kind::None;
    });
    rig.session->open();
    QTRY_COMPARE_WITH_TIMEOUT(rig.errors.size() > 0, true, 30'000);
    QCOMPARE(rig.errors[0].code, u"host_not_found"_s);
    // Where it failed there is no time, and nothing behind it.
    QCOMPARE(rig.session->stages()[Stages::Stage::Resolve].fate, Stages::Fate::Running);
    const auto states = rig.notes(u"state"_s); // perhaps with the next attempt's already
    const auto failed = std::find_if(states.cbegin(), states.cend(), [](const QJsonObject &note) {
        return note["state"_L1] == u"Backoff"_s;
    });
    QVERIFY(failed != states.cend());
    QCOMPARE((*failed)["stages"_L1].toArray(), (QJsonArray{QJsonObject{{u"stage"_s, u"resolve"_s}}}));
}

RTMSCOPE_TEST_MAIN(TestLiveness)
#include "tst_liveness.moc"
