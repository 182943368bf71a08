// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/inspect/jsondiff.h"

#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

using namespace rtmscope;
using namespace Qt::StringLiterals;
using json::Tree;

namespace {

//! "+path", "-path", "~path", of the text in which the value stands.
QStringList listed(const Tree &before, const Tree &after)
{
    QStringList lines;
    for (const JsonDifference &one : jsonDiff(before, 0, after, 0).differences) {
        switch (one.kind) {
        case JsonDifference::Kind::Added:
            lines += u'+' + after.path(one.after);
            break;
        case JsonDifference::Kind::Removed:
            lines += u'-' + before.path(one.before);
            break;
        case JsonDifference::Kind::Changed:
            lines += u'~' + after.path(one.after);
            break;
        }
    }
    return lines;
}

} // namespace

class TestJsonDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void differences_data();
    void differences();
    void partsOfTwoTexts();
    void longListsArePairedByPlace();
    void manyDifferencesAreBounded();
    void deepAndRepeatedIsQuick();
};

void TestJsonDiff::differences_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *before, const char *after, const QStringList &lines) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << lines;
    };
    row("nothing", "{\"a\":1,\"b\":[1,{}]}", "{\"a\":1,\"b\":[1,{}]}", {});
    row("another order", "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", {});
    row("another spelling of a text", "{\"a\":\"\\u0041\"}", "{\"a\":\"A\"}", {});
    row("another spelling of a number", "{\"a\":1.0}", "{\"a\":1}", {u"~a"_s});
    row("a number that became a text", "{\"a\":1}", "{\"a\":\"1\"}", {u"~a"_s});
    row("added, gone, changed", "{\"text\":\"a\",\"user\":\"U1\"}",
        "{\"edited\":{\"ts\":\"1\"},\"text\":\"b\"}", {u"+edited"_s, u"~text"_s, u"-user"_s});
    row("null is not absent", "{\"a\":null}", "{}", {u"-a"_s});
    row("within", "{\"a\":{\"b\":[{\"c\":1}]}}", "{\"a\":{\"b\":[{\"c\":2}]}}", {u"~a.b[0].c"_s});
    row("one put in front", "[1,2,3]", "[0,1,2,3]", {u"+[0]"_s});
    row("one gone in the middle", "[1,2,3]", "[1,3]", {u"-[1]"_s});
    row("elements known by their name", "[{\"id\":\"a\",\"n\":1},{\"id\":\"b\",\"n\":2}]",
        "[{\"id\":\"c\"},{\"id\":\"a\",\"n\":9},{\"id\":\"b\",\"n\":2}]", {u"+[0]"_s, u"~[1].n"_s});
    row("another in its place", "[{\"id\":\"a\",\"n\":1}]", "[{\"id\":\"b\",\"n\":1}]",
        {u"+[0]"_s, u"-[0]"_s});
    row("elements without a name", "[{\"type\":\"text\",\"text\":\"a\"}]",
        "[{\"type\":\"text\",\"text\":\"b\"}]", {u"~[0].text"_s});
    row("a member twice", "{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":3}", {u"~a"_s});
    row("a member once more", "{\"a\":1}", "{\"a\":1,\"a\":1}", {u"+a"_s});
    row("one of two gone", "{\"a\":1,\"a\":2}", "{\"a\":1}", {u"-a"_s});
    row("the whole", "[]", "{}", {u"~"_s});
    row("an object that became a list", "{\"a\":{}}", "{\"a\":[]}", {u"~a"_s});
}

void TestJsonDiff::differences()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QTEST(listed(Tree::parse(before), Tree::parse(after)), "expected");
}

void TestJsonDiff::partsOfTwoTexts()
{
    const Tree tree = Tree::parse("{\"message\":{\"text\":\"b\",\"ts\":\"1\"},\"x\":0,\"previous_message\":{"
                                  "\"ts\":\"1\",\"text\":\"a\"}}");
    const JsonDiff diff = jsonDiff(tree, tree.find(u"previous_message"), tree, tree.find(u"message"));
    QCOMPARE(diff.differences.size(), 1);
    QCOMPARE(tree.path(diff.differences[0].before), u"previous_message.text"_s);
    QCOMPARE(tree.path(diff.differences[0].after), u"message.text"_s);
    QVERIFY(diff.isComplete);
}

void TestJsonDiff::longListsArePairedByPlace()
{
    QByteArray before = "[";
    QByteArray after = "[0";
    for (int i = 1; i <= 3'000; ++i) {
        before += QByteArray::number(i) + ',';
        after += ',' + QByteArray::number(i % 2 ? i : -i);
    }
    before += "0]";
    after += ']';
    const JsonDiff diff = jsonDiff(Tree::parse(before), 0, Tree::parse(after), 0);
    QVERIFY(!diff.differences.isEmpty());
}

void TestJsonDiff::manyDifferencesAreBounded()
{
    QByteArray before = "{";
    for (int i = 0; i < 5'000; ++i)
        before += '"' + QByteArray::number(i) + "\":1,";
    before += "\"end\":1}";
    const JsonDiff diff = jsonDiff(Tree::parse(before), 0, Tree::parse("{}"), 0);
    QVERIFY(!diff.isComplete);
    QCOMPARE(diff.differences.size(), 2'000);
}

void TestJsonDiff::deepAndRepeatedIsQuick()
{
    constexpr int levels = 2'000;
    const QByteArray deep = QByteArray(levels, '[') + '1' + QByteArray(levels, ']');
    const QByteArray other = QByteArray(levels, '[') + '2' + QByteArray(levels, ']');
    const Tree before = Tree::parse(deep);
    const Tree after = Tree::parse(other);
    if (!before.isEmpty())
        QCOMPARE(jsonDiff(before, 0, after, 0).differences.size(), 1);

    // The same name a hundred thousand times.
    QByteArray twice = "{\"a\":0";
    for (int i = 0; i < 100'000; ++i)
        twice += ",\"a\":1";
    twice += '}';
    QCOMPARE(jsonDiff(Tree::parse(twice), 0, Tree::parse("{\"a\":0}"), 0).differences.size(), 2'000);
}

RTMSCOPE_TEST_MAIN(TestJsonDiff)
#include "tst_jsondiff.moc"
