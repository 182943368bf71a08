// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/latencies.h"

#include "core/log/eventlog.h"
#include "core/statistics/logstatistics.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(rtmscope::LatencyKind)

namespace {

struct Line
{
    qint64 atMs; //!< since the record began
    Direction direction;
    const char *json; //!< with single quotes for readability
    quint32 connection = 1;
};

constexpr Direction in = Direction::In;
constexpr Direction out = Direction::Out;
constexpr Direction aside = Direction::Note;
constexpr qint64 msUs = 1'000;

using Lines = QList<Line>;

std::unique_ptr<EventLog> logOf(const Lines &lines)
{
    auto log = EventLog::inMemory({});
    quint64 seq = 0;
    for (const Line &line : lines) {
        Event event = entry(++seq, QByteArray(line.json).replace('\'', '"'), line.direction);
        event.receivedAtUs = startUs + line.atMs * msUs;
        event.connection = line.connection;
        log->append(event);
    }
    return log;
}

LatencyFigures figuresOf(const EventLog &log, const RowChoice &chosen = {})
{
    return *tallied<LatencyTally>(log.snapshot(), {}, chosen);
}

} // namespace

Q_DECLARE_METATYPE(Lines)

class TestLatencies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void measures_data();
    void measures();
    void percentiles_data();
    void percentiles();
    void slowestCanBeGoneTo();
    void bars_data();
    void bars();
    void onlyWhatIsChosen();
    void overManyPieces();
};

void TestLatencies::measures_data()
{
    QTest::addColumn<Lines>("lines");
    QTest::addColumn<LatencyKind>("kind");
    QTest::addColumn<QList<qint64>>("ms"); // the longest first
    QTest::addColumn<qint64>("unanswered");
    const auto row = [](const char *name, LatencyKind kind, const Lines &lines, const QList<qint64> &ms,
                        qint64 unanswered = 0) { QTest::newRow(name) << lines << kind << ms << unanswered; };
    using enum LatencyKind;

    row("pings", Pong,
        {{0, out, "{'id':1,'type':'ping'}"},
         {40, in, "{'type':'pong','reply_to':1}"},
         {1000, out, "{'id':2,'type':'ping'}"},
         {1012, in, "{'type':'pong','reply_to':2}"}},
        {40, 12});
    row("a ping nobody answered", Pong, {{0, out, "{'id':1,'type':'ping'}"}}, {}, 1);
    row("ids belong to their connection", Pong,
        {{0, out, "{'id':1,'type':'ping'}", 1},
         {10, out, "{'id':1,'type':'ping'}", 2},
         {30, in, "{'type':'pong','reply_to':1}", 2}},
        {20}, 1);
    row("pings of the socket itself", Pong,
        {{0, aside, "{'kind':'ws_ping','by':'us','payload':'7f'}"},
         {5, aside, "{'kind':'ws_pong','by':'server','payload':'7f'}"}},
        {5});
    row("what the server asks is not ours", Pong,
        {{0, aside, "{'kind':'ws_ping','by':'server','payload':'7f'}"},
         {5, aside, "{'kind':'ws_pong','by':'us','payload':'7f'}"}},
        {});
    row("a pong nobody asked for", Pong, {{0, in, "{'type':'pong','reply_to':9}"}}, {});

    const Line sent{100, out, "{'id':7,'type':'message','channel':'C1','text':'hi'}"};
    const Line acked{160, in, "{'ok':true,'reply_to':7,'ts':'12.000100','text':'hi'}"};
    const Line echo{175, in, "{'type':'message','channel':'C1','user':'U1','text':'hi','ts':'12.000100'}"};
    row("a message and its answer", Ack, {sent, acked}, {60});
    row("a refusal answers too", Ack,
        {sent, {130, in, "{'ok':false,'reply_to':7,'error':{'code':2,'msg':'message text is missing'}}"}},
        {30});
    row("no answer", Ack, {sent}, {}, 1);
    row("typing is not answered", Ack, {{0, out, "{'id':8,'type':'typing','channel':'C1'}"}}, {});
    row("its echo behind the answer", Echo, {sent, acked, echo}, {75});
    row("its echo before the answer", Echo,
        {sent,
         {150, in, "{'type':'message','channel':'C1','user':'U1','text':'hi','ts':'12.000100'}"},
         acked},
        {50});
    row("another's message is no echo", Echo,
        {sent,
         acked,
         {175, in, "{'type':'message','channel':'C2','user':'U1','text':'hi','ts':'12.000100'}"}},
        {}, 1);
    row("a repeat of the last message is no echo", Echo,
        {sent,
         acked,
         {175, in, "{'type':'message','channel':'C1','text':'hi','ts':'12.000100','reply_to':7}"}},
        {}, 1);
    row("a refused message has none", Echo, {sent, {130, in, "{'ok':false,'reply_to':7,'error':{'code':2}}"}},
        {});
    const Lines posted{
        {0, aside, "{'kind':'send','local':'a','step':'queued','channel':'C1','text':'hi'}"},
        {10, aside, "{'kind':'send','local':'a','step':'written','via':'chat.postMessage'}"},
        {90, aside, "{'kind':'api','method':'chat.postMessage','ok':true,'ms':75,'answer':{'ok':true}}"},
        {91, aside, "{'kind':'send','local':'a','step':'sent','ts':'12.000200','by':'answer'}"},
        {120, in, "{'type':'message','channel':'C1','bot_id':'B1','text':'hi','ts':'12.000200'}"}};
    row("posted by a call", Ack, posted, {81});
    row("the echo of what was posted", Echo, posted, {110});
    row("the call itself", Call, posted, {75});
    row("steps of a message by frames speak for nothing", Ack,
        {{0, aside, "{'kind':'send','local':'a','step':'queued','channel':'C1','text':'hi'}"},
         {10, aside, "{'kind':'send','local':'a','step':'written','conn':1,'id':7}"},
         {90, aside, "{'kind':'send','local':'a','step':'sent','ts':'12.000200','by':'ack'}"}},
        {});
    const Lines tapped{
        {0, aside, "{'kind':'tap','what':'listening','text':'…'}"},
        {50, in, "{'type':'message','channel':'C1','bot_id':'B1','text':'hi','ts':'12.000300'}"},
        {60, aside,
         "{'kind':'api','method':'chat.postMessage','ok':true,'ms':40,'from':'tap','us':40500,"
         "'answer':{'ok':true,'channel':'C1','ts':'12.000300'}}"}};
    row("a tapped program's echo, before the call is over", Echo, tapped, {30}); // from 60 - 40.5 to 50
    row("calls by the microsecond", Call, tapped, {40});

    const Line envelope{0, in,
                        "{'envelope_id':'e1','type':'events_api','payload':{'type':'event_callback',"
                        "'event':{'type':'message','channel':'C1','ts':'12.1'}}}"};
    row("an envelope", Envelope, {envelope, {3, out, "{'envelope_id':'e1'}"}}, {3});
    row("acknowledged on another socket", Envelope, {envelope, {3, out, "{'envelope_id':'e1'}", 2}}, {3});
    row("delivered twice before", Envelope,
        {envelope, {2, in, envelope.json}, {3, out, "{'envelope_id':'e1'}"}}, {3});
    row("never acknowledged", Envelope, {envelope}, {}, 1);
    row("a clock set back", Pong,
        {{50, out, "{'id':1,'type':'ping'}"}, {0, in, "{'type':'pong','reply_to':1}"}}, {0});
}

void TestLatencies::measures()
{
    QFETCH(Lines, lines);
    QFETCH(LatencyKind, kind);
    QFETCH(QList<qint64>, ms);
    const LatencyFigures::Kind found = figuresOf(*logOf(lines)).of(kind);
    QList<qint64> foundMs;
    for (const LatencyFigures::Slow &slow : found.slowest)
        foundMs.append(slow.us / msUs);
    QCOMPARE(foundMs, ms);
    QCOMPARE(found.count, ms.size());
    QTEST(found.unanswered, "unanswered");
    QCOMPARE(found.longestUs / msUs, ms.isEmpty() ? 0 : ms.constFirst());
}

void TestLatencies::percentiles_data()
{
    QTest::addColumn<int>("count"); // of 1, 2, 3 … ms
    QTest::addColumn<qint64>("median");
    QTest::addColumn<qint64>("ninetieth");
    QTest::addColumn<qint64>("ninetyNinth");
    QTest::newRow("one") << 1 << qint64(1) << qint64(1) << qint64(1);
    QTest::newRow("two") << 2 << qint64(1) << qint64(2) << qint64(2);
    QTest::newRow("ten") << 10 << qint64(5) << qint64(9) << qint64(10);
    QTest::newRow("eleven") << 11 << qint64(6) << qint64(10) << qint64(11);
    QTest::newRow("hundred") << 100 << qint64(50) << qint64(90) << qint64(99);
    QTest::newRow("thousand") << 1000 << qint64(500) << qint64(900) << qint64(990);
}

void TestLatencies::percentiles()
{
    QFETCH(int, count);
    auto log = EventLog::inMemory({});
    for (int i = 0; i < count; ++i) {
        // Not in their order.
        const qint64 ms = 1 + (i * 7919LL) % count;
        const QByteArray id = QByteArray::number(i);
        Event ping = entry(quint64(2 * i + 1), R"({"type":"ping","id":)" + id + '}', Direction::Out);
        ping.receivedAtUs = startUs + i * 10'000'000LL;
        Event pong = entry(quint64(2 * i + 2), R"({"type":"pong","reply_to":)" + id + '}');
        pong.receivedAtUs = ping.receivedAtUs + ms * msUs;
        log->append(ping);
        log->append(pong);
    }
    const LatencyFigures::Kind found = figuresOf(*log).of(LatencyKind::Pong);
    QCOMPARE(found.count, count);
    QTEST(found.medianUs / msUs, "median");
    QTEST(found.ninetiethUs / msUs, "ninetieth");
    QTEST(found.ninetyNinthUs / msUs, "ninetyNinth");
    QCOMPARE(found.longestUs, count * msUs);
    QCOMPARE(qsizetype(found.slowest.size()), std::min(count, int(LatencyFigures::mostSlow)));
    qint64 bars = 0;
    for (const qint64 bar : found.histogram)
        bars += bar;
    QCOMPARE(bars, count);
}

void TestLatencies::slowestCanBeGoneTo()
{
    const auto log = logOf({{0, aside, "{'kind':'state'}"},
                            {0, out, "{'id':1,'type':'ping'}"},
                            {40, in, "{'type':'pong','reply_to':1}"},
                            {50, out, "{'id':2,'type':'ping'}"},
                            {200, in, "{'type':'pong','reply_to':2}"}});
    const LatencyFigures::Kind found = figuresOf(*log).of(LatencyKind::Pong);
    QCOMPARE(found.slowest.front().askedSeq, 4U);
    QCOMPARE(found.slowest.front().answeredSeq, 5U);
    QCOMPARE(found.slowest.front().timeUs, startUs + 50 * msUs);
    QCOMPARE(found.slowest.back().askedSeq, 2U);
}

void TestLatencies::bars_data()
{
    QTest::addColumn<qint64>("us");
    QTest::addColumn<int>("bar");
    QTest::newRow("nothing") << qint64(0) << 0;
    QTest::newRow("below the first edge") << qint64(99) << 0;
    QTest::newRow("on it") << qint64(100) << 1;
    QTest::newRow("a millisecond") << qint64(1'000) << 4;
    QTest::newRow("less than a second") << qint64(999'999) << 12;
    QTest::newRow("an hour") << qint64(3'600'000'000) << 18;
}

void TestLatencies::bars()
{
    QFETCH(qint64, us);
    QFETCH(int, bar);
    QCOMPARE(int(LatencyFigures::barOf(us)), bar);
}

void TestLatencies::onlyWhatIsChosen()
{
    const auto log = logOf({{0, out, "{'id':1,'type':'ping'}"},
                            {40, in, "{'type':'pong','reply_to':1}"},
                            {50, out, "{'id':2,'type':'ping'}"},
                            {60, in, "{'type':'pong','reply_to':2}"},
                            {70, out, "{'id':3,'type':'ping'}"}});
    // The answer need not be among them.
    const LatencyFigures::Kind found = figuresOf(*log, amongRows({2})).of(LatencyKind::Pong);
    QCOMPARE(found.count, 1);
    QCOMPARE(found.longestUs, 10 * msUs);
    QCOMPARE(found.unanswered, 0);
}

//! Questions and answers lie in different pieces, which several threads look at.
void TestLatencies::overManyPieces()
{
    auto log = EventLog::inMemory({});
    constexpr int count = 20'000;
    quint64 seq = 0;
    for (int i = 0; i < count; ++i) {
        const QByteArray envelope = R"({"envelope_id":"e)" + QByteArray::number(i) +
                                    R"(","type":"events_api","payload":{"type":"event_callback","event":)"
                                    R"({"type":"reaction_added","user":"U1"}}})";
        Event event = entry(++seq, envelope);
        event.receivedAtUs = startUs + i;
        log->append(event);
    }
    for (int i = 0; i < count; ++i) {
        Event ack = entry(++seq, R"({"envelope_id":"e)" + QByteArray::number(i) + R"("})", Direction::Out);
        ack.receivedAtUs = startUs + 3 * i;
        log->append(ack);
    }
    const LatencyFigures::Kind found = figuresOf(*log).of(LatencyKind::Envelope);
    QCOMPARE(found.count, count);
    QCOMPARE(found.unanswered, 0);
    QCOMPARE(found.medianUs, 2 * (count / 2 - 1));
    QCOMPARE(found.longestUs, 2 * (count - 1));
}

RTMSCOPE_TEST_MAIN(TestLatencies)
#include "tst_latencies.moc"
