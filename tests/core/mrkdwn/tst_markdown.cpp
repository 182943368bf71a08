// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/markdown.h"
#include "core/mrkdwn/mrkdwn.h"
#include "tests/core/mrkdwn/textdump.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestMarkdown : public QObject
{
    Q_OBJECT

    static RichText parse(const QString &source)
    {
        RichText text;
        appendMarkdown(text, source, u"text"_s);
        return text;
    }

private Q_SLOTS:
    void markup_data();
    void markup();
    void hostileSourcesFinishAtOnce_data();
    void hostileSourcesFinishAtOnce();
    void everySpanPointsIntoItsSource();
};

void TestMarkdown::markup_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &source, const QString &expected) {
        QTest::newRow(name) << source << expected;
    };
    row("empty", QString(), QString());
    row("blank", u" \n\n"_s, QString());
    row("paragraphs", u"a\nb\n\nc"_s, u"para(\"a\\nb\") para(\"c\")"_s);
    row("headings", u"# a\n### b ##\n#no\n"_s, u"head(\"a\") head2(\"b\") para(\"#no\")"_s);
    row("underlined headings", u"a\n===\nb\n---"_s, u"head(\"a\") head1(\"b\")"_s);
    row("rule", u"a\n\n---\n* * *"_s, u"para(\"a\") rule() rule()"_s);
    row("emphasis", u"**a** *b* __c__ _d_ ***e*** ~~f~~"_s,
        u"para(b\"a\" \" \" i\"b\" \" \" b\"c\" \" \" i\"d\" \" \" bi\"e\" \" \" s\"f\")"_s);
    row("emphasis over a line", u"**a\nb**"_s, u"para(b\"a\\nb\")"_s);
    row("nested", u"**a *b* c**"_s, u"para(b\"a \" bi\"b\" b\" c\")"_s);
    row("no emphasis", u"2 * 3 snake_case_name a**"_s, u"para(\"2 * 3 snake_case_name a**\")"_s);
    row("escapes", u"\\*a\\* \\# C:\\dir"_s, u"para(\"*a* # C:\\dir\")"_s);
    row("code", u"`a *b*` ``c ` d``"_s, u"para(c\"a *b*\" \" \" c\"c ` d\")"_s);
    row("code without an end", u"a ` b **c**"_s, u"para(\"a ` b \" b\"c\")"_s);
    row("link", u"[a **b**](https://x.y/z_(1) \"t\")"_s,
        u"para(link:https://x.y/z_(1)\"a \" b.link:https://x.y/z_(1)\"b\")"_s);
    row("link with an emoji", u"[:bug: x](https://x.y)"_s,
        u"para(emoji:bug\":bug:\"->https://x.y link:https://x.y\" x\")"_s);
    row("picture", u"![alt](https://x.y/p.png)"_s, u"para(link:https://x.y/p.png\"alt\")"_s);
    row("bare address", u"see https://x.y/a, ok"_s,
        u"para(\"see \" link:https://x.y/a\"https://x.y/a\" \", ok\")"_s);
    row("address in angles, mention", u"<https://x.y> <@U1>"_s,
        u"para(link:https://x.y\"https://x.y\" \" \" user:U1)"_s);
    row("no HTML", u"<b>a</b> <!-- c -->"_s, u"para(\"<b>a</b> <!-- c -->\")"_s);
    row("emoji", u"a :tada:"_s, u"para(\"a \" emoji:tada\":tada:\")"_s);
    row("list", u"- a\n- b\n  - c\n    - d\n- e"_s,
        u"item0•(\"a\") item0•(\"b\") item1◦(\"c\") item2▪(\"d\") item0•(\"e\")"_s);
    row("numbers", u"3. a\n1. b\n   - c\n1. d"_s,
        u"item03.(\"a\") item04.(\"b\") item1◦(\"c\") item05.(\"d\")"_s);
    row("tasks", u"- [ ] a\n- [x] b"_s, u"item0☐(\"a\") item0☑(\"b\")"_s);
    row("item of two lines", u"- a\n  b\n\nc"_s, u"item0•(\"a\\nb\") para(\"c\")"_s);
    row("quote", u"> a **b**\n> c\n\nd"_s, u"quote(\"a \" b\"b\" \"\\nc\") para(\"d\")"_s);
    row("list in a quote", u"> - a\n> - b"_s, u"|item0•(\"a\") |item0•(\"b\")"_s);
    row("fence", u"```c\nint *a;\n\tb\n```\nx"_s, u"pre(\"int *a;\\n\tb\") para(\"x\")"_s);
    row("fence without an end", u"~~~\na"_s, u"pre(\"a\")"_s);
    row("indented code", u"a\n\n    b\n    c\n\nd"_s, u"para(\"a\") pre(\"b\\nc\") para(\"d\")"_s);
    row("table", u"t\n\n| k | v |\n|:-:|--:|\n| **a** | 1 |\n| b |\nend"_s,
        u"para(\"t\") table([^para(\"k\")|>para(\"v\")][^para(b\"a\")|>para(\"1\")][^para(\"b\")|>para()]) para(\"end\")"_s);
    row("table with a bar in code", u"a|b\n-|-\n`x|y`|c\\|d"_s,
        u"table([para(\"a\")|para(\"b\")][para(c\"x|y\")|para(\"c|d\")])"_s);
    row("no table", u"a | b\nc | d"_s, u"para(\"a | b\\nc | d\")"_s);
    row("CRLF", u"# a\r\nb\r\n"_s, u"head(\"a\") para(\"b\")"_s);
}

void TestMarkdown::markup()
{
    QFETCH(const QString, source);
    QTEST(testing::dump(parse(source)), "expected");
}

void TestMarkdown::hostileSourcesFinishAtOnce_data()
{
    QTest::addColumn<QString>("unit");
    for (const QString &unit :
         {u"*"_s,         u"*a "_s,    u"_*~"_s, u"`"_s,     u"` "_s,         u"```\n"_s, u"["_s,
          u"[a]("_s,      u"](<"_s,    u"<"_s,   u"<@U1>"_s, u"> "_s,         u">\n"_s,   u"- "_s,
          u"- a\n"_s,     u" - a\n"_s, u"|"_s,   u"|-"_s,    u"a|b\n-|-\n"_s, u"# "_s,    u"\n"_s,
          u"https://("_s, u"\\"_s,     u"!["_s,  u":a:"_s})
        QTest::newRow(qPrintable(QString(unit).replace(u'\n', u"\\n"_s))) << unit;
}

void TestMarkdown::hostileSourcesFinishAtOnce()
{
    QFETCH(const QString, unit);
    const RichText text = parse(unit.repeated(1024 * 1024 / unit.size()));
    QVERIFY2(spanCount(text) < 2 * maxSpans + 5'000, qPrintable(QString::number(spanCount(text))));
    QVERIFY(text.blocks.size() < 5'000);
}

void TestMarkdown::everySpanPointsIntoItsSource()
{
    const QString alphabet = u"*_~`<>[]()|!:#-\n a1."_s;
    quint32 random = 7;
    for (int round = 0; round < 20'000; ++round) {
        QString source;
        for (int i = 0; i < 14; ++i) {
            random = random * 1664525U + 1013904223U;
            source +=
                alphabet[static_cast<qsizetype>((random >> 16) % static_cast<quint32>(alphabet.size()))];
        }
        const RichText text = parse(source);
        for (const TextBlock &block : text.blocks) {
            for (const Span &span : block.spans)
                QVERIFY2(span.begin >= 0 && span.begin <= span.end && span.end <= source.size(),
                         qUtf8Printable(source));
        }
    }
}

RTMSCOPE_TEST_MAIN(TestMarkdown)
#include "tst_markdown.moc"
