// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "tests/ui/chat/chatscene.h"

#include "core/json/json.h"

using namespace Qt::StringLiterals;

namespace rtmscope::testing {

namespace {
constexpr qint64 sceneStart = 1'795'356'000; // 2026-11-22 14:00:00 UTC
} // namespace

ChatScene::ChatScene()
    : ChatScene(std::make_unique<ManualClock>((sceneStart + 405) * 1'000'000))
{
}

ChatScene::ChatScene(std::unique_ptr<ManualClock> clock)
    : EventSource(*clock)
    , m_clock(std::move(clock))
{
    connect(this, &EventSource::recorded, &feed, &WorkspaceFeed::apply);
    introduce();
}

QString ChatScene::ts(int seconds, int micros)
{
    return u"%1.%2"_s.arg(sceneStart + seconds).arg(micros, 6, 10, QLatin1Char('0'));
}

QByteArray ChatScene::inThread(int parentSeconds)
{
    return R"(,"thread_ts":")" + ts(parentSeconds).toLatin1() + '"';
}

void ChatScene::in(const QByteArray &json)
{
    deliver(Direction::In, json);
}

void ChatScene::out(const QByteArray &json)
{
    deliver(Direction::Out, json);
}

void ChatScene::addNote(const QByteArray &json)
{
    note(json);
}

void ChatScene::introduce()
{
    setConnection(1);
    addNote(
        R"({"kind":"state","state":"Ready","from":"AwaitingHello","cause":"hello received",)"
        R"("team":{"id":"T0DEMO","name":"Demo workspace","domain":"demo"},"self":{"id":"U02ME","name":"ana"}})");
    addNote(
        R"({"kind":"api","method":"users.list","args":{},"status":200,"ok":true,"ms":12,"answer":{"ok":true,"members":[)"
        R"({"id":"U02ME","name":"ana","profile":{"display_name":"Ana","real_name":"Ana Silva"}},)"
        R"({"id":"U01MIRA","name":"mira","profile":{"display_name":"Mira Okafor","title":"SRE"},"presence":"active"},)"
        R"({"id":"U02TOMAS","name":"tomas","profile":{"display_name":"Tom\u00e1s Rey"},"presence":"away"},)"
        R"({"id":"U03NOA","name":"noa","profile":{"display_name":"\u05e0\u05d5\u05e2\u05d4 \u05dc\u05d5\u05d9"},"presence":"active"},)"
        R"({"id":"U04BOT","name":"deploybot","is_bot":true,"profile":{"display_name":"deploybot"}}]}})");
    addNote(
        R"({"kind":"api","method":"users.conversations","args":{},"status":200,"ok":true,"ms":9,"answer":{"ok":true,"channels":[)"
        R"({"id":"C0GENERAL","name":"general","is_channel":true,"is_member":true,"num_members":5},)"
        R"({"id":"C0OPS","name":"ops","is_channel":true,"is_member":true,"num_members":14,"topic":{"value":"Incidents and deploys"}},)"
        R"({"id":"C0DEPLOYS","name":"deploys","is_channel":true,"is_member":true,"num_members":9},)"
        R"({"id":"C0DESIGN","name":"design-review","is_channel":true,"is_member":true,"num_members":6},)"
        R"({"id":"C0INC","name":"incident-0412","is_private":true,"is_group":true,"is_member":true,"num_members":4},)"
        R"({"id":"D0MIRA","is_im":true,"user":"U01MIRA","is_open":true},)"
        R"({"id":"D0TOMAS","is_im":true,"user":"U02TOMAS","is_open":true},)"
        R"({"id":"D0NOA","is_im":true,"user":"U03NOA","is_open":true},)"
        R"({"id":"D0BOT","is_im":true,"user":"U04BOT","is_open":true}]}})");
    in(R"({"type":"presence_change","user":"U01MIRA","presence":"active"})");
    in(R"({"type":"presence_change","user":"U02TOMAS","presence":"away"})");
    in(R"({"type":"presence_change","user":"U03NOA","presence":"active"})");
}

void ChatScene::say(const char *user, const QString &text, int seconds, const QByteArray &more,
                    const char *channel)
{
    in(R"({"type":"message","channel":")" + QByteArray(channel) + R"(","user":")" + user + R"(","text":)" +
       json::quoted(QStringView(text)) + R"(,"ts":")" + ts(seconds).toLatin1() + '"' + more + '}');
}

void ChatScene::step(const char *local, const char *step, const QByteArray &more)
{
    addNote(R"({"kind":"send","local":")" + QByteArray(local) + R"(","step":")" + step + '"' + more + '}');
}

QByteArray ChatScene::manyParts()
{
    return R"(,"blocks":[{"type":"table","rows":[[{"type":"raw_text","text":"Service"},{"type":"raw_text","text":"Share"}],
    [{"type":"raw_text","text":"a rather long name of a service that needs room"},{"type":"raw_number","value":71}],
    [{"type":"raw_text","text":"\u05e9\u05dc\u05d5\u05dd"},{}]]},
    {"type":"section","fields":[{"type":"mrkdwn","text":"*Who*\nMira"},{"type":"mrkdwn","text":"*When*\nnow"}]},
    {"type":"image","image_url":"https://example.com/chart.png","alt_text":"A chart"},{"type":"hologram"},
    {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Approve :tada:"}},
    {"type":"static_select","placeholder":{"type":"plain_text","text":"Pick one of them"}}]}],
    "attachments":[{"color":"ffffff","title":"t","fields":[{"title":"a","value":"1","short":true}],"thumb_url":"https://example.com/t.png"}])";
}

void ChatScene::talk()
{
    say("U01MIRA", u"Morning all, the release train leaves at 14:00"_s, -90'000);
    in(R"({"type":"channel_marked","channel":"C0OPS","ts":")" + ts(170).toLatin1() + R"("})");
    say("U01MIRA",
        u"Deploy of `api-gateway` is done, <@U02TOMAS> please check the <https://grafana.example.com/d/42|dashboard>"_s,
        120,
        R"(,"edited":{"user":"U01MIRA","ts":")" + ts(125).toLatin1() +
            R"("},"reactions":[{"name":"eyes","count":2,"users":["U02ME","U02TOMAS"]},{"name":"tada","count":4,"users":["U03NOA"]}])");
    say("U02TOMAS", u"Looking now"_s, 140, R"(,"thread_ts":")" + ts(120).toLatin1() + '"');
    say("U02ME", u"p99 looks fine to me"_s, 150,
        R"(,"subtype":"thread_broadcast","thread_ts":")" + ts(120).toLatin1() + '"');
    say("U04BOT", u"Rollout *finished* in 4 m 12 s: 12 of 12 pods ready"_s, 160, R"(,"bot_id":"B04BOT")");
    say("U04BOT", u"```NAME          READY  RESTARTS\napi-gateway   12/12  0\n```"_s, 165,
        R"(,"bot_id":"B04BOT")");
    say("U02TOMAS", u"Error rate back to normal. Closing the incident."_s, 200);
    say("U02TOMAS", u"<@U02ME> could you write the note for <#C0GENERAL>? :pray:"_s, 210);
    say("U03NOA",
        u"\u05ea\u05d5\u05d3\u05d4 \u05e8\u05d1\u05d4 \u05dc\u05db\u05d5\u05dc\u05dd, <@U01MIRA> \u05e2\u05d1\u05d5\u05d3\u05d4 \u05de\u05e6\u05d5\u05d9\u05e0\u05ea"_s,
        220);
    in(R"({"type":"message","subtype":"channel_join","channel":"C0OPS","user":"U03NOA","text":"<@U03NOA> has joined the channel","ts":")" +
       ts(225).toLatin1() + R"("})");
    say("U01MIRA", u"The plan:"_s, 230,
        R"(,"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"The plan:"}]},)"
        R"({"type":"rich_text_list","style":"ordered","indent":0,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"keep the extra pods"}]},)"
        R"({"type":"rich_text_section","elements":[{"type":"text","text":"watch "},{"type":"text","text":"p99","style":{"code":true}},{"type":"text","text":" tonight","style":{"italic":true}}]}]},)"
        R"({"type":"rich_text_quote","elements":[{"type":"text","text":"Slow is smooth, smooth is fast"}]}]},{"type":"video","title":{"type":"plain_text","text":"x"}}])");
    say("U01MIRA", u"The report"_s, 240,
        R"(,"files":[{"id":"F01","title":"postmortem-0412.pdf","pretty_type":"PDF","size":2202009,"permalink":"https://demo.example.com/files/F01"}])");
    say("U04BOT", {}, 400,
        R"(,"bot_id":"B04BOT","attachments":[{"color":"good","title":"Build 812 passed","title_link":"https://ci.example.com/812","text":"42 suites, *no* failures","footer":"CI"}])");
    step("l1", "queued", R"(,"channel":"C0OPS","text":"Thanks, great work all round")");
    step("l1", "written", R"(,"conn":1,"id":7)");
    out(R"({"id":7,"type":"message","channel":"C0OPS","text":"Thanks, great work all round"})");
    m_clock->advance(std::chrono::milliseconds(61));
    in(R"({"ok":true,"reply_to":7,"ts":")" + ts(410).toLatin1() +
       R"(","text":"Thanks, great work all round"})");
}

} // namespace rtmscope::testing
