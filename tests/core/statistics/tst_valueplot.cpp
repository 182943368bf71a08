// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/valueplot.h"

#include "core/log/eventlog.h"
#include "core/statistics/logstatistics.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <algorithm>
#include <cmath>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

PlotFigures plotOf(const EventLog &log, const QString &field, const RowChoice &chosen = {})
{
    return *tallied<ValuePlot>(log.snapshot(), {.field = field}, chosen);
}

} // namespace

class TestValuePlot : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersOf_data();
    void numbersOf();
    void inEnvelopes();
    void sizes();
    void pointsInOrder();
    void onlyWhatIsChosen();
    void withoutATime();
    void manyAreDrawnTogether();
};

void TestValuePlot::numbersOf_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QStringList>("lines"); // with single quotes
    QTest::addColumn<QList<double>>("numbers");
    QTest::addColumn<qint64>("otherKind");
    const auto row = [](const char *name, const char *field, const QList<const char *> &lines,
                        const QList<double> &numbers, qint64 otherKind = 0) {
        QStringList all;
        for (const char *line : lines)
            all << QString::fromUtf8(line);
        QTest::newRow(name) << QString::fromUtf8(field) << all << numbers << otherKind;
    };
    row("numbers", "n", {"{'n':3}", "{'n':-1.5}", "{'n':1e3}"}, {3, -1.5, 1000});
    row("deep", "a.b[1].n", {"{'a':{'b':[{'n':1},{'n':2}]}}"}, {2});
    row("all of an array", "a.n", {"{'a':[{'n':1},{'n':2}]}"}, {1, 2});
    row("a timestamp", "ts", {"{'ts':'1795356131.000200'}"}, {1795356131.0002});
    row("texts are none", "n", {"{'n':'many'}", "{'n':'nan'}", "{'n':'inf'}", "{'n':true}", "{'n':null}"}, {},
        5);
    row("too large for a double", "n", {"{'n':'1e999'}"}, {}, 1);
    row("absent", "n", {"{'m':1}", "[]", "not json"}, {});
    row("a key that is spelled oddly", "n", {R"({'\u006e':7})"}, {7});
    row("no field", "n..m", {"{'n':3}"}, {});
    row("nothing", "", {"{'n':3}"}, {});
}

void TestValuePlot::numbersOf()
{
    QFETCH(QString, field);
    QFETCH(QStringList, lines);
    QFETCH(QList<double>, numbers);
    const auto log = EventLog::inMemory({});
    quint64 seq = 0;
    for (const QString &line : std::as_const(lines))
        log->append(entry(++seq, line.toUtf8().replace('\'', '"')));
    const PlotFigures figures = plotOf(*log, field);
    QList<double> found;
    for (const PlotFigures::Column &column : figures.columns) {
        QCOMPARE(column.lowest, column.highest);
        found << column.lowest;
    }
    QCOMPARE(found, numbers);
    QCOMPARE(figures.count, numbers.size());
    QTEST(figures.otherKind, "otherKind");
    if (numbers.isEmpty())
        return;
    std::sort(numbers.begin(), numbers.end());
    QCOMPARE(figures.lowest, numbers.constFirst());
    QCOMPARE(figures.highest, numbers.constLast());
    QCOMPARE(figures.median, numbers.at((numbers.size() - 1) / 2));
}

void TestValuePlot::inEnvelopes()
{
    const auto log = EventLog::inMemory({});
    log->append(entry(1, R"({"envelope_id":"e","type":"events_api","retry_attempt":2,"payload":)"
                         R"({"type":"event_callback","event":{"type":"message","n":5}}})"));
    QCOMPARE(plotOf(*log, u"n"_s).highest, 5.0);
    QCOMPARE(plotOf(*log, u"retry_attempt"_s).highest, 2.0);
}

void TestValuePlot::sizes()
{
    const auto log = logOf(100);
    const PlotFigures figures = plotOf(*log, u"size"_s);
    QCOMPARE(figures.count, 100);
    QCOMPARE(figures.lowest, double(log->frameSize(0)));
    QCOMPARE(figures.highest, double(log->frameSize(99)));
}

void TestValuePlot::pointsInOrder()
{
    const auto log = EventLog::inMemory({});
    for (const int second : {5, 1, 3}) {
        Event event = entry(quint64(second), R"({"n":)" + QByteArray::number(second) + '}');
        event.receivedAtUs = startUs + second * 1'000'000;
        log->append(event);
    }
    const PlotFigures figures = plotOf(*log, u"n"_s);
    QList<double> found;
    for (const PlotFigures::Column &column : figures.columns)
        found << column.lowest;
    QCOMPARE(found, (QList<double>{1, 3, 5}));
    QCOMPARE(figures.columns[1].lowestSeq, 3U);
    QCOMPARE(figures.columns[1].lowestUs, startUs + 3'000'000);
    QCOMPARE(figures.firstUs, startUs + 1'000'000);
    QCOMPARE(figures.lastUs, startUs + 5'000'000);
}

void TestValuePlot::onlyWhatIsChosen()
{
    const auto log = EventLog::inMemory({});
    for (quint64 i = 1; i <= 5; ++i)
        log->append(entry(i, R"({"n":)" + QByteArray::number(i) + '}'));
    const PlotFigures figures = plotOf(*log, u"n"_s, amongRows({1, 3}));
    QCOMPARE(figures.count, 2);
    QCOMPARE(figures.lowest, 2.0);
    QCOMPARE(figures.highest, 4.0);
}

void TestValuePlot::withoutATime()
{
    const auto log = EventLog::inMemory({});
    Event event = entry(1, R"({"n":1})");
    event.receivedAtUs = 0;
    log->append(event);
    QCOMPARE(plotOf(*log, u"n"_s).count, 0);
}

//! More numbers than there are columns: none is lost, and the extremes are where they were.
void TestValuePlot::manyAreDrawnTogether()
{
    const auto log = EventLog::inMemory({});
    constexpr int count = 60'000;
    std::vector<double> values;
    for (int i = 0; i < count; ++i) {
        const double value = i == 41'234 ? 9999.0 : double((i * 7919LL) % 1000);
        values.push_back(value);
        Event event = entry(quint64(i + 1), R"({"n":)" + QByteArray::number(value) + '}');
        event.receivedAtUs = startUs + i * 1'000;
        log->append(event);
    }
    const PlotFigures figures = plotOf(*log, u"n"_s);
    QCOMPARE(figures.count, count);
    QVERIFY(figures.columns.size() <= PlotFigures::mostColumns);
    qint64 sum = 0;
    qint64 before = 0;
    for (const PlotFigures::Column &column : figures.columns) {
        sum += column.count;
        QVERIFY(column.timeUs > before);
        before = column.timeUs;
        // By hand, over the rows of that time.
        const auto first = std::size_t((column.timeUs - startUs) / 1'000);
        const auto [lowest, highest] = std::minmax_element(
            values.begin() + std::ptrdiff_t(first), values.begin() + std::ptrdiff_t(first) + column.count);
        QCOMPARE(column.lowest, *lowest);
        QCOMPARE(column.highest, *highest);
        QCOMPARE(values[std::size_t(column.highestSeq) - 1], column.highest);
    }
    QCOMPARE(sum, count);
    const auto top = std::max_element(figures.columns.begin(), figures.columns.end(),
                                      [](const auto &a, const auto &b) { return a.highest < b.highest; });
    QCOMPARE(top->highestSeq, 41'235U);
    std::sort(values.begin(), values.end());
    QCOMPARE(figures.median, values[(count - 1) / 2]);
}

RTMSCOPE_TEST_MAIN(TestValuePlot)
#include "tst_valueplot.moc"
