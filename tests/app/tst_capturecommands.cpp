// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/captures/quantities.h"

#include "core/log/eventlog.h"
#include "tests/app/program.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! filter, export, stats and record as a shell has them.
class TestCaptureCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void sizes_data();
    void sizes();
    void timeSpans_data();
    void timeSpans();
    void filterPrintsLines();
    void filterWritesACapture();
    void filterReadsWhatOthersWrote();
    void filterOfSeveralFiles();
    void filesAreMergedByTime();
    void overlapIsTakenOnce();
    void mergeWritesOneCapture();
    void filterSaysHowItRead();
    void filterByName();
    void standardInputAndPipes();
    void pipesArePassedOnAsTheyCome_data();
    void pipesArePassedOnAsTheyCome();
    void pipedFormatsAreWhole_data();
    void pipedFormatsAreWhole();
    void pipedDamageIsTold();
    void readerLeavesEarly();
    void refusals_data();
    void refusals();
    void damagedFiles_data();
    void damagedFiles();
    void exportsByFormat_data();
    void exportsByFormat();
    void exportRedacted();
    void nothingFound();
    void marksBesideTheFile();
    void outputIsNoFile_data();
    void outputIsNoFile();
    void statsForPeopleAndPrograms();
    void marksAreNoEvents();
    void recordsAndRotates();
    void namesDoNotFillAFile();
    void recordRefuses();

private:
    static Ran rtmscope(const QStringList &arguments, const QByteArray &input = {})
    {
        return run(QStringLiteral(RTMSCOPE_PROGRAM), arguments, input);
    }
    QString written(const QString &name, const QByteArray &content);
    QByteArray contentOf(const QString &path) const;

    QTemporaryDir m_folder;
    QString m_capture;
    QByteArray m_lines; // of it
};

QString TestCaptureCommands::written(const QString &name, const QByteArray &content)
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
}

QByteArray TestCaptureCommands::contentOf(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestCaptureCommands::initTestCase()
{
    CaptureInfo info;
    info.teamId = u"T0TEAM001"_s;
    info.teamName = u"Acme"_s;
    m_capture = m_folder.filePath(u"day.rtmcap"_s);
    const auto log = EventLog::create(m_capture, info);
    QVERIFY(log.ok());
    EventLog &events = **log;
    events.append(note(
        1,
        R"({"kind":"api","method":"conversations.list","args":{},"ok":true,"answer":{"ok":true,"channels":[)"
        R"({"id":"C0OPS0001","name":"ops","is_channel":true},{"id":"C0GEN0001","name":"general","is_channel":true}]}})"));
    events.append(entry(2, R"({"type":"hello"})"));
    for (quint64 n = 3; n <= 12; ++n)
        events.append(message(n, "number " + QByteArray::number(n), n % 2 ? "C0OPS0001" : "C0GEN0001"));
    events.append(entry(13, R"({"id":1,"type":"ping"})", Direction::Out));
    events.writeOut();
    m_lines = contentOf(m_capture);
    QCOMPARE(m_lines.count('\n'), 14);
}

void TestCaptureCommands::sizes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("bytes") << u"1500"_s << qint64(1500);
    QTest::newRow("megabytes") << u"500MB"_s << qint64(500'000'000);
    QTest::newRow("short") << u"2g"_s << qint64(2'000'000'000);
    QTest::newRow("binary") << u"1.5 MiB"_s << qint64(1'572'864);
    QTest::newRow("nothing") << u"0"_s << qint64(-1);
    QTest::newRow("negative") << u"-1"_s << qint64(-1);
    QTest::newRow("a word") << u"much"_s << qint64(-1);
    QTest::newRow("far too much") << u"999999999999999T"_s << qint64(-1);
    QTest::newRow("unknown unit") << u"1 XB"_s << qint64(-1);
    QTest::newRow("infinite") << u"inf"_s << qint64(-1);
}

void TestCaptureCommands::sizes()
{
    QFETCH(QString, text);
    QTEST(readSize(text).value_or(-1), "bytes");
}

void TestCaptureCommands::timeSpans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("seconds") << u"90"_s << qint64(90'000);
    QTest::newRow("with a unit") << u"1.5s"_s << qint64(1500);
    QTest::newRow("minutes") << u"15m"_s << qint64(900'000);
    QTest::newRow("hours") << u"1 h"_s << qint64(3'600'000);
    QTest::newRow("days") << u"7d"_s << qint64(604'800'000);
    QTest::newRow("nothing") << u"0h"_s << qint64(-1);
    QTest::newRow("a word") << u"soon"_s << qint64(-1);
    QTest::newRow("longer than anybody waits") << u"99999d"_s << qint64(-1);
}

void TestCaptureCommands::timeSpans()
{
    QFETCH(QString, text);
    QTEST(qint64(readTimeSpan(text).value_or(-1ms).count()), "ms");
}

void TestCaptureCommands::filterPrintsLines()
{
    const Ran ran = rtmscope({u"filter"_s, m_capture, u"type == message && channel == C0OPS0001"_s});
    QCOMPARE(ran.status, 0);
    QCOMPARE(ran.words, "");
    QByteArray expected; // as they stand in the file
    for (const QByteArray &line : m_lines.split('\n'))
        expected += line.contains("number") && line.contains("C0OPS0001") ? line + '\n' : QByteArray();
    QCOMPARE(ran.out, expected);
    QCOMPARE(rtmscope({u"filter"_s, m_capture, u"--count"_s, u"type == message"_s}).out, "10\n");
    QCOMPARE(rtmscope({u"filter"_s, m_capture, u"--format"_s, u"raw"_s, u"type == hello"_s}).out,
             "{\"type\":\"hello\"}\n");
    const Ran text =
        rtmscope({u"filter"_s, m_capture, u"--format"_s, u"text"_s, u"text contains \"number 3\""_s});
    QVERIFY2(text.out.contains("#ops") && text.out.contains("number 3") && text.out.count('\n') == 1,
             text.out.constData());
    // Nothing found is no failure.
    const Ran none = rtmscope({u"filter"_s, m_capture, u"type == nothing"_s});
    QCOMPARE(none.status, 0);
    QCOMPARE(none.out, "");
}

void TestCaptureCommands::filterWritesACapture()
{
    const QString path = m_folder.filePath(u"cut.rtmcap"_s);
    QCOMPARE(rtmscope({u"filter"_s, m_capture, u"type == message"_s, u"-o"_s, path}).status, 0);
    const auto log = EventLog::open(path);
    QVERIFY(log.ok());
    QCOMPARE((*log)->size(), 10);
    QCOMPARE((*log)->info().teamName, u"Acme"_s);
    const Ran again = rtmscope({u"filter"_s, m_capture, u"type == hello"_s, u"-o"_s, path});
    QCOMPARE(again.status, 1);
    QVERIFY(again.words.contains("exists already"));
    QCOMPARE(rtmscope({u"filter"_s, m_capture, u"type == hello"_s, u"-o"_s, path, u"--force"_s}).status, 0);
    QCOMPARE(contentOf(path).count('\n'), 2);
    const Ran self = rtmscope({u"filter"_s, m_capture, u"type == hello"_s, u"-o"_s, m_capture, u"--force"_s});
    QCOMPARE(self.status, 1);
    QCOMPARE(contentOf(m_capture), m_lines);
}

void TestCaptureCommands::filterReadsWhatOthersWrote()
{
    const QString array =
        written(u"list.json"_s,
                "[{\"type\":\"hello\"},\n 7, {\"type\":\"message\",\"ts\":\"1.2\",\"channel\":\"C1\"}]");
    const Ran ran = rtmscope({u"filter"_s, array, u"type == message"_s, u"--format"_s, u"raw"_s});
    QCOMPARE(ran.out, "{\"type\":\"message\",\"ts\":\"1.2\",\"channel\":\"C1\"}\n");
    QCOMPARE(ran.status, 0); // an element that is no frame is nothing unusual there
    QVERIFY(ran.words.contains("1 element is no frame"));
    QCOMPARE(rtmscope({u"filter"_s, u"-q"_s, array, u"type == message"_s}).words, "");
    // Its lines are entries, so that they can go through a pipe.
    const Ran lines = rtmscope({u"filter"_s, u"-q"_s, array, u"type == message"_s});
    QVERIFY(lines.out.startsWith("{\"n\":3,\"t\":\""));
    QCOMPARE(rtmscope({u"filter"_s, u"-"_s, u"channel == C1"_s, u"--count"_s}, lines.out).out, "1\n");
}

void TestCaptureCommands::filterOfSeveralFiles()
{
    const QString other = written(u"other.ndjson"_s, "{\"type\":\"hello\"}\n{\"type\":\"hello\"}\n");
    const Ran ran = rtmscope({u"filter"_s, m_capture, other, u"type == hello"_s, u"--format"_s, u"raw"_s});
    QCOMPARE(ran.out, "{\"type\":\"hello\"}\n{\"type\":\"hello\"}\n{\"type\":\"hello\"}\n");
    const Ran counts = rtmscope({u"filter"_s, m_capture, other, u"type == hello"_s, u"--count"_s});
    QCOMPARE(counts.out, m_capture.toUtf8() + ":1\n" + other.toUtf8() + ":2\n");
}

void TestCaptureCommands::filesAreMergedByTime()
{
    // Between the fifth and the sixth message of the day.
    const QString other =
        written(u"between.ndjson"_s, R"({"t":"2026-11-22T14:04:18.500000Z","n":1,"dir":"in","conn":1,)"
                                     R"("frame":{"type":"message","channel":"C0OPS0001","text":"between"}})"
                                     "\n");
    const Ran ran = rtmscope({u"filter"_s, m_capture, other, u"type == message"_s, u"--format"_s, u"raw"_s});
    QCOMPARE(ran.status, 0);
    const QList<QByteArray> lines = ran.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 11);
    QVERIFY2(lines.at(5).contains("between"), ran.out);
    const Ran frames = rtmscope({u"export"_s, other, m_capture, u"--format"_s, u"ndjson"_s});
    QVERIFY2(frames.out.split('\n').at(6).contains("between"), frames.out); // behind hello and five messages
    const Ran stats = rtmscope({u"stats"_s, other, m_capture});
    QVERIFY2(stats.out.startsWith("14 events"), stats.out);
    QVERIFY2(stats.words.contains("2 captures are one record here"), stats.words);
    QCOMPARE(rtmscope({u"stats"_s, other, m_capture, u"-q"_s}).words, "");
    const Ran piped =
        rtmscope({u"filter"_s, m_capture, u"-"_s, u"type == message"_s, u"--count"_s}, contentOf(other));
    QCOMPARE(piped.out, m_capture.toUtf8() + ":10\nstandard input:1\n");
}

void TestCaptureCommands::overlapIsTakenOnce()
{
    const QString half = written(u"half.rtmcap"_s, m_lines.first(m_lines.indexOf("\"n\":8,") - 1));
    QCOMPARE(rtmscope({u"filter"_s, m_capture, half, u"type == message"_s, u"--format"_s, u"raw"_s})
                 .out.count('\n'),
             15);
    const Ran once = rtmscope(
        {u"filter"_s, m_capture, half, u"type == message"_s, u"--format"_s, u"raw"_s, u"--unique"_s});
    QCOMPARE(once.out.count('\n'), 10);
    QVERIFY2(once.words.contains("7 events stand in more than one of them; they are here once"), once.words);
    // All of it, also what does not say when the server made it.
    const QString copy = written(u"copy.rtmcap"_s, m_lines);
    QCOMPARE(rtmscope({u"merge"_s, u"--unique"_s, m_capture, copy}).out.count('\n'), m_lines.count('\n'));
    QCOMPARE(rtmscope({u"merge"_s, u"--unique"_s, m_capture, m_capture}).out.count('\n'),
             m_lines.count('\n'));
}

void TestCaptureCommands::mergeWritesOneCapture()
{
    const QString half = written(u"half.rtmcap"_s, m_lines.first(m_lines.indexOf("\"n\":8,") - 1));
    const QString both = m_folder.filePath(u"both.rtmcap"_s);
    const Ran ran = rtmscope({u"merge"_s, m_capture, half, u"-o"_s, both});
    QCOMPARE(ran.status, 0);
    const auto log = EventLog::open(both);
    QVERIFY(log.ok());
    QCOMPARE((*log)->size(), 20);
    QCOMPARE((*log)->info().sources.size(), 2);
    QCOMPARE((*log)->info().teamName, u"Acme"_s);
    for (qsizetype row = 1; row < (*log)->size(); ++row) {
        QVERIFY((*log)->row(row).timeUs >= (*log)->row(row - 1).timeUs);
        QCOMPARE((*log)->seqOf(row), quint64(row) + 1);
    }
    QCOMPARE(rtmscope({u"merge"_s, m_capture, half, u"-o"_s, both}).status, 1); // it exists
    QCOMPARE(rtmscope({u"merge"_s, m_capture, half, u"-o"_s, both, u"--force"_s, u"--unique"_s}).status, 0);
    QCOMPARE((*EventLog::open(both))->size(),
             13); // also what does not say when it was: number, time and bytes are the same
    const Ran piped = rtmscope({u"merge"_s, m_capture, half});
    QVERIFY(piped.out.startsWith("{\"rtmcap\":1"));
    QCOMPARE(piped.out.count('\n'), 21);
}

void TestCaptureCommands::filterSaysHowItRead()
{
    const Ran ran = rtmscope({u"filter"_s, m_capture, u"type = message and text:number"_s, u"--count"_s});
    QCOMPARE(ran.out, "10\n");
    QVERIFY2(ran.words.contains("Read as: type == message && text contains \"number\"") ||
                 ran.words.contains("Read as: type == message && text contains number"),
             ran.words);
    QCOMPARE(rtmscope({u"filter"_s, m_capture, u"type == message"_s, u"--count"_s}).words, "");
    QCOMPARE(rtmscope({u"filter"_s, m_capture, u"type = message"_s, u"--count"_s, u"-q"_s}).words, "");
    // As one writes it behind a pipe.
    QCOMPARE(rtmscope({u"filter"_s, u"type == message"_s, u"-"_s, u"--count"_s}, m_lines).out, "10\n");
}

void TestCaptureCommands::filterByName()
{
    QCOMPARE(rtmscope({u"filter"_s, m_capture, u"channel == #ops"_s, u"--count"_s}).out, "5\n");
    const Ran unknown = rtmscope({u"filter"_s, m_capture, u"channel == #opps"_s});
    QCOMPARE(unknown.status, 1);
    QVERIFY2(unknown.words.contains("Similar: #ops"), unknown.words.constData());
}

void TestCaptureCommands::standardInputAndPipes()
{
    QCOMPARE(rtmscope({u"filter"_s, u"-"_s, u"type == message"_s, u"--count"_s}, m_lines).out, "10\n");
    QCOMPARE(rtmscope({u"filter"_s, u"type == message"_s, u"--count"_s}, m_lines).out,
             "10\n"); // as grep has it
    QVERIFY(rtmscope({u"stats"_s, u"-"_s}, m_lines).out.startsWith("13 events"));
    QCOMPARE(rtmscope({u"export"_s, u"-"_s, u"--format"_s, u"ndjson"_s}, m_lines).out.count('\n'), 11);
    const Ran empty = rtmscope({u"stats"_s, u"-"_s}, QByteArray());
    QCOMPARE(empty.status, 4);
    QVERIFY2(empty.words.contains("standard input"), empty.words.constData());
    const Ran none = rtmscope({u"stats"_s, u"-"_s}, "<html></html>\n");
    QCOMPARE(none.status, 4);
    QVERIFY(none.words.contains("not a capture"));
}

void TestCaptureCommands::pipesArePassedOnAsTheyCome_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("filter") << QStringList{u"filter"_s, u"type == message"_s, u"-"_s};
    QTest::newRow("filter without a file") << QStringList{u"filter"_s, u"type == message"_s};
    QTest::newRow("filter for people")
        << QStringList{u"filter"_s, u"type == message"_s, u"--format"_s, u"text"_s};
    QTest::newRow("filter by name") << QStringList{u"filter"_s, u"channel == #ops || channel == #general"_s};
    for (const auto &format : {u"rtmcap"_s, u"ndjson"_s, u"json"_s, u"csv"_s})
        QTest::newRow(qPrintable(u"export as %1"_s.arg(format)))
            << QStringList{u"export"_s, u"-"_s, u"--format"_s, format, u"--filter"_s, u"type == message"_s};
}

//! What stands in the pipe is not waited for to end.
void TestCaptureCommands::pipesArePassedOnAsTheyCome()
{
    QFETCH(QStringList, arguments);
    QProcess process;
    process.start(QStringLiteral(RTMSCOPE_PROGRAM), arguments);
    QVERIFY(process.waitForStarted());
    QByteArray out;
    const auto says = [&](const QByteArray &words) {
        return QTest::qWaitFor([&] {
            process.waitForReadyRead(20);
            out += process.readAllStandardOutput();
            return out.contains(words);
        });
    };
    const qsizetype half = m_lines.indexOf("\"n\":7,") + 20; // in the middle of a line
    process.write(m_lines.first(half));
    QVERIFY2(says("number 6"), out);
    QVERIFY(!out.contains("number 7"));
    process.write(m_lines.sliced(half));
    QVERIFY2(says("number 12"), out);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    out += process.readAllStandardOutput();
    for (int n = 3; n <= 12; ++n)
        QCOMPARE(out.count("number " + QByteArray::number(n)),
                 arguments.last() == "csv"_L1 ? 2 : out.count("number 3"));
}

void TestCaptureCommands::pipedFormatsAreWhole_data()
{
    QTest::addColumn<QString>("format");
    for (const auto &format : {u"rtmcap"_s, u"ndjson"_s, u"json"_s, u"csv"_s, u"har"_s, u"markdown"_s})
        QTest::newRow(qPrintable(format)) << format;
}

//! The same bytes as of the file.
void TestCaptureCommands::pipedFormatsAreWhole()
{
    QFETCH(QString, format);
    for (const QString &filter : {QString(), u"type == message"_s, u"type == nothing"_s}) {
        const QStringList more{u"--format"_s, format, u"--filter"_s, filter};
        const Ran piped = rtmscope(QStringList{u"export"_s, u"-"_s} + more, m_lines);
        const Ran file = rtmscope(QStringList{u"export"_s, m_capture} + more);
        QCOMPARE(piped.status, 0);
        QCOMPARE(piped.out, file.out);
    }
}

void TestCaptureCommands::pipedDamageIsTold()
{
    QByteArray broken = m_lines;
    broken.insert(broken.indexOf("{\"n\":4,"), "garbage\n");
    const Ran ran = rtmscope({u"filter"_s, u"type == message"_s, u"--count"_s}, broken);
    QCOMPARE(ran.out, "10\n");
    QCOMPARE(ran.status, 5);
    QVERIFY2(ran.words.contains("line 5 is neither"), ran.words);
    const Ran torn = rtmscope({u"filter"_s, u"type == message"_s, u"--count"_s}, m_lines.chopped(300));
    QCOMPARE(torn.status, 5);
    QVERIFY2(torn.words.contains("torn"), torn.words);
}

//! As `| head -1` does.
void TestCaptureCommands::readerLeavesEarly()
{
    QByteArray many = m_lines;
    for (int i = 0; i < 20'000; ++i)
        many += m_lines.split('\n').at(5) + '\n';
    const QString path = written(u"many.rtmcap"_s, many);
    for (const QStringList &arguments : {QStringList{u"filter"_s, path, u"type == message"_s},
                                         QStringList{u"export"_s, path, u"--format"_s, u"csv"_s}}) {
        QProcess process;
        process.start(QStringLiteral(RTMSCOPE_PROGRAM), arguments);
        QVERIFY(process.waitForReadyRead());
        process.closeReadChannel(QProcess::StandardOutput);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(process.readAllStandardError(), "");
    }
}

void TestCaptureCommands::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const QStringList &arguments, int status, const char *words) {
        QTest::newRow(name) << arguments << status << QByteArray(words);
    };
    row("no expression", {u"filter"_s, u"DAY"_s}, 1, "needs an expression");
    row("nothing at all", {u"filter"_s}, 1, "needs a file and an expression");
    row("no filter", {u"filter"_s, u"DAY"_s, u"type =="_s}, 1, "not understood");
    row("no file", {u"filter"_s, u"/no/such"_s, u"type == x"_s}, 4, "There is no file");
    row("input twice", {u"filter"_s, u"-"_s, u"-"_s, u"type == x"_s}, 1, "once only");
    row("count into a file", {u"filter"_s, u"DAY"_s, u"x"_s, u"--count"_s, u"-o"_s, u"/tmp/x"_s}, 1,
        "makes no sense");
    row("expression like options", {u"filter"_s, u"DAY"_s, u"-type:message"_s}, 1, "goes behind --");
    row("no format", {u"export"_s, u"DAY"_s}, 1, "--format");
    row("unknown format", {u"export"_s, u"DAY"_s, u"--format"_s, u"pdf"_s}, 1, "not “pdf”");
    row("suffix that says nothing", {u"export"_s, u"DAY"_s, u"-o"_s, u"/tmp/x.pdf"_s}, 1, "--format");
    row("one to merge", {u"merge"_s, u"DAY"_s}, 1, "several captures");
    row("once of one", {u"stats"_s, u"DAY"_s, u"--unique"_s}, 1, "for several files");
    row("output in no folder", {u"export"_s, u"DAY"_s, u"-o"_s, u"/no/such/x.csv"_s}, 4, "can't be written");
    row("direction of a table", {u"export"_s, u"DAY"_s, u"--format"_s, u"csv"_s, u"--direction"_s, u"in"_s},
        1, "--filter");
    row("kept without redaction",
        {u"export"_s, u"DAY"_s, u"--format"_s, u"csv"_s, u"--keep-text"_s, u"#ops"_s}, 1, "--redacted");
    row("kept where nothing is", {u"export"_s, u"DAY"_s, u"--redacted"_s, u"--keep-text"_s, u"#opps"_s}, 1,
        "Similar: #ops");
    row("counted by nothing", {u"stats"_s, u"DAY"_s, u"--by"_s, u"moon"_s}, 1, "--by takes");
    row("stats of nothing", {u"stats"_s}, 1, "needs a file");
    row("no capture", {u"stats"_s, u"/etc/passwd"_s}, 4, "not a capture");
    row("record nowhere", {u"record"_s, u"--demo"_s}, 1, "name of a file");
    row("odd size", {u"record"_s, u"x"_s, u"--demo"_s, u"--rotate-size"_s, u"big"_s}, 1, "500MB");
    row("limits alone", {u"record"_s, u"x"_s, u"--demo"_s, u"--keep-files"_s, u"3"_s}, 1, "--rotate-size");
}

void TestCaptureCommands::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    arguments.replaceInStrings(u"DAY"_s, m_capture);
    const Ran ran = rtmscope(arguments);
    QTEST(ran.status, "status");
    QVERIFY2(ran.words.contains(words), ran.words.constData());
    QCOMPARE(ran.out, "");
}

void TestCaptureCommands::damagedFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("messages");
    QTest::addColumn<QByteArray>("place");
    const QList<QByteArray> lines = m_lines.split('\n');
    const auto file = [&lines](const std::function<void(QList<QByteArray> &)> &change) {
        QList<QByteArray> changed = lines;
        change(changed);
        return changed.join('\n');
    };
    QTest::newRow("torn") << m_lines.chopped(7) << 10 << QByteArray("line 14.");
    QTest::newRow("a hole") << file([](QList<QByteArray> &all) { all[5] = QByteArray(40, '\0'); }) << 9
                            << QByteArray("line 6.");
    QTest::newRow("half a line") << file([](QList<QByteArray> &all) { all[5].truncate(60); }) << 9
                                 << QByteArray("line 6.");
    QTest::newRow("something else") << file([](QList<QByteArray> &all) { all.insert(3, "what is this"); })
                                    << 10 << QByteArray("line 4.");
}

void TestCaptureCommands::damagedFiles()
{
    QFETCH(QByteArray, content);
    QFETCH(int, messages);
    QFETCH(QByteArray, place);
    const QString path = written(u"damaged.rtmcap"_s, content);
    const Ran ran = rtmscope({u"filter"_s, u"--quiet"_s, path, u"type == message"_s, u"--count"_s});
    QCOMPARE(ran.status, 5);
    QCOMPARE(ran.out, QByteArray::number(messages) + '\n');
    QVERIFY2(ran.words.contains(place), ran.words.constData());
    QVERIFY(ran.words.contains("The damage begins at byte "));
    QCOMPARE(rtmscope({u"stats"_s, path}).status, 5);
    QCOMPARE(rtmscope({u"stats"_s, u"-"_s}, content).status, 5);
    QCOMPARE(rtmscope({u"export"_s, path, u"--format"_s, u"csv"_s}).status, 5);
}

void TestCaptureCommands::exportsByFormat_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("capture") << u"x.rtmcap"_s << QByteArray("{\"rtmcap\":1,");
    QTest::newRow("ndjson") << u"x.ndjson"_s << QByteArray("{\"type\":\"hello\"}\n");
    QTest::newRow("json") << u"x.json"_s << QByteArray("[\n{\"type\":\"hello\"},\n");
    QTest::newRow("csv") << u"x.csv"_s << QByteArray("\xEF\xBB\xBFn,time,");
    QTest::newRow("har") << u"x.har"_s << QByteArray("{\"log\":{\"version\":\"1.2\"");
    QTest::newRow("markdown") << u"x.md"_s << QByteArray("# Transcript");
}

void TestCaptureCommands::exportsByFormat()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, begins);
    const QString path = m_folder.filePath(name);
    const Ran ran = rtmscope({u"export"_s, m_capture, u"--output"_s, path});
    QVERIFY2(ran.status == 0, ran.words.constData());
    const QByteArray content = contentOf(path);
    QVERIFY2(content.startsWith(begins), content.left(80).constData());
    // On standard output it is the same, but for the mark that only files need.
    const Ran piped = rtmscope({u"export"_s, m_capture, u"--format"_s, name.section(u'.', 1)});
    QCOMPARE(piped.out, content.startsWith("\xEF\xBB\xBF") ? content.sliced(3) : content);
    const Ran some =
        rtmscope({u"export"_s, m_capture, u"--format"_s, u"ndjson"_s, u"--filter"_s, u"channel == #ops"_s});
    QCOMPARE(some.out.count('\n'), 5);
}

void TestCaptureCommands::exportRedacted()
{
    const QString path = m_folder.filePath(u"safe.rtmcap"_s);
    const Ran ran =
        rtmscope({u"export"_s, m_capture, u"--redacted"_s, u"-o"_s, path, u"--keep-text"_s, u"#ops"_s});
    QVERIFY2(ran.status == 0, ran.words.constData());
    QVERIFY2(ran.words.contains("5 texts in #ops"), ran.words.constData());
    QVERIFY(ran.words.contains("nothing of the original was found"));
    const QByteArray content = contentOf(path);
    for (const char *gone : {"Acme", "C0OPS0001", "C0GEN0001", "U02TOMAS", "number 4", "general"})
        QVERIFY2(!content.contains(gone), gone);
    QVERIFY(content.contains("number 3"));
    // Any other format of it as well.
    const Ran csv =
        rtmscope({u"export"_s, m_capture, u"--redacted"_s, u"--quiet"_s, u"--format"_s, u"csv"_s});
    QCOMPARE(csv.status, 0);
    QCOMPARE(csv.out.count("\r\n"), 14);
    QVERIFY(!csv.out.contains("number") && !csv.out.contains("C0OPS0001"));
}

//! What comes near is named; and of a long expression only what stands around the mistake is shown.
void TestCaptureCommands::nothingFound()
{
    const Ran near = rtmscope({u"filter"_s, m_capture, u"type == mesage"_s});
    QCOMPARE(near.status, 0);
    QCOMPARE(near.out, "");
    QVERIFY2(near.words.contains("Perhaps: type == \"message\""), near.words.constData());
    QCOMPARE(rtmscope({u"filter"_s, m_capture, u"type == mesage"_s, u"--quiet"_s}).words, "");
    QCOMPARE(rtmscope({u"filter"_s, m_capture, u"type == message"_s, u"--count"_s}).words, "");
    const Ran broken =
        rtmscope({u"filter"_s, m_capture,
                  u"text == "_s + QString(5'000, u'a') + u" && type == "_s + QString(5'000, u'(')});
    QCOMPARE(broken.status, 1);
    QVERIFY2(broken.words.size() < 1000 && broken.words.contains('^'), broken.words.constData());
}

//! Those that the window keeps beside a file are entries of it.
void TestCaptureCommands::marksBesideTheFile()
{
    const QString path = written(u"marked.rtmcap"_s, m_lines);
    const QString other = written(u"other.rtmcap"_s, m_lines.first(m_lines.indexOf("\"n\":5,") - 1));
    const auto log = EventLog::open(path);
    QVERIFY(log.ok());
    const QByteArray mark = R"("kind":"mark","of":5,"of_us":)" + QByteArray::number((*log)->row(4).timeUs);
    QVERIFY(
        !written(
             u"marked.rtmcap.marks"_s,
             "{\"rtmcap\":1}\n{\"n\":1,\"t\":\"2026-11-22T14:00:00.000000Z\",\"dir\":\"note\",\"conn\":0," +
                 mark + "}\n")
             .isEmpty());
    const QStringList filter{u"filter"_s, path, u"mark exists"_s};
    const Ran found = rtmscope(filter);
    QCOMPARE(found.status, 0);
    QVERIFY2(found.out.count('\n') == 1 && found.out.contains("number 5"), found.out.constData());
    const Ran saved = rtmscope({u"export"_s, path, u"--format"_s, u"rtmcap"_s});
    QVERIFY2(saved.out.contains(R"("kind":"mark")"), saved.out.constData());
    QCOMPARE(rtmscope({u"stats"_s, path, u"--filter"_s, u"mark exists"_s, u"--json"_s}).status, 0);
    const Ran merged = rtmscope({u"filter"_s, other, path, u"mark exists"_s, u"--format"_s, u"raw"_s});
    QVERIFY2(merged.out.count('\n') == 1 && merged.out.contains("number 5"), merged.out.constData());
    QVERIFY(QFile::remove(path + u".marks"_s));
    QCOMPARE(rtmscope(filter).out, "");
}

void TestCaptureCommands::outputIsNoFile_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("export") << QStringList{u"export"_s, m_capture, u"--format"_s, u"csv"_s};
    QTest::newRow("export as a capture") << QStringList{u"export"_s, m_capture, u"--format"_s, u"rtmcap"_s};
    QTest::newRow("filter") << QStringList{u"filter"_s, m_capture, u"type == message"_s, u"--format"_s,
                                           u"text"_s};
}

//! A pipe, and a link to one, is written through and stays what it is; by any of its names, standard output
//! is itself.
void TestCaptureCommands::outputIsNoFile()
{
    QFETCH(QStringList, arguments);
    const Ran plain = rtmscope(arguments);
    QVERIFY(plain.status == 0 && !plain.out.isEmpty());
    const QString pipe = m_folder.filePath(u"pipe-"_s + QString::fromLatin1(QTest::currentDataTag()));
    const QString link = pipe + u".link"_s;
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(QFile::link(pipe, link));
    for (const QString &path : {pipe, link}) {
        QProcess reader;
        reader.start(u"cat"_s, {pipe});
        QVERIFY(reader.waitForStarted());
        const Ran ran = rtmscope(arguments + QStringList{u"-o"_s, path});
        const bool isOver = reader.waitForFinished(10'000);
        if (!isOver)
            reader.kill();
        reader.waitForFinished();
        QVERIFY2(ran.status == 0, ran.words.constData());
        QVERIFY(isOver && !QFileInfo(path).isFile());
        const QByteArray out = reader.readAllStandardOutput();
        QVERIFY2(out.endsWith(plain.out), out.constData()); // a head of its own may stand before
    }
    for (const QString &name : {u"-"_s, u"/dev/stdout"_s}) {
        const Ran ran = rtmscope(arguments + QStringList{u"-o"_s, name});
        QVERIFY2(ran.status == 0, ran.words.constData());
        QCOMPARE(ran.out, plain.out);
    }
    QVERIFY(!QFile::exists(u"-"_s));
}

//! They are notes in the record; only who asks for them gets them.
void TestCaptureCommands::marksAreNoEvents()
{
    const QString marked = written(u"marked.rtmcap"_s, m_lines);
    {
        auto log = EventLog::open(marked);
        QVERIFY(log.ok());
        for (quint64 n = 3; n <= 12; ++n)
            QCOMPARE((*log)->annotate("{\"kind\":\"mark\",\"of\":" + QByteArray::number(n) + '}'),
                     EventLog::Kept::InFile);
        (*log)->writeOut();
    }
    QCOMPARE(contentOf(marked).count('\n'), 24);
    QCOMPARE(rtmscope({u"filter"_s, marked, QString(), u"--count"_s}).out, "13\n");
    QCOMPARE(rtmscope({u"filter"_s, marked, u"dir == note"_s, u"--count"_s}).out, "1\n");
    QCOMPARE(rtmscope({u"filter"_s, marked, u"kind == \"mark\""_s, u"--count"_s}).out, "10\n");
    QCOMPARE(rtmscope({u"filter"_s, marked, u"type == mark"_s, u"--count"_s}).out, "10\n");
    QCOMPARE(rtmscope({u"filter"_s, marked, u"mark exists"_s, u"--count"_s}).out, "10\n");
    QVERIFY(rtmscope({u"stats"_s, marked}).out.startsWith("13 events"));
    // A copy of it all has them.
    const QString copy = m_folder.filePath(u"copy of marked.rtmcap"_s);
    QCOMPARE(rtmscope({u"export"_s, marked, u"-o"_s, copy}).status, 0);
    QCOMPARE(contentOf(copy).count('\n'), 24);
}

void TestCaptureCommands::statsForPeopleAndPrograms()
{
    const Ran text = rtmscope({u"stats"_s, m_capture, u"--by"_s, u"channel"_s});
    QCOMPARE(text.status, 0);
    QVERIFY2(text.out.contains("C0OPS0001  #ops"), text.out.constData());
    const Ran json = rtmscope({u"stats"_s, m_capture, u"--json"_s, u"--filter"_s, u"dir == in"_s});
    const QJsonObject figures = QJsonDocument::fromJson(json.out).object();
    QCOMPARE(figures.value(u"count"_s).toInt(), 11);
    const QJsonObject first = figures.value(u"rows"_s).toArray().at(0).toObject();
    QCOMPARE(first.value(u"key"_s).toString(), u"message"_s);
    QCOMPARE(first.value(u"count"_s).toInt(), 10);
    QCOMPARE(first.value(u"first"_s).toString(), u"2026-11-22T14:04:14.318000Z"_s);
}

void TestCaptureCommands::recordsAndRotates()
{
    const QString folder = m_folder.filePath(u"recordings"_s);
    QVERIFY(QDir().mkpath(folder));
    const QString foreign = written(u"recordings/mine.rtmcap"_s, m_lines); // which no limit may touch
    const Ran ran = rtmscope({u"record"_s, folder, u"--demo"_s, u"--rate"_s, u"4000"_s, u"--duration"_s,
                              u"3"_s, u"--rotate-size"_s, u"300kB"_s, u"--keep-files"_s, u"2"_s});
    QVERIFY2(ran.status == 0, ran.words.constData());
    QVERIFY(ran.words.contains("Recorded "));
    QFileInfoList files = QDir(folder).entryInfoList({u"2*.rtmcap"_s}, QDir::Files, QDir::Time);
    QVERIFY2(files.size() == 2 || files.size() == 3,
             ran.words.constData()); // the last one may just have begun
    QVERIFY(QFile::exists(foreign));
    QVERIFY(ran.words.count("Recording to") > 3);
    for (const QFileInfo &file : std::as_const(files)) {
        QVERIFY(file.size() < 400'000);
        const auto log = EventLog::open(file.filePath());
        QVERIFY(log.ok());
        QCOMPARE((*log)->notice(), QString());
        QCOMPARE((*log)->info().teamName, u"Demo workspace"_s);
        // Each stands alone: names are known from its beginning.
        QCOMPARE((*log)->event(1).type, u"api"_s);
        QCOMPARE(rtmscope({u"filter"_s, file.filePath(), u"channel == #general"_s, u"--count"_s}).status, 0);
    }
}

//! The names that each file begins with are not what fills it: else a small limit would make a file of each
//! event.
void TestCaptureCommands::namesDoNotFillAFile()
{
    const QString folder = m_folder.filePath(u"small"_s);
    QVERIFY(QDir().mkpath(folder));
    const Ran ran = rtmscope({u"record"_s, folder, u"--demo"_s, u"--rate"_s, u"200"_s, u"--duration"_s,
                              u"2"_s, u"--rotate-size"_s, u"3kB"_s}); // the names take 4
    QVERIFY2(ran.status == 0, ran.words.constData());
    const QFileInfoList files = QDir(folder).entryInfoList({u"*.rtmcap"_s}, QDir::Files, QDir::Name);
    QVERIFY(files.size() > 3);
    qsizetype events = 0;
    for (const QFileInfo &file : files) {
        const auto log = EventLog::open(file.filePath());
        QVERIFY(log.ok());
        for (qsizetype row = 0; row < (*log)->size(); ++row)
            events += (*log)->row(row).direction != Direction::Note ? 1 : 0;
    }
    QVERIFY2(events > 2 * files.size(), qPrintable(u"%1 in %2"_s.arg(events).arg(files.size())));
}

void TestCaptureCommands::recordRefuses()
{
    const Ran exists = rtmscope({u"record"_s, m_capture, u"--demo"_s, u"--duration"_s, u"1"_s});
    QCOMPARE(exists.status, 4);
    QVERIFY(exists.words.contains("exists already"));
    const Ran file = rtmscope({u"record"_s, m_capture, u"--demo"_s, u"--rotate-every"_s, u"1h"_s});
    QCOMPARE(file.status, 4);
    QVERIFY(file.words.contains("name a folder"));
    QCOMPARE(contentOf(m_capture), m_lines);
}

RTMSCOPE_TEST_MAIN(TestCaptureCommands)
#include "tst_capturecommands.moc"
