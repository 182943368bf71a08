// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/localewords.h"
#include "tests/support/testmain.h"

#include <QDateTime>

using namespace rtmscope;
using namespace Qt::StringLiterals;

//! Units and dates of the person's language in sentences of ours.
class TestLocaleWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void leftToRightStaysAsItIs();
    void rightToLeftStandsByItself();
};

void TestLocaleWords::leftToRightStaysAsItIs()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCOMPARE(localSize(31'300'000), u"31.3 MB"_s);
    QCOMPARE(localSize(2048, 0, QLocale::DataSizeIecFormat), u"2 KiB"_s);
    const QDateTime moment(QDate(2026, 11, 22), QTime(14, 2));
    QCOMPARE(localMoment(moment), QLocale().toString(moment, QLocale::ShortFormat));
    QVERIFY(localDate(moment.date()).startsWith(u"22"_s));
}

void TestLocaleWords::rightToLeftStandsByItself()
{
    QLocale::setDefault(QLocale(QLocale::Arabic, QLocale::Egypt));
    const QDateTime moment(QDate(2026, 11, 22), QTime(14, 2));
    for (const QString &words : {localSize(215'000), localMoment(moment)}) {
        QVERIFY2(words.startsWith(QChar(0x2068)) && words.endsWith(QChar(0x2069)), qPrintable(words));
        QCOMPARE(words.count(QChar(0x2068)), 1);
    }
}

RTMSCOPE_TEST_MAIN(TestLocaleWords)
#include "tst_localewords.moc"
