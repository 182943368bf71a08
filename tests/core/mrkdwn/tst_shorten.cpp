// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/shorten.h"

#include "tests/support/testmain.h"

using namespace Qt::StringLiterals;
using namespace rtmscope;

//! What of a message that is too long is shown, and that the rest is counted.
class TestShorten : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginnings_data();
    void beginnings();
    void nothingIsLost_data();
    void nothingIsLost();
    void whatFitsStaysAsItIs();
    void tablesEndWithAWholeRow_data();
    void tablesEndWithAWholeRow();
    void dearTexts_data();
    void dearTexts();
};

void TestShorten::beginnings_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("shown");
    QTest::newRow("fits") << u"0123456789"_s << u"0123456789"_s;
    QTest::newRow("between words") << u"one two three"_s << u"one two"_s;
    QTest::newRow("one word") << u"0123456789a"_s << u"0123456789"_s;
    QTest::newRow("before a mention") << u"hi you <@U0123456>"_s << u"hi you"_s;
    QTest::newRow("not inside a mention") << u"you:<@U0123456>"_s << u"you:"_s;
    QTest::newRow("behind a mention") << u"<@U1> and you"_s << u"<@U1> and"_s;
    QTest::newRow("not inside a pair") << u"123456789👋"_s << u"123456789"_s;
    QTest::newRow("an open angle that is text") << u"a < b c d e f"_s << u"a < b c d"_s;
}

void TestShorten::beginnings()
{
    QFETCH(const QString, source);
    ShownExtent extent(10);
    QTEST(extent.beginningOf(source), "shown");
    QFETCH(const QString, shown);
    QCOMPARE(extent.leftOut(), source.size() - shown.size());
}

void TestShorten::nothingIsLost_data()
{
    QTest::addColumn<QString>("source");
    QTest::newRow("one word") << QString(40'000, u'a');
    QTest::newRow("lines") << u"x\n"_s.repeated(20'000);
    QTest::newRow("code") << u"```"_s + QString(40'000, u'a') + u"```"_s;
    QTest::newRow("quotes") << u"> a\n"_s.repeated(10'000);
}

//! Letters shown and letters left out are all of them.
void TestShorten::nothingIsLost()
{
    QFETCH(const QString, source);
    RichText text = parseMrkdwn(source, u"text"_s);
    const auto letters = [](const RichText &of) {
        qsizetype count = 0;
        for (const TextBlock &block : of.blocks) {
            for (const Span &span : block.spans)
                count += span.text.size();
        }
        return count;
    };
    const qsizetype before = letters(text);
    ShownExtent extent(1000);
    extent.shorten(text);
    QVERIFY(letters(text) <= 1000);
    QVERIFY(extent.leftOut() > 0);
    QCOMPARE(letters(text) + extent.leftOut(), before);
}

void TestShorten::whatFitsStaysAsItIs()
{
    const RichText text = parseMrkdwn(u"*Deploy* of <@U1> :tada:\n> done\n```code```"_s, u"text"_s);
    RichText shown = text;
    ShownExtent extent;
    extent.shorten(shown);
    QCOMPARE(shown, text);
    QCOMPARE(extent.leftOut(), 0);
}

void TestShorten::tablesEndWithAWholeRow_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<int>("rows");
    QTest::addColumn<bool>("isWhole"); // each cell that is shown
    QTest::newRow("fits") << u"some words"_s << 10 << true;
    QTest::newRow("many rows") << u"some words"_s << 500 << true;
    QTest::newRow("long cells") << QString(1'000, u'w') << 20 << true;
    QTest::newRow("a cell that is too long") << QString(20'000, u'w') << 3 << false;
}

//! No cell is empty that was not sent so, and what is missing is counted.
void TestShorten::tablesEndWithAWholeRow()
{
    QFETCH(const QString, cell);
    QFETCH(const int, rows);
    QFETCH(const bool, isWhole);
    const QByteArray one = R"({"type":"raw_text","text":")" + cell.toUtf8() + R"("})";
    const QByteArrayList all(rows, '[' + one + ',' + one + ']');
    RichText text = parseBlocks(R"([{"type":"table","rows":[)" + all.join(',') + R"(]}])", u"blocks"_s);
    QCOMPARE(text.blocks.size(), 1);
    ShownExtent extent;
    extent.shorten(text);
    const TextBlock &table = text.blocks.constFirst();
    QVERIFY(!table.rows.empty());
    QCOMPARE(qsizetype(table.rows.size()) + table.rowsLeftOut, rows);
    if (isWhole) {
        QCOMPARE(extent.leftOut(), 0);
        for (const std::vector<TextCell> &row : table.rows) {
            for (const TextCell &each : row) {
                const RichText words{{each.blocks.begin(), each.blocks.end()}};
                QCOMPARE(words.plain(), cell);
            }
        }
    } else {
        QCOMPARE_GT(extent.leftOut(), 0);
    }
}

//! What takes long to draw is shown in part, however few letters it has. What people write stays.
void TestShorten::dearTexts_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<qsizetype>("atMost"); // letters shown; -1: all
    const QString wave = u"\U0001F44B\U0001F3FD"_s;
    const QString family = u"\U0001F468\u200d\U0001F469\u200d\U0001F467\u200d\U0001F466"_s;
    QTest::newRow("stacked marks") << QString(u'e' + QString(30, QChar(0x0301)) + u" and so on"_s)
                                   << qsizetype(-1);
    QTest::newRow("a stack without end") << QString(u'e' + QString(5'000, QChar(0x0301))) << qsizetype(32);
    QTest::newRow("letter behind it")
        << QString(u'e' + QString(5'000, QChar(0x0301)) + u"f"_s) << qsizetype(33);
    QTest::newRow("joiners") << QString(u'a' + QString(5'000, QChar(0x200D))) << qsizetype(32);
    QTest::newRow("jamo that never end a syllable") << QString(5'000, QChar(0x1100)) << qsizetype(32);
    QTest::newRow("a family without end") << u"\U0001F469\u200d"_s.repeated(2'000) << qsizetype(32);
    QTest::newRow("families") << (family + u' ').repeated(20) << qsizetype(-1);
    QTest::newRow("a hundred families") << family.repeated(100) << qsizetype(-1);
    QTest::newRow("a hundred kisses with tones")
        << u"\U0001F469\U0001F3FF\u200d\u2764\ufe0f\u200d\U0001F48B\u200d\U0001F468\U0001F3FD"_s.repeated(100)
        << qsizetype(-1);
    QTest::newRow("a hundred flags of Scotland")
        << u"\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"_s.repeated(100)
        << qsizetype(-1);
    QTest::newRow("hands with tones") << wave.repeated(100) << qsizetype(-1);
    QTest::newRow("a wall of emoji") << u"\U0001F600"_s.repeated(5'000) << qsizetype(400);
    QTest::newRow("halves of pairs") << QString(QString(100, QChar(0xDC00)) + QString(100, QChar(0xD800)) +
                                                u"e"_s)
                                     << qsizetype(-1);
    QTest::newRow("a pair behind letters of another plane")
        << QString::fromUtf8(
               QByteArray::fromBase64("zDrMgSLwn5Gp4uHh4eHh4eGAjfCfkaf///98YXzMOsyBMMIi8J+RqeKAjfCfkac="))
               .repeated(10)
        << qsizetype(-1);
    QTest::newRow("Devanagari") << u"नमस्ते दुनिया "_s.repeated(200) << qsizetype(-1);
    QTest::newRow("a wall of styles") << u"*a* _b_ "_s.repeated(1'400) << qsizetype(2'800);
    QTest::newRow("a wall of code") << u"`a` "_s.repeated(2'500) << qsizetype(1'500);
}

void TestShorten::dearTexts()
{
    QFETCH(const QString, source);
    QFETCH(const qsizetype, atMost);
    const RichText text = parseMrkdwn(source, u"text"_s);
    RichText shown = text;
    ShownExtent extent;
    extent.shorten(shown);
    QCOMPARE(shown.plain().size() + extent.leftOut(), text.plain().size());
    if (atMost < 0)
        QCOMPARE(shown, text);
    else
        QVERIFY2(shown.plain().size() > 0 && shown.plain().size() <= atMost,
                 qPrintable(QString::number(shown.plain().size())));
    QString plain = source;
    ShownExtent ofPlain;
    ofPlain.shorten(plain);
    QCOMPARE(plain.size() + ofPlain.leftOut(), source.size());
    QCOMPARE(plain.isValidUtf16(), source.isValidUtf16());
}

RTMSCOPE_TEST_MAIN(TestShorten)
#include "tst_shorten.moc"
