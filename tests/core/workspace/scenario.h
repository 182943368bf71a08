// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/eventdecoder.h"
#include "core/events/innerevent.h"
#include "core/json/json.h"
#include "core/workspace/workspace.h"

#include <QStringList>

//! Builds workspaces from lines of text, and texts from workspaces, so that fixtures read like what they
//! mean.
namespace rtmscope::testing {

//! One entry of the record from a line: "in {…}", "out {…}" or "note {…}". Seconds pass between entries.
inline Event entry(const QByteArray &line, quint64 seq)
{
    using namespace Qt::StringLiterals;
    Event event;
    event.seq = seq;
    event.receivedAtUs = 1'000'000'000 + static_cast<qint64>(seq) * 1'000'000;
    event.connection = 1;
    event.direction = line.startsWith("in ")    ? Direction::In
                      : line.startsWith("out ") ? Direction::Out
                                                : Direction::Note;
    event.raw = line.mid(line.indexOf(' ') + 1);
    json::Document document;
    if (!document.parse(event.raw)) {
        event.form = FrameForm::Text;
        return event;
    }
    const json::Value root = document.root();
    if (event.direction == Direction::In && mayBeEnvelope(root["type"].string())) {
        EventDecoder::readHeader(&event);
        return event;
    }
    event.type = event.direction == Direction::Note ? root["kind"].text() : root["type"].text();
    event.subtype = root["subtype"].text();
    if (event.type.isEmpty() && root["reply_to"].exists())
        event.type = u"ack"_s;
    return event;
}

inline QString dumpMessage(const Workspace &workspace, const Message &message)
{
    using namespace Qt::StringLiterals;
    static const QStringList deliveries{u""_s,     u"queued"_s,      u"written"_s,
                                        u"sent"_s, u"unconfirmed"_s, u"failed"_s};
    QStringList words{message.ts ? message.ts.text() : u"-"_s, workspace.authorName(message),
                      u'"' + message.text + u'"'};
    const auto add = [&words](bool condition, const QString &word) {
        if (condition)
            words += word;
    };
    add(!message.local.isEmpty(), u"local="_s + message.local);
    add(message.delivery != Delivery::Received, deliveries[static_cast<int>(message.delivery)]);
    add(!message.failure.isEmpty(), u"failure='"_s + message.failure + u'\'');
    add(message.isReply(), u"in="_s + message.threadTs.text());
    add(message.broadcast, u"broadcast"_s);
    add(message.isParent(),
        u"replies=%1 latest=%2"_s.arg(message.replyCount).arg(message.latestReply.text()));
    add(!message.editedTs.isEmpty(), u"edited"_s);
    add(message.deleted, u"deleted"_s);
    add(message.tombstone, u"tombstone"_s);
    add(message.placeholder, u"placeholder"_s);
    add(message.backfilled, u"backfilled"_s);
    add(message.mentionsMe, u"forme"_s);
    add(!message.blocks.isEmpty(), u"blocks"_s);
    for (const FileSummary &file : message.files)
        words += u"file="_s + (file.title.isEmpty() ? file.mode : file.title);
    for (const Reaction &reaction : message.reactions)
        words += u':' + reaction.name + u':' + QString::number(reaction.count);
    add(!message.subtype.isEmpty() && !message.broadcast && !message.tombstone,
        u"subtype="_s + message.subtype);
    return words.join(u' ');
}

inline QString dumpConversation(const Workspace &workspace, const Conversation &conversation)
{
    using namespace Qt::StringLiterals;
    static const QStringList kinds{u"channel"_s, u"private"_s, u"direct"_s, u"group"_s};
    QStringList words{workspace.conversationName(conversation.id()), conversation.id().text(),
                      kinds[static_cast<int>(conversation.kind())]};
    const auto add = [&words](bool condition, const QString &word) {
        if (condition)
            words += word;
    };
    add(conversation.isOpen(), u"open"_s);
    add(conversation.isMember(), u"member"_s);
    add(conversation.isArchived(), u"archived"_s);
    add(conversation.memberCount() >= 0, u"members=%1"_s.arg(conversation.memberCount()));
    add(!conversation.topic().isEmpty(), u"topic='"_s + conversation.topic() + u'\'');
    add(!conversation.purpose().isEmpty(), u"purpose='"_s + conversation.purpose() + u'\'');
    add(!conversation.lastRead().isEmpty(), u"read="_s + conversation.lastRead().text());
    add(conversation.unreadCount() > 0, u"unread=%1"_s.arg(conversation.unreadCount()));
    add(conversation.mentionCount() > 0, u"mentions=%1"_s.arg(conversation.mentionCount()));
    add(conversation.historyLoaded(), u"history from="_s + conversation.historyFrom().text());
    add(conversation.historyComplete(), u"complete"_s);
    for (const Typing &typing : conversation.typing())
        words += u"typing="_s + workspace.userName(typing.user) +
                 (typing.threadTs ? u"@"_s + typing.threadTs.text() : QString());
    QString text = words.join(u' ') + u'\n';
    for (const Message &message : conversation.messages())
        text += u"  "_s + dumpMessage(workspace, message) + u'\n';
    return text;
}

//! Everything a person could see, conversations in order of their ids.
inline QString dump(const Workspace &workspace)
{
    QList<ChannelId> ids = workspace.conversations().keys();
    std::sort(ids.begin(), ids.end());
    QString text;
    for (const ChannelId &id : std::as_const(ids)) {
        const Conversation &conversation = *workspace.conversation(id);
        if (conversation.id() == id) // else it has another by now
            text += dumpConversation(workspace, conversation);
    }
    return text;
}

} // namespace rtmscope::testing
