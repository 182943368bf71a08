// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/messagecontent.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

RichText textOf(const Message &message)
{
    return message.typed ? parseTyped(message.text, u"text"_s) : parseMrkdwn(message.text, u"text"_s);
}

//! The message's text behind blocks of which one can't be drawn, unless the others say the same.
void addFallback(RichText &blocks, const Message &message)
{
    RichText drawn;
    std::copy_if(blocks.blocks.cbegin(), blocks.blocks.cend(), std::back_inserter(drawn.blocks),
                 [](const TextBlock &block) { return block.kind != TextBlock::Kind::Unsupported; });
    const RichText text = textOf(message);
    const QString said = text.plain().simplified();
    if (!said.isEmpty() && !drawn.plain().simplified().contains(said))
        blocks.blocks.append(text.blocks);
}

} // namespace

MessageContent contentOf(const Message &message)
{
    MessageContent content;
    if (!message.blocks.text().isEmpty())
        content.text =
            parseBlocks(message.blocks.text(), u"blocks"_s,
                        message.text.isEmpty() ? UnknownBlocks::NameAndWords : UnknownBlocks::Name);
    if (content.text.isEmpty())
        content.text = textOf(message);
    else if (content.text.hasUnsupported())
        addFallback(content.text, message);
    content.attachments = parseAttachments(message.attachments.text(), u"attachments"_s);
    return content;
}

bool isSystemLine(const Message &message)
{
    static const QSet<QString> kinds = [] {
        QSet<QString> all{u"pinned_item"_s,
                          u"unpinned_item"_s,
                          u"bot_add"_s,
                          u"bot_remove"_s,
                          u"bot_enable"_s,
                          u"bot_disable"_s,
                          u"reminder_add"_s,
                          u"reminder_delete"_s,
                          u"huddle_thread"_s,
                          u"sh_room_created"_s,
                          u"sh_room_shared"_s,
                          u"joiner_notification"_s,
                          u"app_conversation_join"_s,
                          u"mpdm_move"_s,
                          u"tabbed_canvas_updated"_s};
        for (const auto *prefix : {"channel_", "group_"}) {
            for (const auto *what : {"join", "leave", "topic", "purpose", "name", "archive", "unarchive",
                                     "posting_permissions", "convert_to_private", "convert_to_public"})
                all.insert(QLatin1String(prefix) + QLatin1String(what));
        }
        return all;
    }();
    return kinds.contains(message.subtype);
}

} // namespace rtmscope
