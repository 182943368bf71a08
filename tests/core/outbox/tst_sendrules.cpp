// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/json.h"
#include "core/net/ratelimiter.h"
#include "core/outbox/ownhistory.h"
#include "core/outbox/ownmessagematcher.h"
#include "core/outbox/sendqueue.h"
#include "core/outbox/serverclock.h"
#include "core/send/frames.h"
#include "core/session/postmessage.h"
#include "tests/support/manualclock.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = OutboxItem::State;
using Hold = OutboxItem::Hold;

//! The rules of sending that need no socket and no time of their own.
class TestSendRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theServersClockIsNeverAhead();
    void ownMessagesAreFound_data();
    void ownMessagesAreFound();
    void oneMessageSettlesOneSend();
    void ownMessagesAreToldApart_data();
    void ownMessagesAreToldApart();
    void turnsFollowTheRules_data();
    void turnsFollowTheRules();
    void movesKeepWhatMustBeKept_data();
    void movesKeepWhatMustBeKept();
    void whatAnErrorOfPostMessageMeans_data();
    void whatAnErrorOfPostMessageMeans();
    void lengthsAreChecked_data();
    void lengthsAreChecked();
    void partsFitTheirFrames();
};

void TestSendRules::theServersClockIsNeverAhead()
{
    ManualClock clock;
    ServerClock server(clock);
    QCOMPARE(server.nowUs(), clock.nowUs()); // nothing better is known
    // The server is an hour behind; its answers took a while, some longer than others.
    const auto theirs = [&clock] { return clock.nowUs() - 3'600'000'000; };
    QRandomGenerator random(1);
    for (int i = 0; i < 100; ++i) {
        clock.advance(1s);
        server.heard(theirs() - random.bounded(2'000'000));
        QVERIFY(server.nowUs() <= theirs());
    }
    QVERIFY(server.nowUs() > theirs() - 200'000);
    const qint64 before = server.nowUs();
    clock.jumpWallClock(-24h); // ours was set; theirs was not
    QCOMPARE(server.nowUs(), before);
}

void TestSendRules::ownMessagesAreFound_data()
{
    QTest::addColumn<QString>("channel");
    QTest::addColumn<QString>("thread");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ts");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *name, const char *channel, const char *thread, const char *text,
                        const char *ts, bool found) {
        QTest::newRow(name) << QString::fromLatin1(channel) << QString::fromLatin1(thread)
                            << QString::fromLatin1(text) << QString::fromLatin1(ts) << found;
    };
    row("the same", "C1", "", "see <http://x.org>", "1000.000000", true);
    row("a moment before, by a rounded clock", "C1", "", "see <http://x.org>", "998.500000", true);
    row("long before", "C1", "", "see <http://x.org>", "997.000000", false);
    row("much later", "C1", "", "see <http://x.org>", "99999.000000", true);
    row("another channel", "C2", "", "see <http://x.org>", "1000.000000", false);
    row("in a thread", "C1", "900.000000", "see <http://x.org>", "1000.000000", false);
    row("another text", "C1", "", "see <http://y.org>", "1000.000000", false);
}

void TestSendRules::ownMessagesAreFound()
{
    QFETCH(QString, channel);
    QFETCH(QString, thread);
    QFETCH(QString, text);
    QFETCH(QString, ts);
    QFETCH(bool, found);
    OwnMessageMatcher matcher;
    matcher.saw({{ChannelId(channel), MessageTs(thread)}, MessageTs(ts), text});
    const auto seen = matcher.find({ChannelId(u"C1"_s), {}}, u"see http://x.org"_s, 1'000'000'000);
    QCOMPARE(seen.has_value(), found);
    if (seen)
        QCOMPARE(seen->ts.text(), ts);
}

void TestSendRules::oneMessageSettlesOneSend()
{
    const ConversationRef place{ChannelId(u"C1"_s), {}};
    const auto find = [&place](const OwnMessageMatcher &messages) {
        return messages.find(place, u"ok"_s, 0);
    };
    OwnMessageMatcher matcher;
    const OwnMessage first{place, MessageTs(u"10.000001"_s), u"ok"_s};
    const OwnMessage second{place, MessageTs(u"10.000002"_s), u"ok"_s};
    matcher.saw(second);
    matcher.saw(first);
    matcher.saw(first);                    // delivered twice
    QCOMPARE(find(matcher)->ts, first.ts); // the oldest first, in whatever order they came
    matcher.claim(place.channel, first.ts);
    QCOMPARE(find(matcher)->ts, second.ts);
    matcher.claim(place.channel, second.ts);
    QVERIFY(!find(matcher));
    matcher.saw(first); // a page shows it again
    QVERIFY(!find(matcher));
    matcher.forgetSeen();
    matcher.saw(first);
    QVERIFY(!find(matcher)); // claims outlive what was seen
    QVERIFY(matcher.isClaimed(place.channel, first.ts));
    QVERIFY(!matcher.isClaimed(ChannelId(u"C2"_s), first.ts)); // a ts names a message within its channel
    matcher.saw({place, {}, u"ok"_s});
    QVERIFY(!find(matcher));
    for (int i = 0; i < 2000; ++i) // bounded, the newest stay
        matcher.saw({place, MessageTs(u"%1.000000"_s.arg(100 + i)), u"n%1"_s.arg(i)});
    QVERIFY(!matcher.find(place, u"n0"_s, 0));
    QVERIFY(matcher.find(place, u"n1999"_s, 0));
}

void TestSendRules::ownMessagesAreToldApart_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("thread");
    QTest::addColumn<bool>("own");
    const auto row = [](const char *name, const char *more, const char *thread, bool own) {
        QTest::newRow(name) << QByteArray(R"({"type":"message","ts":"5.000000","text":"a")") + more + '}'
                            << QString::fromLatin1(thread) << own;
    };
    row("in the channel", R"(,"user":"U0")", "", true);
    row("a reply", R"(,"user":"U0","thread_ts":"4.000000")", "4.000000", true);
    row("a parent stands in the channel", R"(,"user":"U0","thread_ts":"5.000000")", "", true);
    row("a broadcast", R"(,"user":"U0","thread_ts":"4.000000","subtype":"thread_broadcast")", "4.000000",
        true);
    row("a replay", R"(,"user":"U0","reply_to":7)", "", true);
    row("somebody else's", R"(,"user":"U1")", "", false);
    row("nobody's", "", "", false);
    row("a change", R"(,"user":"U0","subtype":"message_changed")", "", false);
    row("a join", R"(,"user":"U0","subtype":"channel_join")", "", false);
    row("another /me", R"(,"user":"U0","subtype":"me_message")", "", false);
}

void TestSendRules::ownMessagesAreToldApart()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, thread);
    QFETCH(bool, own);
    json::Document document;
    QVERIFY(document.parse(message));
    const auto found = ownMessage(document.root(), ChannelId(u"C1"_s), UserId(u"U0"_s));
    QCOMPARE(found.has_value(), own);
    if (found) {
        QCOMPARE(found->conversation.thread.text(), thread);
        QCOMPARE(found->source == OwnMessage::Source::Replay, message.contains("reply_to"));
    }
    QVERIFY(!ownMessage(document.root(), ChannelId(u"C1"_s), {})); // who are we?
    QVERIFY(!ownMessage(document.root(), {}, UserId(u"U0"_s)));
}

//! A queue in words: "q C1 hello", one item each; the first letter is the state.
static SendQueue queueOf(const QStringList &lines)
{
    SendQueue queue;
    for (const QString &line : lines) {
        const QStringList words = line.split(u' ');
        SendItem item;
        item.local = QString::number(queue.items().size());
        item.state = words[0].startsWith(u'q')   ? State::Queued
                     : words[0].startsWith(u'w') ? State::Written
                     : words[0].startsWith(u'c') ? State::Checking
                     : words[0].startsWith(u'm') ? State::Missing
                                                 : State::Failed;
        if (words[0].size() > 1) { // "q2": the second part
            item.group = u"split"_s;
            item.part = words[0].mid(1).toInt();
        }
        item.message.channel = ChannelId(words[1]);
        item.message.text = words[2];
        if (words.size() > 3)
            item.notBeforeUs = words[3].toLongLong() * 1000;
        queue.add(std::move(item));
    }
    return queue;
}

void TestSendRules::turnsFollowTheRules_data()
{
    QTest::addColumn<QStringList>("items");
    QTest::addColumn<QList<int>>("holds"); //!< of the queued ones
    const auto row = [](const char *name, const QStringList &items, const QList<Hold> &holds) {
        QList<int> numbers;
        for (const Hold hold : holds)
            numbers.append(int(hold));
        QTest::newRow(name) << items << numbers;
    };
    using enum OutboxItem::Hold;
    row("all may go", {u"q C1 a"_s, u"q C1 b"_s}, {None, None});
    row("a burst, then the pace", {u"q C1 a"_s, u"q C1 b"_s, u"q C1 c"_s, u"q C1 d"_s},
        {None, None, None, Pacing});
    row("a pause holds what comes after in that place", {u"q C1 a 50"_s, u"q C1 b"_s, u"q C2 c"_s},
        {SlowDown, Order, None});
    row("one on its way holds nothing", {u"w C1 a"_s, u"q C1 b"_s}, {None});
    row("one in doubt holds nothing else", {u"c C1 a"_s, u"q C1 b"_s}, {None});
    row("but its twin", {u"c C1 a"_s, u"q C1 a"_s, u"q C2 a"_s, u"q C1 b"_s}, {SameText, None, Order});
    row("what is known to be missing has no twin to fear", {u"m C1 a"_s, u"q C1 a"_s}, {None});
    row("parts wait", {u"w1 C1 a"_s, u"q2 C1 b"_s, u"q3 C1 c"_s, u"q C1 d"_s},
        {EarlierPart, EarlierPart, Order});
    row("a failed part holds its own only", {u"f1 C1 a"_s, u"q2 C1 b"_s, u"q C1 d"_s}, {EarlierPart, None});
    row("the first part goes", {u"q1 C1 a"_s, u"q2 C1 b"_s}, {None, EarlierPart});
}

void TestSendRules::turnsFollowTheRules()
{
    QFETCH(QStringList, items);
    QFETCH(QList<int>, holds);
    ManualClock clock;
    const RateLimiter limiter(clock, {3, 1s, 0ms});
    SendQueue queue = queueOf(items);
    QList<int> found;
    const auto turns = queue.turns(clock.monotonicUs(), Hold::None, limiter);
    for (const SendQueue::Turn &turn : turns) {
        found.append(int(turn.hold));
        const bool isTimed = turn.hold == Hold::Pacing || turn.hold == Hold::SlowDown;
        QCOMPARE(turn.wait.count() > 0, isTimed);
    }
    QCOMPARE(found, holds);
    const auto offline = queue.turns(clock.monotonicUs(), Hold::Offline, limiter);
    for (const SendQueue::Turn &turn : offline)
        QCOMPARE(turn.hold, Hold::Offline);
}

void TestSendRules::movesKeepWhatMustBeKept_data()
{
    QTest::addColumn<QStringList>("items");
    QTest::addColumn<QString>("local");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("order");
    const QStringList plain{u"q C1 a"_s, u"q C1 b"_s, u"q C1 c"_s};
    QTest::newRow("down") << plain << u"0"_s << 2 << u"120"_s;
    QTest::newRow("up") << plain << u"2"_s << 0 << u"201"_s;
    QTest::newRow("by one") << plain << u"0"_s << 1 << u"102"_s;
    QTest::newRow("nowhere") << plain << u"1"_s << 1 << u"012"_s;
    QTest::newRow("too far") << plain << u"1"_s << 3 << u"012"_s;
    QTest::newRow("too early") << plain << u"1"_s << -1 << u"012"_s;
    QTest::newRow("an unknown one") << plain << u"9"_s << 0 << u"012"_s;
    QTest::newRow("not what is on its way")
        << QStringList{u"w C1 a"_s, u"q C1 b"_s} << u"0"_s << 1 << u"01"_s;
    const QStringList parts{u"q1 C1 a"_s, u"q2 C1 b"_s, u"q C1 c"_s};
    QTest::newRow("not a part before an earlier one") << parts << u"1"_s << 0 << u"012"_s;
    QTest::newRow("not a part behind a later one") << parts << u"0"_s << 1 << u"012"_s;
    QTest::newRow("another between them") << parts << u"2"_s << 1 << u"021"_s;
}

void TestSendRules::movesKeepWhatMustBeKept()
{
    QFETCH(QStringList, items);
    QFETCH(QString, local);
    QFETCH(int, index);
    QFETCH(QString, order);
    SendQueue queue = queueOf(items);
    const QString before = queue.locals().join(QString());
    const bool moved = queue.move(local, index);
    QCOMPARE(queue.locals().join(QString()), order);
    QCOMPARE(moved, order != before);
}

void TestSendRules::whatAnErrorOfPostMessageMeans_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<int>("outcome");
    using enum Error::Kind;
    const auto row = [](const char *name, Error::Kind kind, const char *code, PostOutcome outcome) {
        QTest::newRow(name) << Error{kind, QString::fromLatin1(code), {}, {}, {}} << int(outcome);
    };
    row("refused", Rejected, "channel_not_found", PostOutcome::Refused);
    row("observing", Rejected, "observing", PostOutcome::Refused);
    row("too fast", RateLimited, "ratelimited", PostOutcome::NotSent);
    row("nobody there", Network, "connection_refused", PostOutcome::NotSent);
    row("no such host", Network, "host_not_found", PostOutcome::NotSent);
    row("no trust", Network, "tls_failed", PostOutcome::NotSent);
    row("no answer", Network, "timeout", PostOutcome::Unclear);
    row("hung up", Network, "connection_closed", PostOutcome::Unclear);
    row("the proxy failed somewhere", Network, "proxy_failed", PostOutcome::Unclear);
    row("server trouble", Network, "http_502", PostOutcome::Unclear);
    row("half done", Network, "fatal_error", PostOutcome::Unclear);
    row("half done, said firmly", Rejected, "internal_error", PostOutcome::Unclear);
    row("nonsense", Protocol, "not_json", PostOutcome::Unclear);
}

void TestSendRules::whatAnErrorOfPostMessageMeans()
{
    QFETCH(Error, error);
    QTEST(int(outcomeOf(error)), "outcome");
}

void TestSendRules::lengthsAreChecked_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("byStream");
    QTest::addColumn<bool>("byPost");
    QTest::newRow("short") << u"hi"_s << true << true;
    QTest::newRow("blank") << u" \n"_s << false << false;
    QTest::newRow("4,000") << QString(4000, u'x') << true << true;
    QTest::newRow("4,001") << QString(4001, u'x') << false << true;
    QTest::newRow("4,000 emoji") << u"\U0001F389"_s.repeated(4000) << true << true;
    QTest::newRow("3,000 control characters") << QString(3000, QChar(1)) << false << true;
    QTest::newRow("40,000") << QString(40'000, u'x') << false << true;
    QTest::newRow("40,001") << QString(40'001, u'x') << false << false;
}

void TestSendRules::lengthsAreChecked()
{
    QFETCH(QString, text);
    OutgoingMessage message{ChannelId(u"C1"_s), text, {}, false, SendRoute::Rtm};
    QTEST(checkLength(message).ok(), "byStream");
    message.route = SendRoute::PostMessage;
    QTEST(checkLength(message).ok(), "byPost");
    if (const auto checked = checkLength(message); !checked)
        QVERIFY(!checked.error().words.isEmpty());
}

void TestSendRules::partsFitTheirFrames()
{
    const OutgoingMessage message{ChannelId(u"C0123456789"_s), QString(9000, QChar(1)),
                                  MessageTs(u"1795356001.000100"_s), true, SendRoute::PostMessage};
    const auto parts = splitMessage(message);
    QVERIFY(parts.size() > 3);
    qsizetype total = 0;
    for (const OutgoingMessage &part : parts) {
        QVERIFY(checkLength(part));
        QCOMPARE(part.route, SendRoute::Rtm);
        QCOMPARE(part.thread, message.thread);
        QVERIFY(part.broadcast);
        // Whatever id it gets.
        const QByteArray frame =
            frames::message(std::numeric_limits<quint64>::max(), part.channel, part.text, part.thread, true);
        QVERIFY(frame.size() < frames::mostBytes);
        total += part.text.size();
    }
    QCOMPARE(total, 9000);
    QCOMPARE(splitMessage({ChannelId(u"C1"_s), u"short"_s, {}, false}).size(), 1);
}

RTMSCOPE_TEST_MAIN(TestSendRules)
#include "tst_sendrules.moc"
