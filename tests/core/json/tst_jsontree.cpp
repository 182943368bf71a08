// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/tree.h"
#include "tests/support/testmain.h"

using namespace Qt::StringLiterals;
using namespace rtmscope;
using json::Tree;

namespace {

const QByteArray sample = R"( {"type":"x", "a b" : [1.50, {"k":"v\n"}], "n":1e2,"n":-0 , "":null,"é":{}} )";

} // namespace

class tst_JsonTree : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsOrderSpellingAndDuplicates();
    void keepsLongNumbers();
    void keepsOffsets();
    void knowsFamily();
    void namesPaths_data();
    void namesPaths();
    void findsNothingForWhatIsNoPath_data();
    void findsNothingForWhatIsNoPath();
    void findsTheNodeAtAByte();
    void everyByteAndPathLeadsBack();
    void isEmptyWithAReason();
    void takesLargeFrames();
    void takesDeepFrames();
    void beginsLongTexts_data();
    void beginsLongTexts();
    void copiesShare();
};

void tst_JsonTree::keepsOrderSpellingAndDuplicates()
{
    const Tree tree = Tree::parse(sample);
    QStringList members;
    for (int row = 0; row < tree.node(0).childCount; ++row) {
        const int node = tree.child(0, row);
        members.append(tree.key(node) + u'=' + QString::fromUtf8(tree.valueText(node)));
    }
    QCOMPARE(members, QStringList({u"type=\"x\""_s, u"a b=[1.50, {\"k\":\"v\\n\"}]"_s, u"n=1e2"_s, u"n=-0"_s,
                                   u"=null"_s, u"é={}"_s}));
    QCOMPARE(tree.string(tree.find(u"[\"a b\"][1].k")), u"v\n"_s);
    QCOMPARE(tree.string(0), QString());
}

//! Whatever the parser behind can hold: forty digits are forty digits.
void tst_JsonTree::keepsLongNumbers()
{
    const QByteArray digits("1234567890123456789012345678901234567890");
    const Tree tree =
        Tree::parse("{\"a\":" + digits + ",\"b\":[-" + digits + "," + digits + "." + digits + "]}");
    QCOMPARE(tree.valueText(tree.find(u"a"_s)), digits);
    QCOMPARE(tree.valueText(tree.find(u"b[0]"_s)), '-' + digits);
    QCOMPARE(tree.valueText(tree.find(u"b[1]"_s)), digits + '.' + digits);
}

void tst_JsonTree::keepsOffsets()
{
    const Tree tree = Tree::parse(sample);
    const Tree::Node &type = tree.node(tree.find(u"type"));
    QCOMPARE(sample.mid(type.keyBegin, type.keyEnd - type.keyBegin), QByteArray("\"type\""));
    QCOMPARE(sample.mid(type.begin, type.end - type.begin), QByteArray("\"x\""));
    QCOMPARE(tree.node(0).begin, 1);
    QCOMPARE(tree.node(0).end, sample.size() - 1);
    QCOMPARE(tree.node(0).keyBegin, -1);
}

void tst_JsonTree::knowsFamily()
{
    const Tree tree = Tree::parse(sample);
    QCOMPARE(tree.size(), 10);
    for (int node = 1; node < tree.size(); ++node) {
        const int parent = tree.node(node).parent;
        QCOMPARE(tree.child(parent, tree.node(node).row), node);
    }
    QCOMPARE(tree.child(0, 6), -1);
    QCOMPARE(tree.child(0, -1), -1);
    QCOMPARE(tree.node(tree.child(0, 0)).nextSibling, tree.child(0, 1));
    QCOMPARE(tree.node(tree.child(0, 5)).nextSibling, -1);
    QCOMPARE(tree.node(0).firstChild, tree.child(0, 0));
}

void tst_JsonTree::namesPaths_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("root") << sample << QString() << sample.trimmed();
    QTest::newRow("member") << sample << u"type"_s << QByteArray("\"x\"");
    QTest::newRow("odd name") << sample << u"[\"a b\"]"_s << QByteArray("[1.50, {\"k\":\"v\\n\"}]");
    QTest::newRow("element") << sample << u"[\"a b\"][0]"_s << QByteArray("1.50");
    QTest::newRow("member of element") << sample << u"[\"a b\"][1].k"_s << QByteArray("\"v\\n\"");
    QTest::newRow("last of two") << sample << u"n"_s << QByteArray("-0");
    QTest::newRow("no name") << sample << u"[\"\"]"_s << QByteArray("null");
    QTest::newRow("quote in name") << QByteArray(R"({"a\"]b":1})") << u"[\"a\\\"]b\"]"_s << QByteArray("1");
    QTest::newRow("escaped name") << QByteArray(R"({"\u0061":{"b":2}})") << u"a.b"_s << QByteArray("2");
    QTest::newRow("list first") << QByteArray("[[],[7]]") << u"[1][0]"_s << QByteArray("7");
}

void tst_JsonTree::namesPaths()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, path);
    const Tree tree = Tree::parse(text);
    const int node = tree.find(path);
    QVERIFY(node >= 0);
    QTEST(tree.valueText(node).toByteArray(), "value");
    QCOMPARE(tree.path(node), path);
}

void tst_JsonTree::findsNothingForWhatIsNoPath_data()
{
    QTest::addColumn<QString>("path");
    const QStringList paths{u"nothing"_s,
                            u"type.x"_s,
                            u"type[0]"_s,
                            u"[\"a b\"][2]"_s,
                            u"[\"a b\"][-1]"_s,
                            u"[\"a b\""_s,
                            u"["_s,
                            u"[]"_s,
                            u"[x]"_s,
                            u"."_s,
                            u"type."_s,
                            u"[\"a b\"][1]k"_s,
                            u"[\""_s,
                            u"[\"a\\"_s,
                            u"[99999999999]"_s};
    for (const QString &path : paths)
        QTest::newRow(qPrintable(path)) << path;
}

void tst_JsonTree::findsNothingForWhatIsNoPath()
{
    QFETCH(QString, path);
    QCOMPARE(Tree::parse(sample).find(path), -1);
    QCOMPARE(Tree().find(path), -1);
}

void tst_JsonTree::findsTheNodeAtAByte()
{
    const Tree tree = Tree::parse(sample);
    const auto at = [&](const char *text, qsizetype further = 0) {
        return tree.nodeAt(sample.indexOf(text) + further);
    };
    QCOMPARE(at("type"), tree.find(u"type"));
    QCOMPARE(at("\"x\""), tree.find(u"type"));
    QCOMPARE(at("1.50"), tree.find(u"[\"a b\"][0]"));
    QCOMPARE(at("\"k\"", 3), tree.find(u"[\"a b\"][1].k")); // the colon belongs to its member
    QCOMPARE(at(", \"a b\""), 0);
    QCOMPARE(at("1e2"), tree.child(0, 2)); // the first of two
    QCOMPARE(tree.nodeAt(0), -1);
    QCOMPARE(tree.nodeAt(sample.size() - 1), -1);
    QCOMPARE(tree.nodeAt(-1), -1);
    QCOMPARE(Tree().nodeAt(0), -1);
}

void tst_JsonTree::everyByteAndPathLeadsBack()
{
    const Tree tree = Tree::parse(sample);
    for (int node = 0; node < tree.size(); ++node) {
        QVERIFY(tree.nodeAt(tree.node(node).begin) == node);
        if (tree.path(node) != "n"_L1)
            QCOMPARE(tree.find(tree.path(node)), node);
    }
}

void tst_JsonTree::isEmptyWithAReason()
{
    const Tree tree = Tree::parse("{\"a\":}");
    QVERIFY(tree.isEmpty());
    QCOMPARE(tree.size(), 0);
    QCOMPARE(tree.error().offset, 5);
    QVERIFY(!tree.error().words.isEmpty());
    QCOMPARE(tree.text(), QByteArray("{\"a\":}"));
}

void tst_JsonTree::takesLargeFrames()
{
    QByteArray text = "[";
    constexpr int members = 120'000;
    for (int i = 0; i < members; ++i)
        text += "{\"id\":" + QByteArray::number(i) + ",\"name\":\"a name with words\"},";
    text.back() = ']';
    QVERIFY(text.size() > 4'000'000);
    const Tree tree = Tree::parse(text);
    QCOMPARE(tree.size(), 1 + 3 * members);
    // Were a child found by walking its siblings, this would take minutes.
    for (int row = 0; row < members; ++row)
        QCOMPARE(tree.node(tree.child(0, row)).row, row);
    const int last = tree.find(u"[119999].id");
    QCOMPARE(tree.valueText(last), QByteArrayView("119999"));
    QCOMPARE(tree.nodeAt(tree.node(last).begin), last);
}

void tst_JsonTree::takesDeepFrames()
{
    const Tree tree = Tree::parse(QByteArray(1000, '[') + QByteArray(1000, ']'));
    QCOMPARE(tree.size(), 1000);
    QCOMPARE(tree.nodeAt(999), 999);
    QCOMPARE(tree.find(tree.path(999)), 999);
}

void tst_JsonTree::beginsLongTexts_data()
{
    QTest::addColumn<QByteArray>("inside");
    QTest::newRow("letters") << QByteArray("a long text");
    QTest::newRow("two bytes each") << QByteArray("äöüäöüäöü");
    QTest::newRow("three and four") << QByteArray("€🎉€🎉€🎉");
    QTest::newRow("escapes") << QByteArray(R"(a\"b\\c\nd\u00e4\u20ACz)");
    QTest::newRow("escaped pairs") << QByteArray(R"(\ud83c\udf89\uD83C\uDF89x\ud83c\udf89)");
    QTest::newRow("nothing") << QByteArray();
}

//! However much is asked for, it is a beginning of the whole, without half a character.
void tst_JsonTree::beginsLongTexts()
{
    QFETCH(const QByteArray, inside);
    const Tree tree = Tree::parse("[\"" + inside + "\",17]");
    const QString whole = tree.string(1);
    qsizetype before = 0;
    for (qsizetype most = 0; most <= inside.size() + 3; ++most) {
        const QString beginning = tree.beginning(1, most);
        QVERIFY2(whole.startsWith(beginning), qPrintable(beginning));
        QVERIFY(beginning.size() >= before);
        QVERIFY(beginning.isEmpty() || !beginning.back().isHighSurrogate());
        before = beginning.size();
    }
    QCOMPARE(before, whole.size());
    QCOMPARE(tree.beginning(2, 1), QString());
}

void tst_JsonTree::copiesShare()
{
    Tree copy;
    QVERIFY(copy.isEmpty() && copy.text().isEmpty());
    {
        const Tree tree = Tree::parse(sample);
        copy = tree;
        QCOMPARE(&copy.node(0), &tree.node(0));
    }
    QCOMPARE(copy.text(), sample);
}

RTMSCOPE_TEST_MAIN(tst_JsonTree)
#include "tst_jsontree.moc"
