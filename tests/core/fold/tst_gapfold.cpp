// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/core/workspace/scenario.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;
using testing::entry;

//! The gap ledger as a fold over notes, and what is forgotten in a long run.
class TestGapFold : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOutageFromItsBeginning();
    void notesOfOldRecords();
    void theSameTwice();
    void wantedOutagesCountWhenTheyAreOver();
    void states_data();
    void states();
    void fillsByConversationAndThread();
    void whatWasHeldBefore();
    void oddNotes_data();
    void oddNotes();
    void recordsPastedTogether();
    void onlyMembersMiss();
    void missedMessagesAreUnread();
    void onlyWhatWasMissedIsMissed();
    void onlyTheStreamSaysHowFarWeHeard();
    void ourClockNeedNotBeRight();
    void snapshotsAreIndependent();
    void manyGapsAreBounded();
    void longConversationsAreBounded();
    void allConversationsTogetherAreBounded();
    void parentsOfKeptRepliesStay();
    void whoReadsBackKeepsIt();
    void droppingIsCheap();
    void manySendsAreBounded();
};

namespace {

const ChannelId c1(u"C1"_s);
const ChannelId c2(u"C2"_s);

//! Folds entries, numbered on.
struct Fold
{
    Fold() { add(R"(note {"kind":"state","state":"Ready","self":{"id":"U0","name":"me"}})"); }
    quint64 add(const QByteArray &line)
    {
        lines.append(line);
        workspace.apply(entry(line, ++seq));
        return seq;
    }
    void say(const QByteArray &channel, int seconds, const QByteArray &more = {})
    {
        add(R"(in {"type":"message","channel":")" + channel + R"(","user":"U1","text":"x","ts":")" +
            QByteArray::number(seconds) + R"(.000000")" + more + '}');
    }
    const Gap &gap(qsizetype at) const { return workspace.gaps().at(at); }
    const Conversation &c() const { return *workspace.conversation(c1); }

    Workspace workspace;
    quint64 seq = 0;
    QByteArrayList lines;
};

const QByteArray opening =
    R"(note {"kind":"gap","id":1,"from_us":1000,"cause":"No answer.","code":"no_pong","from_conn":3,"open":true,"proof":"ping 7"})";
const QByteArray closing =
    R"(note {"kind":"gap","id":1,"from_us":1000,"to_us":2000,"cause":"No answer.","code":"no_pong","from_conn":3,"to_conn":4,"attempts":2,"resumed":false,"proof":"ping 7 unanswered"})";

QByteArray backfill(const QByteArray &rest)
{
    return R"(note {"kind":"backfill","gap":1,)" + rest + '}';
}

} // namespace

void TestGapFold::anOutageFromItsBeginning()
{
    Fold fold;
    const quint64 opened = fold.add(opening);
    QCOMPARE(fold.workspace.gaps().size(), 1);
    QVERIFY(fold.gap(0).isOpen());
    QCOMPARE(fold.gap(0).state(), Gap::State::Open);
    QCOMPARE(fold.gap(0).entry(), opened);
    const quint64 revision = fold.workspace.gapsRevision();
    const quint64 closed = fold.add(closing);
    QCOMPARE(fold.workspace.gaps().size(), 1);
    const Gap &gap = fold.gap(0);
    QCOMPARE(gap.id, 1);
    QCOMPARE(gap.fromUs, 1000);
    QCOMPARE(gap.toUs, 2000);
    QCOMPARE(gap.cause, u"No answer."_s);
    QCOMPARE(gap.code, u"no_pong"_s);
    QCOMPARE(gap.proof, u"ping 7 unanswered"_s);
    QCOMPARE(gap.fromConnection, 3U);
    QCOMPARE(gap.toConnection, 4U);
    QCOMPARE(gap.attempts, 2);
    QVERIFY(!gap.resumed);
    QCOMPARE(gap.openedSeq, opened);
    QCOMPARE(gap.closedSeq, closed);
    QCOMPARE(gap.entry(), closed);
    QVERIFY(fold.workspace.gapsRevision() > revision);
    QCOMPARE(fold.workspace.revision(), fold.workspace.gapsRevision());
}

void TestGapFold::notesOfOldRecords()
{
    Fold fold;
    fold.add(R"(note {"kind":"gap","from_us":1000,"to_us":2000,"cause":"a"})");
    fold.add(R"(note {"kind":"gap","from_us":3000,"to_us":4000,"cause":"b"})");
    QCOMPARE(fold.workspace.gaps().size(), 2);
    QCOMPARE(fold.gap(0).id, 1);
    QCOMPARE(fold.gap(1).id, 2);
    QCOMPARE(fold.gap(1).cause, u"b"_s);
    QCOMPARE(fold.gap(1).state(), Gap::State::Unfilled);
    QCOMPARE(fold.gap(1).openedSeq, 0U);
}

void TestGapFold::theSameTwice()
{
    Fold fold;
    fold.say("C1", 1);
    fold.add(opening);
    fold.add(closing);
    fold.add(R"(note {"kind":"gap","from_us":3000,"to_us":4000,"cause":"old"})");
    fold.add(backfill(R"("channel":"C1","state":"done","messages":3,"pages":2)"));
    const QByteArrayList lines = fold.lines;
    for (const QByteArray &line : lines)
        fold.add(line);
    QCOMPARE(fold.workspace.gaps().size(), 2);
    QCOMPARE(fold.workspace.gapCount(), 2U);
    QCOMPARE(fold.gap(0).messages(), 3);
    QCOMPARE(fold.gap(0).closedSeq, 4U);
}

//! Every run ends with one: who quits, misses nothing.
void TestGapFold::wantedOutagesCountWhenTheyAreOver()
{
    Fold fold;
    fold.say("C1", 10);
    fold.add(
        R"(note {"kind":"gap","id":1,"from_us":1000,"open":true,"code":"on_request","cause":"Disconnected."})");
    QVERIFY(fold.workspace.gaps().isEmpty());
    fold.say("C1", 20);
    fold.add(
        R"(note {"kind":"gap","id":1,"from_us":1000,"to_us":2000,"code":"on_request","cause":"Disconnected."})");
    QCOMPARE(fold.workspace.gaps().size(), 1);
    QCOMPARE(fold.gap(0).heldBefore.value(c1), MessageTs(u"10.000000"_s));
}

void TestGapFold::states_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<Gap::State>("state");
    const QByteArray started = backfill(R"("state":"started")");
    const QByteArray done = backfill(R"("channel":"C1","state":"done","messages":1,"pages":1)");
    const QByteArray waiting =
        backfill(R"("channel":"C2","state":"waiting","messages":0,"pages":0,"retry_after_ms":5000)");
    const QByteArray failed = backfill(
        R"("channel":"C2","state":"failed","messages":0,"pages":0,"error":{"code":"x","msg":"Why."})");
    const QByteArray finished = backfill(R"("state":"finished")");
    QTest::newRow("open") << QByteArrayList{opening} << Gap::State::Open;
    QTest::newRow("over") << QByteArrayList{opening, closing} << Gap::State::Unfilled;
    QTest::newRow("handed over")
        << QByteArrayList{R"(note {"kind":"gap","id":1,"from_us":1,"to_us":2,"cause":"goodbye","resumed":true})"}
        << Gap::State::Resumed;
    QTest::newRow("begun") << QByteArrayList{closing, started} << Gap::State::Filling;
    QTest::newRow("one of several") << QByteArrayList{closing, started, done} << Gap::State::Filling;
    QTest::newRow("limited") << QByteArrayList{closing, started, done, waiting} << Gap::State::Waiting;
    QTest::newRow("goes on") << QByteArrayList{closing, started, waiting,
                                               backfill(
                                                   R"("channel":"C2","state":"done","messages":1,"pages":1)")}
                             << Gap::State::Filling;
    QTest::newRow("all") << QByteArrayList{closing, started, done, finished} << Gap::State::Filled;
    QTest::newRow("not all") << QByteArrayList{closing, started, done, failed, finished}
                             << Gap::State::Partly;
    QTest::newRow("late news") << QByteArrayList{closing, started, finished, done} << Gap::State::Filled;
}

void TestGapFold::states()
{
    QFETCH(const QByteArrayList, lines);
    QFETCH(const Gap::State, state);
    Fold fold;
    for (const QByteArray &line : lines)
        fold.add(line);
    QCOMPARE(fold.workspace.gaps().size(), 1);
    QCOMPARE(fold.gap(0).state(), state);
}

void TestGapFold::fillsByConversationAndThread()
{
    Fold fold;
    fold.add(closing);
    const quint64 waits = fold.add(backfill(
        R"("channel":"C1","state":"waiting","messages":1,"pages":1,"retry_after_ms":5000,"error":{"code":"ratelimited","msg":"Slowly."})"));
    QCOMPARE(fold.gap(0).fill(c1)->state, GapFill::State::Waiting);
    QCOMPARE(fold.gap(0).fill(c1)->problem, u"Slowly."_s);
    QCOMPARE(fold.gap(0).fill(c1)->resumesAtUs, entry({}, waits).receivedAtUs + 5'000'000);
    fold.add(backfill(R"("channel":"C1","state":"done","messages":4,"pages":3)"));
    fold.add(backfill(R"("channel":"C1","thread_ts":"5.000000","state":"done","messages":2,"pages":1)"));
    fold.add(backfill(
        R"("channel":"C2","state":"failed","messages":0,"pages":0,"error":{"code":"not_in_channel"})"));
    const Gap &gap = fold.gap(0);
    QCOMPARE(gap.fills.size(), 3);
    QCOMPARE(gap.fill(c1)->state, GapFill::State::Done);
    QCOMPARE(gap.fill(c1)->messages, 4);
    QCOMPARE(gap.fill(c1)->pages, 3);
    QVERIFY(gap.fill(c1)->problem.isEmpty());
    QCOMPARE(gap.fill(c1, MessageTs(u"5.000000"_s))->messages, 2);
    QVERIFY(!gap.fill(c1, MessageTs(u"6.000000"_s)));
    QCOMPARE(gap.fill(c2)->problem, u"not_in_channel"_s);
    QCOMPARE(gap.messages(), 6);
    QCOMPARE(gap.messagesIn(c1), 6);
    QCOMPARE(gap.messagesIn(c2), 0);
}

//! The back-fill begins there: not at what came before the note was written, but after the outage had begun.
void TestGapFold::whatWasHeldBefore()
{
    Fold fold;
    fold.say("C1", 10);
    fold.say("C1", 20, R"(,"thread_ts":"10.000000")");
    fold.add(opening);
    fold.say("C1", 30);
    fold.add(closing);
    QCOMPARE(fold.gap(0).heldBefore.value(c1), MessageTs(u"20.000000"_s));
    QVERIFY(fold.gap(0).heldBefore.value(c2).isEmpty());

    fold.add(R"(note {"kind":"state","state":"Backoff","from":"Ready","cause":"lost"})");
    fold.add(R"(note {"kind":"state","state":"Resuming","from":"AwaitingHello","cause":"hello"})");
    fold.say("C1", 40);
    fold.add(R"(note {"kind":"gap","from_us":3000,"to_us":4000,"cause":"of old"})");
    QCOMPARE(fold.gap(1).heldBefore.value(c1), MessageTs(u"30.000000"_s));

    // One stream takes over from another; that the first had not delivered all is found out later.
    fold.add(R"(note {"kind":"state","state":"Ready","from":"Ready","cause":"goodbye"})");
    fold.say("C1", 50);
    fold.add(R"(note {"kind":"state","state":"Ready","from":"Ready","cause":"taken over"})");
    fold.say("C1", 60);
    fold.add(R"(note {"kind":"gap","id":3,"from_us":4100,"to_us":4200,"code":"not_drained"})");
    QCOMPARE(fold.gap(2).heldBefore.value(c1), MessageTs(u"50.000000"_s));

    // A message of ours that waits has no place in time yet.
    fold.add(R"(note {"kind":"send","local":"l1","step":"queued","channel":"C2","text":"hi"})");
    fold.add(R"(note {"kind":"gap","id":9,"from_us":5000,"open":true})");
    QVERIFY(fold.gap(3).heldBefore.value(c2).isEmpty());
}

void TestGapFold::oddNotes_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("gaps");
    QTest::newRow("nothing in it") << QByteArray(R"(note {"kind":"gap"})") << 1;
    QTest::newRow("wrong types")
        << QByteArray(R"(note {"kind":"gap","id":"x","from_us":{},"to_us":[],"cause":3,"resumed":"yes"})")
        << 1;
    QTest::newRow("no such gap") << backfill(R"("state":"started")") << 0;
    QTest::newRow("huge numbers")
        << QByteArray(R"(note {"kind":"gap","id":99999999999,"from_us":-5,"to_us":0,"attempts":-1})") << 1;
}

void TestGapFold::oddNotes()
{
    QFETCH(const QByteArray, line);
    QFETCH(const int, gaps);
    Fold fold;
    fold.add(line);
    QCOMPARE(fold.workspace.gaps().size(), gaps);
    if (gaps > 0) {
        QVERIFY(!fold.gap(0).isOpen());
        QVERIFY(fold.gap(0).id > 0);
        QVERIFY(fold.gap(0).attempts >= 0);
    }
    fold.add(closing);
    const quint64 revision = fold.workspace.revision();
    fold.add(backfill(R"("channel":"C1","state":"sideways")"));
    fold.add(backfill(R"("channel":"C1")"));
    QCOMPARE(fold.workspace.revision(), revision);
}

//! Two runs in one file both count from 1, and the first may have ended within an outage.
void TestGapFold::recordsPastedTogether()
{
    Fold fold;
    fold.add(R"(note {"kind":"gap","id":1,"from_us":500,"open":true,"cause":"crash"})");
    fold.add(R"(note {"kind":"gap","id":1,"from_us":500,"to_us":600,"cause":"no crash after all"})");
    fold.add(R"(note {"kind":"gap","id":2,"from_us":700,"open":true,"cause":"a real one"})");
    fold.add(R"(note {"kind":"gap","id":3,"from_us":1000,"to_us":2000,"cause":"the other run"})");
    fold.add(R"(note {"kind":"gap","id":1,"from_us":5000,"to_us":6000,"cause":"the other run"})");
    QCOMPARE(fold.workspace.gaps().size(), 4);
    QCOMPARE(fold.gap(1).toUs, 1000); // nobody can know when it ended, but not after that
    QCOMPARE(fold.gap(3).fromUs, 5000);
    fold.add(backfill(R"("channel":"C1","state":"done","messages":1,"pages":1)"));
    QCOMPARE(fold.gap(3).messages(), 1);
    QCOMPARE(fold.gap(0).messages(), 0);
}

void TestGapFold::onlyMembersMiss()
{
    Fold fold;
    fold.say("C1", 10);
    fold.add(
        R"(note {"kind":"api","method":"conversations.info","args":{"channel":"C2"},"ok":true,"answer":{"channel":{"id":"C2","name":"two","is_channel":true,"is_member":false}}})");
    fold.add(closing);
    QCOMPARE(fold.workspace.gapsOf(c1).size(), 1);
    QVERIFY(fold.workspace.gapsOf(c2).isEmpty());
    QVERIFY(fold.workspace.gapsOf(ChannelId(u"C9"_s)).isEmpty());
    fold.add(backfill(R"("channel":"C2","state":"done","messages":1,"pages":1)")); // we were, at that time
    QCOMPARE(fold.workspace.gapsOf(c2).size(), 1);
}

void TestGapFold::missedMessagesAreUnread()
{
    Fold fold;
    fold.add(
        R"(note {"kind":"api","method":"conversations.history","args":{"channel":"C1","oldest":"5.000000"},"ok":true,"answer":{"has_more":false,"messages":[{"user":"U1","text":"for <@U0>","ts":"7.000000"},{"user":"U0","text":"mine","ts":"6.000000"}]}})");
    QCOMPARE(fold.c().unreadCount(), 1);
    QCOMPARE(fold.c().mentionCount(), 1);
    QVERIFY(fold.c().historyFrom().isEmpty()); // says nothing of what lies before
    fold.add(R"(in {"type":"channel_marked","channel":"C1","ts":"7.000000"})");
    QCOMPARE(fold.c().unreadCount(), 0);
}

//! History that somebody reads is no news from a gap.
void TestGapFold::onlyWhatWasMissedIsMissed()
{
    const auto page = [](const QByteArray &channel, const QByteArrayList &seconds) {
        QByteArrayList messages;
        for (const QByteArray &second : seconds)
            messages += R"({"user":"U1","text":"x","ts":")" + second + R"(.000000"})";
        return R"(note {"kind":"api","method":"conversations.history","args":{"channel":")" + channel +
               R"("},"ok":true,"answer":{"has_more":true,"messages":[)" + messages.join(',') + "]}}";
    };
    Fold fold;
    fold.say("C1", 1000);
    fold.add(page("C1", {"900", "800"}));
    fold.add(R"(note {"kind":"gap","id":1,"from_us":1001000000,"to_us":1030000000})");
    fold.say("C1", 1040);
    fold.add(page("C1", {"1040", "1020", "1010", "1000", "700"}));
    fold.add(page("C2", {"1020", "500"})); // nothing was held there
    const auto missed = [&fold](const ChannelId &channel, const char *second) {
        const Message *message =
            fold.workspace.conversation(channel)->find(MessageTs(QString::fromLatin1(second) + u".000000"_s));
        return message && message->missed;
    };
    for (const char *second : {"1010", "1020"})
        QVERIFY2(missed(c1, second), second);
    for (const char *second : {"700", "800", "900", "1000", "1040"})
        QVERIFY2(!missed(c1, second), second);
    QVERIFY(missed(c2, "1020"));
    QVERIFY(!missed(c2, "500"));
    fold.say("C1", 1010); // it comes live after all
    QVERIFY(!missed(c1, "1010"));
}

//! A dead stream is found out late. What the Web API told meanwhile says nothing of what came before it.
void TestGapFold::onlyTheStreamSaysHowFarWeHeard()
{
    const auto page = [](const char *channel, const char *second) {
        return QByteArray(R"(note {"kind":"api","method":"conversations.history","args":{"channel":")") +
               channel +
               R"(","oldest":"1.000000"},"ok":true,"answer":{"messages":[{"user":"U1","text":"x","ts":")" +
               second + R"(.000000"}]}})";
    };
    Fold fold;
    fold.add(page("C2", "8"));
    fold.say("C1", 10);
    fold.add(page("C1", "13")); // whatever came at 11 and 12 is not in it
    fold.add(page("C3", "12"));
    fold.add(R"(note {"kind":"gap","id":1,"from_us":10500000,"open":true})");
    fold.add(R"(note {"kind":"gap","id":1,"from_us":10500000,"to_us":14000000})");
    QCOMPARE(fold.gap(0).heldUpTo(c1), MessageTs(u"10.000000"_s));
    QCOMPARE(fold.gap(0).heldUpTo(c2), MessageTs(u"8.000000"_s));
    QCOMPARE(fold.gap(0).heldUpTo(ChannelId(u"C3"_s)), MessageTs(u"10.000000"_s));
}

//! Where nothing was held, the newest message held elsewhere says by the server's clock how far we had heard.
void TestGapFold::ourClockNeedNotBeRight()
{
    const ChannelId c3(u"C3"_s);
    Fold fold;
    fold.say("C1", 900);
    fold.say("C2", 1000);
    fold.add(R"(note {"kind":"gap","id":1,"from_us":9001000000,"to_us":9030000000})");
    QCOMPARE(fold.gap(0).heldUpTo(c1), MessageTs(u"900.000000"_s));
    QCOMPARE(fold.gap(0).heldUpTo(c3), MessageTs(u"1000.000000"_s));
    fold.add(
        R"(note {"kind":"api","method":"conversations.history","args":{"channel":"C3"},"ok":true,"answer":{"has_more":true,"messages":[{"user":"U1","text":"x","ts":"1010.000000"},{"user":"U1","text":"x","ts":"990.000000"}]}})");
    QVERIFY(fold.workspace.conversation(c3)->find(MessageTs(u"1010.000000"_s))->missed);
    QVERIFY(!fold.workspace.conversation(c3)->find(MessageTs(u"990.000000"_s))->missed);
}

void TestGapFold::snapshotsAreIndependent()
{
    Fold fold;
    fold.add(opening);
    const Workspace before = fold.workspace;
    fold.add(closing);
    QVERIFY(before.gaps().constFirst().isOpen());
    QVERIFY(!fold.gap(0).isOpen());
}

void TestGapFold::manyGapsAreBounded()
{
    Fold fold;
    fold.say("C1", 1);
    for (int i = 1; i <= 10'000; ++i)
        fold.workspace.apply(entry(R"(note {"kind":"gap","id":)" + QByteArray::number(i) + R"(,"from_us":)" +
                                       QByteArray::number(i * 1000) + R"(,"to_us":)" +
                                       QByteArray::number(i * 1000 + 500) + '}',
                                   ++fold.seq));
    QVERIFY(fold.workspace.gaps().size() <= 300);
    QVERIFY(fold.workspace.gaps().size() >= 100);
    QCOMPARE(fold.workspace.gaps().constLast().id, 10'000);
    QCOMPARE(fold.workspace.gapCount(), 10'000U);
    for (int i = 0; i < 10'000; ++i)
        fold.workspace.apply(entry(R"(note {"kind":"backfill","gap":10000,"channel":"C)" +
                                       QByteArray::number(i) + R"(","state":"done","messages":1,"pages":1})",
                                   ++fold.seq));
    QVERIFY(fold.workspace.gaps().constLast().fills.size() <= 5'000);
}

void TestGapFold::longConversationsAreBounded()
{
    Fold fold;
    fold.add(
        R"(note {"kind":"api","method":"conversations.history","args":{"channel":"C1"},"ok":true,"answer":{"has_more":false,"messages":[{"user":"U1","text":"x","ts":"99.000000"}]}})");
    QVERIFY(fold.c().historyComplete());
    const int count = int(Conversation::mostKept) * 2;
    for (int i = 0; i < count; ++i)
        fold.workspace.apply(entry(R"(in {"type":"message","channel":"C1","user":"U1","text":"x","ts":")" +
                                       QByteArray::number(100 + i) + R"(.000000"})",
                                   ++fold.seq));
    const auto &messages = fold.c().messages();
    QVERIFY(messages.size() >= Conversation::mostKept);
    QVERIFY(messages.size() <= Conversation::mostKept + Conversation::mostKept / 10);
    QCOMPARE(messages.back().ts.text(), QString::number(99 + count) + u".000000"_s);
    QCOMPARE(fold.c().droppedCount(), quint64(count) + 1 - messages.size());
    // What is no longer here can be asked for again.
    QVERIFY(!fold.c().historyComplete());
    QVERIFY(fold.c().historyLoaded());
    QCOMPARE(fold.c().historyFrom(), messages.front().ts);
    // Other conversations keep theirs.
    fold.say("C2", 1);
    QCOMPARE(fold.workspace.conversation(c2)->droppedCount(), 0U);
}

//! Many conversations add up. The loud ones give way, the quiet ones keep what they have.
void TestGapFold::allConversationsTogetherAreBounded()
{
    Fold fold;
    fold.say("CQUIET", 1);
    fold.say("CQUIET", 2);
    const int loud = 8;
    const int count = int(Conversation::mostKeptInAll) / loud * 2;
    for (int i = 0; i < count; ++i) {
        for (int room = 0; room < loud; ++room)
            fold.say("C" + QByteArray::number(room), 100 + i);
    }
    std::size_t sum = 0;
    std::size_t least = Conversation::mostKeptInAll;
    for (const Conversation &conversation : fold.workspace.conversations()) {
        sum += conversation.messages().size();
        if (conversation.id() != ChannelId(u"CQUIET"_s))
            least = std::min(least, conversation.messages().size());
    }
    QVERIFY(sum <= Conversation::mostKeptInAll * 12 / 10);
    QVERIFY(sum >= Conversation::mostKeptInAll * 9 / 10);
    QVERIFY(least > Conversation::mostKeptInAll / loud / 2);
    const Conversation &quiet = *fold.workspace.conversation(ChannelId(u"CQUIET"_s));
    QCOMPARE(quiet.messages().size(), size_t(2));
    QCOMPARE(quiet.droppedCount(), 0U);
    QCOMPARE(fold.workspace.conversation(ChannelId(u"C3"_s))->messages().back().ts.text(),
             QString::number(99 + count) + u".000000"_s);
}

void TestGapFold::parentsOfKeptRepliesStay()
{
    Fold fold;
    fold.say("C1", 1);
    fold.say("C1", 2);
    fold.say("C1", 3, R"(,"thread_ts":"1.000000")");
    const int count = int(Conversation::mostKept) + int(Conversation::mostKept) / 10;
    for (int i = 0; i < count; ++i)
        fold.say("C1", 100 + i);
    QVERIFY(!fold.c().find(MessageTs(u"1.000000"_s))); // its reply went too
    Fold other;
    other.say("C1", 1);
    other.say("C1", 2);
    for (int i = 0; i < count / 2; ++i)
        other.say("C1", 100 + i);
    other.say("C1", 100 + count / 2, R"(,"thread_ts":"1.000000")");
    for (int i = count / 2 + 1; i < count; ++i)
        other.say("C1", 100 + i);
    QVERIFY(other.c().droppedCount() > 0);
    QVERIFY(other.c().find(MessageTs(u"1.000000"_s)));
    QVERIFY(!other.c().find(MessageTs(u"2.000000"_s)));
    QCOMPARE(other.c().thread(MessageTs(u"1.000000"_s)).size(), 2);
    QVERIFY(other.c().historyFrom().isEmpty()); // nothing was loaded, nothing is claimed
}

//! Older pages come because somebody asked for them: they must not go again before he has read them.
void TestGapFold::whoReadsBackKeepsIt()
{
    Fold fold;
    const int many = int(Conversation::mostKept) + 500;
    for (int i = 0; i < many; ++i)
        fold.say("C1", 1'000'000 + i);
    QCOMPARE(fold.c().droppedCount(), 0U);
    for (int page = 0; page < 4; ++page) {
        QByteArrayList messages;
        for (int i = 0; i < 500; ++i)
            messages += R"({"user":"U1","text":"x","ts":")" + QByteArray::number(900'000 - page * 500 - i) +
                        R"(.000000"})";
        fold.add(
            R"(note {"kind":"api","method":"conversations.history","args":{"channel":"C1","latest":"950000.000000"},"ok":true,"answer":{"has_more":true,"messages":[)" +
            messages.join(',') + "]}}");
    }
    fold.say("C1", 2'000'000);
    QCOMPARE(fold.c().droppedCount(), 0U);
    QCOMPARE(fold.c().messages().size(), size_t(many + 2'000 + 1));
    for (int i = 1; i <= 1'500; ++i)
        fold.say("C1", 2'000'000 + i);
    QVERIFY(fold.c().droppedCount() > 0);
    QVERIFY(fold.c().messages().size() >= size_t(many + 2'000));
}

void TestGapFold::droppingIsCheap()
{
    // The same work per message, however many came before: dropping one by one would cost a thousand times
    // that.
    const auto microseconds = [](Fold &fold, int from, int count) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < count; ++i)
            fold.workspace.apply(
                entry(R"(in {"type":"message","channel":"C1","user":"U1","text":"x","ts":")" +
                          QByteArray::number(from + i) + R"(.000000"})",
                      ++fold.seq));
        return timer.nsecsElapsed() / 1000;
    };
    Fold fold;
    const int step = int(Conversation::mostKept);
    const qint64 growing = microseconds(fold, 100, step);
    const qint64 dropping = microseconds(fold, 100 + step, step);
    QVERIFY(fold.c().droppedCount() > 0);
    QVERIFY2(dropping < growing * 20, qPrintable(u"%1 us, then %2 us"_s.arg(growing).arg(dropping)));
}

void TestGapFold::manySendsAreBounded()
{
    Fold fold;
    fold.add(R"(note {"kind":"send","local":"waits","step":"queued","channel":"C2","text":"still here"})");
    for (int i = 1; i <= 5'000; ++i) {
        const QByteArray number = QByteArray::number(i);
        fold.workspace.apply(entry(R"(note {"kind":"send","local":"l)" + number +
                                       R"(","step":"queued","channel":"C1","text":"x"})",
                                   ++fold.seq));
        fold.workspace.apply(entry(R"(note {"kind":"send","local":"l)" + number +
                                       R"(","step":"written","conn":1,"id":)" + number + '}',
                                   ++fold.seq));
        fold.workspace.apply(entry(R"(in {"ok":true,"reply_to":)" + number + R"(,"ts":")" +
                                       QByteArray::number(100 + i) + R"(.000000","text":"x"})",
                                   ++fold.seq));
    }
    QCOMPARE(fold.c().messages().size(), size_t(5'000));
    QVERIFY(std::all_of(fold.c().messages().begin(), fold.c().messages().end(),
                        [](const Message &message) { return message.delivery == Delivery::Sent; }));
    // What is still on its way is known, however many came after it; the latest repetitions are recognised.
    fold.add(R"(note {"kind":"send","local":"waits","step":"written","conn":1,"id":6000})");
    fold.add(R"(in {"ok":true,"reply_to":6000,"ts":"9000.000000","text":"still here"})");
    QCOMPARE(fold.workspace.conversation(c2)->messages().front().delivery, Delivery::Sent);
    fold.add(R"(in {"ok":true,"reply_to":5000,"ts":"5100.000000","text":"x"})");
    QCOMPARE(fold.c().messages().size(), size_t(5'000));
}

RTMSCOPE_TEST_MAIN(TestGapFold)
#include "tst_gapfold.moc"
