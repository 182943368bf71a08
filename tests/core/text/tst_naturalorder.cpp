// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/naturalorder.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestNaturalOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sorts_data();
    void sorts();
    void isAnOrder();
};

void TestNaturalOrder::sorts_data()
{
    QTest::addColumn<QStringList>("sorted");
    QTest::newRow("rooms") << QStringList{u"room"_s, u"room-1"_s, u"room-2"_s, u"room-10"_s, u"room-10b"_s};
    QTest::newRow("two numbers") << QStringList{u"v1.2"_s, u"v1.10"_s, u"v2.0"_s};
    QTest::newRow("zeros") << QStringList{u"a7"_s, u"a007b"_s, u"a8"_s};
    QTest::newRow("very long") << QStringList{u"x99999999999999999999"_s, u"x100000000000000000000"_s};
    QTest::newRow("numbers first") << QStringList{u"2fast"_s, u"10fast"_s, u"fast"_s};
    QTest::newRow("case") << QStringList{u"alpha"_s, u"Beta"_s, u"gamma"_s};
}

void TestNaturalOrder::sorts()
{
    QFETCH(const QStringList, sorted);
    QStringList mixed(sorted.crbegin(), sorted.crend());
    std::sort(mixed.begin(), mixed.end(),
              [](const QString &a, const QString &b) { return compareNaturally(a, b) < 0; });
    QCOMPARE(mixed, sorted);
}

void TestNaturalOrder::isAnOrder()
{
    const QStringList names{u""_s,    u"1"_s,   u"01"_s,     u"a"_s,  u"A"_s, u"a1"_s,
                            u"a01"_s, u"a-1"_s, u"\u0663"_s, u"ä2"_s, u"-"_s};
    for (const QString &a : names) {
        for (const QString &b : names) {
            const int there = compareNaturally(a, b);
            const int back = compareNaturally(b, a);
            QVERIFY2((there < 0) == (back > 0) && (there == 0) == (a == b), qPrintable(a + u'|' + b));
            for (const QString &c : names) {
                if (there < 0 && compareNaturally(b, c) < 0)
                    QVERIFY2(compareNaturally(a, c) < 0, qPrintable(a + u'|' + b + u'|' + c));
            }
        }
    }
}

RTMSCOPE_TEST_MAIN(TestNaturalOrder)
#include "tst_naturalorder.moc"
