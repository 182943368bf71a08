// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/updatethrottle.h"

#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace rtmscope;
using namespace std::chrono_literals;

class TestUpdateThrottle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void manyAreToldTogether();
    void allInTheSameMoment();
    void oftenEnoughToLookAlive();
    void lessOftenWhileBusy();
    void cancelled();
    void resumed();

private:
    //! The shortest time from one due() to the next, in ms, while \a changes happen in each of them.
    static qint64 shortestPause(int changes);
};

void TestUpdateThrottle::manyAreToldTogether()
{
    UpdateThrottle throttle;
    QSignalSpy due(&throttle, &UpdateThrottle::due);
    for (int i = 0; i < 100; ++i)
        throttle.schedule();
    QVERIFY(due.isEmpty()); // never from within the call
    QVERIFY(throttle.isScheduled());
    QVERIFY(due.wait());
    QCOMPARE(due.count(), 1);
    QVERIFY(!throttle.isScheduled());
}

//! Of a window with several views each sees the same state, and it is painted once.
void TestUpdateThrottle::allInTheSameMoment()
{
    UpdateThrottle first;
    UpdateThrottle second;
    UpdateThrottle idle;
    QStringList order;
    const auto note = [&order](const char *what) { order << QString::fromLatin1(what); };
    connect(&first, &UpdateThrottle::due, this, [&] {
        note("first");
        QMetaObject::invokeMethod(
            this, [&] { note("posted"); }, Qt::QueuedConnection);
    });
    connect(&second, &UpdateThrottle::due, this, [&] { note("second"); });
    connect(&idle, &UpdateThrottle::due, this, [&] { note("idle"); });
    for (int round = 0; round < 3; ++round) {
        order.clear();
        first.schedule();
        QCoreApplication::processEvents(); // the first may be told at once
        if (order.isEmpty())
            second.schedule();
        QTRY_VERIFY(order.contains(u"posted"));
        QVERIFY(order.indexOf(u"second") < order.indexOf(u"posted"));
        QVERIFY(!order.contains(u"idle"));
    }
}

qint64 TestUpdateThrottle::shortestPause(int changes)
{
    UpdateThrottle throttle;
    QElapsedTimer clock;
    QList<qint64> pauses;
    connect(&throttle, &UpdateThrottle::due, &throttle, [&] {
        pauses << (clock.isValid() ? clock.restart() : (clock.start(), 0));
        for (int i = 0; i < changes; ++i)
            throttle.schedule();
    });
    throttle.schedule();
    const bool enough = QTest::qWaitFor([&] { return pauses.size() >= 6; });
    return enough ? *std::min_element(pauses.cbegin() + 3, pauses.cend()) : -1;
}

void TestUpdateThrottle::oftenEnoughToLookAlive()
{
    const qint64 pause = shortestPause(1);
    QVERIFY2(pause >= 30 && pause < 95, qPrintable(QString::number(pause)));
}

void TestUpdateThrottle::lessOftenWhileBusy()
{
    const qint64 pause = shortestPause(2);
    QVERIFY2(pause >= 95, qPrintable(QString::number(pause)));
}

void TestUpdateThrottle::cancelled()
{
    UpdateThrottle throttle;
    UpdateThrottle other;
    QSignalSpy due(&throttle, &UpdateThrottle::due);
    QSignalSpy otherDue(&other, &UpdateThrottle::due);
    throttle.schedule();
    other.schedule();
    throttle.cancel();
    QVERIFY(otherDue.wait());
    QVERIFY(due.isEmpty());
}

//! What could not be done in one go goes on without waiting for anything to change.
void TestUpdateThrottle::resumed()
{
    UpdateThrottle throttle;
    int times = 0;
    connect(&throttle, &UpdateThrottle::due, this, [&] {
        if (++times < 5)
            throttle.resume();
    });
    throttle.schedule();
    QTRY_COMPARE(times, 5);
    QVERIFY(!throttle.isScheduled());
}

RTMSCOPE_GUI_TEST_MAIN(TestUpdateThrottle)
#include "tst_updatethrottle.moc"
