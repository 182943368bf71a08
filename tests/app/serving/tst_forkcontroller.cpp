// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/fork/forkcontroller.h"
#include "core/log/eventlog.h"
#include "tests/support/recorded.h"
#include "tests/support/testmain.h"
#include "ui/fork/forkpane.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/workspacepage.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using rtmscope::testing::messageAt;

//! Forks of a capture that is open in a window: where they begin, and what comes of them.
class TestForkController : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void beginsBehindTheSelectedEvent();
    void beginsBehindTheLast();
    void namesComeWithTheFold();
    void showsWhatComesOut();
    void savesAFixture_data();
    void savesAFixture();
    void theOriginalIsNeverWrittenOver();
    void noneOfSeveralIsWrittenOver();
    void isServed();
    void whatIsUnsavedIsAskedAbout();
    void theWindowAsksBeforeItCloses();

private:
    template<typename T>
    static T *named(const QWidget &parent, const QString &name)
    {
        for (T *each : parent.findChildren<T *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    QPushButton *button(const QString &name) const { return named<QPushButton>(m_fork->pane(), name); }
    void press(const QString &words) const;
    QByteArray frames(const QString &path) const;
    static qsizetype countIn(const QString &path)
    {
        const auto log = EventLog::open(path);
        return log ? (*log)->size() : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<WorkspaceFeed> m_feed;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<ForkController> m_fork;
    QString m_path; //!< that is chosen to save to
};

void TestForkController::init()
{
    m_path.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    theme::apply(*qApp, u"light"_s);
    const auto made = rtmscope::testing::recorded(
        {messageAt(1, "one"), messageAt(2, "two"), messageAt(3, "three"), messageAt(4, "four")});
    QVERIFY(made->saveAs(m_folder->filePath(u"day.rtmcap"_s)).ok());
    auto log = EventLog::open(m_folder->filePath(u"day.rtmcap"_s));
    QVERIFY(log.ok());
    m_log = std::move(*log);
    m_feed = std::make_unique<WorkspaceFeed>();
    for (qsizetype row = 0; row < m_log->size(); ++row)
        m_feed->apply(m_log->event(row));
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_fork = std::make_unique<ForkController>(*m_window, [this](const QString &) { return m_path; });
    m_window->resize(1280, 800);
    m_window->show();
    m_window->page().setRecording(u"day.rtmcap"_s, m_feed.get(), m_log.get());
}

void TestForkController::cleanup()
{
    if (m_window)
        m_window->page().clear();
    m_fork.reset();
    m_window.reset();
}

//! A button of the question that is open.
void TestForkController::press(const QString &words) const
{
    for (const QMessageBox *box : m_window->findChildren<QMessageBox *>()) {
        for (QAbstractButton *each : box->buttons()) {
            if (box->isVisible() && each->text() == words)
                return each->click();
        }
    }
    QFAIL(qPrintable(u"There is no "_s + words));
}

QByteArray TestForkController::frames(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestForkController::beginsBehindTheSelectedEvent()
{
    QVERIFY(m_window->page().panes().events->selectEvent(2));
    m_window->windowActions().forkCapture->trigger();
    press(u"Keep what follows"_s);
    QVERIFY(m_fork->pane().isOpen());
    QCOMPARE(m_fork->pane().fork().content().kept(), 2);
    QCOMPARE(m_fork->pane().fork().size(), 2);
    QVERIFY(m_window->page().panes().events->selectEvent(3));
    m_window->windowActions().forkCapture->trigger();
    press(u"Leave it out"_s);
    QCOMPARE(m_fork->pane().fork().content().kept(), 3);
    QCOMPARE(m_fork->pane().fork().size(), 0);
}

void TestForkController::beginsBehindTheLast()
{
    m_window->windowActions().forkCapture->trigger(); // nothing is selected: nothing is to be asked
    QVERIFY(m_fork->pane().isOpen());
    QCOMPARE(m_fork->pane().fork().content().kept(), 4);
    const auto *details = named<QLabel>(m_fork->pane(), u"Details of the fork"_s);
    QVERIFY2(!details->text().contains(u"Names are being read"_s), qPrintable(details->text()));
}

void TestForkController::namesComeWithTheFold()
{
    m_fork->begin(2, true);
    const auto *where = named<QComboBox>(m_fork->pane(), u"Where"_s);
    QTRY_VERIFY(where->count() > 1);
    QVERIFY(
        !named<QLabel>(m_fork->pane(), u"Details of the fork"_s)->text().contains(u"Names are being read"_s));
}

void TestForkController::showsWhatComesOut()
{
    m_fork->begin(2, true);
    button(u"Insert below"_s)->click();
    QSignalSpy wanted(m_fork.get(), &ForkController::openRequested);
    button(u"See what comes out"_s)->click();
    QTRY_COMPARE(wanted.size(), 1);
    const QString path = wanted.constFirst().constFirst().toString();
    QVERIFY(m_fork->isPreview(path));
    QVERIFY(!m_fork->isPreview(m_log->path()));
    auto opened = EventLog::open(path);
    QVERIFY(opened.ok());
    QCOMPARE((*opened)->size(), 5);
    WorkspaceFeed feed;
    for (qsizetype row = 0; row < (*opened)->size(); ++row)
        feed.apply((*opened)->event(row));
    QVERIFY(!button(u"Back"_s)->isVisible());
    m_window->page().setRecording(u"day fork.rtmcap"_s, &feed, opened->get());
    QTRY_COMPARE(m_window->page().panes().events->selectedSeq(), 3); // the one that was written
    QCOMPARE(m_window->page().currentChannel(), ChannelId(u"C1"_s));
    QVERIFY(button(u"Back"_s)->isVisible());
    QSignalSpy back(m_fork.get(), &ForkController::backRequested);
    button(u"Back"_s)->click();
    QCOMPARE(back.size(), 1);
    m_window->page().clear();
}

void TestForkController::savesAFixture_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("capture") << u"fixture.rtmcap"_s << QByteArray("{\"rtmcap\":1");
    QTest::newRow("frames") << u"fixture.ndjson"_s << messageAt(1, "one") + '\n' + messageAt(2, "two") + '\n';
}

void TestForkController::savesAFixture()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, begins);
    m_path = m_folder->filePath(name);
    m_fork->begin(2, true);
    button(u"Insert below"_s)->click();
    QVERIFY(!m_fork->pane().isSaved());
    QSignalSpy told(m_fork.get(), &ForkController::told);
    button(u"Save…"_s)->click();
    QTRY_COMPARE(told.size(), 1);
    QVERIFY(m_fork->pane().isSaved());
    QVERIFY2(frames(m_path).startsWith(begins), frames(m_path).constData());
    QCOMPARE(countIn(m_path), 5);
    QCOMPARE(countIn(m_log->path()), 4);
}

void TestForkController::theOriginalIsNeverWrittenOver()
{
    const QByteArray before = frames(m_log->path());
    m_path = m_log->path();
    m_fork->begin(2, true);
    button(u"Insert below"_s)->click();
    button(u"Save…"_s)->click();
    QVERIFY(named<QLabel>(m_fork->pane(), u"Problem of the fork"_s)->text().contains(u"the very file"_s));
    QCOMPARE(frames(m_log->path()), before);
    m_path = m_folder->filePath(u"no/such/folder/x.rtmcap"_s);
    button(u"Save…"_s)->click();
    QTRY_VERIFY(
        named<QLabel>(m_fork->pane(), u"Problem of the fork"_s)->text().contains(u"can't be written"_s));
    QVERIFY(!m_fork->pane().isSaved());
    QTRY_VERIFY(button(u"Save…"_s)->isEnabled());
}

//! Several files that are read as one, and folders: the log's own file is none of theirs.
void TestForkController::noneOfSeveralIsWrittenOver()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"more/deep"_s));
    const QString second = m_folder->filePath(u"second.ndjson"_s);
    const QString deep = m_folder->filePath(u"more/deep/third.rtmcap"_s);
    for (const QString &path : {second, deep}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x\n") == 2);
    }
    m_fork->setOriginals([this, second] {
        return QStringList{m_log->path(), second, m_folder->filePath(u"more"_s)};
    });
    m_fork->begin(2, true);
    button(u"Insert below"_s)->click();
    const auto *problem = named<QLabel>(m_fork->pane(), u"Problem of the fork"_s);
    for (const QString &path : {second, deep, m_log->path()}) {
        m_path = path;
        const QByteArray before = frames(path);
        button(u"Save…"_s)->click();
        QVERIFY2(problem->text().contains(u"one of the very files"_s), qPrintable(path + problem->text()));
        QCOMPARE(frames(path), before);
    }
    m_path = m_folder->filePath(u"more.rtmcap"_s); // beside the folder, though its name begins so
    QSignalSpy told(m_fork.get(), &ForkController::told);
    button(u"Save…"_s)->click();
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(countIn(m_path), 5);
}

void TestForkController::isServed()
{
    ServeDesk::Source source;
    connect(m_fork.get(), &ForkController::serveRequested, this,
            [&source](const ServeDesk::Source &wanted) { source = wanted; });
    m_fork->begin(2, false);
    button(u"Insert below"_s)->click();
    button(u"Serve…"_s)->click();
    QTRY_COMPARE(source.log.size(), 3);
    QCOMPARE(source.name, u"day fork"_s);
    QCOMPARE(source.expectFrom, m_log->path()); // what is expected of the bot there is expected here
    QCOMPARE(source.path, QString());           // it is in no file of its own
    QVERIFY(LogReader(source.log).frame(2).contains("Hello"));
}

void TestForkController::whatIsUnsavedIsAskedAbout()
{
    m_fork->begin(2, true);
    button(u"Insert below"_s)->click();
    button(u"Close"_s)->click();
    press(u"Keep it"_s);
    QVERIFY(m_fork->pane().isOpen());
    m_window->windowActions().forkCapture->trigger();
    press(u"Keep it"_s);
    QCOMPARE(m_fork->pane().fork().size(), 3);
    button(u"Close"_s)->click();
    press(u"Leave it"_s);
    QVERIFY(!m_fork->pane().isOpen());
    m_fork->begin(2, true); // nothing is written: nothing to ask about
    button(u"Close"_s)->click();
    QVERIFY(!m_fork->pane().isOpen());
}

void TestForkController::theWindowAsksBeforeItCloses()
{
    m_fork->begin(2, true);
    button(u"Insert below"_s)->click();
    m_window->windowActions().quit->trigger();
    QVERIFY(m_window->isVisible());
    press(u"Cancel"_s);
    QCoreApplication::processEvents();
    QVERIFY(m_window->isVisible());
    QVERIFY(!m_fork->pane().isSaved());

    m_window->close();
    press(u"Save"_s); // but no file is chosen
    QCoreApplication::processEvents();
    QVERIFY(m_window->isVisible());
    m_path = m_folder->filePath(u"kept.rtmcap"_s);
    m_window->close();
    press(u"Save"_s);
    QTRY_VERIFY(!m_window->isVisible());
    QCOMPARE(countIn(m_path), 5);

    m_window->show();
    m_fork->begin(2, true);
    button(u"Insert below"_s)->click();
    m_window->close();
    QVERIFY(m_window->isVisible());
    press(u"Discard"_s);
    QTRY_VERIFY(!m_window->isVisible());

    m_window->show();
    m_fork->begin(2, true); // nothing is written: nothing to ask about
    m_window->close();
    QVERIFY(!m_window->isVisible());
}

RTMSCOPE_GUI_TEST_MAIN(TestForkController)
#include "tst_forkcontroller.moc"
