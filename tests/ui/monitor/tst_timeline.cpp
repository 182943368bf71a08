// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/timeline/timeline.h"

#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"
#include "ui/monitor/timeline/timeaxis.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QWheelEvent>

#include <cmath>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondUs = 1'000'000;

qint64 at(const char *moment)
{
    return QDateTime::fromString(QString::fromLatin1(moment), Qt::ISODateWithMs).toMSecsSinceEpoch() * 1'000;
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void zoomKeepsWhatIsPointedAt();
    void zoomStaysInTheRecord();
    void zoomFollowsTheEnd();
    void zoomReveals();

    void ticks_data();
    void ticks();
    void ticksHaveRoom_data();
    void ticksHaveRoom();

    void pictureSumsUp();
    void pictureOfAPart();
    void busyBars();

    void keysZoom();
    void wheelZoomsUnderThePointer();
    void dragsWhatIsZoomed();
    void aClickPicksWhenZoomed();
    void brushesWhenZoomed();
    void arrowKeysGoBeyondWhatIsInView();
    void newestStaysInView();
    void aNewLogShowsAll();
    void largeLogsAreCountedBeside();

private:
    void open(int seconds);
    void say(int second);
    QPoint middle(int x) const { return {x, m_timeline->height() / 2}; }
    void drag(int from, int to, Qt::KeyboardModifiers modifiers = {});
    void wheel(int x, int notches);

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<Timeline> m_timeline;
    quint64 m_seq = 0;
};

//! A message each second.
void TestTimeline::open(int seconds)
{
    m_seq = 0;
    m_log = EventLog::inMemory({});
    for (int second = 0; second < seconds; ++second)
        say(second);
    m_timeline = std::make_unique<Timeline>();
    m_timeline->resize(800, m_timeline->sizeHint().height());
    m_timeline->setLog(m_log.get());
    m_timeline->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_timeline.get()));
    m_timeline->setFocus();
}

void TestTimeline::say(int second)
{
    Event event = message(++m_seq);
    event.receivedAtUs = startUs + second * secondUs;
    m_log->append(event);
}

void TestTimeline::drag(int from, int to, Qt::KeyboardModifiers modifiers)
{
    QTest::mousePress(m_timeline.get(), Qt::LeftButton, modifiers, middle(from));
    for (const int x : {(from + to) / 2, to}) {
        QMouseEvent move(QEvent::MouseMove, middle(x), m_timeline->mapToGlobal(middle(x)), Qt::NoButton,
                         Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(m_timeline.get(), &move);
    }
    QTest::mouseRelease(m_timeline.get(), Qt::LeftButton, modifiers, middle(to));
}

void TestTimeline::wheel(int x, int notches)
{
    QWheelEvent event(middle(x), m_timeline->mapToGlobal(middle(x)), {}, {0, 120 * notches}, Qt::NoButton,
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_timeline.get(), &event);
}

// ---- the zoom

void TestTimeline::zoomKeepsWhatIsPointedAt()
{
    TimelineZoom zoom;
    zoom.setRecord(0, 1'000, 1);
    QVERIFY(!zoom.isZoomed());
    zoom.zoom(2, 400);
    QCOMPARE(zoom.fromUs(), 200);
    QCOMPARE(zoom.toUs(), 700);
    zoom.zoom(2, 400); // two fifths of the way, before as after
    QCOMPARE(zoom.fromUs(), 300);
    QCOMPARE(zoom.toUs(), 550);
    QCOMPARE(zoom.beginsAt(), 0.3);
    QCOMPARE(zoom.endsAt(), 0.55);
    zoom.zoom(0.5, 400);
    QCOMPARE(zoom.fromUs(), 200);
    zoom.fit();
    QCOMPARE(zoom.toUs(), 1'000);
}

void TestTimeline::zoomStaysInTheRecord()
{
    TimelineZoom zoom;
    zoom.setRecord(0, 1'000, 100);
    zoom.zoom(4, 0);
    QCOMPARE(zoom.fromUs(), 0);
    zoom.pan(-50);
    QCOMPARE(zoom.fromUs(), 0);
    zoom.pan(5'000);
    QCOMPARE(zoom.toUs(), 1'000);
    QCOMPARE(zoom.length(), 250);
    zoom.zoom(100, 900);
    QCOMPARE(zoom.length(), 100); // the finest
    QVERIFY(!zoom.canZoomIn());
    zoom.zoom(0.001, 900);
    QVERIFY(!zoom.isZoomed());
    zoom.pan(10);
    QVERIFY(!zoom.isZoomed());
    TimelineZoom ofNothing;
    ofNothing.zoom(2, 0);
    QVERIFY(!ofNothing.isZoomed());
}

void TestTimeline::zoomFollowsTheEnd()
{
    TimelineZoom zoom;
    zoom.setRecord(0, 1'000, 1);
    zoom.zoom(4, 1'000);
    QCOMPARE(zoom.toUs(), 1'000);
    zoom.setRecord(0, 1'100, 1);
    QCOMPARE(zoom.fromUs(), 850);
    QCOMPARE(zoom.toUs(), 1'100);
    zoom.pan(-100); // the end is not in view: nothing moves by itself
    zoom.setRecord(0, 1'200, 1);
    QCOMPARE(zoom.fromUs(), 750);
    QCOMPARE(zoom.toUs(), 1'000);
}

void TestTimeline::zoomReveals()
{
    TimelineZoom zoom;
    zoom.setRecord(0, 1'000, 1);
    zoom.zoom(4, 500); // 375 to 625
    zoom.reveal(400, 10);
    QCOMPARE(zoom.fromUs(), 375);
    zoom.reveal(100, 10);
    QCOMPARE(zoom.fromUs(), 100);
    zoom.reveal(900, 10);
    QCOMPARE(zoom.toUs(), 910);
}

// ---- the scale of time

void TestTimeline::ticks_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<qint64>("today");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *from, const char *to, const QStringList &expected,
                        const char *today = "2026-11-22T12:00:00") {
        QTest::newRow(name) << at(from) << at(to) << at(today) << expected;
    };
    // 400 pixels wide, 8 for each letter: some five labels of times.
    row("milliseconds", "2026-11-22T14:00:00.000", "2026-11-22T14:00:00.400",
        {u"14:00:00.000"_s, u"14:00:00.200"_s, u"14:00:00.400"_s});
    row("seconds", "2026-11-22T14:00:00.500", "2026-11-22T14:00:10",
        {u"14:00:02"_s, u"14:00:04"_s, u"14:00:06"_s, u"14:00:08"_s, u"14:00:10"_s});
    row("minutes", "2026-11-22T14:00:30", "2026-11-22T14:16:00", {u"14:05"_s, u"14:10"_s, u"14:15"_s});
    row("hours", "2026-11-22T06:10:00", "2026-11-22T18:00:00",
        {u"08:00"_s, u"10:00"_s, u"12:00"_s, u"14:00"_s, u"16:00"_s, u"18:00"_s});
    row("of another day", "2026-11-22T14:00:30", "2026-11-22T14:16:00",
        {u"2026-11-22 14:05"_s, u""_s, u"14:15"_s}, "2026-11-23T12:00:00");
    row("over midnight", "2026-11-22T18:00:00", "2026-11-23T08:00:00",
        {u"18:00"_s, u"2026-11-23"_s, u"06:00"_s});
    row("days", "2026-11-20T06:00:00", "2026-11-28T06:00:00",
        {u"2026-11-21"_s, u"2026-11-23"_s, u"2026-11-25"_s, u"2026-11-27"_s});
    row("weeks begin on Mondays", "2026-11-01T00:00:00", "2026-11-30T00:00:00",
        {u"2026-11-02"_s, u"2026-11-09"_s, u"2026-11-16"_s, u"2026-11-23"_s, u"2026-11-30"_s});
    row("months", "2026-02-10T00:00:00", "2026-06-10T00:00:00",
        {u"2026-03-01"_s, u"2026-04-01"_s, u"2026-05-01"_s, u"2026-06-01"_s});
    row("years", "2022-06-01T00:00:00", "2026-06-20T00:00:00",
        {u"2023-01-01"_s, u"2024-01-01"_s, u"2025-01-01"_s, u"2026-01-01"_s});
    row("nothing", "2026-11-22T14:00:00", "2026-11-22T14:00:00", {});
}

void TestTimeline::ticks()
{
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(qint64, today);
    const auto ticks = TimeAxis::ticks(
        from, to, 400, [](const QString &label) { return 8 * int(label.size()); }, today);
    QStringList labels;
    for (const TimeAxis::Tick &tick : ticks)
        labels << tick.label;
    QTEST(labels, "expected");
}

void TestTimeline::ticksHaveRoom_data()
{
    QTest::addColumn<qint64>("length");
    for (const qint64 ms : {7LL, 90LL, 1'300LL, 45'000LL, 700'000LL, 5'000'000LL, 80'000'000LL, 900'000'000LL,
                            20'000'000'000LL, 900'000'000'000LL})
        QTest::addRow("%lld ms", ms) << ms * 1'000;
}

//! Whatever is shown, labels never touch, and there is always one.
void TestTimeline::ticksHaveRoom()
{
    QFETCH(qint64, length);
    const auto measure = [](const QString &label) { return 7 * int(label.size()); };
    for (const int width : {300, 777, 1900}) {
        const auto ticks = TimeAxis::ticks(startUs, startUs + length, width, measure, startUs);
        QVERIFY(!ticks.empty());
        double freeFrom = 0;
        for (const TimeAxis::Tick &tick : ticks) {
            QVERIFY(tick.timeUs >= startUs && tick.timeUs <= startUs + length);
            if (tick.label.isEmpty())
                continue;
            const double x = double(tick.timeUs - startUs) / double(length) * width;
            QVERIFY2(x >= freeFrom, qPrintable(tick.label));
            freeFrom = x + measure(tick.label);
        }
    }
}

// ---- what is drawn

void TestTimeline::pictureSumsUp()
{
    open(1'000);
    TimelineRecord record;
    record.setLog(m_log.get());
    QTRY_COMPARE(record.history().buckets().size(), std::size_t(1'000));
    TimelineZoom all;
    all.setRecord(record.startUs(), record.endUs(), secondUs);
    const TimelinePicture picture = TimelinePicture::of(record, all, 800, 4);
    QCOMPARE(picture.barUs, 5 * secondUs); // 200 places for 1,000 seconds
    QCOMPARE(picture.bars.size(), std::size_t(200));
    QCOMPARE(picture.highest, 5U);
    QCOMPARE(picture.bars[0].counts[std::size_t(EventClass::Message)], 5U);
    QCOMPARE(picture.barAt(startUs + 12 * secondUs), 2);
    QCOMPARE(picture.positionOf(picture.timeOf(10)), 40.0);
    QCOMPARE(picture.timeAt(40), picture.timeOf(10));
}

void TestTimeline::pictureOfAPart()
{
    open(1'000);
    TimelineRecord record;
    record.setLog(m_log.get());
    QTRY_COMPARE(record.history().buckets().size(), std::size_t(1'000));
    TimelineZoom part;
    part.setRecord(record.startUs(), record.endUs(), secondUs);
    part.zoom(10, record.startUs() + 500 * secondUs); // 100 seconds, from 450 on
    const TimelinePicture picture = TimelinePicture::of(record, part, 800, 4);
    QCOMPARE(picture.barUs, secondUs);
    QCOMPARE(picture.slot, 8.0); // it takes the width that there is
    QCOMPARE(picture.firstBar, 450);
    QCOMPARE(picture.bars.size(), std::size_t(100));
    QCOMPARE(picture.allBars, 1'000);
    QCOMPARE(picture.positionOf(picture.timeOf(450)), 0.0);
    QCOMPARE(picture.positionOf(picture.timeOf(550)), 800.0);
    QVERIFY(!picture.bar(449));
    QCOMPARE(picture.bar(460)->total, 1U);
}

void TestTimeline::busyBars()
{
    m_seq = 0;
    m_log = EventLog::inMemory({});
    for (const int second : {0, 1, 50, 90})
        say(second);
    TimelineRecord record;
    record.setLog(m_log.get());
    QTRY_COMPARE(record.history().buckets().size(), std::size_t(91));
    TimelineZoom all;
    all.setRecord(record.startUs(), record.endUs(), secondUs);
    const TimelinePicture picture = TimelinePicture::of(record, all, 800, 4);
    QCOMPARE(picture.busyBar(record, 1, 1), 50);
    QCOMPARE(picture.busyBar(record, 1, -1), 0);
    QCOMPARE(picture.busyBar(record, 0, 2), 50);
    QCOMPARE(picture.busyBar(record, 20, 1), 50);
    QCOMPARE(picture.busyBar(record, 90, 1), 90);
    QCOMPARE(picture.busyBar(record, 50, 10), 90);
}

// ---- the widget

void TestTimeline::keysZoom()
{
    open(1'000);
    QTRY_VERIFY(m_timeline->accessibleDescription().startsWith(u"1000 events"_s));
    QTest::keyClick(m_timeline.get(), Qt::Key_Plus);
    QVERIFY(m_timeline->view().isZoomed());
    // Who has not pointed at anything sees the newest.
    QCOMPARE(m_timeline->view().toUs(), startUs / secondUs * secondUs + 1'000 * secondUs);
    QVERIFY(m_timeline->accessibleDescription().startsWith(u"In view: 14:"_s));
    const qint64 length = m_timeline->view().length();
    QTest::keyClick(m_timeline.get(), Qt::Key_Equal);
    QVERIFY(m_timeline->view().length() < length);
    QTest::keyClick(m_timeline.get(), Qt::Key_Minus);
    QVERIFY(std::abs(m_timeline->view().length() - length) < 10); // but for rounding
    QTest::keyClick(m_timeline.get(), Qt::Key_Plus);
    QTest::keyClick(m_timeline.get(), Qt::Key_0);
    QVERIFY(!m_timeline->view().isZoomed());
    QVERIFY(m_timeline->accessibleDescription().startsWith(u"1000 events"_s));
    // The window's own keys are left alone.
    QTest::keyClick(m_timeline.get(), Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(!m_timeline->view().isZoomed());
    for (int i = 0; i < 30; ++i)
        QTest::keyClick(m_timeline.get(), Qt::Key_Plus);
    QCOMPARE(m_timeline->view().length(), 20 * secondUs);
}

void TestTimeline::wheelZoomsUnderThePointer()
{
    open(1'000);
    QTRY_VERIFY(m_timeline->accessibleDescription().startsWith(u"1000 events"_s));
    wheel(200, 4);
    QVERIFY(m_timeline->view().isZoomed());
    const TimelineZoom view = m_timeline->view();
    const double share =
        double(startUs / secondUs * secondUs + 250 * secondUs - view.fromUs()) / double(view.length());
    QVERIFY2(std::abs(share - 0.25) < 0.01, qPrintable(QString::number(share))); // where it was
    wheel(200, -8);
    QVERIFY(!m_timeline->view().isZoomed());
}

void TestTimeline::dragsWhatIsZoomed()
{
    open(1'000);
    QTRY_VERIFY(m_timeline->accessibleDescription().startsWith(u"1000 events"_s));
    wheel(400, 4);
    const qint64 fromUs = m_timeline->view().fromUs();
    const qint64 lengthUs = m_timeline->view().length();
    QSignalSpy picked(m_timeline.get(), &Timeline::timePicked);
    drag(400, 300);
    QCOMPARE(m_timeline->view().length(), lengthUs);
    const qint64 movedUs = m_timeline->view().fromUs() - fromUs;
    QVERIFY2(std::abs(movedUs - lengthUs / 8) < lengthUs / 100, qPrintable(QString::number(movedUs)));
    QCOMPARE(picked.size(), 0);
    // What is not zoomed has nowhere to go: the selection follows the pointer.
    m_timeline->showAll();
    drag(400, 300);
    QVERIFY(picked.size() >= 2);
}

void TestTimeline::aClickPicksWhenZoomed()
{
    open(1'000);
    QTRY_VERIFY(m_timeline->accessibleDescription().startsWith(u"1000 events"_s));
    wheel(400, 6);
    QSignalSpy picked(m_timeline.get(), &Timeline::timePicked);
    QTest::mouseClick(m_timeline.get(), Qt::LeftButton, {}, middle(200));
    QCOMPARE(picked.size(), 1);
    const qint64 wanted = m_timeline->view().fromUs() + m_timeline->view().length() / 4;
    QVERIFY(std::abs(picked[0][0].toLongLong() - wanted) < m_timeline->view().length() / 100);
}

void TestTimeline::brushesWhenZoomed()
{
    open(1'000);
    QTRY_VERIFY(m_timeline->accessibleDescription().startsWith(u"1000 events"_s));
    wheel(400, 6);
    const TimelineZoom view = m_timeline->view();
    QSignalSpy picked(m_timeline.get(), &Timeline::rangePicked);
    drag(200, 400, Qt::ShiftModifier);
    QCOMPARE(picked.size(), 1);
    const qint64 fromUs = picked[0][0].toLongLong();
    const qint64 toUs = picked[0][1].toLongLong();
    // Whole bars, which are seconds here.
    QCOMPARE(fromUs % secondUs, 0);
    QVERIFY(std::abs(fromUs - (view.fromUs() + view.length() / 4)) <= secondUs);
    QVERIFY(std::abs(toUs - (view.fromUs() + view.length() / 2)) <= secondUs);
    QCOMPARE(m_timeline->view().fromUs(), view.fromUs()); // nothing moved
    QTest::keyClick(m_timeline.get(), Qt::Key_Plus);
    QTest::keyClick(m_timeline.get(), Qt::Key_Return); // the range is still there
    QCOMPARE(picked.size(), 2);
    QTest::keyClick(m_timeline.get(), Qt::Key_Escape);
    QTest::keyClick(m_timeline.get(), Qt::Key_Return);
    QCOMPARE(picked.size(), 2);
}

void TestTimeline::arrowKeysGoBeyondWhatIsInView()
{
    open(1'000);
    QTRY_VERIFY(m_timeline->accessibleDescription().startsWith(u"1000 events"_s));
    wheel(400, 10);
    QSignalSpy picked(m_timeline.get(), &Timeline::timePicked);
    QTest::keyClick(m_timeline.get(), Qt::Key_Home);
    QCOMPARE(m_timeline->view().fromUs(), startUs / secondUs * secondUs);
    QVERIFY(m_timeline->view().isZoomed());
    QTest::keyClick(m_timeline.get(), Qt::Key_End);
    QCOMPARE(m_timeline->view().toUs(), startUs / secondUs * secondUs + 1'000 * secondUs);
    const qint64 last = picked.last()[0].toLongLong();
    QTest::keyClick(m_timeline.get(), Qt::Key_Left);
    QCOMPARE(picked.last()[0].toLongLong(), last - secondUs);
    QVERIFY2(m_timeline->accessibleDescription().endsWith(u"1 s: 1 event"_s),
             qPrintable(m_timeline->accessibleDescription()));
}

void TestTimeline::newestStaysInView()
{
    open(1'000);
    QTRY_VERIFY(m_timeline->accessibleDescription().startsWith(u"1000 events"_s));
    QTest::keyClick(m_timeline.get(), Qt::Key_Plus);
    const qint64 toUs = m_timeline->view().toUs();
    const qint64 lengthUs = m_timeline->view().length();
    say(1'099);
    m_log->flush();
    QTRY_COMPARE(m_timeline->view().toUs(), toUs + 100 * secondUs);
    QCOMPARE(m_timeline->view().length(), lengthUs);
    drag(300, 500); // back in time
    const qint64 fromUs = m_timeline->view().fromUs();
    say(1'199);
    m_log->flush();
    QTRY_VERIFY(m_timeline->accessibleDescription().contains(u"1002 events"_s));
    QCOMPARE(m_timeline->view().fromUs(), fromUs);
}

void TestTimeline::aNewLogShowsAll()
{
    open(1'000);
    QTRY_VERIFY(m_timeline->accessibleDescription().startsWith(u"1000 events"_s));
    QTest::keyClick(m_timeline.get(), Qt::Key_Plus);
    const auto other = EventLog::inMemory({});
    other->append(message(1));
    m_timeline->setLog(other.get());
    QVERIFY(!m_timeline->view().isZoomed());
    QTRY_VERIFY(m_timeline->accessibleDescription().startsWith(u"1 event "_s));
    m_timeline->setLog(nullptr);
    QCOMPARE(m_timeline->accessibleDescription(), u"No events yet"_s);
}

//! More than is taken in at once comes out the same, gaps and all.
void TestTimeline::largeLogsAreCountedBeside()
{
    m_seq = 0;
    m_log = EventLog::inMemory({});
    for (int i = 0; i < 900'000; ++i) {
        Event event = message(++m_seq);
        event.receivedAtUs = startUs + i * 1'000;
        m_log->append(event);
    }
    Event gap = note(++m_seq, R"({"kind":"gap","id":1,"from_us":1795356300000000,"to_us":1795356310000000})");
    gap.receivedAtUs = startUs + 901 * secondUs;
    m_log->append(gap);
    TimelineRecord record;
    int told = 0;
    connect(&record, &TimelineRecord::changed, this, [&] { ++told; });
    record.setLog(m_log.get());
    QVERIFY(record.isEmpty()); // nothing was counted here
    QTRY_COMPARE(record.history().rows(), 900'001);
    QCOMPARE(record.outages().size(), std::size_t(1));
    QVERIFY(told > 0);
    RateHistory expected;
    expected.update(*m_log);
    QCOMPARE(record.history().buckets().size(), expected.buckets().size());
    for (std::size_t i = 0; i < expected.buckets().size(); ++i)
        QCOMPARE(record.history().buckets()[i].counts, expected.buckets()[i].counts);
    // It may go while it is counted.
    TimelineRecord another;
    another.setLog(m_log.get());
    another.setLog(nullptr);
    QVERIFY(another.isEmpty());
}

RTMSCOPE_GUI_TEST_MAIN(TestTimeline)
#include "tst_timeline.moc"
