// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/composetext.h"
#include "core/mrkdwn/richtext.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestComposeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compose_data();
    void compose();
    void withoutLookups();
};

static NameLookup people()
{
    return {[](const QString &name) -> QList<UserId> {
                const QString n = name.toLower();
                if (n == "mira"_L1 || n == "mira okafor"_L1)
                    return {UserId(u"U1"_s)};
                if (n == "j.doe"_L1)
                    return {UserId(u"U2"_s)};
                if (n == "sam"_L1)
                    return {UserId(u"U3"_s), UserId(u"U4"_s)};
                return {};
            },
            [](const QString &name) -> QList<ChannelId> {
                return name == "ops"_L1 || name == "ops-night"_L1
                           ? QList{ChannelId(name == "ops"_L1 ? u"C1"_s : u"C2"_s)}
                           : QList<ChannelId>();
            }};
}

void TestComposeText::compose_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("wire");
    QTest::newRow("plain") << u"hello"_s << u"hello"_s;
    QTest::newRow("escaped") << u"a < b && c > d"_s << u"a &lt; b &amp;&amp; c &gt; d"_s;
    QTest::newRow("handle") << u"hi @mira!"_s << u"hi <@U1>!"_s;
    QTest::newRow("any case") << u"@Mira"_s << u"<@U1>"_s;
    QTest::newRow("longest name") << u"@Mira Okafor, look"_s << u"<@U1>, look"_s;
    QTest::newRow("handle then words") << u"@mira look here"_s << u"<@U1> look here"_s;
    QTest::newRow("dot inside") << u"@j.doe"_s << u"<@U2>"_s;
    QTest::newRow("dot behind") << u"Ask @j.doe."_s << u"Ask <@U2>."_s;
    QTest::newRow("possessive") << u"@mira's turn"_s << u"@mira's turn"_s;
    QTest::newRow("ambiguous") << u"@sam"_s << u"@sam"_s;
    QTest::newRow("unknown") << u"@nobody & co"_s << u"@nobody &amp; co"_s;
    QTest::newRow("mail address") << u"a@mira"_s << u"a@mira"_s;
    QTest::newRow("channel") << u"see #ops"_s << u"see <#C1>"_s;
    QTest::newRow("longer channel") << u"see #ops-night."_s << u"see <#C2>."_s;
    QTest::newRow("number sign") << u"#1 is fine"_s << u"#1 is fine"_s;
    QTest::newRow("everybody") << u"@here @channel @everyone"_s << u"<!here> <!channel> <!everyone>"_s;
    QTest::newRow("in code") << u"`@mira < x` @mira"_s << u"`@mira &lt; x` <@U1>"_s;
    QTest::newRow("in a fence") << u"```\n@mira\n``` #ops"_s << u"```\n@mira\n``` <#C1>"_s;
    QTest::newRow("unclosed tick") << u"` @mira"_s << u"` <@U1>"_s;
    QTest::newRow("typed markup is text") << u"<@U1>"_s << u"&lt;@U1&gt;"_s;
    QTest::newRow("emoji stay") << u":wave: \U0001F44B"_s << u":wave: \U0001F44B"_s;
    QTest::newRow("side by side") << u"@mira,@mira (@mira)"_s << u"<@U1>,<@U1> (<@U1>)"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("sign at the end") << u"a @"_s << u"a @"_s;
}

void TestComposeText::compose()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, wire);
    QCOMPARE(composeText(typed, people()), wire);
    // Whatever was typed, nothing but our own mentions is markup on the wire.
    const RichText shown = parseMrkdwn(wire, u"text"_s);
    for (const TextBlock &block : shown.blocks) {
        for (const Span &span : block.spans)
            QVERIFY(span.kind != Span::Kind::Link);
    }
}

void TestComposeText::withoutLookups()
{
    QCOMPARE(composeText(u"@mira in #ops & @here"_s, {}), u"@mira in #ops &amp; <!here>"_s);
}

RTMSCOPE_TEST_MAIN(TestComposeText)
#include "tst_composetext.moc"
