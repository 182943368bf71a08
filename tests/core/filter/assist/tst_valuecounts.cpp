// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/assist/valuecounts.h"

#include "core/filter/assist/observedfields.h"
#include "core/filter/assist/valuelisting.h"
#include "core/filter/filterquery.h"
#include "core/log/eventlog.h"
#include "tests/core/capture/frames.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace rtmscope;

class TestValueCounts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void asTheFilterFinds_data();
    void asTheFilterFinds();
    void asJq_data();
    void asJq();
    void goesOn();
    void isCancelled();
    void tooMany();
    void listings();
    void nothing();
    void fields();
    void fieldsOfManyTypes();

private:
    std::unique_ptr<EventLog> m_log;
    QTemporaryDir m_folder;
    QString m_path;
};

namespace {

constexpr int many = 20'000;

QByteArray frame(int number, QRandomGenerator &random)
{
    const QByteArray n = QByteArray::number(number);
    const QByteArray channel = "C" + QByteArray::number(random.bounded(20));
    const QByteArray user = "U" + QByteArray::number(random.bounded(50));
    switch (random.bounded(6)) {
    case 0:
        return R"({"type":"reaction_added","user":")" + user + R"(","reaction":")" +
               QByteArrayList{"tada", "eyes", "caf\u00e9", "a \\\"b\\\""}.at(random.bounded(4)) +
               R"(","item":{"type":"message","channel":")" + channel + R"(","ts":"1.)" + n + R"("}})";
    case 1:
        return R"({"type":"message","subtype":")" +
               QByteArrayList{"bot_message", "message_changed", "channel_join"}.at(random.bounded(3)) +
               R"(","channel":")" + channel + R"(","hidden":)" + (number % 3 ? "true" : "false") +
               R"(,"message":{"edited":{"user":")" + user + R"("}}})";
    case 2:
        return R"({"type":"user_typing","channel":")" + channel + R"(","user":")" + user + R"("})";
    case 3:
        return R"({"type":"pong","reply_to":)" + QByteArray::number(random.bounded(9)) + "}";
    default:
        return R"({"type":"message","channel":")" + channel + R"(","user":")" + user +
               R"(","blocks":[{"type":"section"},{"type":")" + (number % 2 ? "divider" : "section") +
               R"("}],"text":"words )" + QByteArray::number(random.bounded(30)) + R"("})";
    }
}

ValueCounts counted(const LogSnapshot &log, const QString &field, const ValueCounts &known = {})
{
    ValueRun run(log, field, known);
    if (!run.isFinished()) {
        QSignalSpy advanced(&run, &ValueRun::advanced);
        while (!run.isFinished() && advanced.wait())
            ;
    }
    return run.counts();
}

QHash<QString, qsizetype> asHash(const ValueCounts &counts, const LogSnapshot &log)
{
    QHash<QString, qsizetype> hash;
    for (const ValueCounts::Value &value : counts.values(log))
        hash[value.text] += value.count;
    return hash;
}

} // namespace

void TestValueCounts::initTestCase()
{
    QRandomGenerator random(7);
    m_path = m_folder.filePath(u"frames.ndjson"_s);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < many; ++i)
        file.write(frame(i, random) + '\n');
    file.close();
    auto opened = EventLog::open(m_path);
    QVERIFY(opened.ok());
    m_log = std::move(opened).value();
    QCOMPARE(m_log->size(), many);
}

void TestValueCounts::asTheFilterFinds_data()
{
    QTest::addColumn<QString>("field");
    for (const char *field :
         {"type", "subtype", "channel", "user", "dir", "reaction", "item.channel", "hidden",
          "message.edited.user", "reply_to", "blocks.type", "blocks[1].type", "text"})
        QTest::newRow(field) << QString::fromLatin1(field);
}

//! So many as "field == value" shows: whatever stands behind a suggestion is what one gets.
void TestValueCounts::asTheFilterFinds()
{
    QFETCH(const QString, field);
    const LogSnapshot log = m_log->snapshot();
    const ValueCounts counts = counted(log, field);
    QCOMPARE(counts.until(), many);
    QVERIFY(!counts.leavesOut());
    const auto values = counts.values(log);
    QVERIFY(!values.empty());
    QCOMPARE(counts.distinct() >= qsizetype(values.size()), true);
    qsizetype before = many + 1;
    for (std::size_t i = 0; i < std::min<std::size_t>(values.size(), 6); ++i) {
        QVERIFY(values[i].count <= before);
        before = values[i].count;
        QString literal = values[i].text;
        if (values[i].isText)
            literal = u'"' + literal.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1) + u'"';
        FilterQuery query;
        FilterQuery::Problem problem;
        QVERIFY2(query.compile(field + u" == "_s + literal, {}, &problem), qPrintable(problem.words));
        qsizetype found = 0;
        for (qsizetype row = 0; row < m_log->size(); ++row)
            found += query.matches(*m_log, row) ? 1 : 0;
        QCOMPARE(values[i].count, found);
    }
}

void TestValueCounts::asJq_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("program");
    QTest::newRow("type") << u"type"_s << u".type"_s;
    QTest::newRow("subtype") << u"subtype"_s << u".subtype // empty"_s;
    QTest::newRow("reaction") << u"reaction"_s << u".reaction // empty"_s;
    QTest::newRow("channel") << u"channel"_s << u".channel // .item.channel // empty"_s;
    QTest::newRow("path") << u"message.edited.user"_s << u".message.edited.user? // empty"_s;
    QTest::newRow("number") << u"reply_to"_s << u".reply_to // empty"_s;
    QTest::newRow("bool") << u"hidden"_s << u"select(has(\"hidden\")) | .hidden"_s;
    QTest::newRow("array") << u"blocks.type"_s << u"[.blocks[]?.type] | unique | .[]"_s;
    QTest::newRow("text") << u"text"_s << u".text // empty"_s;
}

//! An independent program over the same file.
void TestValueCounts::asJq()
{
    QFETCH(const QString, field);
    QFETCH(const QString, program);
    const QString jq = QStandardPaths::findExecutable(u"jq"_s);
    if (jq.isEmpty())
        QSKIP("jq is not installed");
    QProcess process;
    process.start(jq, {u"-r"_s, program, m_path});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QHash<QString, qsizetype> expected;
    const QStringList lines =
        QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        ++expected[line];
    QVERIFY(!expected.isEmpty());
    const LogSnapshot log = m_log->snapshot();
    QCOMPARE(asHash(counted(log, field), log), expected);
}

//! What came later is added to what was counted, and nothing is counted twice.
void TestValueCounts::goesOn()
{
    for (const QString &field : {u"channel"_s, u"text"_s}) {
        const auto log = EventLog::inMemory({});
        for (quint64 seq = 1; seq <= 500; ++seq)
            log->append(rtmscope::testing::message(seq, seq % 2 ? u"C1"_s : u"C2"_s, u"U1"_s, "x"));
        const ValueCounts first = counted(log->snapshot(), field);
        QCOMPARE(first.until(), 500);
        for (quint64 seq = 501; seq <= 900; ++seq)
            log->append(rtmscope::testing::message(seq, u"C3"_s, u"U1"_s, "x"));
        const LogSnapshot now = log->snapshot();
        const ValueCounts second = counted(now, field, first);
        QCOMPARE(second.until(), 900);
        QCOMPARE(asHash(second, now), asHash(counted(now, field), now));
        QCOMPARE(asHash(counted(now, u"user"_s, first), now),
                 asHash(counted(now, u"user"_s), now)); // not its own
    }
}

void TestValueCounts::isCancelled()
{
    for (int i = 0; i < 50; ++i) {
        ValueRun run(m_log->snapshot(), u"blocks.type"_s);
        if (i % 2) {
            QSignalSpy advanced(&run, &ValueRun::advanced);
            QVERIFY(advanced.wait());
            QVERIFY(run.counts().until() > 0);
        }
    }
}

void TestValueCounts::tooMany()
{
    const auto log = EventLog::inMemory({});
    for (quint64 seq = 1; seq <= 60'000; ++seq)
        log->append(rtmscope::testing::entry(seq, R"({"type":"x","n":)" + QByteArray::number(seq) + '}'));
    log->append(rtmscope::testing::entry(60'001, R"({"type":"x","n":")" + QByteArray(5000, 'l') + R"("})"));
    const ValueCounts counts = counted(log->snapshot(), u"n"_s);
    QVERIFY(counts.leavesOut());
    QVERIFY(counts.distinct() <= 50'000);
    QCOMPARE(counts.until(), 60'001);
}

void TestValueCounts::nothing()
{
    QVERIFY(counted(m_log->snapshot(), u"no field"_s).isOfNothing());
    QVERIFY(counted(LogSnapshot(), u"type"_s).values({}).empty());
    QVERIFY(counted(m_log->snapshot(), u"nowhere"_s).values(m_log->snapshot()).empty());
}

void TestValueCounts::fields()
{
    const auto log = EventLog::inMemory({});
    log->append(rtmscope::testing::entry(
        1, R"({"type":"message","odd key":1,"a":{"b":[{"c":1},{"d":[[{"e":null}]]}]},"empty":{}})"));
    log->append(rtmscope::testing::entry(
        2, R"({"envelope_id":"e","type":"events_api","payload":{"event":{"type":"app_mention","only":1}}})"));
    log->append(rtmscope::testing::entry(3, "not json", Direction::In, FrameForm::Text));
    const QStringList paths = observedFields(log->snapshot());
    for (const char *path : {"type", "[\"odd key\"]", "a", "a.b", "a.b.c", "a.b.d.e", "empty", "only",
                             "envelope_id", "payload.event.only"})
        QVERIFY2(paths.contains(QString::fromLatin1(path)), path);
    QVERIFY(observedFields(LogSnapshot()).isEmpty());
    FieldsRun run(log->snapshot());
    QSignalSpy found(&run, &FieldsRun::found);
    QVERIFY(found.wait());
    QCOMPARE(found.first().first().toStringList(), paths);
}

//! A hostile stream fills no memory and holds nobody up.
void TestValueCounts::fieldsOfManyTypes()
{
    const auto log = EventLog::inMemory({});
    for (quint64 seq = 1; seq <= 5000; ++seq) {
        Event event = rtmscope::testing::entry(seq, R"({"type":"t)" + QByteArray::number(seq) + R"(","k)" +
                                                        QByteArray::number(seq) + R"(":1})");
        event.type = u't' + QString::number(seq);
        log->append(event);
    }
    const QStringList paths = observedFields(log->snapshot());
    QVERIFY(paths.size() <= 3000);
    QVERIFY(paths.first() == u"type"_s);
}

//! What is offered of a field, with names beside, made at once or elsewhere.
void TestValueCounts::listings()
{
    const auto log = EventLog::inMemory({});
    constexpr int people = 3'000;
    for (int i = 0; i < people; ++i) {
        for (int times = 0; times < (i == 7 ? 3 : 1); ++times)
            log->append(rtmscope::testing::message(quint64(log->size() + 1), u"C1"_s,
                                                   u'U' + QString::number(1000 + i), "x"));
    }
    ValueRun run(log->snapshot(), u"user"_s);
    QTRY_VERIFY(run.isFinished());
    const auto nameOf = [](const QString &id) { return u"@p"_s + id.sliced(1); };
    const ValueListing listing(run.counts(), run.log(), nameOf);
    QCOMPARE(listing.field(), u"user"_s);
    QCOMPARE(listing.until(), log->size());
    const auto all = [](const ValueListing::Entry &) { return true; };
    const ValueListing::Found found = listing.find(10, all);
    QCOMPARE(found.values.size(), 10U);
    QCOMPARE(found.more, people - 10);
    QCOMPARE(found.values.front().text, u"U1007"_s);
    QCOMPARE(found.values.front().count, 3);
    QCOMPARE(found.values[1].text, u"U1000"_s);
    const ValueListing::Found named =
        listing.find(10, [](const ValueListing::Entry &entry) { return entry.name == "@p3999"_L1; });
    QCOMPARE(named.values.size(), 1U);
    QCOMPARE(named.values.front().text, u"U3999"_s);
    QCOMPARE(named.more, 0);
    ListingRun elsewhere(run.counts(), run.log(), nameOf);
    std::shared_ptr<const ValueListing> made;
    connect(&elsewhere, &ListingRun::made, this,
            [&made](const std::shared_ptr<const ValueListing> &listed) { made = listed; });
    QTRY_VERIFY(made);
    QCOMPARE(made->until(), listing.until());
    QCOMPARE(made->find(1, all).values.front().text, u"U1007"_s);
    QCOMPARE(made->find(1, all).more, people - 1);
    const ListingRun left(run.counts(), run.log(), nameOf); // destroyed before it is through
}

RTMSCOPE_TEST_MAIN(TestValueCounts)
#include "tst_valuecounts.moc"
