// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/serving/servedesk.h"
#include "core/tap/tapfaults.h"
#include "tests/core/demo/rtmpeer.h"
#include "tests/support/recorded.h"
#include "tests/support/testmain.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/centrepages.h"
#include "ui/page/workspacepage.h"
#include "ui/serve/expectationsmodel.h"
#include "ui/serve/expectationsview.h"
#include "ui/serve/servepane.h"
#include "ui/tap/tapguide.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using rtmscope::testing::messageAt;
using rtmscope::testing::RtmPeer;

//! A capture that is served from the window, to a bot of Qt's own parts.
class TestServeController : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void isAskedForAndListens();
    void saysWhatToSet();
    void repliesAppearInTheChat();
    void expectationsPassAndFail();
    void expectationsAreReadAndKept();
    void changedExpectationsHoldFromThenOn();
    void stepsAndPlays();
    void playsAgainAtTheSameAddress();
    void stopsAndGoesBack();
    void onlyWhatTheFilterShows();
    void aPortInUseIsTold();
    void readingCanBeCancelled();
    void faultsStrikeTheBot();

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
    QString write(const QString &name, const QByteArray &bytes) const;
    void open(const QList<QByteArray> &frames, const QByteArray &notes = {});
    void serve(const QString &pace = u"As fast as it is read"_s);
    WorkspacePage &page() const { return m_window->page(); }
    ServePane &pane() const { return m_desk->pane(); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(pane(), name); }
    QString state() const { return named<QLabel>(pane(), u"Serving"_s)->text(); }
    QUrl address() const
    {
        return QUrl(named<QLabel>(*page().panes().centre->tapGuide(), u"Address of the tap"_s)->text());
    }
    static void answer(RtmPeer &peer, const QString &text);
    QList<ExpectationsModel::Line> outcomes() const
    {
        const auto *list = named<QListView>(pane(), u"What became of each expectation"_s);
        return static_cast<const ExpectationsModel *>(list->model())->lines();
    }
    void expect(const QString &text) const
    {
        auto *edit = named<QPlainTextEdit>(pane(), u"Expectations"_s);
        edit->selectAll();
        edit->insertPlainText(text);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<WorkspaceFeed> m_feed;
    std::unique_ptr<ServeDesk> m_desk;
    std::unique_ptr<ServeController> m_serve;
    int m_listened = 0;
    int m_wentBack = 0;
};

using State = ExpectationsModel::Line::State;

void TestServeController::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    theme::apply(*qApp, u"light"_s);
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_feed = std::make_unique<WorkspaceFeed>();
    m_desk = std::make_unique<ServeDesk>(*m_window);
    m_listened = m_wentBack = 0;
    connect(m_desk.get(), &ServeDesk::ready, this, [this] {
        ServeController::Options options = m_desk->take();
        options.dataFolder = m_folder->path();
        options.back = u"what was open"_s;
        m_window->page().clear();
        m_serve = std::make_unique<ServeController>(std::move(options), m_window->page(), m_desk->pane());
        connect(m_serve.get(), &ServeController::opened, this, [this] { ++m_listened; });
        connect(m_serve.get(), &ServeController::backRequested, this, [this] { ++m_wentBack; });
        m_serve->open();
        m_desk->showPane();
    });
    m_window->resize(1280, 800);
    m_window->show();
}

void TestServeController::cleanup()
{
    m_serve.reset();
    m_desk.reset();
    m_window.reset();
    m_log.reset();
}

QString TestServeController::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

//! A capture in which U7 is recorded and somebody called mira is known.
void TestServeController::open(const QList<QByteArray> &frames, const QByteArray &notes)
{
    QByteArray lines =
        "{\"rtmcap\":1,\"started\":\"2026-11-22T14:02:09.104518Z\",\"team\":{\"id\":\"T7\",\"name\":"
        "\"Acme\"},\"self\":{\"id\":\"U7\"}}\n";
    int n = 0;
    const auto add = [&lines, &n](const QByteArray &dir, const QByteArray &rest) {
        lines += "{\"n\":" + QByteArray::number(++n) + ",\"t\":\"2026-11-22T14:02:10.104518Z\",\"dir\":\"" +
                 dir + "\",\"conn\":1," + rest + "\n";
    };
    add("note",
        "\"kind\":\"api\",\"method\":\"users.list\",\"ok\":true,\"answer\":{\"ok\":true,\"members\":[{\"id\":"
        "\"U1\",\"name\":\"mira\",\"real_name\":\"Mira Okafor\"}]}}");
    if (!notes.isEmpty())
        add("note", notes);
    for (const QByteArray &frame : frames)
        add("in", "\"frame\":" + frame + "}");
    auto log = EventLog::open(write(u"day.rtmcap"_s, lines));
    QVERIFY2(log.ok(), log ? "" : qPrintable(log.error().words));
    m_log = std::move(*log);
    page().setRecording(u"day.rtmcap"_s, m_feed.get(), m_log.get());
}

//! By the menu and the dialog.
void TestServeController::serve(const QString &pace)
{
    m_window->windowActions().serveCapture->trigger();
    QVERIFY(m_desk->dialog());
    auto *choice = named<QComboBox>(*m_desk->dialog(), u"Pace"_s);
    choice->setCurrentText(pace);
    named<QPushButton>(*m_desk->dialog(), u"Serve"_s)->click();
    QTRY_COMPARE(m_listened, 1);
}

//! Says \a text in the thread of each message that it hears.
void TestServeController::answer(RtmPeer &peer, const QString &text)
{
    auto id = std::make_shared<int>(0);
    connect(&peer.socket(), &QWebSocket::textMessageReceived, &peer, [&peer, text, id](const QString &frame) {
        const QJsonObject heard = QJsonDocument::fromJson(frame.toUtf8()).object();
        if (heard.value(u"type"_s) == u"message"_s && heard.contains(u"user"_s))
            peer.send({{u"id"_s, ++*id},
                       {u"type"_s, u"message"_s},
                       {u"channel"_s, heard.value(u"channel"_s)},
                       {u"thread_ts"_s, heard.value(u"ts"_s)},
                       {u"text"_s, text}});
    });
}

void TestServeController::isAskedForAndListens()
{
    QVERIFY(!m_window->windowActions().serveCapture->isEnabled()); // there is nothing to serve
    open({messageAt(1)});
    QVERIFY(m_window->windowActions().serveCapture->isEnabled());
    serve();
    QVERIFY(page().opened().isServed());
    QVERIFY(m_window->windowTitle().contains(u"Served to a bot"_s));
    QVERIFY2(state().startsWith(u"Waiting for a program on port "_s), qPrintable(state()));
    QVERIFY(!m_serve->isInUse());
    QVERIFY(m_serve->captureFolder().startsWith(m_folder->path()));
}

void TestServeController::saysWhatToSet()
{
    open({messageAt(1)});
    serve();
    const TapGuide &guide = *page().panes().centre->tapGuide();
    QVERIFY(guide.isVisibleTo(m_window.get()));
    QCOMPARE(address().host(), u"127.0.0.1"_s);
    const QString tokens = named<QLabel>(guide, u"Tokens that are taken"_s)->text();
    QVERIFY2(tokens.contains(u"SLACK_BOT_TOKEN=xoxb-"_s) && tokens.contains(u"SLACK_APP_TOKEN=xapp-"_s),
             qPrintable(tokens));
    QVERIFY(
        named<QPlainTextEdit>(guide, u"Lines for this SDK"_s)->toPlainText().contains(address().toString()));
}

void TestServeController::repliesAppearInTheChat()
{
    open({messageAt(1, "deploy please"), messageAt(2, "thanks")});
    serve();
    RtmPeer peer(address(), demo::DemoServer::token());
    answer(peer, u"on its way"_s);
    QVERIFY(peer.login());
    QTRY_VERIFY(m_serve->isInUse());
    QTRY_COMPARE(state(), u"All 2 events were played"_s);
    const auto messages = [this] {
        const Conversation *place = page().opened().feed->workspace().conversation(ChannelId(u"C1"_s));
        QStringList texts;
        if (place) {
            for (const Message *message : place->thread(MessageTs(u"1700000001.000000"_s)))
                texts << message->text;
        }
        return texts;
    };
    QTRY_COMPARE(messages(), (QStringList{u"deploy please"_s, u"on its way"_s}));
    QCOMPARE(page().opened().feed->workspace().userName(UserId(u"U1"_s)), u"Mira Okafor"_s); // the capture's
    QCOMPARE(page().opened().feed->workspace().self(), UserId(u"U7"_s));
    QTRY_COMPARE(page().currentChannel(), ChannelId(u"C1"_s));
    // The record says it by itself.
    const auto again = EventLog::open(page().opened().log->path());
    QVERIFY(again.ok());
    QByteArray all;
    for (qsizetype row = 0; row < (*again)->size(); ++row)
        all += (*again)->frame(row);
    QVERIFY(all.contains("on its way"));
    QVERIFY(all.contains("Mira Okafor"));
}

void TestServeController::expectationsPassAndFail()
{
    open({messageAt(1, "deploy please"), messageAt(2, "thanks")});
    serve();
    expect(u"after message where user == @mira: reply in thread within 5s, text contains way\n"
           "after message where text == thanks: no reply within 200ms\n"
           "after app_mention: react"_s);
    QTRY_COMPARE(outcomes().size(), 3);
    QCOMPARE(outcomes().at(0).state, State::Waiting);
    RtmPeer peer(address(), demo::DemoServer::token());
    answer(peer, u"on its way"_s);
    QVERIFY(peer.login());
    QTRY_COMPARE(outcomes().at(0).state, State::Passed);
    QTRY_COMPARE(outcomes().at(1).state, State::Failed);
    QVERIFY2(outcomes().at(1).words.contains(u"“on its way”"_s), qPrintable(outcomes().at(1).words));
    QCOMPARE(outcomes().at(2).state, State::Waiting);
    QTRY_COMPARE_WITH_TIMEOUT(outcomes().at(2).state, State::Failed, 10'000); // it never came up
}

void TestServeController::expectationsAreReadAndKept()
{
    const QString path = write(u"day.rtmcap.expect"_s, "after message: reply\n");
    open({messageAt(1)});
    serve();
    QCOMPARE(pane().expectations()->text(), u"after message: reply\n"_s);
    QTRY_COMPARE(outcomes().size(), 1);
    auto *save = button(u"Save the expectations"_s);
    QVERIFY(!save->isEnabled());
    expect(u"after nonsense"_s);
    const auto *problem = named<QLabel>(pane(), u"What is wrong with the expectations"_s);
    QTRY_VERIFY2(problem->text().startsWith(u"Line 1: "_s), qPrintable(problem->text()));
    QCOMPARE(outcomes().size(), 1); // what held before
    expect(u"after message where user == @nobody: reply"_s);
    QTRY_VERIFY2(problem->text().contains(u"@nobody"_s), qPrintable(problem->text()));
    expect(u"# nothing\n"_s);
    QTRY_VERIFY(problem->text().isEmpty());
    QTRY_COMPARE(outcomes().size(), 0);
    expect(u"after event: ack within 3s\n"_s);
    QTRY_VERIFY(save->isEnabled());
    save->click();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("after event: ack within 3s\n"));
    QVERIFY(!save->isEnabled());
}

void TestServeController::changedExpectationsHoldFromThenOn()
{
    open({messageAt(1), messageAt(2)});
    serve(u"Step by step"_s);
    RtmPeer peer(address(), demo::DemoServer::token());
    QVERIFY(peer.login());
    QTRY_VERIFY(button(u"Next event"_s)->isEnabled());
    button(u"Next event"_s)->click();
    QTRY_COMPARE(state(), u"Paused at 1 of 2"_s);
    expect(u"after message: no reply within 100ms"_s);
    QTRY_COMPARE(outcomes().size(), 1);
    const auto *file = named<QLabel>(pane(), u"Where the expectations are kept"_s);
    QVERIFY2(file->text().contains(u"hold from the next event on"_s), qPrintable(file->text()));
    button(u"Next event"_s)->click();
    QTRY_COMPARE(outcomes().at(0).state, State::Passed);
    QVERIFY2(outcomes().at(0).words.startsWith(u"1 kept"_s), qPrintable(outcomes().at(0).words));
    expect(u"after message: no reply within 100ms\n# a remark"_s); // expects the same
    QTRY_VERIFY(file->text().contains(u"Not kept yet"_s));
    QCOMPARE(outcomes().at(0).state, State::Passed);
}

void TestServeController::stepsAndPlays()
{
    open({messageAt(1), messageAt(2), messageAt(3)});
    serve(u"Step by step"_s);
    QVERIFY(!button(u"Next event"_s)->isEnabled()); // nobody is there
    RtmPeer peer(address(), demo::DemoServer::token());
    QVERIFY(peer.login());
    QTRY_COMPARE(state(), u"Paused at 0 of 3"_s);
    button(u"Next event"_s)->click();
    QTRY_COMPARE(state(), u"Paused at 1 of 3"_s);
    button(u"Play"_s)->click();
    QTRY_COMPARE(state(), u"All 3 events were played"_s);
    QCOMPARE(named<QComboBox>(pane(), u"Pace"_s)->currentText(), u"As fast as it was"_s);
}

void TestServeController::playsAgainAtTheSameAddress()
{
    open({messageAt(1)});
    serve();
    const QUrl before = address();
    {
        RtmPeer peer(before, demo::DemoServer::token());
        QVERIFY(peer.login());
        QTRY_COMPARE(state(), u"The only event was played"_s);
    }
    const QString record = page().opened().log->path();
    button(u"Again"_s)->click();
    QTRY_COMPARE(m_listened, 2);
    QCOMPARE(address(), before);
    QVERIFY2(state().startsWith(u"Waiting"_s), qPrintable(state()));
    QVERIFY(page().opened().log->path() != record);
    RtmPeer peer(before, demo::DemoServer::token());
    QVERIFY(peer.login());
    QVERIFY(!peer.waitFor(u"message"_s).isEmpty());
}

void TestServeController::stopsAndGoesBack()
{
    open({messageAt(1), messageAt(2)});
    serve(u"Step by step"_s);
    RtmPeer peer(address(), demo::DemoServer::token());
    QVERIFY(peer.login());
    QTRY_COMPARE(state(), u"Paused at 0 of 2"_s);
    button(u"Stop"_s)->click();
    QTRY_COMPARE(peer.socket().state(), QAbstractSocket::UnconnectedState);
    QVERIFY2(state().startsWith(u"Stopped"_s), qPrintable(state()));
    QVERIFY(!m_serve->isInUse());
    QCOMPARE(page().connection().look, ConnectionStatus::Look::Recording);
    button(u"Back to what was open"_s)->click();
    QCOMPARE(m_wentBack, 1);
    m_serve.reset();
    QVERIFY(!named<QLabel>(pane(), u"Serving"_s)->isVisible());
}

void TestServeController::onlyWhatTheFilterShows()
{
    open({messageAt(1, "red"), messageAt(2, "green"), messageAt(3, "red")});
    page().panes().events->setFilterText(u"text == \"red\""_s);
    m_window->windowActions().serveCapture->trigger();
    auto *filtered = m_desk->dialog()->findChildren<QRadioButton *>().at(1);
    QVERIFY(filtered->isEnabled());
    filtered->click();
    named<QPushButton>(*m_desk->dialog(), u"Serve"_s)->click();
    QTRY_COMPARE(m_listened, 1);
    RtmPeer peer(address(), demo::DemoServer::token());
    QVERIFY(peer.login());
    QTRY_COMPARE_WITH_TIMEOUT(state(), u"All 2 events were played"_s, 15'000);
    QCOMPARE(std::count(peer.frames().begin(), peer.frames().end(), messageAt(1, "red")), 1);
    QCOMPARE(std::count(peer.frames().begin(), peer.frames().end(), messageAt(3, "red")), 1);
    QCOMPARE(std::count(peer.frames().begin(), peer.frames().end(), messageAt(2, "green")), 0);
}

void TestServeController::aPortInUseIsTold()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    open({messageAt(1)});
    m_window->windowActions().serveCapture->trigger();
    named<QLineEdit>(*m_desk->dialog(), u"Listen on port"_s)->setText(QString::number(taken.serverPort()));
    named<QPushButton>(*m_desk->dialog(), u"Serve"_s)->click();
    QTRY_VERIFY2(state().contains(u"is taken"_s), qPrintable(state()));
    QCOMPARE(page().connection().look, ConnectionStatus::Look::Failed);
    taken.close();
    button(u"Again"_s)->click();
    QTRY_COMPARE(m_listened, 1);
}

void TestServeController::readingCanBeCancelled()
{
    QList<QByteArray> frames;
    for (int i = 0; i < 20'000; ++i)
        frames.append(messageAt(i));
    open(frames);
    m_window->windowActions().serveCapture->trigger();
    named<QPushButton>(*m_desk->dialog(), u"Serve"_s)->click();
    QTest::keyClick(m_desk->dialog(), Qt::Key_Escape);
    const auto isAskedAgain = [this] {
        return m_desk->dialog() && named<QComboBox>(*m_desk->dialog(), u"Pace"_s)->isEnabled();
    };
    QTRY_VERIFY(isAskedAgain() || m_listened == 1); // it may have been done by then
    if (isAskedAgain())
        QVERIFY(page().opened().isRecording());
}

void TestServeController::faultsStrikeTheBot()
{
    open({messageAt(1)});
    serve();
    RtmPeer peer(address(), demo::DemoServer::token());
    QVERIFY(peer.login());
    QTRY_COMPARE(state(), u"The only event was played"_s);
    QVERIFY(m_serve->faults().run("close 4000").ok());
    QTRY_COMPARE(int(peer.socket().closeCode()), 4000);
}

RTMSCOPE_GUI_TEST_MAIN(TestServeController)
#include "tst_servecontroller.moc"
