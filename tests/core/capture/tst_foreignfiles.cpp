// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/events/types/eventtypes.h"
#include "core/filter/filterquery.h"
#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QStringEncoder>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
#include <random>

using namespace rtmscope;

namespace {

//! One row as a test wants it: only what is set is compared.
struct Row
{
    QByteArray frame = {};
    Direction direction = Direction::In;
    qint64 timeUs = -1;
    int connection = -1;
    QString channel = {};
    bool hasReason = false;
};

const QByteArray hello = R"({"type":"hello"})";

QByteArray messageIn(const QByteArray &channel, const QByteArray &ts, const QByteArray &text = "hi")
{
    return R"({"type":"message","channel":")" + channel + R"(","user":"U2","text":")" + text + R"(","ts":")" +
           ts + "\"}";
}

//! A day with too many messages to be packed into a few bytes.
QByteArray longPage()
{
    QByteArray page = "[";
    for (int i = 0; i < 4000; ++i)
        page += messageIn("C7", "17000000" + QByteArray::number(10 + i % 90) + ".000100",
                          QByteArray::number(qHash(i), 16)) +
                ',';
    page.back() = ']';
    return page;
}

QByteArray filed(const QByteArray &ts, const QByteArray &more = {})
{
    return R"({"type":"message","user":"U2","text":"kept","ts":")" + ts + "\"" + more + "}";
}

QByteArray quoted(QByteArray text)
{
    return '"' + text.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

// A plain 0 would be a null QEvent as well.
constexpr qsizetype firstRow = 0;
constexpr qint64 atUs = 1'700'000'000'250'000;

} // namespace

Q_DECLARE_METATYPE(QList<Row>)

//! Files that other programs wrote: what becomes of them, that nothing is lost, and that a saved copy reads
//! the same.
class TestForeignFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(m_folder.isValid());
    }
    void read_data();
    void read();
    void encodings_data();
    void encodings();
    void unpacked_data();
    void unpacked();
    void cutArchives_data();
    void cutArchives();
    void refusals_data();
    void refusals();
    void refusalsTellNoContent();
    void exportFolder();
    void exportArchive();
    void archiveBomb();
    void undatedMessages();
    void envelopesAreFolded();
    void pagesTeachTheWorkspace();
    void archiveBombIsNoticedEarly();
    void emptyArchive();
    void givenUp();
    void hostsOfSockets();
    void foreignSecretsStayOut();
    void tornArchive();
    void zipBrokenOffInsideAFile();
    void zipWithOneBadMember();
    void hugeValueIsNotHeld();
    void deepNesting();

private:
    QString written(const QString &name, const QByteArray &content) const
    {
        const QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
    }
    static std::unique_ptr<EventLog> opened(const QString &path)
    {
        auto log = EventLog::open(path);
        if (!log)
            qWarning() << log.error().words << log.error().detail;
        return log ? std::move(log).value() : nullptr;
    }
    //! False where the tool is not installed.
    static bool pack(const QString &tool, const QStringList &arguments, const QString &folder)
    {
        QProcess process;
        process.setWorkingDirectory(folder);
        process.start(tool, arguments);
        return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit &&
               process.exitCode() == 0;
    }
    void compareSaved(const EventLog &log) const;

    QTemporaryDir m_folder;
};

void TestForeignFiles::compareSaved(const EventLog &log) const
{
    const QString path = m_folder.filePath(u"saved.rtmcap"_s);
    QVERIFY(log.saveAs(path).ok());
    const auto saved = opened(path);
    QVERIFY(saved);
    QCOMPARE(saved->size(), log.size());
    for (qsizetype row = 0; row < log.size(); ++row) {
        const Event was = log.event(row);
        const Event is = saved->event(row);
        QCOMPARE(is.raw, was.raw);
        QCOMPARE(saved->frame(row), log.frame(row));
        QCOMPARE(log.frameSize(row), log.frame(row).size());
        QCOMPARE(is.receivedAtUs, was.receivedAtUs);
        QCOMPARE(is.direction, was.direction);
        QCOMPARE(is.connection, was.connection);
        QCOMPARE(is.form, was.form);
        QCOMPARE(is.channel, was.channel);
        QCOMPARE(is.channelIsBeside, was.channelIsBeside);
        QCOMPARE(is.masked, was.masked);
        QCOMPARE(is.problem, was.problem);
        QCOMPARE(saved->row(row).flags, log.row(row).flags);
    }
}

void TestForeignFiles::read_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QList<Row>>("rows");
    const auto row = [](const char *title, const QByteArray &content, const QList<Row> &rows,
                        const QString &name = u"garden.json"_s) {
        QTest::newRow(title) << name << content << rows;
    };
    const QByteArray one = messageIn("C7", "1700000001.000100");
    const QByteArray two = messageIn("C7", "1700000002.000100");
    const Row rowOne{.frame = one, .timeUs = 1'700'000'001'000'100, .channel = u"C7"_s};
    const Row rowTwo{.frame = two, .timeUs = 1'700'000'002'000'100, .channel = u"C7"_s};

    // ---- layouts
    row("elements that are no objects", "[" + one + ", 7, \"seven\", null, true, [" + two + "], " + two + "]",
        {rowOne,
         {.frame = "7", .hasReason = true},
         {.frame = "\"seven\"", .hasReason = true},
         {.frame = "null", .hasReason = true},
         {.frame = "true", .hasReason = true},
         {.frame = "[" + two + "]", .hasReason = true},
         rowTwo});
    row("an array a line", "[" + one + "]\n[" + two + ", 3]\r\n" + hello + "\n",
        {rowOne, rowTwo, {.frame = "3", .hasReason = true}, {.frame = hello, .timeUs = 0}});
    row("objects without a break between", one + two + "\n" + two, {rowOne, rowTwo, rowTwo});
    row("commas at the ends", one + ",\r\n" + two + ",\r\n", {rowOne, rowTwo});
    row("laid out, one after the other", "{\n \"type\": \"hello\"\n}\n{\n \"type\": \"hello\"\n}\n",
        {{.frame = "{\n \"type\": \"hello\"\n}"}, {.frame = "{\n \"type\": \"hello\"\n}"}});
    row("a text sequence", "\x1e" + one + "\n\x1e" + two + "\n", {rowOne, rowTwo});
    row("an object with a list", R"({"started":"x","frames":[)" + one + "," + two + "]}", {rowOne, rowTwo});
    row("a broken one between", one + "\n{\"type\":\"mess\n" + two + "\n",
        {rowOne, {.frame = "{\"type\":\"mess", .hasReason = true}, rowTwo});
    row("a broken one in a list", "[\n" + one + ",\n{\"type\":\"mess\n,\n" + two + "\n]",
        {rowOne, {.frame = "{\"type\":\"mess", .hasReason = true}, rowTwo});

    // ---- what stands before the first frame
    row("a comment first", "# kept by hand\n// twice\n" + one + "\n",
        {{.frame = "# kept by hand", .hasReason = true}, {.frame = "// twice", .hasReason = true}, rowOne});
    row("another object first", "{\"version\":3}\n" + one + "\n", {{.frame = "{\"version\":3}"}, rowOne});
    row("an empty page first", "{\"ok\":true,\"messages\":[]}\n" + one + "\n",
        {{.frame = "{\"ok\":true,\"messages\":[]}"}, rowOne});
    row("log lines",
        "2023-11-14T22:13:20.250Z DEBUG received: " + one + "\n[2023-11-14 22:13:20,250Z] sending " + hello +
            " (queued)\nINFO nothing {here}\n> " + hello + "\n< " + two + "\n",
        {{.frame = one, .timeUs = atUs},
         {.frame = hello, .direction = Direction::Out, .timeUs = atUs},
         {.frame = "INFO nothing {here}", .hasReason = true},
         {.frame = hello, .direction = Direction::Out, .timeUs = 0},
         rowTwo});

    // ---- recorders
    row("message in an object", R"({"time":1700000000.25,"message":)" + one + "}\n",
        {{.frame = one, .timeUs = atUs, .channel = u"C7"_s}});
    row("text in an object",
        R"({"timestamp":1700000000250,"type":"sent","data":)" + quoted(hello) + "}\n" +
            R"({"timestamp":1700000000250000,"direction":"incoming","payload":)" + quoted(one) + "}\n" +
            R"({"ts":"1700000000250000000","from_client":true,"content":)" + quoted(hello) + "}\n",
        {{.frame = hello, .direction = Direction::Out, .timeUs = atUs},
         {.frame = one, .timeUs = atUs},
         {.frame = hello, .direction = Direction::Out, .timeUs = atUs}});
    row("a browser's own words",
        R"({"method":"Network.webSocketFrameSent","params":{"requestId":"9","timestamp":812.25,)"
        R"("response":{"opcode":1,"mask":true,"payloadData":)" +
            quoted(hello) + "}}}\n" + R"({"method":"Network.webSocketFrameReceived","params":{"response":)" +
            R"({"opcode":1,"payloadData":)" + quoted(one) + "}}}\n",
        {{.frame = hello, .direction = Direction::Out, .timeUs = 0}, rowOne});
    row("two frames in a log line",
        "2023-11-14T22:13:20.250Z sent " + hello + " " + hello + " done\n" + "2023-11-14T22:13:20.250Z got " +
            one + two + "\n" + "sent " + hello + " received {\"time\":1700000000.25,\"message\":" + two +
            "}\n" + hello + "\n",
        {{.frame = hello, .direction = Direction::Out, .timeUs = atUs},
         {.frame = hello, .direction = Direction::Out, .timeUs = atUs},
         {.frame = one, .timeUs = atUs, .channel = u"C7"_s},
         {.frame = two, .timeUs = atUs, .channel = u"C7"_s},
         {.frame = hello, .direction = Direction::Out, .timeUs = 0},
         {.frame = two, .timeUs = atUs, .channel = u"C7"_s},
         {.frame = hello, .timeUs = 0}});
    const auto kept = [](const QByteArray &text) {
        return R"({"log":)" + quoted(text) + R"(,"time":"2023-11-14T22:13:20.250Z"})" + "\n";
    };
    row("several frames in a recorder's text",
        kept("sent " + hello + " " + one) + kept(hello + one + two) + hello + "\n",
        {{.frame = hello, .direction = Direction::Out, .timeUs = atUs},
         {.frame = one, .direction = Direction::Out, .timeUs = atUs},
         {.frame = hello, .timeUs = atUs},
         {.frame = one, .timeUs = atUs, .channel = u"C7"_s},
         {.frame = two, .timeUs = atUs, .channel = u"C7"_s},
         {.frame = hello, .timeUs = 0}});
    row("a log line without its end", hello + "\n2023-11-14T22:13:20.250Z got " + two,
        {{.frame = hello}, {.frame = two, .timeUs = atUs}});
    row("a comma at the very end", hello + ",\n" + two + ",", {{.frame = hello}, rowTwo});
    row("words at the very end", hello + "\nthe {end}",
        {{.frame = hello}, {.frame = "the {end}", .hasReason = true}});
    row("a container's log",
        R"({"log":)" + quoted("ws recv " + one) +
            R"(,"stream":"stdout","time":"2023-11-14T22:13:20.250000Z"})" + "\n",
        {{.frame = one, .timeUs = atUs}});
    row("a connection's number",
        R"({"at":"2023-11-14T23:13:20.25+01:00","conn":4,"dir":"out","frame":)" + hello + "}",
        {{.frame = hello, .direction = Direction::Out, .timeUs = atUs, .connection = 4}});
    // ---- and what only looks like one
    const QByteArray edit = R"({"type":"message","subtype":"message_changed","channel":"C7","message":)" +
                            filed("1700000001.000100") + R"(,"ts":"1700000002.000100"})";
    row("an edit is no recorder's object", edit + "\n", {{.frame = edit, .channel = u"C7"_s}});
    const QByteArray said =
        R"({"type":"message","channel":"C7","text":)" + quoted(hello) + R"(,"ts":"1.000001"})";
    row("a frame that somebody wrote in a message", said + "\n", {{.frame = said, .channel = u"C7"_s}});
    row("an object of a recorder without a frame",
        R"({"time":1700000000,"data":"ready"})"
        "\n" +
            hello + "\n",
        {{.frame = R"({"time":1700000000,"data":"ready"})"}, {.frame = hello}});

    // ---- times
    const auto timed = [](const QByteArray &ts) { return R"({"type":"pong","ts":)" + ts + "}\n"; };
    row("seconds to nanoseconds, as numbers and as text",
        timed("1700000000.250000") + timed("\"1700000000250\"") + timed("1700000000250") +
            timed("1700000000250000") + timed("\"1700000000250000123\""),
        {{.timeUs = atUs}, {.timeUs = atUs}, {.timeUs = atUs}, {.timeUs = atUs}, {.timeUs = atUs}});
    row("dates as text", timed("\"2023-11-14T22:13:20.25Z\"") + timed("\"2023-11-14T23:13:20.250+01:00\""),
        {{.timeUs = atUs}, {.timeUs = atUs}});
    row("an unreadable one borrows none", one + "\n" + timed("\"yesterday\"") + timed("-5") + hello + "\n",
        {rowOne, {.timeUs = 0}, {.timeUs = 0}, {.timeUs = 0}});

    // ---- conversations
    row("a day of an export",
        "[\n  " + filed("1700000002.000100") + ",\n  " + filed("1700000001.000100") + "]",
        {{.frame = filed("1700000001.000100"), .channel = u"garden"_s},
         {.frame = filed("1700000002.000100"), .channel = u"garden"_s}});
    row("a day is named by its folder", "[" + filed("1700000002.000100") + "]", {{.channel = u"attic"_s}},
        u"attic/2023-11-14.json"_s);
    row("pages, one a line",
        R"({"ok":true,"messages":[)" + filed("1700000004.000100") + "," + filed("1700000003.000100") +
            R"(],"has_more":true})" + "\n" + R"({"ok":true,"messages":[)" + filed("1700000001.000100") +
            "]}\n",
        {{.frame = filed("1700000001.000100"), .channel = u"garden"_s},
         {.frame = filed("1700000003.000100")},
         {.frame = filed("1700000004.000100")}});
    const auto textOnly = [](const QByteArray &text, const QByteArray &ts) {
        return R"({"type":"message","user":"U2","text":")" + text + R"(","ts":)" + ts + "}";
    };
    const QByteArray newest = textOnly("d", "\"1700000004.000100\"");
    const QByteArray oldest = textOnly("a", "\"1700000001.000100\"");
    const QByteArray empty = textOnly("c", "\"\"");
    const QByteArray unreadable = textOnly("b", "{}");
    row("those without a time stay between, the newest first",
        R"({"messages":[)" + empty + "," + newest + "," + empty + "," + unreadable + "," + oldest + "]}",
        {{.frame = oldest},
         {.frame = unreadable, .timeUs = 0},
         {.frame = empty, .timeUs = 0},
         {.frame = newest},
         {.frame = empty, .timeUs = 0}});
    row("those without a time stay between, the oldest first",
        "[" + unreadable + "," + oldest + "," + empty + "," + unreadable + "," + newest + "," + empty + "]",
        {{.frame = unreadable, .timeUs = 0},
         {.frame = oldest},
         {.frame = empty},
         {.frame = unreadable},
         {.frame = newest},
         {.frame = empty}});
    row("a page that names its conversation",
        R"({"channel_id":"C9","messages":[)" + filed("1700000004.000100") + "]}", {{.channel = u"C9"_s}});

    // ---- envelopes of the Events API: the bytes are the whole, the rest is of the event inside
    const QByteArray callback = R"({"type":"event_callback","event":)" + one + R"(,"event_id":"Ev1"})";
    const QByteArray socketMode =
        R"({"envelope_id":"e1","type":"events_api","payload":{"type":"event_callback","event":)" + two + "}}";
    row("envelopes", callback + "\n" + socketMode + "\n",
        {{.frame = callback, .timeUs = 1'700'000'001'000'100, .channel = u"C7"_s},
         {.frame = socketMode, .timeUs = 1'700'000'002'000'100, .channel = u"C7"_s}});

    const QByteArray press =
        R"({"payload":{"type":"block_actions","channel":{"id":"C7"},"user":{"id":"U1"}},"envelope_id":"e2","type":"interactive"})";
    const QByteArray answer = R"({"envelope_id":"e2","payload":{"text":"done"}})";
    row("what people press, and acknowledgements", press + "\n" + answer + "\n" + press + "\n",
        {{.frame = press, .timeUs = 0, .channel = u"C7"_s},
         {.frame = answer, .timeUs = 0},
         {.frame = press, .timeUs = 0, .channel = u"C7"_s}});

    // ---- HTTP archives
    const QByteArray har =
        R"({"log":{"version":"1.2","entries":[{"request":{"url":"https://x.test/"},"response":{}},)"
        R"({"startedDateTime":"2023-11-14T22:13:20.250Z","_webSocketMessages":[)"
        R"({"type":"receive","time":1700000000.25,"opcode":1,"data":)" +
        quoted(hello) + R"(},{"type":"send","time":1700000003.25,"opcode":1,"data":"not json"},)" +
        R"({"type":"receive","time":1700000004.25,"opcode":2,"data":"AAEC/w=="}],"request":{}},)" +
        R"({"_webSocketMessages":[{"type":"receive","time":1700000002250,"opcode":1,"data":)" + quoted(one) +
        R"(},{"type":"receive","opcode":8,"time":1700000005.25,"data":""}]}]}})";
    const QList<Row> harRows{
        {.frame = hello, .timeUs = atUs, .connection = 1},
        {.frame = one, .timeUs = atUs + 2'000'000, .connection = 2, .channel = u"C7"_s},
        {.frame = "not json",
         .direction = Direction::Out,
         .timeUs = atUs + 3'000'000,
         .connection = 1,
         .hasReason = true},
        {.frame = QByteArray("\0\1\2\xff", 4),
         .timeUs = atUs + 4'000'000,
         .connection = 1,
         .hasReason = true},
        {.frame = "", .timeUs = atUs + 5'000'000, .connection = 2, .hasReason = true},
    };
    row("an HTTP archive", har, harRows, u"net.har"_s);
    const auto socketTo = [](const QByteArray &host, const QByteArray &messages) {
        return R"({"_webSocketMessages":[)" + messages + R"(],"request":{"url":"wss://)" + host +
               R"(/link?ticket=hidden","headers":[]},"startedDateTime":"2023-11-14T22:13:20.250Z"})";
    };
    const auto received = [](const QByteArray &frame) {
        return R"({"type":"receive","time":1700000001.25,"opcode":1,"data":)" + quoted(frame) + "}";
    };
    const auto opened = [](const QByteArray &host) -> QByteArray {
        return R"({"kind":"state","state":"Connecting","from":"Disconnected","cause":"a web socket to )" +
               host + "\"}";
    };
    row("the sockets of an HTTP archive are told apart",
        R"({"log":{"entries":[)" + socketTo("one.test", received(hello)) + "," +
            socketTo("two.test", received(one)) + "]}}",
        {{.frame = opened("one.test"), .direction = Direction::Note, .timeUs = atUs, .connection = 1},
         {.frame = opened("two.test"), .direction = Direction::Note, .timeUs = atUs, .connection = 2},
         {.frame = hello, .timeUs = atUs + 1'000'000, .connection = 1},
         {.frame = one, .timeUs = atUs + 1'000'000, .connection = 2}},
        u"net.har"_s);
    QByteArray laidOut = har;
    row("an HTTP archive over lines", laidOut.replace(",\"", ",\n  \"").replace("[{", "[\n{"), harRows,
        u"net.har"_s);
}

void TestForeignFiles::read()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    QFETCH(const QList<Row>, rows);
    const auto log = opened(written(name, content));
    QVERIFY(log);
    for (qsizetype row = 0; row < std::min(log->size(), rows.size()); ++row) {
        const Row &wanted = rows[row];
        const Event event = log->event(row);
        if (!wanted.frame.isNull())
            QCOMPARE(event.raw, wanted.frame);
        QCOMPARE(event.direction, wanted.direction);
        if (wanted.timeUs >= 0)
            QCOMPARE(event.receivedAtUs, wanted.timeUs);
        if (wanted.connection >= 0)
            QCOMPARE(event.connection, quint32(wanted.connection));
        if (!wanted.channel.isEmpty()) {
            QCOMPARE(event.channel, wanted.channel);
            QCOMPARE(log->symbol(log->row(row).channel), wanted.channel);
        }
        QVERIFY2(event.problem.isEmpty() != wanted.hasReason, qPrintable(event.problem));
        QCOMPARE(event.seq, quint64(row) + 1);
    }
    QCOMPARE(log->size(), rows.size());
    compareSaved(*log);
}

void TestForeignFiles::encodings_data()
{
    QTest::addColumn<QByteArray>("content");
    const QString text = QString::fromUtf8(messageIn("C7", "1700000001.000100", "gr\u00fc\u00df \U0001F33B") +
                                           "\r\n" + messageIn("C7", "1700000002.000100") + "\r\n");
    const auto encoded = [&text](QStringConverter::Encoding encoding, QStringConverter::Flag flag) {
        return QByteArray(QStringEncoder(encoding, flag).encode(text));
    };
    using Flag = QStringConverter::Flag;
    QTest::newRow("UTF-8 with a mark") << "\xEF\xBB\xBF" + text.toUtf8();
    QTest::newRow("UTF-16 LE") << encoded(QStringConverter::Utf16LE, Flag::WriteBom);
    QTest::newRow("UTF-16 BE") << encoded(QStringConverter::Utf16BE, Flag::WriteBom);
    QTest::newRow("UTF-16 LE without a mark") << encoded(QStringConverter::Utf16LE, Flag::Default);
    QTest::newRow("UTF-32 LE") << encoded(QStringConverter::Utf32LE, Flag::WriteBom);
}

void TestForeignFiles::encodings()
{
    QFETCH(const QByteArray, content);
    const auto log = opened(written(u"wide.json"_s, content));
    QVERIFY(log);
    QCOMPARE(log->size(), 2);
    QCOMPARE(log->frame(0), messageIn("C7", "1700000001.000100", "gr\u00fc\u00df \U0001F33B"));
    QCOMPARE(log->event(1).channel, u"C7"_s);
    QVERIFY2(log->notice().isEmpty(), qPrintable(log->notice()));
    compareSaved(*log);
}

void TestForeignFiles::unpacked_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("suffix");
    QTest::newRow("gzip") << u"gzip"_s << u".gz"_s;
    QTest::newRow("Zstandard") << u"zstd"_s << u".zst"_s;
    QTest::newRow("xz") << u"xz"_s << u".xz"_s;
    QTest::newRow("bzip2") << u"bzip2"_s << u".bz2"_s;
}

void TestForeignFiles::unpacked()
{
#ifndef RTMSCOPE_ARCHIVES
    QSKIP("built without libarchive");
#endif
    QFETCH(const QString, tool);
    QFETCH(const QString, suffix);
    const QString plain = written(u"den.json"_s, "[" + filed("1700000001.000100") + "]");
    QFile::remove(plain + suffix);
    if (!pack(tool, {u"-k"_s, plain}, m_folder.path()))
        QSKIP("the tool is not installed");
    const auto log = opened(plain + suffix);
    QVERIFY(log);
    QCOMPARE(log->size(), 1);
    QCOMPARE(log->path(), plain + suffix);
    QCOMPARE(log->event(firstRow).raw, filed("1700000001.000100"));
    QCOMPARE(log->event(firstRow).channel, u"den"_s);
    compareSaved(*log);
    // A capture of ours as well.
    QVERIFY(log->saveAs(m_folder.filePath(u"own.rtmcap"_s)).ok());
    QFile::remove(m_folder.filePath(u"own.rtmcap"_s) + suffix);
    QVERIFY(pack(tool, {u"-k"_s, u"own.rtmcap"_s}, m_folder.path()));
    const auto own = opened(m_folder.filePath(u"own.rtmcap"_s) + suffix);
    QVERIFY(own);
    QCOMPARE(own->size(), 1);
    compareSaved(*own);
}

void TestForeignFiles::refusals_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("said");
    QTest::newRow("7-Zip") << u"a.7z"_s << QByteArray("7z\xbc\xaf\x27\x1c rest") << u"7z x"_s;
    QTest::newRow("RAR") << u"a.rar"_s << QByteArray("Rar!\x1a\x07 rest") << u"unrar"_s;
    QTest::newRow("Cabinet") << u"a.cab"_s << QByteArray("MSCF rest") << u"cabextract"_s;
    QTest::newRow("bytes") << u"a.bin"_s << QByteArray("\x81\x02\x03\xff") << u"data that is not text"_s;
    QTest::newRow("a picture") << u"a.json"_s << QByteArray("\x89PNG\r\n\x1a\n") << u"PNG"_s;
    QTest::newRow("a database") << u"a.db"_s << QByteArray("SQLite format 3\0xyz", 20) << u"SQLite"_s;
    QTest::newRow("a page") << u"a.html"_s << QByteArray("\n\n<!DOCTYPE html>\n<p>{}</p>\n")
                            << u"Line 3 has a page"_s;
    QTest::newRow("another JSON") << u"a.json"_s << QByteArray("{\n \"name\": \"x\",\n \"size\": 3\n}\n")
                                  << u"Line 1 has an object with \"name\", \"size\""_s;
    QTest::newRow("a list of others") << u"a.json"_s << QByteArray("[[1,2],[3]]") << u"Line 1 has a list"_s;
    QTest::newRow("words") << u"a.txt"_s << QByteArray("\nDear diary\n") << u"Line 2 has text"_s;
    QTest::newRow("an archive without sockets")
        << u"a.har"_s << QByteArray(R"({"log":{"entries":[{"request":{}}]}})") << u"its one request"_s;
    QTest::newRow("an archive of silent sockets")
        << u"a.har"_s << QByteArray(R"({"log":{"entries":[{"_webSocketMessages":[]},{"request":{}}]}})")
        << u"carried no messages"_s;
    QTest::newRow("an archive over lines")
        << u"a.har"_s
        << QByteArray("{\n \"log\": {\n  \"entries\": [ {\"request\":{}},\n {\"request\":{}} ]\n }\n}\n")
        << u"its 2 requests"_s;
}

void TestForeignFiles::refusals()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    QFETCH(const QString, said);
    const QString path = written(name, content);
    const auto log = EventLog::open(path);
    QVERIFY(!log.ok());
    QCOMPARE(log.error().kind, Error::Kind::Input);
    QVERIFY2(log.error().words.contains(said), qPrintable(log.error().words));
    QVERIFY(log.error().words.contains(path));
}

void TestForeignFiles::refusalsTellNoContent()
{
    const auto log = EventLog::open(written(u"secrets.txt"_s, "my token is xoxb-not-a-real-one\n"));
    QVERIFY(!log.ok());
    QVERIFY(!log.error().words.contains("xoxb"_L1));
    const auto keyed = EventLog::open(written(u"keyed.json"_s, R"({"xoxb-not-a-real-one":1,"size":2})"));
    QVERIFY(!keyed.ok());
    QVERIFY2(!keyed.error().words.contains("xoxb"_L1), qPrintable(keyed.error().words));
    // And an answer that names a socket loses its address before anybody sees it.
    const auto answer = opened(written(
        u"answer.ndjson"_s,
        R"({"ok":true,"url":"wss://x.test/ticket","team":{"id":"T7","name":"Attic"},"self":{"id":"U7"}})"
        "\n" +
            hello + "\n"));
    QVERIFY(answer);
    QCOMPARE(answer->size(), 2);
    QVERIFY(!answer->frame(0).contains("ticket"));
    QCOMPARE(answer->event(firstRow).masked, QStringList(u"url"_s));
    Workspace workspace;
    for (qsizetype row = 0; row < answer->size(); ++row)
        workspace.apply(answer->event(row));
    QCOMPARE(workspace.teamName(), u"Attic"_s);
    QCOMPARE(workspace.self(), UserId(u"U7"_s));
    compareSaved(*answer);
}

void TestForeignFiles::exportFolder()
{
    const QString root = u"export/"_s;
    written(root + u"users.json"_s, R"([{"id":"U2","name":"ida","profile":{"display_name":"Ida"}}])");
    written(root + u"channels.json"_s, R"([{"id":"C0ATTIC001","name":"attic","is_archived":false}])");
    written(root + u"attic/2023-11-14.json"_s,
            "[" + filed("1700000001.000100", R"(,"thread_ts":"1700000001.000100","reply_count":1)") + "]");
    written(root + u"attic/2023-11-15.json"_s,
            "[" + filed("1700090000.000100", R"(,"thread_ts":"1700000001.000100")") + "]");
    written(root + u"cellar/2023-11-15.json"_s, "[" + filed("1700080000.000100") + "]");
    written(root + u"cellar/canvas.json"_s, R"({"title":"x"})");
    written(root + u"cellar/picture.png"_s, "no picture");
    const auto log = opened(m_folder.filePath(root.chopped(1)));
    QVERIFY(log);
    QCOMPARE(log->size(), 5);
    QVERIFY(log->notice().contains("canvas.json"_L1));
    Workspace workspace;
    for (qsizetype row = 0; row < log->size(); ++row)
        workspace.apply(log->event(row));
    QCOMPARE(log->row(3).timeUs, 1'700'080'000'000'100); // of the other conversation, between
    QCOMPARE(workspace.conversationName(ChannelId(u"C0ATTIC001"_s)), u"#attic"_s);
    QCOMPARE(workspace.conversationName(ChannelId(u"cellar"_s)), u"#cellar"_s);
    QCOMPARE(workspace.userName(UserId(u"U2"_s)), u"Ida"_s);
    const Conversation *attic = workspace.conversation(ChannelId(u"C0ATTIC001"_s));
    QVERIFY(attic);
    QCOMPARE(attic->find(MessageTs(u"1700000001.000100"_s))->replyCount, 1);
    QCOMPARE(attic->unreadCount(), 0);
    const auto relative = opened(QDir::current().relativeFilePath(m_folder.filePath(root.chopped(1))));
    QVERIFY(relative);
    QCOMPARE(relative->size(), log->size());
    compareSaved(*log);
}

void TestForeignFiles::exportArchive()
{
#ifndef RTMSCOPE_ARCHIVES
    QSKIP("built without libarchive");
#endif
    const QString folder = m_folder.filePath(u"export"_s);
    if (!QFileInfo::exists(folder))
        exportFolder();
    for (const auto &[name, arguments] :
         {std::pair(u"whole.tar.gz"_s, QStringList{u"tar"_s, u"czf"_s, u"../whole.tar.gz"_s, u"."_s}),
          std::pair(u"whole.zip"_s, QStringList{u"zip"_s, u"-qr"_s, u"../whole.zip"_s, u"."_s})}) {
        if (!pack(arguments.first(), arguments.mid(1), folder))
            continue;
        const auto log = opened(m_folder.filePath(name));
        QVERIFY(log);
        QCOMPARE(log->size(), 5);
        QCOMPARE(log->symbol(log->row(2).channel), u"C0ATTIC001"_s);
        compareSaved(*log);
    }
}

void TestForeignFiles::archiveBomb()
{
#ifndef RTMSCOPE_ARCHIVES
    QSKIP("built without libarchive");
#endif
    if (!pack(u"sh"_s, {u"-c"_s, u"head -c 150000000 /dev/zero | tr '\\0' a | gzip >bomb.json.gz"_s},
              m_folder.path()))
        QSKIP("gzip is not installed");
    const auto log = EventLog::open(m_folder.filePath(u"bomb.json.gz"_s));
    QVERIFY(!log.ok());
    QCOMPARE(log.error().code, u"too_much_unpacked"_s);
}

//! By what was read so far: what follows does not make it better.
void TestForeignFiles::archiveBombIsNoticedEarly()
{
#ifndef RTMSCOPE_ARCHIVES
    QSKIP("built without libarchive");
#endif
    if (!pack(u"sh"_s,
              {u"-c"_s, u"(head -c 100000000 /dev/zero | tr '\\0' a; head -c 4000000 /dev/urandom) | gzip "
                        u">early.json.gz"_s},
              m_folder.path()))
        QSKIP("gzip is not installed");
    qint64 farthest = 0;
    const auto log =
        EventLog::open(m_folder.filePath(u"early.json.gz"_s), [&](OpenStep step, qint64 done, qint64) {
            farthest = step == OpenStep::Unpacking ? std::max(farthest, done) : farthest;
            return true;
        });
    QVERIFY(!log.ok());
    QCOMPARE(log.error().code, u"too_much_unpacked"_s);
    QVERIFY(farthest > 0 && farthest < 200'000);
}

void TestForeignFiles::emptyArchive()
{
#ifndef RTMSCOPE_ARCHIVES
    QSKIP("built without libarchive");
#endif
    written(u"hollow.json"_s, {});
    if (!pack(u"gzip"_s, {u"-kf"_s, u"hollow.json"_s}, m_folder.path()))
        QSKIP("gzip is not installed");
    const auto log = EventLog::open(m_folder.filePath(u"hollow.json.gz"_s));
    QVERIFY(!log.ok());
    QVERIFY2(log.error().words.contains("and empty"_L1), qPrintable(log.error().words));
}

void TestForeignFiles::givenUp()
{
    QByteArray lines;
    while (lines.size() < 3'000'000)
        lines += messageIn("C7", "1700000001.000100") + '\n';
    const QString path = written(u"long.ndjson"_s, lines);
    int told = 0;
    const auto whole = EventLog::open(path, [&](OpenStep, qint64 done, qint64 total) {
        ++told;
        return done <= total;
    });
    QVERIFY(whole.ok());
    QVERIFY(told >= 3);
    const auto log = EventLog::open(path, [&](OpenStep, qint64 done, qint64) { return done == 0; });
    QVERIFY(!log.ok());
    QCOMPARE(log.error().code, u"cancelled"_s);
    const auto folder = EventLog::open(m_folder.path(), [](OpenStep, qint64, qint64) { return false; });
    QVERIFY(!folder.ok());
    QCOMPARE(folder.error().code, u"cancelled"_s);
}

void TestForeignFiles::hostsOfSockets()
{
    const auto log = opened(written(
        u"hosts.har"_s,
        R"({"log":{"entries":[{"request":{"url":"wss://one.test:99/?t=hidden"},"_webSocketMessages":[)"
        R"({"type":"receive","opcode":1,"data":"{\"type\":\"hello\"}"}]}]}})"));
    QVERIFY(log);
    QCOMPARE(log->size(), 2); // where the request stands before its messages as well
    QCOMPARE(log->host(1), u"one.test"_s);
    QVERIFY(log->host(2).isEmpty());
    compareSaved(*log);
}

//! What a browser or a recorder wrote beside the frames, and the addresses in them.
void TestForeignFiles::foreignSecretsStayOut()
{
    const QByteArray canary = "xoxb-9-canary-0123456789";
    const QByteArray socket = R"("_webSocketMessages":[{"type":"receive","opcode":1,"data":)" +
                              quoted(R"({"type":"reconnect_url","url":"wss://x.test/canary"})") + "}]";
    const QByteArray request =
        R"("request":{"url":"wss://x.test/canary?token=)" + canary +
        R"(","headers":[{"name":"Cookie","value":"d=xoxd-canary"}],"cookies":["canary"]})";
    const QList<QByteArray> files{
        R"({"log":{"entries":[{)" + request + "," + socket + "},{" + socket + "," + request + "}]}}",
        R"({"ok":true,"url":"wss://x.test/canary","team":{"id":"T7"},"self":{"id":"U7"}})"
        "\n" +
            hello + "\n",
        R"({"type":"events_api","payload":{"token":"canary","event":)" + messageIn("C7", "1.1") + "}}\n",
        R"({"time":1700000000,"socket_url":"wss://x.test/canary","message":)" + hello + "}\n",
        "# curl -H 'Authorization: Bearer " + canary + "'\n" + R"({"headers":{"x":"d=xoxd-canary;"}})" +
            "\n" + hello + "\n[\"" + canary + "\"]\n",
        "2023-11-14T22:13:20Z connecting wss://x.test/?ticket=canary\n" + hello + "\n",
    };
    for (const QByteArray &content : files) {
        const auto log = opened(written(u"canary.json"_s, content));
        QVERIFY(log);
        for (qsizetype row = 0; row < log->size(); ++row)
            QVERIFY2(!log->frame(row).contains("canary"), log->frame(row).constData());
        const QString path = m_folder.filePath(u"canary.rtmcap"_s);
        QVERIFY(log->saveAs(path).ok());
        QFile saved(path);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(!saved.readAll().contains("canary"));
    }
}

void TestForeignFiles::tornArchive()
{
    const QByteArray begun =
        R"({"log":{"entries":[{"_webSocketMessages":[{"type":"receive","opcode":1,"data":)" + quoted(hello) +
        R"(},{"type":"receive","opcode":1,"da)";
    const auto log = opened(written(u"torn.har"_s, begun));
    QVERIFY(log);
    QVERIFY(log->size() >= 1);
    QCOMPARE(log->frame(0), hello);
    QVERIFY(!log->notice().isEmpty());
}

//! The damaged one is not said to have no frames.
void TestForeignFiles::zipBrokenOffInsideAFile()
{
    QDir(m_folder.path()).mkpath(u"broken/day"_s);
    const QByteArray page = longPage();
    QVERIFY(!written(u"broken/a/2026-01-01.json"_s, "[" + messageIn("C7", "1700000001.000100", "a") + "]")
                 .isEmpty());
    QVERIFY(!written(u"broken/a/hollow.json"_s, "7").isEmpty());
    QVERIFY(!written(u"broken/b/2026-01-02.json"_s, page).isEmpty());
    if (!pack(u"zip"_s,
              {u"-q"_s, u"broken.zip"_s, u"a/2026-01-01.json"_s, u"a/hollow.json"_s, u"b/2026-01-02.json"_s},
              m_folder.filePath(u"broken"_s)))
        QSKIP("zip is not installed");
    QFile whole(m_folder.filePath(u"broken/broken.zip"_s));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    for (const qsizetype kept : {bytes.size() / 2, bytes.indexOf("b/2026-01-02.json") + 60}) {
        const auto log = opened(written(u"broken.zip"_s, bytes.first(kept)));
        QVERIFY(log);
        QVERIFY(log->size() >= 1);
        const QString notice = log->notice();
        QVERIFY2(notice.contains(u"damaged in the middle of b/2026-01-02.json"_s), qPrintable(notice));
        QCOMPARE(notice.count(u"2026-01-02"_s), 1);
    }
}

void TestForeignFiles::cutArchives_data()
{
    QTest::addColumn<QString>("packed");
    QTest::addColumn<QStringList>("pack"); // the tool first
    QTest::addColumn<QStringList>("unpack");
    QTest::addColumn<int>("lines");
    for (const int lines : {1000, 12'000}) {
        const auto row = [lines](const char *name, const QString &packed, const QStringList &pack,
                                 const QStringList &unpack) {
            QTest::newRow(qPrintable(u"%1 %2"_s.arg(QString::fromLatin1(name)).arg(lines)))
                << packed << pack << unpack << lines;
        };
        row("gzip", u"cut.rtmcap.gz"_s, {u"gzip"_s, u"-kf"_s, u"cut.rtmcap"_s}, {u"gzip"_s, u"-dc"_s});
        row("Zstandard", u"cut.rtmcap.zst"_s, {u"zstd"_s, u"-qf"_s, u"cut.rtmcap"_s}, {u"zstd"_s, u"-qdc"_s});
        row("xz", u"cut.rtmcap.xz"_s, {u"xz"_s, u"-kf"_s, u"cut.rtmcap"_s}, {u"xz"_s, u"-dc"_s});
        row("bzip2", u"cut.rtmcap.bz2"_s, {u"bzip2"_s, u"-kf"_s, u"cut.rtmcap"_s}, {u"bzip2"_s, u"-dc"_s});
        row("tar", u"cut.tar.gz"_s, {u"tar"_s, u"czf"_s, u"cut.tar.gz"_s, u"cut.rtmcap"_s},
            {u"gzip"_s, u"-dc"_s});
        row("zip", u"cut.zip"_s, {u"zip"_s, u"-q"_s, u"cut.zip"_s, u"cut.rtmcap"_s}, {});
    }
}

//! All that their own tools get out of them is shown, and that it was the archive that was cut.
void TestForeignFiles::cutArchives()
{
#ifndef RTMSCOPE_ARCHIVES
    QSKIP("built without libarchive");
#endif
    QFETCH(const QString, packed);
    QFETCH(const QStringList, pack);
    QFETCH(const QStringList, unpack);
    QFETCH(const int, lines);
    QByteArray content = "{\"rtmcap\":1}\n";
    std::mt19937 random(1); // hardly to be packed, as ids are
    for (int n = 1; n <= lines; ++n)
        content += "{\"n\":" + QByteArray::number(n) +
                   R"(,"t":"2026-11-22T14:00:00.000000Z","dir":"in","conn":1,"frame":{"type":"x","k":")" +
                   QByteArray::number(random(), 36) + QByteArray::number(random(), 36) + "\"}}\n";
    QVERIFY(!written(u"cut.rtmcap"_s, content).isEmpty());
    QFile::remove(m_folder.filePath(packed));
    if (!this->pack(pack.first(), pack.sliced(1), m_folder.path()))
        QSKIP("the tool is not installed");
    QFile file(m_folder.filePath(packed));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    for (const qsizetype size : {whole.size() - 30, whole.size() / 2}) {
        const QString path = written(u"cut-"_s + packed, whole.first(size));
        qsizetype least = lines / 3; // of zip
        if (!unpack.isEmpty()) {
            QProcess process;
            process.start(unpack.first(), unpack.sliced(1) + QStringList{path});
            QVERIFY(process.waitForFinished());
            least = process.readAllStandardOutput().count("}}\n");
        }
        const auto log = EventLog::open(path);
        if (least == 0) { // one block of bzip2
            QCOMPARE(log.error().code, u"damaged_archive"_s);
            continue;
        }
        QVERIFY(log.ok());
        QVERIFY2((*log)->size() >= least, qPrintable(u"%1 of %2"_s.arg((*log)->size()).arg(least)));
        QCOMPARE((*log)->event((*log)->size() - 1).seq, quint64((*log)->size()));
        if ((*log)->size() == lines)
            continue; // all but the list at a zip's end is there
        const QString notice = (*log)->notice();
        QVERIFY2(notice.contains(u"The archive was cut"_s) && !notice.contains(u"was stopped"_s),
                 qPrintable(notice));
    }
}

//! What stands behind it in the archive is whole.
void TestForeignFiles::zipWithOneBadMember()
{
    QDir(m_folder.path()).mkpath(u"bad"_s);
    const QByteArray page = longPage();
    QStringList names;
    for (int day = 1; day <= 4; ++day) {
        names << u"c/2026-01-0%1.json"_s.arg(day);
        QVERIFY(!written(u"bad/"_s + names.last(), page).isEmpty());
    }
    if (!pack(u"zip"_s, QStringList{u"-q"_s, u"bad.zip"_s} + names, m_folder.filePath(u"bad"_s)))
        QSKIP("zip is not installed");
    QFile packed(m_folder.filePath(u"bad/bad.zip"_s));
    QVERIFY(packed.open(QIODevice::ReadOnly));
    QByteArray bytes = packed.readAll();
    for (const auto &name : {names.at(1), names.at(2)}) {
        const qsizetype inside = bytes.indexOf(name.toLatin1()) + 400;
        for (qsizetype at = inside; at < inside + 40; ++at)
            bytes[at] = char(~bytes[at]);
    }
    const auto log = opened(written(u"bad.zip"_s, bytes));
    QVERIFY(log);
    QVERIFY2(log->size() >= 8000, qPrintable(QString::number(log->size()))); // those of two days at least
    const QString notice = log->notice();
    QVERIFY2(notice.contains(u"damaged in the middle of %1, %2:"_s.arg(names.at(1), names.at(2))),
             qPrintable(notice));
}

//! Each is shown, at its place, though nothing says when it was.
void TestForeignFiles::undatedMessages()
{
    const auto log = opened(
        written(u"undated.ndjson"_s,
                messageIn("C7", "1700000001.000100", "a") + "\n" + messageIn("C7", "", "b") + "\n" +
                    R"({"type":"message","channel":"C7","user":"U2","text":"c"})" + "\n" +
                    messageIn("C7", "yesterday", "d") + "\n" + messageIn("C7", "1700000002.000100", "e") +
                    "\n" + messageIn("C7", "1700000003.000100#4", "f") + "\n"));
    QVERIFY(log);
    Workspace workspace;
    for (qsizetype row = 0; row < log->size(); ++row)
        workspace.apply(log->event(row));
    const Conversation *conversation = workspace.conversation(ChannelId(u"C7"_s));
    QVERIFY(conversation);
    QString texts;
    for (const Message &message : conversation->messages()) {
        texts += message.text;
        QCOMPARE(message.timeUs == 0, !u"ae"_s.contains(message.text));
    }
    QCOMPARE(texts, u"abcdef"_s);
}

void TestForeignFiles::envelopesAreFolded()
{
    const auto log = opened(written(
        u"envelopes.ndjson"_s,
        R"({"type":"events_api","payload":{"token":"hidden","event":)" +
            messageIn("C7", "1700000001.000100", "in") + "}}\n" +
            R"({"type":"event_callback","event":{"type":"reaction_added","user":"U3","reaction":"tada",)"
            R"("item":{"type":"message","channel":"C7","ts":"1700000001.000100"},"event_ts":"1700000002.000100"}})"
            "\n"
            R"({"type":"slash_commands","payload":{"command":"/do"}})"
            "\n"));
    QVERIFY(log);
    QVERIFY(!log->frame(0).contains("hidden"));
    QCOMPARE(log->typeName(log->row(1).type), u"reaction_added"_s);
    QCOMPARE(log->symbol(log->row(1).user), u"U3"_s);
    QCOMPARE(log->typeName(log->row(2).type), u"slash_commands"_s);
    FilterQuery filter;
    const auto matches = [&](const QString &text) {
        return filter.compile(text, {}, nullptr) && filter.matches(*log, 0) &&
               filter.matches(log->event(firstRow));
    };
    QVERIFY(matches(u"text contains \"in\""_s));
    QVERIFY(matches(u"payload.event.user == U2"_s));
    Workspace workspace;
    for (qsizetype row = 0; row < log->size(); ++row)
        workspace.apply(log->event(row));
    const Conversation *conversation = workspace.conversation(ChannelId(u"C7"_s));
    QVERIFY(conversation);
    const Message *message = conversation->find(MessageTs(u"1700000001.000100"_s));
    QVERIFY(message);
    QCOMPARE(message->text, u"in"_s);
    QCOMPARE(message->reactions.size(), 1);
    const Event event = log->event(firstRow);
    const auto *body = std::get_if<MessagePosted>(&event.body().value);
    QVERIFY(body);
    QCOMPARE(body->message.text, u"in"_s);
    compareSaved(*log);
}

void TestForeignFiles::pagesTeachTheWorkspace()
{
    const auto log = opened(written(
        u"shed.json"_s,
        "[" + filed("1700000001.000100", R"(,"user_profile":{"display_name":"Ida"})") + "," +
            R"({"type":"message","user":"U3","text":"b","ts":"1700000002.000100","user_profile":{"real_name":"Per Ek"}}])"));
    QVERIFY(log);
    Workspace workspace;
    for (qsizetype row = 0; row < log->size(); ++row)
        workspace.apply(log->event(row));
    QCOMPARE(workspace.conversationName(ChannelId(u"shed"_s)), u"#shed"_s);
    QCOMPARE(workspace.userName(UserId(u"U2"_s)), u"Ida"_s);
    QCOMPARE(workspace.userName(UserId(u"U3"_s)), u"Per Ek"_s);
}

//! An HTTP archive may hold a film before the first frame.
void TestForeignFiles::hugeValueIsNotHeld()
{
    const QByteArray body(80 * 1024 * 1024, 'x');
    const auto log =
        opened(written(u"film.har"_s, R"({"log":{"entries":[{"response":{"text":")" + body +
                                          R"("}},{"_webSocketMessages":[{"type":"receive","data":)" +
                                          quoted(hello) + "}]}]}}"));
    QVERIFY(log);
    QCOMPARE(log->size(), 1);
    QCOMPARE(log->frame(0), hello);
    QFile::remove(m_folder.filePath(u"film.har"_s));
}

void TestForeignFiles::deepNesting()
{
    QByteArray deep;
    for (int i = 0; i < 20'000; ++i)
        deep += R"([{"messages":)";
    const auto log = EventLog::open(written(u"deep.json"_s, deep));
    QVERIFY(!log.ok());
    const auto behind = opened(written(u"deep-behind.json"_s, hello + '\n' + deep + '\n'));
    QVERIFY(behind);
    QCOMPARE(behind->frame(0), hello);
}

RTMSCOPE_TEST_MAIN(TestForeignFiles)
#include "tst_foreignfiles.moc"
