// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/accountcontroller.h"
#include "core/demo/server/demoserver.h"
#include "tests/support/testmain.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/outbox/outboxpane.h"
#include "ui/page/workspacepage.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace Qt::StringLiterals;

//! Two accounts side by side, each on its page and its own server; the servers have the same channels.
class TestAccountController : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void eachConnectsItsOwnPage();
    void whatIsTypedStaysWithItsAccount();
    void whatIsSentGoesToItsServer();
    void oneIsArmedAndTheOtherIsNot();
    void oneEndsAndTheOtherGoesOn();
    void askingToArmIsDoneOnce();

private:
    //! A server, and what shows its workspace.
    struct Side
    {
        std::unique_ptr<demo::DemoServer> server;
        std::unique_ptr<QWidget> window;
        std::unique_ptr<WorkspacePage> page;
        std::unique_ptr<AccountController> controller;

        QPlainTextEdit *edit() const { return page->panes().channel->findChild<QPlainTextEdit *>(); }
        QString draft() const { return controller->account().draft(page->currentChannel(), {}); }
        bool heard(const QString &text) const;
        //! Who shows it goes before what is shown.
        void close()
        {
            controller.reset();
            page.reset();
            window.reset();
            server.reset();
        }
    };
    void open(Side &side, const QString &profile, bool askToArm = false);
    static void openChannel(const Side &side);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    Side m_one;
    Side m_two;
};

bool TestAccountController::Side::heard(const QString &text) const
{
    const Conversation *conversation =
        controller->account().feed()->workspace().conversation(page->currentChannel());
    if (!conversation)
        return false;
    const QList<const Message *> all = conversation->timeline();
    return std::any_of(all.cbegin(), all.cend(), [&text](const Message *message) {
        const bool arrived = message->delivery == Delivery::Sent || message->delivery == Delivery::Received;
        return message->text == text && arrived;
    });
}

void TestAccountController::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    theme::apply(*qApp, u"light"_s);
    open(m_one, u"one"_s);
    open(m_two, u"two"_s);
    for (const Side *side : {&m_one, &m_two})
        openChannel(*side);
}

void TestAccountController::cleanup()
{
    m_one.close();
    m_two.close();
}

void TestAccountController::open(Side &side, const QString &profile, bool askToArm)
{
    demo::DemoServer::Options serverOptions;
    serverOptions.eventsPerSecond = 0;
    serverOptions.answers = false;
    side.server = std::make_unique<demo::DemoServer>(serverOptions);
    QVERIFY(side.server->listen());
    side.window = std::make_unique<QWidget>();
    side.window->resize(800, 600);
    side.window->show();
    side.page =
        std::make_unique<WorkspacePage>(*m_settings, QKeySequence(Qt::CTRL | Qt::Key_A), side.window.get());
    Account::Options options;
    options.profile = profile;
    options.name = profile;
    options.startArmed = true;
    options.dataFolder = m_folder->path();
    options.session.token = Secret(demo::DemoServer::token());
    options.session.apiBase = side.server->apiBase();
    side.controller = std::make_unique<AccountController>(
        std::move(options), AccountController::Look{profile, {}, askToArm}, *side.page);
    side.controller->account().open();
}

//! The same on both sides: #general, whatever the ids are.
void TestAccountController::openChannel(const Side &side)
{
    const auto find = [&side] {
        return side.controller->account().feed()->workspace().channelsNamed(u"#general"_s).value(0);
    };
    QTRY_VERIFY(!find().isEmpty() && !side.page->currentChannel().isEmpty());
    side.page->openChannel(find());
    QCOMPARE(side.page->currentChannel(), find());
}

void TestAccountController::eachConnectsItsOwnPage()
{
    QCOMPARE(m_one.page->currentChannel(), m_two.page->currentChannel()); // or nothing here would prove much
    QTRY_VERIFY(m_one.page->connection().look == ConnectionStatus::Look::Good);
    QTRY_VERIFY(m_two.page->connection().look == ConnectionStatus::Look::Good);
    QCOMPARE(m_one.page->opened().identity.key, u"one"_s);
    QCOMPARE(m_two.page->opened().identity.key, u"two"_s);
    Q_EMIT m_one.page->disconnectRequested();
    QTRY_VERIFY(m_one.page->connection().look == ConnectionStatus::Look::Off);
    QVERIFY(m_two.page->connection().look == ConnectionStatus::Look::Good);
    Q_EMIT m_one.page->reconnectRequested();
    QTRY_VERIFY(m_one.page->connection().look == ConnectionStatus::Look::Good);
}

void TestAccountController::whatIsTypedStaysWithItsAccount()
{
    QTest::keyClicks(m_one.edit(), u"for one"_s);
    QTest::keyClicks(m_two.edit(), u"for two"_s);
    QCOMPARE(m_one.draft(), u"for one"_s);
    QCOMPARE(m_two.draft(), u"for two"_s);
}

void TestAccountController::whatIsSentGoesToItsServer()
{
    QTRY_VERIFY(m_one.page->connection().look == ConnectionStatus::Look::Good);
    QTRY_VERIFY(m_two.page->connection().look == ConnectionStatus::Look::Good);
    QTest::keyClicks(m_one.edit(), u"to one only"_s);
    QTest::keyClick(m_one.edit(), Qt::Key_Return);
    QTest::keyClicks(m_two.edit(), u"to two only"_s);
    QTest::keyClick(m_two.edit(), Qt::Key_Return);
    QTRY_VERIFY(m_one.heard(u"to one only"_s));
    QTRY_VERIFY(m_two.heard(u"to two only"_s));
    QVERIFY(!m_two.heard(u"to one only"_s));
    QVERIFY(!m_one.heard(u"to two only"_s));
    QVERIFY(m_one.draft().isEmpty());
}

void TestAccountController::oneIsArmedAndTheOtherIsNot()
{
    QVERIFY(m_one.page->isArmed() && m_two.page->isArmed());
    Q_EMIT m_one.page->armRequested(false);
    QVERIFY(!m_one.controller->account().isArmed());
    QVERIFY(!m_one.page->isArmed());
    QVERIFY(m_two.controller->account().isArmed());
    QVERIFY(m_two.page->isArmed());
    // What is sent while observing waits, in the outbox of its own page.
    QTest::keyClicks(m_two.edit(), u"armed"_s);
    QTest::keyClick(m_two.edit(), Qt::Key_Return);
    QCOMPARE(m_one.page->outbox().waiting, 0);
}

void TestAccountController::oneEndsAndTheOtherGoesOn()
{
    QTRY_VERIFY(m_two.page->connection().look == ConnectionStatus::Look::Good);
    m_one.controller.reset();
    QCOMPARE(m_one.page->opened().content, WorkspacePage::Content::Nothing);
    QVERIFY(!m_one.page->opened().feed && !m_one.page->opened().log);
    // Nobody is there any more who would answer.
    Q_EMIT m_one.page->armRequested(true);
    Q_EMIT m_one.page->reconnectRequested();
    Q_EMIT m_one.page->panes().outbox->sendAllRequested();
    Q_EMIT m_one.page->restoreRequested();
    QVERIFY(!m_one.page->isArmed());
    QVERIFY(m_two.page->opened().isLive());
    QTest::keyClicks(m_two.edit(), u"still here"_s);
    QTest::keyClick(m_two.edit(), Qt::Key_Return);
    QTRY_VERIFY(m_two.heard(u"still here"_s));
}

void TestAccountController::askingToArmIsDoneOnce()
{
    m_one.close();
    open(m_one, u"one"_s, true);
    const auto questions = [this] { return m_one.window->findChildren<QMessageBox *>().size(); };
    QTRY_COMPARE(questions(), 1);
    delete m_one.window->findChild<QMessageBox *>();
    Q_EMIT m_one.page->disconnectRequested();
    QTRY_VERIFY(m_one.page->connection().look == ConnectionStatus::Look::Off);
    Q_EMIT m_one.page->reconnectRequested();
    QTRY_VERIFY(m_one.page->connection().look == ConnectionStatus::Look::Good);
    QCOMPARE(questions(), 0);
}

RTMSCOPE_GUI_TEST_MAIN(TestAccountController)
#include "tst_accountcontroller.moc"
