// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/inspector/jsontreemodel.h"

#include "core/filter/filterquery.h"
#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QAbstractItemModelTester>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

class TestJsonTreeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shapes();
    void shapes_data();
    void wordsOfARow();
    void ghosts();
    void filters_data();
    void filters();
    void largeArraysComeInPortions();
    void indexOfFetches();
};

void TestJsonTreeModel::shapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("rows"); // of the root's children
    QTest::newRow("not JSON") << QByteArray("{") << QStringList();
    QTest::newRow("scalar") << QByteArray("12") << QStringList();
    QTest::newRow("empty object") << QByteArray("{}") << QStringList();
    QTest::newRow("wire order") << QByteArray(R"({"b":1,"a":"x"})") << QStringList{u"b 1"_s, u"a \"x\""_s};
    QTest::newRow("duplicate keys") << QByteArray(R"({"a":1,"a":2,"a":1})")
                                    << QStringList{u"a 1"_s, u"a 2"_s, u"a 1"_s};
    QTest::newRow("array") << QByteArray(R"([null,true,1.50e3,{"a":[]},[]])")
                           << QStringList{u"[0] null"_s, u"[1] true"_s, u"[2] 1.50e3"_s, u"[3] {1}"_s,
                                          u"[4] [0]"_s};
    QTest::newRow("control characters")
        << QByteArray(R"({"k\n":"a\nb\u0001"})") << QStringList{u"k\\n \"a\\nb\\u0001\""_s};
}

void TestJsonTreeModel::shapes()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, rows);
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setTree(json::Tree::parse(text), nullptr);
    const QModelIndex root = model.index(0, 0);
    QStringList shown;
    for (int row = 0; root.isValid() && row < model.rowCount(root); ++row)
        shown << model.index(row, 0, root).data().toString();
    QCOMPARE(shown, rows);
    model.setTree({}, nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestJsonTreeModel::wordsOfARow()
{
    JsonTreeModel model;
    model.setTree(json::Tree::parse(R"({"type":"message","n":{"a":1,"b":2}})"), nullptr);
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(root.data(JsonTreeModel::ValueRole).toString(), u"{}"_s);
    QCOMPARE(root.data(JsonTreeModel::GhostRole).toString(), u"2 members, 36 bytes"_s);
    QCOMPARE(root.data(Qt::AccessibleTextRole).toString(), u"{}, 2 members, 36 bytes"_s);
    const QModelIndex type = model.index(0, 0, root);
    QCOMPARE(type.data(Qt::AccessibleTextRole).toString(), u"type: \"message\""_s);
    QCOMPARE(model.index(1, 0, root).data(JsonTreeModel::ValueRole).toString(), u"{2}"_s);
    model.setTree(json::Tree::parse("{\"k\":\"" + QByteArray(100'000, 'x') + "\"}"), nullptr);
    QVERIFY(model.index(0, 0, model.index(0, 0)).data().toString().size() < 1000);
}

void TestJsonTreeModel::ghosts()
{
    WorkspaceFeed feed;
    feed.apply(note(1, R"({"kind":"api","method":"users.list","args":{},"status":200,"ok":true,"ms":1,
        "answer":{"ok":true,"members":[{"id":"U1","name":"mira","profile":{"display_name":"Mira Okafor"}}]}})"));
    feed.apply(note(2, R"({"kind":"api","method":"conversations.list","args":{},"status":200,"ok":true,"ms":1,
        "answer":{"ok":true,"channels":[{"id":"C1","name":"ops","is_channel":true}]}})"));
    JsonTreeModel model;
    model.setTree(
        json::Tree::parse(R"({"user":"U1","users":["U1"],"channel":"C1","other":"C9","ts":"1795356251.000412",
        "created":1795356251,"count":1795356251,"text":"U1 and C1","block":[{"type":"rich_text"}]})"),
        &feed);
    const QModelIndex root = model.index(0, 0);
    const auto ghost = [&](int row) {
        return model.index(row, 0, root).data(JsonTreeModel::GhostRole).toString();
    };
    QCOMPARE(ghost(0), u"Mira Okafor"_s);
    QCOMPARE(model.index(0, 0, model.index(1, 0, root)).data(JsonTreeModel::GhostRole).toString(),
             u"Mira Okafor"_s);
    QCOMPARE(ghost(2), u"#ops"_s);
    QCOMPARE(ghost(3), QString());
    QCOMPARE(ghost(4), u"2026-11-22 14:04:11"_s);
    QCOMPARE(ghost(5), u"2026-11-22 14:04:11"_s);
    QCOMPARE(ghost(6), QString());
    QCOMPARE(ghost(7), QString());
    QCOMPARE(model.index(0, 0, model.index(8, 0, root)).data(JsonTreeModel::GhostRole).toString(),
             u"rich_text"_s);
}

void TestJsonTreeModel::filters_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("plain") << QByteArray(
        R"({"type":"message","n":12,"f":1.5,"b":false,"z":null,"o":{"s":"a \"b\" ש"},"a":["x",{"y":"z"}]})");
    QTest::newRow("names that mean something else") << QByteArray(
        R"({"type":"message","time":1403299273342,"size":"small","frame":1,"dir":"up","thread":2,)"
        R"("conn":"x","mark":1,"label":2,"comment":{"text":"x"},"envelope_type":"none","Type":"x"})");
    QTest::newRow("words of the language") << QByteArray(
        R"({"type":"message","not":1,"and":2,"OR":3,"exists":4,"contains":5,"matches":6,"in":7,)"
        R"("true":1,"null":2,"U0123":3,"42":4,"type:message":5,"a.b":6,"odd name":{"#":7}})");
    QTest::newRow("signs") << QByteArray(
        "{\"type\":\"message\",\"a\\\"]b\":1,\"\\\\\":2,\"\":3,\"tab\\t\":{\"é\":4}}");
    QTest::newRow("envelope") << QByteArray(
        R"({"type":"events_api","envelope_id":"x","payload":{"event":{"type":"message","user":"U1","time":3}}})");
}

void TestJsonTreeModel::filters()
{
    QFETCH(const QByteArray, frame);
    const Event event = entry(1, frame);
    JsonTreeModel model;
    model.setTree(json::Tree::parse(event.raw), nullptr);
    QCOMPARE(model.filterFor(0), QString());
    QCOMPARE(model.filterFor(model.tree().find(u"type")),
             frame.contains("events_api") ? u"envelope_type == \"events_api\""_s : u"type == \"message\""_s);
    for (int node = 1; node < model.tree().size(); ++node) {
        FilterQuery query;
        FilterQuery::Problem problem;
        const QString text = model.filterFor(node);
        QVERIFY2(query.compile(
                     text, [](const QString &) { return QStringList(); }, &problem),
                 qPrintable(text + u": "_s + problem.words));
        QVERIFY2(query.matches(event), qPrintable(text));
    }
}

void TestJsonTreeModel::largeArraysComeInPortions()
{
    QByteArray text = "[0";
    for (int i = 1; i < 2 * JsonTreeModel::portion + 500; ++i)
        text += "," + QByteArray::number(i);
    JsonTreeModel model;
    model.setTree(json::Tree::parse(text + "]"), nullptr);
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(model.rowCount(root), JsonTreeModel::portion);
    QVERIFY(model.canFetchMore(root));
    model.fetchMore(root);
    QCOMPARE(model.rowCount(root), 2 * JsonTreeModel::portion);
    model.fetchMore(root);
    QCOMPARE(model.rowCount(root), 2 * JsonTreeModel::portion + 500);
    QVERIFY(!model.canFetchMore(root));
    model.setTree(json::Tree::parse(text + "]"), nullptr);
    const QAbstractItemModelTester tester(&model); // fetches by itself
    QVERIFY(model.rowCount(model.index(0, 0)) >= JsonTreeModel::portion);
}

void TestJsonTreeModel::indexOfFetches()
{
    QByteArray text = "{\"a\":[0";
    for (int i = 1; i < 3 * JsonTreeModel::portion; ++i)
        text += "," + QByteArray::number(i);
    JsonTreeModel model;
    model.setTree(json::Tree::parse(text + "]}"), nullptr);
    const int node = model.tree().find(u"a[5999]");
    const QModelIndex index = model.indexOf(node);
    QCOMPARE(index.row(), 5999);
    QCOMPARE(index.data().toString(), u"[5999] 5999"_s);
    QCOMPARE(model.index(index.row(), 0, index.parent()), index);
    QCOMPARE(model.indexOf(-1), QModelIndex());
    QCOMPARE(model.indexOf(model.tree().size()), QModelIndex());
}

RTMSCOPE_TEST_MAIN(TestJsonTreeModel)
#include "tst_jsontreemodel.moc"
