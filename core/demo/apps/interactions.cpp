// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/apps/interactions.h"

#include "core/demo/world/objectwriter.h"
#include "core/demo/world/worldobjects.h"

#include <array>

namespace rtmscope::demo {

namespace {

constexpr std::array commands{"/deploy checkout", "/rollback", "/oncall who", "/remind-us Thursday: demo"};
constexpr std::array askers{"U01MIRA", "U02TOMAS", "U05YUKI", "U06PRIYA", "U07JONAS"};
constexpr auto usualRoom = "C0OPS";
const QByteArray verification = "demo-verification-token";

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray plainText(const QByteArray &text)
{
    return ObjectWriter().text("type", "plain_text").text("text", text).flag("emoji", true).done();
}

QByteArray teamObject()
{
    return ObjectWriter().text("id", teamId).text("domain", "demo").done();
}

QByteArray userObject(const User &user)
{
    return ObjectWriter()
        .text("id", user.id)
        .text("username", user.name)
        .text("name", user.name)
        .text("team_id", teamId)
        .done();
}

QByteArray channelObject(const Channel &channel)
{
    const QByteArray name = channel.kind == Channel::Kind::Im ? QByteArray("directmessage") : channel.name;
    return ObjectWriter().text("id", channel.id).text("name", name).done();
}

//! The first thing in \a blocks that can be pressed, with the block that it stands in.
std::pair<json::Value, json::Value> firstButton(const json::Value &blocks)
{
    for (const json::Value block : blocks.elements()) {
        if (block["accessory"]["type"].string() == "button")
            return {block, block["accessory"]};
        for (const json::Value element : block["elements"].elements()) {
            if (block["type"].string() == "actions" && element["type"].string() == "button")
                return {block, element};
        }
    }
    return {};
}

} // namespace

const QList<QByteArray> &Interactions::kinds()
{
    static const QList<QByteArray> list{
        "slash_commands",    "block_actions",       "view_submission",   "shortcut",
        "message_action",    "view_closed",         "block_suggestion",  "interactive_message",
        "dialog_submission", "dialog_cancellation", "dialog_suggestion", "workflow_step_edit"};
    return list;
}

const User &Interactions::somebody()
{
    return *m_world.user(m_random.pick(askers));
}

//! The newest message of a busy room; somebody says something if there is none.
std::pair<Channel *, Message *> Interactions::recentMessage()
{
    Channel *channel = m_world.channel(usualRoom);
    for (auto message = channel->messages.rbegin(); message != channel->messages.rend(); ++message) {
        if (message->subtype.isEmpty())
            return {channel, &*message};
    }
    return {channel, m_world.post(*channel, {"U01MIRA", "It is quiet in here.", {}, {}, {}, 0, false})};
}

Delivery Interactions::make(const QByteArray &kind, const QByteArray &appId, const QByteArray &words)
{
    if (kind == "slash_commands")
        return slashCommand(appId, words);
    const User &user = somebody();
    Delivery delivery{appId, "interactive", {}, {}, kind.startsWith("view_") || kind.endsWith("suggestion")};
    const auto [channel, message] = recentMessage();
    delivery.reply = m_replies.expect(user.id, channel->id, kind == "block_actions" ? message->ts : 0);
    if (kind == "block_actions") {
        const QByteArray action = ObjectWriter()
                                      .text("action_id", "approve")
                                      .text("block_id", "decision")
                                      .raw("text", plainText("Approve"))
                                      .text("value", "rollout-42")
                                      .text("style", "primary")
                                      .text("type", "button")
                                      .text("action_ts", tsText(m_world.freshTs()))
                                      .done();
        delivery.payload = blockActions(*channel, *message, appId, action, delivery.reply, user);
    } else {
        delivery.payload = interactive(kind, appId, user, members(kind, appId, delivery.reply));
    }
    return delivery;
}

std::optional<Delivery> Interactions::press(const Channel &channel, const Message &message,
                                            const QByteArray &appId)
{
    json::Document document;
    if (!document.parse('{' + message.members + '}'))
        return std::nullopt;
    const auto [block, button] = firstButton(document.root()["blocks"]);
    if (!button.exists())
        return std::nullopt;
    ObjectWriter action;
    action.text("action_id", bytesOf(button["action_id"].string()));
    action.text("block_id", bytesOf(block["block_id"].string()));
    for (const char *member : {"text", "value", "style", "url"}) {
        if (button[member].exists())
            action.raw(member, button[member].toJson());
    }
    action.text("type", "button").text("action_ts", tsText(m_world.freshTs()));
    const User &user = somebody();
    Delivery delivery{appId, "interactive", {}, {}, false};
    delivery.reply = m_replies.expect(user.id, channel.id, message.ts);
    delivery.payload = blockActions(channel, message, appId, action.done(), delivery.reply, user);
    return delivery;
}

Delivery Interactions::submit(const Views::View &view)
{
    Delivery delivery{view.appId, "interactive", {}, {}, true};
    const QByteArray own =
        ObjectWriter().raw("view", Views::filledIn(view)).raw("response_urls", "[]").done();
    delivery.payload =
        interactive("view_submission", view.appId, *m_world.user(view.userId), own.mid(1, own.size() - 2));
    return delivery;
}

Delivery Interactions::slashCommand(const QByteArray &appId, const QByteArray &words)
{
    const QByteArray line = words.isEmpty() ? QByteArray(m_random.pick(commands)) : words;
    const qsizetype space = line.indexOf(' ');
    const User &user = somebody();
    const Channel &channel = *m_world.channel(usualRoom);
    Delivery delivery{appId, "slash_commands", {}, {}, true};
    delivery.reply = m_replies.expect(user.id, channel.id);
    delivery.payload = ObjectWriter()
                           .text("token", verification)
                           .text("team_id", teamId)
                           .text("team_domain", "demo")
                           .text("channel_id", channel.id)
                           .text("channel_name", channel.name)
                           .text("user_id", user.id)
                           .text("user_name", user.name)
                           .text("command", space < 0 ? line : line.left(space))
                           .text("text", space < 0 ? QByteArray() : line.mid(space + 1))
                           .text("api_app_id", appId)
                           .text("is_enterprise_install", "false") // a string here (trap S32)
                           .text("response_url", m_replies.url("commands", delivery.reply))
                           .text("trigger_id", m_views.newTrigger(appId, user.id))
                           .done();
    return delivery;
}

QByteArray Interactions::blockActions(const Channel &channel, const Message &message, const QByteArray &appId,
                                      const QByteArray &action, const QByteArray &replyId, const User &user)
{
    const QByteArray container = ObjectWriter()
                                     .text("type", "message")
                                     .text("message_ts", tsText(message.ts))
                                     .text("channel_id", channel.id)
                                     .flag("is_ephemeral", false)
                                     .done();
    return ObjectWriter()
        .text("type", "block_actions")
        .raw("user", userObject(user))
        .text("api_app_id", appId)
        .text("token", verification)
        .raw("container", container)
        .text("trigger_id", m_views.newTrigger(appId, user.id))
        .raw("team", teamObject())
        .raw("enterprise", "null")
        .flag("is_enterprise_install", false)
        .raw("channel", channelObject(channel))
        .raw("message", messageJson(m_world, channel, message, Form::History))
        .raw("state", R"({"values":{}})")
        .text("response_url", m_replies.url("actions", replyId))
        .raw("actions", rawArray({action}))
        .done();
}

//! A payload without what its kind alone has.
QByteArray Interactions::interactive(const QByteArray &kind, const QByteArray &appId, const User &user,
                                     const QByteArray &members)
{
    return ObjectWriter()
        .text("type", kind)
        .text("token", verification)
        .text("action_ts", tsText(m_world.freshTs()))
        .raw("team", teamObject())
        .raw("user", userObject(user))
        .text("api_app_id", appId)
        .flag("is_enterprise_install", false)
        .raw("enterprise", "null")
        .text("trigger_id", m_views.newTrigger(appId, user.id))
        .members(members)
        .done();
}

//! A form as its app gets it back. \a answers: what was filled in, by block and element.
QByteArray Interactions::view(const QByteArray &appId, const QByteArray &answers) const
{
    return ObjectWriter()
        .text("id", "V0DEMO0001")
        .text("team_id", teamId)
        .text("type", "modal")
        .raw(
            "blocks",
            R"([{"type":"input","block_id":"reason","label":{"type":"plain_text","text":"Why now?","emoji":true},)"
            R"("optional":false,"element":{"type":"plain_text_input","action_id":"text"}}])")
        .text("private_metadata", "")
        .text("callback_id", "rollback_form")
        .raw("state", ObjectWriter().raw("values", answers).done())
        .text("hash", QByteArray::number(m_world.nowUs() / 1'000'000) + ".demo")
        .raw("title", plainText("Roll back"))
        .flag("clear_on_close", false)
        .flag("notify_on_close", true)
        .raw("close", plainText("Cancel"))
        .raw("submit", plainText("Roll back"))
        .raw("previous_view_id", "null")
        .text("root_view_id", "V0DEMO0001")
        .text("app_id", appId)
        .text("external_id", "")
        .text("app_installed_team_id", teamId)
        .text("bot_id", "B0RTMSCOPE")
        .done();
}

QByteArray Interactions::members(const QByteArray &kind, const QByteArray &appId, const QByteArray &replyId)
{
    ObjectWriter own;
    if (kind == "view_submission") {
        own.raw(
            "view",
            view(appId, R"({"reason":{"text":{"type":"plain_text_input","value":"Errors since 09:40"}}})"));
        own.raw("response_urls", "[]");
    } else if (kind == "view_closed") {
        own.raw("view", view(appId, "{}")).flag("is_cleared", false);
    } else if (kind == "shortcut") {
        own.text("callback_id", "open_incident");
    } else if (kind == "message_action") {
        const auto [channel, message] = recentMessage();
        own.text("callback_id", "make_ticket").raw("channel", channelObject(*channel));
        own.text("message_ts", tsText(message->ts));
        own.raw("message", messageJson(m_world, *channel, *message, Form::History));
        own.text("response_url", m_replies.url("actions", replyId));
    } else if (kind == "block_suggestion") {
        own.text("action_id", "service").text("block_id", "which").text("value", "chec");
        own.raw("view", view(appId, "{}"));
    } else {
        return legacyMembers(kind, replyId);
    }
    const QByteArray object = own.done();
    return object.mid(1, object.size() - 2);
}

//! What apps of the years before blocks and workflows still send.
QByteArray Interactions::legacyMembers(const QByteArray &kind, const QByteArray &replyId)
{
    const auto [channel, message] = recentMessage();
    ObjectWriter own;
    if (kind == "workflow_step_edit") {
        own.text("callback_id", "add_task");
        own.raw("workflow_step", R"({"workflow_id":"W0DEMO1","step_id":"s-1","inputs":{},"outputs":[]})");
    } else {
        own.text("callback_id", "survey").raw("channel", channelObject(*channel));
    }
    if (kind == "interactive_message") {
        own.raw("actions", R"([{"name":"answer","type":"button","value":"yes"}])");
        own.text("message_ts", tsText(message->ts)).text("attachment_id", "1");
        own.raw("original_message", messageJson(m_world, *channel, *message, Form::History));
    } else if (kind == "dialog_submission") {
        own.raw("submission", R"({"name":"checkout","severity":"2"})").text("state", "");
    } else if (kind == "dialog_suggestion") {
        own.text("name", "service").text("value", "chec");
    }
    if (kind != "workflow_step_edit" && kind != "dialog_suggestion")
        own.text("response_url", m_replies.url("actions", replyId));
    const QByteArray object = own.done();
    return object.mid(1, object.size() - 2);
}

} // namespace rtmscope::demo
