// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/textmask.h"

#include "core/capture/jsonescape.h"
#include "core/redact/originals.h"
#include "core/redact/textscrub.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace rtmscope::redact;
using namespace Qt::StringLiterals;

class TestTextMask : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void masks_data();
    void masks();
    void keepsBytes_data();
    void keepsBytes();
    void spellsAsBefore_data();
    void spellsAsBefore();
    void scrubs_data();
    void scrubs();
    void scrubsOwnWords_data();
    void scrubsOwnWords();

private:
    static QString named(QString text, Pseudonyms &pseudonyms);
    static Originals people();
};

//! What stands for pseudonyms in the rows: their ids and names.
QString TestTextMask::named(QString text, Pseudonyms &pseudonyms)
{
    text.replace(u"[U]"_s, pseudonyms.id(u"U024BE7LH"_s)).replace(u"[C]"_s, pseudonyms.id(u"C024BE91L"_s));
    const Pseudonyms::Person mira = pseudonyms.person(u"U024BE7LH"_s);
    text.replace(u"[Mira]"_s, mira.first)
        .replace(u"[Mira Okafor]"_s, mira.full())
        .replace(u"[mira]"_s, mira.handle());
    return text.replace(u"[ops-eu]"_s, pseudonyms.conversation(u"ops-eu"_s));
}

Originals TestTextMask::people()
{
    Originals originals;
    originals.add(testing::entry(1, R"({"type":"user_change","user":{"id":"U024BE7LH","name":"mira",)"
                                    R"("profile":{"real_name":"Mira Okafor","display_name":"Mira"}}})"));
    originals.add(
        testing::entry(2, R"({"type":"channel_created","channel":{"id":"C024BE91L","name":"ops-eu"}})"));
    originals.close();
    return originals;
}

void TestTextMask::masks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("words") << u"Deploy 1.4.2 is Done, Mira!"_s << u"Xxxxxx 0.0.0 xx Xxxx, Xxxx!"_s;
    QTest::newRow("lines") << u"a\nb\tc"_s << u"x\nx\tx"_s;
    QTest::newRow("mention") << u"hey <@U024BE7LH> in <#C024BE91L|ops>"_s << u"xxx <@[U]> xx <#[C]|xxx>"_s;
    QTest::newRow("everybody") << u"<!here> now"_s << u"<!here> xxx"_s;
    QTest::newRow("link") << u"see <https://a.example/b|the plan>"_s
                          << u"xxx <https://x.xxxxxxx/x|xxx xxxx>"_s;
    QTest::newRow("date") << u"<!date^1392734382^{date} at {time}^https://a.b|Feb>"_s
                          << u"<!date^1392734382^{date} xx {time}^xxxxx://x.x|Xxx>"_s;
    QTest::newRow("date with other words") << u"<!date^1392734382^{date_short} {Mira} {|Feb>"_s
                                           << u"<!date^1392734382^{date_short} {Xxxx} {|Xxx>"_s;
    QTest::newRow("label without a target") << u"<|a>"_s << u"<|x>"_s;
    QTest::newRow("signs of the server") << u"a &lt;b&gt; &amp; c"_s << u"x &lt;x&gt; &amp; x"_s;
    QTest::newRow("emoji") << u":tada: done :acme:"_s << u":tada: xxxx :xxxx:"_s;
    QTest::newRow("markup") << u"*big* _small_ `code`"_s << u"*xxx* _xxxxx_ `xxxx`"_s;
    QTest::newRow("letters of others") << u"Größe \u65e5\u672c"_s << u"Xx\u00f8\u00f8x \u3007\u3007"_s;
    QTest::newRow("rare letters") << u"\U00020BB7\u91ce \U0001F642"_s << u"\U0001D431\u3007 \U0001F642"_s;
    QTest::newRow("emoji in two parts") << u"\u2764\uFE0F 1\uFE0F\u20E3"_s << u"\u2764\uFE0F 0\uFE0F\u20E3"_s;
    QTest::newRow("address") << u"mira@acme.example"_s << u"xxxx@xxxx.xxxxxxx"_s;
    QTest::newRow("open angle") << u"a < b"_s << u"x < x"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestTextMask::masks()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    Pseudonyms pseudonyms;
    QCOMPARE(maskedText(text, pseudonyms), named(expected, pseudonyms));
}

void TestTextMask::keepsBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("latin") << u"Deploy is done"_s;
    QTest::newRow("accents") << u"Größenwahn, été"_s;
    QTest::newRow("kanji") << u"\u65e5\u672c\u8a9e"_s;
    QTest::newRow("arabic") << u"\u0645\u0631\u062d\u0628\u0627"_s;
    QTest::newRow("emoji") << u"ok \U0001F642 \U0001F468\u200D\U0001F469"_s;
    QTest::newRow("ids") << u"<@U024BE7LH> <#C024BE91L>"_s;
}

void TestTextMask::keepsBytes()
{
    QFETCH(QString, text);
    Pseudonyms pseudonyms;
    const QString masked = maskedText(text, pseudonyms);
    QCOMPARE(masked.toUtf8().size(), text.toUtf8().size());
    QVERIFY(masked != text);
}

void TestTextMask::spellsAsBefore_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("plain") << QByteArray("ab") << QByteArray("xx");
    QTest::newRow("escapes") << QByteArray(R"(a\n\"b\"\\ \/)") << QByteArray(R"(x\n\"x\"\\ \/)");
    QTest::newRow("letter by number") << QByteArray(R"(\u0061b)") << QByteArray(R"(\u0078x)");
    QTest::newRow("accent by number") << QByteArray(R"(\u00e9)") << QByteArray(R"(\u00f8)");
    QTest::newRow("emoji by number") << QByteArray(R"(a\ud83d\ude42b)") << QByteArray(R"(x\ud83d\ude42x)");
    QTest::newRow("emoji") << QByteArray("a\xF0\x9F\x99\x82z") << QByteArray("x\xF0\x9F\x99\x82x");
    QTest::newRow("letters of three bytes") << QByteArray("\xE6\x97\xA5") << QByteArray("\xE3\x80\x87");
}

void TestTextMask::spellsAsBefore()
{
    QFETCH(QByteArray, raw);
    const QString text = QString::fromUtf8(*unescaped(raw));
    Pseudonyms pseudonyms;
    QTEST(respelled(raw, text, maskedText(text, pseudonyms)), "expected");
    // Of another length it is spelled plainly.
    QCOMPARE(respelled(raw, text, u"a\"\n"_s), R"(a\"\n)");
}

void TestTextMask::scrubs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << u"The deploy is done, 3 of 4."_s << u"The deploy is done, 3 of 4."_s;
    QTest::newRow("mention") << u"ask <@U024BE7LH>"_s << u"ask <@[U]>"_s;
    QTest::newRow("first name") << u"ask Mira, or mira"_s << u"ask [Mira], or [mira]"_s;
    QTest::newRow("full name") << u"Mira Okafor said"_s << u"[Mira Okafor] said"_s;
    QTest::newRow("part of a word") << u"admirable"_s << u"admirable"_s;
    QTest::newRow("channel") << u"in #ops-eu and ops-eu"_s << u"in #[ops-eu] and [ops-eu]"_s;
    QTest::newRow("address") << u"to mira@acme.example."_s << u"to xxxx@xxxx.xxxxxxx."_s;
    QTest::newRow("link") << u"see https://acme.example/x1 now"_s << u"see https://xxxx.xxxxxxx/x0 now"_s;
    QTest::newRow("labelled link") << u"<https://acme.example|plan of Mira>"_s
                                   << u"<https://xxxx.xxxxxxx|plan of [Mira]>"_s;
    QTest::newRow("label without a target") << u"<|a>"_s << u"<|a>"_s;
    QTest::newRow("phone") << u"call +49 30 1234567 now"_s << u"call +00 00 0000000 now"_s;
    QTest::newRow("time of day") << u"at 10:30"_s << u"at 10:30"_s;
    QTest::newRow("id") << u"U024BE7LH left"_s << u"[U] left"_s;
    QTest::newRow("token") << u"xoxb-123456789012-abc ok"_s << u"*** ok"_s;
    QTest::newRow("key") << u"ghp_a1b2c3d4e5f6g7h8i9"_s << u"xxx_x0x0x0x0x0x0x0x0x0"_s;
}

void TestTextMask::scrubs()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const Originals originals = people();
    Pseudonyms pseudonyms;
    QCOMPARE(scrubbedText(text, Words::Said, originals, pseudonyms), named(expected, pseudonyms));
}

void TestTextMask::scrubsOwnWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"No answer for 20 s."_s << u"No answer for 20 s."_s;
    QTest::newRow("host") << u"a web socket to wss-1.acme.example"_s
                          << u"a web socket to xxx-0.xxxx.xxxxxxx"_s;
    QTest::newRow("address") << u"127.0.0.1:8137 refused"_s << u"000.0.0.0:0000 refused"_s;
    QTest::newRow("quoted") << u"Slack said \u201cMy team\u201d."_s << u"Slack said \u201cXx xxxx\u201d."_s;
    QTest::newRow("rare letters") << u"It said \u201c\U00020BB7\u201d."_s
                                  << u"It said \u201c\U0001D431\u201d."_s;
    QTest::newRow("path") << u"/home/mira/x.pem is no file"_s << u"/xxxx/xxxx/x.xxx is no file"_s;
}

void TestTextMask::scrubsOwnWords()
{
    QFETCH(QString, text);
    const Originals originals = people();
    Pseudonyms pseudonyms;
    QTEST(scrubbedText(text, Words::Own, originals, pseudonyms), "expected");
}

RTMSCOPE_TEST_MAIN(TestTextMask)
#include "tst_textmask.moc"
