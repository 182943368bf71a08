// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/ratehistory.h"
#include "tests/core/capture/frames.h"
#include "tests/support/testmain.h"

#include <numeric>

using namespace Qt::StringLiterals;
using namespace rtmscope;
using rtmscope::testing::entry;

Q_DECLARE_METATYPE(rtmscope::EventClass)
Q_DECLARE_METATYPE(rtmscope::Direction)

namespace {

constexpr qint64 secondUs = 1'000'000;
constexpr qint64 startUs = 1'795'356'131 * secondUs;

Event at(qint64 timeUs, const QString &type, Direction direction = Direction::In)
{
    const char *member = direction == Direction::Note ? "kind" : "type";
    Event event = entry(1, QByteArray("{\"") + member + "\":\"" + type.toUtf8() + "\"}", direction);
    event.type = type;
    event.receivedAtUs = timeUs;
    return event;
}

quint32 total(const RateHistory::Bucket &bucket)
{
    return std::accumulate(bucket.counts.begin(), bucket.counts.end(), 0U);
}

} // namespace

class TestRateHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void classes_data();
    void classes();
    void countsByClassAndSecond();
    void grows();
    void gapsAreMarked();
    void clockSetBack();
    void rowsWithoutTime();
    void longLogsGetWiderBuckets();
    void farAheadKeepsTheScale();
    void marksAreNoEvents();
};

void TestRateHistory::classes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("subtype");
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<EventClass>("expected");
    const auto row = [](const char *name, const QString &type, const QString &subtype, EventClass expected,
                        Direction direction = Direction::In) {
        QTest::newRow(name) << type << subtype << direction << expected;
    };
    row("message", u"message"_s, {}, EventClass::Message);
    row("bot message", u"message"_s, u"bot_message"_s, EventClass::Message);
    row("message of an unknown subtype", u"message"_s, u"novelty"_s, EventClass::Message);
    row("our message", u"message"_s, {}, EventClass::Message, Direction::Out);
    row("edit", u"message"_s, u"message_changed"_s, EventClass::Change);
    row("deletion", u"message"_s, u"message_deleted"_s, EventClass::Change);
    row("rename", u"channel_rename"_s, {}, EventClass::Change);
    row("reaction", u"reaction_added"_s, {}, EventClass::Reaction);
    row("typing", u"user_typing"_s, {}, EventClass::Presence);
    row("our typing, which is no event", u"typing"_s, {}, EventClass::Presence, Direction::Out);
    row("presence", u"presence_change"_s, {}, EventClass::Presence);
    row("hello", u"hello"_s, {}, EventClass::Control);
    row("ack", u"ack"_s, {}, EventClass::Control);
    row("our ping", u"ping"_s, {}, EventClass::Control, Direction::Out);
    row("unknown", u"brand_new"_s, {}, EventClass::Unknown);
    row("not JSON", {}, {}, EventClass::Unknown);
    row("note", u"state"_s, {}, EventClass::Note, Direction::Note);
    row("note of a frame's name", u"message"_s, {}, EventClass::Note, Direction::Note);
}

void TestRateHistory::classes()
{
    QFETCH(const QString, type);
    QFETCH(const QString, subtype);
    QFETCH(const Direction, direction);
    QTEST(classify(type, subtype, direction), "expected");
}

void TestRateHistory::countsByClassAndSecond()
{
    const auto log = EventLog::inMemory({});
    log->append(at(startUs + 1, u"message"_s));
    log->append(at(startUs + 999'999, u"message"_s));
    log->append(at(startUs + 999'999, u"hello"_s));
    log->append(at(startUs + 3 * secondUs, u"state"_s, Direction::Note));
    RateHistory history;
    history.update(*log);
    QCOMPARE(history.buckets().size(), 4U);
    for (std::size_t i = 0; i < 4; ++i)
        QCOMPARE(history.buckets()[i].startUs, startUs + qint64(i) * secondUs);
    QCOMPARE(history.buckets()[0].counts[std::size_t(EventClass::Message)], 2U);
    QCOMPARE(history.buckets()[0].counts[std::size_t(EventClass::Control)], 1U);
    QCOMPARE(total(history.buckets()[1]), 0U);
    QCOMPARE(total(history.buckets()[2]), 0U);
    QCOMPARE(history.buckets()[3].counts[std::size_t(EventClass::Note)], 1U);
}

void TestRateHistory::grows()
{
    const auto log = EventLog::inMemory({});
    RateHistory stepwise;
    stepwise.update(*log);
    QVERIFY(stepwise.buckets().empty());
    for (int i = 0; i < 500; ++i) {
        log->append(at(startUs + i * 37'000, i % 3 ? u"message"_s : u"user_typing"_s));
        if (i % 7 == 0)
            stepwise.update(*log);
    }
    stepwise.update(*log);
    RateHistory atOnce;
    atOnce.update(*log);
    QCOMPARE(stepwise.buckets().size(), atOnce.buckets().size());
    quint32 sum = 0;
    for (std::size_t i = 0; i < atOnce.buckets().size(); ++i) {
        QCOMPARE(stepwise.buckets()[i].counts, atOnce.buckets()[i].counts);
        sum += total(atOnce.buckets()[i]);
    }
    QCOMPARE(sum, 500U);
}

void TestRateHistory::gapsAreMarked()
{
    const auto log = EventLog::inMemory({});
    log->append(at(startUs, u"message"_s));
    log->append(at(startUs + 2 * secondUs, u"gap"_s, Direction::Note));
    log->append(at(startUs + 3 * secondUs, u"gap"_s)); // a frame of that name is no gap
    RateHistory history;
    history.update(*log);
    QVERIFY(!history.buckets()[0].gap);
    QVERIFY(!history.buckets()[1].gap);
    QVERIFY(history.buckets()[2].gap);
    QVERIFY(!history.buckets()[3].gap);
}

void TestRateHistory::clockSetBack()
{
    const auto log = EventLog::inMemory({});
    log->append(at(startUs, u"message"_s));
    log->append(at(startUs + 5 * secondUs, u"message"_s));
    log->append(at(startUs + 2 * secondUs, u"message"_s));
    log->append(at(startUs - 3600 * secondUs, u"message"_s));
    RateHistory history;
    history.update(*log);
    QCOMPARE(history.buckets().size(), 6U);
    QCOMPARE(total(history.buckets()[0]), 2U);
    QCOMPARE(total(history.buckets()[2]), 1U);
    QCOMPARE(total(history.buckets()[5]), 1U);
}

void TestRateHistory::rowsWithoutTime()
{
    const auto log = EventLog::inMemory({});
    log->append(at(0, u"message"_s));
    RateHistory history;
    history.update(*log);
    QVERIFY(history.buckets().empty());
}

void TestRateHistory::longLogsGetWiderBuckets()
{
    const auto log = EventLog::inMemory({});
    log->append(at(startUs, u"message"_s));
    log->append(at(startUs + 90'000 * secondUs, u"message"_s));
    RateHistory history;
    history.update(*log);
    QCOMPARE(history.bucketUs(), secondUs);
    log->append(at(startUs + 90'001 * secondUs, u"gap"_s, Direction::Note));
    log->append(at(startUs + qint64(365) * 86'400 * secondUs, u"message"_s));
    history.update(*log);
    QVERIFY(history.bucketUs() > secondUs);
    QVERIFY(history.buckets().size() <= RateHistory::mostBuckets);
    quint32 sum = 0;
    int gaps = 0;
    for (std::size_t i = 0; i < history.buckets().size(); ++i) {
        QCOMPARE(history.buckets()[i].startUs, startUs + qint64(i) * history.bucketUs());
        sum += total(history.buckets()[i]);
        gaps += history.buckets()[i].gap ? 1 : 0;
    }
    QCOMPARE(sum, 4U);
    QCOMPARE(gaps, 1);
}

//! One clock that is in the year 9999 leaves the others their buckets; years between records do not count so.
void TestRateHistory::farAheadKeepsTheScale()
{
    constexpr qint64 yearUs = 365 * 86'400 * secondUs;
    constexpr qint64 longAgoUs = 1'400'000'000 * secondUs;
    const auto log = EventLog::inMemory({});
    log->append(at(longAgoUs, u"message"_s));
    log->append(at(longAgoUs + 5 * secondUs, u"message"_s));
    RateHistory history;
    history.update(*log);
    log->append(at(253'402'214'400 * secondUs, u"message"_s));
    log->append(at(longAgoUs + 7 * secondUs, u"message"_s));
    history.update(*log);
    QCOMPARE(history.bucketUs(), secondUs);
    QCOMPARE(history.buckets().size(), 8U);
    QCOMPARE(history.farAhead(), 1);
    QCOMPARE(total(history.buckets()[5]), 2U);
    log->append(at(longAgoUs + 4 * yearUs, u"message"_s));
    history.update(*log);
    QCOMPARE(history.farAhead(), 1);
    QVERIFY(history.bucketUs() > secondUs);
}

void TestRateHistory::marksAreNoEvents()
{
    const auto log = EventLog::inMemory({});
    log->append(at(startUs, u"message"_s));
    log->append(at(startUs, u"mark"_s, Direction::Note));
    log->append(at(startUs + secondUs, u"comment"_s, Direction::Note));
    log->append(at(startUs + secondUs, u"mark"_s)); // a frame of that name is one
    RateHistory history;
    history.update(*log);
    QCOMPARE(history.markRows(), 2);
    QCOMPARE(total(history.buckets()[0]), 1U);
    QCOMPARE(total(history.buckets()[1]), 1U);
}

RTMSCOPE_TEST_MAIN(TestRateHistory)
#include "tst_ratehistory.moc"
