// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/files/filedesk.h"

#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/workspacepage.h"
#include "ui/share/exportdialog.h"
#include "ui/theme/theme.h"
#include "ui/window/files/fileactions.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! What of the record is saved, and which files are opened: the actions, the dialogs, what is dropped.
class TestFileDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void dropsOpenFiles_data();
    void dropsOpenFiles();
    void recentFilesOpenAgain();
    void nothingIsSavedOfNothing();
    void savesWhatIsAskedFor_data();
    void savesWhatIsAskedFor();
    void theSuffixSaysAsWhat();
    void withoutASelectionItIsSaid();
    void exportOffersWhatThereIs();
    void exportAsksForTheFileLast();
    void exportOfFramesAsksForTheirDirection();

private:
    QAction *action(const QString &words) const;
    //! Answers the next file dialog with \a name; empty: cancels it.
    void answerFileDialog(const QString &name);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<WorkspaceFeed> m_feed;
    std::unique_ptr<MainWindow> m_window;
    QStringList m_dialogFilters;
};

void TestFileDesk::initTestCase()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    theme::apply(*qApp, u"light"_s);
}

void TestFileDesk::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    m_settings->setValue("files/folder"_L1, m_folder->path());
    m_log = logOf(20);
    m_feed = std::make_unique<WorkspaceFeed>();
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->page().setAccount({u"demo"_s, u"Demo/1"_s}, m_feed.get(), m_log.get());
}

void TestFileDesk::cleanup()
{
    m_window->page().clear();
    m_window.reset();
}

QAction *TestFileDesk::action(const QString &words) const
{
    for (QAction *each : m_window->findChildren<QAction *>()) {
        if (each->text().remove(u'&') == words)
            return each;
    }
    return nullptr;
}

void TestFileDesk::answerFileDialog(const QString &name)
{
    QTimer::singleShot(0, m_window.get(), [this, name] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        m_dialogFilters = dialog->nameFilters();
        if (name.isEmpty())
            return dialog->reject();
        dialog->selectFile(m_folder->filePath(name));
        QMetaObject::invokeMethod(dialog, "accept");
    });
}

void TestFileDesk::dropsOpenFiles_data()
{
    QTest::addColumn<QList<QUrl>>("urls");
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("one") << QList{QUrl(u"file:///data/a.rtmcap"_s)} << QStringList{u"/data/a.rtmcap"_s};
    QTest::newRow("several") << QList{QUrl(u"file:///data/a.rtmcap"_s), QUrl(u"file:///data/b%20c.zip"_s)}
                             << QStringList{u"/data/a.rtmcap"_s, u"/data/b c.zip"_s};
    QTest::newRow("an address") << QList{QUrl(u"https://example.com/a.rtmcap"_s)} << QStringList{};
    QTest::newRow("one of them an address")
        << QList{QUrl(u"file:///data/a.rtmcap"_s), QUrl(u"https://example.com/"_s)} << QStringList{};
    QTest::newRow("words") << QList<QUrl>{} << QStringList{};
}

void TestFileDesk::dropsOpenFiles()
{
    QFETCH(QList<QUrl>, urls);
    QFETCH(QStringList, paths);
    QMimeData data;
    data.setText(u"words"_s);
    data.setUrls(urls);
    QSignalSpy wanted(m_window->files(), &FileDesk::openRequested);
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    enter.ignore();
    QApplication::sendEvent(m_window.get(), &enter);
    QCOMPARE(enter.isAccepted(), !paths.isEmpty());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(m_window.get(), &drop);
    QCOMPARE(wanted.size(), paths.isEmpty() ? 0 : 1);
    if (!paths.isEmpty())
        QCOMPARE(wanted.first().first().toStringList(), paths);
}

void TestFileDesk::recentFilesOpenAgain()
{
    QSignalSpy wanted(m_window->files(), &FileDesk::openRequested);
    m_window->files()->recent().remember({u"/data/a.rtmcap"_s, u"/data/b.rtmcap"_s});
    action(u"1  a.rtmcap and 1 more in /data"_s)->trigger();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toStringList().size(), 2);
}

void TestFileDesk::nothingIsSavedOfNothing()
{
    m_window->page().clear();
    for (const char *words : {"Save as…", "Save what the filter shows…", "Save the selected events…",
                              "Export…", "Save redacted…"})
        QVERIFY2(!action(QString::fromUtf8(words))->isEnabled(), words);
    m_window->page().setRecording(u"day.rtmcap"_s, m_feed.get(), m_log.get());
    QVERIFY(action(u"Export…"_s)->isEnabled());
}

void TestFileDesk::savesWhatIsAskedFor_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("events");
    QTest::newRow("all") << u"Save as…"_s << int(SavedEvents::All);
    QTest::newRow("shown") << u"Save what the filter shows…"_s << int(SavedEvents::Shown);
    QTest::newRow("selected") << u"Save the selected events…"_s << int(SavedEvents::Selected);
}

void TestFileDesk::savesWhatIsAskedFor()
{
    QFETCH(QString, words);
    QFETCH(int, events);
    QVERIFY(m_window->page().panes().events->selectEvent(7));
    QSignalSpy wanted(m_window->files(), &FileDesk::saveRequested);
    answerFileDialog({});
    action(words)->trigger();
    QCOMPARE(wanted.size(), 0);
    answerFileDialog(u"mine.rtmcap"_s);
    action(words)->trigger();
    QCOMPARE(wanted.size(), 1);
    const auto wish = wanted.first().first().value<SaveWish>();
    QCOMPARE(wish.path, m_folder->filePath(u"mine.rtmcap"_s));
    QCOMPARE(int(wish.events), events);
    QCOMPARE(int(wish.format), int(ExportFormat::Capture));
    QCOMPARE(m_dialogFilters.size(), 6);
}

void TestFileDesk::theSuffixSaysAsWhat()
{
    QSignalSpy wanted(m_window->files(), &FileDesk::saveRequested);
    answerFileDialog(u"mine.csv"_s);
    action(u"Save as…"_s)->trigger();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(int(wanted.first().first().value<SaveWish>().format), int(ExportFormat::Csv));
}

void TestFileDesk::withoutASelectionItIsSaid()
{
    m_window->page().panes().events->clearSelection();
    QSignalSpy wanted(m_window->files(), &FileDesk::saveRequested);
    QSignalSpy told(&m_window->page(), &WorkspacePage::passingWords);
    action(u"Save the selected events…"_s)->trigger();
    QCOMPARE(wanted.size(), 0);
    QCOMPARE(told.size(), 1);
}

void TestFileDesk::exportOffersWhatThereIs()
{
    EventView *view = m_window->page().panes().events;
    view->setFilterText(u"text contains \"message 1\""_s);
    QTRY_VERIFY(!view->parts().model->shown().everything && view->parts().model->counts().isWhole);
    QVERIFY(view->selectEvent(10));
    action(u"Export…"_s)->trigger();
    auto *dialog = m_window->findChild<ExportDialog *>();
    QVERIFY(dialog);
    QStringList offered;
    const auto *events = dialog->findChildren<QComboBox *>().constFirst();
    for (int i = 0; i < events->count(); ++i)
        offered << events->itemText(i);
    QCOMPARE(offered, (QStringList{u"All events (20)"_s, u"What the filter shows (11)"_s,
                                   u"The selected events (1)"_s}));
    QCOMPARE(int(dialog->wish().events), int(SavedEvents::Shown)); // what one just looked for
    dialog->reject();
    ExportDialog none({0, 0, 0});
    QVERIFY(!none.findChild<QPushButton *>()->isEnabled());
}

void TestFileDesk::exportAsksForTheFileLast()
{
    action(u"Export…"_s)->trigger();
    auto *dialog = m_window->findChild<ExportDialog *>();
    QVERIFY(dialog);
    dialog->choose(SavedEvents::All, ExportFormat::Har);
    QSignalSpy wanted(m_window->files(), &FileDesk::saveRequested);
    answerFileDialog(u"mine.har"_s);
    Q_EMIT dialog->exportRequested();
    QCOMPARE(wanted.size(), 1);
    const auto wish = wanted.first().first().value<SaveWish>();
    QCOMPARE(wish.path, m_folder->filePath(u"mine.har"_s));
    QCOMPARE(int(wish.format), int(ExportFormat::Har));
    QCOMPARE(m_dialogFilters.size(), 1);
}

void TestFileDesk::exportOfFramesAsksForTheirDirection()
{
    ExportDialog dialog({20, 20, 0});
    dialog.show();
    const QList<QComboBox *> boxes = dialog.findChildren<QComboBox *>();
    QCOMPARE(boxes.size(), 3);
    for (const QComboBox *box : boxes)
        QVERIFY(!box->accessibleName().isEmpty());
    dialog.choose(SavedEvents::All, ExportFormat::Ndjson);
    QVERIFY(boxes.at(2)->isVisible());
    QVERIFY(dialog.wish().incoming && !dialog.wish().outgoing);
    boxes.at(2)->setCurrentIndex(1);
    QVERIFY(!dialog.wish().incoming && dialog.wish().outgoing);
    boxes.at(2)->setCurrentIndex(2);
    QVERIFY(dialog.wish().incoming && dialog.wish().outgoing);
    dialog.choose(SavedEvents::All, ExportFormat::Markdown);
    QVERIFY(!boxes.at(2)->isVisible());
}

RTMSCOPE_GUI_TEST_MAIN(TestFileDesk)
#include "tst_filedesk.moc"
