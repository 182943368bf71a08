// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/outbox/sendreconciler.h"

#include "tests/core/session/rtmstub.h"
#include "tests/support/manualclock.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = OutboxItem::State;

//! What became of messages that were not answered: by the stream, by the server's history, and by neither.
class TestSendReconciler : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEchoSettlesWhatIsInDoubt();
    void othersMessagesSettleNothing_data();
    void othersMessagesSettleNothing();
    void twinsOfWhatIsOnItsWayWait();
    void historyIsAskedOnceForAPlace();
    void theServerMayStillBeAtIt();
    void whatIsMissingGoesAgainIfItShall();
    void itsThreadIsGone();
    void looksThatFail_data();
    void looksThatFail();
    void anotherAccountCannotLook();
    void nobodyLooksWithoutAConnection();
    void discardedMeanwhile();
    void whoAsksOnceMoreGetsAnAnswer();
};

namespace {

const ChannelId ops(u"C0OPS"_s);

//! An outbox of which the test is the rest, a session that is connected, and a history that the test decides.
class Desk final : public SendReconciler::Host
{
public:
    Desk()
        : rig(demo::DemoServer::token(), quickTimings(),
              [this](ConnectionSettings &config) { config.apiBase = stub.apiBase(); })
    {
        stub.otherMethods = [this](const QByteArray &method) {
            asked.append(method);
            return history;
        };
        clock.advance(1h);
        connected = rig.ready();
    }

    QString author() const override { return who; }
    void note(const SendItem &item, QStringView step, const Error *error) override
    {
        steps << item.local + u' ' + step.toString() + (error ? u' ' + error->code : QString());
    }
    void settle(SendItem &item, const MessageTs &ts, QStringView by) override
    {
        const QString local = item.local;
        settled << local + u' ' + ts.text() + u' ' + by.toString();
        reconciler.claim(item.message.channel, ts);
        queue.take(local);
    }
    void sendAgain(SendItem &item) override
    {
        again << item.local;
        item.state = State::Queued;
    }
    void itemsChanged() override { ++changes; }
    void reconciled() override { ++answers; }

    SendItem &item(const QString &local, const QString &text, State state = State::Checking,
                   const MessageTs &thread = {})
    {
        SendItem made;
        made.local = local;
        made.message = {ops, text, thread, false, SendRoute::Rtm};
        made.state = state;
        made.firstWrittenUs = 1'000'000'000;
        made.writtenUs = clock.monotonicUs();
        made.author = who;
        return queue.add(std::move(made));
    }
    //! An event that comes over the stream.
    void say(const QByteArray &more, const QByteArray &ts = "1000.000100")
    {
        Event event;
        event.type = u"message"_s;
        event.raw = R"({"type":"message","channel":"C0OPS","ts":")" + ts + R"(",)" + more + '}';
        event.user = QJsonDocument::fromJson(event.raw).object().value("user"_L1).toString();
        reconciler.eventCame(event);
    }
    //! Looks, and waits for all answers.
    bool look(int count = 1)
    {
        const int before = answers;
        reconciler.look();
        return QTest::qWaitFor([&] { return answers >= before + count; }, 10'000);
    }
    static QByteArray page(const QByteArray &messages, const QByteArray &more = {})
    {
        return R"({"ok":true,"messages":[)" + messages + ']' + more + '}';
    }
    static QByteArray own(const QByteArray &text, const QByteArray &ts = "1000.000200")
    {
        return R"({"type":"message","user":"U0ME","text":")" + text + R"(","ts":")" + ts + "\"}";
    }

    RtmStub stub;
    QByteArray history = page({});
    QList<QByteArray> asked;
    Rig rig;
    bool connected = false;
    ManualClock clock;
    SendQueue queue;
    Outbox::Timings timings;
    SendReconciler reconciler{*this, queue, *rig.session, clock, timings};
    QString who = u"U0ME"_s;
    QStringList steps;
    QStringList settled;
    QStringList again;
    int changes = 0;
    int answers = 0;
};

} // namespace

void TestSendReconciler::anEchoSettlesWhatIsInDoubt()
{
    for (const State state : {State::Checking, State::Missing, State::Unknown}) {
        Desk desk;
        QVERIFY(desk.connected);
        desk.item(u"a"_s, u"hi"_s, state);
        desk.say(R"("user":"U0ME","text":"hi")");
        QCOMPARE(desk.settled, QStringList(u"a 1000.000100 echo"_s));
        // One message settles one send.
        desk.item(u"b"_s, u"hi"_s, state);
        desk.say(R"("user":"U0ME","text":"hi")");
        QCOMPARE(desk.settled.size(), 1);
        desk.say(R"("user":"U0ME","text":"hi","reply_to":3)", "1000.000300");
        QCOMPARE(desk.settled.constLast(), u"b 1000.000300 replay"_s);
        QVERIFY(desk.asked.isEmpty());
    }
}

void TestSendReconciler::othersMessagesSettleNothing_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("ts");
    const QByteArray ts = "1000.000100";
    QTest::newRow("somebody else's") << QByteArray(R"("user":"U1","text":"hi")") << ts;
    QTest::newRow("another text") << QByteArray(R"("user":"U0ME","text":"ho")") << ts;
    QTest::newRow("in a thread") << QByteArray(R"("user":"U0ME","text":"hi","thread_ts":"900.000000")") << ts;
    QTest::newRow("a change") << QByteArray(R"("user":"U0ME","text":"hi","subtype":"message_changed")") << ts;
    QTest::newRow("long before") << QByteArray(R"("user":"U0ME","text":"hi")") << QByteArray("900.000000");
}

void TestSendReconciler::othersMessagesSettleNothing()
{
    QFETCH(QByteArray, more);
    QFETCH(QByteArray, ts);
    Desk desk;
    QVERIFY(desk.connected);
    desk.item(u"a"_s, u"hi"_s);
    desk.say(more, ts);
    QVERIFY(desk.settled.isEmpty());
    QVERIFY(desk.queue.byLocal(u"a"_s));
}

//! What was seen may be the one that still waits for its own answer, which knows better.
void TestSendReconciler::twinsOfWhatIsOnItsWayWait()
{
    Desk desk;
    QVERIFY(desk.connected);
    desk.item(u"a"_s, u"hi"_s);
    desk.item(u"b"_s, u"hi"_s, State::Written);
    desk.say(R"("user":"U0ME","text":"hi")");
    QVERIFY(desk.settled.isEmpty());
    QVERIFY(!desk.reconciler.mayLook(*desk.queue.byLocal(u"a"_s)));
    desk.queue.take(u"b"_s);
    desk.reconciler.settleSeen();
    QCOMPARE(desk.settled, QStringList(u"a 1000.000100 echo"_s));
}

void TestSendReconciler::historyIsAskedOnceForAPlace()
{
    Desk desk;
    QVERIFY(desk.connected);
    const MessageTs thread(u"900.000000"_s);
    desk.history = Desk::page(Desk::own("one") + ',' + Desk::own("two", "1000.000300") +
                              R"(,{"type":"message","user":"U1","text":"three","ts":"1000.000400"})");
    desk.item(u"a"_s, u"one"_s);
    desk.item(u"b"_s, u"two"_s);
    desk.item(u"c"_s, u"three"_s);
    desk.item(u"d"_s, u"one"_s, State::Checking, thread); // the page does not say that it is of the thread
    QVERIFY(desk.look(2));
    std::sort(desk.asked.begin(), desk.asked.end());
    QCOMPARE(desk.asked, QList<QByteArray>({"conversations.history", "conversations.replies"}));
    desk.settled.sort();
    QCOMPARE(desk.settled, QStringList({u"a 1000.000200 history"_s, u"b 1000.000300 history"_s}));
    QVERIFY(desk.queue.byLocal(u"c"_s) && desk.queue.byLocal(u"d"_s));
    QCOMPARE(desk.steps.filter(u"checking"_s).size(), 4);
}

//! On the connection that carried it a message may still come; later and later it is looked for, three times.
void TestSendReconciler::theServerMayStillBeAtIt()
{
    Desk desk;
    QVERIFY(desk.connected);
    SendItem &item = desk.item(u"a"_s, u"hi"_s);
    item.connection = desk.rig.session->connectionNumber();
    for (const auto wait : {desk.timings.lookAgain, 2 * desk.timings.lookAgain}) {
        QVERIFY(desk.look());
        QCOMPARE(item.state, State::Checking);
        desk.reconciler.look(); // too early
        QCOMPARE(item.notBeforeUs - desk.clock.monotonicUs(), std::chrono::microseconds(wait).count());
        desk.clock.advance(wait);
    }
    QCOMPARE(desk.asked.size(), 2);
    QVERIFY(desk.look());
    QCOMPARE(item.state, State::Missing);
    QVERIFY(!item.words.isEmpty());
    QVERIFY(desk.steps.contains(u"a missing"_s));
    QCOMPARE(desk.changes, 1);
    // On another connection it can't come any more.
    SendItem &other = desk.item(u"b"_s, u"ho"_s);
    other.connection = item.connection + 1;
    QVERIFY(desk.look());
    QCOMPARE(other.state, State::Missing);
}

void TestSendReconciler::whatIsMissingGoesAgainIfItShall()
{
    Desk desk;
    QVERIFY(desk.connected);
    desk.item(u"a"_s, u"hi"_s).resend = true;
    QVERIFY(desk.look());
    QCOMPARE(desk.again, QStringList(u"a"_s));
    QVERIFY(!desk.queue.byLocal(u"a"_s)->resend); // once
    // But not if it has come meanwhile.
    Desk late;
    late.history = Desk::page(Desk::own("hi"));
    late.item(u"a"_s, u"hi"_s).resend = true;
    QVERIFY(late.look());
    QVERIFY(late.again.isEmpty());
    QCOMPARE(late.settled.size(), 1);
}

void TestSendReconciler::itsThreadIsGone()
{
    Desk desk;
    QVERIFY(desk.connected);
    desk.history = R"({"ok":false,"error":"thread_not_found"})";
    SendItem &item = desk.item(u"a"_s, u"hi"_s, State::Checking, MessageTs(u"900.000000"_s));
    QVERIFY(desk.look());
    QCOMPARE(item.state, State::Missing);
    QVERIFY(desk.steps.contains(u"a missing thread_not_found"_s));
}

void TestSendReconciler::looksThatFail_data()
{
    QTest::addColumn<QByteArray>("history");
    QTest::addColumn<int>("looks");
    QTest::addColumn<QString>("code");
    QTest::newRow("for good") << QByteArray(R"({"ok":false,"error":"missing_scope"})") << 1
                              << u"missing_scope"_s;
    QTest::newRow("for a while") << QByteArray(R"({"ok":false,"error":"internal_error"})") << 3
                                 << u"internal_error"_s;
    QTest::newRow("nonsense") << QByteArray("<html>") << 3 << u"not_json"_s;
    QTest::newRow("cut") << Desk::page({}, R"(,"has_more":true)") << 3 << u"history_cut"_s;
}

void TestSendReconciler::looksThatFail()
{
    QFETCH(QByteArray, history);
    QFETCH(int, looks);
    QFETCH(QString, code);
    Desk desk;
    QVERIFY(desk.connected);
    desk.history = history;
    SendItem &item = desk.item(u"a"_s, u"hi"_s);
    item.resend = true;
    for (int look = 1; look <= looks; ++look) {
        QCOMPARE(item.state, State::Checking);
        QVERIFY(desk.look());
        desk.clock.advance(1min);
    }
    QCOMPARE(item.state, State::Unknown);
    QVERIFY(!item.resend); // nobody knows, so a person decides
    QVERIFY(!item.words.isEmpty());
    QCOMPARE(desk.steps.constLast(), u"a unchecked "_s + code);
    QVERIFY(desk.again.isEmpty());
    // What comes after all settles it.
    desk.say(R"("user":"U0ME","text":"hi")");
    QCOMPARE(desk.settled.size(), 1);
}

void TestSendReconciler::anotherAccountCannotLook()
{
    Desk desk;
    QVERIFY(desk.connected);
    SendItem &item = desk.item(u"a"_s, u"hi"_s);
    item.author = u"U0SOMEBODY"_s;
    QVERIFY(desk.look());
    QCOMPARE(item.state, State::Unknown);
    QCOMPARE(desk.steps.constLast(), u"a unchecked other_account"_s);
    QVERIFY(desk.asked.isEmpty());
}

void TestSendReconciler::nobodyLooksWithoutAConnection()
{
    Desk desk;
    QVERIFY(desk.connected);
    SendItem &item = desk.item(u"a"_s, u"hi"_s);
    desk.rig.session->close();
    desk.reconciler.look();
    QTest::qWait(50);
    QVERIFY(desk.asked.isEmpty() && !item.looking);
    QCOMPARE(item.state, State::Checking);
}

void TestSendReconciler::discardedMeanwhile()
{
    Desk desk;
    QVERIFY(desk.connected);
    desk.history = Desk::page(Desk::own("hi"));
    desk.item(u"a"_s, u"hi"_s);
    desk.item(u"b"_s, u"ho"_s);
    desk.reconciler.look();
    desk.queue.take(u"a"_s);
    desk.queue.byLocal(u"b"_s)->state = State::Failed;
    QTRY_COMPARE(desk.answers, 1);
    QVERIFY(desk.settled.isEmpty());
    QCOMPARE(desk.queue.byLocal(u"b"_s)->state, State::Failed);
}

//! The server had its time when we looked before, so this look decides.
void TestSendReconciler::whoAsksOnceMoreGetsAnAnswer()
{
    Desk desk;
    QVERIFY(desk.connected);
    SendItem &item = desk.item(u"a"_s, u"hi"_s, State::Unknown);
    item.connection = desk.rig.session->connectionNumber();
    item.notBeforeUs = desk.clock.monotonicUs() + 1'000'000'000;
    desk.reconciler.startCheck(item);
    QCOMPARE(item.state, State::Checking);
    QTRY_COMPARE(item.state, State::Missing);
    QCOMPARE(desk.asked.size(), 1);
}

RTMSCOPE_TEST_MAIN(TestSendReconciler)
#include "tst_sendreconciler.moc"
