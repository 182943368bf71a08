// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/marks/rowseek.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>
#include <QThreadPool>

#include <atomic>

using namespace rtmscope;
using namespace rtmscope::testing;

//! The nearest row, whichever way one looks.
class TestRowSeek : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void looksNoFurther();
    void canBeGivenUp();
};

namespace {

RowSeek::Judge multiplesOf(qsizetype step)
{
    return [step](const LogReader &, qsizetype row) { return row % step == 0; };
}

} // namespace

void TestRowSeek::finds_data()
{
    QTest::addColumn<qsizetype>("step");
    QTest::addColumn<qsizetype>("from");
    QTest::addColumn<int>("direction");
    QTest::addColumn<qsizetype>("end");
    QTest::addColumn<qsizetype>("found");
    const auto row = [](const char *name, qsizetype step, qsizetype from, int direction, qsizetype end,
                        qsizetype found) {
        QTest::newRow(name) << step << from << direction << end << found;
    };
    row("on", 10, 15, 1, 5000, 20);
    row("back", 10, 15, -1, 5000, 10);
    row("not itself", 10, 20, 1, 5000, 30);
    row("not itself, back", 10, 20, -1, 5000, 10);
    row("far", 3000, 1, 1, 5000, 3000);
    row("far back", 3000, 5000, -1, 5000, 3000);
    row("the nearest of a block, back", 7, 4999, -1, 5000, 4998);
    row("nothing more", 3000, 3000, 1, 5000, -1);
    row("nothing before", 3000, 0, -1, 5000, -1);
    row("the first", 3000, 5, -1, 5000, 0);
    row("up to an end", 3000, 1, 1, 3000, -1);
    row("to the last", 1, 4998, 1, 5000, 4999);
    row("at the end", 1, 4999, 1, 5000, -1);
    row("of nothing", 1, -1, 1, 0, -1);
}

void TestRowSeek::finds()
{
    QFETCH(const qsizetype, step);
    QFETCH(const qsizetype, from);
    QFETCH(const int, direction);
    QFETCH(const qsizetype, end);
    QFETCH(const qsizetype, found);
    const auto log = logOf(5000);
    RowSeek seek(log->snapshot(), from, direction, end, multiplesOf(step));
    QSignalSpy told(&seek, &RowSeek::found);
    QVERIFY(told.wait());
    QCOMPARE(told.first().first().value<qsizetype>(), found);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(told.size(), 1);
}

void TestRowSeek::looksNoFurther()
{
    const auto log = logOf(50'000);
    std::atomic<int> looked = 0;
    RowSeek seek(log->snapshot(), 5, 1, 50'000, [&looked](const LogReader &, qsizetype row) {
        ++looked;
        return row == 10;
    });
    QSignalSpy told(&seek, &RowSeek::found);
    QVERIFY(told.wait());
    QCOMPARE(told.first().first().value<qsizetype>(), 10);
    QThreadPool::globalInstance()->waitForDone();
    QVERIFY2(looked < 50'000, qPrintable(QString::number(looked)));
}

void TestRowSeek::canBeGivenUp()
{
    const auto log = logOf(5000);
    for (int i = 0; i < 50; ++i) {
        RowSeek seek(log->snapshot(), 0, 1, 5000, multiplesOf(4999));
        if (i % 2 == 0)
            QCoreApplication::processEvents();
    }
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents(); // what was posted finds nobody
}

RTMSCOPE_TEST_MAIN(TestRowSeek)
#include "tst_rowseek.moc"
