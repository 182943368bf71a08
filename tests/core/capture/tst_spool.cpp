// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/capture/captureline.h"
#include "core/capture/spool.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;
using namespace rtmscope;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

} // namespace

class TestSpool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }
    void headerIsOnDiskAtOnce();
    void onlyTheOwnerMayRead();
    void linesAreReadableBeforeAndAfterFlush();
    void fullBlocksAreWrittenByThemselves();
    void readsAcrossTheWindow();
    void inMemory();
    void refused_data();
    void refused();
    void writingFailsAndRecovers();
    void removedFileIsTold();
    void truncatedFileGivesShortReads();
    void destructionWritesTheRest();
    void goesOnInAnotherFile();
    void goesOnOnlyWhereItCan();
    void joinedFilesReadAsOne();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestSpool::headerIsOnDiskAtOnce()
{
    CaptureInfo info;
    info.source = u"demo"_s;
    auto spool = Spool::create(path(u"header.rtmcap"_s), info);
    QVERIFY(spool.ok());
    QCOMPARE(contentOf(path(u"header.rtmcap"_s)), captureline::header(info) + '\n');
    QCOMPARE(spool->size(), captureline::header(info).size() + 1);
    QCOMPARE(spool->path(), path(u"header.rtmcap"_s));
}

void TestSpool::onlyTheOwnerMayRead()
{
#ifdef Q_OS_UNIX
    const mode_t before = ::umask(0);
    const QString file = path(u"a/b/mine.rtmcap"_s);
    const auto spool = Spool::create(file, {});
    ::umask(before);
    QVERIFY(spool.ok());
    struct stat status
    {
    };
    QCOMPARE(::stat(QFile::encodeName(file).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
    for (const QString &folder : {path(u"a"_s), path(u"a/b"_s)}) {
        QCOMPARE(::stat(QFile::encodeName(folder).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0700U);
    }
#else
    QSKIP("POSIX modes");
#endif
}

void TestSpool::linesAreReadableBeforeAndAfterFlush()
{
    auto spool = Spool::create(path(u"read.rtmcap"_s), {});
    QVERIFY(spool.ok());
    const qint64 header = spool->size();
    const qint64 first = spool->append("first line");
    const qint64 second = spool->append("second");
    QCOMPARE(first, header);
    QCOMPARE(second, header + 11);
    QVERIFY(spool->hasUnwritten());
    QCOMPARE(contentOf(spool->path()).size(), header);
    QCOMPARE(spool->read(first, 10), "first line");
    QCOMPARE(spool->read(second, 6), "second");

    QVERIFY(spool->flush().ok());
    QVERIFY(!spool->hasUnwritten());
    QVERIFY(contentOf(spool->path()).endsWith("first line\nsecond\n"));
    QCOMPARE(spool->read(first, 10), "first line");
    const qint64 third = spool->append("third");
    QCOMPARE(spool->read(second, 6), "second");
    QCOMPARE(spool->read(third, 5), "third");
    QCOMPARE(spool->read(first, third + 5 - first), "first line\nsecond\nthird");
    QCOMPARE(spool->read(third, 1000), "third\n");
    QCOMPARE(spool->read(third + 6, 1), QByteArray());
    QCOMPARE(spool->read(-1, 5), QByteArray());
}

void TestSpool::fullBlocksAreWrittenByThemselves()
{
    auto spool = Spool::create(path(u"blocks.rtmcap"_s), {});
    QVERIFY(spool.ok());
    const QByteArray line(10'000, 'x');
    for (int i = 0; i < 100; ++i)
        spool->append(line);
    QVERIFY(contentOf(spool->path()).size() >= 700'000);
    QVERIFY(spool->flush().ok());
    QCOMPARE(contentOf(spool->path()).size(), spool->size());
}

void TestSpool::readsAcrossTheWindow()
{
    auto spool = Spool::create(path(u"window.rtmcap"_s), {});
    QVERIFY(spool.ok());
    QList<QPair<qint64, QByteArray>> lines;
    for (int i = 0; i < 3000; ++i) {
        const QByteArray line = QByteArray::number(i) + QByteArray(i % 700, char('a' + i % 26));
        lines.append({spool->append(line), line});
    }
    const QByteArray huge(3 * 1024 * 1024, 'h');
    lines.append({spool->append(huge), huge});
    QVERIFY(spool->flush().ok());
    lines.append({spool->append("unflushed"), "unflushed"});
    for (const auto &[offset, line] : std::as_const(lines))
        QCOMPARE(spool->read(offset, line.size()), line);
    for (auto it = lines.crbegin(); it != lines.crend(); ++it)
        QCOMPARE(spool->read(it->first, it->second.size()), it->second);
    for (int i = 0; i < lines.size(); ++i) {
        const auto &[offset, line] = lines[(i * 7919) % lines.size()];
        QCOMPARE(spool->read(offset, line.size()), line);
    }
    auto again = Spool::openForReading(spool->path());
    QVERIFY(again.ok());
    QCOMPARE(again->read(lines[2000].first, lines[2000].second.size()), lines[2000].second);
}

void TestSpool::inMemory()
{
    Spool spool;
    const qint64 first = spool.append("one");
    const qint64 second = spool.append("two");
    QVERIFY(spool.flush().ok());
    QVERIFY(!spool.hasUnwritten());
    QVERIFY(spool.path().isEmpty());
    QCOMPARE(spool.read(first, 3), "one");
    QCOMPARE(spool.read(second, 3), "two");
    QCOMPARE(spool.size(), 8);
}

void TestSpool::refused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");
    QFile existing(path(u"existing.txt"_s));
    QVERIFY(existing.open(QIODevice::WriteOnly));
    existing.write("precious");
    existing.close();
    QTest::newRow("exists") << existing.fileName() << u"file_exists"_s;
    QTest::newRow("a folder") << m_folder.path() << u"is_folder"_s;
    QTest::newRow("below a file") << existing.fileName() + u"/x.rtmcap"_s << u"no_permission"_s;
    QTest::newRow("a device") << u"/dev/full"_s << u"not_a_file"_s;
}

void TestSpool::refused()
{
    QFETCH(const QString, path);
    QFETCH(const QString, code);
    if (path.startsWith("/dev"_L1) && !QFile::exists(path))
        QSKIP("no such device here");
    const auto spool = Spool::create(path, {});
    QVERIFY(!spool.ok());
    QCOMPARE(spool.error().kind, Error::Kind::Input);
    QCOMPARE(spool.error().code, code);
    QVERIFY(!spool.error().words.isEmpty());
    QVERIFY(contentOf(m_folder.filePath(u"existing.txt"_s)) == "precious");
}

//! A file size limit makes the kernel take a part of a block and then refuse, as a full disk does.
void TestSpool::writingFailsAndRecovers()
{
#ifdef Q_OS_UNIX
    auto spool = Spool::create(path(u"limited.rtmcap"_s), {});
    QVERIFY(spool.ok());
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit limited = before;
    limited.rlim_cur = 5'000;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limited), 0);

    QList<QPair<qint64, QByteArray>> lines;
    const auto add = [&](int from, int to) {
        for (int i = from; i < to; ++i) {
            const QByteArray line = "line " + QByteArray::number(i) + QByteArray(100, '.');
            lines.append({spool->append(line), line});
        }
    };
    const auto allReadable = [&] {
        return std::all_of(lines.begin(), lines.end(), [&](const auto &line) {
            return spool->read(line.first, line.second.size()) == line.second;
        });
    };
    add(0, 100);
    const auto failed = spool->flush();
    const bool toldOnce = !failed && spool->flush().ok();
    const bool readableMeanwhile = allReadable();
    const qint64 sizeMeanwhile = contentOf(spool->path()).size();
    add(100, 120);
    const bool stillFailing = spool->isFailing() && spool->hasUnwritten() && spool->flush().ok();
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, oldHandler);

    QVERIFY(!failed.ok());
    QCOMPARE(failed.error().code, u"write_failed"_s);
    QVERIFY(toldOnce);
    QVERIFY(readableMeanwhile);
    QCOMPARE(sizeMeanwhile, 5'000);
    QVERIFY(stillFailing);

    QVERIFY(spool->flush().ok());
    QVERIFY(!spool->isFailing());
    QVERIFY(!spool->hasUnwritten());
    QVERIFY(allReadable());
    const QByteArray content = contentOf(spool->path());
    QCOMPARE(content.size(), spool->size());
    for (const auto &[offset, line] : std::as_const(lines))
        QCOMPARE(content.mid(offset, line.size() + 1), line + '\n');
#else
    QSKIP("needs setrlimit");
#endif
}

void TestSpool::removedFileIsTold()
{
    auto spool = Spool::create(path(u"removed/gone.rtmcap"_s), {});
    QVERIFY(spool.ok());
    QVERIFY(QDir(path(u"removed"_s)).removeRecursively());
    const qint64 offset = spool->append("still here");
    QString code;
    const auto told = [&] {
        const auto flushed = spool->flush();
        if (!flushed)
            code = flushed.error().code;
        return !code.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(told(), 10'000);
    QCOMPARE(code, u"file_gone"_s);
    QVERIFY(spool->flush().ok());
    QCOMPARE(spool->read(offset, 10), "still here");
}

void TestSpool::truncatedFileGivesShortReads()
{
    auto spool = Spool::create(path(u"cut.rtmcap"_s), {});
    QVERIFY(spool.ok());
    const qint64 offset = spool->append(QByteArray(600'000, 'x'));
    QVERIFY(spool->flush().ok());
    QVERIFY(QFile::resize(spool->path(), offset + 10));
    QCOMPARE(spool->read(offset, 600'000), QByteArray(10, 'x'));
    QCOMPARE(spool->read(offset + 300'000, 100), QByteArray());
}

void TestSpool::destructionWritesTheRest()
{
    const QString file = path(u"rest.rtmcap"_s);
    {
        auto spool = Spool::create(file, {});
        QVERIFY(spool.ok());
        spool->append("the end");
    }
    QVERIFY(contentOf(file).endsWith("\nthe end\n"));
}

void TestSpool::goesOnInAnotherFile()
{
    const QString first = path(u"part1.rtmcap"_s);
    const QString second = path(u"part2.rtmcap"_s);
    auto spool = Spool::create(first, {});
    QVERIFY(spool.ok());
    const qint64 one = spool->append("{\"one\":1}");
    QVERIFY(spool->flush());
    const SpoolView before = spool->view();
    CaptureInfo info;
    info.recording = u"it"_s;
    info.part = 2;
    QVERIFY(spool->goOn(second, info));
    QCOMPARE(spool->path(), second);
    QCOMPARE(contentOf(second), captureline::header(info) + '\n');
    QCOMPARE(spool->fileSize(), captureline::header(info).size() + 1);
    const qint64 two = spool->append("{\"two\":2}");
    QCOMPARE(spool->read(two, 9), "{\"two\":2}"); // of memory
    QVERIFY(spool->flush());
    QVERIFY(!contentOf(first).contains("two"));
    QVERIFY(contentOf(second).endsWith("{\"two\":2}\n"));
    for (int i = 0; i < 2; ++i) { // one after the other, back and forth
        QCOMPARE(spool->read(one, 9), "{\"one\":1}");
        QCOMPARE(spool->read(two, 9), "{\"two\":2}");
    }
    QCOMPARE(spool->read(0, spool->size()), contentOf(first) + contentOf(second));
    QCOMPARE(spool->size(), contentOf(first).size() + contentOf(second).size());
    FileWindow window(FileWindow::Walk::Forward);
    QCOMPARE(before.read(window, one, 9), "{\"one\":1}");
    QCOMPARE(before.size(), contentOf(first).size());
    // The first file may be taken away meanwhile.
    QVERIFY(QFile::remove(first));
    QCOMPARE(spool->read(one, 9), "{\"one\":1}");
    QVERIFY(spool->flush());
    QVERIFY(!spool->isFailing());
}

void TestSpool::goesOnOnlyWhereItCan()
{
    auto spool = Spool::create(path(u"stays.rtmcap"_s), {});
    QVERIFY(spool.ok());
    spool->append("one");
    const auto there = spool->goOn(path(u"stays.rtmcap"_s), {});
    QVERIFY(!there.ok());
    QCOMPARE(there.error().code, u"file_exists"_s);
    const qint64 two = spool->append("two");
    QVERIFY(spool->flush());
    QCOMPARE(spool->read(two, 3), "two");
    QVERIFY(contentOf(path(u"stays.rtmcap"_s)).endsWith("one\ntwo\n"));
    Spool memory;
    QCOMPARE(memory.goOn(path(u"never.rtmcap"_s), {}).error().code, u"unwritten"_s);
    QVERIFY(!QFile::exists(path(u"never.rtmcap"_s)));
}

void TestSpool::joinedFilesReadAsOne()
{
    QByteArray all;
    std::vector<Spool> spools;
    for (int i = 0; i < 12; ++i) { // more than are looked into at once
        const QString name = path(u"joined%1"_s.arg(i));
        const QByteArray content(i == 3 ? 0 : 300'000 + i, char('a' + i));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        auto spool = Spool::openForReading(name);
        QVERIFY(spool.ok());
        spools.push_back(std::move(*spool));
        all += content;
    }
    const Spool joined = Spool::joined(spools);
    QCOMPARE(joined.size(), all.size());
    QCOMPARE(joined.path(), path(u"joined0"_s));
    QVERIFY(joined.read(0, joined.size()) == all);
    const SpoolReader reader(joined.view(), FileWindow::Walk::Forward);
    quint32 place = 7;
    for (int i = 0; i < 20'000; ++i) {
        place = place * 1'664'525 + 1'013'904'223;
        const qint64 offset = qint64(place) % (all.size() - 100);
        QCOMPARE(reader.read(offset, 90), all.mid(offset, 90));
        const QByteArrayView view = reader.view(offset, 90);
        QVERIFY(view.isEmpty() || view == QByteArrayView(all).sliced(offset, 90));
    }
}

RTMSCOPE_TEST_MAIN(TestSpool)
#include "tst_spool.moc"
