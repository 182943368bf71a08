// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/world/stage.h"

#include "core/demo/world/acts.h"
#include "core/demo/world/objectwriter.h"

#include <array>

namespace rtmscope::demo {

namespace {

constexpr std::array services{"api-gateway", "checkout",  "search", "mailer",  "billing",
                              "identity",    "inventory", "feed",   "uploads", "webhooks"};
constexpr std::array hosts{"eu-west-3b", "eu-west-3c", "us-east-1a", "ap-south-1b", "worker-17", "worker-22"};
constexpr std::array customers{"Nordlicht",    "Casa Verde", "Brightwater",
                               "Okoro & Sons", "Mizu Foods", "Atlas Rail"};
constexpr std::array dishes{"dumplings", "shakshuka", "jollof rice", "pizza",
                            "ramen",     "falafel",   "dosa",        "paella"};

//! A QByteArray of "blocks":[…] members from single blocks.
QByteArray blocksMember(const QList<QByteArray> &blocks)
{
    return "\"blocks\":" + rawArray(blocks);
}

QByteArray textObject(const char *type, const QByteArray &text)
{
    return ObjectWriter().text("type", type).text("text", text).done();
}

QByteArray button(const QByteArray &label, const QByteArray &action, const QByteArray &style)
{
    ObjectWriter json;
    json.text("type", "button").text("action_id", action).raw("text", textObject("plain_text", label));
    return json.textIfAny("style", style).text("value", action).done();
}

} // namespace

Play Stage::begin(const Dialogue &dialogue)
{
    Play play;
    play.dialogue = &dialogue;
    if (dialogue.channel == "dm")
        play.channel = &m_world.directMessage(m_world.protagonist, castId(dialogue.beats.first().who));
    else
        play.channel = dialogue.channel == "trio" ? m_world.channel("G0TRIO")
                                                  : m_world.channelFirstNamed(dialogue.channel);
    return play;
}

void Stage::advance(Play &play, bool withTyping)
{
    const Beat &beat = play.dialogue->beats[play.next];
    const bool speaks =
        beat.act == Beat::Act::Say || beat.act == Beat::Act::Reply || beat.act == Beat::Act::Broadcast;
    if (withTyping && speaks && !play.typing) {
        play.typing = true;
        rooms::typing(m_world, *play.channel, castId(beat.who), beat.act == Beat::Act::Say ? 0 : play.first);
        return;
    }
    play.typing = false;
    ++play.next;
    perform(play, beat);
}

void Stage::perform(Play &play, const Beat &beat)
{
    const QByteArray user = castId(beat.who);
    Channel &channel = *play.channel;
    Message *own = channel.find(play.lastBy.value(beat.who, 0));
    switch (beat.act) {
    case Beat::Act::Say:
    case Beat::Act::Reply:
    case Beat::Act::Broadcast:
        say(play, beat, user);
        break;
    case Beat::Act::React:
    case Beat::Act::ReactTop:
        if (Message *target = channel.find(beat.act == Beat::Act::React ? play.last : play.first))
            m_world.react(channel, *target, beat.text, user);
        break;
    case Beat::Act::Edit:
        if (own != nullptr)
            m_world.edit(channel, *own, filled(play, beat.text), user);
        break;
    case Beat::Act::Delete:
        if (own != nullptr)
            m_world.remove(channel, own->ts);
        break;
    case Beat::Act::Special:
        special(play, beat, user);
        break;
    }
}

void Stage::say(Play &play, const Beat &beat, const QByteArray &user)
{
    Draft draft;
    draft.user = user;
    draft.text = filled(play, beat.text);
    draft.clientMsgId = m_random.uuid();
    draft.threadTs = beat.act == Beat::Act::Say ? 0 : play.first;
    draft.broadcast = beat.act == Beat::Act::Broadcast;
    const Message *message = m_world.post(*play.channel, draft);
    if (message == nullptr)
        return;
    play.last = message->ts;
    play.lastBy[beat.who] = message->ts;
    if (play.first == 0)
        play.first = message->ts;
}

void Stage::special(Play &play, const Beat &beat, const QByteArray &user)
{
    const qsizetype space = beat.text.indexOf(' ');
    const QByteArray word = beat.text.left(space < 0 ? beat.text.size() : space);
    const QByteArray rest = space < 0 ? QByteArray() : filled(play, beat.text.mid(space + 1));
    Channel &channel = *play.channel;
    if (word == "image" || word == "chart" || word == "snippet") {
        const Message *parent = channel.find(play.first);
        const bool inThread = parent != nullptr && parent->replyCount > 0;
        shareFile(channel, user, word, rest, inThread ? play.first : 0);
        play.last = channel.messages.back().ts;
        if (play.first == 0)
            play.first = play.last;
    } else if (word == "me") {
        m_world.post(channel, {user, rest, "me_message", {}, {}, 0, false});
    } else if (word == "topic") {
        rooms::setTopic(m_world, channel, rest, user);
    } else if (word == "pin") {
        if (Message *target = channel.find(play.first))
            rooms::pin(m_world, channel, *target, user);
    } else if (word == "unfurl") {
        if (Message *target = channel.find(play.lastBy.value(beat.who, 0)))
            m_world.unfurl(
                channel, *target,
                R"([{"id":1,"from_url":"https://notes.demo.invalid/","fallback":"Notes and handbook",)"
                R"("service_name":"Demo notes","title":"What is new","title_link":"https://notes.demo.invalid/",)"
                R"("text":"Everything that changed this month, in the order in which you will notice it.",)"
                R"("color":"2f6fde","footer":"notes.demo.invalid"}])");
    } else if (word == "huddle") {
        huddle(channel, user);
    } else if (word == "rollout" || word == "rollout-done") {
        rollout(play, word == "rollout-done");
    } else if (word == "failed") {
        failedBuild(play);
    }
}

//! deploybot speaks Block Kit, and one block of a kind that no client knows yet.
void Stage::rollout(Play &play, bool finished)
{
    Channel &channel = *play.channel;
    const QByteArray service = slotValue(play, "service");
    const QByteArray version = slotValue(play, "version");
    const QByteArray pods = slotValue(play, "pods");
    const QByteArray state =
        finished ? "*State*\n:white_check_mark: finished in " + slotValue(play, "minutes") + " min"
                 : "*State*\n:hourglass_flowing_sand: 2 of " + pods + " pods";
    const QByteArray text = finished ? "Rollout of `" + service + "` " + version + " *finished*: " + pods +
                                           " of " + pods + " pods ready"
                                     : "Rollout of `" + service + "` " + version + " has begun";
    const QList<QByteArray> fields{textObject("mrkdwn", "*Service*\n`" + service + '`'),
                                   textObject("mrkdwn", "*Version*\n" + version), textObject("mrkdwn", state),
                                   textObject("mrkdwn", "*Pull request*\n<https://git.demo.invalid/" +
                                                            service + "|" + slotValue(play, "pr") + ">")};
    QList<QByteArray> blocks;
    blocks.append(ObjectWriter()
                      .text("type", "header")
                      .raw("text", textObject("plain_text", service + ' ' + version))
                      .done());
    blocks.append(ObjectWriter().text("type", "section").raw("fields", rawArray(fields)).done());
    blocks.append(ObjectWriter()
                      .text("type", "progress_ring")
                      .text("label", "Pods ready")
                      .number("percent", finished ? 100 : 17)
                      .done());
    blocks.append(
        ObjectWriter()
            .text("type", "context")
            .raw("elements",
                 rawArray({textObject("mrkdwn", "Asked for by <@U07JONAS> \u00b7 <#C0DEPLOYS|deploys>")}))
            .done());
    if (!finished)
        blocks.append(ObjectWriter()
                          .text("type", "actions")
                          .raw("elements", rawArray({button("Watch", "watch", {}),
                                                     button("Roll back", "rollback", "danger")}))
                          .done());
    if (Message *begun = finished ? channel.find(play.lastBy.value('B', 0)) : nullptr) {
        m_world.edit(channel, *begun, text, begun->user, blocksMember(blocks));
        return;
    }
    const Message *message =
        m_world.post(channel, {"U0DEPLOY", text, {}, blocksMember(blocks), {}, 0, false});
    play.lastBy['B'] = message->ts;
    play.last = message->ts;
    if (play.first == 0)
        play.first = message->ts;
}

//! The way integrations spoke before 2020: a subtype, a made-up name, no user, a coloured attachment.
void Stage::failedBuild(Play &play)
{
    const QByteArray title = slotValue(play, "service") + ' ' + slotValue(play, "version") + ": build failed";
    const QByteArray attachment =
        ObjectWriter()
            .number("id", 1)
            .text("color", hexColor("danger"))
            .text("fallback", title)
            .text("title", title)
            .text("title_link", "https://ci.demo.invalid/" + slotValue(play, "count"))
            .text("text", "Step *test* ended with exit code 1 after " + slotValue(play, "minutes") + " min")
            .raw(
                "fields",
                R"([{"title":"Branch","value":"main","short":true},{"title":"Runner","value":"worker-17","short":true}])")
            .raw("mrkdwn_in", R"(["text"])")
            .text("ts", QByteArray::number(m_world.nowUs() / 1'000'000))
            .done();
    const QByteArray members =
        R"("bot_id":"B0CI","username":"builds","icons":{"emoji":":construction:"},"attachments":)" +
        rawArray({attachment});
    const Message *message = m_world.post(*play.channel, {{}, {}, "bot_message", members, {}, 0, false});
    play.first = message->ts;
    play.last = message->ts;
}

QByteArray Stage::fileJson(const QByteArray &id, const QByteArray &user, const QByteArray &kind,
                           const QByteArray &name) const
{
    const bool snippet = kind == "snippet";
    const QByteArray url = m_world.baseUrl() + "/files/" + id + '/' + name;
    const qint64 nowS = m_world.nowUs() / 1'000'000;
    const QByteArray extension = name.mid(name.lastIndexOf('.') + 1);
    ObjectWriter json;
    json.text("id", id).number("created", nowS).number("timestamp", nowS).text("name", name);
    json.text("title", snippet ? name : name.left(name.lastIndexOf('.')).replace('-', ' '));
    json.text("mimetype", snippet ? QByteArray("text/csv")
                                  : "image/" + (extension == "jpg" ? QByteArray("jpeg") : extension));
    json.text("filetype", extension).text("pretty_type", snippet ? QByteArray("CSV") : extension.toUpper());
    json.text("user", user).text("user_team", teamId).number("size", snippet ? 1'482 : 184'320);
    json.text("mode", snippet ? "snippet" : "hosted").flag("editable", snippet).flag("is_external", false);
    json.text("external_type", "")
        .flag("is_public", true)
        .flag("public_url_shared", false)
        .flag("display_as_bot", false);
    json.text("username", "").text("url_private", url).text("url_private_download", url + "?download=1");
    json.text("permalink", url).text("file_access", "visible");
    if (snippet)
        json.text("preview", "time,region,attempts\n09:12:07,eu-west,3\n09:12:09,eu-west,3")
            .number("lines", 41)
            .number("lines_more", 38);
    else
        json.number("original_w", 1440).number("original_h", 900).text("media_display_type", "unknown");
    return json.done();
}

void Stage::shareFile(Channel &channel, const QByteArray &user, const QByteArray &kind,
                      const QByteArray &name, qint64 threadTs)
{
    const QByteArray id = "F0DEMO" + QByteArray::number(++m_fileNumber).rightJustified(4, '0');
    const QByteArray json = fileJson(id, user, kind, name);
    const QByteArray members = "\"files\":" + rawArray({json}) + R"(,"upload":false,"display_as_bot":false)";
    const auto fileEvent = [&](const char *type, const Audience &audience) {
        ObjectWriter event;
        event.text("type", type)
            .text("file_id", id)
            .text("user_id", user)
            .raw("file", "{\"id\":\"" + id + "\"}");
        if (qstrcmp(type, "file_shared") == 0)
            event.text("channel_id", channel.id);
        m_world.send(event.text("event_ts", tsText(m_world.freshTs())).done(), audience);
    };
    m_world.addFile({id, user, json, {channel.id}, {}});
    if (m_world.publish) {
        fileEvent("file_created", {&channel, {}, {}, {}});
        fileEvent("file_public", {&channel, {}, {}, {}});
        fileEvent("file_shared", {&channel, {}, {}, {}});
    }
    m_world.post(channel, {user, {}, {}, members, m_random.uuid(), threadTs, false});
}

void Stage::huddle(Channel &channel, const QByteArray &user)
{
    const qint64 nowS = m_world.nowUs() / 1'000'000;
    const auto room = [&](const QList<QByteArray> &inside, bool ended) {
        return ObjectWriter()
            .text("id", "R0HUDDLE" + QByteArray::number(nowS % 100'000))
            .raw("name", "null")
            .text("created_by", user)
            .number("date_start", nowS)
            .number("date_end", ended ? nowS : 0)
            .raw("participants", textArray(inside))
            .raw("participant_history", textArray({user, "U12MINJUN"}))
            .raw("channels", textArray({channel.id}))
            .flag("is_dm_call", false)
            .flag("has_ended", ended)
            .text("call_family", "huddle")
            .done();
    };
    m_world.post(channel, {user,
                           "A huddle started",
                           "huddle_thread",
                           "\"room\":" + room({user}, false) + R"(,"no_notifications":true)",
                           {},
                           0,
                           false});
    const auto event = [&](const char *type, const QByteArray &who, const QByteArray &state) {
        m_world.send(ObjectWriter()
                         .text("type", type)
                         .raw("room", state)
                         .text("user", who)
                         .raw("huddle", "{\"channel_id\":\"" + channel.id + "\"}")
                         .text("event_ts", tsText(m_world.freshTs()))
                         .done(),
                     {&channel, {}, {}, {}});
    };
    if (!m_world.publish)
        return;
    event("sh_room_join", "U12MINJUN", room({user, "U12MINJUN"}, false));
    event("sh_room_update", user, room({user, "U12MINJUN"}, false));
    event("sh_room_leave", "U12MINJUN", room({}, true));
}

QByteArray Stage::slotValue(Play &play, const QByteArray &name)
{
    if (name.startsWith('@')) {
        if (name == "@me")
            return "<@" + m_world.protagonist + '>';
        return "<@" + castId(name.at(1)) + '>';
    }
    if (name.startsWith('#')) {
        const Channel *channel = m_world.channelFirstNamed(name.mid(1));
        return channel != nullptr ? "<#" + channel->id + '|' + channel->name + '>' : name;
    }
    if (name == "dish") // two of them in one sentence should differ
        return m_random.pick(dishes);
    if (const auto known = play.meanings.constFind(name); known != play.meanings.constEnd())
        return *known;
    QByteArray value;
    if (name == "service")
        value = m_random.pick(services);
    else if (name == "host")
        value = m_random.pick(hosts);
    else if (name == "customer")
        value = QByteArray(m_random.pick(customers)).replace("&", "&amp;");
    else if (name == "version")
        value = "v" + QByteArray::number(1 + m_random.below(4)) + '.' +
                QByteArray::number(m_random.below(40)) + '.' + QByteArray::number(m_random.below(12));
    else if (name == "ticket")
        value = "SUP-" + QByteArray::number(1200 + m_random.below(800));
    else if (name == "pr")
        value = "#" + QByteArray::number(2100 + m_random.below(700));
    else if (name == "pct")
        value = QByteArray::number(3 + m_random.below(20));
    else if (name == "ms")
        value = QByteArray::number(80 + m_random.below(160));
    else if (name == "pods")
        value = QByteArray::number(6 + 2 * m_random.below(6));
    else if (name == "hour")
        value = QByteArray::number(14 + m_random.below(5));
    else if (name == "minutes")
        value = QByteArray::number(11 + m_random.below(24));
    else
        value = QByteArray::number(5 + m_random.below(38));
    play.meanings.insert(name, value);
    return value;
}

QByteArray Stage::filled(Play &play, QByteArray text)
{
    qsizetype at = 0;
    while ((at = text.indexOf('{', at)) >= 0) {
        const qsizetype end = text.indexOf('}', at);
        if (end < 0)
            break;
        const QByteArray value = slotValue(play, text.mid(at + 1, end - at - 1));
        text.replace(at, end - at + 1, value);
        at += value.size();
    }
    return text;
}

} // namespace rtmscope::demo
