// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventtablemodel.h"

#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QAbstractItemModelTester>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using Column = EventTableModel::Column;

namespace {

FilterQuery filter(const QString &text)
{
    FilterQuery query;
    FilterQuery::Problem problem;
    if (!query.compile(
            text, [](const QString &) { return QStringList(); }, &problem))
        qFatal("not a filter: %s", qPrintable(problem.words));
    return query;
}

QString cell(const EventTableModel &model, int row, Column column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestEventTableModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void columns();
    void rowsOfALog();
    void cells();
    void brokenFrames();
    void repeatsSaySo();
    void toolTipsAreNoMarkup();
    void messagesWithoutATime();
    void namesAreResolvedAndRenewed();
    void streamingUnderTester();
    void batchesNotRows();
    void filterWhileStreaming();
    void newerFilterWins();
    void noise_data();
    void noise();
    void noiseIsCounted();
    void whatFailedIsNoNoise();
    void pause();
    void reveal();
    void revealWhilePaused();
    void ackKnowsItsSend();
    void ackKnowsItsEnvelope();
    void envelopesShowTheirFate();
    void anAcknowledgementThatComesLaterIsShown();
    void whatIsSwallowedSaysSo();
    void rowsByTime();
    void filterExpressions();
    void logsComeAndGo();
    void costlyExpressions();
    void largeLog();
    void likeAPlainLoop_data();
    void likeAPlainLoop();
    void rearranged();
};

void TestEventTableModel::columns()
{
    const EventTableModel model;
    const QStringList names{u"No."_s,      u"Time"_s,     u"Direction"_s,   u"Type"_s,
                            u"Channel"_s,  u"User"_s,     u"Summary"_s,     u"Size"_s,
                            u"Envelope"_s, u"Delivery"_s, u"Acknowledged"_s};
    QCOMPARE(model.columnCount(), names.size());
    for (int column = 0; column < names.size(); ++column)
        QCOMPARE(model.headerData(column, Qt::Horizontal).toString(), names[column]);
}

void TestEventTableModel::rowsOfALog()
{
    const auto log = logOf(5);
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(cell(model, 4, Column::Summary), u"message 5"_s);
    model.setLog(nullptr, nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestEventTableModel::cells()
{
    const auto log = EventLog::inMemory({});
    log->append(message(412, "Error rate back to normal"));
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    QCOMPARE(cell(model, 0, Column::Number), u"412"_s);
    QCOMPARE(cell(model, 0, Column::Time), u"14:11:03.318"_s);
    QCOMPARE(cell(model, 0, Column::DirectionColumn), u"← in"_s);
    QCOMPARE(cell(model, 0, Column::Type), u"message"_s);
    QCOMPARE(cell(model, 0, Column::Channel), u"C0OPS"_s);
    QCOMPARE(cell(model, 0, Column::User), u"U02TOMAS"_s);
    QCOMPARE(cell(model, 0, Column::Size), QString::number(log->frame(0).size()));
    QCOMPARE(model.spokenRow(0), u"412, in, message, C0OPS, U02TOMAS, Error rate back to normal"_s);
    QCOMPARE(model.index(0, Column::Number).data(Qt::AccessibleTextRole).toString(), model.spokenRow(0));
    QCOMPARE(model.index(0, 0).data(EventTableModel::SeqRole).toULongLong(), 412U);
}

void TestEventTableModel::brokenFrames()
{
    const auto log = EventLog::inMemory({});
    log->append(entry(1, "{\"type\":\"message\""));
    log->append(binary(2, QByteArray("\x00\xff", 2)));
    log->append(entry(3, "[1,2,3]"));
    log->append(entry(4, "{\"type\":7,\"channel\":[],\"user\":{\"id\":{}},\"subtype\":{}}"));
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(cell(model, 0, Column::Type), u"not JSON"_s);
    QVERIFY(cell(model, 0, Column::Summary).startsWith(u"not JSON: "_s));
    QCOMPARE(cell(model, 1, Column::Type), u"binary"_s);
    QVERIFY(cell(model, 1, Column::Summary).contains(u"2 bytes"_s));
    for (int row = 0; row < 4; ++row)
        QVERIFY2(!cell(model, row, Column::Summary).isEmpty(), qPrintable(QString::number(row)));
}

void TestEventTableModel::messagesWithoutATime()
{
    const auto log = EventLog::inMemory({});
    for (const char *ts : {R"(,"ts":"")", R"(,"ts":"soon")", ""}) {
        Event event = entry(1, QByteArray(R"({"type":"message","channel":"C1","text":"a")") + ts + '}');
        event.receivedAtUs = 0;
        log->append(event);
    }
    Event hello = entry(4, R"({"type":"hello"})");
    hello.receivedAtUs = 0;
    log->append(hello);
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    for (int row = 0; row < 3; ++row)
        QCOMPARE(cell(model, row, Column::Time), u"?"_s);
    QVERIFY(cell(model, 3, Column::Time) != u"?"_s); // needs none
    QVERIFY(model.index(1, Column::Time).data(Qt::ToolTipRole).toString().contains(u"soon"_s));
    QVERIFY(!model.index(0, Column::Time).data(Qt::ToolTipRole).toString().contains(u"“"_s));
}

void TestEventTableModel::toolTipsAreNoMarkup()
{
    const auto log = EventLog::inMemory({});
    log->append(message(1, "&lt;img src=x&gt;", "<img src=y>"));
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    QCOMPARE(cell(model, 0, Column::Summary), u"<img src=x>"_s);
    for (int column = 0; column < model.columnCount(); ++column)
        QVERIFY(!model.index(0, column).data(Qt::ToolTipRole).toString().contains(u"<img"_s));
}

void TestEventTableModel::namesAreResolvedAndRenewed()
{
    const auto log = logOf(1);
    WorkspaceFeed feed;
    EventTableModel model;
    model.setLog(log.get(), &feed);
    QCOMPARE(cell(model, 0, Column::User), u"U02TOMAS"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    feed.apply(note(
        2, R"({"kind":"api","method":"users.info","args":{"user":"U02TOMAS"},"status":200,"ok":true,"ms":1,
        "answer":{"ok":true,"user":{"id":"U02TOMAS","name":"tomas","profile":{"display_name":"Tomás Rey"}}}})"));
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(cell(model, 0, Column::User), u"Tomás Rey"_s);
    QVERIFY(model.index(0, Column::User).data(Qt::ToolTipRole).toString().contains(u"U02TOMAS"_s));
}

void TestEventTableModel::streamingUnderTester()
{
    const auto log = EventLog::inMemory({});
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    for (int i = 1; i <= 200; ++i) {
        log->append(message(quint64(i)));
        if (i % 40 == 0)
            QTRY_COMPARE(model.rowCount(), i);
    }
    QCOMPARE(model.counts().captured, 200);
    QCOMPARE(model.counts().shown, 200);
}

void TestEventTableModel::batchesNotRows()
{
    const auto log = EventLog::inMemory({});
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (int i = 1; i <= 500; ++i)
        log->append(message(quint64(i)));
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(model.rowCount(), 500);
    QVERIFY(inserted.size() <= 3);
}

void TestEventTableModel::filterWhileStreaming()
{
    const auto log = EventLog::inMemory({});
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    quint64 seq = 0;
    const auto stream = [&](int count) {
        for (int i = 0; i < count; ++i) {
            ++seq;
            log->append(message(seq, "x", seq % 3 == 0 ? "C3" : "C1"));
        }
    };
    stream(90);
    QTRY_COMPARE(model.rowCount(), 90);
    model.setFilter(filter(u"channel == \"C3\""_s), NoiseLevel::Everything);
    stream(90);
    QTRY_COMPARE(model.rowCount(), 60);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(cell(model, row, Column::Channel), u"C3"_s);
    model.setFilter(filter({}), NoiseLevel::Everything);
    stream(3);
    QTRY_COMPARE(model.rowCount(), 183);
}

void TestEventTableModel::repeatsSaySo()
{
    const auto log = EventLog::inMemory({});
    Event event = message(1);
    event.repeated = true;
    log->append(event);
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    model.publishNow();
    QCOMPARE(cell(model, 0, Column::Summary), u"Delivered again: hello"_s);
    QVERIFY(model.eventRow(0).repeated);
    QVERIFY(log->row(0).flags & EventLog::Repeated);
}

//! The answer to a filter that was replaced while it was worked out never shows.
void TestEventTableModel::newerFilterWins()
{
    const auto log = logOf(20'000);
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    model.publishNow();
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setFilter(filter(u"text contains \"message 1\""_s), NoiseLevel::Everything);
    model.setFilter(filter(u"text contains \"message 20000\""_s), NoiseLevel::Everything);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isFiltering(), 30'000);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(reset.size() <= 2);
    QCOMPARE(cell(model, 0, Column::Summary), u"message 20000"_s);
}

void TestEventTableModel::noise_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<int>("hiddenFrom");
    QTest::newRow("message") << u"message"_s << Direction::In << noiseLevelCount;
    QTest::newRow("message of ours") << u"message"_s << Direction::Out << noiseLevelCount;
    QTest::newRow("reaction") << u"reaction_added"_s << Direction::In << noiseLevelCount;
    QTest::newRow("ack") << u"ack"_s << Direction::In << noiseLevelCount;
    QTest::newRow("gap") << u"gap"_s << Direction::Note << noiseLevelCount;
    QTest::newRow("pong") << u"pong"_s << Direction::In << 1;
    QTest::newRow("ping") << u"ping"_s << Direction::Out << 1;
    QTest::newRow("WebSocket ping") << u"ws_ping"_s << Direction::Note << 1;
    QTest::newRow("WebSocket pong") << u"ws_pong"_s << Direction::Note << 1;
    QTest::newRow("WebSocket close") << u"ws_close"_s << Direction::Note << 3;
    QTest::newRow("typing") << u"user_typing"_s << Direction::In << 2;
    QTest::newRow("presence") << u"presence_change"_s << Direction::In << 2;
    QTest::newRow("api") << u"api"_s << Direction::Note << 2;
    QTest::newRow("hello") << u"hello"_s << Direction::In << 3;
    QTest::newRow("back-fill") << u"backfill"_s << Direction::Note << 3;
    QTest::newRow("unknown") << u"no_such_type"_s << Direction::In << 3;
    QTest::newRow("state") << u"state"_s << Direction::Note << 3;
}

void TestEventTableModel::noise()
{
    QFETCH(QString, type);
    QFETCH(Direction, direction);
    QFETCH(int, hiddenFrom);
    const auto log = EventLog::inMemory({});
    const QByteArray key = direction == Direction::Note ? "kind" : "type";
    log->append(entry(1, "{\"" + key + "\":\"" + type.toUtf8() + "\"}", direction));
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    for (int level = 0; level < noiseLevelCount; ++level) {
        model.setFilter({}, NoiseLevel(level));
        QCOMPARE(model.rowCount(), level < hiddenFrom ? 1 : 0);
        QCOMPARE(model.counts().noise, level < hiddenFrom ? 0 : 1);
    }
}

void TestEventTableModel::whatFailedIsNoNoise()
{
    const auto log = EventLog::inMemory({});
    log->append(note(1, R"({"kind":"api","method":"users.info","status":200,"ok":true})"));
    log->append(note(2, R"({"kind":"api","method":"users.info","status":200,"ok":false,"error":"gone"})"));
    log->append(note(3, R"({"kind":"api","method":"chat.postMessage","status":200,"ok":true})"));
    log->append(note(4, R"({"kind":"state","state":"Backoff","error":{"code":"a","msg":"b"}})"));
    log->append(note(5, R"({"kind":"state","state":"Ready"})"));
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    const auto shown = [&model](NoiseLevel level) {
        model.setFilter({}, level);
        QStringList numbers;
        for (int row = 0; row < model.rowCount(); ++row)
            numbers << cell(model, row, Column::Number);
        return numbers.join(u' ');
    };
    QCOMPARE(shown(NoiseLevel::Everything), u"1 2 3 4 5"_s);
    QVERIFY(!model.eventRow(0).trouble);
    QVERIFY(model.eventRow(1).trouble);
    QVERIFY(model.spokenRow(1).contains(u"failed"_s));
    QCOMPARE(shown(NoiseLevel::NoPings), u"2 3 4 5"_s); // names looked up by ourselves tell nobody anything
    QCOMPARE(shown(NoiseLevel::NoPresence), u"2 4 5"_s);
    QCOMPARE(shown(NoiseLevel::Conversation), u"2 4"_s);
}

void TestEventTableModel::noiseIsCounted()
{
    const auto log = EventLog::inMemory({});
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setFilter({}, NoiseLevel::NoPings);
    model.setLog(log.get(), nullptr);
    for (quint64 i = 1; i <= 10; ++i)
        log->append(i % 2 ? entry(i, R"({"type":"pong","reply_to":1})") : message(i));
    QTRY_COMPARE(model.rowCount(), 5);
    QCOMPARE(model.counts().noise, 5);
    QCOMPARE(model.counts().captured, 10);
}

void TestEventTableModel::pause()
{
    const auto log = logOf(3);
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    log->append(message(4));
    model.setPaused(true);
    QCOMPARE(model.rowCount(), 4); // what had happened is shown
    QSignalSpy counted(&model, &EventTableModel::countsChanged);
    log->append(message(5));
    log->append(message(6));
    QTRY_VERIFY(!counted.isEmpty());
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.counts().waiting, 2);
    model.setFilter(filter(u"type == \"message\""_s), NoiseLevel::NoPings);
    QCOMPARE(model.rowCount(), 4); // a new filter shows no more of the log
    model.setPaused(false);
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(model.counts().waiting, 0);
}

void TestEventTableModel::reveal()
{
    const auto log = logOf(20);
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    model.setFilter(filter(u"text contains \"message 1\""_s), NoiseLevel::Everything);
    QCOMPARE(model.rowCount(), 11); // 1, 10 … 19
    bool hidden = true;
    QCOMPARE(model.reveal(0, &hidden), 0);
    QVERIFY(!hidden);
    const int row = model.reveal(4, &hidden);
    QVERIFY(hidden);
    QCOMPARE(row, 1);
    QCOMPARE(cell(model, row, Column::Summary), u"message 5"_s);
    QCOMPARE(model.rowCount(), 12);
    QCOMPARE(model.reveal(20), -1);
    QCOMPARE(model.reveal(-1), -1);
    log->append(message(21, "message 1 again"));
    QTRY_COMPARE(model.rowCount(), 13);
    QCOMPARE(model.rowOf(20), 12);
}

void TestEventTableModel::revealWhilePaused()
{
    const auto log = logOf(2);
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    model.setFilter(filter(u"text contains \"message\""_s), NoiseLevel::NoPings);
    model.setPaused(true);
    log->append(message(3, "other"));
    QCOMPARE(model.reveal(2), 2);
    QCOMPARE(model.rowCount(), 3);
    model.setPaused(false);
    QCOMPARE(model.rowCount(), 3); // not a second time
}

void TestEventTableModel::ackKnowsItsSend()
{
    const auto log = EventLog::inMemory({});
    const auto at = [](Event event, qint64 ms) {
        event.receivedAtUs = startUs + ms * 1000;
        return event;
    };
    log->append(at(entry(1, R"({"id":7,"type":"message","channel":"C1","text":"hi"})", Direction::Out), 0));
    log->append(at(entry(2, R"({"id":8,"type":"ping"})", Direction::Out), 10));
    log->append(at(entry(3, R"({"ok":true,"reply_to":7,"ts":"1.2","text":"hi"})"), 61));
    log->append(at(entry(4, R"({"type":"pong","reply_to":8})"), 52));
    log->append(at(entry(5, R"({"ok":true,"reply_to":99,"ts":"1.2"})"), 70));
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    QCOMPARE(cell(model, 2, Column::Type), u"ack"_s);
    QCOMPARE(cell(model, 2, Column::Summary), u"reply_to 7 ok, 61 ms after the send"_s);
    QCOMPARE(cell(model, 3, Column::Summary), u"reply_to 8, 42 ms after the ping"_s);
    QCOMPARE(cell(model, 4, Column::Summary), u"reply_to 99 ok"_s);
}

namespace {

QByteArray enveloped(const char *id, const char *type = "events_api", int attempt = 0)
{
    return QByteArray("{\"envelope_id\":\"") + id +
           "\",\"payload\":{\"type\":\"event_callback\",\"event_id\":\"Ev" + id +
           "\",\"event\":{\"type\":\"reaction_added\",\"user\":\"U1\",\"reaction\":\"tada\"}},\"type\":\"" +
           type + "\",\"retry_attempt\":" + QByteArray::number(attempt) + '}';
}

QByteArray ackOf(const char *id)
{
    return QByteArray("{\"envelope_id\":\"") + id + "\"}";
}

Event moved(Event event, qint64 ms)
{
    event.receivedAtUs = startUs + ms * 1000;
    return event;
}

} // namespace

void TestEventTableModel::envelopesShowTheirFate()
{
    const auto log = EventLog::inMemory({});
    log->append(moved(entry(1, enveloped("a")), 0));
    log->append(moved(entry(2, ackOf("a"), Direction::Out), 4));
    log->append(moved(entry(3, enveloped("b", "events_api", 2)), 10));
    log->append(moved(entry(4, ackOf("b"), Direction::Out), 4'210));
    Event again = moved(entry(5, enveloped("c", "events_api", 1)), 5'000);
    again.repeated = true;
    log->append(again);
    log->append(moved(entry(6, R"({"type":"message","channel":"C1","text":"by RTM","ts":"1.1"})"), 6'000));
    EventTableModel model;
    QSignalSpy seen(&model.rows(), &EventRows::envelopesSeen);
    model.setLog(log.get(), nullptr);
    QCOMPARE(cell(model, 0, Column::EnvelopeColumn), u"events_api"_s);
    QCOMPARE(cell(model, 0, Column::Delivery), QString());
    QCOMPARE(cell(model, 0, Column::Acknowledged), u"4 ms"_s);
    QCOMPARE(cell(model, 2, Column::Delivery), u"retry 2, late"_s);
    QCOMPARE(cell(model, 2, Column::Acknowledged), u"4.2 s"_s);
    QVERIFY(model.eventRow(2).ackLate && !model.eventRow(0).ackLate);
    QCOMPARE(model.eventRow(0).mark(), EventRow::Mark::None);
    QCOMPARE(model.eventRow(2).mark(), EventRow::Mark::AckLate); // graver than that it came late
    QVERIFY(model.eventRow(2).late && !model.eventRow(4).late);
    QCOMPARE(model.eventRow(4).mark(), EventRow::Mark::Again);
    QVERIFY(model.index(2, Column::Summary).data(Qt::ToolTipRole).toString().contains(u"later than 3 s"_s));
    QVERIFY(model.index(4, Column::Summary).data(Qt::ToolTipRole).toString().contains(u"came before"_s));
    QCOMPARE(cell(model, 4, Column::Delivery), u"retry 1, duplicate"_s);
    QVERIFY(model.spokenRow(4).contains(u"duplicate"_s));
    for (const Column column : {Column::EnvelopeColumn, Column::Delivery, Column::Acknowledged})
        QCOMPARE(cell(model, 5, column), QString());
    QTRY_COMPARE(seen.size(), 1);
    QVERIFY(seen.constFirst().constFirst().toBool());
    model.setLog(nullptr, nullptr);
    QVERIFY(!seen.constLast().constFirst().toBool());
}

//! A tapped program takes its time: the row was on the screen before.
void TestEventTableModel::anAcknowledgementThatComesLaterIsShown()
{
    const auto log = EventLog::inMemory({});
    log->append(moved(entry(1, enveloped("a")), 0));
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    QCOMPARE(cell(model, 0, Column::Acknowledged), QString());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    log->append(moved(entry(2, ackOf("a"), Direction::Out), 250));
    model.publishNow();
    QVERIFY(!changed.isEmpty());
    QCOMPARE(cell(model, 0, Column::Acknowledged), u"250 ms"_s);
}

void TestEventTableModel::whatIsSwallowedSaysSo()
{
    const auto log = EventLog::inMemory({});
    log->append(moved(entry(1, enveloped("a", "slash_commands")), 0));
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    QCOMPARE(cell(model, 0, Column::Delivery), QString()); // somebody else answers
    EventTableModel own;
    own.rows().setSwallowing(true);
    own.setLog(log.get(), nullptr);
    QCOMPARE(cell(own, 0, Column::Delivery), u"swallowed"_s);
}

void TestEventTableModel::ackKnowsItsEnvelope()
{
    const auto log = EventLog::inMemory({});
    log->append(moved(entry(1, enveloped("a", "events_api", 1)), 0));
    log->append(moved(entry(2, enveloped("b")), 10));
    log->append(moved(entry(3, ackOf("a"), Direction::Out), 12));
    log->append(moved(entry(4, ackOf("z"), Direction::Out), 13));
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    QCOMPARE(cell(model, 0, Column::Type), u"reaction_added"_s);
    QVERIFY(!cell(model, 0, Column::Summary).contains(u"late"_s)); // it stands in a column of its own
    QCOMPARE(model.index(0, Column::EnvelopeColumn).data(EventTableModel::FilterRole).toString(),
             u"envelope_type == \"events_api\""_s);
    QCOMPARE(cell(model, 2, Column::Type), u"ack"_s);
    QCOMPARE(cell(model, 2, Column::Summary), u"12 ms to the acknowledgement, envelope a"_s);
    QCOMPARE(cell(model, 3, Column::Summary), u"acknowledged, envelope z"_s);
}

void TestEventTableModel::rowsByTime()
{
    const auto log = logOf(10);
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    QCOMPARE(model.firstRowSince(0), 0);
    QCOMPARE(model.firstRowSince(startUs + 4'000'000), 3);
    QCOMPARE(model.firstRowSince(startUs + 4'500'000), 4);
    QCOMPARE(model.firstRowSince(startUs + 60'000'000), 10);
}

//! Every expression offered is a filter, and this row passes it.
void TestEventTableModel::filterExpressions()
{
    const auto log = EventLog::inMemory({});
    log->append(message(1));
    log->append(entry(2, R"({"type":"message","subtype":"message_changed","channel":"C\"x","user":"U1"})"));
    log->append(note(3, R"({"kind":"state","state":"Ready"})"));
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    int offered = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QString text = model.index(row, column).data(EventTableModel::FilterRole).toString();
            if (text.isEmpty())
                continue;
            ++offered;
            QVERIFY2(filter(text).matches(log->event(row)), qPrintable(text));
        }
    }
    QCOMPARE(offered, 6 + 6 + 4);
}

void TestEventTableModel::logsComeAndGo()
{
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setFilter(filter(u"type == \"message\""_s), NoiseLevel::Conversation);
    for (int count : {3, 0, 7}) {
        const auto log = logOf(count);
        model.setLog(log.get(), nullptr);
        QCOMPARE(model.rowCount(), count);
    } // each log dies before the model hears of the next
    QCOMPARE(model.rowCount(), 0);
}

//! Are given up row by row, in slices, and counted.
void TestEventTableModel::costlyExpressions()
{
    const auto log = EventLog::inMemory({});
    const QByteArray text = R"({"type":"message","text":")" + QByteArray(40, 'a') + R"(b"})";
    constexpr int rows = 300;
    for (quint64 seq = 1; seq <= rows; ++seq)
        log->append(entry(seq, text));
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    QTRY_COMPARE(model.rowCount(), rows);
    FilterQuery query;
    QVERIFY(query.compile(u"text matches \"(a|aa)+(?<=a)$\""_s, {}, nullptr));
    const QSignalSpy slices(&model, &EventTableModel::filteringAdvanced);
    model.setFilter(query, NoiseLevel::Everything);
    QTRY_COMPARE(model.counts().givenUp, quint64(rows));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!slices.isEmpty());
}

void TestEventTableModel::largeLog()
{
    constexpr int count = 200'000;
    const auto log = logOf(count);
    EventTableModel model;
    model.setLog(log.get(), nullptr);
    model.publishNow();
    QCOMPARE(model.rowCount(), count);
    model.setFilter(filter(u"text contains \"message 19999\""_s), NoiseLevel::NoPings);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isFiltering(), 60'000);
    QCOMPARE(model.rowCount(), 11); // 19999, 199990 … 199999
    model.setFilter({}, NoiseLevel::NoPings);
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), count, 60'000);
}

void TestEventTableModel::likeAPlainLoop_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<NoiseLevel>("level");
    for (const NoiseLevel level : {NoiseLevel::Everything, NoiseLevel::NoPings, NoiseLevel::Conversation}) {
        for (const char *text : {"", "channel == C3", "message 12", "text contains \"9\" || dir == note",
                                 "ts exists && !(channel == C1)"})
            QTest::addRow("%s, %d", text, int(level)) << QString::fromLatin1(text) << level;
    }
}

//! Whatever threads and batches the rows come by, and whatever happens meanwhile, what is shown at the end is
//! what a loop over all rows would show.
void TestEventTableModel::likeAPlainLoop()
{
    QFETCH(const QString, text);
    QFETCH(const NoiseLevel, level);
    const auto log = EventLog::inMemory({});
    quint64 seq = 0;
    const auto stream = [&log, &seq](int count) {
        for (int i = 0; i < count; ++i) {
            ++seq;
            if (seq % 10 == 0)
                log->append(entry(seq, R"({"type":"pong","reply_to":1})"));
            else if (seq % 31 == 0)
                log->append(note(seq, R"({"kind":"api","method":"users.info","status":200,"ok":true})"));
            else
                log->append(
                    message(seq, "message " + QByteArray::number(seq), "C" + QByteArray::number(seq % 7)));
        }
    };
    stream(30'000);
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    const FilterQuery query = filter(text);
    model.setFilter(filter(u"message 1"_s), NoiseLevel::Everything); // is superseded
    model.setFilter(query, level);
    const bool runs = model.isFiltering();
    stream(3000);
    model.setPaused(true);
    const int revealed = model.reveal(29'999); // a pong, perhaps before its turn
    QCOMPARE(model.logRow(revealed), 29'999);
    stream(50);
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.counts().waiting, 50);
    model.setPaused(false);
    QTRY_COMPARE(model.counts().captured, log->size());
    QTRY_VERIFY(!model.isFiltering());

    QList<qsizetype> expected;
    qsizetype noise = 0;
    RowFilter plain(query, level);
    for (qsizetype row = 0; row < log->size(); ++row) {
        const RowVerdict verdict = plain.judge(*log, row);
        noise += verdict == RowVerdict::Noise;
        if (verdict == RowVerdict::Shown || row == 29'999)
            expected << row;
    }
    QList<qsizetype> shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown << model.logRow(row);
    QCOMPARE(shown, expected);
    QCOMPARE(model.counts().noise, noise);
    QVERIFY(runs || text.isEmpty() || text == "channel == C3"_L1); // what the index knows may be done at once
}

//! A file whose times turn out to be in no order: its rows are others all at once.
void TestEventTableModel::rearranged()
{
    const auto log = logOf(20);
    EventTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setLog(log.get(), nullptr);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    Q_EMIT log->indexed(false);
    QCOMPARE(reset.size(), 0);
    Q_EMIT log->indexed(true);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 20);
}

RTMSCOPE_TEST_MAIN(TestEventTableModel)
#include "tst_eventtablemodel.moc"
