// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/datetext.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestDateText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formats_data();
    void formats();
    void markup_data();
    void markup();
};

void TestDateText::formats_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("expected");
    const QLocale us(QLocale::English, QLocale::UnitedStates);
    const QLocale de(QLocale::German, QLocale::Germany);
    const QLocale zh(QLocale::Chinese, QLocale::China);
    const QLocale es(QLocale::Spanish, QLocale::Spain);
    const auto row = [](const char *name, const QString &format, const QLocale &locale,
                        const QString &expected) { QTest::newRow(name) << format << locale << expected; };
    row("num", u"Posted {date_num} {time_secs}"_s, de, u"Posted 2014-02-18 14:39:42"_s);
    row("slash", u"{date_slash}"_s, us, u"2014/02/18"_s);
    row("date of another year", u"{date}"_s, us, u"February 18, 2014"_s);
    row("long", u"{date_long}"_s, us, u"Tuesday, February 18, 2014"_s);
    row("short", u"{date_short}"_s, us, u"Feb 18, 2014"_s);
    row("German long", u"{date_long}"_s, de, u"Dienstag, 18. Februar 2014"_s);
    row("German", u"{date}"_s, de, u"18. Februar 2014"_s);
    row("Chinese", u"{date}"_s, zh, u"2014年2月18日"_s);
    row("Spanish", u"{date}"_s, es, u"18 de febrero de 2014"_s);
    row("German time", u"{time}"_s, de, u"14:39"_s);
    row("pretty on another day", u"{date_short_pretty}"_s, us, u"Feb 18, 2014"_s);
    row("no token", u"then"_s, us, u"then"_s);
    row("unclosed brace", u"a {date"_s, us, u"a {date"_s);
    row("unknown token", u"{date_num} {foo}"_s, us, QString());
    row("unknown pretty token", u"{foo_pretty}"_s, us, QString());
}

void TestDateText::formats()
{
    QFETCH(const QString, format);
    QFETCH(const QLocale, locale);
    const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
    QTEST(formatDate(1'392'734'382, format, locale, now), "expected");
}

void TestDateText::markup_data()
{
    QTest::addColumn<QString>("markup");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("link");
    QTest::newRow("plain") << u"1392734382^{date_num}|f"_s << u"2014-02-18"_s << QString();
    QTest::newRow("link") << u"1392734382^{date_num}^https://x.y/?a&amp;b|f"_s << u"2014-02-18"_s
                          << u"https://x.y/?a&b"_s;
    QTest::newRow("no number") << u"soon^{date_num}|a &lt; b"_s << u"a < b"_s << QString();
    QTest::newRow("far future") << u"99999999999999^{date_num}|f"_s << u"f"_s << QString();
    QTest::newRow("no fallback") << u"12^{foo}"_s << u"12"_s << QString();
    QTest::newRow("nothing") << QString() << QString() << QString();
}

void TestDateText::markup()
{
    QFETCH(const QString, markup);
    const DateMarkup date = parseDateMarkup(markup);
    QTEST(date.text, "text");
    QTEST(date.link, "link");
}

RTMSCOPE_TEST_MAIN(TestDateText)
#include "tst_datetext.moc"
