// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/stream/handover.h"
#include "core/stream/reconnectplan.h"
#include "core/stream/statemachine.h"
#include "tests/support/manualclock.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = SessionState;

namespace {

Error errorOf(const QString &code, std::optional<std::chrono::milliseconds> retryAfter = {})
{
    return {Error::Kind::Network, code, code, {}, retryAfter};
}

//! Streams without sockets, and the notes about them.
struct Streams
{
    AckLedger ledger;
    QList<QByteArray> notes;
    HandOver handOver{[this](const QByteArray &note) { notes.append(note); }, ledger};

    static std::unique_ptr<Stream> stream(quint32 number, qint64 lastFrameWallUs = 1'000)
    {
        auto out = std::make_unique<Stream>(number, Heartbeat({}));
        out->lastFrameWallUs = lastFrameWallUs;
        return out;
    }
    bool noted(const char *what) const { return !notes.isEmpty() && notes.last().contains(what); }
};

} // namespace

//! What a ConnectionManager decides with: no sockets, and a clock that moves only when told.
class TestStreamParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // ReconnectPlan
    void theFirstRetryComesAtOnce();
    void attemptsInARowAreSpaced();
    void aCallIsKeptForHandOvers();
    void anAskedPauseHoldsEverybody();
    void anOfferGoesFirstWhileItIsFresh();
    void anOfferIsUsedOnce();
    void givesUp_data();
    void givesUp();

    // HandOver
    void aStreamAfterNoneEndsTheGap();
    void whatWasKeptHasToBeProved();
    void aProofThatFailsLeavesTheGapOpen();
    void aDrainedStreamLeavesNoGap();
    void aStreamThatSaidNothingMoreLeavesOne();
    void retiresWhenNothingIsToCome();
    void livedPastTheAddress_data();
    void livedPastTheAddress();
    void droppingTellsWhatIsUnanswered();

    // StateMachine
    void unknownTriggersChangeNothing();
    void stagesAreToldOnce();
    void aRefusalIsInTheNote();
};

// --- ReconnectPlan

void TestStreamParts::theFirstRetryComesAtOnce()
{
    ManualClock clock;
    const ConnectionSettings settings;
    ReconnectPlan plan(settings, clock);
    QCOMPARE(plan.turnIn(), 0ms);
    QCOMPARE(plan.waitAfter(errorOf(u"connection_lost"_s)), 0ms);
    QVERIFY(plan.waitAfter(errorOf(u"connection_lost"_s)) <= 1s);
    for (int i = 0; i < 20; ++i)
        QVERIFY(plan.waitAfter(errorOf(u"connection_lost"_s)) <= 60s);
    plan.resetBackoff();
    QCOMPARE(plan.waitAfter(errorOf(u"connection_lost"_s)), 0ms);
    QCOMPARE(plan.waitAfter(errorOf(u"org_login_required"_s)), settings.timings.slowRetry);
}

void TestStreamParts::attemptsInARowAreSpaced()
{
    ManualClock clock;
    const ConnectionSettings settings;
    ReconnectPlan plan(settings, clock);
    plan.asking();
    QCOMPARE(plan.askIn(), settings.timings.connectSpacing);
    clock.advance(settings.timings.connectSpacing);
    QCOMPARE(plan.askIn(), 0ms);
    plan.asking();
    clock.advance(settings.timings.connectSpacing);
    plan.asking();
    clock.advance(settings.timings.connectSpacing);
    QVERIFY(plan.askIn() > settings.timings.connectSpacing); // the burst is spent
    const auto held = plan.hold();
    QVERIFY(held);
    QCOMPARE(*held->retryAfter, plan.askIn());
}

//! By Socket Mode, where a call a minute is all there is.
void TestStreamParts::aCallIsKeptForHandOvers()
{
    ManualClock clock;
    ConnectionSettings settings;
    settings.kind = StreamKind::SocketMode;
    const auto spacing = settings.timings.connectSpacing;
    const auto refill = settings.timings.socketRefill;
    ReconnectPlan plan(settings, clock);
    for (int attempt = 0; attempt < 2; ++attempt) {
        QCOMPARE(plan.askIn(), 0ms);
        plan.asking();
        clock.advance(spacing);
    }
    QVERIFY(plan.askIn() > refill / 2); // all that a lost stream gets
    QVERIFY(plan.hold());
    QCOMPARE(plan.moveIn(), 0ms);
    plan.moving();
    QVERIFY(plan.moveIn() > refill / 2);
    // Which does not make the next attempt wait any longer.
    QVERIFY(plan.askIn() <= refill - spacing);
    clock.advance(plan.askIn());
    QCOMPARE(plan.askIn(), 0ms);
    plan.asking();
    // However often streams are lost, the call is there again once there was a minute for it.
    clock.advance(2 * refill);
    QCOMPARE(plan.askIn(), 0ms);
    plan.asking();
    clock.advance(spacing);
    QCOMPARE(plan.moveIn(), 0ms);
}

void TestStreamParts::anAskedPauseHoldsEverybody()
{
    ManualClock clock;
    const ConnectionSettings settings;
    ReconnectPlan plan(settings, clock);
    QVERIFY(!plan.hold());
    const auto wait = plan.waitAfter(errorOf(u"ratelimited"_s, 20s));
    QVERIFY(wait >= 20s && wait <= 21s);
    QCOMPARE(*plan.hold()->retryAfter, 20s);
    clock.advance(15s);
    QCOMPARE(*plan.hold()->retryAfter, 5s);
    clock.advance(5s);
    QVERIFY(!plan.hold());
}

void TestStreamParts::anOfferGoesFirstWhileItIsFresh()
{
    ManualClock clock;
    const ConnectionSettings settings;
    ReconnectPlan plan(settings, clock);
    plan.asking(); // so that asking has to wait
    QVERIFY(!plan.mayUseOffer());
    plan.offered(Secret("wss://offered"));
    QVERIFY(plan.mayUseOffer());
    QCOMPARE(plan.turnIn(), 0ms);
    clock.advance(settings.timings.offerLife);
    QVERIFY(plan.mayUseOffer());
    clock.advance(1ms);
    QVERIFY(!plan.mayUseOffer());
    plan.offered(Secret("wss://offered"));
    plan.forgetOffer();
    QVERIFY(!plan.mayUseOffer());
}

void TestStreamParts::anOfferIsUsedOnce()
{
    ManualClock clock;
    const ConnectionSettings settings;
    ReconnectPlan plan(settings, clock);
    plan.offered(Secret("wss://offered"));
    QCOMPARE(plan.takeOffer().reveal(), QByteArray("wss://offered"));
    QVERIFY(!plan.mayUseOffer());
    plan.offered(Secret("wss://another"));
    QVERIFY(!plan.mayUseOffer()); // offered addresses are dialled at the same pace
    clock.advance(settings.timings.connectSpacing);
    QVERIFY(plan.mayUseOffer());
}

void TestStreamParts::givesUp_data()
{
    QTest::addColumn<int>("attempts");
    QTest::addColumn<int>("mostWait");
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("lasts"); // failures that are not the last; -1: all
    QTest::newRow("never") << 0 << 0 << 0 << -1;
    QTest::newRow("at the third") << 3 << 0 << 0 << 2;
    QTest::newRow("a pause that is short enough") << 0 << 60 << 60 << -1;
    QTest::newRow("a pause that is too long") << 0 << 60 << 61 << 0;
}

void TestStreamParts::givesUp()
{
    QFETCH(int, attempts);
    QFETCH(int, mostWait);
    QFETCH(int, asked);
    QFETCH(int, lasts);
    ManualClock clock;
    ConnectionSettings settings;
    settings.networkAttempts = attempts;
    settings.mostWait = std::chrono::seconds(mostWait);
    ReconnectPlan plan(settings, clock);
    Error error = errorOf(u"timeout"_s);
    if (asked > 0)
        error.retryAfter = std::chrono::seconds(asked);
    for (int i = 0; i < (lasts < 0 ? 50 : lasts); ++i)
        QVERIFY(!plan.givesUpAfter(error));
    QCOMPARE(plan.givesUpAfter(error), lasts >= 0);
    if (attempts == 0)
        return;
    plan.connected(); // starts the count anew
    QVERIFY(!plan.givesUpAfter(error));
}

// --- HandOver

void TestStreamParts::aStreamAfterNoneEndsTheGap()
{
    Streams streams;
    HandOver &handOver = streams.handOver;
    QVERIFY(!handOver.begin(Streams::stream(1), 2'000, false)); // no gap before the first
    handOver.endGap();
    QVERIFY(streams.notes.isEmpty());
    handOver.beginGap(u"It broke."_s, u"lost"_s, u"seen"_s);
    QVERIFY(streams.noted(R"("open":true)"));
    QVERIFY(streams.noted(R"("from_us":1000)"));
    (void)handOver.dropMain();
    handOver.endGap();
    QCOMPARE(streams.notes.size(), 1); // not before there is a stream
    handOver.tried();
    handOver.tried();
    QVERIFY(!handOver.begin(Streams::stream(2), 9'000, false));
    handOver.endGap();
    QCOMPARE(streams.notes.size(), 2);
    QVERIFY(streams.noted(R"("to_us":9000)"));
    QVERIFY(streams.noted(R"("attempts":2)"));
    QVERIFY(streams.noted(R"("resumed":false)"));
}

void TestStreamParts::whatWasKeptHasToBeProved()
{
    Streams streams;
    HandOver &handOver = streams.handOver;
    (void)handOver.begin(Streams::stream(1), 2'000, false);
    handOver.beginGap(u"It broke."_s, u"lost"_s, {});
    (void)handOver.dropMain();
    QVERIFY(handOver.begin(Streams::stream(2), 9'000, true));
    handOver.provesKept(7);
    handOver.endGap();
    QCOMPARE(streams.notes.size(), 1); // the proof is still to come
    QVERIFY(!handOver.answered(*handOver.main(), 6));
    QVERIFY(handOver.answered(*handOver.main(), 8)); // an answer to a later ping proves it as well
    handOver.endGap();
    QVERIFY(streams.noted(R"("resumed":true)"));
}

void TestStreamParts::aProofThatFailsLeavesTheGapOpen()
{
    Streams streams;
    HandOver &handOver = streams.handOver;
    (void)handOver.begin(Streams::stream(1), 2'000, false);
    handOver.beginGap(u"It broke."_s, u"lost"_s, {});
    (void)handOver.dropMain();
    QVERIFY(handOver.begin(Streams::stream(2), 9'000, true));
    handOver.provesKept(7);
    handOver.proofFailed();
    QVERIFY(!handOver.isProving());
    handOver.endGap();
    QVERIFY(streams.noted(R"("resumed":false)"));
}

void TestStreamParts::aDrainedStreamLeavesNoGap()
{
    Streams streams;
    HandOver &handOver = streams.handOver;
    (void)handOver.begin(Streams::stream(1), 2'000, false);
    handOver.moveBegins();
    handOver.addressGiven(5'000);
    handOver.drainsBy(3);
    handOver.replaceBy(Streams::stream(2));
    QCOMPARE(handOver.main()->number, 2U);
    QVERIFY(!handOver.mayRetire());
    QVERIFY(!handOver.answered(*handOver.on(1), 3)); // proves nothing about what was kept
    QVERIFY(handOver.mayRetire());
    (void)handOver.retire(2s);
    QVERIFY(streams.notes.isEmpty());
    QCOMPARE(handOver.on(1), nullptr);
}

void TestStreamParts::aStreamThatSaidNothingMoreLeavesOne()
{
    Streams streams;
    HandOver &handOver = streams.handOver;
    (void)handOver.begin(Streams::stream(1, 4'999), 2'000, false);
    handOver.moveBegins();
    handOver.addressGiven(5'000);
    handOver.drainsBy(3);
    handOver.replaceBy(Streams::stream(2));
    (void)handOver.retire(2s);
    QCOMPARE(streams.notes.size(), 1);
    QVERIFY(streams.noted(R"("code":"not_drained")"));
    QVERIFY(streams.noted(R"("from_us":4999,"to_us":5000)"));
    (void)handOver.retire(2s); // once
    QCOMPARE(streams.notes.size(), 1);
}

void TestStreamParts::retiresWhenNothingIsToCome()
{
    Streams streams;
    HandOver &handOver = streams.handOver;
    (void)handOver.begin(Streams::stream(1), 2'000, false);
    streams.ledger.written({11, 1, ChannelId(u"C1"_s), u"hi"_s});
    handOver.moveBegins();
    handOver.addressGiven(5'000);
    handOver.drainsBy(3);
    handOver.replaceBy(Streams::stream(2));
    handOver.retiringEnded(true); // the server ended it, so all of it has come
    QVERIFY(!handOver.mayRetire());
    QVERIFY(streams.ledger.answered(11));
    QVERIFY(handOver.mayRetire());
}

void TestStreamParts::livedPastTheAddress_data()
{
    QTest::addColumn<qint64>("lastFrameUs");
    QTest::addColumn<qint64>("sinceUs");
    QTest::addColumn<bool>("orderly");
    QTest::addColumn<bool>("drained");
    QTest::addColumn<bool>("past");
    QTest::newRow("no address yet") << 9LL << 0LL << true << true << false;
    QTest::newRow("silent since before") << 4LL << 5LL << false << false << false;
    QTest::newRow("a frame since") << 5LL << 5LL << false << false << true;
    QTest::newRow("ended by the server") << 4LL << 5LL << true << false << true;
    QTest::newRow("drained") << 4LL << 5LL << false << true << true;
}

void TestStreamParts::livedPastTheAddress()
{
    QFETCH(qint64, lastFrameUs);
    QFETCH(qint64, sinceUs);
    QFETCH(bool, orderly);
    QFETCH(bool, drained);
    Streams streams;
    (void)streams.handOver.begin(Streams::stream(1), 2'000, false);
    Stream &stream = *streams.handOver.main();
    stream.heartbeat.frame(lastFrameUs);
    stream.drained = drained;
    QTEST(streams.handOver.livedPast(sinceUs, orderly), "past");
}

void TestStreamParts::droppingTellsWhatIsUnanswered()
{
    Streams streams;
    HandOver &handOver = streams.handOver;
    (void)handOver.begin(Streams::stream(1), 2'000, false);
    handOver.moveBegins();
    handOver.replaceBy(Streams::stream(2));
    streams.ledger.written({11, 1, ChannelId(u"C1"_s), u"one"_s});
    streams.ledger.written({12, 2, ChannelId(u"C1"_s), u"two"_s});
    QCOMPARE(handOver.dropAll(), (QList<quint64>{11, 12}));
    QCOMPARE(handOver.main(), nullptr);
    QVERIFY(streams.ledger.inDoubt());
    QVERIFY(handOver.dropAll().isEmpty());
}

// --- StateMachine

void TestStreamParts::unknownTriggersChangeNothing()
{
    StateMachine states;
    const auto change = states.fire(Trigger::HelloCame, u"?"_s);
    QVERIFY(!change.happened);
    QVERIFY(change.note.isEmpty());
    QVERIFY(states.is(State::Disconnected));
    QVERIFY(states.allows(Trigger::OpenAsked));
    const auto opened = states.fire(Trigger::OpenAsked, u"Connecting."_s);
    QVERIFY(opened.happened && opened.isOther);
    QVERIFY2(opened.note.startsWith(R"({"kind":"state","state":"Authenticating","from":"Disconnected")"),
             opened.note);
}

void TestStreamParts::stagesAreToldOnce()
{
    StateMachine states;
    Stages stages;
    stages.setMethod(u"rtm.connect"_s);
    stages.begin(Stages::Stage::Answer, 0);
    stages.end(5'000);
    (void)states.fire(Trigger::OpenAsked, {});
    QVERIFY(!states.fire(Trigger::AddressGiven, {}).note.contains("stages"));
    (void)states.fire(Trigger::SocketOpened, {});
    states.attemptOver(stages);
    QVERIFY(
        states.fire(Trigger::HelloCame, {}).note.contains(R"("stages":[{"stage":"rtm.connect","ms":5}])"));
    QVERIFY(states.isStreaming());
    const auto moved = states.fire(Trigger::MoveAsked, {});
    QVERIFY(moved.happened && !moved.isOther);
    QVERIFY(!moved.note.contains("stages"));
    QVERIFY(!states.fire(Trigger::Lost, {}).note.contains("stages"));
}

void TestStreamParts::aRefusalIsInTheNote()
{
    StateMachine states;
    (void)states.fire(Trigger::OpenAsked, {});
    states.lastError = errorOf(u"invalid_auth"_s);
    QVERIFY(states.fire(Trigger::Refused, {}).note.contains(R"("error":{"code":"invalid_auth")"));
    QVERIFY(!states.fire(Trigger::CloseAsked, {}).note.contains("invalid_auth"));
}

RTMSCOPE_TEST_MAIN(TestStreamParts)
#include "tst_streamparts.moc"
