// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/eventview.h"

#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "tests/ui/monitor/widgetchecks.h"
#include "ui/monitor/filter/filteredit.h"
#include "ui/monitor/timeline/timeline.h"
#include "ui/theme/plainheader.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QScopeGuard>
#include <QScreen>
#include <QScrollBar>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

class TestEventView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void names();
    void tableIsAccessible();
    void timelineIsAGraphic();
    void followsTheEnd();
    void scrollingUpStopsFollowing();
    void selectingStopsFollowing();
    void pillCountsArrivals();
    void endAndFKeys();
    void keysScrollToTheSelection_data();
    void keysScrollToTheSelection();
    void focusSelectsNothing();
    void keysBeginWhereOneLooks();
    void theSelectedRowStaysVisible();
    void tabVisitsTheBarFirst();
    void numbersAreNeverClipped();
    void sizesAreNeverClipped_data();
    void sizesAreNeverClipped();
    void columnsFollowTheText();
    void countsAddUp();
    void pauseBySpace();
    void selectEventScrollsAndTells();
    void selectEventThatIsHidden();
    void selectionSurvivesFilter();
    void manyRowsAreSelected();
    void manyRowsAreSelectedByMouse();
    void allRowsAreSelected();
    void filterEndsWithItsLog();
    void tellsOthersWhatIsShown();
    void placeSurvivesFilter();
    void placeSurvivesALongFilter();
    void filterIsAppliedAfterAPause();
    void wrongFilterChangesNothing();
    void costlyFilterSaysWhatWasNotJudged();
    void filterByNames();
    void noiseButton();
    void keys();
    void timelineJumps();
    void timelineCountsEachGapOnce();
    void aRangeOfTheTimelineIsAFilter();
    void state();
    void streamWithFilterChanges();
    void manyRows();
    void emptyWords();
    void drawnBitByBitAsAtOnce_data();
    void drawnBitByBitAsAtOnce();

private:
    void stream(int count);
    QString status() const { return named<QLabel>(m_view.get(), u"Filter status"_s)->text(); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(m_view.get(), name); }
    int lastVisibleRow() const { return m_table->rowAt(m_table->viewport()->height() - 1); }

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<WorkspaceFeed> m_feed;
    std::unique_ptr<EventView> m_view;
    EventTable *m_table = nullptr;
    FilterEdit *m_filter = nullptr;
    quint64 m_seq = 0;
};

void TestEventView::init()
{
    m_seq = 0;
    m_log = EventLog::inMemory({});
    m_feed = std::make_unique<WorkspaceFeed>();
    m_view = std::make_unique<EventView>();
    m_table = named<EventTable>(m_view.get(), u"Events"_s);
    m_filter = named<FilterEdit>(m_view.get(), u"Filter"_s);
    QVERIFY(m_table && m_filter);
    m_view->resize(1000, 400);
    m_view->setLog(m_log.get(), m_feed.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    stream(100);
    QTRY_COMPARE(m_table->model()->rowCount(), 100);
}

void TestEventView::cleanup()
{
    m_view.reset();
}

void TestEventView::stream(int count)
{
    for (int i = 0; i < count; ++i) {
        ++m_seq;
        m_log->append(message(m_seq, "message " + QByteArray::number(m_seq), m_seq % 2 ? "C1" : "C2"));
    }
}

void TestEventView::names()
{
    QCOMPARE(unnamedFocusable(m_view.get()), QStringList());
    for (const char *name : {"Events", "Filter", "Filter status", "Timeline", "Follow", "Pause"})
        QVERIFY2(named(m_view.get(), QString::fromLatin1(name)), name);
    QVERIFY(button(u"Follow"_s)->isCheckable());
    QVERIFY(button(u"Pause"_s)->isCheckable());
}

void TestEventView::tableIsAccessible()
{
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(m_table);
    QVERIFY(table && table->tableInterface());
    QCOMPARE(table->role(), QAccessible::Table);
    QCOMPARE(table->tableInterface()->rowCount(), 100);
    QCOMPARE(table->tableInterface()->columnCount(), 11);
    QCOMPARE(table->tableInterface()->columnDescription(2), u"Direction"_s);
    const auto text = [&](int row, int column) {
        return table->tableInterface()->cellAt(row, column)->text(QAccessible::Name);
    };
    QCOMPARE(text(41, 0), u"42, in, message, C2, U02TOMAS, message 42"_s);
    QCOMPARE(text(41, 6), u"message 42"_s);
    QVERIFY(table->tableInterface()->selectRow(41));
    QCOMPARE(m_view->selectedSeq(), 42U);
}

void TestEventView::timelineIsAGraphic()
{
    auto *timeline = named<Timeline>(m_view.get(), u"Timeline"_s);
    QAccessibleInterface *graphic = QAccessible::queryAccessibleInterface(timeline);
    QVERIFY(graphic);
    QCOMPARE(graphic->role(), QAccessible::Graphic);
    QTRY_VERIFY(graphic->text(QAccessible::Description).startsWith(u"100 events from 14:04:12"_s));
}

void TestEventView::followsTheEnd()
{
    QVERIFY(m_view->isFollowing());
    stream(200);
    QTRY_COMPARE(m_table->model()->rowCount(), 300);
    QVERIFY(m_table->isAtEnd());
    QCOMPARE(lastVisibleRow(), 299);
    for (const int height : {700, 250, 400}) { // also where nothing more arrives
        m_view->resize(1000, height);
        QCoreApplication::processEvents();
        QVERIFY(m_view->isFollowing());
        QVERIFY(m_table->isAtEnd());
        QCOMPARE(lastVisibleRow(), 299);
    }
}

void TestEventView::scrollingUpStopsFollowing()
{
    QScrollBar *bar = m_table->verticalScrollBar();
    bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    QVERIFY(!m_view->isFollowing());
    QVERIFY(!button(u"Follow"_s)->isChecked());
    const int value = bar->value();
    stream(50);
    QTRY_COMPARE(m_table->model()->rowCount(), 150);
    QCOMPARE(bar->value(), value);
    button(u"Follow"_s)->click();
    QVERIFY(m_view->isFollowing());
    QVERIFY(m_table->isAtEnd());
}

void TestEventView::selectingStopsFollowing()
{
    const int row = lastVisibleRow() - 3;
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {},
                      m_table->visualRect(m_table->model()->index(row, 3)).center());
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(m_view->selectedSeq(), quint64(row + 1));
    const int y = m_table->rowViewportPosition(row);
    stream(30);
    QTRY_COMPARE(m_table->model()->rowCount(), 130);
    QCOMPARE(m_table->rowViewportPosition(row), y);
}

void TestEventView::pillCountsArrivals()
{
    m_view->setFollowing(false);
    stream(12);
    QTRY_VERIFY(named(m_view.get(), u"12 new events, go to the end"_s));
    auto *pill = named<QPushButton>(m_view.get(), u"12 new events, go to the end"_s);
    QVERIFY(pill->isVisible());
    QCOMPARE(pill->text(), u"12 new ↓"_s);
    QVERIFY(!m_table->isAncestorOf(pill)); // it would hide what the rows say
    pill->click();
    QVERIFY(m_view->isFollowing());
    QVERIFY(!pill->isVisible());
}

void TestEventView::endAndFKeys()
{
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Home);
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(m_view->selectedSeq(), 1U);
    QTest::keyClick(m_table, Qt::Key_End);
    QVERIFY(m_view->isFollowing());
    QCOMPARE(m_view->selectedSeq(), 100U);
    QTest::keyClick(m_table, Qt::Key_F);
    QVERIFY(!m_view->isFollowing());
    QTest::keyClick(m_table, Qt::Key_F);
    QVERIFY(m_view->isFollowing());
    QTest::keyClick(m_table, Qt::Key_PageUp);
    QVERIFY(!m_view->isFollowing());
}

void TestEventView::keysScrollToTheSelection_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("presses");
    QTest::newRow("down") << 20 << int(Qt::Key_Down) << 30;
    QTest::newRow("up") << 80 << int(Qt::Key_Up) << 30;
    QTest::newRow("page down") << 20 << int(Qt::Key_PageDown) << 3;
    QTest::newRow("page up") << 80 << int(Qt::Key_PageUp) << 3;
    QTest::newRow("home") << 80 << int(Qt::Key_Home) << 1;
    QTest::newRow("end") << 20 << int(Qt::Key_End) << 1;
}

void TestEventView::keysScrollToTheSelection()
{
    QFETCH(int, from);
    QFETCH(int, key);
    QFETCH(int, presses);
    QVERIFY(m_view->selectEvent(quint64(from)));
    m_table->setFocus();
    for (int i = 0; i < presses; ++i) {
        const int before = m_table->currentIndex().row();
        QTest::keyClick(m_table, Qt::Key(key));
        QVERIFY(m_table->currentIndex().row() != before);
        QVERIFY(m_table->viewport()->rect().contains(m_table->visualRect(m_table->currentIndex())));
        QCOMPARE(m_view->selectedSeq(), quint64(m_table->currentIndex().row() + 1));
    }
}

void TestEventView::focusSelectsNothing()
{
    m_view->focusFilter();
    QTest::keyClick(m_filter, Qt::Key_Escape);
    QVERIFY(m_table->hasFocus());
    QVERIFY(!m_table->currentIndex().isValid());
    QCOMPARE(m_view->selectedSeq(), 0U);
    QVERIFY(m_view->isFollowing());
    QVERIFY(m_table->isAtEnd());
    // That it has the keys is seen nevertheless.
    const QImage focused = m_table->viewport()->grab().toImage();
    m_view->focusFilter();
    QVERIFY(m_table->viewport()->grab().toImage() != focused);
}

void TestEventView::keysBeginWhereOneLooks()
{
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Up);
    QCOMPARE(m_view->selectedSeq(), 100U); // the newest: it was in view
    QVERIFY(!m_view->isFollowing());       // chosen by a person, it stays where it is
    m_view->clearSelection();
    m_table->verticalScrollBar()->setValue(0);
    QTest::keyClick(m_table, Qt::Key_Down);
    QVERIFY(m_table->viewport()->rect().contains(m_table->visualRect(m_table->currentIndex())));
    QCOMPARE(m_table->verticalScrollBar()->value(), 0);
}

void TestEventView::theSelectedRowStaysVisible()
{
    QVERIFY(m_view->selectEvent(60));
    m_table->setFocus();
    while (m_table->rowViewportPosition(m_table->currentIndex().row() + 1) + 2 * m_table->rowHeight(0) <
           m_table->viewport()->height())
        QTest::keyClick(m_table, Qt::Key_Down); // down to the lower edge
    const auto isVisible = [this] {
        return m_table->viewport()->rect().contains(m_table->visualRect(m_table->currentIndex()));
    };
    QVERIFY(isVisible());
    m_view->resize(1000, 250);
    QVERIFY(isVisible());
    // One that was out of view is not fetched.
    m_table->verticalScrollBar()->setValue(0);
    m_view->resize(1000, 240);
    QCOMPARE(m_table->verticalScrollBar()->value(), 0);
}

void TestEventView::tabVisitsTheBarFirst()
{
    m_view->activateWindow();
    m_view->focusFilter();
    QStringList visited;
    for (int i = 0; i < 6; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        visited << QApplication::focusWidget()->accessibleName();
    }
    QCOMPARE(visited,
             QStringList({u"Noise 1"_s, u"Follow"_s, u"Pause"_s, u"Clear"_s, u"Timeline"_s, u"Events"_s}));
    for (const QString &name :
         {u"Timeline"_s, u"Clear"_s, u"Pause"_s, u"Follow"_s, u"Noise 1"_s, u"Filter"_s}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), name);
    }
}

void TestEventView::numbersAreNeverClipped()
{
    const auto log = EventLog::inMemory({});
    m_view->setLog(log.get(), nullptr);
    const QFontMetrics metrics(m_table->font());
    for (const quint64 number : {1'234'567ULL, 1'234'567'890'123ULL}) {
        log->append(message(number, "late"));
        QTRY_COMPARE(m_table->model()->index(m_table->model()->rowCount() - 1, 0).data().toString(),
                     QString::number(number));
        QVERIFY(m_table->columnWidth(0) > metrics.horizontalAdvance(QString::number(number)));
    }
}

void TestEventView::sizesAreNeverClipped_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<double>("factor");
    for (const QLocale::Language language : {QLocale::English, QLocale::German, QLocale::French}) {
        const QLocale locale(language);
        for (const double factor : {0.8, 1.0, 1.3, 2.0})
            QTest::addRow("%s, text of %g %%", qPrintable(locale.name()), 100 * factor) << locale << factor;
    }
}

void TestEventView::sizesAreNeverClipped()
{
    QFETCH(QLocale, locale);
    const QLocale usual;
    const auto restored = qScopeGuard([&] { QLocale::setDefault(usual); });
    QLocale::setDefault(locale);
    QFETCH(double, factor);
    const QByteArray before = m_view->saveState();
    QFont font = m_view->font();
    font.setPointSizeF(factor * font.pointSizeF());
    m_view->setFont(font);
    const int padding = 2 * PlainHeader::padding();
    const auto fits = [&] {
        int digit = 0;
        for (char16_t each = u'0'; each <= u'9'; ++each)
            digit = std::max(digit, m_table->fontMetrics().horizontalAdvance(QChar(each)));
        const int comma = m_table->fontMetrics().horizontalAdvance(locale.groupSeparator());
        return m_table->columnWidth(EventTableModel::Size) - padding >= 7 * digit + 2 * comma;
    };
    QVERIFY(m_view->restoreState(before));
    QVERIFY(fits());
    m_table->setColumnWidth(EventTableModel::Size, 3 * padding);
    const QByteArray narrow = m_view->saveState(); // as an earlier version left it
    QVERIFY(m_view->restoreState(narrow));
    QVERIFY(fits());
    QVERIFY(m_view->restoreState(before));
    QVERIFY(fits());
}

void TestEventView::columnsFollowTheText()
{
    const int before = m_table->columnWidth(EventTableModel::Time);
    QFont font = m_view->font();
    font.setPointSizeF(2 * font.pointSizeF());
    m_view->setFont(font);
    const int after = m_table->columnWidth(EventTableModel::Time);
    QVERIFY2(after > before * 3 / 2, qPrintable(u"%1 after %2"_s.arg(after).arg(before)));
    // A width kept at one size of text is that of as many letters at another.
    const QByteArray state = m_view->saveState();
    EventView small;
    QVERIFY(small.restoreState(state));
    QVERIFY(qAbs(named<EventTable>(&small, u"Events"_s)->columnWidth(EventTableModel::Time) - before) <= 2);
}

//! In the line beside the filter as in whatever else counts the events.
void TestEventView::countsAddUp()
{
    QSignalSpy counted(m_view.get(), &EventView::counted);
    m_log->append(entry(++m_seq, R"({"type":"pong","reply_to":1})"));
    stream(3);
    QTRY_COMPARE(status(), u"103 of 104 shown · 1 hidden as noise"_s);
    QCOMPARE(counted.last().first().toInt(), 104);
}

void TestEventView::pauseBySpace()
{
    QTest::keyClick(m_table, Qt::Key_Space);
    QVERIFY(m_view->parts().model->isPaused());
    QVERIFY(button(u"Pause"_s)->isChecked());
    stream(7);
    QTRY_VERIFY2(status().startsWith(u"paused, 7 waiting"_s), qPrintable(status()));
    QCOMPARE(m_table->model()->rowCount(), 100);
    QTest::keyClick(m_table, Qt::Key_Space);
    QVERIFY(!m_view->parts().model->isPaused());
    QCOMPARE(m_table->model()->rowCount(), 107);
    QVERIFY(m_table->isAtEnd());
}

void TestEventView::selectEventScrollsAndTells()
{
    QSignalSpy selected(m_view.get(), &EventView::eventSelected);
    QVERIFY(m_view->selectEvent(5));
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected[0][0].value<Event>().seq, 5U);
    QCOMPARE(m_table->currentIndex().row(), 4);
    QVERIFY(m_table->viewport()->rect().contains(m_table->visualRect(m_table->currentIndex()).center()));
    QVERIFY(!m_view->selectEvent(4711));
    QCOMPARE(m_view->selectedSeq(), 5U);
    // An entry the view was not told of yet
    stream(1);
    QVERIFY(m_view->selectEvent(101));
    QCOMPARE(m_table->currentIndex().row(), 100);
}

void TestEventView::selectEventThatIsHidden()
{
    m_view->setFilterText(u"channel == \"C2\""_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 50);
    QVERIFY(m_view->selectEvent(7));
    QCOMPARE(m_table->model()->rowCount(), 51);
    QCOMPARE(m_table->currentIndex().siblingAtColumn(0).data().toString(), u"7"_s);
    QVERIFY2(status().contains(u"event 7 shown although hidden"_s), qPrintable(status()));
    m_view->setFilterText({});
    QTRY_COMPARE(m_table->model()->rowCount(), 100);
    QVERIFY(!status().contains(u"although"_s));
}

void TestEventView::selectionSurvivesFilter()
{
    QVERIFY(m_view->selectEvent(40));
    QSignalSpy selected(m_view.get(), &EventView::eventSelected);
    m_view->setFilterText(u"channel == \"C2\""_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 50);
    QCOMPARE(m_table->currentIndex().siblingAtColumn(0).data().toString(), u"40"_s);
    m_view->setFilterText(u"channel == \"C1\""_s);
    QTRY_COMPARE(m_table->model()->index(0, 4).data().toString(), u"C1"_s);
    QVERIFY(!m_table->currentIndex().isValid());
    QTRY_VERIFY2(status().contains(u"selected event 40 is hidden"_s), qPrintable(status()));
    QVERIFY2(status().section(u" · "_s, 0, 0).endsWith(u" shown"_s), qPrintable(status())); // the count first
    m_view->setFilterText({});
    QTRY_COMPARE(m_table->model()->rowCount(), 100);
    QCOMPARE(m_table->currentIndex().row(), 39);
    QCOMPARE(selected.size(), 0); // nobody selected anything
    QTRY_COMPARE(status(), u"100 of 100 shown"_s);
}

void TestEventView::manyRowsAreSelected()
{
    const auto rows = [](std::initializer_list<quint32> list) { return std::vector<quint32>(list); };
    m_view->setFilterText(u"channel == \"C2\""_s); // the even ones
    QTRY_COMPARE(m_table->model()->rowCount(), 50);
    QVERIFY(m_view->selectEvent(40));
    QCOMPARE(tableselection::logRows(*m_table), rows({39}));
    QSignalSpy selected(m_view.get(), &EventView::eventSelected);
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_table, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(tableselection::logRows(*m_table), rows({39, 41, 43}));
    QCOMPARE(m_view->selectedSeq(), 44U); // the inspector shows the one that the keys are at
    QCOMPARE(selected.size(), 2);
    for (int i = 0; i < 3; ++i) // past the one where it began
        QTest::keyClick(m_table, Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(tableselection::logRows(*m_table), rows({37, 39}));
    QTest::keyClick(m_table, Qt::Key_Home, Qt::ShiftModifier);
    QCOMPARE(tableselection::logRows(*m_table).size(), 20U);
    QCOMPARE(tableselection::logRows(*m_table).front(), 1U);
    QVERIFY(!m_view->isFollowing());
    QTest::keyClick(m_table, Qt::Key_Down); // without Shift one alone
    QCOMPARE(tableselection::logRows(*m_table), rows({3}));
}

void TestEventView::manyRowsAreSelectedByMouse()
{
    const auto rows = [](std::initializer_list<quint32> list) { return std::vector<quint32>(list); };
    m_table->verticalScrollBar()->setValue(0);
    const auto click = [this](int row, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, modifiers,
                          m_table->visualRect(m_table->model()->index(row, 3)).center());
    };
    click(2, {});
    click(4, Qt::ShiftModifier);
    QCOMPARE(tableselection::logRows(*m_table), rows({2, 3, 4}));
    click(1, Qt::ShiftModifier);
    QCOMPARE(tableselection::logRows(*m_table), rows({1, 2}));
    click(6, Qt::ControlModifier);
    QCOMPARE(tableselection::logRows(*m_table), rows({1, 2, 6}));
    QCOMPARE(m_view->selectedSeq(), 7U);
    click(8, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tableselection::logRows(*m_table), rows({1, 2, 6, 7, 8}));
    click(2, Qt::ControlModifier);
    QCOMPARE(tableselection::logRows(*m_table), rows({1, 6, 7, 8}));
    stream(5);
    QTRY_COMPARE(m_table->model()->rowCount(), 105);
    QCOMPARE(tableselection::logRows(*m_table), rows({1, 6, 7, 8}));
}

void TestEventView::allRowsAreSelected()
{
    const auto log = logOf(20'000);
    m_view->setLog(log.get(), nullptr);
    QTRY_COMPARE(m_table->model()->rowCount(), 20'000);
    m_table->setFocus();
    QTest::keySequence(m_table, QKeySequence(QKeySequence::SelectAll));
    QCOMPARE(tableselection::logRows(*m_table).size(), 20'000U);
    QCOMPARE(m_view->parts().model->shown().allArrived(), tableselection::logRows(*m_table));
    m_view->setLog(m_log.get(), nullptr);
}

//! Filter, noise level and what was cleared, for other threads.
void TestEventView::tellsOthersWhatIsShown()
{
    const auto shown = [this] {
        const RowChoice choice = m_view->shownChoice();
        const LogReader reader(m_log->snapshot());
        QList<qsizetype> rows;
        for (qsizetype row = 0; row < reader.size(); ++row) {
            if (!choice || choice(reader, row))
                rows << row;
        }
        return rows;
    };
    m_view->setNoiseLevel(NoiseLevel::Everything);
    QVERIFY(!m_view->shownChoice()); // all of it
    QCOMPARE(shown().size(), 100);
    QSignalSpy changed(m_view.get(), &EventView::shownRowsChanged);
    m_view->setFilterText(u"channel == C1"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(shown().size(), 50);
    Q_EMIT m_table->commanded(EventTable::Command::Clear);
    QTRY_COMPARE(changed.size(), 2);
    QVERIFY(shown().isEmpty());
    stream(4);
    QTRY_COMPARE(shown(), (QList<qsizetype>{100, 102}));
    Q_EMIT m_table->commanded(EventTable::Command::UndoClear);
    QTRY_COMPARE(changed.size(), 3);
    QCOMPARE(shown().size(), 52);
}

void TestEventView::filterEndsWithItsLog()
{
    m_view->setFilterText(u"channel == #somewhere-else"_s);
    QVERIFY(m_filter->isMistaken());
    auto next = EventLog::inMemory({});
    next->append(message(1, "first", "C7"));
    m_view->setLog(nullptr, nullptr); // one workspace goes, another comes
    m_view->setLog(next.get(), nullptr);
    QCOMPARE(m_view->filterText(), QString());
    QVERIFY(!m_filter->isMistaken());
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    m_view->setLog(m_log.get(), nullptr);
}

void TestEventView::placeSurvivesFilter()
{
    QVERIFY(m_view->selectEvent(60));
    m_table->scrollTo(m_table->currentIndex(), QAbstractItemView::PositionAtCenter);
    const int y = m_table->rowViewportPosition(m_table->currentIndex().row());
    m_view->setFilterText(u"channel == \"C2\""_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 50);
    QCOMPARE(m_table->rowViewportPosition(m_table->currentIndex().row()), y);
}

//! Where the filter has not got to the user's place yet, the list goes there when it does, with the
//! selection.
void TestEventView::placeSurvivesALongFilter()
{
    stream(60'000);
    QTRY_COMPARE(m_table->model()->rowCount(), 60'100);
    QVERIFY(m_view->selectEvent(40'000));
    m_table->scrollTo(m_table->currentIndex(), QAbstractItemView::PositionAtCenter);
    const int y = m_table->rowViewportPosition(m_table->currentIndex().row());
    const auto *model = m_view->findChild<EventTableModel *>();
    m_view->setFilterText(u"text contains \"message\" && channel == \"C2\""_s);
    QVERIFY(model->isFiltering());
    QVERIFY(model->rowCount() < 20'000);
    QTRY_VERIFY(!model->isFiltering());
    QCOMPARE(m_table->model()->rowCount(), 30'050);
    QCOMPARE(m_view->selectedSeq(), 40'000U);
    QCOMPARE(m_table->currentIndex().row(), 19'999);
    QCOMPARE(m_table->rowViewportPosition(m_table->currentIndex().row()), y);
    QVERIFY(!m_view->isFollowing());
    QTRY_COMPARE(status(), u"30050 of 60100 shown"_s);
    QVERIFY(named<QPushButton>(m_view.get(), u"30050 new events, go to the end"_s) == nullptr); // none is new
    const int value = m_table->verticalScrollBar()->value();
    stream(10);
    QTRY_COMPARE(m_table->model()->rowCount(), 30'055);
    QCOMPARE(m_table->verticalScrollBar()->value(), value);
}

void TestEventView::filterIsAppliedAfterAPause()
{
    m_filter->setFocus();
    QTest::keyClicks(m_filter, u"type == \"message\" && channel == \"C1\""_s);
    QCOMPARE(m_table->model()->rowCount(), 100);
    QTRY_COMPARE(m_table->model()->rowCount(), 50);
    QTRY_COMPARE(status(), u"50 of 100 shown"_s);
    stream(10);
    QTRY_COMPARE(m_table->model()->rowCount(), 55);
}

void TestEventView::costlyFilterSaysWhatWasNotJudged()
{
    const auto log = EventLog::inMemory({});
    const QByteArray text = R"({"type":"message","text":")" + QByteArray(40, 'a') + R"(b"})";
    for (quint64 seq = 1; seq <= 60; ++seq)
        log->append(entry(seq, text));
    m_view->setLog(log.get(), nullptr);
    m_view->setFilterText(u"text matches \"(a|aa)+(?<=a)$\""_s);
    QTRY_VERIFY2(status().contains(u" shown · 60 left out: "_s), qPrintable(status()));
    QTRY_VERIFY2(m_table->emptyText().contains(u"on 60 of 60 recorded events"_s),
                 qPrintable(m_table->emptyText()));
}

void TestEventView::wrongFilterChangesNothing()
{
    m_view->setFilterText(u"channel == \"C1\""_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 50);
    m_view->setFilterText(u"channel == \"C1\" &&"_s);
    QVERIFY(m_filter->isMistaken());
    QVERIFY2(status().startsWith(u"Character "_s), qPrintable(status()));
    stream(10);
    QTRY_COMPARE(m_table->model()->rowCount(), 55); // the old one works on
    m_view->setFilterText(u"zebra"_s);
    QTRY_VERIFY2(m_table->emptyText().startsWith(u"None of the "_s), qPrintable(m_table->emptyText()));
    m_view->setFilterText(u"zebra &&"_s);
    QVERIFY2(m_table->emptyText().contains(u"can't be used as it stands"_s),
             qPrintable(m_table->emptyText()));
    m_view->setFilterText(u"channel == \"C2\""_s);
    QVERIFY(!m_filter->isMistaken());
    QTRY_COMPARE(status(), u"55 of 110 shown"_s);
}

void TestEventView::filterByNames()
{
    m_view->setFilterText(u"channel == #ops"_s);
    m_feed->apply(
        note(1000, R"({"kind":"api","method":"conversations.list","args":{},"status":200,"ok":true,"ms":1,
        "answer":{"ok":true,"channels":[{"id":"C2","name":"ops","is_channel":true}]}})"));
    QTRY_COMPARE(m_table->model()->rowCount(), 50); // found as soon as the name is known
    QCOMPARE(m_table->model()->index(0, 4).data().toString(), u"#ops"_s);
}

void TestEventView::noiseButton()
{
    QCOMPARE(m_view->noiseLevel(), NoiseLevel::NoPings);
    m_log->append(entry(++m_seq, R"({"type":"pong","reply_to":1})"));
    QTRY_COMPARE(status(), u"100 of 101 shown · 1 hidden as noise"_s);
    m_view->setNoiseLevel(NoiseLevel::Everything);
    QTRY_COMPARE(status(), u"101 of 101 shown"_s);
    QVERIFY(named(m_view.get(), u"Noise 0"_s));
}

void TestEventView::keys()
{
    QSignalSpy inspector(m_view.get(), &EventView::inspectorRequested);
    QSignalSpy cleared(m_view.get(), &EventView::selectionCleared);
    QVERIFY(m_view->selectEvent(50));
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Return);
    QCOMPARE(inspector.size(), 1);
    QTest::keyClick(m_table, Qt::Key_Down);
    QCOMPARE(m_view->selectedSeq(), 51U);
    QTest::keyClick(m_table, Qt::Key_Escape);
    QCOMPARE(cleared.size(), 1);
    QCOMPARE(m_view->selectedSeq(), 0U);
    QTest::keyClick(m_table, Qt::Key_Slash);
    QVERIFY(m_filter->hasFocus());
    QTest::keyClick(m_filter, Qt::Key_Escape);
    QVERIFY(m_table->hasFocus());
}

void TestEventView::timelineJumps()
{
    auto *timeline = named<Timeline>(m_view.get(), u"Timeline"_s);
    QTRY_VERIFY(timeline->accessibleDescription().startsWith(u"100 events"_s));
    QSignalSpy selected(m_view.get(), &EventView::eventSelected);
    Q_EMIT timeline->timePicked(startUs + 30'000'000);
    QCOMPARE(m_view->selectedSeq(), 30U);
    QCOMPARE(selected.size(), 1);
    QTest::mouseClick(timeline, Qt::LeftButton, {}, {1, 5});
    QVERIFY(m_view->selectedSeq() <= 2);
}

void TestEventView::aRangeOfTheTimelineIsAFilter()
{
    auto *timeline = named<Timeline>(m_view.get(), u"Timeline"_s);
    QTRY_VERIFY(timeline->accessibleDescription().startsWith(u"100 events"_s));
    QSignalSpy picked(timeline, &Timeline::rangePicked);
    timeline->setFocus();
    QTest::keyClick(timeline, Qt::Key_Home);
    QTest::keyClick(timeline, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(picked.isEmpty());
    QTest::keyClick(timeline, Qt::Key_Return);
    QCOMPARE(picked.size(), 1);
    const QString first = m_view->filterText();
    QVERIFY2(first.startsWith(u"time >= \"2026-11-22 14:04:"_s) && first.contains(u"&& time < "_s),
             qPrintable(first));
    // Another takes its place, and the mouse does the same.
    const QPoint begin(2, timeline->height() / 2);
    const QPoint end(timeline->width() - 2, timeline->height() / 2);
    QTest::mousePress(timeline, Qt::LeftButton, Qt::ShiftModifier, begin);
    QMouseEvent move(QEvent::MouseMove, end, timeline->mapToGlobal(end), Qt::NoButton, Qt::LeftButton,
                     Qt::ShiftModifier);
    QCoreApplication::sendEvent(timeline, &move);
    QTest::mouseRelease(timeline, Qt::LeftButton, Qt::ShiftModifier, end);
    QCOMPARE(picked.size(), 2);
    QVERIFY(m_view->filterText() != first);
    QCOMPARE(m_view->filterText().count(u"time >="_s), 1);
    m_view->setFilterText({});
    QTest::keyClick(timeline, Qt::Key_Return); // there is no range any more
    QCOMPARE(picked.size(), 2);
}

void TestEventView::timelineCountsEachGapOnce()
{
    auto *timeline = named<Timeline>(m_view.get(), u"Timeline"_s);
    const QByteArray begin = R"({"kind":"gap","id":1,"from_us":)" + QByteArray::number(startUs + 20'000'000);
    m_log->append(note(++m_seq, begin + R"(,"open":true,"cause":"gone"})"));
    QTRY_VERIFY(timeline->accessibleDescription().endsWith(u"once without a connection"_s));
    m_log->append(note(++m_seq, begin + R"(,"to_us":)" + QByteArray::number(startUs + 30'000'000) +
                                    R"(,"cause":"gone"})"));
    m_log->append(note(++m_seq, R"({"kind":"gap","id":2,"from_us":1,"open":true,"cause":"gone again"})"));
    QTRY_VERIFY(timeline->accessibleDescription().endsWith(u"2 times without a connection"_s));
}

void TestEventView::state()
{
    m_table->setColumnWidth(3, 321);
    m_view->setNoiseLevel(NoiseLevel::Conversation);
    const QByteArray state = m_view->saveState();
    EventView other;
    QVERIFY(other.restoreState(state));
    QCOMPARE(other.noiseLevel(), NoiseLevel::Conversation);
    QCOMPARE(named<EventTable>(&other, u"Events"_s)->columnWidth(3), 321);
    QVERIFY(!other.restoreState("nonsense"));
    QVERIFY(!other.restoreState({}));
}

void TestEventView::streamWithFilterChanges()
{
    const QAbstractItemModelTester tester(m_table->model());
    const QStringList filters{u"channel == \"C1\""_s, u"&&"_s, QString(), u"message 1"_s,
                              u"type == \"none\""_s};
    for (int round = 0; round < 25; ++round) {
        stream(10);
        m_view->setFilterText(filters[round % filters.size()]);
        if (round % 7 == 3)
            m_view->setPaused(!m_view->parts().model->isPaused());
        if (round % 4 == 1)
            m_view->selectEvent(quint64(round));
        QCoreApplication::processEvents();
    }
    m_view->setPaused(false);
    m_view->setFilterText({});
    QTRY_COMPARE(m_table->model()->rowCount(), 350);
}

//! Appends and scrolls through a long log; the tester would take minutes here, the view must not.
void TestEventView::manyRows()
{
    const auto log = logOf(200'000);
    m_view->setLog(log.get(), nullptr);
    QTRY_COMPARE(m_table->model()->rowCount(), 200'000);
    QTRY_COMPARE(lastVisibleRow(), 199'999);
    QScrollBar *bar = m_table->verticalScrollBar();
    for (int i = 0; i < 50; ++i) {
        bar->triggerAction(i % 2 ? QAbstractSlider::SliderPageStepSub : QAbstractSlider::SliderToMinimum);
        log->append(message(200'001 + quint64(i)));
        m_view->grab();
    }
    QTRY_COMPARE(m_table->model()->rowCount(), 200'050);
    QVERIFY(m_view->selectEvent(100'000));
    QCOMPARE(m_table->currentIndex().row(), 99'999);
}

void TestEventView::emptyWords()
{
    m_view->setLog(nullptr, nullptr);
    QCOMPARE(m_table->model()->rowCount(), 0);
    QVERIFY(!m_view->selectEvent(1));
    QVERIFY(!m_view->grab().isNull());
    m_view->setLog(m_log.get(), nullptr);
    m_log.reset(); // the log may die first
    QCOMPARE(m_table->model()->rowCount(), 0);
    QVERIFY(!m_view->grab().isNull());
}

void TestEventView::drawnBitByBitAsAtOnce_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (const char *state : {"following", "focused", "selected", "standing", "sideways"}) {
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft})
            QTest::addRow("%s, %s", state, direction == Qt::LeftToRight ? "left to right" : "right to left")
                << QString::fromLatin1(state) << direction;
    }
}

//! Of what comes in only that is drawn; what stands is moved. The screen must not tell the difference.
void TestEventView::drawnBitByBitAsAtOnce()
{
    QFETCH(const QString, state);
    QFETCH(const Qt::LayoutDirection, direction);
    m_view->setLayoutDirection(direction);
    if (state == "sideways"_L1)
        m_view->resize(500, 400);
    if (state == "focused"_L1)
        m_view->focusTable();
    if (state == "selected"_L1) {
        m_table->setCurrentIndex(m_table->model()->index(97, 0));
        m_view->setFollowing(true);
    }
    if (state == "standing"_L1) {
        m_view->setFollowing(false);
        QScrollBar *bar = m_table->verticalScrollBar();
        bar->setValue(bar->maximum() - 7);
    }
    const auto same = [this](const QWidget *part) {
        const QRect rect(part->mapTo(m_view.get(), QPoint()), part->size());
        const QPixmap onScreen = m_view->screen()->grabWindow(m_view->winId()).copy(rect);
        const QPixmap atOnce = m_view->grab(rect);
        return onScreen.toImage().convertToFormat(QImage::Format_RGB32) ==
               atOnce.toImage().convertToFormat(QImage::Format_RGB32);
    };
    for (int batch = 0; batch < 6; ++batch) {
        stream(batch);
        m_log->append(note(++m_seq, R"({"kind":"gap","from_us":1795356251000000,"to_us":1795356252000000})"));
        QTRY_COMPARE(m_table->model()->rowCount(), int(m_seq));
        if (state == "sideways"_L1)
            m_table->horizontalScrollBar()->setValue(batch * 3);
        QTRY_VERIFY(same(m_table));
    }
    QTRY_VERIFY(same(m_view.get())); // the timeline, too, which takes its time
}

RTMSCOPE_GUI_TEST_MAIN(TestEventView)
#include "tst_eventview.moc"
