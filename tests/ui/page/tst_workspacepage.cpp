// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/eventlog.h"
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/chat/message/messagelistview.h"
#include "ui/chat/outbox/outboxpane.h"
#include "ui/gaps/gapspane.h"
#include "ui/monitor/columns/columnheader.h"
#include "ui/monitor/filter/filterbar.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/monitor/table/columnlayout.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/centrepages.h"
#include "ui/page/workspacepage.h"
#include "ui/statistics/statisticspane.h"
#include "ui/status/remedycard.h"
#include "ui/tap/tapway.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using rtmscope::testing::ChatScene;

namespace {

ChannelId general()
{
    return ChannelId(u"C0GENERAL"_s);
}

ChannelId ops()
{
    return ChannelId(u"C0OPS"_s);
}

ConnectionStatus statusOf(ConnectionStatus::Look look)
{
    ConnectionStatus status;
    status.look = look;
    status.words = u"As it is"_s;
    return status;
}

//! A page in a window of its own, for a workspace with messages in #general and #ops.
struct Desk
{
    explicit Desk(QSettings &settings)
        : log(EventLog::inMemory({}))
        , page(std::make_unique<WorkspacePage>(settings, QKeySequence(Qt::CTRL | Qt::Key_A), &window))
    {
        QObject::connect(&scene, &EventSource::recorded, log.get(), &EventLog::append);
        for (int i = 1; i <= 6; ++i)
            scene.say("U01MIRA", u"message %1"_s.arg(i), i, {}, i % 2 ? "C0GENERAL" : "C0OPS");
        window.resize(900, 700);
        window.show();
    }
    ~Desk() { page->clear(); }
    void open(const QString &key, const QString &name = u"Somewhere"_s)
    {
        page->setAccount({key, name}, &scene.feed, log.get());
        page->setConnection(statusOf(ConnectionStatus::Look::Good));
    }
    QPlainTextEdit *edit() const { return page->panes().channel->findChild<QPlainTextEdit *>(); }
    //! Of the message in a channel that was said last.
    quint64 lastEvent(const ChannelId &channel) const
    {
        return scene.feed.workspace().conversation(channel)->timeline().last()->firstSeq;
    }

    ChatScene scene;
    std::unique_ptr<EventLog> log;
    QWidget window;
    std::unique_ptr<WorkspacePage> page;
};

} // namespace

//! Several pages live side by side, for channels whose ids are the same.
class TestWorkspacePage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void pagesShareNothing();
    void aTapIsOnlyLookedOn();
    void bySocketModeMessagesAreCalls();
    void eachTellsOfItsOwn();
    void eachHasItsOwnSelection();
    void aChannelIsRememberedForItsAccount();
    void nothingIsRememberedOfACapture();
    void filtersAreKeptForTheProfile();
    void columnsAreKeptAtOnce();
    void itsPanesGoWithIt();
    void whatIsOpenFollowsItsNewId();
    void figuresJoinTheOtherPanes();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
};

void TestWorkspacePage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    theme::apply(*qApp, u"light"_s);
}

void TestWorkspacePage::pagesShareNothing()
{
    Desk one(*m_settings);
    Desk two(*m_settings);
    one.open(u"one"_s);
    two.open(u"two"_s);
    QTRY_COMPARE(one.page->currentChannel(), general());
    QTRY_COMPARE(two.page->currentChannel(), general());
    one.page->openChannel(ops());
    QCOMPARE(two.page->currentChannel(), general());
    QCOMPARE(two.page->panes().channel->channel(), general());
    QVERIFY(one.page->canStepHistory(-1));
    QVERIFY(!two.page->canStepHistory(-1));
    one.page->setArmed(true);
    QVERIFY(!two.page->isArmed());
    one.page->setLoading(general(), true); // it is not open there, and in the other page not loading
    Error error;
    error.kind = Error::Kind::Rejected;
    error.code = u"invalid_auth"_s;
    one.page->setConnection(statusOf(ConnectionStatus::Look::Failed));
    one.page->panes().centre->showRemedy(error);
    QVERIFY(one.page->panes().centre->remedy()->isVisible());
    QVERIFY(!two.page->panes().centre->remedy()->isVisible());
    QVERIFY(two.page->panes().channel->isVisible());
    one.page->clear();
    QVERIFY(two.page->opened().isLive());
    QCOMPARE(two.page->opened().identity.key, u"two"_s);
}

void TestWorkspacePage::eachTellsOfItsOwn()
{
    Desk one(*m_settings);
    Desk two(*m_settings);
    testing::KeepingDesk deskOfOne;
    testing::KeepingDesk deskOfTwo;
    one.page->setDesk(&deskOfOne);
    two.page->setDesk(&deskOfTwo);
    one.open(u"one"_s);
    two.open(u"two"_s);
    QTRY_VERIFY(!one.page->currentChannel().isEmpty() && !two.page->currentChannel().isEmpty());
    QSignalSpy asked(one.page.get(), &WorkspacePage::historyRequested);
    QSignalSpy askedOther(two.page.get(), &WorkspacePage::historyRequested);
    QSignalSpy drafts(one.page->panes().channel->composer(), &Composer::draftChanged);
    QSignalSpy draftsOther(two.page->panes().channel->composer(), &Composer::draftChanged);
    QSignalSpy told(one.page.get(), &WorkspacePage::announced);
    QSignalSpy toldOther(two.page.get(), &WorkspacePage::announced);
    one.page->openChannel(ops());
    QCOMPARE(asked.count(), 1);
    QCOMPARE(askedOther.count(), 0);
    one.page->setArmed(true);
    QTest::keyClicks(one.edit(), u"to one"_s);
    QVERIFY(!drafts.isEmpty());
    QVERIFY(draftsOther.isEmpty());
    QVERIFY(two.edit()->toPlainText().isEmpty());
    QTest::keyClick(one.edit(), Qt::Key_Return);
    QCOMPARE(deskOfOne.sent.size(), 1);
    QVERIFY(deskOfTwo.sent.isEmpty());
    one.page->setConnection(statusOf(ConnectionStatus::Look::Waiting));
    QVERIFY(!told.isEmpty());
    QVERIFY(toldOther.isEmpty());
    one.page->setDesk(nullptr);
    two.page->setDesk(nullptr);
}

void TestWorkspacePage::eachHasItsOwnSelection()
{
    Desk one(*m_settings);
    Desk two(*m_settings);
    one.open(u"one"_s);
    two.open(u"two"_s);
    QTRY_COMPARE(one.page->currentChannel(), general());
    QTRY_COMPARE(two.page->currentChannel(), general());
    const auto *messages = one.page->panes().channel->findChild<MessageListView *>();
    const auto *others = two.page->panes().channel->findChild<MessageListView *>();
    QTRY_VERIFY(messages->model()->rowCount() > 0 && others->model()->rowCount() > 0);
    const quint64 last = one.lastEvent(general());
    QTRY_VERIFY(one.page->panes().events->selectEvent(last) && messages->currentIndex().isValid());
    QVERIFY(messages->currentIndex().data(Qt::AccessibleTextRole).toString().contains(u"message 5"_s));
    QCOMPARE(two.page->panes().events->selectedSeq(), 0U);
    QVERIFY(!others->currentIndex().isValid());
    // Enter on an event of the other channel goes there, in this page only.
    QVERIFY(one.page->panes().events->selectEvent(one.lastEvent(ops())));
    Q_EMIT one.page->panes().events->inspectorRequested();
    QCOMPARE(one.page->currentChannel(), ops());
    QVERIFY(messages->currentIndex().data(Qt::AccessibleTextRole).toString().contains(u"message 6"_s));
    QCOMPARE(two.page->currentChannel(), general());
}

//! Two accounts may be called the same, and one may be called otherwise tomorrow.
void TestWorkspacePage::aChannelIsRememberedForItsAccount()
{
    Desk desk(*m_settings);
    desk.open(u"one"_s);
    QTRY_COMPARE(desk.page->currentChannel(), general());
    desk.page->openChannel(ops());
    desk.page->clear();
    desk.open(u"two"_s);
    QTRY_COMPARE(desk.page->currentChannel(), general());
    desk.page->clear();
    desk.open(u"one"_s, u"Called otherwise"_s);
    QTRY_COMPARE(desk.page->currentChannel(), ops());
}

void TestWorkspacePage::nothingIsRememberedOfACapture()
{
    Desk desk(*m_settings);
    desk.page->setRecording(u"today.rtmcap"_s, &desk.scene.feed, desk.log.get());
    QTRY_VERIFY(!desk.page->currentChannel().isEmpty());
    desk.page->openChannel(ops());
    desk.page->clear();
    QVERIFY(m_settings->allKeys().filter(u"channels"_s).isEmpty());
}

//! Those that were used, and those that are saved and on; another profile has its own.
void TestWorkspacePage::filtersAreKeptForTheProfile()
{
    const auto kept = [](const Desk &desk) {
        return FilterShelf::fromJson(desk.page->panes().events->filterBar()->shelf());
    };
    {
        Desk desk(*m_settings);
        desk.open(u"one"_s);
        EventFilter *filter = desk.page->panes().events->filterBar()->filter();
        filter->setText(u"type:message"_s);
        filter->accept();
        QCOMPARE(kept(desk).history(), QStringList{u"type == message"_s});
        desk.open(u"two"_s);
        QVERIFY(kept(desk).history().isEmpty());
        desk.page->setRecording(u"file"_s, &desk.scene.feed, desk.log.get());
        filter->setText(u"deploy"_s);
        filter->accept();
    }
    Desk later(*m_settings);
    later.open(u"one"_s);
    QCOMPARE(kept(later).history(), QStringList{u"type == message"_s});
    later.page->setRecording(u"another file"_s, &later.scene.feed, later.log.get());
    QCOMPARE(kept(later).history(), QStringList{u"deploy"_s});
}

//! A program that is killed sees no end: what was arranged is kept as it happens.
void TestWorkspacePage::columnsAreKeptAtOnce()
{
    Desk desk(*m_settings);
    desk.open(u"T1"_s);
    const auto kept = [this] { return m_settings->value(u"window/events"_s).toByteArray(); };
    EventTable *table = desk.page->panes().events->parts().table;
    const auto isKept = [&] { return kept() == desk.page->panes().events->saveState(); };
    table->columns().setHidden(EventTableModel::User, true);
    QVERIFY(!isKept());
    QTRY_VERIFY(isKept());
    table->head().resizeSection(EventTableModel::Type, 231);
    QTRY_VERIFY(isKept());
    desk.page->panes().events->parts().model->rows().setTimeForm(TimeForm::Utc);
    QTRY_VERIFY(isKept());
    desk.page->panes().events->setNoiseLevel(NoiseLevel::Everything);
    QTRY_VERIFY(isKept());
    Desk another(*m_settings); // while the first lives on
    const EventTable *same = another.page->panes().events->parts().table;
    QVERIFY(same->isColumnHidden(EventTableModel::User));
    QCOMPARE(same->columnWidth(EventTableModel::Type), 231);
    QVERIFY(another.page->panes().events->noiseLevel() == NoiseLevel::Everything);
}

void TestWorkspacePage::itsPanesGoWithIt()
{
    Desk desk(*m_settings);
    Desk other(*m_settings);
    desk.open(u"one"_s);
    const WorkspacePage::Panes panes = desk.page->panes();
    const QList<QPointer<QWidget>> all{panes.conversations, panes.centre,    panes.channel, panes.thread,
                                       panes.events,        panes.inspector, panes.gaps,    panes.outbox};
    desk.page->clear();
    desk.page.reset();
    QVERIFY(std::all_of(all.cbegin(), all.cend(), [](const auto &pane) { return pane.isNull(); }));
    desk.page = std::make_unique<WorkspacePage>(*m_settings, QKeySequence(), &desk.window);
    desk.open(u"one"_s);
    QTRY_COMPARE(desk.page->currentChannel(), general());
}

void TestWorkspacePage::whatIsOpenFollowsItsNewId()
{
    Desk desk(*m_settings);
    desk.open(u"one"_s);
    desk.page->openChannel(ops());
    const MessageTs parent = desk.scene.feed.workspace().conversation(ops())->timeline().first()->ts;
    desk.page->openThread(ops(), parent);
    const ChannelId now(u"C0SHARED"_s);
    desk.scene.in(
        "{\"type\":\"channel_id_changed\",\"old_channel_id\":\"C0OPS\",\"new_channel_id\":\"C0SHARED\"}");
    QTRY_COMPARE(desk.page->currentChannel(), now);
    QCOMPARE(desk.page->panes().channel->channel(), now);
    QCOMPARE(desk.page->panes().thread->channel(), now);
    QCOMPARE(desk.page->panes().thread->thread(), parent);
    QCOMPARE(desk.scene.feed.workspace().conversation(ops())->id(), now);
    QVERIFY(desk.page->panes().channel->findChild<MessageListView *>()->model()->rowCount() > 0);
}

//! What another program exchanges: all of it can be read, and nothing is ours to write or to mark.
void TestWorkspacePage::aTapIsOnlyLookedOn()
{
    Desk desk(*m_settings);
    QSignalSpy shown(desk.page.get(), &WorkspacePage::tapWanted);
    QSignalSpy history(desk.page.get(), &WorkspacePage::historyRequested);
    const QUrl address(u"http://127.0.0.1:3030/api/"_s);
    desk.page->setTap({u"tap"_s, u"The bot"_s}, &desk.scene.feed, desk.log.get(), address);
    QCOMPARE(shown.size(), 1);
    QVERIFY(desk.page->opened().isTap() && !desk.page->opened().isLive());
    desk.page->openChannel(ops());
    QVERIFY(!desk.edit()->isVisibleTo(desk.page->panes().channel));
    QVERIFY(history.isEmpty()); // the tap has no token to ask with
    bool said = false;
    for (const QLabel *label : desk.page->panes().channel->findChildren<QLabel *>())
        said = said || label->text().startsWith(u"You are looking on"_s);
    QVERIFY(said);
    desk.page->setArmed(true); // whoever claims it
    QVERIFY(!desk.page->panes().channel->composer()->isVisibleTo(desk.page->panes().channel));
}

void TestWorkspacePage::bySocketModeMessagesAreCalls()
{
    Desk desk(*m_settings);
    desk.open(u"mine"_s);
    ConnectionStatus status = statusOf(ConnectionStatus::Look::Good);
    status.stream = ConnectionStatus::Stream::SocketMode;
    status.author = u"as bot rtmscope"_s;
    desk.page->setConnection(status);
    const auto texts = [&desk] {
        QStringList all;
        for (const QLabel *label : desk.page->panes().channel->composer()->findChildren<QLabel *>())
            all << label->text();
        for (const QToolButton *button :
             desk.page->panes().channel->composer()->findChildren<QToolButton *>())
            all << button->text();
        return all;
    };
    QVERIFY(texts().contains(u"as bot rtmscope"_s));
    QVERIFY(texts().contains(u"chat.postMessage"_s));
    desk.page->setConnection(statusOf(ConnectionStatus::Look::Good)); // RTM
    QVERIFY(texts().contains(u"RTM"_s));
}

//! From a value to its figures, and from figures to events.
void TestWorkspacePage::figuresJoinTheOtherPanes()
{
    Desk desk(*m_settings);
    desk.open(u"one"_s);
    const WorkspacePage::Panes &panes = desk.page->panes();
    QSignalSpy wanted(panes.statistics, &StatisticsPane::wanted);
    const auto choose = [&](const QString &expression, const QString &words) {
        QMenu menu;
        Q_EMIT panes.events->parts().table->menuOpening(&menu, {}, expression);
        for (QAction *action : menu.actions()) {
            if (action->text() == words && action->isEnabled()) {
                action->trigger();
                return true;
            }
        }
        return false;
    };
    QVERIFY(choose(u"channel == #ops"_s, u"Count its values"_s));
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(panes.statistics->page(), StatisticsPane::Values);
    QVERIFY(!choose(u"channel == #ops"_s, u"Plot it"_s));
    QVERIFY(choose(u"size == 412"_s, u"Plot it"_s));
    QCOMPARE(panes.statistics->page(), StatisticsPane::Plot);
    QVERIFY(!choose(u"time == \"2026-11-22 14:00:00\""_s, u"Count its values"_s));
    QVERIFY(!choose({}, u"Count its values"_s));
    Q_EMIT panes.inspector->countRequested(u"item.channel"_s);
    QCOMPARE(panes.statistics->page(), StatisticsPane::Values);

    QSignalSpy events(desk.page.get(), &WorkspacePage::eventsWanted);
    Q_EMIT panes.statistics->filterRequested(u"channel == C0OPS"_s, FilterJoin::Replace);
    QCOMPARE(panes.events->filterText(), u"channel == C0OPS"_s);
    Q_EMIT panes.statistics->filterRequested(u"user == U01MIRA"_s, FilterJoin::AndNot);
    QCOMPARE(panes.events->filterText(), u"channel == C0OPS && !(user == U01MIRA)"_s);
    QCOMPARE(events.size(), 2);
    Q_EMIT panes.statistics->eventChosen(desk.lastEvent(ops()));
    QCOMPARE(panes.events->selectedSeq(), desk.lastEvent(ops()));
}

RTMSCOPE_GUI_TEST_MAIN(TestWorkspacePage)
#include "tst_workspacepage.moc"
