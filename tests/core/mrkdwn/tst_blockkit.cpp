// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/core/mrkdwn/textdump.h"
#include "tests/support/testmain.h"

#include "core/json/json.h"

#include <QDir>
#include <QRegularExpression>

using namespace rtmscope;
using namespace Qt::StringLiterals;

class TestBlockKit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocks_data();
    void blocks();
    void everyPathLeadsToItsText();
    void wrongShapesAreHarmless_data();
    void wrongShapesAreHarmless();
    void tooMuchIsSaidSo();
    void corpus();
};

void TestBlockKit::blocks_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &json, const QString &expected) {
        QTest::newRow(name) << json << expected;
    };
    const auto inlineRow = [&row](const char *name, const QByteArray &element, const QString &expected) {
        row(name,
            R"([{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[)" + element +
                "]}]}]",
            u"para("_s + expected + u')');
    };
    row("nothing", "", QString());
    row("no array", "{}", QString());
    row("not JSON", "[", QString());
    row("empty", "[]", QString());

    inlineRow("text", R"({"type":"text","text":"a *b* &amp; <c>"})", u"\"a *b* &amp; <c>\""_s);
    inlineRow(
        "styles",
        R"({"type":"text","text":"a","style":{"bold":true,"italic":true,"strike":true,"code":true,"underline":true}})",
        u"biscu\"a\""_s);
    inlineRow("style false", R"({"type":"text","text":"a","style":{"bold":false,"highlight":true}})",
              u"\"a\""_s);
    inlineRow("link", R"({"type":"link","url":"https://x.y"})", u"link:https://x.y\"https://x.y\""_s);
    inlineRow("labelled link", R"({"type":"link","url":"https://x.y","text":"x","style":{"bold":true}})",
              u"b.link:https://x.y\"x\""_s);
    inlineRow("user", R"({"type":"user","user_id":"U1"})", u"user:U1"_s);
    inlineRow("usergroup", R"({"type":"usergroup","usergroup_id":"S1"})", u"subteam:S1"_s);
    inlineRow("team", R"({"type":"team","team_id":"T1"})", u"\"T1\""_s);
    inlineRow("channel", R"({"type":"channel","channel_id":"C1"})", u"channel:C1"_s);
    inlineRow("emoji", R"({"type":"emoji","name":"wave","unicode":"1f44b"})", u"emoji:wave\":wave:\""_s);
    inlineRow("emoji with tone", R"({"type":"emoji","name":"wave","skin_tone":4})",
              u"emoji:wave::skin-tone-4\":wave::skin-tone-4:\""_s);
    inlineRow("emoji newer than our table", R"({"type":"emoji","name":"brand_new","unicode":"1f44b-1f3fd"})",
              u"emoji:brand_new\"\U0001F44B\U0001F3FD\""_s);
    inlineRow("emoji with odd unicode", R"({"type":"emoji","name":"brand_new","unicode":"d800-x"})",
              u"emoji:brand_new\":brand_new:\""_s);
    inlineRow("broadcast", R"({"type":"broadcast","range":"here"})", u"all:here\"@here\""_s);
    inlineRow("date", R"({"type":"date","timestamp":1392734382,"format":"{date_num}","fallback":"then"})",
              u"date:\"2014-02-18\""_s);
    inlineRow(
        "date with fallback",
        R"({"type":"date","timestamp":1392734382,"format":"{x}","fallback":"then","url":"https://x.y"})",
        u"date:https://x.y\"then\""_s);
    inlineRow("color", R"({"type":"color","value":"#ff0000"})", u"\"#ff0000\""_s);
    inlineRow("unknown with text", R"({"type":"new","text":"a"})", u"\"a\""_s);
    inlineRow("unknown", R"({"type":"new"})", u"\"[new]\""_s);

    row("lists", R"([{"type":"rich_text","elements":[
        {"type":"rich_text_list","style":"bullet","indent":0,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]}]},
        {"type":"rich_text_list","style":"ordered","indent":1,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"b"}]},
                                                                       {"type":"rich_text_section","elements":[{"type":"text","text":"c"}]}]},
        {"type":"rich_text_list","style":"ordered","indent":0,"offset":4,"elements":[{"type":"rich_text_section","elements":[]}]},
        {"type":"rich_text_list","style":"ordered","indent":2,"offset":3,"elements":[{"type":"rich_text_section","elements":[]}]}]}])",
        u"item0•(\"a\") item1a.(\"b\") item1b.(\"c\") item05.() item2iv.()"_s);
    const auto list = [](const char *members, const char *item) {
        return QByteArray(R"({"type":"rich_text_list",)") + members +
               R"(,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":")" + item +
               "\"}]}]}";
    };
    row("goes on behind a nested list",
        R"([{"type":"rich_text","elements":[)" + list(R"("style":"ordered")", "a") + ',' +
            list(R"("style":"bullet","indent":1)", "b") + ',' + list(R"("style":"ordered")", "c") + ',' +
            list(R"("style":"ordered","indent":1)", "d") + ',' +
            list(R"("style":"ordered","indent":1,"offset":1)", "e") + ',' +
            list(R"("style":"ordered","indent":0)", "f") + "]}]",
        u"item01.(\"a\") item1◦(\"b\") item02.(\"c\") item1a.(\"d\") item1b.(\"e\") item03.(\"f\")"_s);
    row("begins anew behind text",
        R"([{"type":"rich_text","elements":[)" + list(R"("style":"ordered")", "a") +
            R"(,{"type":"rich_text_section","elements":[{"type":"text","text":"t"}]},)" +
            list(R"("style":"ordered")", "b") + ',' + list(R"("style":"ordered")", "c") + "]}]",
        u"item01.(\"a\") para(\"t\") item01.(\"b\") item01.(\"c\")"_s);
    row("bars",
        R"([{"type":"rich_text","elements":[)" + list(R"("style":"bullet","border":1)", "a") +
            R"(,{"type":"rich_text_preformatted","border":1,"elements":[{"type":"text","text":"c\n"}]},)"
            R"({"type":"rich_text_preformatted","border":0,"elements":[{"type":"text","text":"d"}]}]}])",
        u"|item0•(\"a\") |pre(\"c\") pre(\"d\")"_s);
    row("line breaks that end a section",
        R"([{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a\n"}]},
        {"type":"rich_text_section","elements":[]},{"type":"rich_text_section","elements":[{"type":"text","text":""}]},
        {"type":"rich_text_section","elements":[{"type":"text","text":"\n"}]},
        {"type":"rich_text_section","elements":[{"type":"user","user_id":"U1"},{"type":"text","text":"\n"}]},
        {"type":"rich_text_quote","elements":[{"type":"text","text":"q\n\n"}]}]}])",
        u"para(\"a\") para(\"\") para(user:U1) quote(\"q\\n\")"_s);
    inlineRow("emoji in a link's label", R"({"type":"link","url":"https://x.y","text":"a :bug: &lt;"})",
              u"link:https://x.y\"a \" emoji:bug\":bug:\"->https://x.y link:https://x.y\" &lt;\""_s);
    row("quote and preformatted", R"([{"type":"rich_text","elements":[
        {"type":"rich_text_quote","elements":[{"type":"text","text":"q"}]},
        {"type":"rich_text_preformatted","elements":[{"type":"text","text":"a\n  b"}]},
        {"type":"rich_text_new","x":1}]}])",
        u"quote(\"q\") pre(\"a\\n  b\") unsupported(\"[unsupported block: rich_text_new]\")"_s);

    row("section", R"([{"type":"section","text":{"type":"mrkdwn","text":"*a* <@U1>"}}])",
        u"para(b\"a\" \" \" user:U1)"_s);
    row("section of plain text",
        R"([{"type":"section","text":{"type":"plain_text","text":"*a* :wave: &lt;","emoji":true}}])",
        u"para(\"*a* \" emoji:wave\":wave:\" \" <\")"_s);
    row("plain text without emoji",
        R"([{"type":"section","text":{"type":"plain_text","text":":wave:","emoji":false}}])",
        u"para(\":wave:\")"_s);
    row("fields",
        R"([{"type":"section","fields":[{"type":"mrkdwn","text":"*a*"},{"type":"plain_text","text":"b"}]}])",
        u"fields([para(b\"a\")|para(\"b\")])"_s);
    row("three fields",
        R"([{"type":"section","fields":[{"type":"mrkdwn","text":"a"},{"type":"mrkdwn","text":"b"},{"type":"mrkdwn","text":"c"}]}])",
        u"fields([para(\"a\")|para(\"b\")][para(\"c\")])"_s);
    row("accessory",
        R"([{"type":"section","text":{"type":"mrkdwn","text":"a"},"accessory":{"type":"button","text":{"type":"plain_text","text":"Go"}}}])",
        u"para(\"a\") controls(control:\"Go\")"_s);
    row("header", R"([{"type":"header","text":{"type":"plain_text","text":"Head *x*"}}])",
        u"head(\"Head *x*\")"_s);
    row("context",
        R"([{"type":"context","elements":[{"type":"image","image_url":"https://x.y","alt_text":"cat"},{"type":"mrkdwn","text":"by *me*"}]}])",
        u"context(link:https://x.y\"[cat]\" \"  \" \"by \" b\"me\")"_s);
    row("divider", R"([{"type":"divider"}])", u"rule()"_s);
    row("image", R"([{"type":"image","image_url":"https://x.y/c.png","alt_text":"cat"}])",
        u"card:picture(link:https://x.y/c.png\"cat\" q\"\\nx.y/c.png\")"_s);
    row("image with title",
        R"([{"type":"image","slack_file":{"id":"F1"},"alt_text":"cat","title":{"type":"plain_text","text":"A cat"}}])",
        u"card:picture(\"A cat\" q\"\\ncat · F1\")"_s);
    row("image with an emoji in its title",
        R"([{"type":"image","image_url":"https://x.y/c.png","image_width":30,"image_height":20,"title":{"type":"plain_text","text":"A :cat: sits"}}])",
        u"card:picture(link:https://x.y/c.png\"A \" emoji:cat\":cat:\"->https://x.y/c.png link:https://x.y/c.png\" sits\" q\"\\n30 × 20 · x.y/c.png\")"_s);
    row("image without words", R"([{"type":"image","image_url":"https://x.y/c.png"}])",
        u"card:picture(link:https://x.y/c.png\"c.png\" q\"\\nx.y/c.png\")"_s);
    row("markdown", R"([{"type":"markdown","text":"# a **b**"}])", u"head(\"a \" b\"b\")"_s);
    row("actions",
        R"([{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Approve"}},
        {"type":"button","text":{"type":"plain_text","text":"Open"},"url":"https://x.y"},
        {"type":"static_select","placeholder":{"type":"plain_text","text":"Pick"}},{"type":"datepicker"}]}])",
        u"controls(control:\"Approve\" control:\"Open\"->https://x.y control:\"Pick ▾\" control:\"datepicker ▾\")"_s);
    row("choices", R"([{"type":"actions","elements":[
        {"type":"checkboxes","options":[{"text":{"type":"plain_text","text":"a"}},{"text":{"type":"plain_text","text":"b"},"description":{"type":"plain_text","text":"bee"}}],"initial_options":[{"text":{"type":"plain_text","text":"a"}}]},
        {"type":"static_select","placeholder":{"type":"plain_text","text":"Pick"},"initial_option":{"text":{"type":"plain_text","text":"x"}},"options":[{"text":{"type":"plain_text","text":"x"}},{"text":{"type":"plain_text","text":"y"}}]},
        {"type":"overflow","options":[{"text":{"type":"plain_text","text":"Edit"}}]},{"type":"datepicker","initial_date":"2026-01-02"}]}])",
        u"controls(control:\"☑ a\" control:\"☐ b – bee\" control:x\ny\"x ▾\" control:Edit\"⋯ Edit ▾\" control:\"2026-01-02 ▾\")"_s);
    row("feedback",
        R"([{"type":"context_actions","elements":[{"type":"feedback_buttons","positive_button":{"text":{"type":"plain_text","text":"Good"}},"negative_button":{"text":{"type":"plain_text","text":"Bad"}}},{"type":"icon_button","icon":"trash","text":{"type":"plain_text","text":"Remove"}}]}])",
        u"controls(control:\"Good\" control:\"Bad\" control:\"Remove\")"_s);
    row("input",
        R"([{"type":"input","label":{"type":"plain_text","text":"Name"},"element":{"type":"plain_text_input","placeholder":{"type":"plain_text","text":"yours"}},"hint":{"type":"plain_text","text":"as in the pass"}}])",
        u"para(b\"Name\") controls(control:\"yours\") context(\"as in the pass\")"_s);
    row("table",
        R"([{"type":"table","column_settings":[null,{"align":"right"}],"rows":[[{"type":"raw_text","text":"a"},{"type":"raw_text","text":"b"}],[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"c","style":{"bold":true}}]}]},{"type":"raw_number","value":7,"text":"7"}],[{}]]}])",
        u"table([para(\"a\")|>para(\"b\")][para(b\"c\")|>para(\"7\")][])"_s);
    row("table without rows", R"([{"type":"table","rows":[]}])",
        u"unsupported(\"[unsupported block: table]\")"_s);
    row("data table",
        R"([{"type":"data_table","caption":"Sums","rows":[[{"type":"raw_text","text":"n"}],[{"type":"raw_number","value":2}]]}])",
        u"para(b\"Sums\") table([para(\"n\")][>para(\"2\")])"_s);
    row("video",
        R"([{"type":"video","title":{"type":"plain_text","text":"Tour"},"title_url":"https://x.y/t","video_url":"https://x.y/v","provider_name":"Tube","description":{"type":"plain_text","text":"all of it"}}])",
        u"card:video(link:https://x.y/t\"Tour\" q\"\\nTube · x.y/v\") para(\"all of it\")"_s);
    row("file", R"([{"type":"file","external_id":"E1","source":"remote"}])",
        u"card:file(\"File\" q\"\\nE1 · remote\")"_s);
    row("call",
        R"([{"type":"call","call_id":"R1","call":{"v1":{"name":"Weekly","join_url":"https://x.y/j"}}}])",
        u"card:video(link:https://x.y/j\"Weekly\" q\"\\nCall · R1 · x.y/j\")"_s);
    row("card",
        R"([{"type":"card","title":{"type":"mrkdwn","text":"T"},"subtitle":{"type":"mrkdwn","text":"_s_"},"body":{"type":"mrkdwn","text":"b"},"actions":[{"type":"button","text":{"type":"plain_text","text":"Go"}}]}])",
        u"|para(b\"T\") |context(i\"s\") |para(\"b\") |controls(control:\"Go\")"_s);
    row("carousel",
        R"([{"type":"carousel","elements":[{"type":"card","title":"one"},{"type":"card","title":"two"}]}])",
        u"|para(b\"one\") rule() |para(b\"two\")"_s);
    row("alert", R"([{"type":"alert","level":"error","text":{"type":"plain_text","text":"Hot"}}])",
        u"|para(\"Hot\")"_s);
    row("plan",
        R"([{"type":"plan","title":"Ship","tasks":[{"task_id":"1","title":"Build","status":"in_progress","details":{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"d"}]}]},"sources":[{"type":"url","url":"https://x.y","text":"log"}]}]}])",
        u"para(b\"Ship\") |para(b\"Build\" q\"  in progress\") |para(\"d\") |context(link:https://x.y\"log\")"_s);
    row("container", R"([{"type":"container","title":"Box","child_blocks":[{"type":"divider"}]}])",
        u"para(b\"Box\") rule()"_s);
    row("containers without end",
        QByteArray(R"([{"type":"container","blocks":)").repeated(40) + "[]" + QByteArray("}]").repeated(40),
        u"unsupported(\"[unsupported block: container]\")"_s);
    row("unknown says what is in it",
        R"([{"type":"hologram","title":{"type":"plain_text","text":"Lion"},"parts":[{"text":"paw"}]}])",
        u"unsupported(\"[unsupported block: hologram]\" \"\\nLion · paw\")"_s);
    row("unknown", R"([{"type":"carousel"},{"x":1},5])",
        u"unsupported(\"[unsupported block: carousel]\") unsupported(\"[block without a type]\") unsupported(\"[block without a type]\")"_s);
}

void TestBlockKit::blocks()
{
    QFETCH(const QByteArray, json);
    QTEST(testing::dump(parseBlocks(json, u"blocks"_s)), "expected");
}

//! The value at a path such as "blocks[0].text".
static json::Value at(json::Value value, const QString &path)
{
    static const QRegularExpression step(u"([a-z_]+)|\\[(\\d+)\\]"_s);
    for (const QRegularExpressionMatch &match : step.globalMatch(path)) {
        if (!match.captured(1).isEmpty()) {
            value = value[match.captured(1).toStdString()];
            continue;
        }
        qsizetype left = match.captured(2).toLongLong();
        json::Value found;
        for (const json::Value &element : value.elements()) {
            if (left-- == 0)
                found = element;
        }
        value = found;
    }
    return value;
}

void TestBlockKit::everyPathLeadsToItsText()
{
    const QByteArray blocks = R"([
        {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"one"},{"type":"user","user_id":"U1"}]},
            {"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"link","url":"https://x.y"}]}]}]},
        {"type":"section","text":{"type":"mrkdwn","text":"a *two*"},"fields":[{"type":"mrkdwn","text":"f"}],"accessory":{"type":"image","alt_text":"alt"}},
        {"type":"context","elements":[{"type":"plain_text","text":"three"}]},
        {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Go"}}]}])";
    json::Document document;
    QVERIFY(document.parse("{\"blocks\":" + blocks + '}'));
    int spans = 0;
    const RichText text = parseBlocks(blocks, u"blocks"_s);
    std::vector<TextBlock> all(text.blocks.begin(), text.blocks.end());
    for (const TextBlock &block : text.blocks) {
        for (const std::vector<TextCell> &row : block.rows) {
            for (const TextCell &cell : row)
                all.insert(all.end(), cell.blocks.begin(), cell.blocks.end());
        }
    }
    for (const TextBlock &block : all) {
        QVERIFY2(at(document.root(), block.path).exists(), qUtf8Printable(block.path));
        for (const Span &span : block.spans) {
            const json::Value value = at(document.root(), span.path);
            QVERIFY2(value.isString(), qUtf8Printable(span.path));
            const QString source = value.text().mid(span.begin, span.end - span.begin);
            QVERIFY2(span.target == source || span.text.contains(source), qUtf8Printable(span.path));
            ++spans;
        }
    }
    QCOMPARE(spans, 9);
}

void TestBlockKit::wrongShapesAreHarmless_data()
{
    QTest::addColumn<QByteArray>("member");
    for (const char *member : {"null", "true", "-1", "1e99", "\"x\"", "[]", "[[[]]]", "{}", "{\"text\":[{}]}",
                               "[null,5,\"x\",{}]"})
        QTest::newRow(member) << QByteArray(member);
}

void TestBlockKit::wrongShapesAreHarmless()
{
    QFETCH(const QByteArray, member);
    const QByteArrayList types{"rich_text", "section",  "header",  "context", "divider",
                               "image",     "markdown", "actions", "x"};
    const QByteArrayList keys{"elements", "text",      "fields", "accessory", "title",
                              "alt_text", "image_url", "indent", "style",     "offset"};
    for (const QByteArray &type : types) {
        for (const QByteArray &key : keys) {
            const QByteArray inner = "{\"type\":\"" + type + "\",\"" + key + "\":" + member + '}';
            QVERIFY(parseBlocks("[" + inner + "]", u"blocks"_s).blocks.size() < 10);
        }
    }
    for (const char *type :
         {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}) {
        for (const QByteArray &key : keys) {
            const QByteArray json = QByteArray("[{\"type\":\"rich_text\",\"elements\":[{\"type\":\"") + type +
                                    "\",\"" + key + "\":" + member + "}]}]";
            QVERIFY(parseBlocks(json, u"blocks"_s).blocks.size() < 10);
        }
    }
}

void TestBlockKit::tooMuchIsSaidSo()
{
    QByteArray json = "[";
    for (int i = 0; i < 50'000; ++i)
        json += "{\"type\":\"divider\"},";
    json += "{\"type\":\"divider\"}]";
    const RichText text = parseBlocks(json, u"blocks"_s);
    QVERIFY(text.blocks.size() < 5'000);
    QCOMPARE(text.blocks.last().kind, TextBlock::Kind::Unsupported);
}

void TestBlockKit::corpus()
{
    const QString folder = testing::corpusFolder(u"message-subtypes"_s);
    if (folder.isEmpty())
        QSKIP("no corpus on this machine");
    int withBlocks = 0;
    json::Document document;
    const QFileInfoList files = QDir(folder).entryInfoList({u"*.json"_s}, QDir::Files);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(document.parse(file.readAll()), qUtf8Printable(info.fileName()));
        const QString source = document.root()["text"].text();
        QCOMPARE(parseMrkdwn(source, u"text"_s).isEmpty(), source.isEmpty());
        const QByteArray blocks = document.root()["blocks"].toJson();
        if (document.root()["blocks"].size() > 0) {
            ++withBlocks;
            QVERIFY2(!parseBlocks(blocks, u"blocks"_s).isEmpty(), qUtf8Printable(info.fileName()));
        }
    }
    QVERIFY(withBlocks > 0);
}

RTMSCOPE_TEST_MAIN(TestBlockKit)
#include "tst_blockkit.moc"
