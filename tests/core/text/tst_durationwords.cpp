// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/durationwords.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestDurationWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tells_data();
    void tells();
};

void TestDurationWords::tells_data()
{
    QTest::addColumn<qint64>("us");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown") << qint64(-1) << QString();
    QTest::newRow("tiny") << qint64(380) << u"380 µs"_s;
    QTest::newRow("small") << qint64(1'240) << u"1.2 ms"_s;
    QTest::newRow("usual") << qint64(42'300) << u"42 ms"_s;
    QTest::newRow("long") << qint64(4'230'000) << u"4.2 s"_s;
    QTest::newRow("very long") << qint64(75'000'000) << u"75 s"_s;
}

void TestDurationWords::tells()
{
    QFETCH(qint64, us);
    QTEST(durationWords(us), "words");
}

RTMSCOPE_TEST_MAIN(TestDurationWords)
#include "tst_durationwords.moc"
