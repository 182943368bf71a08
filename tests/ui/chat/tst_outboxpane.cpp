// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/support/testmain.h"
#include "tests/ui/chat/chatscene.h"
#include "ui/chat/outbox/outboxmodel.h"
#include "ui/chat/outbox/outboxpane.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using rtmscope::testing::ChatScene;

namespace rtmscope {

using State = OutboxItem::State;
using Hold = OutboxItem::Hold;

static OutboxItem item(const QString &local, State state, const QString &text = u"hello"_s)
{
    OutboxItem made;
    made.local = local;
    made.state = state;
    made.message = {ChannelId(u"C0OPS"_s), text, {}, false};
    made.createdAtUs = (QDateTime::currentMSecsSinceEpoch() - 180'000) * 1000;
    return made;
}

//! What waits, and what can be done about it.
class TestOutboxPane : public QObject
{
    Q_OBJECT
private:
    static QPushButton *button(const OutboxPane &pane, const QString &name)
    {
        for (auto *each : pane.findChildren<QPushButton *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    static QString summary(const OutboxPane &pane)
    {
        for (auto *each : pane.findChildren<QLabel *>()) {
            if (each->accessibleName() == "What waits"_L1)
                return each->text();
        }
        return {};
    }

private Q_SLOTS:
    void rowsSayWhatTheyAre_data()
    {
        QTest::addColumn<OutboxItem>("shown");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("next");
        const auto row = [](const char *name, const OutboxItem &shown, const char *state, const char *place,
                            const char *next) {
            QTest::newRow(name) << shown << QString::fromUtf8(state) << QString::fromUtf8(place)
                                << QString::fromUtf8(next);
        };
        OutboxItem held = item(u"a"_s, State::Queued);
        held.hold = Hold::Offline;
        row("offline", held, "queued", "#ops", "waiting for the connection");
        held.hold = Hold::Pacing;
        held.due = QDeadlineTimer(89min + 30s); // far from the next minute, both ways
        row("paced", held, "queued", "#ops", "paced, in 89\u00a0min");
        held.part = 2;
        held.parts = 3;
        held.hold = Hold::EarlierPart;
        held.due = QDeadlineTimer(QDeadlineTimer::Forever);
        row("part", held, "queued", "#ops, part 2 of 3", "waiting for the part before it");
        OutboxItem reply = item(u"a"_s, State::Written);
        reply.message.thread = MessageTs(u"1.000001"_s);
        row("written", reply, "sending…", "#ops, in a thread", "");
        reply.message.broadcast = true;
        reply.message.route = SendRoute::PostMessage;
        row("by another route", reply, "sending…", "#ops, in a thread and the channel, by chat.postMessage",
            "");
        OutboxItem refused = item(u"a"_s, State::Failed);
        refused.words = u"The server refused this."_s;
        row("failed", refused, "not sent", "#ops", "The server refused this.");
        refused.state = State::Missing;
        row("missing", refused, "not on the server", "#ops", "The server refused this.");
        refused.state = State::Unknown;
        refused.onDisk = false;
        row("unknown and unsaved", refused, "may have arrived (not saved)", "#ops",
            "The server refused this.");
        OutboxItem checking = item(u"a"_s, State::Checking);
        row("checking", checking, "checking whether it arrived…", "#ops", "");
    }
    void rowsSayWhatTheyAre()
    {
        QFETCH(OutboxItem, shown);
        ChatScene scene;
        OutboxModel model;
        QAbstractItemModelTester tester(&model);
        model.setFeed(&scene.feed);
        model.setItems({shown});
        const QModelIndex index = model.index(0);
        QTEST(index.data(OutboxModel::StateWords).toString(), "state");
        QTEST(index.data(OutboxModel::PlaceRole).toString(), "place");
        QTEST(index.data(OutboxModel::NextRole).toString(), "next");
        QCOMPARE(index.data(Qt::DisplayRole).toString(), u"hello"_s);
        QCOMPARE(index.data(OutboxModel::AgeRole).toString(), u"3\u00a0min"_s);
        const QString told = index.data(Qt::AccessibleTextRole).toString();
        QVERIFY2(told.contains(u"hello"_s) && told.contains(u"#ops"_s), qPrintable(told));
        QVERIFY(!OutboxModel::iconName(shown.state).isEmpty());
    }

    void changesAreRowSignals()
    {
        OutboxModel model;
        QAbstractItemModelTester tester(&model);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const auto a = item(u"a"_s, State::Queued);
        const auto b = item(u"b"_s, State::Queued);
        const auto c = item(u"c"_s, State::Failed);
        model.setItems({a, b, c});
        QCOMPARE(inserted.count(), 1);
        model.setItems({a, b, c});
        QCOMPARE(changed.count(), 0); // nothing to see: no signal
        model.setItems({b, a, c});
        QCOMPARE(moved.count(), 1);
        model.setItems({b, a, item(u"c"_s, State::Missing)});
        QCOMPARE(changed.count(), 1);
        model.setItems({a});
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!removed.isEmpty());
        QCOMPARE(resets.count(), 0);
        QCOMPARE(model.rowOf(u"a"_s), 0);
        QCOMPARE(model.rowOf(u"b"_s), -1);
        model.tick();
        QCOMPARE(changed.count(), 2);
    }

    void rowsAreDraggedByAsking()
    {
        OutboxModel model;
        QAbstractItemModelTester tester(&model);
        model.setItems(
            {item(u"a"_s, State::Queued), item(u"b"_s, State::Queued), item(u"c"_s, State::Failed)});
        QVERIFY(model.flags(model.index(0)) & Qt::ItemIsDragEnabled);
        QVERIFY(!(model.flags(model.index(2)) & Qt::ItemIsDragEnabled)); // only what has not left
        QSignalSpy asked(&model, &OutboxModel::moveRequested);
        const std::unique_ptr<QMimeData> data(model.mimeData({model.index(0)}));
        QVERIFY(!model.dropMimeData(data.get(), Qt::MoveAction, 2, 0, {})); // the outbox moves it
        QCOMPARE(asked.last(), (QList<QVariant>{u"a"_s, 1}));
        model.dropMimeData(data.get(), Qt::MoveAction, -1, -1, {});
        QCOMPARE(asked.last(), (QList<QVariant>{u"a"_s, 2}));
        model.dropMimeData(data.get(), Qt::MoveAction, 0, 0, {}); // where it is
        QMimeData foreign;
        foreign.setText(u"text"_s);
        QVERIFY(!model.dropMimeData(&foreign, Qt::MoveAction, 0, 0, {}));
        QCOMPARE(asked.count(), 2);
    }

    void offersWhatFitsTheState_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QStringList>("offered");
        QTest::newRow("queued") << int(State::Queued)
                                << QStringList{u"Later"_s, u"Copy"_s, u"Discard"_s}; // it is the first
        QTest::newRow("written") << int(State::Written) << QStringList{u"Copy"_s};
        QTest::newRow("checking") << int(State::Checking) << QStringList{u"Copy"_s, u"Discard"_s};
        QTest::newRow("missing") << int(State::Missing)
                                 << QStringList{u"Retry"_s, u"Check again"_s, u"Copy"_s, u"Discard"_s};
        QTest::newRow("unknown") << int(State::Unknown)
                                 << QStringList{u"Check again"_s, u"Send anyway…"_s, u"Copy"_s, u"Discard"_s};
        QTest::newRow("failed") << int(State::Failed) << QStringList{u"Retry"_s, u"Copy"_s, u"Discard"_s};
    }
    void offersWhatFitsTheState()
    {
        QFETCH(int, state);
        QFETCH(QStringList, offered);
        OutboxPane pane;
        pane.resize(500, 400);
        pane.show();
        pane.setItems({item(u"a"_s, State(state)), item(u"b"_s, State::Queued)});
        QStringList found;
        for (const QString &name : {u"Retry"_s, u"Check again"_s, u"Send anyway…"_s, u"Earlier"_s, u"Later"_s,
                                    u"Copy"_s, u"Discard"_s}) {
            if (button(pane, name)->isVisible() && button(pane, name)->isEnabled())
                found << name;
        }
        QCOMPARE(found, offered);
    }

    void asksBySignals()
    {
        OutboxPane pane;
        pane.show();
        QSignalSpy acted(&pane, &OutboxPane::actionRequested);
        QSignalSpy all(&pane, &OutboxPane::sendAllRequested);
        QSignalSpy restored(&pane, &OutboxPane::restoreRequested);
        QSignalSpy placed(&pane, &OutboxPane::placeRequested);
        pane.setItems({item(u"a"_s, State::Missing, u"a &amp; b"_s), item(u"b"_s, State::Queued)});
        QCOMPARE(summary(pane), u"1 waiting · 1 needs you"_s);
        button(pane, u"Retry"_s)->click();
        QCOMPARE(acted.last()[0].value<SendAction>(), SendAction::Retry);
        QCOMPARE(acted.last()[1].toString(), u"a"_s);
        button(pane, u"Check again"_s)->click();
        QCOMPARE(acted.last()[0].value<SendAction>(), SendAction::CheckAgain);
        button(pane, u"Copy"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"a & b"_s);
        button(pane, u"Send all"_s)->click();
        QCOMPARE(all.count(), 1);
        pane.setDiscarded(u"typed in vain"_s);
        button(pane, u"Bring the discarded message back"_s)->click();
        QCOMPARE(restored.count(), 1);
        pane.setDiscarded({});
        QVERIFY(!button(pane, u"Bring the discarded message back"_s)->isVisible());
        auto *view = pane.findChild<QListView *>();
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(placed.last()[0].value<ChannelId>(), ChannelId(u"C0OPS"_s));
    }

    void whatMayArriveTwiceIsAskedFirst()
    {
        OutboxPane pane;
        pane.show();
        pane.setItems({item(u"a"_s, State::Unknown)});
        QSignalSpy acted(&pane, &OutboxPane::actionRequested);
        const auto answer = [](const QString &words) {
            QTimer::singleShot(0, qApp, [words] {
                auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
                QVERIFY(box);
                for (QAbstractButton *each : box->buttons()) {
                    if (each->text().remove(u'&') == words)
                        return each->click();
                }
                box->reject();
            });
        };
        answer(u"Cancel"_s);
        button(pane, u"Send anyway…"_s)->click();
        QCOMPARE(acted.count(), 0);
        answer(u"Send anyway"_s);
        button(pane, u"Send anyway…"_s)->click();
        QCOMPARE(acted.count(), 1);
        QCOMPARE(acted[0][0].value<SendAction>(), SendAction::SendAnyway);
    }

    void worksByKeyboard()
    {
        OutboxPane pane;
        pane.show();
        pane.activateWindow();
        pane.setItems(
            {item(u"a"_s, State::Queued), item(u"b"_s, State::Queued), item(u"c"_s, State::Written)});
        auto *view = pane.findChild<QListView *>();
        view->setFocus();
        QSignalSpy moved(&pane, &OutboxPane::moveRequested);
        QSignalSpy acted(&pane, &OutboxPane::actionRequested);
        QTest::keyClick(view, Qt::Key_Up, Qt::AltModifier); // it is the first
        QCOMPARE(moved.count(), 0);
        QTest::keyClick(view, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(moved.last(), (QList<QVariant>{u"a"_s, 1}));
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(moved.last(), (QList<QVariant>{u"b"_s, 0}));
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        QTest::keyClick(view, Qt::Key_Delete);
        QCOMPARE(acted.last()[0].value<SendAction>(), SendAction::Discard);
        QCOMPARE(acted.last()[1].toString(), u"b"_s);
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Delete); // on its way: too late
        QTest::keyClick(view, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(acted.count(), 1);
        QCOMPARE(moved.count(), 2);
        // The window's own Alt+Up must not take the key away.
        QKeyEvent override(QEvent::ShortcutOverride, Qt::Key_Up, Qt::AltModifier);
        override.ignore();
        QApplication::sendEvent(view, &override);
        QVERIFY(override.isAccepted());
    }

    void anEmptyOutboxSaysWhy()
    {
        OutboxPane pane;
        const auto words = [&pane] { return pane.findChild<QListView *>()->accessibleDescription(); };
        QVERIFY(words().startsWith(u"Nothing is waiting."_s));
        pane.setReadOnly(u"This is a capture."_s);
        QVERIFY(words().startsWith(u"This is a capture"_s));
        pane.setReadOnly({});
        QVERIFY(words().startsWith(u"Nothing is waiting."_s));
        // Who reads the last row is not sent elsewhere when it goes.
        pane.show();
        pane.setItems({item(u"a"_s, State::Queued)});
        QCOMPARE(words(), QString());
        auto *view = pane.findChild<QListView *>();
        view->setFocus();
        pane.setItems({});
        QCOMPARE(pane.focusWidget(), view);
    }

    void theCurrentRowStaysCurrent()
    {
        OutboxPane pane;
        pane.show();
        pane.setItems({item(u"a"_s, State::Queued), item(u"b"_s, State::Queued)});
        auto *view = pane.findChild<QListView *>();
        view->setCurrentIndex(pane.model()->index(1));
        pane.setItems({item(u"b"_s, State::Queued), item(u"a"_s, State::Queued)});
        QCOMPARE(view->currentIndex().data(OutboxModel::LocalRole).toString(), u"b"_s);
        pane.setItems({});
        QVERIFY(!view->accessibleDescription().isEmpty());
        QVERIFY(!button(pane, u"Copy"_s)->isVisible());
        pane.setFeed(nullptr);
        QCOMPARE(pane.model()->rowCount(), 0);
    }

    void everyFocusableWidgetHasAName()
    {
        OutboxPane pane;
        pane.setItems({item(u"a"_s, State::Unknown)});
        for (const auto *each : pane.findChildren<QWidget *>()) {
            if (each->focusPolicy() != Qt::NoFocus && !each->objectName().startsWith("qt_"_L1))
                QVERIFY2(!each->accessibleName().isEmpty(), each->metaObject()->className());
        }
    }
};

} // namespace rtmscope

RTMSCOPE_GUI_TEST_MAIN(rtmscope::TestOutboxPane)
#include "tst_outboxpane.moc"
