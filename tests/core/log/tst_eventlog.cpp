// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/captureline.h"
#include "core/log/eventlog.h"
#include "tests/core/capture/frames.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace rtmscope;
using rtmscope::testing::entry;
using rtmscope::testing::message;
using rtmscope::testing::someTimeUs;

namespace {

// A plain 0 would be a null QEvent as well.
constexpr qsizetype firstRow = 0;

} // namespace

class TestEventLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }
    void appendMakesRows();
    void formsAndFlags();
    void symbolsAreBounded();
    void typesAreBounded();
    void eventComesBackWhole();
    void grewOncePerFlush();
    void flushesByItself();
    void failureIsToldOnceAndRecovers();
    void reopened();
    void tornTail_data();
    void tornTail();
    void growingFile();
    void gapsInNumbers();
    void pastedCaptures();
    void spoiltLine();
    void infoFromStateNote();
    void foreignFiles_data();
    void foreignFiles();
    void refused_data();
    void refused();
    void saveAsWhileLive();
    void saveAsOfTornCapture();
    void saveAsOfForeignFile();
    void saveAsRefuses();
    void saveAsMasksPastedTokens();
    void manyRows();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString written(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    std::unique_ptr<EventLog> recording(const QString &name) const
    {
        CaptureInfo info;
        info.source = u"test"_s;
        auto log = EventLog::create(path(name), info);
        return log ? std::move(log).value() : nullptr;
    }
    static std::unique_ptr<EventLog> opened(const QString &path)
    {
        auto log = EventLog::open(path);
        if (!log)
            qWarning() << log.error().words << log.error().detail;
        return log ? std::move(log).value() : nullptr;
    }

    QTemporaryDir m_folder;
};

void TestEventLog::appendMakesRows()
{
    const auto log = recording(u"rows.rtmcap"_s);
    QVERIFY(log);
    QCOMPARE(log->size(), 0);
    QCOMPARE(log->rowOf(1), -1);
    QCOMPARE(log->append(message(1, u"C1"_s, u"U1"_s, "one")), 0);
    QCOMPARE(log->append(message(2, u"C1"_s, u"U2"_s, "two")), 1);
    const QByteArray gap = R"({"kind":"gap"})";
    QCOMPARE(log->append(entry(3, gap, Direction::Note)), 2);
    QCOMPARE(log->size(), 3);

    const EventLog::Row first = log->row(0);
    const EventLog::Row second = log->row(1);
    QCOMPARE(first.timeUs, someTimeUs + 1);
    QCOMPARE(first.channel, second.channel);
    QVERIFY(first.user != second.user);
    QCOMPARE(first.type, second.type);
    QCOMPARE(log->symbol(first.channel), u"C1"_s);
    QCOMPARE(log->symbol(second.user), u"U2"_s);
    QCOMPARE(log->symbol(0), QString());
    QCOMPARE(log->typeName(first.type), u"message"_s);
    QCOMPARE(log->row(2).channel, 0U);
    QCOMPARE(log->row(2).direction, Direction::Note);
    QCOMPARE(second.offset, first.offset + first.length + 1);
    QVERIFY(log->line(1).startsWith("{\"n\":2,"));
    QCOMPARE(log->frame(1), message(2, u"C1"_s, u"U2"_s, "two").raw);
    QCOMPARE(log->frameSize(1), log->frame(1).size());
    QCOMPARE(log->frame(2), gap);
    QCOMPARE(log->frameSize(2), 14);
    QCOMPARE(log->rowOf(2), 1);
    QCOMPARE(log->seqOf(1), 2U);
    QVERIFY(!log->isReadOnly());
    log->flush();
    QCOMPARE(contentOf(log->path()).size(), log->bytes());
}

void TestEventLog::formsAndFlags()
{
    const auto log = EventLog::inMemory({});
    Event known = entry(1, R"({"type":"message"})");
    known.type = u"message"_s;
    Event unknown = entry(2, R"({"type":"brand_new"})");
    unknown.type = u"brand_new"_s;
    Event masked = entry(5, R"({"type":"message","url":"***"})");
    masked.type = u"message"_s;
    masked.masked = {u"url"_s};
    log->append(known);
    log->append(unknown);
    log->append(entry(3, "words", Direction::In, FrameForm::Text));
    log->append(entry(4, "\x01", Direction::Out, FrameForm::Binary));
    log->append(masked);
    QCOMPARE(log->row(0).flags, 0);
    QCOMPARE(log->row(1).flags, EventLog::UnknownType);
    QCOMPARE(log->row(2).flags, EventLog::NotJson);
    QCOMPARE(log->row(3).flags, EventLog::NotJson | EventLog::Binary);
    QCOMPARE(log->row(4).flags, EventLog::Masked);
    QCOMPARE(log->distinctTypes(), 2);
    QCOMPARE(log->unknownTypeCount(), 1);
    QCOMPARE(log->unknownTypes(), (QHash<QString, qsizetype>{{u"brand_new"_s, 1}}));
    QCOMPARE(log->frame(3), "\x01");
    QCOMPARE(log->event(3).form, FrameForm::Binary);
}

void TestEventLog::symbolsAreBounded()
{
    const auto log = EventLog::inMemory({});
    const QString endless(300, u'C');
    log->append(message(1, endless, u"U1"_s, "x"));
    QCOMPARE(log->row(0).channel, EventLog::manySymbols);
    QCOMPARE(log->symbol(EventLog::manySymbols), QString());
    QCOMPARE(log->event(firstRow).channel, endless);
    QCOMPARE(log->symbol(log->row(0).user), u"U1"_s);
}

void TestEventLog::typesAreBounded()
{
    const auto log = EventLog::inMemory({});
    const int types = EventLog::manyTypes + 100;
    for (int i = 0; i < types; ++i) {
        Event event = entry(quint64(i), R"({"type":"t)" + QByteArray::number(i) + R"("})");
        event.type = u't' + QString::number(i);
        log->append(event);
    }
    QCOMPARE(log->typeName(log->row(types / 2).type), u't' + QString::number(types / 2));
    QCOMPARE(log->row(types - 1).type, EventLog::manyTypes);
    QCOMPARE(log->row(types - 2).type, EventLog::manyTypes);
    QCOMPARE(log->row(types - 1).flags, EventLog::UnknownType);
    QCOMPARE(log->typeName(EventLog::manyTypes), QString());
    QCOMPARE(log->event(types - 1).type, u't' + QString::number(types - 1));
    QCOMPARE(log->distinctTypes(), int(EventLog::manyTypes));
}

void TestEventLog::eventComesBackWhole()
{
    const auto log = recording(u"whole.rtmcap"_s);
    QVERIFY(log);
    Event sent = message(7, u"C1"_s, u"U1"_s, "hello");
    sent.direction = Direction::Out;
    log->append(sent);
    for (const bool flushed : {false, true}) {
        if (flushed)
            log->flush();
        const Event back = log->event(firstRow);
        QCOMPARE(back.seq, 7U);
        QCOMPARE(back.receivedAtUs, sent.receivedAtUs);
        QCOMPARE(back.direction, Direction::Out);
        QCOMPARE(back.connection, 3U);
        QCOMPARE(back.type, u"message"_s);
        QCOMPARE(back.channel, u"C1"_s);
        QCOMPARE(back.user, u"U1"_s);
        QCOMPARE(back.raw, sent.raw);
        QVERIFY(back.isKnown());
    }
}

void TestEventLog::grewOncePerFlush()
{
    const auto log = EventLog::inMemory({});
    QSignalSpy grew(log.get(), &EventLog::grew);
    for (quint64 i = 0; i < 100; ++i)
        log->append(message(i, u"C1"_s, u"U1"_s, "x"));
    QCOMPARE(grew.count(), 1);
    log->flush();
    log->append(message(100, u"C1"_s, u"U1"_s, "x"));
    QCOMPARE(grew.count(), 2);
    QCoreApplication::processEvents();
    log->append(message(101, u"C1"_s, u"U1"_s, "x"));
    QCOMPARE(grew.count(), 3);
}

void TestEventLog::flushesByItself()
{
    const auto log = recording(u"self.rtmcap"_s);
    QVERIFY(log);
    log->append(message(1, u"C1"_s, u"U1"_s, "x"));
    QVERIFY(contentOf(log->path()).size() < log->bytes());
    QTRY_COMPARE(contentOf(log->path()).size(), log->bytes());
}

void TestEventLog::failureIsToldOnceAndRecovers()
{
#ifdef Q_OS_UNIX
    const auto log = recording(u"failing.rtmcap"_s);
    QVERIFY(log);
    QSignalSpy failed(log.get(), &EventLog::writeFailed);
    QSignalSpy recovered(log.get(), &EventLog::writeRecovered);
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    rlimit limited = before;
    limited.rlim_cur = 2'000;
    ::setrlimit(RLIMIT_FSIZE, &limited);
    for (quint64 i = 1; i <= 50; ++i) {
        log->append(message(i, u"C1"_s, u"U1"_s, QByteArray::number(i)));
        log->flush();
    }
    const bool readable = log->event(49).raw == message(50, u"C1"_s, u"U1"_s, "50").raw;
    const QString copy = path(u"failing-copy.rtmcap"_s);
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, oldHandler);
    QCOMPARE(failed.count(), 1);
    QVERIFY(readable);
    QVERIFY(contentOf(log->path()).size() < log->bytes());

    QVERIFY(log->saveAs(copy).ok()); // with what only memory holds
    QCOMPARE(opened(copy)->size(), 50);

    QTRY_COMPARE_WITH_TIMEOUT(recovered.count(), 1, 10'000); // by its own timer
    QCOMPARE(failed.count(), 1);
    QCOMPARE(contentOf(log->path()).size(), log->bytes());
    QCOMPARE(opened(log->path())->size(), 50);
#else
    QSKIP("needs setrlimit");
#endif
}

void TestEventLog::reopened()
{
    QList<Event> events;
    QString file;
    {
        const auto log = recording(u"reopened.rtmcap"_s);
        QVERIFY(log);
        file = log->path();
        events = {message(1, u"C1"_s, u"U1"_s, "a"),
                  entry(2, "not JSON", Direction::In, FrameForm::Text),
                  entry(3, QByteArray("\0\n\xff", 3), Direction::In, FrameForm::Binary),
                  entry(4, "{\n\"type\":\"message\",\"channel\":\"C9\"}"),
                  entry(5, R"({"kind":"state","state":"Ready"})", Direction::Note),
                  entry(6, R"({"type":"never_seen","channel":{"id":"C5"}})"),
                  message(7, u"C2"_s, u"U1"_s, "z")};
        for (const Event &event : std::as_const(events))
            log->append(event);
    }
    const auto log = opened(file);
    QVERIFY(log);
    QVERIFY(log->isReadOnly());
    QVERIFY2(log->notice().isEmpty(), qPrintable(log->notice()));
    QCOMPARE(log->info().source, u"test"_s);
    QCOMPARE(log->size(), events.size());
    for (qsizetype row = 0; row < events.size(); ++row) {
        QCOMPARE(log->frame(row), events[row].raw);
        QCOMPARE(log->frameSize(row), events[row].raw.size());
        QCOMPARE(log->event(row).raw, events[row].raw);
        QCOMPARE(log->event(row).form, events[row].form);
        QCOMPARE(log->row(row).direction, events[row].direction);
        QCOMPARE(log->row(row).timeUs, events[row].receivedAtUs);
        QCOMPARE(log->seqOf(row), events[row].seq);
        QCOMPARE(log->rowOf(events[row].seq), row);
    }
    QCOMPARE(log->symbol(log->row(0).channel), u"C1"_s);
    QCOMPARE(log->symbol(log->row(3).channel), u"C9"_s);
    QCOMPARE(log->symbol(log->row(5).channel), u"C5"_s);
    QCOMPARE(log->typeName(log->row(4).type), u"state"_s);
    QCOMPARE(log->row(5).flags, EventLog::UnknownType);
    QCOMPARE(log->row(1).flags, EventLog::NotJson);
    QCOMPARE(log->bytes(), contentOf(file).size());
}

void TestEventLog::tornTail_data()
{
    QTest::addColumn<int>("cut");
    const auto log = recording(u"whole-tail.rtmcap"_s);
    log->append(message(1, u"C1"_s, u"U1"_s, "first"));
    log->append(message(2, u"C1"_s, u"U1"_s, R"(a}\"}b)"));
    const int last = int(log->line(1).size());
    log->flush();
    for (int cut = 1; cut <= last; ++cut) // 1 is the newline only: then the line is complete
        QTest::addRow("%d bytes", cut) << cut;
}

void TestEventLog::tornTail()
{
    QFETCH(const int, cut);
    const QByteArray whole = contentOf(path(u"whole-tail.rtmcap"_s));
    const auto log = opened(written(u"torn.rtmcap"_s, whole.chopped(cut)));
    QVERIFY(log);
    QCOMPARE(log->size(), cut == 1 ? 2 : 1);
    QCOMPARE(log->notice().isEmpty(), cut == 1);
    const qint64 lastLine = whole.chopped(1).lastIndexOf('\n') + 1;
    QCOMPARE(log->damagedAt(), cut == 1 ? -1 : lastLine);
    QCOMPARE(log->event(firstRow).channel, u"C1"_s);
    if (cut == 1)
        QCOMPARE(log->frame(1), message(2, u"C1"_s, u"U1"_s, "a}\\\"}b").raw);
}

void TestEventLog::growingFile()
{
    const auto live = recording(u"growing.rtmcap"_s);
    QVERIFY(live);
    for (quint64 i = 1; i <= 10; ++i)
        live->append(message(i, u"C1"_s, u"U1"_s, "x"));
    live->flush();
    const auto log = opened(live->path());
    QVERIFY(log);
    QCOMPARE(log->size(), 10);
    live->append(message(11, u"C1"_s, u"U1"_s, "y"));
    live->flush();
    QCOMPARE(log->size(), 10);
    QVERIFY(log->frame(9).contains("\"x\""));
}

void TestEventLog::gapsInNumbers()
{
    const auto log = EventLog::inMemory({});
    for (const quint64 seq : {5U, 6U, 7U, 20U, 21U, 100U})
        log->append(message(seq, u"C1"_s, u"U1"_s, "x"));
    QCOMPARE(log->rowOf(4), -1);
    QCOMPARE(log->rowOf(5), 0);
    QCOMPARE(log->rowOf(7), 2);
    QCOMPARE(log->rowOf(8), -1);
    QCOMPARE(log->rowOf(20), 3);
    QCOMPARE(log->rowOf(22), -1);
    QCOMPARE(log->rowOf(100), 5);
    QCOMPARE(log->rowOf(101), -1);
    QCOMPARE(log->seqOf(4), 21U);
}

//! cat a.rtmcap b.rtmcap
void TestEventLog::pastedCaptures()
{
    const auto log = recording(u"part.rtmcap"_s);
    log->append(message(1, u"C1"_s, u"U1"_s, "x"));
    log->append(message(2, u"C1"_s, u"U1"_s, "y"));
    log->flush();
    const QByteArray part = contentOf(log->path());
    const auto both = opened(written(u"both.rtmcap"_s, part + part));
    QVERIFY(both);
    QCOMPARE(both->size(), 4);
    QVERIFY(both->notice().isEmpty());
    QCOMPARE(both->rowOf(2), 1);
    QCOMPARE(both->seqOf(3), 2U);
}

void TestEventLog::spoiltLine()
{
    QByteArray lines = captureline::header({}) + '\n';
    captureline::write(message(1, u"C1"_s, u"U1"_s, "x"), lines);
    lines += "\nthis is not ours\n\n";
    captureline::write(message(3, u"C1"_s, u"U1"_s, "y"), lines);
    const auto log = opened(written(u"spoilt.rtmcap"_s, lines + '\n'));
    QVERIFY(log);
    QCOMPARE(log->size(), 3);
    QVERIFY(!log->notice().isEmpty());
    QCOMPARE(log->row(1).flags, EventLog::NotJson);
    QCOMPARE(log->frame(1), "this is not ours");
    QVERIFY(!log->event(1).problem.isEmpty());
    QCOMPARE(log->seqOf(2), 3U);
}

void TestEventLog::infoFromStateNote()
{
    const QByteArray note =
        R"({"kind":"state","state":"Ready","from":"AwaitingHello","cause":"hello received",)"
        R"("team":{"id":"T1","name":"Kestrel","domain":"kestrel"},"self":{"id":"U7","name":"me"}})";
    const auto live = recording(u"identity.rtmcap"_s);
    Event event = entry(1, note, Direction::Note);
    event.type = u"state"_s;
    live->append(event);
    live->flush();
    const auto reopened = opened(live->path());
    for (const EventLog *log : {live.get(), reopened.get()}) {
        QCOMPARE(log->info().teamId, u"T1"_s);
        QCOMPARE(log->info().teamName, u"Kestrel"_s);
        QCOMPARE(log->info().selfId, u"U7"_s);
    }
}

void TestEventLog::foreignFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArrayList>("frames");
    const QByteArray hello = R"({"type":"hello"})";
    const QByteArray message =
        R"({"type":"message","channel":"C1","user":"U1","ts":"1355517523.000005","x":"}{"})";
    const QByteArray pretty = "{\n  \"type\": \"message\",\n  \"channel\": \"C1\", \"text\": \"a\\\"}b\"\n}";
    QTest::newRow("a frame per line") << hello + '\n' + message + '\n' << QByteArrayList{hello, message};
    QTest::newRow("no newline at the end") << hello + '\n' + message << QByteArrayList{hello, message};
    QTest::newRow("CRLF, blank lines") << "\r\n\r\n" + hello + "\r\n\r\n" + message + "\r\n"
                                       << QByteArrayList{hello, message};
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + hello + '\n' << QByteArrayList{hello};
    QTest::newRow("frames over several lines")
        << pretty + "\n\n" + message + "\n" + pretty << QByteArrayList{pretty, message, pretty};
    QTest::newRow("array") << '[' + hello + ',' + message + ']' << QByteArrayList{hello, message};
    QTest::newRow("pretty array") << "[\n  " + pretty + ",\n  " + hello + "\n]\n"
                                  << QByteArrayList{pretty, hello};
    QTest::newRow("an ack first") << QByteArray("{\"ok\":true,\"reply_to\":1}\n")
                                  << QByteArrayList{"{\"ok\":true,\"reply_to\":1}"};
    const QByteArray large = R"({"type":"message","text":")" + QByteArray(3 * 1024 * 1024, 'x') + R"("})";
    QTest::newRow("larger than the reading block") << large + '\n' + hello << QByteArrayList{large, hello};
    QTest::newRow("the same in an array")
        << '[' + large + ",\n" + hello + ']' << QByteArrayList{large, hello};
}

void TestEventLog::foreignFiles()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QByteArrayList, frames);
    const auto log = opened(written(u"foreign.json"_s, content));
    QVERIFY(log);
    QCOMPARE(log->size(), frames.size());
    QVERIFY2(log->notice().isEmpty(), qPrintable(log->notice()));
    for (qsizetype row = 0; row < frames.size(); ++row) {
        QCOMPARE(log->frame(row), frames[row]);
        QCOMPARE(log->event(row).raw, frames[row]);
        QCOMPARE(log->seqOf(row), quint64(row) + 1);
        QCOMPARE(log->row(row).direction, Direction::In);
        if (frames[row].contains("message")) {
            QCOMPARE(log->typeName(log->row(row).type), u"message"_s);
            QCOMPARE(log->event(row).type, u"message"_s);
        }
        if (frames[row].contains("C1"))
            QCOMPARE(log->symbol(log->row(row).channel), u"C1"_s);
        if (frames[row].contains("1355517523.000005"))
            QCOMPARE(log->row(row).timeUs, 1'355'517'523'000'005);
    }
}

void TestEventLog::refused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");
    const auto row = [this](const char *name, const QByteArray &content, const QString &code) {
        QTest::newRow(name) << written(QString::fromLatin1(name) + u".x"_s, content) << code;
    };
    row("empty", "", u"empty_file"_s);
    row("blank", " \n\n \n", u"not_a_capture"_s);
    row("words", "Dear diary\n", u"not_a_capture"_s);
    row("another JSON file", R"({"name":"rtmscope","version":"1.0"})", u"not_a_capture"_s);
    row("another JSON file over lines", "{\n\"name\": \"rtmscope\"\n}\n", u"not_a_capture"_s);
    row("array of numbers", "[1,2,3]", u"not_a_capture"_s);
    row("empty array", "[]", u"not_a_capture"_s);
    row("a torn header", R"({"rtmcap":1,"program":"rt)", u"not_a_capture"_s);
    row("binary",
        QByteArray("\x7f"
                   "ELF\0\1\2\n{\"type\":\"hello\"}",
                   24),
        u"other_format"_s);
    row("newer", "{\"rtmcap\":2,\"program\":\"rtmscope 9\"}\n", u"newer_format"_s);
    QTest::newRow("missing") << path(u"missing.rtmcap"_s) << u"file_not_found"_s;
    QDir(m_folder.path()).mkdir(u"empty"_s);
    QTest::newRow("folder") << path(u"empty"_s) << u"is_folder"_s;
    QTest::newRow("device") << u"/dev/null"_s << u"not_a_file"_s;
    const QString secret = written(u"secret.rtmcap"_s, "{\"type\":\"hello\"}\n");
    QFile::setPermissions(secret, {});
    QTest::newRow("no permission") << secret << u"no_permission"_s;
}

void TestEventLog::refused()
{
    QFETCH(const QString, path);
    QFETCH(const QString, code);
#ifdef Q_OS_UNIX
    if (code == "no_permission"_L1 && ::geteuid() == 0)
        QSKIP("root may read everything");
#endif
    const auto log = EventLog::open(path);
    QVERIFY(!log.ok());
    QCOMPARE(log.error().code, code);
    QCOMPARE(log.error().kind, Error::Kind::Input);
    QVERIFY(log.error().words.contains(path));
}

//! What is saved is given away; the recording keeps what was said.
void TestEventLog::saveAsMasksPastedTokens()
{
    const QByteArray token = "xoxb-1234-5678-AbCdEf";
    const auto log = recording(u"pasted.rtmcap"_s);
    QVERIFY(log);
    constexpr int count = 3000; // more than a piece of it
    for (int i = 1; i <= count; ++i) {
        const QByteArray text =
            QByteArray(300, 'x') + (i % 1000 == 0 ? QByteArray(" " + token) : QByteArray());
        log->append(message(quint64(i), u"C1"_s, u"U1"_s, text));
    }
    log->flush();
    const QString copy = path(u"given-away.rtmcap"_s);
    QVERIFY(log->saveAs(copy).ok());
    QCOMPARE(contentOf(log->path()).count(token), 3);
    QCOMPARE(contentOf(copy).count("xoxb-"), 0);
    QByteArray expected = contentOf(log->path());
    expected.replace(token, "***");
    QVERIFY(contentOf(copy) == expected);
    QCOMPARE(opened(copy)->size(), qsizetype(count));
}

void TestEventLog::saveAsWhileLive()
{
    const auto log = recording(u"live.rtmcap"_s);
    const QString copy = path(u"copy.rtmcap"_s);
    QVERIFY(log->saveAs(copy).ok());
    QCOMPARE(opened(copy)->size(), 0);
    for (quint64 i = 1; i <= 3; ++i)
        log->append(message(i, u"C1"_s, u"U1"_s, QByteArray(400'000, 'x')));
    QVERIFY(log->saveAs(copy).ok()); // nothing was flushed yet
    const QByteArray saved = contentOf(copy);
    QCOMPARE(saved.size(), log->bytes());
    log->append(message(4, u"C1"_s, u"U1"_s, "later"));
    log->flush();
    QVERIFY(contentOf(log->path()).startsWith(saved));
    const auto again = opened(copy);
    QCOMPARE(again->size(), 3);
    QCOMPARE(again->frame(2), log->frame(2));
#ifdef Q_OS_UNIX
    QVERIFY(!(QFile::permissions(copy) & (QFile::ReadGroup | QFile::ReadOther)));
#endif
}

void TestEventLog::saveAsOfTornCapture()
{
    const auto live = recording(u"to-tear.rtmcap"_s);
    live->append(message(1, u"C1"_s, u"U1"_s, "x"));
    live->append(message(2, u"C1"_s, u"U1"_s, "y"));
    live->flush();
    const auto torn = opened(written(u"torn-save.rtmcap"_s, contentOf(live->path()).chopped(5)));
    const QString copy = path(u"mended.rtmcap"_s);
    QVERIFY(torn->saveAs(copy).ok());
    const auto mended = opened(copy);
    QCOMPARE(mended->size(), 1);
    QVERIFY(mended->notice().isEmpty());
}

void TestEventLog::saveAsOfForeignFile()
{
    const QByteArray frame = "{\n\"type\": \"message\"\n}";
    const auto foreign = opened(written(u"f.json"_s, '[' + frame + ",{\"type\":\"hello\"}]"));
    const QString copy = path(u"now-a-capture.rtmcap"_s);
    QVERIFY(foreign->saveAs(copy).ok());
    QVERIFY(captureline::isHeader(contentOf(copy)));
    const auto capture = opened(copy);
    QCOMPARE(capture->size(), 2);
    QCOMPARE(capture->frame(0), frame);
    QCOMPARE(capture->event(firstRow).form, FrameForm::Json);
    QCOMPARE(capture->seqOf(1), 2U);
}

void TestEventLog::saveAsRefuses()
{
    const auto log = recording(u"own.rtmcap"_s);
    log->append(message(1, u"C1"_s, u"U1"_s, "x"));
    QVERIFY(!log->saveAs(log->path()).ok());
    QVERIFY(!log->saveAs(m_folder.path() + u"/./own.rtmcap"_s).ok());
    QVERIFY(!log->saveAs(path(u"no/such/folder/x.rtmcap"_s)).ok());
    QCOMPARE(log->frame(0), message(1, u"C1"_s, u"U1"_s, "x").raw);
}

void TestEventLog::manyRows()
{
    const auto log = recording(u"many.rtmcap"_s);
    constexpr int count = 50'000;
    for (int i = 0; i < count; ++i)
        log->append(message(quint64(i) + 1, u'C' + QString::number(i % 200), u'U' + QString::number(i % 2000),
                            QByteArray::number(i)));
    log->flush();
    const auto again = opened(log->path());
    QVERIFY(again);
    QCOMPARE(again->size(), count);
    for (int i = 0; i < count; i += 997) {
        QVERIFY(again->frame(i).contains("\"text\":\"" + QByteArray::number(i) + '"'));
        QCOMPARE(again->line(i), log->line(i));
        QCOMPARE(again->symbol(again->row(i).user), u'U' + QString::number(i % 2000));
        QCOMPARE(again->rowOf(quint64(i) + 1), i);
    }
}

RTMSCOPE_TEST_MAIN(TestEventLog)
#include "tst_eventlog.moc"
