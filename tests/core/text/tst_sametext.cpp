// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/sametext.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

//! What was typed and what comes back.
class TestSameText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void same_data();
    void same();
    void different_data();
    void different();
};

void TestSameText::same_data()
{
    QTest::addColumn<QString>("ours");
    QTest::addColumn<QString>("servers");
    const auto row = [](const char *name, const char16_t *ours, const char16_t *servers) {
        QTest::newRow(name) << QString::fromUtf16(ours) << QString::fromUtf16(servers);
    };
    row("as it was", u"hello", u"hello");
    row("nothing", u"", u"");
    row("an address is wrapped", u"see https://x.org/a?b=1 now", u"see <https://x.org/a?b=1> now");
    row("two addresses", u"http://a.b http://c.d", u"<http://a.b> <http://c.d>");
    row("a bare host is labelled", u"see x.org!", u"see <http://x.org|x.org>!");
    row("and gets a slash", u"see x.org", u"see <http://x.org/|x.org>");
    row("an address by https", u"see www.x.org", u"see <https://www.x.org|www.x.org>");
    row("a mail address", u"ask mira@x.org", u"ask <mailto:mira@x.org|mira@x.org>");
    row("a telephone number", u"call +351 210 000", u"call <tel:+351210000|+351 210 000>");
    row("a label of ours", u"<http://x.org|here>", u"<http://x.org|here>");
    row("a mention gets a label", u"<@U1> and <#C1>", u"<@U1|mira> and <#C1|ops>");
    row("a broadcast gets a label", u"<!here> look", u"<!here|@here> look");
    row("a group gets a label", u"<!subteam^S1>", u"<!subteam^S1|@ops>");
    row("entities stay", u"a &lt; b &amp;&amp; c", u"a &lt; b &amp;&amp; c");
    row("an emoji becomes its name", u"done \U0001F389", u"done :tada:");
    row("with a skin tone", u"\U0001F44B\U0001F3FD", u":wave::skin-tone-4:");
    row("the name stays a name", u":tada:", u":tada:");
    row("a name behind a time", u"10:30:tada:", u"10:30\U0001F389");
    row("a variation selector goes", u"\u2764\uFE0F", u"\u2764");
    row("white space at the ends", u"  hello\n", u"hello");
    row("line ends", u"a\r\nb", u"a\nb");
    row("composed letters", u"e\u0301", u"\u00e9");
    row("an angle that never closes", u"a < b", u"a < b");
}

void TestSameText::same()
{
    QFETCH(QString, ours);
    QFETCH(QString, servers);
    QVERIFY2(isSameText(ours, servers),
             qUtf8Printable(comparableText(ours) + u" | "_s + comparableText(servers)));
    QVERIFY(isSameText(servers, ours));
}

void TestSameText::different_data()
{
    QTest::addColumn<QString>("ours");
    QTest::addColumn<QString>("servers");
    QTest::newRow("other words") << u"hello"_s << u"hallo"_s;
    QTest::newRow("case") << u"ok"_s << u"OK"_s;
    QTest::newRow("more words") << u"ok"_s << u"ok then"_s;
    QTest::newRow("another address") << u"http://x.org"_s << u"<http://y.org>"_s;
    QTest::newRow("another label") << u"<http://x.org|here>"_s << u"<http://x.org|there>"_s;
    QTest::newRow("another person") << u"<@U1>"_s << u"<@U2|mira>"_s;
    QTest::newRow("white space inside") << u"a  b"_s << u"a b"_s;
    QTest::newRow("another emoji") << u":tada:"_s << u":eyes:"_s;
}

void TestSameText::different()
{
    QFETCH(QString, ours);
    QFETCH(QString, servers);
    QVERIFY(!isSameText(ours, servers));
    QVERIFY(!isSameText(servers, ours));
}

RTMSCOPE_TEST_MAIN(TestSameText)
#include "tst_sametext.moc"
