// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/accountcontroller.h"
#include "core/demo/server/demoserver.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/workspacepage.h"
#include "ui/window/mainwindow.h"

#include "tests/support/testmain.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDockWidget>
#include <QSettings>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace Qt::StringLiterals;

//! One selection for all panes (event, message and JSON path follow each other), in the real window over a
//! real socket.
class TestOneSelection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theFirstConversationOpensByItself();
    void anEventSelectsItsMessage();
    void aMessageSelectsItsEvent();
    void anEventOfAnotherChannelMovesNothing();
    void enterOnAnEventGoesToItsChannel();
    void aThreadOpensBesideTheChannel();

private:
    quint64 post(const QString &channel, const QString &text);
    QString channelNamed(const QString &name) const;
    QWidget *named(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<demo::DemoServer> m_server;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<AccountController> m_controller;
    Account *m_account = nullptr; //!< the controller's
    int m_posted = 0;
};

void TestOneSelection::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    demo::DemoServer::Options serverOptions;
    serverOptions.eventsPerSecond = 0;
    serverOptions.answers = false;
    m_server = std::make_unique<demo::DemoServer>(serverOptions);
    QVERIFY(m_server->listen());
    Account::Options options;
    options.profile = u"test"_s;
    options.name = u"Test"_s;
    options.startArmed = true;
    options.dataFolder = m_folder->path();
    options.session.token = Secret(demo::DemoServer::token());
    options.session.apiBase = m_server->apiBase();
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_controller =
        std::make_unique<AccountController>(std::move(options), AccountController::Look(), m_window->page());
    m_account = &m_controller->account();
    m_window->resize(1440, 900);
    m_window->show();
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    m_account->open();
    QTRY_VERIFY(!m_window->page().currentChannel().isEmpty());
    m_window->page().openChannel(ChannelId(channelNamed(u"#general"_s)));
}

void TestOneSelection::cleanup()
{
    m_controller.reset();
    m_window.reset();
    m_server.reset();
}

QString TestOneSelection::channelNamed(const QString &name) const
{
    return m_account->feed()->workspace().channelsNamed(name).value(0).text();
}

QWidget *TestOneSelection::named(const QString &name) const
{
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

//! Returns the number of the event that made the message.
quint64 TestOneSelection::post(const QString &channel, const QString &text)
{
    const QString ts = u"4000000000.00%1"_s.arg(++m_posted, 4, 10, QLatin1Char('0'));
    m_server->broadcast(
        uR"({"type":"message","channel":"%1","user":"U1","text":"%2","ts":"%3"})"_s.arg(channel, text, ts)
            .toUtf8());
    const Message *found = nullptr;
    const auto arrived = [&] {
        const Conversation *conversation = m_account->feed()->workspace().conversation(ChannelId(channel));
        found = conversation ? conversation->find(MessageTs(ts)) : nullptr;
        return found != nullptr;
    };
    return QTest::qWaitFor(arrived) ? found->firstSeq : 0;
}

void TestOneSelection::theFirstConversationOpensByItself()
{
    QVERIFY(!m_window->page().currentChannel().isEmpty());
}

void TestOneSelection::anEventSelectsItsMessage()
{
    auto *messages = qobject_cast<QAbstractItemView *>(named(u"Messages"_s));
    auto *events = m_window->findChild<EventView *>();
    const quint64 first = post(channelNamed(u"#general"_s), u"one"_s);
    const quint64 second = post(channelNamed(u"#general"_s), u"two"_s);
    QVERIFY(first && second);
    const auto shows = [&](const QString &text) {
        return messages->currentIndex().data(Qt::AccessibleTextRole).toString().contains(text);
    };
    QTRY_VERIFY(events->selectEvent(second) && shows(u"two"_s));
    QTRY_VERIFY(events->selectEvent(first) && shows(u"one"_s));
    QCOMPARE(events->selectedSeq(), first);
}

void TestOneSelection::aMessageSelectsItsEvent()
{
    auto *channel = m_window->findChild<ConversationPane *>(u"channelPane"_s);
    auto *messages = qobject_cast<QAbstractItemView *>(named(u"Messages"_s));
    auto *events = m_window->findChild<EventView *>();
    const quint64 first = post(channelNamed(u"#general"_s), u"one"_s);
    const quint64 second = post(channelNamed(u"#general"_s), u"two"_s);
    QTRY_VERIFY(messages->model()->rowCount() > 1 && messages->model()
                                                         ->index(messages->model()->rowCount() - 1, 0)
                                                         .data(Qt::AccessibleTextRole)
                                                         .toString()
                                                         .contains(u"two"_s));
    channel->focusMessages();
    QTest::keyClick(messages, Qt::Key_End);
    QTest::keyClick(messages, Qt::Key_Up);
    QTRY_COMPARE(events->selectedSeq(), first);
    QTest::keyClick(messages, Qt::Key_Down);
    QTRY_COMPARE(events->selectedSeq(), second);
}

void TestOneSelection::anEventOfAnotherChannelMovesNothing()
{
    auto *events = m_window->findChild<EventView *>();
    const ChannelId before = m_window->page().currentChannel();
    const quint64 elsewhere = post(channelNamed(u"#random"_s), u"elsewhere"_s);
    QVERIFY(elsewhere);
    QVERIFY(events->selectEvent(elsewhere));
    QCOMPARE(m_window->page().currentChannel(), before);
}

void TestOneSelection::enterOnAnEventGoesToItsChannel()
{
    auto *events = m_window->findChild<EventView *>();
    const quint64 elsewhere = post(channelNamed(u"#random"_s), u"elsewhere"_s);
    QVERIFY(events->selectEvent(elsewhere));
    Q_EMIT events->inspectorRequested();
    QCOMPARE(m_window->page().currentChannel(), ChannelId(channelNamed(u"#random"_s)));
    QCOMPARE(events->selectedSeq(), elsewhere);
}

void TestOneSelection::aThreadOpensBesideTheChannel()
{
    auto *thread = m_window->findChild<QDockWidget *>(u"thread"_s);
    QVERIFY(thread->isHidden());
    QSignalSpy asked(&m_window->page(), &WorkspacePage::threadHistoryRequested);
    const MessageTs parent(u"1.000100"_s);
    Q_EMIT m_window->findChild<ConversationPane *>(u"channelPane"_s)
        ->threadRequested(m_window->page().currentChannel(), parent);
    QVERIFY(!thread->isHidden());
    QCOMPARE(asked.count(), 1);
    QCOMPARE(m_window->findChild<ConversationPane *>(u"threadPane"_s)->thread(), parent);
    Q_EMIT m_window->findChild<ConversationPane *>(u"threadPane"_s)->closeRequested();
    QVERIFY(thread->isHidden());
}

RTMSCOPE_GUI_TEST_MAIN(TestOneSelection)
#include "tst_oneselection.moc"
