// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/eventlog.h"
#include "core/marks/markbook.h"
#include "core/marks/marksidecar.h"
#include "core/redact/redactedsave.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QScopeGuard>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Marks are in the file that they are about, or beside it, from the moment that they are set.
class TestMarkKeeping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void goToTheEndOfACapture();
    void survivesKill_data();
    void survivesKill();
    void makeARecordingNoLonger();
    void travelWithACopy_data();
    void travelWithACopy();
    void aTornEndStaysBehind();
    void leaveAFileAlone_data();
    void leaveAFileAlone();
    void areNotMixedIntoARecording();
    void beside();
    void besideWhatCantBeWritten();
    void aTornLineBesideIsLeftOut();
    void areRedacted();

private:
    QString write(const QString &name, const QByteArray &bytes) const;
    QString capture(const QString &name = u"day.rtmcap"_s) const;
    static QByteArray bytesOf(const QString &path);
    static QByteArray comment(const QString &text);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestMarkKeeping::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString TestMarkKeeping::write(const QString &name, const QByteArray &bytes) const
{
    const QString path = m_folder->filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return path;
}

//! Three messages.
QString TestMarkKeeping::capture(const QString &name) const
{
    const QString path = m_folder->filePath(name);
    auto log = EventLog::create(path, {});
    for (quint64 seq = 1; seq <= 3; ++seq)
        (*log)->append(message(seq));
    (*log)->writeOut();
    return path;
}

QByteArray TestMarkKeeping::bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray TestMarkKeeping::comment(const QString &text)
{
    MarkNote note;
    note.kind = MarkNote::Kind::Comment;
    note.of = 2;
    note.text = text;
    return note.toJson();
}

void TestMarkKeeping::goToTheEndOfACapture()
{
    const QString path = capture();
    const QByteArray before = bytesOf(path);
    const auto log = EventLog::open(path).value();
    QCOMPARE(log->annotate(comment(u"here"_s)), EventLog::Kept::InFile);
    QCOMPARE(log->annotate(comment(u"there"_s)), EventLog::Kept::InFile);
    QCOMPARE(log->size(), 5);
    QCOMPARE(log->seqOf(3), 4U);
    QCOMPARE(log->frame(4), comment(u"there"_s));
    QVERIFY(bytesOf(path).startsWith(before)); // nothing that was there has changed

    const auto again = EventLog::open(path).value();
    QCOMPARE(again->size(), 5);
    QCOMPARE(again->damagedAt(), -1);
    MarkBook book;
    book.setLog(again.get());
    QCOMPARE(book.marks().at(1).comment, u"there"_s);
}

void TestMarkKeeping::survivesKill_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("while it is recorded") << u"record"_s;
    QTest::newRow("of an opened file") << u"annotate"_s;
}

void TestMarkKeeping::survivesKill()
{
#ifdef Q_OS_UNIX
    QFETCH(const QString, mode);
    const QString path = mode == "record"_L1 ? m_folder->filePath(u"new.rtmcap"_s) : capture();
    QProcess writer;
    writer.start(QStringLiteral(RTMSCOPE_MARK_WRITER), {mode, path});
    QVERIFY(writer.waitForReadyRead());
    QCOMPARE(writer.readLine().trimmed(), QByteArray("safe"));
    writer.kill();
    QVERIFY(writer.waitForFinished());
    QCOMPARE(writer.exitStatus(), QProcess::CrashExit);

    const auto log = EventLog::open(path).value();
    QCOMPARE(log->size(), 4);
    QCOMPARE(log->damagedAt(), -1);
    MarkBook book;
    book.setLog(log.get());
    QCOMPARE(book.marks().at(1).comment, u"it was here"_s);
    // And the file can be marked on.
    QCOMPARE(log->annotate(comment(u"later"_s)), EventLog::Kept::InFile);
#else
    QSKIP("needs SIGKILL");
#endif
}

void TestMarkKeeping::makeARecordingNoLonger()
{
    const auto log = EventLog::open(capture()).value();
    const qint64 latest = log->latestUs();
    log->annotate(comment(u"a year later"_s));
    QCOMPARE(log->latestUs(), latest);
    QCOMPARE(log->row(3).timeUs, latest);
}

void TestMarkKeeping::travelWithACopy_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("capture") << u"day.rtmcap"_s << QByteArray();
    QTest::newRow("frames of another program")
        << u"frames.ndjson"_s
        << QByteArray(
               "{\"type\":\"hello\"}\n"
               "{\"type\":\"message\",\"channel\":\"C1\",\"text\":\"a\",\"ts\":\"1795356131.000200\"}\n"
               "{\"type\":\"message\",\"channel\":\"C1\",\"text\":\"b\",\"ts\":\"1795356132.000200\"}\n");
    QTest::newRow("an array of them")
        << u"frames.json"_s
        << QByteArray(
               "[{\"type\":\"hello\"},\n"
               "{\"type\":\"message\",\"channel\":\"C1\",\"text\":\"a\",\"ts\":\"1795356131.000200\"},\n"
               "{\"type\":\"message\",\"channel\":\"C1\",\"text\":\"b\",\"ts\":\"1795356132.000200\"}]");
}

void TestMarkKeeping::travelWithACopy()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    const QString path = bytes.isEmpty() ? capture() : write(name, bytes);
    const auto log = EventLog::open(path).value();
    QCOMPARE(log->size(), 3);
    const bool ours = bytes.isEmpty();
    QCOMPARE(log->annotate(comment(u"first"_s)), ours ? EventLog::Kept::InFile : EventLog::Kept::InMemory);
    log->annotate(comment(u"second"_s));
    QCOMPARE(log->event(4).type, u"comment"_s);
    const QString copy = m_folder->filePath(u"copy.rtmcap"_s);
    QVERIFY(log->saveAs(copy).ok());
    if (!ours)
        QCOMPARE(bytesOf(path), bytes);

    const auto copied = EventLog::open(copy).value();
    QCOMPARE(copied->size(), 5);
    for (qsizetype row = 0; row < 3; ++row)
        QCOMPARE(copied->frame(row), log->frame(row));
    MarkBook book;
    book.setLog(copied.get());
    QCOMPARE(book.marks().at(1).comment, u"second"_s);
}

void TestMarkKeeping::aTornEndStaysBehind()
{
    const QString path = capture();
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write(R"({"n":4,"t":"2026-11-22T14:0)");
    file.close();
    const QByteArray before = bytesOf(path);
    const auto log = EventLog::open(path).value();
    QCOMPARE(log->size(), 3);
    QCOMPARE(log->annotate(comment(u"torn"_s)), EventLog::Kept::InMemory);
    log->annotate(comment(u"it breaks off"_s));
    QCOMPARE(log->frame(3), comment(u"torn"_s));
    QCOMPARE(bytesOf(path), before);

    const QString copy = m_folder->filePath(u"copy.rtmcap"_s);
    QVERIFY(log->saveAs(copy).ok());
    const auto copied = EventLog::open(copy).value();
    QCOMPARE(copied->damagedAt(), -1);
    QCOMPARE(copied->size(), 5);
    QCOMPARE(copied->frame(2), log->frame(2));
    QCOMPARE(copied->frame(4), comment(u"it breaks off"_s));
}

void TestMarkKeeping::leaveAFileAlone_data()
{
    QTest::addColumn<QString>("why");
    QTest::newRow("it can't be written") << u"read-only"_s;
    QTest::newRow("it has grown since") << u"grown"_s;
    QTest::newRow("another has its name") << u"replaced"_s;
    QTest::newRow("it is gone") << u"gone"_s;
}

void TestMarkKeeping::leaveAFileAlone()
{
    QFETCH(const QString, why);
    const QString path = capture();
    const auto log = EventLog::open(path).value();
    if (why == "read-only"_L1) {
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
        if (QFileInfo(path).isWritable())
            QSKIP("a superuser writes everything");
    } else if (why == "grown"_L1) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("{\"type\":\"hello\"}\n");
    } else {
        QVERIFY(QFile::remove(path));
        if (why == "replaced"_L1)
            QVERIFY(QFile::copy(capture(u"other.rtmcap"_s), path));
    }
    const QByteArray before = bytesOf(path);
    QCOMPARE(log->annotate(comment(u"mine"_s)), EventLog::Kept::InMemory);
    QCOMPARE(log->frame(3), comment(u"mine"_s));
    QCOMPARE(bytesOf(path), before);
    QCOMPARE(QFileInfo::exists(path), why != "gone"_L1);
}

void TestMarkKeeping::areNotMixedIntoARecording()
{
#ifdef Q_OS_UNIX
    const QString path = m_folder->filePath(u"live.rtmcap"_s);
    auto recorder = EventLog::create(path, {}).value();
    recorder->append(message(1));
    recorder->append(message(2));
    recorder->writeOut();
    {
        const auto log = EventLog::open(path).value();
        QCOMPARE(log->annotate(comment(u"while it goes on"_s)), EventLog::Kept::InMemory);
    }
    recorder->append(message(3));
    recorder->writeOut();
    recorder.reset();
    const auto after = EventLog::open(path).value();
    QCOMPARE(after->size(), 3);
    QCOMPARE(after->annotate(comment(u"once it is over"_s)), EventLog::Kept::InFile);
    // Two who have it open do not write over each other.
    const auto second = EventLog::open(path).value();
    QCOMPARE(second->annotate(comment(u"me too"_s)), EventLog::Kept::InMemory);
#else
    QSKIP("needs file locks");
#endif
}

void TestMarkKeeping::beside()
{
    const QString file = write(u"day.zip"_s, "PK");
    MarkSidecar sidecar(file, m_folder->filePath(u"data/marks"_s));
    QCOMPARE(sidecar.read(), QList<QByteArray>());
    QCOMPARE(sidecar.path(), QString());
    QVERIFY(sidecar.append(comment(u"one"_s)).ok());
    QVERIFY(sidecar.append(comment(u"two"_s)).ok());
    QCOMPARE(sidecar.path(), file + ".marks"_L1);
    QCOMPARE(QFileInfo(sidecar.path()).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    MarkSidecar later(file, {});
    QCOMPARE(later.read(), (QList<QByteArray>{comment(u"one"_s), comment(u"two"_s)}));
    QVERIFY(later.append(comment(u"three"_s)).ok());
    QCOMPARE(later.read().size(), 3);
    // It is a capture itself, for jq and for whoever looks.
    const auto opened = EventLog::open(sidecar.path());
    QVERIFY(opened.ok());
    QCOMPARE((*opened)->size(), 3);
    QCOMPARE((*opened)->seqOf(2), 3U);
}

void TestMarkKeeping::besideWhatCantBeWritten()
{
    QVERIFY(QDir().mkpath(m_folder->filePath(u"cd"_s)));
    const QString file = write(u"cd/day.har"_s, "{}");
    const QString folder = m_folder->filePath(u"cd"_s);
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
    const auto back = qScopeGuard(
        [&] { QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner); });
    if (QFileInfo(folder).isWritable())
        QSKIP("a superuser writes everything");
    MarkSidecar nowhere(file, {});
    const auto kept = nowhere.append(comment(u"lost"_s));
    QVERIFY(!kept.ok());
    QVERIFY(kept.error().words.contains(u"Save a copy"_s));
    MarkSidecar sidecar(file, m_folder->filePath(u"data/marks"_s));
    QVERIFY(sidecar.append(comment(u"kept"_s)).ok());
    QVERIFY(sidecar.path().startsWith(m_folder->filePath(u"data/marks/day.har-"_s)));
    QCOMPARE(MarkSidecar(file, m_folder->filePath(u"data/marks"_s)).read().size(), 1);
    QCOMPARE(MarkSidecar(folder + "/other/day.har"_L1, m_folder->filePath(u"data/marks"_s)).read().size(), 0);
}

void TestMarkKeeping::aTornLineBesideIsLeftOut()
{
    const QString file = write(u"day.zip"_s, "PK");
    MarkSidecar first(file, {});
    QVERIFY(first.append(comment(u"whole"_s)).ok());
    QFile torn(first.path());
    QVERIFY(torn.open(QIODevice::Append));
    torn.write(R"({"n":2,"t":"2026-)");
    torn.close();
    MarkSidecar second(file, {});
    QCOMPARE(second.read().size(), 1);
    QVERIFY(second.append(comment(u"later"_s)).ok());
    QCOMPARE(second.read(), (QList<QByteArray>{comment(u"whole"_s), comment(u"later"_s)}));
}

void TestMarkKeeping::areRedacted()
{
    const auto log = EventLog::inMemory({});
    log->append(entry(
        1,
        R"({"type":"message","channel":"C024BE91L","user":"U024BE7LH","text":"We buy Umbrella","ts":"1795356000.000100"})"));
    log->append(
        note(2, R"({"kind":"comment","of":1,"of_us":1795356252318000,"text":"Mira wants Umbrella"})"));
    log->append(note(3, R"({"kind":"mark","of":1,"of_us":1795356252318000,"label":3})"));
    log->append(note(4, R"({"kind":"mark","label":3,"name":"Umbrella deal"})"));
    log->append(
        note(5, R"({"kind":"mark","label":4,"channel":"C024BE91L","thread_ts":"1795356000.000100"})"));
    log->append(note(6, R"({"kind":"mark","label":5,"user":"U024BE7LH"})"));
    const QString path = m_folder->filePath(u"redacted.rtmcap"_s);
    QVERIFY(saveRedacted(log->snapshot(), path, {}, {}).ok());
    const QByteArray bytes = bytesOf(path);
    for (const char *gone : {"Umbrella", "Mira", "C024BE91L", "U024BE7LH"})
        QVERIFY2(!bytes.contains(gone), gone);

    const auto redacted = EventLog::open(path).value();
    MarkBook book;
    book.setLog(redacted.get());
    const Marks &marks = book.marks();
    QCOMPARE(marks.at(0).labels, labelBit(3)); // what is no text holds on
    const Event first = std::as_const(*redacted).event(0);
    QCOMPARE(marks.labelsOf(0, {first.channel, first.user, u"1795356000.000100"_s}),
             Labels(labelBit(3) | labelBit(4) | labelBit(5)));
}

RTMSCOPE_TEST_MAIN(TestMarkKeeping)
#include "tst_markkeeping.moc"
