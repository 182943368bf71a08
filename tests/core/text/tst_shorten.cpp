// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/shorten.h"

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

RTMSCOPE_TEST_MAIN(TestShorten)
#include "tst_shorten.moc"
