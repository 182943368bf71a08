// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/framesummary.h"

#include "core/base/ids.h"

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! The id, whether the wire gave it as text or as an object that has it.
QString idOf(json::Value value)
{
    return value.isObject() ? value["id"].text() : value.text();
}

} // namespace

QString FrameSummary::message() const
{
    QString body = s.messageBody(s.root);
    if (body.isEmpty())
        body = tr("no text");
    return s.root["is_ephemeral"].boolean() == true ? tr("only visible to you: %1").arg(body) : body;
}

QString FrameSummary::messageChanged() const
{
    const json::Value now = s.root["message"];
    const json::Value before = s.root["previous_message"];
    if (now["subtype"].text() == "tombstone"_L1)
        return tr("deleted, its thread stays: %1").arg(s.quotedMessage(before));
    const QString newText = s.quotedMessage(now);
    if (!before.exists())
        return newText.isEmpty() ? tr("changed") : tr("text is now %1").arg(newText);
    const QString oldText = s.quotedMessage(before);
    if (now["text"].string() != before["text"].string())
        return tr("text changed: %1 → %2").arg(oldText, newText);
    const auto differs = [&](std::string_view key) { return now[key].toJson() != before[key].toJson(); };
    QStringList changed;
    for (const auto &[key, name] : {std::pair{"attachments", QT_TR_NOOP("attachments")},
                                    {"blocks", QT_TR_NOOP("blocks")},
                                    {"files", QT_TR_NOOP("files")},
                                    {"reply_count", QT_TR_NOOP("reply count")}}) {
        if (differs(key))
            changed << tr(name);
    }
    return changed.isEmpty() ? tr("same text: %1").arg(newText)
                             : tr("%1 changed: %2").arg(joined(changed), newText);
}

QString FrameSummary::messageDeleted() const
{
    QString gone = s.quotedMessage(s.root["previous_message"]);
    if (gone.isEmpty())
        gone = s.quotedTarget(s.event.channel, s.text("deleted_ts"));
    return tr("deleted %1").arg(gone);
}

QString FrameSummary::messageReplied() const
{
    const json::Value parent = s.root["message"];
    const QString replies =
        counted(parent["reply_count"].integer().value_or(0), tr("1 reply"), tr("%L1 replies"));
    return joined({tr("thread of %1").arg(s.quotedMessage(parent)), replies});
}

QString FrameSummary::outgoing() const
{
    const json::Value ids = s.root["ids"];
    return ids.isArray() ? counted(ids.size(), tr("1 person"), tr("%L1 people")) : scalars();
}

QString FrameSummary::typing() const
{
    return s.root["thread_ts"].text().isEmpty() ? tr("is typing") : tr("is typing in a thread");
}

QString FrameSummary::reactionAdded() const
{
    return item(tr(":%1: on %2"));
}

QString FrameSummary::reactionRemoved() const
{
    return item(tr(":%1: taken off %2"));
}

//! \a pattern takes the reaction as %1 (where there is one) and the thing as the last place.
QString FrameSummary::item(const QString &pattern) const
{
    const json::Value item = s.root["item"];
    const QString type = item["type"].text();
    QString thing;
    if (item["message"].isObject())
        thing = s.quotedMessage(item["message"]);
    else if (item["ts"].exists())
        thing = s.quotedTarget(item["channel"].text(), item["ts"].text());
    if (thing.isEmpty())
        thing = type.isEmpty() ? tr("something") : tr("a %1").arg(QString(type).replace(u'_', u' '));
    const QString reaction = s.text("reaction");
    return reaction.isEmpty() ? pattern.arg(thing) : pattern.arg(reaction, thing);
}

QString FrameSummary::pinAdded() const
{
    return item(tr("pinned %1"));
}

QString FrameSummary::pinRemoved() const
{
    return item(tr("unpinned %1"));
}

QString FrameSummary::starAdded() const
{
    return item(tr("starred %1"));
}

QString FrameSummary::starRemoved() const
{
    return item(tr("unstarred %1"));
}

QString FrameSummary::presence() const
{
    const json::Value users = s.root["users"];
    return joined({s.text("presence"),
                   users.isArray() ? counted(users.size(), tr("1 person"), tr("%L1 people")) : QString()});
}

QString FrameSummary::marked() const
{
    const qint64 timeUs = MessageTs(s.text("ts")).toMicroseconds();
    const auto unread = s.root["unread_count_display"].integer();
    return joined({timeUs > 0 ? tr("read up to %1").arg(clockTime(timeUs).left(8)) : tr("nothing read"),
                   unread ? tr("%L1 unread").arg(*unread) : QString()});
}

QString FrameSummary::threadState() const
{
    const json::Value subscription = s.root["subscription"];
    return tr("thread of %1")
        .arg(s.quotedTarget(subscription["channel"].text(), subscription["thread_ts"].text()));
}

QString FrameSummary::conversation() const
{
    const json::Value channel = s.root["channel"];
    if (const QString name = channel["name"].text(); !name.isEmpty())
        return u'#' + name;
    return s.channelName(idOf(channel));
}

QString FrameSummary::memberJoined() const
{
    const QString inviter = s.text("inviter");
    return inviter.isEmpty() ? tr("joined") : tr("joined, invited by %1").arg(s.userName(inviter));
}

QString FrameSummary::memberLeft() const
{
    return tr("left");
}

QString FrameSummary::person() const
{
    const json::Value person = s.root["user"].isObject() ? s.root["user"] : s.root["bot"];
    const json::Value profile = person["profile"];
    QString status = s.plain(profile["status_text"].text());
    if (const QString sign = profile["status_emoji"].text(); !sign.isEmpty())
        status = status.isEmpty() ? sign : sign + u' ' + status;
    QString name = profile["display_name"].text();
    if (name.isEmpty())
        name = profile["real_name"].text();
    if (name.isEmpty())
        name = person["name"].text();
    return joined(
        {name, status, person["deleted"].boolean().value_or(false) ? tr("deactivated") : QString()});
}

QString FrameSummary::file() const
{
    const json::Value file = s.root["file"];
    for (const auto key : {"title", "name"}) {
        if (const QString name = file[key].text(); !name.isEmpty())
            return name;
    }
    const QString id = idOf(file);
    return id.isEmpty() ? s.text("file_id") : id;
}

QString FrameSummary::preference() const
{
    const json::Value value = s.root["value"];
    const QString shown = value.isObject() || value.isArray()
                              ? QString::fromUtf8(value.toJson().left(SummaryScope::maxSource))
                              : value.text();
    return s.text("name") + u" = "_s + shown;
}

QString FrameSummary::emoji() const
{
    if (const QString name = s.text("name"); !name.isEmpty())
        return u':' + name + u':';
    QStringList names;
    for (const json::Value name : s.root["names"].elements())
        names << u':' + name.text() + u':';
    if (const QString renamed = s.text("new_name"); !renamed.isEmpty())
        return u":%1: → :%2:"_s.arg(s.text("old_name"), renamed);
    return joined(names);
}

QString FrameSummary::subteam() const
{
    const json::Value subteam = s.root["subteam"];
    return joined({u'@' + subteam["handle"].text(), subteam["name"].text()});
}

QString FrameSummary::doNotDisturb() const
{
    const json::Value status = s.root["dnd_status"];
    if (status["snooze_enabled"].boolean().value_or(false))
        return tr("notifications snoozed");
    return status["dnd_enabled"].boolean().value_or(false) ? tr("do not disturb has hours set")
                                                           : tr("do not disturb is off");
}

QString FrameSummary::notification() const
{
    return joined({s.text("subtitle"), s.plain(s.text("content"))});
}

QString FrameSummary::hello() const
{
    const QString region = s.text("region");
    const auto connections = s.root["num_connections"].integer(); // Socket Mode: this one included
    return joined({tr("the server is ready"), region.isEmpty() ? QString() : tr("region %1").arg(region),
                   connections ? counted(*connections, tr("1 connection of this app"),
                                         tr("%L1 connections of this app"))
                               : QString()});
}

QString FrameSummary::goodbye() const
{
    return tr("the server will close this connection");
}

QString FrameSummary::reconnectUrl() const
{
    return tr("an address for the next connection");
}

QString FrameSummary::errorFrame() const
{
    const json::Value error = s.root["error"];
    return tr("error %1: %2").arg(error["code"].text(), error["msg"].text());
}

QString FrameSummary::ack() const
{
    if (const QString envelope = s.text("envelope_id"); !envelope.isEmpty() && !s.root["reply_to"].exists())
        return envelopeAck(envelope);
    const QString number = s.text("reply_to");
    const bool refused = s.root["ok"].exists() && !s.root["ok"].boolean().value_or(true);
    if (refused) {
        const json::Value error = s.root["error"];
        return tr("reply_to %1 refused: %2")
            .arg(number,
                 error.isObject() ? joined({error["code"].text(), error["msg"].text()}) : error.text());
    }
    const QString line = tr("reply_to %1 ok").arg(number);
    if (s.context.answeredUs <= 0 || s.context.answeredUs > s.event.receivedAtUs)
        return line;
    return joined(
        {line, tr("%1 ms after the send").arg((s.event.receivedAtUs - s.context.answeredUs) / 1000)});
}

//! Whoever gets an envelope says so within three seconds, or it comes again (docs/protocol.md, 11). How long
//! it took is what people look for; the id is long and stands behind.
QString FrameSummary::envelopeAck(const QString &envelope) const
{
    const bool isTimed = s.context.answeredUs > 0 && s.context.answeredUs <= s.event.receivedAtUs;
    const bool answers = s.root["payload"].size() > 0;
    QString line = answers ? tr("acknowledged with an answer") : tr("acknowledged");
    if (isTimed) {
        const qint64 ms = (s.event.receivedAtUs - s.context.answeredUs) / 1000;
        const QString time = ms == 0 ? tr("under 1 ms") : tr("%1 ms").arg(ms);
        line = answers ? tr("%1 to the acknowledgement, with an answer").arg(time)
                       : tr("%1 to the acknowledgement").arg(time);
    }
    return joined({line, tr("envelope %1").arg(envelope)});
}

QString FrameSummary::ping() const
{
    return tr("id %1").arg(s.text("id"));
}

QString FrameSummary::pong() const
{
    const QString line = tr("reply_to %1").arg(s.text("reply_to"));
    if (s.context.answeredUs <= 0 || s.context.answeredUs > s.event.receivedAtUs)
        return line;
    return joined(
        {line, tr("%1 ms after the ping").arg((s.event.receivedAtUs - s.context.answeredUs) / 1000)});
}

QString FrameSummary::unknown() const
{
    if (!s.root.isObject())
        return tr("JSON, but no object");
    if (s.event.type.isEmpty())
        return counted(s.root.size(), tr("no type, 1 member"), tr("no type, %L1 members"));
    return counted(s.root.size(), tr("unknown type, 1 member"), tr("unknown type, %L1 members"));
}

//! The first plain members: for types that need no words of their own.
QString FrameSummary::scalars() const
{
    QStringList parts;
    qsizetype length = 0;
    for (const auto member : s.root.members()) {
        const bool plumbing = member.key == "type" || member.key == "kind" || member.key == "event_ts" ||
                              member.key == "channel" || member.key == "user" || member.key == "id";
        if (plumbing || member.value.isObject() || member.value.isArray() || member.value.isNull())
            continue;
        const QString value = member.value.text();
        if (value.isEmpty())
            continue;
        parts << QString::fromUtf8(member.key.data(), qsizetype(member.key.size())) + u' ' +
                     value.left(maxLineLength);
        length += parts.back().size();
        if (length > maxLineLength)
            break;
    }
    return joined(parts);
}

} // namespace rtmscope
