// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/messagechanges.h"

#include "core/mrkdwn/richtext.h"
#include "core/summary/linewords.h"
#include "core/summary/plainwords.h"
#include "core/text/cleantext.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype mostLetters = 50;
constexpr qsizetype mostSource = 4 * mostLetters;

QString tr(const char *words)
{
    return QCoreApplication::translate("rtmscope::MessageChanges", words);
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString deliveryWords(Delivery delivery)
{
    switch (delivery) {
    case Delivery::Received:
        return tr("received");
    case Delivery::Queued:
        return tr("waiting");
    case Delivery::Written:
        return tr("written");
    case Delivery::Sent:
        return tr("acknowledged");
    case Delivery::Unconfirmed:
        return tr("in doubt");
    case Delivery::Failed:
        break;
    }
    return tr("failed");
}

} // namespace

QString messageTime(const MessageTs &ts)
{
    const qint64 us = ts.toMicroseconds();
    return us > 0 ? dateAndTime(us).left(19) : shortened(cleanLine(ts.text()), 20);
}

//! The beginning of what it says, without markup.
QString MessageChanges::words(const Message &message) const
{
    const QString source = message.text.left(mostSource);
    const RichText rich = message.typed ? parseTyped(source, u"text"_s) : parseMrkdwn(source, u"text"_s);
    const QString plain = rich.plain([this](const Span &span) { return plainSpan(span, &m_workspace); });
    return shortened(cleanLine(m_workspace.withEmoji(plain)), mostLetters);
}

QString MessageChanges::name(const Message &message) const
{
    const QString text = words(message);
    if (text.isEmpty())
        return message.ts ? tr("%1, the message of %2").arg(m_place, messageTime(message.ts))
                          : tr("%1, a message").arg(m_place);
    return tr("%1, “%2”").arg(m_place, text);
}

QString MessageChanges::fresh(const Message &message) const
{
    const QString author = shortened(cleanLine(m_workspace.authorName(message)), mostLetters);
    if (message.placeholder)
        return tr("%1: a place for the first message of a thread, which is not known yet.").arg(m_place);
    if (message.tombstone)
        return tr("%1: what is left of a deleted message with a thread.").arg(m_place);
    if (message.isReply())
        return tr("%1: a reply by %2 to the message of %3.")
            .arg(m_place, author, messageTime(message.threadTs));
    if (message.delivery != Delivery::Received)
        return tr("%1: a message of yours, %2.").arg(m_place, deliveryWords(message.delivery));
    return tr("%1: a message by %2.").arg(m_place, author);
}

void MessageChanges::content(QStringList &lines, const Message &was, const Message &now) const
{
    if (was.text != now.text)
        lines << tr("%1: another text.").arg(name(now));
    if (was.editedTs != now.editedTs && now.editedTs)
        lines << tr("%1: marked as edited.").arg(name(now));
    if (was.blocks != now.blocks && was.text == now.text)
        lines << tr("%1: other blocks.").arg(name(now));
    if (was.attachments != now.attachments)
        lines << tr("%1: other attachments, such as the preview of a link.").arg(name(now));
    if (was.files != now.files)
        lines << tr("%1: other files.").arg(name(now));
}

void MessageChanges::thread(QStringList &lines, const Message &was, const Message &now) const
{
    if (was.replyCount != now.replyCount) {
        const QString count =
            now.replyCount == 1 ? tr("1 reply now") : tr("%1 replies now").arg(number(now.replyCount));
        lines << tr("%1: %2 (was %3).").arg(name(now), count, number(was.replyCount));
    }
    if (was.placeholder && !now.placeholder)
        lines << tr("%1: the first message of the thread is known now.").arg(m_place);
    if (!was.tombstone && now.tombstone)
        lines << tr("%1: deleted; its thread stays.").arg(name(was));
}

void MessageChanges::reactions(QStringList &lines, const Message &was, const Message &now) const
{
    const auto count = [](const QList<Reaction> &list, const QString &name) {
        const auto found =
            std::find_if(list.begin(), list.end(), [&name](const Reaction &r) { return r.name == name; });
        return found == list.end() ? 0 : found->count;
    };
    QStringList names;
    for (const QList<Reaction> &list : {was.reactions, now.reactions}) {
        for (const Reaction &reaction : list) {
            if (!names.contains(reaction.name))
                names << reaction.name;
        }
    }
    for (const QString &emoji : std::as_const(names)) {
        const int before = count(was.reactions, emoji);
        const int after = count(now.reactions, emoji);
        if (before != after)
            lines << tr("%1: :%2: %3 → %4.")
                         .arg(name(now), shortened(cleanLine(emoji), mostLetters), number(before),
                              number(after));
    }
}

void MessageChanges::fate(QStringList &lines, const Message &was, const Message &now) const
{
    if (!was.deleted && now.deleted)
        lines << tr("%1: deleted; it stays as a ghost.").arg(name(now));
    if (was.delivery != now.delivery)
        lines << tr("%1: %2 → %3.").arg(name(now), deliveryWords(was.delivery), deliveryWords(now.delivery));
    if (!was.ts && now.ts)
        lines << tr("%1 is called %2 by the server.").arg(name(now), cleanLine(now.ts.text()));
    if (!was.mentionsMe && now.mentionsMe)
        lines << tr("%1: mentions you.").arg(name(now));
}

QStringList MessageChanges::of(const Message *was, const Message &now) const
{
    if (!was)
        return {fresh(now)};
    QStringList lines;
    content(lines, *was, now);
    thread(lines, *was, now);
    reactions(lines, *was, now);
    fate(lines, *was, now);
    if (lines.isEmpty() && now.lastSeq == m_seq)
        lines << tr("%1: details of it.").arg(name(now));
    return lines;
}

} // namespace rtmscope
