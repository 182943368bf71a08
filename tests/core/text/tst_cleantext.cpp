// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/cleantext.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestCleanText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void severalLines();
    void nothingIsHarmful();
    void blank();
    void isolates();
    void longNames();
};

void TestCleanText::lines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("clean");
    QTest::newRow("plain") << u"Mira Okafor"_s << u"Mira Okafor"_s;
    QTest::newRow("blanks stay") << u"  a  b "_s << u"  a  b "_s;
    QTest::newRow("line break") << u"a\r\nrtmscope: forged"_s << u"a rtmscope: forged"_s;
    QTest::newRow("separators") << u"a\u2028b\u2029c\u0085d\u000be"_s << u"a b c d e"_s;
    QTest::newRow("escape") << u"a\x1b[2Jb"_s << u"a [2Jb"_s;
    QTest::newRow("C1 control sequence") << u"a\u009b31mb"_s << u"a 31mb"_s;
    QTest::newRow("NUL and DEL") << u"a"_s + QChar(0) + u"b\x7f"_s + u"c"_s << u"a b c"_s;
    QTest::newRow("override") << u"report\u202efdp.exe"_s << u"reportfdp.exe"_s;
    QTest::newRow("isolates, marks") << u"\u2067a\u2069\u200f\u061cb"_s << u"ab"_s;
    QTest::newRow("zero width") << u"ad\u200bmi\ufeffn\u00ad"_s << u"admin"_s;
    QTest::newRow("tag letters") << u"x\U000E0041\U000E007Fy"_s << u"xy"_s;
    QTest::newRow("a flag of tag letters")
        << u"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F\U000E0041"_s
        << u"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F"_s;
    QTest::newRow("joined emoji") << u"\U0001F468\u200d\U0001F469"_s << u"\U0001F468\u200d\U0001F469"_s;
    QTest::newRow("half a pair") << u"a"_s + QChar(0xD83D) + u"b"_s << u"a\ufffdb"_s;
    QTest::newRow("hebrew") << u"\u05d3\u05e0\u05d9"_s << u"\u05d3\u05e0\u05d9"_s;
    QTest::newRow("umlaut") << u"Zoë Größe"_s << u"Zoë Größe"_s;
}

void TestCleanText::lines()
{
    QFETCH(const QString, text);
    QTEST(cleanLine(text), "clean");
    QCOMPARE(cleanLine(cleanLine(text)), cleanLine(text));
}

void TestCleanText::severalLines()
{
    QCOMPARE(cleanLines(u"a\r\nb\rc\u2028d\te"_s), u"a\nb\nc\nd\te"_s);
    QCOMPARE(cleanLines(u"\u202eabc\u202c \u200fd\x1b"_s), u"abc \u200fd "_s);
    QCOMPARE(cleanName(u" \u200b Mira\n"_s), u"Mira"_s);
    QCOMPARE(cleanName(u"\u3164\u200d"_s), QString());
}

//! Every character of the first plane and the tags, in one text.
void TestCleanText::nothingIsHarmful()
{
    QString all;
    for (char32_t point = 0; point <= 0xFFFF; ++point)
        all += QChar(static_cast<char16_t>(point));
    for (char32_t point = 0xE0000; point <= 0xE007F; ++point)
        all += QChar::fromUcs4(point);
    const QString clean = cleanLine(all);
    for (const QChar c : clean) {
        QVERIFY2(c.category() != QChar::Other_Control && c.category() != QChar::Separator_Line &&
                     c.category() != QChar::Separator_Paragraph,
                 qPrintable(QString::number(c.unicode(), 16)));
        const bool turns = (c.unicode() >= 0x202A && c.unicode() <= 0x202E) ||
                           (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
        QVERIFY2(!turns, qPrintable(QString::number(c.unicode(), 16)));
    }
}

void TestCleanText::blank()
{
    QVERIFY(isBlank({}));
    QVERIFY(isBlank(u" \n\u00a0\u200b\u2060\u3164\ufe0f"_s));
    QVERIFY(!isBlank(u" . "_s));
    QVERIFY(!isBlank(u"\U0001F389"_s));
}

void TestCleanText::isolates()
{
    QCOMPARE(isolated(u"a"_s), u"\u2068a\u2069"_s);
    QCOMPARE(isolatedIfNeeded(u"Mira"_s), u"Mira"_s);
    QCOMPARE(isolatedIfNeeded(u"#\u05d3\u05e0"_s), u"\u2068#\u05d3\u05e0\u2069"_s);
}

//! Whatever their length they are drawn at once, and the cut shows.
void TestCleanText::longNames()
{
    QCOMPARE(shortened(u"Mira"_s, 4), u"Mira"_s);
    QCOMPARE(shortened(u"Mira O"_s, 5), u"Mira…"_s);
    QCOMPARE(shortened(u"ab\U0001F389"_s, 3), u"ab…"_s);
    const QString longest(longestName, u'n');
    QCOMPARE(cleanName(longest), longest);
    QCOMPARE(cleanName(u"  "_s + longest + u"\n"_s), longest);
    QCOMPARE(cleanName(longest + u"nn"_s), longest + u'…');
    QCOMPARE(cleanName(QString(1'000'000, u'n')), longest + u'…');
    // Nearly all of it invisible: what could be seen stands at its end.
    QCOMPARE(cleanName(u"a"_s + QString(1'000'000, QChar(0x200B)) + u"b"_s), u"a…"_s);
}

RTMSCOPE_TEST_MAIN(TestCleanText)
#include "tst_cleantext.moc"
