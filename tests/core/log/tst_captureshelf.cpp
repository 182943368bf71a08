// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/captureshelf.h"

#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCaptureShelf : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void folderNamesTheProfile_data();
    void folderNamesTheProfile();
    void newPathNamesTheMoment();
    void newPathNeverNamesAnExistingFile();
    void pruneKeepsTheNewest_data();
    void pruneKeepsTheNewest();
    void pruneSparesWhatWasJustWritten();
    void pruneTouchesNothingElse();
    void pruneKeepsWhatIsMarked();
    void pruneByAge();
    void allProfilesShareTheLimit();
    void aRecordingGoesOnInParts();
    void partsStandInOneFolderAsOne();
    void anOldPartIsFollowedByAnother();
    void withoutAPlaceItGoesOnWhereItIs();

private:
    static void put(const QString &path, qint64 size, int ageHours);
};

void TestCaptureShelf::put(const QString &path, qint64 size, int ageHours)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(size, 'x'));
    file.flush();
    QVERIFY(file.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-3600 * ageHours),
                             QFileDevice::FileModificationTime));
}

void TestCaptureShelf::folderNamesTheProfile_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"demo"_s << u"/data/captures/demo"_s;
    QTest::newRow("slashes stay inside") << u"a/../../b"_s << u"/data/captures/a%2F%2E%2E%2F%2E%2E%2Fb"_s;
    QTest::newRow("dots") << u".."_s << u"/data/captures/%2E%2E"_s;
    QTest::newRow("spaces") << u"my team"_s << u"/data/captures/my team"_s;
}

void TestCaptureShelf::folderNamesTheProfile()
{
    QFETCH(QString, profile);
    QTEST(captureshelf::folder(u"/data"_s, profile), "expected");
}

void TestCaptureShelf::newPathNamesTheMoment()
{
    QCOMPARE(captureshelf::newPath(u"/nowhere"_s, 1'795'356'251'000'412),
             u"/nowhere/2026-11-22T14-04-11Z.rtmcap"_s);
}

void TestCaptureShelf::newPathNeverNamesAnExistingFile()
{
    const QTemporaryDir folder;
    QSet<QString> paths;
    for (int i = 0; i < 4; ++i) {
        const QString path = captureshelf::newPath(folder.path(), 1'795'356'251'000'412);
        QVERIFY(!QFile::exists(path));
        put(path, 1, 0);
        paths.insert(path);
    }
    QCOMPARE(paths.size(), 4);
}

void TestCaptureShelf::pruneKeepsTheNewest_data()
{
    QTest::addColumn<int>("files");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<int>("kept");
    QTest::newRow("within limits") << 10 << qint64(10'000) << 5;
    QTest::newRow("too many") << 3 << qint64(10'000) << 3;
    QTest::newRow("too large") << 10 << qint64(250) << 2;
    QTest::newRow("none may stay") << 0 << qint64(0) << 0;
}

void TestCaptureShelf::pruneKeepsTheNewest()
{
    QFETCH(int, files);
    QFETCH(qint64, bytes);
    QFETCH(int, kept);
    const QTemporaryDir folder;
    QStringList names;
    for (int day = 1; day <= 5; ++day) {
        names.append(u"2026-11-0%1T00-00-00Z.rtmcap"_s.arg(day));
        put(folder.filePath(names.last()), 100, 24 * (10 - day));
    }
    captureshelf::Limits limits;
    limits.files = files;
    limits.bytes = bytes;
    QCOMPARE(captureshelf::prune(folder.path(), limits), 5 - kept);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name), names.mid(5 - kept));
}

void TestCaptureShelf::pruneSparesWhatWasJustWritten()
{
    const QTemporaryDir folder;
    put(folder.filePath(u"2026-11-01T00-00-00Z.rtmcap"_s), 100, 0); // old by name, still being written
    captureshelf::Limits limits;
    limits.files = 0;
    QCOMPARE(captureshelf::prune(folder.path(), limits), 0);
}

void TestCaptureShelf::pruneTouchesNothingElse()
{
    const QTemporaryDir folder;
    put(folder.filePath(u"notes.txt"_s), 100, 1000);
    captureshelf::Limits limits;
    limits.files = 0;
    limits.bytes = 0;
    QCOMPARE(captureshelf::prune(folder.path(), limits), 0);
    QVERIFY(QFile::exists(folder.filePath(u"notes.txt"_s)));
    // A capture that somebody put there, and the one that is being written.
    const QString current = folder.filePath(u"2026-11-01T00-00-00Z.rtmcap"_s);
    put(folder.filePath(u"mine.rtmcap"_s), 100, 1000);
    put(folder.filePath(u"2026-11-01T00-00-00Z-2.rtmcap"_s), 100, 1000);
    put(current, 100, 1000);
    limits.spared = QStringList{current};
    QCOMPARE(captureshelf::prune(folder.path(), limits), 1);
    QVERIFY(QFile::exists(folder.filePath(u"mine.rtmcap"_s)));
    QVERIFY(QFile::exists(current));
}

void TestCaptureShelf::pruneKeepsWhatIsMarked()
{
    const QTemporaryDir folder;
    const auto write = [&](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
    };
    const QByteArray filler(5 * 1024 * 1024, 'x');
    write(u"2026-11-01T00-00-00Z.rtmcap"_s, filler + R"({"n":9,"dir":"note","kind":"mark","of":3})");
    write(u"2026-11-02T00-00-00Z.rtmcap"_s, R"({"n":9,"dir":"note","kind":"comment","of":3,"text":"a"})");
    write(u"2026-11-03T00-00-00Z.rtmcap"_s, R"({"frame":{"text":"\"kind\":\"mark\""}})"); // somebody said it
    write(u"2026-11-04T00-00-00Z.rtmcap"_s, "beside");
    write(u"2026-11-04T00-00-00Z.rtmcap.marks"_s, "a mark");
    captureshelf::Limits limits;
    limits.files = 0;
    limits.untouched = 0min;
    QTest::qWait(5); // written before now
    QCOMPARE(captureshelf::prune(folder.path(), limits), 1);
    QVERIFY(!QFile::exists(folder.filePath(u"2026-11-03T00-00-00Z.rtmcap"_s)));
}

void TestCaptureShelf::pruneByAge()
{
    const QTemporaryDir folder;
    for (const int days : {1, 10, 40})
        put(folder.filePath(u"2026-11-%1T00-00-00Z.rtmcap"_s.arg(50 - days)), 100, 24 * days);
    captureshelf::Limits limits;
    limits.age = std::chrono::hours(24 * 30);
    QCOMPARE(captureshelf::prune(folder.path(), limits), 1);
    limits.age = std::chrono::hours(0);
    QCOMPARE(captureshelf::prune(folder.path(), limits), 0);
}

void TestCaptureShelf::allProfilesShareTheLimit()
{
    const QTemporaryDir data;
    const QString root = captureshelf::root(data.path());
    for (int i = 1; i <= 6; ++i) {
        const QString folder = captureshelf::folder(data.path(), i % 2 ? u"demo"_s : u"work"_s);
        QVERIFY(QDir().mkpath(folder));
        put(folder + u"/2026-11-0%1T00-00-00Z.rtmcap"_s.arg(i), 1'000'000, 24 * (10 - i));
    }
    const captureshelf::Usage before = captureshelf::usage(root);
    QCOMPARE(before.files, 6);
    QCOMPARE(before.bytes, 6'000'000);
    QCOMPARE(before.oldest.date(), QDateTime::currentDateTimeUtc().addDays(-9).date());
    captureshelf::Keeping keeping;
    keeping.bytes = 3'500'000;
    keeping.days = 0;
    const QString current = captureshelf::folder(data.path(), u"demo"_s) + "/2026-11-01T00-00-00Z.rtmcap"_L1;
    QCOMPARE(captureshelf::pruneAll(root, keeping, current), 2);
    QVERIFY(QFile::exists(current)); // the oldest, but it is being written
    keeping.bytes = 0;
    keeping.days = 7;
    QCOMPARE(captureshelf::pruneAll(root, keeping, current), 0);
    keeping.days = 5;
    QCOMPARE(captureshelf::pruneAll(root, keeping, {}), 3); // of 9, 6 and 5 days
    QCOMPARE(captureshelf::usage(data.path() + "/nothing"_L1).files, 0);
}

//! Not one event is lost or doubled where one file ends and the next one begins.
void TestCaptureShelf::aRecordingGoesOnInParts()
{
    const QTemporaryDir data;
    const QString folder = captureshelf::folder(data.path(), u"demo"_s);
    QString problem;
    const auto log = captureshelf::newRecording(folder, u"demo"_s, &problem);
    QCOMPARE(problem, QString());
    log->setParts(
        {20'000, std::chrono::hours(0), [&](qint64 nowUs) { return captureshelf::newPath(folder, nowUs); }});
    QSignalSpy began(log.get(), &EventLog::partBegan);
    constexpr int count = 500;
    for (int i = 1; i <= count; ++i) {
        log->append(message(quint64(i), "message " + QByteArray::number(i)));
        if (i % 7 == 0)
            log->flush();
    }
    log->flush();
    QTRY_VERIFY(began.size() >= 3);
    QCOMPARE(log->size(), count);
    const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files, QDir::Time | QDir::Reversed);
    QCOMPARE(files.size(), began.size() + 1);
    QCOMPARE(began.last().first().toString(), log->path());
    qsizetype rows = 0;
    QString recording;
    QSet<int> parts;
    for (const QFileInfo &file : files) {
        const auto part = EventLog::open(file.filePath());
        QVERIFY2(part.ok(), qPrintable(file.fileName()));
        rows += (*part)->size();
        QVERIFY(!(*part)->info().recording.isEmpty());
        QVERIFY(recording.isEmpty() || recording == (*part)->info().recording);
        recording = (*part)->info().recording;
        parts.insert((*part)->info().part);
        QVERIFY2(file.size() < 25'000, qPrintable(QString::number(file.size())));
    }
    QCOMPARE(rows, count);
    QCOMPARE(parts.size(), files.size());
    for (int i = 0; i < count; ++i)
        QVERIFY(log->frame(i).contains("message " + QByteArray::number(i + 1) + '"'));
    // Saved while it goes on, it is one capture.
    const QString all = data.filePath(u"all.rtmcap"_s);
    QVERIFY(log->saveAs(all));
    const auto saved = EventLog::open(all);
    QCOMPARE((*saved)->size(), count);
    QCOMPARE((*saved)->notice(), QString());
    QVERIFY((*saved)->frame(count - 1).contains("message 500"));
}

void TestCaptureShelf::partsStandInOneFolderAsOne()
{
    const QTemporaryDir data;
    const QString folder = data.filePath(u"parts"_s);
    CaptureInfo info;
    info.recording = captureshelf::newRecordingId();
    info.part = 1;
    auto created = EventLog::create(captureshelf::newPath(folder, startUs), info);
    QVERIFY(created.ok());
    EventLog &log = **created;
    log.setParts({5'000, std::chrono::hours(0),
                  [&](qint64) { return captureshelf::newPath(folder, startUs); }}); // "-2", "-3", … "-10"
    for (int i = 1; i <= 300; ++i) {
        log.append(message(quint64(i), QByteArray::number(i)));
        log.flush();
    }
    QVERIFY(QDir(folder).count() > 10);
    const auto merged = EventLog::open(folder);
    QVERIFY(merged.ok());
    QCOMPARE((*merged)->size(), 300);
    for (int i = 0; i < 300; ++i) {
        QCOMPARE((*merged)->seqOf(i), quint64(i) + 1);
        QVERIFY((*merged)->frame(i).contains("\"text\":\"" + QByteArray::number(i + 1) + '"'));
        QCOMPARE((*merged)->event(i).connection, 1); // it is one connection all the time
    }
}

void TestCaptureShelf::anOldPartIsFollowedByAnother()
{
    const QTemporaryDir data;
    auto created = EventLog::create(data.filePath(u"a.rtmcap"_s), {});
    QVERIFY(created.ok());
    EventLog &log = **created;
    QSignalSpy began(&log, &EventLog::partBegan);
    log.setParts({0, std::chrono::hours(24), [&](qint64) { return data.filePath(u"b.rtmcap"_s); }});
    log.append(message(1));
    log.flush();
    QCoreApplication::processEvents();
    QCOMPARE(began.size(), 0);
    log.setParts({0, std::chrono::hours(-1), [&](qint64) { return data.filePath(u"b.rtmcap"_s); }});
    log.flush();
    QCoreApplication::processEvents();
    QCOMPARE(began.size(), 0); // no age at all is no limit
}

void TestCaptureShelf::withoutAPlaceItGoesOnWhereItIs()
{
    const QTemporaryDir data;
    auto created = EventLog::create(data.filePath(u"a.rtmcap"_s), {});
    QVERIFY(created.ok());
    EventLog &log = **created;
    QSignalSpy began(&log, &EventLog::partBegan);
    QSignalSpy failed(&log, &EventLog::writeFailed);
    log.setParts({100, std::chrono::hours(0), [&](qint64) { return data.path(); }}); // a folder
    for (int i = 1; i <= 20; ++i)
        log.append(message(quint64(i)));
    log.flush();
    QCoreApplication::processEvents();
    QCOMPARE(began.size(), 0);
    QCOMPARE(failed.size(), 0);
    QCOMPARE((*EventLog::open(data.filePath(u"a.rtmcap"_s)))->size(), 20);
}

RTMSCOPE_TEST_MAIN(TestCaptureShelf)
#include "tst_captureshelf.moc"
