// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/captureline.h"
#include "core/json/json.h"
#include "tests/core/capture/frames.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace rtmscope;
using rtmscope::testing::entry;

Q_DECLARE_METATYPE(rtmscope::FrameForm)
Q_DECLARE_METATYPE(rtmscope::Direction)

class TestCaptureLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void roundTrip_data();
    void roundTrip();
    void spelling_data();
    void spelling();
    void frameAtPointsAtTheFrame();
    void masked();
    void repeated();
    void otherSpellings_data();
    void otherSpellings();
    void notEntries_data();
    void notEntries();
    void header();
    void corpus();
};

void TestCaptureLine::roundTrip_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<FrameForm>("form");
    const auto row = [](const char *name, const QByteArray &raw, FrameForm form = FrameForm::Json,
                        Direction direction = Direction::In) {
        QTest::newRow(name) << raw << direction << form;
    };
    row("plain", R"({"type":"hello"})");
    row("order and duplicate keys", R"({"b":1,"a":2,"b":3,"type":"x","type":"y"})");
    row("odd spacing", "{ \t\"type\" :\t\"hello\" ,  \"x\" : [ 1 ,2 ] }");
    row("spaces around", "  {\"type\":\"hello\"}  ");
    row("escapes", R"({"text":"\u00e9\/\"\\\n\ud83d\ude00","type":"message"})");
    row("escaped NUL", R"({"text":"a\u0000b","type":"message"})");
    row("raw unicode", "{\"text\":\"\xC3\xA9\xF0\x9F\x98\x80 \xE2\x80\xA8 \xE2\x80\xA9\"}");
    row("number spellings", R"({"a":1.0,"b":1e3,"c":-0,"d":123456789012345678901234567890,"e":0.1000})");
    row("looks like the end of an entry", R"({"text":"\"}","x":"}}"})");
    row("looks like an entry", R"({"n":1,"t":"x","dir":"in","frame":{}})");
    row("no object", "[1,2,3]");
    row("bare number", "42");
    row("JSON over several lines", "{\n  \"type\": \"hello\"\r\n}\n");
    row("outgoing", R"({"id":1,"type":"message","channel":"C1","text":"hi"})", FrameForm::Json,
        Direction::Out);
    row("note", R"({"kind":"state","state":"Ready","from":"AwaitingHello","cause":"hello received"})",
        FrameForm::Json, Direction::Note);
    row("note with members of the line's names",
        R"({"kind":"mark","frame":1,"text":"t","problem":"p","n":7})", FrameForm::Json, Direction::Note);
    row("note that does not begin with its kind", R"({"text":"t","kind":"mark"})", FrameForm::Json,
        Direction::Note);
    row("empty", "", FrameForm::Text);
    row("empty JSON", "", FrameForm::Json);
    row("words", "not JSON at all", FrameForm::Text);
    row("byte order mark", "\xEF\xBB\xBF{\"type\":\"hello\"}", FrameForm::Text);
    row("control characters", QByteArray("a\0b\1\x1f\x7f\"\\\n\r\t\b\f", 13), FrameForm::Text);
    row("text that looks escaped", R"(\u0041\n\")", FrameForm::Text);
    row("invalid UTF-8", "{\"text\":\"\xff\xfe\"}", FrameForm::Text);
    row("a surrogate in UTF-8", "\xED\xA0\x80", FrameForm::Text);
    row("binary", QByteArray("\x00\x01\x02\xff\xfe}\n\"", 8), FrameForm::Binary);
    row("empty binary", "", FrameForm::Binary);
    row("binary that is JSON", R"({"type":"hello"})", FrameForm::Binary);
    row("nested as deep as JSON may be", QByteArray(1000, '[') + QByteArray(1000, ']'));
    row("nested too deep", QByteArray(2000, '[') + QByteArray(2000, ']'), FrameForm::Text);
    row("5 MB", "{\"type\":\"message\",\"text\":\"" + QByteArray(5 * 1024 * 1024, 'x') + "\"}");
    row("5 MB of text", QByteArray(5 * 1024 * 1024, '"'), FrameForm::Text);
    row("5 MB binary", QByteArray(5 * 1024 * 1024, '\xfe'), FrameForm::Binary);
    QByteArray all(256, Qt::Uninitialized);
    for (int i = 0; i < all.size(); ++i)
        all[i] = char(i);
    row("every byte", all, FrameForm::Text);
    row("every byte, binary", all, FrameForm::Binary);
}

void TestCaptureLine::roundTrip()
{
    QFETCH(const QByteArray, raw);
    QFETCH(const Direction, direction);
    QFETCH(const FrameForm, form);
    Event event = entry(412, raw, direction, form);
    if (form != FrameForm::Json)
        event.problem = u"Why it is \"not\" JSON \u2026"_s;

    QByteArray line;
    captureline::write(event, line);
    QVERIFY(!line.contains('\n'));
    QVERIFY(!line.contains('\r'));
    QVERIFY(line.isValidUtf8());
    if (raw.size() < 100'000 &&
        raw.count('[') < 1000) { // the entry itself is one level deeper than its frame
        json::Document document;
        QVERIFY2(document.parse(line), qPrintable(document.error().words));
    }

    const auto back = captureline::read(line);
    QVERIFY2(back.ok(), qPrintable(back ? QString() : back.error().words));
    QCOMPARE(back->raw, raw);
    QCOMPARE(back->seq, event.seq);
    QCOMPARE(back->receivedAtUs, event.receivedAtUs);
    QCOMPARE(back->direction, direction);
    QCOMPARE(back->form, form);
    QCOMPARE(back->connection, event.connection);
    QCOMPARE(back->problem, event.problem);
    QVERIFY(back->masked.isEmpty());
}

void TestCaptureLine::spelling_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("frame")
        << entry(0, R"({"type":"hello"})")
        << QByteArray(
               R"({"n":0,"t":"2026-11-22T14:02:11.318204Z","dir":"in","conn":3,"frame":{"type":"hello"}})");
    QTest::newRow("note")
        << entry(1, R"({"kind":"gap"})", Direction::Note)
        << QByteArray(R"({"n":1,"t":"2026-11-22T14:02:11.318205Z","dir":"note","conn":3,"kind":"gap"})");
    QTest::newRow("text")
        << entry(2, "a\tb", Direction::Out, FrameForm::Text)
        << QByteArray(R"({"n":2,"t":"2026-11-22T14:02:11.318206Z","dir":"out","conn":3,"text":"a\tb"})");
    QTest::newRow("binary")
        << entry(3, QByteArray("\0\1", 2), Direction::In, FrameForm::Binary)
        << QByteArray(R"({"n":3,"t":"2026-11-22T14:02:11.318207Z","dir":"in","conn":3,"base64":"AAE="})");
    Event last = entry(~quint64(0), "7");
    last.receivedAtUs = 253'402'300'799'999'999;
    last.connection = ~quint32(0);
    QTest::newRow("the longest head")
        << last
        << QByteArray(
               R"({"n":18446744073709551615,"t":"9999-12-31T23:59:59.999999Z","dir":"in","conn":4294967295,"frame":7})");
    Event before = entry(1, "7");
    before.receivedAtUs = -1;
    QTest::newRow("before 1970")
        << before << QByteArray(R"({"n":1,"t":"1969-12-31T23:59:59.999999Z","dir":"in","conn":3,"frame":7})");
}

//! What docs/capture-format.md promises to other programs.
void TestCaptureLine::spelling()
{
    QFETCH(const Event, event);
    QFETCH(const QByteArray, line);
    QByteArray written = "before ";
    captureline::write(event, written);
    QCOMPARE(written, "before " + line);
    const auto back = captureline::read(line);
    QVERIFY(back.ok());
    QCOMPARE(back->receivedAtUs, event.receivedAtUs);
    QCOMPARE(back->seq, event.seq);
    QCOMPARE(back->connection, event.connection);
}

void TestCaptureLine::frameAtPointsAtTheFrame()
{
    QByteArray line = "{}\n";
    qsizetype at = 0;
    const QByteArray frame = R"({"type":"hello"})";
    captureline::write(entry(1, frame), line, &at);
    QCOMPARE(line.sliced(at, frame.size()), frame);
    captureline::write(entry(1, "words", Direction::In, FrameForm::Text), line, &at);
    QCOMPARE(at, -1);
    captureline::write(entry(1, R"({"kind":"gap"})", Direction::Note), line, &at);
    QCOMPARE(at, -1);
}

void TestCaptureLine::repeated()
{
    Event event = entry(1, R"({"type":"message","ts":"1.000001"})");
    event.repeated = true;
    QByteArray line;
    captureline::write(event, line);
    QVERIFY2(line.contains(R"(,"repeated":true,"frame":{)"), line.constData());
    captureline::Parts parts;
    QVERIFY(captureline::split(line, &parts)); // the fast way knows it
    QVERIFY(parts.repeated);
    QVERIFY(captureline::read(line)->repeated);
    // As jq might write it.
    const auto other = captureline::read(
        R"({ "repeated": true, "n": 1, "t": "2026-11-22T14:02:11.318204Z", "dir": "in", "conn": 1, "frame": {} })");
    QVERIFY(other.ok());
    QVERIFY(other->repeated);
    event.repeated = false;
    line.clear();
    captureline::write(event, line);
    QVERIFY(!line.contains("repeated"));
    QVERIFY(!captureline::read(line)->repeated);
}

void TestCaptureLine::masked()
{
    Event event = entry(1, R"({"type":"reconnect_url","url":"***"})");
    event.masked = {u"url"_s, u"odd \"name\""_s};
    QByteArray line;
    captureline::write(event, line);
    const QByteArray expected = R"("masked":["url","odd \"name\""],"frame":{)";
    QVERIFY(line.contains(expected));
    const auto back = captureline::read(line);
    QVERIFY(back.ok());
    QCOMPARE(back->masked, event.masked);
    QCOMPARE(back->raw, event.raw);

    Event note = entry(1, R"({"kind":"api","answer":{"url":"***"}})", Direction::Note);
    note.masked = {u"url"_s};
    line.clear();
    captureline::write(note, line);
    const auto noteBack = captureline::read(line);
    QVERIFY(noteBack.ok());
    QCOMPARE(noteBack->masked, note.masked);
    QCOMPARE(noteBack->raw, note.raw);
}

void TestCaptureLine::otherSpellings_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("raw");
    QTest::newRow("spaces")
        << QByteArray(
               R"({ "n": 7, "t": "2026-11-22T14:02:11Z", "dir": "in", "conn": 1, "frame": { "type" : "hello" } })")
        << QByteArray(R"({ "type" : "hello" })");
    QTest::newRow("order")
        << QByteArray(
               R"({"frame":{"type":"hello"},"conn":1,"dir":"in","t":"2026-11-22T14:02:11.000000Z","n":7})")
        << QByteArray(R"({"type":"hello"})");
    QTest::newRow("more members")
        << QByteArray(
               R"({"n":7,"t":"2026-11-22T14:02:11.0Z","dir":"in","conn":1,"host":"x","frame":{"type":"hello"},"y":1})")
        << QByteArray(R"({"type":"hello"})");
    QTest::newRow("text with other escapes")
        << QByteArray(
               R"({"n":7,"t":"2026-11-22T14:02:11Z","dir":"in","conn":1,"text":"\u0041\/\ud83d\ude00"})")
        << QByteArray("A/\xF0\x9F\x98\x80");
}

void TestCaptureLine::otherSpellings()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, raw);
    const auto back = captureline::read(line);
    QVERIFY2(back.ok(), qPrintable(back ? QString() : back.error().words));
    QCOMPARE(back->raw, raw);
    QCOMPARE(back->seq, quint64(7));
    QCOMPARE(back->connection, quint32(1));
    QCOMPARE(back->receivedAtUs, 1'795'356'131'000'000);
}

void TestCaptureLine::notEntries_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a bare frame") << QByteArray(R"({"type":"hello"})");
    QTest::newRow("no payload") << QByteArray(R"({"n":1,"t":"2026-11-22T14:02:11Z","dir":"in","conn":1})");
    QTest::newRow("a note without kind")
        << QByteArray(R"({"n":1,"t":"2026-11-22T14:02:11Z","dir":"note","conn":1})");
    QTest::newRow("no time") << QByteArray(R"({"n":1,"t":"yesterday","dir":"in","conn":1,"frame":{}})");
    QTest::newRow("no direction") << QByteArray(
        R"({"n":1,"t":"2026-11-22T14:02:11Z","dir":"up","conn":1,"frame":{}})");
    QTest::newRow("torn in the head") << QByteArray(R"({"n":1,"t":"2026-11-22T14:02:11.000000Z","di)");
    QTest::newRow("torn in the frame")
        << QByteArray(R"({"n":1,"t":"2026-11-22T14:02:11.000000Z","dir":"in","conn":1,"frame":{"type":"he)");
    QTest::newRow("broken base64") << QByteArray(
        R"({"n":1,"t":"2026-11-22T14:02:11.000000Z","dir":"in","conn":1,"base64":"A?="})");
    QTest::newRow("broken escape") << QByteArray(
        R"({"n":1,"t":"2026-11-22T14:02:11.000000Z","dir":"in","conn":1,"text":"\x"})");
}

void TestCaptureLine::notEntries()
{
    QFETCH(const QByteArray, line);
    const auto back = captureline::read(line);
    QVERIFY(!back.ok());
    QCOMPARE(back.error().kind, Error::Kind::Input);
    QVERIFY(!back.error().words.isEmpty());
}

void TestCaptureLine::header()
{
    CaptureInfo info;
    info.startedAtUs = rtmscope::testing::someTimeUs;
    info.teamId = u"T1"_s;
    info.teamName = u"Kestrel \"Labs\""_s;
    info.selfId = u"U1"_s;
    info.source = u"demo"_s;
    const QByteArray line = captureline::header(info);
    QVERIFY(captureline::isHeader(line));
    const auto back = captureline::parseHeader(line);
    QVERIFY(back.ok());
    QCOMPARE(back->formatVersion, 1);
    QCOMPARE(back->program, info.program);
    QCOMPARE(back->startedAtUs, info.startedAtUs);
    QCOMPARE(back->teamId, info.teamId);
    QCOMPARE(back->teamName, info.teamName);
    QCOMPARE(back->selfId, info.selfId);
    QCOMPARE(back->source, info.source);

    const QByteArray frame = R"({"type":"hello"})";
    QVERIFY(!captureline::parseHeader(frame).ok());
    QVERIFY(!captureline::isHeader(frame));
}

//! Frames that others recorded, as they stand (over several lines) and on one line.
void TestCaptureLine::corpus()
{
    const QString folder = rtmscope::testing::corpusFolder(u"rtm-events"_s);
    if (folder.isEmpty())
        QSKIP("the corpus is not on this machine");
    const auto files = QDir(folder).entryInfoList({u"*.json"_s});
    QVERIFY(!files.isEmpty());
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray pretty = file.readAll();
        json::Document document;
        QVERIFY(document.parse(pretty));
        for (const QByteArray &raw : {pretty, document.root().toJson()}) {
            QByteArray line;
            captureline::write(entry(1, raw), line);
            QVERIFY(!line.contains('\n'));
            const auto back = captureline::read(line);
            QVERIFY(back.ok());
            QCOMPARE(back->raw, raw);
        }
    }
}

RTMSCOPE_TEST_MAIN(TestCaptureLine)
#include "tst_captureline.moc"
