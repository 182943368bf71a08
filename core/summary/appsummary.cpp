// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/appsummary.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr int mostNamed = 5;

} // namespace

QString AppSummary::disconnect() const
{
    const QString reason = s.text("reason");
    if (reason == "warning"_L1)
        return tr("this connection ends in some seconds");
    if (reason == "refresh_requested"_L1)
        return tr("the server wants this connection replaced by a new one");
    if (reason == "too_many_websockets"_L1)
        return tr("the app has as many connections as it may: this one is one too many");
    if (reason == "link_disabled"_L1)
        return tr("Socket Mode was switched off for this app");
    return reason.isEmpty() ? tr("the server ends this connection, and does not say why")
                            : tr("the server ends this connection: %1").arg(reason);
}

QString AppSummary::appHome() const
{
    const QString tab = s.text("tab");
    if (tab == "home"_L1)
        return tr("opened the app's home");
    if (tab == "messages"_L1)
        return tr("opened the messages of the app");
    return tab.isEmpty() ? tr("opened the app") : tr("opened the app at %1").arg(inQuotes(tab));
}

QString AppSummary::appGone() const
{
    return tr("the app was taken off the workspace; its tokens are void");
}

QString AppSummary::appNotice() const
{
    QString app = s.text("app_name");
    app = app.isEmpty() ? s.text("app_id") : inQuotes(app);
    if (s.event.type == "app_installed"_L1)
        return tr("the app %1 was installed").arg(app);
    return s.event.type == "app_deleted"_L1 ? tr("the app %1 was deleted").arg(app)
                                            : tr("the app %1 was taken off the workspace").arg(app);
}

QString AppSummary::appRequest() const
{
    const json::Value request = s.root["app_request"];
    const QString name = request["app"]["name"].text();
    const QString asked =
        tr("asks for the app %1").arg(name.isEmpty() ? request["app"]["id"].text() : inQuotes(name));
    const QString message = request["message"].text();
    return message.isEmpty() ? asked : asked + u": "_s + inQuotes(message);
}

QString AppSummary::callRejected() const
{
    return tr("declined a call");
}

QString AppSummary::channelId() const
{
    return tr("%1 has the id %2 from now on").arg(s.text("old_channel_id"), s.text("new_channel_id"));
}

QString AppSummary::channelInvite() const
{
    const bool isObject = s.root["channel"].isObject();
    const QString channel = s.placeName(isObject ? s.root["channel"] : s.root["channel_id"],
                                        isObject ? s.root["channel"]["name"].text() : s.text("channel_name"));
    const QString &type = s.event.type;
    if (type == "shared_channel_invite_received"_L1)
        return tr("another organisation invites to %1").arg(channel);
    if (type == "shared_channel_invite_accepted"_L1)
        return s.root["approval_required"].boolean() == true
                   ? tr("the invitation to %1 was accepted, and has yet to be approved").arg(channel)
                   : tr("the invitation to %1 was accepted").arg(channel);
    if (type == "shared_channel_invite_approved"_L1)
        return tr("the invitation to %1 was approved").arg(channel);
    if (type == "shared_channel_invite_declined"_L1)
        return tr("the invitation to %1 was declined").arg(channel);
    return tr("asks to invite somebody from outside to %1").arg(channel);
}

QString AppSummary::entity() const
{
    QString thing = s.text("entity_url");
    if (thing.isEmpty())
        thing = s.root["link"]["url"].text();
    return s.event.type == "entity_comments_requested"_L1 ? tr("looks at the comments on %1").arg(thing)
                                                          : tr("looks at the details of %1").arg(thing);
}

QString AppSummary::inviteRequest() const
{
    const json::Value request = s.root["invite_request"];
    const QString name = joined({request["real_name"].text(), request["email"].text()});
    const QString asked =
        name.isEmpty() ? tr("somebody is to be invited") : tr("is to be invited: %1").arg(name);
    const QString reason = request["request_reason"].text();
    return reason.isEmpty() ? asked : asked + u", "_s + inQuotes(reason);
}

QString AppSummary::links() const
{
    QStringList urls;
    for (const json::Value link : s.root["links"].elements()) {
        const QString url = link["url"].text();
        urls << (url.isEmpty() ? link["domain"].text() : url);
        if (urls.size() == mostNamed)
            break;
    }
    return tr("posted a link: %1").arg(joined(urls));
}

QString AppSummary::metadata() const
{
    json::Value data = s.root["metadata"];
    if (!data["event_type"].exists())
        data = s.root["previous_metadata"];
    const QString kind = inQuotes(data["event_type"].text());
    const QString message = s.quotedTarget(s.event.channel, s.text("message_ts"));
    if (s.event.type == "message_metadata_updated"_L1)
        return tr("the data %1 changed on %2").arg(kind, message);
    return s.event.type == "message_metadata_deleted"_L1
               ? tr("the data %1 is gone from %2").arg(kind, message)
               : tr("the data %1 came with %2").arg(kind, message);
}

QString AppSummary::rateLimited() const
{
    const qint64 seconds = s.root["minute_rate_limited"].integer().value_or(0);
    constexpr qint64 secondUs = 1'000'000;
    constexpr qint64 latest = 100'000'000'000; // year 5138: else the wire says nothing that is a time
    const QString since = seconds > 0 && seconds < latest ? clockTime(seconds * secondUs).left(5) : QString();
    return since.isEmpty() ? tr("events are missing: there were more than the app may get")
                           : tr("events are missing in the minute from %1: there were more than the app may "
                                "get")
                                 .arg(since);
}

QString AppSummary::teamAccess() const
{
    const json::Value ids = s.root["team_ids"];
    QStringList teams;
    for (const json::Value id : ids.elements()) {
        if (teams.size() < mostNamed)
            teams << id.text();
    }
    const QString count = counted(ids.size(), tr("1 workspace"), tr("%L1 workspaces"));
    const QString line = s.event.type == "team_access_granted"_L1
                             ? tr("the app may work in %1 more").arg(count)
                             : tr("the app may no longer work in %1").arg(count);
    return teams.isEmpty() ? line : line + u": "_s + joined(teams);
}

QString AppSummary::tokensRevoked() const
{
    const json::Value tokens = s.root["tokens"];
    const qint64 bots = tokens["bot"].size();
    const qint64 people = tokens["oauth"].size();
    const QString which =
        joined({bots > 0 ? counted(bots, tr("of 1 bot"), tr("of %L1 bots")) : QString(),
                people > 0 ? counted(people, tr("of 1 person"), tr("of %L1 people")) : QString()});
    return which.isEmpty() ? tr("tokens of the app are void")
                           : tr("tokens of the app are void: %1").arg(which);
}

QString AppSummary::workflow() const
{
    const QString id = s.text("workflow_id");
    const QString &type = s.event.type;
    if (type == "workflow_published"_L1)
        return tr("the workflow %1 is in use").arg(id);
    if (type == "workflow_unpublished"_L1)
        return tr("the workflow %1 is no longer in use").arg(id);
    return type == "workflow_deleted"_L1 ? tr("the workflow %1 was deleted").arg(id)
                                         : tr("the app's step was taken out of the workflow %1").arg(id);
}

QString AppSummary::workflowStep() const
{
    QString step = s.root["function"]["title"].text();
    if (step.isEmpty())
        step = s.root["function"]["callback_id"].text();
    if (step.isEmpty())
        step = s.text("callback_id");
    return s.event.type == "workflow_step_edit"_L1
               ? tr("%1 edits the step %2 of a workflow").arg(s.personName(s.root["user"]), inQuotes(step))
               : tr("a workflow waits for the step %1").arg(inQuotes(step));
}

} // namespace rtmscope
