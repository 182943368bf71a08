// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"
#include "ui/statistics/figures/figuretable.h"
#include "ui/statistics/figures/figurewords.h"
#include "ui/statistics/figures/histogram.h"
#include "ui/statistics/figures/plotview.h"
#include "ui/statistics/figures/rowsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <limits>

using namespace rtmscope;
using namespace Qt::StringLiterals;

namespace {

struct NamedRow
{
    QString name;
    int number = 0;
    QString key() const { return name; }
};

class NamedRows : public RowsModel<NamedRow>
{
public:
    using RowsModel::RowsModel;

    void show(const QStringList &names)
    {
        std::vector<NamedRow> wanted;
        for (const QString &name : names)
            wanted.push_back({name, ++m_number});
        replaceRows(std::move(wanted));
    }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 4; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        return role == Qt::DisplayRole ? QVariant(at(index.row()).name) : QVariant();
    }

private:
    int m_number = 0;
};

std::shared_ptr<const PlotFigures> plotOf(const std::vector<std::pair<qint64, double>> &points)
{
    auto figures = std::make_shared<PlotFigures>();
    quint64 seq = 0;
    for (const auto &[timeUs, value] : points) {
        ++seq;
        figures->columns.push_back({timeUs, 1, value, value, seq, seq, timeUs, timeUs});
        figures->lowest = seq == 1 ? value : std::min(figures->lowest, value);
        figures->highest = seq == 1 ? value : std::max(figures->highest, value);
    }
    figures->count = qint64(points.size());
    figures->firstUs = points.front().first;
    figures->lastUs = points.back().first;
    return figures;
}

} // namespace

class TestFigures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void words_data();
    void words();
    void csv();
    void rowsStayWhatTheyAre();
    void columnsGoWhereThereIsNoRoom();
    void histogramInWords();
    void plotOfAnything_data();
    void plotOfAnything();
    void largestNumbersAsAnyOthers();
    void plotPicksTheNearest();
};

void TestFigures::words_data()
{
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QString &found, const char *expected) {
        QTest::newRow(expected) << found << QString::fromUtf8(expected);
    };
    row(figures::rate(250), "250 /s");
    row(figures::rate(12.34), "12.3 /s");
    row(figures::rate(1), "1.00 /s");
    row(figures::rate(0.5), "30.0 /min");
    row(figures::rate(0.001), "3.60 /h");
    row(figures::share(0.12345), "12.3 %");
    row(figures::duration(900), "900 µs");
    row(figures::duration(59'900'000), "59.9 s");
    row(figures::duration(61'000'000), "1 min 1 s");
    row(figures::duration(7'260'000'000), "2 h 1 min");
    row(figures::duration(180'000'000'000), "2 d 2 h");
    row(figures::number(7), "7");
    row(figures::number(1234567), "1234567");
    row(figures::number(0.00012), "0.00012");
    row(figures::number(1795356131.25), "1795356131.3");
    row(figures::number(1e19), "1e+19");
    row(figures::bytes(2'100'000), "2.1 MB");
    row(figures::bytes(812), "812 B");
    row(figures::moment(1'795'356'251'318'000, 1'795'356'251'318'000), "14:04:11");
    row(figures::moment(1'795'356'251'318'000, 1'795'956'251'318'000), "2026-11-22 14:04:11");
}

void TestFigures::words()
{
    QFETCH(QString, found);
    QTEST(found, "expected");
}

void TestFigures::csv()
{
    figures::Csv csv;
    csv.add(u"a \"name\""_s);
    csv.add(7);
    csv.add({});
    csv.add(0.25);
    csv.endRow();
    csv.add(u"=1+1"_s);
    csv.add(QString());
    csv.add(quint64(12));
    csv.endRow();
    QCOMPARE(csv.text(), QByteArray("\"a \"\"name\"\"\",7,,0.25\r\n\"'=1+1\",,12\r\n"));
}

void TestFigures::rowsStayWhatTheyAre()
{
    NamedRows model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.show({u"a"_s, u"b"_s, u"c"_s});
    QCOMPARE(resets.size(), 1);
    const QPersistentModelIndex b(model.index(1, 2));
    model.show({u"c"_s, u"b"_s, u"a"_s});
    QCOMPARE(b.data().toString(), u"b"_s);
    model.show({u"b"_s, u"d"_s, u"a"_s, u"e"_s, u"c"_s});
    QCOMPARE(b.row(), 0);
    QCOMPARE(b.column(), 2);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy laidOut(&model, &QAbstractItemModel::layoutChanged);
    model.show({u"b"_s, u"d"_s, u"a"_s, u"e"_s, u"c"_s});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(laidOut.size(), 0);
    QCOMPARE(resets.size(), 1);
    QCOMPARE(model.rowOf(u"e"_s), 3);
    model.show({u"e"_s, u"b"_s}); // others went
    QCOMPARE(resets.size(), 1);
    QCOMPARE(b.row(), 1);
    model.show({u"f"_s}); // all of them
    QCOMPARE(resets.size(), 2);
    QVERIFY(!b.isValid());
    model.show({});
    QCOMPARE(model.rowCount(), 0);
}

void TestFigures::columnsGoWhereThereIsNoRoom()
{
    NamedRows model;
    model.show({u"a"_s});
    FigureTable table(u"Table"_s);
    table.setModel(&model);
    table.setColumns({{{}, 0}, {u"999,999"_s, 1}, {u"999,999"_s, 3}, {u"999,999"_s, 2}});
    table.resize(900, 200);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    for (int column = 0; column < 4; ++column)
        QVERIFY(!table.isColumnHidden(column));
    int wide = 0;
    for (int column = 0; column < 4; ++column)
        wide += table.columnWidth(column);
    QCOMPARE(wide, table.viewport()->width());
    const int digits = table.columnWidth(1);
    table.resize(table.columnWidth(0) + digits, 200);
    for (int width = 900; width > 100; width -= 10) {
        table.resize(width, 200);
        // The higher its rank, the sooner it goes; the first never does.
        QVERIFY(!table.isColumnHidden(0));
        QVERIFY(!table.isColumnHidden(1) || table.isColumnHidden(3));
        QVERIFY(!table.isColumnHidden(3) || table.isColumnHidden(2));
    }
    QVERIFY(table.isColumnHidden(1));
}

void TestFigures::histogramInWords()
{
    Histogram histogram;
    LatencyFigures::Histogram bars{};
    bars[0] = 3;
    bars[4] = 1'200;
    bars[18] = 1;
    histogram.setBars(bars);
    QCOMPARE(histogram.accessibleDescription(),
             u"less than 100 µs: 3; 1 ms to 2 ms: 1200; 50 s or more: 1"_s);
    histogram.resize(300, histogram.sizeHint().height());
    QVERIFY(!histogram.grab().isNull());
    histogram.setBars({});
    QCOMPARE(histogram.accessibleDescription(), QString());
    QVERIFY(!histogram.grab().isNull());
}

void TestFigures::plotOfAnything_data()
{
    QTest::addColumn<QList<double>>("values");
    constexpr double most = std::numeric_limits<double>::max();
    QTest::newRow("one") << QList<double>{5};
    QTest::newRow("nothing") << QList<double>{0};
    QTest::newRow("all the same") << QList<double>{7, 7, 7};
    QTest::newRow("below zero") << QList<double>{-3, -9};
    QTest::newRow("as far apart as can be") << QList<double>{-most, most};
    QTest::newRow("largest") << QList<double>{most, most};
    QTest::newRow("hardly different") << QList<double>{1e18, std::nextafter(1e18, 2e18)};
    QTest::newRow("tiny") << QList<double>{std::numeric_limits<double>::denorm_min(), 0};
    QTest::newRow("timestamps") << QList<double>{1795356131.0002, 1795356131.0003};
}

//! Whatever comes from the wire is drawn, in no time, and can be gone through.
void TestFigures::plotOfAnything()
{
    QFETCH(QList<double>, values);
    std::vector<std::pair<qint64, double>> points;
    for (const double value : std::as_const(values))
        points.emplace_back(1'795'356'251'000'000 + qint64(points.size()) * 1'000'000, value);
    PlotView plot;
    plot.setFigures(plotOf(points));
    plot.resize(300, 200);
    QVERIFY(!plot.grab().isNull());
    QTest::keyClick(&plot, Qt::Key_Home);
    QVERIFY(plot.accessibleDescription().endsWith(u"event 1"_s));
    QVERIFY(!plot.grab().isNull());
}

//! What lies between their ends is more than a number can say; they stand and are labelled as smaller ones.
void TestFigures::largestNumbersAsAnyOthers()
{
    const auto picture = [](double largest) {
        PlotView plot;
        plot.setFigures(plotOf({{1'795'356'251'000'000, -largest},
                                {1'795'356'252'000'000, largest / 10},
                                {1'795'356'253'000'000, largest}}));
        plot.resize(600, 400);
        const QImage all = plot.grab().toImage();
        return all.copy(all.width() / 4, 0, all.width() * 3 / 4, all.height()); // but for the labels
    };
    QCOMPARE(picture(1e308), picture(1e208));
    QVERIFY(picture(1e308) != picture(1.4e208)); // in which other lines are round
}

void TestFigures::plotPicksTheNearest()
{
    std::vector<std::pair<qint64, double>> points;
    for (int i = 0; i <= 100; ++i)
        points.emplace_back(1'795'356'251'000'000 + i * 1'000'000LL, i);
    PlotView plot;
    plot.setFigures(plotOf(points));
    plot.resize(600, 400);
    QSignalSpy chosen(&plot, &PlotView::eventChosen);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, {595, 5});
    QCOMPARE(chosen.last()[0].toULongLong(), 101U);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, {5, 395});
    QCOMPARE(chosen.last()[0].toULongLong(), 1U);
    // The keys stay where they are when more comes.
    points.emplace_back(1'795'356'352'000'000, 3);
    plot.setFigures(plotOf(points));
    QVERIFY(plot.accessibleDescription().endsWith(u"event 1"_s));
    QTest::keyClick(&plot, Qt::Key_End);
    QVERIFY(plot.accessibleDescription().endsWith(u": 3, event 102"_s));
}

RTMSCOPE_GUI_TEST_MAIN(TestFigures)
#include "tst_figures.moc"
