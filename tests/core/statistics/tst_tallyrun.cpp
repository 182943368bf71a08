// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/tallyrun.h"

#include "core/log/eventlog.h"
#include "core/statistics/entrycounts.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

const LogStatistics &byType(const TallyRun<EntryCounts> &run)
{
    return (*run.figures())[std::size_t(StatisticsKey::Type)];
}

} // namespace

class TestTallyRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsAsItGetsOn();
    void addsWhatCame();
    void agreesWithWhoWaits();
    void chosenRows();
    void forgets();
    void haltsAndBeginsAnew();
    void mayGoAtAnyTime();
    void severalKeysAtOnce();
    void manyKeys();
};

void TestTallyRun::tellsAsItGetsOn()
{
    const auto log = logOf(200'000);
    TallyRun<EntryCounts> run;
    QSignalSpy advanced(&run, &TallyRunBase::advanced);
    qsizetype before = 0;
    connect(&run, &TallyRunBase::advanced, this, [&] {
        QVERIFY(run.rows() >= before);
        QCOMPARE(byType(run).count, run.rows()); // what is told is of whole pieces
        before = run.rows();
    });
    run.goOn(log->snapshot());
    QVERIFY(run.isBusy());
    QCOMPARE(run.end(), 200'000);
    QTRY_VERIFY(!run.isBusy());
    QCOMPARE(run.rows(), 200'000);
    QVERIFY(advanced.count() >= 1);
    QCOMPARE(byType(run).count, 200'000);
}

void TestTallyRun::addsWhatCame()
{
    auto log = logOf(1'000);
    TallyRun<EntryCounts> run;
    run.goOn(log->snapshot());
    QTRY_VERIFY(!run.isBusy());
    const auto before = run.figures();
    for (quint64 seq = 1'001; seq <= 1'100; ++seq)
        log->append(entry(seq, R"({"type":"hello"})"));
    run.goOn(log->snapshot());
    QTRY_VERIFY(!run.isBusy());
    QCOMPARE((*before)[0].count, 1'000); // who holds them has them still
    QCOMPARE(byType(run).count, 1'100);
    QCOMPARE(byType(run).rows.size(), std::size_t(2));
    QSignalSpy advanced(&run, &TallyRunBase::advanced);
    run.goOn(log->snapshot()); // nothing new
    QVERIFY(!run.isBusy());
    QCoreApplication::processEvents();
    QCOMPARE(advanced.count(), 0);
}

void TestTallyRun::agreesWithWhoWaits()
{
    auto log = EventLog::inMemory({});
    for (quint64 i = 1; i <= 50'000; ++i)
        log->append(message(i, "words", "C" + QByteArray::number(i * i % 97)));
    TallyRun<EntryCounts> run;
    run.goOn(log->snapshot());
    QTRY_VERIFY(!run.isBusy());
    const auto waited = LogStatistics::of(log->snapshot(), StatisticsKey::Channel);
    const LogStatistics &told = (*run.figures())[std::size_t(StatisticsKey::Channel)];
    QCOMPARE(told.rows.size(), waited->rows.size());
    for (std::size_t i = 0; i < told.rows.size(); ++i) {
        QCOMPARE(told.rows[i].key, waited->rows[i].key);
        QCOMPARE(told.rows[i].count, waited->rows[i].count);
        QCOMPARE(told.rows[i].bytes, waited->rows[i].bytes);
    }
}

void TestTallyRun::chosenRows()
{
    const auto log = logOf(40'000);
    TallyRun<EntryCounts> run;
    run.forget({}, [](const LogReader &, qsizetype row) { return row % 4 == 1; });
    run.goOn(log->snapshot());
    QTRY_VERIFY(!run.isBusy());
    QCOMPARE(run.rows(), 40'000);
    QCOMPARE(byType(run).count, 10'000);
}

void TestTallyRun::forgets()
{
    const auto log = logOf(100'000);
    TallyRun<EntryCounts> run;
    run.goOn(log->snapshot());
    QSignalSpy advanced(&run, &TallyRunBase::advanced);
    run.forget();
    QVERIFY(!run.isBusy());
    QCOMPARE(run.end(), 0);
    QCOMPARE(byType(run).count, 0);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents(); // what was under way tells nothing any more
    QCOMPARE(advanced.count(), 0);
    const auto other = logOf(10);
    run.goOn(other->snapshot());
    QTRY_VERIFY(!run.isBusy());
    QCOMPARE(byType(run).count, 10);
}

void TestTallyRun::haltsAndBeginsAnew()
{
    const auto log = logOf(100'000);
    const auto gate = std::make_shared<QSemaphore>();
    const auto opens = qScopeGuard([gate] { gate->release(); });
    TallyRun<EntryCounts> run;
    run.forget({}, [gate](const LogReader &, qsizetype row) {
        if (row > 50'000) {
            gate->acquire();
            gate->release();
        }
        return true;
    });
    run.goOn(log->snapshot());
    QTRY_VERIFY(run.rows() > 0);
    run.halt();
    QVERIFY(!run.isBusy());
    const qsizetype rows = run.rows();
    QCOMPARE(byType(run).count, rows); // what there was stays
    gate->release();
    run.goOn(log->snapshot());
    QTRY_COMPARE(run.rows(), 100'000);
    QCOMPARE(byType(run).count, 100'000); // none counted twice
}

void TestTallyRun::mayGoAtAnyTime()
{
    const auto log = logOf(30'000);
    for (int i = 0; i < 30; ++i) {
        auto run = std::make_unique<TallyRun<EntryCounts>>();
        run->goOn(log->snapshot());
        for (int turns = 0; turns < i % 5; ++turns)
            QCoreApplication::processEvents();
        run.reset();
    }
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
}

void TestTallyRun::severalKeysAtOnce()
{
    const auto log = logOf(1'000);
    EntryCounts::Options options;
    options.keys = {true, false, true, false, true};
    const auto figures = tallied<EntryCounts>(log->snapshot(), options);
    QVERIFY(figures);
    for (std::size_t key = 0; key < statisticsKeyCount; ++key) {
        QCOMPARE((*figures)[key].count, 1'000);
        QCOMPARE((*figures)[key].rows.empty(), !options.keys[key]);
    }
}

//! More than are listed: the most frequent are, and the rest is told of.
void TestTallyRun::manyKeys()
{
    auto log = EventLog::inMemory({});
    quint64 seq = 0;
    for (int i = 0; i < 100; ++i) {
        for (int times = 0; times <= i; ++times)
            log->append(message(++seq, "x", "C" + QByteArray::number(i)));
    }
    EntryCounts::Options options;
    options.mostRows = 10;
    const auto figures = tallied<EntryCounts>(log->snapshot(), options);
    const LogStatistics &channels = (*figures)[std::size_t(StatisticsKey::Channel)];
    QCOMPARE(channels.rows.size(), std::size_t(10));
    QCOMPARE(channels.rows.front().key, u"C99"_s);
    QCOMPARE(channels.rows.back().key, u"C90"_s);
    QCOMPARE(channels.others, 90);
    QCOMPARE(channels.othersCount, 90 * 91 / 2);
}

RTMSCOPE_TEST_MAIN(TestTallyRun)
#include "tst_tallyrun.moc"
