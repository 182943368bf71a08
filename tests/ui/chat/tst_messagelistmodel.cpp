// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/message/messagelistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using rtmscope::testing::ChatScene;

namespace rtmscope {

class TestMessageListModel : public QObject
{
    Q_OBJECT

    static ChannelId ops() { return ChannelId(u"C0OPS"_s); }
    static QStringList texts(const MessageListModel &model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row) {
            const MessageRow &each = model.at(row);
            all.append(each.kind == MessageRow::Kind::Older ? u"(older)"_s : each.message.text);
        }
        return all;
    }
    //! The server says that there is nothing before what we know.
    static void completeHistory(ChatScene &scene)
    {
        scene.addNote(
            R"({"kind":"api","method":"conversations.history","args":{"channel":"C0OPS"},"status":200,)"
            R"("ok":true,"ms":5,"answer":{"ok":true,"messages":[],"has_more":false}})");
    }

private Q_SLOTS:
    void showsAConversationInOrder()
    {
        ChatScene scene;
        completeHistory(scene);
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        model.show(ops());
        scene.say("U01MIRA", u"two"_s, 20);
        scene.say("U01MIRA", u"one"_s, 10);
        scene.say("U01MIRA", u"elsewhere"_s, 15, {}, "C0GENERAL");
        QTRY_COMPARE(texts(model), (QStringList{u"one"_s, u"two"_s}));
    }

    void noRowIsSilent_data();
    void noRowIsSilent();

    void changesRowsInPlace()
    {
        ChatScene scene;
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        scene.say("U01MIRA", u"first"_s, 10);
        scene.say("U02TOMAS", u"second"_s, 20);
        model.setFeed(&scene.feed);
        model.show(ops());
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        const int row = model.rowOf(MessageTs(ChatScene::ts(10)));
        scene.in(
            R"({"type":"message","subtype":"message_changed","channel":"C0OPS","ts":"1795356099.1","message":)"
            R"({"type":"message","user":"U01MIRA","text":"first, mended","ts":")" +
            ChatScene::ts(10).toLatin1() + R"(","edited":{"user":"U01MIRA","ts":"1795356099.1"}}})");
        QTRY_COMPARE(model.at(row).message.text, u"first, mended"_s);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), row);
        scene.in(
            R"({"type":"message","subtype":"message_deleted","channel":"C0OPS","ts":"1795356100.1","deleted_ts":")" +
            ChatScene::ts(10).toLatin1() + R"("})");
        QTRY_VERIFY(model.at(row).message.deleted);
        scene.in(
            R"({"type":"reaction_added","user":"U02TOMAS","reaction":"eyes","item":{"type":"message","channel":"C0OPS","ts":")" +
            ChatScene::ts(20).toLatin1() + R"("}})");
        QTRY_COMPARE(model.at(row + 1).message.reactions.size(), 1);
        QCOMPARE(inserts.count(), 0);
        QCOMPARE(resets.count(), 0);
    }

    //! Queued, written, acknowledged, echoed: one row all the time.
    void keepsOurOwnMessageOneRow()
    {
        ChatScene scene;
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        model.show(ops());
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
        scene.step("l1", "queued", R"(,"channel":"C0OPS","text":"hello")");
        QTRY_COMPARE(texts(model).value(model.rowCount() - 1), u"hello"_s);
        const QPersistentModelIndex own = model.index(model.rowCount() - 1);
        QVERIFY(model.at(own.row()).message.delivery == Delivery::Queued);
        scene.step("l1", "written", R"(,"conn":1,"id":7)");
        scene.out(R"({"id":7,"type":"message","channel":"C0OPS","text":"hello"})");
        QTRY_VERIFY(model.at(own.row()).message.delivery == Delivery::Written);
        scene.say("U01MIRA", u"meanwhile"_s, 500);
        scene.in(R"({"ok":true,"reply_to":7,"ts":")" + ChatScene::ts(499).toLatin1() +
                 R"(","text":"hello"})");
        scene.say("U02ME", u"hello"_s, 499);
        QTRY_VERIFY(model.at(own.row()).message.delivery == Delivery::Sent);
        QTRY_COMPARE(model.at(model.rowCount() - 1).message.text, u"meanwhile"_s);
        QCOMPARE(model.at(own.row()).message.text, u"hello"_s);
        QCOMPARE(texts(model).count(u"hello"_s), 1);
        QCOMPARE(removals.count(), 0);
    }

    void groupsByAuthorAndTime_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<bool>("grouped");
        QTest::newRow("soon after") << QByteArray("U01MIRA") << 60 << QByteArray() << true;
        QTest::newRow("just inside") << QByteArray("U01MIRA") << 299 << QByteArray() << true;
        QTest::newRow("too late") << QByteArray("U01MIRA") << 301 << QByteArray() << false;
        QTest::newRow("someone else") << QByteArray("U02TOMAS") << 60 << QByteArray() << false;
        QTest::newRow("as a bot") << QByteArray("U01MIRA") << 60
                                  << QByteArray(R"(,"bot_id":"B1","username":"x")") << false;
        QTest::newRow("a join") << QByteArray("U01MIRA") << 60 << QByteArray(R"(,"subtype":"channel_join")")
                                << false;
        QTest::newRow("me message") << QByteArray("U01MIRA") << 60 << QByteArray(R"(,"subtype":"me_message")")
                                    << false;
    }
    void groupsByAuthorAndTime()
    {
        QFETCH(QByteArray, user);
        QFETCH(int, seconds);
        QFETCH(QByteArray, more);
        QFETCH(bool, grouped);
        ChatScene scene;
        completeHistory(scene);
        scene.say("U01MIRA", u"first"_s, 0);
        scene.say(user.constData(), u"second"_s, seconds, more);
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ops());
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(!model.at(0).setting.grouped);
        QCOMPARE(model.at(1).setting.grouped, grouped);
    }

    void drawsDayLines()
    {
        ChatScene scene;
        completeHistory(scene);
        scene.say("U01MIRA", u"yesterday"_s, -86'400);
        scene.say("U01MIRA", u"today"_s, 0);
        scene.say("U01MIRA", u"today too"_s, 1);
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ops());
        QCOMPARE(model.at(0).setting.day, QDate(2026, 11, 21));
        QCOMPARE(model.at(1).setting.day, QDate(2026, 11, 22));
        QVERIFY(!model.at(2).setting.day.isValid());
    }

    void marksWhatIsNewOnOpening()
    {
        ChatScene scene;
        completeHistory(scene);
        scene.say("U01MIRA", u"read"_s, 0);
        scene.say("U01MIRA", u"unread"_s, 10);
        scene.say("U01MIRA", u"unread too"_s, 20);
        scene.in(R"({"type":"channel_marked","channel":"C0OPS","ts":")" + ChatScene::ts(0).toLatin1() +
                 R"("})");
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        model.show(ops());
        QCOMPARE(model.firstUnreadRow(), 1);
        QVERIFY(!model.at(1).setting.grouped); // the line must not hide whose words follow
        // Reading on does not move the line while we look.
        scene.in(R"({"type":"channel_marked","channel":"C0OPS","ts":")" + ChatScene::ts(20).toLatin1() +
                 R"("})");
        scene.say("U02TOMAS", u"more"_s, 30);
        QTRY_COMPARE(model.rowCount(), 4);
        QCOMPARE(model.firstUnreadRow(), 1);
        model.markAllSeen();
        QCOMPARE(model.firstUnreadRow(), -1);
        scene.say("U02TOMAS", u"later"_s, 40);
        QTRY_COMPARE(model.firstUnreadRow(), 4);
        model.show(ChannelId(u"C0GENERAL"_s));
        model.show(ops());
        QCOMPARE(model.firstUnreadRow(), 3);
    }

    //! While a capture is read, what was read when is history: the line stands where it stood in the end.
    void marksWhatIsNewWhenTheCaptureIsRead()
    {
        ChatScene scene;
        completeHistory(scene);
        const auto mark = [&scene](int seconds) {
            scene.in(R"({"type":"channel_marked","channel":"C0OPS","ts":")" +
                     ChatScene::ts(seconds).toLatin1() + R"("})");
        };
        WorkspaceFeed feed;
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setReadOnly(true);
        model.setFeed(&feed);
        model.show(ops());
        scene.say("U01MIRA", u"one"_s, 0);
        scene.say("U01MIRA", u"two"_s, 10);
        mark(0);
        feed.reset(scene.feed.workspace(), 40);
        QTRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(model.percent(), 40);
        QCOMPARE(model.firstUnreadRow(), -1);
        scene.say("U01MIRA", u"three"_s, 20);
        mark(10);
        feed.reset(scene.feed.workspace(), 99);
        QTRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(model.firstUnreadRow(), -1);
        feed.reset(scene.feed.workspace()); // nothing more was said there
        QTRY_COMPARE(model.firstUnreadRow(), 2);
    }

    void pagesOlderRowsIn()
    {
        ChatScene scene;
        for (int i = 0; i < 1200; ++i)
            scene.say(i % 2 ? "U01MIRA" : "U02TOMAS", u"message %1"_s.arg(i), i);
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        model.show(ops());
        QCOMPARE(model.rowCount(), 501);
        QVERIFY(model.at(0).kind == MessageRow::Kind::Older);
        QVERIFY(model.older() == MessageListModel::Older::Here);
        const QPersistentModelIndex held = model.index(1);
        QVERIFY(model.showOlder());
        QCOMPARE(model.rowCount(), 1001);
        QCOMPARE(held.row(), 501);
        QVERIFY(model.showOlder());
        QCOMPARE(model.rowCount(), 1201);
        QVERIFY(model.older() == MessageListModel::Older::Ask);
        QVERIFY(!model.showOlder());
        completeHistory(scene);
        QTRY_VERIFY(model.older() == MessageListModel::Older::None);
        QTRY_COMPARE(model.rowCount(), 1200);
    }

    void revealsWhatIsNotShownYet()
    {
        ChatScene scene;
        for (int i = 0; i < 2200 /* more than are kept while following */; ++i)
            scene.say("U01MIRA", u"message %1"_s.arg(i), i);
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ops());
        QCOMPARE(model.rowOf(MessageTs(ChatScene::ts(100))), -1);
        const int row = model.reveal(MessageTs(ChatScene::ts(100)));
        QVERIFY(row > 0);
        QCOMPARE(model.at(row).message.text, u"message 100"_s);
        QCOMPARE(model.reveal(model.at(row).message.firstSeq), row);
        QCOMPARE(model.reveal(MessageTs(u"1.5"_s)), -1);
        QCOMPARE(model.reveal(quint64(9999999)), -1);
        QCOMPARE(model.reveal(quint64(0)), -1);
    }

    void dropsOldRowsOnlyWhileFollowing()
    {
        ChatScene scene;
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ops());
        scene.say("U01MIRA", u"first"_s, 0);
        model.refresh();
        model.setFollowing(false);
        for (int i = 1; i < 1600; ++i)
            scene.say("U01MIRA", u"message %1"_s.arg(i), i);
        model.refresh();
        QVERIFY(model.rowCount() >= 1600);
        model.setFollowing(true);
        scene.say("U01MIRA", u"one more"_s, 1700);
        model.refresh();
        QVERIFY(model.rowCount() <= 502);
        QCOMPARE(texts(model).last(), u"one more"_s);
    }

    void showsAThread()
    {
        ChatScene scene;
        const QByteArray inThread = ChatScene::inThread(0);
        scene.say("U01MIRA", u"parent"_s, 0);
        scene.say("U02TOMAS", u"reply"_s, 10, inThread);
        scene.say("U02ME", u"reply too"_s, 20, inThread + R"(,"subtype":"thread_broadcast")");
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        model.show(ops(), MessageTs(ChatScene::ts(0)));
        QCOMPARE(texts(model), (QStringList{u"parent"_s, u"reply"_s, u"reply too"_s}));
        QCOMPARE(model.at(1).setting.replies, 2);
        QCOMPARE(model.at(0).setting.replies, -1);
        scene.say("U01MIRA", u"another"_s, 30, inThread);
        QTRY_COMPARE(model.rowCount(), 4);
        QCOMPARE(model.at(1).setting.replies, 3);
    }

    void speaksForScreenReaders()
    {
        ChatScene scene;
        scene.talk();
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ops());
        const auto spoken = [&](int seconds) {
            return model.index(model.rowOf(MessageTs(ChatScene::ts(seconds))))
                .data(Qt::AccessibleTextRole)
                .toString();
        };
        const QString mira = spoken(120);
        QVERIFY2(
            mira.startsWith(u"Mira Okafor, 14:02, Deploy of api-gateway is done, @Tomás Rey please check"_s),
            qPrintable(mira));
        QVERIFY2(mira.contains(u"2 replies."_s), qPrintable(mira));
        QVERIFY2(mira.endsWith(u"Edited."_s), qPrintable(mira));
        QVERIFY2(spoken(410).contains(u"Acknowledged"_s), qPrintable(spoken(410)));
    }

    void staysTrueUnderAStream()
    {
        ChatScene scene;
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        model.show(ops());
        for (int i = 0; i < 300; ++i) {
            const QByteArray target = ChatScene::ts(i / 2).toLatin1();
            switch (i % 6) {
            case 3:
                scene.in(
                    R"({"type":"message","subtype":"message_deleted","channel":"C0OPS","ts":"1795357000.1","deleted_ts":")" +
                    target + R"("})");
                break;
            case 4:
                scene.say("U02TOMAS", u"reply"_s, 1000 + i, ChatScene::inThread(i / 2));
                break;
            default:
                scene.say(i % 5 ? "U01MIRA" : "U02TOMAS", u"message %1"_s.arg(i), (i * 37) % 300);
            }
            if (i % 10 == 0)
                model.refresh();
        }
        model.refresh();
        QStringList wanted;
        for (const Message *message : scene.ops()->timeline())
            wanted.append(message->text);
        QStringList shown = texts(model);
        shown.removeAll(u"(older)"_s);
        QCOMPARE(shown, wanted);
    }
};

void TestMessageListModel::noRowIsSilent_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("spoken");
    const auto row = [](const char *name, const char *more, const QString &spoken) {
        QTest::newRow(name) << QByteArray(more) << spoken;
    };
    row("line", R"("user":"U01MIRA","subtype":"channel_archive","text":"archived the channel")",
        u"Mira Okafor archived the channel"_s);
    row("canvas",
        R"("user":"USLACKBOT","subtype":"channel_canvas_updated","text":"","canvas_update_user_ids":["U02TOMAS"])",
        u"Tomás Rey edited the canvas"_s);
    row("unknown kind without a text", R"("user":"U01MIRA","subtype":"list_record_added","text":"")",
        u"Mira Okafor: list record added"_s);
    row("no text", R"("user":"U01MIRA","text":" ")", u"Mira Okafor, 14:00, This message has no text."_s);
    row("empty blocks", R"("user":"U01MIRA","text":"","blocks":[{"type":"rich_text","elements":[]}])",
        u"Mira Okafor, 14:00, This message holds nothing that can be shown; its JSON tells what it is."_s);
    row("ephemeral", R"("user":"U01MIRA","text":"psst","is_ephemeral":true)",
        u"Mira Okafor, 14:00, psst. Only visible to you."_s);
    row("emoji in titles", R"("user":"U01MIRA","text":"","attachments":[{"title":"Done :tada:"}])",
        u"Mira Okafor, 14:00, Done \U0001F389"_s);
    row("emoji in labels", R"("user":"U01MIRA","text":"<https://e.example|all :tada:>")",
        u"Mira Okafor, 14:00, all \U0001F389"_s);
}

void TestMessageListModel::noRowIsSilent()
{
    QFETCH(const QByteArray, more);
    ChatScene scene;
    MessageListModel model;
    model.setFeed(&scene.feed);
    model.show(ops());
    scene.in(R"({"type":"message","channel":"C0OPS","ts":")" + ChatScene::ts(30).toLatin1() + "\"," + more +
             "}");
    const MessageTs ts(ChatScene::ts(30));
    QTRY_VERIFY(model.rowOf(ts) >= 0);
    QTEST(model.index(model.rowOf(ts)).data(Qt::AccessibleTextRole).toString(), "spoken");
}

} // namespace rtmscope

RTMSCOPE_TEST_MAIN(rtmscope::TestMessageListModel)
#include "tst_messagelistmodel.moc"
