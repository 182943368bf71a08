// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/accountcontroller.h"
#include "app/window/drift/driftcontroller.h"
#include "core/demo/server/demoserver.h"
#include "core/net/webapi.h"
#include "tests/support/testmain.h"
#include "ui/drift/driftdialog.h"
#include "ui/drift/driftmodel.h"
#include "ui/drift/driftpane.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/workspacepage.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! "Compare with the server" in the window, with the demo's server behind it.
class TestDriftController : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aHealthyDemoDoesNotDiffer();
    void aDifferenceIsListedAndLeadsToItsEvent();
    void thereIsNothingToCompareWithoutAServer();
    void closingEndsIt();

private:
    QAction *action(const QString &words) const;
    QString words() const;
    const Conversation *general() const
    {
        return m_account->account().feed()->workspace().conversation(ChannelId(u"C0GENERAL"_s));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<demo::DemoServer> m_server;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DriftController> m_drift;
    std::unique_ptr<AccountController> m_account;
};

void TestDriftController::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    theme::apply(*qApp, u"light"_s);
    demo::DemoServer::Options serverOptions;
    serverOptions.eventsPerSecond = 0;
    serverOptions.answers = false;
    m_server = std::make_unique<demo::DemoServer>(serverOptions);
    QVERIFY(m_server->listen());
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_window->resize(1280, 800);
    m_window->show();
    m_drift = std::make_unique<DriftController>(*m_window);
    DriftCheck::Config config;
    config.pace = {1000, 0ms, 0ms};
    config.settling = 50ms;
    config.beginning = 0ms;
    m_drift->setConfig(config);
    Account::Options options;
    options.profile = u"demo"_s;
    options.name = u"Demo"_s;
    options.startArmed = true;
    options.dataFolder = m_folder->path();
    options.session.token = Secret(demo::DemoServer::token());
    options.session.apiBase = m_server->apiBase();
    m_account = std::make_unique<AccountController>(options, AccountController::Look{}, m_window->page());
    m_drift->open(m_account->account().session());
    m_account->account().open();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->page().connection().look == ConnectionStatus::Look::Good, 20'000);
    // The history that comes by itself must not come between.
    QTRY_VERIFY_WITH_TIMEOUT(general() && general()->messages().size() > 5, 20'000);
}

void TestDriftController::cleanup()
{
    m_drift->close();
    m_account.reset();
    m_drift.reset();
    m_window.reset();
    m_server.reset();
}

QAction *TestDriftController::action(const QString &text) const
{
    for (QAction *each : m_window->findChildren<QAction *>()) {
        if (each->text().remove(u'&') == text)
            return each;
    }
    return nullptr;
}

QString TestDriftController::words() const
{
    QStringList lines;
    for (const QLabel *label : m_drift->pane().findChildren<QLabel *>())
        lines << label->text();
    return lines.join(u'\n');
}

void TestDriftController::aHealthyDemoDoesNotDiffer()
{
    QVERIFY(action(u"Compare with the server…"_s)->isEnabled());
    action(u"Compare with the server…"_s)->trigger();
    auto *dialog = m_window->findChild<DriftDialog *>();
    QVERIFY(dialog);
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->text().startsWith("Compare all"_L1))
            button->click();
    }
    QVERIFY(m_window->findChild<QDockWidget *>(u"drift"_s)->isVisible());
    QTRY_VERIFY2_WITH_TIMEOUT(words().contains("No difference in"_L1), qPrintable(words()), 20'000);
    QVERIFY(!words().contains("No difference in 0 messages"_L1));
}

void TestDriftController::aDifferenceIsListedAndLeadsToItsEvent()
{
    WebApi other(m_server->apiBase(), Secret(QByteArrayLiteral("xoxb-demo-other")), Clock::system());
    const auto ask = [&](const QString &method, const ApiArguments &arguments) {
        MessageTs ts;
        bool over = false;
        other.call(method, arguments, m_window.get(), [&](const Result<ApiAnswer> &answer) {
            over = true;
            if (answer)
                ts = MessageTs(answer->root()["ts"].text());
        });
        [[maybe_unused]] const bool came = QTest::qWaitFor([&over] { return over; });
        return ts;
    };
    const MessageTs ts =
        ask(u"chat.postMessage"_s, {{u"channel"_s, u"C0GENERAL"_s}, {u"text"_s, u"as it was"_s}});
    QTRY_VERIFY(general()->find(ts));
    demo::Fault fault;
    fault.kind = demo::Fault::Kind::Drop;
    fault.number = 1;
    m_server->cause(fault);
    ask(u"chat.update"_s, {{u"channel"_s, u"C0GENERAL"_s}, {u"ts"_s, ts.text()}, {u"text"_s, u"as it is"_s}});
    m_drift->compare({ChannelId(u"C0GENERAL"_s)});
    QTRY_VERIFY2_WITH_TIMEOUT(words().contains("1 difference in"_L1), qPrintable(words()), 20'000);
    QVERIFY2(words().contains(u"Here: “as it was”. On the server: “as it is”."_s), qPrintable(words()));
    // The event that told of it last is selected in the stream.
    QCOMPARE(m_window->page().panes().events->selectedSeq(), general()->find(ts)->lastSeq);
    for (QPushButton *button : m_drift->pane().findChildren<QPushButton *>()) {
        if (button->text() == u"Copy all"_s)
            button->click();
    }
    QVERIFY(QApplication::clipboard()->text().contains("the text differs"_L1));
}

void TestDriftController::thereIsNothingToCompareWithoutAServer()
{
    m_drift->close();
    m_account.reset();
    QVERIFY(!action(u"Compare with the server…"_s)->isEnabled());
    m_drift->compare({ChannelId(u"C0GENERAL"_s)});
    const auto *model = m_drift->pane().findChild<QListView *>()->model();
    QCOMPARE(model->rowCount(), 0);
}

void TestDriftController::closingEndsIt()
{
    m_drift->compare({ChannelId(u"C0GENERAL"_s), ChannelId(u"C0OPS"_s)});
    m_drift->close();
    m_account.reset();
    QCoreApplication::processEvents();
    QVERIFY(!words().contains("Comparing, "_L1) || !m_drift->pane().findChild<QLabel *>()->isVisible());
}

RTMSCOPE_GUI_TEST_MAIN(TestDriftController)
#include "tst_driftcontroller.moc"
