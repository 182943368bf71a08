// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/eventsummary.h"

#include "core/events/innerevent.h"
#include "core/mrkdwn/richtext.h"
#include "core/mrkdwn/shorten.h"
#include "core/summary/gapwords.h"
#include "core/summary/plainwords.h"
#include "core/text/cleantext.h"
#include "core/text/emojiruns.h"
#include "core/workspace/wire.h"
#include "core/workspace/workspace.h"

#include <QDateTime>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Markup is at most a few times longer than what it shows; more source than this can't reach the table.
constexpr qsizetype maxSource = 4 * EventSummary::maxLength;
constexpr qsizetype mostBytes = 4 * maxSource;             // of a text that are decoded
constexpr qsizetype maxCost = 5 * EventSummary::maxLength; // some emoji, or this many letters
// A frame with more than this is not taken apart for one line.
constexpr qsizetype maxBlocks = 64 * 1024;
// Of the two texts of an edit each gets half of the line.
constexpr qsizetype maxQuoted = 80;
constexpr qint64 maxUs = 253'402'300'799'999'999; // the end of the year 9999

//! \a one stands alone, \a many takes the number as %L1.
QString counted(qint64 n, const QString &one, const QString &many)
{
    return n == 1 ? one : many.arg(n);
}

QString inQuotes(const QString &text)
{
    return u"“"_s + oneLine(text, maxQuoted) + u"”"_s;
}

//! Commas between the parts that are there.
QString joined(const QStringList &parts)
{
    QStringList present = parts;
    present.removeAll(QString());
    return present.join(u", "_s);
}

//! The id, whether the wire gave it as text or as an object that has it.
QString idOf(json::Value value)
{
    return value.isObject() ? value["id"].text() : value.text();
}

} // namespace

QString clockTime(qint64 timeUs)
{
    if (timeUs == 0) // a foreign file without times
        return {};
    return QDateTime::fromMSecsSinceEpoch(timeUs / 1000).toString(u"HH:mm:ss.zzz"_s);
}

QString dateAndTime(qint64 timeUs)
{
    if (timeUs == 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(timeUs / 1000).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
}

QString momentInZone(qint64 timeUs)
{
    if (timeUs == 0)
        return {};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeUs / 1000);
    const int minutes = time.offsetFromUtc() / 60;
    const QString offset = u"UTC%1%2:%3"_s.arg(minutes < 0 ? u'-' : u'+')
                               .arg(qAbs(minutes) / 60, 2, 10, QLatin1Char('0'))
                               .arg(qAbs(minutes) % 60, 2, 10, QLatin1Char('0'));
    const QString zone = time.timeZoneAbbreviation();
    const bool isNamed = !zone.isEmpty() && !zone.startsWith("UTC"_L1);
    return u"%1 %2"_s.arg(dateAndTime(timeUs), isNamed        ? u"%1 (%2)"_s.arg(zone, offset)
                                               : minutes == 0 ? u"UTC"_s
                                                              : offset);
}

QString oneLine(QStringView text, qsizetype maxLength)
{
    // Far more than the line can hold, unless nearly all of it is blank.
    const qsizetype enough = std::max<qsizetype>(16 * maxLength, 4096);
    const QString clean = cleanLine(text.left(enough));
    QString line;
    line.reserve(std::min(clean.size(), maxLength + 1));
    for (qsizetype at = 0; at < clean.size(); ++at) {
        const QChar c = clean[at];
        const bool blank = c.isSpace();
        if (blank && (line.isEmpty() || line.back() == u' '))
            continue;
        if (line.size() >= maxLength) {
            const qsizetype cut = at - outsideEmoji(clean, at);
            if (cut < line.size())
                line.chop(cut);
            if (line.back().isHighSurrogate())
                line.chop(1);
            return line + u'…';
        }
        line += blank ? QChar(u' ') : c;
    }
    if (line.endsWith(u' '))
        line.chop(1);
    return text.size() > enough ? line + u'…' : line;
}

EventSummary::Describe EventSummary::describerOf(const Event &event)
{
    using S = EventSummary;
    static const QHash<QString, Describe> notes{
        {u"state"_s, &S::stateNote},      {u"api"_s, &S::apiNote},           {u"send"_s, &S::sendNote},
        {u"gap"_s, &S::gapNote},          {u"backfill"_s, &S::backfillNote}, {u"ws_ping"_s, &S::controlFrame},
        {u"ws_pong"_s, &S::controlFrame}, {u"ws_close"_s, &S::controlFrame}};
    static const QHash<QString, Describe> frames{
        {u"ack"_s, &S::ack},
        {u"hello"_s, &S::hello},
        {u"goodbye"_s, &S::goodbye},
        {u"error"_s, &S::errorFrame},
        {u"ping"_s, &S::ping},
        {u"pong"_s, &S::pong},
        {u"reconnect_url"_s, &S::reconnectUrl},
        {u"message"_s, &S::message},
        {u"user_typing"_s, &S::typing},
        {u"typing"_s, &S::typing},
        {u"reaction_added"_s, &S::reactionAdded},
        {u"reaction_removed"_s, &S::reactionRemoved},
        {u"pin_added"_s, &S::pinAdded},
        {u"pin_removed"_s, &S::pinRemoved},
        {u"star_added"_s, &S::starAdded},
        {u"star_removed"_s, &S::starRemoved},
        {u"presence_change"_s, &S::presence},
        {u"manual_presence_change"_s, &S::presence},
        {u"channel_marked"_s, &S::marked},
        {u"group_marked"_s, &S::marked},
        {u"im_marked"_s, &S::marked},
        {u"mpim_marked"_s, &S::marked},
        {u"thread_marked"_s, &S::threadState},
        {u"thread_subscribed"_s, &S::threadState},
        {u"thread_unsubscribed"_s, &S::threadState},
        {u"channel_created"_s, &S::conversation},
        {u"channel_joined"_s, &S::conversation},
        {u"channel_rename"_s, &S::conversation},
        {u"group_joined"_s, &S::conversation},
        {u"group_rename"_s, &S::conversation},
        {u"mpim_joined"_s, &S::conversation},
        {u"im_created"_s, &S::conversation},
        {u"member_joined_channel"_s, &S::memberJoined},
        {u"member_left_channel"_s, &S::memberLeft},
        {u"user_change"_s, &S::person},
        {u"user_profile_changed"_s, &S::person},
        {u"user_status_changed"_s, &S::person},
        {u"user_huddle_changed"_s, &S::person},
        {u"team_join"_s, &S::person},
        {u"bot_added"_s, &S::person},
        {u"bot_changed"_s, &S::person},
        {u"file_created"_s, &S::file},
        {u"file_shared"_s, &S::file},
        {u"file_unshared"_s, &S::file},
        {u"file_change"_s, &S::file},
        {u"file_public"_s, &S::file},
        {u"file_deleted"_s, &S::file},
        {u"file_comment_added"_s, &S::file},
        {u"file_comment_edited"_s, &S::file},
        {u"pref_change"_s, &S::preference},
        {u"team_pref_change"_s, &S::preference},
        {u"emoji_changed"_s, &S::emoji},
        {u"subteam_created"_s, &S::subteam},
        {u"subteam_updated"_s, &S::subteam},
        {u"dnd_updated"_s, &S::doNotDisturb},
        {u"dnd_updated_user"_s, &S::doNotDisturb},
        {u"desktop_notification"_s, &S::notification},
    };
    return event.direction == Direction::Note ? notes.value(event.type, &S::otherNote)
                                              : frames.value(event.type);
}

QString EventSummary::of(const Event &event, const Context &context)
{
    if (event.form == FrameForm::Binary)
        return counted(event.raw.size(), tr("binary frame, 1 byte"), tr("binary frame, %L1 bytes"));
    const bool isJson = m_document.parse(event.raw);
    if (!isJson && (event.problem.isEmpty() || event.problem.contains(m_document.error().words)))
        return oneLine(tr("not JSON: %1").arg(m_document.error().words));
    // What is JSON over several lines is kept as text, and means what it means.
    if (!isJson || (event.form != FrameForm::Json && event.type.isEmpty()))
        return oneLine(event.problem);
    m_root = innerEvent(m_document.root());
    m_event = &event;
    m_context = context;
    const Describe describe = describerOf(event);
    QString line;
    if (describe)
        line = (this->*describe)();
    else if (event.direction == Direction::Out)
        line = outgoing();
    else
        line = context.unknownType || event.type.isEmpty() ? unknown() : scalars();
    m_event = nullptr;
    m_root = {};
    line = oneLine(line);
    ShownExtent shown(maxCost);
    shown.shorten(line);
    return shown.leftOut() > 0 ? line + u'…' : line;
}

// ---- helpers
// ----------------------------------------------------------------------------------------------------

QString EventSummary::text(std::string_view key) const
{
    return m_root[key].text();
}

QString EventSummary::plain(const QString &mrkdwn) const
{
    return plain(parseMrkdwn(mrkdwn.left(maxSource), u"text"_s));
}

//! The signs of a text that says it has no markup are what was written.
QString EventSummary::plainText(const Message &message) const
{
    return message.typed ? plain(parseTyped(message.text.left(maxSource), u"text"_s)) : plain(message.text);
}

QString EventSummary::plain(const RichText &rich) const
{
    return rich.plain([this](const Span &span) { return plainSpan(span, m_context.workspace); });
}

QString EventSummary::userName(const QString &id) const
{
    return m_context.workspace ? m_context.workspace->userName(UserId(id)) : id;
}

QString EventSummary::channelName(const QString &id) const
{
    return m_context.workspace ? m_context.workspace->conversationName(ChannelId(id)) : id;
}

QString EventSummary::quotedMessage(json::Value message) const
{
    const QString body = messageBody(message);
    return body.isEmpty() ? QString() : inQuotes(body);
}

QString EventSummary::quotedTarget(const QString &channel, const QString &ts) const
{
    if (m_context.workspace) {
        const Conversation *conversation = m_context.workspace->conversation(ChannelId(channel));
        const Message *message = conversation ? conversation->find(MessageTs(ts)) : nullptr;
        if (message && !message->text.isEmpty())
            return inQuotes(plainText(*message));
    }
    const qint64 timeUs = MessageTs(ts).toMicroseconds();
    return timeUs > 0 ? tr("the message of %1").arg(clockTime(timeUs).left(8)) : QString();
}

// ---- messages
// ---------------------------------------------------------------------------------------------------

//! What the message says, as it is shown: blocks before the text that stands in for them, then what else it
//! carries.
QString EventSummary::messageBody(json::Value object) const
{
    const Message message = wire::readOutline(object, mostBytes);
    QString body = blockWords(object["blocks"]);
    if (isBlank(body))
        body = plainText(message);
    if (isBlank(body))
        body = attachmentWords(object["attachments"]);
    const QString files = filesWords(message.files);
    if (isBlank(body))
        body = files;
    else if (!files.isEmpty())
        body = u"%1 [%2]"_s.arg(oneLine(body, maxLength - std::min(files.size() + 4, maxQuoted)), files);
    if (isBlank(body) && !message.subtype.isEmpty())
        body = plain(standIn(message));
    return isBlank(body) ? QString() : body;
}

//! Empty where none of the blocks can be shown: the text says more than their names.
QString EventSummary::blockWords(json::Value blocks) const
{
    if (blocks.size() == 0 || m_event->raw.size() > maxBlocks)
        return {};
    RichText rich = parseBlocks(blocks.toJson(), u"blocks"_s);
    const bool shown = std::any_of(rich.blocks.begin(), rich.blocks.end(), [](const TextBlock &block) {
        return block.kind != TextBlock::Kind::Unsupported && block.kind != TextBlock::Kind::Divider;
    });
    return shown ? plain(rich) : QString();
}

QString EventSummary::attachmentWords(json::Value attachments) const
{
    for (const json::Value attachment : attachments.elements()) {
        if (const QString words = blockWords(attachment["blocks"]); !isBlank(words))
            return words;
        QStringList parts;
        for (const auto key : {"pretext", "title", "text"})
            parts << plain(attachment[key].text());
        for (const json::Value field : attachment["fields"].elements())
            parts << plain(field["title"].text() + u": "_s + field["value"].text());
        parts.removeIf([](const QString &part) { return isBlank(part); });
        if (!parts.isEmpty())
            return parts.join(u" · "_s);
        for (const auto key : {"fallback", "author_name", "footer", "image_url"}) {
            if (const QString words = plain(attachment[key].text()); !isBlank(words))
                return words;
        }
    }
    return {};
}

QString EventSummary::message() const
{
    if (m_event->subtype == "message_changed"_L1)
        return messageChanged();
    if (m_event->subtype == "message_deleted"_L1)
        return messageDeleted();
    if (m_event->subtype == "message_replied"_L1)
        return messageReplied();
    QString body = messageBody(m_root);
    if (body.isEmpty())
        body = tr("no text");
    return m_root["is_ephemeral"].boolean() == true ? tr("only visible to you: %1").arg(body) : body;
}

QString EventSummary::author(const Event &event, const Workspace *workspace)
{
    static const Workspace nobodyKnown;
    const Workspace &names = workspace ? *workspace : nobodyKnown;
    const bool isMessage = event.type == "message"_L1 && event.direction == Direction::In;
    if (isMessage && event.form != FrameForm::Binary && m_document.parse(event.raw)) {
        json::Value object = innerEvent(m_document.root());
        for (const auto key : {"message", "previous_message"}) {
            if (object[key].isObject()) {
                object = object[key];
                break;
            }
        }
        const Message message = wire::readOutline(object, mostBytes);
        if (isSystemLine(message))
            return actorName(message, names);
        if (const QString name = names.authorName(message); !name.isEmpty())
            return name;
    }
    return event.user.isEmpty() ? QString() : names.userName(UserId(event.user));
}

QString EventSummary::messageChanged() const
{
    const json::Value now = m_root["message"];
    const json::Value before = m_root["previous_message"];
    if (now["subtype"].text() == "tombstone"_L1)
        return tr("deleted, its thread stays: %1").arg(quotedMessage(before));
    const QString newText = quotedMessage(now);
    if (!before.exists())
        return newText.isEmpty() ? tr("changed") : tr("text is now %1").arg(newText);
    const QString oldText = quotedMessage(before);
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

QString EventSummary::messageDeleted() const
{
    QString gone = quotedMessage(m_root["previous_message"]);
    if (gone.isEmpty())
        gone = quotedTarget(m_event->channel, text("deleted_ts"));
    return tr("deleted %1").arg(gone);
}

QString EventSummary::messageReplied() const
{
    const json::Value parent = m_root["message"];
    const QString replies =
        counted(parent["reply_count"].integer().value_or(0), tr("1 reply"), tr("%L1 replies"));
    return joined({tr("thread of %1").arg(quotedMessage(parent)), replies});
}

QString EventSummary::outgoing() const
{
    const json::Value ids = m_root["ids"];
    return ids.isArray() ? counted(ids.size(), tr("1 person"), tr("%L1 people")) : scalars();
}

QString EventSummary::typing() const
{
    return m_root["thread_ts"].text().isEmpty() ? tr("is typing") : tr("is typing in a thread");
}

QString EventSummary::reactionAdded() const
{
    return item(tr(":%1: on %2"));
}

QString EventSummary::reactionRemoved() const
{
    return item(tr(":%1: taken off %2"));
}

//! \a pattern takes the reaction as %1 (where there is one) and the thing as the last place.
QString EventSummary::item(const QString &pattern) const
{
    const json::Value item = m_root["item"];
    const QString type = item["type"].text();
    QString thing;
    if (item["message"].isObject())
        thing = quotedMessage(item["message"]);
    else if (item["ts"].exists())
        thing = quotedTarget(item["channel"].text(), item["ts"].text());
    if (thing.isEmpty())
        thing = type.isEmpty() ? tr("something") : tr("a %1").arg(QString(type).replace(u'_', u' '));
    const QString reaction = text("reaction");
    return reaction.isEmpty() ? pattern.arg(thing) : pattern.arg(reaction, thing);
}

QString EventSummary::pinAdded() const
{
    return item(tr("pinned %1"));
}

QString EventSummary::pinRemoved() const
{
    return item(tr("unpinned %1"));
}

QString EventSummary::starAdded() const
{
    return item(tr("starred %1"));
}

QString EventSummary::starRemoved() const
{
    return item(tr("unstarred %1"));
}

// ---- people and places
// ------------------------------------------------------------------------------------------

QString EventSummary::presence() const
{
    const json::Value users = m_root["users"];
    return joined({text("presence"),
                   users.isArray() ? counted(users.size(), tr("1 person"), tr("%L1 people")) : QString()});
}

QString EventSummary::marked() const
{
    const qint64 timeUs = MessageTs(text("ts")).toMicroseconds();
    const auto unread = m_root["unread_count_display"].integer();
    return joined({timeUs > 0 ? tr("read up to %1").arg(clockTime(timeUs).left(8)) : tr("nothing read"),
                   unread ? tr("%L1 unread").arg(*unread) : QString()});
}

QString EventSummary::threadState() const
{
    const json::Value subscription = m_root["subscription"];
    return tr("thread of %1")
        .arg(quotedTarget(subscription["channel"].text(), subscription["thread_ts"].text()));
}

QString EventSummary::conversation() const
{
    const json::Value channel = m_root["channel"];
    if (const QString name = channel["name"].text(); !name.isEmpty())
        return u'#' + name;
    return channelName(idOf(channel));
}

QString EventSummary::memberJoined() const
{
    const QString inviter = text("inviter");
    return inviter.isEmpty() ? tr("joined") : tr("joined, invited by %1").arg(userName(inviter));
}

QString EventSummary::memberLeft() const
{
    return tr("left");
}

QString EventSummary::person() const
{
    const json::Value person = m_root["user"].isObject() ? m_root["user"] : m_root["bot"];
    const json::Value profile = person["profile"];
    QString status = plain(profile["status_text"].text());
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

QString EventSummary::file() const
{
    const json::Value file = m_root["file"];
    for (const auto key : {"title", "name"}) {
        if (const QString name = file[key].text(); !name.isEmpty())
            return name;
    }
    const QString id = idOf(file);
    return id.isEmpty() ? text("file_id") : id;
}

QString EventSummary::preference() const
{
    const json::Value value = m_root["value"];
    const QString shown = value.isObject() || value.isArray()
                              ? QString::fromUtf8(value.toJson().left(maxSource))
                              : value.text();
    return text("name") + u" = "_s + shown;
}

QString EventSummary::emoji() const
{
    if (const QString name = text("name"); !name.isEmpty())
        return u':' + name + u':';
    QStringList names;
    for (const json::Value name : m_root["names"].elements())
        names << u':' + name.text() + u':';
    if (const QString renamed = text("new_name"); !renamed.isEmpty())
        return u":%1: → :%2:"_s.arg(text("old_name"), renamed);
    return joined(names);
}

QString EventSummary::subteam() const
{
    const json::Value subteam = m_root["subteam"];
    return joined({u'@' + subteam["handle"].text(), subteam["name"].text()});
}

QString EventSummary::doNotDisturb() const
{
    const json::Value status = m_root["dnd_status"];
    if (status["snooze_enabled"].boolean().value_or(false))
        return tr("notifications snoozed");
    return status["dnd_enabled"].boolean().value_or(false) ? tr("do not disturb has hours set")
                                                           : tr("do not disturb is off");
}

QString EventSummary::notification() const
{
    return joined({text("subtitle"), plain(text("content"))});
}

// ---- the connection
// ---------------------------------------------------------------------------------------------

QString EventSummary::hello() const
{
    const QString region = text("region");
    return region.isEmpty() ? tr("the server is ready") : tr("the server is ready, region %1").arg(region);
}

QString EventSummary::goodbye() const
{
    return tr("the server will close this connection");
}

QString EventSummary::reconnectUrl() const
{
    return tr("an address for the next connection");
}

QString EventSummary::errorFrame() const
{
    const json::Value error = m_root["error"];
    return tr("error %1: %2").arg(error["code"].text(), error["msg"].text());
}

QString EventSummary::ack() const
{
    const QString number = text("reply_to");
    const bool refused = m_root["ok"].exists() && !m_root["ok"].boolean().value_or(true);
    if (refused) {
        const json::Value error = m_root["error"];
        return tr("reply_to %1 refused: %2")
            .arg(number,
                 error.isObject() ? joined({error["code"].text(), error["msg"].text()}) : error.text());
    }
    const QString line = tr("reply_to %1 ok").arg(number);
    if (m_context.answeredUs <= 0 || m_context.answeredUs > m_event->receivedAtUs)
        return line;
    return joined(
        {line, tr("%1 ms after the send").arg((m_event->receivedAtUs - m_context.answeredUs) / 1000)});
}

QString EventSummary::ping() const
{
    return tr("id %1").arg(text("id"));
}

QString EventSummary::pong() const
{
    const QString line = tr("reply_to %1").arg(text("reply_to"));
    if (m_context.answeredUs <= 0 || m_context.answeredUs > m_event->receivedAtUs)
        return line;
    return joined(
        {line, tr("%1 ms after the ping").arg((m_event->receivedAtUs - m_context.answeredUs) / 1000)});
}

// ---- notes
// ------------------------------------------------------------------------------------------------------

QString EventSummary::stateNote() const
{
    const QString cause = text("cause");
    return cause.isEmpty() ? text("state") : text("state") + u": "_s + cause;
}

QString EventSummary::apiNote() const
{
    const QString method = text("method");
    const QString status = m_root["status"].text();
    const QString error = text("error");
    const auto ms = m_root["ms"].integer();
    return joined(
        {status.isEmpty() ? method : method + u' ' + status, error, ms ? tr("%1 ms").arg(*ms) : QString()});
}

QString EventSummary::sendNote() const
{
    const QString step = text("step");
    const json::Value error = m_root["error"];
    if (error.isObject())
        return step + u": "_s + joined({error["code"].text(), error["msg"].text()});
    if (const QString source = text("text"); !source.isEmpty())
        return step + u": "_s + inQuotes(plain(source));
    if (const QString number = m_root["id"].text(); !number.isEmpty())
        return tr("%1 as id %2").arg(step, number);
    // What held it, by which route it went, what proved that it arrived.
    for (const char *member : {"why", "via", "by"}) {
        if (const QString detail = text(member); !detail.isEmpty())
            return step + u": "_s + detail;
    }
    return step;
}

QString EventSummary::gapNote() const
{
    const auto time = [this](std::string_view key) {
        const qint64 us = m_root[key].integer().value_or(0);
        return us > 0 && us <= maxUs ? us : 0;
    };
    const qint64 from = time("from_us");
    const qint64 to = time("to_us");
    const QString cause = text("cause");
    QString line = tr("no connection");
    if (from > 0 && to > 0)
        line = (m_root["resumed"].boolean() == true ? tr("no connection %1 to %2, %3, nothing is missing")
                                                    : tr("no connection %1 to %2, %3"))
                   .arg(clockTime(from).left(8), clockTime(to).left(8), GapWords::duration(to - from));
    else if (from > 0)
        line = tr("no connection since %1").arg(clockTime(from).left(8));
    return cause.isEmpty() ? line : line + u": "_s + cause;
}

//! A ping, pong or close frame of the WebSocket.
QString EventSummary::controlFrame() const
{
    const QString code = text("code");
    const bool isClose = m_event->type == "ws_close"_L1;
    const QString said = isClose ? text("reason") : text("payload");
    return joined({text("by") == "us"_L1 ? tr("by us") : tr("by the server"),
                   !code.isEmpty() ? tr("code %1").arg(code)
                   : isClose       ? tr("no code")
                                   : QString(),
                   said.isEmpty() ? QString() : inQuotes(said)});
}

QString EventSummary::backfillNote() const
{
    const QString gap = tr("gap %1").arg(text("gap"));
    if (!text("channel").isEmpty())
        return joined({gap, backfillOfPlace()});
    if (m_root["state"].string() != "finished")
        return tr("%1, back-fill begins").arg(gap);
    const auto messages = m_root["messages"].integer().value_or(0);
    const auto failed = m_root["failed"].integer().value_or(0);
    return joined(
        {gap,
         tr("back-fill done: %1 in %2, %3")
             .arg(GapWords::messages(messages),
                  counted(m_root["conversations"].integer().value_or(0), tr("1 conversation"),
                          tr("%L1 conversations")),
                  counted(m_root["threads"].integer().value_or(0), tr("1 thread"), tr("%L1 threads"))),
         failed > 0 ? tr("%L1 refused").arg(failed) : QString()});
}

QString EventSummary::backfillOfPlace() const
{
    QString place = channelName(text("channel"));
    if (const QString thread = text("thread_ts"); !thread.isEmpty())
        place = tr("thread %1 in %2").arg(quotedTarget(text("channel"), thread), place);
    const std::string_view state = m_root["state"].string();
    if (state == "waiting") {
        const auto wait = m_root["retry_after_ms"].integer().value_or(0);
        return tr("%1: rate-limited, goes on in %2")
            .arg(place, GapWords::duration(std::clamp<qint64>(wait, 0, maxUs / 1000) * 1000));
    }
    if (state == "failed") {
        const QString why = m_root["error"]["msg"].text();
        return tr("%1: not back-filled: %2").arg(place, why.isEmpty() ? m_root["error"]["code"].text() : why);
    }
    const auto messages = m_root["messages"].integer().value_or(0);
    return messages == 0 ? tr("%1: nothing was missed").arg(place)
                         : tr("%1: %2 back-filled").arg(place, GapWords::messages(messages));
}

QString EventSummary::otherNote() const
{
    const QString comment = text("text");
    return comment.isEmpty() ? scalars() : comment;
}

// ---- what we have no words for
// ----------------------------------------------------------------------------------

QString EventSummary::unknown() const
{
    if (!m_root.isObject())
        return tr("JSON, but no object");
    if (m_event->type.isEmpty())
        return counted(m_root.size(), tr("no type, 1 member"), tr("no type, %L1 members"));
    return counted(m_root.size(), tr("unknown type, 1 member"), tr("unknown type, %L1 members"));
}

//! The first plain members: for types that need no words of their own.
QString EventSummary::scalars() const
{
    QStringList parts;
    qsizetype length = 0;
    for (const auto member : m_root.members()) {
        const bool plumbing = member.key == "type" || member.key == "kind" || member.key == "event_ts" ||
                              member.key == "channel" || member.key == "user" || member.key == "id";
        if (plumbing || member.value.isObject() || member.value.isArray() || member.value.isNull())
            continue;
        const QString value = member.value.text();
        if (value.isEmpty())
            continue;
        parts << QString::fromUtf8(member.key.data(), qsizetype(member.key.size())) + u' ' +
                     value.left(maxLength);
        length += parts.back().size();
        if (length > maxLength)
            break;
    }
    return joined(parts);
}

} // namespace rtmscope
