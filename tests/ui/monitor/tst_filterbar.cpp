// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/filterbar.h"

#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "tests/ui/monitor/widgetchecks.h"
#include "ui/monitor/filter/filtercompleter.h"
#include "ui/monitor/filter/filteredit.h"
#include "ui/monitor/filter/searchbar.h"
#include "ui/monitor/table/eventview.h"
#include "ui/monitor/timeline/timeline.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

class TestFilterBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void suggestsFields();
    void suggestsOperatorsAndValues();
    void valuesHaveTheirCounts();
    void manyValuesComeWhenTheyAreInOrder();
    void namesOfChannels();
    void choiceByMouse();
    void keysWithAndWithoutList();
    void wordsAreNotHeldBack();
    void countsWhileTyping();
    void enterWritesWhatWasUnderstood();
    void explains();
    void hintForAValue();
    void hintForAField();
    void thisThread();
    void joins_data();
    void joins();
    void keptFilters();
    void oneThatFailsLeavesTheOthers();
    void shelfOfAnything();
    void history();
    void searchGoesFromHitToHit();
    void searchByExpression();
    void searchSeesWhatIsHidden();
    void hostileExpressionsStallNobody();

private:
    void type(const QString &text);
    SuggestionList *list() const { return m_view->filterBar()->completer()->list(); }
    QStringList suggested() const;
    QString note() const { return named<QLabel>(m_view.get(), u"What the filter means"_s)->text(); }
    int rows() const { return m_table->model()->rowCount(); }

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<WorkspaceFeed> m_feed;
    std::unique_ptr<EventView> m_view;
    EventTable *m_table = nullptr;
    FilterEdit *m_filter = nullptr;
};

// 100 events: 60 messages (40 in C1, 20 in C2), 30 with a subtype of which 20 are bot_message, 10 pongs.
void TestFilterBar::init()
{
    m_log = EventLog::inMemory({});
    m_feed = std::make_unique<WorkspaceFeed>();
    quint64 seq = 0;
    const auto add = [&](const QByteArray &frame) { m_log->append(entry(++seq, frame)); };
    for (int i = 0; i < 60; ++i)
        m_log->append(message(++seq, "words " + QByteArray::number(i), i < 40 ? "C1" : "C2"));
    for (int i = 0; i < 30; ++i)
        add(i < 20
                ? R"({"type":"message","subtype":"bot_message","channel":"C1","text":"robot","bot_id":"B1"})"
                : R"({"type":"message","subtype":"message_changed","channel":"C1","hidden":true})");
    for (int i = 0; i < 10; ++i)
        add(R"({"type":"reaction_added","user":"U1","reaction":"tada","item":{"channel":"C2","ts":"1.2"}})");
    m_view = std::make_unique<EventView>();
    m_table = named<EventTable>(m_view.get(), u"Events"_s);
    m_filter = named<FilterEdit>(m_view.get(), u"Filter"_s);
    m_view->resize(1000, 500);
    m_view->setLog(m_log.get(), m_feed.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->activateWindow();
    m_filter->setFocus();
    QTRY_COMPARE(rows(), 100);
    QTRY_VERIFY(m_filter->hasFocus());
}

void TestFilterBar::cleanup()
{
    m_view.reset();
}

void TestFilterBar::type(const QString &text)
{
    QTest::keyClicks(m_filter, text);
}

QStringList TestFilterBar::suggested() const
{
    QStringList all;
    if (list() && list()->isVisible()) {
        for (const Suggestion &each : list()->suggestions()->suggestions())
            all << (each.count < 0 ? each.label : u"%1 %2"_s.arg(each.label).arg(each.count));
    }
    return all;
}

void TestFilterBar::suggestsFields()
{
    type(u"rea"_s);
    QTRY_VERIFY2(suggested().contains(u"reaction"_s), qPrintable(suggested().join(u' ')));
    QVERIFY(m_filter->hasFocus());
    QTest::keyClick(m_filter, Qt::Key_Tab);
    QCOMPARE(m_filter->text(), u"reaction "_s);
    QTRY_VERIFY(suggested().contains(u"exists"_s)); // what can follow
    QTest::keyClick(m_filter, Qt::Key_Escape);
    QVERIFY(!list()->isVisible());
    QVERIFY(m_filter->hasFocus());
    m_filter->clear();
    QTest::keyClick(m_filter, Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(suggested().contains(u"type"_s) && suggested().contains(u"item.channel"_s));
}

void TestFilterBar::suggestsOperatorsAndValues()
{
    type(u"subtype "_s);
    QTRY_VERIFY(suggested().contains(u"=="_s));
    QTest::keyClick(m_filter, Qt::Key_Down);
    QTest::keyClick(m_filter, Qt::Key_Return);
    QCOMPARE(m_filter->text(), u"subtype == "_s);
    QTRY_COMPARE(suggested(), QStringList({u"bot_message 20"_s, u"message_changed 10"_s}));
    QVERIFY(!m_filter->isMistaken()); // one is choosing
    type(u"ch"_s);
    QTRY_COMPARE(suggested(), QStringList({u"message_changed 10"_s}));
    QTest::keyClick(m_filter, Qt::Key_Down);
    QTest::keyClick(m_filter, Qt::Key_Return);
    QCOMPARE(m_filter->text(), u"subtype == message_changed"_s);
    QTRY_COMPARE(rows(), 10);
}

void TestFilterBar::valuesHaveTheirCounts()
{
    type(u"reaction == "_s);
    QTRY_COMPARE(suggested(), QStringList({u"tada 10"_s}));
    const QModelIndex first = list()->suggestions()->index(0);
    QCOMPARE(first.data(Qt::AccessibleTextRole).toString(), u"tada, 10 events"_s);
    // The list goes on counting what comes while it is open.
    for (quint64 seq = 101; seq <= 105; ++seq)
        m_log->append(entry(seq, R"({"type":"reaction_added","user":"U1","reaction":"eyes"})"));
    QTRY_COMPARE(suggested(), QStringList({u"tada 10"_s, u"eyes 5"_s}));
    QTest::keyClick(m_filter, Qt::Key_Up); // from the end
    QTest::keyClick(m_filter, Qt::Key_Return);
    QCOMPARE(m_filter->text(), u"reaction == \"eyes\""_s);
    QTRY_COMPARE(rows(), 5);
}

void TestFilterBar::manyValuesComeWhenTheyAreInOrder()
{
    quint64 seq = quint64(m_log->size());
    for (int i = 0; i < 2'500; ++i)
        m_log->append(entry(++seq, "{\"type\":\"user_typing\",\"channel\":\"C1\",\"user\":\"U" +
                                       QByteArray::number(10'000 + i) + "\"}"));
    type(u"user == "_s);
    QTRY_VERIFY2(suggested().contains(u"and 2402 others"_s), qPrintable(suggested().join(u' ')));
    type(u"12"_s);
    QTRY_VERIFY(suggested().contains(u"U10012 1"_s)); // those with 12 anywhere
    type(u"345"_s);
    QTRY_COMPARE(suggested(), QStringList{u"U12345 1"_s});
}

void TestFilterBar::namesOfChannels()
{
    m_feed->apply(testing::note(
        1000, R"({"kind":"api","method":"conversations.list","args":{},"status":200,"ok":true,"ms":1,
        "answer":{"ok":true,"channels":[{"id":"C2","name":"ops","is_channel":true}]}})"));
    type(u"channel == "_s);
    QTRY_COMPARE(suggested(), QStringList({u"C1 70"_s, u"#ops 30"_s}));
    type(u"#o"_s);
    QTRY_COMPARE(suggested(), QStringList({u"#ops 30"_s}));
    QTest::keyClick(m_filter, Qt::Key_Tab);
    QTRY_COMPARE(rows(), 30);
    m_filter->clear();
    type(u"#op"_s);
    QTRY_COMPARE(suggested(), QStringList({u"channel == #ops 30"_s}));
}

void TestFilterBar::choiceByMouse()
{
    type(u"subtype == "_s);
    QTRY_COMPARE(suggested().size(), 2);
    const QRect second = list()->visualRect(list()->suggestions()->index(1));
    QVERIFY(list()->viewport()->rect().contains(second));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, second.center());
    QCOMPARE(m_filter->text(), u"subtype == message_changed"_s);
    QVERIFY(!list()->isVisible());
    QVERIFY(m_filter->hasFocus());
}

void TestFilterBar::keysWithAndWithoutList()
{
    type(u"subtype == "_s);
    QTRY_COMPARE(suggested().size(), 2);
    QTest::keyClick(m_filter, Qt::Key_Escape);
    QVERIFY(!list()->isVisible());
    QVERIFY(m_filter->hasFocus());
    QVERIFY(m_filter->isMistaken());
    QTest::keyClick(m_filter, Qt::Key_Escape); // as ever
    QVERIFY(m_table->hasFocus());
    QVERIFY(!list()->isVisible());
    m_filter->setFocus();
    m_filter->clear();
    type(u"words "_s);
    QTest::keyClick(m_filter, Qt::Key_Down); // nothing is suggested behind a word
    QVERIFY(m_table->hasFocus());
}

//! A word may be the beginning of a field; who searches for it need not close a list first.
void TestFilterBar::wordsAreNotHeldBack()
{
    type(u"rea"_s);
    QTRY_VERIFY(!suggested().isEmpty());
    QTRY_COMPARE(rows(), 10); // "reaction_added" holds it
}

void TestFilterBar::countsWhileTyping()
{
    type(u"subtype == bot"_s);
    QTRY_COMPARE(suggested(), QStringList({u"bot_message 20"_s}));
    QTRY_VERIFY2(note().startsWith(u"0 of 100 events match."_s), qPrintable(note()));
    QCOMPARE(rows(), 100); // not applied: one is choosing
    QTest::keyClick(m_filter, Qt::Key_Tab);
    QTRY_COMPARE(rows(), 20);
    QTRY_COMPARE(note(), u"Events of subtype bot_message"_s);
}

void TestFilterBar::enterWritesWhatWasUnderstood()
{
    type(u"type:message and not subtype exists"_s);
    QTRY_COMPARE(rows(), 60);
    QVERIFY2(note().startsWith(u"Read as type == message && !subtype exists"_s), qPrintable(note()));
    QCOMPARE(m_filter->text(), u"type:message and not subtype exists"_s);
    QTest::keyClick(m_filter, Qt::Key_Return);
    QCOMPARE(m_filter->text(), u"type == message && !subtype exists"_s);
    QTRY_COMPARE(rows(), 60);
}

void TestFilterBar::explains()
{
    QVERIFY(note().isEmpty());
    m_view->setFilterText(u"type == message && channel == C1 && text contains robot"_s);
    QTRY_COMPARE(note(), u"Messages in “C1” where text contains “robot”"_s);
    m_view->setFilterText(u"type == message &&"_s);
    QCOMPARE(note(), QString());
    m_view->setFilterText({});
    QCOMPARE(note(), QString());
}

void TestFilterBar::hintForAValue()
{
    m_view->setFilterText(u"subtype == bot_mesage"_s);
    QTRY_VERIFY2(note().contains(u"bot_message, 20 times"_s), qPrintable(note()));
    auto *use = named<QPushButton>(m_view.get(), u"Use subtype == \"bot_message\""_s);
    QVERIFY(use && use->isVisible());
    use->click();
    QCOMPARE(m_filter->text(), u"subtype == \"bot_message\""_s);
    QTRY_COMPARE(rows(), 20);
    QVERIFY(!use->isVisible());
}

void TestFilterBar::hintForAField()
{
    m_view->setFilterText(u"reacton == \"tada\""_s);
    QTRY_VERIFY2(note().contains(u"reaction"_s), qPrintable(note()));
    m_view->setFilterText(u"reaction == tada"_s);
    QTRY_VERIFY2(note().contains(u"quotes"_s), qPrintable(note()));
}

void TestFilterBar::thisThread()
{
    m_log->append(entry(101, R"({"type":"message","channel":"C1","text":"first","ts":"5.1"})"));
    m_log->append(
        entry(102, R"({"type":"message","channel":"C1","text":"answer","ts":"5.2","thread_ts":"5.1"})"));
    m_log->append(
        entry(103, R"({"type":"message","subtype":"message_changed","channel":"C1","ts":"5.9","message":
        {"text":"better","ts":"5.2","thread_ts":"5.1"}})"));
    QTRY_COMPARE(rows(), 103);
    m_view->setFilterText(u"thread == this"_s);
    QVERIFY(m_filter->isMistaken()); // of which?
    QVERIFY(m_view->selectEvent(103));
    QTRY_COMPARE(rows(), 3);
    QCOMPARE(note(), u"Events in the thread of the selected event"_s);
}

void TestFilterBar::joins_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<int>("join");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *before, FilterJoin join, const char *after) {
        QTest::addRow("%s %d", before, int(join))
            << QString::fromLatin1(before) << int(join) << QString::fromLatin1(after);
    };
    row("", FilterJoin::And, "type == x");
    row("", FilterJoin::Or, "type == x");
    row("", FilterJoin::AndNot, "!(type == x)");
    row("deploy", FilterJoin::Replace, "type == x");
    row("deploy", FilterJoin::Not, "!(type == x)");
    row("deploy", FilterJoin::And, "deploy && type == x");
    row("deploy", FilterJoin::Or, "deploy || type == x");
    row("deploy", FilterJoin::AndNot, "deploy && !(type == x)");
    row("a || b", FilterJoin::And, "(a || b) && type == x");
    row("a or b", FilterJoin::AndNot, "(a || b) && !(type == x)");
    row("a && b", FilterJoin::Or, "a && b || type == x");
    row("type:a", FilterJoin::Or, "type == a || type == x");
    row("a &&", FilterJoin::And, "type == x"); // a mistake is not built upon
}

void TestFilterBar::joins()
{
    QFETCH(const QString, before);
    QFETCH(const int, join);
    QFETCH(const QString, after);
    m_view->setFilterText(before);
    Q_EMIT m_table->filterRequested(u"type == x"_s, FilterJoin(join));
    QCOMPARE(m_filter->text(), after);
    QVERIFY(!m_filter->isMistaken());
}

//! Filters that are saved stack: each that is on holds besides what is typed. They come back with their
//! profile.
void TestFilterBar::keptFilters()
{
    FilterShelf shelf;
    shelf.save(u"Robots"_s, u"subtype == bot_message || subtype == message_changed"_s);
    shelf.save(u"Hidden"_s, u"hidden == true"_s);
    FilterBar *bar = m_view->filterBar();
    QSignalSpy changed(bar, &FilterBar::shelfChanged);
    bar->setShelf(shelf.toJson());
    QCOMPARE(rows(), 100);
    shelf.setOn(u"Robots"_s, true);
    bar->setShelf(shelf.toJson());
    QTRY_COMPARE(rows(), 30);
    shelf.setOn(u"Hidden"_s, true);
    bar->setShelf(shelf.toJson());
    QTRY_COMPARE(rows(), 10);
    QCOMPARE(changed.size(), 0);
    m_view->setFilterText(u"robot"_s);
    QTRY_COMPARE(rows(), 0);
    auto *chip = named<QPushButton>(m_view.get(), u"Switch off the filter Hidden"_s);
    QTRY_VERIFY(chip && chip->isVisible());
    chip->click();
    QTRY_COMPARE(rows(), 20);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(FilterShelf::fromJson(bar->shelf()).stacked(),
             QStringList({u"subtype == bot_message || subtype == message_changed"_s}));
    QCOMPARE(unnamedFocusable(m_view.get()), QStringList());
    bar->setShelf({});        // another profile
    QTRY_COMPARE(rows(), 20); // "robot" is still there
    QTRY_VERIFY(!named<QPushButton>(m_view.get(), u"Switch off the filter Robots"_s));
}

void TestFilterBar::oneThatFailsLeavesTheOthers()
{
    FilterShelf shelf;
    shelf.save(u"Robots"_s, u"subtype == bot_message || subtype == message_changed"_s);
    shelf.save(u"Gone"_s, u"user == @nobodyOfThatName"_s);
    shelf.setOn(u"Robots"_s, true);
    shelf.setOn(u"Gone"_s, true);
    m_view->filterBar()->setShelf(shelf.toJson());
    QTRY_COMPARE(rows(), 30);
    const auto *good = named<QPushButton>(m_view.get(), u"Switch off the filter Robots"_s);
    const auto *bad = named<QPushButton>(m_view.get(), u"Switch off the filter Gone"_s);
    QVERIFY(good && bad);
    QVERIFY(good->accessibleDescription().isEmpty());
    QVERIFY2(bad->accessibleDescription().startsWith(u"Not applied: "_s),
             qPrintable(bad->accessibleDescription()));
}

void TestFilterBar::shelfOfAnything()
{
    for (const char *json :
         {"", "x", "[]", "{}", R"({"saved":[1,{"name":"a"},{"filter":"b"},null],"history":{}})",
          R"({"saved":"x","history":[1,{}]})"}) {
        const FilterShelf shelf = FilterShelf::fromJson(json);
        QVERIFY(shelf.saved().isEmpty());
    }
    FilterShelf shelf;
    shelf.save(u"a \"quoted\" ü name"_s, u"text == \"x\\\\\""_s);
    shelf.setOn(u"a \"quoted\" ü name"_s, true);
    shelf.save(u"other"_s, u"x"_s);
    shelf.save(u"other"_s, u"y"_s); // replaces it
    shelf.remember(u"one"_s);
    shelf.remember(u"two"_s);
    shelf.remember(u"one "_s);
    const FilterShelf copy = FilterShelf::fromJson(shelf.toJson());
    QCOMPARE(copy.saved(), shelf.saved());
    QCOMPARE(copy.saved().size(), 2);
    QCOMPARE(copy.history(), QStringList({u"one"_s, u"two"_s}));
    for (int i = 0; i < 100; ++i)
        shelf.remember(QString::number(i));
    QVERIFY(shelf.history().size() <= 30);
    QCOMPARE(shelf.history().first(), u"99"_s);
}

void TestFilterBar::history()
{
    FilterBar *bar = m_view->filterBar();
    QSignalSpy changed(bar, &FilterBar::shelfChanged);
    type(u"robot"_s);
    QTest::keyClick(m_filter, Qt::Key_Return);
    m_filter->clear();
    type(u"type:mess"_s); // half of a word, never meant
    m_filter->clear();
    type(u"words"_s);
    QTest::keyClick(m_filter, Qt::Key_Return);
    QCOMPARE(FilterShelf::fromJson(bar->shelf()).history(), QStringList({u"words"_s, u"robot"_s}));
    QCOMPARE(changed.size(), 2);
}

void TestFilterBar::searchGoesFromHitToHit()
{
    QTest::keySequence(m_table, QKeySequence::Find);
    auto *edit = named<QLineEdit>(m_view.get(), u"Search all events"_s);
    auto *count = named<QLabel>(m_view.get(), u"Events found"_s);
    QVERIFY(edit && edit->isVisible());
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, u"words 1"_s); // 1, 10 to 19
    QTRY_COMPARE(count->text(), u"11 events"_s);
    QCOMPARE(rows(), 100); // it hides nothing
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_view->selectedSeq(), 2U);
    QCOMPARE(count->text(), u"1 of 11"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_view->selectedSeq(), 11U);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier); // around the beginning
    QCOMPARE(m_view->selectedSeq(), 20U);
    m_log->append(message(101, "words 100", "C1"));
    QTRY_COMPARE(count->text(), u"11 of 12"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
    QVERIFY(m_table->hasFocus());
}

void TestFilterBar::searchByExpression()
{
    QTest::keySequence(m_table, QKeySequence::Find);
    auto *edit = named<QLineEdit>(m_view.get(), u"Search all events"_s);
    auto *count = named<QLabel>(m_view.get(), u"Events found"_s);
    QTest::keyClicks(edit, u"words [12]\""_s);
    QTRY_COMPARE(count->text(), u"found nowhere"_s);
    named<QPushButton>(m_view.get(), u"Regular expression"_s)->click();
    QTRY_COMPARE(count->text(), u"2 events"_s);
    edit->setText(u"words ("_s);
    QTRY_VERIFY2(count->text().contains(u"can't be used"_s), qPrintable(count->text()));
    named<QPushButton>(m_view.get(), u"Regular expression"_s)->click();
    edit->setText(u"words [12]"_s);
    QTRY_COMPARE(count->text(), u"found nowhere"_s);
}

void TestFilterBar::searchSeesWhatIsHidden()
{
    m_view->setFilterText(u"reaction exists"_s);
    QTRY_COMPARE(rows(), 10);
    QTest::keySequence(m_table, QKeySequence::Find);
    auto *edit = named<QLineEdit>(m_view.get(), u"Search all events"_s);
    auto *count = named<QLabel>(m_view.get(), u"Events found"_s);
    QTest::keyClicks(edit, u"robot"_s);
    QTRY_COMPARE(count->text(), u"20 events · all hidden by filter or noise level"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_view->selectedSeq(), 0U);
    edit->setText(u"C2"_s);
    QTRY_COMPARE(count->text(), u"30 events"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_view->selectedSeq(), 91U); // the first that is in the list
}

//! Whatever is typed, the window goes on: what is costly is done elsewhere.
void TestFilterBar::hostileExpressionsStallNobody()
{
    const QByteArray text = R"({"type":"message","text":")" + QByteArray(4000, 'a') + R"(!"})";
    for (quint64 seq = 101; seq <= 130; ++seq)
        m_log->append(entry(seq, text));
    QTRY_COMPARE(rows(), 130);
    QElapsedTimer clock;
    clock.start();
    m_view->setFilterText(u"text matches \"(a+)+(?<=a)$\""_s);
    m_view->setFilterText(u"text matches \"(a*)*\\\\1$\" || text matches \"(a|aa)+\\\\b\\\\B$\""_s);
    QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed()))); // it would be hours
    const auto *status = named<QLabel>(m_view.get(), u"Filter status"_s);
    QTRY_VERIFY_WITH_TIMEOUT(status->text().contains(u"left out"_s), 60'000);
}

RTMSCOPE_GUI_TEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"
