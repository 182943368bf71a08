// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/sync/gapscan.h"

#include "tests/core/workspace/scenario.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using testing::entry;

//! What a gap may have swallowed, as far as a workspace made of entries shows it. Seconds of the stream are
//! those of the day on which the entries came.
class TestGapScan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void gapsAreFoundById();
    void theMarkIsALittleBeforeWhatWasHeld();
    void readsSomeMessagesFurtherBack();
    void repliesAreNoPlaceToReadFrom();
    void threadsJustBeforeTheGap();
    void threadsWithNewerReplies();
    void threadsThatWereFilledAreDone();
    void countsWhatOnlyTheBackFillBrought();
};

namespace {

const ChannelId c1(u"C1"_s);
const ChannelId c2(u"C2"_s);

QByteArray ts(int seconds)
{
    return QByteArray::number(seconds) + ".000000";
}

MessageTs at(int seconds)
{
    return MessageTs(QString::fromLatin1(ts(seconds)));
}

struct Rig
{
    Rig() { add(R"(note {"kind":"state","state":"Ready","self":{"id":"U0","name":"me"}})"); }
    void add(const QByteArray &line) { feed.apply(entry(line, ++seq)); }
    void say(const QByteArray &channel, int seconds, const QByteArray &more = {})
    {
        add(R"(in {"type":"message","channel":")" + channel + R"(","user":"U1","text":"x","ts":")" +
            ts(seconds) + '"' + more + '}');
    }
    void reply(const QByteArray &channel, int seconds, int parent)
    {
        say(channel, seconds, R"(,"thread_ts":")" + ts(parent) + '"');
    }
    //! Of the seconds \a from to \a to.
    void gap(int id, int from, int to)
    {
        const QByteArray begin = R"(note {"kind":"gap","id":)" + QByteArray::number(id) + R"(,"from_us":)" +
                                 QByteArray::number(from) + "000000,";
        add(begin + R"("open":true,"cause":"x"})");
        add(begin + R"("to_us":)" + QByteArray::number(to) + R"(000000,"cause":"x","resumed":false})");
    }
    //! A page of history, as the back-fill records it.
    void page(const QByteArray &channel, const QList<int> &seconds)
    {
        QByteArrayList messages;
        for (const int second : seconds)
            messages.append(R"({"type":"message","user":"U1","text":"y","ts":")" + ts(second) + R"("})");
        add(R"(note {"kind":"api","method":"conversations.history","args":{"channel":")" + channel +
            R"("},"status":200,"ok":true,"ms":1,"answer":{"ok":true,"messages":[)" + messages.join(',') +
            R"(]}})");
    }
    const Gap &newest() const { return feed.workspace().gaps().constLast(); }

    WorkspaceFeed feed;
    BackFill::Config config;
    GapScan scan{feed, config};
    quint64 seq = 0;
};

QList<MessageTs> parentsOf(const QList<ConversationRef> &threads)
{
    QList<MessageTs> out;
    for (const ConversationRef &each : threads)
        out.append(each.thread);
    return out;
}

} // namespace

void TestGapScan::gapsAreFoundById()
{
    Rig rig;
    QVERIFY(!rig.scan.gap(1));
    rig.gap(1, 1000, 1010);
    rig.gap(2, 2000, 2010);
    QCOMPARE(rig.scan.gap(1)->fromUs, 1'000'000'000);
    QCOMPARE(rig.scan.gap(2)->fromUs, 2'000'000'000);
    QVERIFY(!rig.scan.gap(3));
}

void TestGapScan::theMarkIsALittleBeforeWhatWasHeld()
{
    Rig rig;
    rig.gap(1, 1000, 1010); // before anything was said: our clock, which may be wrong by a minute
    QCOMPARE(rig.scan.markOf(rig.newest(), c1), at(940));
    rig.say("C1", 1100);
    rig.gap(2, 1200, 1210); // messages may come in another order than that of their ts
    QCOMPARE(rig.scan.markOf(rig.newest(), c1), at(1099));
    rig.config.overlap = 5s;
    QCOMPARE(rig.scan.markOf(rig.newest(), c1), at(1095));
    QCOMPARE(rig.scan.markOf(rig.newest(), c2), at(1095)); // of the others the newest says how far we heard
}

void TestGapScan::readsSomeMessagesFurtherBack()
{
    Rig rig;
    for (int second = 1000; second < 1100; ++second)
        rig.say("C1", second);
    rig.config.parentsReadAgain = 3;
    // So that the third before the mark is read, too: they may have got their first replies.
    QCOMPARE(rig.scan.readFrom(c1, at(1050)), MessageTs(u"1047.999999"_s));
    QCOMPARE(rig.scan.readFrom(c1, at(1000)), MessageTs(u"999.999999"_s));
    QCOMPARE(rig.scan.readFrom(c1, at(900)), at(900)); // nothing older is held
    QCOMPARE(rig.scan.readFrom(c2, at(900)), at(900)); // unknown
    rig.config.parentsReadAgain = 0;
    QCOMPARE(rig.scan.readFrom(c1, at(1050)), at(1050));
}

void TestGapScan::repliesAreNoPlaceToReadFrom()
{
    Rig rig;
    rig.say("C1", 1000);
    for (int second = 1001; second < 1010; ++second)
        rig.reply("C1", second, 1000);
    rig.say("C1", 1020, R"(,"subtype":"thread_broadcast","thread_ts":")" + ts(1000) + '"');
    rig.config.parentsReadAgain = 2;
    QCOMPARE(rig.scan.readFrom(c1, at(1030)), MessageTs(u"999.999999"_s));
}

void TestGapScan::threadsJustBeforeTheGap()
{
    Rig rig;
    rig.config.parentsReadAgain = 1;
    rig.config.recentThreadAge = 100s;
    rig.say("C1", 1000); // its last reply is too long ago
    rig.reply("C1", 1010, 1000);
    rig.say("C1", 1020);
    rig.reply("C1", 1950, 1020);
    rig.say("C1", 1030);
    rig.reply("C1", 1960, 1030);
    rig.say("C1", 1040); // no thread
    rig.say("C1", 1970);
    rig.reply("C1", 1980, 1970); // read again with the pages
    rig.gap(1, 2000, 2010);
    QCOMPARE(parentsOf(rig.scan.recentThreads(rig.newest())), (QList{at(1030), at(1020)}));
    rig.config.recentThreads = 1;
    QCOMPARE(parentsOf(rig.scan.recentThreads(rig.newest())), QList{at(1030)});
    rig.add(R"(in {"type":"channel_left","channel":"C1"})");
    QCOMPARE(parentsOf(rig.scan.recentThreads(rig.newest())), QList<MessageTs>());
}

void TestGapScan::threadsWithNewerReplies()
{
    Rig rig;
    rig.say("C1", 1000);
    rig.reply("C1", 1010, 1000);
    rig.say("C1", 1020);
    rig.reply("C1", 1100, 1020);
    rig.gap(1, 1200, 1210);
    QCOMPARE(parentsOf(rig.scan.threadsWithNews(c1, at(1050), {1})), QList{at(1020)});
    QCOMPARE(parentsOf(rig.scan.threadsWithNews(c1, at(1005), {1})), (QList{at(1000), at(1020)}));
    QCOMPARE(parentsOf(rig.scan.threadsWithNews(c1, at(1005), {})), QList<MessageTs>());
    QCOMPARE(parentsOf(rig.scan.threadsWithNews(c1, at(1005), {7})), QList<MessageTs>());
    QCOMPARE(parentsOf(rig.scan.threadsWithNews(c2, at(1005), {1})), QList<MessageTs>());
}

void TestGapScan::threadsThatWereFilledAreDone()
{
    Rig rig;
    rig.say("C1", 1000);
    rig.reply("C1", 1100, 1000);
    rig.gap(1, 1200, 1210);
    rig.add(R"(note {"kind":"backfill","gap":1,"channel":"C1","thread_ts":")" + ts(1000) +
            R"(","state":"done","messages":1,"pages":1})");
    QVERIFY(rig.newest().fill(c1, at(1000)));
    QCOMPARE(parentsOf(rig.scan.threadsWithNews(c1, at(1050), {1})), QList<MessageTs>());
}

void TestGapScan::countsWhatOnlyTheBackFillBrought()
{
    Rig rig;
    rig.say("C1", 1000);
    rig.gap(1, 1010, 1020);
    rig.say("C1", 1030);
    rig.gap(2, 1040, 1050);
    rig.page("C1", {1060, 1045, 1030, 1015, 1012, 1000});
    BackFillRange range;
    range.begin = at(999);
    range.gaps = {1, 2};
    const QHash<int, int> counts = rig.scan.messagesIn({c1, {}}, range);
    QCOMPARE(counts.value(1), 2);
    QCOMPARE(counts.value(2), 2);
    range.end = at(1045); // what is newer belongs to a later range
    QCOMPARE(rig.scan.messagesIn({c1, {}}, range).value(2), 1);
    range.begin = at(1013);
    QCOMPARE(rig.scan.messagesIn({c1, {}}, range).value(1), 1);
    QVERIFY(rig.scan.messagesIn({c2, {}}, range).isEmpty());
    range.gaps.clear();
    QVERIFY(rig.scan.messagesIn({c1, {}}, range).isEmpty());
}

RTMSCOPE_TEST_MAIN(TestGapScan)
#include "tst_gapscan.moc"
