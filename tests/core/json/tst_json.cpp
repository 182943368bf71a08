// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/json/json.h"
#include "tests/support/testmain.h"

using namespace Qt::StringLiterals;
using namespace rtmscope;

class tst_Json : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesWithPlaceAndWords_data();
    void refusesWithPlaceAndWords();
    void accepts_data();
    void accepts();
    void readsScalarsLeniently_data();
    void readsScalarsLeniently();
    void walksInWireOrder();
    void yieldsEmptyValuesForTheWrongKind();
    void isReusable();
    void isReusableAfterAGiant();
    void findsAPlaceAgain();
    void quotes_data();
    void quotes();
    void keepsALeadingMark();
};

void tst_Json::refusesWithPlaceAndWords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &text, qsizetype offset, const char *words) {
        QTest::newRow(name) << text << offset << QString::fromLatin1(words);
    };
    const auto deep = [](int levels) { return QByteArray(levels, '[') + '1' + QByteArray(levels, ']'); };
    row("empty", "", 0, "empty");
    row("ends early", R"({"a":)", 5, "ends in the middle");
    row("open string", R"({"a":"b)", 5, "not closed");
    row("no colon", R"({"a" 1})", 5, "colon");
    row("no comma", "[1 2]", 3, "comma");
    row("comma before the end", "[1,]", 3, "a value was expected");
    row("name without quotes", "{a:1}", 1, "name in quotes");
    row("wrong bracket", "[1}", 2, "closing bracket");
    row("more after it", "{} x", 3, "more text");
    row("leading zero", "[01]", 1, "leading zero");
    row("bare minus", "[-]", 1, "without digits");
    row("no fraction", "[1.]", 1, "after the point");
    row("no exponent", "[1e]", 1, "exponent");
    row("bad word", "[nul]", 1, "a value was expected");
    row("bad escape", R"(["\q"])", 2, "unknown escape");
    row("short \\u", R"(["\u12"])", 2, "four hexadecimal");
    row("half a pair", R"(["\ud83d"])", 2, "surrogate");
    row("raw control character", "[\"a\nb\"]", 3, "control character");
    row("invalid UTF-8", "[\"\xC3\"]", 2, "UTF-8");
    row("byte order mark", "\xEF\xBB\xBF{}", 0, "byte order mark");
    row("too deep", deep(4097), 4096, "nested deeper");
    row("far too deep", QByteArray(1'000'000, '['), 4096, "nested deeper");
    row("too large", QByteArray(json::maxSize + 1, ' '), json::maxSize, "64 MB");
}

void tst_Json::refusesWithPlaceAndWords()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    json::Document document;
    QVERIFY(!document.parse(text));
    QVERIFY(!document.root().exists());
    QVERIFY2(document.error().words.contains(words), qPrintable(document.error().words));
    QTEST(document.error().offset, "offset");
}

void tst_Json::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("deepest") << QByteArray(1000, '[') + '1' + QByteArray(1000, ']');
    QTest::newRow("deepest object") << QByteArray("{\"a\":").repeated(999) + "{}" + QByteArray(999, '}');
    QTest::newRow("scalar") << QByteArray("7");
    QTest::newRow("spaces around") << QByteArray(" \t\r\n{} \n");
    QTest::newRow("beyond 64 bits") << QByteArray("[123456789012345678901234567890]");
    QTest::newRow("forty digits") << QByteArray(R"({"a":-1234567890123456789012345678901234567890})");
    QTest::newRow("beyond a double") << QByteArray("[1e999,-1e999]");
    QTest::newRow("escaped pair") << QByteArray(R"(["\ud83d\udc4b"])");
    QTest::newRow("zero by escape") << QByteArray(R"(["\u0000"])");
    QTest::newRow("mark inside") << QByteArray("[\"\xEF\xBB\xBF\"]");
}

void tst_Json::accepts()
{
    QFETCH(QByteArray, text);
    json::Document document;
    QVERIFY2(document.parse(text), qPrintable(document.error().words));
    QVERIFY(document.root().exists());
}

void tst_Json::readsScalarsLeniently_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("asText");
    QTest::addColumn<QVariant>("asInteger");
    QTest::addColumn<QVariant>("asBool");
    const auto row = [](const char *text, const QString &asText, const QVariant &integer,
                        const QVariant &boolean) {
        QTest::newRow(text) << QByteArray(text) << asText << integer << boolean;
    };
    const QVariant none;
    row("12", u"12"_s, 12, none);
    row("\"12\"", u"12"_s, 12, none);
    row("12.0", u"12.0"_s, 12, none);
    row("12.5", u"12.5"_s, none, none);
    row("\"12x\"", u"12x"_s, none, none);
    row("\"\"", QString(), none, none);
    row("1", u"1"_s, 1, true);
    row("\"0\"", u"0"_s, 0, false);
    row("true", u"true"_s, none, true);
    row("\"false\"", u"false"_s, none, false);
    row("1234567890123456789012345678901234567890", u"1.2345678901234568e+39"_s, none, none);
    row("9007199254740993", u"9007199254740993"_s, qint64(9007199254740993), none);
    row("null", QString(), none, none);
    row("[1]", QString(), none, none);
    row("{}", QString(), none, none);
}

void tst_Json::readsScalarsLeniently()
{
    QFETCH(QByteArray, text);
    QFETCH(QVariant, asInteger);
    QFETCH(QVariant, asBool);
    json::Document document;
    QVERIFY(document.parse(text));
    const json::Value value = document.root();
    QTEST(value.text(), "asText");
    QCOMPARE(value.integer().has_value(), asInteger.isValid());
    QCOMPARE(value.integer().value_or(0), asInteger.toLongLong());
    QCOMPARE(value.boolean().has_value(), asBool.isValid());
    QCOMPARE(value.boolean().value_or(false), asBool.toBool());
}

void tst_Json::walksInWireOrder()
{
    json::Document document;
    QVERIFY(document.parse(R"({"b":1,"a":[true,{"x":null}],"b":"two"})"));
    QStringList keys;
    for (const json::Value::Member member : document.root().members())
        keys.append(json::fromUtf8(member.key));
    QCOMPARE(keys, QStringList({u"b"_s, u"a"_s, u"b"_s}));
    QCOMPARE(document.root()["b"].text(), u"two"_s); // the last one wins
    QCOMPARE(document.root()["a"].size(), 2);
    QList<json::Kind> kinds;
    for (const json::Value element : document.root()["a"].elements())
        kinds.append(element.kind());
    QCOMPARE(kinds, QList<json::Kind>({json::Kind::Bool, json::Kind::Object}));
    QCOMPARE(document.root()["a"].toJson(), QByteArray(R"([true,{"x":null}])"));
}

void tst_Json::yieldsEmptyValuesForTheWrongKind()
{
    json::Document document;
    QVERIFY(document.parse("[1]"));
    const json::Value root = document.root();
    const json::Value absent = root["a"]["b"];
    QVERIFY(!absent.exists());
    QVERIFY(absent.isNull());
    QCOMPARE(absent.size(), 0);
    QVERIFY(absent.text().isEmpty());
    QVERIFY(absent.toJson().isEmpty());
    QVERIFY(!absent.integer() && !absent.number() && !absent.boolean());
    for (const json::Value::Member member : root.members())
        QFAIL(std::string(member.key).c_str());
    QVERIFY(root.string().empty());
}

void tst_Json::isReusable()
{
    json::Document document;
    const QByteArray large = '[' + QByteArray("\"abcdefgh\",").repeated(100'000) + "1]";
    QVERIFY(document.parse(large));
    QCOMPARE(document.root().size(), 100'001);
    QVERIFY(!document.parse("{"));
    QVERIFY(document.parse(R"({"a":"b"})"));
    QCOMPARE(document.root()["a"].text(), u"b"_s);
    json::Document moved = std::move(document);
    QCOMPARE(moved.root()["a"].text(), u"b"_s);
}

//! Which gives its memory back.
void tst_Json::isReusableAfterAGiant()
{
    json::Document document;
    const QByteArray giant = "{\"a\":\"" + QByteArray(1 << 20, 'x') + "\"}";
    for (int i = 0; i < 3; ++i) {
        QVERIFY(document.parse(giant));
        QCOMPARE(document.root()["a"].text().size(), 1 << 20);
        QVERIFY(document.parse(R"({"a":[1,2,{"b":"c"}]})"));
        QCOMPARE(document.root()["a"].size(), 3U);
        QVERIFY(!document.parse("{"));
    }
}

void tst_Json::findsAPlaceAgain()
{
    const QByteArray text = R"({"n":123456789012345678901234567890,"blocks":[{"type":"divider"}]})";
    json::Document first;
    QVERIFY(first.parse(text));
    const std::size_t position = first.root()["blocks"].position();
    json::Document second;
    QVERIFY(second.parse(text));
    QCOMPARE(second.at(position).toJson(), QByteArray(R"([{"type":"divider"}])"));
    QVERIFY(!second.at(0).exists());
    QVERIFY(!second.parse("?"));
    QVERIFY(!second.at(position).exists());
}

void tst_Json::quotes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("quoted");
    QTest::newRow("plain") << u"abc"_s << QByteArray("\"abc\"");
    QTest::newRow("empty") << QString() << QByteArray("\"\"");
    QTest::newRow("escapes") << u"a\"b\\c\n\t\r\b\f\x1f"_s << QByteArray(R"("a\"b\\c\n\t\r\b\f\u001f")");
    QTest::newRow("raw UTF-8") << u"é👋\u2028"_s << QByteArray("\"\xC3\xA9\xF0\x9F\x91\x8B\xE2\x80\xA8\"");
    QTest::newRow("zero") << QString(QChar(0)) << QByteArray(R"("\u0000")");
}

void tst_Json::quotes()
{
    QFETCH(QString, text);
    QTEST(json::quoted(text), "quoted");
    json::Document document;
    QVERIFY(document.parse(json::quoted(text)));
    QCOMPARE(document.root().text(), text);
}

void tst_Json::keepsALeadingMark()
{
    json::Document document;
    QVERIFY(document.parse("\"\xEF\xBB\xBFhi\""));
    QCOMPARE(document.root().text(), u"\uFEFFhi"_s);
}

RTMSCOPE_TEST_MAIN(tst_Json)
#include "tst_json.moc"
