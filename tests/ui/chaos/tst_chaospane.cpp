// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"
#include "ui/chaos/chaospane.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using rtmscope::ChaosFault;
using rtmscope::ChaosPane;

//! The chaos desk: what is chosen, and what is asked for.
class TestChaosPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void groupsTheFaults();
    void theFirstIsReady();
    void composesTheLine_data();
    void composesTheLine();
    void strikes_data();
    void strikes();
    void asksForRandomFaults();
    void endingAllAlsoEndsTheRandomOnes();
    void tellsAProblemUntilTheLineChanges();
    void keepsALog();
    void everythingHasAName();
    void nothingIsAskedForWithoutALine();

private:
    static QList<ChaosFault> faults()
    {
        return {
            {u"Open sockets"_s, u"Kill"_s, u"Cut."_s, {u"kill"_s}, {}},
            {u"Open sockets"_s,
             u"Half-open"_s,
             u"Silent."_s,
             {u"half-open old"_s, u"half-open all"_s},
             u"60s"_s},
            {u"Sending"_s, u"Acknowledgements"_s, u"Odd."_s, {u"acks never"_s, u"acks late"_s}, u"15s"_s}};
    }
    template<typename Widget>
    Widget *named(const QString &name) const
    {
        for (Widget *widget : m_pane->findChildren<Widget *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }
    void choose(int group, int row) const
    {
        auto *list = named<QTreeWidget>(u"Faults"_s);
        list->setCurrentItem(list->topLevelItem(group)->child(row));
    }
    QString line() const { return named<QLineEdit>(u"Fault line"_s)->text(); }

    std::unique_ptr<ChaosPane> m_pane;
};

void TestChaosPane::init()
{
    m_pane = std::make_unique<ChaosPane>();
    m_pane->setFaults(faults());
    m_pane->show();
}

void TestChaosPane::groupsTheFaults()
{
    const auto *list = named<QTreeWidget>(u"Faults"_s);
    QCOMPARE(list->topLevelItemCount(), 2);
    QCOMPARE(list->topLevelItem(0)->text(0), u"Open sockets"_s);
    QCOMPARE(list->topLevelItem(0)->childCount(), 2);
    QVERIFY(!list->topLevelItem(0)->flags().testFlag(Qt::ItemIsSelectable));
    QCOMPARE(list->topLevelItem(1)->child(0)->data(0, Qt::AccessibleTextRole).toString(),
             u"Acknowledgements. Odd."_s);
}

void TestChaosPane::theFirstIsReady()
{
    QCOMPARE(line(), u"kill"_s);
    QVERIFY(!named<QComboBox>(u"Variant"_s)->isEnabled());
    QVERIFY(!named<QComboBox>(u"Duration"_s)->isEnabled());
}

void TestChaosPane::composesTheLine_data()
{
    QTest::addColumn<int>("group");
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("variant");
    QTest::addColumn<int>("duration");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a moment") << 0 << 0 << 0 << 0 << u"kill"_s;
    QTest::newRow("usual") << 0 << 1 << 0 << 0 << u"half-open old for 60s"_s;
    QTest::newRow("variant") << 0 << 1 << 1 << 0 << u"half-open all for 60s"_s;
    QTest::newRow("duration") << 0 << 1 << 0 << 1 << u"half-open old for 5s"_s;
    QTest::newRow("both") << 1 << 0 << 1 << 1 << u"acks late for 5s"_s;
    QTest::newRow("no duration twice") << 1 << 0 << 0 << 2 << u"acks never for 1m"_s;
}

void TestChaosPane::composesTheLine()
{
    QFETCH(int, group);
    QFETCH(int, row);
    QFETCH(int, variant);
    QFETCH(int, duration);
    QFETCH(QString, expected);
    choose(group, row);
    named<QComboBox>(u"Variant"_s)->setCurrentIndex(variant);
    named<QComboBox>(u"Duration"_s)->setCurrentIndex(duration);
    QCOMPARE(line(), expected);
}

void TestChaosPane::strikes_data()
{
    QTest::addColumn<QString>("with");
    QTest::newRow("the button") << u"button"_s;
    QTest::newRow("Enter in the list") << u"list"_s;
    QTest::newRow("Enter in the line") << u"line"_s;
}

void TestChaosPane::strikes()
{
    QFETCH(QString, with);
    QSignalSpy requested(m_pane.get(), &ChaosPane::lineRequested);
    choose(0, 1);
    if (with == u"button"_s)
        QTest::mouseClick(named<QPushButton>(u"Let it happen"_s), Qt::LeftButton);
    else if (with == u"list"_s)
        QTest::keyClick(named<QTreeWidget>(u"Faults"_s), Qt::Key_Return);
    else
        QTest::keyClick(named<QLineEdit>(u"Fault line"_s), Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.first().first().toString(), u"half-open old for 60s"_s);
}

void TestChaosPane::asksForRandomFaults()
{
    QSignalSpy requested(m_pane.get(), &ChaosPane::randomRequested);
    auto *random = named<QCheckBox>(u"Random faults"_s);
    auto *period = named<QComboBox>(u"Time between random faults"_s);
    random->setChecked(true);
    period->setCurrentIndex(0);
    Q_EMIT period->activated(0); // as by the user
    random->setChecked(false);
    QCOMPARE(requested.size(), 3);
    QCOMPARE(requested.at(0).first().toString(), u"20s"_s);
    QCOMPARE(requested.at(1).first().toString(), u"5s"_s);
    QCOMPARE(requested.at(2).first().toString(), QString());
}

void TestChaosPane::endingAllAlsoEndsTheRandomOnes()
{
    auto *random = named<QCheckBox>(u"Random faults"_s);
    random->setChecked(true);
    QSignalSpy ended(m_pane.get(), &ChaosPane::endRequested);
    QSignalSpy asked(m_pane.get(), &ChaosPane::randomRequested);
    QTest::mouseClick(named<QPushButton>(u"End all faults"_s), Qt::LeftButton);
    QCOMPARE(ended.size(), 1);
    QVERIFY(asked.isEmpty());
    QVERIFY(!random->isChecked());
}

void TestChaosPane::tellsAProblemUntilTheLineChanges()
{
    auto *problem = named<QLabel>(u"Problem with the line"_s);
    m_pane->setProblem(u"Line 1: no"_s);
    QVERIFY(problem->isVisible());
    QCOMPARE(problem->text(), u"Line 1: no"_s);
    named<QLineEdit>(u"Fault line"_s)->setText(u"kill"_s + u' ');
    QVERIFY(!problem->isVisible());
}

void TestChaosPane::keepsALog()
{
    const auto *log = named<QPlainTextEdit>(u"Faults so far"_s);
    m_pane->addReport(u"kill"_s);
    m_pane->addReport(u"half-open: over"_s);
    const QStringList lines = log->toPlainText().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.last().endsWith(u"  half-open: over"_s), qPrintable(lines.last()));
    for (int i = 0; i < 1000; ++i)
        m_pane->addReport(u"kill"_s);
    QVERIFY(log->blockCount() <= 500);
    m_pane->reset();
    QVERIFY(log->toPlainText().isEmpty());
}

void TestChaosPane::everythingHasAName()
{
    for (const QWidget *widget : m_pane->findChildren<QWidget *>()) {
        const bool ours =
            widget->parentWidget() == m_pane.get() || widget->parentWidget()->parentWidget() == m_pane.get();
        if (ours && widget->focusPolicy() != Qt::NoFocus)
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
    QCOMPARE(m_pane->focusProxy(), named<QTreeWidget>(u"Faults"_s));
}

void TestChaosPane::nothingIsAskedForWithoutALine()
{
    QSignalSpy requested(m_pane.get(), &ChaosPane::lineRequested);
    auto *edit = named<QLineEdit>(u"Fault line"_s);
    edit->setText(u"  "_s);
    QVERIFY(!named<QPushButton>(u"Let it happen"_s)->isEnabled());
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(requested.isEmpty());
}

RTMSCOPE_GUI_TEST_MAIN(TestChaosPane)
#include "tst_chaospane.moc"
