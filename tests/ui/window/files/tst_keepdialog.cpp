// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/files/keepdialog.h"

#include "tests/support/testmain.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestKeepDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsSet_data();
    void showsWhatIsSet();
    void tellsWhatIsChosen();
    void cancelChangesNothing();
    void tellsHowMuchThereIs();

private:
    static QPushButton *button(const KeepDialog &dialog, const QString &words);
    static QString words(const KeepDialog &dialog);
};

QPushButton *TestKeepDialog::button(const KeepDialog &dialog, const QString &text)
{
    for (QPushButton *each : dialog.findChildren<QPushButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

QString TestKeepDialog::words(const KeepDialog &dialog)
{
    QStringList lines;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        lines << label->text();
    return lines.join(u'\n');
}

void TestKeepDialog::showsWhatIsSet_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<int>("days");
    QTest::newRow("usual") << captureshelf::Keeping().bytes << captureshelf::Keeping().days;
    QTest::newRow("one of those offered") << qint64(10'000'000'000) << 30;
    QTest::newRow("set by hand in the file") << qint64(1'234'000'000) << 3;
    QTest::newRow("no limit") << qint64(0) << 0;
}

void TestKeepDialog::showsWhatIsSet()
{
    QFETCH(qint64, bytes);
    QFETCH(int, days);
    const captureshelf::Keeping keeping{bytes, days};
    const KeepDialog dialog(keeping, u"/data/captures"_s);
    QVERIFY(dialog.keeping() == keeping);
    for (const QComboBox *box : dialog.findChildren<QComboBox *>()) {
        QVERIFY(!box->accessibleName().isEmpty());
        QVERIFY(!box->currentText().isEmpty());
        QCOMPARE(box->itemText(box->count() - 1), u"No limit"_s);
    }
    QVERIFY(words(dialog).contains("/data/captures"_L1));
}

void TestKeepDialog::tellsWhatIsChosen()
{
    KeepDialog dialog({}, u"/data"_s);
    dialog.show();
    QSignalSpy chosen(&dialog, &KeepDialog::keepingChosen);
    QSignalSpy folder(&dialog, &KeepDialog::folderRequested);
    button(dialog, u"Open the folder"_s)->click();
    QCOMPARE(folder.size(), 1);
    for (QComboBox *box : dialog.findChildren<QComboBox *>())
        box->setCurrentIndex(0);
    button(dialog, u"Keep so"_s)->click();
    QCOMPARE(chosen.size(), 1);
    const auto keeping = chosen.first().first().value<captureshelf::Keeping>();
    QCOMPARE(keeping.bytes, 500'000'000);
    QCOMPARE(keeping.days, 7);
    QVERIFY(!dialog.isVisible());
}

void TestKeepDialog::cancelChangesNothing()
{
    KeepDialog dialog({}, u"/data"_s);
    dialog.show();
    QSignalSpy chosen(&dialog, &KeepDialog::keepingChosen);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(chosen.size(), 0);
}

void TestKeepDialog::tellsHowMuchThereIs()
{
    KeepDialog dialog({}, u"/data"_s);
    dialog.showUsage({});
    QVERIFY(words(dialog).contains("no recordings yet"_L1));
    dialog.showUsage({12, 340'000'000, QDateTime::currentDateTime()});
    QVERIFY2(words(dialog).contains("12 files of 340.0 MB"_L1), qPrintable(words(dialog)));
    dialog.showUsage({1, 1'000, QDateTime::currentDateTime()});
    QVERIFY2(words(dialog).contains("1 file of 1.0 kB"_L1), qPrintable(words(dialog)));
}

RTMSCOPE_GUI_TEST_MAIN(TestKeepDialog)
#include "tst_keepdialog.moc"
