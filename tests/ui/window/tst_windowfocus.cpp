// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// Where the keys go in the main window: at the start, by Tab and F6, and when what had them is gone.
#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/message/messagelistview.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/centrepages.h"
#include "ui/page/workspacepage.h"
#include "ui/status/banner.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"

#include <QAccessible>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

QString nameOf(const QWidget *widget)
{
    if (!widget)
        return u"nothing"_s;
    return widget->accessibleName().isEmpty() ? QString::fromLatin1(widget->metaObject()->className())
                                              : widget->accessibleName();
}

QString focusName()
{
    return nameOf(QApplication::focusWidget());
}

//! What a person sees of it, and what lies around it.
QImage lookOf(QWidget *widget)
{
    const QRect place(widget->mapTo(widget->window(), QPoint()), widget->size());
    return widget->window()->grab(place.adjusted(-4, -4, 4, 4)).toImage();
}

} // namespace

class TestWindowFocus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void startsInTheComposer();
    void startsAmongTheMessagesOfARecording();
    void startsWithTheDemoButton();
    void doesNotTakeTheKeysFromSomebody();
    void tabVisitsWhatIsSeen_data();
    void tabVisitsWhatIsSeen();
    void broadcastComesBeforeTheRoute();
    void paneCycleVisitsTheComposers();
    void escStaysInTheComposer();
    void neighbourTakesOver_data();
    void neighbourTakesOver();
    void aButtonThatHidesGivesBackTheFocus_data();
    void aButtonThatHidesGivesBackTheFocus();
    void focusAloneArmsNoLetters();
    void theMonitorGivesBackWhatWasThere();
    void whoGoesToAConversationWritesThere();
    void tabStopsAtThePerspectiveInView();
    void tabGoesRoundOnceWhereNothingIsInView();
    void choosingMonitorSelectsNothing();
    void monitorKeepsItsWidths();
    void anotherChannelsEventClearsTheSelection();
    void notesDoNotScrollTheChannel();
    void anExampleUntilSomethingIsChosen();

private:
    void openAccount();
    void openThread();
    void say(const QString &text, const char *channel = "C0GENERAL");
    quint64 seqOf(const QString &text) const;
    QWidget *named(const QString &name) const;
    void choose(int perspective);
    void press(int key, Qt::KeyboardModifiers modifiers = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<ChatScene> m_scene;
    testing::KeepingDesk m_desk;
    std::unique_ptr<MainWindow> m_window;
    int m_said = 0;
};

void TestWindowFocus::init()
{
    m_said = 0;
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    m_log = EventLog::inMemory({});
    m_scene = std::make_unique<ChatScene>();
    connect(m_scene.get(), &EventSource::recorded, m_log.get(), &EventLog::append);
    theme::apply(*qApp, u"light"_s);
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_window->setWindowState(Qt::WindowNoState);
    m_window->resize(1440, 900);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QCoreApplication::processEvents();
}

void TestWindowFocus::cleanup()
{
    m_window->page().setDesk(nullptr);
    m_window->page().clear();
    m_window.reset();
}

void TestWindowFocus::say(const QString &text, const char *channel)
{
    ++m_said;
    m_scene->say("U01MIRA", text, m_said, {}, channel);
}

//! Two channels that answer each other: odd messages in #general, even ones in #ops.
void TestWindowFocus::openAccount()
{
    for (int i = 1; i <= 60; ++i)
        say(u"message %1."_s.arg(i), i % 2 ? "C0GENERAL" : "C0OPS");
    m_window->page().setAccount({u"somewhere"_s, u"Somewhere"_s}, &m_scene->feed, m_log.get());
    ConnectionStatus status;
    status.look = ConnectionStatus::Look::Good;
    status.words = u"Connected"_s;
    m_window->page().setConnection(status);
    m_window->page().setArmed(true);
    m_window->page().setDesk(&m_desk);
    QTRY_COMPARE(m_window->findChild<ConversationPane *>(u"channelPane"_s)->channel(),
                 ChannelId(u"C0GENERAL"_s));
    QTRY_VERIFY(qobject_cast<MessageListView *>(named(u"Messages"_s))->model()->rowCount() > 10);
}

void TestWindowFocus::openThread()
{
    const ChannelId channel(u"C0GENERAL"_s);
    m_window->page().openThread(channel,
                                m_scene->feed.workspace().conversation(channel)->timeline().first()->ts);
    QTRY_COMPARE(focusName(), u"Reply text"_s);
}

//! The entry that brought the message.
quint64 TestWindowFocus::seqOf(const QString &text) const
{
    for (qsizetype row = 0; row < m_log->size(); ++row) {
        if (m_log->frame(row).contains(text.toUtf8()))
            return m_log->seqOf(row);
    }
    return 0;
}

QWidget *TestWindowFocus::named(const QString &name) const
{
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

void TestWindowFocus::choose(int perspective)
{
    press(Qt::Key_0 + perspective, Qt::ControlModifier | Qt::AltModifier);
}

void TestWindowFocus::press(int key, Qt::KeyboardModifiers modifiers)
{
    QWidget *target = QApplication::focusWidget();
    QTest::keyClick(target ? target : m_window.get(), Qt::Key(key), modifiers);
}

void TestWindowFocus::startsInTheComposer()
{
    openAccount();
    QCOMPARE(focusName(), u"Message text"_s);
}

void TestWindowFocus::startsAmongTheMessagesOfARecording()
{
    openAccount();
    m_window->page().clear();
    m_window->page().setRecording(u"today.rtmcap"_s, &m_scene->feed, m_log.get());
    QTRY_COMPARE(focusName(), u"Messages"_s);
    QVERIFY2(qobject_cast<QLabel *>(named(u"Remark on the event"_s))->text().startsWith(u"An example"_s),
             "a file, too, begins with an event that is explained");
}

void TestWindowFocus::startsWithTheDemoButton()
{
    QCOMPARE(focusName(), u"Open the demo"_s);
}

void TestWindowFocus::doesNotTakeTheKeysFromSomebody()
{
    choose(3);
    named(u"Filter"_s)->setFocus();
    openAccount();
    QCOMPARE(focusName(), u"Filter"_s);
}

void TestWindowFocus::tabVisitsWhatIsSeen_data()
{
    QTest::addColumn<int>("perspective");
    QTest::addColumn<bool>("forwards");
    QTest::addColumn<bool>("thread");
    QTest::addColumn<bool>("gaps");
    QTest::newRow("chat") << 1 << true << true << false;
    QTest::newRow("monitor") << 2 << true << false << false;
    QTest::newRow("monitor, backwards") << 2 << false << false << false;
    QTest::newRow("debug") << 3 << true << true << false;
    QTest::newRow("debug, backwards") << 3 << false << true << false;
    QTest::newRow("debug with the gaps") << 3 << true << false << true;
}

//! Every stop is on screen, has a name and looks otherwise while it has the focus, and none is missed on the
//! way forth or back.
void TestWindowFocus::tabVisitsWhatIsSeen()
{
    QFETCH(int, perspective);
    QFETCH(bool, forwards);
    QFETCH(bool, thread);
    QFETCH(bool, gaps);
    openAccount();
    choose(perspective);
    if (gaps)
        press(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    if (thread)
        openThread();
    QCoreApplication::processEvents();
    QApplication::setCursorFlashTime(0);
    QStringList visited;
    QStringList wrong;
    const QWidget *first = QApplication::focusWidget();
    QVERIFY(first);
    do {
        QWidget *before = QApplication::focusWidget();
        press(forwards ? Qt::Key_Tab : Qt::Key_Backtab);
        QWidget *stop = QApplication::focusWidget();
        QVERIFY(stop && stop != before);
        visited << nameOf(stop);
        const QRect place(stop->mapTo(m_window.get(), QPoint()), stop->size());
        if (place.isEmpty() || !m_window->rect().contains(place.center()))
            wrong << nameOf(stop) + u" is not on screen"_s;
        const QImage with = lookOf(stop);
        stop->clearFocus();
        const QImage without = lookOf(stop);
        stop->setFocus(forwards ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        if (with == without)
            wrong << nameOf(stop) + u" does not show it"_s;
        QVERIFY2(visited.size() < 60, qPrintable(visited.join(u", "_s)));
    } while (QApplication::focusWidget() != first);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u", "_s) + u" of "_s + visited.join(u", "_s)));
    QStringList wanted{u"Events"_s, u"Filter"_s, u"Noise 1"_s, u"Follow"_s, u"Pause"_s};
    if (!gaps)
        wanted << u"Event JSON"_s; // else behind another tab
    if (perspective == 1)
        wanted =
            QStringList{u"Conversations"_s, u"Messages"_s, u"Message text"_s, u"Thread"_s, u"Reply text"_s};
    if (perspective == 3)
        wanted << u"Messages"_s << u"Message text"_s;
    if (perspective == 3 && thread)
        wanted << u"Reply text"_s << u"Also send to channel"_s;
    for (const QString &name : wanted)
        QVERIFY2(visited.contains(name), qPrintable(name + u" is missed by "_s + visited.join(u", "_s)));
}

void TestWindowFocus::broadcastComesBeforeTheRoute()
{
    openAccount();
    openThread();
    QTest::keyClicks(QApplication::focusWidget(), u"a"_s);
    QStringList visited;
    for (int i = 0; i < 3; ++i) {
        press(Qt::Key_Tab);
        visited << focusName();
    }
    QCOMPARE(visited, QStringList({u"Also send to channel"_s, u"Route: RTM"_s, u"Send reply"_s}));
}

void TestWindowFocus::paneCycleVisitsTheComposers()
{
    openAccount();
    choose(3);
    openThread();
    named(u"Messages"_s)->setFocus();
    QStringList visited;
    for (int i = 0; i < 5; ++i) {
        press(Qt::Key_F6);
        visited << focusName();
    }
    QCOMPARE(visited,
             QStringList({u"Message text"_s, u"Thread"_s, u"Reply text"_s, u"Event JSON"_s, u"Events"_s}));
    QVERIFY(m_window->findChild<EventView *>()->isFollowing());
    QCOMPARE(m_window->findChild<EventView *>()->selectedSeq(), 0U);
    press(Qt::Key_F6, Qt::ShiftModifier);
    press(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(focusName(), u"Reply text"_s);
}

void TestWindowFocus::escStaysInTheComposer()
{
    openAccount();
    QWidget *edit = named(u"Message text"_s);
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_Escape);
    QTest::keyClicks(QApplication::focusWidget(), u"tr"_s); // both open a thread among the messages
    QCOMPARE(m_window->findChild<ConversationPane *>(u"channelPane"_s)
                 ->composer()
                 ->findChild<QPlainTextEdit *>()
                 ->toPlainText(),
             u"tr"_s);
    QVERIFY(m_window->findChild<QDockWidget *>(u"thread"_s)->isHidden());
}

void TestWindowFocus::neighbourTakesOver_data()
{
    QTest::addColumn<QString>("focused");
    QTest::addColumn<QString>("gone"); // an object's name or an accessible name
    QTest::addColumn<bool>("hides");   // or is disabled
    QTest::addColumn<QStringList>("next");
    const QStringList list{u"Messages"_s, u"Message text"_s};
    QTest::newRow("events") << u"Events"_s << u"events"_s << true
                            << QStringList{u"Message text"_s, u"Conversations"_s, u"Event JSON"_s};
    QTest::newRow("filter") << u"Filter"_s << u"events"_s << true
                            << QStringList{u"Message text"_s, u"Conversations"_s};
    QTest::newRow("conversations") << u"Conversations"_s << u"conversations"_s << true << list;
    QTest::newRow("inspector") << u"Event JSON"_s << u"inspector"_s << true
                               << (list + QStringList{u"Events"_s, u"Timeline"_s, u"Pause"_s});
    const QStringList before{u"Message text"_s}; // it had the focus before the button
    QTest::newRow("a button") << u"Pause"_s << u"Pause"_s << false << before;
    QTest::newRow("a button that hides") << u"Follow"_s << u"Follow"_s << true << before;
}

void TestWindowFocus::neighbourTakesOver()
{
    QFETCH(QString, focused);
    QFETCH(QString, gone);
    QFETCH(bool, hides);
    QFETCH(QStringList, next);
    openAccount();
    choose(3);
    named(focused)->setFocus();
    QCOMPARE(focusName(), focused);
    QWidget *going = m_window->findChild<QDockWidget *>(gone);
    if (!going)
        going = named(gone);
    if (hides)
        going->hide();
    else
        going->setEnabled(false);
    QVERIFY2(next.contains(focusName()), qPrintable(focusName()));
}

void TestWindowFocus::aButtonThatHidesGivesBackTheFocus_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<bool>("stays"); // until the button goes
    QTest::addColumn<QString>("next");
    QTest::newRow("to the filter") << u"Filter"_s << true << u"Filter"_s;
    QTest::newRow("to the reply") << u"Reply text"_s << true << u"Reply text"_s;
    QTest::newRow("to what was before that") << u"Reply text"_s << false << u"Message text"_s;
}

void TestWindowFocus::aButtonThatHidesGivesBackTheFocus()
{
    QFETCH(QString, before);
    QFETCH(bool, stays);
    QFETCH(QString, next);
    openAccount();
    choose(3);
    openThread();
    ConnectionStatus status;
    status.look = ConnectionStatus::Look::Waiting;
    m_window->page().setConnection(status);
    named(before)->setFocus();
    QWidget *retry = nullptr;
    for (auto *button : m_window->page().panes().centre->banner()->findChildren<QPushButton *>()) {
        if (button->accessibleName() == u"Retry now"_s)
            retry = button;
    }
    QVERIFY(retry && retry->isVisible());
    retry->setFocus();
    QCOMPARE(focusName(), u"Retry now"_s);
    if (!stays)
        m_window->findChild<QDockWidget *>(u"thread"_s)->hide();
    status.look = ConnectionStatus::Look::Good;
    m_window->page().setConnection(status);
    QVERIFY(!retry->isVisible());
    QCOMPARE(focusName(), next);
}

void TestWindowFocus::focusAloneArmsNoLetters()
{
    openAccount();
    auto *messages = qobject_cast<MessageListView *>(named(u"Messages"_s));
    const auto *thread = m_window->findChild<QDockWidget *>(u"thread"_s);
    for (const Qt::FocusReason reason : {Qt::TabFocusReason, Qt::OtherFocusReason}) {
        messages->clearFocus();
        messages->setFocus(reason);
        QVERIFY(messages->hasFocus());
        QVERIFY(!messages->currentIndex().isValid());
        QTest::keyClicks(messages, u"rtj"_s);
        press(Qt::Key_Return);
        QVERIFY(thread->isHidden());
        QCOMPARE(m_window->findChild<EventView *>()->selectedSeq(), 0U);
    }
    // An arrow begins where one looks, which is at the end, and then the letters act.
    press(Qt::Key_Up);
    QCOMPARE(messages->currentIndex().row(), messages->model()->rowCount() - 1);
    QVERIFY(m_window->findChild<EventView *>()->selectedSeq() != 0);
    QTest::keyClicks(messages, u"t"_s);
    QVERIFY(!thread->isHidden());
}

void TestWindowFocus::theMonitorGivesBackWhatWasThere()
{
    openAccount();
    auto *messages = qobject_cast<MessageListView *>(named(u"Messages"_s));
    for (const int perspective : {1, 3}) {
        choose(perspective);
        openThread();
        if (perspective == 1)
            QTest::keyClicks(QApplication::focusWidget(), u"half"_s);
        messages->scrollTo(messages->model()->index(5, 0), QAbstractItemView::PositionAtTop);
        const int top = messages->visualRect(messages->model()->index(5, 0)).top();
        choose(2);
        QCOMPARE(focusName(), u"Events"_s);
        QVERIFY(!named(u"Reply text"_s)->isVisible());
        choose(perspective);
        QCOMPARE(focusName(), u"Reply text"_s);
        QTRY_COMPARE(messages->visualRect(messages->model()->index(5, 0)).top(), top);
        QCOMPARE(qobject_cast<QPlainTextEdit *>(named(u"Reply text"_s))->toPlainText(), u"half"_s);
    }
    // What is closed stays closed, there too.
    named(u"Close thread"_s)->setFocus();
    qobject_cast<QAbstractButton *>(named(u"Close thread"_s))->click();
    choose(2);
    choose(3);
    QVERIFY(!named(u"Reply text"_s)->isVisible());
    // A tool belongs to the perspective in which it was opened.
    press(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    const auto *gaps = m_window->findChild<QDockWidget *>(u"gaps"_s);
    QVERIFY(!gaps->isHidden());
    choose(2);
    QVERIFY(gaps->isHidden());
    choose(3);
    QVERIFY(!gaps->isHidden());
}

void TestWindowFocus::whoGoesToAConversationWritesThere()
{
    openAccount();
    choose(2);
    QCOMPARE(focusName(), u"Events"_s);
    m_window->page().goTo(ChannelId(u"C0OPS"_s));
    QVERIFY(named(u"Messages"_s)->isVisible());
    QCOMPARE(focusName(), u"Message text"_s);
    named(u"Conversations"_s)->setFocus();
    m_window->page().goTo(ChannelId(u"C0GENERAL"_s));
    QCOMPARE(focusName(), u"Message text"_s);
}

void TestWindowFocus::tabStopsAtThePerspectiveInView()
{
    openAccount();
    choose(3);
    named(u"Observe or Armed"_s)->setFocus();
    press(Qt::Key_Tab);
    QCOMPARE(focusName(), u"Debug"_s);
    press(Qt::Key_Left);
    QCOMPARE(focusName(), u"Monitor"_s);
    QVERIFY(!named(u"Messages"_s)->isVisible());
}

//! As while panes are put in their places: this ended never.
void TestWindowFocus::tabGoesRoundOnceWhereNothingIsInView()
{
    openAccount();
    m_window->hide();
    m_window->focusWidget()->clearFocus();
    QKeyEvent tab(QEvent::KeyPress, Qt::Key_Tab, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &tab);
    QVERIFY(m_window->focusWidget());
}

void TestWindowFocus::choosingMonitorSelectsNothing()
{
    openAccount();
    choose(1);
    choose(2);
    const auto *events = m_window->findChild<EventView *>();
    QCOMPARE(focusName(), u"Events"_s);
    QVERIFY(events->isFollowing());
    QCOMPARE(events->selectedSeq(), 0U);
}

//! Whatever the window lays out anew, as it does whenever a number in it grows by a digit.
void TestWindowFocus::monitorKeepsItsWidths()
{
    openAccount();
    choose(2);
    QCoreApplication::processEvents();
    const auto *inspector = m_window->findChild<EventInspector *>();
    const int width = inspector->width();
    for (int i = 0; i < 40; ++i) {
        say(u"more"_s);
        m_window->setWindowTitle(QString::number(i));
        m_window->layout()->invalidate();
        for (QWidget *widget : m_window->findChildren<QLabel *>())
            widget->updateGeometry();
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    }
    QCOMPARE(inspector->width(), width);
}

void TestWindowFocus::anotherChannelsEventClearsTheSelection()
{
    openAccount();
    auto *events = m_window->findChild<EventView *>();
    const auto *messages = qobject_cast<MessageListView *>(named(u"Messages"_s));
    QVERIFY(events->selectEvent(seqOf(u"message 31."_s)));
    QVERIFY(messages->currentIndex().data().toString().contains(u"message 31."_s));
    QVERIFY(events->selectEvent(seqOf(u"message 32."_s)));
    QVERIFY(!messages->currentIndex().isValid());
    QVERIFY(messages->selectionModel()->selectedRows().isEmpty());
    QCOMPARE(m_window->findChild<ConversationPane *>(u"channelPane"_s)->channel(), ChannelId(u"C0GENERAL"_s));
}

void TestWindowFocus::notesDoNotScrollTheChannel()
{
    openAccount();
    // A page of history that brought an old message: the note stands for all that it brought.
    m_scene->addNote(
        R"({"kind":"api","method":"conversations.history","args":{"channel":"C0GENERAL"},"status":200,"ok":true,"ms":1,)"
        R"("answer":{"ok":true,"has_more":false,"messages":[)"
        R"({"type":"message","user":"U01MIRA","text":"an old one","ts":"1500000000.000100"}]}})");
    for (int i = 0; i < 40; ++i)
        say(u"later %1."_s.arg(i));
    auto *messages = qobject_cast<MessageListView *>(named(u"Messages"_s));
    QTRY_VERIFY(messages->model()
                    ->index(messages->model()->rowCount() - 1, 0)
                    .data()
                    .toString()
                    .contains(u"later 39."_s));
    QVERIFY(messages->isFollowing());
    QVERIFY(m_window->findChild<EventView *>()->selectEvent(seqOf(u"an old one"_s)));
    QVERIFY(messages->isFollowing());
    QVERIFY(!messages->currentIndex().isValid());
}

void TestWindowFocus::anExampleUntilSomethingIsChosen()
{
    openAccount();
    auto *remark = qobject_cast<QLabel *>(named(u"Remark on the event"_s));
    QVERIFY(remark);
    QTRY_VERIFY(remark->text().startsWith(u"An example"_s));
    QCOMPARE(QAccessible::queryAccessibleInterface(remark)->text(QAccessible::Name),
             u"Remark on the event: "_s + remark->text());
    auto *events = m_window->findChild<EventView *>();
    QCOMPARE(events->selectedSeq(), 0U);
    // A message that is marked is not left beside it, whichever button did it.
    auto *messages = qobject_cast<MessageListView *>(named(u"Messages"_s));
    const QRect last = messages->visualRect(messages->model()->index(messages->model()->rowCount() - 1, 0));
    QTest::mousePress(messages->viewport(), Qt::RightButton, {}, last.center());
    QVERIFY(messages->currentIndex().isValid());
    QVERIFY(!remark->text().contains(u"example"_s));
    QVERIFY(events->selectEvent(seqOf(u"message 20."_s)));
    QVERIFY(!remark->text().contains(u"example"_s));
    QSignalSpy counted(events, &EventView::counted);
    say(u"more"_s);
    QTRY_VERIFY(!counted.isEmpty());
    QVERIFY(!remark->text().contains(u"example"_s));
}

RTMSCOPE_GUI_TEST_MAIN(TestWindowFocus)
#include "tst_windowfocus.moc"
