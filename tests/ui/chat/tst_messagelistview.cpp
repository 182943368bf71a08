// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/conversation/messagepane.h"
#include "ui/chat/message/messagelistview.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using rtmscope::testing::ChatScene;

namespace rtmscope {

//! A pane of 600 x 400 on #ops with so many messages.
struct Stage
{
    explicit Stage(int messages)
    {
        for (int i = 0; i < messages; ++i)
            say(i);
        pane.model()->setFeed(&scene.feed);
        pane.model()->show(ChannelId(u"C0OPS"_s));
        pane.resize(600, 400);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
    }

    void say(int number)
    {
        scene.say(number % 3 ? "U01MIRA" : "U02TOMAS",
                  u"message %1 "_s.arg(number) + u"with more to say "_s.repeated(number % 7 * 3),
                  number * 10);
    }
    //! The message whose top is nearest below the top of the screen, and where.
    std::pair<QString, int> firstOnScreen() const
    {
        const int rows = view()->model()->rowCount();
        for (int row = 0; row < rows; ++row) {
            const QModelIndex index = view()->model()->index(row, 0);
            if (view()->visualRect(index).top() >= 0)
                return {index.data(MessageListModel::TsRole).toString(), view()->visualRect(index).top()};
        }
        return {};
    }
    MessageListView *view() const { return pane.view(); }
    QScrollBar *bar() const { return pane.view()->verticalScrollBar(); }
    bool isAtEnd() const { return bar()->value() == bar()->maximum(); }

    ChatScene scene;
    MessagePane pane{u"Messages"_s};
};

class TestMessageListView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void standsOnTheBottomEdge()
    {
        Stage stage(2);
        const QRect last =
            stage.view()->visualRect(stage.view()->model()->index(stage.view()->model()->rowCount() - 1, 0));
        QVERIFY(last.bottom() > stage.view()->viewport()->height() - 20);
        QCOMPARE(stage.bar()->maximum(), 0);
    }

    void followsTheEnd()
    {
        Stage stage(60);
        QVERIFY(stage.isAtEnd());
        QVERIFY(stage.bar()->maximum() > 0);
        for (int i = 60; i < 80; ++i) {
            stage.say(i);
            stage.pane.model()->refresh();
            QVERIFY(stage.isAtEnd());
        }
        QCOMPARE(stage.view()->newBelow(), 0);
    }

    void rowsTouchAndDoNotOverlap()
    {
        Stage stage(80);
        stage.bar()->setValue(stage.bar()->maximum() / 2);
        int bottom = -1;
        for (int y = 0; y < stage.view()->viewport()->height(); ++y) {
            const QModelIndex index = stage.view()->indexAt({50, y});
            QVERIFY(index.isValid());
            const QRect rect = stage.view()->visualRect(index);
            QVERIFY(rect.contains(50, y));
            if (y == rect.top() && bottom >= 0)
                QCOMPARE(rect.top(), bottom + 1);
            bottom = rect.bottom();
        }
    }

    void keepsWhatIsReadWhereItIs_data()
    {
        QTest::addColumn<QString>("news");
        QTest::newRow("new messages below") << u"below"_s;
        QTest::newRow("back-filled messages above") << u"above"_s;
        QTest::newRow("an edit above that makes it taller") << u"edit"_s;
        QTest::newRow("a reaction on screen's first row") << u"reaction"_s;
        QTest::newRow("a name becomes known") << u"name"_s;
    }
    void keepsWhatIsReadWhereItIs()
    {
        QFETCH(QString, news);
        Stage stage(120);
        stage.bar()->setValue(stage.bar()->maximum() / 2);
        const auto before = stage.firstOnScreen();
        QVERIFY(!before.first.isEmpty());
        if (news == "below"_L1) {
            for (int i = 120; i < 130; ++i)
                stage.say(i);
        } else if (news == "above"_L1) {
            for (int i = 1; i < 20; ++i)
                stage.scene.say("U03NOA", u"late %1"_s.arg(i), i * 10 + 5);
        } else if (news == "edit"_L1) {
            stage.scene.in(
                R"({"type":"message","subtype":"message_changed","channel":"C0OPS","ts":"1795359999.1","message":)"
                R"({"type":"message","user":"U02TOMAS","text":"one\ntwo\nthree\nfour\nfive\nsix","ts":")" +
                ChatScene::ts(0).toLatin1() + R"(","edited":{"user":"U02TOMAS","ts":"1795359999.1"}}})");
        } else if (news == "reaction"_L1) {
            stage.scene.in(
                R"({"type":"reaction_added","user":"U03NOA","reaction":"eyes","item":{"type":"message","channel":"C0OPS","ts":")" +
                before.first.toLatin1() + R"("}})");
        } else {
            stage.scene.in(
                R"({"type":"user_change","user":{"id":"U01MIRA","name":"mira","profile":{"display_name":"Mira"}}})");
        }
        stage.pane.model()->refresh();
        QCOMPARE(stage.firstOnScreen(), before);
        QCOMPARE(stage.view()->newBelow(), news == "below"_L1 ? 10 : 0);
        QVERIFY(!stage.view()->isFollowing());
        QTest::qWait(0); // the idle measuring of far rows moves nothing either
        QCOMPARE(stage.firstOnScreen(), before);
    }

    void countsArrivalsInAPill()
    {
        Stage stage(60);
        auto *pill = stage.pane.findChild<QPushButton *>();
        QVERIFY(pill && !pill->isVisible());
        stage.bar()->setValue(0);
        QVERIFY(!pill->isVisible());
        for (int i = 60; i < 63; ++i)
            stage.say(i);
        stage.pane.model()->refresh();
        QTRY_VERIFY(pill->isVisible());
        QCOMPARE(pill->text(), u"3 new"_s);
        QVERIFY(!pill->accessibleName().isEmpty());
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY(stage.isAtEnd());
        QVERIFY(stage.view()->isFollowing());
        QVERIFY(!pill->isVisible());
        stage.bar()->setValue(0);
        stage.say(63);
        stage.pane.model()->refresh();
        QTRY_VERIFY(pill->isVisible());
        stage.view()->setFocus();
        QTest::keyClick(stage.view(), Qt::Key_End);
        QVERIFY(stage.isAtEnd());
        QVERIFY(!pill->isVisible());
    }

    void keepsTheEndOnResize()
    {
        Stage stage(60);
        stage.pane.resize(300, 300);
        QTRY_VERIFY(stage.isAtEnd());
        stage.pane.resize(900, 500);
        QTRY_VERIFY(stage.isAtEnd());
        QVERIFY(stage.view()->isFollowing());
    }

    void walksByKeyboard()
    {
        Stage stage(60);
        QSignalSpy selected(&stage.pane, &MessagePane::messageSelected);
        stage.view()->setFocus();
        QTRY_VERIFY(stage.view()->hasFocus());
        const int last = stage.view()->model()->rowCount() - 1;
        QVERIFY2(!stage.view()->currentIndex().isValid(), "to have the keys is not to choose");
        QTest::keyClick(stage.view(), Qt::Key_Up);
        QCOMPARE(stage.view()->currentIndex().row(), last);
        QTest::keyClick(stage.view(), Qt::Key_Up);
        QCOMPARE(stage.view()->currentIndex().row(), last - 1);
        QCOMPARE(selected.count(), 2);
        QCOMPARE(selected[1][1].value<MessageTs>(), MessageTs(ChatScene::ts(58 * 10)));
        QTest::keyClick(stage.view(), Qt::Key_Home);
        QCOMPARE(stage.view()->currentIndex().row(), 0);
        QTRY_VERIFY(stage.view()->visualRect(stage.view()->currentIndex()).top() >= 0);
        for (int i = 0; i < 30; ++i) {
            QTest::keyClick(stage.view(), Qt::Key_Down);
            const QRect rect = stage.view()->visualRect(stage.view()->currentIndex());
            QVERIFY(stage.view()->viewport()->rect().contains(rect));
        }
        QTest::keyClick(stage.view(), Qt::Key_PageDown);
        QVERIFY(stage.view()->currentIndex().row() > 31);
    }

    void commandsByKeyboard()
    {
        Stage stage(3);
        QSignalSpy threads(&stage.pane, &MessagePane::threadRequested);
        QSignalSpy events(&stage.pane, &MessagePane::eventRequested);
        QSignalSpy left(&stage.pane, &MessagePane::leaveAsked);
        QVERIFY(stage.pane.select(MessageTs(ChatScene::ts(0))));
        for (const auto key : {Qt::Key_Return, Qt::Key_R, Qt::Key_T})
            QTest::keyClick(stage.view(), key);
        QCOMPARE(threads.count(), 3);
        QCOMPARE(threads[0][0].value<MessageTs>(), MessageTs(ChatScene::ts(0)));
        QTest::keyClick(stage.view(), Qt::Key_J);
        QCOMPARE(events.count(), 1);
        QCOMPARE(events[0][0].toULongLong(), stage.scene.ops()->find(MessageTs(ChatScene::ts(0)))->firstSeq);
        QTest::keyClick(stage.view(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text().trimmed(), u"message 0"_s);
        QTest::keyClick(stage.view(), Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
    }

    void offersAMenu()
    {
        Stage stage(3);
        QVERIFY(stage.pane.select(MessageTs(ChatScene::ts(10))));
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(stage.view()->viewport(), &asked);
        QTRY_VERIFY(stage.pane.findChild<QMenu *>());
        auto *menu = stage.pane.findChild<QMenu *>();
        QStringList words;
        for (const QAction *action : menu->actions()) {
            if (!action->isSeparator())
                words.append(action->text());
        }
        QCOMPARE(words, (QStringList{u"Reply in thread"_s, u"Copy text"_s, u"Show event"_s}));
        menu->close();
    }

    void keepsTheSelectionWithItsMessage()
    {
        Stage stage(20);
        QVERIFY(stage.pane.select(MessageTs(ChatScene::ts(100))));
        const QPersistentModelIndex chosen = stage.view()->currentIndex();
        for (int i = 1; i < 10; ++i)
            stage.scene.say("U03NOA", u"late %1"_s.arg(i), i * 10 + 5);
        stage.pane.model()->refresh();
        QCOMPARE(stage.view()->currentIndex(), QModelIndex(chosen));
        QCOMPARE(chosen.data(MessageListModel::TsRole).toString(), ChatScene::ts(100));
        QVERIFY(stage.view()->selectionModel()->isSelected(chosen));
    }

    void selectsByEvent()
    {
        Stage stage(60);
        QSignalSpy selected(&stage.pane, &MessagePane::messageSelected);
        const quint64 seq = stage.scene.ops()->find(MessageTs(ChatScene::ts(50)))->firstSeq;
        QVERIFY(stage.pane.selectEvent(seq));
        QCOMPARE(stage.view()->currentIndex().data(MessageListModel::TsRole).toString(), ChatScene::ts(50));
        QVERIFY(stage.view()->viewport()->rect().contains(
            stage.view()->visualRect(stage.view()->currentIndex())));
        QVERIFY(!stage.pane.selectEvent(1));
        QCOMPARE(selected.count(), 0); // nobody chose it here
    }

    void opensLinksAndThreadsByClick()
    {
        Stage stage(0);
        stage.scene.say("U01MIRA", u"<https://example.com/x|over here>"_s, 0);
        stage.scene.say("U02TOMAS", u"indeed"_s, 10, ChatScene::inThread(0));
        stage.pane.model()->refresh();
        QSignalSpy links(&stage.pane, &MessagePane::linkActivated);
        QSignalSpy threads(&stage.pane, &MessagePane::threadRequested);
        QSignalSpy selected(&stage.pane, &MessagePane::messageSelected);
        const auto find = [&](Hit::Kind kind) {
            for (int y = 0; y < stage.view()->viewport()->height(); ++y) {
                for (int x = 0; x < 300; x += 2) {
                    if (stage.view()->hitAt({x, y}).kind == kind)
                        return QPoint(x + 2, y + 1);
                }
            }
            return QPoint(-1, -1);
        };
        QTest::mouseMove(stage.view()->viewport(), find(Hit::Kind::Link));
        QTRY_COMPARE(stage.view()->viewport()->cursor().shape(), Qt::PointingHandCursor);
        QTest::mouseClick(stage.view()->viewport(), Qt::LeftButton, {}, find(Hit::Kind::Link));
        QCOMPARE(links.count(), 1);
        QCOMPARE(links[0][0].toUrl(), QUrl(u"https://example.com/x"_s));
        QTest::mouseClick(stage.view()->viewport(), Qt::LeftButton, {}, find(Hit::Kind::Thread));
        QCOMPARE(threads.count(), 1);
        QCOMPARE(selected.count(), 2);
    }

    void asksForOlderMessages()
    {
        Stage stage(3);
        QSignalSpy asked(&stage.pane, &MessagePane::olderAsked);
        QCOMPARE(stage.view()->model()->index(0, 0).data().toString(), u"Show older messages"_s);
        stage.view()->setFocus();
        QTest::keyClick(stage.view(), Qt::Key_Home);
        QTest::keyClick(stage.view(), Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        stage.pane.model()->setLoading(true);
        QCOMPARE(stage.view()->model()->index(0, 0).data().toString(), u"Loading older messages…"_s);
        QTest::keyClick(stage.view(), Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
    }

    void pagesInWhenScrolledToTheTop()
    {
        Stage stage(1300);
        QAbstractItemModelTester tester(stage.view()->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(stage.view()->model()->rowCount(), 501);
        stage.bar()->setValue(100);
        const auto before = stage.firstOnScreen();
        QTRY_COMPARE(stage.view()->model()->rowCount(), 1001);
        QCOMPARE(stage.firstOnScreen(), before);
    }

    void isAListToAssistiveTools()
    {
        Stage stage(3);
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(stage.view());
        QVERIFY(face);
        QCOMPARE(face->role(), QAccessible::List);
        QCOMPARE(face->text(QAccessible::Name), u"Messages"_s);
        QVERIFY(face->tableInterface());
        QAccessibleInterface *cell = face->tableInterface()->cellAt(1, 0);
        QVERIFY(cell);
        QVERIFY2(cell->text(QAccessible::Name).startsWith(u"Tomás Rey, 14:00, message 0"_s),
                 qPrintable(cell->text(QAccessible::Name)));
    }
};

} // namespace rtmscope

RTMSCOPE_GUI_TEST_MAIN(rtmscope::TestMessageListView)
#include "tst_messagelistview.moc"
