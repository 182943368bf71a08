// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/config/statestore.h"
#include "core/errors/errorwords.h"
#include "core/outbox/outbox.h"
#include "tests/core/session/rig.h"
#include "tests/support/slowdown.h"
#include "tests/support/testmain.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = OutboxItem::State;
using Hold = OutboxItem::Hold;

//! What a person sent, until the server has it: over real sockets, with a real file behind it.
class TestOutbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void aMessageIsQueuedWrittenAndSent();
    void writtenIsRecordedBeforeTheFrame();
    void threadAndBroadcastGoAlong();
    void waitsForTheConnection();
    void keepsTheOrderOfTyping();
    void pacesAfterABurst();
    void itemsTellWhatTheyWaitFor();
    void aQueuedMessageCanBeMoved();
    void messagesFollowTheirConversation();

    void refusedMessagesFailWithWords_data();
    void refusedMessagesFailWithWords();
    void refusalsThatPassAreTriedAgain_data();
    void refusalsThatPassAreTriedAgain();
    void refusalsThatDoNotPassFail_data();
    void refusalsThatDoNotPassFail();
    void timePassesMeanwhile_data();
    void timePassesMeanwhile();
    void observingKeepsTheTextAsFailed();
    void disarmingHoldsWhatIsQueued();
    void anotherAccountSendsNothingOfThis();

    void aLateAnswerStillCounts();
    void historySettlesWhatWasNotAnswered_data();
    void historySettlesWhatWasNotAnswered();
    void whatTheServerNeverGotIsSaidToBeMissing();
    void theReplayedMessageConfirms();
    void theEchoOnAnotherSocketConfirms();
    void retryingWhatIsMissingLooksOnceMore();
    void historyThatCanNotBeReadSaysSo_data();
    void historyThatCanNotBeReadSaysSo();
    void aThreadThatIsGoneHasNoReply();
    void theSameTextTwiceArrivesTwice();
    void oneMessageSettlesOneSend();
    void aTwinWaitsWhileTheFirstIsLookedFor();

    void partsWaitForEachOther();
    void aFailedPartHoldsBackTheLaterOnes();
    void postMessageIsARouteToo();
    void aLostAnswerOfPostMessageIsLookedFor_data();
    void aLostAnswerOfPostMessageIsLookedFor();

    void retryAndDiscard();
    void theDiscardedComesBack();
    void queuedSurvivesARestart();
    void theOrderSurvivesARestart();
    void writtenIsLookedForAfterARestart_data();
    void writtenIsLookedForAfterARestart();
    void aMessageOfAnEarlierRunIsNobodyElses();
    void failedComesBackFailed();
    void sentIsForgotten();
    void takingItOverRemovesTheDraft();
    void aFullDiskTakesNothing();
    void nothingLeavesThatCanNotBeWrittenDown();
    void nothingIsTakenUpWithoutWhatWasSettled();

private:
    OutgoingMessage general(const QString &text) const
    {
        return {ChannelId(u"C0GENERAL"_s), text, {}, false};
    }
    std::unique_ptr<StateStore> openStore() const { return std::move(StateStore::open(m_path)).value(); }
    void execute(const QString &statement) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

namespace {

//! The steps of one message, in order, without the reasons to wait.
QStringList steps(const Rig &rig, const QString &local)
{
    QStringList out;
    const auto notes = rig.notes(u"send"_s);
    for (const QJsonObject &note : notes) {
        if (note["local"_L1] == local && note["step"_L1] != u"held"_s)
            out << note["step"_L1].toString();
    }
    return out;
}

QJsonObject lastStep(const Rig &rig, const QString &local)
{
    QJsonObject last;
    const auto notes = rig.notes(u"send"_s);
    for (const QJsonObject &note : notes) {
        if (note["local"_L1] == local)
            last = note;
    }
    return last;
}

QStringList sentTexts(const Rig &rig)
{
    QStringList out;
    const auto frames = rig.frames(Direction::Out);
    for (const QByteArray &frame : frames) {
        const QJsonObject object = QJsonDocument::fromJson(frame).object();
        if (object["type"_L1] == u"message"_s)
            out << object["text"_L1].toString();
    }
    return out;
}

State stateOf(const Outbox &outbox, const QString &local)
{
    const auto items = outbox.items();
    for (const OutboxItem &item : items) {
        if (item.local == local)
            return item.state;
    }
    return State(99);
}

Hold holdOf(const Outbox &outbox, const QString &local)
{
    const auto items = outbox.items();
    for (const OutboxItem &item : items) {
        if (item.local == local)
            return item.hold;
    }
    return Hold(99);
}

//! Waits that do not make a test slow.
Outbox::Timings quick()
{
    return {1000ms, 20ms, 10ms, 10ms, 10ms, 20ms};
}

RtmSession::Timings impatient(std::chrono::milliseconds ackDeadline = 50ms)
{
    RtmSession::Timings timings = quickTimings();
    timings.ackDeadline = ackDeadline;
    timings.resumeWindow = 30ms;
    return timings;
}

//! How often the server itself has that text in a place, by its own account.
int onServer(const Rig &rig, const QString &text, const MessageTs &thread = {})
{
    int count = -1;
    ApiArguments arguments{{u"channel"_s, u"C0GENERAL"_s}, {u"limit"_s, u"200"_s}};
    if (thread)
        arguments.append({u"ts"_s, thread.text()});
    rig.session->web().callOnce(thread ? u"conversations.replies"_s : u"conversations.history"_s, arguments,
                                rig.session.get(), [&](const Result<ApiAnswer> &answer) {
                                    count = 0;
                                    for (const json::Value &each : answer->root()["messages"].elements())
                                        count += each["text"].text() == text ? 1 : 0;
                                });
    return QTest::qWaitFor([&] { return count >= 0; }) ? count : -1;
}

} // namespace

void TestOutbox::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"state.sqlite"_s);
}

void TestOutbox::execute(const QString &statement) const
{
    {
        QSqlDatabase raw = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"raw"_s);
        raw.setDatabaseName(m_path);
        QVERIFY(raw.open());
        QSqlQuery query(raw);
        QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(u"raw"_s);
}

// --- The way out

void TestOutbox::aMessageIsQueuedWrittenAndSent()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy counts(&outbox, &Outbox::pendingCountChanged);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const QString local = *outbox.enqueue(general(u"Hello"_s));
    QCOMPARE(outbox.pendingCount(), 1);
    QCOMPARE(stateOf(outbox, local), State::Written);
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(acknowledged[0][0].toString(), local);
    QVERIFY(acknowledged[0][1].value<MessageTs>());
    QCOMPARE(outbox.pendingCount(), 0);
    QVERIFY(outbox.items().isEmpty());
    QCOMPARE(counts.size(), 2);
    QCOMPARE(steps(rig, local), (QStringList{u"queued"_s, u"written"_s, u"sent"_s}));
    const auto notes = rig.notes(u"send"_s);
    QCOMPARE(notes[0]["channel"_L1], u"C0GENERAL"_s);
    QCOMPARE(notes[0]["text"_L1], u"Hello"_s);
    QVERIFY(notes[0]["typed_us"_L1].toDouble() > 0);
    QVERIFY(!notes[0].contains("thread_ts"_L1));
    QCOMPARE(notes[2]["ts"_L1].toString(), acknowledged[0][1].value<MessageTs>().text());
    QCOMPARE(notes[2]["by"_L1], u"ack"_s);
    QCOMPARE(notes[1]["conn"_L1], 1);
    QCOMPARE(notes[1]["id"_L1], 1);
}

void TestOutbox::writtenIsRecordedBeforeTheFrame()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QVERIFY(rig.ready());
    QVERIFY(outbox.enqueue(general(u"Hello"_s)));
    const auto isWritten = [](const Event &e) { return e.raw.contains(R"("step":"written")"); };
    const auto isFrame = [](const Event &e) { return e.direction == Direction::Out; };
    const auto written = std::find_if(rig.record.cbegin(), rig.record.cend(), isWritten);
    const auto frame = std::find_if(rig.record.cbegin(), rig.record.cend(), isFrame);
    QVERIFY(written != rig.record.cend() && frame != rig.record.cend());
    QCOMPARE(frame - written, 1);
}

void TestOutbox::threadAndBroadcastGoAlong()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    QVERIFY(outbox.enqueue(general(u"Parent"_s)));
    QTRY_COMPARE(acknowledged.size(), 1);
    const auto parent = acknowledged[0][1].value<MessageTs>();
    const QString reply = *outbox.enqueue({ChannelId(u"C0GENERAL"_s), u"Reply"_s, parent, true});
    QTRY_COMPARE(acknowledged.size(), 2);
    const QJsonObject frame = QJsonDocument::fromJson(rig.frames(Direction::Out).last()).object();
    QCOMPARE(frame["thread_ts"_L1].toString(), parent.text());
    QCOMPARE(frame["reply_broadcast"_L1], true);
    QJsonObject queued;
    const auto notes = rig.notes(u"send"_s);
    for (const QJsonObject &note : notes) {
        if (note["local"_L1] == reply && note["step"_L1] == u"queued"_s)
            queued = note;
    }
    QCOMPARE(queued["thread_ts"_L1].toString(), parent.text());
    QCOMPARE(queued["broadcast"_L1], true);
}

void TestOutbox::waitsForTheConnection()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    const QString local = *outbox.enqueue(general(u"Early"_s));
    QCOMPARE(outbox.pendingCount(), 1);
    QCOMPARE(holdOf(outbox, local), Hold::Offline);
    QCOMPARE(lastStep(rig, local)["why"_L1], u"offline"_s);
    QVERIFY(rig.ready());
    QTRY_COMPARE(acknowledged.size(), 1);
}

void TestOutbox::keepsTheOrderOfTyping()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QStringList texts;
    for (int i = 0; i < 5; ++i) {
        texts << u"Message %1"_s.arg(i);
        QVERIFY(outbox.enqueue(general(texts.last())));
    }
    QVERIFY(rig.ready());
    QTRY_COMPARE(acknowledged.size(), 5);
    QCOMPARE(sentTexts(rig), texts);
}

void TestOutbox::pacesAfterABurst()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    QElapsedTimer time;
    time.start();
    QString last;
    for (int i = 0; i < 7; ++i)
        last = *outbox.enqueue(general(u"Message %1"_s.arg(i)));
    QCOMPARE(sentTexts(rig).size(), 5); // the burst goes at once
    const auto items = outbox.items();
    QCOMPARE(items.last().hold, Hold::Pacing);
    QVERIFY(items.last().due.remainingTime() > 1000); // the second of two
    QVERIFY(items.last().due.remainingTime() <= 2001);
    QCOMPARE(lastStep(rig, last)["why"_L1], u"pacing"_s);
    QVERIFY(lastStep(rig, last)["wait_ms"_L1].toInt() > 1000);
    QTRY_COMPARE(acknowledged.size(), 6);
    QVERIFY(time.elapsed() >= 950); // the sixth a second later
}

void TestOutbox::itemsTellWhatTheyWaitFor()
{
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy changed(&outbox, &Outbox::changed);
    const QString local = *outbox.enqueue(general(u"Hello"_s));
    QVERIFY(!changed.isEmpty());
    const auto items = outbox.items();
    QCOMPARE(items.size(), 1);
    QCOMPARE(items[0].local, local);
    QCOMPARE(items[0].message.text, u"Hello"_s);
    QCOMPARE(items[0].state, State::Queued);
    QCOMPARE(items[0].hold, Hold::Offline);
    QVERIFY(items[0].onDisk);
    QVERIFY(items[0].createdAtUs > 0);
    QVERIFY(items[0].due.isForever());
    rig.session->setArmed(false);
    QCOMPARE(outbox.items()[0].hold, Hold::Observing);
}

//! Its id is another one now, and it stays so after a restart.
void TestOutbox::messagesFollowTheirConversation()
{
    const ChannelId now(u"C0NEWER"_s);
    const auto store = openStore();
    {
        Rig rig;
        Outbox outbox(*rig.session, store.get(), u"work"_s);
        QVERIFY(outbox.enqueue(general(u"Hello"_s)));
        QVERIFY(outbox.enqueue({ChannelId(u"C0OTHER"_s), u"Stays"_s, {}, false}));
        QSignalSpy changed(&outbox, &Outbox::changed);
        Q_EMIT rig.session->channelIdChanged({ChannelId(u"C0GENERAL"_s), now, {}}, Event());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(outbox.items()[0].message.channel, now);
        QCOMPARE(outbox.items()[1].message.channel, ChannelId(u"C0OTHER"_s));
    }
    Rig rig;
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QTRY_COMPARE(outbox.items().size(), 2);
    QCOMPARE(outbox.items()[0].message.channel, now);
}

void TestOutbox::aQueuedMessageCanBeMoved()
{
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QStringList locals;
    for (const QString &text : {u"a"_s, u"b"_s, u"c"_s})
        locals << *outbox.enqueue(general(text));
    outbox.move(locals[2], 0);
    outbox.move(locals[0], 2);
    outbox.move(locals[0], 2); // it is there
    outbox.move(locals[0], 3); // there is no such place
    outbox.move(u"no such one"_s, 0);
    QCOMPARE(outbox.items()[0].message.text, u"c"_s);
    QCOMPARE(outbox.items()[2].message.text, u"a"_s);
    QCOMPARE(store->sends(u"work"_s)[0].message.text, u"c"_s);
    QVERIFY(rig.ready());
    QTRY_COMPARE(acknowledged.size(), 3);
    QCOMPARE(sentTexts(rig), (QStringList{u"c"_s, u"b"_s, u"a"_s}));
}

// --- Refusals

void TestOutbox::refusedMessagesFailWithWords_data()
{
    QTest::addColumn<OutgoingMessage>("message");
    QTest::addColumn<QString>("code");
    const auto row = [this](const char *name, const QString &text, const QString &code,
                            SendRoute route = SendRoute::Rtm) {
        OutgoingMessage message = general(text);
        message.route = route;
        QTest::newRow(name) << message << code;
    };
    row("too long", QString(4001, u'a'), u"msg_too_long"_s);
    row("too many bytes", QString(3000, QChar(1)), u"msg_too_long"_s);
    row("no text", u"  "_s, u"no_text"_s);
    row("too long even for chat.postMessage", QString(40'001, u'a'), u"msg_too_long"_s,
        SendRoute::PostMessage);
    row("no text for chat.postMessage", u" \n"_s, u"no_text"_s, SendRoute::PostMessage);
    OutgoingMessage elsewhere = general(u"Hello"_s);
    elsewhere.channel = ChannelId(u"C0NOWHERE"_s);
    QTest::newRow("refused by the server") << elsewhere << u"channel_not_found"_s;
    elsewhere.route = SendRoute::PostMessage;
    QTest::newRow("refused by chat.postMessage") << elsewhere << u"channel_not_found"_s;
}

void TestOutbox::refusedMessagesFailWithWords()
{
    QFETCH(OutgoingMessage, message);
    QFETCH(QString, code);
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy failed(&outbox, &Outbox::failed);
    QVERIFY(rig.ready());
    const QString local = *outbox.enqueue(message);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].toString(), local);
    QCOMPARE(failed[0][1].value<Error>().code, code);
    QCOMPARE(outbox.pendingCount(), 0);
    QCOMPARE(outbox.stuckCount(), 1);
    QCOMPARE(outbox.items()[0].words, failed[0][1].value<Error>().words);
    const QJsonObject note = rig.notes(u"send"_s).last();
    QCOMPARE(note["step"_L1], u"failed"_s);
    QCOMPARE(note["error"_L1]["code"_L1], code);
    QVERIFY(!note["error"_L1]["msg"_L1].toString().isEmpty());
}

void TestOutbox::refusalsThatPassAreTriedAgain_data()
{
    QTest::addColumn<QString>("policy");
    QTest::newRow("cannot process message") << u"fail"_s;
    QTest::newRow("slow down") << u"slow-down"_s;
}

void TestOutbox::refusalsThatPassAreTriedAgain()
{
    QFETCH(QString, policy);
    Rig rig;
    rig.server.setAckPolicy(policy);
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    outbox.setTimings({0ms, 100ms, 100ms, 1ms, 1ms, 1ms});
    QSignalSpy failed(&outbox, &Outbox::failed);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const QString local = *outbox.enqueue(general(u"Hello"_s));
    const QString next = *outbox.enqueue(general(u"Next"_s));
    QTRY_COMPARE(holdOf(outbox, local), Hold::SlowDown);
    QVERIFY(outbox.items()[0].due.remainingTime() <= 100);
    QTRY_VERIFY(steps(rig, local).count(u"written"_s) >= 2);
    rig.server.setAckPolicy(u"ok"_s);
    QTRY_COMPARE(acknowledged.size(), 2);
    QVERIFY(failed.isEmpty());
    QCOMPARE(acknowledged[0][0].toString(), local); // the order of typing
    QCOMPARE(onServer(rig, u"Hello"_s), 1);
    QCOMPARE(onServer(rig, u"Next"_s), 1);
}

void TestOutbox::refusalsThatDoNotPassFail_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<int>("tries");
    QTest::newRow("cannot process message") << u"fail"_s << 5;
    QTest::newRow("slow down") << u"slow-down"_s << 9;
}

void TestOutbox::refusalsThatDoNotPassFail()
{
    QFETCH(QString, policy);
    QFETCH(int, tries);
    Rig rig;
    rig.server.setAckPolicy(policy);
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    outbox.setTimings({0ms, 1ms, 1ms, 1ms, 1ms, 1ms});
    QSignalSpy failed(&outbox, &Outbox::failed);
    QVERIFY(rig.ready());
    const QString local = *outbox.enqueue(general(u"Never"_s));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 5'000 * testing::slowdown);
    QCOMPARE(steps(rig, local).count(u"written"_s), tries);
    QVERIFY(!failed[0][1].value<Error>().words.isEmpty());
}

//! Time passes whenever somebody looks at the clock, as on a busy machine.
class CreepingClock final : public Clock
{
public:
    explicit CreepingClock(qint64 stepUs)
        : m_stepUs(stepUs)
    {
    }
    qint64 nowUs() const override { return Clock::system().nowUs(); }
    qint64 monotonicUs() const override { return Clock::system().monotonicUs() + (m_creptUs += m_stepUs); }

private:
    qint64 m_stepUs;
    mutable qint64 m_creptUs = 0;
};

void TestOutbox::timePassesMeanwhile_data()
{
    QTest::addColumn<int>("stepUs");
    for (const int step : {100, 200, 300, 400, 500, 700, 900, 1100})
        QTest::addRow("%d µs", step) << step;
}

//! What comes due between looking and setting the timer is not forgotten.
void TestOutbox::timePassesMeanwhile()
{
    QFETCH(int, stepUs);
    Rig rig;
    rig.server.setAckPolicy(u"fail"_s);
    const CreepingClock clock(stepUs);
    Outbox outbox(*rig.session, nullptr, u"work"_s, clock);
    outbox.setTimings({0ms, 1ms, 1ms, 1ms, 1ms, 1ms});
    QSignalSpy failed(&outbox, &Outbox::failed);
    QVERIFY(rig.ready());
    QVERIFY(outbox.enqueue(general(u"Never"_s)));
    QTRY_COMPARE(failed.size(), 1);
}

void TestOutbox::observingKeepsTheTextAsFailed()
{
    Rig rig;
    rig.session->setArmed(false);
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy failed(&outbox, &Outbox::failed);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const QString local = *outbox.enqueue(general(u"Hello"_s));
    QVERIFY(failed.isEmpty()); // the caller has the id first
    QCOMPARE(store->sends(u"work"_s).value(0).message.text, u"Hello"_s);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Error>().code, u"observing"_s);
    QVERIFY(sentTexts(rig).isEmpty());
    QCOMPARE(store->sends(u"work"_s).value(0).state, u"failed"_s);
    outbox.retry(local);
    QCOMPARE(failed.size(), 2);
    rig.session->setArmed(true);
    QVERIFY(sentTexts(rig).isEmpty()); // arming sends nothing that was refused before
    outbox.retry(local);
    QTRY_COMPARE(acknowledged.size(), 1);
}

void TestOutbox::disarmingHoldsWhatIsQueued()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    const QString local = *outbox.enqueue(general(u"Hello"_s));
    rig.session->setArmed(false);
    QVERIFY(rig.ready());
    QCOMPARE(holdOf(outbox, local), Hold::Observing);
    QVERIFY(sentTexts(rig).isEmpty());
    rig.session->setArmed(true);
    QTRY_COMPARE(acknowledged.size(), 1);
}

void TestOutbox::anotherAccountSendsNothingOfThis()
{
    const auto store = openStore();
    StoredSend theirs;
    theirs.local = u"theirs"_s;
    theirs.message = general(u"Not mine"_s);
    theirs.state = u"queued"_s;
    theirs.author = u"T0OTHER/U0OTHER"_s;
    StoredSend doubtful = theirs;
    doubtful.local = u"doubtful"_s;
    doubtful.state = u"written"_s;
    QVERIFY(store->putSend(u"work"_s, theirs));
    QVERIFY(store->putSend(u"work"_s, doubtful));
    Rig rig;
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QVERIFY(rig.ready());
    QTRY_COMPARE(stateOf(outbox, u"theirs"_s), State::Failed);
    QTRY_COMPARE(stateOf(outbox, u"doubtful"_s), State::Unknown);
    QVERIFY(sentTexts(rig).isEmpty());
}

// --- No answer

void TestOutbox::aLateAnswerStillCounts()
{
    Rig rig(demo::DemoServer::token(), impatient());
    rig.server.setAckPolicy(u"late"_s);
    rig.server.failNext(u"conversations.history"_s, 99, 500, "{}");
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    outbox.setTimings({1000ms, 20ms, 10ms, 10ms, 5000ms, 20ms}); // history comes too late
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const QString local = *outbox.enqueue(general(u"Hello"_s));
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(steps(rig, local),
             (QStringList{u"queued"_s, u"written"_s, u"unconfirmed"_s, u"checking"_s, u"sent"_s}));
    QCOMPARE(lastStep(rig, local)["by"_L1], u"ack"_s);
}

void TestOutbox::historySettlesWhatWasNotAnswered_data()
{
    QTest::addColumn<bool>("lost"); //!< the connection, else only the answer
    QTest::addColumn<bool>("thread");
    QTest::newRow("no answer") << false << false;
    QTest::newRow("no answer in a thread") << false << true;
    QTest::newRow("the connection broke") << true << false;
    QTest::newRow("the connection broke in a thread") << true << true;
}

void TestOutbox::historySettlesWhatWasNotAnswered()
{
    QFETCH(bool, lost);
    QFETCH(bool, thread);
    Rig rig(demo::DemoServer::token(), impatient(lost ? 10'000ms : 50ms));
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    outbox.setTimings(quick());
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QSignalSpy received(&rig.server, &demo::DemoServer::frameReceived);
    QVERIFY(rig.ready());
    QVERIFY(outbox.enqueue(general(u"Parent"_s)));
    QTRY_COMPARE(acknowledged.size(), 1);
    const MessageTs parent = thread ? acknowledged[0][1].value<MessageTs>() : MessageTs();
    rig.server.setAckPolicy(u"never"_s);
    const QString text = u"See https://example.org/ &amp; \U0001F389"_s;
    const QString local = *outbox.enqueue({ChannelId(u"C0GENERAL"_s), text, parent, false});
    QTRY_COMPARE(received.size(), 2);
    // A second message is the one that a reconnect replays; the first has only the history to speak for it.
    const QString last = *outbox.enqueue(general(u"Last"_s));
    QTRY_COMPARE(received.size(), 3);
    if (lost)
        rig.server.dropAll();
    QTRY_COMPARE(acknowledged.size(), 3);
    QCOMPARE(lastStep(rig, local)["by"_L1], u"history"_s);
    QVERIFY(lastStep(rig, local)["ts"_L1].toString() > parent.text());
    QVERIFY(!steps(rig, last).isEmpty());
    QVERIFY(outbox.items().isEmpty());
    QVERIFY(store->sends(u"work"_s).isEmpty());
    QCOMPARE(sentTexts(rig).size(), 3); // nothing went twice
}

void TestOutbox::whatTheServerNeverGotIsSaidToBeMissing()
{
    Rig rig(demo::DemoServer::token(), impatient(10'000ms));
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    outbox.setTimings(quick());
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    rig.server.muteSockets();
    const QString local = *outbox.enqueue(general(u"Hello"_s));
    QCOMPARE(store->sends(u"work"_s).value(0).state, u"written"_s);
    rig.server.dropAll();
    QTRY_COMPARE(stateOf(outbox, local), State::Checking);
    QCOMPARE(outbox.pendingCount(), 1);
    QVERIFY(rig.readyAgain());
    QTRY_COMPARE(stateOf(outbox, local), State::Missing);
    QCOMPARE(outbox.pendingCount(), 0);
    QCOMPARE(outbox.stuckCount(), 1);
    QVERIFY(outbox.items()[0].maySendAgain());
    QVERIFY(!outbox.items()[0].words.isEmpty());
    QCOMPARE(steps(rig, local),
             (QStringList{u"queued"_s, u"written"_s, u"unconfirmed"_s, u"checking"_s, u"missing"_s}));
    QCOMPARE(store->sends(u"work"_s).value(0).state, u"unconfirmed"_s);
    QCOMPARE(sentTexts(rig).size(), 1); // never sent again by itself
    outbox.retryAll();
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(onServer(rig, u"Hello"_s), 1);
}

void TestOutbox::theReplayedMessageConfirms()
{
    Rig rig;
    rig.server.setAckPolicy(u"never"_s);
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QSignalSpy received(&rig.server, &demo::DemoServer::frameReceived);
    QVERIFY(rig.ready());
    const QString local = *outbox.enqueue(general(u"Did you get this? https://example.org/"_s));
    QTRY_COMPARE(received.size(), 1);
    rig.server.dropAll();
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(steps(rig, local), (QStringList{u"queued"_s, u"written"_s, u"unconfirmed"_s, u"sent"_s}));
    QCOMPARE(lastStep(rig, local)["by"_L1], u"replay"_s);
}

void TestOutbox::theEchoOnAnotherSocketConfirms()
{
    // No answer, no history; but the server sends a socket its own messages too.
    Rig rig(demo::DemoServer::token(), impatient());
    rig.server.setAckPolicy(u"never"_s);
    rig.server.failNext(u"conversations.history"_s, 99, 500, "{}");
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    outbox.setTimings({1000ms, 20ms, 10ms, 10ms, 60'000ms, 20ms});
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const QString local = *outbox.enqueue(general(u"see https://x.org/"_s));
    QTRY_COMPARE(stateOf(outbox, local), State::Checking);
    int micros = 100;
    QString ts;
    const auto echo = [&](const QString &user, const QString &channel, const QString &text,
                          const QString &more = {}) {
        ts = u"%1.%2"_s.arg(QDateTime::currentSecsSinceEpoch() + 1).arg(++micros, 6, 10, QLatin1Char('0'));
        rig.server.broadcast(
            u"{\"type\":\"message\",\"channel\":\"%1\",\"user\":\"%2\",\"text\":\"%3\",\"ts\":"
            "\"%4\"%5}"_s.arg(channel, user, text, ts, more)
                .toUtf8());
    };
    const QString self = rig.session->identity().self.text();
    echo(u"U0SOMEBODY"_s, u"C0GENERAL"_s, u"see <https://x.org/>"_s);
    echo(self, u"C0OTHER"_s, u"see <https://x.org/>"_s);
    echo(self, u"C0GENERAL"_s, u"see <https://y.org/>"_s);
    echo(self, u"C0GENERAL"_s, u"see <https://x.org/>"_s, u",\"thread_ts\":\"1.000001\""_s);
    echo(self, u"C0GENERAL"_s, u"see <https://x.org/>"_s, u",\"subtype\":\"me_message\""_s);
    QSignalSpy batches(rig.session.get(), &EventSource::batchEnded);
    QTRY_VERIFY(!batches.isEmpty());
    QCOMPARE(stateOf(outbox, local), State::Checking);
    echo(self, u"C0GENERAL"_s, u"see <https://x.org/>"_s);
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(acknowledged[0][1].value<MessageTs>().text(), ts);
    QCOMPARE(lastStep(rig, local)["by"_L1], u"echo"_s);
}

void TestOutbox::retryingWhatIsMissingLooksOnceMore()
{
    // The frame sat in a proxy, say, and arrived after we had looked.
    Rig rig(demo::DemoServer::token(), impatient(10'000ms));
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    outbox.setTimings(quick());
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    rig.server.muteSockets();
    const QString local = *outbox.enqueue(general(u"Hello"_s));
    rig.server.dropAll();
    QVERIFY(rig.readyAgain());
    QTRY_COMPARE(stateOf(outbox, local), State::Missing);
    bool posted = false;
    rig.session->web().callOnce(u"chat.postMessage"_s,
                                {{u"channel"_s, u"C0GENERAL"_s}, {u"text"_s, u"Hello"_s}}, this,
                                [&posted](const Result<ApiAnswer> &answer) { posted = answer.ok(); });
    QTRY_VERIFY(posted);
    outbox.retry(local);
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(onServer(rig, u"Hello"_s), 1);
    QCOMPARE(sentTexts(rig).size(), 1);
}

void TestOutbox::historyThatCanNotBeReadSaysSo_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("asked");
    QTest::newRow("server trouble") << 500 << QByteArray("{}") << 3;
    QTest::newRow("no right to") << 200 << QByteArray(R"({"ok":false,"error":"missing_scope"})") << 1;
    QTest::newRow("no such channel any more")
        << 200 << QByteArray(R"({"ok":false,"error":"channel_not_found"})") << 1;
    QTest::newRow("a part only") << 200 << QByteArray(R"({"ok":true,"messages":[],"has_more":true})") << 3;
}

//! Where there is no thread there is no reply of ours either: that is an answer, not a failed look.
void TestOutbox::aThreadThatIsGoneHasNoReply()
{
    Rig rig(demo::DemoServer::token(), impatient());
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    outbox.setTimings(quick());
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    QVERIFY(outbox.enqueue(general(u"Parent"_s)));
    QTRY_COMPARE(acknowledged.size(), 1);
    rig.server.setAckPolicy(u"never"_s);
    rig.server.failNext(u"conversations.replies"_s, 10, 200, R"({"ok":false,"error":"thread_not_found"})");
    OutgoingMessage message = general(u"Hello"_s);
    message.thread = acknowledged[0][1].value<MessageTs>();
    const QString local = *outbox.enqueue(message);
    QTRY_COMPARE(stateOf(outbox, local), State::Missing);
    QVERIFY(outbox.items()[0].words.contains(u"no such message"_s));
    QCOMPARE(steps(rig, local).last(), u"missing"_s);
    QCOMPARE(store->sends(u"work"_s).size(), 1); // whoever wrote it decides
}

void TestOutbox::historyThatCanNotBeReadSaysSo()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, asked);
    Rig rig(demo::DemoServer::token(), impatient());
    rig.server.setAckPolicy(u"never"_s);
    rig.server.failNext(u"conversations.history"_s, asked, status, body);
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    outbox.setTimings(quick());
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const QString local = *outbox.enqueue(general(u"Hello"_s));
    QTRY_COMPARE(stateOf(outbox, local), State::Unknown);
    QVERIFY(!outbox.items()[0].maySendAgain());
    QVERIFY(!outbox.items()[0].words.isEmpty());
    QCOMPARE(steps(rig, local).last(), u"unchecked"_s);
    outbox.retryAll(); // not what may have arrived
    QCOMPARE(stateOf(outbox, local), State::Unknown);
    QCOMPARE(sentTexts(rig).size(), 1);
    outbox.retry(local); // looks, sends nothing
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(sentTexts(rig).size(), 1);

    // And what the user wants sent all the same is sent.
    rig.server.failNext(u"conversations.history"_s, asked, status, body);
    const QString second = *outbox.enqueue(general(u"Second"_s));
    QTRY_COMPARE(stateOf(outbox, second), State::Unknown);
    rig.server.setAckPolicy(u"ok"_s);
    outbox.sendAnyway(second);
    QTRY_COMPARE(acknowledged.size(), 2);
    QVERIFY(steps(rig, second).contains(u"confirmed"_s));
    QCOMPARE(onServer(rig, u"Second"_s), 2); // as they were told it might
}

//! "ok" and "ok", typed on purpose: both arrive, whatever happens to the answers.
void TestOutbox::theSameTextTwiceArrivesTwice()
{
    Rig rig(demo::DemoServer::token(), impatient(10'000ms));
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    outbox.setTimings(quick());
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QSignalSpy received(&rig.server, &demo::DemoServer::frameReceived);
    QVERIFY(rig.ready());
    rig.server.setAckPolicy(u"never"_s);
    QVERIFY(outbox.enqueue(general(u"ok"_s)));
    QVERIFY(outbox.enqueue(general(u"ok"_s)));
    QTRY_COMPARE(received.size(), 2);
    rig.server.dropAll();
    QTRY_COMPARE(acknowledged.size(), 2);
    QVERIFY(acknowledged[0][1].value<MessageTs>() != acknowledged[1][1].value<MessageTs>());
    QCOMPARE(onServer(rig, u"ok"_s), 2);
    QCOMPARE(store->settled(u"work"_s)->size(), 2);
}

void TestOutbox::oneMessageSettlesOneSend()
{
    // The first "ok" arrived and was acknowledged; the second, a moment later, was lost.
    Rig rig(demo::DemoServer::token(), impatient(10'000ms));
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    outbox.setTimings(quick());
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    QVERIFY(outbox.enqueue(general(u"ok"_s)));
    QTRY_COMPARE(acknowledged.size(), 1);
    rig.server.muteSockets();
    const QString lost = *outbox.enqueue(general(u"ok"_s));
    rig.server.dropAll();
    QTRY_COMPARE(stateOf(outbox, lost), State::Missing);
    outbox.retry(lost);
    QTRY_COMPARE(acknowledged.size(), 2);
    QCOMPARE(onServer(rig, u"ok"_s), 2);
}

void TestOutbox::aTwinWaitsWhileTheFirstIsLookedFor()
{
    Rig rig(demo::DemoServer::token(), impatient(10'000ms));
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    outbox.setTimings(quick());
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    rig.server.muteSockets();
    const QString first = *outbox.enqueue(general(u"ok"_s));
    rig.server.rateLimitNext(u"conversations.history"_s, 1, 1); // the look takes a second
    rig.server.dropAll();
    QVERIFY(rig.readyAgain());
    QCOMPARE(stateOf(outbox, first), State::Checking);
    const QString twin = *outbox.enqueue(general(u"ok"_s));
    const QString other = *outbox.enqueue({ChannelId(u"C0OPS"_s), u"ok"_s, {}, false});
    QCOMPARE(holdOf(outbox, twin), Hold::SameText);
    QVERIFY(stateOf(outbox, other) != State::Queued); // to another place it may go
    QTRY_COMPARE(stateOf(outbox, first), State::Missing);
    QTRY_VERIFY(!steps(rig, twin).isEmpty() && steps(rig, twin).last() == u"sent"_s);
    QCOMPARE(stateOf(outbox, first), State::Missing); // the twin's message is not taken for the first one's
    QCOMPARE(onServer(rig, u"ok"_s), 1);
}

// --- Parts and routes

void TestOutbox::partsWaitForEachOther()
{
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const auto parts = splitMessage(general(u"A line of a long report.\n"_s.repeated(400)));
    QVERIFY(parts.size() >= 3);
    const QStringList locals = *outbox.enqueue(parts);
    QCOMPARE(locals.size(), parts.size());
    QCOMPARE(sentTexts(rig).size(), 1); // though five could go at once
    QCOMPARE(holdOf(outbox, locals[1]), Hold::EarlierPart);
    QCOMPARE(outbox.items()[1].part, 2);
    QCOMPARE(outbox.items()[1].parts, int(parts.size()));
    QCOMPARE(store->sends(u"work"_s).value(2).part, 3);
    outbox.move(locals[2], 1);
    QCOMPARE(outbox.items()[1].local, locals[1]); // parts keep their order
    QVERIFY(outbox.enqueue(general(u"After it"_s)));
    QTRY_COMPARE(acknowledged.size(), parts.size() + 1);
    QStringList texts;
    for (const OutgoingMessage &part : parts)
        texts << part.text;
    QCOMPARE(sentTexts(rig), texts + QStringList{u"After it"_s});
}

void TestOutbox::aFailedPartHoldsBackTheLaterOnes()
{
    Rig rig;
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    QSignalSpy failed(&outbox, &Outbox::failed);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    OutgoingMessage bad = general(u"one"_s);
    bad.text = QString(4001, u'x');
    const QStringList locals = *outbox.enqueue({bad, general(u"two"_s), general(u"three"_s)});
    QTRY_COMPARE(failed.size(), 1);
    // What does not belong to it is not held up.
    QVERIFY(outbox.enqueue(general(u"else"_s)));
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(sentTexts(rig), QStringList{u"else"_s});
    QCOMPARE(holdOf(outbox, locals[1]), Hold::EarlierPart);
    outbox.discard(locals[0]); // the user's decision lets the others go
    QTRY_COMPARE(acknowledged.size(), 3);
    QCOMPARE(sentTexts(rig), (QStringList{u"else"_s, u"two"_s, u"three"_s}));
}

void TestOutbox::postMessageIsARouteToo()
{
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    OutgoingMessage message = general(u"word "_s.repeated(2000).trimmed());
    message.route = SendRoute::PostMessage;
    const QString local = *outbox.enqueue(message);
    QCOMPARE(store->sends(u"work"_s).value(0).state, u"written"_s);
    QTRY_COMPARE(acknowledged.size(), 1);
    QVERIFY(acknowledged[0][1].value<MessageTs>());
    QVERIFY(sentTexts(rig).isEmpty()); // no frame
    QCOMPARE(onServer(rig, message.text), 1);
    QCOMPARE(lastStep(rig, local)["by"_L1], u"answer"_s);
    bool via = false;
    const auto notes = rig.notes(u"send"_s);
    for (const QJsonObject &note : notes)
        via = via || note["via"_L1] == u"chat.postMessage"_s;
    QVERIFY(via);
    rig.session->setArmed(false);
    QSignalSpy failed(&outbox, &Outbox::failed);
    QVERIFY(outbox.enqueue(message));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(onServer(rig, message.text), 1);
}

void TestOutbox::aLostAnswerOfPostMessageIsLookedFor_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("server trouble") << 502 << QByteArray("<html>");
    QTest::newRow("half done") << 200 << QByteArray(R"({"ok":false,"error":"fatal_error"})");
    QTest::newRow("no JSON") << 200 << QByteArray("gone");
}

void TestOutbox::aLostAnswerOfPostMessageIsLookedFor()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Rig rig;
    rig.server.failNext(u"chat.postMessage"_s, 1, status, body);
    Outbox outbox(*rig.session, nullptr, u"work"_s);
    outbox.setTimings(quick());
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QSignalSpy called(&rig.server, &demo::DemoServer::apiCalled);
    QVERIFY(rig.ready());
    OutgoingMessage message = general(u"Hello"_s);
    message.route = SendRoute::PostMessage;
    const QString local = *outbox.enqueue(message);
    QTRY_COMPARE(stateOf(outbox, local), State::Missing);
    const auto posts = std::count_if(called.cbegin(), called.cend(), [](const QList<QVariant> &call) {
        return call[0].toString() == "chat.postMessage"_L1;
    });
    QCOMPARE(posts, 1);
    QVERIFY(std::count_if(called.cbegin(), called.cend(), [](const QList<QVariant> &call) {
                return call[0].toString() == "conversations.history"_L1;
            }) >= 2); // the server may still have been at it, so we looked again
    outbox.retry(local);
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(onServer(rig, u"Hello"_s), 1);
}

// --- What the user decides

void TestOutbox::retryAndDiscard()
{
    Rig rig;
    rig.session->setArmed(false);
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy failed(&outbox, &Outbox::failed);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    const QString first = *outbox.enqueue(general(u"First"_s));
    const QString second = *outbox.enqueue(general(u"Second"_s));
    QTRY_COMPARE(failed.size(), 2);
    rig.session->setArmed(true);
    outbox.discard(first);
    outbox.retry(second);
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(steps(rig, first).last(), u"discarded"_s);
    QCOMPARE(steps(rig, second),
             (QStringList{u"queued"_s, u"failed"_s, u"queued"_s, u"written"_s, u"sent"_s}));
    QVERIFY(store->sends(u"work"_s).isEmpty());
    outbox.retry(u"no such message"_s);
    outbox.checkAgain(u"no such message"_s);
    outbox.sendAnyway(u"no such message"_s);
    outbox.discard(u"no such message"_s);
    QCOMPARE(acknowledged.size(), 1);
}

void TestOutbox::theDiscardedComesBack()
{
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QStringList locals;
    for (const QString &text : {u"a"_s, u"b"_s, u"c"_s})
        locals << *outbox.enqueue(general(text));
    QCOMPARE(outbox.restorableText(), QString());
    outbox.discard(locals[1]);
    QCOMPARE(outbox.restorableText(), u"b"_s);
    QCOMPARE(store->sends(u"work"_s).size(), 2);
    outbox.restoreDiscarded();
    QCOMPARE(outbox.restorableText(), QString());
    QCOMPARE(outbox.items()[1].message.text, u"b"_s); // where it was
    QCOMPARE(store->sends(u"work"_s)[1].message.text, u"b"_s);
    QCOMPARE(steps(rig, locals[1]), (QStringList{u"queued"_s, u"discarded"_s, u"restored"_s}));
    QVERIFY(rig.ready());
    QTRY_COMPARE(acknowledged.size(), 3);
    QCOMPARE(sentTexts(rig), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    outbox.restoreDiscarded(); // nothing to restore: nothing happens
    QVERIFY(outbox.items().isEmpty());
}

// --- The disk

void TestOutbox::queuedSurvivesARestart()
{
    {
        Rig offline;
        const auto store = openStore();
        Outbox outbox(*offline.session, store.get(), u"work"_s);
        QVERIFY(outbox.enqueue(general(u"One"_s)));
        QVERIFY(outbox.enqueue({ChannelId(u"C0GENERAL"_s), u"Two"_s, MessageTs(u"1.5"_s), true}));
    }
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QTRY_COMPARE(outbox.pendingCount(), 2);
    QList<QJsonObject> queued;
    const auto notes = rig.notes(u"send"_s);
    std::copy_if(notes.cbegin(), notes.cend(), std::back_inserter(queued),
                 [](const QJsonObject &note) { return note["step"_L1] == u"queued"_s; });
    QCOMPARE(queued.size(), 2);
    QCOMPARE(queued[0]["text"_L1], u"One"_s);
    QCOMPARE(queued[1]["thread_ts"_L1], u"1.5"_s);
    QVERIFY(rig.ready());
    QTRY_COMPARE(sentTexts(rig), (QStringList{u"One"_s, u"Two"_s}));
}

void TestOutbox::theOrderSurvivesARestart()
{
    {
        Rig offline;
        const auto store = openStore();
        Outbox outbox(*offline.session, store.get(), u"work"_s);
        QVERIFY(outbox.enqueue(general(u"One"_s)));
        outbox.move(*outbox.enqueue(general(u"Two"_s)), 0);
    }
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QVERIFY(rig.ready());
    QTRY_COMPARE(sentTexts(rig), (QStringList{u"Two"_s, u"One"_s}));
}

void TestOutbox::writtenIsLookedForAfterARestart_data()
{
    QTest::addColumn<bool>("arrived");
    QTest::newRow("it had arrived") << true;
    QTest::newRow("it never left") << false;
}

void TestOutbox::writtenIsLookedForAfterARestart()
{
    QFETCH(bool, arrived);
    Rig rig;
    rig.server.setAckPolicy(u"never"_s);
    QString local;
    {
        RtmSession::Config config = rig.session->config();
        RtmSession former(config);
        const auto store = openStore();
        Outbox outbox(former, store.get(), u"work"_s);
        QSignalSpy received(&rig.server, &demo::DemoServer::frameReceived);
        former.open();
        QTRY_COMPARE(former.state(), RtmSession::State::Ready);
        if (!arrived)
            rig.server.muteSockets();
        local = *outbox.enqueue(general(u"Hello"_s));
        if (arrived)
            QTRY_COMPARE(received.size(), 1);
    }
    rig.server.setAckPolicy(u"ok"_s);
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    if (arrived) {
        QTRY_COMPARE(acknowledged.size(), 1);
    } else {
        QTRY_COMPARE(stateOf(outbox, local), State::Missing);
        QVERIFY(sentTexts(rig).isEmpty());
        outbox.retry(local); // a person may
        QTRY_COMPARE(acknowledged.size(), 1);
    }
    QCOMPARE(onServer(rig, u"Hello"_s), 1);
    QVERIFY(store->sends(u"work"_s).isEmpty());
}

void TestOutbox::aMessageOfAnEarlierRunIsNobodyElses()
{
    // "ok" arrived and was acknowledged; the next "ok" was lost, and then the program died.
    Rig rig;
    QString lost;
    {
        RtmSession former(rig.session->config());
        const auto store = openStore();
        Outbox outbox(former, store.get(), u"work"_s);
        QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
        former.open();
        QTRY_COMPARE(former.state(), RtmSession::State::Ready);
        QVERIFY(outbox.enqueue(general(u"ok"_s)));
        QTRY_COMPARE(acknowledged.size(), 1);
        rig.server.muteSockets();
        lost = *outbox.enqueue(general(u"ok"_s));
    }
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QVERIFY(rig.ready());
    QTRY_COMPARE(stateOf(outbox, lost), State::Missing);
}

void TestOutbox::failedComesBackFailed()
{
    QString local;
    {
        Rig rig;
        const auto store = openStore();
        Outbox outbox(*rig.session, store.get(), u"work"_s);
        QSignalSpy failed(&outbox, &Outbox::failed);
        QVERIFY(rig.ready());
        local = *outbox.enqueue({ChannelId(u"C0NOWHERE"_s), u"Hello"_s, {}, false});
        QTRY_COMPARE(failed.size(), 1);
    }
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QTRY_COMPARE(steps(rig, local), (QStringList{u"queued"_s, u"failed"_s}));
    QCOMPARE(lastStep(rig, local)["error"_L1]["msg"_L1].toString(), apiError(u"channel_not_found"_s).words);
}

void TestOutbox::sentIsForgotten()
{
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(rig.ready());
    QVERIFY(outbox.enqueue(general(u"Hello"_s)));
    QCOMPARE(store->sends(u"work"_s).value(0).state, u"written"_s);
    QTRY_COMPARE(acknowledged.size(), 1);
    QVERIFY(store->sends(u"work"_s).isEmpty());
}

void TestOutbox::takingItOverRemovesTheDraft()
{
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QVERIFY(store->saveDraft(u"work"_s, ChannelId(u"C0GENERAL"_s), {}, u"Hello"_s));
    QVERIFY(outbox.enqueue(general(u"Hello"_s)));
    // Another connection sees what a restart would.
    const auto reader = openStore();
    QCOMPARE(*reader->draft(u"work"_s, ChannelId(u"C0GENERAL"_s), {}), QString());
    QCOMPARE(reader->sends(u"work"_s).size(), 1);
}

void TestOutbox::aFullDiskTakesNothing()
{
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    QVERIFY(store->saveDraft(u"work"_s, ChannelId(u"C0GENERAL"_s), {}, u"Hello"_s));
    QVERIFY(rig.ready());
    execute(u"CREATE TRIGGER full BEFORE INSERT ON send BEGIN SELECT RAISE(ABORT, 'disk full'); END"_s);
    const auto refused = outbox.enqueue(general(u"Hello"_s));
    QVERIFY(!refused);
    QVERIFY(!refused.error().words.isEmpty());
    QVERIFY(outbox.items().isEmpty());
    QVERIFY(sentTexts(rig).isEmpty());
    QCOMPARE(*store->draft(u"work"_s, ChannelId(u"C0GENERAL"_s), {}), u"Hello"_s);
    // Told of it, the user may send it all the same.
    QVERIFY(outbox.enqueue(general(u"Hello"_s), Safekeeping::MemoryOnly));
    QVERIFY(!outbox.items()[0].onDisk);
    QTRY_COMPARE(acknowledged.size(), 1);
}

void TestOutbox::nothingLeavesThatCanNotBeWrittenDown()
{
    Rig rig;
    const auto store = openStore();
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    outbox.setTimings(quick());
    QSignalSpy troubled(&outbox, &Outbox::storeTroubled);
    QSignalSpy acknowledged(&outbox, &Outbox::acknowledged);
    const QString local = *outbox.enqueue(general(u"Hello"_s));
    execute(u"CREATE TRIGGER full BEFORE UPDATE ON send BEGIN SELECT RAISE(ABORT, 'disk full'); END"_s);
    QVERIFY(rig.ready());
    QTRY_VERIFY(!troubled.isEmpty());
    QTRY_COMPARE(holdOf(outbox, local), Hold::Storage);
    QVERIFY(sentTexts(rig).isEmpty());
    execute(u"DROP TRIGGER full"_s);
    QTRY_COMPARE(acknowledged.size(), 1);
}

void TestOutbox::nothingIsTakenUpWithoutWhatWasSettled()
{
    Rig rig;
    const auto store = openStore();
    {
        Outbox earlier(*rig.session, store.get(), u"work"_s);
        QVERIFY(earlier.enqueue(general(u"Hello"_s)));
    }
    execute(u"ALTER TABLE settled RENAME TO mislaid"_s);
    Outbox outbox(*rig.session, store.get(), u"work"_s);
    QSignalSpy troubled(&outbox, &Outbox::storeTroubled);
    QTRY_COMPARE(troubled.size(), 1);
    QVERIFY(outbox.items().isEmpty());
    execute(u"ALTER TABLE mislaid RENAME TO settled"_s);
    Outbox later(*rig.session, store.get(), u"work"_s);
    QTRY_COMPARE(later.items().size(), 1);
}

RTMSCOPE_TEST_MAIN(TestOutbox)
#include "tst_outbox.moc"
