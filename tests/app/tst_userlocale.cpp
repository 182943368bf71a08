// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/start/userlocale.h"

#include <QDate>
#include <QTest>

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestUserLocale : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void digitsAreThoseOfTheWire_data();
    void digitsAreThoseOfTheWire();
    void theWindowReadsAsItsLanguage_data();
    void theWindowReadsAsItsLanguage();
};

void TestUserLocale::digitsAreThoseOfTheWire_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QLocale::Language>("given");
    QTest::newRow("plain") << u"C"_s << QLocale::C;
    QTest::newRow("digits are ours already") << u"de_DE"_s << QLocale::German;
    QTest::newRow("Hebrew has the same digits") << u"he_IL"_s << QLocale::Hebrew;
    QTest::newRow("Arabic is written with them elsewhere") << u"ar_EG"_s << QLocale::Arabic;
    QTest::newRow("Persian never is") << u"fa_IR"_s << QLocale::English;
    QTest::newRow("Burmese neither") << u"my_MM"_s << QLocale::English;
}

void TestUserLocale::digitsAreThoseOfTheWire()
{
    QFETCH(QString, wanted);
    QFETCH(QLocale::Language, given);
    const QLocale locale = withWireDigits(QLocale(wanted));
    QCOMPARE(locale.language(), given);
    const QString written =
        locale.toString(60'718'293'450) + locale.toString(QDate(1987, 6, 25), QLocale::LongFormat);
    for (const QChar character : written)
        QVERIFY2(!character.isDigit() || (character >= u'0' && character <= u'9'), qPrintable(written));
}

void TestUserLocale::theWindowReadsAsItsLanguage_data()
{
    QTest::addColumn<QStringList>("languages");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("none") << QStringList{} << Qt::LeftToRight;
    QTest::newRow("English") << QStringList{u"en-GB"_s, u"en"_s} << Qt::LeftToRight;
    QTest::newRow("Arabic") << QStringList{u"ar-EG"_s, u"ar"_s} << Qt::RightToLeft;
    QTest::newRow("Hebrew") << QStringList{u"he-IL"_s} << Qt::RightToLeft;
    QTest::newRow("Urdu") << QStringList{u"ur"_s} << Qt::RightToLeft;
    QTest::newRow("the first counts") << QStringList{u"fr"_s, u"ar"_s} << Qt::LeftToRight;
    QTest::newRow("by script") << QStringList{u"uz-Arab-AF"_s} << Qt::RightToLeft;
}

void TestUserLocale::theWindowReadsAsItsLanguage()
{
    QFETCH(QStringList, languages);
    QTEST(readingDirection(languages), "direction");
}

QTEST_APPLESS_MAIN(TestUserLocale)
#include "tst_userlocale.moc"
