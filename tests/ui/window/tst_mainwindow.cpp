// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"
#include "ui/access/announcer.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/chat/message/messagelistview.h"
#include "ui/connect/connectdialog.h"
#include "ui/monitor/table/eventtable.h"
#include "ui/monitor/table/eventview.h"
#include "ui/monitor/timeline/timeline.h"
#include "ui/page/centrepages.h"
#include "ui/page/workspacepage.h"
#include "ui/status/banner.h"
#include "ui/status/remedycard.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"
#include "ui/window/shortcutsheet.h"

#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QAccessible>
#include <QApplication>
#include <QBoxLayout>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Look = ConnectionStatus::Look;

namespace {

template<typename Widget>
Widget *named(const QWidget &parent, const QString &name)
{
    for (Widget *widget : parent.findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

ConnectionStatus statusOf(Look look, const QString &words)
{
    ConnectionStatus status;
    status.look = look;
    status.words = words;
    return status;
}

//! Parts of a widget that a person never meets by themselves.
bool isInnerPart(const QWidget *widget)
{
    const auto *tabs = qobject_cast<const QTabBar *>(widget); // Qt keeps an empty one for docks to come
    return qobject_cast<const QScrollBar *>(widget) || (tabs && tabs->count() == 0) ||
           widget->objectName().startsWith("qt_"_L1) ||
           (widget->parentWidget() && widget->parentWidget()->focusProxy() == widget);
}

QString ancestors(const QWidget *widget)
{
    QStringList names;
    for (const QWidget *parent = widget->parentWidget(); parent && names.size() < 3;
         parent = parent->parentWidget())
        names.append(QString::fromLatin1(parent->metaObject()->className()));
    return names.join(u" in "_s);
}

} // namespace

Q_DECLARE_METATYPE(rtmscope::KeyGroup)

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void titleTellsNameAndMode();
    void namesStayOnOneLine();
    void closingInAThreadClosesTheThread();
    void stableNamesExist_data();
    void stableNamesExist();
    void everyFocusableWidgetHasAName();
    void everyActionIsInAMenu();
    void shortcutsAreUnique();
    void shortcutSheetListsEveryKey();
    void viewsTellTheirKeys_data();
    void viewsTellTheirKeys();
    void retryAnswersInEveryState();
    void escapeCancelsWhatIsUnderWay();
    void theMonitorTellsWhatTheMiddleWould();
    void announcesAtMostOnceInTwoSeconds();
    void unknownTypesAreListed();
    void typingIsToldOnlyIfWanted();
    void perspectivesArrangeTheDocks();
    void aPerspectiveKeepsTheFocusWhereWorkIs();
    void aToolsKeysBringItToTheFront();
    void layoutIsRemembered();
    void widthsAreRemembered();
    void firstRunDependsOnTheWidth();
    void resetBringsTheDocksBack();
    void observeSaysWhyNothingIsSent();
    void remedyTakesTheMiddle();
    void hindranceStaysUntilItWorks();
    void hindranceDoesNotHideMessages();
    void remedyButtonsOpenTheirSettings_data();
    void remedyButtonsOpenTheirSettings();
    void askingToArmBeginsWithObserve();
    void recordingIsReadOnly();
    void anArchivedChannelOfACaptureIsRead();
    void aLongNameNeedsNoWiderWindow();
    void paneCycleVisitsEveryPane();
    void unlockedPanesHaveTitles();
    void replyingOpensTheThreadOfTheSelected();
    void aThreadTakesItsRoomFromTheMessages_data();
    void aThreadTakesItsRoomFromTheMessages();
    void aNarrowWindowLaysTheRightDocksOverIt();
    void escapeClosesThePaneThenCancelsTheWork();
    void closingLeavesNothingOverTheWelcome();
    void aWiderWindowTakesThemBack();
    void everyWindowFitsItsScreen_data();
    void everyWindowFitsItsScreen();
    void theFirstStartLiesOnTheScreen();
    void firstStepsStayUntilDismissed();
    void anotherDirectionMirrorsTheWindow();
    void zoomIsRememberedAndBounded();

private:
    std::unique_ptr<MainWindow> makeWindow(QSize size = {1440, 900});
    QDockWidget *dock(const QString &name) const { return m_window->findChild<QDockWidget *>(name); }
    void openAccount(bool demo = false);
    QAction *actionNamed(const QString &words) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<WorkspaceFeed> m_feed;
    std::unique_ptr<MainWindow> m_window;
    QFont m_font;
};

void TestMainWindow::init()
{
    m_font = QApplication::font();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    m_log = EventLog::inMemory({});
    m_feed = std::make_unique<WorkspaceFeed>();
    theme::apply(*qApp, u"light"_s);
    m_window = makeWindow();
    QVERIFY(m_window);
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    QApplication::setFont(m_font);
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

std::unique_ptr<MainWindow> TestMainWindow::makeWindow(QSize size)
{
    auto window = std::make_unique<MainWindow>(*m_settings);
    window->setWindowState(Qt::WindowNoState);
    window->resize(size);
    window->show();
    window->activateWindow(); // shortcuts belong to the active window
    return QTest::qWaitForWindowActive(window.get()) ? std::move(window) : nullptr;
}

void TestMainWindow::openAccount(bool demo)
{
    m_window->page().setAccount({u"demo"_s, u"Demo workspace"_s, {}, {}, demo}, m_feed.get(), m_log.get());
    m_window->page().setConnection(statusOf(Look::Good, u"Connected"_s));
}

void TestMainWindow::escapeCancelsWhatIsUnderWay()
{
    m_window->page().setAccount({u"mine"_s, u"Mine"_s}, m_feed.get(), m_log.get());
    m_window->page().setConnection(statusOf(Look::Busy, u"Signing in"_s));
    QSignalSpy left(&m_window->page(), &WorkspacePage::disconnectRequested);
    QSignalSpy cancelled(m_window.get(), &MainWindow::cancelWorkRequested);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
    // A file that is being opened comes first.
    Banner *banner = m_window->page().panes().centre->banner();
    banner->setWork(u"Opening …"_s);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QCOMPARE(cancelled.count(), 1);
    QCOMPARE(left.count(), 1);
    banner->setWork({});
    m_window->page().setConnection(statusOf(Look::Good, u"Connected"_s));
    QTest::keyClick(m_window.get(), Qt::Key_Escape); // belongs to whoever has the focus
    QCOMPARE(left.count(), 1);
    QCOMPARE(cancelled.count(), 1);
    m_window->page().clear();
}

void TestMainWindow::theMonitorTellsWhatTheMiddleWould()
{
    openAccount();
    const Banner *echo = m_window->page().panes().centre->echo();
    ConnectionStatus lost = statusOf(Look::Waiting, u"Waiting to reconnect"_s);
    lost.cause = u"Ten connections already."_s;
    m_window->page().setConnection(lost);
    QVERIFY(!echo->isVisible()); // the banner stands over the messages
    actionNamed(u"Monitor"_s)->trigger();
    QVERIFY(echo->isVisible());
    QVERIFY(named<QLabel>(*echo, u"Notice"_s)->text().startsWith(lost.cause));
    m_window->page().setConnection(statusOf(Look::Failed, u"Stopped"_s));
    m_window->page().panes().centre->showRemedy(
        Error{Error::Kind::Rejected, u"invalid_auth"_s, u"No."_s, {}, {}}); // which brings the middle
    QVERIFY(!echo->isVisible());
    actionNamed(u"Monitor"_s)->trigger();
    QVERIFY(echo->isVisible());
    named<QPushButton>(*echo, u"What to do"_s)->click();
    QVERIFY(!echo->isVisible());
    QVERIFY(m_window->page().panes().centre->remedy()->isVisible());
    m_window->page().clear();
}

void TestMainWindow::titleTellsNameAndMode()
{
    QVERIFY(m_window->windowTitle().endsWith(u"Rtmscope"_s));
    openAccount();
    QCOMPARE(m_window->windowTitle(), u"Demo workspace – Observe – Rtmscope"_s);
    m_window->page().setArmed(true);
    QCOMPARE(m_window->windowTitle(), u"Demo workspace – Armed – Rtmscope"_s);
    ConnectionStatus status = statusOf(Look::Good, u"Connected"_s);
    status.stream = ConnectionStatus::Stream::SocketMode;
    m_window->page().setConnection(status);
    QCOMPARE(m_window->windowTitle(), u"Demo workspace – Socket Mode – Armed – Rtmscope"_s);
    status.demo = true;
    m_window->page().setConnection(status);
    QCOMPARE(m_window->windowTitle(), u"Demo workspace – Demo by Socket Mode – Armed – Rtmscope"_s);
    m_window->page().setRecording(u"today.rtmcap"_s, m_feed.get(), m_log.get());
    QCOMPARE(m_window->windowTitle(), u"today.rtmcap – Capture – Rtmscope"_s);
    m_window->page().clear();
}

void TestMainWindow::namesStayOnOneLine()
{
    m_window->page().setAccount({u"two"_s, u"two\nlines"_s, u"other\nprofile"_s}, m_feed.get(), m_log.get());
    for (const auto *button : m_window->findChildren<QPushButton *>())
        QVERIFY2(!button->text().contains(u'\n') && !button->accessibleName().contains(u'\n'),
                 qPrintable(button->text()));
    m_window->page().clear();
}

void TestMainWindow::closingInAThreadClosesTheThread()
{
    QSignalSpy closed(&m_window->page(), &WorkspacePage::closeRequested);
    m_feed->apply(testing::message(1));
    openAccount();
    auto *messages = named<MessageListView>(*m_window, u"Messages"_s);
    QTRY_VERIFY(messages->model()->rowCount() > 0);
    messages->setFocus();
    messages->selectRow(messages->model()->rowCount() - 1);
    QTest::keyClick(messages, Qt::Key_R);
    auto *reply = named<QPlainTextEdit>(*m_window, u"Reply text"_s);
    QTRY_VERIFY(reply->hasFocus());
    QTest::keyClick(reply, Qt::Key_W, Qt::ControlModifier);
    QVERIFY(dock(u"thread"_s)->isHidden());
    QVERIFY(closed.isEmpty());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(closed.count(), 1);
    m_window->page().clear();
}

void TestMainWindow::stableNamesExist_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"Conversations", "Messages", "Message text", "Send", "Thread", "Reply text", "Send reply",
          "Also send to channel", "Events", "Filter", "Filter status", "Event JSON", "Event text",
          "Connection status", "Observe or Armed", "Wire preview", "Timeline", "Follow", "Pause"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestMainWindow::stableNamesExist()
{
    QFETCH(QString, name);
    openAccount();
    QVERIFY(named<QWidget>(*m_window, name));
    m_window->page().clear();
}

void TestMainWindow::everyFocusableWidgetHasAName()
{
    openAccount();
    QStringList unnamed;
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() || isInnerPart(widget))
            continue;
        if (widget->isHidden() && qobject_cast<const QPushButton *>(widget))
            continue; // "3 new messages": gets its words when it appears
        QAccessibleInterface *accessible =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            unnamed.append(QString::fromLatin1(widget->metaObject()->className()) + u" in "_s +
                           ancestors(widget));
    }
    m_window->page().clear();
    QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u", "_s)));
}

void TestMainWindow::everyActionIsInAMenu()
{
    QSet<QAction *> inMenus;
    for (const QAction *top : m_window->menuBar()->actions()) {
        for (QAction *action : actionsOf(top->menu()))
            inMenus.insert(action);
    }
    QVERIFY(inMenus.size() > 30);
    for (QAction *action : m_window->actions())
        QVERIFY2(inMenus.contains(action), qPrintable(action->text()));
}

void TestMainWindow::shortcutsAreUnique()
{
    QHash<QKeySequence, QString> taken;
    for (const QAction *action : m_window->actions()) {
        for (const QKeySequence &keys : action->shortcuts()) {
            QVERIFY2(!taken.contains(keys),
                     qPrintable(u"%1: %2 and %3"_s.arg(keys.toString(), taken.value(keys), action->text())));
            taken.insert(keys, action->text());
        }
    }
}

void TestMainWindow::shortcutSheetListsEveryKey()
{
    QList<QMenu *> menus;
    qsizetype rows = 0;
    for (const QAction *top : m_window->menuBar()->actions()) {
        menus.append(top->menu());
        rows += actionsOf(top->menu()).size();
    }
    const QList<KeyGroup> places = ShortcutSheet::allPlaces();
    for (const KeyGroup &place : places)
        rows += place.keys.size();
    const ShortcutSheet sheet(menus, places);
    const auto *list = sheet.findChild<QTreeWidget *>();
    qsizetype listed = 0;
    QSet<QString> keys;
    for (int i = 0; i < list->topLevelItemCount(); ++i) {
        listed += list->topLevelItem(i)->childCount();
        for (int row = 0; row < list->topLevelItem(i)->childCount(); ++row) {
            for (const QString &each : list->topLevelItem(i)->child(row)->text(1).split(u", "_s))
                keys.insert(each);
        }
    }
    QCOMPARE(listed, rows);
    // Whatever holds keys in this window is there, wherever it was made.
    for (const QAction *action : m_window->findChildren<QAction *>()) {
        for (const QKeySequence &sequence : action->shortcuts()) {
            // What a menu of a text field names, Qt's own editing keys, works without the action.
            if (!m_window->actions().contains(action) && action->objectName().startsWith("edit-"_L1))
                continue;
            QVERIFY2(keys.contains(sequence.toString(QKeySequence::NativeText)), qPrintable(action->text()));
        }
    }
    for (const QShortcut *shortcut : m_window->findChildren<QShortcut *>())
        QVERIFY2(keys.contains(shortcut->key().toString(QKeySequence::NativeText)),
                 qPrintable(shortcut->key().toString()));
}

void TestMainWindow::viewsTellTheirKeys_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<KeyGroup>("told");
    QTest::newRow("conversations") << u"Conversations"_s << ConversationList::keyHelp();
    QTest::newRow("messages") << u"Messages"_s << MessageListView::keyHelp();
    QTest::newRow("events") << u"Events"_s << EventTable::keyHelp();
    QTest::newRow("timeline") << u"Timeline"_s << Timeline::keyHelp();
}

//! Presses every key that has no letter to type: a view that takes one tells of it, and takes what it tells
//! of.
void TestMainWindow::viewsTellTheirKeys()
{
    QFETCH(const QString, name);
    QFETCH(const KeyGroup, told);
    const auto happen = [this](const Event &event) {
        m_log->append(event);
        m_feed->apply(event);
    };
    quint64 seq = 0;
    for (const char *channel : {"OPS", "OPERA", "OPAL", "OPTICS"}) {
        QByteArray joined = R"({"type":"channel_joined","channel":{"id":"C0%","name":"%","is_channel":true,)"
                            R"("is_member":true}})";
        happen(testing::entry(++seq, joined.replace('%', channel)));
    }
    while (seq < 80)
        happen(testing::message(++seq));
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    openAccount();
    m_window->page().openChannel(ChannelId(u"C0OPS"_s));
    auto *view = named<QWidget>(*m_window, name);
    QVERIFY(view);
    if (auto *list = qobject_cast<QAbstractItemView *>(view))
        QTRY_VERIFY(list->model()->rowCount() > 0);
    QSet<int> expected;
    for (const KeyHelp &help : told.keys) {
        for (const QKeySequence &keys : help.keys)
            expected.insert(keys[0].toCombined());
    }
    QList<int> candidates{Qt::Key_Slash, Qt::Key_Space, (Qt::CTRL | Qt::Key_C).toCombined()};
    for (int key = Qt::Key_Escape; key <= Qt::Key_PageDown; ++key)
        candidates.append(key);
    for (const int key : {Qt::Key_F, Qt::Key_J, Qt::Key_R, Qt::Key_T})
        candidates.append(key);
    for (const int combined : candidates) {
        const QKeyCombination combination = QKeyCombination::fromCombined(combined);
        const int key = combination.key();
        const bool types =
            (key >= Qt::Key_A && key <= Qt::Key_Z) || key == Qt::Key_Slash || key == Qt::Key_Space;
        const bool anyView = key == Qt::Key_Tab || key == Qt::Key_Backtab || key == Qt::Key_C;
        // Letters jump to the row that begins with them, as in all lists; only what is told can be checked.
        if ((types || anyView) && !expected.contains(combined))
            continue;
        bool works = false;
        for (const int row : {0, 1, 2, 1'000}) { // at an edge a list passes on what would lead over it
            if (auto *list = qobject_cast<QAbstractItemView *>(view))
                list->setCurrentIndex(list->model()->index(std::min(row, list->model()->rowCount() - 1), 0));
            QKeyEvent press(QEvent::KeyPress, key, combination.keyboardModifiers(),
                            types ? QString(QChar(char16_t(key))).toLower() : QString());
            static_cast<QObject *>(view)->event(&press); // not on to the parents
            works = works || press.isAccepted();
        }
        // Qt's views act on these and pass them on all the same.
        if (!works &&
            (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Left || key == Qt::Key_Right))
            continue;
        QVERIFY2(
            works == expected.contains(combined),
            qPrintable(u"%1 %2"_s.arg(QKeySequence(combination).toString(),
                                      works ? u"works and is not told"_s : u"is told and does nothing"_s)));
    }
    m_window->page().clear();
}

void TestMainWindow::retryAnswersInEveryState()
{
    openAccount();
    auto *status = m_window->statusBar();
    QAction *retry = nullptr;
    for (QAction *action : m_window->actions())
        retry = plainWords(action) == u"Retry now"_s ? action : retry;
    QVERIFY(retry && !retry->isEnabled());
    QSignalSpy asked(&m_window->page(), &WorkspacePage::retryConnectionRequested);
    ConnectionStatus waiting = statusOf(Look::Waiting, u"Waiting to reconnect"_s);
    waiting.rateLimited = true;
    m_window->page().setConnection(waiting);
    QVERIFY(retry->isEnabled());
    retry->trigger();
    QCOMPARE(asked.count(), 1);
    Error held;
    held.words = u"Not yet: the server asked for a pause."_s;
    QSignalSpy told(m_window->findChild<Announcer *>(), &Announcer::announced);
    m_window->page().answerRetry(held.words);
    QVERIFY(named<QLabel>(*m_window, u"Notice"_s)->text().contains(held.words));
    const auto *connection = named<QLabel>(*m_window, u"Connection details"_s);
    QVERIFY2(connection->text().contains(held.words), qPrintable(connection->text()));
    QVERIFY2(connection->isVisible(), "at the monitor it is the only place");
    QVERIFY2(status->currentMessage().isEmpty(), "which would cover it");
    QTRY_VERIFY(!told.isEmpty() && told.constFirst()[0].toString().contains(held.words));
    m_window->page().setConnection(statusOf(Look::Busy, u"Signing in"_s));
    retry->trigger();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(connection->text(), u"Signing in. It is being tried just now."_s);
    m_window->page().setConnection(statusOf(Look::Good, u"Connected"_s));
    QCOMPARE(connection->text(), u"Connected"_s);
    m_window->page().clear();
}

void TestMainWindow::announcesAtMostOnceInTwoSeconds()
{
    auto *announcer = m_window->findChild<Announcer *>();
    QSignalSpy told(announcer, &Announcer::announced);
    QElapsedTimer time;
    openAccount();
    QTRY_COMPARE(told.count(), 1);
    time.start();
    QCOMPARE(told[0][0].toString(), u"Connected to Demo workspace."_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(announcer)->role(), QAccessible::Notification);
    ConnectionStatus lost = statusOf(Look::Waiting, u"Waiting"_s);
    lost.cause = u"The cable is out."_s;
    m_window->page().setConnection(lost);
    m_window->page().tellStuck(u"A message was not sent."_s);
    m_window->page().setConnection(statusOf(Look::Good, u"Connected"_s)); // before the loss could be told
    QTRY_COMPARE(told.count(), 2);
    QVERIFY(time.elapsed() >= 1900);
    QCOMPARE(told[1][0].toString(), u"A message was not sent. Connected again."_s);
    for (QAction *action : m_window->actions()) {
        if (plainWords(action) == u"Tell screen readers what happens"_s)
            action->trigger();
    }
    m_window->page().tellStuck(u"Another was not sent."_s);
    QVERIFY(!m_settings->value(u"view/announce"_s).toBool());
    m_window->page().clear();
}

void TestMainWindow::unknownTypesAreListed()
{
    m_log->append(testing::entry(1, R"({"type":"tide \"turned\""})"));
    m_log->append(testing::entry(2, R"({"type":"gull"})"));
    m_log->append(testing::entry(3, R"({"type":"gull"})"));
    openAccount();
    QToolButton *button = nullptr;
    for (QToolButton *each : m_window->statusBar()->findChildren<QToolButton *>())
        button = each->text() == u"2 unknown types"_s ? each : button;
    QVERIFY(button && !button->isHidden() && (button->focusPolicy() & Qt::TabFocus));
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    auto *menu = button->findChild<QMenu *>();
    QVERIFY(menu->isVisible());
    const QList<QAction *> entries = menu->actions();
    QCOMPARE(entries.size(), 4);
    QCOMPARE(entries[0]->text(), u"gull, 2 events"_s);
    QCOMPARE(entries[1]->text(), u"tide \"turned\", 1 event"_s);
    const auto *events = m_window->findChild<EventView *>();
    entries[1]->trigger();
    QCOMPARE(events->filterText(), u"type == \"tide \\\"turned\\\"\""_s);
    QTRY_COMPARE(named<QAbstractItemView>(*m_window, u"Events"_s)->model()->rowCount(), 1);
    entries[3]->trigger();
    QTRY_COMPARE(named<QAbstractItemView>(*m_window, u"Events"_s)->model()->rowCount(), 3);
    menu->close();
    m_window->page().clear();
}

void TestMainWindow::typingIsToldOnlyIfWanted()
{
    openAccount();
    QSignalSpy told(&m_window->page(), &WorkspacePage::typingHappened);
    auto *view = m_window->findChild<ConversationPane *>(u"channelPane"_s);
    QVERIFY(view);
    QAction *tell = nullptr;
    for (QAction *action : m_window->actions()) {
        if (action->text().contains(u"that I type"_s))
            tell = action;
    }
    QVERIFY(tell);
    QVERIFY(!tell->isChecked()); // off until somebody wants it
    const auto type = [view] { Q_EMIT view->composer()->typingHappened(ChannelId(u"C1"_s)); };
    m_window->page().setArmed(true);
    type();
    QVERIFY(told.isEmpty());
    tell->trigger();
    type();
    QCOMPARE(told.size(), 1);
    m_window->page().setArmed(false);
    type();
    QCOMPARE(told.size(), 1);
    QVERIFY(m_settings->value(u"session/tellTyping"_s).toBool());
    m_window->page().clear();
}

void TestMainWindow::perspectivesArrangeTheDocks()
{
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(!dock(u"conversations"_s)->isHidden());
    QVERIFY(dock(u"events"_s)->isHidden());
    QVERIFY(dock(u"inspector"_s)->isHidden());
    QVERIFY(m_window->findChild<QStackedWidget *>()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(dock(u"conversations"_s)->isHidden());
    QVERIFY(!dock(u"events"_s)->isHidden());
    QVERIFY(!dock(u"inspector"_s)->isHidden());
    QVERIFY(!m_window->findChild<QStackedWidget *>()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    for (const QString &name : {u"conversations"_s, u"events"_s, u"inspector"_s})
        QVERIFY(!dock(name)->isHidden());
    QVERIFY(m_window->findChild<QStackedWidget *>()->isVisible());
}

void TestMainWindow::aPerspectiveKeepsTheFocusWhereWorkIs()
{
    openAccount();
    const auto choose = [this](int key) {
        QTest::keyClick(m_window.get(), Qt::Key(key), Qt::ControlModifier | Qt::AltModifier);
        return m_window->focusWidget() ? m_window->focusWidget()->accessibleName() : QString();
    };
    choose(Qt::Key_3);
    m_window->findChild<EventView *>()->focusTable();
    QCOMPARE(choose(Qt::Key_1), u"Messages"_s); // the events are gone
    QCOMPARE(choose(Qt::Key_2), u"Events"_s);   // and so are the messages
    QCOMPARE(choose(Qt::Key_3), u"Events"_s);   // still there
    m_window->page().clear();
}

void TestMainWindow::aToolsKeysBringItToTheFront()
{
    auto *other = new QWidget;
    other->setAccessibleName(u"Another tool"_s);
    QDockWidget *second = m_window->addTool(u"Another"_s, u"another"_s, other, {});
    QDockWidget *gaps = dock(u"gaps"_s);
    const auto inFront = [this](const QDockWidget *tool) {
        return tool->isVisible() && m_window->rect().intersects(tool->geometry());
    };
    gaps->toggleViewAction()->trigger();
    QTRY_VERIFY(inFront(gaps));
    second->toggleViewAction()->trigger();
    QTRY_VERIFY(inFront(second) && !inFront(gaps));
    gaps->toggleViewAction()->trigger(); // it is open, behind the other one
    QTRY_VERIFY(inFront(gaps) && !inFront(second));
    QVERIFY(gaps->toggleViewAction()->isChecked());
    gaps->toggleViewAction()->trigger();
    QVERIFY(gaps->isHidden());
    QVERIFY(!gaps->toggleViewAction()->isChecked());
    QVERIFY(!second->isHidden());
}

void TestMainWindow::layoutIsRemembered()
{
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
    dock(u"inspector"_s)->hide();
    m_window->close();
    m_window = makeWindow();
    QVERIFY(!m_window->findChild<QStackedWidget *>()->isVisible());
    QVERIFY(!dock(u"events"_s)->isHidden());
    QVERIFY2(dock(u"inspector"_s)->isHidden(), "what the user closed stays closed");
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY2(!dock(u"inspector"_s)->isHidden(), "in its own perspective only");
}

void TestMainWindow::widthsAreRemembered()
{
    m_window->resize(1280, 800);
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    m_window->resizeDocks({dock(u"conversations"_s), dock(u"inspector"_s)}, {230, 420}, Qt::Horizontal);
    QTRY_COMPARE(dock(u"inspector"_s)->width(), 420);
    const int conversations = dock(u"conversations"_s)->width();
    m_window->close();
    m_window = makeWindow();
    QTRY_COMPARE(dock(u"inspector"_s)->width(), 420);
    QCOMPARE(dock(u"conversations"_s)->width(), conversations);
}

void TestMainWindow::firstRunDependsOnTheWidth()
{
    // The offscreen screen is 800 pixels wide: too narrow for everything at once.
    m_settings->clear();
    const MainWindow narrow(*m_settings);
    QVERIFY(narrow.width() < 1280);
    QVERIFY(narrow.findChild<QDockWidget *>(u"events"_s)->isHidden());
}

void TestMainWindow::resetBringsTheDocksBack()
{
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    dock(u"events"_s)->hide();
    dock(u"inspector"_s)->setFloating(true);
    for (QAction *action : m_window->actions()) {
        if (plainWords(action) == u"Reset the layout"_s)
            action->trigger();
    }
    QVERIFY(!dock(u"events"_s)->isHidden());
    QVERIFY(!dock(u"inspector"_s)->isFloating());
}

void TestMainWindow::observeSaysWhyNothingIsSent()
{
    openAccount();
    auto *send = named<QPushButton>(*m_window, u"Send"_s);
    QVERIFY(send && !send->isEnabled());
    bool said = false;
    for (const QLabel *label : m_window->findChildren<QLabel *>())
        said = said || label->text().contains(u"Observe: nothing is sent"_s);
    QVERIFY(said);
    m_window->page().clear();
}

void TestMainWindow::remedyTakesTheMiddle()
{
    openAccount();
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
    Error error;
    error.kind = Error::Kind::Rejected;
    error.code = u"invalid_auth"_s;
    error.words = u"The server does not know this token."_s;
    m_window->page().setConnection(statusOf(Look::Failed, u"Stopped"_s));
    m_window->page().panes().centre->showRemedy(error);
    auto *edit = named<QPushButton>(*m_window, u"Paste another token…"_s);
    QVERIFY2(edit->isVisible(), "also where the perspective had hidden the middle");
    QSignalSpy demo(m_window.get(), &MainWindow::demoRequested);
    named<QPushButton>(*m_window, u"Use the demo"_s)->click();
    QCOMPARE(demo.count(), 1);
    m_window->page().setConnection(statusOf(Look::Busy, u"Signing in"_s));
    QVERIFY(!edit->isVisible());
    m_window->page().clear();
}

void TestMainWindow::hindranceStaysUntilItWorks()
{
    openAccount();
    Error error;
    error.kind = Error::Kind::Network;
    error.code = u"tls_expired"_s;
    error.words = u"The certificate has expired."_s;
    ConnectionStatus waiting = statusOf(Look::Waiting, u"Waiting"_s);
    waiting.cause = error.words;
    waiting.nextAttempt = QDeadlineTimer(1h);
    m_window->page().setConnection(waiting);
    m_window->page().panes().centre->showHindrance(error);
    const auto *settings = named<QPushButton>(*m_window, u"Certificate settings…"_s);
    QVERIFY(settings && settings->isVisible());
    // It is said once there, with the countdown; the banner keeps quiet until the card is gone.
    int times = 0;
    for (const QLabel *label : m_window->page().panes().centre->findChildren<QLabel *>())
        times += label->isVisible() && label->text().contains(error.words) ? 1 : 0;
    QCOMPARE(times, 1);
    QVERIFY(named<QLabel>(*m_window, u"What happens next"_s)->text().contains(u"next in 3600\u00a0s"_s));
    m_window->page().setConnection(statusOf(Look::Busy, u"Signing in"_s)); // the next attempt
    QVERIFY(settings->isVisible());
    m_window->page().setConnection(statusOf(Look::Good, u"Connected"_s));
    QVERIFY(!settings->isVisible());
    // What nobody can do anything about has the banner, not a card.
    error.code = u"host_not_found"_s;
    m_window->page().setConnection(statusOf(Look::Waiting, u"Waiting"_s));
    m_window->page().panes().centre->showHindrance(error);
    QVERIFY(!named<QPushButton>(*m_window, u"Try again"_s)->isVisible());
    m_window->page().clear();
}

void TestMainWindow::hindranceDoesNotHideMessages()
{
    openAccount();
    m_feed->apply(testing::message(1));
    m_window->page().openChannel(ChannelId(u"C0OPS"_s));
    Error error;
    error.code = u"proxy_refused"_s;
    m_window->page().setConnection(statusOf(Look::Waiting, u"Waiting"_s));
    m_window->page().panes().centre->showHindrance(error);
    QVERIFY(!named<QPushButton>(*m_window, u"Proxy settings…"_s)->isVisible());
    m_window->page().clear();
}

void TestMainWindow::remedyButtonsOpenTheirSettings_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("field");
    QTest::newRow("token") << u"invalid_auth"_s << u"Paste another token…"_s << u"Token"_s;
    QTest::newRow("proxy") << u"proxy_auth"_s << u"Proxy settings…"_s << u"Proxy"_s;
    QTest::newRow("certificate") << u"bad_ca_file"_s << u"Certificate settings…"_s << u"Extra CA file"_s;
    QTest::newRow("method") << u"rtm_connect_required"_s << u"Choose the method…"_s << u"Connect method"_s;
}

void TestMainWindow::remedyButtonsOpenTheirSettings()
{
    QFETCH(QString, code);
    QFETCH(QString, button);
    QFETCH(QString, field);
    openAccount();
    Error error;
    error.kind = Error::Kind::Rejected;
    error.code = code;
    m_window->page().setConnection(statusOf(Look::Failed, u"Stopped"_s));
    m_window->page().panes().centre->showRemedy(error);
    named<QPushButton>(*m_window, button)->click();
    auto *dialog = m_window->findChild<ConnectDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->focusWidget() && dialog->focusWidget()->accessibleName() == field);
    dialog->reject();
    m_window->page().clear();
}

void TestMainWindow::askingToArmBeginsWithObserve()
{
    openAccount();
    QSignalSpy arms(&m_window->page(), &WorkspacePage::armRequested);
    const auto answer = [this](const QString &words) {
        m_window->page().askWhetherToArm();
        const std::unique_ptr<QMessageBox> box(m_window->findChild<QMessageBox *>());
        for (QAbstractButton *button : box->buttons()) {
            if (button->text() == words)
                return button->click();
        }
    };
    m_window->page().askWhetherToArm();
    std::unique_ptr<QMessageBox> box(m_window->findChild<QMessageBox *>());
    QCOMPARE(box->defaultButton()->text(), u"Observe"_s);
    box.reset();
    answer(u"Observe"_s);
    QVERIFY(arms.isEmpty());
    answer(u"Arm"_s);
    QCOMPARE(arms.size(), 1);
    QVERIFY(arms.constFirst().constFirst().toBool());
    m_window->page().clear();
}

void TestMainWindow::recordingIsReadOnly()
{
    m_window->page().setRecording(u"today.rtmcap"_s, m_feed.get(), m_log.get());
    QVERIFY(!named<QPushButton>(*m_window, u"Observe or Armed"_s)->isEnabled());
    QVERIFY(!named<QPushButton>(*m_window, u"Send"_s)->isVisible());
    QCOMPARE(named<QLabel>(*m_window, u"Connection status"_s)->text(), u"Capture"_s);
    m_window->page().clear();
}

void TestMainWindow::anArchivedChannelOfACaptureIsRead()
{
    const auto heard = [this](quint64 seq, const char *json) {
        m_log->append(testing::entry(seq, json));
        m_feed->apply(testing::entry(seq, json));
    };
    heard(1, R"({"type":"message","channel":"C0LAMP","user":"U0IDA","text":"Good night",)"
             R"("ts":"1795356300.000100"})");
    heard(2, R"({"type":"channel_archive","channel":"C0LAMP","user":"U0IDA"})");
    m_window->page().setRecording(u"today.rtmcap"_s, m_feed.get(), m_log.get());
    const auto *messages = named<MessageListView>(*m_window, u"Messages"_s);
    QTRY_VERIFY(messages->model()->rowCount() > 0);
    QVERIFY(named<QLabel>(*m_window, u"Remark on the event"_s)->text().startsWith(u"An example"_s));
    actionNamed(u"Go to a conversation"_s)->trigger();
    const auto *places = named<QListWidget>(*m_window, u"Matching conversations"_s);
    QVERIFY(places);
    QCOMPARE(places->count(), 1);
    QVERIFY(places->item(0)->text().contains(u"archived"_s));
    m_window->page().clear();
}

//! Nothing on the wire bounds a name.
void TestMainWindow::aLongNameNeedsNoWiderWindow()
{
    const QSize size(900, 600);
    m_window = makeWindow(size);
    openAccount();
    m_feed->apply(testing::message(1));
    m_window->page().openChannel(ChannelId(u"C0OPS"_s));
    auto *messages = named<MessageListView>(*m_window, u"Messages"_s);
    QTRY_VERIFY(messages->model()->rowCount() > 0);
    messages->setFocus();
    messages->selectRow(messages->model()->rowCount() - 1);
    QTest::keyClick(messages, Qt::Key_R);
    QTRY_VERIFY(named<QPlainTextEdit>(*m_window, u"Reply text"_s)->hasFocus());
    const int before = m_window->minimumSizeHint().width();
    const QString name(250, u'w');
    m_feed->apply(testing::entry(2, R"({"type":"channel_rename","channel":{"id":"C0OPS","name":")" +
                                        name.toUtf8() + R"("}})"));
    const auto said = [&] {
        const QList<QLabel *> labels = m_window->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
                           [&](const QLabel *label) { return label->text().contains(name); });
    };
    QTRY_VERIFY(said());
    QTest::qWait(0);
    const int least = m_window->minimumSizeHint().width();
    const QSize now = m_window->size();
    const bool inside =
        m_window->rect().contains(QRect(messages->mapTo(m_window.get(), QPoint()), messages->size()));
    m_window->page().clear();
    QVERIFY2(least <= std::max(before, size.width()), qPrintable(u"%1 after %2"_s.arg(least).arg(before)));
    QCOMPARE(now, size);
    QVERIFY(inside);
}

void TestMainWindow::paneCycleVisitsEveryPane()
{
    openAccount();
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    named<QWidget>(*m_window, u"Conversations"_s)->setFocus();
    QSet<QWidget *> visited;
    for (int i = 0; i < 8; ++i) {
        visited.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    }
    QVERIFY(visited.contains(named<QWidget>(*m_window, u"Conversations"_s)));
    QVERIFY(visited.contains(named<QWidget>(*m_window, u"Messages"_s)));
    QVERIFY(visited.contains(named<QWidget>(*m_window, u"Events"_s)));
    QVERIFY(visited.contains(named<QWidget>(*m_window, u"Event JSON"_s)));
    QVERIFY(std::any_of(visited.cbegin(), visited.cend(),
                        [this](const QWidget *each) { return m_window->statusBar()->isAncestorOf(each); }));
    QVERIFY(visited.size() >= 6);
    m_window->page().clear();
}

void TestMainWindow::unlockedPanesHaveTitles()
{
    QAction *unlock = nullptr;
    for (QAction *action : m_window->actions()) {
        if (plainWords(action) == u"Unlock panes"_s)
            unlock = action;
    }
    QVERIFY(unlock && !unlock->isChecked());
    QCOMPARE(dock(u"events"_s)->titleBarWidget()->sizeHint().height(), -1);
    unlock->trigger();
    QVERIFY(dock(u"events"_s)->titleBarWidget()->sizeHint().height() >= theme::grid(8));
    m_window->close();
    m_window = makeWindow();
    QVERIFY(dock(u"events"_s)->titleBarWidget()->sizeHint().height() >= theme::grid(8));
}

QAction *TestMainWindow::actionNamed(const QString &words) const
{
    for (QAction *action : m_window->actions()) {
        if (plainWords(action) == words)
            return action;
    }
    return nullptr;
}

void TestMainWindow::replyingOpensTheThreadOfTheSelected()
{
    openAccount();
    m_feed->apply(testing::message(1));
    m_window->page().openChannel(ChannelId(u"C0OPS"_s));
    QSignalSpy words(&m_window->page(), &WorkspacePage::passingWords);
    QAction *reply = actionNamed(u"Write a reply in the thread"_s);
    QVERIFY(reply->isEnabled());
    reply->trigger();
    QCOMPARE(words.size(), 1); // nothing is selected yet
    QVERIFY(!dock(u"thread"_s)->isVisible());
    auto *channel = m_window->findChild<ConversationPane *>(u"channelPane"_s);
    QTRY_VERIFY(channel->selectMessageOfEvent(1));
    reply->trigger();
    QTRY_VERIFY(dock(u"thread"_s)->isVisible());
    QCOMPARE(words.size(), 1);
    m_window->page().clear();
    QVERIFY(!reply->isEnabled());
}

void TestMainWindow::aThreadTakesItsRoomFromTheMessages_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("perspective");
    for (const QSize size : {QSize(900, 600), QSize(1010, 700), QSize(1280, 800), QSize(1920, 1080)}) {
        for (const int key : {Qt::Key_1, Qt::Key_3})
            QTest::addRow("%d pixels, %s", size.width(), key == Qt::Key_1 ? "chat" : "debug") << size << key;
    }
}

void TestMainWindow::aThreadTakesItsRoomFromTheMessages()
{
    QFETCH(QSize, size);
    QFETCH(int, perspective);
    openAccount();
    m_feed->apply(testing::message(1));
    m_window->page().openChannel(ChannelId(u"C0OPS"_s));
    m_window->resize(size);
    QTest::keyClick(m_window.get(), Qt::Key(perspective), Qt::ControlModifier | Qt::AltModifier);
    const auto *composer = named<QWidget>(*m_window, u"Message text"_s);
    QTRY_VERIFY(composer->isVisible());
    const auto bottom = [composer, this] {
        return composer->mapTo(m_window.get(), QPoint(0, composer->height())).y();
    };
    QTest::qWait(0);
    const int conversations = dock(u"conversations"_s)->width();
    const int events = dock(u"events"_s)->height();
    const int centre = m_window->centralWidget()->width();
    const int place = bottom();
    QVERIFY(conversations > 100);

    m_window->page().openThread(ChannelId(u"C0OPS"_s), MessageTs(u"1795000000.000100"_s));
    QTRY_VERIFY(dock(u"thread"_s)->isVisible() && dock(u"thread"_s)->width() > 200);
    QTest::qWait(0);
    QCOMPARE(dock(u"conversations"_s)->width(), conversations);
    QCOMPARE(dock(u"events"_s)->height(), events);
    QCOMPARE(bottom(), place);

    named<QAbstractButton>(*m_window, u"Close thread"_s)->click();
    QTRY_COMPARE(m_window->centralWidget()->width(), centre);
    QCOMPARE(dock(u"conversations"_s)->width(), conversations);
    QCOMPARE(dock(u"events"_s)->height(), events);
    QCOMPARE(bottom(), place);
    m_window->page().clear();
}

void TestMainWindow::aNarrowWindowLaysTheRightDocksOverIt()
{
    openAccount();
    m_window->resize(980, 600);
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY2(!dock(u"inspector"_s)->isVisible(), "nothing lies over the messages until asked for");
    const int centre = m_window->centralWidget()->width();
    actionNamed(u"Show or hide the right side"_s)->trigger();
    QTRY_VERIFY(dock(u"inspector"_s)->isVisible());
    QCOMPARE(m_window->centralWidget()->width(), centre);
    const QWidget *over = dock(u"inspector"_s)->window()->findChild<QWidget *>(u"dockOverlay"_s);
    QVERIFY(over && over->isAncestorOf(dock(u"inspector"_s)));
    QVERIFY(m_window->rect().contains(over->geometry()));
    QVERIFY2(named<QAbstractButton>(*m_window, u"Close Event"_s), "a mouse can close it");

    // One at a time, the newest in front.
    m_window->page().openThread(ChannelId(u"C0OPS"_s), MessageTs(u"1795000000.000100"_s));
    QTRY_VERIFY(dock(u"thread"_s)->isVisible());
    QVERIFY(!dock(u"inspector"_s)->isVisible());
    dock(u"gaps"_s)->toggleViewAction()->trigger();
    QTRY_VERIFY(dock(u"gaps"_s)->isVisible());
    QVERIFY(!dock(u"thread"_s)->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!over->isVisible());
    QVERIFY(QApplication::focusWidget());

    // Esc closes it from wherever the keys are, but not before what is open inside.
    dock(u"inspector"_s)->show();
    QTRY_VERIFY(dock(u"inspector"_s)->isVisible());
    m_window->findChild<EventView *>()->focusTable();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!over->isVisible());
    dock(u"inspector"_s)->show();
    named<QWidget>(*m_window, u"Event JSON"_s)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
    auto *find = named<QWidget>(*m_window, u"Find in JSON"_s);
    QVERIFY(find && find->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!find->isVisible() && over->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!over->isVisible());

    // It belongs to its perspective.
    dock(u"gaps"_s)->toggleViewAction()->trigger();
    QVERIFY(over->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(!over->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(dock(u"gaps"_s)->isVisible());
    m_window->page().clear();
}

void TestMainWindow::escapeClosesThePaneThenCancelsTheWork()
{
    openAccount();
    m_window->resize(980, 600);
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    Banner *banner = m_window->page().panes().centre->banner();
    banner->setWork(u"Reading a.rtmcap"_s);
    dock(u"inspector"_s)->show();
    const QWidget *over = m_window->findChild<QWidget *>(u"dockOverlay"_s);
    QTRY_VERIFY(over->isVisible());
    const QSignalSpy cancelled(m_window.get(), &MainWindow::cancelWorkRequested);
    m_window->findChild<EventView *>()->focusTable();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!over->isVisible());
    QVERIFY(cancelled.isEmpty());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_COMPARE(cancelled.size(), 1);
    banner->setWork({});
    m_window->page().clear();
}

void TestMainWindow::closingLeavesNothingOverTheWelcome()
{
    openAccount();
    m_window->resize(980, 600);
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    dock(u"outbox"_s)->toggleViewAction()->trigger();
    const QWidget *over = m_window->findChild<QWidget *>(u"dockOverlay"_s);
    QTRY_VERIFY(over->isVisible());
    m_window->page().clear();
    openAccount(); // another account in its place: the outbox is still wanted
    QCoreApplication::processEvents();
    QVERIFY(over->isVisible());
    m_window->page().clear();
    QTRY_VERIFY(!over->isVisible());
    QVERIFY(named<QPushButton>(*m_window, u"Open the demo"_s)->isVisible());
}

void TestMainWindow::aWiderWindowTakesThemBack()
{
    openAccount();
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    const auto isColumn = [this](const QString &name) {
        return dock(name)->isVisible() && dock(name)->parentWidget() == m_window.get();
    };
    QTRY_VERIFY(isColumn(u"inspector"_s));
    m_window->page().openThread(ChannelId(u"C0OPS"_s), MessageTs(u"1795000000.000100"_s));
    for (int round = 0; round < 3; ++round) {
        m_window->resize(900, 600);
        QTRY_COMPARE(m_window->width(), 900);
        QVERIFY(dock(u"thread"_s)->isVisible() && !isColumn(u"thread"_s));
        QVERIFY(!dock(u"inspector"_s)->isVisible());
        m_window->resize(1440, 900);
        QTRY_VERIFY(isColumn(u"thread"_s) && isColumn(u"inspector"_s));
        QVERIFY(dock(u"conversations"_s)->width() > 100);
    }
    // Also what another one had covered, but not what was closed meanwhile.
    m_window->resize(900, 600);
    QTRY_VERIFY(!isColumn(u"thread"_s));
    dock(u"gaps"_s)->toggleViewAction()->trigger();
    QVERIFY(dock(u"gaps"_s)->isVisible() && !dock(u"thread"_s)->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    m_window->resize(1440, 900);
    QTRY_VERIFY(isColumn(u"thread"_s));
    QVERIFY(dock(u"gaps"_s)->isHidden());
    // What was narrow last time begins narrow, and its arrangement does not spoil the other.
    m_window->resize(900, 600);
    QTRY_VERIFY(!isColumn(u"thread"_s));
    m_window->close();
    m_window = makeWindow({900, 600});
    QVERIFY(!dock(u"inspector"_s)->isVisible());
    m_window->resize(1440, 900);
    QTRY_VERIFY(isColumn(u"inspector"_s));
    m_window->page().clear();
}

void TestMainWindow::everyWindowFitsItsScreen_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("percent");
    QTest::addColumn<int>("perspective");
    for (const int key : {Qt::Key_1, Qt::Key_2, Qt::Key_3}) {
        const char *name = key == Qt::Key_1 ? "chat" : key == Qt::Key_2 ? "monitor" : "debug";
        QTest::addRow("%s at 900x600", name) << QSize(900, 600) << 100 << key;
        QTest::addRow("%s at half of 1280x800", name) << QSize(640, 375) << 100 << key;
        QTest::addRow("%s at half of 1280x800 in a thin frame", name) << QSize(640, 390) << 100 << key;
        QTest::addRow("%s with text of 200 %%", name) << QSize(1280, 775) << 200 << key;
    }
}

void TestMainWindow::everyWindowFitsItsScreen()
{
    QFETCH(QSize, size);
    QFETCH(int, percent);
    QFETCH(int, perspective);
    m_settings->setValue(u"view/zoom"_s, percent);
    m_window = makeWindow(size);
    openAccount();
    m_feed->apply(testing::message(1));
    m_window->page().openChannel(ChannelId(u"C0OPS"_s));
    QTest::keyClick(m_window.get(), Qt::Key(perspective), Qt::ControlModifier | Qt::AltModifier);
    QTRY_COMPARE(m_window->size(), size); // nothing claims more
    QTest::qWait(0);
    QStringList clipped;
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        const QRect place(widget->mapTo(m_window.get(), QPoint()), widget->size());
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool reached = m_window->rect().contains(place);
        const QSize least = widget->minimumSizeHint();
        const bool whole = widget->width() >= least.width() && widget->height() >= least.height();
        if (button ? !reached || !whole : qobject_cast<const QLabel *>(widget) && !whole)
            clipped.append(
                u"%1 “%2” %3x%4 of %5x%6"_s
                    .arg(QString::fromLatin1(widget->metaObject()->className()), widget->accessibleName())
                    .arg(widget->width())
                    .arg(widget->height())
                    .arg(least.width())
                    .arg(least.height()));
    }
    const auto *events = named<EventTable>(*m_window, u"Events"_s);
    const int rows = events->viewport()->height() / events->verticalHeader()->defaultSectionSize();
    const int wanted = size.height() < 390 ? 2 : 3;
    const bool enough = !events->isVisible() || rows >= wanted;
    m_window->page().clear();
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
    QVERIFY2(enough, qPrintable(u"room for %1 events only"_s.arg(rows)));
}

void TestMainWindow::theFirstStartLiesOnTheScreen()
{
    m_settings->clear();
    const MainWindow first(*m_settings);
    const QSize room = first.screen()->availableSize();
    QVERIFY(first.width() < room.width() && first.height() < room.height()); // with a frame around
    QVERIFY(first.windowState() & Qt::WindowMaximized); // this screen is small, so all of it is used
}

void TestMainWindow::firstStepsStayUntilDismissed()
{
    const auto steps = [this] { return named<QWidget>(*m_window, u"First steps"_s); };
    QVERIFY(steps());
    QVERIFY2(!steps()->isVisible(), "nothing is open that they could speak of");
    openAccount(true);
    m_window->page().setArmed(true);
    QVERIFY(steps()->isVisible());
    const auto said = [&steps](const QString &words) {
        for (const QLabel *label : steps()->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    };
    QVERIFY(said(u"on this computer"_s) && said(u"Armed: what you write is sent"_s) && said(u"JSON"_s));
    openAccount();
    QVERIFY(said(u"Observe: you only watch"_s) && !said(u"demo"_s));
    named<QPushButton>(*m_window, u"Got it"_s)->click();
    QVERIFY(!steps()->isVisible());
    m_window->close();
    m_window = makeWindow();
    openAccount();
    QVERIFY2(!steps()->isVisible(), "said once");
    actionNamed(u"First steps"_s)->trigger();
    QVERIFY(steps()->isVisible());

    // In a small window one after the other.
    m_window->resize(900, 600);
    QTRY_VERIFY(!said(u"JSON"_s));
    named<QPushButton>(*m_window, u"Next"_s)->click();
    QVERIFY(said(u"Observe"_s));
    named<QPushButton>(*m_window, u"Next"_s)->click();
    QVERIFY(said(u"JSON"_s));

    // In a low one too there is more than a heading, and the whole words are at hand.
    m_window->resize(640, 375);
    QTRY_VERIFY(said(u"Or press J"_s));
    for (const QLabel *label : steps()->findChildren<QLabel *>())
        QVERIFY(!label->isVisible() || label->text().isEmpty() ||
                label->toolTip().contains(u"field by field"_s));
    m_window->page().clear();
}

void TestMainWindow::anotherDirectionMirrorsTheWindow()
{
    const auto before = [this](const QString &first, const QString &second) {
        return dock(first)->geometry().center().x() < dock(second)->geometry().center().x();
    };
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(before(u"conversations"_s, u"inspector"_s));
    m_window->close();
    QApplication::setLayoutDirection(Qt::RightToLeft);
    m_window = makeWindow(); // what was kept is for the other direction
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    QTRY_VERIFY(before(u"inspector"_s, u"conversations"_s));
    const auto *armed = named<QWidget>(*m_window, u"Observe or Armed"_s);
    const auto *save = named<QWidget>(*m_window, u"Save capture"_s);
    QVERIFY(save->mapTo(m_window.get(), QPoint()).x() < armed->mapTo(m_window.get(), QPoint()).x());
    m_window->resize(900, 600);
    actionNamed(u"Show or hide the right side"_s)->trigger();
    const auto *over = m_window->findChild<QWidget *>(u"dockOverlay"_s);
    QTRY_COMPARE(over->x(), 0);
    QVERIFY(over->isVisible());
}

void TestMainWindow::zoomIsRememberedAndBounded()
{
    openAccount();
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier | Qt::AltModifier);
    QTRY_VERIFY(dock(u"events"_s)->widget()->isVisible());
    const qreal usual = QApplication::font().pointSizeF();
    const auto margins = [this] {
        QList<QMargins> all;
        const QList<QWidget *> places{dock(u"events"_s)->widget(), dock(u"inspector"_s)->widget(),
                                      m_window->statusBar()};
        for (const QWidget *place : places) {
            for (const auto *layout : place->findChildren<QBoxLayout *>())
                all.append(layout->contentsMargins());
        }
        return all;
    };
    const QList<QMargins> before = margins();
    QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(QApplication::font().pointSizeF() > usual);
    // Secondary text grows along.
    QTRY_VERIFY(m_window->statusBar()->findChild<QLabel *>()->font().pointSizeF() > usual * 0.86);
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(QApplication::font().pointSizeF() <= usual * 3.01);
    const QList<QMargins> large = margins();
    int grown = 0;
    for (qsizetype i = 0; i < before.size(); ++i)
        grown += large[i].left() > 2 * before[i].left() ? 1 : 0;
    QCOMPARE_GE(grown, 5);
    QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(QApplication::font().pointSizeF(), usual);
    QTRY_COMPARE(margins(), before); // to the pixel
    m_window->page().clear();
}

RTMSCOPE_GUI_TEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
