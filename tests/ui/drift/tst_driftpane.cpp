// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/drift/driftpane.h"

#include "core/workspace/workspace.h"
#include "tests/support/testmain.h"
#include "ui/drift/driftdialog.h"
#include "ui/drift/driftmodel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

using namespace rtmscope;
using namespace Qt::StringLiterals;

//! The list of differences from the server, and the question what to compare.
class TestDriftPane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void saysWhyNothingCanBeCompared();
    void showsProgressAndCanBeCancelled();
    void listsDifferencesAndWhatWasLeftOut();
    void theModelHolds();
    void choosingLeadsToTheEvent();
    void noDifferenceIsSaidToo();
    void theDialogOffersAllAndTheChosen();
    void theDialogFindsConversations();
    void everythingHasAName();

private:
    QPushButton *button(const QWidget &in, const QString &words) const;
    QString words() const;
    static DriftReport report();

    std::unique_ptr<DriftPane> m_pane;
    Workspace m_workspace;
};

void TestDriftPane::init()
{
    m_pane = std::make_unique<DriftPane>();
    m_pane->resize(360, 600);
    m_pane->show();
}

QPushButton *TestDriftPane::button(const QWidget &in, const QString &text) const
{
    for (QPushButton *each : in.findChildren<QPushButton *>()) {
        if (each->text().startsWith(text) && each->isVisibleTo(&in))
            return each;
    }
    return nullptr;
}

//! All that can be read besides the list.
QString TestDriftPane::words() const
{
    QStringList lines;
    for (const QLabel *label : m_pane->findChildren<QLabel *>()) {
        if (label->isVisible())
            lines << label->text();
    }
    return lines.join(u'\n');
}

DriftReport TestDriftPane::report()
{
    DriftReport report;
    report.isComplete = true;
    report.conversations = 2;
    report.messages = 10;
    DriftFinding finding;
    finding.kind = DriftKind::Text;
    finding.place = {ChannelId(u"C1"_s), {}};
    finding.ts = MessageTs(u"1795356251.000100"_s);
    finding.author = u"<b>Mira</b>"_s;
    finding.here = u"as it was"_s;
    finding.there = u"<img src=x> as it is"_s;
    finding.origin = DriftFinding::Origin::After;
    finding.seq = 41;
    report.findings.append(finding);
    finding.kind = DriftKind::MissingThere;
    finding.origin = DriftFinding::Origin::Unknown;
    finding.seq = 0;
    report.findings.append(finding);
    report.omissions.append({{ChannelId(u"C2"_s), {}}, u"The server refused it."_s});
    return report;
}

void TestDriftPane::saysWhyNothingCanBeCompared()
{
    m_pane->reset(u"There is no server."_s);
    QVERIFY(!button(*m_pane, u"Compare"_s)->isEnabled());
    m_pane->reset({});
    QVERIFY(button(*m_pane, u"Compare"_s)->isEnabled());
    QSignalSpy wanted(m_pane.get(), &DriftPane::compareRequested);
    button(*m_pane, u"Compare"_s)->click();
    QCOMPARE(wanted.size(), 1);
    QVERIFY(!button(*m_pane, u"Copy"_s));
}

void TestDriftPane::showsProgressAndCanBeCancelled()
{
    m_pane->showProgress(u"Comparing, 1 of 3: #ops …"_s);
    QVERIFY(words().contains(u"Comparing, 1 of 3: #ops …"_s));
    QVERIFY(!button(*m_pane, u"Compare"_s)->isEnabled());
    QSignalSpy cancelled(m_pane.get(), &DriftPane::cancelRequested);
    button(*m_pane, u"Cancel"_s)->click();
    QCOMPARE(cancelled.size(), 1);
    DriftReport given = report();
    given.isComplete = false;
    m_pane->showReport(given, m_workspace);
    QVERIFY(!button(*m_pane, u"Cancel"_s));
    QVERIFY2(words().contains("Given up."_L1), qPrintable(words()));
}

void TestDriftPane::listsDifferencesAndWhatWasLeftOut()
{
    m_pane->showReport(report(), m_workspace);
    const auto *model = m_pane->findChild<QListView *>()->model();
    QCOMPARE(model->rowCount(), 3);
    QVERIFY(model->index(0, 0).data().toString().contains("the text differs"_L1));
    QVERIFY(model->index(0, 0).data(DriftModel::DetailRole).toString().contains("as it was"_L1));
    QVERIFY(model->index(2, 0).data().toString().contains("C2: The server refused it."_L1));
    QVERIFY(model->index(2, 0).data(DriftModel::OmissionRole).toBool());
    QVERIFY2(words().contains("2 differences in 10 messages"_L1), qPrintable(words()));
    // The first is chosen, and said in full; nothing of it is HTML.
    QVERIFY2(words().contains("<img src=x> as it is"_L1), qPrintable(words()));
    for (const QLabel *label : m_pane->findChildren<QLabel *>()) {
        if (label->text().contains("<img"_L1))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY2(words().contains("event 41"_L1), qPrintable(words()));
}

void TestDriftPane::theModelHolds()
{
    DriftModel model;
    QAbstractItemModelTester tester(&model);
    model.show(report(), m_workspace);
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains("event 41"_L1));
    model.show({}, m_workspace);
    model.show(report(), m_workspace);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestDriftPane::choosingLeadsToTheEvent()
{
    QSignalSpy chosen(m_pane.get(), &DriftPane::eventChosen);
    QSignalSpy wanted(m_pane.get(), &DriftPane::eventRequested);
    m_pane->showReport(report(), m_workspace);
    auto *list = m_pane->findChild<QListView *>();
    QVERIFY(!chosen.isEmpty());
    QCOMPARE(chosen.last().first().toULongLong(), 41);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toULongLong(), 41);
    const qsizetype before = chosen.size();
    QTest::keyClick(list, Qt::Key_Down); // nobody knows where that one comes from
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(chosen.size(), before);
    QCOMPARE(wanted.size(), 1);
    QVERIFY2(words().contains("does not reach back"_L1), qPrintable(words()));
}

void TestDriftPane::noDifferenceIsSaidToo()
{
    DriftReport none;
    none.isComplete = true;
    none.conversations = 1;
    none.messages = 7;
    m_pane->showReport(none, m_workspace);
    QVERIFY2(words().contains("No difference in 7 messages"_L1), qPrintable(words()));
    QVERIFY(!button(*m_pane, u"Copy"_s));
    QSignalSpy copied(m_pane.get(), &DriftPane::copyRequested);
    m_pane->showReport(report(), m_workspace);
    button(*m_pane, u"Copy"_s)->click();
    QCOMPARE(copied.size(), 1);
}

void TestDriftPane::theDialogOffersAllAndTheChosen()
{
    DriftDialog dialog({{ChannelId(u"C10"_s), u"#team-10"_s},
                        {ChannelId(u"C2"_s), u"#team-2"_s},
                        {ChannelId(u"D1"_s), u"Mira\nOkafor"_s}},
                       ChannelId(u"C2"_s));
    dialog.show();
    const auto *list = dialog.findChild<QListWidget *>();
    QCOMPARE(list->count(), 3);
    QStringList names;
    for (int row = 0; row < 3; ++row)
        names << list->item(row)->text();
    QVERIFY(names.indexOf(u"#team-2"_s) < names.indexOf(u"#team-10"_s));
    QSignalSpy wanted(&dialog, &DriftDialog::compareRequested);
    QVERIFY(button(dialog, u"Compare the chosen (1)"_s));
    button(dialog, u"Compare the chosen"_s)->click();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<QList<ChannelId>>(), QList<ChannelId>{ChannelId(u"C2"_s)});
    button(dialog, u"Compare all (3)"_s)->click();
    QCOMPARE(wanted.last().first().value<QList<ChannelId>>().size(), 3);
    DriftDialog none({}, {});
    none.show();
    QVERIFY(!button(none, u"Compare all"_s)->isEnabled());
    QVERIFY(!button(none, u"Compare the chosen"_s)->isEnabled());
}

void TestDriftPane::theDialogFindsConversations()
{
    DriftDialog dialog({{ChannelId(u"C1"_s), u"#general"_s}, {ChannelId(u"C2"_s), u"#ops"_s}},
                       ChannelId(u"C2"_s));
    dialog.show();
    const auto *list = dialog.findChild<QListWidget *>();
    QTest::keyClicks(dialog.findChild<QLineEdit *>(), u"gen"_s);
    QVERIFY(!list->item(0)->isHidden());
    QVERIFY(!list->item(1)->isHidden()); // it is chosen
    list->item(1)->setCheckState(Qt::Unchecked);
    QTest::keyClicks(dialog.findChild<QLineEdit *>(), u"e"_s);
    QVERIFY(list->item(1)->isHidden());
}

void TestDriftPane::everythingHasAName()
{
    m_pane->showReport(report(), m_workspace);
    DriftDialog dialog({{ChannelId(u"C1"_s), u"#general"_s}}, {});
    dialog.show();
    for (const QWidget *in : {static_cast<QWidget *>(m_pane.get()), static_cast<QWidget *>(&dialog)}) {
        for (const QWidget *widget : in->findChildren<QWidget *>()) {
            const auto *push = qobject_cast<const QPushButton *>(widget);
            if (widget->focusPolicy() != Qt::NoFocus && widget->isVisible() && !push &&
                !widget->objectName().startsWith("qt_"_L1) &&
                !(widget->parentWidget() && widget->parentWidget()->focusProxy() == widget))
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
    }
}

RTMSCOPE_GUI_TEST_MAIN(TestDriftPane)
#include "tst_driftpane.moc"
