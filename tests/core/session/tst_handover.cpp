// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/captureline.h"
#include "tests/core/session/rtmstub.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = RtmSession::State;

namespace {

//! A session at a stub, and whatever a handler would have acted on.
struct Fixture
{
    explicit Fixture(const RtmSession::Timings &timings = quickTimings())
        : rig(demo::DemoServer::token(), timings,
              [this](RtmSession::Config &config) { config.apiBase = stub.apiBase(); })
    {
        QObject::connect(rig.session.get(), &EventSource::eventReceived, rig.session.get(),
                         [this](const Event &event) { received.append(event.raw); });
    }
    qsizetype times(const QByteArray &frame) const { return received.count(frame); }
    QList<bool> repeatMarks(const QByteArray &frame) const
    {
        QList<bool> marks;
        for (const Event &event : rig.record) {
            if (event.raw == frame)
                marks.append(event.repeated);
        }
        return marks;
    }
    QStringList stateCauses(const QString &state) const
    {
        QStringList causes;
        const auto notes = rig.notes(u"state"_s);
        for (const QJsonObject &note : notes) {
            if (note["state"_L1] == state)
                causes.append(note["cause"_L1].toString());
        }
        return causes;
    }
    //! The last gap that is over.
    QJsonObject lastGap() const
    {
        const auto gaps = rig.notes(u"gap"_s);
        return gaps.isEmpty() || gaps.last().contains("open"_L1) ? QJsonObject() : gaps.last();
    }

    RtmStub stub;
    Rig rig;
    QList<QByteArray> received;
};

QByteArray message(const QByteArray &ts, const QByteArray &text = "hi")
{
    return R"({"type":"message","channel":"C1","user":"U1","text":")" + text + R"(","ts":")" + ts + "\"}";
}

//! Whether a frame of the demo server tells when its event happened, so that two of a kind are one.
bool isTimed(const QByteArray &frame)
{
    return frame.contains("\"event_ts\":") || frame.startsWith(R"({"type":"message")");
}

const QByteArray goodbye = R"({"type":"goodbye"})";
const QByteArray typing = R"({"type":"user_typing","channel":"C1","user":"U1"})";

} // namespace

//! How one connection follows another: nothing lost, nothing doubled, nothing hidden.
class TestHandOver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void staysReadyWhileItMoves();
    void eachEventOnceWhicheverSocketIsFaster();
    void untimedEventsAreCountedPerSocket();
    void nothingIsRepeatedOnceTheOldIsGone();
    void anOldSocketIsReplacedInTime();
    void answersStillComeOverTheOldSocket();
    void theNewSocketMayTellFirst();
    void messagesGoToTheNewSocket();
    void aSilentOldSocketIsAGap();
    void aFailedMoveStaysAndTriesAgain_data();
    void aFailedMoveStaysAndTriesAgain();
    void aRefusedMoveStaysAndAsksNoMore();
    void theOldMayDieFirst_data();
    void theOldMayDieFirst();
    void closeInTheMiddle();
    void eventsFlowThroughManyMoves();

    void repeatsAfterAReconnect_data();
    void repeatsAfterAReconnect();
    void connectingAnewForgets();

    void offeredAddressIsTakenFirst();
    void aPromiseIsProvedByAnAnswer();
    void aPromiseNobodyProvesEnds();
    void offeredAddressThatFails_data();
    void offeredAddressThatFails();
    void staleOfferIsNotTaken();
    void offersAreLimited();
    void offeredAddressIsNeverTold();

    void everyLossIsAGap_data();
    void everyLossIsAGap();
    void lossWhileResumingIsOneGap();

    void stormsStayWithinThePace_data();
    void stormsStayWithinThePace();
    void limitedStreamsWait_data();
    void limitedStreamsWait();
    void nothingIsLeftBehind_data();
    void nothingIsLeftBehind();
};

void TestHandOver::staysReadyWhileItMoves()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.rig.states.clear();
    fixture.stub.greets = false;
    fixture.stub.say(0, goodbye);
    QTRY_COMPARE(fixture.stub.sockets.size(), 2);
    fixture.stub.say(0, message("1.000001"));
    QTRY_COMPARE(fixture.received.last(), message("1.000001"));
    QCOMPARE(fixture.rig.session->state(), State::Ready);
    QCOMPARE(fixture.rig.session->connectionNumber(), 1U);
    fixture.stub.hello(1);
    QTRY_COMPARE(fixture.rig.session->connectionNumber(), 2U);
    QTRY_VERIFY(!fixture.stub.isOpen(0));
    QVERIFY(fixture.rig.states.isEmpty());
    QVERIFY(fixture.rig.errors.isEmpty());
    QVERIFY(fixture.rig.notes(u"gap"_s).isEmpty());
    const QStringList causes = fixture.stateCauses(u"Ready"_s);
    QCOMPARE(causes.size(), 3); // hello, the wish to move, the move
    QVERIFY2(causes[1].contains(u"goodbye"_s) && causes[2].contains(u"taken over"_s), qPrintable(causes[2]));
    fixture.stub.say(1, message("1.000002"));
    QTRY_COMPARE(fixture.received.last(), message("1.000002"));
    QCOMPARE(fixture.rig.record.last().connection, 2U);
}

void TestHandOver::eachEventOnceWhicheverSocketIsFaster()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.stub.greets = false;
    fixture.stub.pongs = false; // so that the old one is kept for a while
    fixture.stub.say(0, goodbye);
    QTRY_COMPARE(fixture.stub.sockets.size(), 2);
    const QByteArray a = message("1.000001");
    const QByteArray b = message("1.000002");
    const QByteArray c = R"({"type":"reaction_added","user":"U1","reaction":"eyes","event_ts":"1.000003"})";
    fixture.stub.say(0, a);
    fixture.stub.say(0, c);
    fixture.stub.hello(1);
    fixture.stub.say(1, a);
    fixture.stub.say(1, b);
    QTRY_COMPARE(fixture.times(b), 1);
    fixture.stub.say(0, b);
    fixture.stub.say(1, c);
    QTRY_COMPARE(fixture.repeatMarks(b), (QList{false, true}));
    QTRY_COMPARE(fixture.repeatMarks(c), (QList{false, true}));
    QCOMPARE(fixture.repeatMarks(a), (QList{false, true}));
    for (const QByteArray &frame : {a, b, c})
        QCOMPARE(fixture.times(frame), 1);
}

void TestHandOver::untimedEventsAreCountedPerSocket()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.stub.say(0, typing);
    fixture.stub.say(0, typing); // no socket but one: as often as they like
    QTRY_COMPARE(fixture.times(typing), 2);
    fixture.stub.greets = false;
    fixture.stub.pongs = false;
    fixture.stub.say(0, goodbye);
    QTRY_COMPARE(fixture.stub.sockets.size(), 2);
    fixture.stub.hello(1);
    QTRY_COMPARE(fixture.rig.session->connectionNumber(), 2U);
    for (int i = 0; i < 3; ++i)
        fixture.stub.say(0, typing);
    QTRY_COMPARE(fixture.times(typing), 5);
    for (int i = 0; i < 4; ++i)
        fixture.stub.say(1, typing);
    QTRY_COMPARE(fixture.repeatMarks(typing).size(), 9);
    QCOMPARE(fixture.times(typing), 6); // three of the four were known
}

void TestHandOver::nothingIsRepeatedOnceTheOldIsGone()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.stub.say(0, goodbye);
    QTRY_COMPARE(fixture.rig.session->connectionNumber(), 2U);
    QTRY_VERIFY(!fixture.stub.isOpen(0));
    fixture.stub.say(1, typing);
    fixture.stub.say(1, typing);
    QTRY_COMPARE(fixture.times(typing), 2);
}

void TestHandOver::anOldSocketIsReplacedInTime()
{
    auto timings = quickTimings();
    timings.socketAge = 60ms;
    timings.quietBeforePing = 40ms; // looks often
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.rig.states.clear();
    QTRY_VERIFY(fixture.rig.session->connectionNumber() >= 3);
    QVERIFY(fixture.rig.states.isEmpty());
    QVERIFY(fixture.rig.notes(u"gap"_s).isEmpty());
    QVERIFY(fixture.stateCauses(u"Ready"_s).value(1).contains(u"eight hours"_s));
}

void TestHandOver::answersStillComeOverTheOldSocket()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    QSignalSpy acknowledged(fixture.rig.session.get(), &RtmSession::acknowledged);
    QSignalSpy unanswered(fixture.rig.session.get(), &RtmSession::unanswered);
    const auto id = fixture.rig.session->sendMessage(ChannelId(u"C1"_s), u"before the move"_s);
    QVERIFY(id);
    fixture.stub.say(0, goodbye);
    QTRY_COMPARE(fixture.rig.session->connectionNumber(), 2U);
    QVERIFY(fixture.stub.isOpen(0)); // kept for the answer
    fixture.stub.say(0, R"({"ok":true,"reply_to":)" + QByteArray::number(*id) +
                            R"(,"ts":"2.000001","text":"x"})");
    QTRY_COMPARE(acknowledged.size(), 1);
    QTRY_VERIFY(!fixture.stub.isOpen(0));
    QVERIFY(unanswered.isEmpty());

    // One that never gets its answer is let go in time, and that is told.
    QVERIFY(fixture.rig.session->sendMessage(ChannelId(u"C1"_s), u"never answered"_s));
    fixture.stub.say(1, goodbye);
    QTRY_COMPARE(unanswered.size(), 1);
    QVERIFY(!fixture.stub.isOpen(0));
}

void TestHandOver::theNewSocketMayTellFirst()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    QSignalSpy acknowledged(fixture.rig.session.get(), &RtmSession::acknowledged);
    const auto id = fixture.rig.session->sendMessage(ChannelId(u"C1"_s), u"hi"_s);
    QVERIFY(id);
    fixture.stub.say(0, goodbye);
    QTRY_COMPARE(fixture.rig.session->connectionNumber(), 2U);
    const QByteArray replay = R"({"type":"message","channel":"C1","user":"U0ME","text":"hi","ts":"2.000001",)"
                              R"("reply_to":)" +
                              QByteArray::number(*id) + '}';
    fixture.stub.say(1, replay);
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(acknowledged[0][1].value<MessageTs>().text(), u"2.000001"_s);
    QTRY_VERIFY(!fixture.stub.isOpen(0));
    // Said again after the next reconnect, it is nothing new.
    fixture.stub.say(1, replay);
    QTRY_COMPARE(fixture.repeatMarks(replay), (QList{false, true}));
}

void TestHandOver::messagesGoToTheNewSocket()
{
    Fixture fixture;
    (void)fixture.rig.session->subscribePresence({UserId(u"U7"_s)});
    QVERIFY(fixture.rig.ready());
    QTRY_COMPARE(fixture.stub.heard.size(), 1);
    fixture.stub.say(0, goodbye);
    QTRY_COMPARE(fixture.rig.session->connectionNumber(), 2U);
    QTRY_COMPARE(fixture.stub.heard.size(), 2); // who is present is asked again
    QVERIFY(fixture.rig.session->sendMessage(ChannelId(u"C1"_s), u"after"_s));
    QCOMPARE(fixture.rig.record.last().connection, 2U);
    QTRY_COMPARE(fixture.stub.heard.size(), 3);
}

void TestHandOver::aSilentOldSocketIsAGap()
{
    auto timings = quickTimings();
    timings.retirement = 50ms;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.stub.pongs = false;
    fixture.stub.answers = false;
    fixture.stub.say(0, goodbye);
    QTRY_COMPARE(fixture.stub.connects, 2);
    fixture.stub.answer();
    QTRY_COMPARE(fixture.rig.session->connectionNumber(), 2U);
    QTRY_VERIFY(!fixture.lastGap().isEmpty());
    const QJsonObject gap = fixture.lastGap();
    QCOMPARE(gap["code"_L1], u"not_drained"_s);
    QCOMPARE(gap["from_conn"_L1], 1);
    QCOMPARE(gap["to_conn"_L1], 2);
    QCOMPARE(gap["resumed"_L1], false);
    QVERIFY(gap["from_us"_L1].toDouble() < gap["to_us"_L1].toDouble());
    QCOMPARE(fixture.rig.session->state(), State::Ready);
}

void TestHandOver::aFailedMoveStaysAndTriesAgain_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("firstWord");
    QTest::addColumn<bool>("refuse");
    QTest::newRow("rtm.connect fails")
        << QByteArray(R"({"ok":false,"error":"internal_error"})") << QByteArray() << false;
    QTest::newRow("moving") << QByteArray(R"({"ok":false,"error":"migration_in_progress"})") << QByteArray()
                            << false;
    QTest::newRow("address expired")
        << QByteArray() << QByteArray(R"({"type":"error","error":{"code":1,"msg":"Socket URL has expired"}})")
        << false;
    QTest::newRow("upgrade refused") << QByteArray() << QByteArray() << true;
    QTest::newRow("no hello") << QByteArray() << QByteArray(R"({"type":"presence_change"})") << false;
}

void TestHandOver::aFailedMoveStaysAndTriesAgain()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, firstWord);
    QFETCH(bool, refuse);
    auto timings = quickTimings();
    timings.helloTimeout = 1s; // the first connection has to be greeted by then, on a busy machine too
    timings.helloGrace = timings.helloTimeout;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.rig.states.clear();
    fixture.stub.connectAnswer = answer;
    fixture.stub.firstWord = firstWord;
    fixture.stub.refuseUpgrades = refuse;
    fixture.stub.say(0, goodbye);
    QTRY_VERIFY(fixture.stub.connects >= 3);
    fixture.stub.say(0, message("1.000001"));
    QTRY_COMPARE(fixture.times(message("1.000001")), 1);
    QCOMPARE(fixture.rig.session->connectionNumber(), 1U);
    fixture.stub.connectAnswer.clear();
    fixture.stub.firstWord.clear();
    fixture.stub.refuseUpgrades = false;
    QTRY_VERIFY(fixture.rig.session->connectionNumber() > 1);
    QTRY_VERIFY(!fixture.stub.isOpen(0));
    QVERIFY(fixture.rig.states.isEmpty());
    QVERIFY(fixture.rig.notes(u"gap"_s).isEmpty());
}

void TestHandOver::aRefusedMoveStaysAndAsksNoMore()
{
    auto timings = quickTimings();
    timings.socketAge = 50ms;
    timings.quietBeforePing = 40ms;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.stub.connectAnswer = R"({"ok":false,"error":"token_revoked"})";
    QTRY_COMPARE(fixture.stub.connects, 2);
    QTRY_VERIFY(fixture.stateCauses(u"Ready"_s).last().contains(u"Staying"_s));
    fixture.stub.say(0, goodbye);
    fixture.stub.say(0, message("1.000001"));
    QTRY_COMPARE(fixture.times(message("1.000001")), 1);
    QCOMPARE(fixture.stub.connects, 2);
    QCOMPARE(fixture.rig.session->state(), State::Ready);
    fixture.stub.sockets[0]->close();
    QTRY_COMPARE(fixture.rig.session->state(), State::Failed);
    QCOMPARE(fixture.rig.notes(u"gap"_s).size(), 1); // open
}

void TestHandOver::theOldMayDieFirst_data()
{
    QTest::addColumn<State>("then");
    QTest::addColumn<bool>("orderly");
    QTest::addColumn<bool>("resumed");
    QTest::newRow("while asking") << State::Authenticating << true << false;
    QTest::newRow("before hello, closed") << State::AwaitingHello << true << true;
    QTest::newRow("before hello, cut") << State::AwaitingHello << false << true; // it had answered our ping
}

void TestHandOver::theOldMayDieFirst()
{
    QFETCH(State, then);
    QFETCH(bool, orderly);
    QFETCH(bool, resumed);
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.rig.states.clear();
    fixture.stub.greets = false;
    fixture.stub.answers = then != State::Authenticating;
    fixture.stub.say(0, message("1.000001"));
    fixture.stub.say(0, goodbye);
    QTRY_COMPARE(fixture.stub.connects, 2);
    if (then == State::AwaitingHello) {
        QTRY_COMPARE(fixture.stub.sockets.size(), 2);
        fixture.stub.say(0, message("1.000002"));
        QTRY_COMPARE(fixture.times(message("1.000002")), 1);
        QTRY_VERIFY(std::any_of(fixture.received.cbegin(), fixture.received.cend(),
                                [](const QByteArray &frame) { return frame.contains("pong"); }));
    }
    orderly ? fixture.stub.sockets[0]->close() : fixture.stub.sockets[0]->abort();
    QTRY_COMPARE(fixture.rig.states.value(0), then);
    QCOMPARE(fixture.rig.errors.size(), 1);
    const auto open = fixture.rig.notes(u"gap"_s);
    QCOMPARE(open.size(), 1);
    QCOMPARE(open[0]["open"_L1], true);
    fixture.stub.answer();
    QTRY_COMPARE(fixture.stub.sockets.size(), 2);
    fixture.stub.hello(1);
    fixture.stub.say(1, message("1.000002")); // kept by the server since the address was given
    QTRY_COMPARE(fixture.rig.session->state(), State::Ready);
    QVERIFY(!fixture.rig.states.contains(State::Backoff));
    QTRY_COMPARE(fixture.lastGap()["resumed"_L1], resumed);
    QCOMPARE(fixture.lastGap()["attempts"_L1], 1);
    QCOMPARE(fixture.lastGap()["to_conn"_L1], 2);
    QTRY_COMPARE(fixture.repeatMarks(message("1.000002")).size(), then == State::AwaitingHello ? 2 : 1);
    QCOMPARE(fixture.times(message("1.000002")), 1);
}

void TestHandOver::closeInTheMiddle()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.stub.greets = false;
    fixture.stub.say(0, goodbye);
    QTRY_COMPARE(fixture.stub.sockets.size(), 2);
    fixture.rig.session->close();
    QCOMPARE(fixture.rig.session->state(), State::Disconnected);
    QTRY_VERIFY(!fixture.stub.isOpen(0) && !fixture.stub.isOpen(1));
    QCOMPARE(fixture.stub.connects, 2);
}

void TestHandOver::eventsFlowThroughManyMoves()
{
    auto options = Rig::silent();
    options.eventsPerSecond = 400;
    Rig rig(demo::DemoServer::token(), quickTimings(), {}, options);
    QHash<QByteArray, int> received;
    QHash<QByteArray, int> sent;
    connect(rig.session.get(), &EventSource::eventReceived, this, [&](const Event &event) {
        if (isTimed(event.raw))
            ++received[event.raw];
    });
    connect(&rig.server, &demo::DemoServer::frameSent, this, [&](const QByteArray &frame) {
        if (isTimed(frame))
            ++sent[frame];
    });
    QVERIFY(rig.ready());
    rig.states.clear();
    // Often enough that both sockets were told of the same event for once: they overlap for a moment only.
    const auto anyTwice = [&sent] {
        return std::any_of(sent.cbegin(), sent.cend(), [](int copies) { return copies > 1; });
    };
    for (quint32 move = 1; move <= 5 || !anyTwice(); ++move) {
        QVERIFY(move < 500);
        rig.server.broadcast(goodbye);
        QTRY_COMPARE(rig.session->connectionNumber(), move + 1);
        QTRY_COMPARE(rig.server.connectionCount(), 1);
    }
    rig.server.setEventsPerSecond(0);
    QTRY_COMPARE(received.size(), sent.size()); // also waits for the last one
    QVERIFY(rig.states.isEmpty());
    QVERIFY(rig.notes(u"gap"_s).isEmpty());
    for (auto frame = sent.cbegin(); frame != sent.cend(); ++frame)
        QVERIFY2(received.value(frame.key()) == 1, frame.key().constData());
}

void TestHandOver::repeatsAfterAReconnect_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("again");
    QTest::addColumn<bool>("repeat");
    const auto row = [](const char *name, const QByteArray &first, const QByteArray &again, bool repeat) {
        QTest::newRow(name) << first << again << repeat;
    };
    const QByteArray changed =
        R"({"type":"message","subtype":"message_changed","channel":"C1","ts":"1.000009","message":{"text":"a"}})";
    row("message", message("1.000001"), message("1.000001"), true);
    row("message, spelled otherwise", message("1.000001"), message("1.000001", "h\\u0069"), true);
    row("another message", message("1.000001"), message("1.000002"), false);
    row("another channel", message("1.000001"),
        R"({"type":"message","channel":"C2","user":"U1","text":"hi","ts":"1.000001"})", false);
    row("change", changed, changed, true);
    row("another change", changed, QByteArray(changed).replace("\"a\"", "\"b\""), false);
    row("change of a message", message("1.000009"), changed, false);
    row("reaction", R"({"type":"reaction_added","reaction":"a","event_ts":"1.5"})",
        R"({"type":"reaction_added","reaction":"a","event_ts":"1.5"})", true);
    row("reaction later", R"({"type":"reaction_added","reaction":"a","event_ts":"1.5"})",
        R"({"type":"reaction_added","reaction":"a","event_ts":"1.6"})", false);
    row("typing", typing, typing, false);
    row("read mark", R"({"type":"channel_marked","channel":"C1","ts":"1.5"})",
        R"({"type":"channel_marked","channel":"C1","ts":"1.5"})", false);
    row("replay of a message that was seen", message("1.000001"),
        R"({"type":"message","channel":"C1","user":"U1","text":"hi","ts":"1.000001","reply_to":7})", true);
    row("not JSON", "what?", "what?", false);
}

void TestHandOver::repeatsAfterAReconnect()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, again);
    QFETCH(bool, repeat);
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.stub.say(0, first);
    QTRY_COMPARE(fixture.times(first), 1);
    QVERIFY(!fixture.rig.record.last().repeated);
    fixture.stub.sockets[0]->close();
    QVERIFY(fixture.rig.readyAgain());
    const qsizetype before = fixture.received.size();
    fixture.stub.say(1, again);
    fixture.stub.say(1, R"({"type":"end"})");
    QTRY_COMPARE(fixture.received.last(), R"({"type":"end"})");
    QCOMPARE(fixture.received.size(), before + (repeat ? 1 : 2));
    const Event &event = fixture.rig.record.at(fixture.rig.record.size() - 2);
    QCOMPARE(event.raw, again);
    QCOMPARE(event.repeated, repeat);

    QByteArray line;
    captureline::write(event, line);
    QCOMPARE(line.contains(R"("conn":2,"repeated":true,"frame":)"), repeat);
    const auto read = captureline::read(line);
    QVERIFY(read);
    QCOMPARE(read->repeated, repeat);
    QCOMPARE(read->raw, again);
}

void TestHandOver::connectingAnewForgets()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.stub.say(0, message("1.000001"));
    QTRY_COMPARE(fixture.times(message("1.000001")), 1);
    fixture.rig.session->close();
    QVERIFY(fixture.rig.ready());
    fixture.stub.say(1, message("1.000001"));
    QTRY_COMPARE(fixture.times(message("1.000001")), 2);
}

void TestHandOver::offeredAddressIsTakenFirst()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.stub.offer(0, u"again"_s);
    fixture.stub.say(0, message("1.000001"));
    QTRY_COMPARE(fixture.times(message("1.000001")), 1);
    fixture.rig.states.clear();
    fixture.stub.sockets[0]->abort();
    QVERIFY(fixture.rig.readyAgain());
    QCOMPARE(fixture.stub.connects, 1);
    QCOMPARE(fixture.stub.paths, (QStringList{u"/ticket1"_s, u"/again"_s}));
    QCOMPARE(fixture.rig.states,
             (QList{State::Backoff, State::Connecting, State::AwaitingHello, State::Ready}));
    QTRY_COMPARE(fixture.lastGap()["resumed"_L1], true);
    QCOMPARE(fixture.rig.session->connectionNumber(), 2U);

    // It works once: the next time a new one is asked for.
    fixture.stub.sockets[1]->abort();
    QVERIFY(fixture.rig.readyAgain());
    QCOMPARE(fixture.stub.connects, 2);
    QCOMPARE(fixture.lastGap()["resumed"_L1], false);
    QCOMPARE(fixture.lastGap()["id"_L1], 2);
}

//! The server says that it kept everything. If the connection ends before that can have come, nobody knows.
void TestHandOver::aPromiseIsProvedByAnAnswer()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.stub.offer(0, u"again"_s);
    fixture.stub.say(0, message("1.000001"));
    QTRY_COMPARE(fixture.times(message("1.000001")), 1);
    fixture.stub.pongs = false;
    fixture.stub.sockets[0]->abort();
    QVERIFY(fixture.rig.readyAgain());
    QCOMPARE(fixture.rig.session->connectionNumber(), 2U);
    fixture.stub.say(1, message("1.000002"));
    QTRY_COMPARE(fixture.times(message("1.000002")), 1);
    QVERIFY(fixture.lastGap().isEmpty()); // connected, but the rest may still be on its way
    fixture.stub.pongs = true;
    fixture.stub.sockets[1]->abort();
    QVERIFY(fixture.rig.readyAgain());
    const auto gaps = fixture.rig.notes(u"gap"_s);
    QCOMPARE(gaps.size(), 2); // one outage, told when it began and when it was over
    QCOMPARE(gaps[1]["id"_L1], gaps[0]["id"_L1]);
    QCOMPARE(gaps[1]["from_us"_L1], gaps[0]["from_us"_L1]);
    QCOMPARE(gaps[1]["to_conn"_L1], 3);
    QCOMPARE(gaps[1]["resumed"_L1], false);
}

void TestHandOver::aPromiseNobodyProvesEnds()
{
    auto timings = quickTimings();
    timings.pongDeadline = 400ms;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.stub.offer(0, u"again"_s);
    fixture.stub.say(0, message("1.000001"));
    QTRY_COMPARE(fixture.times(message("1.000001")), 1);
    fixture.stub.pongs = false;
    fixture.stub.sockets[0]->abort();
    QVERIFY(fixture.rig.readyAgain());
    QTimer talk;
    connect(&talk, &QTimer::timeout, this, [&fixture] { fixture.stub.say(1, typing); });
    talk.start(20ms); // alive all the time
    QTRY_COMPARE(fixture.lastGap()["to_conn"_L1], 2);
    QCOMPARE(fixture.lastGap()["resumed"_L1], false);
    QCOMPARE(fixture.rig.session->state(), State::Ready);
}

void TestHandOver::offeredAddressThatFails_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"error frame", "refused", "no hello", "not kept"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestHandOver::offeredAddressThatFails()
{
    QFETCH(QString, how);
    auto timings = quickTimings();
    timings.helloTimeout = 500ms;
    timings.helloGrace = timings.helloTimeout;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.stub.offer(0, u"again"_s);
    fixture.stub.say(0, message("1.000001"));
    QTRY_COMPARE(fixture.times(message("1.000001")), 1);
    fixture.rig.states.clear();
    if (how == "error frame"_L1)
        fixture.stub.firstWord = R"({"type":"error","error":{"code":1,"msg":"Socket URL has expired"}})";
    fixture.stub.refuseUpgrades = how == "refused"_L1;
    fixture.stub.greets = how == "not kept"_L1;
    fixture.stub.resumes = false;
    // From the next call of rtm.connect on all is well again.
    connect(fixture.rig.session.get(), &RtmSession::stateChanged, this, [&fixture](State state) {
        if (state != State::Authenticating)
            return;
        fixture.stub.firstWord.clear();
        fixture.stub.refuseUpgrades = false;
        fixture.stub.greets = true;
    });
    fixture.stub.sockets[0]->abort();
    QVERIFY(fixture.rig.readyAgain());
    QVERIFY2(fixture.stub.connects == (how == "not kept"_L1 ? 1 : 2),
             qPrintable(fixture.rig.causes.join(u'\n')));
    QCOMPARE(fixture.lastGap()["resumed"_L1], false);
    QCOMPARE(fixture.lastGap()["attempts"_L1], how == "not kept"_L1 ? 1 : 2);
    QCOMPARE(fixture.rig.states.count(State::Backoff), 1); // no wait between the offer and rtm.connect
}

void TestHandOver::staleOfferIsNotTaken()
{
    auto timings = quickTimings();
    timings.offerLife = 0ms;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    fixture.stub.offer(0, u"again"_s);
    fixture.stub.say(0, message("1.000001"));
    QTRY_COMPARE(fixture.times(message("1.000001")), 1);
    fixture.stub.sockets[0]->abort();
    QVERIFY(fixture.rig.readyAgain());
    QCOMPARE(fixture.stub.connects, 2);
}

void TestHandOver::offersAreLimited()
{
    auto timings = quickTimings();
    timings.connectRefill = 600s; // three of each, and no more for ten minutes
    Fixture fixture(timings);
    connect(fixture.rig.session.get(), &RtmSession::stateChanged, this, [&fixture](State state) {
        if (state != State::Ready)
            return;
        // A server that is glad to see us, and throws us out.
        const qsizetype last = fixture.stub.sockets.size() - 1;
        fixture.stub.offer(last, u"again"_s);
        fixture.stub.sockets.at(last)->close();
    });
    fixture.rig.session->open();
    QTRY_VERIFY(fixture.rig.session->state() == State::Backoff && fixture.rig.session->nextAttemptIn() > 60s);
    QCOMPARE(fixture.stub.connects, 3);
    QCOMPARE(fixture.stub.paths.count(u"/again"_s), 3);
    fixture.rig.session->retryNow();
    QCOMPARE(fixture.rig.session->state(), State::Backoff);
}

void TestHandOver::offeredAddressIsNeverTold()
{
    Fixture fixture;
    QVERIFY(fixture.rig.ready());
    fixture.stub.offer(0, u"S3CRET"_s);
    fixture.stub.say(0, message("1.000001"));
    QTRY_COMPARE(fixture.times(message("1.000001")), 1);
    fixture.stub.refuseUpgrades = true;
    fixture.stub.sockets[0]->abort();
    QTRY_VERIFY(fixture.rig.errors.size() >= 3);
    for (const Event &event : std::as_const(fixture.rig.record)) {
        QVERIFY(!event.raw.contains("S3CRET"));
        QVERIFY(!event.problem.contains("S3CRET"_L1));
    }
    for (const Error &error : std::as_const(fixture.rig.errors))
        QVERIFY(!error.words.contains("S3CRET"_L1) && !error.detail.contains("S3CRET"_L1));
    QVERIFY(!fixture.rig.causes.join(u' ').contains("S3CRET"_L1));
}

void TestHandOver::everyLossIsAGap_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("proof");
    QTest::newRow("closed") << u"closed"_s << u"connection_closed"_s << u"1000"_s;
    QTest::newRow("cut") << u"cut"_s << u"connection_lost"_s << u"close frame"_s;
    QTest::newRow("silent") << u"silent"_s << u"no_pong"_s << u"not answered for"_s;
    QTest::newRow("asked") << u"asked"_s << u"on_request"_s << QString();
    QTest::newRow("said why") << u"said why"_s << u"9"_s << u"1000"_s;
}

void TestHandOver::everyLossIsAGap()
{
    QFETCH(QString, how);
    QFETCH(QString, code);
    QFETCH(QString, proof);
    auto timings = quickTimings();
    if (how == "silent"_L1) {
        timings.quietBeforePing = 30ms;
        timings.pongDeadline = 60ms;
    }
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    const qint64 before = Clock::system().nowUs();
    connect(fixture.rig.session.get(), &RtmSession::stateChanged, this,
            [&fixture] { fixture.stub.pongs = true; });
    if (how == "said why"_L1)
        fixture.stub.say(0, R"({"type":"error","error":{"code":9,"msg":"maintenance"}})");
    fixture.stub.pongs = how != "silent"_L1;
    if (how == "closed"_L1 || how == "said why"_L1)
        fixture.stub.sockets[0]->close();
    else if (how == "cut"_L1)
        fixture.stub.sockets[0]->abort();
    else if (how == "asked"_L1)
        fixture.rig.session->close();
    QTRY_VERIFY(fixture.rig.notes(u"gap"_s).size() > 0);
    fixture.rig.session->open();
    QVERIFY(fixture.rig.readyAgain());
    const auto gaps = fixture.rig.notes(u"gap"_s);
    QCOMPARE(gaps.size(), 2);
    QCOMPARE(gaps[0]["open"_L1], true);
    QCOMPARE(gaps[0]["id"_L1], gaps[1]["id"_L1]);
    QCOMPARE(gaps[1]["code"_L1].toString(), code);
    QVERIFY2(gaps[1]["proof"_L1].toString().contains(proof), qPrintable(gaps[1]["proof"_L1].toString()));
    QVERIFY(gaps[1]["from_us"_L1].toDouble() <= gaps[1]["to_us"_L1].toDouble());
    QVERIFY(gaps[1]["from_us"_L1].toDouble() > double(before) - 60e6);
}

void TestHandOver::lossWhileResumingIsOneGap()
{
    auto timings = quickTimings();
    timings.resumeWindow = 600s;
    Fixture fixture(timings);
    QVERIFY(fixture.rig.ready());
    QVERIFY(fixture.rig.session->sendMessage(ChannelId(u"C1"_s), u"hi"_s));
    fixture.stub.sockets[0]->abort();
    QTRY_COMPARE(fixture.rig.session->state(), State::Resuming);
    fixture.stub.offer(1, u"again"_s); // keeps what came after the second, not what came after the first
    fixture.stub.say(1, message("1.000001"));
    QTRY_COMPARE(fixture.times(message("1.000001")), 1);
    fixture.stub.sockets[1]->abort();
    QTRY_COMPARE(fixture.stub.sockets.size(), 3);
    QTRY_COMPARE(fixture.rig.session->state(), State::Resuming);
    fixture.stub.say(
        2, R"({"type":"message","channel":"C1","user":"U0ME","text":"hi","ts":"2.1","reply_to":1})");
    QTRY_COMPARE(fixture.rig.session->state(), State::Ready);
    const auto gaps = fixture.rig.notes(u"gap"_s);
    QCOMPARE(gaps.size(), 2);
    QCOMPARE(gaps[1]["from_conn"_L1], 1);
    QCOMPARE(gaps[1]["to_conn"_L1], 3);
    QCOMPARE(gaps[1]["attempts"_L1], 2);
    QCOMPARE(gaps[1]["resumed"_L1], false);
}

void TestHandOver::stormsStayWithinThePace_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"closes after hello", "goodbye after hello", "offers that fail",
                            "refuses the upgrade", "says nothing", "a person and the network push"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

//! No more than one call of rtm.connect per spacing, three in a row, then one per refill: whatever happens.
void TestHandOver::stormsStayWithinThePace()
{
    QFETCH(QString, how);
    auto timings = quickTimings();
    timings.firstBackoff = timings.maxBackoff = 1ms;
    timings.helloTimeout = timings.helloGrace = how == "says nothing"_L1 ? 5ms : 10s;
    timings.connectSpacing = 40ms;
    timings.connectRefill = 200ms;
    Fixture fixture(timings);
    RtmSession &session = *fixture.rig.session;
    fixture.stub.greets = how != "says nothing"_L1;
    fixture.stub.refuseUpgrades = how == "refuses the upgrade"_L1;
    fixture.stub.offersFail = true;
    QList<qint64> calls; // by the session's own clock: the network may be slow for one and fast for the next
    bool calling = false;
    connect(&session, &RtmSession::progressed, this, [&] {
        const bool now = session.stages()[Stages::Stage::Answer].fate == Stages::Fate::Running;
        if (now && !std::exchange(calling, now))
            calls.append(Clock::system().monotonicUs());
        calling = now;
    });
    connect(&session, &EventSource::eventReceived, this, [&](const Event &event) {
        if (event.type != "hello"_L1 || fixture.stub.sockets.isEmpty())
            return;
        const qsizetype last = fixture.stub.sockets.size() - 1;
        if (how == "goodbye after hello"_L1)
            return fixture.stub.say(last, goodbye);
        if (how == "offers that fail"_L1)
            fixture.stub.offer(last, u"again"_s);
        if (how != "a person and the network push"_L1)
            fixture.stub.sockets[last]->close();
    });
    QTimer push;
    connect(&push, &QTimer::timeout, this, [&] {
        session.retryNow();
        session.networkChanged(true);
        if (session.state() == State::Ready)
            fixture.stub.hangUp(fixture.stub.sockets.size() - 1);
    });
    if (how == "a person and the network push"_L1)
        push.start(3ms);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(calls.size() >= 8, 20'000);
    constexpr qint64 slack = 20'000; // we are told a moment after the limiter was asked
    for (qsizetype i = 1; i < calls.size(); ++i)
        QVERIFY2(calls[i] - calls[i - 1] >= 40'000 - slack,
                 qPrintable(QString::number(calls[i] - calls[i - 1])));
    for (qsizetype i = 3; i < calls.size(); ++i)
        QVERIFY2(calls[i] - calls[0] >= (i - 2) * 200'000 - slack,
                 qPrintable(QString::number(calls[i] - calls[0])));
}

void TestHandOver::limitedStreamsWait_data()
{
    QTest::addColumn<bool>("afterHello");
    QTest::newRow("instead of hello") << false;
    QTest::newRow("later, before the close") << true;
}

void TestHandOver::limitedStreamsWait()
{
    QFETCH(bool, afterHello);
    const QByteArray limited =
        R"({"type":"error","error":{"code":17,"msg":"Ratelimited","retry_after":100,"source":"rtm"}})";
    Fixture fixture;
    if (afterHello) {
        QVERIFY(fixture.rig.ready());
        fixture.stub.say(0, limited);
        fixture.stub.sockets[0]->close();
    } else {
        fixture.stub.firstWord = limited;
        fixture.rig.session->open();
    }
    QTRY_COMPARE(fixture.rig.session->state(), State::Backoff);
    QCOMPARE(fixture.rig.session->lastError().kind, Error::Kind::RateLimited);
    QVERIFY(fixture.rig.session->nextAttemptIn() > 90s);
    fixture.rig.session->retryNow();
    fixture.rig.session->networkChanged(true);
    QCOMPARE(fixture.rig.session->state(), State::Backoff);
    QVERIFY(fixture.rig.session->nextAttemptIn() > 90s);
}

static qsizetype openFiles()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size();
}

void TestHandOver::nothingIsLeftBehind_data()
{
    QTest::addColumn<bool>("byHandOver");
    QTest::addColumn<int>("times");
    QTest::newRow("reconnects") << false << 300;
    QTest::newRow("hand-overs") << true << 100;
}

void TestHandOver::nothingIsLeftBehind()
{
    QFETCH(bool, byHandOver);
    QFETCH(int, times);
    auto timings = quickTimings();
    timings.firstBackoff = timings.maxBackoff = 1ms;
    Rig rig(demo::DemoServer::token(), timings);
    const auto count = [&rig] { return rig.session->findChildren<QObject *>().size(); };
    // QTest's own waits sleep between two looks; hundreds of them would take minutes.
    QEventLoop loop;
    QTimer guard;
    guard.setSingleShot(true);
    connect(&guard, &QTimer::timeout, &loop, &QEventLoop::quit);
    quint32 wanted = 0;
    const auto look = [&] {
        if (rig.session->connectionNumber() >= wanted && rig.session->state() == State::Ready)
            loop.quit();
    };
    connect(rig.session.get(), &RtmSession::stateChanged, &loop, look);
    connect(rig.session.get(), &RtmSession::progressed, &loop, look);
    const auto reconnect = [&](int rounds) {
        for (int i = 0; i < rounds; ++i) {
            wanted = rig.session->connectionNumber() + 1;
            byHandOver ? rig.server.broadcast(goodbye) : rig.server.dropAll();
            guard.start(10s);
            loop.exec();
            if (rig.session->connectionNumber() < wanted)
                return false;
        }
        return true;
    };
    QVERIFY(rig.ready());
    QVERIFY(reconnect(20)); // pools and caches fill
    QTRY_COMPARE(rig.server.connectionCount(), 1);
    const qsizetype files = openFiles();
    const qsizetype children = count();
    QVERIFY(reconnect(times));
    // The API's own connections may come and go; a leak would count in hundreds.
    QTRY_VERIFY2(openFiles() <= files + 8, qPrintable(u"%1 files, then %2"_s.arg(files).arg(openFiles())));
    QTRY_VERIFY2(count() <= children + 4, qPrintable(u"%1 objects, then %2"_s.arg(children).arg(count())));
}

RTMSCOPE_TEST_MAIN(TestHandOver)
#include "tst_handover.moc"
