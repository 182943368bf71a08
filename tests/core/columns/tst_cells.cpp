// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/columns/cellreader.h"

#include "core/columns/eventcolumn.h"
#include "core/columns/naturalorder.h"
#include "core/json/tree.h"
#include "core/log/eventlog.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! What stands in the cells of a table of events: a person's own columns, times, names in order.
class TestCells : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void paths_data();
    void paths();
    void pathsOfASocketModeEvent_data();
    void pathsOfASocketModeEvent();
    void whatIsNoPath_data();
    void whatIsNoPath();
    void longValuesAreCut();
    void framesThatAreNoJson();
    void pathOfAValue_data();
    void pathOfAValue();
    void naturalOrder_data();
    void naturalOrder();
    void numbersBeforeTexts();
    void spans_data();
    void spans();
    void times();
    void readerSaysWhatRowsSay();

private:
    static PathCell cellOf(const QByteArray &frame, const QString &path);
};

PathCell TestCells::cellOf(const QByteArray &frame, const QString &path)
{
    const auto log = EventLog::inMemory({});
    log->append(entry(1, frame));
    const auto parsed = ColumnPath::parse(path);
    if (!parsed)
        return {.text = u"no path"_s};
    const LogReader reader(log->snapshot());
    const PathCell there = pathCells(reader, 0, {*parsed}).front();
    const PathCell here = pathCells(*log, 0, {*parsed}).front();
    return here.text == there.text && here.kind == there.kind ? here : PathCell{.text = u"two answers"_s};
}

void TestCells::paths_data()
{
    using Kind = PathCell::Kind;
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("isNumber");
    const auto row = [](const char *name, const QString &path, const QString &text, Kind kind,
                        bool isNumber = false) {
        QTest::newRow(name) << path << text << int(kind) << isNumber;
    };
    row("text", u"client_msg_id"_s, u"5f2c"_s, Kind::Text);
    row("text that is a number", u"event_ts"_s, u"1795356251.000412"_s, Kind::Text, true);
    row("number", u"reply_count"_s, u"12"_s, Kind::Literal, true);
    row("decimals as they are written", u"edited.by"_s, u"-0.5"_s, Kind::Literal, true);
    row("truth", u"suppress"_s, u"false"_s, Kind::Literal);
    row("null", u"nothing"_s, u"null"_s, Kind::Literal);
    row("object", u"edited"_s, u"{\"user\":\"U1\",\"by\":-0.5}"_s, Kind::Other);
    row("member of an object", u"edited.user"_s, u"U1"_s, Kind::Text);
    row("list", u"ids"_s, u"[1,\"b\"]"_s, Kind::Other);
    row("empty list", u"none"_s, u"[]"_s, Kind::Other);
    row("each of a list", u"blocks.type"_s, u"rich_text, divider"_s, Kind::Other);
    row("one of a list", u"blocks[1].type"_s, u"divider"_s, Kind::Text);
    row("none of a list", u"blocks[7].type"_s, {}, Kind::Missing);
    row("odd key", u"[\"odd key\"].x"_s, u"1"_s, Kind::Literal, true);
    row("missing", u"thread.ts"_s, {}, Kind::Missing);
    row("beyond a text", u"client_msg_id.x"_s, {}, Kind::Missing);
    row("empty text", u"empty"_s, {}, Kind::Text);
    row("line breaks", u"lines"_s, u"a b"_s, Kind::Other);
    row("field, not member", u"text"_s, u"after"_s, Kind::Text);
    row("member of that name", u"[\"text\"]"_s, {}, Kind::Missing);
    row("a field that no frame has", u"dir"_s, u"in"_s, Kind::Text);
}

void TestCells::paths()
{
    QFETCH(QString, path);
    const PathCell cell = cellOf(
        R"({"type":"message","subtype":"message_changed","channel":"C1","message":{"text":"after"},)"
        R"("client_msg_id":"5f2c","event_ts":"1795356251.000412","reply_count":12,"suppress":false,"nothing":null,)"
        R"("edited":{"user":"U1","by":-0.5},"ids":[1,"b"],"none":[],"blocks":[{"type":"rich_text"},)"
        R"({"type":"divider"}],"odd key":{"x":1},"empty":"","lines":"a\nb"})",
        path);
    QTEST(cell.text, "text");
    QTEST(int(cell.kind), "kind");
    QTEST(cell.isNumber, "isNumber");
}

void TestCells::pathsOfASocketModeEvent_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::newRow("of the event inside") << u"client_msg_id"_s << u"5f2c"_s;
    QTest::newRow("of its block") << u"blocks.type"_s << u"rich_text"_s;
    QTest::newRow("type") << u"type"_s << u"message"_s;
    QTest::newRow("of the envelope") << u"retry_attempt"_s << u"2"_s;
    QTest::newRow("from the envelope on") << u"payload.event.client_msg_id"_s << u"5f2c"_s;
    QTest::newRow("the envelope's type") << u"envelope_type"_s << u"events_api"_s;
}

void TestCells::pathsOfASocketModeEvent()
{
    QFETCH(QString, path);
    const PathCell cell = cellOf(
        R"({"envelope_id":"e1","type":"events_api","retry_attempt":2,"payload":{"type":"event_callback",)"
        R"("event_id":"Ev1","event":{"type":"message","channel":"C1","client_msg_id":"5f2c",)"
        R"("blocks":[{"type":"rich_text"}]}}})",
        path);
    QTEST(cell.text, "text");
}

void TestCells::whatIsNoPath_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"", " ", ".a", "a..b", "a[", "a b", "a[x]"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void TestCells::whatIsNoPath()
{
    QFETCH(QString, path);
    QVERIFY(!ColumnPath::parse(path));
}

void TestCells::longValuesAreCut()
{
    const PathCell text = cellOf(R"({"a":")" + QByteArray(100'000, 'x') + R"("})", u"a"_s);
    QCOMPARE(text.text.size(), ColumnPath::mostLetters + 1);
    QVERIFY(text.text.endsWith(u'…'));
    QCOMPARE(text.kind, PathCell::Kind::Other); // no filter for a part of it
    QByteArray list = "[0";
    for (int i = 1; i < 100'000; ++i)
        list += ',' + QByteArray::number(i);
    const PathCell numbers = cellOf("{\"a\":" + list + "]}", u"a"_s);
    QVERIFY(numbers.text.startsWith(u"[0,1,2,3"_s));
    QVERIFY(numbers.text.size() <= ColumnPath::mostLetters + 1);
    const PathCell digits = cellOf(R"({"a":")" + QByteArray(100'000, '1') + R"("})", u"a"_s);
    QVERIFY(!digits.isNumber);
}

void TestCells::framesThatAreNoJson()
{
    QCOMPARE(cellOf("no json", u"a"_s).text, QString());
    QCOMPARE(cellOf("[1,2]", u"a"_s).text, QString());
    QCOMPARE(cellOf("", u"a"_s).text, QString());
}

void TestCells::pathOfAValue_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("path");
    const QByteArray plain = R"({"type":"message","blocks":[{"a":{"b":1}}],"odd [3] key":{"x":[5]}})";
    QTest::newRow("whole") << plain << QString() << QString();
    QTest::newRow("member") << plain << u"type"_s << u"type"_s;
    QTest::newRow("of each block") << plain << u"blocks[0].a.b"_s << u"blocks.a.b"_s;
    QTest::newRow("a key that looks like a place")
        << plain << u"[\"odd [3] key\"].x[0]"_s << u"[\"odd [3] key\"].x"_s;
    const QByteArray envelope = R"({"type":"events_api","payload":{"token":1,"event":{"user":"U1"}}})";
    QTest::newRow("of the event in an envelope") << envelope << u"payload.event.user"_s << u"user"_s;
    QTest::newRow("beside it") << envelope << u"payload.token"_s << u"payload.token"_s;
    QTest::newRow("the envelope's type")
        << QByteArray(R"({"type":"events_api","payload":{"event":{"type":"message"}}})") << u"type"_s
        << u"envelope_type"_s;
    QTest::newRow("the type of no envelope")
        << QByteArray(R"({"type":"events_api"})") << u"type"_s << u"type"_s;
    const QByteArray taken =
        R"({"type":"pong","time":1,"Size":2,"null":3,"not":4,"C012AB3":5,"7":{"a b":6}})";
    QTest::newRow("a name of ours") << taken << u"time"_s << u"[\"time\"]"_s;
    QTest::newRow("one but for its capital") << taken << u"Size"_s << u"[\"Size\"]"_s;
    QTest::newRow("a value") << taken << u"null"_s << u"[\"null\"]"_s;
    QTest::newRow("a word of the language") << taken << u"not"_s << u"[\"not\"]"_s;
    QTest::newRow("an id") << taken << u"C012AB3"_s << u"[\"C012AB3\"]"_s;
    QTest::newRow("a number and a blank") << taken << u"7[\"a b\"]"_s << u"[\"7\"][\"a b\"]"_s;
    QTest::newRow("of a command") << QByteArray(R"({"type":"slash_commands","payload":{"command":"/x"}})")
                                  << u"payload.command"_s << u"command"_s;
}

void TestCells::pathOfAValue()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, place);
    const json::Tree tree = json::Tree::parse(frame);
    const int node = place.isEmpty() ? 0 : tree.find(place);
    QVERIFY(node >= 0);
    const QString path = columnPathOf(tree, node);
    QTEST(path, "path");
    QVERIFY(path.isEmpty() || ColumnPath::parse(path));
}

void TestCells::naturalOrder_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("figures in names") << u"channel-2"_s << u"channel-10"_s;
    QTest::newRow("figures at the beginning") << u"9 lives"_s << u"10 lives"_s;
    QTest::newRow("versions") << u"v1.9.3"_s << u"v1.10.0"_s;
    QTest::newRow("figures before letters") << u"a1"_s << u"ab"_s;
    QTest::newRow("no figures before figures") << u"channel"_s << u"channel1"_s;
    QTest::newRow("more figures than fit a number")
        << u"99999999999999999999998"_s << u"99999999999999999999999"_s;
    QTest::newRow("capitals") << u"Anna"_s << u"bob"_s;
    QTest::newRow("small before capitals that come later") << u"anna"_s << u"Bob"_s;
    QTest::newRow("accents") << u"Émile"_s << u"Fred"_s;
    QTest::newRow("accents inside") << u"Tomás A"_s << u"Tomas B"_s;
    QTest::newRow("other figures") << u"k٢"_s << u"k١٠"_s;
    QTest::newRow("other letters") << u"נועה"_s << u"תמר"_s;
}

void TestCells::naturalOrder()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QVERIFY(naturalKey(first) < naturalKey(second));
    QVERIFY(!(naturalKey(second) < naturalKey(first)));
    QCOMPARE(naturalKey(first.toUpper()), naturalKey(first.toLower()));
}

void TestCells::numbersBeforeTexts()
{
    using Kind = CellKey::Kind;
    QVERIFY(CellKey::ofText(u"12", true).kind == Kind::Number);
    QVERIFY(CellKey::ofText(u"12", false).kind == Kind::Text);
    QVERIFY(CellKey::ofText(u"twelve", true).kind == Kind::Text);
    QVERIFY(CellKey::ofText(u"", true).kind == Kind::Missing);
    QVERIFY(Kind::Number < Kind::Text && Kind::Text < Kind::Missing);
    const CellKey below = CellKey::ofText(u"-1.5", true); // rounded down, so that the rest counts upwards
    QCOMPARE(below.whole, -2);
    QCOMPARE(below.billionths, 500'000'000);
}

void TestCells::spans_data()
{
    QTest::addColumn<qint64>("us");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0LL << u"0.000"_s;
    QTest::newRow("less than is shown") << -400LL << u"0.000"_s;
    QTest::newRow("milliseconds") << 12'345LL << u"0.012"_s;
    QTest::newRow("seconds") << 9'000'000LL << u"9.000"_s;
    QTest::newRow("minutes") << 62'345'000LL << u"1:02.345"_s;
    QTest::newRow("before") << -62'345'000LL << u"-1:02.345"_s;
    QTest::newRow("hours") << 3'600'000'000LL << u"1:00:00.000"_s;
    QTest::newRow("days") << 183'600'000'000LL << u"2d 03:00:00.000"_s;
}

void TestCells::spans()
{
    QFETCH(qint64, us);
    QTEST(spanText(us), "text");
}

void TestCells::times()
{
    const qint64 us = startUs; // 2026-11-22 14:04:11.318 UTC
    TimeView view{.form = TimeForm::Utc, .firstUs = us - 2'000'000};
    QCOMPARE(view.text(us, 0), u"14:04:11.318"_s);
    view.dates = true;
    QCOMPARE(view.text(us, 0), u"2026-11-22 14:04:11.318"_s);
    view.form = TimeForm::SinceFirst;
    QCOMPARE(view.text(us, us - 5), u"2.000"_s);
    view.form = TimeForm::SincePrevious;
    QCOMPARE(view.text(us, us - 5'000), u"0.005"_s);
    QCOMPARE(view.text(us, 0), QString()); // the first of all
    view.form = TimeForm::SinceReference;
    QCOMPARE(view.text(us, 0), u"2.000"_s); // none was chosen: the first stands for it
    view.referenceUs = us + 1'000'000;
    QCOMPARE(view.text(us, 0), u"-1.000"_s);
    QCOMPARE(view.text(0, 0), QString());
}

//! In another thread cells say what they say in the window's.
void TestCells::readerSaysWhatRowsSay()
{
    const auto log = EventLog::inMemory({});
    log->append(entry(1, R"({"type":"hello"})"));
    log->append(message(2, "first"));
    log->append(entry(3, R"({"id":7,"type":"ping"})", Direction::Out));
    log->append(entry(4, R"({"type":"pong","reply_to":7})"));
    log->append(entry(5, "no json"));
    log->append(note(6, R"({"kind":"state","state":"Ready"})"));
    log->append(entry(7, R"({"envelope_id":"e1","type":"events_api","payload":{"event":{"type":"message",)"
                         R"("channel":"C1","user":"U1","text":"inside"}}})"));
    log->append(entry(8, R"({"envelope_id":"e1"})", Direction::Out));
    const LogReader reader(log->snapshot());
    CellContext context;
    context.paths = {*ColumnPath::parse(u"text"_s)};
    CellReader cells(reader, context);
    EventRowBuilder builder;
    for (qsizetype row = 0; row < log->size(); ++row) {
        const EventRow made = builder.build(*log, row, {});
        for (int column = 0; column < EventColumn::ColumnCount; ++column)
            QCOMPARE(cells.text(row, column), cellText(made, column));
    }
    QCOMPARE(cells.text(1, EventColumn::ColumnCount), u"first"_s);
    QCOMPARE(cells.text(6, EventColumn::ColumnCount), u"inside"_s);
    QCOMPARE(cells.text(6, EventColumn::Acknowledged), u"1.0 s"_s);
    QCOMPARE(cells.text(6, EventColumn::ColumnCount + 1), QString()); // there is no such column
}

RTMSCOPE_TEST_MAIN(TestCells)
#include "tst_cells.moc"
