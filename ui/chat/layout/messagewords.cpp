// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/layout/messagewords.h"

#include "core/workspace/workspace.h"
#include "ui/chat/layout/lifewords.h"
#include "ui/chat/layout/messagecontent.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace rtmscope::words {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QDateTime localTime(qint64 us)
{
    return QDateTime::fromMSecsSinceEpoch(us / 1000);
}

//! A name among words: as long as the service lets names be, since a text may hold hundreds of them.
QString inText(const QString &name)
{
    constexpr qsizetype longest = 80;
    return shortened(name, longest);
}

QString withoutIsolates(QString text)
{
    text.remove(QChar(0x2068));
    text.remove(QChar(0x2069));
    return text;
}

//! Glued like sentences: a full stop unless the text brought its own end.
void addSentence(QString &to, const QString &sentence)
{
    if (sentence.isEmpty())
        return;
    if (!to.isEmpty()) {
        if (!u".!?…:"_s.contains(to.back()))
            to += u'.';
        to += u' ';
    }
    to += sentence;
}

} // namespace

QString timeOfDay(qint64 us)
{
    return us > 0 ? localTime(us).toString(u"HH:mm"_s) : u"?"_s;
}

QString moment(qint64 us)
{
    if (us <= 0)
        return Words::tr("It does not say when it was written, or not so that it can be read");
    const QDateTime time = localTime(us);
    return QLocale().toString(time.date(), u"dddd d MMMM yyyy"_s) + u", "_s +
           time.toString(u"HH:mm:ss.zzz"_s);
}

QDate localDate(qint64 us)
{
    return us > 0 ? localTime(us).date() : QDate();
}

QString day(QDate date, QDate today)
{
    if (!date.isValid())
        return {};
    return QLocale().toString(date, date.year() == today.year() ? u"dddd d MMMM"_s : u"dddd d MMMM yyyy"_s);
}

bool isOwn(const Message &message, const Workspace &workspace)
{
    return workspace.isOwn(message);
}

bool isApp(const Message &message, const Workspace &workspace)
{
    if (message.bot || message.subtype == "bot_message"_L1)
        return true;
    const User *user = workspace.user(message.user);
    return user && user->isBot;
}

QString author(const Message &message, const Workspace &workspace)
{
    if (isOwn(message, workspace))
        return Words::tr("You");
    const QString name = workspace.authorName(message);
    return name.isEmpty() ? Words::tr("Unknown") : name;
}

QString span(const Span &span, const Workspace &workspace)
{
    const auto label = [&span] { return cleanLine(span.text); };
    const auto target = [&span] { return cleanName(span.target); };
    switch (span.kind) {
    case Span::Kind::User:
    case Span::Kind::Subteam: {
        const QString name = plainSpan(span, &workspace);
        return name.startsWith(u'@') ? u'@' + isolated(inText(name.mid(1))) : isolated(inText(name));
    }
    case Span::Kind::Channel: {
        const QString name = plainSpan(span, &workspace);
        if (name == target())
            return name;
        return name.startsWith(u'#') ? u'#' + isolated(inText(name.mid(1))) : isolated(inText(name));
    }
    case Span::Kind::Broadcast:
        return plainSpan(span, &workspace);
    case Span::Kind::Emoji: {
        const QString glyph = workspace.emojiGlyph(span.target);
        if (!glyph.isEmpty())
            return glyph;
        return span.text.isEmpty() ? u':' + target() + u':' : label();
    }
    case Span::Kind::Link:
        return span.text.isEmpty()        ? cleanLine(span.target)
               : span.text == span.target ? label()
                                          : workspace.withEmoji(label());
    case Span::Kind::Text:
    case Span::Kind::Date:
    case Span::Kind::Control:
        break;
    }
    return cleanLines(span.text);
}

QString emojiTip(const QString &name, const Workspace &workspace)
{
    const QString shown = u':' + cleanLine(name) + u':';
    const QString bare = name.section(u"::"_s, 0, 0);
    const QString meant = workspace.emojiName(bare);
    if (!workspace.emojiGlyph(name).isEmpty())
        return meant == bare ? shown : Words::tr("%1, another name of :%2:").arg(shown, cleanLine(meant));
    if (!workspace.customEmoji(bare).isEmpty())
        return Words::tr("%1\nA picture of this workspace's own. Pictures are not fetched.").arg(shown);
    return Words::tr("%1\nNo emoji of this name is known.").arg(shown);
}

QStringList peculiarities(const Message &message)
{
    QStringList found;
    if (message.ephemeral)
        found.append(Words::tr("Only visible to you"));
    if (const QString kind = kindLabel(message); !kind.isEmpty())
        found.append(kind);
    return found;
}

QString plain(const RichText &text, const Workspace &workspace)
{
    QString words =
        withoutIsolates(text.plain([&workspace](const Span &part) { return span(part, workspace); }));
    for (const TextBlock &block : text.blocks) {
        if (block.rowsLeftOut > 0)
            words += u'\n' + moreRows(block.rowsLeftOut);
    }
    return words;
}

static QString plain(const Message &message, const Workspace &workspace, Extent extent)
{
    const MessageContent content = contentOf(message, extent);
    QStringList parts;
    const auto add = [&parts](const QString &part) {
        if (!part.isEmpty())
            parts.append(part);
    };
    add(plain(isSystemLine(message) ? systemLine(content.text, message, workspace) : content.text,
              workspace));
    for (const Attachment &attachment : content.attachments) {
        add(plain(attachment.pretext, workspace));
        add(plain(attachment.body, workspace));
    }
    for (const FileSummary &file : message.files)
        add(fileTitle(file));
    if (content.leftOut > 0)
        add(leftOut(content.leftOut));
    return parts.join(u'\n');
}

QString plain(const Message &message, const Workspace &workspace)
{
    return plain(message, workspace, Extent::Whole);
}

QString leftOut(qsizetype letters)
{
    return Words::tr("… and %1 more characters. The event has them all.").arg(QLocale().toString(letters));
}

QString moreRows(qsizetype rows)
{
    return rows == 1 ? Words::tr("… and 1 more row. The event has them all.")
                     : Words::tr("… and %1 more rows. The event has them all.").arg(QLocale().toString(rows));
}

QString accessible(const Message &message, const Workspace &workspace, bool recorded)
{
    QString body =
        message.tombstone ? Words::tr("This message was deleted") : plain(message, workspace, Extent::Shown);
    if (message.placeholder)
        body = Words::tr("The first message of this thread is not loaded");
    body.replace(u'\n', u' ');
    QString text =
        isSystemLine(message)
            ? body
            : Words::tr("%1, %2, %3").arg(author(message, workspace), timeOfDay(message.timeUs), body);
    if (message.ephemeral)
        addSentence(text, Words::tr("Only visible to you."));
    if (message.replyCount > 0)
        addSentence(text, replies(message.replyCount) + u'.');
    for (const Reaction &each : message.reactions)
        addSentence(text, u"%1 %2."_s.arg(QString(each.name).replace(u'_', u' ')).arg(each.count));
    if (message.editedTs)
        addSentence(text, Words::tr("Edited."));
    if (message.deleted)
        addSentence(text, Words::tr("Deleted."));
    if (message.missed)
        addSentence(text, Words::tr("Back-filled."));
    QString mark = delivery(message, workspace, recorded).remove(u"✓ "_s);
    if (!mark.isEmpty())
        addSentence(text, mark.replace(0, 1, mark.at(0).toUpper()) + u'.');
    addSentence(text, trouble(message, workspace, recorded));
    return text;
}

QString replies(int count)
{
    // Spelled out for English, which ships without a translation file.
    return count == 1 ? Words::tr("1 reply") : Words::tr("%1 replies").arg(QLocale().toString(count));
}

QString delivery(const Message &message, const Workspace &workspace, bool recorded)
{
    const SendLife *life = workspace.sendLife(message.local);
    const SendStep *last = life && !life->steps.isEmpty() ? &life->steps.constLast() : nullptr;
    switch (message.delivery) {
    case Delivery::Queued:
        if (recorded)
            return Words::tr("not sent in this capture");
        return last && last->kind == SendStep::Kind::Held ? Words::tr("queued, %1").arg(step(*last))
                                                          : Words::tr("queued");
    case Delivery::Written:
        return recorded ? Words::tr("no ack in this capture") : Words::tr("sending…");
    case Delivery::Sent:
        if (const SendStep *found = life ? life->last(SendStep::Kind::Found) : nullptr;
            found && message.ackMs < 0)
            return Words::tr("✓ %1").arg(step(*found));
        // Seen in an event or a page, while its own answer is still to come.
        if (message.ackMs < 0 && life && !life->last(SendStep::Kind::Acknowledged))
            return Words::tr("✓ on the server");
        return message.ackMs < 0
                   ? Words::tr("✓ acknowledged")
                   : Words::tr("✓ acknowledged in %1 ms").arg(QLocale().toString(message.ackMs));
    case Delivery::Received:
    case Delivery::Unconfirmed:
    case Delivery::Failed:
        break;
    }
    return {};
}

QString trouble(const Message &message, const Workspace &workspace, bool recorded)
{
    if (message.delivery == Delivery::Failed)
        return message.failure.isEmpty() ? Words::tr("Not sent.")
                                         : Words::tr("Not sent: %1").arg(message.failure);
    if (message.delivery != Delivery::Unconfirmed)
        return {};
    const SendLife *life = workspace.sendLife(message.local);
    switch (life ? life->doubt() : SendLife::Doubt::None) {
    case SendLife::Doubt::Checking:
        if (recorded)
            return Words::tr("%1 The capture ends before it was known whether it arrived.")
                .arg(message.failure)
                .trimmed();
        return message.failure.isEmpty() ? Words::tr("Checking whether it arrived…")
                                         : Words::tr("%1 Checking whether it arrived…").arg(message.failure);
    case SendLife::Doubt::Missing:
        return recorded
                   ? Words::tr("Not on the server: it was lost on the way, or never left.")
                   : Words::tr(
                         "Not on the server: it was lost on the way, or never left. Safe to send again.");
    case SendLife::Doubt::Unchecked:
        return Words::tr("It may have arrived, but that could not be checked. %1").arg(message.failure);
    case SendLife::Doubt::None:
        break;
    }
    return message.failure.isEmpty() ? Words::tr("No acknowledgement: it may have arrived.")
                                     : Words::tr("No acknowledgement: %1").arg(message.failure);
}

QString fileDetails(const FileSummary &file)
{
    QStringList parts;
    if (!file.prettyType.isEmpty())
        parts.append(file.prettyType);
    if (!file.external.isEmpty())
        parts.append(file.external == "external"_L1 ? Words::tr("kept elsewhere")
                                                    : Words::tr("kept elsewhere (%1)").arg(file.external));
    if (file.size >= 0)
        parts.append(QLocale().formattedDataSize(file.size, 1, QLocale::DataSizeTraditionalFormat));
    return parts.join(u" · "_s);
}

QString reaction(const Reaction &reaction, const Workspace &workspace)
{
    QStringList names;
    constexpr qsizetype mostNames = 20;
    for (const UserId &user : reaction.users.first(std::min(reaction.users.size(), mostNames)))
        names.append(user == workspace.self() ? Words::tr("you") : isolated(workspace.userName(user)));
    const auto others = reaction.count - names.size();
    const QString tip = emojiTip(reaction.name, workspace);
    const QString name = tip.section(u'\n', 0, 0);
    const QString hint = tip.contains(u'\n') ? u'\n' + tip.section(u'\n', 1) : QString();
    if (names.isEmpty())
        return Words::tr("%1 %2 times").arg(name, QString::number(reaction.count)) + hint;
    if (others > 0)
        return Words::tr("%1 from %2 and %3 more").arg(name, names.join(u", "_s), QString::number(others)) +
               hint;
    return Words::tr("%1 from %2").arg(name, names.join(u", "_s)) + hint;
}

QString typing(const Conversation &conversation, const MessageTs &thread, const Workspace &workspace)
{
    QStringList names;
    for (const Typing &each : conversation.typing()) {
        if (each.threadTs == thread && each.user != workspace.self())
            names.append(isolated(workspace.userName(each.user)));
    }
    switch (names.size()) {
    case 0:
        return {};
    case 1:
        return Words::tr("%1 is typing…").arg(names[0]);
    case 2:
        return Words::tr("%1 and %2 are typing…").arg(names[0], names[1]);
    default:
        return Words::tr("%1 people are typing…").arg(names.size());
    }
}

QString closed(const Conversation &conversation)
{
    return conversation.isArchived()
               ? Words::tr("Archived: it can be read, but nobody can write here any more.")
               : QString();
}

} // namespace rtmscope::words
