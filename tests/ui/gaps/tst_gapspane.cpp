// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/workspace/workspace.h"
#include "tests/support/eventfeed.h"
#include "tests/support/testmain.h"
#include "ui/gaps/gapsmodel.h"
#include "ui/gaps/gapspane.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QDateTime>
#include <QLabel>
#include <QSignalSpy>
#include <QTreeView>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! The ledger as a table, and the pane around it.
class TestGapsPane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsTheNewestFirst();
    void changesRowsInPlace();
    void forgetsTheOldest();
    void anotherWorkspace();
    void anOpenGapGrows();
    void emptyWords_data();
    void emptyWords();
    void tellsAllOfTheChosenOne();
    void selectsAndJumps();
    void tellsTheCount();
    void narrowPanesHideColumns();
    void theNewestIsShownUntilSomebodyChooses();
    void isATableToAssistiveTools();
};

namespace {

constexpr qint64 beginUs = 1'795'356'000'000'000; // 2026-11-22 14:00:00 UTC

struct Scene
{
    Scene()
    {
        QObject::connect(&source, &EventSource::recorded, &feed, &WorkspaceFeed::apply);
        source.note(
            R"({"kind":"api","method":"users.conversations","args":{},"ok":true,"answer":{"ok":true,"channels":[{"id":"C1","name":"ops","is_channel":true}]}})");
    }
    quint64 open(int id, int second)
    {
        return source.note(R"({"kind":"gap","id":)" + QByteArray::number(id) + R"(,"from_us":)" +
                           QByteArray::number(beginUs + second * 1'000'000LL) +
                           R"(,"open":true,"from_conn":1,"cause":"No answer."})");
    }
    quint64 close(int id, int second, int length = 31)
    {
        return source.note(R"({"kind":"gap","id":)" + QByteArray::number(id) + R"(,"from_us":)" +
                           QByteArray::number(beginUs + second * 1'000'000LL) + R"(,"to_us":)" +
                           QByteArray::number(beginUs + (second + length) * 1'000'000LL) +
                           R"(,"cause":"No answer.","code":"no_pong","proof":"ping 7 unanswered for 20 s",)"
                           R"("from_conn":1,"to_conn":2,"attempts":3,"resumed":false})");
    }
    void fill(int gap, const QByteArray &rest)
    {
        source.note(R"({"kind":"backfill","gap":)" + QByteArray::number(gap) + ',' + rest + '}');
    }

    EventFeed source;
    WorkspaceFeed feed;
};

QStringList column(const GapsModel &model, int which)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row, which).data().toString());
    return all;
}

template<typename Widget>
Widget *named(const QWidget &parent, const QString &name)
{
    for (Widget *widget : parent.findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

} // namespace

void TestGapsPane::listsTheNewestFirst()
{
    Scene scene;
    GapsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFeed(&scene.feed, true);
    scene.close(1, 10);
    QTRY_COMPARE(column(model, GapsModel::Start), QStringList{u"14:00:10"_s});
    scene.close(2, 100, 400);
    scene.open(3, 700);
    QTRY_COMPARE(column(model, GapsModel::Start), (QStringList{u"14:11:40"_s, u"14:01:40"_s, u"14:00:10"_s}));
    QCOMPARE(column(model, GapsModel::End), (QStringList{u"open"_s, u"14:08:20"_s, u"14:00:41"_s}));
    QCOMPARE(column(model, GapsModel::Duration),
             (QStringList{u"unknown"_s, u"6\u00a0min 40\u00a0s"_s, u"31\u00a0s"_s}));
    QCOMPARE(column(model, GapsModel::Cause), (QStringList{u"No answer"_s, u"No answer"_s, u"No answer"_s}));
    QCOMPARE(column(model, GapsModel::Connections),
             (QStringList{u"from 1"_s, u"1 to 2, 3 attempts"_s, u"1 to 2, 3 attempts"_s}));
    QCOMPARE(column(model, GapsModel::Outcome).constFirst(), u"still open"_s);
}

void TestGapsPane::changesRowsInPlace()
{
    Scene scene;
    GapsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFeed(&scene.feed, false);
    scene.close(1, 10);
    scene.open(2, 100);
    QTRY_COMPARE(model.rowCount(), 2);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    scene.fill(1, R"("channel":"C1","state":"done","messages":12,"pages":2)");
    QTRY_COMPARE(model.index(1, GapsModel::Outcome).data().toString(), u"back-filling, 12 so far"_s);
    QVERIFY(std::any_of(changes.begin(), changes.end(), [](const QList<QVariant> &change) {
        return change[0].toModelIndex().row() == 1 &&
               change[1].toModelIndex().column() == GapsModel::ColumnCount - 1;
    }));
    scene.fill(1, R"("state":"finished")");
    scene.close(2, 100);
    QTRY_COMPARE(column(model, GapsModel::Outcome), (QStringList{u"not back-filled"_s, u"12 back-filled"_s}));
    QCOMPARE(resets.count(), 0);
    QCOMPARE(inserts.count(), 0);
}

void TestGapsPane::forgetsTheOldest()
{
    Scene scene;
    GapsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFeed(&scene.feed, true);
    scene.close(1, 10);
    QTRY_COMPARE(model.rowCount(), 1);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    for (int round = 0; round < 4; ++round) {
        for (int i = 0; i < 100; ++i)
            scene.close(2 + round * 100 + i, 100 + (round * 100 + i) * 60);
        QTRY_COMPARE(model.index(0, GapsModel::Start).data(GapsModel::EntryRole).toULongLong(),
                     scene.feed.workspace().gaps().constLast().entry());
        QCOMPARE(model.rowCount(), int(scene.feed.workspace().gaps().size()));
    }
    QVERIFY(model.rowCount() < 401);
    QCOMPARE(model.count(), 401U);
    QCOMPARE(resets.count(), 0);
}

void TestGapsPane::anotherWorkspace()
{
    Scene scene;
    GapsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFeed(&scene.feed, true);
    scene.close(1, 10);
    QTRY_COMPARE(model.rowCount(), 1);
    Scene other;
    other.close(1, 50);
    other.close(2, 90);
    scene.feed.reset(other.feed.workspace()); // as an opened capture does
    QTRY_COMPARE(model.rowCount(), 2);
    scene.feed.reset(Workspace());
    QTRY_COMPARE(model.rowCount(), 0);
    model.setFeed(nullptr, false);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.count(), 0U);
}

void TestGapsPane::anOpenGapGrows()
{
    Scene scene;
    GapsModel model;
    model.setFeed(&scene.feed, false);
    scene.open(1,
               int(QDateTime::currentSecsSinceEpoch() - beginUs / 1'000'000)); // it counts seconds at first
    QTRY_COMPARE(model.rowCount(), 1);
    QVERIFY(model.index(0, GapsModel::Duration).data().toString().startsWith(u"lasting "_s));
    QVERIFY(!model.elapsed().isEmpty());
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy told(&model, &GapsModel::elapsedChanged);
    QTRY_VERIFY(!changes.isEmpty());
    QCOMPARE(told.constLast()[0].toString(), model.elapsed()); // whoever else tells it tells the same
    QCOMPARE(changes[0][0].toModelIndex(), model.index(0, GapsModel::Duration));
}

void TestGapsPane::emptyWords_data()
{
    QTest::addColumn<bool>("hasFeed");
    QTest::addColumn<bool>("recording");
    QTest::addColumn<bool>("connected");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing open") << false << false << false << u"Nothing is open."_s;
    QTest::newRow("not yet connected") << true << false << false << u"Not connected yet."_s;
    QTest::newRow("whole") << true << false << true << u"No gaps: the stream has been whole since "_s;
    QTest::newRow("a whole recording")
        << true << true << false << u"No gaps: the stream in this capture is whole."_s;
}

void TestGapsPane::emptyWords()
{
    QFETCH(const bool, hasFeed);
    QFETCH(const bool, recording);
    QFETCH(const bool, connected);
    QFETCH(const QString, words);
    Scene scene;
    GapsPane pane;
    pane.setFeed(hasFeed ? &scene.feed : nullptr, recording);
    pane.setConnected(connected);
    pane.resize(400, 300);
    pane.show();
    auto *empty = named<QLabel>(pane, u"No gaps"_s);
    QVERIFY(empty && empty->isVisible());
    QVERIFY2(empty->text().startsWith(words), qPrintable(empty->text()));
    QCOMPARE(QAccessible::queryAccessibleInterface(empty)->text(QAccessible::Name),
             u"No gaps: "_s + empty->text());
    if (!hasFeed)
        return;
    scene.close(1, 10);
    QTRY_VERIFY(!empty->isVisible());
    pane.setFeed(nullptr, false);
    QVERIFY(empty->isVisible());
}

void TestGapsPane::tellsAllOfTheChosenOne()
{
    Scene scene;
    GapsPane pane;
    pane.setFeed(&scene.feed, true);
    scene.close(1, 10);
    scene.fill(1, R"("channel":"C1","state":"done","messages":12,"pages":2)");
    scene.fill(1, R"("channel":"C1","thread_ts":"1795356005.000100","state":"done","messages":1,"pages":1)");
    scene.fill(
        1,
        R"("channel":"C2","state":"failed","messages":0,"pages":0,"error":{"code":"x","msg":"Not a member."})");
    scene.fill(1, R"("state":"finished")");
    const auto text = [&pane](const QString &name) {
        const auto *label = named<QLabel>(pane, name);
        return label ? label->text() : QString();
    };
    QTRY_COMPARE(text(u"When"_s), u"14:00:10 to 14:00:41, 31\u00a0s"_s);
    QCOMPARE(text(u"Cause"_s), u"No answer (no_pong)"_s);
    QCOMPARE(text(u"Proof"_s), u"ping 7 unanswered for 20 s"_s);
    QCOMPARE(text(u"Connections"_s), u"1 to 2, 3 attempts"_s);
    QTRY_COMPARE(
        text(u"Back-filled"_s),
        u"13 back-filled, not everywhere\n#ops: 12 messages\n#ops, thread of 14:00:05: 1 message\nC2: Not a member."_s);
    QVERIFY(text(u"Can’t be known"_s).startsWith(u"Edits, deletions and reactions"_s));
    QCOMPARE(text(u"All gaps"_s), u"1 gap, 31\u00a0s without a connection, 13 messages back-filled."_s);
    scene.open(2, 3600);
    pane.selectGapOfEvent(scene.feed.workspace().gaps().constLast().openedSeq);
    QTRY_COMPARE(text(u"All gaps"_s), u"2 gaps, 31\u00a0s without a connection, 13 messages back-filled. The "
                                      u"newest was still open when the "
                                      "capture ends."_s);
    pane.selectGapOfEvent(scene.feed.workspace().gaps().constLast().openedSeq);
    QCOMPARE(text(u"When"_s), u"since 15:00:00, unknown"_s); // a recording that ends there
    QCOMPARE(text(u"Back-filled"_s), u"not yet"_s);
    // An old record says little, and the pane does not make it up.
    scene.source.note(
        R"({"kind":"gap","from_us":1795366100000000,"to_us":1795366101000000,"cause":"of old"})");
    QTRY_COMPARE(named<QTreeView>(pane, u"Gaps"_s)->model()->rowCount(), 3);
    pane.selectGapOfEvent(scene.feed.workspace().gaps().constLast().closedSeq);
    QCOMPARE(text(u"Proof"_s), u"not recorded"_s);
}

void TestGapsPane::selectsAndJumps()
{
    Scene scene;
    GapsPane pane;
    pane.setFeed(&scene.feed, true);
    const quint64 opened = scene.open(1, 10);
    const quint64 closed = scene.close(1, 10);
    const quint64 second = scene.close(2, 100);
    auto *list = named<QTreeView>(pane, u"Gaps"_s);
    QTRY_COMPARE(list->model()->rowCount(), 2);
    QSignalSpy selected(&pane, &GapsPane::gapSelected);
    QSignalSpy asked(&pane, &GapsPane::eventRequested);
    pane.resize(500, 400);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    pane.selectGapOfEvent(opened); // another pane chose it: nobody answers back
    QCOMPARE(list->currentIndex().row(), 1);
    pane.selectGapOfEvent(99'999);
    QCOMPARE(list->currentIndex().row(), 1);
    QCOMPARE(selected.count(), 0);
    pane.setFocus();
    QTest::keyClick(list, Qt::Key_Up);
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected[0][0].toULongLong(), second);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toULongLong(), closed);
    const QPoint first = list->visualRect(list->model()->index(0, 0)).center();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, first); // the first half of a double click
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, first);
    QCOMPARE(asked.count(), 2);
    QCOMPARE(asked[1][0].toULongLong(), second);
}

void TestGapsPane::tellsTheCount()
{
    Scene scene;
    GapsPane pane;
    QSignalSpy counts(&pane, &GapsPane::countChanged);
    pane.setFeed(&scene.feed, false);
    scene.close(1, 10);
    scene.close(2, 100);
    QTRY_VERIFY(!counts.isEmpty() && counts.constLast()[0].toInt() == 2);
    pane.setFeed(nullptr, false);
    QCOMPARE(counts.constLast()[0].toInt(), 0);
}

void TestGapsPane::narrowPanesHideColumns()
{
    Scene scene;
    GapsPane pane;
    pane.setFeed(&scene.feed, true);
    scene.close(1, 10);
    pane.show();
    const auto *list = named<QTreeView>(pane, u"Gaps"_s);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    const auto shown = [list] {
        QList<int> columns;
        for (int column = 0; column < GapsModel::ColumnCount; ++column) {
            if (!list->isColumnHidden(column))
                columns.append(column);
        }
        return columns;
    };
    const int digit = pane.fontMetrics().horizontalAdvance(u'0');
    for (int round = 0; round < 2; ++round) { // whatever was hidden before
        pane.resize(120 * digit, 400);
        QCOMPARE(shown(), (QList<int>{GapsModel::Start, GapsModel::End, GapsModel::Duration,
                                      GapsModel::Outcome, GapsModel::Cause}));
        pane.resize(52 * digit, 400);
        QCOMPARE(shown(), (QList<int>{GapsModel::Start, GapsModel::Duration, GapsModel::Outcome}));
        scene.close(2 + round, 100 + round * 60);
        QTRY_COMPARE(list->model()->rowCount(), 2 + round);
        QCOMPARE(shown(), (QList<int>{GapsModel::Start, GapsModel::Duration, GapsModel::Outcome}));
    }
}

void TestGapsPane::theNewestIsShownUntilSomebodyChooses()
{
    Scene scene;
    GapsPane pane;
    pane.setFeed(&scene.feed, true);
    scene.close(1, 10);
    scene.close(2, 100);
    const auto *list = named<QTreeView>(pane, u"Gaps"_s);
    QTRY_COMPARE(list->model()->rowCount(), 2);
    scene.close(3, 200);
    QTRY_COMPARE(list->model()->rowCount(), 3);
    QCOMPARE(list->currentIndex().row(), 0);
    pane.show();
    QTest::keyClick(named<QTreeView>(pane, u"Gaps"_s), Qt::Key_Down);
    scene.close(4, 300);
    QTRY_COMPARE(list->model()->rowCount(), 4);
    QCOMPARE(list->currentIndex().row(), 2); // the same gap as before
}

void TestGapsPane::isATableToAssistiveTools()
{
    Scene scene;
    GapsPane pane;
    pane.setFeed(&scene.feed, true);
    scene.close(1, 10);
    auto *list = named<QTreeView>(pane, u"Gaps"_s);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    const QString row = list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
    QCOMPARE(row,
             u"Start 14:00:10, End 14:00:41, Duration 31\u00a0s, Outcome not back-filled, Cause No answer"_s);
    for (const QWidget *widget : pane.findChildren<QWidget *>()) {
        if (widget->focusPolicy() & Qt::TabFocus && !widget->objectName().startsWith("qt_"_L1))
            QVERIFY2(!widget->accessibleName().isEmpty() || widget->focusProxy(),
                     widget->metaObject()->className());
    }
}

RTMSCOPE_GUI_TEST_MAIN(TestGapsPane)
#include "tst_gapspane.moc"
