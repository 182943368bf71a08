// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/datetext.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestDateText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formats_data();
    void formats();
    void relative_data();
    void relative();
    void everyLocale();
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
    row("slash", u"{date_slash}"_s, us, u"02/18/2014"_s);
    row("slash elsewhere", u"{date_slash}"_s, de, u"18/02/2014"_s);
    row("slash in the C locale", u"{date_slash}"_s, QLocale::c(), u"18/02/2014"_s);
    row("slash in China", u"{date_slash}"_s, zh, u"2014/02/18"_s);
    row("C time", u"{time} {time_secs}"_s, QLocale::c(), u"14:39 14:39:42"_s);
    row("C dates", u"{date}, {date_short}, {date_long}"_s, QLocale::c(),
        u"18 February 2014, 18 Feb 2014, Tuesday, 18 February 2014"_s);
    row("long without the weekday", u"{date_long_full}"_s, us, u"February 18, 2014"_s);
    row("divider", u"{day_divider_pretty}"_s, us, u"Tuesday, February 18, 2014"_s);
    row("ago", u"{ago}"_s, us, u"12 years ago"_s);
    row("Finnish seconds", u"{time_secs}"_s, QLocale(QLocale::Finnish, QLocale::Finland), u"14.39.42"_s);
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
    const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), QTimeZone::utc());
    QTEST(formatDate(1'392'734'382, format, locale, now), "expected");
}

void TestDateText::relative_data()
{
    QTest::addColumn<qint64>("seconds"); // from the moment to now
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("expected");
    QTest::newRow("just now") << qint64(5) << u"{ago}"_s << u"less than a minute ago"_s;
    QTest::newRow("one") << qint64(61) << u"{ago}"_s << u"1 minute ago"_s;
    QTest::newRow("minutes") << qint64(200) << u"{ago}"_s << u"3 minutes ago"_s;
    QTest::newRow("hours") << qint64(7'300) << u"{ago}"_s << u"2 hours ago"_s;
    QTest::newRow("days") << qint64(3 * 86'400) << u"{ago}"_s << u"3 days ago"_s;
    QTest::newRow("months") << qint64(65 * 86'400) << u"{ago}"_s << u"2 months ago"_s;
    QTest::newRow("future") << qint64(-7'300) << u"due {ago}"_s << u"due in 2 hours"_s;
    QTest::newRow("today") << qint64(60) << u"{date_pretty} at {time}"_s << u"today at 11:59"_s;
    QTest::newRow("yesterday") << qint64(86'400) << u"{date_long_pretty}"_s << u"yesterday"_s;
    QTest::newRow("tomorrow") << qint64(-86'400) << u"{day_divider_pretty}"_s << u"tomorrow"_s;
    QTest::newRow("this year") << qint64(5 * 86'400) << u"{date}"_s << u"17 November"_s;
    QTest::newRow("divider this year")
        << qint64(5 * 86'400) << u"{day_divider_pretty}"_s << u"Tuesday, 17 November"_s;
    QTest::newRow("unknown though today") << qint64(60) << u"{foo_pretty}"_s << QString();
}

void TestDateText::relative()
{
    QFETCH(const qint64, seconds);
    QFETCH(const QString, format);
    const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), QTimeZone::utc());
    QTEST(formatDate(now.toSecsSinceEpoch() - seconds, format, QLocale::c(), now), "expected");
    QCOMPARE(isRelativeDate(format), format.contains(u"ago"_s) || format.contains(u"pretty"_s));
}

//! A time has its two or three numbers in each, a date its day and year, and nothing loose at the ends.
void TestDateText::everyLocale()
{
    const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), QTimeZone::utc());
    const auto numbers = [](const QString &text) {
        int found = 0;
        bool inside = false;
        for (const QChar c : text) {
            found += c.isDigit() && !inside;
            inside = c.isDigit();
        }
        return found;
    };
    const auto text = [&](const QString &format, const QLocale &locale) {
        return formatDate(1'392'734'382, format, locale, now);
    };
    QSet<QString> seen;
    const QList<QLocale> locales =
        QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyCountry);
    QVERIFY(locales.size() > 100);
    for (const QLocale &locale : locales) {
        if (locale.zeroDigit().size() > 1) // digits of two units, which QChar does not know
            continue;
        const QByteArray name = locale.bcp47Name().toUtf8();
        QVERIFY2(numbers(text(u"{time}"_s, locale)) == 2, name + ": " + text(u"{time}"_s, locale).toUtf8());
        QVERIFY2(numbers(text(u"{time_secs}"_s, locale)) == 3,
                 name + ": " + text(u"{time_secs}"_s, locale).toUtf8());
        for (const QString &format : {u"{date}"_s, u"{date_long_full}"_s, u"{date_short}"_s, u"{date_long}"_s,
                                      u"{time}"_s, u"{time_secs}"_s}) {
            const QString shown = text(format, locale);
            QVERIFY2(!shown.isEmpty() && shown == shown.trimmed() && !shown.endsWith(u',') &&
                         !shown.startsWith(u','),
                     name + ' ' + format.toUtf8() + ": '" + shown.toUtf8() + '\'');
            if (!qEnvironmentVariableIsEmpty("RTMSCOPE_SHOW_DATES") && !seen.contains(shown)) {
                seen.insert(shown);
                qInfo().noquote() << name << format << shown;
            }
        }
    }
}

void TestDateText::markup_data()
{
    QTest::addColumn<QString>("markup");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("link");
    QTest::newRow("plain") << u"1392734382^{date_num}|f"_s << u"2014-02-18"_s << QString();
    QTest::newRow("link") << u"1392734382^{date_num}^https://x.y/?a&amp;b|f"_s << u"2014-02-18"_s
                          << u"https://x.y/?a&b"_s;
    QTest::newRow("bar in the format")
        << u"1392734382^{date_num} | x|f"_s << u"2014-02-18 | x"_s << QString();
    QTest::newRow("no format") << u"1392734382|f"_s << u"f"_s << QString();
    QTest::newRow("far past") << u"-9223372036854775808^{date_num}|f"_s << u"f"_s << QString();
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
