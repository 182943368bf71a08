// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/inspect/pathspelling.h"

#include "tests/support/testmain.h"

#include <QTest>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using json::Tree;

class TestPathSpelling : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void spelled_data();
    void spelled();
    void theWhole_data();
    void theWhole();
};

void TestPathSpelling::spelled_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("path"); // as json::Tree has it
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *text, const QString &path, const QStringList &spelled) {
        QTest::newRow(name) << QByteArray(text) << path << spelled;
    };
    row("plain", "{\"item\":{\"channel\":\"C1\"}}", u"item.channel"_s,
        {u"$.item.channel"_s, u".item.channel"_s, u"event[\"item\"][\"channel\"]"_s, u"event.item.channel"_s,
         u"event[\"item\"].(map[string]any)[\"channel\"].(string)"_s,
         u"event[u\"item\"][u\"channel\"].toString()"_s});
    row("elements", "{\"blocks\":[{},{\"n\":1}]}", u"blocks[1].n"_s,
        {u"$.blocks[1].n"_s, u".blocks[1].n"_s, u"event[\"blocks\"][1][\"n\"]"_s, u"event.blocks[1].n"_s,
         u"event[\"blocks\"].([]any)[1].(map[string]any)[\"n\"].(float64)"_s,
         u"event[u\"blocks\"][1][u\"n\"].toDouble()"_s});
    row("an odd name", "{\"it's \\\"odd\\\"\":true}", u"[\"it's \\\"odd\\\"\"]"_s,
        {u"$['it\\'s \"odd\"']"_s, u".[\"it's \\\"odd\\\"\"]"_s, u"event[\"it's \\\"odd\\\"\"]"_s,
         u"event[\"it's \\\"odd\\\"\"]"_s, u"event[\"it's \\\"odd\\\"\"].(bool)"_s,
         u"event[u\"it's \\\"odd\\\"\"].toBool()"_s});
    row("in the event of an envelope", "{\"envelope_id\":\"e\",\"payload\":{\"event\":{\"text\":\"a\"}}}",
        u"payload.event.text"_s,
        {u"$.payload.event.text"_s, u".payload.event.text"_s, u"event[\"text\"]"_s, u"event.text"_s,
         u"event[\"text\"].(string)"_s, u"event[u\"text\"].toString()"_s});
    row("beside the event of an envelope",
        "{\"envelope_id\":\"e\",\"payload\":{\"event\":{},\"event_id\":\"E\"}}", u"payload.event_id"_s,
        {u"$.payload.event_id"_s, u".payload.event_id"_s, u"body[\"event_id\"]"_s, u"body.event_id"_s,
         u"body[\"event_id\"].(string)"_s, u"body[u\"event_id\"].toString()"_s});
    row("of the envelope itself", "{\"envelope_id\":\"e\",\"payload\":{}}", u"envelope_id"_s,
        {u"$.envelope_id"_s, u".envelope_id"_s, u"envelope[\"envelope_id\"]"_s, u"envelope.envelope_id"_s,
         u"envelope[\"envelope_id\"].(string)"_s, u"envelope[u\"envelope_id\"].toString()"_s});
}

void TestPathSpelling::spelled()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, path);
    QFETCH(QStringList, expected);
    const Tree tree = Tree::parse(text);
    const int node = tree.find(path);
    QVERIFY(node > 0);
    QStringList spelled;
    for (const PathDialect dialect : {PathDialect::JsonPath, PathDialect::Jq, PathDialect::Python,
                                      PathDialect::JavaScript, PathDialect::Go, PathDialect::Cpp})
        spelled += spelledPath(tree, node, dialect);
    QCOMPARE(spelled, expected);
}

void TestPathSpelling::theWhole_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<QString>("expected");
    QTest::newRow("JSONPath") << int(PathDialect::JsonPath) << u"$"_s;
    QTest::newRow("jq") << int(PathDialect::Jq) << u"."_s;
    QTest::newRow("Python") << int(PathDialect::Python) << u"event"_s;
    QTest::newRow("Qt") << int(PathDialect::Cpp) << u"event"_s;
}

void TestPathSpelling::theWhole()
{
    QFETCH(int, dialect);
    const Tree tree = Tree::parse("{\"type\":\"hello\"}");
    QTEST(spelledPath(tree, 0, PathDialect(dialect)), "expected");
}

RTMSCOPE_TEST_MAIN(TestPathSpelling)
#include "tst_pathspelling.moc"
