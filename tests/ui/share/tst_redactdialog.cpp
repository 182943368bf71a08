// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/share/redactdialog.h"

#include "tests/support/testmain.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestRedactDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void listsConversations();
    void manyConversations();
    void findsConversations();
    void asksAndShowsProgress();
    void cancelsWhatGoesOn();
    void showsWhatIsLeft();
    void showsThatNothingIsLeft();
    void showsFailures();
    void everythingHasAName();

private:
    QPushButton *button(const QString &words) const;
    QString words() const;

    std::unique_ptr<RedactDialog> m_dialog;
};

void TestRedactDialog::init()
{
    m_dialog = std::make_unique<RedactDialog>();
    m_dialog->setPlaces({{u"C10"_s, u"#team-10"_s}, {u"C2"_s, u"#team-2"_s}, {u"D1"_s, u"Mira\nOkafor"_s}});
    m_dialog->show();
}

QPushButton *TestRedactDialog::button(const QString &text) const
{
    for (QPushButton *each : m_dialog->findChildren<QPushButton *>()) {
        if (each->text() == text && each->isVisible())
            return each;
    }
    return nullptr;
}

//! All that can be read.
QString TestRedactDialog::words() const
{
    QStringList lines;
    for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
        if (label->isVisible())
            lines << label->text();
    }
    return lines.join(u'\n');
}

void TestRedactDialog::listsConversations()
{
    const auto *list = m_dialog->findChild<QListWidget *>();
    QCOMPARE(list->count(), 3);
    QCOMPARE(list->item(0)->text(), u"#team-2"_s); // as people count
    QCOMPARE(list->item(1)->text(), u"#team-10"_s);
    QCOMPARE(list->item(2)->text(), u"Mira Okafor"_s);
    QCOMPARE(m_dialog->kept(), QStringList());
    QVERIFY(words().contains(u"all texts are masked"_s));
    list->item(1)->setCheckState(Qt::Checked);
    QCOMPARE(m_dialog->kept(), QStringList{u"C10"_s});
    QVERIFY(words().contains(u"1 conversation keeps"_s));
}

void TestRedactDialog::manyConversations()
{
    constexpr int count = 20'000;
    QList<RedactDialog::Place> places;
    for (int i = 0; i < count; ++i)
        places.append({u"C%1"_s.arg(i), u"#room-%1"_s.arg(i)});
    QElapsedTimer clock;
    clock.start();
    m_dialog->setPlaces(places);
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed()))); // each with each: minutes
    const auto *list = m_dialog->findChild<QListWidget *>();
    QCOMPARE(list->count(), count);
    QVERIFY(words().contains(u"all texts are masked"_s));
    list->item(7)->setCheckState(Qt::Checked);
    list->item(9)->setCheckState(Qt::Checked);
    list->item(9)->setText(u"#other"_s); // no choice
    QVERIFY(words().contains(u"2 conversations keep"_s));
    list->item(7)->setCheckState(Qt::Unchecked);
    QVERIFY(words().contains(u"1 conversation keeps"_s));
    QCOMPARE(m_dialog->kept(), QStringList{u"C9"_s});
    m_dialog->setPlaces(places);
    QVERIFY(words().contains(u"all texts are masked"_s));
}

void TestRedactDialog::findsConversations()
{
    const auto *list = m_dialog->findChild<QListWidget *>();
    list->item(0)->setCheckState(Qt::Checked);
    m_dialog->findChild<QLineEdit *>()->setText(u"mira "_s);
    QVERIFY(!list->item(0)->isHidden()); // chosen
    QVERIFY(list->item(1)->isHidden());
    QVERIFY(!list->item(2)->isHidden());
}

void TestRedactDialog::asksAndShowsProgress()
{
    QSignalSpy asked(m_dialog.get(), &RedactDialog::saveRequested);
    QVERIFY(button(u"Save…"_s));
    button(u"Save…"_s)->click();
    QCOMPARE(asked.size(), 1);
    m_dialog->showProgress(RedactionStep::Writing, 40);
    QVERIFY(!button(u"Save…"_s));
    QCOMPARE(m_dialog->findChild<QProgressBar *>()->value(), 40);
    QVERIFY(words().contains(u"Writing"_s));
}

void TestRedactDialog::cancelsWhatGoesOn()
{
    QSignalSpy cancelled(m_dialog.get(), &RedactDialog::cancelRequested);
    m_dialog->showProgress(RedactionStep::Reading, 0);
    button(u"Cancel"_s)->click();
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 2);
    QVERIFY(m_dialog->isVisible());
    m_dialog->showQuestions();
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

void TestRedactDialog::showsWhatIsLeft()
{
    RedactionReport report;
    report.entries = 1234;
    report.kept = {{u"#general"_s, u"C0X"_s, 2870}};
    report.counts[RedactionReport::Risk::Name] = 3;
    report.counts[RedactionReport::Risk::Email] = 1;
    report.findings = {{RedactionReport::Risk::Name, 412, u"text"_s, u"Mira"_s},
                       {RedactionReport::Risk::Email, 0, {}, u"a@b.cd"_s}};
    m_dialog->showReport(report, u"/x/safe.rtmcap"_s);
    QVERIFY(words().contains(u"Something is left"_s));
    QVERIFY(words().contains(u"#general (2870 texts)"_s));
    const auto *tree = m_dialog->findChild<QTreeWidget *>();
    QVERIFY(tree->isVisible());
    QCOMPARE(tree->topLevelItemCount(), 2);
    QCOMPARE(tree->topLevelItem(0)->text(0), u"1 e-mail address"_s);
    const QTreeWidgetItem *names = tree->topLevelItem(1);
    QCOMPARE(names->text(0), u"3 original names"_s);
    QCOMPARE(names->child(0)->text(0), u"entry 412, text: “Mira”"_s);
    QCOMPARE(names->child(1)->text(0), u"… and 2 more"_s);
    QSignalSpy opened(m_dialog.get(), &RedactDialog::openRequested);
    button(u"Open it"_s)->click();
    QCOMPARE(opened.value(0).value(0).toString(), u"/x/safe.rtmcap"_s);
    QVERIFY(!m_dialog->isVisible());
}

void TestRedactDialog::showsThatNothingIsLeft()
{
    m_dialog->showReport({}, u"/x/safe.rtmcap"_s);
    QVERIFY(words().contains(u"Nothing of the original was found"_s));
    QVERIFY(!m_dialog->findChild<QTreeWidget *>()->isVisible());
    QVERIFY(button(u"Close"_s));
}

void TestRedactDialog::showsFailures()
{
    m_dialog->showProgress(RedactionStep::Writing, 40);
    m_dialog->showFailure(u"The disk is full."_s);
    QVERIFY(words().contains(u"The disk is full."_s));
    QVERIFY(button(u"Save…"_s));
    m_dialog->showQuestions();
    QVERIFY(!words().contains(u"The disk is full."_s));
}

void TestRedactDialog::everythingHasAName()
{
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        const auto *press = qobject_cast<const QPushButton *>(widget);
        const bool isNamed = !widget->accessibleName().isEmpty() || (press && !press->text().isEmpty());
        const bool isOwn = widget->objectName().startsWith(u"qt_"_s); // parts of Qt's own widgets
        QVERIFY2(widget->focusPolicy() == Qt::NoFocus || isNamed || isOwn, widget->metaObject()->className());
    }
}

RTMSCOPE_GUI_TEST_MAIN(TestRedactDialog)
#include "tst_redactdialog.moc"
