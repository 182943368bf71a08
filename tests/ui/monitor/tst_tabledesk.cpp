// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/tabledesk.h"

#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "tests/ui/monitor/widgetchecks.h"
#include "ui/monitor/columns/columnheader.h"
#include "ui/monitor/columns/columnspanel.h"
#include "ui/monitor/columns/noteline.h"
#include "ui/monitor/filter/filteredit.h"
#include "ui/monitor/table/columnlayout.h"
#include "ui/monitor/table/eventview.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using Column = EventTableModel::Column;

namespace {

//! Asks \a widget for its menu and triggers an entry of it, or of a menu in it. False if it can't be.
bool chosenInMenu(QWidget &widget, QContextMenuEvent &asked, const QString &entry)
{
    bool done = false;
    QTimer::singleShot(0, &widget, [&] {
        auto *open = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!open)
            return;
        QList<QMenu *> menus{open};
        for (qsizetype at = 0; at < menus.size() && !done; ++at) {
            for (QAction *action : menus[at]->actions()) {
                if (action->menu())
                    menus << action->menu();
                else if (action->text().remove(u'&') == entry && action->isEnabled())
                    done = true;
                else
                    continue;
                if (done) {
                    open->close();
                    return action->trigger();
                }
            }
        }
        open->close();
    });
    QCoreApplication::sendEvent(&widget, &asked);
    return done;
}

} // namespace

//! What can be done to the event table as a whole.
class TestTableDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void sortedByTheHead();
    void sortedByKeys();
    void newerEventsWait();
    void sortedRowsStayAsTheyAre();
    void anotherFilterIsSortedAsWell();
    void anEventThatIsNotAmongTheSorted();
    void selectionAndPlaceSurviveTheOrder();
    void followingGoesBack();
    void manyRowsUnderTester();
    void orderEndsWithTheLog();
    void timesOfSortedRows();

    void ownColumnOfBothProtocols();
    void ownColumnsFilter();
    void ownColumnsAreKept();
    void statesOfOldAreRead();
    void columnsAreHiddenAndShown();
    void columnsMoveByKey();
    void whatIsSortedByIsRemoved();
    void largeFramesAreReadElsewhere();
    void rowsStaySelectedBesideANewColumn();
    void menuOfACell();
    void menuOfTheHead();
    void panelAddsAndRemoves();
    void panelFollowsTheTable();

    void timeForms_data();
    void timeForms();
    void sincePreviousCountsShownRows();
    void reference();
    void referenceHasASign();

    void copiesWhatColumnsShow();
    void copiesManyInTheBackground();

    void clearHidesAndUndoBringsBack();
    void clearedWithAFilter();
    void clearedEventIsShownIfAskedFor();
    void clearWhilePaused();

private:
    void stream(int count);
    QString cell(int row, int column) const { return m_model->index(row, column).data().toString(); }
    QStringList column(int column) const;
    void sortBy(int column, Qt::SortOrder order = Qt::AscendingOrder);
    void add(const QByteArray &frame) { m_log->append(entry(++m_seq, frame)); }
    QString note(const QString &name) const { return named<QLabel>(m_view.get(), name)->text(); }
    QString orderNote() const { return note(u"Order of the events"_s); }
    QString clearedNote() const { return note(u"Cleared events"_s); }
    QString status() const { return note(u"Filter status"_s); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(m_view.get(), name); }
    TableDesk &desk() const { return m_view->desk(); }

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<WorkspaceFeed> m_feed;
    std::unique_ptr<EventView> m_view;
    EventTable *m_table = nullptr;
    EventTableModel *m_model = nullptr;
    quint64 m_seq = 0;
};

void TestTableDesk::init()
{
    m_seq = 0;
    m_log = EventLog::inMemory({});
    m_feed = std::make_unique<WorkspaceFeed>();
    m_view = std::make_unique<EventView>();
    m_table = named<EventTable>(m_view.get(), u"Events"_s);
    m_model = m_table->eventModel();
    m_view->resize(1200, 500);
    m_view->setLog(m_log.get(), m_feed.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    stream(12);
    QTRY_COMPARE(m_model->rowCount(), 12);
}

void TestTableDesk::cleanup()
{
    m_view.reset();
}

//! In channel-0, channel-3, channel-6 … of twelve, and again.
void TestTableDesk::stream(int count)
{
    for (int i = 0; i < count; ++i) {
        const QByteArray channel = "channel-" + QByteArray::number(3 * m_seq % 12);
        ++m_seq;
        m_log->append(message(m_seq, "message " + QByteArray::number(m_seq), channel));
    }
}

QStringList TestTableDesk::column(int column) const
{
    QStringList texts;
    for (int row = 0; row < m_model->rowCount(); ++row)
        texts << cell(row, column);
    return texts;
}

void TestTableDesk::sortBy(int column, Qt::SortOrder order)
{
    desk().sort(column, order);
    QTRY_VERIFY(m_model->isSorted());
}

// ---- order

void TestTableDesk::sortedByTheHead()
{
    const auto click = [this] {
        const ColumnHeader &head = m_table->head();
        const QPoint at(head.sectionViewportPosition(Column::Channel) + 30,
                        head.height() / 2); // off its edge
        QTest::mouseClick(head.viewport(), Qt::LeftButton, {}, at);
    };
    QVERIFY(orderNote().isEmpty());
    click();
    QTRY_VERIFY(m_model->isSorted());
    QCOMPARE(column(Column::Channel),
             QStringList({u"channel-0"_s, u"channel-0"_s, u"channel-0"_s, u"channel-3"_s, u"channel-3"_s,
                          u"channel-3"_s, u"channel-6"_s, u"channel-6"_s, u"channel-6"_s, u"channel-9"_s,
                          u"channel-9"_s, u"channel-9"_s}));
    QCOMPARE(column(Column::Number).first(3), QStringList({u"1"_s, u"5"_s, u"9"_s})); // as they came
    QVERIFY2(orderNote().startsWith(u"Sorted by Channel, as of "_s), qPrintable(orderNote()));
    QCOMPARE(m_table->head().sortedSection(), int(Column::Channel));
    QVERIFY(!m_view->isFollowing());
    click();
    QTRY_COMPARE(cell(0, Column::Channel), u"channel-9"_s);
    QCOMPARE(column(Column::Number).first(3), QStringList({u"4"_s, u"8"_s, u"12"_s}));
    click();
    QVERIFY(!m_model->isSorted());
    QCOMPARE(cell(0, Column::Number), u"1"_s);
    QVERIFY(orderNote().isEmpty());
    QCOMPARE(m_table->head().sortedSection(), -1);
}

void TestTableDesk::sortedByKeys()
{
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(3, Column::Number));
    QTest::keyClick(m_table, Qt::Key_S);
    QTRY_VERIFY(m_model->isSorted());
    QTest::keyClick(m_table, Qt::Key_S);
    QTRY_COMPARE(cell(0, Column::Number), u"12"_s);
    QTest::keyClick(m_table, Qt::Key_End); // the end of this order; following is about what comes
    QVERIFY(m_model->isSorted());
    QCOMPARE(m_view->selectedSeq(), 1U);
    QTest::keyClick(m_table, Qt::Key_S, Qt::ShiftModifier);
    QVERIFY(!m_model->isSorted());
}

void TestTableDesk::newerEventsWait()
{
    sortBy(Column::Number, Qt::DescendingOrder);
    stream(3);
    QTRY_VERIFY2(orderNote().endsWith(u" · 3 newer events wait"_s), qPrintable(orderNote()));
    QCOMPARE(m_model->rowCount(), 12);
    QCOMPARE(m_model->counts().newer, 3);
    button(u"Sort again"_s)->click();
    QTRY_COMPARE(m_model->rowCount(), 15);
    QCOMPARE(cell(0, Column::Number), u"15"_s);
    QVERIFY(!button(u"Sort again"_s)->isVisible());
    stream(1);
    QTRY_VERIFY(orderNote().endsWith(u"1 newer event waits"_s));
    button(u"Back to order of arrival"_s)->click();
    QCOMPARE(column(Column::Number).last(), u"16"_s);
}

//! Not even a name that becomes known moves them.
void TestTableDesk::sortedRowsStayAsTheyAre()
{
    sortBy(Column::Channel);
    m_feed->apply(testing::note(
        1000, R"({"kind":"api","method":"conversations.list","args":{},"status":200,"ok":true,"ms":1,
        "answer":{"ok":true,"channels":[{"id":"channel-0","name":"zebra","is_channel":true}]}})"));
    QTRY_COMPARE(cell(0, Column::Channel), u"#zebra"_s);
    desk().sort(Column::Channel, Qt::AscendingOrder);
    QTRY_COMPARE(cell(11, Column::Channel), u"channel-9"_s);
    QCOMPARE(cell(0, Column::Channel), u"#zebra"_s); // signs before letters
}

void TestTableDesk::anotherFilterIsSortedAsWell()
{
    sortBy(Column::Number, Qt::DescendingOrder);
    m_view->setFilterText(u"channel == \"channel-3\""_s);
    QTRY_VERIFY(m_model->isSorted());
    QTRY_COMPARE(column(Column::Number), QStringList({u"10"_s, u"6"_s, u"2"_s}));
    // A filter that others work out is waited for.
    m_view->setFilterText(u"text matches \"(message) [12]$\""_s);
    QTRY_COMPARE(column(Column::Number), QStringList({u"2"_s, u"1"_s}));
    QVERIFY(m_model->isSorted());
    m_view->setFilterText({});
    QTRY_COMPARE(column(Column::Number).size(), 12);
    QTRY_COMPARE(cell(0, Column::Number), u"12"_s);
}

void TestTableDesk::anEventThatIsNotAmongTheSorted()
{
    const QAbstractItemModelTester tester(m_model);
    m_view->setFilterText(u"channel == \"channel-3\""_s);
    sortBy(Column::Number, Qt::DescendingOrder);
    QVERIFY(m_view->selectEvent(7));
    QCOMPARE(column(Column::Number), QStringList({u"10"_s, u"6"_s, u"2"_s, u"7"_s})); // behind the others
    QVERIFY2(status().contains(u"although hidden"_s), qPrintable(status()));
    add(R"({"type":"message","channel":"channel-3","text":"late"})"); // not hidden, only later
    QVERIFY(m_view->selectEvent(13));
    QCOMPARE(cell(4, Column::Number), u"13"_s);
    QVERIFY(!status().contains(u"although"_s));
    desk().showArrival();
    QCOMPARE(column(Column::Number), QStringList({u"2"_s, u"6"_s, u"7"_s, u"10"_s, u"13"_s}));
}

void TestTableDesk::selectionAndPlaceSurviveTheOrder()
{
    stream(500);
    QTRY_COMPARE(m_model->rowCount(), 512);
    QVERIFY(m_view->selectEvent(300));
    sortBy(Column::Channel);
    QCOMPARE(m_view->selectedSeq(), 300U);
    QCOMPARE(cell(m_table->currentIndex().row(), Column::Number), u"300"_s);
    QCOMPARE(m_table->verticalScrollBar()->value(), 0); // what one sorts for stands at an end
    QVERIFY(m_view->selectEvent(300));
    const int y = m_table->rowViewportPosition(m_table->currentIndex().row());
    desk().showArrival();
    QCOMPARE(m_table->currentIndex().row(), 299); // with what came before and after it
    QCOMPARE(m_table->rowViewportPosition(299), y);
}

void TestTableDesk::followingGoesBack()
{
    QVERIFY(m_view->isFollowing());
    sortBy(Column::Size);
    QVERIFY(!m_view->isFollowing());
    m_view->setFollowing(true);
    QVERIFY(!m_model->isSorted());
    QVERIFY(m_table->isAtEnd());
    sortBy(Column::Size);
    desk().showArrival();
    QVERIFY(m_view->isFollowing()); // as before
    QVERIFY(m_view->selectEvent(3));
    sortBy(Column::Size);
    desk().showArrival();
    QVERIFY(!m_view->isFollowing());
}

void TestTableDesk::manyRowsUnderTester()
{
    const QAbstractItemModelTester tester(m_model);
    for (int round = 0; round < 8; ++round) {
        desk().sort(round % 3 == 0 ? Column::Summary : Column::Time,
                    round % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
        stream(20);
        if (round % 3 == 1)
            m_view->setFilterText(round % 2 ? u"channel == \"channel-3\""_s : QString());
        QTRY_VERIFY(m_model->isSorted());
        if (round % 4 == 3)
            desk().showArrival();
    }
    m_view->setFilterText({});
    desk().showArrival();
    QTRY_COMPARE(m_model->rowCount(), 172);
}

void TestTableDesk::orderEndsWithTheLog()
{
    sortBy(Column::Size);
    const auto next = logOf(3);
    m_view->setLog(next.get(), nullptr);
    QVERIFY(!desk().hasOrder());
    QTRY_COMPARE(m_model->rowCount(), 3);
    QVERIFY(orderNote().isEmpty());
    desk().sort(Column::Size, Qt::AscendingOrder);
    m_view->setLog(nullptr, nullptr); // before it is done
    QVERIFY(!desk().hasOrder());
    m_view->setLog(m_log.get(), nullptr);
}

//! A click into the timeline finds its event wherever it stands.
void TestTableDesk::timesOfSortedRows()
{
    sortBy(Column::Number, Qt::DescendingOrder);
    QCOMPARE(m_model->firstRowSince(startUs + 4'000'000), 8);
    QCOMPARE(m_model->firstRowSince(startUs + 400'000'000), m_model->rowCount());
    stream(1);
    QTRY_COMPARE(m_model->counts().newer, 1);
    QCOMPARE(m_model->firstRowSince(startUs + 13'000'000), m_model->rowCount()); // it waits
}

// ---- columns

void TestTableDesk::ownColumnOfBothProtocols()
{
    add(R"({"type":"message","channel":"C1","text":"x","edited":{"user":"U1"},"blocks":[{"type":"rich_text"}]})");
    add(R"({"envelope_id":"e1","type":"events_api","payload":{"type":"event_callback","event":{"type":"message",)"
        R"("channel":"C1","text":"y","edited":{"user":"U2"},"blocks":[{"type":"divider"},{"type":"image"}]}}})");
    QTRY_COMPARE(m_model->rowCount(), 14);
    QVERIFY(!desk().addColumn(u"a..b"_s));
    QVERIFY(desk().addColumn(u"edited.user"_s));
    QVERIFY(desk().addColumn(u"blocks.type"_s));
    QVERIFY(desk().addColumn(u"edited"_s));
    const int own = Column::ColumnCount;
    QCOMPARE(m_model->columnCount(), own + 3);
    QCOMPARE(m_model->headerData(own + 1, Qt::Horizontal).toString(), u"blocks.type"_s);
    QCOMPARE(cell(0, own), QString());
    QCOMPARE(cell(12, own), u"U1"_s);
    QCOMPARE(cell(13, own), u"U2"_s);
    QCOMPARE(cell(13, own + 1), u"divider, image"_s);
    QCOMPARE(cell(12, own + 2), u"{\"user\":\"U1\"}"_s);
    // In view, before the summary.
    const QHeaderView &head = m_table->head();
    QCOMPARE(head.visualIndex(own + 2) + 1, head.visualIndex(Column::Summary));
    QVERIFY(!m_table->isColumnHidden(own));
    QVERIFY(desk().addColumn(u"edited"_s)); // once is enough
    QCOMPARE(m_model->columnCount(), own + 3);
}

void TestTableDesk::ownColumnsFilter()
{
    add(R"({"type":"message","channel":"C1","text":"x","edited":{"user":"U1"},"n":5})");
    QTRY_COMPARE(m_model->rowCount(), 13);
    for (const QString &path : {u"edited.user"_s, u"n"_s, u"edited"_s})
        QVERIFY(desk().addColumn(path));
    const auto filter = [this](int row, int column) {
        return m_model->index(row, column).data(EventTableModel::FilterRole).toString();
    };
    const int own = Column::ColumnCount;
    QCOMPARE(filter(12, own), u"edited.user == \"U1\""_s);
    QCOMPARE(filter(12, own + 1), u"n == 5"_s);
    QCOMPARE(filter(12, own + 2), u"edited exists"_s);
    QCOMPARE(filter(0, own), QString());
}

void TestTableDesk::ownColumnsAreKept()
{
    QVERIFY(desk().addColumn(u"edited.user"_s));
    QVERIFY(desk().addColumn(u"item.channel"_s));
    ColumnLayout &columns = m_table->columns();
    columns.setHidden(Column::Size, true);
    columns.move(Column::ColumnCount + 1, -1);
    columns.widen(Column::ColumnCount, 5);
    m_model->rows().setTimeForm(TimeForm::SinceFirst);
    const int width = m_table->columnWidth(Column::ColumnCount);
    const QByteArray state = m_view->saveState();
    EventView other;
    other.resize(1200, 500);
    QVERIFY(other.restoreState(state));
    auto *table = named<EventTable>(&other, u"Events"_s);
    QCOMPARE(table->eventModel()->rows().paths(), m_model->rows().paths());
    QCOMPARE(table->columns().inOrder(), columns.inOrder());
    QVERIFY(table->isColumnHidden(Column::Size));
    QCOMPARE(table->columnWidth(Column::ColumnCount), width);
    QCOMPARE(table->eventModel()->rows().timeForm(), TimeForm::SinceFirst);
    table->columns().reset();
    QVERIFY(table->eventModel()->rows().paths().empty());
    QVERIFY(!table->isColumnHidden(Column::Size));
    QCOMPARE(table->eventModel()->rows().timeForm(), TimeForm::Local);
    QList<int> usual;
    for (int column = 0; column < Column::ColumnCount; ++column)
        usual << column;
    QCOMPARE(table->columns().inOrder(), usual);
}

void TestTableDesk::statesOfOldAreRead()
{
    m_table->setColumnWidth(Column::Type, 321);
    QByteArray old;
    QDataStream out(&old, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    qint32 digit = 0;
    qint32 padding = 0;
    QByteArray header;
    QDataStream now(m_table->columns().save());
    now.setVersion(QDataStream::Qt_6_4);
    now >> digit >> padding >> header;
    out << digit << padding << header;
    QVERIFY(desk().addColumn(u"edited.user"_s));
    QVERIFY(m_table->columns().restore(old));
    QCOMPARE(m_table->columnWidth(Column::Type), 321);
    QCOMPARE(m_model->columnCount(), int(Column::ColumnCount));
    QVERIFY(!m_table->columns().restore(old.first(old.size() / 2)));
}

void TestTableDesk::columnsAreHiddenAndShown()
{
    ColumnLayout &columns = m_table->columns();
    columns.setHidden(Column::Size, true);
    QVERIFY(m_table->isColumnHidden(Column::Size));
    columns.setHidden(Column::Size, false);
    QVERIFY(m_table->columnWidth(Column::Size) > 20);
    // Those for Socket Mode come by themselves, unless somebody said otherwise.
    QVERIFY(columns.isHidden(Column::Delivery));
    columns.setHidden(Column::Delivery, false);
    QVERIFY(!columns.isHidden(Column::Delivery));
    m_view->resize(1100, 500);
    QVERIFY(!columns.isHidden(Column::Delivery));
    columns.setHidden(Column::Summary, true);
    m_view->resize(1200, 500);
    QVERIFY(columns.isHidden(Column::Summary));
    for (int column = 0; column < m_model->columnCount(); ++column)
        columns.setHidden(column, true);
    QVERIFY(m_table->head().hiddenSectionCount() < m_model->columnCount()); // one stays to be clicked at
}

void TestTableDesk::columnsMoveByKey()
{
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(2, Column::User));
    const int before = m_table->head().visualIndex(Column::User);
    QTest::keyClick(m_table, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_table->head().visualIndex(Column::User), before - 1);
    QCOMPARE(m_table->currentIndex().column(), int(Column::User));
    QTest::keyClick(m_table, Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_table->head().visualIndex(Column::User), before);
    const int width = m_table->columnWidth(Column::User);
    QTest::keyClick(m_table, Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    QVERIFY(m_table->columnWidth(Column::User) > width);
    QTest::keyClick(m_table, Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(m_table->columnWidth(Column::User), width);
}

void TestTableDesk::whatIsSortedByIsRemoved()
{
    add(R"({"type":"a","x":2})");
    add(R"({"type":"a","x":1})");
    QTRY_COMPARE(m_model->rowCount(), 14);
    QVERIFY(desk().addColumn(u"other"_s));
    QVERIFY(desk().addColumn(u"x"_s));
    sortBy(Column::ColumnCount + 1);
    QCOMPARE(column(Column::ColumnCount + 1).first(3), QStringList({u"1"_s, u"2"_s, QString()}));
    m_table->columns().removePath(Column::ColumnCount); // the one before it
    QVERIFY(m_model->isSorted());
    QCOMPARE(m_table->head().sortedSection(), int(Column::ColumnCount));
    QVERIFY(orderNote().startsWith(u"Sorted by x, "_s));
    m_table->columns().removePath(Column::ColumnCount);
    QVERIFY(!m_model->isSorted());
}

void TestTableDesk::largeFramesAreReadElsewhere()
{
    add(R"({"type":"message","x":"there","padding":")" + QByteArray(300'000, 'p') + R"("})");
    QTRY_COMPARE(m_model->rowCount(), 13);
    QVERIFY(desk().addColumn(u"x"_s));
    QCOMPARE(cell(12, Column::ColumnCount), u"…"_s);
    QSignalSpy changed(m_model, &QAbstractItemModel::dataChanged);
    QTRY_COMPARE(cell(12, Column::ColumnCount), u"there"_s);
    QVERIFY(!changed.isEmpty());
    cell(0, Column::ColumnCount);
    add(R"({"type":"message","x":"gone","padding":")" + QByteArray(300'000, 'p') + R"("})");
    QTRY_COMPARE(m_model->rowCount(), 14);
    const QString early = cell(13, Column::ColumnCount);
    QVERIFY2(early == u"…"_s || early == u"gone"_s, qPrintable(early)); // who paints it may have asked before
    m_table->columns().removePath(Column::ColumnCount);                 // while it is read
    QVERIFY(desk().addColumn(u"type"_s));
    QTRY_COMPARE(cell(13, Column::ColumnCount), u"message"_s);
}

void TestTableDesk::rowsStaySelectedBesideANewColumn()
{
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(2, 0));
    QTest::keyClick(m_table, Qt::Key_Down, Qt::ShiftModifier);
    const std::vector<quint32> rows{2, 3};
    QCOMPARE(tableselection::logRows(*m_table), rows);
    QVERIFY(desk().addColumn(u"text"_s));
    QCOMPARE(tableselection::logRows(*m_table), rows);
    QVERIFY(m_table->selectionModel()->isRowSelected(3));
    m_table->columns().removePath(Column::ColumnCount);
    QCOMPARE(tableselection::logRows(*m_table), rows);
    QVERIFY(m_table->selectionModel()->isRowSelected(2));
}

void TestTableDesk::menuOfACell()
{
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(2, Column::Number));
    QTest::keyClick(m_table, Qt::Key_Down, Qt::ShiftModifier);
    const auto choose = [this](const QString &entry) {
        const QPoint at(5, 5);
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, at, m_table->viewport()->mapToGlobal(at));
        return chosenInMenu(*m_table->viewport(), asked, entry);
    };
    QVERIFY(choose(u"Copy 2 events as JSON"_s));
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 2);
    QVERIFY(choose(u"Sort by No., downwards"_s));
    QTRY_COMPARE(cell(0, Column::Number), u"12"_s);
    QVERIFY(choose(u"Back to the order of arrival"_s));
    QVERIFY(!m_model->isSorted());
    QVERIFY(choose(u"Count times from this event"_s));
    QCOMPARE(m_model->rows().reference(), m_table->currentIndex().row());
    QVERIFY(choose(u"Count times from it no longer"_s));
    QCOMPARE(m_model->rows().reference(), -1);
    QVERIFY(!choose(u"Bring back what was cleared"_s)); // nothing was
    QVERIFY(choose(u"Clear the list"_s));
    QCOMPARE(m_model->rowCount(), 0);
}

void TestTableDesk::menuOfTheHead()
{
    ColumnHeader &head = m_table->head();
    const auto choose = [&head](int column, const QString &entry) {
        const QPoint at(head.sectionViewportPosition(column) + 5, 5);
        QContextMenuEvent asked(QContextMenuEvent::Mouse, at, head.mapToGlobal(at));
        return chosenInMenu(*head.viewport(), asked, entry);
    };
    QVERIFY(choose(Column::Size, u"Hide Size"_s));
    QVERIFY(m_table->isColumnHidden(Column::Size));
    QVERIFY(choose(Column::Type, u"Size"_s)); // in the list of all
    QVERIFY(!m_table->isColumnHidden(Column::Size));
    QVERIFY(choose(Column::Type, u"Time of day, UTC"_s));
    QCOMPARE(m_model->rows().timeForm(), TimeForm::Utc);
    QVERIFY(!choose(Column::Type, u"Remove Type"_s));
    QVERIFY(desk().addColumn(u"a.b"_s));
    QVERIFY(choose(Column::ColumnCount, u"Remove a.b"_s));
    QVERIFY(m_model->rows().paths().empty());
    QVERIFY(choose(Column::Type, u"Columns…"_s));
    QVERIFY(m_view->findChild<ColumnsPanel *>());
}

void TestTableDesk::panelAddsAndRemoves()
{
    desk().editColumns();
    auto *panel = m_view->findChild<ColumnsPanel *>();
    QVERIFY(panel && panel->isVisible());
    QCOMPARE(unnamedFocusable(panel), QStringList());
    auto *list = named<QListWidget>(panel, u"Columns"_s);
    auto *path = named<QLineEdit>(panel, u"New column"_s);
    QCOMPARE(list->count(), int(Column::ColumnCount));
    QTest::keyClicks(path, u"edited..user"_s);
    QTest::keyClick(path, Qt::Key_Return);
    QCOMPARE(list->count(), int(Column::ColumnCount));
    QVERIFY(named<QLabel>(panel, u"Why it is no column"_s)->isVisible());
    path->clear();
    QTest::keyClicks(path, u"edited.user"_s);
    QTest::keyClick(path, Qt::Key_Return);
    QCOMPARE(list->count(), Column::ColumnCount + 1);
    QVERIFY(panel->isVisible());
    QVERIFY(path->text().isEmpty());
    QCOMPARE(list->currentItem()->text(), u"edited.user"_s); // ready to be moved
    const int before = m_table->head().visualIndex(Column::ColumnCount);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(m_table->head().visualIndex(Column::ColumnCount), before - 1);
    QCOMPARE(list->currentRow(), before - 1);
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(m_table->isColumnHidden(Column::ColumnCount));
    QTest::keyClick(list, Qt::Key_Delete);
    QVERIFY(m_model->rows().paths().empty());
    QCOMPARE(list->count(), int(Column::ColumnCount));
    QVERIFY(!named<QPushButton>(panel, u"Remove"_s)->isEnabled());
}

void TestTableDesk::panelFollowsTheTable()
{
    desk().editColumns();
    auto *panel = m_view->findChild<ColumnsPanel *>();
    auto *list = named<QListWidget>(panel, u"Columns"_s);
    const auto isChecked = [list](const QString &title) {
        const QList<QListWidgetItem *> items = list->findItems(title, Qt::MatchExactly);
        return items.size() == 1 && items[0]->checkState() == Qt::Checked;
    };
    QVERIFY(isChecked(u"Size"_s));
    m_table->columns().setHidden(Column::Size, true);
    QVERIFY(!isChecked(u"Size"_s));
    m_table->columns().move(Column::Type, -1);
    QCOMPARE(list->item(2)->text(), u"Type"_s);
    named<QPushButton>(panel, u"Reset all"_s)->click();
    QVERIFY(isChecked(u"Size"_s));
    QCOMPARE(list->item(3)->text(), u"Type"_s);
    m_view->setLog(nullptr, nullptr);
    QVERIFY(!panel->isVisible());
    m_view->setLog(m_log.get(), nullptr);
}

// ---- times

void TestTableDesk::timeForms_data()
{
    QTest::addColumn<TimeForm>("form");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("third");
    QTest::newRow("UTC") << TimeForm::Utc << u"Time (UTC)"_s << u"14:04:14.318"_s;
    QTest::newRow("since first") << TimeForm::SinceFirst << u"Since first"_s << u"2.000"_s;
    QTest::newRow("since previous") << TimeForm::SincePrevious << u"Since previous"_s << u"1.000"_s;
    QTest::newRow("since reference") << TimeForm::SinceReference << u"Since reference"_s << u"2.000"_s;
}

void TestTableDesk::timeForms()
{
    QFETCH(TimeForm, form);
    const QString usual = cell(2, Column::Time);
    m_model->rows().setTimeForm(form);
    QTEST(m_model->headerData(Column::Time, Qt::Horizontal).toString(), "title");
    QTEST(cell(2, Column::Time), "third");
    QVERIFY(!m_model->index(2, Column::Time).data(Qt::ToolTipRole).toString().isEmpty());
    m_table->setFocus();
    while (m_model->rows().timeForm() != TimeForm::Local)
        QTest::keyClick(m_table, Qt::Key_T, Qt::ShiftModifier);
    QCOMPARE(cell(2, Column::Time), usual);
}

void TestTableDesk::sincePreviousCountsShownRows()
{
    m_model->rows().setTimeForm(TimeForm::SincePrevious);
    m_view->setFilterText(u"channel == \"channel-3\""_s);
    QTRY_COMPARE(column(Column::Time), QStringList({QString(), u"4.000"_s, u"4.000"_s}));
    sortBy(Column::Number, Qt::DescendingOrder); // the order of arrival counts
    QCOMPARE(column(Column::Time), QStringList({u"4.000"_s, u"4.000"_s, QString()}));
}

void TestTableDesk::reference()
{
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(4, 0));
    QTest::keyClick(m_table, Qt::Key_R);
    QCOMPARE(m_model->rows().reference(), 4);
    QCOMPARE(m_model->rows().timeForm(), TimeForm::SinceReference);
    QCOMPARE(cell(4, Column::Time), u"0.000"_s);
    QCOMPARE(cell(2, Column::Time), u"-2.000"_s);
    QVERIFY(m_model->spokenRow(4).contains(u"times are counted from it"_s));
    QTest::keyClick(m_table, Qt::Key_Down);
    QTest::keyClick(m_table, Qt::Key_R);
    QCOMPARE(cell(2, Column::Time), u"-3.000"_s);
    QTest::keyClick(m_table, Qt::Key_R);
    QCOMPARE(m_model->rows().reference(), -1);
    QCOMPARE(m_model->rows().timeForm(), TimeForm::Local);
    QTest::keyClick(m_table, Qt::Key_R);
    m_view->setLog(nullptr, nullptr);
    QCOMPARE(m_model->rows().reference(), -1); // of another log it would be any row
    m_view->setLog(m_log.get(), nullptr);
}

void TestTableDesk::referenceHasASign()
{
    m_model->rows().setTimeForm(TimeForm::SinceReference);
    const auto picture = [this] {
        return m_table->viewport()->grab(m_table->visualRect(m_model->index(0, Column::Time))).toImage();
    };
    const QImage without = picture(); // the first event counts as one
    m_model->rows().setReference(0);
    QCOMPARE(cell(0, Column::Time), u"0.000"_s);
    QVERIFY(picture() != without);
}

// ---- copying

void TestTableDesk::copiesWhatColumnsShow()
{
    ColumnLayout &columns = m_table->columns();
    for (const int column :
         {int(Column::Time), int(Column::DirectionColumn), int(Column::User), int(Column::Size)})
        columns.setHidden(column, true);
    QVERIFY(desk().addColumn(u"ts"_s));
    sortBy(Column::Number, Qt::DescendingOrder);
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(0, 0));
    QTest::keyClick(m_table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keySequence(m_table, QKeySequence(QKeySequence::Copy));
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"12\tmessage\tchannel-9\t1795356222.000412\tmessage 12\n"
             "11\tmessage\tchannel-6\t1795356221.000412\tmessage 11\n"_s);
    QVERIFY2(status().contains(u" · 2 events copied as text"_s), qPrintable(status()));
    Q_EMIT m_table->copyRequested(CopyFormat::Json);
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(),
             m_log->frame(11) + '\n' + m_log->frame(10) + '\n');
    Q_EMIT m_table->copyRequested(CopyFormat::Csv);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(
        u"\"No.\",\"Type\",\"Channel\",\"ts\",\"Summary\"\r\n12,"_s));
    Q_EMIT m_table->copyRequested(CopyFormat::Markdown);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"| No. | Type | Channel | ts | Summary |\n"_s));
    m_view->clearSelection();
    QGuiApplication::clipboard()->setText(u"as it was"_s);
    Q_EMIT m_table->copyRequested(CopyFormat::Text);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"as it was"_s);
}

void TestTableDesk::copiesManyInTheBackground()
{
    stream(3000);
    QTRY_COMPARE(m_model->rowCount(), 3012);
    m_table->setFocus();
    QTest::keySequence(m_table, QKeySequence(QKeySequence::SelectAll));
    QTest::keySequence(m_table, QKeySequence(QKeySequence::Copy));
    QTRY_VERIFY2(status().contains(u" · 3012 events copied as text"_s), qPrintable(status()));
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 3012);
    QTest::keySequence(m_table, QKeySequence(QKeySequence::Copy));
    m_view->setLog(nullptr, nullptr); // nobody waits for it any more
    m_view->setLog(m_log.get(), nullptr);
}

// ---- clearing

void TestTableDesk::clearHidesAndUndoBringsBack()
{
    const QAbstractItemModelTester tester(m_model);
    for (const NoiseLevel level :
         {NoiseLevel::NoPings, NoiseLevel::Everything}) { // filtered row by row, and not
        m_view->setNoiseLevel(level);
        const int before = m_model->rowCount();
        m_table->setFocus();
        QTest::keyClick(m_table, Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(clearedNote(), u"%1 events cleared from the list"_s.arg(before));
        QVERIFY2(m_table->emptyText().startsWith(u"Everything so far is cleared"_s),
                 qPrintable(m_table->emptyText()));
        stream(3);
        QTRY_COMPARE(m_model->rowCount(), 3);
        QCOMPARE(cell(0, Column::Number), QString::number(before + 1));
        QCOMPARE(m_model->rowOf(before), 0);
        QCOMPARE(m_model->rowOf(before - 1), -1);
        QTRY_VERIFY2(status().endsWith(u"%1 cleared"_s.arg(before)), qPrintable(status()));
        button(u"Clear"_s)->click(); // once more: all of it comes back together
        QCOMPARE(clearedNote(), u"%1 events cleared from the list"_s.arg(before + 3));
        button(u"Undo"_s)->click();
        QCOMPARE(m_model->rowCount(), before + 3);
        QVERIFY(!button(u"Undo"_s)->isVisible());
        QCOMPARE(m_log->size(), before + 3); // the record was never touched
    }
    QTest::keyClick(m_table, Qt::Key_Z, Qt::ControlModifier); // there is nothing
    QCOMPARE(m_model->rowCount(), 18);
}

void TestTableDesk::clearedWithAFilter()
{
    m_view->setFilterText(u"channel == \"channel-3\""_s);
    QTRY_COMPARE(m_model->rowCount(), 3);
    Q_EMIT m_table->commanded(EventTable::Command::Clear);
    QCOMPARE(m_model->rowCount(), 0);
    stream(12);
    QTRY_COMPARE(m_model->rowCount(), 3);
    QVERIFY(m_view->selectEvent(14));
    Q_EMIT m_table->commanded(EventTable::Command::Clear);
    QTRY_VERIFY2(status().contains(u" · the selected event 14 is cleared"_s), qPrintable(status()));
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Z, Qt::ControlModifier);
    Q_EMIT m_table->commanded(EventTable::Command::Clear);
    stream(12);
    m_view->setFilterText({}); // another filter brings nothing back
    QTRY_COMPARE(m_model->rowCount(), 12);
    sortBy(Column::Number, Qt::DescendingOrder);
    QCOMPARE(cell(11, Column::Number), u"25"_s);
    QTest::keyClick(m_table, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_model->rowCount(), 36);
    QCOMPARE(cell(0, Column::Number), u"1"_s);
}

void TestTableDesk::clearedEventIsShownIfAskedFor()
{
    const QAbstractItemModelTester tester(m_model);
    m_view->setNoiseLevel(NoiseLevel::Everything);
    Q_EMIT m_table->commanded(EventTable::Command::Clear);
    stream(2);
    QTRY_COMPARE(m_model->rowCount(), 2);
    QVERIFY(m_view->selectEvent(5));
    QCOMPARE(column(Column::Number), QStringList({u"5"_s, u"13"_s, u"14"_s}));
    QVERIFY2(status().contains(u" · event 5 shown although cleared"_s), qPrintable(status()));
    stream(1);
    QTRY_COMPARE(column(Column::Number), QStringList({u"5"_s, u"13"_s, u"14"_s, u"15"_s}));
}

void TestTableDesk::clearWhilePaused()
{
    m_view->setPaused(true);
    stream(4);
    QTRY_VERIFY2(status().startsWith(u"paused, 4 waiting"_s), qPrintable(status()));
    Q_EMIT m_table->commanded(EventTable::Command::Clear); // what is there, not what waits
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(clearedNote(), u"12 events cleared from the list"_s);
    QVERIFY2(status().startsWith(u"paused, 4 waiting"_s), qPrintable(status()));
    m_view->setPaused(false);
    QTRY_COMPARE(column(Column::Number), QStringList({u"13"_s, u"14"_s, u"15"_s, u"16"_s}));
}

RTMSCOPE_GUI_TEST_MAIN(TestTableDesk)
#include "tst_tabledesk.moc"
