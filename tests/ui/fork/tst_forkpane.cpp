// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/recorded.h"
#include "tests/support/testmain.h"
#include "ui/fork/forkmodel.h"
#include "ui/fork/forkpane.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using rtmscope::testing::messageAt;
using rtmscope::testing::recorded;

//! Writing events behind one of a record.
class TestForkPane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void listsWhatFollows();
    void insertsBelowTheSelected();
    void typingIsAnEdit();
    void whatIsOddIsSaid();
    void whatWasTypedGoesWhereItBelongs();
    void leavesOutAndTakesBack();
    void theBeginningStays();
    void asksForTheRest_data();
    void asksForTheRest();
    void keysDoWhatTheSheetSays();
    void namesAreChosenOrTyped();
    void modelIsSound();
    void saysWhenNothingIsForked();
    void everythingHasAName();

private:
    template<typename T>
    T *named(const QString &name) const
    {
        for (T *each : m_pane->template findChildren<T *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    QPushButton *button(const QString &name) const { return named<QPushButton>(name); }
    QListView *list() const { return named<QListView>(u"Events of the fork"_s); }
    QPlainTextEdit *editor() const { return named<QPlainTextEdit>(u"JSON of the event"_s); }
    QByteArray frameAt(qsizetype index) const
    {
        const LogReader reader(m_pane->fork().content().source());
        return m_pane->fork().content().entry(reader, index).raw;
    }
    void select(int row) const { list()->setCurrentIndex(list()->model()->index(row, 0)); }
    void choose(const QString &words) const
    {
        auto *kind = named<QComboBox>(u"Kind of event"_s);
        kind->setCurrentIndex(kind->findText(words));
        QVERIFY2(kind->currentText() == words, qPrintable(words));
    }
    void write(const QString &text) const
    {
        editor()->selectAll();
        editor()->insertPlainText(text);
    }

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<ForkPane> m_pane;
};

void TestForkPane::init()
{
    theme::apply(*qApp, u"light"_s);
    m_log = recorded({messageAt(1, "one"), messageAt(2, "two"), messageAt(3, "three"), messageAt(4, "four")});
    m_pane = std::make_unique<ForkPane>();
    m_pane->resize(380, 700);
    m_pane->show();
    m_pane->begin(Fork(m_log->snapshot(), 2, true), u"day.rtmcap"_s);
    Workspace base;
    for (qsizetype row = 0; row < 2; ++row)
        base.apply(m_log->event(row));
    m_pane->setBase(base);
}

void TestForkPane::cleanup()
{
    m_pane.reset();
}

void TestForkPane::listsWhatFollows()
{
    QCOMPARE(list()->model()->rowCount(), 3); // the one that it begins behind, and two
    QCOMPARE(list()->currentIndex().row(), 0);
    QCOMPARE(m_pane->selected(), -1);
    QVERIFY(named<QLabel>(u"Fork"_s)->text().contains(u"behind event 2"_s));
    QVERIFY(named<QLabel>(u"Details of the fork"_s)->text().contains(u"2 events follow"_s));
    QVERIFY(list()->model()->index(1, 0).data(ForkModel::SummaryRole).toString().contains(u"three"_s));
    QVERIFY(m_pane->isSaved());
}

void TestForkPane::insertsBelowTheSelected()
{
    select(1);
    choose(u"Reply in the thread"_s);
    button(u"Insert below"_s)->click();
    QCOMPARE(m_pane->fork().size(), 3);
    QCOMPARE(m_pane->selected(), 1);
    QVERIFY(frameAt(1).contains("\"thread_ts\":\"1700000003.000000\"")); // of the one that was selected
    QVERIFY(frameAt(1).contains("\"channel\":\"C1\""));
    QVERIFY(editor()->toPlainText().contains(u"\n  \"thread_ts\": "_s));
    QVERIFY(!m_pane->isSaved());
    QVERIFY(named<QLabel>(u"Details of the fork"_s)->text().contains(u"One of them is written here"_s));
    QCOMPARE(list()->model()->index(2, 0).data(ForkModel::KindRole).toInt(), int(ForkModel::Kind::Own));
}

void TestForkPane::typingIsAnEdit()
{
    select(2);
    write(u"{\n  \"type\": \"message\",\n  \"text\": \"a  b\"\n}"_s);
    QTRY_COMPARE(frameAt(1), QByteArray("{\"type\":\"message\",\"text\":\"a  b\"}")); // as it would be sent
    QCOMPARE(list()->model()->index(2, 0).data(ForkModel::KindRole).toInt(), int(ForkModel::Kind::Edited));
    button(u"Undo"_s)->click();
    QCOMPARE(frameAt(1), messageAt(4, "four"));
    QVERIFY(editor()->toPlainText().contains(u"four"_s));
    button(u"Redo"_s)->click();
    QVERIFY(editor()->toPlainText().contains(u"a  b"_s));
    QCOMPARE(m_log->frame(3), messageAt(4, "four")); // never changed
}

void TestForkPane::whatIsOddIsSaid()
{
    const auto *remarks = named<QListWidget>(u"What is odd about the event"_s);
    select(1);
    QCOMPARE(remarks->count(), 0);
    write(u"{\"type\":"_s);
    QTRY_COMPARE(remarks->count(), 1);
    QVERIFY(remarks->item(0)->text().contains(u"no JSON"_s));
    write(QString::fromUtf8(messageAt(3).replace("C1", "C9")));
    QTRY_VERIFY(remarks->count() == 1 && remarks->item(0)->text().contains(u"C9"_s));
    write(QString::fromUtf8(messageAt(3)));
    QTRY_COMPARE(remarks->count(), 0);
    // What was inserted in front is known behind.
    choose(u"New channel"_s);
    select(0);
    button(u"Insert below"_s)->click();
    select(2);
    write(QString::fromUtf8(messageAt(3).replace("C1", "C0FORK")));
    QTRY_VERIFY(frameAt(1).contains("C0FORK"));
    QTRY_COMPARE(remarks->count(), 0);
}

//! Also where the pause in typing was not waited for.
void TestForkPane::whatWasTypedGoesWhereItBelongs()
{
    select(1);
    write(u"{\"type\":\"mine\"}"_s);
    select(2);
    QCOMPARE(frameAt(0), QByteArray("{\"type\":\"mine\"}"));
    QCOMPARE(frameAt(1), messageAt(4, "four"));
    QSignalSpy saved(m_pane.get(), &ForkPane::saveRequested);
    write(u"{\"type\":\"mine too\"}"_s);
    button(u"Save…"_s)->click();
    QCOMPARE(frameAt(1), QByteArray("{\"type\":\"mine too\"}"));
    QCOMPARE(saved.size(), 1);
}

void TestForkPane::leavesOutAndTakesBack()
{
    select(1);
    list()->selectAll();
    button(u"Leave out"_s)->click();
    QCOMPARE(m_pane->fork().size(), 0);
    QCOMPARE(list()->model()->rowCount(), 1);
    button(u"Undo"_s)->click();
    QCOMPARE(m_pane->fork().size(), 2);
    QCOMPARE(frameAt(0), messageAt(3, "three"));
}

void TestForkPane::theBeginningStays()
{
    select(0);
    QVERIFY(editor()->isReadOnly());
    QVERIFY(named<QLabel>(u"About this event"_s)->text().contains(u"begins behind this one"_s));
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(m_pane->fork().size(), 2);
    QVERIFY(!button(u"Leave out"_s)->isEnabled());
}

void TestForkPane::asksForTheRest_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("signal");
    QTest::newRow("look") << u"See what comes out"_s << QByteArray(SIGNAL(lookRequested()));
    QTest::newRow("save") << u"Save…"_s << QByteArray(SIGNAL(saveRequested()));
    QTest::newRow("serve") << u"Serve…"_s << QByteArray(SIGNAL(serveRequested()));
    QTest::newRow("close") << u"Close"_s << QByteArray(SIGNAL(closeRequested()));
}

void TestForkPane::asksForTheRest()
{
    QFETCH(const QString, words);
    QFETCH(const QByteArray, signal);
    QSignalSpy asked(m_pane.get(), signal.constData());
    button(words)->click();
    QCOMPARE(asked.size(), 1);
    const bool takesTime = words != u"Close"_s;
    m_pane->setWork(u"Writing the fork … 40 %"_s);
    QCOMPARE(button(words)->isEnabled(), !takesTime);
    QCOMPARE(named<QLabel>(u"Details of the fork"_s)->text(), u"Writing the fork … 40 %"_s);
    m_pane->setWork({});
    QVERIFY(button(words)->isEnabled());
}

void TestForkPane::keysDoWhatTheSheetSays()
{
    list()->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    select(0);
    QTest::keyClick(list(), Qt::Key_Insert);
    QCOMPARE(m_pane->fork().size(), 3);
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(m_pane->fork().size(), 2);
    QTest::keyClick(list(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_pane->fork().size(), 3);
    QTest::keyClick(list(), Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(m_pane->fork().size(), 2);
    QCOMPARE(ForkPane::keyHelp().keys.size(), 6);
}

void TestForkPane::namesAreChosenOrTyped()
{
    auto *where = named<QComboBox>(u"Where"_s);
    auto *who = named<QComboBox>(u"Who"_s);
    QVERIFY(where->findText(u"C1"_s) >= 0 || where->count() > 1);
    where->setEditText(u"C42"_s);
    who->setEditText(u"U42"_s);
    choose(u"Message"_s);
    button(u"Insert below"_s)->click();
    QVERIFY(frameAt(0).contains("\"channel\":\"C42\""));
    QVERIFY(frameAt(0).contains("\"user\":\"U42\""));
}

void TestForkPane::modelIsSound()
{
    Fork fork(m_log->snapshot(), 1, true);
    ForkModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setFork(&fork);
    QCOMPARE(model.rowCount(), 4);
    QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(u"begins behind it"_s));
    fork.insert(0, "{\"type\":\"gull_landed\"}");
    model.refresh();
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.index(1).data().toString(), u"gull_landed"_s);
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(u"written here"_s));
    model.setFork(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestForkPane::saysWhenNothingIsForked()
{
    QVERIFY(m_pane->isOpen());
    m_pane->end();
    QVERIFY(!m_pane->isOpen());
    QVERIFY(named<QLabel>(u"Why there is nothing here"_s)->isVisible());
    QVERIFY(!list()->isVisible());
    QCOMPARE(list()->model()->rowCount(), 0);
}

void TestForkPane::everythingHasAName()
{
    for (const QWidget *each : m_pane->findChildren<QWidget *>()) {
        const bool isControl =
            qobject_cast<const QPushButton *>(each) || qobject_cast<const QComboBox *>(each) ||
            qobject_cast<const QPlainTextEdit *>(each) ||
            (qobject_cast<const QListView *>(each) && !each->inherits("QComboBoxListView"));
        QVERIFY2(!isControl || !each->accessibleName().isEmpty(), each->metaObject()->className());
    }
}

RTMSCOPE_GUI_TEST_MAIN(TestForkPane)
#include "tst_forkpane.moc"
