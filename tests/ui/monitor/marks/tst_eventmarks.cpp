// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/eventmarks.h"

#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "tests/ui/monitor/widgetchecks.h"
#include "ui/monitor/columns/noteline.h"
#include "ui/monitor/filter/eventfilter.h"
#include "ui/monitor/filter/filterbar.h"
#include "ui/monitor/marks/rulesdialog.h"
#include "ui/monitor/table/eventview.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryFile>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Marks, labels, comments, rules and ways through them, in the list of events.
class TestEventMarks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void everythingHasAName();
    void markByKey();
    void labelsByKey();
    void commentByKeys();
    void whatWasBegunIsKept();
    void keysOfTheListOnly();
    void nothingSelected();
    void whileTheFileIsRead();
    void labelsOfMany();
    void notesAreHiddenByTheNoiseLevel();
    void marksAreNoEvents();
    void manyAreTakenBack();
    void goesFromMarkToMark();
    void goesToTheSameMessage();
    void goesAmongWhatIsShown();
    void goesAmongWhatIsThere();
    void goesNowhere();
    void filtersByMarks();
    void rulesGiveColours();
    void rulesFromAValue();
    void menuOffersAll();
    void modelIsSound();

private:
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void select(int row);
    const DressedRow &shown(int row) const { return m_view->parts().model->eventRow(row); }
    QString status() const { return named<QLabel>(m_view.get(), u"Filter status"_s)->text(); }

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<WorkspaceFeed> m_feed;
    std::unique_ptr<EventView> m_view;
    EventMarks *m_marks = nullptr;
    EventTable *m_table = nullptr;
    QList<QByteArray> m_notes;
    quint64 m_seq = 0;
};

//! 40 messages in C1 and C2 by turns; the message 3 is edited as 21 and gets a reaction as 31. What is noted
//! is recorded, as a session does it.
void TestEventMarks::init()
{
    m_seq = 0;
    m_notes.clear();
    m_log = EventLog::inMemory({});
    m_feed = std::make_unique<WorkspaceFeed>();
    const auto ts = [](quint64 seq) { return "1795356" + QByteArray::number(200 + seq) + ".000100"; };
    while (m_seq < 40) {
        ++m_seq;
        const QByteArray channel = m_seq % 2 == 1 ? "C1" : "C2";
        QByteArray frame = R"({"type":"message","channel":")" + channel + R"(","user":"U1","text":"number )" +
                           QByteArray::number(m_seq) + R"(","ts":")" + ts(m_seq) + "\"}";
        if (m_seq == 21)
            frame = R"({"type":"message","subtype":"message_changed","channel":"C1","ts":")" + ts(21) +
                    R"(","message":{"user":"U1","text":"new","ts":")" + ts(3) + "\"}}";
        if (m_seq == 31)
            frame = R"({"type":"reaction_added","user":"U2","reaction":"tada","item":{"type":"message",)"
                    R"("channel":"C1","ts":")" +
                    ts(3) + "\"}}";
        m_log->append(entry(m_seq, frame));
    }
    m_view = std::make_unique<EventView>();
    m_marks = new EventMarks(*m_view);
    m_table = m_view->parts().table;
    connect(m_marks, &EventMarks::noteWanted, this, [this](const QByteArray &json) {
        m_notes << json;
        m_log->append(note(++m_seq, json));
    });
    m_view->resize(1000, 500);
    m_view->setLog(m_log.get(), m_feed.get());
    m_marks->setLog(m_log.get(), m_feed.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QTRY_COMPARE(m_table->model()->rowCount(), 40);
    m_view->setFollowing(false);
    m_table->setFocus();
}

void TestEventMarks::cleanup()
{
    m_view.reset();
}

void TestEventMarks::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_table, key, modifiers);
}

void TestEventMarks::select(int row)
{
    m_table->setCurrentIndex(m_table->model()->index(row, 0));
}

void TestEventMarks::everythingHasAName()
{
    select(2);
    press(Qt::Key_C);
    QCOMPARE(unnamedFocusable(m_view.get()), QStringList());
    QVERIFY(named(m_view.get(), u"Overview of all shown events"_s));
}

void TestEventMarks::markByKey()
{
    select(2);
    press(Qt::Key_M);
    QVERIFY(shown(2).dress.isMarked); // at once
    QVERIFY(m_view->parts().model->spokenRow(2).contains(u"marked"_s));
    QCOMPARE(m_notes.size(), 1);
    const auto read = MarkNote::from(note(1, m_notes.first()));
    QCOMPARE(read->of, 3U);
    QCOMPARE(read->ofUs, m_log->row(2).timeUs);
    press(Qt::Key_M);
    QVERIFY(!shown(2).dress.isMarked);
    QVERIFY(shown(2).dress.isPlain());
    QCOMPARE(m_marks->marks().isEmpty(), true);
}

void TestEventMarks::labelsByKey()
{
    select(4);
    press(Qt::Key_3);
    press(Qt::Key_7);
    QCOMPARE(shown(4).dress.labels, Labels(labelBit(3) | labelBit(7)));
    QCOMPARE(shown(4).dress.colour, 3); // the first one's
    press(Qt::Key_3);
    QCOMPARE(shown(4).dress.colour, 7);
    press(Qt::Key_1, Qt::KeypadModifier);
    QCOMPARE(shown(4).dress.labels, Labels(labelBit(1) | labelBit(7)));
    press(Qt::Key_0);
    QVERIFY(shown(4).dress.isPlain());
    QCOMPARE(m_notes.size(), 6);
}

void TestEventMarks::commentByKeys()
{
    select(6);
    press(Qt::Key_C);
    auto *edit = named<QLineEdit>(m_view.get(), u"Comment on event 7"_s);
    QVERIFY(edit && edit->hasFocus());
    QTest::keyClicks(edit, u"12345 mM cC"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_marks->marks().at(6).comment, u"12345 mM cC"_s);
    QCOMPARE(shown(6).dress.comment, u"12345 mM cC"_s);
    QVERIFY(m_view->parts().model->spokenRow(6).contains(u"comment: 12345"_s));
    QCOMPARE(m_notes.size(), 1); // letters in the comment are no keys
    QVERIFY(m_table->hasFocus());
    QVERIFY(!edit->isVisible());

    press(Qt::Key_C);
    QCOMPARE(edit->text(), u"12345 mM cC"_s);
    edit->clear();
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(m_marks->marks().isEmpty());
    press(Qt::Key_C);
    QTest::keyClick(edit, Qt::Key_Return); // nothing was, nothing is
    QCOMPARE(m_notes.size(), 2);
}

void TestEventMarks::whatWasBegunIsKept()
{
    select(6);
    press(Qt::Key_C);
    auto *edit = named<QLineEdit>(m_view.get(), u"Comment on event 7"_s);
    QTest::keyClicks(edit, u"half a thou"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(m_marks->marks().isEmpty());
    QVERIFY(m_table->hasFocus());
    select(7);
    press(Qt::Key_C);
    QCOMPARE(edit->text(), QString());
    QTest::keyClick(edit, Qt::Key_Escape);
    select(6);
    press(Qt::Key_C);
    QCOMPARE(edit->text(), u"half a thou"_s);
}

void TestEventMarks::keysOfTheListOnly()
{
    select(2);
    auto *filter = named<QLineEdit>(m_view.get(), u"Filter"_s);
    filter->setFocus();
    QTest::keyClicks(filter, u"mcn0123"_s);
    QCOMPARE(filter->text(), u"mcn0123"_s);
    QVERIFY(m_notes.isEmpty());
}

void TestEventMarks::nothingSelected()
{
    m_view->clearSelection();
    for (const Qt::Key key : {Qt::Key_M, Qt::Key_C, Qt::Key_5, Qt::Key_0}) {
        press(key);
        QVERIFY2(status().contains(u"select an event first"_s), qPrintable(status()));
    }
    press(Qt::Key_N);
    QVERIFY(status().contains(u"nothing is marked yet"_s));
    QVERIFY(m_notes.isEmpty());
}

//! Rows may still change their places.
void TestEventMarks::whileTheFileIsRead()
{
    std::unique_ptr<EventLog> log;
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("{\"type\":\"hello\"}\n");
    file.flush();
    QVERIFY(EventLog::openInSteps(file.fileName(), {},
                                  [&](std::unique_ptr<EventLog> opened) { log = std::move(opened); }));
    QVERIFY(log->isIndexing());
    m_view->setLog(log.get(), nullptr);
    m_marks->setLog(log.get(), nullptr);
    select(0);
    press(Qt::Key_M);
    QVERIFY(m_notes.isEmpty());
    QVERIFY2(status().contains(u"still being read"_s), qPrintable(status()));
    QTRY_VERIFY(!log->isIndexing());
    press(Qt::Key_M);
    QCOMPARE(m_notes.size(), 1);
    m_view->setLog(nullptr, nullptr);
    m_marks->setLog(nullptr, nullptr);
}

void TestEventMarks::labelsOfMany()
{
    MarkNote all;
    all.kind = MarkNote::Kind::Label;
    all.label = 2;
    all.channel = u"C2"_s;
    m_log->append(note(++m_seq, all.toJson()));
    MarkNote name;
    name.kind = MarkNote::Kind::LabelName;
    name.label = 2;
    name.text = u"second"_s;
    m_log->append(note(++m_seq, name.toJson()));
    QTRY_COMPARE(shown(1).dress.labels, labelBit(2));
    QCOMPARE(shown(0).dress.labels, Labels(0));
    QVERIFY(m_view->parts().model->spokenRow(1).contains(u"2 second"_s));
    // Those that come later as well.
    m_log->append(message(++m_seq, "late", "C2"));
    QTRY_COMPARE(m_table->model()->rowCount(), 41);
    QCOMPARE(shown(40).dress.labels, labelBit(2));
}

void TestEventMarks::notesAreHiddenByTheNoiseLevel()
{
    select(2);
    press(Qt::Key_M);
    QCOMPARE(m_table->model()->rowCount(), 40);
    QTest::qWait(0);
    QCOMPARE(m_table->model()->rowCount(), 40);
    m_view->setNoiseLevel(NoiseLevel::Everything);
    QTRY_COMPARE(m_table->model()->rowCount(), 41);
    QVERIFY2(shown(40).summary.contains(u"event 3 is marked"_s), qPrintable(shown(40).summary));
}

void TestEventMarks::marksAreNoEvents()
{
    const auto *model = m_view->parts().model;
    m_table->selectAll();
    press(Qt::Key_M);
    QCOMPARE(m_log->size(), 80);
    for (const NoiseLevel level : {NoiseLevel::Conversation, NoiseLevel::NoPings, NoiseLevel::Everything}) {
        m_view->setNoiseLevel(level);
        QTRY_COMPARE(model->counts().captured, 40);
        QCOMPARE(model->counts().shown, 40);
        QCOMPARE(model->counts().noise, 0);
    }
    m_view->setFilterText(u"dir == in || dir == note"_s); // whatever the level
    QTRY_COMPARE(m_table->model()->rowCount(), 40);
    QCOMPARE(model->counts().captured, 40);
    for (const QString &asked : {u"type == mark"_s, u"kind == \"mark\""_s}) {
        m_view->setNoiseLevel(NoiseLevel::NoPings);
        m_view->setFilterText(asked);
        QTRY_COMPARE(m_table->model()->rowCount(), 40);
        QCOMPARE(model->eventRow(0).direction, Direction::Note);
    }
}

void TestEventMarks::manyAreTakenBack()
{
    const auto said = [this] {
        QStringList words;
        for (const NoteLine *each : m_view->findChildren<NoteLine *>()) {
            if (!each->isHidden())
                words << each->words();
        }
        return words.join(u'|');
    };
    const Marks &marks = m_marks->marks();
    select(2);
    press(Qt::Key_M);
    QCOMPARE(said(), QString()); // of one, nothing need be said
    m_table->selectAll();
    press(Qt::Key_M);
    QCOMPARE(said(), u"39 events marked"_s);
    QCOMPARE(marks.rows().size(), 40U);
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(said(), QString());
    QCOMPARE(marks.rows().size(), 1U); // that one was before
    QVERIFY(marks.at(2).isMarked);

    m_table->selectAll();
    press(Qt::Key_5);
    QCOMPARE(said(), u"40 events with Label 5"_s);
    for (QPushButton *button : m_view->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == u"Undo"_s)
            button->click();
    }
    QCOMPARE(marks.rows().size(), 1U);
    QCOMPARE(marks.at(5).labels, Labels(0));
    // What was done last goes first: here the list was cleared since.
    m_table->selectAll();
    press(Qt::Key_M);
    press(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_table->model()->rowCount(), 0);
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(m_table->model()->rowCount(), 40);
    QCOMPARE(marks.rows().size(), 40U);
}

void TestEventMarks::goesFromMarkToMark()
{
    for (const int row : {4, 9, 30}) {
        select(row);
        press(row == 9 ? Qt::Key_2 : Qt::Key_M);
    }
    m_view->clearSelection();
    press(Qt::Key_N);
    QCOMPARE(m_view->selectedSeq(), 5U);
    press(Qt::Key_N);
    QCOMPARE(m_view->selectedSeq(), 10U);
    press(Qt::Key_N);
    press(Qt::Key_N);
    QCOMPARE(m_view->selectedSeq(), 31U);
    QVERIFY(status().contains(u"no further mark"_s));
    press(Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedSeq(), 10U);
    m_view->setFilterText(u"channel == C1"_s); // of which 10 is none
    m_view->selectEvent(31);
    press(Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedSeq(), 5U);
}

void TestEventMarks::goesToTheSameMessage()
{
    select(2);
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QTRY_COMPARE(m_view->selectedSeq(), 21U);
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QTRY_COMPARE(m_view->selectedSeq(), 31U);
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QTRY_VERIFY2(status().contains(u"no further event of this message"_s), qPrintable(status()));
    QCOMPARE(m_view->selectedSeq(), 31U);
    press(Qt::Key_PageUp, Qt::ControlModifier);
    QTRY_COMPARE(m_view->selectedSeq(), 21U);
    press(Qt::Key_PageUp, Qt::AltModifier);
    QTRY_COMPARE(m_view->selectedSeq(), 3U); // it would begin the thread
    press(Qt::Key_PageDown, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_view->selectedSeq(), 4U); // whatever that person does
}

void TestEventMarks::goesAmongWhatIsShown()
{
    m_view->setFilterText(u"!(subtype == message_changed)"_s);
    m_view->selectEvent(3);
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QTRY_COMPARE(m_view->selectedSeq(), 31U);
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QTRY_VERIFY2(status().contains(u"among those shown"_s), qPrintable(status()));
}

//! What was cleared away, and what waits, is not shown.
void TestEventMarks::goesAmongWhatIsThere()
{
    m_view->selectEvent(21);
    m_view->setPaused(true);
    m_log->append(entry(++m_seq, R"({"type":"reaction_removed","user":"U2","reaction":"tada","item":)"
                                 R"({"type":"message","channel":"C1","ts":"1795356203.000100"}})"));
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QTRY_COMPARE(m_view->selectedSeq(), 31U);
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QTRY_VERIFY2(status().contains(u"no further event of this message"_s), qPrintable(status()));
    m_view->setPaused(false);
    QTRY_COMPARE(m_table->model()->rowCount(), 41);
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QTRY_COMPARE(m_view->selectedSeq(), 41U);
}

void TestEventMarks::goesNowhere()
{
    m_view->clearSelection();
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QVERIFY(status().contains(u"select an event first"_s));
    m_log->append(entry(++m_seq, R"({"type":"hello"})"));
    QTRY_COMPARE(m_table->model()->rowCount(), 41);
    select(40);
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QVERIFY(status().contains(u"about no message"_s));
    press(Qt::Key_PageDown, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(status().contains(u"nobody stands behind"_s));
}

//! A filter for marks follows them.
void TestEventMarks::filtersByMarks()
{
    select(4);
    press(Qt::Key_M);
    m_view->setFilterText(u"mark exists || comment contains why"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    MarkNote comment;
    comment.kind = MarkNote::Kind::Comment;
    comment.of = 9;
    comment.text = u"why?"_s;
    m_log->append(note(++m_seq, comment.toJson()));
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    select(0);
    press(Qt::Key_M);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
}

void TestEventMarks::rulesGiveColours()
{
    ColourRule rule;
    rule.name = u"Edits"_s;
    rule.filter = u"subtype == message_changed"_s;
    rule.colour = 7;
    rule.sign = RowDress::Sign::Star;
    m_marks->setRules({rule});
    QCOMPARE(shown(20).dress.colour, 7);
    QCOMPARE(shown(20).dress.sign, RowDress::Sign::Star);
    QVERIFY(m_view->parts().model->spokenRow(20).contains(u"Edits"_s));
    QVERIFY(shown(19).dress.isPlain());
    select(20);
    press(Qt::Key_2);
    QCOMPARE(shown(20).dress.colour, 2); // what a person did comes first
    QCOMPARE(shown(20).dress.ruleColour, 7);
    rule.isOn = false;
    m_marks->setRules({rule});
    QCOMPARE(shown(20).dress.sign, RowDress::Sign::None);
}

void TestEventMarks::rulesFromAValue()
{
    QSignalSpy edited(m_marks, &EventMarks::rulesEdited);
    const QString before = m_view->filterText();
    m_view->filterBar()->filter()->join(u"channel == C2"_s, FilterJoin::ColourRule);
    auto *dialog = m_view->findChild<RulesDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(m_view->filterText(), before);
    QCOMPARE(dialog->rules().first().filter, u"channel == C2"_s);
    QCOMPARE(edited.size(), 1);
    QVERIFY(!shown(1).dress.isPlain()); // it holds already
    dialog->close();
}

void TestEventMarks::menuOffersAll()
{
    QMenu menu;
    const QModelIndex cell = m_table->model()->index(2, EventTableModel::Channel);
    select(2);
    Q_EMIT m_table->menuOpening(&menu, cell, u"channel == C1"_s);
    QStringList words;
    const auto collect = [&words](auto &&self, const QMenu &in) -> void {
        for (const QAction *action : in.actions()) {
            words << action->text().section(u'\t', 0, 0);
            if (action->menu())
                self(self, *action->menu());
        }
    };
    collect(collect, menu);
    for (const char *wanted :
         {"Mark", "Comment…", "Label 1", "Label 9", "No label", "All of C1", "Names of the labels…",
          "Next event of this message", "Previous event of this person", "Next mark", "Colour rules…"})
        QVERIFY2(words.contains(QString::fromUtf8(wanted)), wanted);
    const auto trigger = [&](const QString &name) {
        for (QAction *action : menu.actions()) {
            if (action->text().section(u'\t', 0, 0) == name)
                action->trigger();
        }
    };
    trigger(u"Mark"_s);
    QVERIFY(shown(2).dress.isMarked);
}

void TestEventMarks::modelIsSound()
{
    const QAbstractItemModelTester tester(m_table->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    select(1);
    press(Qt::Key_M);
    press(Qt::Key_9);
    for (int i = 0; i < 50; ++i)
        m_log->append(message(++m_seq));
    QTRY_COMPARE(m_table->model()->rowCount(), 90);
    select(80);
    press(Qt::Key_M);
    QCOMPARE(m_marks->marks().rows().size(), std::size_t(2));
}

RTMSCOPE_GUI_TEST_MAIN(TestEventMarks)
#include "tst_eventmarks.moc"
