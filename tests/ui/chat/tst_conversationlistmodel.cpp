// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/chat/list/conversationlistmodel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using rtmscope::testing::ChatScene;

namespace rtmscope {

class TestConversationListModel : public QObject
{
    Q_OBJECT

    static QStringList names(const ConversationListModel &model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all.append(model.index(row).data().toString());
        return all;
    }
    static const ConversationRow &rowOf(const ConversationListModel &model, const char *channel)
    {
        return model.at(model.rowOf(ChannelId(QLatin1String(channel))));
    }

private Q_SLOTS:
    void ordersBySectionAndName()
    {
        ChatScene scene;
        ConversationListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        QCOMPARE(names(model), (QStringList{u"Channels"_s, u"deploys"_s, u"design-review"_s, u"general"_s,
                                            u"incident-0412"_s, u"ops"_s, u"Direct messages"_s,
                                            u"deploybot"_s, u"Mira Okafor"_s, u"Tomás Rey"_s,
                                            u"\u05e0\u05d5\u05e2\u05d4 \u05dc\u05d5\u05d9"_s}));
        QCOMPARE(model.suggestion(), ChannelId(u"C0GENERAL"_s));
        QVERIFY(!(model.index(0).flags() & Qt::ItemIsSelectable));
        QVERIFY(model.index(1).flags() & Qt::ItemIsSelectable);
    }

    void whatIsTypedElsewhereHasAMark()
    {
        ChatScene scene;
        ConversationListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        const auto spoken = [&model] {
            return model.index(model.rowOf(ChannelId(u"C0OPS"_s))).data(Qt::AccessibleTextRole).toString();
        };
        model.setDrafted({ChannelId(u"C0OPS"_s)});
        QVERIFY(rowOf(model, "C0OPS").draft && !rowOf(model, "C0GENERAL").draft);
        QVERIFY2(spoken().endsWith(u", draft"_s), qPrintable(spoken()));
        model.setCurrent(ChannelId(u"C0OPS"_s)); // it stands there to be read
        QVERIFY(!rowOf(model, "C0OPS").draft);
        model.setCurrent(ChannelId(u"C0GENERAL"_s));
        QVERIFY(rowOf(model, "C0OPS").draft);
        model.setDrafted({});
        QVERIFY(!rowOf(model, "C0OPS").draft);
    }

    void numbersCountByTheirValue()
    {
        ChatScene scene;
        for (const char *name : {"zone-10", "zone-2", "zone-1"})
            scene.in(R"({"type":"channel_joined","channel":{"id":"C)" + QByteArray(name).toUpper() +
                     R"(","name":")" + name + R"(","is_channel":true}})");
        ConversationListModel model;
        model.setFeed(&scene.feed);
        QCOMPARE(names(model).filter(u"zone"_s), (QStringList{u"zone-1"_s, u"zone-2"_s, u"zone-10"_s}));
    }

    void aRightClickOpensAMenuAndNothingElse()
    {
        ChatScene scene;
        ConversationList list;
        list.setFeed(&scene.feed);
        list.resize(300, 500);
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list));
        list.setCurrent(ChannelId(u"C0GENERAL"_s));
        scene.say("U01MIRA", u"note"_s, 1, {}, "C0OPS");
        auto *view = list.findChild<QListView *>();
        const auto *model = qobject_cast<ConversationListModel *>(view->model());
        QTRY_COMPARE(rowOf(*model, "C0OPS").unread, 1);
        QSignalSpy opened(&list, &ConversationList::activated);
        QSignalSpy marked(&list, &ConversationList::markReadRequested);
        QSignalSpy filtered(&list, &ConversationList::filterRequested);
        const QPoint place = view->visualRect(model->index(model->rowOf(ChannelId(u"C0OPS"_s)))).center();
        const auto menuAt = [&] {
            QTest::mouseClick(view->viewport(), Qt::RightButton, {}, place);
            QContextMenuEvent event(QContextMenuEvent::Mouse, place, view->viewport()->mapToGlobal(place));
            QApplication::sendEvent(view->viewport(), &event);
            return list.findChildren<QMenu *>().constLast();
        };
        QMenu *menu = menuAt();
        QVERIFY(menu->isVisible());
        QVERIFY(opened.isEmpty());
        QCOMPARE(list.current(), ChannelId(u"C0GENERAL"_s));
        QCOMPARE(view->currentIndex().row(), model->rowOf(ChannelId(u"C0GENERAL"_s)));
        const QList<QAction *> actions = menu->actions();
        QCOMPARE(actions[0]->text(), u"Open"_s);
        QVERIFY2(!actions[1]->isEnabled() && actions[1]->text().contains(u"while armed"_s),
                 "others see what is read");
        actions[3]->trigger();
        QCOMPARE(filtered.count(), 1);
        QCOMPARE(filtered[0][0].value<ChannelId>(), ChannelId(u"C0OPS"_s));
        actions[7]->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"C0OPS"_s);
        menu->close();
        list.setArmed(true);
        menu = menuAt();
        menu->actions()[1]->trigger();
        QCOMPARE(marked.count(), 1);
        const Conversation *ops = scene.feed.workspace().conversation(ChannelId(u"C0OPS"_s));
        QCOMPARE(marked[0][1].value<MessageTs>(), ops->messages().back().ts);
        menu->actions()[0]->trigger();
        QCOMPARE(opened.count(), 1);
        menu->close();
    }

    void countsWhileEventsStream()
    {
        ChatScene scene;
        ConversationListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        for (int i = 0; i < 5; ++i)
            scene.say("U01MIRA", u"note"_s, i, {}, "C0DEPLOYS");
        scene.say("U02TOMAS", u"<@U02ME> ping"_s, 6, {}, "C0OPS");
        QTRY_COMPARE(rowOf(model, "C0DEPLOYS").unread, 5);
        QTRY_COMPARE(rowOf(model, "C0OPS").mentions, 1);
        QCOMPARE(rowOf(model, "C0GENERAL").unread, 0);
        QCOMPARE(model.index(model.rowOf(ChannelId(u"C0DEPLOYS"_s))).data(Qt::AccessibleTextRole).toString(),
                 u"deploys, channel, 5 unread"_s);
        QCOMPARE(resets.count(), 0);
    }

    void followsRenamesAndPresence()
    {
        ChatScene scene;
        ConversationListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        const QPersistentModelIndex ops = model.index(model.rowOf(ChannelId(u"C0OPS"_s)));
        QVERIFY(rowOf(model, "D0TOMAS").presence == User::Presence::Away);
        scene.in(R"({"type":"presence_change","user":"U02TOMAS","presence":"active"})");
        scene.in(R"({"type":"channel_rename","channel":{"id":"C0OPS","name":"a-ops","created":1}})");
        QTRY_COMPARE(ops.data().toString(), u"a-ops"_s);
        QCOMPARE(ops.row(), 1); // sorted to the front, and still the same row for who holds it
        QVERIFY(rowOf(model, "D0TOMAS").presence == User::Presence::Active);
    }

    void followsJoinsAndLeaves()
    {
        ChatScene scene;
        ConversationListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        scene.in(
            R"({"type":"channel_joined","channel":{"id":"C0NEW","name":"new-things","is_channel":true,"is_member":true}})");
        QTRY_VERIFY(model.rowOf(ChannelId(u"C0NEW"_s)) > 0);
        scene.in(R"({"type":"channel_left","channel":"C0NEW"})");
        QTRY_COMPARE(model.rowOf(ChannelId(u"C0NEW"_s)), -1);
        model.setFeed(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void aCaptureListsAllThatWasSaid()
    {
        ChatScene scene;
        scene.say("U01MIRA", u"the last words"_s, 1, {}, "C0DEPLOYS");
        scene.in(R"({"type":"channel_archive","channel":"C0DEPLOYS","user":"U01MIRA"})");
        scene.in(
            R"({"type":"channel_archive","channel":"C0INC","user":"U01MIRA"})"); // nobody said anything in it
        scene.say("U02TOMAS", u"and mine"_s, 2, {}, "D0TOMAS");
        scene.in(R"({"type":"im_close","channel":"D0TOMAS","user":"U02ME"})");
        const auto rowIn = [](const ConversationListModel &model, const char *channel) {
            return model.rowOf(ChannelId(QLatin1String(channel)));
        };

        ConversationListModel live;
        QAbstractItemModelTester liveTester(&live, QAbstractItemModelTester::FailureReportingMode::QtTest);
        live.setFeed(&scene.feed);
        QCOMPARE(rowIn(live, "C0DEPLOYS"), -1);
        live.setCurrent(ChannelId(u"C0DEPLOYS"_s)); // asked for
        QVERIFY(rowOf(live, "C0DEPLOYS").archived);
        QCOMPARE(rowOf(live, "C0DEPLOYS").unread, 1);
        live.setCurrent(ChannelId(u"C0OPS"_s));
        QCOMPARE(rowIn(live, "C0DEPLOYS"), -1);

        ConversationListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setReadOnly(true);
        model.setFeed(&scene.feed);
        QVERIFY(rowOf(model, "C0DEPLOYS").archived);
        QVERIFY(rowIn(model, "D0TOMAS") >= 0);
        QCOMPARE(rowIn(model, "C0INC"), -1);
        QCOMPARE(model.suggestion(), ChannelId(u"C0DEPLOYS"_s)); // #general is empty
        const QModelIndex deploys = model.index(rowIn(model, "C0DEPLOYS"));
        QCOMPARE(deploys.data(Qt::AccessibleTextRole).toString(), u"deploys, channel, archived, 1 unread"_s);
        QCOMPARE(deploys.data(Qt::ToolTipRole).toString(), u"C0DEPLOYS, archived"_s);
        // What is opened is read; what was not stays new.
        model.setCurrent(ChannelId(u"C0DEPLOYS"_s));
        QCOMPARE(rowOf(model, "C0DEPLOYS").unread, 0);
        model.setCurrent(ChannelId(u"C0GENERAL"_s));
        QCOMPARE(rowOf(model, "C0DEPLOYS").unread, 0);
        QCOMPARE(rowOf(model, "D0TOMAS").unread, 1);
    }

    void activatesOnClickAndKeys()
    {
        ChatScene scene;
        ConversationList list;
        list.setFeed(&scene.feed);
        list.resize(220, 500);
        list.show();
        auto *view = list.findChild<QListView *>();
        QVERIFY(view);
        QCOMPARE(view->accessibleName(), u"Conversations"_s);
        QSignalSpy activated(&list, &ConversationList::activated);
        list.setCurrent(ChannelId(u"C0GENERAL"_s));
        QCOMPARE(activated.count(), 0);
        const QModelIndex ops = view->model()->index(5, 0);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(ops).center());
        QCOMPARE(activated.count(), 1);
        QCOMPARE(list.current(), ChannelId(u"C0OPS"_s));
        QTest::keyClick(view, Qt::Key_Up);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(activated.count(), 2);
        QCOMPARE(list.current(), ChannelId(u"C0INC"_s));
    }
};

} // namespace rtmscope

RTMSCOPE_GUI_TEST_MAIN(rtmscope::TestConversationListModel)
#include "tst_conversationlistmodel.moc"
