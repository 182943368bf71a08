// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/threadtally.h"

#include "core/log/eventlog.h"
#include "core/statistics/logstatistics.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *root = "{'type':'message','channel':'C1','user':'U1','text':'?','ts':'100.000000'}";
constexpr const char *mine = "{'type':'message','channel':'C1','user':'U1','text':'anybody?','ts':'110."
                             "000000','thread_ts':'100.000000',"
                             "'parent_user_id':'U1'}";
constexpr const char *answer =
    "{'type':'message','channel':'C1','user':'U2','text':'yes','ts':'130.500000','thread_ts':'100.000000',"
    "'parent_user_id':'U1'}";
constexpr const char *second = "{'type':'message','channel':'C1','user':'U3','text':'me "
                               "too','ts':'140.000000','thread_ts':'100.000000'}";

//! "C1 100.000000: seen 2 of 3, first 30.500000, last 140.000000, root 1, people 3"
QString inWords(const ThreadFigures::Row &row)
{
    constexpr double secondUs = 1e6;
    QString words = u"%1 %2: seen %3"_s.arg(row.channel, row.threadTs()).arg(row.seen);
    if (row.claimed >= 0)
        words += u" of %1"_s.arg(row.claimed);
    if (row.firstReplyUs >= 0)
        words += u", first %1"_s.arg(double(row.firstReplyUs) / secondUs);
    if (row.lastReplyUs > 0)
        words += u", last %1"_s.arg(double(row.lastReplyUs) / secondUs);
    words += u", root %1, people %2"_s.arg(row.rootSeq).arg(row.people);
    return row.isUnanswered ? words + u", unanswered"_s : words;
}

ThreadFigures figuresOf(const EventLog &log, const RowChoice &chosen = {})
{
    return *tallied<ThreadTally>(log.snapshot(), {}, chosen);
}

} // namespace

class TestThreadTally : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tells_data();
    void tells();
    void sumsUp();
    void listsTheLatestFirst();
    void onlyWhatIsChosen();
    void repeatedEventsSayNothingNew();
    void goesOn();
};

void TestThreadTally::tells_data()
{
    QTest::addColumn<QStringList>("lines"); // notes begin with "note", frames of ours with "out"
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QList<const char *> &lines, const QStringList &expected) {
        QStringList all;
        for (const char *line : lines)
            all << QString::fromUtf8(line);
        QTest::newRow(name) << all << expected;
    };
    row("no thread", {root}, {});
    row("a thread", {root, mine, answer, second},
        {u"C1 100.000000: seen 3, first 30.5, last 140, root 1, people 3"_s});
    row("only who began it wrote", {root, mine},
        {u"C1 100.000000: seen 1, last 110, root 1, people 1, unanswered"_s});
    row("its first message is not there, but who wrote it", {mine, answer},
        {u"C1 100.000000: seen 2, first 30.5, last 130.5, root 0, people 2"_s});
    row("nobody knows who began it", {second},
        {u"C1 100.000000: seen 1, first 40, last 140, root 0, people 1"_s});
    row("who began it is told by its first message", {root, second},
        {u"C1 100.000000: seen 1, first 40, last 140, root 1, people 2"_s});
    row("the first message comes later, from the history",
        {second,
         "note{'kind':'api','method':'conversations.history','args':{'channel':'C1'},'ok':true,'answer':"
         "{'messages':[{'type':'message','user':'U3','text':'?','ts':'100.000000'}]}}"},
        {u"C1 100.000000: seen 1, last 140, root 2, people 1, unanswered"_s});
    row("other channels have other threads",
        {root, answer, "{'type':'message','channel':'C2','user':'U2','ts':'130.0','thread_ts':'100.000000'}"},
        {u"C2 100.000000: seen 1, first 30, last 130, root 0, people 1"_s,
         u"C1 100.000000: seen 1, first 30.5, last 130.5, root 1, people 2"_s});
    row("told twice", {root, answer, answer},
        {u"C1 100.000000: seen 1, first 30.5, last 130.5, root 1, people 2"_s});
    row("a claim",
        {root, answer,
         "{'type':'message','subtype':'message_replied','channel':'C1','message':{'type':'message','user':'"
         "U1',"
         "'ts':'100.000000','thread_ts':'100.000000','reply_count':3,'latest_reply':'130.500000','reply_"
         "users':"
         "['U2','U3']}}"},
        {u"C1 100.000000: seen 1 of 3, first 30.5, last 130.5, root 1, people 2"_s});
    row("a reply behind the claim is none of those it counts",
        {root, answer,
         "{'type':'message','subtype':'message_replied','channel':'C1','message':{'type':'message','user':'"
         "U1',"
         "'ts':'100.000000','reply_count':3,'latest_reply':'130.500000'}}",
         second},
        {u"C1 100.000000: seen 2 of 4, first 30.5, last 140, root 1, people 3"_s});
    row("a claim before the reply that it counts",
        {root,
         "{'type':'message','subtype':'message_replied','channel':'C1','message':{'type':'message','user':'"
         "U1',"
         "'ts':'100.000000','reply_count':1,'latest_reply':'130.500000'}}",
         answer},
        {u"C1 100.000000: seen 1 of 1, first 30.5, last 130.5, root 1, people 2"_s});
    row("nothing seen, but the server names who replied",
        {"{'type':'message','subtype':'message_changed','channel':'C1','message':{'type':'message','user':'"
         "U1',"
         "'ts':'100.000000','reply_count':2,'latest_reply':'130.500000','reply_users':['U2']}}"},
        {u"C1 100.000000: seen 0 of 2, root 0, people 1"_s});
    row("nothing seen, and only who began it replied",
        {"{'type':'message','subtype':'message_changed','channel':'C1','message':{'type':'message','user':'"
         "U1',"
         "'ts':'100.000000','reply_count':2,'latest_reply':'130.500000','reply_users':['U1']}}"},
        {u"C1 100.000000: seen 0 of 2, root 0, people 1, unanswered"_s});
    row("no replies is no thread",
        {"{'type':'message','subtype':'message_changed','channel':'C1','message':{'type':'message','user':'"
         "U1',"
         "'ts':'100.000000','reply_count':0}}"},
        {});
    row("a deleted reply",
        {root, answer, second,
         "{'type':'message','subtype':'message_deleted','channel':'C1','deleted_ts':'140.000000',"
         "'previous_message':{'ts':'140.000000','thread_ts':'100.000000'}}"},
        {u"C1 100.000000: seen 1, first 30.5, last 130.5, root 1, people 2"_s});
    row("an edited reply is not one more",
        {root, answer,
         "{'type':'message','subtype':'message_changed','channel':'C1','message':{'user':'U2','text':'yes!',"
         "'ts':'130.500000','thread_ts':'100.000000'}}"},
        {u"C1 100.000000: seen 1, first 30.5, last 130.5, root 1, people 2"_s});
    row("shown in the channel too, with the message that it answers",
        {"{'type':'message','subtype':'thread_broadcast','channel':'C1','user':'U2','ts':'130.500000','"
         "thread_ts':"
         "'100.000000','root':{'user':'U1','ts':'100.000000','reply_count':1,'latest_reply':'130.500000'}}"},
        {u"C1 100.000000: seen 1 of 1, first 30.5, last 130.5, root 0, people 2"_s});
    row("a page of replies",
        {"note{'kind':'api','method':'conversations.replies','args':{'channel':'C1','ts':'100.000000'},'ok':"
         "true,"
         "'answer':{'messages':[{'user':'U1','ts':'100.000000','thread_ts':'100.000000','reply_count':2,"
         "'latest_reply':'140.000000'},{'user':'U2','ts':'130.500000','thread_ts':'100.000000'},{'user':'U3',"
         "'ts':'140.0','thread_ts':'100.000000'}]}}"},
        {u"C1 100.000000: seen 2 of 2, first 30.5, last 140, root 1, people 3"_s});
    row("a reply of ours without an echo",
        {root, "out{'id':4,'type':'message','channel':'C1','text':'on it','thread_ts':'100.000000'}",
         "{'ok':true,'reply_to':4,'ts':'150.000000','text':'on it'}"},
        {u"C1 100.000000: seen 1, first 50, last 150, root 1, people 2"_s});
    row("a refused reply of ours",
        {root, "out{'id':4,'type':'message','channel':'C1','text':'on it','thread_ts':'100.000000'}",
         "{'ok':false,'reply_to':4,'error':{'code':2}}"},
        {});
    row("a reply by a call",
        {root, "note{'kind':'api','method':'chat.postMessage','ok':true,'answer':{'ok':true,'channel':'C1','"
               "ts':'150.0',"
               "'message':{'user':'U9','text':'x','ts':'150.0','thread_ts':'100.000000'}}}"},
        {u"C1 100.000000: seen 1, first 50, last 150, root 1, people 2"_s});
    row("in an envelope, as a message and as a mention",
        {"{'envelope_id':'e1','type':'events_api','payload':{'type':'event_callback','event':{'type':'"
         "message',"
         "'channel':'C1','user':'U2','ts':'130.500000','thread_ts':'100.000000','parent_user_id':'U1'}}}",
         "{'envelope_id':'e2','type':'events_api','payload':{'type':'event_callback','event':{'type':'app_"
         "mention',"
         "'channel':'C1','user':'U2','ts':'130.500000','thread_ts':'100.000000'}}}"},
        {u"C1 100.000000: seen 1, first 30.5, last 130.5, root 0, people 2"_s});
    row("what only we are shown is no reply",
        {root, "{'type':'message','channel':'C1','user':'U2','ts':'130.500000','thread_ts':'100.000000',"
               "'is_ephemeral':true}"},
        {});
    // As servers for tests may spell it: the thread is still found by it.
    row("an odd spelling", {"{'type':'message','channel':'C1','user':'U2','ts':'130.0','thread_ts':'100.5'}"},
        {u"C1 100.5: seen 1, first 30, last 130, root 0, people 1"_s});
    row("times that are none",
        {"{'type':'message','channel':'C1','user':'U2','ts':'soon','thread_ts':'then'}"}, {});
}

void TestThreadTally::tells()
{
    QFETCH(QStringList, lines);
    CaptureInfo info;
    info.selfId = u"U7"_s;
    const auto log = EventLog::inMemory(info);
    quint64 seq = 0;
    for (const QString &line : std::as_const(lines)) {
        const QByteArray json = line.mid(line.indexOf(u'{')).toUtf8().replace('\'', '"');
        log->append(entry(++seq, json,
                          line.startsWith(u"note"_s)  ? Direction::Note
                          : line.startsWith(u"out"_s) ? Direction::Out
                                                      : Direction::In));
    }
    QStringList found;
    for (const ThreadFigures::Row &row : figuresOf(*log).rows)
        found << inWords(row);
    QTEST(found, "expected");
}

void TestThreadTally::sumsUp()
{
    auto log = EventLog::inMemory({});
    quint64 seq = 0;
    const auto say = [&](int thread, int second, const char *user) {
        const QByteArray ts = QByteArray::number(1000 * thread) + ".000000";
        log->append(entry(++seq, R"({"type":"message","channel":"C1","user":")" + QByteArray(user) +
                                     R"(","ts":")" + QByteArray::number(1000 * thread + second) +
                                     R"(.000000","thread_ts":")" + ts + R"(","parent_user_id":"U1"})"));
    };
    say(1, 10, "U2");
    say(2, 20, "U2");
    say(3, 90, "U2");
    say(4, 10, "U1");
    log->append(entry(++seq,
                      R"({"type":"message","subtype":"message_replied","channel":"C1","message":)"
                      R"({"ts":"2000.000000","user":"U1","reply_count":5,"latest_reply":"2020.000000"}})"));
    const ThreadFigures figures = figuresOf(*log);
    QCOMPARE(figures.threads, 4);
    QCOMPARE(figures.unanswered, 1);
    QCOMPARE(figures.incomplete, 1);
    QCOMPARE(figures.medianFirstReplyUs, 20'000'000);
}

void TestThreadTally::listsTheLatestFirst()
{
    auto log = EventLog::inMemory({});
    for (quint64 i = 1; i <= 30; ++i) {
        const QByteArray thread = QByteArray::number(i % 10 + 1) + ".000000";
        log->append(entry(i, R"({"type":"message","channel":"C1","user":"U2","ts":"1)" +
                                 QByteArray::number(i + 100) + R"(.0","thread_ts":")" + thread + R"("})"));
    }
    const auto figures = tallied<ThreadTally>(log->snapshot(), {.mostRows = 3});
    QCOMPARE(figures->threads, 10);
    QCOMPARE(figures->rows.size(), std::size_t(3));
    QCOMPARE(figures->rows[0].lastSeq, 30U);
    QCOMPARE(figures->rows[1].lastSeq, 29U);
    QCOMPARE(figures->rows[0].seen, 3);
}

void TestThreadTally::onlyWhatIsChosen()
{
    auto log = EventLog::inMemory({});
    quint64 seq = 0;
    for (const char *line : {root, answer, second})
        log->append(entry(++seq, QByteArray(line).replace('\'', '"')));
    log->append(
        entry(++seq, R"({"type":"message","channel":"C2","user":"U2","ts":"130.0","thread_ts":"90.0"})"));
    for (const quint32 row : {0U, 1U, 2U}) { // whichever of its messages
        const ThreadFigures figures = figuresOf(*log, amongRows({row}));
        QCOMPARE(figures.threads, 1);
        QCOMPARE(inWords(figures.rows.front()),
                 u"C1 100.000000: seen 2, first 30.5, last 140, root 1, people 3"_s);
    }
    QCOMPARE(figuresOf(*log, amongRows({})).threads, 0);
}

void TestThreadTally::repeatedEventsSayNothingNew()
{
    auto log = EventLog::inMemory({});
    const char *claims = R"({"type":"message","subtype":"message_replied","channel":"C1","message":)"
                         R"({"ts":"100.000000","user":"U1","reply_count":%1,"latest_reply":"130.5"}})";
    log->append(entry(1, QByteArray(claims).replace("%1", "5")));
    Event old = entry(2, QByteArray(claims).replace("%1", "4"));
    old.repeated = true;
    log->append(old);
    QCOMPARE(figuresOf(*log).rows.front().claimed, 5);
}

//! The same, whether it is looked at as a whole or as it comes in.
void TestThreadTally::goesOn()
{
    auto log = EventLog::inMemory({});
    TallyRun<ThreadTally> run;
    quint64 seq = 0;
    for (const char *line : {second, answer, root, mine}) {
        log->append(entry(++seq, QByteArray(line).replace('\'', '"')));
        run.goOn(log->snapshot());
        QTRY_VERIFY(!run.isBusy());
    }
    QCOMPARE(run.rows(), 4);
    QCOMPARE(inWords(run.figures()->rows.front()), inWords(figuresOf(*log).rows.front()));
    QCOMPARE(inWords(run.figures()->rows.front()),
             u"C1 100.000000: seen 3, first 30.5, last 140, root 3, people 3"_s);
}

RTMSCOPE_TEST_MAIN(TestThreadTally)
#include "tst_threadtally.moc"
