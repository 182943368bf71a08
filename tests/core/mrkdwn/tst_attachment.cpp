// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/attachment.h"
#include "tests/core/mrkdwn/textdump.h"
#include "tests/support/testmain.h"

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestAttachment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void bodies_data();
    void bodies();
    void colours_data();
    void colours();
    void wrongShapesAreHarmless();
};

void TestAttachment::bodies_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected"); // pretext / body
    const auto row = [](const char *name, const QByteArray &json, const QString &expected) {
        QTest::newRow(name) << json << expected;
    };
    row("formatted where it says so", R"({"pretext":"*p*","text":"*t*","mrkdwn_in":["text"]})",
        u"para(\"*p*\") / para(b\"t\")"_s);
    row("links and emoji everywhere", R"({"text":"*t* <https://x.y|:bug: x> &lt; <@U1>"})",
        u" / para(\"*t* \" emoji:bug\":bug:\"->https://x.y link:https://x.y\" x\" \" < \" user:U1)"_s);
    row("title with markup", R"({"title":"<https://x.y|a :bug:> b"})",
        u" / para(b.link:https://x.y\"a \" b.emoji:bug\":bug:\"->https://x.y b\" b\")"_s);
    row("title with a link", R"({"title":"a :bug: &gt; b","title_link":"https://x.y"})",
        u" / para(b.link:https://x.y\"a \" b.emoji:bug\":bug:\"->https://x.y b.link:https://x.y\" > b\")"_s);
    row("title with no safe link", R"({"title":"a","title_link":"javascript:1"})", u" / para(b\"a\")"_s);
    row("author",
        R"({"author_name":"An :eye:","author_subname":"an","author_link":"https://x.y","service_name":"Svc","text":"t"})",
        u" / context(\"Svc\" \"  \" link:https://x.y\"An \" emoji:eye\":eye:\"->https://x.y \"  \" \"an\") para(\"t\")"_s);
    row("fields",
        R"({"fields":[{"title":"a","value":"*1*","short":true},{"title":"<https://x.y|b>","value":"2","short":true},{"title":"","value":"3"},{"title":"c","value":"","short":true},{},{"title":"d","value":"5","short":true}],"mrkdwn_in":["fields"]})",
        u" / fields([para(b\"a\") para(b\"1\")|para(b.link:https://x.y\"b\") para(\"2\")][para(\"3\")][para(b\"c\")|para(b\"d\") para(\"5\")])"_s);
    row("footer with time", R"({"text":"t","footer":"<https://x.y|f>","ts":"1392734382.5"})",
        u" / para(\"t\") context(link:https://x.y\"f\" \" · \" date:\"18 Feb 2014, 14:39\")"_s);
    row("time as a number", R"({"text":"t","ts":1392734382})",
        u" / para(\"t\") context(date:\"18 Feb 2014, 14:39\")"_s);
    row("pictures",
        R"({"image_url":"https://x.y/i.png","image_width":4,"image_height":3,"thumb_url":"https://x.y/t.png"})",
        u" / card:picture(link:https://x.y/i.png\"i.png\" q\"\\n4 × 3 · x.y/i.png\") card:picture(link:https://x.y/t.png\"Thumbnail\" q\"\\nx.y/t.png\")"_s);
    row("buttons and menus",
        R"({"text":"t","actions":[{"type":"button","text":"Yes :+1:","value":"y"},{"type":"select","text":"Pick","options":[{"text":"a"},{"text":"b"}]},{"type":"button","text":"Go","url":"https://x.y"}]})",
        u" / para(\"t\") controls(control:\"Yes :+1:\" control:a\nb\"Pick ▾\" control:\"Go\"->https://x.y)"_s);
    row("blocks before text", R"({"text":"t","blocks":[{"type":"divider"}]})", u" / rule()"_s);
    row("unknown block, then the text", R"({"text":"t","blocks":[{"type":"new"}]})",
        u" / unsupported(\"[unsupported block: new]\") para(\"t\")"_s);
    row("fallback last", R"({"fallback":"f :bug:"})", u" / para(\"f \" emoji:bug\":bug:\")"_s);
    row("fallback not beside text", R"({"fallback":"f","text":"t"})", u" / para(\"t\")"_s);
    row("forwarded",
        R"({"fallback":"f","is_share":true,"from_url":"https://x.y/p1","ts":"1392734382.000100","author_id":"U9","author_name":"Wren","channel_id":"C9","channel_name":"plans","text":"",
        "message_blocks":[{"message":{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"words"}]}]}],"attachments":[{"text":"inner"}]}}],
        "files":[{"name":"a.pdf","pretty_type":"PDF","size":2048,"permalink":"https://x.y/f"}],"footer":"Conversation"})",
        u" / context(user:U9\"Wren\") para(\"words\") |para(\"inner\") card:file(link:https://x.y/f\"a.pdf\" "
        u"q\"\\nPDF · 2.0 kB\")"
        u" context(\"Conversation\" \" · \" channel:C9\"plans\" \" · \" date:\"18 Feb 2014, 14:39\" \" · \" link:https://x.y/p1\"View message\")"_s);
    row("forwarded, text only", R"({"is_msg_unfurl":true,"text":"*t*","fallback":"f"})",
        u" / para(b\"t\")"_s);
    row("forwarded, nothing but a fallback", R"({"is_share":true,"fallback":"f"})", u" / para(\"f\")"_s);
    row("a file",
        R"({"is_file_attachment":true,"filename":"a.csv","mimetype":"text/csv","size":10,"url":"https://x.y/a"})",
        u" / card:file(link:https://x.y/a\"a.csv\" q\"\\ntext/csv · 10 bytes\")"_s);
    row("says nothing", "{}", u" / unsupported(\"[attachment that says nothing]\")"_s);
    row("no object", "5", u" / unsupported(\"[attachment that says nothing]\")"_s);
    row("only an address", R"({"id":1,"from_url":"https://x.y/z"})",
        u" / unsupported(\"[attachment without words: x.y/z]\")"_s);
}

void TestAttachment::bodies()
{
    QFETCH(const QByteArray, json);
    const QList<Attachment> all = parseAttachments('[' + json + ']', u"attachments"_s);
    QCOMPARE(all.size(), 1);
    QTEST(QString(testing::dump(all[0].pretext) + u" / "_s + testing::dump(all[0].body)), "expected");
}

void TestAttachment::colours_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QString>("colour");
    QTest::newRow("good") << QByteArray("good") << u"#2eb886"_s;
    QTest::newRow("hex") << QByteArray("36a64f") << u"#36a64f"_s;
    QTest::newRow("hex with a hash") << QByteArray("#fA0") << u"#fA0"_s;
    QTest::newRow("a word") << QByteArray("teal") << QString();
    QTest::newRow("too short") << QByteArray("#12") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestAttachment::colours()
{
    QFETCH(const QByteArray, word);
    QTEST(parseAttachments("[{\"text\":\"a\",\"color\":\"" + word + "\"}]", u"attachments"_s)[0].colour,
          "colour");
}

void TestAttachment::wrongShapesAreHarmless()
{
    const QByteArrayList members{
        "null", "true", "-1", "1e99", "\"x\"", "[]", "[[[]]]", "{}", "[null,5,\"x\",{}]"};
    for (const char *key : {"text", "title", "fields", "actions", "files", "blocks", "message_blocks", "ts",
                            "color", "mrkdwn_in", "author_name", "image_url", "footer", "size", "is_share"}) {
        for (const QByteArray &member : members) {
            const QByteArray json = QByteArray("[{\"") + key + "\":" + member + "}]";
            QCOMPARE(parseAttachments(json, u"a"_s).size(), 1);
        }
    }
    QByteArray nested = "{\"text\":\"end\"}"; // a message in a message, and so on
    for (int i = 0; i < 50; ++i)
        nested = "{\"message_blocks\":[{\"message\":{\"attachments\":[" + nested + "]}}]}";
    QCOMPARE(parseAttachments('[' + nested + ']', u"a"_s).size(), 1);
}

RTMSCOPE_TEST_MAIN(TestAttachment)
#include "tst_attachment.moc"
