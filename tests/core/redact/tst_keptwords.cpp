// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/eventlog.h"
#include "core/redact/leaksearch.h"
#include "core/redact/redactedsave.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;
using Risk = RedactionReport::Risk;

//! What stays as it was said holds no names, ids and addresses all the same; and a file in which they were
//! left is not called clean.
class TestKeptWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goAndAreFound_data();
    void goAndAreFound();
    void stays_data();
    void stays();
    void hangTogether();
    void oneWorkspaceOfManyNames();

private:
    struct Saved
    {
        RedactionReport report;
        QByteArray bytes;
        std::unique_ptr<EventLog> log;
    };
    Saved saved(const EventLog &log);
    static std::unique_ptr<EventLog> logOf(const QByteArrayList &entries);
    static QString wordsOf(const RedactionReport &report);
    static QByteArray said(const QByteArray &text);
    static QByteArray user(const QByteArray &id, const QByteArray &name);

    QTemporaryDir m_folder;
    int m_files = 0;
};

QByteArray TestKeptWords::user(const QByteArray &id, const QByteArray &name)
{
    return QByteArray(R"({"type":"user_change","user":{"id":"ID","profile":{"real_name":"NAME"}}})")
        .replace("ID", id)
        .replace("NAME", name);
}

//! A message in the conversation that is kept.
QByteArray TestKeptWords::said(const QByteArray &text)
{
    const QJsonObject object{{u"type"_s, u"message"_s},
                             {u"channel"_s, u"C024BE91L"_s},
                             {u"user"_s, u"U024BE7LH"_s},
                             {u"text"_s, QString::fromUtf8(text)},
                             {u"ts"_s, u"1795356000.000100"_s}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::unique_ptr<EventLog> TestKeptWords::logOf(const QByteArrayList &entries)
{
    auto log = EventLog::inMemory({});
    quint64 n = 0;
    for (const QByteArray &each : entries) {
        const bool isNote = each.startsWith(R"({"kind")");
        log->append(isNote ? note(++n, each) : entry(++n, each));
    }
    return log;
}

TestKeptWords::Saved TestKeptWords::saved(const EventLog &log)
{
    const QString path = m_folder.filePath(u"%1.rtmcap"_s.arg(++m_files));
    const auto report = saveRedacted(log.snapshot(), path, {.keptConversations = {u"C024BE91L"_s}});
    if (!report) {
        QTest::qFail(qPrintable(report.error().words), __FILE__, __LINE__);
        return {};
    }
    QFile file(path);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    auto again = EventLog::open(path);
    return {*report, isOpen ? file.readAll() : QByteArray(), again ? std::move(again).value() : nullptr};
}

QString TestKeptWords::wordsOf(const RedactionReport &report)
{
    QStringList words;
    for (const RedactionReport::Finding &finding : report.findings)
        words << riskWords(finding.risk, 1) + u": "_s + findingWords(finding);
    return words.join(u'\n');
}

void TestKeptWords::goAndAreFound_data()
{
    QTest::addColumn<QByteArrayList>("entries");
    QTest::addColumn<QString>("gone"); // of the last entry
    QTest::addColumn<int>("risk");
    const auto row = [](const char *name, const QByteArrayList &entries, const char *gone, Risk risk) {
        QTest::newRow(name) << entries << QString::fromUtf8(gone) << int(risk);
    };
    const QByteArray team =
        R"({"kind":"state","state":"Ready","cause":"hello received","team":{"id":"T024BE7LD",)"
        R"("name":"Acme Rockets","domain":"acmerockets"},"self":{"id":"U0SELF001","name":"probe"}})";
    // Labels that are told nowhere else.
    row("channel's label", {said("see <#C024BE91L|project-apollo>")}, "project-apollo", Risk::Name);
    row("label that is a word", {said("see <#C0OTHER01|apollo>")}, "apollo", Risk::Name);
    row("person's label", {said("ask <@U024BE7LH|mira.okafor>")}, "mira.okafor", Risk::Name);
    row("person's label with a sign", {said("ask <@U024BE7LH|@Mira Okafor>")}, "Okafor", Risk::Name);
    row("label elsewhere in words", {said("ask <@U024BE7LH|mira>"), said("as Mira said")}, "Mira",
        Risk::Name);
    row("group's label", {said("ping <!subteam^S0614TZR7|@propulsion>")}, "propulsion", Risk::Name);
    row("link's label", {said("at <http://wiki.acme.example|wiki.acme.example>")}, "acme.example",
        Risk::Address);
    row("link's label with a path", {said("<http://wiki.acme.example/apollo|wiki.acme.example/apollo>")},
        "apollo", Risk::Address);
    row("link of one word", {said("<http://intranet/x|http://intranet/x>")}, "intranet", Risk::Address);
    row("link element",
        {R"({"type":"message","channel":"C024BE91L","ts":"1795356000.000100","blocks":[{"type":"rich_text","elements":[)"
         R"({"type":"rich_text_section","elements":[{"type":"link","url":"http://wiki.acme.example","text":"wiki.acme.example"}]}]}]})"},
        "acme.example", Risk::Address);
    row("host in words", {said("ssh gs-17.acme.example now")}, "gs-17", Risk::Address);
    row("address of a computer", {said("it is 10.20.30.40 again")}, "10.20.30.40", Risk::Address);
    row("link with a token", {said("<https://hooks.slack.com/services/T024BE7LD/B024BE7LH/abcDEFghiJKL>")},
        "abcDEF", Risk::Address);
    row("link to a message", {said("<https://acmerockets.slack.com/archives/C024BE91L/p1795356000000100>")},
        "acmerockets", Risk::Address);
    // As people hide them, or break them.
    const QByteArray gwen = user("U024BE7LH", "Gwendolyn Featherstonehaugh");
    row("hyphen in a name", {gwen, said("as featherstone-haugh said")}, "haugh", Risk::Name);
    row("long hyphen in a name", {gwen, said("Gwendo\xe2\x80\x91lyn said")}, "lyn", Risk::Name);
    row("blank without width in a name",
        {gwen, said("as Gwen\xe2\x80\x8b"
                    "dolyn said")},
        "dolyn", Risk::Name);
    row("joiner and selector in a name", {gwen, said("Feather\xe2\x81\xa0stone\xef\xb8\x8fhaugh")}, "Feather",
        Risk::Name);
    const QByteArray projekt =
        R"({"type":"channel_created","channel":{"id":"C0PROJ001","name":"projekt-quetzalcoatl"}})";
    row("conversation with blanks", {projekt, said("how is Projekt Quetzalcoatl")}, "Quetzalcoatl",
        Risk::Name);
    row("conversation with blanks in small letters", {projekt, said("in projekt quetzalcoatl")},
        "quetzalcoatl", Risk::Name);
    // Names of several words.
    row("team", {team, said("Welcome to Acme Rockets!")}, "Acme Rockets", Risk::Name);
    row("team in another case", {team, said("the ACME-ROCKETS way")}, "ACME", Risk::Name);
    row("team's domain", {team, said("join acmerockets today")}, "acmerockets", Risk::Name);
    row("our own words",
        {R"({"kind":"state","state":"Ready","cause":"the program is deploybot in Acme Rockets","team":)"
         R"({"id":"T024BE7LD","name":"Acme Rockets"},"self":{"id":"U0SELF001","name":"deploybot"}})"},
        "Rockets", Risk::Name);
    row("app",
        {R"({"type":"bot_added","bot":{"id":"B024BE7LH","app_id":"A0APP0001","name":"Umbrella Sync"}})",
         said("via umbrella sync")},
        "umbrella", Risk::Name);
    row("user group",
        {R"({"type":"subteam_created","subteam":{"id":"S0614TZR7","name":"Launch Crew","handle":"crew"}})",
         said("dear launch crew")},
        "launch crew", Risk::Name);
    row("group of one word",
        {R"({"type":"subteam_created","subteam":{"id":"S0614TZR7","name":"Propulsion"}})",
         said("dear propulsion")},
        "propulsion", Risk::Name);
    // Short names, and scripts without blanks.
    row("two letters", {user("U024BE7LH", "Jo"), said("ask Jo")}, "Jo", Risk::Name);
    row("two short words", {user("U024BE7LH", "Li Wu"), said("Li Wu knows")}, "Li Wu", Risk::Name);
    row("one of them", {user("U024BE7LH", "Li Wu"), said("as Wu said")}, "Wu", Risk::Name);
    row("an everyday word", {user("U024BE7LH", "An"), said("then An left")}, "An", Risk::Name);
    row("Chinese", {user("U024BE7LH", "\u738b\u5c0f\u660e"), said("\u738b\u5c0f\u660e\u660e\u5929\u6765")},
        "\u738b\u5c0f\u660e", Risk::Name);
    row("Chinese given name", {user("U024BE7LH", "\u738b\u5c0f\u660e"), said("\u548c\u5c0f\u660e\u8bf4")},
        "\u5c0f\u660e", Risk::Name);
    row("two characters", {user("U024BE7LH", "\u738b\u4f1f"), said("\u95ee\u738b\u4f1f\u5427")},
        "\u738b\u4f1f", Risk::Name);
    row("Japanese", {user("U024BE7LH", "\u7530\u4e2d \u592a\u90ce"), said("\u7530\u4e2d\u3055\u3093\u3078")},
        "\u7530\u4e2d", Risk::Name);
    row("Korean", {user("U024BE7LH", "\uae40\ucca0\uc218"), said("\uae40\ucca0\uc218\uac00 \uc654\ub2e4")},
        "\uae40\ucca0\uc218", Risk::Name);
    row("without accents", {user("U024BE7LH", "Jos\u00e9 N\u00fa\u00f1ez"), said("thanks Jose!")}, "Jose",
        Risk::Name);
    row("a bot's name",
        {R"({"type":"message","subtype":"bot_message","channel":"C0OTHER01","bot_id":"B024BE7LH",)"
         R"("username":"Umbrella Sync","ts":"1795356000.000100"})",
         said("umbrella sync is down")},
        "umbrella", Risk::Name);
    // Ids.
    row("id without a digit", {said("<@UABCDEFGH> left")}, "UABCDEFGH", Risk::Id);
    row("id at the end of a sentence", {said("it was U024BE7LH.")}, "U024BE7LH", Risk::Id);
    row("id in a key",
        {R"({"type":"file_shared","channel":"C024BE91L","file":{"id":"F024BERPE","shares":{"public":{"CABCDEFGH":[]}}}})"},
        "CABCDEFGH", Risk::Id);
    row("id as a value", {R"({"type":"channel_joined","channel":{"id":"CABCDEFGH","name":"x-x"}})"},
        "CABCDEFGH", Risk::Id);
    row("ids in arguments",
        {R"({"kind":"api","method":"conversations.open","args":{"users":"U024BE7LH,UABCDEFGH"},"ok":true})"},
        "UABCDEFGH", Risk::Id);
    // The rest.
    row("address", {said("<mailto:mira@acme.example|mira@acme.example>")}, "mira", Risk::Email);
    row("number at the end", {said("call +49 30 1234567.")}, "1234567", Risk::Phone);
    row("number with dots", {said("call 030.555.1234")}, "555", Risk::Phone);
    row("number behind an abbreviation", {said("tel.0305551234")}, "0305551234", Risk::Phone);
    row("card", {said("4111 1111 1111 1111")}, "4111", Risk::Phone);
    row("own emoji",
        {R"({"type":"emoji_changed","subtype":"add","name":"umbrella-logo","value":"https://x.example/u.png"})",
         said("so :umbrella-logo: much")},
        "umbrella", Risk::Name);
    row("file",
        {R"({"type":"message","channel":"C0OTHER01","ts":"1795356000.000100","files":[{"id":"F024BERPE",)"
         R"("name":"Budget draft.xlsx","title":"Budget draft.xlsx"}]})",
         said("read budget draft.xlsx")},
        "budget draft", Risk::Name);
    row("file of one word", {said("read umbrella.xlsx")}, "umbrella", Risk::Address);
    row("file in the conversation",
        {R"({"type":"message","channel":"C024BE91L","ts":"1795356000.000100","text":"","files":[{"id":"F024BERPE",)"
         R"("name":"Umbrella plan.pdf","title":"We buy Umbrella"}]})"},
        "Umbrella", Risk::Text);
    row("words behind a link",
        {said("https://acme.example/x is of Mira"), user("U024BE7LH", "Mira"),
         said("https://acme.example/x is of Mira")},
        "Mira", Risk::Name);
    row("date that says more", {user("U024BE7LH", "Mira"), said("<!date^1392734382^{Mira}|Feb>")}, "Mira",
        Risk::Name);
    row("why a socket was closed",
        {R"({"kind":"ws_close","by":"program","code":4000,"reason":"We buy Umbrella"})"}, "Umbrella",
        Risk::Text);
    row("a host of one word in our own words",
        {R"({"kind":"tap","what":"socket_opened","host":"buildbox","text":"The program opened a socket to buildbox."})"},
        "buildbox", Risk::Address);
}

void TestKeptWords::goAndAreFound()
{
    QFETCH(QByteArrayList, entries);
    QFETCH(QString, gone);
    QFETCH(int, risk);
    const auto log = logOf(entries);
    const qsizetype last = log->size() - 1;
    QVERIFY(QJsonDocument::fromJson(log->frame(last)).toJson().contains(gone.toUtf8()));
    const Saved now = saved(*log);
    QVERIFY2(now.report.isClean(), qPrintable(wordsOf(now.report)));
    QVERIFY2(!now.bytes.contains(gone.toUtf8()), now.bytes.constData());
    QVERIFY(!QJsonDocument::fromJson(now.log->frame(last)).isNull());
    // The same as it was, in a file that is said to be redacted.
    redact::Originals originals;
    for (qsizetype row = 0; row <= last; ++row)
        originals.add(log->event(row));
    originals.close();
    redact::LeakSearch search(originals, {u"C024BE91L"_s});
    search.search(log->event(last));
    const RedactionReport report = search.takeReport();
    bool isFound = false;
    for (const RedactionReport::Finding &finding : report.findings) {
        const bool isIt = finding.what.contains(gone, Qt::CaseInsensitive) ||
                          gone.contains(finding.what, Qt::CaseInsensitive);
        isFound = isFound || (int(finding.risk) == risk && isIt);
    }
    QVERIFY2(isFound, qPrintable(wordsOf(report)));
}

void TestKeptWords::stays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("words") << QByteArray("The valve leaks, 3 of 4 do.");
    QTest::newRow("version") << QByteArray("1.4.2 is out, i.e. now...");
    QTest::newRow("date") << QByteArray("on 2026-11-22 14:02, or 22.11.2026");
    QTest::newRow("number") << QByteArray("3.14159265 of 1200 at 10:30:45");
    QTest::newRow("emoji that is a name too") << QByteArray("ship it :rocket: :tada:");
    QTest::newRow("a word that is a conversation") << QByteArray("in general, yes");
    QTest::newRow("small words") << QByteArray("as an engineer, so to say");
    QTest::newRow("markup") << QByteArray(
        "*big* _small_ `code` <!here> <!date^1392734382^{date_short} {time}|then>");
}

//! What is nobody's name.
void TestKeptWords::stays()
{
    QFETCH(QByteArray, text);
    const auto log = logOf(
        {R"({"type":"user_change","user":{"id":"U0ROCKET1","profile":{"real_name":"Rocket","display_name":"an"}}})",
         R"({"type":"channel_created","channel":{"id":"C0GEN0001","name":"general"}})", said(text)});
    const Saved now = saved(*log);
    QVERIFY2(now.report.isClean(), qPrintable(wordsOf(now.report)));
    QCOMPARE(QJsonDocument::fromJson(now.log->frame(2)).object()[u"text"_s].toString(),
             QString::fromUtf8(text));
}

//! A name is the same in its label, in words, and where it is told.
void TestKeptWords::hangTogether()
{
    const auto log = logOf(
        {R"({"type":"user_change","user":{"id":"U024BE7LH","name":"mira","profile":{"real_name":"Mira Okafor"}}})",
         R"({"type":"channel_created","channel":{"id":"CABCDEFGH","name":"launch-ops","creator":"UABCDEFGH"}})",
         R"({"type":"subteam_created","subteam":{"id":"S0614TZR7","name":"Launch Crew","handle":"launch-crew"}})",
         said("<@U024BE7LH|mira> <#CABCDEFGH|launch-ops> launch-ops <!subteam^S0614TZR7|@launch-crew> Launch "
              "Crew "
              "Mira Okafor <@UABCDEFGH>")});
    const Saved now = saved(*log);
    QVERIFY2(now.report.isClean(), qPrintable(wordsOf(now.report)));
    const auto object = [&now](qsizetype row) {
        return QJsonDocument::fromJson(now.log->frame(row)).object();
    };
    const QJsonObject person = object(0)[u"user"_s].toObject();
    const QJsonObject place = object(1)[u"channel"_s].toObject();
    const QJsonObject group = object(2)[u"subteam"_s].toObject();
    const QString creator = place[u"creator"_s].toString();
    QVERIFY2(creator.startsWith(u'U') && creator.size() == 9, qPrintable(creator));
    QVERIFY(place[u"id"_s].toString().startsWith(u'C') && place[u"id"_s].toString().size() == 9);
    const QString expected = u"<@%1|%2> <#%3|%4> %4 <!subteam^%5|@%6> %7 %8 <@%9>"_s.arg(
        person[u"id"_s].toString(), person[u"name"_s].toString(), place[u"id"_s].toString(),
        place[u"name"_s].toString(), group[u"id"_s].toString(), group[u"handle"_s].toString(),
        group[u"name"_s].toString(), person[u"profile"_s].toObject()[u"real_name"_s].toString(), creator);
    QCOMPARE(object(3)[u"text"_s].toString(), expected);
}

//! All names that pseudonyms are made of are somebody's.
void TestKeptWords::oneWorkspaceOfManyNames()
{
    QByteArrayList entries;
    redact::Pseudonyms pool({}, "key");
    QSet<QString> names;
    for (int i = 0; i < 6000; ++i)
        names.insert(pool.person(QString::number(i)).first);
    int n = 0;
    for (const QString &name : std::as_const(names))
        entries << user("U00" + QByteArray::number(100'000 + ++n), name.toUtf8());
    entries << said("hello Robin");
    const auto log = logOf(entries);
    const Saved now = saved(*log);
    QVERIFY2(now.report.isClean(), qPrintable(wordsOf(now.report).left(2000)));
    QVERIFY(names.contains(u"Robin"_s) && !now.bytes.contains("hello Robin"));
}

RTMSCOPE_TEST_MAIN(TestKeptWords)
#include "tst_keptwords.moc"
