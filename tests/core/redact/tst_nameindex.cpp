// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/nameindex.h"

#include "tests/support/testmain.h"

#include <QElapsedTimer>

using namespace rtmscope::redact;
using namespace Qt::StringLiterals;
using Kind = NameIndex::Kind;

//! Names in running text.
class TestNameIndex : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void longestWins();
    void tellsTheName();
    void everyPlace();
    void everybodysWords();
    void manyThatBeginAlike();

private:
    static NameIndex names();
    static QStringList found(const NameIndex &index, const QString &text);
};

NameIndex TestNameIndex::names()
{
    NameIndex index;
    for (const QString &name :
         {u"Mira Okafor"_s, u"Jo"_s, u"Li Wu"_s, u"An"_s, u"so"_s, u"J"_s, u"\u738b\u5c0f\u660e"_s,
          u"\u674e\u660e"_s, u"\u738b"_s, u"\u7530\u4e2d \u592a\u90ce"_s, u"\uae40\ucca0\uc218"_s,
          u"\u3055\u304f\u3089"_s, u"Jos\u00e9 N\u00fa\u00f1ez"_s, u"S\u00f8ren"_s, u"0451"_s, u"xxxx"_s})
        index.add(Kind::Person, name);
    index.addPart(u"Mira"_s, true);
    index.addPart(u"Okafor"_s, false);
    index.addPart(u"Al"_s, true);
    index.addPart(u"van"_s, false);
    index.addPart(u"De"_s, false);
    index.addPart(u"Bot"_s, true);
    index.addPart(u"Wu"_s, false);
    index.add(Kind::Conversation, u"launch-ops"_s);
    index.add(Kind::Conversation, u"general"_s);
    index.add(Kind::Conversation, u"\u4e00\u822c"_s);
    index.add(Kind::Group, u"Acme Rockets"_s);
    index.add(Kind::Group, u"Smith & Co"_s);
    index.add(Kind::Group, u"oncall"_s);
    index.add(Kind::File, u"Budget draft.xlsx"_s);
    index.add(Kind::File, u"Notes"_s);
    index.close();
    return index;
}

QStringList TestNameIndex::found(const NameIndex &index, const QString &text)
{
    QStringList pieces;
    for (const NameIndex::Match &match : index.matches(text))
        pieces << text.sliced(match.begin, match.end - match.begin);
    return pieces;
}

void TestNameIndex::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &text, const QStringList &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("nothing", u"The valve leaks."_s, {});
    row("whole name", u"ask Mira Okafor."_s, {u"Mira Okafor"_s});
    row("other case", u"MIRA OKAFOR"_s, {u"MIRA OKAFOR"_s});
    row("one word of it", u"Okafor, and mira's plan"_s, {u"Okafor"_s, u"mira"_s});
    row("as a handle", u"@mira.okafor and mira_okafor"_s, {u"mira.okafor"_s, u"mira_okafor"_s});
    row("as one word", u"MiraOkafor"_s, {u"MiraOkafor"_s});
    row("over a line", u"mira\nokafor"_s, {u"mira"_s, u"okafor"_s});
    row("part of a word", u"admirable Miracle"_s, {});
    row("two letters", u"ask jo, or Jo"_s, {u"jo"_s, u"Jo"_s});
    row("two letters in a word", u"join major"_s, {});
    row("two short words", u"then Li Wu left"_s, {u"Li Wu"_s});
    row("everyday word as written", u"An asked an engineer"_s, {u"An"_s});
    row("everyday word in small letters", u"so it is, @so"_s, {u"so"_s});
    row("one letter", u"J is @J"_s, {u"J"_s});
    row("Chinese", u"\u660e\u5929\u738b\u5c0f\u660e\u6765"_s, {u"\u738b\u5c0f\u660e"_s});
    row("given name", u"\u5c0f\u660e\u660e\u5929\u6765"_s, {u"\u5c0f\u660e"_s});
    row("two characters", u"\u548c\u674e\u660e\u8bf4"_s, {u"\u674e\u660e"_s});
    row("one character in a word", u"\u56fd\u738b"_s, {});
    row("one character alone", u"\u738b: \u597d \U0001F600\u738b\U0001F600"_s, {u"\u738b"_s, u"\u738b"_s});
    row("Japanese without its blank", u"\u7530\u4e2d\u592a\u90ce\u3055\u3093"_s,
        {u"\u7530\u4e2d\u592a\u90ce"_s});
    row("Kana", u"\u3055\u304f\u3089\u3061\u3083\u3093"_s, {u"\u3055\u304f\u3089"_s});
    row("Korean with a particle", u"\uae40\ucca0\uc218\uac00"_s, {u"\uae40\ucca0\uc218"_s});
    row("Korean given name", u"\ucca0\uc218\uc57c"_s, {u"\ucca0\uc218"_s});
    row("beside Latin", u"Mira\u8bf4"_s, {u"Mira"_s});
    row("without accents", u"jose nunez"_s, {u"jose nunez"_s});
    row("accents by themselves", u"Jose\u0301 Nun\u0303ez"_s, {u"Jose\u0301 Nun\u0303ez"_s});
    row("without a stroke", u"Soren"_s, {u"Soren"_s});
    row("wide letters", u"\uff2d\uff49\uff52\uff41"_s, {u"\uff2d\uff49\uff52\uff41"_s});
    row("beside an emoji", u"\U0001F600Mira\U0001F600"_s, {u"Mira"_s});
    row("digits are no name", u"0451"_s, {});
    row("what is masked is no name", u"xxxx"_s, {});
    row("conversation", u"in launch-ops"_s, {u"launch-ops"_s});
    row("conversation with other signs", u"we launch ops now"_s, {});
    row("conversation as a title", u"the Launch Ops now"_s, {u"Launch Ops"_s});
    row("blank without width", u"Mi\u200bra says"_s, {u"Mi\u200bra"_s});
    row("soft hyphen", u"launch\u2060-ops"_s, {u"launch\u2060-ops"_s});
    row("conversation that is a word", u"in general, #general"_s, {u"general"_s});
    row("Chinese conversation", u"\u4e00\u822c #\u4e00\u822c\u3067"_s, {u"\u4e00\u822c"_s});
    row("team", u"Welcome to Acme Rockets!"_s, {u"Acme Rockets"_s});
    row("team as a word of a name", u"acme-rockets-eu"_s, {u"acme-rockets"_s});
    row("half of a team", u"Acme and Rockets"_s, {});
    row("with a sign between", u"by Smith & Co."_s, {u"Smith & Co"_s});
    row("group", u"ping oncall"_s, {u"oncall"_s});
    row("file", u"see budget draft.xlsx"_s, {u"budget draft.xlsx"_s});
    row("file of one word", u"my notes"_s, {});
    row("over a mention's end", u"<@U1|mira> okafor"_s, {u"mira"_s, u"okafor"_s});
}

void TestNameIndex::finds()
{
    QFETCH(QString, text);
    QTEST(found(names(), text), "expected");
}

void TestNameIndex::longestWins()
{
    NameIndex index;
    index.add(Kind::Group, u"Acme"_s);
    index.add(Kind::Group, u"Acme Rockets International"_s);
    index.add(Kind::Group, u"Acme Rockets"_s);
    index.close();
    QCOMPARE(found(index, u"Acme Rockets Inc, Acme Rockets International, Acme"_s),
             (QStringList{u"Acme Rockets"_s, u"Acme Rockets International"_s, u"Acme"_s}));
}

void TestNameIndex::tellsTheName()
{
    const NameIndex index = names();
    const auto one = index.matches(u"acme-rockets");
    QCOMPARE(one.size(), std::size_t(1));
    QCOMPARE(*one.front().name, u"Acme Rockets"_s);
    QVERIFY(one.front().kind == Kind::Group);
    const auto other = index.matches(u"#general");
    QCOMPARE(other.size(), std::size_t(1));
    QVERIFY(other.front().kind == Kind::Conversation);
}

//! For pseudonyms, which may be no name in any place.
void TestNameIndex::everyPlace()
{
    const NameIndex index = names();
    QVERIFY(index.matches(u"general").empty() && index.holds(u"general"));
    QVERIFY(index.matches(u"j").empty() && index.holds(u"j"));
    QVERIFY(index.holds(u"a-mira-b"));
    QVERIFY(!index.holds(u"amber-river"));
    QVERIFY(!index.holds(u"Okafo"));
    QVERIFY(!NameIndex().holds(u"Mira") && NameIndex().matches(u"Mira").empty());
}

//! Of names of several words; nobody is called by most of them.
void TestNameIndex::everybodysWords()
{
    QCOMPARE(found(names(), u"a van, De facto, a Bot, AN"_s), QStringList());
    QCOMPARE(found(names(), u"Al, not al, knows Wu and wu"_s), (QStringList{u"Al"_s, u"Wu"_s, u"wu"_s}));
    NameIndex index;
    index.add(Kind::Group, u"Bot"_s);
    index.add(Kind::Person, u"test"_s);
    index.close();
    QCOMPARE(found(index, u"a bot, the Bot, a test by @test"_s), (QStringList{u"Bot"_s, u"test"_s}));
}

//! Pictures are called "Screenshot …", and people of one family alike: their number must not count.
void TestNameIndex::manyThatBeginAlike()
{
    NameIndex index;
    constexpr int count = 200'000;
    for (int i = 0; i < count; ++i)
        index.add(Kind::File, u"Screenshot %1.png"_s.arg(i));
    index.close();
    QString text;
    constexpr int times = 2000;
    for (int i = 0; i < times; ++i)
        text += u"a screenshot and "_s;
    QElapsedTimer clock;
    clock.start();
    QVERIFY(index.matches(text).empty());
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed()))); // one by one: minutes
    QCOMPARE(found(index, u"see screenshot 777.png"_s), QStringList{u"screenshot 777.png"_s});
}

RTMSCOPE_TEST_MAIN(TestNameIndex)
#include "tst_nameindex.moc"
