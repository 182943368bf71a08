// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"
#include "ui/serve/expectationsmodel.h"
#include "ui/serve/expectationsview.h"
#include "ui/serve/servedialog.h"
#include "ui/serve/servepane.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Phase = ServeStatus::Phase;
using Line = expectationreport::Line;
using Wait = std::optional<std::chrono::milliseconds>;

//! The pane of a capture that is played, its expectations, and the dialog before it.
class TestServePane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void saysHowItStands_data();
    void saysHowItStands();
    void buttonsFollowThePhase_data();
    void buttonsFollowThePhase();
    void playsAndPauses();
    void backTakesThePlaceOfStop();
    void paceIsChosen();
    void waitIsChosen();
    void settingThePaceTellsNothing();
    void expectationsAreToldAfterAPause();
    void mistakesAreMarked();
    void outcomesAreListed();
    void outcomesWrap();
    void savingTellsWhatWasTypedLast();
    void dialogAsksHow();
    void dialogRemembers();
    void dialogOffersTheFilter();
    void dialogTellsProgressAndFailure();
    void everythingHasAName();

private:
    template<typename T>
    T *named(const QString &name, QWidget *in = nullptr) const
    {
        for (T *each : (in ? in : m_pane.get())->template findChildren<T *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    QPushButton *button(const QString &name) const { return named<QPushButton>(name); }
    static ServeStatus status(Phase phase, qint64 played = 0)
    {
        ServeStatus status;
        status.phase = phase;
        status.name = u"day.rtmcap"_s;
        status.port = u"8300"_s;
        status.played = played;
        status.leftOut = phase == Phase::Nothing ? 0 : 1;
        status.frames = 101;
        status.clients = 1;
        return status;
    }

    std::unique_ptr<ServePane> m_pane;
};

void TestServePane::init()
{
    theme::apply(*qApp, u"light"_s);
    m_pane = std::make_unique<ServePane>();
    m_pane->resize(380, 700);
    m_pane->show();
}

void TestServePane::cleanup()
{
    m_pane.reset();
}

void TestServePane::saysHowItStands_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("details");
    QTest::newRow("waiting") << int(Phase::Waiting) << u"Waiting for a program on port 8300"_s << u"hello"_s;
    QTest::newRow("playing") << int(Phase::Playing) << u"Playing, 51 of 101"_s << u"One socket is open"_s;
    QTest::newRow("paused") << int(Phase::Paused) << u"Paused at 51 of 101"_s << u"One frame was left out"_s;
    QTest::newRow("over") << int(Phase::Over) << u"All 50 events were played"_s << u"Late answers"_s;
    QTest::newRow("stopped") << int(Phase::Stopped) << u"Stopped at 51 of 101"_s << u"left out"_s;
    QTest::newRow("refused") << int(Phase::Refused) << u"Port 8300 is taken."_s << u"another port"_s;
}

void TestServePane::saysHowItStands()
{
    QFETCH(const int, phase);
    QFETCH(const QString, says);
    QFETCH(const QString, details);
    ServeStatus now = status(static_cast<Phase>(phase), 50);
    now.words = u"Port 8300 is taken."_s;
    m_pane->setStatus(now);
    QCOMPARE(named<QLabel>(u"Serving"_s)->text(), says);
    const QString told = named<QLabel>(u"Details of serving"_s)->text();
    QVERIFY2(told.contains(details), qPrintable(told));
    QCOMPARE(named<QProgressBar>(u"Played so far"_s)->value(), 1000 * 51 / 101);
}

void TestServePane::buttonsFollowThePhase_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<QString>("play");
    QTest::addColumn<QString>("enabled"); // of play, step, again, stop
    QTest::newRow("waiting") << int(Phase::Waiting) << u"Pause"_s << u"1011"_s;
    QTest::newRow("playing") << int(Phase::Playing) << u"Pause"_s << u"1111"_s;
    QTest::newRow("paused") << int(Phase::Paused) << u"Play"_s << u"1111"_s;
    QTest::newRow("over") << int(Phase::Over) << u"Pause"_s << u"0011"_s;
    QTest::newRow("stopped") << int(Phase::Stopped) << u"Pause"_s << u"0010"_s;
    QTest::newRow("refused") << int(Phase::Refused) << u"Pause"_s << u"0010"_s;
}

void TestServePane::buttonsFollowThePhase()
{
    QFETCH(const int, phase);
    QFETCH(const QString, play);
    QFETCH(const QString, enabled);
    m_pane->setStatus(status(static_cast<Phase>(phase), 50));
    QVERIFY(button(play));
    QString now;
    for (const QString &name : {play, u"Next event"_s, u"Again"_s, u"Stop"_s})
        now += button(name)->isEnabled() ? u'1' : u'0';
    QCOMPARE(now, enabled);
}

void TestServePane::playsAndPauses()
{
    QSignalSpy play(m_pane.get(), &ServePane::playRequested);
    QSignalSpy pause(m_pane.get(), &ServePane::pauseRequested);
    QSignalSpy step(m_pane.get(), &ServePane::stepRequested);
    m_pane->setStatus(status(Phase::Playing, 50));
    button(u"Pause"_s)->click();
    QCOMPARE(pause.size(), 1);
    m_pane->setStatus(status(Phase::Paused, 50));
    button(u"Next event"_s)->click();
    button(u"Play"_s)->click();
    QCOMPARE(step.size(), 1);
    QCOMPARE(play.size(), 1);
}

void TestServePane::backTakesThePlaceOfStop()
{
    ServeStatus now = status(Phase::Playing, 50);
    now.back = u"the demo"_s;
    m_pane->setStatus(now);
    QVERIFY(button(u"Stop"_s)->isVisible());
    QVERIFY(!button(u"Back to the demo"_s)->isVisible());
    now.phase = Phase::Stopped;
    m_pane->setStatus(now);
    QVERIFY(!button(u"Stop"_s)->isVisible());
    QSignalSpy back(m_pane.get(), &ServePane::backRequested);
    button(u"Back to the demo"_s)->click();
    QCOMPARE(back.size(), 1);
    now.back.clear();
    m_pane->setStatus(now);
    QVERIFY(button(u"Stop"_s)->isVisible()); // as nothing stands in its place
}

void TestServePane::paceIsChosen()
{
    m_pane->setStatus(status(Phase::Playing, 50));
    QSignalSpy speed(m_pane.get(), &ServePane::speedChosen);
    QSignalSpy pause(m_pane.get(), &ServePane::pauseRequested);
    QSignalSpy play(m_pane.get(), &ServePane::playRequested);
    auto *pace = named<QComboBox>(u"Pace"_s);
    const auto choose = [pace](int row) {
        pace->setCurrentIndex(row);
        Q_EMIT pace->activated(row);
    };
    choose(2);
    choose(3);
    QCOMPARE(speed.size(), 2);
    QCOMPARE(speed.at(0).constFirst().toDouble(), 10.0);
    QCOMPARE(speed.at(1).constFirst().toDouble(), 0.0);
    choose(4); // step by step: a pause that one steps on from
    QCOMPARE(pause.size(), 1);
    m_pane->setStatus(status(Phase::Paused, 50));
    choose(0);
    QCOMPARE(play.size(), 1);
    QCOMPARE(speed.constLast().constFirst().toDouble(), 1.0);
}

void TestServePane::waitIsChosen()
{
    QSignalSpy chosen(m_pane.get(), &ServePane::waitChosen);
    m_pane->setStatus(status(Phase::Playing, 50));
    auto *waits = m_pane->findChild<QCheckBox *>();
    auto *wait = named<QDoubleSpinBox>(u"Longest wait for an answer"_s);
    QVERIFY(!wait->isEnabled());
    waits->click();
    QVERIFY(wait->isEnabled());
    QCOMPARE(chosen.constLast().constFirst().value<Wait>(), Wait(2'000ms));
    wait->setValue(0.5);
    QCOMPARE(chosen.constLast().constFirst().value<Wait>(), Wait(500ms));
    waits->click();
    QCOMPARE(chosen.constLast().constFirst().value<Wait>(), Wait());
}

void TestServePane::settingThePaceTellsNothing()
{
    QSignalSpy wait(m_pane.get(), &ServePane::waitChosen);
    QSignalSpy speed(m_pane.get(), &ServePane::speedChosen);
    m_pane->setPace(10, false, 3s);
    QCOMPARE(named<QComboBox>(u"Pace"_s)->currentIndex(), 2);
    QCOMPARE(named<QDoubleSpinBox>(u"Longest wait for an answer"_s)->value(), 3.0);
    m_pane->setPace(1, true, {});
    QCOMPARE(named<QComboBox>(u"Pace"_s)->currentIndex(), 4);
    QVERIFY(wait.isEmpty());
    QVERIFY(speed.isEmpty());
}

void TestServePane::expectationsAreToldAfterAPause()
{
    ExpectationsView *view = m_pane->expectations();
    QSignalSpy edited(view, &ExpectationsView::edited);
    view->setText(u"after message: reply\n"_s);
    QVERIFY(edited.isEmpty());
    auto *edit = named<QPlainTextEdit>(u"Expectations"_s);
    QTest::keyClicks(edit, u"# x"_s);
    QVERIFY(edited.isEmpty());
    QTRY_COMPARE(edited.size(), 1);
    QCOMPARE(edited.constFirst().constFirst().toString(), u"# xafter message: reply\n"_s);
}

void TestServePane::mistakesAreMarked()
{
    m_pane->setStatus(status(Phase::Waiting));
    ExpectationsView *view = m_pane->expectations();
    QSignalSpy edited(view, &ExpectationsView::edited);
    view->setText(u"after message: reply\nafter: reply\n"_s);
    view->setProblem(2, u"Line 2: something is missing."_s);
    const auto *problem = named<QLabel>(u"What is wrong with the expectations"_s);
    QVERIFY(problem && problem->isVisible());
    const auto *edit = named<QPlainTextEdit>(u"Expectations"_s);
    QCOMPARE(edit->extraSelections().size(), 1);
    QCOMPARE(edit->extraSelections().constFirst().cursor.selectedText(), u"after: reply"_s);
    view->setProblem(0, {});
    QVERIFY(!problem->isVisible());
    QVERIFY(edit->extraSelections().isEmpty());
    QVERIFY(edited.isEmpty()); // marks are no typing
}

void TestServePane::outcomesAreListed()
{
    ExpectationsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<Line> lines{{1, u"after message: reply"_s, Line::State::Passed, u"3 kept"_s},
                            {2, u"after event: ack"_s, Line::State::Failed, u"one\ntwo"_s}};
    model.setLines(lines);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(),
             u"Failed, line 2: after event: ack. one"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setLines(lines);
    QVERIFY(changed.isEmpty());
    QList<Line> others = lines;
    others[0].words = u"4 kept"_s;
    model.setLines(others);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().constFirst().toModelIndex().row(), 0);
    QVERIFY(reset.isEmpty());
    model.setLines({});
    QCOMPARE(model.rowCount(), 0);
}

//! A reason is read in full, in as many lines as it takes.
void TestServePane::outcomesWrap()
{
    m_pane->setStatus(status(Phase::Playing, 1));
    const auto *list = named<QListView>(u"What became of each expectation"_s);
    m_pane->expectations()->setLines({{1, u"after message: reply"_s, Line::State::Waiting, u"No."_s}});
    const int low = list->visualRect(list->model()->index(0, 0)).height();
    m_pane->expectations()->setLines({{1, u"after message: reply"_s, Line::State::Failed,
                                       u"After event 12 there was no such reply. "_s.repeated(9)}});
    QTRY_VERIFY(list->visualRect(list->model()->index(0, 0)).height() > 3 * low / 2);
}

void TestServePane::savingTellsWhatWasTypedLast()
{
    m_pane->setStatus(status(Phase::Waiting));
    ExpectationsView *view = m_pane->expectations();
    view->setFileWords(u"Not kept yet."_s, false);
    QVERIFY(!button(u"Save the expectations"_s)->isEnabled());
    view->setFileWords(u"Not kept yet."_s, true);
    QStringList order;
    connect(view, &ExpectationsView::edited, this, [&order](const QString &text) { order << text; });
    connect(view, &ExpectationsView::saveRequested, this, [&order] { order << u"save"_s; });
    QTest::keyClicks(named<QPlainTextEdit>(u"Expectations"_s), u"x"_s);
    button(u"Save the expectations"_s)->click();
    QCOMPARE(order, (QStringList{u"x"_s, u"save"_s}));
}

void TestServePane::dialogAsksHow()
{
    ServeSubject subject;
    subject.name = u"day.rtmcap"_s;
    subject.entries = 1234;
    ServeDialog dialog(subject);
    dialog.show();
    ServeRequest request = dialog.request();
    QCOMPARE(request.speed, 1.0);
    QVERIFY(!request.stepping && !request.wait && !request.filteredOnly);
    QCOMPARE(request.port, 0);
    QCOMPARE(request.longestGap, 5s);
    named<QComboBox>(u"Pace"_s, &dialog)->setCurrentIndex(4);
    QVERIFY(!named<QDoubleSpinBox>(u"Longest silence"_s, &dialog)->isEnabled()); // nobody waits for that
    dialog.findChild<QCheckBox *>()->click();
    named<QLineEdit>(u"Listen on port"_s, &dialog)->setText(u"8300"_s);
    request = dialog.request();
    QVERIFY(request.stepping);
    QCOMPARE(request.wait, Wait(2s));
    QCOMPARE(request.port, 8300);
    QSignalSpy asked(&dialog, &ServeDialog::serveRequested);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
}

void TestServePane::dialogRemembers()
{
    ServeSubject subject;
    subject.filter = u"type == message"_s;
    ServeRequest request;
    request.filteredOnly = true;
    request.speed = 10;
    request.wait = 700ms;
    request.longestGap = 1'500ms;
    request.port = 3000;
    ServeDialog dialog(subject);
    dialog.setRequest(request);
    const ServeRequest again = dialog.request();
    QVERIFY(again.filteredOnly);
    QCOMPARE(again.speed, 10.0);
    QCOMPARE(again.wait, Wait(700ms));
    QCOMPARE(again.longestGap, 1'500ms);
    QCOMPARE(again.port, 3000);
}

void TestServePane::dialogOffersTheFilter()
{
    ServeSubject subject;
    const auto filtered = [](const ServeDialog &dialog) {
        return dialog.findChildren<QRadioButton *>().at(1);
    };
    QVERIFY(!filtered(ServeDialog(subject))->isEnabled());
    subject.filter = u"text contains a && b"_s;
    const ServeDialog dialog(subject);
    QVERIFY(filtered(dialog)->isEnabled());
    QVERIFY2(filtered(dialog)->text().endsWith(u"a &&&& b"_s), qPrintable(filtered(dialog)->text()));
}

void TestServePane::dialogTellsProgressAndFailure()
{
    ServeDialog dialog(ServeSubject{});
    dialog.show();
    QSignalSpy cancelled(&dialog, &ServeDialog::cancelRequested);
    dialog.showProgress(40);
    QVERIFY(!named<QComboBox>(u"Pace"_s, &dialog)->isEnabled());
    QTest::keyClick(&dialog, Qt::Key_Escape); // the first wish is to end that
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(dialog.isVisible());
    dialog.showFailure(u"There is nothing to play."_s);
    QVERIFY(named<QComboBox>(u"Pace"_s, &dialog)->isEnabled());
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void TestServePane::everythingHasAName()
{
    const ServeDialog dialog(ServeSubject{});
    for (const QWidget *top :
         {static_cast<const QWidget *>(m_pane.get()), static_cast<const QWidget *>(&dialog)}) {
        for (const QWidget *each : top->findChildren<QWidget *>()) {
            const bool isControl =
                qobject_cast<const QAbstractButton *>(each) || qobject_cast<const QComboBox *>(each) ||
                qobject_cast<const QPlainTextEdit *>(each) || qobject_cast<const QDoubleSpinBox *>(each) ||
                (qobject_cast<const QListView *>(each) && each->parent() != nullptr &&
                 !each->inherits("QComboBoxListView"));
            const auto *asButton = qobject_cast<const QAbstractButton *>(each);
            const bool hasName =
                !each->accessibleName().isEmpty() || (asButton && !asButton->text().isEmpty());
            QVERIFY2(!isControl || hasName, each->metaObject()->className());
        }
    }
}

RTMSCOPE_GUI_TEST_MAIN(TestServePane)
#include "tst_servepane.moc"
