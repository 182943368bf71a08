// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/bench/faults/elsewhere.h"
#include "tests/bench/faults/faultrun.h"
#include "tests/support/testmain.h"

#include <cstdio>

using namespace Qt::StringLiterals;
using rtmscope::bench::Elsewhere;
using rtmscope::bench::FaultRun;

//! A small slice of the fault bench: the zeros of docs/reliability.md hold for some dozens of faults.
class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theZerosHold_data();
    void theZerosHold();
    void whereNobodyIsItSaysSoAndGoesOn();
};

void TestFaults::theZerosHold_data()
{
    QTest::addColumn<bool>("socketMode");
    QTest::newRow("RTM") << false;
    QTest::newRow("Socket Mode") << true;
}

void TestFaults::theZerosHold()
{
    QFETCH(bool, socketMode);
    FaultRun::Options options;
    options.socketMode = socketMode;
    options.seed = 20;
    options.faults = socketMode ? 30 : 60; // sockets of apps are opened once a minute
    options.speed = 60;
    options.talk = false;
    const FaultRun::Report report = FaultRun(options).run();
    if (!report.good()) // QtTest would cut it short
        std::fputs(qPrintable(reportText(report)), stderr);
    QVERIFY2(report.good(), "The report stands above.");
    QVERIFY(report.replies.typed > 5); // else nothing was tried
    QVERIFY((socketMode ? report.appEvents.received : report.events.live) > 100);
    QVERIFY((socketMode ? report.appEvents.gaps : report.events.gaps) > (socketMode ? 3 : 10));
}

void TestFaults::whereNobodyIsItSaysSoAndGoesOn()
{
    const QList<Elsewhere> results = rtmscope::bench::tryElsewhere();
    QVERIFY(!results.isEmpty());
    for (const Elsewhere &one : results)
        QVERIFY2(one.problems.isEmpty(), qPrintable(one.problems.join(u'\n')));
}

RTMSCOPE_TEST_MAIN(TestFaults)
#include "tst_faults.moc"
