// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/inspect/jsonfind.h"
#include "core/inspect/jsonquery.h"

#include "tests/support/testmain.h"

#include <QTest>

#include <atomic>

using namespace rtmscope;
using namespace Qt::StringLiterals;

namespace {

const QByteArray sample =
    R"({"type":"message","user":"U1","item":{"channel":"C1","user":"U2"},"n":"3","m":3,)"
    R"("text":"Gr\u00fc\u00dfe","odd key":true,"blocks":[{"type":"section","text":{"text":"a"}},)"
    R"({"type":"divider"},{"type":"section","text":{"text":"b"}}],"ts":"1795356028.000400"})";

const std::atomic_bool never = false;

QStringList pathsOf(const QString &query)
{
    QString problem;
    const auto parsed = JsonQuery::parse(query, &problem);
    if (!parsed)
        return {u"problem"_s};
    const json::Tree tree = json::Tree::parse(sample);
    QStringList paths;
    for (const int node : parsed->nodes(tree, 100, never))
        paths << tree.path(node);
    return paths;
}

QStringList found(const QByteArray &frame, const QString &wanted, FindScope scope)
{
    const FoundPlaces places = findInFrame(frame, json::Tree::parse(frame), wanted, scope, never);
    QStringList texts;
    for (const FoundPlaces::Place &place : places.places)
        texts << QString::fromUtf8(frame.sliced(place.begin, place.end - place.begin));
    return texts;
}

} // namespace

class TestJsonFind : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void queries_data();
    void queries();
    void problems_data();
    void problems();
    void whatCanOnlyBeAQuery();
    void scopes_data();
    void scopes();
    void withoutATree();
    void veryMany();
    void stops();
};

void TestJsonFind::queries_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("paths");
    const auto row = [](const QString &query, const QStringList &paths) {
        QTest::newRow(qPrintable(query)) << query << paths;
    };
    row(u"$"_s, {QString()});
    row(u"type"_s, {u"type"_s, u"blocks[0].type"_s, u"blocks[1].type"_s, u"blocks[2].type"_s});
    row(u"$.type"_s, {u"type"_s});
    row(u"$..user"_s, {u"user"_s, u"item.user"_s});
    row(u"item.channel"_s, {u"item.channel"_s});
    row(u"$.item.*"_s, {u"item.channel"_s, u"item.user"_s});
    row(u"blocks[0].text"_s, {u"blocks[0].text"_s});
    row(u"$.blocks[-1].type"_s, {u"blocks[2].type"_s});
    row(u"$.blocks[0:2].type"_s, {u"blocks[0].type"_s, u"blocks[1].type"_s});
    row(u"$.blocks[1:].type"_s, {u"blocks[1].type"_s, u"blocks[2].type"_s});
    row(u"$.blocks[*].type"_s, {u"blocks[0].type"_s, u"blocks[1].type"_s, u"blocks[2].type"_s});
    row(u"$['odd key']"_s, {u"[\"odd key\"]"_s});
    row(u"$[\"odd key\"] == true"_s, {u"[\"odd key\"]"_s});
    row(u"$..text..text"_s, {u"blocks[0].text.text"_s, u"blocks[2].text.text"_s});
    row(u"$.blocks[?@.type == \"section\"].text"_s, {u"blocks[0].text"_s, u"blocks[2].text"_s});
    row(u"$.blocks[?(@.text)]"_s, {u"blocks[0]"_s, u"blocks[2]"_s});
    row(u"user == \"U1\""_s, {u"user"_s});
    row(u"user == U2"_s, {u"item.user"_s});
    row(u"user != \"U1\""_s, {u"item.user"_s});
    row(u"text contains 'GRÜ'"_s, {u"text"_s});
    row(u"n == 3"_s, {u"n"_s});
    row(u"m == 3"_s, {u"m"_s});
    row(u"m == \"3\""_s, {u"m"_s}); // trap T32
    row(u"m > 2"_s, {u"m"_s});
    row(u"m >= 4"_s, {});
    row(u"ts > 1795356028.000399"_s, {u"ts"_s});
    row(u"ts > 1795356028.000400"_s, {});
    row(u"item exists"_s, {u"item"_s});
    row(u"no_such"_s, {});
    row(u"$.blocks[7]"_s, {});
    row(u"text == Grüße"_s, {u"text"_s});
}

void TestJsonFind::queries()
{
    QFETCH(const QString, query);
    QFETCH(const QStringList, paths);
    QCOMPARE(pathsOf(query), paths);
}

void TestJsonFind::problems_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"", "$.", "$..", "a.", "a[", "a[x]", "a[1", "a == ", "== 3", "a b", "a == \"x",
                              "$.a[?x]", "$.a[?@.b == 1", "..", "a[]", "$.a[?@[?@[?@[?@[?@.b]]]]]"})
        QTest::newRow(query) << QString::fromLatin1(query);
}

void TestJsonFind::problems()
{
    QFETCH(const QString, query);
    QString problem;
    QVERIFY(!JsonQuery::parse(query, &problem));
    QVERIFY(problem.endsWith(u'.'));
}

void TestJsonFind::whatCanOnlyBeAQuery()
{
    for (const char *text : {"$.a", "$..a", "$[0]", "user == \"U1\"", "a.b != 3"})
        QVERIFY2(JsonQuery::looksLikeOne(QString::fromLatin1(text)), text);
    for (const char *text : {"$5", "a", "a.b", "x=1", "a < b", "hello there", "== x", "a == "})
        QVERIFY2(!JsonQuery::looksLikeOne(QString::fromLatin1(text)), text);
}

void TestJsonFind::scopes_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<int>("scope");
    QTest::addColumn<QStringList>("texts");
    const auto row = [](const char *name, const QString &wanted, FindScope scope, const QStringList &texts) {
        QTest::newRow(name) << wanted << int(scope) << texts;
    };
    row("anywhere", u"user"_s, FindScope::Anywhere, {u"user"_s, u"user"_s});
    row("capitals", u"C1"_s, FindScope::Anywhere, {u"C1"_s});
    row("keys", u"TEXT"_s, FindScope::Keys, {u"text"_s, u"text"_s, u"text"_s, u"text"_s, u"text"_s});
    row("values", u"section"_s, FindScope::Values, {u"section"_s, u"section"_s});
    row("no key among values", u"user"_s, FindScope::Values, {});
    row("a number", u"3"_s, FindScope::Values, {u"3"_s, u"3"_s, u"3"_s});
    row("behind escapes", u"grüße"_s, FindScope::Anywhere, {u"\"Gr\\u00fc\\u00dfe\""_s});
    row("behind escapes among values", u"ÜSS"_s, FindScope::Values, {});
    row("an escape as it came", u"\\u00fc"_s, FindScope::Anywhere, {u"\\u00fc"_s});
    row("of the text itself", u"\"item\":{"_s, FindScope::Anywhere, {u"\"item\":{"_s});
    row("a path", u"item.user"_s, FindScope::Path, {u"\"user\":\"U2\""_s});
    row("what can only be a path", u"user == \"U2\""_s, FindScope::Anywhere, {u"\"user\":\"U2\""_s});
    row("nothing", {}, FindScope::Anywhere, {});
}

void TestJsonFind::scopes()
{
    QFETCH(const QString, wanted);
    QFETCH(const int, scope);
    QFETCH(const QStringList, texts);
    QCOMPARE(found(sample, wanted, FindScope(scope)), texts);
}

void TestJsonFind::withoutATree()
{
    QCOMPARE(found("{\"a\": broken a", u"a"_s, FindScope::Anywhere).size(), 2);
    QCOMPARE(found("{\"a\": broken a", u"a"_s, FindScope::Keys).size(), 0);
    QCOMPARE(found("a == \"b\"", u"a == \"b\""_s, FindScope::Anywhere).size(), 1);
}

void TestJsonFind::veryMany()
{
    const QByteArray frame = '[' + QByteArray("1,").repeated(30'000) + "1]";
    const FoundPlaces places = findInFrame(frame, json::Tree::parse(frame), u"1"_s, FindScope::Values, never);
    QCOMPARE(places.places.size(), mostFoundPlaces);
    QVERIFY(!places.isAll);
    const FoundPlaces paths = findInFrame(frame, json::Tree::parse(frame), u"$[*]"_s, FindScope::Path, never);
    QCOMPARE(paths.places.size(), mostFoundPlaces);
    QVERIFY(!paths.isAll && paths.byPath);
}

void TestJsonFind::stops()
{
    const std::atomic_bool stopped = true;
    const json::Tree tree = json::Tree::parse(sample);
    QVERIFY(findInFrame(sample, tree, u"a"_s, FindScope::Values, stopped).places.size() <= 1);
    QVERIFY(findInFrame(sample, tree, u"$.blocks[*].type"_s, FindScope::Path, stopped).places.isEmpty());
}

RTMSCOPE_TEST_MAIN(TestJsonFind)
#include "tst_jsonfind.moc"
