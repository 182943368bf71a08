// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/quickswitcher.h"

#include "tests/support/testmain.h"

#include <QApplication>
#include <QLabel>
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

QString hint(const QuickSwitcher &switcher)
{
    return switcher.findChild<QLabel *>()->text();
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
    void findsPeopleWithoutAConversation();
    void listsWhatIsArchivedInACapture();
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
    QVERIFY(hint(switcher).contains(u"called “zzz”"_s) && hint(switcher).contains(u"archived"_s));
    text->clear();
    QVERIFY(!hint(switcher).contains(u"zzz"_s));
}

void TestQuickSwitcher::findsPeopleWithoutAConversation()
{
    QList<QuickSwitcher::Place> places = somePlaces();
    QuickSwitcher::Place person{{}, u"Ida Lund"_s};
    person.person = UserId(u"U9"_s);
    person.remark = u"no conversation yet"_s;
    person.listed = false;
    person.refusal = u"Arm the account first."_s;
    places.append(person);
    QuickSwitcher observing(places);
    QSignalSpy told(&observing, &QuickSwitcher::told);
    QSignalSpy asked(&observing, &QuickSwitcher::personChosen);
    auto *list = observing.findChild<QListWidget *>();
    QCOMPARE(list->count(), 5); // unasked, only what is open
    auto *text = observing.findChild<QLineEdit *>();
    QTest::keyClicks(text, u"lund"_s);
    QCOMPARE(list->count(), 1);
    QCOMPARE(list->item(0)->data(Qt::AccessibleTextRole).toString(), u"Ida Lund, no conversation yet"_s);
    observing.open();
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(hint(observing), u"Arm the account first."_s);
    QCOMPARE(told.count(), 1);
    QVERIFY(observing.isVisible() && asked.isEmpty());

    places.last().refusal.clear();
    QuickSwitcher armed(places);
    QSignalSpy chosen(&armed, &QuickSwitcher::personChosen);
    text = armed.findChild<QLineEdit *>();
    QTest::keyClicks(text, u"lund"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().value<UserId>(), UserId(u"U9"_s));
}

void TestQuickSwitcher::listsWhatIsArchivedInACapture()
{
    QuickSwitcher::Place place{ChannelId(u"C9"_s), u"#old-things"_s, 2};
    place.remark = u"archived"_s;
    QuickSwitcher switcher({place});
    QSignalSpy chosen(&switcher, &QuickSwitcher::chosen);
    const auto *list = switcher.findChild<QListWidget *>();
    QCOMPARE(list->count(), 1);
    QCOMPARE(list->item(0)->data(Qt::AccessibleTextRole).toString(), u"#old-things, 2 new, archived"_s);
    QTest::keyClick(switcher.findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
}

RTMSCOPE_GUI_TEST_MAIN(TestQuickSwitcher)
#include "tst_quickswitcher.moc"
