// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/filterquery.h"
#include "core/filter/rowmatcher.h"
#include "core/marks/markbook.h"
#include "core/marks/marks.h"
#include "core/marks/samething.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! Notes about other entries, what they come to, and what events have in common.
class TestMarks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void notesAsWritten_data();
    void notesAsWritten();
    void whatIsNoMark_data();
    void whatIsNoMark();
    void aLaterNoteWins();
    void labelsOfMany();
    void namesOfLabels();
    void goesFromMarkToMark();
    void bookFollowsTheLog();
    void bookFindsMovedEntries();
    void bookForgetsAnotherLog();
    void bookReadsAThousandMarksInTurns();
    void sameThing_data();
    void sameThing();
    void placeOfEvents();
    void filters_data();
    void filters();
    void filtersOfNothing();
};

namespace {

MarkNote markOf(quint64 seq, bool set = true)
{
    MarkNote note;
    note.of = seq;
    note.isSet = set;
    return note;
}

MarkNote labelOf(quint64 seq, int label, bool set = true)
{
    MarkNote note = markOf(seq, set);
    note.kind = MarkNote::Kind::Label;
    note.label = label;
    return note;
}

MarkNote commentOn(quint64 seq, const QString &text)
{
    MarkNote note = markOf(seq);
    note.kind = MarkNote::Kind::Comment;
    note.text = text;
    return note;
}

} // namespace

void TestMarks::notesAsWritten_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("mark") << QByteArray(R"({"kind":"mark","of":412,"of_us":1795356131318204})");
    QTest::newRow("mark without a time") << QByteArray(R"({"kind":"mark","of":412})");
    QTest::newRow("no mark") << QByteArray(R"({"kind":"mark","of":412,"set":false})");
    QTest::newRow("label") << QByteArray(R"({"kind":"mark","of":412,"label":3})");
    QTest::newRow("no label") << QByteArray(R"({"kind":"mark","of":412,"label":9,"set":false})");
    QTest::newRow("channel") << QByteArray(R"({"kind":"mark","label":1,"channel":"C1"})");
    QTest::newRow("person") << QByteArray(R"({"kind":"mark","label":1,"user":"U1"})");
    QTest::newRow("thread") << QByteArray(
        R"({"kind":"mark","label":1,"channel":"C1","thread_ts":"1795356131.000200"})");
    QTest::newRow("name") << QByteArray(R"({"kind":"mark","label":2,"name":"to be asked"})");
    QTest::newRow("no name") << QByteArray(R"({"kind":"mark","label":2,"name":""})");
    QTest::newRow("comment") << QByteArray(R"({"kind":"comment","of":7,"text":"say \"why\""})");
    QTest::newRow("no comment") << QByteArray(R"({"kind":"comment","of":7,"text":""})");
}

void TestMarks::notesAsWritten()
{
    QFETCH(const QByteArray, json);
    const auto read = MarkNote::from(note(1, json));
    QVERIFY(read);
    QCOMPARE(read->toJson(), json);
}

void TestMarks::whatIsNoMark_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("another kind") << QByteArray(R"({"kind":"state","of":1})");
    QTest::newRow("about nothing") << QByteArray(R"({"kind":"mark"})");
    QTest::newRow("remark of old") << QByteArray(R"({"kind":"comment","text":"hello"})");
    QTest::newRow("label 0") << QByteArray(R"({"kind":"mark","of":1,"label":0})");
    QTest::newRow("label 10") << QByteArray(R"({"kind":"mark","of":1,"label":10})");
    QTest::newRow("label of nothing") << QByteArray(R"({"kind":"mark","label":1})");
    QTest::newRow("negative") << QByteArray(R"({"kind":"mark","of":-1})");
    QTest::newRow("other types") << QByteArray(R"({"kind":"mark","of":{},"label":[]})");
}

void TestMarks::whatIsNoMark()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!MarkNote::from(note(1, json)));
    QVERIFY(!MarkNote::from(entry(1, json))); // and no frame is one
}

void TestMarks::aLaterNoteWins()
{
    Marks marks;
    QVERIFY(marks.isEmpty());
    QVERIFY(marks.apply(markOf(5), 4));
    QVERIFY(!marks.apply(markOf(5), 4));
    QVERIFY(marks.apply(labelOf(5, 3), 4));
    QVERIFY(marks.apply(labelOf(5, 7), 4));
    QVERIFY(marks.apply(commentOn(5, u"first"_s), 4));
    QVERIFY(marks.apply(commentOn(5, u"second"_s), 4));
    QCOMPARE(marks.at(4), (EntryMark{true, Labels(labelBit(3) | labelBit(7)), u"second"_s}));
    QVERIFY(marks.apply(markOf(5, false), 4));
    QVERIFY(marks.apply(labelOf(5, 3, false), 4));
    QCOMPARE(marks.at(4), (EntryMark{false, labelBit(7), u"second"_s}));
    QVERIFY(marks.apply(labelOf(5, 7, false), 4));
    QVERIFY(marks.apply(commentOn(5, {}), 4));
    QVERIFY(marks.isEmpty());
    QVERIFY(!marks.apply(markOf(99), -1)); // of an entry that is not there
    QVERIFY(marks.isEmpty());
}

void TestMarks::labelsOfMany()
{
    const auto many = [](int label, const EntryPlace &of, bool set = true) {
        MarkNote note;
        note.kind = MarkNote::Kind::Label;
        note.label = label;
        note.isSet = set;
        note.channel = of.channel;
        note.user = of.user;
        note.thread = of.thread;
        return note;
    };
    Marks marks;
    QVERIFY(marks.apply(many(1, {u"C1"_s, {}, {}}), -1));
    QVERIFY(marks.apply(many(2, {{}, u"U1"_s, {}}), -1));
    QVERIFY(marks.apply(many(3, {u"C1"_s, {}, u"17.1"_s}), -1));
    QVERIFY(!marks.apply(many(3, {u"C1"_s, {}, u"17.1"_s}), -1));
    QVERIFY(marks.apply(labelOf(1, 9), 0));
    QVERIFY(marks.hasGroup(1, {u"C1"_s, {}, {}}));
    QVERIFY(!marks.hasGroup(1, {u"C1"_s, {}, u"17.1"_s}));
    QCOMPARE(marks.labelsOf(5, {u"C2"_s, u"U2"_s, {}}), Labels(0));
    QCOMPARE(marks.labelsOf(5, {u"C1"_s, u"U2"_s, {}}), labelBit(1));
    QCOMPARE(marks.labelsOf(5, {u"C2"_s, u"U1"_s, u"17.1"_s}), labelBit(2)); // that thread is in C1
    QCOMPARE(marks.labelsOf(0, {u"C1"_s, u"U1"_s, u"17.1"_s}),
             Labels(labelBit(1) | labelBit(2) | labelBit(3) | labelBit(9)));
    QVERIFY(marks.apply(many(1, {u"C1"_s, {}, {}}, false), -1));
    QVERIFY(!marks.apply(many(1, {u"C1"_s, {}, {}}, false), -1));
    QCOMPARE(marks.labelsOf(5, {u"C1"_s, u"U2"_s, {}}), Labels(0));
}

void TestMarks::namesOfLabels()
{
    MarkNote name;
    name.kind = MarkNote::Kind::LabelName;
    name.label = 4;
    name.text = u"to be asked"_s;
    Marks marks;
    QVERIFY(marks.apply(name, -1));
    QVERIFY(!marks.apply(name, -1));
    QCOMPARE(marks.labelName(4), u"to be asked"_s);
    QCOMPARE(marks.labelName(5), QString());
    QCOMPARE(marks.labelName(0), QString());
    QCOMPARE(marks.labelName(10), QString());
}

void TestMarks::goesFromMarkToMark()
{
    Marks marks;
    for (const qsizetype row : {3, 8, 20})
        marks.apply(markOf(quint64(row) + 1), row);
    const auto any = [](qsizetype) { return true; };
    const auto odd = [](qsizetype row) { return row % 2 == 1; };
    QCOMPARE(marks.next(-1, 1, any), 3);
    QCOMPARE(marks.next(3, 1, any), 8);
    QCOMPARE(marks.next(4, 1, any), 8);
    QCOMPARE(marks.next(20, 1, any), -1);
    QCOMPARE(marks.next(100, -1, any), 20);
    QCOMPARE(marks.next(20, -1, any), 8);
    QCOMPARE(marks.next(3, -1, any), -1);
    QCOMPARE(marks.next(3, 1, odd), -1); // the others are hidden
    QCOMPARE(marks.next(20, -1, odd), 3);
}

void TestMarks::bookFollowsTheLog()
{
    const auto log = logOf(10);
    log->append(note(11, markOf(3).toJson()));
    MarkBook book;
    QSignalSpy changed(&book, &MarkBook::changed);
    book.setLog(log.get());
    QCOMPARE(changed.size(), 1);
    QVERIFY(book.marks().at(2).isMarked);

    log->append(note(12, commentOn(5, u"why?"_s).toJson()));
    book.catchUp(); // what was noted here shows at once
    QCOMPARE(book.marks().at(4).comment, u"why?"_s);
    log->append(note(13, markOf(3, false).toJson()));
    QTRY_VERIFY(!book.marks().at(2).isMarked); // and what others noted soon
    log->append(message(14));
    changed.clear();
    book.catchUp();
    QCOMPARE(changed.size(), 0);
}

//! Where files were joined, numbers are others; times stay.
void TestMarks::bookFindsMovedEntries()
{
    const auto log = logOf(10);
    MarkNote moved = markOf(3);
    moved.ofUs = log->row(6).timeUs;
    QCOMPARE(MarkBook::rowOf(*log, moved), 6);
    moved.of = 4000;
    QCOMPARE(MarkBook::rowOf(*log, moved), 6);
    moved.ofUs += 1;
    QCOMPARE(MarkBook::rowOf(*log, moved), -1); // it was cut away
    moved = markOf(3);
    QCOMPARE(MarkBook::rowOf(*log, moved), 2); // an entry that has no time
    moved.ofUs = log->row(2).timeUs;
    QCOMPARE(MarkBook::rowOf(*log, moved), 2);
}

void TestMarks::bookForgetsAnotherLog()
{
    auto first = logOf(3);
    first->append(note(4, markOf(1).toJson()));
    const auto second = logOf(3);
    MarkBook book;
    book.setLog(first.get());
    QVERIFY(!book.marks().isEmpty());
    QSignalSpy changed(&book, &MarkBook::changed);
    book.setLog(second.get());
    QVERIFY(book.marks().isEmpty());
    QCOMPARE(changed.size(), 1);
    book.setLog(first.get());
    first.reset();
    book.catchUp(); // the log is gone
    book.setLog(nullptr);
    QVERIFY(book.marks().isEmpty());
}

void TestMarks::bookReadsAThousandMarksInTurns()
{
    const auto log = logOf(1000);
    for (quint64 seq = 1; seq <= 1000; ++seq)
        log->append(note(1000 + seq, commentOn(seq, u"number %1"_s.arg(seq)).toJson()));
    MarkBook book;
    book.setLog(log.get());
    QTRY_COMPARE(book.marks().rows().size(), std::size_t(1000));
    QCOMPARE(book.marks().at(999).comment, u"number 1000"_s);
}

void TestMarks::sameThing_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("of");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("isSame");
    const QByteArray root = R"({"type":"message","channel":"C1","user":"U1","text":"a","ts":"17.000100"})";
    const QByteArray answer =
        R"({"type":"message","channel":"C1","user":"U2","text":"b","ts":"17.000200","thread_ts":"17.000100"})";
    const QByteArray edit =
        R"({"type":"message","subtype":"message_changed","channel":"C1","ts":"17.000900",)"
        R"("message":{"user":"U1","text":"c","ts":"17.000100"},"previous_message":{"ts":"17.000100"}})";
    const QByteArray gone =
        R"({"type":"message","subtype":"message_deleted","channel":"C1","ts":"17.000950","deleted_ts":"17.000100"})";
    const QByteArray reaction =
        R"({"type":"reaction_added","user":"U3","reaction":"tada","item":{"type":"message","channel":"C1","ts":"17.000100"}})";
    const QByteArray ack = R"({"ok":true,"reply_to":1,"ts":"17.000100","text":"a"})";
    const QByteArray elsewhere =
        R"({"type":"message","channel":"C2","user":"U1","text":"a","ts":"17.000100"})";
    const int message = int(samething::Kind::Message);
    const int thread = int(samething::Kind::Thread);
    const int person = int(samething::Kind::Person);
    const auto row = [](const char *name, int kind, const QByteArray &of, const QByteArray &other, bool is) {
        QTest::newRow(name) << kind << of << other << is;
    };
    row("itself", message, root, root, true);
    row("its edit", message, root, edit, true);
    row("its deletion", message, root, gone, true);
    row("its reaction", message, root, reaction, true);
    row("what acknowledged it", message, root, ack, true);
    row("its answer", message, root, answer, false);
    row("another channel", message, root, elsewhere, false);
    row("from an edit", message, edit, root, true);
    row("from an edit to a reaction", message, edit, reaction, true);
    row("from a reaction", message, reaction, gone, true);
    row("thread: answer", thread, root, answer, true);
    row("thread: from an answer to its beginning", thread, answer, root, true);
    row("thread: what becomes of its beginning", thread, answer, edit, true);
    row("thread: another channel", thread, answer, elsewhere, false);
    row("person", person, root, elsewhere, true);
    row("another person", person, root, answer, false);
    row("another person who reacts", person, root, reaction, false);
}

void TestMarks::sameThing()
{
    QFETCH(const int, kind);
    QFETCH(const QByteArray, of);
    QFETCH(const QByteArray, other);
    QFETCH(const bool, isSame);
    FilterQuery query;
    FilterQuery::Problem problem;
    const QString filter = samething::filterFor(samething::Kind(kind), entry(1, of));
    QVERIFY2(query.compile(filter, {}, &problem), qPrintable(filter + ": "_L1 + problem.words));
    QVERIFY(query.matches(entry(1, of)));
    QCOMPARE(query.matches(entry(2, other)), isSame);
}

void TestMarks::placeOfEvents()
{
    const EntryPlace place = samething::placeOf(entry(
        1,
        R"({"type":"message","channel":"C1","user":"U2","text":"b","ts":"17.000200","thread_ts":"17.000100"})"));
    QCOMPARE(place.channel, u"C1"_s);
    QCOMPARE(place.user, u"U2"_s);
    QCOMPARE(place.thread, u"17.000100"_s);
    const Event hello = entry(1, R"({"type":"hello"})");
    QCOMPARE(samething::placeOf(hello).thread, QString());
    for (const auto kind : {samething::Kind::Message, samething::Kind::Thread, samething::Kind::Person})
        QCOMPARE(samething::filterFor(kind, hello), QString());
    // Whatever the wire says stays inside its quotes.
    const Event odd =
        entry(1, R"({"type":"message","channel":"C\" || true","ts":"1\\\" || \"","user":"\""})");
    FilterQuery query;
    for (const auto kind : {samething::Kind::Message, samething::Kind::Thread, samething::Kind::Person}) {
        QVERIFY(query.compile(samething::filterFor(kind, odd), {}, nullptr));
        QVERIFY(!query.matches(hello));
    }
}

void TestMarks::filters_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("marked") << u"mark exists"_s << QList<int>{1};
    QTest::newRow("marked, as a value") << u"mark == true"_s << QList<int>{1};
    QTest::newRow("not marked") << u"!(mark exists) && text exists"_s << QList<int>{0, 2, 3, 4};
    QTest::newRow("commented") << u"comment exists"_s << QList<int>{1, 3};
    QTest::newRow("comment") << u"comment contains LATE"_s << QList<int>{3};
    QTest::newRow("expression") << u"comment matches \"^why\""_s << QList<int>{1};
    QTest::newRow("label") << u"label == 3"_s << QList<int>{0, 2, 4};
    QTest::newRow("label by its name") << u"label == slow"_s << QList<int>{0, 2, 4};
    QTest::newRow("label of a thread") << u"label == 4"_s << QList<int>{4};
    QTest::newRow("one of several") << u"label in {4, 5}"_s << QList<int>{1, 4};
    QTest::newRow("any label") << u"label exists"_s << QList<int>{0, 1, 2, 4};
    QTest::newRow("with others") << u"comment exists && channel == C2"_s << QList<int>{1, 3};
    QTest::newRow("members of frames stay") << u"[\"comment\"] exists"_s << QList<int>{5};
}

void TestMarks::filters()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<int>, rows);
    const auto log = EventLog::inMemory({});
    for (const char *more :
         {R"("channel":"C1","ts":"1.1")", R"("channel":"C2","ts":"1.2")", R"("channel":"C1","ts":"1.3")",
          R"("channel":"C2","ts":"1.4")", R"("channel":"C1","ts":"1.5","thread_ts":"1.0")"})
        log->append(
            entry(quint64(log->size()) + 1, QByteArray(R"({"type":"message","text":"a",)") + more + '}'));
    log->append(entry(6, R"({"type":"file_comment_added","comment":"Fc1"})"));
    quint64 seq = 6;
    const auto noted = [&](const MarkNote &one) { log->append(note(++seq, one.toJson())); };
    noted(markOf(2));
    noted(commentOn(2, u"why this?"_s));
    noted(commentOn(4, u"too late"_s));
    noted(labelOf(2, 5));
    for (const char *json :
         {R"({"kind":"mark","label":3,"channel":"C1"})", R"({"kind":"mark","label":3,"name":"slow"})",
          R"({"kind":"mark","label":4,"channel":"C1","thread_ts":"1.0"})"})
        log->append(note(++seq, json));

    FilterQuery::Context context;
    context.marks = std::make_shared<const Marks>(marksIn(log->snapshot()));
    FilterQuery query;
    FilterQuery::Problem problem;
    QVERIFY2(query.compileIn(filter, context, &problem), qPrintable(problem.words));
    QCOMPARE(query.asksForMarks(), !filter.startsWith(u'['));
    QVERIFY(!query.explained().isEmpty());
    RowMatcher matcher(query);
    const LogReader reader(log->snapshot());
    QList<int> found;
    for (int row = 0; row < 6; ++row) {
        if (matcher.matches(reader, row))
            found << row;
        QCOMPARE(query.matches(*log, row), found.contains(row));
    }
    QCOMPARE(found, rows);
}

//! Where nothing was noted, or nobody knows.
void TestMarks::filtersOfNothing()
{
    const auto log = logOf(3);
    for (const char *text : {"mark exists", "label == 3", "comment contains a"}) {
        FilterQuery query;
        QVERIFY(query.compile(QString::fromLatin1(text), {}, nullptr));
        QVERIFY(!query.matches(*log, 1));
        QVERIFY(!query.matches(log->event(1)));
    }
}

RTMSCOPE_TEST_MAIN(TestMarks)
#include "tst_marks.moc"
