// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/gapwords.h"
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/conversation/messagepane.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/chat/message/messagelistview.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using rtmscope::testing::ChatScene;

namespace rtmscope {

//! Time without a connection, among the messages of a channel and of a thread.
class TestGapBands : public QObject
{
    Q_OBJECT

    static ChannelId ops() { return ChannelId(u"C0OPS"_s); }
    static QByteArray us(int seconds) { return ChatScene::ts(seconds).remove(u'.').toLatin1(); }
    static QByteArray opening(int id, int from)
    {
        return R"({"kind":"gap","id":)" + QByteArray::number(id) + R"(,"from_us":)" + us(from) +
               R"(,"cause":"socket died silently.","open":true})";
    }
    static QByteArray closing(int id, int from, int to, const QByteArray &more = {})
    {
        return R"({"kind":"gap","id":)" + QByteArray::number(id) + R"(,"from_us":)" + us(from) +
               R"(,"to_us":)" + us(to) + R"(,"cause":"socket died silently.")" + more + '}';
    }
    static QByteArray fill(int gap, const QByteArray &rest)
    {
        return R"({"kind":"backfill","gap":)" + QByteArray::number(gap) + ',' + rest + '}';
    }
    static QByteArray page(const QByteArray &messages)
    {
        return R"({"kind":"api","method":"conversations.history","args":{"channel":"C0OPS","oldest":"1.000000"},"ok":true,)"
               R"("answer":{"ok":true,"has_more":false,"messages":[)" +
               messages + "]}}";
    }
    static QByteArray message(const QByteArray &text, int seconds)
    {
        return QByteArray(R"({"type":"message","user":"U01MIRA","text":"TEXT","ts":"TS"})")
            .replace("TEXT", text)
            .replace("TS", ChatScene::ts(seconds).toLatin1());
    }
    static QStringList shown(const MessageListModel &model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row) {
            const MessageRow &each = model.at(row);
            all.append(each.kind == MessageRow::Kind::Message ? each.message.text
                       : each.kind == MessageRow::Kind::Gap   ? u"~"_s
                                                              : u"(older)"_s);
        }
        all.removeAll(u"(older)"_s);
        return all;
    }
    static QString band(const MessageListModel &model)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.at(row).kind == MessageRow::Kind::Gap)
                return model.index(row).data(Qt::AccessibleTextRole).toString();
        }
        return {};
    }

private Q_SLOTS:
    void standsWhereTheOutageWas()
    {
        ChatScene scene;
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        model.show(ops());
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        scene.say("U01MIRA", u"one"_s, 10);
        scene.say("U01MIRA", u"two"_s, 20);
        scene.addNote(opening(1, 21));
        QTRY_COMPARE(shown(model), (QStringList{u"one"_s, u"two"_s, u"~"_s}));
        scene.addNote(closing(1, 21, 40));
        scene.say("U02TOMAS", u"live"_s, 41);
        QTRY_COMPARE(shown(model), (QStringList{u"one"_s, u"two"_s, u"~"_s, u"live"_s}));
        scene.addNote(fill(1, R"("state":"started")"));
        scene.addNote(page(message("missed", 30)));
        scene.addNote(fill(1, R"("channel":"C0OPS","state":"done","messages":1,"pages":1)"));
        QTRY_COMPARE(shown(model), (QStringList{u"one"_s, u"two"_s, u"~"_s, u"missed"_s, u"live"_s}));
        QTRY_VERIFY(band(model).contains(u"1 message back-filled"_s));
        QVERIFY(scene.ops()->find(MessageTs(ChatScene::ts(30)))->missed);
        QCOMPARE(resets.count(), 0);
    }

    //! The server's clock may differ from ours: what we held says more than the time.
    void clocksThatDiffer()
    {
        ChatScene scene;
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ops());
        scene.say("U01MIRA", u"one"_s, 500);
        scene.addNote(closing(1, 21, 40));
        scene.addNote(page(message("missed", 510)));
        QTRY_COMPARE(shown(model), (QStringList{u"one"_s, u"~"_s, u"missed"_s}));
    }

    //! A conversation whose history was loaded after the gap: then time is all there is.
    void historyLoadedAfterwards()
    {
        ChatScene scene;
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ops());
        scene.addNote(closing(1, 21, 40));
        scene.addNote(
            R"({"kind":"api","method":"conversations.history","args":{"channel":"C0OPS"},"ok":true,"answer":{"ok":true,"has_more":false,"messages":[)" +
            message("within", 30) + ',' + message("before", 10) + "]}}");
        QTRY_COMPARE(shown(model), (QStringList{u"before"_s, u"~"_s, u"within"_s}));
        QVERIFY(scene.ops()->find(MessageTs(ChatScene::ts(30)))->missed);
        // And where nothing shown is older than the gap, it says nothing.
        model.show(ChannelId(u"C0DEPLOYS"_s));
        scene.say("U01MIRA", u"later"_s, 50, {}, "C0DEPLOYS");
        QTRY_COMPARE(shown(model), QStringList{u"later"_s});
    }

    void gapsWithNothingBetweenAreOneBand()
    {
        ChatScene scene;
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        model.show(ops());
        scene.say("U01MIRA", u"one"_s, 10);
        scene.addNote(closing(1, 21, 30));
        QTRY_COMPARE(shown(model), (QStringList{u"one"_s, u"~"_s}));
        const QPersistentModelIndex index = model.index(model.rowCount() - 1);
        scene.addNote(opening(2, 31));
        QTRY_VERIFY(band(model).startsWith(u"No connection 2 times since 14:00:21, and now"_s));
        scene.addNote(closing(2, 31, 40));
        scene.addNote(closing(3, 41, 50));
        QTRY_VERIFY(band(model).startsWith(
            u"No connection 3 times, 14:00:21 to 14:00:50. At last: socket died silently."_s));
        QCOMPARE(shown(model), (QStringList{u"one"_s, u"~"_s}));
        QVERIFY(index.isValid()); // the same row all the time: selection and place stay
        scene.say("U01MIRA", u"two"_s, 60);
        scene.addNote(closing(4, 61, 70));
        QTRY_COMPARE(shown(model), (QStringList{u"one"_s, u"~"_s, u"two"_s, u"~"_s}));
    }

    void whatWeTypedMeanwhileStaysLast()
    {
        ChatScene scene;
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ops());
        scene.say("U01MIRA", u"one"_s, 10);
        scene.addNote(opening(1, 21));
        scene.step("l1", "queued", R"(,"channel":"C0OPS","text":"mine")");
        QTRY_COMPARE(shown(model), (QStringList{u"one"_s, u"~"_s, u"mine"_s}));
        scene.addNote(closing(1, 21, 40));
        scene.addNote(page(message("missed", 30)));
        scene.step("l1", "sent", R"(,"ts":"1795356045.000000")");
        QTRY_COMPARE(shown(model), (QStringList{u"one"_s, u"~"_s, u"missed"_s, u"mine"_s}));
    }

    //! Lines and groups take no notice, except that nobody goes on speaking across a gap.
    void dayLinesAndGroups()
    {
        ChatScene scene;
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ops());
        scene.say("U01MIRA", u"one"_s, 10);
        scene.addNote(closing(1, 11, 12));
        scene.say("U01MIRA", u"two"_s, 20);
        scene.say("U01MIRA", u"three"_s, 30);
        QTRY_COMPARE(shown(model), (QStringList{u"one"_s, u"~"_s, u"two"_s, u"three"_s}));
        const int first = model.rowOf(MessageTs(ChatScene::ts(10)));
        QVERIFY(model.at(first).setting.day.isValid());
        QVERIFY(!model.at(first + 1).setting.day.isValid());
        QVERIFY(!model.at(first + 2).setting.day.isValid());
        QVERIFY(!model.at(first + 2).setting.grouped);
        QVERIFY(model.at(first + 3).setting.grouped);
    }

    void threads()
    {
        ChatScene scene;
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        scene.say("U01MIRA", u"parent"_s, 10);
        model.show(ops(), MessageTs(ChatScene::ts(10)));
        QCOMPARE(shown(model), QStringList{u"parent"_s});
        scene.addNote(opening(1, 21)); // a reply may be missed at this moment
        QTRY_COMPARE(shown(model), (QStringList{u"parent"_s, u"~"_s}));
        scene.addNote(closing(1, 21, 40));
        scene.addNote(fill(1, R"("state":"finished")"));
        QTRY_COMPARE(shown(model), QStringList{u"parent"_s}); // it was not: nothing was said after it
        scene.say("U02TOMAS", u"reply"_s, 50, ChatScene::inThread(10));
        QTRY_COMPARE(shown(model), (QStringList{u"parent"_s, u"~"_s, u"reply"_s}));
        QCOMPARE(model.at(2).setting.replies, 1);
        scene.addNote(fill(1, R"("channel":"C0OPS","thread_ts":")" + ChatScene::ts(10).toLatin1() +
                                  R"(","state":"done","messages":4,"pages":1)"));
        QTRY_VERIFY(band(model).contains(u"4 messages back-filled"_s));
        scene.addNote(fill(1, R"("channel":"C0OPS","state":"done","messages":0,"pages":1)"));
        scene.say("U02TOMAS", u"next"_s, 60);
        model.show(ops());
        QVERIFY(band(model).contains(u"4 messages back-filled"_s));
    }

    void onlyWhereWeAreMembers()
    {
        ChatScene scene;
        MessageListModel model;
        model.setFeed(&scene.feed);
        scene.say("U01MIRA", u"one"_s, 10);
        scene.in(R"({"type":"channel_left","channel":"C0OPS"})");
        scene.addNote(closing(1, 21, 40));
        model.show(ops());
        QTRY_COMPARE(shown(model), QStringList{u"one"_s});
    }

    void words_data()
    {
        QTest::addColumn<QByteArrayList>("notes");
        QTest::addColumn<bool>("recording");
        QTest::addColumn<QString>("end");
        const QByteArray started = fill(1, R"("state":"started")");
        const QByteArray finished = fill(1, R"("state":"finished")");
        const QByteArray over = closing(1, 21, 40);
        const auto done = [](int messages) {
            return fill(1, R"("channel":"C0OPS","state":"done","pages":1,"messages":)" +
                               QByteArray::number(messages));
        };
        const QByteArray elsewhere = fill(
            1,
            R"("channel":"C0DEPLOYS","state":"waiting","messages":0,"pages":0,"retry_after_ms":60000,"error":{"code":"ratelimited","msg":"The server limits us."})");
        const QByteArray refused = fill(
            1,
            R"("channel":"C0OPS","state":"failed","messages":0,"pages":0,"error":{"code":"not_in_channel","msg":"Not a member."})");
        const QString unknowable = u"; edits, deletions and reactions of that time can’t be known."_s;
        QTest::newRow("open") << QByteArrayList{opening(1, 21)} << false
                              << u"What is said meanwhile is fetched when it is back."_s;
        QTest::newRow("open at the end of a record")
            << QByteArrayList{opening(1, 21)} << true
            << u"The capture ends before the connection came back."_s;
        QTest::newRow("handed over") << QByteArrayList{closing(1, 21, 40, R"(,"resumed":true)")} << false
                                     << u"The server kept everything: nothing is missing."_s;
        QTest::newRow("nobody asked")
            << QByteArrayList{over} << false << u"What was said meanwhile may be missing."_s;
        QTest::newRow("filling") << QByteArrayList{over, started} << false << u"Back-filling…"_s;
        QTest::newRow("filling at the end of a record")
            << QByteArrayList{over, started} << true << u"The capture ends before all was back-filled."_s;
        QTest::newRow("filled here, not yet elsewhere")
            << QByteArrayList{over, started, done(3)} << false << u"3 messages back-filled"_s + unknowable;
        QTest::newRow("limited") << QByteArrayList{over, started, elsewhere} << false
                                 << u"The server limits us. Back-filling goes on at 14:07:45."_s;
        QTest::newRow("limited elsewhere, filled here") << QByteArrayList{over, started, elsewhere, done(1)}
                                                        << false << u"1 message back-filled"_s + unknowable;
        QTest::newRow("nothing missed") << QByteArrayList{over, started, done(0), finished} << false
                                        << u"No message was missed"_s + unknowable;
        QTest::newRow("refused") << QByteArrayList{over, started, refused, finished} << false
                                 << u"Not wholly back-filled: Not a member."_s;
        QTest::newRow("not asked for here") << QByteArrayList{over, started, finished} << false
                                            << u"What was said meanwhile may be missing."_s;
        QTest::newRow("the next outage interrupts") << QByteArrayList{over, started, opening(2, 50)} << false
                                                    << u"Back-filling goes on when the connection is back."_s;
    }
    void words()
    {
        QFETCH(const QByteArrayList, notes);
        QFETCH(const bool, recording);
        QFETCH(const QString, end);
        ChatScene scene;
        MessageListModel model;
        model.setReadOnly(recording);
        model.setFeed(&scene.feed);
        model.show(ops());
        scene.say("U01MIRA", u"one"_s, 10);
        for (const QByteArray &note : notes)
            scene.addNote(note);
        model.refresh();
        const QString shownWords = band(model);
        QVERIFY2(shownWords.startsWith(u"No connection"_s), qPrintable(shownWords));
        QVERIFY2(shownWords.contains(u". socket died silently."_s) ||
                     shownWords.contains(u". At last: socket died silently."_s),
                 qPrintable(shownWords));
        QVERIFY2(shownWords.endsWith(u' ' + end), qPrintable(shownWords));
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("us");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << qint64(0) << u"under 1\u00a0ms"_s;
        QTest::newRow("a clock that went back") << qint64(-5'000'000) << u"under 1\u00a0ms"_s;
        QTest::newRow("short") << qint64(412'000) << u"412\u00a0ms"_s;
        QTest::newRow("seconds") << qint64(31'400'000) << u"31\u00a0s"_s;
        QTest::newRow("minutes") << qint64(125'000'000) << u"2\u00a0min 5\u00a0s"_s;
        QTest::newRow("hours") << qint64(10'930'000'000) << u"3\u00a0h 2\u00a0min"_s;
    }
    void durations()
    {
        QFETCH(const qint64, us);
        QTEST(GapWords::duration(us), "words");
    }

    void isSelectedWithItsEvents()
    {
        ChatScene scene;
        MessagePane pane(u"Messages"_s);
        pane.model()->setFeed(&scene.feed);
        pane.model()->show(ops());
        scene.say("U01MIRA", u"one"_s, 10);
        scene.addNote(opening(1, 21));
        scene.addNote(closing(1, 21, 40));
        pane.model()->refresh();
        const Gap gap = scene.feed.workspace().gaps().constFirst();
        const int row = pane.model()->rowCount() - 1;
        QCOMPARE(pane.model()->rowOfEvent(gap.openedSeq), row);
        QCOMPARE(pane.model()->rowOfEvent(gap.closedSeq), row);
        QVERIFY(pane.selectEvent(gap.openedSeq));
        QCOMPARE(pane.view()->currentIndex().row(), row);
        // And the other way round: by mouse, by arrow keys, by Enter.
        QSignalSpy selected(&pane, &MessagePane::messageSelected);
        QSignalSpy asked(&pane, &MessagePane::eventRequested);
        QSignalSpy threads(&pane, &MessagePane::threadRequested);
        pane.resize(500, 400);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        QTest::mouseClick(pane.view()->viewport(), Qt::LeftButton, {},
                          pane.view()->visualRect(pane.model()->index(row)).center());
        QCOMPARE(selected.count(), 1);
        QCOMPARE(selected[0][0].toULongLong(), gap.closedSeq);
        QVERIFY(selected[0][1].value<MessageTs>().isEmpty());
        QTest::keyClick(pane.view(), Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].toULongLong(), gap.closedSeq);
        QCOMPARE(threads.count(), 0);
        QTest::keySequence(pane.view(), QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), band(*pane.model()));
    }

    //! Who reads further up is not moved by a band that comes or grows, nor told of a new message.
    void movesNobody()
    {
        ChatScene scene;
        MessagePane pane(u"Messages"_s);
        pane.model()->setFeed(&scene.feed);
        pane.model()->show(ops());
        for (int i = 0; i < 120; ++i)
            scene.say(i % 2 ? "U01MIRA" : "U02TOMAS", u"message %1"_s.arg(i), i * 10);
        pane.model()->refresh();
        pane.resize(420, 400);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        pane.view()->verticalScrollBar()->setValue(pane.view()->verticalScrollBar()->maximum() / 2);
        const auto firstOnScreen = [&pane] {
            for (int row = 0; row < pane.model()->rowCount(); ++row) {
                const QRect rect = pane.view()->visualRect(pane.model()->index(row));
                if (rect.top() >= 0)
                    return std::pair(pane.model()->at(row).message.text, rect.top());
            }
            return std::pair(QString(), 0);
        };
        const auto before = firstOnScreen();
        QVERIFY(!before.first.isEmpty());
        scene.addNote(opening(1, 1195));
        pane.model()->refresh();
        QCOMPARE(firstOnScreen(), before);
        QCOMPARE(pane.view()->newBelow(), 0);
        // One above the screen, by time: a conversation that was loaded later.
        scene.addNote(closing(1, 1195, 1200));
        scene.addNote(
            R"({"kind":"api","method":"conversations.history","args":{"channel":"C0DEPLOYS"},"ok":true,"answer":{"ok":true,"has_more":false,"messages":[]}})");
        scene.addNote(fill(1, R"("channel":"C0OPS","state":"done","messages":0,"pages":1)"));
        scene.addNote(fill(1, R"("state":"finished")"));
        pane.model()->refresh();
        QCOMPARE(firstOnScreen(), before);
        QCOMPARE(pane.view()->newBelow(), 0);
    }

    void isARowToAssistiveTools()
    {
        ChatScene scene;
        MessagePane pane(u"Messages"_s);
        pane.model()->setFeed(&scene.feed);
        pane.model()->show(ops());
        scene.say("U01MIRA", u"one"_s, 10);
        scene.addNote(closing(1, 21, 40));
        pane.model()->refresh();
        pane.show();
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(pane.view());
        QVERIFY(list);
        const QAccessibleInterface *last = list->child(pane.model()->rowCount() - 1);
        QVERIFY(last);
        QVERIFY(last->text(QAccessible::Name).startsWith(u"No connection 14:00:21 to 14:00:40"_s));
    }

    void manyRandomGaps()
    {
        ChatScene scene;
        MessageListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFeed(&scene.feed);
        model.show(ops());
        quint32 random = 3;
        for (int i = 1; i <= 400; ++i) {
            random = random * 1664525U + 1013904223U;
            switch ((random >> 16) % 5) {
            case 0:
                scene.addNote(opening(i, i * 10));
                break;
            case 1:
                scene.addNote(closing(i, i * 10, i * 10 + 5));
                break;
            case 2:
                scene.addNote(page(message("missed", i * 10 - int((random >> 20) % 50))));
                break;
            default:
                scene.say("U01MIRA", u"m"_s, i * 10 + 1);
            }
            if (random % 7 == 0)
                model.refresh();
        }
        model.refresh();
        int messages = 0;
        for (int row = 1; row < model.rowCount(); ++row) {
            const bool isGap = model.at(row).kind == MessageRow::Kind::Gap;
            QVERIFY(!isGap || model.at(row - 1).kind != MessageRow::Kind::Gap);
            messages += isGap ? 0 : 1;
        }
        QVERIFY(messages > 100);
    }
};

} // namespace rtmscope

RTMSCOPE_GUI_TEST_MAIN(rtmscope::TestGapBands)
#include "tst_gapbands.moc"
