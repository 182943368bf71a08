// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/inspect/handlercode.h"

#include "core/events/eventtraits.h"
#include "core/events/innerevent.h"
#include "core/events/types/eventtypes.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <iterator>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! What a program is to be told of.
struct Occasion
{
    enum class Kind : quint8 { Rtm, Event, Action, Options, View, Shortcut, MessageShortcut, Command };
    Kind kind = Kind::Rtm;
    QString type;
    QString subtype;
    QString name; //!< of an action, view, shortcut or command
};

json::Value firstOf(json::Value list)
{
    for (const json::Value element : list.elements())
        return element;
    return {};
}

std::optional<Occasion> interaction(json::Value payload)
{
    using Kind = Occasion::Kind;
    const QString type = payload["type"].text();
    const QString callback = payload["callback_id"].text();
    if (type == "block_actions"_L1)
        return Occasion{Kind::Action, type, {}, firstOf(payload["actions"])["action_id"].text()};
    if (type == "block_suggestion"_L1)
        return Occasion{Kind::Options, type, {}, payload["action_id"].text()};
    if (type == "view_submission"_L1 || type == "view_closed"_L1)
        return Occasion{Kind::View, type, {}, payload["view"]["callback_id"].text()};
    if (type == "shortcut"_L1)
        return Occasion{Kind::Shortcut, type, {}, callback};
    if (type == "message_action"_L1)
        return Occasion{Kind::MessageShortcut, type, {}, callback};
    return {}; // what attachments and dialogs sent until 2019
}

std::optional<Occasion> occasionOf(json::Value frame)
{
    const std::string_view envelope = envelopeType(frame);
    const json::Value payload = frame["payload"];
    if (envelope == "slash_commands")
        return Occasion{Occasion::Kind::Command, {}, {}, payload["command"].text()};
    if (envelope == "interactive")
        return interaction(payload);
    const json::Value event = innerEvent(frame);
    Occasion occasion{envelope.empty() ? Occasion::Kind::Rtm : Occasion::Kind::Event,
                      event["type"].text(),
                      event["subtype"].text(),
                      {}};
    const bool isFrame = !frame["envelope_id"].exists() || !envelope.empty();
    if (occasion.type.isEmpty() || !isFrame || frame["reply_to"].exists())
        return {};
    return occasion;
}

//! In double quotes; all of these languages read what JSON does.
QString quoted(const QString &text)
{
    return QString::fromUtf8(json::quoted(text));
}

//! "reaction_added" as ReactionAdded.
QString camel(const QString &type)
{
    QString name;
    for (const QString &part : type.split(u'_', Qt::SkipEmptyParts))
        name += part[0].toUpper() + part.sliced(1);
    return name;
}

//! A type may come from anybody: only what could be a name becomes one in the code.
bool isName(const QString &type)
{
    return !type.isEmpty() && type[0].isLetter() && std::all_of(type.begin(), type.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
    });
}

template<std::size_t N>
bool contains(const std::array<QLatin1StringView, N> &names, const QString &name)
{
    return std::any_of(names.begin(), names.end(), [&name](QLatin1StringView one) { return name == one; });
}

QString lines(const QStringList &all)
{
    return all.join(u'\n') + u'\n';
}

// --- Python

QString pythonRtm(const Occasion &occasion)
{
    QStringList code{
        u"@rtm.on(%1)  # rtm = RTMClient(token=…), of slack_sdk.rtm_v2"_s.arg(quoted(occasion.type)),
        u"def handle(client: RTMClient, event: dict):"_s};
    if (!occasion.subtype.isEmpty())
        code << u"    if event.get(\"subtype\") != %1:"_s.arg(quoted(occasion.subtype))
             << u"        return"_s;
    code << u"    print(event)"_s;
    return lines(code);
}

QString python(const Occasion &occasion)
{
    using Kind = Occasion::Kind;
    const QString name = quoted(occasion.name);
    const auto acknowledged = [](const QString &decorator, const QString &arguments) {
        return lines({decorator, u"def handle(ack, %1):"_s.arg(arguments), u"    ack()"_s});
    };
    switch (occasion.kind) {
    case Kind::Rtm:
        return pythonRtm(occasion);
    case Kind::Event:
        return lines({occasion.subtype.isEmpty() ? u"@app.event(%1)"_s.arg(quoted(occasion.type))
                                                 : u"@app.event({\"type\": %1, \"subtype\": %2})"_s.arg(
                                                       quoted(occasion.type), quoted(occasion.subtype)),
                      u"def handle(event, client, logger):"_s, u"    logger.info(event)"_s});
    case Kind::Action:
        return acknowledged(u"@app.action(%1)"_s.arg(name), u"body, client"_s);
    case Kind::Options:
        return lines(
            {u"@app.options(%1)"_s.arg(name), u"def handle(ack, payload):"_s, u"    ack(options=[])"_s});
    case Kind::View:
        return acknowledged(
            (occasion.type == "view_closed"_L1 ? u"@app.view_closed(%1)"_s : u"@app.view(%1)"_s).arg(name),
            u"body, view, client"_s);
    case Kind::Shortcut:
    case Kind::MessageShortcut:
        return acknowledged(u"@app.shortcut(%1)"_s.arg(name), u"shortcut, client"_s);
    case Kind::Command:
        return acknowledged(u"@app.command(%1)"_s.arg(name), u"command, respond"_s);
    }
    return {};
}

// --- JavaScript

QString javaScriptRtm(const Occasion &occasion)
{
    QStringList code{
        u"rtm.on(%1, async (event) => { // rtm: RTMClient of @slack/rtm-api"_s.arg(quoted(occasion.type))};
    if (!occasion.subtype.isEmpty())
        code << u"  if (event.subtype !== %1) return;"_s.arg(quoted(occasion.subtype));
    code << u"  console.log(event);"_s << u"});"_s;
    return lines(code);
}

QString javaScriptEvent(const Occasion &occasion)
{
    const bool isMessage = occasion.type == "message"_L1 && !occasion.subtype.isEmpty();
    return isMessage
               ? lines({u"// const { subtype } = require('@slack/bolt');"_s,
                        u"app.message(subtype(%1), async ({ message, client, logger }) => {"_s.arg(
                            quoted(occasion.subtype)),
                        u"  logger.info(message);"_s, u"});"_s})
               : lines({u"app.event(%1, async ({ event, client, logger }) => {"_s.arg(quoted(occasion.type)),
                        u"  logger.info(event);"_s, u"});"_s});
}

QString javaScript(const Occasion &occasion)
{
    using Kind = Occasion::Kind;
    const QString name = quoted(occasion.name);
    const auto acknowledged = [](const QString &call, const QString &arguments) {
        return lines(
            {call + u", async ({ ack, "_s + arguments + u" }) => {"_s, u"  await ack();"_s, u"});"_s});
    };
    switch (occasion.kind) {
    case Kind::Rtm:
        return javaScriptRtm(occasion);
    case Kind::Event:
        return javaScriptEvent(occasion);
    case Kind::Action:
        return acknowledged(u"app.action("_s + name, u"body, client"_s);
    case Kind::Options:
        return lines({u"app.options(%1, async ({ ack, payload }) => {"_s.arg(name),
                      u"  await ack({ options: [] });"_s, u"});"_s});
    case Kind::View:
        return acknowledged(u"app.view("_s + (occasion.type == "view_closed"_L1
                                                  ? u"{ callback_id: %1, type: \"view_closed\" }"_s.arg(name)
                                                  : name),
                            u"body, view, client"_s);
    case Kind::Shortcut:
    case Kind::MessageShortcut:
        return acknowledged(u"app.shortcut("_s + name, u"shortcut, client"_s);
    case Kind::Command:
        return acknowledged(u"app.command("_s + name, u"command, respond"_s);
    }
    return {};
}

// --- Go

//! Those for which slack-go has a struct in its package for RTM, beside what follows the rule.
QString goRtmStruct(const QString &type)
{
    static constexpr std::array known{"message"_L1,
                                      "presence_change"_L1,
                                      "user_typing"_L1,
                                      "channel_marked"_L1,
                                      "channel_created"_L1,
                                      "channel_joined"_L1,
                                      "channel_left"_L1,
                                      "channel_deleted"_L1,
                                      "channel_rename"_L1,
                                      "channel_archive"_L1,
                                      "channel_unarchive"_L1,
                                      "channel_history_changed"_L1,
                                      "channel_updated"_L1,
                                      "dnd_updated"_L1,
                                      "im_created"_L1,
                                      "im_open"_L1,
                                      "im_close"_L1,
                                      "im_marked"_L1,
                                      "im_history_changed"_L1,
                                      "group_marked"_L1,
                                      "group_open"_L1,
                                      "group_joined"_L1,
                                      "group_left"_L1,
                                      "group_close"_L1,
                                      "group_rename"_L1,
                                      "group_archive"_L1,
                                      "group_unarchive"_L1,
                                      "group_history_changed"_L1,
                                      "file_created"_L1,
                                      "file_shared"_L1,
                                      "file_unshared"_L1,
                                      "file_public"_L1,
                                      "file_private"_L1,
                                      "file_change"_L1,
                                      "file_deleted"_L1,
                                      "file_comment_added"_L1,
                                      "file_comment_edited"_L1,
                                      "file_comment_deleted"_L1,
                                      "pin_added"_L1,
                                      "pin_removed"_L1,
                                      "star_added"_L1,
                                      "star_removed"_L1,
                                      "reaction_added"_L1,
                                      "reaction_removed"_L1,
                                      "pref_change"_L1,
                                      "team_join"_L1,
                                      "team_rename"_L1,
                                      "team_pref_change"_L1,
                                      "team_domain_change"_L1,
                                      "team_migration_started"_L1,
                                      "manual_presence_change"_L1,
                                      "user_change"_L1,
                                      "user_status_changed"_L1,
                                      "user_huddle_changed"_L1,
                                      "user_profile_changed"_L1,
                                      "emoji_changed"_L1,
                                      "commands_changed"_L1,
                                      "email_domain_changed"_L1,
                                      "bot_added"_L1,
                                      "bot_changed"_L1,
                                      "accounts_changed"_L1,
                                      "reconnect_url"_L1,
                                      "member_joined_channel"_L1,
                                      "member_left_channel"_L1,
                                      "subteam_created"_L1,
                                      "subteam_members_changed"_L1,
                                      "subteam_self_added"_L1,
                                      "subteam_self_removed"_L1,
                                      "subteam_updated"_L1,
                                      "desktop_notification"_L1};
    if (type == "hello"_L1 || contains(known, type)) {
        QString name = camel(type);
        if (name.startsWith("Im"_L1) || name.startsWith("Dnd"_L1))
            name = type.section(u'_', 0, 0).toUpper() + camel(type.section(u'_', 1));
        return u"slack."_s + name + u"Event"_s;
    }
    return type == "dnd_updated_user"_L1 ? u"slack.DNDUpdatedEvent"_s : QString();
}

QString goRtm(const Occasion &occasion)
{
    const QString name = goRtmStruct(occasion.type);
    QStringList code{u"for incoming := range rtm.IncomingEvents { // rtm: *slack.RTM of slack-go"_s,
                     u"\tswitch event := incoming.Data.(type) {"_s};
    if (name.isEmpty())
        code << u"\tcase *slack.UnmarshallingErrorEvent: // there is no struct for %1"_s.arg(
            quoted(occasion.type));
    else
        code << u"\tcase *%1:"_s.arg(name);
    if (!occasion.subtype.isEmpty() && !name.isEmpty())
        code << u"\t\tif event.SubType != %1 {"_s.arg(quoted(occasion.subtype)) << u"\t\t\tcontinue"_s
             << u"\t\t}"_s;
    code << u"\t\tfmt.Printf(\"%+v\\n\", event)"_s << u"\t}"_s << u"}"_s;
    return lines(code);
}

QString goEvent(const Occasion &occasion)
{
    QStringList code{u"case socketmode.EventTypeEventsAPI: // of incoming.Type"_s,
                     u"\tclient.Ack(*incoming.Request)"_s,
                     u"\touter := incoming.Data.(slackevents.EventsAPIEvent)"_s,
                     u"\tif outer.InnerEvent.Type == %1 {"_s.arg(quoted(occasion.type))};
    if (occasion.type == "message"_L1 && !occasion.subtype.isEmpty())
        code << u"\t\tevent := outer.InnerEvent.Data.(*slackevents.MessageEvent)"_s
             << u"\t\tif event.SubType == %1 {"_s.arg(quoted(occasion.subtype))
             << u"\t\t\tfmt.Printf(\"%+v\\n\", event)"_s << u"\t\t}"_s;
    else
        code << u"\t\tfmt.Printf(\"%+v\\n\", outer.InnerEvent.Data)"_s;
    code << u"\t}"_s;
    return lines(code);
}

QString goInteraction(const Occasion &occasion)
{
    using Kind = Occasion::Kind;
    QStringList code{u"case socketmode.EventTypeInteractive: // of incoming.Type"_s,
                     u"\tclient.Ack(*incoming.Request)"_s,
                     u"\tcallback := incoming.Data.(slack.InteractionCallback)"_s};
    const QString name = quoted(occasion.name);
    if (occasion.kind == Kind::Action)
        code << u"\tfor _, action := range callback.ActionCallback.BlockActions {"_s
             << u"\t\tif action.ActionID == %1 {"_s.arg(name) << u"\t\t\tfmt.Printf(\"%+v\\n\", action)"_s
             << u"\t\t}"_s << u"\t}"_s;
    else
        code << (occasion.kind == Kind::View      ? u"\tif callback.View.CallbackID == %1 {"_s
                 : occasion.kind == Kind::Options ? u"\tif callback.ActionID == %1 {"_s
                                                  : u"\tif callback.CallbackID == %1 {"_s)
                    .arg(name)
             << u"\t\tfmt.Printf(\"%+v\\n\", callback)"_s << u"\t}"_s;
    return lines(code);
}

QString go(const Occasion &occasion)
{
    using Kind = Occasion::Kind;
    if (occasion.kind == Kind::Rtm)
        return goRtm(occasion);
    if (occasion.kind == Kind::Event)
        return goEvent(occasion);
    if (occasion.kind != Kind::Command)
        return goInteraction(occasion);
    return lines({u"case socketmode.EventTypeSlashCommand: // of incoming.Type"_s,
                  u"\tclient.Ack(*incoming.Request)"_s, u"\tcommand := incoming.Data.(slack.SlashCommand)"_s,
                  u"\tif command.Command == %1 {"_s.arg(quoted(occasion.name)),
                  u"\t\tfmt.Printf(\"%+v\\n\", command)"_s, u"\t}"_s});
}

// --- Java

//! The class of com.slack.api.model.event; empty where it has none.
QString javaClass(const Occasion &occasion)
{
    static constexpr std::array subtypes{
        "bot_message"_L1,     "me_message"_L1,       "message_changed"_L1,   "message_deleted"_L1,
        "message_replied"_L1, "thread_broadcast"_L1, "file_share"_L1,        "ekm_access_denied"_L1,
        "bot_add"_L1,         "bot_remove"_L1,       "channel_archive"_L1,   "channel_convert_to_public"_L1,
        "channel_join"_L1,    "channel_leave"_L1,    "channel_name"_L1,      "channel_posting_permissions"_L1,
        "channel_purpose"_L1, "channel_topic"_L1,    "channel_unarchive"_L1, "group_topic"_L1};
    if (!isName(occasion.type) || eventRow(occasion.type, QString()) == 0)
        return {};
    if (occasion.type != "message"_L1 || occasion.subtype.isEmpty())
        return camel(occasion.type) + u"Event"_s;
    if (!contains(subtypes, occasion.subtype))
        return {};
    QString rest = occasion.subtype;
    rest.remove("message_"_L1).remove("_message"_L1);
    return u"Message"_s + camel(rest) + u"Event"_s;
}

QString javaEvent(const Occasion &occasion)
{
    const QString name = javaClass(occasion);
    if (name.isEmpty())
        return lines({u"// There is no class for %1 in com.slack.api.model.event."_s.arg(
            quoted(occasion.subtype.isEmpty() ? occasion.type : occasion.subtype))});
    if (occasion.kind == Occasion::Kind::Event)
        return lines({u"app.event(%1.class, (payload, ctx) -> {"_s.arg(name),
                      u"    ctx.logger.info(\"{}\", payload.getEvent());"_s, u"    return ctx.ack();"_s,
                      u"});"_s});
    return lines(
        {u"dispatcher.register(new RTMEventHandler<%1>() { // dispatcher: RTMEventsDispatcher"_s.arg(name),
         u"    @Override"_s, u"    public void handle(%1 event) {"_s.arg(name),
         u"        System.out.println(event);"_s, u"    }"_s, u"});"_s});
}

QString java(const Occasion &occasion)
{
    using Kind = Occasion::Kind;
    const auto acknowledged = [&occasion](const QString &call) {
        return lines({u"app.%1(%2, (req, ctx) -> ctx.ack());"_s.arg(call, quoted(occasion.name))});
    };
    switch (occasion.kind) {
    case Kind::Rtm:
    case Kind::Event:
        return javaEvent(occasion);
    case Kind::Action:
        return acknowledged(u"blockAction"_s);
    case Kind::Options:
        return acknowledged(u"blockSuggestion"_s);
    case Kind::View:
        return acknowledged(occasion.type == "view_closed"_L1 ? u"viewClosed"_s : u"viewSubmission"_s);
    case Kind::Shortcut:
        return acknowledged(u"globalShortcut"_s);
    case Kind::MessageShortcut:
        return acknowledged(u"messageShortcut"_s);
    case Kind::Command:
        return acknowledged(u"command"_s);
    }
    return {};
}

// --- Qt, with this library

struct Signal
{
    const char *body = nullptr;
    const char *name = nullptr;
};
#define RTMSCOPE_NAMES(Type, signal, ...) Signal{#Type, #signal},
constexpr std::array signalNames
{
    Signal{}, RTMSCOPE_EVENTS(RTMSCOPE_NAMES)
};
#undef RTMSCOPE_NAMES

QString qt(const Occasion &occasion)
{
    using Kind = Occasion::Kind;
    const QString session = occasion.kind == Kind::Rtm ? u"RtmSession"_s : u"SocketModeSession"_s;
    const QString type = occasion.kind == Kind::Command ? u"slash_commands"_s : occasion.type;
    const std::size_t row = eventRow(type, occasion.subtype);
    if (row == 0)
        return lines(
            {u"QObject::connect(&session, &%1::eventReceived, &app, [](const Event &event) {"_s.arg(session),
             u"    if (event.type == u%1_s)"_s.arg(quoted(occasion.type)), u"        qInfo() << event.raw;"_s,
             u"});"_s});
    const Signal &signal = signalNames.at(row);
    return lines({u"QObject::connect(&session, &%1::%2, &app, [](const %3 &body, const Event &event) {"_s.arg(
                      session, QString::fromLatin1(signal.name), QString::fromLatin1(signal.body)),
                  u"    qInfo() << event.raw;"_s, u"});"_s});
}

} // namespace

QString handlerCode(json::Value frame, HandlerLanguage language)
{
    const std::optional<Occasion> occasion = occasionOf(frame);
    if (!occasion)
        return {};
    switch (language) {
    case HandlerLanguage::Python:
        return python(*occasion);
    case HandlerLanguage::JavaScript:
        return javaScript(*occasion);
    case HandlerLanguage::Go:
        return go(*occasion);
    case HandlerLanguage::Java:
        return java(*occasion);
    case HandlerLanguage::Cpp:
        return qt(*occasion);
    }
    return {};
}

} // namespace rtmscope
