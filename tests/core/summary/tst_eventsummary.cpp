// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/eventsummary.h"

#include "core/workspace/workspace.h"
#include "tests/support/sampleevents.h"
#include "tests/support/testmain.h"

#include <QDirIterator>

using namespace rtmscope;
using namespace rtmscope::testing;
using namespace Qt::StringLiterals;

class TestEventSummary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void summaries();
    void summaries_data();
    void longTextIsCut();
    void oneLineOnly();
    void authors_data();
    void authors();
    void everyCorpusFrame_data();
    void everyCorpusFrame();

private:
    Workspace m_workspace;
};

void TestEventSummary::initTestCase()
{
    quint64 seq = 1;
    m_workspace.apply(
        note(seq++, R"({"kind":"api","method":"users.list","args":{},"status":200,"ok":true,"ms":1,
        "answer":{"ok":true,"members":[{"id":"U1","name":"mira","profile":{"display_name":"Mira Okafor"}},
                                       {"id":"U2","name":"tomas","profile":{"display_name":"Tomás Rey"}}]}})"));
    m_workspace.apply(
        note(seq++, R"({"kind":"api","method":"conversations.list","args":{},"status":200,"ok":true,
        "ms":1,"answer":{"ok":true,"channels":[{"id":"C1","name":"ops","is_channel":true,"is_member":true}]}})"));
    m_workspace.apply(entry(seq++, R"({"type":"message","channel":"C1","user":"U1",
        "text":"Deploy of `api-gateway` is done","ts":"1795356251.000100"})"));
}

void TestEventSummary::summaries_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<QString>("summary");
    const auto in = [](const char *name, const char *raw, const QString &summary) {
        QTest::newRow(name) << QByteArray(raw) << Direction::In << summary;
    };
    const auto out = [](const char *name, const char *raw, const QString &summary) {
        QTest::newRow(name) << QByteArray(raw) << Direction::Out << summary;
    };
    const auto note = [](const char *name, const char *raw, const QString &summary) {
        QTest::newRow(name) << QByteArray(raw) << Direction::Note << summary;
    };

    in("message", R"({"type":"message","text":"Error rate *back* to\nnormal &amp; closed"})",
       u"Error rate back to normal & closed"_s);
    in("message with names",
       R"({"type":"message","text":"<@U2> look at <#C1> and <https://x.example|this>"})",
       u"@Tomás Rey look at #ops and this"_s);
    in("as it was typed", R"({"type":"message","mrkdwn":false,"text":"*s* _u_ `c` &lt; <@U2>"})",
       u"*s* _u_ `c` < @Tomás Rey"_s);
    in("an edit, as it was typed",
       R"({"type":"message","subtype":"message_changed","message":{"mrkdwn":false,"text":"*b*"},)"
       R"("previous_message":{"text":"*a*"}})",
       u"text changed: “a” → “*b*”"_s);
    in("message without text", R"({"type":"message"})", u"no text"_s);
    in("message that is a file", R"({"type":"message","text":"","files":[{"title":"Plan.pdf"}]})",
       u"file: Plan.pdf"_s);
    in("text with files",
       R"({"type":"message","text":"see","files":[{"title":"Plan.pdf"},{"id":"F2","mode":"tombstone"}]})",
       u"see [2 files: Plan.pdf, This file was deleted]"_s);
    in("external file",
       R"({"type":"message","files":[{"title":"Doc","is_external":true,"external_type":"gdrive"}]})",
       u"file: Doc (external, gdrive)"_s);
    in("a file and what was said with it",
       R"({"type":"message","text":"","files":[{"name":"a.png","initial_comment":{"comment":"look"}}]})",
       u"look [file: a.png]"_s);
    in("the same, as it once was",
       R"({"type":"message","subtype":"file_share","file":{"name":"a.png","initial_comment":{"comment":"look"}}})",
       u"look [file: a.png]"_s);
    in("a file with its caption only",
       R"({"type":"message","files":[{"id":"F1","initial_comment":{"comment":"look"}}]})", u"file: look"_s);
    in("blocks before the text that stands in for them",
       R"({"type":"message","text":"fallback","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"U1"},{"type":"text","text":" go"}]}]}]})",
       u"@Mira Okafor go"_s);
    in("text before the names of unknown blocks",
       R"({"type":"message","text":"said","blocks":[{"type":"novelty"}]})", u"said"_s);
    in("attachment before its fallback",
       R"({"type":"message","attachments":[{"fallback":"f","title":"Build 12","text":"failed for <@U1>"}]})",
       u"Build 12 · failed for @Mira Okafor"_s);
    in("line without a text", R"({"type":"message","subtype":"channel_archive","user":"U1"})",
       u"archived the conversation"_s);
    in("only visible to us", R"({"type":"message","text":"psst","is_ephemeral":true})",
       u"only visible to you: psst"_s);
    in("nothing forges a line", R"({"type":"message","text":"a\n12:00 \u202eb\u001b[2J\u2028c"})",
       u"a 12:00 b [2J c"_s);
    in("message that is an attachment",
       R"({"type":"message","attachments":[{"fallback":"Build 12 failed"}]})", u"Build 12 failed"_s);
    in("message of wrong shapes",
       R"({"type":"message","text":{"a":1},"files":7,"attachments":"x","blocks":{}})", u"no text"_s);
    in("message_changed",
       R"({"type":"message","subtype":"message_changed","message":{"text":"done, all"},"previous_message":{"text":"done"}})",
       u"text changed: “done” → “done, all”"_s);
    in("message_changed without before",
       R"({"type":"message","subtype":"message_changed","message":{"text":"b"}})", u"text is now “b”"_s);
    in("message_changed, an unfurl",
       R"({"type":"message","subtype":"message_changed","message":{"text":"b","attachments":[{"a":1}]},"previous_message":{"text":"b"}})",
       u"attachments changed: “b”"_s);
    in("message_changed to a tombstone",
       R"({"type":"message","subtype":"message_changed","message":{"subtype":"tombstone"},"previous_message":{"text":"b"}})",
       u"deleted, its thread stays: “b”"_s);
    in("message_deleted",
       R"({"type":"message","subtype":"message_deleted","previous_message":{"text":"oops"}})",
       u"deleted “oops”"_s);
    in("message_deleted, known here only",
       R"({"type":"message","subtype":"message_deleted","channel":"C1","deleted_ts":"1795356251.000100"})",
       u"deleted “Deploy of api-gateway is done”"_s);
    in("message_replied",
       R"({"type":"message","subtype":"message_replied","message":{"text":"a","reply_count":2}})",
       u"thread of “a”, 2 replies"_s);
    in("message_replied once",
       R"({"type":"message","subtype":"message_replied","message":{"text":"a","reply_count":1}})",
       u"thread of “a”, 1 reply"_s);
    in("reaction_added",
       R"({"type":"reaction_added","reaction":"tada","item":{"type":"message","channel":"C1","ts":"1795356251.000100"}})",
       u":tada: on “Deploy of api-gateway is done”"_s);
    in("reaction on the unknown",
       R"({"type":"reaction_added","reaction":"eyes","item":{"type":"message","channel":"C9","ts":"1795356251.000200"}})",
       u":eyes: on the message of 14:04:11"_s);
    in("reaction on a file",
       R"({"type":"reaction_added","reaction":"eyes","item":{"type":"file_comment","file":"F1"}})",
       u":eyes: on a file comment"_s);
    in("reaction_removed", R"({"type":"reaction_removed","reaction":"tada","item":{}})",
       u":tada: taken off something"_s);
    in("pin_added", R"({"type":"pin_added","item":{"message":{"text":"rules"}}})", u"pinned “rules”"_s);
    in("presence_change", R"({"type":"presence_change","presence":"active","user":"U1"})", u"active"_s);
    in("presence_change, many", R"({"type":"presence_change","presence":"away","users":["U1","U2"]})",
       u"away, 2 people"_s);
    in("user_typing", R"({"type":"user_typing","channel":"C1","user":"U1"})", u"is typing"_s);
    in("channel_marked",
       R"({"type":"channel_marked","channel":"C1","ts":"1795356251.000100","unread_count_display":3})",
       u"read up to 14:04:11, 3 unread"_s);
    in("channel_created", R"({"type":"channel_created","channel":{"id":"C5","name":"news"}})", u"#news"_s);
    in("member_joined_channel",
       R"({"type":"member_joined_channel","user":"U1","channel":"C1","inviter":"U2"})",
       u"joined, invited by Tomás Rey"_s);
    in("user_change",
       R"({"type":"user_change","user":{"id":"U1","profile":{"display_name":"Mira","status_emoji":":tea:","status_text":"tea"}}})",
       u"Mira, :tea: tea"_s);
    in("pref_change", R"({"type":"pref_change","name":"muted","value":{"a":[1]}})",
       uR"(muted = {"a":[1]})"_s);
    in("hello", R"({"type":"hello","region":"us-east-1"})", u"the server is ready, region us-east-1"_s);
    in("goodbye", R"({"type":"goodbye"})", u"the server will close this connection"_s);
    in("error", R"({"type":"error","error":{"code":1,"msg":"Socket URL has expired"}})",
       u"error 1: Socket URL has expired"_s);
    in("ack", R"({"ok":true,"reply_to":7,"ts":"1.2"})", u"reply_to 7 ok, 61 ms after the send"_s);
    in("ack, refused", R"({"ok":false,"reply_to":7,"error":{"code":2,"msg":"message text is missing"}})",
       u"reply_to 7 refused: 2, message text is missing"_s);
    in("pong", R"({"type":"pong","reply_to":8})", u"reply_to 8, 61 ms after the ping"_s);
    out("ping", R"({"id":8,"type":"ping"})", u"id 8"_s);
    out("message of ours", R"({"id":7,"type":"message","channel":"C1","text":"a &lt; b"})", u"a < b"_s);
    out("presence_sub", R"({"type":"presence_sub","ids":["U1","U2","U3"]})", u"3 people"_s);
    note("state", R"({"kind":"state","state":"Ready","from":"AwaitingHello","cause":"hello received"})",
         u"Ready: hello received"_s);
    note("api", R"({"kind":"api","method":"users.info","status":200,"ok":true,"ms":12})",
         u"users.info 200, 12 ms"_s);
    note("api, refused",
         R"({"kind":"api","method":"users.info","status":200,"ok":false,"error":"user_not_found","ms":5})",
         u"users.info 200, user_not_found, 5 ms"_s);
    note("send, queued", R"({"kind":"send","local":"x","step":"queued","text":"hi <@U1>"})",
         u"queued: “hi @Mira Okafor”"_s);
    note("send, written", R"({"kind":"send","local":"x","step":"written","conn":1,"id":7})",
         u"written as id 7"_s);
    note("send, failed",
         R"({"kind":"send","local":"x","step":"failed","error":{"code":"msg_too_long","msg":"too long"}})",
         u"failed: msg_too_long, too long"_s);
    note(
        "gap",
        R"({"kind":"gap","from_us":1795356190000000,"to_us":1795356221000000,"cause":"socket died silently"})",
        u"no connection 14:03:10 to 14:03:41, 31 s: socket died silently"_s);
    note("gap, open", R"({"kind":"gap","id":3,"from_us":1795356190000000,"open":true,"cause":"No answer."})",
         u"no connection since 14:03:10: No answer."_s);
    note(
        "gap, resumed",
        R"({"kind":"gap","from_us":1795356190000000,"to_us":1795356190400000,"resumed":true,"cause":"goodbye"})",
        u"no connection 14:03:10 to 14:03:10, 400 ms, nothing is missing: goodbye"_s);
    note("gap, impossible times",
         R"({"kind":"gap","from_us":-9223372036854775808,"to_us":9223372036854775807})", u"no connection"_s);
    note("a WebSocket's ping", R"({"kind":"ws_ping","by":"server","payload":"7"})", u"by the server, “7”"_s);
    note("a WebSocket's end", R"({"kind":"ws_close","by":"server","code":4001,"reason":"moved"})",
         u"by the server, code 4001, “moved”"_s);
    note("a WebSocket's end without a code", R"({"kind":"ws_close","by":"us"})", u"by us, no code"_s);
    note("back-fill, begins", R"({"kind":"backfill","gap":3,"state":"started"})",
         u"gap 3, back-fill begins"_s);
    note("back-fill, channel",
         R"({"kind":"backfill","gap":3,"channel":"C1","state":"done","messages":12,"pages":2})",
         u"gap 3, #ops: 12 messages back-filled"_s);
    note("back-fill, nothing",
         R"({"kind":"backfill","gap":3,"channel":"C1","state":"done","messages":0,"pages":1})",
         u"gap 3, #ops: nothing was missed"_s);
    note(
        "back-fill, thread",
        R"({"kind":"backfill","gap":3,"channel":"C1","thread_ts":"1795356190.000100","state":"done","messages":1,"pages":1})",
        u"gap 3, thread the message of 14:03:10 in #ops: 1 message back-filled"_s);
    note("back-fill, limited",
         R"({"kind":"backfill","gap":3,"channel":"C1","state":"waiting","retry_after_ms":30000})",
         u"gap 3, #ops: rate-limited, goes on in 30 s"_s);
    note(
        "back-fill, refused",
        R"({"kind":"backfill","gap":3,"channel":"C1","state":"failed","error":{"code":"not_in_channel","msg":"Not a member."}})",
        u"gap 3, #ops: not back-filled: Not a member."_s);
    note(
        "back-fill, done",
        R"({"kind":"backfill","gap":3,"state":"finished","conversations":14,"threads":1,"messages":12,"failed":2})",
        u"gap 3, back-fill done: 12 messages in 14 conversations, 1 thread, 2 refused"_s);
    in("unknown", R"({"type":"no_such_type","a":1,"b":2})", u"unknown type, 3 members"_s);
    in("unknown, small", R"({"type":"no_such_type"})", u"unknown type, 1 member"_s);
    in("an array", R"([1,2])", u"JSON, but no object"_s);
    in("known without words of its own", R"({"type":"team_rename","name":"New name","event_ts":"1.2"})",
       u"name New name"_s);
    // Socket Mode and the Events API
    in("socket mode is ready",
       R"({"type":"hello","num_connections":3,"debug_info":{"host":"applink-1"},"connection_info":{"app_id":"A1"}})",
       u"the server is ready, 3 connections of this app"_s);
    in("disconnect", R"({"type":"disconnect"})", u"the server ends this connection, and does not say why"_s);
    in("disconnect soon", R"({"type":"disconnect","reason":"warning"})",
       u"this connection ends in some seconds"_s);
    in("disconnect, refresh", R"({"type":"disconnect","reason":"refresh_requested"})",
       u"the server wants this connection replaced by a new one"_s);
    in("disconnect, too many", R"({"type":"disconnect","reason":"too_many_websockets"})",
       u"the app has as many connections as it may: this one is one too many"_s);
    in("disconnect, switched off", R"({"type":"disconnect","reason":"link_disabled"})",
       u"Socket Mode was switched off for this app"_s);
    in("disconnect, of tomorrow", R"({"type":"disconnect","reason":"tide_too_high"})",
       u"the server ends this connection: tide_too_high"_s);
    out("envelope acknowledged", R"({"envelope_id":"e-1"})", u"61 ms to the acknowledgement, envelope e-1"_s);
    out("envelope answered", R"({"envelope_id":"e-1","payload":{"text":"hi"}})",
        u"61 ms to the acknowledgement, with an answer, envelope e-1"_s);
    in("a message in an envelope",
       R"({"envelope_id":"e-1","payload":{"event":{"type":"message","text":"*Hi* <@U2>"},"type":"event_callback"},"type":"events_api"})",
       u"Hi @Tomás Rey"_s);
    in("late",
       R"({"envelope_id":"e-1","payload":{"event":{"type":"message","text":"Hi"},"type":"event_callback"},"type":"events_api","retry_attempt":1})",
       u"late, attempt 2: Hi"_s);
    in("a mention", R"({"type":"app_mention","user":"U1","text":"<@U2> when is high tide?","ts":"1.2"})",
       u"@Tomás Rey when is high tide?"_s);
    in("home", R"({"type":"app_home_opened","user":"U1","tab":"home"})", u"opened the app's home"_s);
    in("messages of the app", R"({"type":"app_home_opened","user":"U1","tab":"messages"})",
       u"opened the messages of the app"_s);
    in("limited", R"({"type":"app_rate_limited","minute_rate_limited":1795356240})",
       u"events are missing in the minute from 14:04: there were more than the app may get"_s);
    in("limited, no time", R"({"type":"app_rate_limited","minute_rate_limited":"soon"})",
       u"events are missing: there were more than the app may get"_s);
    in("app gone", R"({"type":"app_uninstalled"})",
       u"the app was taken off the workspace; its tokens are void"_s);
    in("tokens gone", R"({"type":"tokens_revoked","tokens":{"oauth":["U1","U2"],"bot":["U9"]}})",
       u"tokens of the app are void: of 1 bot, of 2 people"_s);
    in("links",
       R"({"type":"link_shared","links":[{"domain":"x.example","url":"https://x.example/1"},{"domain":"y.example"}]})",
       u"posted a link: https://x.example/1, y.example"_s);
    in("another id", R"({"type":"channel_id_changed","old_channel_id":"G1","new_channel_id":"C7"})",
       u"G1 has the id C7 from now on"_s);
    in("team access", R"({"type":"team_access_granted","team_ids":["T1","T2"]})",
       u"the app may work in 2 workspaces more: T1, T2"_s);
    in("team access taken", R"({"type":"team_access_revoked","team_ids":["T1"]})",
       u"the app may no longer work in 1 workspace: T1"_s);
    in("function", R"({"type":"function_executed","function":{"title":"Book a berth","callback_id":"book"}})",
       u"a workflow waits for the step “Book a berth”"_s);
    in("step of old", R"({"type":"workflow_step_execute","callback_id":"book"})",
       u"a workflow waits for the step “book”"_s);
    in("workflow", R"({"type":"workflow_unpublished","workflow_id":"W1"})",
       u"the workflow W1 is no longer in use"_s);
    in("metadata",
       R"({"type":"message_metadata_posted","channel_id":"C1","message_ts":"1795356251.000100","metadata":{"event_type":"berth"}})",
       u"the data “berth” came with the message of 14:04:11"_s);
    in("metadata gone",
       R"({"type":"message_metadata_deleted","channel_id":"C1","message_ts":"1795356251.000100","previous_metadata":{"event_type":"berth"}})",
       u"the data “berth” is gone from the message of 14:04:11"_s);
    in("app wanted",
       R"({"type":"app_requested","app_request":{"app":{"id":"A1","name":"Log book"},"user":{"id":"U1"},"message":"please"}})",
       u"asks for the app “Log book”: “please”"_s);
    in("somebody wanted",
       R"({"type":"invite_requested","invite_request":{"real_name":"Noor","email":"n@x.example"}})",
       u"is to be invited: Noor, n@x.example"_s);
    in("app installed", R"({"type":"app_installed","app_id":"A1","app_name":"Tide table"})",
       u"the app “Tide table” was installed"_s);
    in("invited",
       R"({"type":"shared_channel_invite_accepted","channel":{"id":"C1"},"approval_required":true})",
       u"the invitation to #ops was accepted, and has yet to be approved"_s);
    in("to be invited",
       R"({"type":"shared_channel_invite_requested","channel_id":"C9","channel_name":"quay"})",
       u"asks to invite somebody from outside to #quay"_s);
    in("call", R"({"type":"call_rejected","call_id":"R1"})", u"declined a call"_s);
    in("thing", R"({"type":"entity_details_requested","entity_url":"https://x.example/4"})",
       u"looks at the details of https://x.example/4"_s);

    // Interactive payloads, in their envelope and bare
    in("button",
       R"({"type":"interactive","envelope_id":"e","payload":{"type":"block_actions","user":{"id":"U1","username":"mira"},)"
       R"("channel":{"id":"C1","name":"ops"},"actions":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"Approve"},"value":"4"}]}})",
       u"Mira Okafor pressed “Approve” in #ops"_s);
    in("button of a stranger",
       R"({"type":"block_actions","user":{"id":"U9","username":"bo","name":"bo"},"channel":{"id":"C9","name":"deploys"},)"
       R"("actions":[{"type":"button","action_id":"go"}]})",
       u"bo pressed “go” in #deploys"_s);
    in("menu in a form",
       R"({"type":"block_actions","user":{"id":"U1"},"view":{"type":"modal","title":{"text":"Report"}},)"
       R"("actions":[{"type":"static_select","selected_option":{"text":{"text":"North pier"},"value":"n"}}]})",
       u"Mira Okafor chose “North pier” in the form “Report”"_s);
    in("several at once",
       R"({"type":"block_actions","user":{"id":"U1"},"view":{"type":"home"},)"
       R"("actions":[{"type":"multi_static_select","selected_options":[{"text":{"text":"A"}},{"text":{"text":"B"}}]},{"type":"button"}]})",
       u"Mira Okafor chose “A”, “B” in the app's home, 1 more"_s);
    in("people and places",
       R"({"type":"block_actions","user":{"id":"U1"},"actions":[{"type":"multi_users_select","selected_users":["U2"]}]})",
       u"Mira Okafor chose Tomás Rey"_s);
    in("date",
       R"({"type":"block_actions","user":{"id":"U1"},"actions":[{"type":"datepicker","selected_date":"2026-11-22"}]})",
       u"Mira Okafor chose “2026-11-22”"_s);
    in("words",
       R"({"type":"block_actions","user":{"id":"U1"},"actions":[{"type":"plain_text_input","value":"Aurora"}]})",
       u"Mira Okafor typed “Aurora”"_s);
    in("menu emptied",
       R"({"type":"block_actions","user":{"id":"U1"},"actions":[{"type":"static_select","action_id":"berth","selected_option":null}]})",
       u"Mira Okafor changed “berth”"_s);
    in("nothing but a person", R"({"type":"block_actions","user":{"id":"U1"},"team":null,"channel":null})",
       u"Mira Okafor used the app"_s);
    in("button of old",
       R"({"type":"interactive_message","user":{"id":"U1"},"channel":{"id":"C1"},"callback_id":"x","actions":[{"name":"go","type":"button","value":"yes"}]})",
       u"Mira Okafor pressed “yes” in #ops"_s);
    in("menu asks", R"({"type":"block_suggestion","user":{"id":"U1"},"action_id":"ship","value":"Aur"})",
       u"Mira Okafor types “Aur” into the menu “ship”"_s);
    in("form",
       R"({"type":"view_submission","user":{"id":"U9","name":"cy"},"view":{"callback_id":"r","title":{"text":"Report"}}})",
       u"cy submitted the form “Report”"_s);
    in("form closed",
       R"({"type":"view_closed","user":{"id":"U1"},"view":{"callback_id":"report","title":null}})",
       u"Mira Okafor closed the form “report” without submitting it"_s);
    in("dialog",
       R"({"type":"dialog_submission","user":{"id":"U1"},"channel":{"id":"C1"},"callback_id":"ticket"})",
       u"Mira Okafor submitted the form “ticket” in #ops"_s);
    in("shortcut", R"({"type":"shortcut","user":{"id":"U1"},"callback_id":"log"})",
       u"Mira Okafor chose the shortcut “log”"_s);
    in("shortcut on a message",
       R"({"type":"message_action","user":{"id":"U1"},"channel":{"id":"C1"},"callback_id":"log","message":{"text":"Hi"}})",
       u"Mira Okafor chose the shortcut “log” on “Hi” in #ops"_s);
    in("step edited", R"({"type":"workflow_step_edit","user":{"id":"U1"},"callback_id":"book"})",
       u"Mira Okafor edits the step “book” of a workflow"_s);
    in("command",
       R"({"type":"slash_commands","envelope_id":"e","payload":{"command":"/deploy","text":"prod &amp; test","user_id":"U2","user_name":"tomas","channel_id":"C1","channel_name":"ops"}})",
       u"/deploy prod & test from Tomás Rey in #ops"_s);
    in("command of a stranger in private",
       R"({"type":"slash_commands","payload":{"command":"/tide","text":"","user_id":"U9","user_name":"bo","channel_id":"D9","channel_name":"directmessage"}})",
       u"/tide from bo in a direct message"_s);
    in("command without anything", R"({"type":"slash_commands","payload":{"text":"hello"}})",
       u"a command hello from somebody"_s);
}

void TestEventSummary::summaries()
{
    QFETCH(QByteArray, raw);
    QFETCH(Direction, direction);
    QFETCH(QString, summary);
    const Event event = entry(1, raw, direction);
    const bool unknown = event.type.isEmpty() || event.type == "no_such_type"_L1;
    QCOMPARE(EventSummary().of(event, {&m_workspace, event.receivedAtUs - 61'000, unknown}), summary);
}

void TestEventSummary::longTextIsCut()
{
    const QString summary = EventSummary().of(message(1, QByteArray(100'000, 'x')), {});
    QCOMPARE(summary.size(), EventSummary::maxLength + 1);
    QVERIFY(summary.endsWith(u'…'));
}

void TestEventSummary::authors_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("author");
    const auto row = [](const char *name, const char *raw, const QString &author) {
        QTest::newRow(name) << QByteArray(raw) << author;
    };
    row("person", R"({"type":"message","user":"U1","text":"x"})", u"Mira Okafor"_s);
    row("app with a name", R"({"type":"message","bot_id":"B1","username":"Pager","text":"x"})", u"Pager"_s);
    row("app with a profile", R"({"type":"message","bot_id":"B1","bot_profile":{"name":"CI"},"text":"x"})",
        u"CI"_s);
    row("unknown app", R"({"type":"message","bot_id":"B1","text":"x"})", u"B1"_s);
    row("stranger", R"({"type":"message","user":"U9","text":"x"})", u"U9"_s);
    row("edit",
        R"({"type":"message","subtype":"message_changed","message":{"bot_id":"B1","username":"Pager","text":"x"}})",
        u"Pager"_s);
    row("deletion",
        R"({"type":"message","subtype":"message_deleted","previous_message":{"user":"U2","text":"x"}})",
        u"Tomás Rey"_s);
    row("line about another",
        R"({"type":"message","subtype":"channel_tab_added","user":"USLACKBOT","tab_added_user_id":"U1"})",
        u"Mira Okafor"_s);
    row("reaction", R"({"type":"reaction_added","user":"U1","reaction":"eyes","item":{}})", u"Mira Okafor"_s);
    row("nobody", R"({"type":"hello"})", QString());
}

void TestEventSummary::authors()
{
    QFETCH(const QByteArray, raw);
    EventSummary summary;
    const Event event = entry(1, raw);
    QTEST(summary.author(event, &m_workspace), "author");
    const EventSummary::Line line = EventSummary().line(event, {&m_workspace, 0, false});
    QTEST(line.author, "author");
    QCOMPARE(line.words, summary.of(event, {&m_workspace, 0, false}));
}

void TestEventSummary::oneLineOnly()
{
    QCOMPARE(oneLine(u" a\n\n b\t\u2029c\x01 "_s), u"a b c"_s);
    QCOMPARE(oneLine(u"🎉🎉🎉"_s, 3), u"🎉…"_s);
    QCOMPARE(oneLine(u"ab\U0001F1EB\U0001F1EE"_s, 4), u"ab…"_s);
    QCOMPARE(oneLine(u"a\u202eb\u009bc\u200b\u0007"_s), u"ab c"_s);
    QCOMPARE(oneLine(QString(1'000'000, u' ') + u'x', 10), u"…"_s);
    QVERIFY(EventSummary().of(entry(1, "{\"type\":"), {}).startsWith(u"not JSON: "_s));
    QCOMPARE(EventSummary().of(binary(1, QByteArray(1234, '\0')), {}), u"binary frame, 1234 bytes"_s);
}

//! Whatever others have recorded gets a summary of one line without markup; known messages never an empty
//! one.
void TestEventSummary::everyCorpusFrame_data()
{
    QTest::addColumn<QString>("folderName");
    for (const char *name : {"rtm-events", "events-api", "socket-mode"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestEventSummary::everyCorpusFrame()
{
    QFETCH(QString, folderName);
    const QString folder = corpusFolder(folderName);
    if (folder.isEmpty())
        QSKIP("the corpus is not here");
    EventSummary summary;
    int frames = 0;
    for (QDirIterator files(folder, {u"*.json"_s}); files.hasNext();) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray frame = file.readAll();
        if (folderName == "events-api"_L1) // as Socket Mode delivers them
            frame = R"({"envelope_id":"e","payload":)" + frame + R"(,"type":"events_api"})";
        const Event event = entry(1, frame);
        const QString line = summary.of(event, {&m_workspace, 0, false});
        QVERIFY2(!line.contains(u'\n') && line.size() <= EventSummary::maxLength + 1,
                 qPrintable(file.fileName()));
        if (event.type == "message"_L1 || event.type.startsWith("reaction_"_L1))
            QVERIFY2(!line.isEmpty(), qPrintable(file.fileName()));
        if (folderName != "rtm-events"_L1 && !file.fileName().contains("placeholder"_L1)) // those are empty
            QVERIFY2(!line.isEmpty(), qPrintable(file.fileName()));
        ++frames;
    }
    QVERIFY(frames > 0);
}

RTMSCOPE_TEST_MAIN(TestEventSummary)
#include "tst_eventsummary.moc"
