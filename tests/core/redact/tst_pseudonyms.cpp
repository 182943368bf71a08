// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/redact/pseudonyms.h"

#include "core/redact/idshape.h"
#include "core/redact/meaning.h"
#include "core/redact/urlmask.h"
#include "tests/support/testmain.h"

using namespace rtmscope::redact;
using namespace Qt::StringLiterals;

class TestPseudonyms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void idShapes_data();
    void idShapes();
    void idsKeepKindAndLength_data();
    void idsKeepKindAndLength();
    void sameOriginalSamePseudonym();
    void otherKeyOtherPseudonym();
    void thousandsStayApart();
    void nobodyGetsARealName();
    void meanings_data();
    void meanings();
    void urls_data();
    void urls();
};

void TestPseudonyms::idShapes_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("prefix");
    QTest::newRow("user") << u"U024BE7LH"_s << 1;
    QTest::newRow("event") << u"Ev08MFMKH6"_s << 2;
    QTest::newRow("record") << u"Rec018ALE9718"_s << 3;
    QTest::newRow("word in capitals") << u"DEPLOYMENT"_s << 0;
    QTest::newRow("small letters") << u"u024be7lh"_s << 0;
    QTest::newRow("short") << u"C1"_s << 0;
    QTest::newRow("a blank in it") << u"U024 E7LH"_s << 0;
    QTest::newRow("token") << u"xoxb-1234567890-abc"_s << 0;
    QTest::newRow("empty") << QString() << 0;
}

void TestPseudonyms::idShapes()
{
    QFETCH(QString, word);
    QTEST(int(idPrefix(word)), "prefix");
}

void TestPseudonyms::idsKeepKindAndLength_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"U024BE7LH", "W012A3CDE", "C024BE91L", "D024BE91L", "G024BE91L", "T024BE7LD",
                           "B024BE7LH", "F024BERPE", "A024BE7LH", "S0614TZR7", "Ev08MFMKH6", "USLACKB0T",
                           "CABCDEFGH", "UABCDEFGHIJ", "EvABCDEFGH"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void TestPseudonyms::idsKeepKindAndLength()
{
    QFETCH(QString, id);
    Pseudonyms pseudonyms;
    const QString now = pseudonyms.id(id);
    QVERIFY(now != id);
    QCOMPARE(now.size(), id.size());
    QCOMPARE(idPrefix(now), idPrefixInPlace(id));
    QCOMPARE(now.left(idPrefix(now)), id.left(idPrefix(now)));
    QCOMPARE(pseudonyms.id(id), now);
}

void TestPseudonyms::sameOriginalSamePseudonym()
{
    Pseudonyms pseudonyms;
    QCOMPARE(pseudonyms.person(u"U1"_s).full(), pseudonyms.person(u"U1"_s).full());
    QCOMPARE(pseudonyms.conversation(u"ops"_s), pseudonyms.conversation(u"ops"_s));
    QCOMPARE(pseudonyms.group(u"Acme"_s).toLower().replace(u' ', u'-'), pseudonyms.group(u"acme"_s));
    QCOMPARE(pseudonyms.emoji(u"acme"_s), pseudonyms.emoji(u"acme"_s));
    QCOMPARE(pseudonyms.id(u"USLACKBOT"_s), u"USLACKBOT"_s);
    QCOMPARE(pseudonyms.id(QString()), QString());
    // What is no id keeps its shape.
    const QString uuid = pseudonyms.id(u"85c42f3a-fd9e-4511-a0af-8687e83b5c4c"_s);
    QCOMPARE(uuid.size(), 36);
    QCOMPARE(uuid.indexOf(u'-'), 8);
    QVERIFY(uuid != u"85c42f3a-fd9e-4511-a0af-8687e83b5c4c"_s);
}

void TestPseudonyms::otherKeyOtherPseudonym()
{
    Pseudonyms one;
    Pseudonyms other;
    int same = 0;
    for (int i = 100'000; i < 100'020; ++i)
        same += one.id(u"U0%1"_s.arg(i)) == other.id(u"U0%1"_s.arg(i)) ? 1 : 0;
    QCOMPARE(same, 0);
    Pseudonyms fixed({}, "key");
    Pseudonyms again({}, "key");
    QCOMPARE(fixed.id(u"U024BE7LH"_s), again.id(u"U024BE7LH"_s));
}

void TestPseudonyms::thousandsStayApart()
{
    Pseudonyms pseudonyms;
    QSet<QString> people;
    QSet<QString> conversations;
    QSet<QString> ids;
    constexpr int count = 6000; // more than there are pairs of names
    for (int i = 0; i < count; ++i) {
        people.insert(pseudonyms.person(QString::number(i)).full());
        conversations.insert(pseudonyms.conversation(QString::number(i)));
        ids.insert(pseudonyms.id(u"C%1"_s.arg(i)));
    }
    QCOMPARE(people.size(), count);
    QCOMPARE(conversations.size(), count);
    QCOMPARE(ids.size(), count);
}

void TestPseudonyms::nobodyGetsARealName()
{
    const QSet<QString> real{u"Robin"_s, u"Hale"_s, u"amber"_s};
    Pseudonyms pseudonyms([&real](const QString &word) { return real.contains(word); });
    for (int i = 0; i < 500; ++i) {
        const Pseudonyms::Person person = pseudonyms.person(QString::number(i));
        QVERIFY(!real.contains(person.first) && !real.contains(person.last));
        QVERIFY(!pseudonyms.conversation(QString::number(i)).startsWith(u"amber-"_s));
    }
}

void TestPseudonyms::meanings_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("zone");
    QTest::addColumn<int>("meaning");
    const auto row = [](const char *name, const char *key, const char *value, Zone zone, Meaning meaning) {
        QTest::newRow(name) << QString::fromUtf8(key) << QString::fromUtf8(value) << int(zone)
                            << int(meaning);
    };
    row("type", "type", "message", Zone::Plain, Meaning::Keyword);
    row("a person as a type", "type", "Mira Okafor", Zone::Plain, Meaning::Text);
    row("a name as a style", "style", "Mira", Zone::Plain, Meaning::Text);
    row("our own state", "state", "Ready", Zone::Note, Meaning::Keyword);
    row("somebody's state", "state", "Ready", Zone::Plain, Meaning::Text);
    row("user", "user", "U024BE7LH", Zone::Plain, Meaning::Id);
    row("ts", "ts", "1795356131.000200", Zone::Plain, Meaning::Time);
    row("ts that is none", "ts", "yesterday", Zone::Plain, Meaning::Text);
    row("unknown", "favourite_food", "soup", Zone::Plain, Meaning::Text);
    row("unknown id", "favourite", "U024BE7LH", Zone::Plain, Meaning::Id);
    row("said", "text", "hello", Zone::Plain, Meaning::Said);
    row("job", "title", "Director", Zone::Person, Meaning::Text);
    row("file", "title", "plan.pdf", Zone::File, Meaning::FileName);
    row("heading", "title", "News", Zone::Plain, Meaning::Said);
    row("person", "name", "mira", Zone::Person, Meaning::PersonName);
    row("conversation", "name", "ops", Zone::Conversation, Meaning::ConversationName);
    row("reaction", "name", "tada", Zone::Emoji, Meaning::EmojiName);
    row("token", "token", "abc", Zone::Plain, Meaning::Secret);
    row("link", "from_url", "https://a.b/c", Zone::Plain, Meaning::Url);
    row("link by itself", "anything", "https://a.b/c", Zone::Free, Meaning::Url);
    row("an app's data", "type", "invoice", Zone::Free, Meaning::Text);
    row("e-mail", "email", "a@b.cd", Zone::Person, Meaning::Text);
    row("words behind a link", "text", "https://a.b/c is mine", Zone::Plain, Meaning::Said);
    row("usual reason", "reason", "service restart", Zone::Note, Meaning::OwnWords);
    row("a server's reason", "reason", "Mira said so", Zone::Note, Meaning::Text);
    row("what a server said of an error", "msg", "Mira may not do that", Zone::Note, Meaning::Text);
    row("our words", "cause", "No answer came.", Zone::Note, Meaning::OwnWords);
}

void TestPseudonyms::meanings()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(int, zone);
    QTEST(int(meaningOf(key, value, static_cast<Zone>(zone))), "meaning");
}

void TestPseudonyms::urls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected"); // ID: the pseudonym of C024BE91L
    QTest::newRow("some") << u"https://Acme.example/plan-2?q=a1#x"_s
                          << u"https://Xxxx.xxxxxxx/xxxx-0?x=x0#x"_s;
    QTest::newRow("message") << u"https://acme.slack.com/archives/C024BE91L/p1795356131000200"_s
                             << u"https://xxxx.slack.com/archives/ID/p1795356131000200"_s;
    QTest::newRow("reply")
        << u"https://a.slack.com/archives/C024BE91L/p1795356131000200?thread_ts=1795356131.000100&cid=C024BE91L"_s
        << u"https://x.slack.com/archives/ID/p1795356131000200?thread_ts=1795356131.000100&cid=ID"_s;
    QTest::newRow("file") << u"https://files.slack.com/files-pri/C024BE91L-C024BE91L/plan.pdf"_s
                          << u"https://xxxxx.slack.com/xxxxx-xxx/ID-ID/xxxx.xxx"_s;
    QTest::newRow("webhook") << u"https://hooks.slack.com/services/C024BE91L/C024BE91L/aBc1"_s
                             << u"https://xxxxx.slack.com/xxxxxxxx/ID/ID/xXx0"_s;
    QTest::newRow("rare letters") << u"https://a.b/\U00020BB7\U0001D40C"_s
                                  << u"https://x.x/\U0001D431\U0001D431"_s;
    QTest::newRow("service in name only")
        << u"https://notslack.com/archives/x"_s << u"https://xxxxxxxx.xxx/xxxxxxxx/x"_s;
    QTest::newRow("escapes") << u"https://a.b/%C3%A4"_s << u"https://x.x/%X0%X0"_s;
    QTest::newRow("mail") << u"mailto:mira@acme.example"_s << u"mailto:xxxx@xxxx.xxxxxxx"_s;
    QTest::newRow("odd scheme") << u"acme://x/y"_s << u"xxxx://x/x"_s;
    QTest::newRow("user in it") << u"https://mira:pw@a.slack.com/files"_s
                                << u"https://xxxx:xx@x.xxxxx.xxx/xxxxx"_s;
    QTest::newRow("host alone") << u"gs-17.acme.example"_s << u"xx-00.xxxx.xxxxxxx"_s;
}

void TestPseudonyms::urls()
{
    QFETCH(QString, url);
    QFETCH(QString, expected);
    Pseudonyms pseudonyms;
    expected.replace(u"ID"_s, pseudonyms.id(u"C024BE91L"_s));
    QCOMPARE(maskedUrl(url, pseudonyms), expected);
}

RTMSCOPE_TEST_MAIN(TestPseudonyms)
#include "tst_pseudonyms.moc"
