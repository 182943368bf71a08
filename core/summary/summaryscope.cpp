// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/summary/summaryscope.h"

#include "core/mrkdwn/richtext.h"
#include "core/summary/plainwords.h"
#include "core/text/cleantext.h"
#include "core/workspace/messageobject.h"
#include "core/workspace/workspace.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// A frame with more than this is not taken apart for one line.
constexpr qsizetype maxBlocks = 64 * 1024;
constexpr qsizetype mostOfFiles = 80;

} // namespace

QString SummaryScope::text(std::string_view key) const
{
    return root[key].text();
}

QString SummaryScope::plain(const QString &mrkdwn) const
{
    return plain(parseMrkdwn(mrkdwn.left(maxSource), u"text"_s));
}

QString SummaryScope::plain(const RichText &rich) const
{
    return rich.plain([this](const Span &span) { return plainSpan(span, context.workspace); });
}

//! The signs of a text that says it has no markup are what was written.
QString SummaryScope::plainText(const Message &message) const
{
    return message.typed ? plain(parseTyped(message.text.left(maxSource), u"text"_s)) : plain(message.text);
}

QString SummaryScope::userName(const QString &id) const
{
    return context.workspace ? context.workspace->userName(UserId(id)) : id;
}

QString SummaryScope::channelName(const QString &id) const
{
    return context.workspace ? context.workspace->conversationName(ChannelId(id)) : id;
}

QString SummaryScope::personName(json::Value user, const QString &told) const
{
    const QString id = user.isObject() ? user["id"].text() : user.text();
    QString name = id.isEmpty() ? QString() : userName(id);
    if (name == id) { // nobody knows the person
        for (const QString &candidate :
             {told, user["real_name"].text(), user["username"].text(), user["name"].text(), id}) {
            name = cleanName(candidate);
            if (!name.isEmpty())
                break;
        }
    }
    return name.isEmpty() ? tr("somebody") : name;
}

QString SummaryScope::placeName(json::Value channel, const QString &told) const
{
    const QString id = channel.isObject() ? channel["id"].text() : channel.text();
    const QString name = id.isEmpty() ? QString() : channelName(id);
    if (name != id || told.isEmpty())
        return name;
    // These stand for names that the app must not know.
    if (told == "directmessage"_L1)
        return tr("a direct message");
    return told == "privategroup"_L1 ? tr("a private channel") : u'#' + cleanName(told);
}

QString SummaryScope::quotedMessage(json::Value message) const
{
    const QString body = messageBody(message);
    return body.isEmpty() ? QString() : inQuotes(body);
}

QString SummaryScope::quotedTarget(const QString &channel, const QString &ts) const
{
    if (context.workspace) {
        const Conversation *conversation = context.workspace->conversation(ChannelId(channel));
        const Message *message = conversation ? conversation->find(MessageTs(ts)) : nullptr;
        if (message && !message->text.isEmpty())
            return inQuotes(plainText(*message));
    }
    const qint64 timeUs = MessageTs(ts).toMicroseconds();
    return timeUs > 0 ? tr("the message of %1").arg(clockTime(timeUs).left(8)) : QString();
}

//! What the message says, as it is shown: blocks before the text that stands in for them, then what else it
//! carries.
QString SummaryScope::messageBody(json::Value object) const
{
    const Message message = readOutline(object, mostBytes);
    QString body = blockWords(object["blocks"]);
    if (isBlank(body))
        body = plainText(message);
    if (isBlank(body))
        body = attachmentWords(object["attachments"]);
    const QString files = filesWords(message.files);
    if (isBlank(body))
        body = files;
    else if (!files.isEmpty())
        body =
            u"%1 [%2]"_s.arg(oneLine(body, maxLineLength - std::min(files.size() + 4, mostOfFiles)), files);
    if (isBlank(body) && !message.subtype.isEmpty())
        body = plain(standIn(message));
    return isBlank(body) ? QString() : body;
}

//! Empty where none of the blocks can be shown: the text says more than their names.
QString SummaryScope::blockWords(json::Value blocks) const
{
    if (blocks.size() == 0 || event.raw.size() > maxBlocks)
        return {};
    RichText rich = parseBlocks(blocks.toJson(), u"blocks"_s);
    const bool shown = std::any_of(rich.blocks.begin(), rich.blocks.end(), [](const TextBlock &block) {
        return block.kind != TextBlock::Kind::Unsupported && block.kind != TextBlock::Kind::Divider;
    });
    return shown ? plain(rich) : QString();
}

QString SummaryScope::attachmentWords(json::Value attachments) const
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

} // namespace rtmscope
