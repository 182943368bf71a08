// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/log/eventlog.h"
#include "core/redact/leaksearch.h"
#include "core/redact/redactedsave.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

//! One secret in every place where somebody's can stand: wherever "umbrella" or an id with UMB is written, it
//! may not be in the redacted file.
class TestRedactedPlaces : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isGone_data();
    void isGone();
    void isFound_data();
    void isFound();
    void namesInPlaceOfWords_data();
    void namesInPlaceOfWords();
    void wordsOfTheProtocolAreNobodys();
    void ourHeaderIsNoLeak();
    void exportDay();

private:
    static Event eventOf(const QByteArray &raw);
    static void checkSearch(const EventLog &log);

    QTemporaryDir m_folder;
    int m_files = 0;
};

Event TestRedactedPlaces::eventOf(const QByteArray &raw)
{
    return raw.startsWith(R"({"kind")") ? note(1, raw) : entry(1, raw);
}

void TestRedactedPlaces::isGone_data()
{
    QTest::addColumn<QByteArray>("raw");
    const auto row = [](const char *name, const char *raw) { QTest::newRow(name) << QByteArray(raw); };
    row("rich text",
        R"({"type":"message","channel":"C0UMB0001","user":"U0UMB0001","ts":"1795356000.000100","text":"umbrella","blocks":[)"
        R"({"type":"rich_text","block_id":"umbrella","elements":[{"type":"rich_text_section","elements":[)"
        R"({"type":"text","text":"umbrella","style":{"bold":true}},{"type":"user","user_id":"U0UMB0002"},)"
        R"({"type":"channel","channel_id":"CUMBRELLA"},{"type":"usergroup","usergroup_id":"S0UMB0001"},)"
        R"({"type":"emoji","name":"umbrella-logo"},{"type":"link","url":"https://umbrella.example/umbrella?token=umbrella","text":"umbrella.example"},)"
        R"({"type":"team","team_id":"T0UMB0001"},{"type":"date","timestamp":1720710212,"format":"{date_num} umbrella","url":"https://umbrella.example","fallback":"umbrella"},)"
        R"({"type":"canvas","file_id":"F0UMB0001"},{"type":"something_new","other_text":"umbrella","who":"U0UMB0003"}]},)"
        R"({"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"umbrella"}]}]},)"
        R"({"type":"rich_text_preformatted","language":"umbrella","elements":[{"type":"text","text":"umbrella"}]}]}]})");
    row("blocks",
        R"({"type":"message","channel":"C0UMB0001","ts":"1795356000.000100","blocks":[{"type":"header","text":{"type":"plain_text","text":"umbrella"}},)"
        R"({"type":"image","title":{"type":"plain_text","text":"umbrella"},"image_url":"https://umbrella.example/u.png","alt_text":"umbrella"},)"
        R"({"type":"context","elements":[{"type":"mrkdwn","text":"umbrella <@U0UMB0001|umbrella>"}]},)"
        R"({"type":"section","fields":[{"type":"mrkdwn","text":"umbrella"}],"accessory":{"type":"button","action_id":"umbrella","value":"umbrella","url":"https://umbrella.example/x","text":{"type":"plain_text","text":"umbrella"}}},)"
        R"({"type":"call","call_id":"R0UMB0001","call":{"v1":{"id":"R0UMB0001","name":"umbrella","app_id":"A0UMB0001","join_url":"https://umbrella.example/join","participants":[{"external_id":"umbrella","display_name":"Umbrella","avatar_url":"https://umbrella.example/a.png"}]}}},)"
        R"({"type":"video","title":{"type":"plain_text","text":"umbrella"},"author_name":"Umbrella","provider_name":"Umbrella","title_url":"https://umbrella.example"},)"
        R"({"type":"table","rows":[[{"type":"raw_text","text":"umbrella"}]]},{"type":"markdown","text":"**umbrella**"},{"type":"file","external_id":"umbrella","source":"remote"}]})");
    row("attachments",
        R"({"type":"message","subtype":"bot_message","channel":"C0UMB0001","ts":"1795356000.000100","bot_id":"B0UMB0001","username":"Umbrella Bot",)"
        R"("icons":{"image_48":"https://umbrella.example/i.png","emoji":":umbrella-logo:"},"attachments":[{"fallback":"umbrella","pretext":"umbrella","title":"umbrella",)"
        R"("title_link":"https://umbrella.example/t","text":"umbrella","author_name":"Umbrella","author_subname":"umbrella","author_link":"https://umbrella.slack.com/team/U0UMB0001",)"
        R"("author_icon":"https://umbrella.example/a.png","author_id":"U0UMB0001","service_name":"Umbrella","service_icon":"https://umbrella.example/s.png","service_url":"https://umbrella.example/",)"
        R"("from_url":"https://umbrella.slack.com/archives/C0UMB0002/p1795356000000100","original_url":"https://umbrella.example/o","image_url":"https://umbrella.example/p.png",)"
        R"("thumb_url":"https://umbrella.example/h.png","footer":"umbrella","footer_icon":"https://umbrella.example/f.png","channel_name":"umbrella","channel_id":"C0UMB0002","channel_team":"T0UMB0001",)"
        R"("callback_id":"umbrella","fields":[{"title":"umbrella","value":"umbrella","short":true}],"actions":[{"name":"umbrella","text":"umbrella","type":"button","value":"umbrella","confirm":{"title":"umbrella","text":"umbrella","ok_text":"umbrella","dismiss_text":"umbrella"},)"
        R"("options":[{"text":"umbrella","value":"umbrella","description":"umbrella"}]}],"message_blocks":[{"team":"T0UMB0001","channel":"C0UMB0002","ts":"1795356000.000100","message":{"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"umbrella"}}]}}]}]})");
    row("files",
        R"({"type":"message","subtype":"file_share","channel":"C0UMB0001","user":"U0UMB0001","ts":"1795356000.000100","text":"<@U0UMB0001|umbrella> uploaded a file: <https://umbrella.slack.com/files/U0UMB0001/F0UMB0001/umbrella.pdf|umbrella plan.pdf>",)"
        R"("upload":true,"files":[{"id":"F0UMB0001","name":"umbrella.pdf","title":"umbrella plan","mimetype":"application/pdf","filetype":"pdf","pretty_type":"PDF","user":"U0UMB0001","user_team":"T0UMB0001","username":"umbrella",)"
        R"("url_private":"https://files.slack.com/files-pri/T0UMB0001-F0UMB0001/umbrella.pdf","url_private_download":"https://files.slack.com/files-pri/T0UMB0001-F0UMB0001/download/umbrella.pdf?t=umbrella",)"
        R"("permalink":"https://umbrella.slack.com/files/U0UMB0001/F0UMB0001/umbrella.pdf","permalink_public":"https://slack-files.com/T0UMB0001-F0UMB0001-umbrella","thumb_64":"https://files.slack.com/files-tmb/T0UMB0001-F0UMB0001-umbrella/umbrella_64.png",)"
        R"("preview":"umbrella","preview_highlight":"<div>umbrella</div>","plain_text":"umbrella","subject":"umbrella","headers":{"subject":"umbrella","message_id":"<umbrella@umbrella.example>"},)"
        R"("to":[{"address":"umbrella@umbrella.example","name":"Umbrella","original":"Umbrella <umbrella@umbrella.example>"}],"from":[{"address":"umbrella@umbrella.example","name":"Umbrella"}],)"
        R"("shares":{"public":{"CUMBRELLA":[{"ts":"1795356000.000100","channel_name":"umbrella","team_id":"T0UMB0001","share_user_id":"U0UMB0001","reply_users":["UUMBRELLA"]}]}},"channels":["CUMBRELLA"],"groups":[],"ims":["D0UMB0001"],)"
        R"("initial_comment":{"id":"Fc0UMB001","comment":"umbrella","user":"U0UMB0001"},"transcription":{"preview":{"content":"umbrella"}},"vtt":"https://files.slack.com/umbrella.vtt","lines":1}]})");
    row("message and who sent it",
        R"({"type":"message","channel":"C0UMB0001","user":"U0UMB0001","username":"umbrella","ts":"1795356000.000100","client_msg_id":"0UMB0001-fd9e-4511-a0af-8687e83b5c4c","text":"umbrella: <https://hooks.slack.com/services/T0UMB0001/B0UMB0001/umbrellatoken> <mailto:umbrella@umbrella.example|umbrella@umbrella.example>",)"
        R"("user_profile":{"real_name":"Umbrella","display_name":"umbrella","first_name":"Umbrella","last_name":"Umbrella","name":"umbrella","team":"T0UMB0001","avatar_hash":"umbrella","image_72":"https://umbrella.example/72.png"},)"
        R"("bot_profile":{"id":"B0UMB0001","app_id":"A0UMB0001","name":"Umbrella","team_id":"T0UMB0001","icons":{"image_36":"https://umbrella.example/36.png"}},"metadata":{"event_type":"umbrella","event_payload":{"umbrella":"umbrella"}},)"
        R"("edited":{"user":"U0UMB0001","ts":"1795356000.000100"},"reactions":[{"name":"umbrella-logo","users":["U0UMB0001","UUMBRELLA"],"count":2}],"room":{"id":"R0UMB0001","name":"umbrella","created_by":"U0UMB0001","participants":["UUMBRELLA"],"media_path":"umbrella"},)"
        R"("parent_user_id":"U0UMB0001","topic":"umbrella","purpose":"umbrella","old_name":"umbrella","name":"umbrella","inviter":"U0UMB0001","permalink":"https://umbrella.slack.com/archives/CUMBRELLA/p1795356000000100?thread_ts=1795356000.000100&cid=CUMBRELLA"})");
    row("person",
        R"({"type":"user_change","user":{"id":"U0UMB0001","team_id":"T0UMB0001","name":"umbrella","real_name":"Umbrella","tz":"Umbrella/Umbrella","tz_label":"Umbrella Time","deleted":false,"enterprise_user":{"id":"W0UMB0001","enterprise_id":"E0UMB0001","enterprise_name":"Umbrella","teams":["T0UMB0001"]},)"
        R"("profile":{"title":"Head of Umbrella","phone":"+49 30 5551234","skype":"umbrella","real_name":"Umbrella","real_name_normalized":"Umbrella","display_name":"umbrella","display_name_normalized":"umbrella","first_name":"Umbrella","last_name":"Umbrella","pronouns":"umbrella",)"
        R"("status_text":"at umbrella","status_emoji":":umbrella-logo:","status_text_canonical":"umbrella","status_emoji_display_info":[{"emoji_name":"umbrella-logo","display_url":"https://umbrella.example/e.png"}],"email":"umbrella@umbrella.example","huddle_state":"default_unset",)"
        R"("image_24":"https://umbrella.example/24.png","image_original":"https://umbrella.example/o.png","avatar_hash":"umbrella","api_app_id":"A0UMB0001","bot_id":"B0UMB0001","guest_invited_by":"U0UMB0002","fields":{"Xf0UMB001":{"value":"umbrella","alt":"umbrella"}},"team":"T0UMB0001"}}})");
    row("conversation",
        R"({"type":"channel_joined","channel":{"id":"CUMBRELLA","name":"umbrella","name_normalized":"umbrella","previous_names":["umbrella-old"],"creator":"UUMBRELLA","context_team_id":"T0UMB0001","shared_team_ids":["T0UMB0001"],"topic":{"value":"umbrella","creator":"U0UMB0001","last_set":1},)"
        R"("purpose":{"value":"umbrella","creator":"U0UMB0001"},"members":["U0UMB0001","UUMBRELLA"],"properties":{"canvas":{"file_id":"F0UMB0001","quip_thread_id":"umbrella"},"tabs":[{"id":"umbrella","label":"umbrella","type":"canvas"}]},"latest":{"type":"message","user":"U0UMB0001","text":"umbrella","ts":"1795356000.000100"}}})");
    row("rtm.start",
        R"({"kind":"api","method":"rtm.start","args":{},"status":200,"ok":true,"ms":3,"answer":{"ok":true,"url":"wss://umbrella.example/umbrella","self":{"id":"U0UMB0001","name":"umbrella","prefs":{"highlight_words":"umbrella","other_pref":"umbrella","search_only_my_channels":false}},)"
        R"("team":{"id":"T0UMB0001","name":"Umbrella","domain":"umbrella","email_domain":"umbrella.example","icon":{"image_34":"https://umbrella.example/t.png"},"prefs":{"default_channels":["CUMBRELLA"],"who_can":"umbrella"}},)"
        R"("users":[{"id":"U0UMB0002","name":"umbrella2","profile":{"real_name":"Umbrella Two"}}],"channels":[{"id":"CUMBRELLA","name":"umbrella","members":["UUMBRELLA"],"topic":{"value":"umbrella"}}],"groups":[{"id":"G0UMB0001","name":"umbrella-private"}],)"
        R"("ims":[{"id":"D0UMB0001","user":"UUMBRELLA"}],"mpims":[{"id":"G0UMB0002","name":"mpdm-umbrella--umbrella2-1"}],"bots":[{"id":"B0UMB0001","name":"Umbrella Bot","icons":{"image_48":"https://umbrella.example/b.png"}}],)"
        R"("subteams":{"self":["S0UMB0001"],"all":[{"id":"S0UMB0001","name":"Umbrella Crew","handle":"umbrella-crew","description":"umbrella","created_by":"U0UMB0001","prefs":{"channels":["CUMBRELLA"]},"users":["UUMBRELLA"]}]},"links":{"domains_ignored":"umbrella"}}})");
    row("calls",
        R"({"kind":"api","method":"chat.postMessage","args":{"channel":"\u0023umbrella","text":"umbrella","username":"Umbrella","users":"U0UMB0001,UUMBRELLA","icon_url":"https://umbrella.example/i.png","thread_ts":"1795356000.000100","metadata":"{\"umbrella\":1}"},"status":200,"ok":false,"error":"umbrella failed at umbrella.example",)"
        R"("answer":{"ok":false,"error":"channel_not_found","channel":"CUMBRELLA","response_metadata":{"messages":["umbrella"],"next_cursor":"umbrella"},"users":{"U0UMB0001":{"name":"umbrella"},"UUMBRELLA":{"name":"umbrella"}}}})");
    row("emoji.list",
        R"({"kind":"api","method":"emoji.list","args":{},"ok":true,"answer":{"ok":true,"emoji":{"umbrella-logo":"https://umbrella.example/l.png","umb2":"alias:umbrella-logo"}}})");
    row("envelope of a command",
        R"({"envelope_id":"0UMB0001-fd9e-4511-a0af-8687e83b5c4c","type":"slash_commands","accepts_response_payload":true,"payload":{"token":"umbrella","team_id":"T0UMB0001","team_domain":"umbrella","enterprise_id":"E0UMB0001","enterprise_name":"Umbrella","channel_id":"CUMBRELLA","channel_name":"umbrella",)"
        R"("user_id":"UUMBRELLA","user_name":"umbrella","command":"/umbrella","text":"umbrella","api_app_id":"A0UMB0001","response_url":"https://hooks.slack.com/commands/T0UMB0001/1/umbrella","trigger_id":"1.2.umbrella"}})");
    row("envelope of a click",
        R"({"envelope_id":"0UMB0001-fd9e-4511-a0af-8687e83b5c4c","type":"interactive","payload":{"type":"block_actions","team":{"id":"T0UMB0001","domain":"umbrella"},"user":{"id":"UUMBRELLA","username":"umbrella","name":"umbrella","team_id":"T0UMB0001"},"api_app_id":"A0UMB0001","token":"umbrella","trigger_id":"umbrella",)"
        R"("container":{"type":"message","message_ts":"1795356000.000100","channel_id":"CUMBRELLA"},"channel":{"id":"CUMBRELLA","name":"umbrella"},"response_url":"https://hooks.slack.com/actions/umbrella","actions":[{"action_id":"umbrella","block_id":"umbrella","value":"umbrella","type":"button","text":{"type":"plain_text","text":"umbrella"},"action_ts":"1795356000.000100",)"
        R"("selected_option":{"text":{"type":"plain_text","text":"umbrella"},"value":"umbrella"},"selected_user":"UUMBRELLA","selected_conversations":["CUMBRELLA"],"selected_date":"2026-11-22"}],)"
        R"("view":{"id":"V0UMB0001","type":"modal","callback_id":"umbrella","private_metadata":"{\"umbrella\":1}","hash":"umbrella","title":{"type":"plain_text","text":"umbrella"},"state":{"values":{"umbrella":{"umbrella":{"type":"plain_text_input","value":"umbrella"}}}},"root_view_id":"V0UMB0001","bot_id":"B0UMB0001","external_id":"umbrella"}}})");
    row("envelope of an event",
        R"({"envelope_id":"0UMB0001-fd9e-4511-a0af-8687e83b5c4c","type":"events_api","payload":{"token":"umbrella","team_id":"T0UMB0001","context_team_id":"T0UMB0001","api_app_id":"A0UMB0001","type":"event_callback","event_id":"Ev0UMB0001","event_context":"4-umbrella","authed_users":["UUMBRELLA"],"authorizations":[{"team_id":"T0UMB0001","user_id":"UUMBRELLA","is_bot":true}],)"
        R"("event":{"type":"link_shared","channel":"CUMBRELLA","user":"UUMBRELLA","message_ts":"1795356000.000100","unfurl_id":"C0UMB0001.umbrella","links":[{"domain":"umbrella.example","url":"https://umbrella.example/umbrella"}]}}})");
    row("state",
        R"({"kind":"state","state":"Ready","from":"Connecting","cause":"the program is umbrella in Umbrella Corp","team":{"id":"T0UMB0001","name":"Umbrella Corp","domain":"umbrella"},"self":{"id":"UUMBRELLA","name":"umbrella"}})");
    row("other notes",
        R"({"kind":"backfill","gap":3,"channel":"CUMBRELLA","state":"failed","error":{"code":"fatal_error","msg":"The server said: \u201cumbrella\u201d. umbrella.example did not answer."}})");
    row("send",
        R"({"kind":"send","local":"0UMB0001-0000","step":"queued","channel":"CUMBRELLA","text":"umbrella <@UUMBRELLA>","via":"chat.postMessage"})");
    row("comment", R"({"kind":"comment","of":1,"text":"umbrella was right"})");
    row("preferences", R"({"type":"pref_change","name":"umbrella_words","value":"umbrella, UUMBRELLA"})");
    row("a list",
        R"([{"type":"message","user":"UUMBRELLA","text":"umbrella"},"umbrella",["umbrella",{"umbrella x":"umbrella"}]])");
}

void TestRedactedPlaces::checkSearch(const EventLog &log)
{
    redact::Originals originals;
    originals.add(log.event(0));
    originals.close();
    redact::LeakSearch search(originals, {});
    search.search(log.event(0));
    QVERIFY(!search.takeReport().isClean());
}

void TestRedactedPlaces::isGone()
{
    QFETCH(QByteArray, raw);
    QVERIFY(!QJsonDocument::fromJson(raw).isNull());
    const auto log = EventLog::inMemory({});
    log->append(eventOf(raw));
    checkSearch(*log);
    const QString path = m_folder.filePath(u"%1.rtmcap"_s.arg(++m_files));
    const auto report = saveRedacted(log->snapshot(), path, {});
    QVERIFY(report.ok());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY2(!bytes.toLower().contains("umbrella") && !bytes.contains("0UMB0"), bytes.constData());
    QVERIFY(!bytes.contains("5551234"));
    QStringList words;
    for (const RedactionReport::Finding &finding : report->findings)
        words << riskWords(finding.risk, 1) + u": "_s + findingWords(finding);
    QVERIFY2(report->isClean(), qPrintable(words.join(u'\n')));
    // The shape is that of the original.
    const auto now = EventLog::open(path);
    QVERIFY(now.ok());
    const QJsonDocument before = QJsonDocument::fromJson(raw);
    const QJsonDocument after = QJsonDocument::fromJson((*now)->frame(0));
    QCOMPARE(after.isArray(), before.isArray());
    QCOMPARE(after.object().size(), before.object().size());
    QCOMPARE(after.object()[u"type"_s], before.object()[u"type"_s]);
    QCOMPARE(after.object()[u"ts"_s], before.object()[u"ts"_s]);
}

void TestRedactedPlaces::isFound_data()
{
    QTest::addColumn<QByteArray>("planted");
    const auto row = [](const char *name, const char *planted) {
        QTest::newRow(name) << QByteArray(planted);
    };
    row("name in a text", R"({"type":"x","zzz":"xx Umbrella Corp xx"})");
    row("name as a handle", R"({"type":"x","zzz":"xx umbrella-corp xx"})");
    row("name in a link's label", R"({"type":"x","zzz":"\u003chttps://x.x|Umbrella Corp>"})");
    row("name in our own words", R"({"kind":"state","cause":"the program is xx in Umbrella Corp"})");
    row("label of a channel", R"({"type":"x","zzz":"\u003c\u0023C0XXXX001|umbrella>"})");
    row("channel in words", R"({"type":"x","zzz":"xx \u0023umbrella xx"})");
    row("host", R"({"type":"x","zzz":"xx wiki.umbrella.example xx"})");
    row("domain of a host", R"({"type":"x","zzz":"xx a.wiki.umbrella.example xx"})");
    row("file", R"({"type":"x","zzz":"xx plan.umbrella.pdf xx"})");
    row("id without a digit", R"({"type":"x","zzz":"xx CUMBRELLA xx"})");
    row("id without a digit as a key", R"({"type":"x","shares":{"CUMBRELLA":1}})");
    row("Chinese", R"({"type":"x","zzz":"xx\u548c\u738b\u4f1f\u8bf4"})");
    row("two letters", R"({"type":"x","zzz":"xx Jo xx"})");
}

void TestRedactedPlaces::isFound()
{
    QFETCH(QByteArray, planted);
    redact::Originals originals;
    for (
        const char *raw :
        {R"({"kind":"state","state":"Ready","team":{"id":"T0UMB0001","name":"Umbrella Corp"}})",
         R"({"type":"channel_joined","channel":{"id":"CUMBRELLA","name":"umbrella"}})",
         R"({"type":"user_change","user":{"id":"U0UMB0001","real_name":"\u738b\u4f1f","profile":{"display_name":"Jo"}}})",
         R"({"type":"x","url":"https://wiki.umbrella.example/","files":[{"id":"F0UMB0001","name":"plan.umbrella.pdf"}]})"})
        originals.add(eventOf(raw));
    originals.close();
    redact::LeakSearch search(originals, {});
    search.search(eventOf(planted));
    const RedactionReport report = search.takeReport();
    QVERIFY(!report.isClean());
    redact::LeakSearch clean(originals, {});
    clean.search(eventOf(R"({"type":"x","zzz":"xx Xxxxxxxx Xxxx xx xx.xxxxxxxx.xxx"})"));
    QVERIFY(clean.takeReport().isClean());
}

void TestRedactedPlaces::namesInPlaceOfWords_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *raw, const char *path) {
        QTest::newRow(path) << QByteArray(raw) << QString::fromLatin1(path);
    };
    row(R"({"type":"featherstonehaugh","x":1})", "type");
    row(R"({"type":"message","subtype":"gwendolyn_left","x":1})", "subtype");
    row(R"({"type":"message","blocks":[{"type":"gwendolyn"}]})", "blocks[0].type");
    row(R"({"type":"team_join","user":{"id":"U024BE7LZ","color":"featherstonehaugh"}})", "user.color");
    row(R"({"type":"x","files":[{"id":"F024BE7LH","pretty_type":"Featherstonehaugh"}]})",
        "files[0].pretty_type");
    row(R"({"type":"x","files":[{"id":"F024BE7LH","filetype":"gwendolyn"}]})", "files[0].filetype");
    row(R"({"type":"x","files":[{"id":"F024BE7LH","mimetype":"application/gwendolyn"}]})",
        "files[0].mimetype");
    row(R"({"kind":"api","method":"users.info","ok":false,"error":"gwendolyn_not_found"})", "error");
    row(R"({"kind":"gwendolyn","x":1})", "kind");
    row(R"({"type":"x","Gwendolyn":{"y":1}})", "Gwendolyn");
    row(R"({"type":"x","gwendolyn_status":1})", "gwendolyn_status");
}

//! Where words of the protocol stand, anybody may have put a name: it goes, and one that was left is found.
void TestRedactedPlaces::namesInPlaceOfWords()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, path);
    const Event person = entry(
        1, R"({"type":"team_join","user":{"id":"U024BE7LH","real_name":"Gwendolyn Featherstonehaugh"}})");
    Event event = eventOf(raw);
    event.seq = 2;
    const auto log = EventLog::inMemory({});
    log->append(person);
    log->append(event);
    const QString file = m_folder.filePath(u"%1.rtmcap"_s.arg(++m_files));
    const auto report = saveRedacted(log->snapshot(), file, {});
    QVERIFY(report.ok());
    QVERIFY2(report->isClean(),
             qPrintable(report->findings.isEmpty() ? QString() : findingWords(report->findings.first())));
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    const QByteArray bytes = saved.readAll().toLower();
    QVERIFY2(!bytes.contains("gwendolyn") && !bytes.contains("featherstonehaugh"), bytes.constData());
    // The same as it was, in a file that is said to be redacted.
    redact::Originals originals;
    originals.add(person);
    originals.close();
    redact::LeakSearch search(originals, {});
    search.search(event);
    const RedactionReport found = search.takeReport();
    QVERIFY(!found.isClean());
    QCOMPARE(found.findings.first().risk, RedactionReport::Risk::Name);
    QCOMPARE(found.findings.first().path, path);
}

//! Whoever is called like one; and numbers of members that everybody has.
void TestRedactedPlaces::wordsOfTheProtocolAreNobodys()
{
    redact::Originals originals;
    for (const char *raw :
         {R"({"type":"team_join","user":{"id":"U024BE7LH","real_name":"Mark Message"}})",
          R"({"type":"team_join","user":{"id":"U024BE7LJ","real_name":"Grant Channel Post"}})",
          R"({"type":"bot_added","bot":{"id":"B024BE7LJ","name":"users"}})"})
        originals.add(eventOf(raw));
    originals.close();
    redact::LeakSearch search(originals, {});
    for (
        const char *raw :
        {R"({"type":"channel_marked","channel":"C0XXXX001","ts":"1795356000.000100","channel_ts":"1"})",
         R"({"type":"message","subtype":"message_changed","team_access_granted":"","is_channel":true,"thumb_360":123456})",
         R"({"type":"x","files":[{"mode":"post","mimetype":"application/vnd.slack-docs","size":987654}]})",
         R"({"kind":"api","method":"chat.postMessage","error":"channel_not_found","needed":"channels:read,users:read","ms":12345})",
         R"({"kind":"mark","x":"xx"})"})
        search.search(eventOf(raw));
    const RedactionReport clean = search.takeReport();
    QVERIFY2(clean.isClean(),
             qPrintable(clean.findings.isEmpty() ? QString() : findingWords(clean.findings.first())));
    redact::LeakSearch other(originals, {});
    other.search(eventOf(R"({"type":"x","kundennummer":48213377,"zimmer":12,"kreditlimit":100000})"));
    const RedactionReport numbers = other.takeReport();
    QCOMPARE(numbers.total(), 1);
    QCOMPARE(numbers.findings.first().risk, RedactionReport::Risk::Number);
    QCOMPARE(numbers.findings.first().path, u"kundennummer"_s);
}

//! An app may be called as this program is.
void TestRedactedPlaces::ourHeaderIsNoLeak()
{
    const auto log = EventLog::inMemory({});
    log->append(eventOf(
        R"({"kind":"state","state":"Ready","team":{"id":"T024BE7LD","name":"redacted"},"self":{"id":"U0SELF001","name":"rtmscope"}})"));
    const auto report = saveRedacted(log->snapshot(), m_folder.filePath(u"header.rtmcap"_s), {});
    QVERIFY(report.ok());
    QVERIFY2(report->isClean(),
             qPrintable(report->findings.isEmpty() ? QString() : findingWords(report->findings.first())));
}

//! A conversation that only the file's name tells.
void TestRedactedPlaces::exportDay()
{
    const QString folder = m_folder.filePath(u"umbrella-ops"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile day(folder + u"/2026-11-22.json"_s);
    QVERIFY(day.open(QIODevice::WriteOnly));
    day.write(
        R"([{"type":"message","user":"UUMBRELLA","text":"umbrella, <@UUMBRELLA|umbrella>","ts":"1795356000.000100",)"
        R"("user_team":"T0UMB0001","user_profile":{"real_name":"Umbrella","name":"umbrella","display_name":""}},)"
        R"({"type":"message","subtype":"channel_join","user":"U0UMB0002","text":"<@U0UMB0002> has joined","ts":"1795356001.000100","thread_ts":"1795356000.000100"}])");
    day.close();
    const auto log = EventLog::open(day.fileName());
    QVERIFY(log.ok());
    QCOMPARE(LogReader((*log)->snapshot()).event(0).channel, u"umbrella-ops"_s);
    const QString path = m_folder.filePath(u"day.rtmcap"_s);
    const auto report = saveRedacted((*log)->snapshot(), path, {.keptConversations = {u"umbrella-ops"_s}});
    QVERIFY(report.ok());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY2(!bytes.toLower().contains("umbrella") && !bytes.contains("0UMB0"), bytes.constData());
    QVERIFY(bytes.contains("has joined"));
    QVERIFY(report->isClean());
    QCOMPARE(report->kept.size(), 1);
    QCOMPARE(report->kept.first().texts, 2);
    const auto now = EventLog::open(path);
    QVERIFY(now.ok());
    QCOMPARE(LogReader((*now)->snapshot()).event(0).channel, LogReader((*now)->snapshot()).event(1).channel);
    QCOMPARE(LogReader((*now)->snapshot()).event(0).channel, report->kept.first().id);
}

RTMSCOPE_TEST_MAIN(TestRedactedPlaces)
#include "tst_redactedplaces.moc"
