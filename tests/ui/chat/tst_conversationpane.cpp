// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/chat/message/messagelistview.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;
using rtmscope::testing::ChatScene;
using rtmscope::testing::KeepingDesk;

namespace rtmscope {

class TestConversationPane : public QObject
{
    Q_OBJECT

    static ChannelId ops() { return ChannelId(u"C0OPS"_s); }
    static QStringList labels(const QWidget &widget)
    {
        QStringList all;
        for (const auto *label : widget.findChildren<QLabel *>())
            all.append(label->text());
        return all;
    }
    template<typename View>
    static void open(View &view, ChatScene &scene)
    {
        view.setFeed(&scene.feed);
        view.composer()->setState({true, {}, true});
        view.resize(700, 500);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
    }

private Q_SLOTS:
    void showsTheConversation()
    {
        ChatScene scene;
        scene.talk();
        ConversationPane view(ConversationPane::Kind::Channel);
        open(view, scene);
        view.showTarget({ops()});
        QVERIFY(labels(view).contains(u"# ops"_s));
        QVERIFY(labels(view).contains(u"14 members · Incidents and deploys"_s));
        auto *list = view.findChild<MessageListView *>();
        QCOMPARE(list->accessibleName(), u"Messages"_s);
        QVERIFY(list->model()->rowCount() > 10);
        // The header's words came after the window was laid out: let that settle first.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        QCoreApplication::processEvents();
        scene.in(R"({"type":"user_typing","channel":"C0OPS","user":"U01MIRA"})");
        const int height = list->height();
        QTRY_VERIFY(labels(view).join(u' ').contains(u"is typing…"_s));
        QCOMPARE(list->height(), height); // nothing jumps
    }

    void everyFocusableWidgetHasAName()
    {
        ChatScene scene;
        scene.talk();
        ConversationPane channel(ConversationPane::Kind::Channel);
        ConversationPane thread(ConversationPane::Kind::Thread);
        ConversationList conversations;
        open(channel, scene);
        open(thread, scene);
        conversations.setFeed(&scene.feed);
        conversations.show();
        channel.showTarget({ops()});
        thread.showTarget({ops(), MessageTs(ChatScene::ts(120))});
        QStringList names;
        for (const QWidget *root : {static_cast<QWidget *>(&channel), static_cast<QWidget *>(&thread),
                                    static_cast<QWidget *>(&conversations)}) {
            for (const auto *widget : root->findChildren<QWidget *>()) {
                const bool inner = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget());
                if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() || inner ||
                    widget->isHidden())
                    continue;
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
                names.append(widget->accessibleName());
            }
        }
        for (const auto &name : {u"Conversations"_s, u"Messages"_s, u"Message text"_s, u"Send"_s, u"Thread"_s,
                                 u"Reply text"_s, u"Send reply"_s, u"Also send to channel"_s})
            QVERIFY2(names.contains(name), qPrintable(name));
    }

    void repliesInAThread()
    {
        ChatScene scene;
        scene.say("U01MIRA", u"parent"_s, 0);
        ConversationPane channel(ConversationPane::Kind::Channel);
        ConversationPane thread(ConversationPane::Kind::Thread);
        open(channel, scene);
        open(thread, scene);
        channel.showTarget({ops()});
        QSignalSpy asked(&channel, &ConversationPane::threadRequested);
        channel.select(MessageTs(ChatScene::ts(0)));
        QTest::keyClick(channel.findChild<MessageListView *>(), Qt::Key_R);
        QCOMPARE(asked.count(), 1);
        thread.showTarget({asked[0][0].value<ChannelId>(), asked[0][1].value<MessageTs>()});
        thread.activateWindow();
        thread.focusComposer();
        auto *edit = thread.findChild<QPlainTextEdit *>();
        QTRY_VERIFY(edit->hasFocus());
        QVERIFY(labels(thread).contains(u"# ops, Mira Okafor 14:00"_s));
        KeepingDesk desk;
        thread.composer()->setDesk(&desk);
        QList<OutgoingMessage> &sent = desk.sent;
        QTest::keyClicks(edit, u"on it"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
        const OutgoingMessage message = sent[0];
        QCOMPARE(message.thread, MessageTs(ChatScene::ts(0)));
        QCOMPARE(message.text, u"on it"_s);
        scene.step("l1", "queued", R"(,"channel":"C0OPS","text":"on it")" + ChatScene::inThread(0));
        QTRY_COMPARE(thread.findChild<MessageListView *>()->model()->rowCount(), 2);
        auto *list = thread.findChild<MessageListView *>();
        QTRY_VERIFY(list->height() < 400); // the composer follows the last reply
        QCOMPARE_LE(list->visualRect(list->model()->index(0, 0)).top(),
                    theme::grid(2)); // and nothing is above the first
        QSignalSpy closed(&thread, &ConversationPane::closeRequested);
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(edit->hasFocus()); // what is typed next must not become a command
        QCOMPARE(closed.count(), 0);
        thread.focusMessages();
        QTest::keyClick(list, Qt::Key_Escape);
        QCOMPARE(closed.count(), 1);
    }

    void tellsWhatWasSeen()
    {
        ChatScene scene;
        for (int i = 0; i < 60; ++i)
            scene.say("U01MIRA", u"message %1"_s.arg(i), i * 400);
        ConversationPane view(ConversationPane::Kind::Channel);
        open(view, scene);
        QSignalSpy seen(&view, &ConversationPane::seen);
        view.showTarget({ops()});
        QTRY_COMPARE(seen.count(), 1);
        QCOMPARE(seen[0][1].value<MessageTs>(), MessageTs(ChatScene::ts(59 * 400)));
        auto *list = view.findChild<MessageListView *>();
        list->verticalScrollBar()->setValue(0);
        QSignalSpy arrived(list->model(), &QAbstractItemModel::rowsInserted);
        scene.say("U01MIRA", u"below the screen"_s, 70 * 400);
        QTRY_COMPARE(arrived.count(), 1);
        QCOMPARE(seen.count(), 1);
        list->scrollToEnd();
        QTRY_COMPARE(seen.count(), 2);
        QCOMPARE(seen[1][1].value<MessageTs>(), MessageTs(ChatScene::ts(70 * 400)));
    }

    void opensWhereTheNewOnesBegin()
    {
        ChatScene scene;
        for (int i = 0; i < 60; ++i)
            scene.say("U01MIRA", u"message %1"_s.arg(i), i * 400);
        scene.in(R"({"type":"channel_marked","channel":"C0OPS","ts":")" + ChatScene::ts(20 * 400).toLatin1() +
                 R"("})");
        ConversationPane view(ConversationPane::Kind::Channel);
        open(view, scene);
        QSignalSpy seen(&view, &ConversationPane::seen);
        view.showTarget({ops()});
        auto *list = view.findChild<MessageListView *>();
        const int row = list->messageModel()->rowOf(MessageTs(ChatScene::ts(21 * 400)));
        QCOMPARE(list->visualRect(list->model()->index(row, 0)).top(), 0);
        QVERIFY(!list->isFollowing());
        QCOMPARE(seen.count(), 0);
    }

    void keepsDraftsPerChannel()
    {
        ChatScene scene;
        ConversationPane view(ConversationPane::Kind::Channel);
        open(view, scene);
        QSignalSpy drafts(view.composer(), &Composer::draftChanged);
        view.showTarget({ops()});
        view.composer()->setDraft(u"stored"_s);
        auto *edit = view.findChild<QPlainTextEdit *>();
        QCOMPARE(edit->toPlainText(), u"stored"_s);
        QTest::keyClicks(edit, u"!"_s);
        view.showTarget({ChannelId(u"C0GENERAL"_s)});
        QCOMPARE(drafts.count(), 1);
        QCOMPARE(drafts[0][0].value<ChannelId>(), ops());
        QCOMPARE(drafts[0][2].toString(), u"stored!"_s);
        QVERIFY(edit->toPlainText().isEmpty());
    }

    void itsDraftComesFromTheDesk()
    {
        ChatScene scene;
        KeepingDesk desk;
        const MessageTs parent(ChatScene::ts(120));
        desk.drafts[{ops(), {}}] = u"to all"_s;
        desk.drafts[{ops(), parent}] = u"to some"_s;
        ConversationPane channel(ConversationPane::Kind::Channel);
        ConversationPane thread(ConversationPane::Kind::Thread);
        for (ConversationPane *pane : {&channel, &thread}) {
            pane->composer()->setDesk(&desk);
            open(*pane, scene);
        }
        channel.showTarget({ops()});
        thread.showTarget({ops(), parent});
        QCOMPARE(channel.composer()->text(), u"to all"_s);
        QCOMPARE(thread.composer()->text(), u"to some"_s);
        // What is typed and could not be kept is not lost to what was kept before.
        QTest::keyClicks(channel.findChild<QPlainTextEdit *>(), u", and more"_s);
        channel.showTarget({ops()});
        QCOMPARE(channel.composer()->text(), u"to all, and more"_s);
        channel.composer()->setDesk(nullptr);
        channel.showTarget({ChannelId(u"C0GENERAL"_s)});
        channel.showTarget({ops()});
        QVERIFY(channel.composer()->text().isEmpty());
    }

    void isReadOnlyForRecordings()
    {
        ChatScene scene;
        scene.talk();
        ConversationPane view(ConversationPane::Kind::Channel);
        ConversationPane thread(ConversationPane::Kind::Thread);
        open(view, scene);
        open(thread, scene);
        view.setReadOnly(u"This is a capture."_s);
        thread.setReadOnly(u"This is a capture."_s);
        view.showTarget({ops()});
        thread.showTarget({ops(), MessageTs(ChatScene::ts(120))});
        QSignalSpy seen(&view, &ConversationPane::seen);
        QVERIFY(!view.findChild<QPlainTextEdit *>()->isVisible());
        QVERIFY(!thread.findChild<QPlainTextEdit *>()->isVisible());
        QVERIFY(labels(view).join(u' ').contains(u"This is a capture"_s));
        auto *list = view.findChild<MessageListView *>();
        QVERIFY(list->messageModel()->at(0).kind ==
                MessageRow::Kind::Message); // nobody to ask for older ones
        QCOMPARE(seen.count(), 0);
    }

    void anArchivedConversationIsOnlyRead()
    {
        ChatScene scene;
        scene.talk();
        ConversationPane view(ConversationPane::Kind::Channel);
        ConversationPane thread(ConversationPane::Kind::Thread);
        open(view, scene);
        open(thread, scene);
        view.showTarget({ops()});
        thread.showTarget({ops(), MessageTs(ChatScene::ts(120))});
        auto *edit = view.findChild<QPlainTextEdit *>();
        QTest::keyClicks(edit, u"half a thought"_s);
        QSignalSpy typing(view.composer(), &Composer::typingHappened);
        const auto said = [](const QWidget &place) {
            return labels(place).join(u' ').contains(u"Archived: "_s);
        };
        scene.in(R"({"type":"channel_archive","channel":"C0OPS","user":"U01MIRA"})");
        QTRY_VERIFY(said(view));
        QTRY_VERIFY(said(thread));
        QTest::keyClicks(edit, u" more"_s);
        QCOMPARE(edit->toPlainText(), u"half a thought"_s); // kept, to be copied
        QVERIFY(edit->isEnabled() && edit->isReadOnly());
        for (const auto *button : view.findChildren<QPushButton *>())
            QVERIFY(!button->isEnabled() || button->text() != u"Send"_s);
        QCOMPARE(typing.count(), 0);
        view.composer()->setState({true, {}, true}); // the connection changes nothing in it
        QVERIFY(said(view));
        scene.in(R"({"type":"channel_unarchive","channel":"C0OPS","user":"U01MIRA"})");
        QTRY_VERIFY(!said(view));
        QVERIFY(!edit->isReadOnly());
        QTest::keyClicks(edit, u" more"_s);
        QCOMPARE(edit->toPlainText(), u"half a thought more"_s);
    }

    void survivesItsFeed()
    {
        auto scene = std::make_unique<ChatScene>();
        scene->talk();
        ConversationPane view(ConversationPane::Kind::Channel);
        ConversationPane thread(ConversationPane::Kind::Thread);
        ConversationList conversations;
        open(view, *scene);
        open(thread, *scene);
        conversations.setFeed(&scene->feed);
        view.showTarget({ops()});
        thread.showTarget({ops(), MessageTs(ChatScene::ts(120))});
        scene.reset();
        auto *list = view.findChild<MessageListView *>();
        QTRY_COMPARE(list->model()->rowCount(), 0);
        list->viewport()->repaint();
        view.setFeed(nullptr);
        thread.setFeed(nullptr);
        conversations.setFeed(nullptr);
        QVERIFY(!conversations.current());
    }
};

} // namespace rtmscope

RTMSCOPE_GUI_TEST_MAIN(rtmscope::TestConversationPane)
#include "tst_conversationpane.moc"
