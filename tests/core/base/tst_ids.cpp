// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/base/ids.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void order_data();
    void order();
    void anyMixtureHasOneOrder();
    void microseconds_data();
    void microseconds();
};

void TestIds::order_data()
{
    QTest::addColumn<QString>("smaller");
    QTest::addColumn<QString>("larger");
    QTest::newRow("usual") << u"1700000000.000100"_s << u"1700000000.000200"_s;
    QTest::newRow("last digit") << u"1700000000.000001"_s << u"1700000000.000002"_s;
    QTest::newRow("short ones") << u"9.000000"_s << u"10.000000"_s;
    QTest::newRow("short and usual") << u"0.0"_s << u"1700000000.000100"_s;
    QTest::newRow("integers around the dot") << u"1.5"_s << u"1.10"_s;
    QTest::newRow("eleven digits") << u"9999999999.000000"_s << u"10000000000.00000"_s;
    QTest::newRow("made up, behind the real one") << u"1700000000.000100"_s << u"1700000000.000100#1"_s;
    QTest::newRow("made up, by number") << u"1700000000.000100#9"_s << u"1700000000.000100#10"_s;
    QTest::newRow("made up, before the next") << u"1700000000.000100#7"_s << u"1700000000.000101"_s;
    QTest::newRow("milliseconds before seconds") << u"1700000001000"_s << u"1700000002.000000"_s;
    QTest::newRow("seconds before milliseconds") << u"1700000000.999999"_s << u"1700000001000"_s;
    QTest::newRow("microseconds between") << u"1700000000.000100"_s << u"1700000000000101"_s;
    QTest::newRow("milliseconds and nanoseconds") << u"1700000000001"_s << u"1700000000002000000"_s;
    QTest::newRow("nanoseconds of one microsecond") << u"1700000000002000001"_s << u"1700000000002000002"_s;
    QTest::newRow("the same time, still two messages") << u"1700000000.000000"_s << u"1700000000000"_s;
    QTest::newRow("too far away comes last") << u"1700000000000000000"_s << u"9000000000000000000"_s;
    QTest::newRow("absent comes first") << QString() << u"0.0"_s;
    QTest::newRow("no timestamp comes first") << u"zzzzzzzzzz.zzzzzz"_s << u"1.0"_s;
}

void TestIds::order()
{
    QFETCH(const QString, smaller);
    QFETCH(const QString, larger);
    QVERIFY(MessageTs(smaller) < MessageTs(larger));
    QVERIFY(MessageTs(larger) > MessageTs(smaller));
    QVERIFY(MessageTs(smaller).order() <= MessageTs(larger).order());
    QVERIFY(MessageTs(smaller) != MessageTs(larger));
}

//! Transitive over everything the wire might hold: std::sort reads out of bounds otherwise.
void TestIds::anyMixtureHasOneOrder()
{
    const QStringList texts{QString(),
                            u"x"_s,
                            u"0"_s,
                            u"0.0"_s,
                            u"1.5"_s,
                            u"1.10"_s,
                            u"1700000000.000100"_s,
                            u"1700000000.000100#2"_s,
                            u"1700000000.000100#"_s,
                            u"#1"_s,
                            u"17000000000.00010"_s,
                            u"1700000000,000100"_s,
                            u"1700000000.00010x"_s,
                            u"zzzzzzzzzzzzzzzzz"_s,
                            u"-1.0"_s,
                            u"1700000000000"_s,
                            u"1700000000000.5"_s,
                            u"1700000000000100"_s,
                            u"1700000000000100#1"_s,
                            u"1700000000000100200"_s,
                            u"9000000000000000000"_s,
                            u"-9000000000000000000"_s,
                            u"1.99999999"_s,
                            u"1."_s,
                            u".1"_s,
                            u"99999999999999999999.0"_s,
                            u"01.5"_s};
    for (const QString &a : texts) {
        for (const QString &b : texts) {
            QCOMPARE(MessageTs(a) < MessageTs(b), MessageTs(b) > MessageTs(a));
            QVERIFY(MessageTs(a).order() <= MessageTs(b).order() || MessageTs(a) > MessageTs(b));
            for (const QString &c : texts)
                QVERIFY(!(MessageTs(a) < MessageTs(b) && MessageTs(b) < MessageTs(c)) ||
                        MessageTs(a) < MessageTs(c));
        }
    }
}

void TestIds::microseconds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("usual") << u"1700000000.000100"_s << qint64(1'700'000'000'000'100);
    QTest::newRow("no fraction") << u"17"_s << qint64(17'000'000);
    QTest::newRow("empty") << QString() << qint64(0);
    QTest::newRow("words") << u"soon"_s << qint64(0);
    QTest::newRow("too far") << u"9223372036854775807.000000"_s << qint64(0);
}

void TestIds::microseconds()
{
    QFETCH(const QString, text);
    QTEST(MessageTs(text).toMicroseconds(), "expected");
}

RTMSCOPE_TEST_MAIN(TestIds)
#include "tst_ids.moc"
