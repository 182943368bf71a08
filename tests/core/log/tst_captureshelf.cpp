// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/captureshelf.h"

#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace rtmscope;
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
    limits.spared = current;
    QCOMPARE(captureshelf::prune(folder.path(), limits), 1);
    QVERIFY(QFile::exists(folder.filePath(u"mine.rtmcap"_s)));
    QVERIFY(QFile::exists(current));
}

RTMSCOPE_TEST_MAIN(TestCaptureShelf)
#include "tst_captureshelf.moc"
