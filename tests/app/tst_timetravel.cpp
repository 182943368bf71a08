// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/past/timetravel.h"
#include "core/log/eventlog.h"
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/chat/message/messagelistview.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/centrepages.h"
#include "ui/page/pastview.h"
#include "ui/page/timebar.h"
#include "ui/page/workspacepage.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>

#include <algorithm>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using rtmscope::testing::ChatScene;

namespace {

ChannelId ops()
{
    return ChannelId(u"C0OPS"_s);
}

} // namespace

//! A page whose chats go to the past and back, in a window with the keys for it.
class TestTimeTravel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void chatsAreAsTheyWere();
    void keysStepThroughWhatIsListed();
    void theSliderLeaps();
    void aMinuteIsAStep();
    void whatComesMeanwhileWaits();
    void draftsStay();
    void nothingIsMarkedRead();
    void anotherAccountEndsIt();
    void nothingToGoTo();
    void whatIsNotReadYetIsSaid();

private:
    QStringList texts() const
    {
        const auto *view = m_page->panes().channel->findChild<MessageListView *>();
        const auto *model = qobject_cast<const MessageListModel *>(view->model());
        QStringList all;
        for (int row = 0; row < model->rowCount(); ++row) {
            if (const Message &message = model->at(row).message; message.ts)
                all += message.text;
        }
        return all;
    }
    void say(int seconds, const QString &text, const QByteArray &more = {})
    {
        m_scene->say("U01MIRA", text, seconds, more);
    }
    quint64 seqOf(qsizetype row) const { return m_log->seqOf(row); }
    //! "As of event 3"; empty in the present.
    QString moment() const { return m_bar->isVisible() ? m_bar->findChild<QLabel *>()->text() : QString(); }
    QString momentOf(qsizetype row) const { return u"As of event %1"_s.arg(seqOf(row)); }
    void press(Qt::Key key) { QTest::keyClick(m_events, key); }
    QPlainTextEdit *edit() const { return m_page->panes().channel->findChild<QPlainTextEdit *>(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ChatScene> m_scene;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<QAction> m_action;
    std::unique_ptr<WorkspacePage> m_page;
    std::unique_ptr<TimeTravel> m_travel;
    testing::KeepingDesk m_desk;
    TimeBar *m_bar = nullptr;
    QWidget *m_events = nullptr; //!< the list
};

void TestTimeTravel::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    m_scene = std::make_unique<ChatScene>();
    m_log = EventLog::inMemory({});
    connect(m_scene.get(), &EventSource::recorded, m_log.get(), &EventLog::append);
    for (int i = 0; i < 6; ++i)
        say(10 * i, u"message %1"_s.arg(i));

    m_window = std::make_unique<QWidget>();
    m_action = std::make_unique<QAction>();
    m_action->setCheckable(true);
    m_page = std::make_unique<WorkspacePage>(*m_settings, QKeySequence(Qt::CTRL | Qt::Key_A), m_window.get());
    auto *column = new QVBoxLayout(m_window.get());
    m_page->past().seat(*column, *m_action);
    column->addWidget(m_page->panes().centre);
    column->addWidget(m_page->panes().events);
    m_bar = m_window->findChild<TimeBar *>();
    m_events = m_page->panes().events->findChild<EventTable *>();
    m_travel = std::make_unique<TimeTravel>(m_page->past());
    m_page->setAccount({u"a"_s, u"Somewhere"_s}, &m_scene->feed, m_log.get());
    m_page->setDesk(&m_desk);
    connect(m_page->panes().channel->composer(), &Composer::draftChanged, this,
            [this](const ChannelId &channel, const MessageTs &thread, const QString &text) {
                m_desk.drafts.insert({channel, thread}, text);
            });
    m_page->openChannel(ops());
    m_window->resize(900, 900);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_COMPARE(texts().size(), 6);
    m_page->panes().events->focusTable();
}

void TestTimeTravel::cleanup()
{
    m_page->clear();
    m_travel.reset();
    m_page.reset();
    m_window.reset();
}

void TestTimeTravel::chatsAreAsTheyWere()
{
    say(0, u"message 0, edited"_s, R"(,"edited":{"user":"U01MIRA","ts":"1"})"); // the same again
    m_scene->in(R"({"type":"message","subtype":"message_deleted","channel":"C0OPS","deleted_ts":")" +
                ChatScene::ts(50).toUtf8() + "\"}");
    m_page->panes().events->selectEvent(seqOf(2));
    press(Qt::Key_T);
    QTRY_COMPARE(texts(), (QStringList{u"message 0"_s, u"message 1"_s, u"message 2"_s}));
    QCOMPARE(moment(), momentOf(2));
    QVERIFY(m_action->isChecked());
    QVERIFY(!edit()->isVisible());
    QCOMPARE(m_page->currentChannel(), ops());
    QCOMPARE(m_page->panes().events->selectedSeq(), seqOf(2));
    press(Qt::Key_Escape);
    QTRY_COMPARE(texts().size(), 6);
    QVERIFY(moment().isEmpty() && !m_action->isChecked());
    QVERIFY(edit()->isVisible());
}

void TestTimeTravel::keysStepThroughWhatIsListed()
{
    m_scene->in(R"({"type":"pong","reply_to":1})"); // left out as noise
    say(70, u"message 6"_s);
    press(Qt::Key_BracketLeft); // the newest
    QTRY_COMPARE(texts().size(), 7);
    QCOMPARE(moment(), momentOf(7));
    press(Qt::Key_BracketLeft);
    QTRY_COMPARE(moment(), momentOf(5));
    QTRY_COMPARE(texts().size(), 6);
    press(Qt::Key_BracketLeft);
    press(Qt::Key_BracketLeft);
    QTRY_COMPARE(texts().size(), 4);
    press(Qt::Key_BracketRight);
    QTRY_COMPARE(texts().size(), 5);
    QCOMPARE(moment(), momentOf(4));
}

void TestTimeTravel::theSliderLeaps()
{
    m_action->trigger();
    auto *slider = m_bar->findChild<QSlider *>();
    QTRY_COMPARE(texts().size(), 6);
    QCOMPARE(slider->maximum(), 6);
    QCOMPARE(slider->value(), 6);
    slider->setValue(1);
    QTRY_COMPARE(texts(), QStringList{u"message 0"_s});
    slider->setValue(4);
    QTRY_COMPARE(texts().size(), 4);
    QCOMPARE(moment(), momentOf(3));
    m_action->trigger();
    QTRY_COMPARE(texts().size(), 6);
    QVERIFY(moment().isEmpty());
}

void TestTimeTravel::aMinuteIsAStep()
{
    for (int i = 6; i < 20; ++i)
        say(10 * i, u"message %1"_s.arg(i));
    press(Qt::Key_T);
    QTRY_COMPARE(texts().size(), 20);
    // All of these came in one moment, so that a minute is as far as it goes.
    press(Qt::Key_BraceLeft);
    QTRY_COMPARE(texts().size(), 1);
    QCOMPARE(moment(), momentOf(0));
    press(Qt::Key_BraceRight);
    QTRY_COMPARE(texts().size(), 20);
    QCOMPARE(moment(), momentOf(19));
}

void TestTimeTravel::whatComesMeanwhileWaits()
{
    m_page->panes().events->selectEvent(seqOf(1));
    press(Qt::Key_T);
    QTRY_COMPARE(texts().size(), 2);
    say(60, u"message 6"_s);
    QTest::qWait(0);
    QCOMPARE(texts().size(), 2);
    press(Qt::Key_BracketRight);
    QTRY_COMPARE(texts().size(), 3);
    press(Qt::Key_Escape);
    QTRY_COMPARE(texts().size(), 7);
}

void TestTimeTravel::draftsStay()
{
    m_page->setArmed(true);
    edit()->setFocus();
    QTest::keyClicks(edit(), u"half a [word]"_s); // brackets are letters where one writes
    QVERIFY(moment().isEmpty());
    m_action->trigger();
    QTRY_COMPARE(texts().size(), 6);
    QTRY_VERIFY(!edit()->isVisible());
    m_action->trigger();
    QTRY_VERIFY(edit()->isVisible());
    QCOMPARE(edit()->toPlainText(), u"half a [word]"_s);
}

void TestTimeTravel::nothingIsMarkedRead()
{
    QSignalSpy seen(m_page->panes().channel, &ConversationPane::seen);
    QSignalSpy asked(m_page.get(), &WorkspacePage::historyRequested);
    press(Qt::Key_T);
    QTRY_COMPARE(moment(), momentOf(5));
    QTRY_VERIFY(!edit()->isVisible());
    const qsizetype before = seen.size();
    say(60, u"message 6"_s);
    press(Qt::Key_BracketLeft);
    press(Qt::Key_BracketRight);
    QTRY_COMPARE(moment(), momentOf(5));
    m_page->openChannel(ChannelId(u"C0GENERAL"_s));
    m_page->openChannel(ops());
    QTRY_COMPARE(texts().size(), 6);
    QCOMPARE(seen.size(), before);
    QCOMPARE(asked.size(), 0);
}

void TestTimeTravel::anotherAccountEndsIt()
{
    press(Qt::Key_T);
    QTRY_COMPARE(moment(), momentOf(5));
    ChatScene other;
    const auto log = EventLog::inMemory({});
    m_page->setAccount({u"b"_s, u"Elsewhere"_s}, &other.feed, log.get());
    QVERIFY(moment().isEmpty() && !m_page->past().isActive() && !m_action->isChecked());
    m_page->clear();
}

void TestTimeTravel::nothingToGoTo()
{
    m_page->clear();
    m_action->trigger();
    QVERIFY(!m_action->isChecked() && moment().isEmpty());
}

//! A long record takes a while: the chats say that they are not yet those of the moment.
void TestTimeTravel::whatIsNotReadYetIsSaid()
{
    m_travel.reset(); // nobody answers by itself
    const auto says = [this](const QString &words) {
        const QList<QLabel *> labels = m_page->panes().channel->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&words](const QLabel *label) {
            return label->isVisible() && label->text().contains(words);
        });
    };
    PastView &past = m_page->past();
    EventView *events = m_page->panes().events;
    QVERIFY(events->selectEvent(seqOf(2)));
    past.goToSelected();
    QVERIFY(!says(u"Until then"_s)); // most often it is there at once
    QTRY_VERIFY(says(u"Until then this is live."_s));
    past.setProgress(7);
    QVERIFY(says(u"up to event %1, 7 %"_s.arg(seqOf(2))));
    past.leave();
    QVERIFY(!says(u"Until then"_s));

    past.goToSelected();
    past.show(m_scene->feed.workspace(), 3);
    QVERIFY(says(u"This is the past"_s));
    QVERIFY(events->selectEvent(seqOf(4)));
    past.goToSelected();
    QTRY_VERIFY(says(u"Until then this is as of event %1."_s.arg(seqOf(2))));
    past.show(m_scene->feed.workspace(), 5);
    QVERIFY(says(u"This is the past"_s));
}

RTMSCOPE_GUI_TEST_MAIN(TestTimeTravel)
#include "tst_timetravel.moc"
