// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/apps/eventsapi.h"

#include "core/demo/apps/apptokens.h"
#include "core/demo/world/objectwriter.h"
#include "core/json/tree.h"

#include <QSet>

namespace rtmscope::demo {

namespace {

//! Delivered to bots and persons alike. Everything that is not named here or below is RTM's only.
const QSet<QByteArray> &eventsOfAll()
{
    static const QSet<QByteArray> types{
        "channel_archive",
        "channel_created",
        "channel_deleted",
        "channel_history_changed",
        "channel_left",
        "channel_rename",
        "channel_unarchive",
        "dnd_updated_user",
        "email_domain_changed",
        "emoji_changed",
        "file_change",
        "file_created",
        "file_deleted",
        "file_public",
        "file_shared",
        "file_unshared",
        "group_archive",
        "group_deleted",
        "group_history_changed",
        "group_left",
        "group_rename",
        "group_unarchive",
        "im_history_changed",
        "member_joined_channel",
        "member_left_channel",
        "pin_added",
        "pin_removed",
        "reaction_added",
        "reaction_removed",
        "shared_channel_invite_received",
        "subteam_created",
        "subteam_members_changed",
        "subteam_updated",
        "team_domain_change",
        "team_join",
        "team_rename",
        "user_change",
        "user_huddle_changed",
        "user_profile_changed",
        "user_status_changed",
    };
    return types;
}

//! Only where a person subscribed: they are about that person's own view.
const QSet<QByteArray> &eventsOfPersons()
{
    static const QSet<QByteArray> types{
        "dnd_updated", "group_close", "group_open",   "im_close",           "im_created",
        "im_open",     "star_added",  "star_removed", "subteam_self_added", "subteam_self_removed",
    };
    return types;
}

//! Subtypes of messages that RTM and history have, and the Events API has not (docs/socket-mode.md 8).
const QSet<QByteArray> &withheldSubtypes()
{
    static const QSet<QByteArray> subtypes{
        "bot_add",         "bot_disable",     "bot_enable",  "bot_remove",   "file_comment",  "file_mention",
        "group_archive",   "group_join",      "group_leave", "group_name",   "group_purpose", "group_topic",
        "group_unarchive", "message_replied", "pinned_item", "reminder_add", "unpinned_item",
    };
    return subtypes;
}

const QByteArray contextMark = "4-";

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

//! \a message with another type, wherever that stands.
QByteArray asMention(QByteArray message)
{
    const json::Tree tree = json::Tree::parse(message);
    if (const int type = tree.find(u"type"); type >= 0)
        message.replace(tree.node(type).begin, tree.node(type).end - tree.node(type).begin,
                        "\"app_mention\"");
    return message;
}

QList<InnerEvent> messageEvents(const QByteArray &frame, const json::Value &root, const Audience &audience,
                                const Viewer &viewer)
{
    const QByteArray subtype = bytesOf(root["subtype"].string());
    if (audience.channel == nullptr || withheldSubtypes().contains(subtype) || root["is_ephemeral"].exists())
        return {};
    QByteArray message = frame.trimmed().chopped(1);
    const QByteArray rtmOnly = ",\"suppress_notification\":false";
    if (message.endsWith(rtmOnly))
        message.chop(rtmOnly.size());
    const QByteArray id = audience.channel->id;
    const bool toldKind = root["channel_type"].exists();
    const QByteArray kind = ",\"channel_type\":\"" + kindWord(*audience.channel) + '"';
    QList<InnerEvent> events{{message + (toldKind ? QByteArray() : kind) + '}', "message", id}};
    const bool mentioned =
        viewer.bot && subtype.isEmpty() && audience.channel->kind != Channel::Kind::Im &&
        root["text"].string().find("<@" + viewer.userId.toStdString()) != std::string_view::npos;
    if (mentioned)
        events.append({asMention(message + '}'), "app_mention", id});
    return events;
}

} // namespace

QList<InnerEvent> innerEvents(const QByteArray &frame, const Audience &audience, const Viewer &viewer)
{
    if (!audience.presenceOf.isEmpty() || !audience.includes(viewer.userId))
        return {};
    static thread_local json::Document document;
    if (!document.parse(frame))
        return {};
    const json::Value root = document.root();
    const QByteArray type = bytesOf(root["type"].string());
    if (type == "message")
        return messageEvents(frame, root, audience, viewer);
    if (!eventsOfAll().contains(type) && (viewer.bot || !eventsOfPersons().contains(type)))
        return {};
    return {{frame, type, audience.channel != nullptr ? audience.channel->id : QByteArray()}};
}

Viewer viewerOf(const QByteArray &appId, const World &world)
{
    const bool isPerson = appId == personAppId && world.user(youUserId) != nullptr;
    return isPerson ? Viewer{youUserId, false, world.team.id} : Viewer{world.bot, true, world.team.id};
}

QByteArray authorizationOf(const Viewer &viewer)
{
    return ObjectWriter()
        .raw("enterprise_id", "null")
        .text("team_id", viewer.team)
        .text("user_id", viewer.userId)
        .flag("is_bot", viewer.bot)
        .flag("is_enterprise_install", false)
        .done();
}

QByteArray appOfContext(const QByteArray &eventContext)
{
    json::Document document;
    if (!eventContext.startsWith(contextMark) ||
        !document.parse(QByteArray::fromBase64(eventContext.mid(contextMark.size()))))
        return {};
    return bytesOf(document.root()["aid"].string());
}

InnerEvent readInnerEvent(const QByteArray &json)
{
    json::Document document;
    if (!document.parse(json))
        return {json, {}, {}};
    return {json, bytesOf(document.root()["type"].string()), bytesOf(document.root()["channel"].string())};
}

QByteArray outerEvent(const InnerEvent &event, const QByteArray &appId, const Viewer &viewer,
                      const QByteArray &eventId, qint64 timeS, const OuterShape &shape)
{
    ObjectWriter context; // opaque to clients, and like this inside
    context.text("et", event.type).text("tid", shape.team).text("aid", appId);
    context.textIfAny("cid", event.channelId);
    ObjectWriter outer;
    outer.text("token", "demo-verification-token");
    if (shape.withTeam)
        outer.text("team_id", shape.team)
            .text("context_team_id", shape.team)
            .raw("context_enterprise_id", "null");
    outer.text("api_app_id", appId);
    if (shape.withEvent)
        outer.raw("event", event.json);
    outer.text("type", "event_callback").text("event_id", eventId).number("event_time", timeS);
    if (shape.withTeam)
        outer.raw("authorizations", rawArray({authorizationOf(viewer)}));
    outer.flag("is_ext_shared_channel", false);
    return outer.text("event_context", contextMark + context.done().toBase64(QByteArray::OmitTrailingEquals))
        .done();
}

} // namespace rtmscope::demo
