// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/rowmatcher.h"

#include "core/filter/textsearch.h"
#include "core/log/eventlog.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace rtmscope;
using namespace rtmscope::testing;

class TestRowMatcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void placesOfAText();
    void asTheQuery_data();
    void asTheQuery();
    void growingLog();

private:
    void compare(const EventLog &log, const FilterQuery &query);

    QTemporaryDir m_folder;
    std::unique_ptr<EventLog> m_capture; // in a file
    std::unique_ptr<EventLog> m_memory;
    std::unique_ptr<EventLog> m_foreign;
};

namespace {

//! Frames of all sorts, some that are no JSON, and some too large to be looked at together with others.
std::vector<Event> events()
{
    QRandomGenerator random(3);
    std::vector<Event> all;
    for (quint64 seq = 1; seq <= 3000; ++seq) {
        const QByteArray n = QByteArray::number(seq);
        switch (random.bounded(8)) {
        case 0:
            all.push_back(binary(seq, QByteArray("\x00zebra\xff", 7) + n));
            break;
        case 1:
            all.push_back(entry(seq, "<html>zebra \"" + n + "\"</html>"));
            break;
        case 2:
            all.push_back(note(seq, R"({"kind":"state","state":"Ready","cause":"zebra )" + n + R"("})"));
            break;
        case 3:
            all.push_back(
                entry(seq, R"({"type":"user_typing","channel":"C)" + n.right(1) + R"(","user":"U1"})"));
            break;
        case 4:
            all.push_back(message(
                seq, seq % 500 == 0 ? QByteArray(200'000, 'l') + "needle" + n : "A ZeBra " + n, "C1"));
            break;
        default:
            all.push_back(message(seq, "plain words \\u00e9 " + n, "C" + n.right(1)));
        }
    }
    return all;
}

} // namespace

void TestRowMatcher::initTestCase()
{
    auto created = EventLog::create(m_folder.filePath(u"all.rtmcap"_s), {});
    QVERIFY(created.ok());
    m_capture = std::move(created).value();
    m_memory = EventLog::inMemory({});
    QFile foreign(m_folder.filePath(u"frames.ndjson"_s));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    for (const Event &event : events()) {
        m_capture->append(event);
        m_memory->append(event);
        if (event.form == FrameForm::Json)
            foreign.write(event.raw + '\n');
    }
    foreign.close();
    m_capture->flush();
    auto opened = EventLog::open(foreign.fileName());
    QVERIFY(opened.ok());
    m_foreign = std::move(opened).value();
}

//! Wherever it stands, and at whatever distance from the end.
void TestRowMatcher::placesOfAText()
{
    for (const QString &needle : {u"zebra"_s, u"z"_s, u"aa"_s, u"C024BE91L"_s, u"1-2"_s}) {
        const TextSearch search(needle);
        QVERIFY(search.isPlain());
        const QByteArray wanted = needle.toUpper().toUtf8();
        for (int length = 0; length < 70; ++length) {
            const QByteArray without(length, '.');
            QCOMPARE(search.indexIn(without), -1);
            for (int at = 0; at + wanted.size() <= length; ++at) {
                QByteArray text = without;
                text.replace(at, wanted.size(), wanted);
                QCOMPARE(search.indexIn(text), at);
            }
        }
        QCOMPARE(search.indexIn(needle.left(needle.size() - 1).toUtf8()), -1);
    }
    QVERIFY(!TextSearch(QString()).isPlain());
    QVERIFY(!TextSearch(u"caf\u00e9"_s).isPlain());
    QVERIFY(!TextSearch(u"a/b"_s).isPlain()); // may be written as "a\/b"
}

void TestRowMatcher::asTheQuery_data()
{
    QTest::addColumn<QString>("filter");
    for (const char *filter : {"zebra",
                               "needle500",
                               "needle",
                               "type",
                               "nowhere",
                               "é",
                               "\"words \"",
                               "type == message && zebra",
                               "zebra && type == message",
                               "zebra || needle",
                               "!zebra",
                               "channel == C1",
                               "channel in {C1, C2} && !zebra",
                               "type == user_typing || dir == note",
                               "user exists",
                               "subtype exists",
                               "time > 2026-11-22",
                               "user == channel",
                               "size > 1000",
                               "text contains zebra",
                               "zebra 1",
                               "",
                               "type matches \"^m\"",
                               "1 && (2 || zebra)"})
        QTest::newRow(filter) << QString::fromUtf8(filter);
}

void TestRowMatcher::compare(const EventLog &log, const FilterQuery &query)
{
    const LogReader reader(log.snapshot());
    std::vector<bool> expected;
    for (qsizetype row = 0; row < log.size(); ++row)
        expected.push_back(query.matches(reader, row));
    const auto walk = [&](qsizetype from, qsizetype step) {
        RowMatcher matcher(query);
        RowMatcher own(query);
        for (qsizetype row = from; row >= 0 && row < log.size(); row += step) {
            QCOMPARE(matcher.matches(reader, row), expected[std::size_t(row)]);
            QCOMPARE(own.matches(log, row), expected[std::size_t(row)]);
        }
    };
    walk(0, 1);
    walk(1, 7);
    walk(log.size() - 1, -1);
    QRandomGenerator random(5);
    RowMatcher matcher(query);
    for (int i = 0; i < 300; ++i) {
        const auto row = qsizetype(random.bounded(quint32(log.size())));
        QCOMPARE(RowMatcher(matcher).matches(reader, row), expected[std::size_t(row)]);
        QCOMPARE(matcher.matches(reader, row), expected[std::size_t(row)]);
    }
}

void TestRowMatcher::asTheQuery()
{
    QFETCH(const QString, filter);
    FilterQuery query;
    QVERIFY(query.compile(filter, {}, nullptr));
    for (const auto *log : {m_capture.get(), m_memory.get(), m_foreign.get()})
        compare(*log, query);
}

//! What was not there when it looked ahead is not taken for absent.
void TestRowMatcher::growingLog()
{
    const auto log = EventLog::inMemory({});
    FilterQuery query;
    QVERIFY(query.compile(u"zebra"_s, {}, nullptr));
    RowMatcher matcher(query);
    for (quint64 seq = 1; seq <= 400; ++seq) {
        log->append(message(seq, seq % 3 == 0 ? "zebra" : "words", "C1"));
        const LogReader reader(log->snapshot());
        QCOMPARE(matcher.matches(reader, qsizetype(seq) - 1), seq % 3 == 0);
    }
    matcher.forgetLog();
    QVERIFY(matcher.matches(LogReader(log->snapshot()), 2));
}

RTMSCOPE_TEST_MAIN(TestRowMatcher)
#include "tst_rowmatcher.moc"
