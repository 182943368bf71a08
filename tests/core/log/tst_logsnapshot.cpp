// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filterquery.h"
#include "core/log/eventlog.h"
#include "tests/core/capture/frames.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace rtmscope;
using rtmscope::testing::entry;
using rtmscope::testing::message;

namespace {

QByteArray textOf(quint64 seq)
{
    return "text " + QByteArray::number(seq) + QByteArray(qsizetype(seq % 700), char('a' + seq % 26));
}

Event numbered(quint64 seq)
{
    return message(seq, u'C' + QString::number(seq % 50), u'U' + QString::number(seq % 3000), textOf(seq));
}

//! The first row of \a log that is not what numbered() made of it; -1 if all are.
qsizetype wrongRow(const LogReader &log)
{
    for (qsizetype row = 0; row < log.size(); ++row) {
        const Event expected = numbered(quint64(row) + 1);
        const LogRow &at = log.row(row);
        const bool same = log.frame(row) == expected.raw && log.borrowedFrame(row) == expected.raw &&
                          log.event(row).raw == expected.raw && log.event(row).seq == expected.seq &&
                          at.timeUs == expected.receivedAtUs && log.symbol(at.channel) == expected.channel &&
                          log.symbol(at.user) == expected.user && log.typeName(at.type) == expected.type &&
                          log.log().rowOf(expected.seq) == row;
        if (!same)
            return row;
    }
    return -1;
}

} // namespace

class TestLogSnapshot : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }
    void ofNothing();
    void showsItsMoment_data();
    void showsItsMoment();
    void outlivesLogAndFile();
    void whatCouldNotBeWritten();
    void readWhileRecording_data();
    void readWhileRecording();
    void filtersLikeTheLog();
    void savingMayBeGivenUp();

private:
    std::unique_ptr<EventLog> recording(const QString &name) const
    {
        auto log = EventLog::create(m_folder.filePath(name), {});
        return log ? std::move(log).value() : nullptr;
    }

    QTemporaryDir m_folder;
};

void TestLogSnapshot::ofNothing()
{
    const LogSnapshot none;
    QCOMPARE(none.size(), 0);
    QCOMPARE(none.rowOf(1), -1);
    QCOMPARE(none.host(1), QString());
    QVERIFY(!none.saveAs(m_folder.filePath(u"none.rtmcap"_s)).ok());
    QCOMPARE(LogReader(none).size(), 0);
    QCOMPARE(EventLog::inMemory({})->snapshot().size(), 0);
}

void TestLogSnapshot::showsItsMoment_data()
{
    QTest::addColumn<bool>("inMemory");
    QTest::newRow("file") << false;
    QTest::newRow("memory") << true;
}

void TestLogSnapshot::showsItsMoment()
{
    QFETCH(const bool, inMemory);
    const auto log = inMemory ? EventLog::inMemory({}) : recording(u"moment.rtmcap"_s);
    QVERIFY(log);
    constexpr quint64 rows = 40'000; // several pieces of every list, and of the memory
    QList<LogSnapshot> snapshots;
    for (quint64 seq = 1; seq <= rows; ++seq) {
        log->append(numbered(seq));
        if (seq % 97 == 0)
            log->flush();
        if (seq % 9973 == 0 || seq == 1)
            snapshots << log->snapshot();
    }
    snapshots << log->snapshot();
    const QList<qsizetype> sizes{1, 9973, 19'946, 29'919, 39'892, rows};
    for (int i = 0; i < sizes.size(); ++i) {
        QCOMPARE(snapshots[i].size(), sizes[i]);
        QCOMPARE(snapshots[i].rowOf(quint64(sizes[i]) + 1), -1);
        QCOMPARE(wrongRow(LogReader(snapshots[i])), -1);
    }
}

void TestLogSnapshot::outlivesLogAndFile()
{
    auto log = recording(u"gone.rtmcap"_s);
    QVERIFY(log);
    for (quint64 seq = 1; seq <= 1000; ++seq) {
        log->append(numbered(seq));
        if (seq == 500)
            log->flush();
    }
    const LogSnapshot snapshot = log->snapshot();
    const QString path = log->path();
    log.reset();
    QVERIFY(QFile::remove(path));
    QCOMPARE(snapshot.size(), 1000);
    QCOMPARE(wrongRow(LogReader(snapshot)), -1);
}

//! What a full disk leaves in memory is in the snapshot, also after it could be written.
void TestLogSnapshot::whatCouldNotBeWritten()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("no such device here");
    const auto log = EventLog::inMemory({}); // which no disk takes either
    const QByteArray long1(300'000, 'x');
    log->append(message(1, u"C1"_s, u"U1"_s, long1));
    log->append(message(2, u"C1"_s, u"U1"_s, "short"));
    const LogSnapshot snapshot = log->snapshot();
    log->append(message(3, u"C1"_s, u"U1"_s, long1));
    const LogReader reader(snapshot);
    QCOMPARE(reader.size(), 2);
    QCOMPARE(reader.frame(0), message(1, u"C1"_s, u"U1"_s, long1).raw);
    QCOMPARE(reader.frame(1), message(2, u"C1"_s, u"U1"_s, "short").raw);
}

void TestLogSnapshot::readWhileRecording_data()
{
    showsItsMoment_data();
}

//! Other threads read snapshots from end to end while this one records: the thread sanitizer sees that they
//! share nothing that changes.
void TestLogSnapshot::readWhileRecording()
{
    QFETCH(const bool, inMemory);
    const auto log = inMemory ? EventLog::inMemory({}) : recording(u"busy.rtmcap"_s);
    QVERIFY(log);
    std::atomic<qsizetype> wrong = -1;
    std::vector<std::unique_ptr<QThread>> threads;
    constexpr quint64 rows = 6000;
    for (quint64 seq = 1; seq <= rows; ++seq) {
        log->append(numbered(seq));
        if (seq % 50 == 0)
            log->flush();
        if (seq % 1500 != 20) // with lines that only memory has
            continue;
        threads.emplace_back(QThread::create([&wrong, snapshot = log->snapshot()] {
            if (const qsizetype row = wrongRow(LogReader(snapshot)); row >= 0)
                wrong = row;
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        QVERIFY(thread->wait(60'000));
    QCOMPARE(threads.size(), std::size_t(4));
    QCOMPARE(wrong, -1);
}

void TestLogSnapshot::filtersLikeTheLog()
{
    const auto log = recording(u"filtered.rtmcap"_s);
    QVERIFY(log);
    for (quint64 seq = 1; seq <= 3000; ++seq)
        log->append(seq % 10 == 0
                        ? entry(seq, R"({"type":"hello","n":[1,{"m":)" + QByteArray::number(seq) + "}]}")
                        : numbered(seq));
    const QString endless(300, u'C'); // finds no room in the index
    log->append(message(3001, endless, u"U1"_s, "x"));
    const LogReader reader(log->snapshot());
    for (const QString &text :
         {u"channel == C7"_s, u"text 19"_s, u"n.m > 1500"_s, u"user exists && !(type == hello)"_s,
          u"channel matches \"^C+$\""_s, u"time > 2020-01-01"_s}) {
        FilterQuery query;
        QVERIFY2(query.compile(text, {}, nullptr), qPrintable(text));
        int found = 0;
        for (qsizetype row = 0; row < log->size(); ++row) {
            const bool matches = query.matches(log->event(row));
            QCOMPARE(query.matches(reader, row), matches);
            QCOMPARE(query.matches(*log, row), matches);
            found += matches;
        }
        QVERIFY2(found > 0 && (found < log->size() || text.startsWith("time"_L1)), qPrintable(text));
    }
}

void TestLogSnapshot::savingMayBeGivenUp()
{
    const auto log = recording(u"large.rtmcap"_s);
    QVERIFY(log);
    for (quint64 seq = 1; seq <= 8000; ++seq)
        log->append(numbered(seq));
    const QString path = m_folder.filePath(u"copy.rtmcap"_s);
    int asked = 0;
    const auto saved = log->snapshot().saveAs(path, [&asked](qsizetype) { return ++asked < 3; });
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().code, u"cancelled"_s);
    QCOMPARE(asked, 3);
    QVERIFY(!QFile::exists(path));
    QVERIFY(log->snapshot().saveAs(path).ok());
    const auto copy = EventLog::open(path);
    QVERIFY(copy.ok());
    QCOMPARE((*copy)->size(), log->size());
}

RTMSCOPE_TEST_MAIN(TestLogSnapshot)
#include "tst_logsnapshot.moc"
