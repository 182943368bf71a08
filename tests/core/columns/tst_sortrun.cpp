// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/columns/sortrun.h"

#include "core/columns/eventcolumn.h"
#include "core/columns/naturalorder.h"
#include "core/log/eventlog.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

#include <algorithm>
#include <numeric>
#include <random>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int ownColumn = EventColumn::ColumnCount;

std::shared_ptr<const std::vector<quint32>> everyRow(const EventLog &log)
{
    std::vector<quint32> rows(static_cast<std::size_t>(log.size()));
    std::iota(rows.begin(), rows.end(), 0U);
    return std::make_shared<const std::vector<quint32>>(std::move(rows));
}

//! Messages in some channels, of different lengths, some with a number of answers, some with words for one.
std::unique_ptr<EventLog> mixedLog(int count)
{
    auto log = EventLog::inMemory({});
    std::mt19937 random(7); // the same each time
    for (int i = 1; i <= count; ++i) {
        const QByteArray channel = "channel-" + QByteArray::number(random() % 30);
        QByteArray frame = "{\"type\":\"message\",\"user\":\"U" + QByteArray::number(random() % 9) +
                           "\",\"channel\":\"" + channel + "\",\"text\":\"" +
                           QByteArray(int(random() % 20), 'x') + '"';
        const auto kind = random() % 5;
        if (kind < 3)
            frame += ",\"reply_count\":" + QByteArray::number(int(random() % 200) - 50);
        else if (kind == 3)
            frame += ",\"reply_count\":\"n" + QByteArray::number(random() % 12) + '"';
        Event event = entry(quint64(i), frame + '}');
        event.receivedAtUs = random() % 50 == 0 ? 0 : startUs + qint64(random() % 1'000'000);
        log->append(event);
    }
    return log;
}

SortedRows sorted(const EventLog &log, SortRun::Wish wish)
{
    SortRun run(log.snapshot(), std::move(wish));
    QSignalSpy finished(&run, &SortRun::finished);
    return finished.wait(60'000) ? run.take() : SortedRows();
}

} // namespace

//! The order of a table by a column.
class TestSortRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void likeAStableSort_data();
    void likeAStableSort();
    void onlyTheRowsAskedFor();
    void spansBetweenShownRows();
    void hugeNumbers();
    void nothingToSort();
    void placesOfRows();
    void tooMuchText();
    void givenUp();
    void theLogMayGoOn();
};

void TestSortRun::likeAStableSort_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("order");
    const std::pair<const char *, int> columns[] = {
        {"number", EventColumn::Number},
        {"time", EventColumn::Time},
        {"direction", EventColumn::DirectionColumn},
        {"type", EventColumn::Type},
        {"channel", EventColumn::Channel},
        {"user", EventColumn::User},
        {"summary", EventColumn::Summary},
        {"size", EventColumn::Size},
        {"delivery", EventColumn::Delivery},
        {"own", ownColumn},
    };
    for (const auto &[name, column] : columns) {
        QTest::addRow("%s, up", name) << column << Qt::AscendingOrder;
        QTest::addRow("%s, down", name) << column << Qt::DescendingOrder;
    }
}

//! By what the cells say, read one after the other in this thread.
void TestSortRun::likeAStableSort()
{
    QFETCH(int, column);
    QFETCH(Qt::SortOrder, order);
    // Reading all cells one by one takes its time; these are the columns whose keys differ most.
    const bool isMany =
        column == ownColumn || column == EventColumn::Channel || column == EventColumn::Number;
    static const auto many = mixedLog(100'000);
    static const auto some = mixedLog(20'000);
    const auto &log = isMany ? many : some;
    CellContext context;
    context.paths = {*ColumnPath::parse(u"reply_count"_s)};
    struct Cell
    {
        quint32 row;
        bool isMissing;
        std::optional<double> number;
        QByteArray name;
    };
    std::vector<Cell> cells;
    {
        const LogReader reader(log->snapshot());
        CellReader texts(reader, context);
        const bool isTime = column == EventColumn::Time;
        const bool mayBeNumber =
            column == EventColumn::Number || column == EventColumn::Size || column == ownColumn;
        for (qsizetype row = 0; row < log->size(); ++row) {
            const QString text = texts.plainText(row, column);
            Cell cell{quint32(row), text.isEmpty() || text == u"?", {}, naturalKey(text)};
            bool isNumber = false;
            const double number = text.toDouble(&isNumber);
            if (isTime)
                cell.number = double(log->row(row).timeUs);
            else if (mayBeNumber && isNumber)
                cell.number = number;
            cells.push_back(cell);
        }
    }
    const auto compare = [](const Cell &a, const Cell &b) {
        if (a.number.has_value() != b.number.has_value())
            return a.number ? -2 : 2; // in either direction
        if (a.number)
            return *a.number < *b.number ? -1 : *a.number > *b.number ? 1 : 0;
        return a.name < b.name ? -1 : b.name < a.name ? 1 : 0;
    };
    std::stable_sort(cells.begin(), cells.end(), [&](const Cell &a, const Cell &b) {
        if (a.isMissing != b.isMissing)
            return b.isMissing;
        if (a.isMissing)
            return false;
        const int result = compare(a, b);
        return std::abs(result) == 2 || order == Qt::AscendingOrder ? result < 0 : result > 0;
    });
    const SortedRows rows = sorted(*log, {everyRow(*log), column, order, context});
    QCOMPARE(rows.rows.size(), cells.size());
    for (std::size_t at = 0; at < cells.size(); ++at)
        QVERIFY2(rows.rows[at] == cells[at].row,
                 qPrintable(u"place %1: %2 instead of %3"_s.arg(at).arg(rows.rows[at]).arg(cells[at].row)));
}

void TestSortRun::onlyTheRowsAskedFor()
{
    const auto log = mixedLog(10);
    const auto some = std::make_shared<const std::vector<quint32>>(std::vector<quint32>{2, 3, 7});
    const SortedRows rows = sorted(*log, {some, EventColumn::Number, Qt::DescendingOrder, {}});
    QCOMPARE(rows.rows, (std::vector<quint32>{7, 3, 2}));
}

//! The longest silence first: counted from the row that came before, whatever stands above.
void TestSortRun::spansBetweenShownRows()
{
    const auto log = EventLog::inMemory({});
    qint64 us = startUs;
    for (const qint64 silence : {0, 5, 100, 1, 7}) {
        Event event = message(quint64(log->size() + 1));
        event.receivedAtUs = us += silence * 1'000'000;
        log->append(event);
    }
    CellContext context;
    context.time.form = TimeForm::SincePrevious;
    context.shown = everyRow(*log);
    const SortedRows all = sorted(*log, {context.shown, EventColumn::Time, Qt::DescendingOrder, context});
    QCOMPARE(all.rows, (std::vector<quint32>{2, 4, 1, 3, 0})); // the first has none before it
    context.shown = std::make_shared<const std::vector<quint32>>(std::vector<quint32>{0, 3, 4});
    const SortedRows some = sorted(*log, {context.shown, EventColumn::Time, Qt::DescendingOrder, context});
    QCOMPARE(some.rows, (std::vector<quint32>{3, 4, 0}));
}

void TestSortRun::hugeNumbers()
{
    const QByteArrayList ascending{"-1e300",
                                   "-1e200",
                                   "-9223372036854775808",
                                   "-2.5",
                                   "-2",
                                   "0",
                                   "1795356251.000412",
                                   "1795356251.000413",
                                   "9223372036854775807",
                                   "1e200",
                                   "1e300"};
    const auto log = EventLog::inMemory({});
    std::vector<quint32> expected;
    for (qsizetype i = 0; i < ascending.size(); ++i) { // the last first
        log->append(entry(quint64(i + 1), "{\"a\":\"" + ascending[ascending.size() - 1 - i] + "\"}"));
        expected.push_back(quint32(ascending.size() - 1 - i));
    }
    CellContext context;
    context.paths = {*ColumnPath::parse(u"a"_s)};
    const SortedRows rows = sorted(*log, {everyRow(*log), ownColumn, Qt::AscendingOrder, context});
    QCOMPARE(rows.rows, expected);
}

void TestSortRun::nothingToSort()
{
    const auto log = EventLog::inMemory({});
    SortRun run(log->snapshot(), {everyRow(*log), EventColumn::Type, Qt::AscendingOrder, {}});
    QSignalSpy finished(&run, &SortRun::finished);
    QVERIFY(finished.wait());
    QVERIFY(run.take().rows.empty());
}

void TestSortRun::placesOfRows()
{
    const auto log = mixedLog(5000); // more than one block
    SortedRows rows = sorted(*log, {everyRow(*log), EventColumn::Channel, Qt::AscendingOrder, {}});
    for (qsizetype place = 0; place < qsizetype(rows.rows.size()); ++place)
        QCOMPARE(rows.placeOf(qsizetype(rows.rows[std::size_t(place)])), place);
    QCOMPARE(rows.placeOf(-1), -1);
    QCOMPARE(rows.placeOf(5000), -1);
    rows.add(6000);
    QCOMPARE(rows.placeOf(6000), 5000);
    QCOMPARE(rows.placeOf(5999), -1);
}

void TestSortRun::tooMuchText()
{
    const auto log = mixedLog(5000);
    SortRun run(log->snapshot(), {everyRow(*log), EventColumn::Summary, Qt::AscendingOrder, {}}, 1000);
    QSignalSpy finished(&run, &SortRun::finished);
    QVERIFY(finished.wait());
    QVERIFY(run.isTooLarge());
    QVERIFY(run.take().rows.empty());
}

//! Whatever is under way goes on by itself and reaches nobody.
void TestSortRun::givenUp()
{
    const auto log = mixedLog(20'000);
    for (int i = 0; i < 20; ++i) {
        const SortRun run(log->snapshot(), {everyRow(*log), EventColumn::Summary, Qt::AscendingOrder, {}});
        for (int turns = 0; turns < i; ++turns)
            QCoreApplication::processEvents();
    }
    const SortedRows rows = sorted(*log, {everyRow(*log), EventColumn::Number, Qt::AscendingOrder, {}});
    QCOMPARE(rows.rows.size(), 20'000U);
}

void TestSortRun::theLogMayGoOn()
{
    auto log = mixedLog(20'000);
    SortRun run(log->snapshot(), {everyRow(*log), EventColumn::Size, Qt::AscendingOrder, {}});
    QSignalSpy finished(&run, &SortRun::finished);
    for (quint64 seq = 20'001; seq < 21'000; ++seq)
        log->append(message(seq));
    log.reset();
    QVERIFY(finished.wait(60'000));
    QCOMPARE(run.take().rows.size(), 20'000U);
}

RTMSCOPE_TEST_MAIN(TestSortRun)
#include "tst_sortrun.moc"
