// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/layout/messagecontent.h"

#include "core/mrkdwn/shorten.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// Reading more than this for each look at a message would be felt.
constexpr qsizetype mostBytes = 512 * 1024;

RichText textOf(const Message &message, const QString &text)
{
    return message.typed ? parseTyped(text, u"text"_s) : parseMrkdwn(text, u"text"_s);
}

//! The message's text behind blocks of which one can't be drawn, unless the others say the same.
void addFallback(RichText &blocks, const RichText &text)
{
    RichText drawn;
    std::copy_if(blocks.blocks.cbegin(), blocks.blocks.cend(), std::back_inserter(drawn.blocks),
                 [](const TextBlock &block) { return block.kind != TextBlock::Kind::Unsupported; });
    const QString said = text.plain().simplified();
    if (!said.isEmpty() && !drawn.plain().simplified().contains(said))
        blocks.blocks.append(text.blocks);
}

} // namespace

MessageContent contentOf(const Message &message, Extent extent)
{
    constexpr qsizetype noEnd = std::numeric_limits<qsizetype>::max() / 2;
    ShownExtent shown(extent == Extent::Whole ? noEnd : ShownExtent::mostOfMessage);
    const auto isReadable = [extent](const QByteArray &json) {
        return !json.isEmpty() && (extent == Extent::Whole || json.size() <= mostBytes);
    };
    MessageContent content;
    const QByteArray blocks = message.blocks.text();
    if (isReadable(blocks))
        content.text = parseBlocks(
            blocks, u"blocks"_s, message.text.isEmpty() ? UnknownBlocks::NameAndWords : UnknownBlocks::Name);
    else if (message.text.isEmpty())
        shown.admits(blocks.size());
    if (content.text.isEmpty())
        content.text = textOf(message, shown.beginningOf(message.text));
    else if (content.text.hasUnsupported())
        addFallback(content.text, textOf(message, ShownExtent(shown).beginningOf(message.text)));
    shown.shorten(content.text);

    const QByteArray attachments = message.attachments.text();
    if (isReadable(attachments))
        content.attachments = parseAttachments(attachments, u"attachments"_s);
    else
        content.leftOut += attachments.size();
    for (Attachment &attachment : content.attachments) {
        shown.shorten(attachment.pretext);
        shown.shorten(attachment.body);
    }
    content.attachments.removeIf([](const Attachment &attachment) {
        return attachment.pretext.isEmpty() && attachment.body.isEmpty();
    });
    content.leftOut += shown.leftOut();
    // Whatever came: a row is never empty.
    const bool shows = hasWords(content.text) || !message.files.isEmpty() || content.leftOut > 0 ||
                       std::any_of(content.attachments.cbegin(), content.attachments.cend(),
                                   [](const Attachment &attachment) {
                                       return hasWords(attachment.pretext) || hasWords(attachment.body);
                                   });
    if (!shows) {
        content.text = standIn(message);
        content.attachments.clear();
    } else if (!hasWords(content.text)) {
        content.text = {};
    }
    return content;
}

} // namespace rtmscope
