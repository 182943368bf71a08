// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/redactcontroller.h"

#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "ui/share/redactdialog.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Saving redacted from the window: the dialog, the thread, and the file.
class TestRedactController : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void savesWhatWasChosen();
    void refusesItsOwnFile();
    void givesUp();
    void givesUpInTheSearch();
    void theWindowMayGo();

private:
    static void press(RedactDialog &dialog, const QString &words);
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestRedactController::press(RedactDialog &dialog, const QString &words)
{
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->text() == words && button->isVisible())
            return button->click();
    }
    QFAIL(qPrintable(words));
}

void TestRedactController::savesWhatWasChosen()
{
    const auto log = EventLog::inMemory({});
    Workspace names;
    log->append(note(
        1,
        R"({"kind":"api","method":"conversations.list","args":{},"ok":true,"answer":{"ok":true,"channels":[)"
        R"({"id":"C0OPS0001","name":"ops","is_channel":true},{"id":"C0GEN0001","name":"general","is_channel":true}]}})"));
    log->append(message(2, "kept words here", "C0OPS0001"));
    log->append(message(3, "other words here", "C0GEN0001"));
    for (qsizetype row = 0; row < log->size(); ++row)
        names.apply(log->event(row));
    QWidget window;
    RedactController controller([this] { return path(u"safe.rtmcap"_s); });
    controller.open(*log, names, &window);
    RedactDialog *dialog = controller.dialog();
    QVERIFY(dialog && dialog->isVisible());
    auto *list = dialog->findChild<QListWidget *>();
    QCOMPARE(list->count(), 2);
    list->item(1)->setCheckState(Qt::Checked); // #ops
    press(*dialog, u"Save…"_s);
    QTRY_VERIFY(QFile::exists(path(u"safe.rtmcap"_s)));
    QSignalSpy opened(&controller, &RedactController::openRequested);
    QTRY_VERIFY(!dialog->findChildren<QPushButton *>().isEmpty() && [&] {
        for (const QPushButton *button : dialog->findChildren<QPushButton *>()) {
            if (button->text() == u"Open it"_s && button->isVisible())
                return true;
        }
        return false;
    }());
    QFile file(path(u"safe.rtmcap"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains("kept words here"));
    QVERIFY(!content.contains("other words here") && !content.contains("C0OPS0001"));
    press(*dialog, u"Open it"_s);
    QCOMPARE(opened.value(0).value(0).toString(), path(u"safe.rtmcap"_s));
    QTRY_VERIFY(!controller.dialog());
}

void TestRedactController::refusesItsOwnFile()
{
    const auto log = EventLog::create(path(u"own.rtmcap"_s), {});
    QVERIFY(log.ok());
    QWidget window;
    RedactController controller([this] { return path(u"own.rtmcap"_s); });
    controller.open(**log, {}, &window);
    press(*controller.dialog(), u"Save…"_s);
    bool isTold = false;
    for (const QLabel *label : controller.dialog()->findChildren<QLabel *>())
        isTold = isTold || (label->isVisible() && label->text().contains(u"very file"_s));
    QVERIFY(isTold);
}

void TestRedactController::givesUp()
{
    const auto log = logOf(60'000);
    QWidget window;
    RedactController controller([this] { return path(u"given-up.rtmcap"_s); });
    controller.open(*log, {}, &window);
    press(*controller.dialog(), u"Save…"_s);
    press(*controller.dialog(), u"Cancel"_s);
    const auto isAskedAgain = [&controller] {
        for (const QPushButton *button : controller.dialog()->findChildren<QPushButton *>()) {
            if (button->text() == u"Save…"_s && button->isVisible())
                return true;
        }
        return false;
    };
    QTRY_VERIFY(isAskedAgain());
    QVERIFY(!QFile::exists(path(u"given-up.rtmcap"_s)));
}

//! All is written by then, but nobody knows what is left in it.
void TestRedactController::givesUpInTheSearch()
{
    const auto log = logOf(60'000);
    QWidget window;
    RedactController controller([this] { return path(u"searched.rtmcap"_s); });
    controller.open(*log, {}, &window);
    press(*controller.dialog(), u"Save…"_s);
    const auto isSaid = [&controller](const QString &words) {
        for (const QLabel *label : controller.dialog()->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(u"Searching"_s), 60'000);
    press(*controller.dialog(), u"Cancel"_s);
    QTRY_VERIFY(isSaid(u"Keep what was said"_s));
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden).filter(u"edacted"_s), QStringList());
    QVERIFY(!QFile::exists(path(u"searched.rtmcap"_s)));
}

//! In the middle of it.
void TestRedactController::theWindowMayGo()
{
    const auto log = logOf(60'000);
    auto window = std::make_unique<QWidget>();
    auto controller = std::make_unique<RedactController>([this] { return path(u"gone.rtmcap"_s); });
    controller->open(*log, {}, window.get());
    press(*controller->dialog(), u"Save…"_s);
    window.reset();
    controller.reset();
    QVERIFY(!QFile::exists(path(u"gone.rtmcap"_s)));
}

RTMSCOPE_GUI_TEST_MAIN(TestRedactController)
#include "tst_redactcontroller.moc"
