// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/filter/assist/filterhints.h"

#include "tests/support/testmain.h"

using namespace Qt::StringLiterals;
using namespace rtmscope;

class TestFilterHints : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void distances();
    void fields_data();
    void fields();
    void values_data();
    void values();
};

namespace {

const QStringList observed{u"type"_s, u"channel"_s, u"ts"_s, u"message.edited.user"_s, u"reaction"_s};

std::vector<ValueCounts::Value> subtypes()
{
    return {{u"bot_message"_s, true, 312}, {u"message_changed"_s, true, 48}, {u"42"_s, false, 3}};
}

} // namespace

void TestFilterHints::distances()
{
    QCOMPARE(editDistance(u"channel"_s, u"channel"_s), 0);
    QCOMPARE(editDistance(u"chanel"_s, u"Channel"_s), 1);
    QCOMPARE(editDistance(u""_s, u"abc"_s), 3);
    QCOMPARE(editDistance(u"kitten"_s, u"sitting"_s), 3);
    QVERIFY(editDistance(QString(100'000, u'a'), QString(100'000, u'b')) > 50);
}

void TestFilterHints::fields_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("words"); // some of them; empty: there is no hint
    QTest::addColumn<QString>("better");
    QTest::newRow("a letter is missing") << u"chanel == \"C1\""_s << u"channel"_s << u"channel == \"C1\""_s;
    QTest::newRow("in the middle") << u"type == message && mesage.edited.user exists"_s
                                   << u"message.edited.user"_s
                                   << u"type == message && message.edited.user exists"_s;
    QTest::newRow("written as others do")
        << u"chanel = C1 and deploy"_s << u"channel"_s << u"channel == C1 && deploy"_s;
    QTest::newRow("nothing near") << u"zebra == 1"_s << u"No event here has a field zebra"_s << QString();
    QTest::newRow("no quotes") << u"reaction == tada"_s << u"quotes"_s << u"reaction == \"tada\""_s;
    QTest::newRow("all is there") << u"reaction == \"tada\""_s << QString() << QString();
    QTest::newRow("two fields") << u"ts == reaction"_s << QString() << QString();
    QTest::newRow("an index") << u"blocks[0].type == \"x\""_s << QString() << QString();
    QTest::newRow("words") << u"zebra"_s << QString() << QString();
}

void TestFilterHints::fields()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, words);
    QFETCH(const QString, better);
    FilterQuery query;
    QVERIFY(query.compile(filter, {}, nullptr));
    std::optional<FilterHint> hint;
    for (const auto &term : query.terms())
        hint = hint ? hint : fieldHint(query, term, observed);
    QCOMPARE(hint.has_value(), !words.isEmpty());
    if (!hint)
        return;
    QVERIFY2(hint->words.contains(words), qPrintable(hint->words));
    QCOMPARE(hint->better, better);
}

void TestFilterHints::values_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("better");
    QTest::newRow("a letter is missing")
        << u"subtype == bot_mesage"_s << u"bot_message, 312 times"_s << u"subtype == \"bot_message\""_s;
    QTest::newRow("capitals") << u"subtype == Bot_Message && deploy"_s << u"bot_message"_s
                              << u"subtype == \"bot_message\" && deploy"_s;
    QTest::newRow("nothing near") << u"subtype == zebra"_s << u"bot_message 312, message_changed 48"_s
                                  << QString();
    QTest::newRow("number") << u"subtype == 43"_s << u"42, 3 times"_s << u"subtype == 42"_s;
    QTest::newRow("occurs") << u"subtype == bot_message"_s << QString() << QString();
    QTest::newRow("one of them occurs") << u"subtype in {zebra, bot_message}"_s << QString() << QString();
    QTest::newRow("no equality") << u"subtype != zebra"_s << QString() << QString();
}

void TestFilterHints::values()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, words);
    QFETCH(const QString, better);
    FilterQuery query;
    QVERIFY(query.compile(filter, {}, nullptr));
    const auto hint = valueHint(query, query.terms().front(), subtypes());
    QCOMPARE(hint.has_value(), !words.isEmpty());
    if (!hint)
        return;
    QVERIFY2(hint->words.contains(words), qPrintable(hint->words));
    QCOMPARE(hint->better, better);
    QVERIFY(better.isEmpty() || query.compile(better, {}, nullptr));
}

RTMSCOPE_TEST_MAIN(TestFilterHints)
#include "tst_filterhints.moc"
