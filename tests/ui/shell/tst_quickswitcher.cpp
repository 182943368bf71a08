// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/quickswitcher.h"

#include "tests/support/testmain.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>

using namespace rtmscope;
using namespace Qt::StringLiterals;

namespace {

QList<QuickSwitcher::Place> somePlaces()
{
    return {{ChannelId(u"C1"_s), u"#deploys"_s, 0},
            {ChannelId(u"C2"_s), u"#design-review"_s, 0},
            {ChannelId(u"C3"_s), u"#ops"_s, 3},
            {ChannelId(u"D1"_s), u"Mira Okafor"_s, 0},
            {ChannelId(u"D2"_s), u"נועה לוי"_s, 0}};
}

} // namespace

class TestQuickSwitcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ranksMatches_data();
    void ranksMatches();
    void enterChoosesTheFirst();
    void arrowsMoveWhileTyping();
    void nothingFoundChoosesNothing();
};

void TestQuickSwitcher::ranksMatches_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("all in their order")
        << QString()
        << QStringList{u"#deploys"_s, u"#design-review"_s, u"#ops"_s, u"Mira Okafor"_s, u"נועה לוי"_s};
    QTest::newRow("beginning") << u"de"_s << QStringList{u"#deploys"_s, u"#design-review"_s};
    QTest::newRow("with the sign") << u"#op"_s << QStringList{u"#ops"_s};
    QTest::newRow("any case") << u"mIrA"_s << QStringList{u"Mira Okafor"_s};
    QTest::newRow("second word") << u"oka"_s << QStringList{u"Mira Okafor"_s};
    QTest::newRow("word before middle") << u"re"_s << QStringList{u"#design-review"_s};
    QTest::newRow("inside a word") << u"loy"_s << QStringList{u"#deploys"_s};
    QTest::newRow("beginning first, then inside")
        << u"o"_s << QStringList{u"#ops"_s, u"Mira Okafor"_s, u"#deploys"_s};
    QTest::newRow("hebrew") << u"לוי"_s << QStringList{u"נועה לוי"_s};
    QTest::newRow("nothing") << u"zzz"_s << QStringList();
}

void TestQuickSwitcher::ranksMatches()
{
    QFETCH(QString, typed);
    QStringList names;
    for (const QuickSwitcher::Place &place : QuickSwitcher::matching(somePlaces(), typed))
        names.append(place.name);
    QTEST(names, "names");
}

void TestQuickSwitcher::enterChoosesTheFirst()
{
    QuickSwitcher switcher(somePlaces());
    QSignalSpy chosen(&switcher, &QuickSwitcher::chosen);
    auto *text = switcher.findChild<QLineEdit *>();
    QTest::keyClicks(text, u"op"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().value<ChannelId>(), ChannelId(u"C3"_s));
}

void TestQuickSwitcher::arrowsMoveWhileTyping()
{
    QuickSwitcher switcher(somePlaces());
    auto *text = switcher.findChild<QLineEdit *>();
    auto *list = switcher.findChild<QListWidget *>();
    QCOMPARE(list->currentRow(), 0);
    QTest::keyClick(text, Qt::Key_Down);
    QCOMPARE(list->currentRow(), 1);
    QTest::keyClick(text, Qt::Key_Up);
    QTest::keyClick(text, Qt::Key_Up);
    QCOMPARE(list->currentRow(), 0);
}

void TestQuickSwitcher::nothingFoundChoosesNothing()
{
    QuickSwitcher switcher(somePlaces());
    QSignalSpy chosen(&switcher, &QuickSwitcher::chosen);
    auto *text = switcher.findChild<QLineEdit *>();
    QTest::keyClicks(text, u"zzz"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(chosen.count(), 0);
}

RTMSCOPE_GUI_TEST_MAIN(TestQuickSwitcher)
#include "tst_quickswitcher.moc"
