// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fork/eventtemplates.h"

#include "core/json/json.h"
#include "core/json/objectbuilder.h"

#include <QCoreApplication>
#include <QUuid>

#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Object = json::ObjectBuilder;
using Scope = TemplateScope;
using Stream = EventTemplate::Stream;

constexpr qint64 second = 1'000'000;

QString newest(const Scope &scope)
{
    return tsOf(scope.timeUs);
}

//! The message that it is about; where there is none, one of a minute before, so that the event is whole.
QString targetTs(const Scope &scope)
{
    return scope.targetTs.isEmpty() ? tsOf(scope.timeUs - 60 * second) : scope.targetTs;
}

QString targetUser(const Scope &scope)
{
    return scope.targetUser.isEmpty() ? scope.user : scope.targetUser;
}

Object message(const Scope &scope, QStringView text)
{
    Object out;
    out.text("type", u"message");
    out.text("user", scope.user).text("text", text).text("ts", newest(scope)).text("channel", scope.channel);
    return out;
}

QByteArray finished(Object message, const Scope &scope)
{
    message.text("team", scope.team).text("event_ts", newest(scope));
    if (scope.envelopes)
        message.text("channel_type", scope.channelType);
    return message.close();
}

QByteArray plainMessage(const Scope &scope)
{
    return finished(message(scope, u"Hello"), scope);
}

QByteArray threadReply(const Scope &scope)
{
    Object out = message(scope, u"An answer in the thread");
    const QString thread = scope.targetThread.isEmpty() ? targetTs(scope) : scope.targetThread;
    out.text("thread_ts", thread).text("parent_user_id", targetUser(scope));
    return finished(out, scope);
}

QByteArray broadcastReply(const Scope &scope)
{
    const QString thread = scope.targetThread.isEmpty() ? targetTs(scope) : scope.targetThread;
    Object root;
    root.text("user", targetUser(scope))
        .text("text", scope.targetText)
        .text("ts", thread)
        .text("thread_ts", thread);
    Object out;
    out.text("type", u"message").text("subtype", u"thread_broadcast");
    out.text("user", scope.user).text("text", u"For everybody, from the thread").text("ts", newest(scope));
    out.text("channel", scope.channel).text("thread_ts", thread).json("root", root.close());
    return finished(out, scope);
}

QByteArray heldMessage(const Scope &scope, const QString &text, bool edited)
{
    Object out;
    out.text("type", u"message")
        .text("user", targetUser(scope))
        .text("text", text)
        .text("ts", targetTs(scope));
    if (edited) {
        Object mark;
        out.json("edited", mark.text("user", targetUser(scope)).text("ts", newest(scope)).close());
    }
    return out.close();
}

QByteArray edit(const Scope &scope)
{
    const QString before = scope.targetText.isEmpty() ? u"Hello"_s : scope.targetText;
    Object out;
    out.text("type", u"message").text("subtype", u"message_changed").boolean("hidden", true);
    out.json("message", heldMessage(scope, before + u" (edited)"_s, true));
    out.json("previous_message", heldMessage(scope, before, false));
    out.text("channel", scope.channel).text("ts", newest(scope)).text("event_ts", newest(scope));
    if (scope.envelopes)
        out.text("channel_type", scope.channelType);
    return out.close();
}

QByteArray deletion(const Scope &scope)
{
    Object out;
    out.text("type", u"message").text("subtype", u"message_deleted").boolean("hidden", true);
    out.text("deleted_ts", targetTs(scope))
        .json("previous_message", heldMessage(scope, scope.targetText, false));
    out.text("channel", scope.channel).text("ts", newest(scope)).text("event_ts", newest(scope));
    if (scope.envelopes)
        out.text("channel_type", scope.channelType);
    return out.close();
}

QByteArray reaction(const Scope &scope, const char *type)
{
    Object item;
    item.text("type", u"message").text("channel", scope.channel).text("ts", targetTs(scope));
    Object out;
    out.text("type", QString::fromLatin1(type)).text("user", scope.user).text("reaction", u"eyes");
    out.json("item", item.close()).text("item_user", targetUser(scope)).text("event_ts", newest(scope));
    return out.close();
}

QByteArray reactionAdded(const Scope &scope)
{
    return reaction(scope, "reaction_added");
}

QByteArray reactionRemoved(const Scope &scope)
{
    return reaction(scope, "reaction_removed");
}

QByteArray pin(const Scope &scope)
{
    Object item;
    item.text("type", u"message").text("channel", scope.channel);
    item.json("message", heldMessage(scope, scope.targetText, false));
    Object out;
    out.text("type", u"pin_added").text("user", scope.user).text("channel_id", scope.channel);
    out.json("item", item.close()).text("item_user", targetUser(scope)).text("event_ts", newest(scope));
    return out.close();
}

QByteArray member(const Scope &scope, const char *type)
{
    Object out;
    out.text("type", QString::fromLatin1(type)).text("user", scope.user).text("channel", scope.channel);
    out.text("channel_type", scope.channelType == "channel"_L1 ? u"C" : u"G").text("team", scope.team);
    return out.text("event_ts", newest(scope)).close();
}

QByteArray memberJoined(const Scope &scope)
{
    return member(scope, "member_joined_channel");
}

QByteArray memberLeft(const Scope &scope)
{
    return member(scope, "member_left_channel");
}

QByteArray channelCreated(const Scope &scope)
{
    Object channel;
    channel.text("id", u"C0FORK").text("name", u"new-channel").number("created", scope.timeUs / second);
    channel.text("creator", scope.user).boolean("is_channel", true);
    Object out;
    out.text("type", u"channel_created").json("channel", channel.close());
    return out.text("event_ts", newest(scope)).close();
}

QByteArray channelRename(const Scope &scope)
{
    Object channel;
    channel.text("id", scope.channel).text("name", scope.channelName + u"-renamed"_s);
    channel.number("created", scope.timeUs / second);
    Object out;
    out.text("type", u"channel_rename").json("channel", channel.close());
    return out.text("event_ts", newest(scope)).close();
}

QByteArray presence(const Scope &scope)
{
    Object out;
    return out.text("type", u"presence_change").text("user", scope.user).text("presence", u"away").close();
}

QByteArray typing(const Scope &scope)
{
    Object out;
    return out.text("type", u"user_typing").text("channel", scope.channel).text("user", scope.user).close();
}

QByteArray teamJoin(const Scope &scope)
{
    Object profile;
    profile.text("real_name", u"Newcomer").text("display_name", u"newcomer");
    Object user;
    user.text("id", u"U0FORK")
        .text("team_id", scope.team)
        .text("name", u"newcomer")
        .boolean("deleted", false);
    user.text("real_name", u"Newcomer").json("profile", profile.close()).boolean("is_bot", false);
    Object out;
    out.text("type", u"team_join").json("user", user.close()).number("cache_ts", scope.timeUs / second);
    return out.text("event_ts", newest(scope)).close();
}

QByteArray appMention(const Scope &scope)
{
    Object out;
    out.text("type", u"app_mention").text("user", scope.user);
    out.text("text", u"<@%1> hello"_s.arg(scope.self)).text("ts", newest(scope));
    return out.text("channel", scope.channel).text("event_ts", newest(scope)).close();
}

QByteArray unknownType(const Scope &scope)
{
    Object out;
    out.text("type", u"something_new").text("channel", scope.channel).text("user", scope.user);
    return out.text("event_ts", newest(scope)).close();
}

// --- What people do to an app

QByteArray personObject(const Scope &scope)
{
    Object out;
    out.text("id", scope.user).text("username", scope.userName).text("name", scope.userName);
    return out.text("team_id", scope.team).close();
}

QByteArray teamObject(const Scope &scope)
{
    Object out;
    return out.text("id", scope.team).text("domain", scope.teamDomain).close();
}

QByteArray placeObject(const Scope &scope)
{
    Object out;
    return out.text("id", scope.channel).text("name", scope.channelName).close();
}

QByteArray plainText(QStringView text)
{
    Object out;
    return out.text("type", u"plain_text").text("text", text).boolean("emoji", true).close();
}

QByteArray slashCommand(const Scope &scope)
{
    Object out;
    out.text("token", u"***").text("team_id", scope.team).text("team_domain", scope.teamDomain);
    out.text("channel_id", scope.channel).text("channel_name", scope.channelName);
    out.text("user_id", scope.user).text("user_name", scope.userName);
    out.text("command", u"/deploy").text("text", u"checkout").text("api_app_id", scope.app);
    // Where a capture has these blacked out, "serve" puts some that work in their place.
    out.text("is_enterprise_install", u"false").text("response_url", u"***").text("trigger_id", u"***");
    return out.close();
}

Object interaction(const Scope &scope, const char *type)
{
    Object out;
    out.text("type", QString::fromLatin1(type)).json("user", personObject(scope));
    out.text("api_app_id", scope.app).text("token", u"***").text("trigger_id", u"***");
    out.json("team", teamObject(scope)).json("enterprise", "null").boolean("is_enterprise_install", false);
    return out;
}

QByteArray blockActions(const Scope &scope)
{
    Object container;
    container.text("type", u"message").text("message_ts", targetTs(scope)).text("channel_id", scope.channel);
    Object action;
    action.text("action_id", u"approve").text("block_id", u"decision").json("text", plainText(u"Approve"));
    action.text("value", u"yes").text("type", u"button").text("action_ts", newest(scope));
    Object out = interaction(scope, "block_actions");
    out.json("container", container.boolean("is_ephemeral", false).close());
    out.json("channel", placeObject(scope)).json("message", heldMessage(scope, scope.targetText, false));
    out.text("response_url", u"***").json("actions", '[' + action.close() + ']');
    return out.close();
}

QByteArray messageAction(const Scope &scope)
{
    Object out = interaction(scope, "message_action");
    out.text("callback_id", u"look_at_this").text("action_ts", newest(scope));
    out.json("channel", placeObject(scope)).text("message_ts", targetTs(scope));
    out.json("message", heldMessage(scope, scope.targetText, false)).text("response_url", u"***");
    return out.close();
}

QByteArray shortcut(const Scope &scope)
{
    Object out = interaction(scope, "shortcut");
    return out.text("callback_id", u"open_form").text("action_ts", newest(scope)).close();
}

QByteArray viewSubmission(const Scope &scope)
{
    Object value;
    value.text("type", u"plain_text_input").text("value", u"Because.");
    Object view;
    view.text("id", u"V0FORK").text("team_id", scope.team).text("type", u"modal").json("blocks", "[]");
    view.text("private_metadata", u"").text("callback_id", u"reason");
    view.json("state", R"({"values":{"why":{"text":)" + value.close() + "}}}");
    view.json("title", plainText(u"Why?")).text("root_view_id", u"V0FORK").text("app_id", scope.app);
    Object out = interaction(scope, "view_submission");
    return out.json("view", view.close()).json("response_urls", "[]").close();
}

// --- The table

struct Row
{
    const char *id;
    const char *title;
    Stream stream;
    bool aboutMessage;
    QByteArray (*fill)(const Scope &scope);
    const char *envelope; //!< the type of the envelope that it comes in
};

constexpr auto events = "events_api";

constexpr std::array rows{
    Row{"message", QT_TRANSLATE_NOOP("EventTemplates", "Message"), Stream::Both, false, &plainMessage,
        events},
    Row{"thread_reply", QT_TRANSLATE_NOOP("EventTemplates", "Reply in the thread"), Stream::Both, true,
        &threadReply, events},
    Row{"thread_broadcast", QT_TRANSLATE_NOOP("EventTemplates", "Reply shown in the channel too"),
        Stream::Both, true, &broadcastReply, events},
    Row{"message_changed", QT_TRANSLATE_NOOP("EventTemplates", "Edit of the message"), Stream::Both, true,
        &edit, events},
    Row{"message_deleted", QT_TRANSLATE_NOOP("EventTemplates", "Deletion of the message"), Stream::Both, true,
        &deletion, events},
    Row{"reaction_added", QT_TRANSLATE_NOOP("EventTemplates", "Reaction to the message"), Stream::Both, true,
        &reactionAdded, events},
    Row{"reaction_removed", QT_TRANSLATE_NOOP("EventTemplates", "Reaction taken back"), Stream::Both, true,
        &reactionRemoved, events},
    Row{"pin_added", QT_TRANSLATE_NOOP("EventTemplates", "Message pinned"), Stream::Both, true, &pin, events},
    Row{"app_mention", QT_TRANSLATE_NOOP("EventTemplates", "Mention of the app"), Stream::SocketMode, false,
        &appMention, events},
    Row{"member_joined_channel", QT_TRANSLATE_NOOP("EventTemplates", "Somebody joins"), Stream::Both, false,
        &memberJoined, events},
    Row{"member_left_channel", QT_TRANSLATE_NOOP("EventTemplates", "Somebody leaves"), Stream::Both, false,
        &memberLeft, events},
    Row{"channel_created", QT_TRANSLATE_NOOP("EventTemplates", "New channel"), Stream::Both, false,
        &channelCreated, events},
    Row{"channel_rename", QT_TRANSLATE_NOOP("EventTemplates", "Channel renamed"), Stream::Both, false,
        &channelRename, events},
    Row{"team_join", QT_TRANSLATE_NOOP("EventTemplates", "New person"), Stream::Both, false, &teamJoin,
        events},
    Row{"presence_change", QT_TRANSLATE_NOOP("EventTemplates", "Presence"), Stream::Rtm, false, &presence,
        events},
    Row{"user_typing", QT_TRANSLATE_NOOP("EventTemplates", "Somebody types"), Stream::Rtm, false, &typing,
        events},
    Row{"slash_command", QT_TRANSLATE_NOOP("EventTemplates", "Slash command"), Stream::SocketMode, false,
        &slashCommand, "slash_commands"},
    Row{"block_actions", QT_TRANSLATE_NOOP("EventTemplates", "Button pressed"), Stream::SocketMode, true,
        &blockActions, "interactive"},
    Row{"message_action", QT_TRANSLATE_NOOP("EventTemplates", "Shortcut on the message"), Stream::SocketMode,
        true, &messageAction, "interactive"},
    Row{"shortcut", QT_TRANSLATE_NOOP("EventTemplates", "Global shortcut"), Stream::SocketMode, false,
        &shortcut, "interactive"},
    Row{"view_submission", QT_TRANSLATE_NOOP("EventTemplates", "Form sent"), Stream::SocketMode, false,
        &viewSubmission, "interactive"},
    Row{"unknown", QT_TRANSLATE_NOOP("EventTemplates", "A type that nobody knows"), Stream::Both, false,
        &unknownType, events},
};

//! As the Events API tells of an event.
QByteArray callbackOf(const QByteArray &event, const Scope &scope)
{
    Object authorization;
    authorization.json("enterprise_id", "null").text("team_id", scope.team).text("user_id", scope.self);
    authorization.boolean("is_bot", true).boolean("is_enterprise_install", false);
    Object out;
    out.text("token", u"***").text("team_id", scope.team).text("api_app_id", scope.app).json("event", event);
    out.text("type", u"event_callback");
    out.text("event_id", u"Ev0FORK"_s + QString::number(scope.timeUs, 36).toUpper());
    out.number("event_time", scope.timeUs / second).json("authorizations", '[' + authorization.close() + ']');
    out.boolean("is_ext_shared_channel", false);
    return out.close();
}

QByteArray inEnvelope(const Row &row, const QByteArray &body, const Scope &scope)
{
    const bool isEvent = QLatin1StringView(row.envelope) == QLatin1StringView(events);
    Object out;
    out.text("envelope_id", QUuid::createUuid().toString(QUuid::WithoutBraces));
    out.json("payload", isEvent ? callbackOf(body, scope) : body)
        .text("type", QString::fromLatin1(row.envelope));
    if (isEvent)
        out.number("retry_attempt", 0).text("retry_reason", u"");
    const QLatin1StringView id(row.id);
    return out.boolean("accepts_response_payload", id == "slash_command"_L1 || id == "view_submission"_L1)
        .close();
}

} // namespace

QList<EventTemplate> eventTemplates()
{
    QList<EventTemplate> list;
    for (const Row &row : rows)
        list.append(
            {row.id, QCoreApplication::translate("EventTemplates", row.title), row.stream, row.aboutMessage});
    return list;
}

QByteArray filledTemplate(const QString &id, const TemplateScope &scope)
{
    for (const Row &row : rows) {
        if (id != QLatin1StringView(row.id))
            continue;
        Scope wanted = scope;
        wanted.envelopes =
            row.stream == Stream::SocketMode || (row.stream == Stream::Both && scope.envelopes);
        const QByteArray body = row.fill(wanted);
        return wanted.envelopes ? inEnvelope(row, body, wanted) : body;
    }
    return {};
}

} // namespace rtmscope
