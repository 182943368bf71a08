// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/core/mrkdwn/textdump.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestMrkdwn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markup_data();
    void markup();
    void provenance_data();
    void provenance();
    void everySpanPointsIntoItsSource();
    void hostileSourcesFinishAtOnce_data();
    void hostileSourcesFinishAtOnce();
    void entities_data();
    void entities();
    void openableLinks_data();
    void openableLinks();
    void plainText();
    void typedText_data();
    void typedText();
};

void TestMrkdwn::markup_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &source, const QString &expected) {
        QTest::newRow(name) << source << expected;
    };

    row("empty", u""_s, u""_s);
    row("plain", u"hello"_s, u"para(\"hello\")"_s);
    row("the last line break ends the text", u"a\nb\n"_s, u"para(\"a\\nb\")"_s);
    row("newlines kept", u"a\n\nb"_s, u"para(\"a\\n\\nb\")"_s);

    row("bold", u"*a*"_s, u"para(b\"a\")"_s);
    row("italic", u"_a_"_s, u"para(i\"a\")"_s);
    row("strike", u"~a~"_s, u"para(s\"a\")"_s);
    row("bold within text", u"say *it* now"_s, u"para(\"say \" b\"it\" \" now\")"_s);
    row("nested", u"*_a_*"_s, u"para(bi\"a\")"_s);
    row("nested with text", u"*a _b_ c*"_s, u"para(b\"a \" bi\"b\" b\" c\")"_s);
    row("space inside the opening one", u"* a*"_s, u"para(\"* a*\")"_s);
    row("space inside the closing one", u"*a *"_s, u"para(\"*a *\")"_s);
    row("word before", u"2*3*4"_s, u"para(\"2*3*4\")"_s);
    row("word behind", u"*a*b"_s, u"para(\"*a*b\")"_s);
    row("snake case", u"a_snake_case_name"_s, u"para(\"a_snake_case_name\")"_s);
    row("snake case in italics", u"_a_b_"_s, u"para(i\"a_b\")"_s);
    row("punctuation around", u"(*a*), *b*."_s, u"para(\"(\" b\"a\" \"), \" b\"b\" \".\")"_s);
    row("not over lines", u"*a\nb*"_s, u"para(\"*a\\nb*\")"_s);
    row("crossed pairs", u"*a _b* c_"_s, u"para(b\"a _b\" \" c_\")"_s);
    row("nearest opening one", u"*a and *b*"_s, u"para(\"*a and \" b\"b\")"_s);
    row("double delimiters are text", u"**a** __init__"_s, u"para(\"**a** __init__\")"_s);
    row("a face", u"well \u00af\\_(\u30c4)_/\u00af and \u00af\\_(\u30c4)_/\u00af"_s,
        u"para(\"well \u00af\\_(\u30c4)_/\u00af and \u00af\\_(\u30c4)_/\u00af\")"_s);
    row("a face and italics", u"_so_ \u00af\\_(\u30c4)_/\u00af _so_"_s,
        u"para(i\"so\" \" \u00af\\_(\u30c4)_/\u00af \" i\"so\")"_s);
    row("more faces", u"-_- x -_- (*_*) ^_^ y ^_^ ._. z ._."_s,
        u"para(\"-_- x -_- (*_*) ^_^ y ^_^ ._. z ._.\")"_s);
    row("paths", u"/srv/_a_/b C:\\_a_\\b ~/_x_"_s, u"para(\"/srv/_a_/b C:\\_a_\\b ~/_x_\")"_s);
    row("globs", u"/**/*.h and src/*.h or lib/*.h"_s, u"para(\"/**/*.h and src/*.h or lib/*.h\")"_s);
    row("signs", u"=*a* $_b_ |~c~ +*d*"_s, u"para(\"=*a* $_b_ |~c~ +*d*\")"_s);
    row("quoted wildcards", u"'*' and '*'"_s, u"para(\"'*' and '*'\")"_s);
    row("quoted bold", u"\"*a*\" (*b*) \u201c_c_\u201d"_s,
        u"para(\"\"\" b\"a\" \"\" (\" b\"b\" \") \u201c\" i\"c\" \"\u201d\")"_s);
    row("zero width space", u"a\u200b*b*\u200bc"_s, u"para(\"a\u200b\" b\"b\" \"\u200bc\")"_s);
    row("lone delimiter", u"*"_s, u"para(\"*\")"_s);
    row("bold mention", u"*<@U1>*"_s, u"para(b.user:U1)"_s);
    row("bold beside a mention", u"<@U1>*a*"_s, u"para(user:U1 b\"a\")"_s);

    row("code", u"`a`"_s, u"para(c\"a\")"_s);
    row("no formatting in code", u"`*a*`"_s, u"para(c\"*a*\")"_s);
    row("no emoji in code", u"`:wave:`"_s, u"para(c\":wave:\")"_s);
    row("entities in code", u"`a &amp;&lt; b`"_s, u"para(c\"a &< b\")"_s);
    row("link in code", u"`see <http://x.y>`"_s, u"para(c\"see \" c.link:http://x.y\"http://x.y\")"_s);
    row("bold code", u"*`a`*"_s, u"para(bc\"a\")"_s);
    row("delimiter inside code does not close", u"*a `b*` c*"_s, u"para(b\"a \" bc\"b*\" b\" c\")"_s);
    row("unclosed code", u"a ` b *c*"_s, u"para(\"a ` b \" b\"c\")"_s);
    row("empty code", u"``"_s, u"para(\"``\")"_s);
    row("code not over lines", u"`a\nb`"_s, u"para(\"`a\\nb`\")"_s);

    row("pre", u"```a\n b```"_s, u"pre(\"a\\n b\")"_s);
    row("pre in mid-line", u"x ```a``` y"_s, u"para(\"x \") pre(\"a\") para(\" y\")"_s);
    row("pre on its own lines", u"x\n```\na\n```\ny"_s, u"para(\"x\") pre(\"a\") para(\"y\")"_s);
    row("no formatting in pre", u"```*a* :wave:```"_s, u"pre(\"*a* :wave:\")"_s);
    row("link in pre", u"```<http://x.y|x>```"_s, u"pre(link:http://x.y\"x\")"_s);
    row("unclosed pre", u"```a"_s, u"para(\"```a\")"_s);
    row("six backticks", u"``````"_s, u"para(\"``````\")"_s);

    row("quote", u"&gt; a"_s, u"quote(\"a\")"_s);
    row("quote without a space", u"&gt;a"_s, u"quote(\"a\")"_s);
    row("bare quote mark", u"> a"_s, u"quote(\"a\")"_s);
    row("quote of two lines", u"&gt; a\n&gt; b\nc"_s, u"quote(\"a\\n\" \"b\") para(\"c\")"_s);
    row("quote between", u"a\n&gt; *b*\nc"_s, u"para(\"a\") quote(b\"b\") para(\"c\")"_s);
    row("quote to the end", u"a\n&gt;&gt;&gt; b\nc\n&gt; d"_s, u"para(\"a\") quote(\"b\\nc\\n> d\")"_s);
    row("pre in a long quote", u"&gt;&gt;&gt;a\n```b```\nc"_s, u"quote(\"a\") pre(\"b\") quote(\"c\")"_s);
    row("not at line start", u"a &gt; b"_s, u"para(\"a > b\")"_s);
    row("lists are text", u"• a\n1. b"_s, u"para(\"• a\\n1. b\")"_s);

    row("user", u"<@U1>"_s, u"para(user:U1)"_s);
    row("user with label", u"<@W1|mira>"_s, u"para(user:W1\"mira\")"_s);
    row("channel", u"<#C1|general>"_s, u"para(channel:C1\"general\")"_s);
    row("channel without access", u"<#C1|>"_s, u"para(channel:C1)"_s);
    row("here", u"<!here>"_s, u"para(all:here\"@here\")"_s);
    row("here with label", u"<!here|here>"_s, u"para(all:here\"@here\")"_s);
    row("group means channel", u"<!group>"_s, u"para(all:channel\"@channel\")"_s);
    row("subteam", u"<!subteam^S1|@ops>"_s, u"para(subteam:S1\"@ops\")"_s);
    row("date, unknown token", u"<!date^1392734382^{foo}|then>"_s, u"para(date:\"then\")"_s);
    row("date", u"<!date^1392734382^On {date_num}|then>"_s, u"para(date:\"On 2014-02-18\")"_s);
    row("date with link", u"<!date^1392734382^{date_num}^https://x.y/|then>"_s,
        u"para(date:https://x.y/\"2014-02-18\")"_s);
    row("unknown command", u"<!foo>"_s, u"para(\"<foo>\")"_s);
    row("unknown command with label", u"<!foo|bar>"_s, u"para(\"<bar>\")"_s);
    row("link", u"<https://x.y/?a=1&amp;b=2>"_s,
        u"para(link:https://x.y/?a=1&b=2\"https://x.y/?a=1&b=2\")"_s);
    row("link with label", u"<https://x.y|a *b* &amp; c>"_s, u"para(link:https://x.y\"a *b* & c\")"_s);
    row("emoji in a label", u"<https://x.y|a :bug: &amp; b>"_s,
        u"para(link:https://x.y\"a \" emoji:bug\":bug:\"->https://x.y link:https://x.y\" & b\")"_s);
    row("emoji alone in a label", u"*<https://x.y|:bug:>*"_s, u"para(b.emoji:bug\":bug:\"->https://x.y)"_s);
    row("label with a bar", u"<https://x.y|a|b>"_s, u"para(link:https://x.y\"a|b\")"_s);
    row("mail", u"<mailto:a@b.c|a@b.c>"_s, u"para(link:mailto:a@b.c\"a@b.c\")"_s);
    row("other scheme is kept", u"<javascript:alert(1)>"_s,
        u"para(link:javascript:alert(1)\"javascript:alert(1)\")"_s);
    row("empty angle", u"<>"_s, u"para(\"<>\")"_s);
    row("only a sign", u"<@> <#> <!>"_s, u"para(\"<@> <#> <!>\")"_s);
    row("angle in angle", u"<a <@U1>"_s, u"para(\"<a \" user:U1)"_s);
    row("unclosed angle", u"a <b"_s, u"para(\"a <b\")"_s);
    row("newline inside an angle", u"<http://x.y|a\nb>"_s, u"para(link:http://x.y\"a\\nb\")"_s);

    row("emoji", u"hi :wave:"_s, u"para(\"hi \" emoji:wave\":wave:\")"_s);
    row("emoji with tone", u":wave::skin-tone-4:"_s,
        u"para(emoji:wave::skin-tone-4\":wave::skin-tone-4:\")"_s);
    row("two emoji", u":a::b:"_s, u"para(emoji:a\":a:\" emoji:b\":b:\")"_s);
    row("custom emoji", u":schöne_grüße:"_s, u"para(emoji:schöne_grüße\":schöne_grüße:\")"_s);
    row("plus one", u":+1:"_s, u"para(emoji:+1\":+1:\")"_s);
    row("time of day", u"10:30:45"_s, u"para(\"10:30:45\")"_s);
    row("hundred", u":100:"_s, u"para(emoji:100\":100:\")"_s);
    row("no name", u"::"_s, u"para(\"::\")"_s);
    row("capitals are no emoji", u":Wave:"_s, u"para(\":Wave:\")"_s);
    row("delimiter in a would-be emoji", u":_a_ b"_s, u"para(\":\" i\"a\" \" b\")"_s);
    row("bold emoji", u"*:wave:*"_s, u"para(b.emoji:wave\":wave:\")"_s);

    row("decoded once", u"&amp;lt;"_s, u"para(\"&lt;\")"_s);
    row("no other entities", u"&quot;&#39;&nbsp;"_s, u"para(\"&quot;&#39;&nbsp;\")"_s);
    row("escaped angle is text", u"&lt;@U1&gt;"_s, u"para(\"<@U1>\")"_s);
    row("right to left", u"*שלום* עולם"_s, u"para(b\"שלום\" \" עולם\")"_s);
}

void TestMrkdwn::markup()
{
    QFETCH(const QString, source);
    QFETCH(const QString, expected);
    QCOMPARE(testing::dump(parseMrkdwn(source, u"text"_s)), expected);
}

void TestMrkdwn::provenance_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QStringList>("pieces");
    QTest::newRow("text and bold") << u"say *it* now"_s << QStringList{u"say "_s, u"it"_s, u" now"_s};
    QTest::newRow("entities") << u"a &amp; b <@U1|x>"_s << QStringList{u"a &amp; b "_s, u"<@U1|x>"_s};
    QTest::newRow("code") << u"`a` :wave:"_s << QStringList{u"a"_s, u" "_s, u":wave:"_s};
    QTest::newRow("pre") << u"x\n```\na\n```\ny"_s << QStringList{u"x"_s, u"a"_s, u"y"_s};
    QTest::newRow("quote") << u"&gt; a\n&gt; b"_s << QStringList{u"a\n"_s, u"b"_s};
}

void TestMrkdwn::provenance()
{
    QFETCH(const QString, source);
    QFETCH(const QStringList, pieces);
    QStringList found;
    const RichText text = parseMrkdwn(source, u"message.text"_s);
    for (const TextBlock &block : text.blocks) {
        QCOMPARE(block.path, u"message.text"_s);
        for (const Span &span : block.spans) {
            QCOMPARE(span.path, u"message.text"_s);
            found += source.mid(span.begin, span.end - span.begin);
        }
    }
    QCOMPARE(found, pieces);
}

void TestMrkdwn::everySpanPointsIntoItsSource()
{
    // All strings of up to seven characters of an alphabet of markup would be too many: walk through them in
    // strides.
    const QString alphabet = u"*_~`<>|@!:&\n a\U0001F600"_s;
    quint32 random = 1;
    for (int round = 0; round < 20'000; ++round) {
        QString source;
        for (int i = 0; i < 12; ++i) {
            random = random * 1664525U + 1013904223U;
            source +=
                alphabet[static_cast<qsizetype>((random >> 16) % static_cast<quint32>(alphabet.size()))];
        }
        qsizetype last = 0;
        const RichText text = parseMrkdwn(source, u"t"_s);
        for (const TextBlock &block : text.blocks) {
            for (const Span &span : block.spans) {
                QVERIFY2(span.begin >= last && span.begin < span.end && span.end <= source.size(),
                         qUtf8Printable(source));
                last = span.end;
            }
        }
    }
}

void TestMrkdwn::hostileSourcesFinishAtOnce_data()
{
    QTest::addColumn<QString>("unit");
    const QStringList units{
        u"*"_s,   u"*a "_s,   u"*a*b* "_s, u"_*~"_s, u"`"_s,   u"` "_s,      u"``` "_s, u"<"_s,
        u"<a>"_s, u"<@U1>"_s, u":"_s,      u":a"_s,  u":a_"_s, u"&"_s,       u"&gt;"_s, u"&gt;a\nb\n"_s,
        u"\n"_s,  u"*a*\n"_s, u">"_s,      u"<\n"_s, u"a`b"_s, u"```a```"_s, u":a:"_s,  u"*a _b ~c `d <e "_s};
    for (const QString &unit : units)
        QTest::newRow(qPrintable(QString(unit).replace(u'\n', u"\\n"_s))) << unit;
}

void TestMrkdwn::hostileSourcesFinishAtOnce()
{
    QFETCH(const QString, unit);
    constexpr qsizetype size = 10 * 1024 * 1024;
    const QString source = unit.repeated(size / unit.size());
    const RichText text = parseMrkdwn(source, u"text"_s);
    qsizetype spans = 0;
    for (const TextBlock &block : text.blocks)
        spans += block.spans.size();
    QVERIFY(spans > 0);
    QVERIFY2(spans < 50'000, "what a view gets stays bounded");
    QVERIFY(text.blocks.size() < 5'000);
    // A quadratic parser would need hours here, and the test's own time limit would end it.
}

void TestMrkdwn::entities_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("wire");
    QTest::newRow("none") << u"abc"_s << u"abc"_s;
    QTest::newRow("all") << u"a<b>&c"_s << u"a&lt;b&gt;&amp;c"_s;
    QTest::newRow("already an entity") << u"&lt;"_s << u"&amp;lt;"_s;
    QTest::newRow("lone ampersand at the end") << u"x&"_s << u"x&amp;"_s;
}

void TestMrkdwn::entities()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, wire);
    QCOMPARE(escapeEntities(typed), wire);
    QCOMPARE(unescapeEntities(wire), typed);
}

void TestMrkdwn::openableLinks_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("openable");
    QTest::newRow("http") << u"http://x.y"_s << true;
    QTest::newRow("https") << u"HTTPS://x.y/z?a=b#c"_s << true;
    QTest::newRow("mailto") << u"mailto:a@b.c"_s << true;
    QTest::newRow("empty mailto") << u"mailto:"_s << false;
    QTest::newRow("no host") << u"http:///etc"_s << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("javascript") << u"javascript:alert(1)"_s << false;
    QTest::newRow("slack") << u"slack://open"_s << false;
    QTest::newRow("data") << u"data:text/html,x"_s << false;
    QTest::newRow("leading space") << u" http://x.y"_s << false;
    QTest::newRow("newline inside") << u"http://x.y\njavascript:1"_s << false;
    QTest::newRow("word") << u"foo"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestMrkdwn::openableLinks()
{
    QFETCH(const QString, url);
    QTEST(isOpenableLink(url), "openable");
}

void TestMrkdwn::plainText()
{
    const RichText text =
        parseMrkdwn(u"hi <@U1> and <@U2|bo> in <#C1|ops>\n```x``` :tada: <https://a.b|c>"_s, u"text"_s);
    QCOMPARE(text.plain(), u"hi @U1 and @bo in #ops\nx\n :tada: c"_s);
    QVERIFY(RichText().isEmpty());
    QCOMPARE(RichText().plain(), QString());
}

void TestMrkdwn::typedText_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("markup") << u"*a* _b_ `c`\n&gt; d :tada:"_s << u"para(\"*a* _b_ `c`\\n> d :tada:\")"_s;
    QTest::newRow("what the server wrote")
        << u"*<@U1>* <https://x.y>"_s << u"para(\"*\" user:U1 \"* \" link:https://x.y\"https://x.y\")"_s;
    QTest::newRow("no angle") << u"<a <b> <> >"_s << u"para(\"<a \" link:b\"b\" \" <> >\")"_s;
}

void TestMrkdwn::typedText()
{
    QFETCH(const QString, source);
    QTEST(testing::dump(parseTyped(source, u"text"_s)), "expected");
}

RTMSCOPE_TEST_MAIN(TestMrkdwn)
#include "tst_mrkdwn.moc"
