// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/messagecontent.h"

#include "core/json/json.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! "good", "warning", "danger", or hex with or without '#'.
QColor barColour(const QString &word)
{
    if (word == "good"_L1)
        return QColor(0x2e, 0xb8, 0x86);
    if (word == "warning"_L1)
        return QColor(0xda, 0xa0, 0x38);
    if (word == "danger"_L1)
        return QColor(0xc9, 0x3a, 0x3a);
    if (word.isEmpty())
        return {};
    return QColor(word.startsWith(u'#') ? word : u'#' + word);
}

AttachmentContent attachmentOf(const json::Value &value, const QString &path)
{
    AttachmentContent result;
    const auto rich = [&](std::string_view key) {
        return parseMrkdwn(value[key].text(),
                           path + u'.' + QString::fromUtf8(key.data(), qsizetype(key.size())));
    };
    result.bar = barColour(value["color"].text());
    result.pretext = rich("pretext");
    result.author = value["author_name"].text();
    if (result.author.isEmpty())
        result.author = value["service_name"].text();
    result.title = unescapeEntities(value["title"].text());
    result.titleLink = value["title_link"].text();
    result.text = rich("text");
    if (result.text.isEmpty() && value["blocks"].isArray())
        result.text = parseBlocks(value["blocks"].toJson(), path + ".blocks"_L1);
    for (const auto field : value["fields"].elements())
        result.fields.append(
            {unescapeEntities(field["title"].text()), parseMrkdwn(field["value"].text(), path)});
    result.footer = unescapeEntities(value["footer"].text());
    const bool silent = result.text.isEmpty() && result.title.isEmpty() && result.pretext.isEmpty() &&
                        result.fields.isEmpty();
    if (silent)
        result.text = parseMrkdwn(value["fallback"].text(), path + ".fallback"_L1);
    return result;
}

QList<AttachmentContent> attachmentsOf(const QByteArray &text)
{
    QList<AttachmentContent> result;
    if (text.isEmpty())
        return result;
    json::Document document;
    if (!document.parse(text))
        return result;
    int index = 0;
    for (const auto element : document.root().elements())
        result.append(attachmentOf(element, u"attachments[%1]"_s.arg(index++)));
    return result;
}

} // namespace

MessageContent contentOf(const Message &message)
{
    MessageContent content;
    if (!message.blocks.text().isEmpty())
        content.text = parseBlocks(message.blocks.text(), u"blocks"_s);
    if (content.text.isEmpty())
        content.text = parseMrkdwn(message.text, u"text"_s);
    content.attachments = attachmentsOf(message.attachments.text());
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
