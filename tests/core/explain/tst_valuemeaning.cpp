// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/valuemeaning.h"

#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

namespace {

//! With single quotes for readability.
QByteArray frame(QByteArray text)
{
    return text.replace('\'', '"');
}

Workspace workspace()
{
    Workspace workspace;
    quint64 seq = 0;
    for (const char *raw :
         {"{'kind':'state','state':'Ready','self':{'id':'U9','name':'me'},'team':{'id':'T1','name':'Ship'}}",
          "{'kind':'api','method':'users.list','ok':true,'answer':{'members':[{'id':'U1','name':'mira',"
          "'real_name':'Mira Okafor'},{'id':'U9','name':'me','real_name':'Jo'}]}}",
          "{'kind':'api','method':'users.conversations','ok':true,'answer':{'channels':[{'id':'C1',"
          "'name':'ops','is_channel':true}]}}",
          "{'kind':'api','method':'usergroups.list','ok':true,'answer':{'usergroups':[{'id':'S1',"
          "'handle':'crew'}]}}"})
        workspace.apply(note(++seq, frame(raw)));
    workspace.apply(entry(++seq, frame("{'type':'bot_added','bot':{'id':'B1','name':'deploys'}}")));
    workspace.apply(entry(
        ++seq, frame("{'type':'emoji_changed','subtype':'add','name':'gull','value':'https://x/g.png'}")));
    return workspace;
}

} // namespace

class TestValueMeaning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void means_data();
    void means();
    void withoutNames();
    void longTextsCostLittle();
};

void TestValueMeaning::means_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char *name, const char *json, const char *path, const QString &meaning) {
        QTest::newRow(name) << frame(json) << QString::fromLatin1(path) << meaning;
    };
    row("a person", "{'user':'U1'}", "user", u"Mira Okafor"_s);
    row("ourselves", "{'user':'U9'}", "user", u"Jo, you"_s);
    row("a channel", "{'channel':'C1'}", "channel", u"#ops"_s);
    row("a bot", "{'bot_id':'B1'}", "bot_id", u"deploys"_s);
    row("a user group", "{'subteam_id':'S1'}", "subteam_id", u"@crew"_s);
    row("the workspace", "{'team':'T1'}", "team", u"Ship"_s);
    row("in a list", "{'users':['U1','U2']}", "users[0]", u"Mira Okafor"_s);
    row("a stranger", "{'user':'U2'}", "user", {});
    row("a time stamp", "{'ts':'1795356028.000400'}", "ts", u"2026-11-22 14:00:28"_s);
    row("seconds", "{'created':1795356028}", "created", u"2026-11-22 14:00:28"_s);
    row("seconds as text", "{'date_create':'1795356028'}", "date_create", u"2026-11-22 14:00:28"_s);
    row("seconds with a fraction", "{'ts':1795356028.5}", "ts", u"2026-11-22 14:00:28"_s);
    row("a number of that size", "{'count':1795356028}", "count", {});
    row("microseconds", "{'from_us':1795356028000000}", "from_us", u"2026-11-22 14:00:28.000"_s);
    row("milliseconds", "{'slept_ms':125000}", "slept_ms", u"2\u00a0min 5\u00a0s"_s);
    row("bytes", "{'size':20480}", "size", u"20.00 KiB"_s);
    row("a time zone", "{'tz_offset':-12600}", "tz_offset", u"UTC−03:30"_s);
    row("a reaction", "{'reaction':'tada'}", "reaction", u"🎉"_s);
    row("with a tone", "{'reaction':'wave::skin-tone-4'}", "reaction", u"👋🏽"_s);
    row("with colons", "{'status_emoji':':tada:'}", "status_emoji", u"🎉"_s);
    row("below a message", "{'reactions':[{'name':'eyes','count':1,'users':['U1']}]}", "reactions[0].name",
        u"👀"_s);
    row("in rich text", "{'e':{'type':'emoji','name':'tada','unicode':'1f389'}}", "e.unicode", u"🎉"_s);
    row("of the workspace", "{'reaction':'gull'}", "reaction", u"an emoji of the workspace"_s);
    row("the name of something else", "{'name':'eyes'}", "name", {});
    row("no code point", "{'unicode':'zz'}", "unicode", {});
    row("mrkdwn", "{'text':'<@U1> deployed *api* to <#C1>'}", "text", u"@Mira Okafor deployed api to #ops"_s);
    row("escapes", "{'text':'a &amp; b &lt;c&gt;'}", "text", u"a & b <c>"_s);
    row("an emoji code", "{'text':'done :tada:'}", "text", u"done 🎉"_s);
    row("a link with a label", "{'text':'see <https://x.example/|the page>'}", "text", u"see the page"_s);
    row("plain words", "{'text':'all is well'}", "text", {});
    row("words that only look like markup", "{'text':'a_b_c: 10:30:45'}", "text", {});
    row("plain text has no markup", "{'t':{'type':'plain_text','text':'*a* :tada:'}}", "t.text", u"*a* 🎉"_s);
    row("rich text has neither", "{'t':{'type':'text','text':'*a* &amp;'}}", "t.text", {});
    row("a button's value is data", "{'b':{'type':'button','value':'a &amp; b'}}", "b.value", {});
    row("an attachment's value", "{'f':{'title':'x','value':'a &amp; b'}}", "f.value", u"a & b"_s);
    row("another member", "{'callback_id':'<@U1>'}", "callback_id", {});
    row("no words", "{'ok':true}", "ok", {});
}

void TestValueMeaning::means()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, path);
    QFETCH(const QString, meaning);
    const Workspace names = workspace();
    const json::Tree tree = json::Tree::parse(json);
    const int node = tree.find(path);
    QVERIFY(node > 0);
    QCOMPARE(ValueMeaning(tree, &names).of(node), meaning);
}

void TestValueMeaning::withoutNames()
{
    const json::Tree tree =
        json::Tree::parse(frame("{'user':'U1','ts':'1795356028.000400','reaction':'tada'}"));
    const ValueMeaning meaning(tree, nullptr);
    QCOMPARE(meaning.of(tree.find(u"user")), QString());
    QVERIFY(!meaning.of(tree.find(u"ts")).isEmpty());
    QCOMPARE(meaning.of(tree.find(u"reaction")), u"🎉"_s);
}

//! A row is painted often.
void TestValueMeaning::longTextsCostLittle()
{
    const json::Tree tree =
        json::Tree::parse(R"({"text":")" + QByteArray("&amp; ").repeated(800'000) + "\"}");
    const ValueMeaning meaning(tree, nullptr);
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 20; ++i)
        QVERIFY(meaning.of(1).startsWith(u"& & &"_s));
    QVERIFY2(clock.elapsed() < 1'000, qPrintable(QString::number(clock.elapsed())));
}

RTMSCOPE_TEST_MAIN(TestValueMeaning)
#include "tst_valuemeaning.moc"
