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
using Kind = Liveness::Kind;

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

struct Fixture
{
    explicit Fixture(const RtmSession::Timings &timings = quickTimings(), bool awaitsHello = true)
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
    Fixture fixture(timings);
    QCOMPARE(fixture.kind(), Kind::None);
    QVERIFY(fixture.rig.ready());
    QCOMPARE(fixture.kind(), Kind::Lively);
    QTRY_COMPARE(fixture.kind(), Kind::Quiet);
    QTRY_VERIFY(fixture.rig.session->liveness().lastPongUs > 0);
    QVERIFY(fixture.rig.session->liveness().latency >= 0ms);
    QTRY_VERIFY(fixture.kinds.contains(Kind::Quiet));
    fixture.stub.say(0, R"({"type":"user_typing"})");
    QTRY_VERIFY(fixture.kinds.last() == Kind::Lively);
    QCOMPARE(fixture.rig.session->state(), State::Ready);
    QVERIFY(fixture.rig.errors.isEmpty());
    fixture.rig.session->close();
    QCOMPARE(fixture.kind(), Kind::None);
}

void TestLiveness::silenceIsToldBeforeItIsDeath()
{
    auto timings = quickTimings();
    timings.quietBeforePing = 50ms;
    timings.noticeable = 50ms;
    timings.pongDeadline = 2s;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.stub.pongs = false;
    QTRY_VERIFY(fixture.kinds.contains(Kind::Unanswered));
    const Liveness alive = fixture.rig.session->liveness();
    QCOMPARE(alive.kind, Kind::Unanswered);
    QCOMPARE(alive.deadAtUs - alive.pingedUs, 2'000'000);
    QCOMPARE(fixture.rig.session->state(), State::Ready);
    QTRY_COMPARE(fixture.rig.errors.value(0).code, u"no_pong"_s);
    QVERIFY(fixture.clock.monotonicUs() >= alive.deadAtUs);
}

void TestLiveness::aLateAnswerIsForgiven()
{
    auto timings = quickTimings();
    timings.quietBeforePing = 50ms;
    timings.noticeable = 50ms;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.stub.pongs = false;
    QTRY_COMPARE(fixture.kind(), Kind::Unanswered);
    fixture.stub.say(0, R"({"type":"user_typing"})"); // any frame is life
    QTRY_VERIFY(fixture.kind() != Kind::Unanswered);
    QVERIFY(fixture.rig.errors.isEmpty());
}

void TestLiveness::aServerThatSaysNothingIsExplained()
{
    auto timings = quickTimings();
    timings.helloGrace = 20ms;
    timings.helloTimeout = 1s; // opening counts, and the machine may be busy
    Fixture fixture(timings);
    fixture.stub.greets = fixture.stub.pongs = false;
    fixture.rig.session->open();
    QTRY_COMPARE(fixture.rig.errors.value(0).code, u"no_hello"_s);
    for (const QString &part : {u"hello"_s, u"ping"_s, u"--no-hello"_s})
        QVERIFY2(fixture.rig.errors[0].words.contains(part), qPrintable(fixture.rig.errors[0].words));
}

void TestLiveness::aServerThatSaysNothingMayBeUsed()
{
    auto timings = quickTimings();
    timings.helloGrace = 20ms;
    timings.quietBeforePing = 30ms;
    timings.noticeable = 30ms;
    timings.pongDeadline = 60ms;
    Fixture fixture(timings, false);
    fixture.stub.greets = fixture.stub.pongs = false;
    QVERIFY(fixture.rig.ready());
    // Long enough for several pings to be asked and none to be answered.
    QTRY_VERIFY(fixture.rig.frames(Direction::Out).size() >= 4);
    QCOMPARE(fixture.rig.session->state(), State::Ready);
    QVERIFY2(fixture.rig.errors.isEmpty(), qPrintable(fixture.rig.errors.value(0).words));
    QVERIFY(!fixture.kinds.contains(Kind::Unanswered));
    QSignalSpy received(fixture.rig.session.get(), &EventSource::eventReceived);
    fixture.stub.say(0, R"({"type":"user_typing"})");
    QTRY_COMPARE(received.size(), 1);
    QVERIFY(fixture.rig.session->sendMessage(ChannelId(u"C1"_s), u"Anybody?"_s).ok());
    QTRY_COMPARE(fixture.stub.heard.size(), 1);
}

void TestLiveness::whoAnsweredOnceHasToAnswer()
{
    auto timings = quickTimings();
    timings.quietBeforePing = 30ms;
    timings.pongDeadline = 100ms;
    Fixture fixture(timings, false);
    fixture.stub.greets = false;
    QVERIFY(fixture.rig.ready());
    QTRY_VERIFY(fixture.rig.session->liveness().lastPongUs > 0);
    fixture.stub.pongs = false;
    QTRY_COMPARE(fixture.rig.errors.value(0).code, u"no_pong"_s);
}

void TestLiveness::busyStreamsAreMeasuredToo()
{
    auto timings = quickTimings();
    timings.latencyEvery = 100ms;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    QTimer busy;
    connect(&busy, &QTimer::timeout, this, [&fixture] { fixture.stub.say(0, R"({"type":"user_typing"})"); });
    busy.start(5ms);
    QSignalSpy measured(fixture.rig.session.get(), &RtmSession::latencyMeasured);
    QTRY_VERIFY(measured.size() >= 3);
    QCOMPARE(fixture.kind(), Kind::Lively);
}

void TestLiveness::nothingIsToldWhileNothingChanges()
{
    auto timings = quickTimings();
    timings.quietBeforePing = 100ms;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    QTRY_VERIFY(fixture.kinds.contains(Kind::Quiet));
    fixture.kinds.clear();
    QSignalSpy measured(fixture.rig.session.get(), &RtmSession::latencyMeasured);
    QTRY_VERIFY(measured.size() >= 5);
    QStringList told;
    for (const Kind kind : std::as_const(fixture.kinds))
        told << QString::number(int(kind));
    QVERIFY2(fixture.kinds.size() <= measured.size(), qPrintable(told.join(u' ')));
}

void TestLiveness::wakingTestsTheStream()
{
    auto timings = quickTimings(); // thirty seconds until an idle socket is found dead
    timings.doubtDeadline = 300ms;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.stub.pongs = false;
    fixture.clock.sleep(1h);
    QTRY_COMPARE(fixture.rig.errors.value(0).code, u"no_pong"_s);
    const auto wakes = fixture.rig.notes(u"wake"_s);
    QCOMPARE(wakes.size(), 1);
    QVERIFY(wakes[0]["slept_ms"_L1].toInt() > 3'590'000);
    const auto gaps = fixture.rig.notes(u"gap"_s);
    const double length = double(fixture.clock.nowUs()) - gaps.value(0)["from_us"_L1].toDouble();
    QVERIFY2(length > 3.59e9, "the gap begins before the sleep");
}

void TestLiveness::wakingFindsALivingStream()
{
    auto timings = quickTimings();
    timings.doubtDeadline = 2s;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.clock.sleep(1h);
    QTRY_COMPARE(fixture.rig.notes(u"wake"_s).size(), 1);
    QTRY_VERIFY(fixture.rig.session->liveness().lastPongUs > 0);
    QCOMPARE(fixture.rig.session->state(), State::Ready);
    QVERIFY(fixture.rig.errors.isEmpty());
}

void TestLiveness::wakingEndsAWait()
{
    auto timings = quickTimings();
    timings.slowRetry = 600s;
    Fixture fixture(timings);
    fixture.stub.connectAnswer = R"({"ok":false,"error":"team_added_to_org"})";
    fixture.rig.session->open();
    QTRY_VERIFY(fixture.rig.session->nextAttemptIn() > 60s);
    fixture.stub.connectAnswer.clear();
    fixture.clock.sleep(1h);
    QVERIFY(fixture.rig.readyAgain());
    QCOMPARE(fixture.stub.connects, 2);
}

void TestLiveness::wakingBeginsAnAttemptAnew()
{
    Fixture fixture;
    fixture.stub.answers = false;
    fixture.rig.session->open();
    QTRY_COMPARE(fixture.stub.connects, 1);
    fixture.stub.answers = true;
    fixture.clock.sleep(1h);
    QVERIFY(fixture.rig.readyAgain());
    QCOMPARE(fixture.rig.errors.value(0).code, u"woke_up"_s);
    QCOMPARE(fixture.stub.connects, 2);
}

void TestLiveness::networkThatComesEndsAWait()
{
    auto timings = quickTimings();
    timings.slowRetry = 600s;
    Fixture fixture(timings);
    fixture.stub.connectAnswer = R"({"ok":false,"error":"team_added_to_org"})";
    fixture.rig.session->open();
    QTRY_VERIFY(fixture.rig.session->nextAttemptIn() > 60s);
    fixture.rig.session->networkChanged(false);
    QVERIFY(fixture.rig.session->liveness().networkGone);
    QCOMPARE(fixture.rig.session->state(), State::Backoff); // nothing to be gained
    fixture.stub.connectAnswer.clear();
    fixture.rig.session->networkChanged(true);
    QVERIFY(fixture.rig.readyAgain());
    QVERIFY(!fixture.rig.session->liveness().networkGone);
    QVERIFY(fixture.rig.causes.join(u' ').contains(u"network is back"_s));
    const auto notes = fixture.rig.notes(u"network"_s);
    QCOMPARE(notes.size(), 2);
    QCOMPARE(notes[0]["reachable"_L1], false);
}

void TestLiveness::networkThatChangesTestsTheStream()
{
    auto timings = quickTimings();
    timings.doubtDeadline = 300ms;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.rig.session->networkChanged(true);
    QTRY_VERIFY(fixture.rig.session->liveness().lastPongUs > 0);
    QVERIFY(fixture.rig.errors.isEmpty());
    fixture.stub.pongs = false;
    fixture.rig.session->networkChanged(true);
    QTRY_COMPARE(fixture.rig.errors.value(0).code, u"no_pong"_s);
}

void TestLiveness::networkThatGoesIsTold()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.kinds.clear();
    fixture.rig.session->networkChanged(false);
    QVERIFY(!fixture.kinds.isEmpty());
    QVERIFY(fixture.rig.session->liveness().networkGone);
    // The system may be wrong: as long as pongs come, the stream is used.
    QTRY_VERIFY(fixture.rig.session->liveness().lastPongUs > 0);
    QCOMPARE(fixture.rig.session->state(), State::Ready);
}

void TestLiveness::stagesOfAGoodConnection()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    QCOMPARE(fixture.stages(), u"Ready resolve:address tls:plain rtm.connect socket hello"_s);
    const Stages &stages = fixture.rig.session->stages();
    for (const auto stage : {Stages::Stage::Answer, Stages::Stage::Socket, Stages::Stage::Hello}) {
        QCOMPARE(stages[stage].fate, Stages::Fate::Done);
        QVERIFY(stages[stage].took >= 0ms && stages[stage].took < 10s);
    }
    // What happens to the stream later is no attempt.
    fixture.stub.connectAnswer = R"({"ok":false,"error":"invalid_auth"})";
    const qsizetype before = fixture.rig.notes(u"state"_s).size();
    fixture.stub.sockets[0]->abort();
    QTRY_COMPARE(fixture.rig.session->state(), State::Failed);
    QVERIFY(!fixture.rig.notes(u"state"_s).at(before).contains("stages"_L1));
    QCOMPARE(fixture.stages(), u"Failed resolve:address tls:plain rtm.connect!"_s);
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
    Fixture fixture(timings);
    fixture.stub.refuseUpgrades = how == "refused"_L1;
    fixture.stub.greets = false;
    if (how == "error"_L1)
        fixture.stub.connectAnswer = R"({"ok":false,"error":"internal_error"})";
    fixture.rig.session->open();
    QTRY_VERIFY(fixture.rig.errors.size() > 0);
    fixture.rig.session->close();
    QTEST(fixture.stages(), "stages");
}

void TestLiveness::stagesOfAnOffer()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.stub.offer(0, u"again"_s);
    QTRY_VERIFY(fixture.rig.frames(Direction::In).last().contains("reconnect_url"));
    fixture.stub.sockets[0]->abort();
    QVERIFY(fixture.rig.readyAgain());
    QCOMPARE(fixture.stages(), u"Ready resolve:offered tls:offered rtm.connect:offered socket hello"_s);
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
