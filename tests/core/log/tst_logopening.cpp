// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/logopening.h"

#include "core/log/eventlog.h"
#include "tests/core/capture/frames.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

QByteArray entryLine(int number, const QByteArray &frame, const QByteArray &direction = "in")
{
    return "{\"n\":" + QByteArray::number(number) + R"(,"t":"2026-11-22T14:02:11.318204Z","dir":")" +
           direction + R"(","conn":3,"frame":)" + frame + '}';
}

QByteArray noteLine(int number, const QByteArray &members)
{
    return "{\"n\":" + QByteArray::number(number) +
           R"(,"t":"2026-11-22T14:02:12.000001Z","dir":"note","conn":3,)" + members + '}';
}

constexpr qsizetype firstRow = 0; // a plain 0 would be a null QEvent as well
const QByteArray header = R"({"rtmcap":1,"program":"t","started":"2026-11-22T14:02:11.000000Z"})";
const QByteArray har = R"({"log":{"entries":[{"startedDateTime":"2026-11-22T14:02:11Z",)"
                       R"("request":{"url":"wss://chat.example.com/x"},"_webSocketMessages":[)"
                       R"({"type":"receive","time":1795356131.5,"opcode":1,"data":"{\"type\":\"hello\"}"}]},)"
                       R"({"request":{"url":"https://a.example.com/"}}]}})";

//! Lines of every kind that a file may mix, so that cuts fall between all of them.
QByteArrayList oddLines()
{
    return {
        header,
        entryLine(1, R"({"type":"message","channel":"C1","user":"U1","text":"a","ts":"1.2"})"),
        noteLine(2, R"("kind":"state","state":"Connecting","team":{"id":"","name":"early"})"),
        noteLine(3, R"("kind":"state","state":"Ready","team":{"id":"T1","name":"One"},"self":{"id":"U9"})"),
        noteLine(4, R"("kind":"state","state":"Ready","team":{"id":"T2","name":"Two"},"self":{"id":"U8"})"),
        "",
        "   ",
        noteLine(9, R"("kind":"gap","from":"2026-11-22T14:02:11.000000Z")"),
        "what is this",
        "\xEF\xBB\xBF" + entryLine(10, R"({"type":"hello"})"),
        entryLine(11, R"({"type":"brand_new","channel":"C2","user":"U1"})") + '\r',
        R"({"type":"user_typing","channel":"C3","user":"U2"})",
        R"({"ok":true,"messages":[{"type":"message","user":"U3","text":"b","ts":"1700000000.000200"},)"
        R"({"type":"message","user":"U3","text":"c","ts":"1700000000.000100"}],"channel":"C9"})",
        R"(14:02:11 recv {"type":"hello"} {"type":"message","channel":"C4","text":"d"})",
        har,
        R"({"level":"info","msg":"got {\"type\":\"hello\"} and {\"type\":\"pong\",\"reply_to\":1}"})",
        har,
        header,
        entryLine(5,
                  R"({"type":"message","channel":"C1","user":"U2","text":")" + QByteArray(3000, 'x') + "\"}"),
        entryLine(6, R"({"id":7,"type":"message","channel":"C5"})", "out")};
}

QByteArray fileOf(const QByteArrayList &lines)
{
    return lines.join('\n') + '\n';
}

//! A capture that takes many slices.
QByteArray longContent(int entries)
{
    QByteArray content = header + '\n';
    for (int i = 1; i <= entries; ++i)
        content += entryLine(i, R"({"type":"message","channel":"C)" + QByteArray::number(i % 40) +
                                    R"(","user":"U)" + QByteArray::number(i % 900) + R"(","text":")" +
                                    QByteArray(i % 600, 'x') + "\"}") +
                   '\n';
    return content;
}

//! The file read as one slice: what reading it in one go says.
LogContent readInOneGo(const SpoolView &bytes, const QString &name)
{
    capturereader::Context around;
    around.channel = name; // of messages that do not say theirs, by that of the file
    const SpoolReader reader(bytes, FileWindow::Walk::Forward);
    LogContent content;
    const auto format = capturereader::recognise(reader, 0, reader.size(), u"x"_s);
    if (!format)
        qFatal("not a capture: %s", qPrintable(format.error().words));
    content.beginPart(format->info, format->isCapture);
    SliceScanner scanner(reader, 0, reader.size(), around, RecordScanner::Beginning::OfFile);
    content.append(scanner.scan(format->layout));
    content.endPart(scanner.endsInside());
    content.end(1, {}, false);
    return content;
}

QStringList described(const LogContent &content)
{
    QStringList rows;
    const RowMaker &names = content.index.names();
    for (qsizetype i = 0; i < content.index.size(); ++i) {
        const LogRow &row = content.index.row(i);
        const capturereader::Context &context = content.index.contextOf(row);
        rows << u"%1 %2+%3 %4 %5 %6 %7 %8 %9"_s.arg(content.index.numbers().seqOf(i))
                        .arg(row.offset)
                        .arg(row.length)
                        .arg(row.timeUs)
                        .arg(names.types.entry(row.type).type, names.types.entry(row.type).subtype,
                             names.symbols.text(row.channel), names.symbols.text(row.user))
                        .arg(row.flags) +
                    u" %1 %2 %3 %4 %5 %6 %7"_s.arg(row.type)
                        .arg(row.channel)
                        .arg(row.user)
                        .arg(context.socket)
                        .arg(context.nth)
                        .arg(context.isPiece)
                        .arg(context.channel);
    }
    const CaptureInfo &info = content.info;
    rows << content.notice << info.teamId << info.teamName << info.selfId << content.index.host(1)
         << content.index.host(2) << QString::number(content.isCapture)
         << QString::number(content.index.earliestUs()) << QString::number(content.index.latestUs())
         << QString::number(names.types.frameTypes()) << QString::number(names.types.unknownTypes());
    return rows;
}

} // namespace

//! That a file cut into slices reads like one read in one go, and that a log fills while it is shown.
class TestLogOpening : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }
    void slices_data();
    void slices();
    void longFile();
    void inSteps();
    void inStepsOutOfOrder();
    void inStepsGivenUp();
    void inStepsUnwanted();
    void inStepsRefused();

private:
    QString written(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }
    QString longCapture(int entries, const QByteArray &end = {}) const
    {
        return written(u"long.rtmcap"_s, longContent(entries) + end);
    }

    QTemporaryDir m_folder;
};

void TestLogOpening::slices_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArrayList lines = oddLines();
    QTest::newRow("capture with everything") << fileOf(lines);
    QTest::newRow("with a byte order mark") << "\xEF\xBB\xBF" + fileOf(lines);
    QTest::newRow("torn") << fileOf(lines) + lines[1].chopped(5);
    QTest::newRow("last line whole without its end") << fileOf(lines) + lines[1];
    QTest::newRow("header alone") << header;
    QTest::newRow("windows ends") << fileOf(lines).replace('\n', "\r\n");
    QByteArrayList frames = lines;
    frames.removeIf([](const QByteArray &line) { return line.startsWith("{\"n\"") || line == header; });
    frames.prepend(R"({"type":"hello"})");
    QTest::newRow("bare frames") << fileOf(frames);
}

void TestLogOpening::slices()
{
    QFETCH(const QByteArray, content);
    const QString path = written(u"odd.rtmcap"_s, content);
    for (const qint64 size : {1, 2, 50, 97, 200, 401, 1000, 5000}) {
        LogOpening opening(path, {}, {size, size});
        QVERIFY(opening.begin().ok());
        const Spool spool = opening.takeSpool();
        LogContent sliced;
        QVERIFY(opening.run([&sliced](const LogOpening::Step &step) { step(sliced); }).ok());
        QCOMPARE(described(sliced), described(readInOneGo(spool.view(), u"odd"_s)));
    }
}

void TestLogOpening::longFile()
{
    const QString path = longCapture(60'000, entryLine(60'001, "{\"type\":\"hel"));
    const auto log = EventLog::open(path);
    QVERIFY(log.ok());
    QCOMPARE((*log)->size(), 60'000);
    const auto spool = Spool::openForReading(path);
    QVERIFY(spool.ok());
    const LogContent whole = readInOneGo(spool->view(), u"long"_s);
    QCOMPARE((*log)->notice(), whole.notice);
    QVERIFY(!whole.notice.isEmpty());
    for (qsizetype row = 0; row < (*log)->size(); ++row)
        QVERIFY(std::memcmp(&(*log)->row(row), &whole.index.row(row), sizeof(LogRow)) == 0);
}

//! Opens in another thread, as the window does.
class Opener
{
public:
    enum class Until : quint8 { End, FirstRows };
    explicit Opener(const QString &path, Until until = Until::End)
        : m_thread(QThread::create([this, path, until, home = QThread::currentThread()] {
            const auto progress = [this, until](OpenStep, qint64, qint64) {
                return until == Until::End || rowsAtFirst == 0;
            };
            result = EventLog::openInSteps(path, progress, [this, home](std::unique_ptr<EventLog> opened) {
                rowsAtFirst = opened->size();
                wasIndexing = opened->isIndexing();
                opened->moveToThread(home);
                QMetaObject::invokeMethod(
                    &m_home, [this, opened = opened.release()] { take(opened); }, Qt::QueuedConnection);
            });
        }))
    {
        m_thread->start();
    }
    ~Opener() { m_thread->wait(); }
    void wait() { m_thread->wait(); }

    std::unique_ptr<EventLog> log;
    QList<bool> indexed; // what the signal said
    int grown = 0;
    std::atomic<qsizetype> rowsAtFirst = 0;
    std::atomic_bool wasIndexing = false;
    Result<Done> result = Done{};

private:
    void take(EventLog *opened)
    {
        log.reset(opened);
        QObject::connect(opened, &EventLog::indexed, &m_home,
                         [this](bool rearranged) { indexed << rearranged; });
        QObject::connect(opened, &EventLog::grew, &m_home, [this] { ++grown; });
    }

    QObject m_home;
    std::unique_ptr<QThread> m_thread;
};

void TestLogOpening::inSteps()
{
    const QString path = longCapture(60'000, "{\"n\":");
    Opener opener(path);
    QTRY_VERIFY(opener.log);
    QVERIFY(opener.rowsAtFirst > 100 && opener.rowsAtFirst < 10'000);
    QVERIFY(opener.wasIndexing);
    EventLog &log = *opener.log;
    const LogSnapshot early = log.snapshot();
    QTRY_VERIFY(!log.isIndexing());
    QCOMPARE(opener.indexed, QList<bool>{false});
    QVERIFY(opener.grown > 0);
    QCOMPARE(log.size(), 60'000);
    QVERIFY(log.notice().contains(u"torn"_s));
    QVERIFY(early.size() >= opener.rowsAtFirst);
    QCOMPARE(LogReader(early).frame(early.size() - 1), log.frame(early.size() - 1));
    opener.wait();
    QVERIFY(opener.result.ok());
}

//! A page of messages at the end of a long file puts the whole into the order of time.
void TestLogOpening::inStepsOutOfOrder()
{
    const QString path = longCapture(
        60'000, R"({"ok":true,"messages":[{"type":"message","text":"b","ts":"1700000000.000200"},)"
                R"({"type":"message","text":"c","ts":"1700000000.000100"}]})"
                "\n");
    Opener opener(path);
    QTRY_VERIFY(opener.log);
    EventLog &log = *opener.log;
    (void)log.event(firstRow);
    QTRY_VERIFY(!log.isIndexing());
    QCOMPARE(opener.indexed, QList<bool>{true});
    QCOMPARE(log.size(), 60'002);
    QVERIFY(log.frame(0).contains("\"c\""));
    QVERIFY(log.event(firstRow).raw.contains("\"c\"")); // no entry of the old order is remembered
    QCOMPARE(log.seqOf(0), 1U);
}

void TestLogOpening::inStepsGivenUp()
{
    Opener opener(longCapture(60'000), Opener::Until::FirstRows);
    QTRY_VERIFY(opener.log);
    QTRY_VERIFY(!opener.log->isIndexing());
    opener.wait();
    QCOMPARE(opener.result.error().code, u"cancelled"_s);
    QVERIFY(opener.log->size() > 0 && opener.log->size() < 60'000);
    QVERIFY(!opener.log->notice().isEmpty());
    const QString copy = m_folder.filePath(u"copy.rtmcap"_s);
    QVERIFY(opener.log->saveAs(copy).ok());
    QCOMPARE((*EventLog::open(copy))->size(), opener.log->size());
}

//! Who closes the window's log need not wait for the rest.
void TestLogOpening::inStepsUnwanted()
{
    Opener opener(longCapture(60'000));
    QTRY_VERIFY(opener.log);
    opener.log.reset();
    opener.wait();
    QVERIFY(opener.result.ok() || opener.result.error().code == "cancelled"_L1);
}

void TestLogOpening::inStepsRefused()
{
    Opener opener(written(u"no.txt"_s, "<html>\n"));
    opener.wait();
    QCOMPARE(opener.result.error().code, u"not_a_capture"_s);
    QVERIFY(!opener.log);
}

RTMSCOPE_TEST_MAIN(TestLogOpening)
#include "tst_logopening.moc"
