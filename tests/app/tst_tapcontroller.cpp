// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/chaos/chaosdesk.h"
#include "app/window/tapcontroller.h"
#include "core/base/clock.h"
#include "core/demo/server/demoserver.h"
#include "core/net/webapi.h"
#include "core/session/rtmsession.h"
#include "tests/support/testmain.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/monitor/table/eventtable.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/centrepages.h"
#include "ui/page/workspacepage.h"
#include "ui/status/remedycard.h"
#include "ui/tap/tapguide.h"
#include "ui/tap/tappane.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace Qt::StringLiterals;

namespace {

QLabel *named(const QWidget &parent, const QString &name)
{
    for (QLabel *label : parent.findChildren<QLabel *>()) {
        if (label->accessibleName() == name)
            return label;
    }
    return nullptr;
}

} // namespace

//! A tap in the window, with a program that goes by it to the demo workspace.
class TestTapController : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void saysWhereToGoUntilSomebodyComes();
    void callsAreCountedAndTold();
    void theChatIsThatOfTheProgram();
    void aPortInUseIsTold();
    void faultsStrikeTheProgram();

private:
    TapController::Options options() const
    {
        TapController::Options options;
        options.profile = u"tap"_s;
        options.name = u"127.0.0.1"_s;
        options.dataFolder = m_folder->path();
        options.tap.upstream = m_server->apiBase();
        return options;
    }
    QUrl address() const { return QUrl(named(*m_page->panes().tap, u"Address of the tap"_s)->text()); }
    bool callsSay(const QString &words) const
    {
        const QLabel *calls = named(*m_page->panes().tap, u"Calls"_s);
        return calls && calls->text().contains(words);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<demo::DemoServer> m_server;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<WorkspacePage> m_page;
    std::unique_ptr<TapController> m_tap;
};

void TestTapController::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    theme::apply(*qApp, u"light"_s);
    demo::DemoServer::Options server;
    server.eventsPerSecond = 0;
    server.answers = false;
    m_server = std::make_unique<demo::DemoServer>(server);
    QVERIFY(m_server->listen());
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 700);
    m_window->show();
    m_page = std::make_unique<WorkspacePage>(*m_settings, QKeySequence(Qt::CTRL | Qt::Key_A), m_window.get());
    m_tap = std::make_unique<TapController>(options(), *m_page);
    m_tap->open();
}

void TestTapController::cleanup()
{
    m_tap.reset();
    m_page.reset();
    m_window.reset();
    m_server.reset();
}

void TestTapController::saysWhereToGoUntilSomebodyComes()
{
    QVERIFY(m_page->opened().isTap());
    QCOMPARE(address().host(), u"127.0.0.1"_s);
    QVERIFY(address().port() > 0);
    QCOMPARE(m_page->connection().look, ConnectionStatus::Look::Busy);
    QVERIFY(m_page->connection().words.contains(QString::number(address().port())));
    QVERIFY(m_page->panes().centre->tapGuide()->isVisibleTo(m_page->panes().centre));
    WebApi program(address(), Secret(demo::DemoServer::token()), Clock::system());
    QSignalSpy called(&program, &WebApi::finished);
    program.call(u"auth.test"_s, {}, this, [](const Result<ApiAnswer> &) {});
    QTRY_COMPARE(called.size(), 1);
    QTRY_COMPARE(m_page->connection().look, ConnectionStatus::Look::Good);
    QTRY_VERIFY(m_page->opened().identity.name != u"127.0.0.1"_s); // auth.test told whose it is
}

void TestTapController::callsAreCountedAndTold()
{
    WebApi program(address(), Secret(demo::DemoServer::token()), Clock::system());
    int answered = 0;
    const auto count = [&answered](const Result<ApiAnswer> &) { ++answered; };
    program.callOnce(u"auth.test"_s, {}, this, count);
    program.callOnce(u"chat.postMessage"_s, {{u"channel"_s, u"C0NOWHERE"_s}, {u"text"_s, u"lost"_s}}, this,
                     count);
    QTRY_COMPARE(answered, 2);
    QTRY_VERIFY(callsSay(u"2"_s));
    bool told = false;
    for (const QListWidget *list : m_page->panes().tap->findChildren<QListWidget *>()) {
        for (int row = 0; row < list->count(); ++row)
            told = told || list->item(row)->text().startsWith(u"chat.postMessage: channel_not_found"_s);
    }
    QVERIFY(told);
}

//! Conversations come from what passes; nothing can be written.
void TestTapController::theChatIsThatOfTheProgram()
{
    ConnectionSettings settings;
    settings.token = Secret(demo::DemoServer::token());
    settings.apiBase = address();
    RtmSession program(settings);
    program.open();
    QTRY_COMPARE(program.state(), SessionState::Ready);
    program.sendMessageTo(u"#general"_s, u"Said by the program"_s, {}, false, this,
                          [](const Result<quint64> &) {});
    const auto heard = [this] {
        for (const Conversation &conversation : m_page->opened().feed->workspace().conversations()) {
            for (const Message *message : conversation.timeline()) {
                if (message->text == u"Said by the program"_s)
                    return true;
            }
        }
        return false;
    };
    QTRY_VERIFY(heard());
    QTRY_VERIFY(!m_page->currentChannel().isEmpty()); // it is shown by itself
    QVERIFY(!m_page->panes().channel->composer()->isVisibleTo(m_page->panes().channel));
}

void TestTapController::aPortInUseIsTold()
{
    QWidget window;
    WorkspacePage page(*m_settings, QKeySequence(Qt::CTRL | Qt::Key_A), &window);
    TapController::Options taken = options();
    taken.tap.port = static_cast<quint16>(address().port());
    TapController second(taken, page);
    second.open();
    QCOMPARE(page.connection().look, ConnectionStatus::Look::Failed);
    const auto *card = page.panes().centre->remedy();
    QVERIFY(card->isVisibleTo(page.panes().centre));
    bool said = false;
    for (const QLabel *label : card->findChildren<QLabel *>())
        said = said || label->text().contains(QString::number(taken.tap.port));
    QVERIFY(said);
    const auto *events = page.panes().events->findChild<EventTable *>();
    QVERIFY2(events->emptyText().startsWith(u"Not listening"_s), qPrintable(events->emptyText()));
    QVERIFY(events->emptyText().contains(QString::number(taken.tap.port)));
    m_tap.reset(); // whoever held it is gone
    Q_EMIT page.reconnectRequested();
    QCOMPARE(page.connection().look, ConnectionStatus::Look::Busy);
    QVERIFY(!card->isVisibleTo(page.panes().centre));
    QVERIFY(page.connection().words.contains(QString::number(taken.tap.port)));
    page.clear();
}

void TestTapController::faultsStrikeTheProgram()
{
    const ChaosDesk desk = chaosDeskOf(m_tap->faults());
    QVERIFY(desk.faults.size() > 5);
    for (const ChaosFault &fault : desk.faults)
        QVERIFY2(!fault.lines.isEmpty() && !fault.words.isEmpty(), qPrintable(fault.title));
    QVERIFY(!desk.cause(u"earthquake"_s));
    QVERIFY(desk.cause(u"http-error 503 method auth.test"_s));
    WebApi program(address(), Secret(demo::DemoServer::token()), Clock::system());
    QString code;
    program.callOnce(u"auth.test"_s, {}, this, [&code](const Result<ApiAnswer> &answer) {
        code = answer ? u"none"_s : answer.error().code;
    });
    QTRY_COMPARE(code, u"http_503"_s);
    desk.endAll();
    QVERIFY(!m_tap->faults().areUnderWay());
}

RTMSCOPE_GUI_TEST_MAIN(TestTapController)
#include "tst_tapcontroller.moc"
