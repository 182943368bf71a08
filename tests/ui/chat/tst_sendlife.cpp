// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/sendlife.h"
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/layout/lifewords.h"
#include "ui/chat/layout/messagelayout.h"
#include "ui/chat/layout/messagewords.h"
#include "ui/chat/message/messagelistmodel.h"
#include "ui/chat/message/sendlifedialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using rtmscope::testing::ChatScene;

namespace rtmscope {

//! How a message was sent, from the record to the words beside it.
class TestSendLife : public QObject
{
    Q_OBJECT
private:
    static const Message &last(const ChatScene &scene) { return scene.ops()->messages().back(); }
    //! The steps without their times, as words.
    static QStringList steps(const ChatScene &scene, const char *local = "L")
    {
        QStringList out;
        const SendLife *life = scene.feed.workspace().sendLife(QString::fromLatin1(local));
        if (life) {
            for (const SendStep &each : life->steps)
                out << words::step(each);
        }
        return out;
    }
    static void typed(ChatScene &scene)
    {
        scene.step("L", "queued", R"(,"channel":"C0OPS","text":"hello","typed_us":1795356000000000)");
    }
    static void written(ChatScene &scene)
    {
        scene.step("L", "written", R"(,"conn":1,"id":7)");
        scene.out(R"({"id":7,"type":"message","channel":"C0OPS","text":"hello"})");
    }
    static void acknowledged(ChatScene &scene)
    {
        scene.in(R"({"ok":true,"reply_to":7,"ts":"1795356001.000100","text":"hello"})");
    }

private Q_SLOTS:
    void theUsualLife()
    {
        ChatScene scene;
        typed(scene);
        scene.step("L", "held", R"(,"why":"pacing","wait_ms":2100)");
        written(scene);
        acknowledged(scene);
        scene.step("L", "sent", R"(,"ts":"1795356001.000100","by":"ack")");
        scene.say("U02ME", u"hello"_s, 1, {}, "C0OPS");
        scene.in(
            R"({"type":"message","channel":"C0OPS","user":"U02ME","text":"hello","ts":"1795356001.000100"})");
        QCOMPARE(steps(scene), (QStringList{u"queued"_s, u"paced, 2.1\u00a0s"_s, u"written (RTM)"_s,
                                            u"acknowledged"_s, u"echoed on the stream"_s}));
        const SendLife *life = scene.feed.workspace().sendLife(u"L"_s);
        QCOMPARE(life->typedUs, 1'795'356'000'000'000);
        QCOMPARE(life->doubt(), SendLife::Doubt::None);
        for (qsizetype index = 1; index < life->steps.size(); ++index)
            QVERIFY(life->steps[index].atUs >= life->steps[index - 1].atUs);
        QVERIFY(words::lifeLines(*life).contains(u"acknowledged +"_s));
        QVERIFY(words::lifeSentence(*life).startsWith(u"queued +"_s));
    }

    void doubts_data()
    {
        QTest::addColumn<QByteArrayList>("notes"); //!< step and more, after it was written
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<int>("doubt");
        const QByteArray lost = R"(unconfirmed,"error":{"code":"no_ack","msg":"The connection was lost."})";
        QTest::newRow("no answer") << QByteArrayList{lost}
                                   << u"The connection was lost. Checking whether it arrived…"_s
                                   << int(SendLife::Doubt::Checking);
        QTest::newRow("checking") << QByteArrayList{lost, "checking"}
                                  << u"The connection was lost. Checking whether it arrived…"_s
                                  << int(SendLife::Doubt::Checking);
        QTest::newRow("missing") << QByteArrayList{lost, "checking", "missing"}
                                 << u"Not on the server: it was lost on the way, or never left. Safe to send "
                                    "again."_s
                                 << int(SendLife::Doubt::Missing);
        QTest::newRow("unchecked")
            << QByteArrayList{lost, "checking",
                              R"(unchecked,"error":{"code":"missing_scope","msg":"No right."})"}
            << u"It may have arrived, but that could not be checked. No right."_s
            << int(SendLife::Doubt::Unchecked);
    }
    void doubts()
    {
        QFETCH(QByteArrayList, notes);
        ChatScene scene;
        typed(scene);
        written(scene);
        for (const QByteArray &note : std::as_const(notes)) {
            const qsizetype comma = note.indexOf(',');
            const QByteArray step = comma < 0 ? note : note.left(comma);
            scene.step("L", step.constData(), comma < 0 ? QByteArray() : note.mid(comma));
        }
        QTEST(words::trouble(last(scene), scene.feed.workspace()), "trouble");
        QTEST(int(scene.feed.workspace().sendLife(u"L"_s)->doubt()), "doubt");
        // What is found after all is said to be found.
        scene.step("L", "sent", R"(,"ts":"1795356001.000100","by":"history")");
        QCOMPARE(words::trouble(last(scene), scene.feed.workspace()), QString());
        QCOMPARE(words::delivery(last(scene), scene.feed.workspace()), u"✓ found in the server’s history"_s);
    }

    //! Retry stands where it is safe, and nowhere else.
    void actionsFollowTheDoubt_data()
    {
        QTest::addColumn<QByteArrayList>("steps");
        QTest::addColumn<bool>("recorded");
        QTest::addColumn<QList<int>>("offered");
        using Kind = Hit::Kind;
        const QList<int> onlyLooking{int(Kind::Copy), int(Kind::Life)};
        QTest::newRow("checking") << QByteArrayList{"unconfirmed"} << false
                                  << QList<int>{int(Kind::Discard), int(Kind::Copy), int(Kind::Life)};
        QTest::newRow("missing") << QByteArrayList{"unconfirmed", "missing"} << false
                                 << QList<int>{int(Kind::Retry), int(Kind::Discard), int(Kind::Copy),
                                               int(Kind::Life)};
        QTest::newRow("unchecked") << QByteArrayList{"unconfirmed", "unchecked"} << false
                                   << QList<int>{int(Kind::CheckAgain), int(Kind::SendAnyway),
                                                 int(Kind::Discard), int(Kind::Copy), int(Kind::Life)};
        QTest::newRow("failed") << QByteArrayList{"failed"} << false
                                << QList<int>{int(Kind::Retry), int(Kind::Discard), int(Kind::Copy),
                                              int(Kind::Life)};
        QTest::newRow("checking, recorded") << QByteArrayList{"unconfirmed"} << true << onlyLooking;
        QTest::newRow("missing, recorded") << QByteArrayList{"unconfirmed", "missing"} << true << onlyLooking;
        QTest::newRow("unchecked, recorded")
            << QByteArrayList{"unconfirmed", "unchecked"} << true << onlyLooking;
        QTest::newRow("failed, recorded") << QByteArrayList{"failed"} << true << onlyLooking;
    }
    void actionsFollowTheDoubt()
    {
        QFETCH(QByteArrayList, steps);
        QFETCH(bool, recorded);
        QFETCH(QList<int>, offered);
        ChatScene scene;
        typed(scene);
        written(scene);
        for (const QByteArray &step : std::as_const(steps))
            scene.step("L", step.constData());
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        constexpr int width = 900;
        const MessageLayout layout(model.at(model.rowCount() - 1), *model.workspace(), width,
                                   {false, recorded}, model.today(), {});
        QList<int> found;
        for (int y = 0; y < layout.height(); y += 2) {
            for (int x = 0; x < width; x += 2) {
                const Hit hit = layout.hitTest({x, y});
                if (hit.isActive() && hit.target == "L"_L1 && !found.contains(int(hit.kind)))
                    found.append(int(hit.kind));
            }
        }
        std::sort(found.begin(), found.end());
        std::sort(offered.begin(), offered.end());
        QCOMPARE(found, offered);
    }

    //! What is only advice for somebody who could still act.
    void aRecordingGivesNoAdvice()
    {
        ChatScene scene;
        typed(scene);
        written(scene);
        scene.step("L", "unconfirmed", R"(,"error":{"code":"no_ack","msg":"The connection was lost."})");
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.setReadOnly(true);
        model.show(ChannelId(u"C0OPS"_s));
        const auto told = [&model] {
            model.refresh();
            return model.index(model.rowCount() - 1).data(Qt::AccessibleTextRole).toString();
        };
        QVERIFY2(told().contains(u"The capture ends before it was known"_s), qPrintable(told()));
        scene.step("L", "missing");
        QVERIFY(told().contains(u"Not on the server"_s));
        QVERIFY(!told().contains(u"Safe to send again"_s));
        QSignalSpy stale(&model, &MessageListModel::namesChanged);
        model.setReadOnly(false);
        QVERIFY2(!stale.isEmpty(), "rows that were laid out without their actions would stay so");
        QVERIFY(told().contains(u"Safe to send again"_s));
    }

    void queuedSaysWhatItWaitsFor()
    {
        ChatScene scene;
        typed(scene);
        scene.step("L", "held", R"(,"why":"offline")");
        QCOMPARE(words::delivery(last(scene), scene.feed.workspace()),
                 u"queued, waiting for the connection"_s);
        QCOMPARE(words::delivery(last(scene), scene.feed.workspace(), true), u"not sent in this capture"_s);
        ChatScene sent;
        typed(sent);
        sent.step("L", "written", R"(,"id":7)");
        QCOMPARE(words::delivery(last(sent), sent.feed.workspace(), true), u"no ack in this capture"_s);
        MessageListModel model;
        model.setFeed(&scene.feed);
        model.show(ChannelId(u"C0OPS"_s));
        const QModelIndex row = model.index(model.rowCount() - 1);
        QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(u"waiting for the connection"_s));
        QVERIFY(row.data(Qt::AccessibleDescriptionRole).toString().contains(u"queued +"_s));
    }

    void discardedAndBroughtBack()
    {
        ChatScene scene;
        typed(scene);
        scene.step("L", "discarded");
        QVERIFY(scene.ops()->findLocal(u"L"_s) == nullptr);
        scene.step("L", "restored", R"(,"channel":"C0OPS","text":"hello")");
        QVERIFY(scene.ops()->findLocal(u"L"_s));
        QCOMPARE(steps(scene), (QStringList{u"queued"_s, u"discarded"_s, u"brought back"_s}));
    }

    void anotherRouteHasALifeToo()
    {
        ChatScene scene;
        typed(scene);
        scene.step("L", "written", R"(,"via":"chat.postMessage")");
        QCOMPARE(last(scene).delivery, Delivery::Written);
        scene.addNote(
            R"({"kind":"api","method":"chat.postMessage","args":{"channel":"C0OPS","text":"hello"},"ok":true,)"
            R"("answer":{"ok":true,"channel":"C0OPS","ts":"1795356001.000100","message":{"type":"message",)"
            R"("user":"U02ME","text":"hello","ts":"1795356001.000100"}}})");
        scene.step("L", "sent", R"(,"ts":"1795356001.000100","by":"answer")");
        QCOMPARE(scene.ops()->messages().size(), std::size_t(1));
        QCOMPARE(last(scene).delivery, Delivery::Sent);
        QCOMPARE(steps(scene),
                 (QStringList{u"queued"_s, u"written (chat.postMessage)"_s, u"acknowledged"_s}));
    }

    void partsAreCounted()
    {
        ChatScene scene;
        scene.step("L", "queued", R"(,"channel":"C0OPS","text":"b","part":2,"parts":3)");
        const SendLife *life = scene.feed.workspace().sendLife(u"L"_s);
        QCOMPARE(life->part, 2);
        QCOMPARE(life->parts, 3);
        QVERIFY(words::lifeLines(*life).startsWith(u"part 2 of 3"_s));
    }

    void strangersHaveNoLife()
    {
        ChatScene scene;
        scene.say("U01MIRA", u"hi"_s, 0);
        QVERIFY(scene.feed.workspace().sendLife(u"nobody"_s) == nullptr);
        QVERIFY(scene.feed.workspace().sendLife({}) == nullptr);
        QCOMPARE(words::delivery(last(scene), scene.feed.workspace()), QString());
    }

    void veryLongLivesAreBounded()
    {
        SendLife life;
        for (int i = 0; i < 1000; ++i)
            life.add({SendStep::Kind::Checking, i});
        QCOMPARE(life.steps.size(), 100);
        QCOMPARE(life.steps.last().atUs, 999);
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << qint64(0) << u"0\u00a0ms"_s;
        QTest::newRow("negative") << qint64(-5) << u"0\u00a0ms"_s;
        QTest::newRow("short") << qint64(61) << u"61\u00a0ms"_s;
        QTest::newRow("seconds") << qint64(2'140) << u"2.1\u00a0s"_s;
        QTest::newRow("many seconds") << qint64(75'000) << u"75\u00a0s"_s;
        QTest::newRow("minutes") << qint64(180'000) << u"3\u00a0min"_s;
        QTest::newRow("hours") << qint64(3 * 3'600'000) << u"3\u00a0h"_s;
        QTest::newRow("days") << qint64(72 * 3'600'000) << u"3\u00a0days"_s;
    }
    void durations()
    {
        QFETCH(qint64, ms);
        QTEST(words::duration(std::chrono::milliseconds(ms)), "words");
    }

    void theDialogListsEveryStep()
    {
        ChatScene scene;
        typed(scene);
        written(scene);
        acknowledged(scene);
        const SendLife life = *scene.feed.workspace().sendLife(u"L"_s);
        SendLifeDialog dialog(life, u"hello"_s);
        const auto *list = dialog.findChild<QTreeWidget *>();
        QCOMPARE(list->topLevelItemCount(), 4); // typed, queued, written, acknowledged
        QCOMPARE(list->topLevelItem(0)->text(0), words::clockTime(life.typedUs));
        QCOMPARE(list->topLevelItem(3)->text(1), u"acknowledged"_s);
        QVERIFY(list->topLevelItem(3)->text(2).startsWith(u'+'));
        QVERIFY(!list->accessibleName().isEmpty());
        for (auto *button : dialog.findChildren<QPushButton *>()) {
            if (button->accessibleName() == "Copy the steps"_L1)
                button->click();
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), words::lifeLines(life));
    }
};

} // namespace rtmscope

RTMSCOPE_GUI_TEST_MAIN(rtmscope::TestSendLife)
#include "tst_sendlife.moc"
