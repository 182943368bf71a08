// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/logstatistics.h"

#include "core/log/eventlog.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

class TestLogStatistics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsBy_data();
    void countsBy();
    void sumsUp();
    void countsSomeRows();
    void agreesWithALoop();
    void endsWhenNobodyWantsIt();
    void ofNothing();
    void marksAreNoEvents();

private:
    static std::unique_ptr<EventLog> mixedLog();
    static QString inWords(const LogStatistics &figures);
};

//! A second apart, on two connections.
std::unique_ptr<EventLog> TestLogStatistics::mixedLog()
{
    auto log = EventLog::inMemory({});
    log->append(note(1, R"({"kind":"state","state":"Ready","from":"AwaitingHello"})"));
    log->append(message(2, "one", "C0OPS"));
    log->append(message(3, "two", "C0GEN"));
    log->append(entry(
        4, R"({"type":"message","subtype":"bot_message","channel":"C0OPS","bot_id":"B0CI","ts":"1.2"})"));
    log->append(entry(5, R"({"type":"message","subtype":"message_changed","channel":"C0OPS",)"
                         R"("message":{"bot_id":"B0CI","text":"x"},"ts":"1.3"})"));
    log->append(entry(
        6, R"({"type":"event_callback","event":{"type":"message","channel":"C0GEN","bot_id":"B0WEB"}})"));
    Event other = entry(7, R"({"type":"ping","id":1})", Direction::Out);
    other.connection = 2;
    other.receivedAtUs -= 900'000; // in the second of the one before
    log->append(other);
    return log;
}

QString TestLogStatistics::inWords(const LogStatistics &figures)
{
    QStringList words;
    for (const LogStatistics::Row &row : figures.rows)
        words << u"%1%2=%3"_s.arg(row.key, row.subtype.isEmpty() ? QString() : u'/' + row.subtype)
                     .arg(row.count);
    return words.join(u' ');
}

void TestLogStatistics::countsBy_data()
{
    QTest::addColumn<StatisticsKey>("key");
    QTest::addColumn<QString>("expected");
    QTest::newRow("type") << StatisticsKey::Type
                          << u"message=3 message/bot_message=1 message/message_changed=1 ping=1 state=1"_s;
    QTest::newRow("channel") << StatisticsKey::Channel << u"C0OPS=3 =2 C0GEN=2"_s;
    QTest::newRow("user") << StatisticsKey::User << u"=5 U02TOMAS=2"_s;
    QTest::newRow("bot") << StatisticsKey::Bot << u"=4 B0CI=2 B0WEB=1"_s;
    QTest::newRow("connection") << StatisticsKey::Connection << u"1=6 2=1"_s;
}

void TestLogStatistics::countsBy()
{
    QFETCH(StatisticsKey, key);
    const auto log = mixedLog();
    const auto figures = LogStatistics::of(log->snapshot(), key);
    QVERIFY(figures);
    QTEST(inWords(*figures), "expected");
}

void TestLogStatistics::sumsUp()
{
    const auto log = mixedLog();
    const auto figures = LogStatistics::of(log->snapshot(), StatisticsKey::Type);
    qint64 bytes = 0;
    for (qsizetype row = 0; row < log->size(); ++row)
        bytes += log->frameSize(row);
    QCOMPARE(figures->count, log->size());
    QCOMPARE(figures->bytes, bytes);
    QCOMPARE(figures->firstUs, startUs + 1'000'000);
    QCOMPARE(figures->lastUs, startUs + 6'100'000);
    QCOMPARE(figures->seconds(), 5.1);
    QCOMPARE(figures->busiestSecond, 2);
    qint64 sum = 0;
    for (const LogStatistics::Row &row : figures->rows)
        sum += row.bytes;
    QCOMPARE(sum, bytes);
}

void TestLogStatistics::countsSomeRows()
{
    const auto log = mixedLog();
    const std::vector<quint32> rows{1, 2, 6};
    const auto figures = LogStatistics::of(log->snapshot(), StatisticsKey::Type, rows);
    QCOMPARE(inWords(*figures), u"message=2 ping=1"_s);
}

//! More rows than a block has, so that several threads count.
void TestLogStatistics::agreesWithALoop()
{
    auto log = EventLog::inMemory({});
    QHash<QString, qint64> counts;
    for (quint64 i = 1; i <= 50'000; ++i) {
        const QByteArray channel = "C" + QByteArray::number(i * i % 97);
        log->append(message(i, "words", channel));
        ++counts[QString::fromLatin1(channel)];
    }
    const auto figures = LogStatistics::of(log->snapshot(), StatisticsKey::Channel);
    QCOMPARE(qsizetype(figures->rows.size()), counts.size());
    for (const LogStatistics::Row &row : figures->rows)
        QCOMPARE(row.count, counts.value(row.key));
}

void TestLogStatistics::endsWhenNobodyWantsIt()
{
    const auto log = logOf(100'000);
    int told = 0;
    const auto figures = LogStatistics::of(log->snapshot(), StatisticsKey::Type, {},
                                           [&told](qsizetype, qsizetype) { return ++told < 2; });
    QVERIFY(!figures);
}

void TestLogStatistics::ofNothing()
{
    const auto figures = LogStatistics::of({}, StatisticsKey::Type);
    QVERIFY(figures);
    QCOMPARE(figures->count, 0);
    QVERIFY(figures->rows.empty());
    QCOMPARE(figures->seconds(), 1.0);
}

//! But who asks for them gets them.
void TestLogStatistics::marksAreNoEvents()
{
    const auto log = mixedLog();
    const auto before = LogStatistics::of(log->snapshot(), StatisticsKey::Type);
    log->append(note(8, R"({"kind":"mark","of":2})"));
    log->append(note(9, R"({"kind":"comment","of":2,"text":"late"})"));
    const auto after = LogStatistics::of(log->snapshot(), StatisticsKey::Type);
    QVERIFY(before && after);
    QCOMPARE(after->count, before->count);
    QCOMPARE(after->busiestSecond, before->busiestSecond);
    QCOMPARE(inWords(*after), inWords(*before));
    const auto asked = LogStatistics::of(log->snapshot(), StatisticsKey::Type, std::vector<quint32>{7});
    QCOMPARE(inWords(*asked), u"mark=1"_s);
}

RTMSCOPE_TEST_MAIN(TestLogStatistics)
#include "tst_logstatistics.moc"
