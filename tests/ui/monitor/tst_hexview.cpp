// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/wire/hexmodel.h"
#include "ui/monitor/wire/hexview.h"

#include "tests/support/testmain.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QScrollBar>

using namespace rtmscope;
using namespace Qt::StringLiterals;

namespace {

QString at(const HexModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestHexView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rows();
    void marks();
    void speaks();
    void asManyAsFit();
    void keepsItsPlace();
    void copies();
    void large();
};

void TestHexView::rows()
{
    HexModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setBytes(QByteArray("{\"type\":\0\xff and more", 19));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(at(model, 0, HexModel::Offset), u"00000000"_s);
    QCOMPARE(at(model, 0, HexModel::Hex), u"7b 22 74 79 70 65 22 3a 00 ff 20 61 6e 64 20 6d"_s);
    QCOMPARE(at(model, 0, HexModel::Text), u"{\"type\":·· and m"_s);
    QCOMPARE(at(model, 1, HexModel::Offset), u"00000010"_s);
    QCOMPARE(at(model, 1, HexModel::Hex), u"6f 72 65"_s);
    QCOMPARE(model.line(1), u"00000010  6f 72 65"_s + QString(3 * 16 - 1 - 8, u' ') + u"  ore"_s);
    model.setPerRow(4);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(at(model, 1, HexModel::Text), u"pe\":"_s);
    model.setBytes({});
    QCOMPARE(model.rowCount(), 0);
}

void TestHexView::marks()
{
    HexModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setBytes(QByteArray(40, 'x'));
    model.setMark(14, 18, u"odd"_s);
    const auto mark = [&model](int row) {
        return std::pair(model.index(row, HexModel::Hex).data(HexModel::MarkBeginRole).toInt(),
                         model.index(row, HexModel::Hex).data(HexModel::MarkEndRole).toInt());
    };
    QCOMPARE(mark(0), std::pair(14, 16));
    QCOMPARE(mark(1), std::pair(0, 2));
    QCOMPARE(mark(2), std::pair(0, 0));
    model.setMark(100, 200, {}); // beyond the end
    QCOMPARE(mark(2).first, mark(2).second);
    model.setBytes(QByteArray(10, 'y'));
    QCOMPARE(mark(0), std::pair(0, 0));
}

void TestHexView::speaks()
{
    HexModel model;
    model.setBytes("hello");
    model.setMark(1, 2, u"a string is not closed"_s);
    const QString spoken = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY(spoken.contains(u"68 65 6c 6c 6f"_s) && spoken.contains(u"hello"_s));
    QVERIFY(spoken.endsWith(u"a string is not closed"_s));
}

void TestHexView::asManyAsFit()
{
    HexView view;
    view.setBytes(QByteArray(1'000, 'x'));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    int before = 0;
    for (const int width : {120, 330, 420, 700, 1'300}) {
        view.resize(width, 300);
        QCoreApplication::processEvents();
        QVERIFY(view.bytesPerRow() >= before);
        before = view.bytesPerRow();
        int columns = 0;
        for (int column = 0; column < HexModel::ColumnCount; ++column)
            columns += view.columnWidth(column);
        if (width >= 330) // in less there is only room to scroll
            QVERIFY2(columns <= view.viewport()->width(), qPrintable(QString::number(width)));
    }
    QCOMPARE(before, 32);
    view.resize(120, 300);
    QCOMPARE(view.bytesPerRow(), 4);
}

void TestHexView::keepsItsPlace()
{
    HexView view;
    view.resize(700, 300);
    view.setBytes(QByteArray(100'000, 'x'));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.mark(64'000, 64'001, u"here"_s);
    QCOMPARE(view.currentIndex().row(), 64'000 / view.bytesPerRow());
    view.resize(330, 300);
    QCoreApplication::processEvents();
    QCOMPARE(view.currentIndex().row(), 64'000 / view.bytesPerRow());
}

void TestHexView::copies()
{
    HexView view;
    view.resize(700, 300);
    view.setBytes("0123456789abcdefXYZ");
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCOMPARE(view.bytesPerRow(), 16);
    view.selectAll();
    QTest::keySequence(&view, QKeySequence::Copy);
    const QString text = QGuiApplication::clipboard()->text();
    QCOMPARE(text.count(u'\n'), 1);
    QVERIFY(text.startsWith(u"00000000  30 31"_s) && text.endsWith(u"XYZ"_s));
}

//! It takes no longer than a small one.
void TestHexView::large()
{
    HexView view;
    view.resize(420, 600);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QElapsedTimer clock;
    clock.start();
    view.setBytes(QByteArray(20'000'000, 'x'));
    view.mark(19'999'999, 20'000'000, u"the end"_s);
    view.grab();
    QVERIFY2(clock.elapsed() < 2'000, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
}

RTMSCOPE_GUI_TEST_MAIN(TestHexView)
#include "tst_hexview.moc"
