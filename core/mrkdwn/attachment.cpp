// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/attachment.h"

#include "core/mrkdwn/blockparts.h"
#include "core/mrkdwn/datetext.h"
#include "core/mrkdwn/mrkdwn.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rtmscope {

using namespace Qt::StringLiterals;
using blockparts::elementPath;
using blockparts::memberPath;
using json::Value;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("BlockText", words);
}

//! "good", "warning", "danger", or hex of three or six digits with or without '#'.
QString colourOf(const QString &word)
{
    if (word == "good"_L1)
        return u"#2eb886"_s;
    if (word == "warning"_L1)
        return u"#daa038"_s;
    if (word == "danger"_L1)
        return u"#c93a3a"_s;
    const QString digits = word.startsWith(u'#') ? word.sliced(1) : word;
    const bool isHex = std::all_of(digits.begin(), digits.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
    return isHex && (digits.size() == 3 || digits.size() == 6) ? u'#' + digits : QString();
}

Value member(const Value &object, QLatin1StringView name)
{
    return object[std::string_view(name.data(), static_cast<std::size_t>(name.size()))];
}

//! Reads one attachment. What `mrkdwn_in` names is formatted; elsewhere links, mentions and emoji are read,
//! no more.
class AttachmentReader
{
public:
    AttachmentReader(const Value &attachment, QString path, int depth)
        : m_value(attachment)
        , m_path(std::move(path))
        , m_depth(depth)
    {
        for (const Value &name : attachment["mrkdwn_in"].elements())
            m_formatted += name.text();
    }

    Attachment read();

private:
    bool isShared() const
    {
        return m_value["message_blocks"].size() > 0 || m_value["is_share"].boolean().value_or(false) ||
               m_value["is_msg_unfurl"].boolean().value_or(false);
    }
    QString text(QLatin1StringView name) const { return member(m_value, name).text(); }
    QString pathOf(QLatin1StringView name) const { return memberPath(m_path, name); }
    void add(RichText &out, const QString &source, const QString &path, QLatin1StringView name) const;
    void addAuthor();
    void addTitle();
    void addText();
    bool addMessageBlocks();
    void addNested(const Value &message, const QString &path);
    void addFields();
    void addPicture(QLatin1StringView name, const QString &title);
    void addPictures();
    void addFile();
    void addFiles(const Value &files, const QString &path);
    void addActions();
    void addFooter();
    TextBlock &startBlock(TextBlock::Kind kind, const QString &path);

    const Value m_value;
    const QString m_path;
    const int m_depth;
    QStringList m_formatted;
    RichText m_body;
};

TextBlock &AttachmentReader::startBlock(TextBlock::Kind kind, const QString &path)
{
    m_body.blocks.append(TextBlock{kind, 0, {}, {}, path});
    return m_body.blocks.last();
}

void AttachmentReader::add(RichText &out, const QString &source, const QString &path,
                           QLatin1StringView name) const
{
    if (source.isEmpty())
        return;
    if (m_formatted.contains(name))
        appendMrkdwn(out, source, path);
    else
        appendPlain(out, source, path, TextBlock::Kind::Paragraph, {true, true});
}

void AttachmentReader::addAuthor()
{
    TextBlock author{TextBlock::Kind::Context, 0, {}, {}, m_path};
    const auto gap = [&] {
        if (!author.spans.isEmpty())
            author.spans.append({Span::Kind::Text, Span::Plain, u"  "_s, {}, m_path, 0, 0});
    };
    const auto addName = [&](QLatin1StringView name, QLatin1StringView linkName) {
        const QString words = text(name);
        if (words.isEmpty())
            return;
        gap();
        const QString link = linkName.isEmpty() ? QString() : text(linkName);
        if (isOpenableLink(link) && !words.contains(u'<'))
            appendLink(author, {Span::Kind::Link, Span::Plain, words, link, pathOf(name), 0, words.size()},
                       words, 0);
        else
            appendPlain(author, words, pathOf(name), {true, true});
    };
    addName("service_name"_L1, "service_url"_L1);
    // Of a forwarded message the id says who it is by the name we know; the name is the fallback.
    const QString id = text("author_id"_L1);
    if (isShared() && !id.isEmpty()) {
        gap();
        author.spans.append({Span::Kind::User, Span::Plain, text("author_name"_L1), id,
                             pathOf("author_id"_L1), 0, id.size()});
    } else {
        addName("author_name"_L1, "author_link"_L1);
    }
    if (text("author_subname"_L1) != text("author_name"_L1))
        addName("author_subname"_L1, {});
    if (!author.spans.isEmpty())
        m_body.blocks.append(author);
}

void AttachmentReader::addTitle()
{
    const QString title = text("title"_L1);
    if (title.isEmpty())
        return;
    TextBlock &block = startBlock(TextBlock::Kind::Paragraph, m_path);
    const QString link = text("title_link"_L1);
    if (isOpenableLink(link) && !title.contains(u'<'))
        appendLink(block, {Span::Kind::Link, Span::Bold, title, link, pathOf("title"_L1), 0, title.size()},
                   title, 0);
    else
        appendPlain(block, title, pathOf("title"_L1), {true, true}, Span::Bold);
}

//! A message inside: its blocks, else its text; what it carries itself comes after.
void AttachmentReader::addNested(const Value &message, const QString &path)
{
    const qsizetype before = m_body.blocks.size();
    const QString words = message["text"].text();
    const auto unknown = words.isEmpty() ? UnknownBlocks::NameAndWords : UnknownBlocks::Name;
    blockparts::appendBlocks(m_body, message["blocks"], memberPath(path, "blocks"_L1), unknown, m_depth + 1);
    if (m_body.blocks.size() == before)
        appendMrkdwn(m_body, words, memberPath(path, "text"_L1));
    if (m_depth >= blockparts::deepestNesting)
        return;
    qsizetype index = 0;
    for (const Value &inner : message["attachments"].elements()) {
        if (m_body.blocks.size() >= maxTextBlocks)
            return;
        const QString here = elementPath(memberPath(path, "attachments"_L1), index++);
        const Attachment attachment = AttachmentReader(inner, here, m_depth + 1).read();
        m_body.blocks.append(attachment.pretext.blocks);
        for (TextBlock block : attachment.body.blocks) {
            block.barred = true;
            m_body.blocks.append(std::move(block));
        }
    }
    addFiles(message["files"], memberPath(path, "files"_L1));
}

bool AttachmentReader::addMessageBlocks()
{
    const qsizetype before = m_body.blocks.size();
    const QString listPath = pathOf("message_blocks"_L1);
    qsizetype index = 0;
    for (const Value &element : m_value["message_blocks"].elements()) {
        if (m_body.blocks.size() >= maxTextBlocks)
            break;
        addNested(element["message"], memberPath(elementPath(listPath, index++), "message"_L1));
    }
    return m_body.blocks.size() > before;
}

//! Blocks where there are any; of a forwarded message its own.
void AttachmentReader::addText()
{
    if (addMessageBlocks())
        return;
    const qsizetype before = m_body.blocks.size();
    const QString words = text("text"_L1);
    if (m_depth < blockparts::deepestNesting && m_value["blocks"].isArray())
        blockparts::appendBlocks(m_body, m_value["blocks"], pathOf("blocks"_L1),
                                 words.isEmpty() ? UnknownBlocks::NameAndWords : UnknownBlocks::Name,
                                 m_depth + 1);
    const bool isKnown = m_body.blocks.size() > before && !m_body.hasUnsupported();
    if (isShared() && !isKnown)
        appendMrkdwn(m_body, words, pathOf("text"_L1)); // a person's own message, whatever mrkdwn_in says
    else if (!isKnown)
        add(m_body, words, pathOf("text"_L1), "text"_L1);
}

//! Two short ones stand side by side.
void AttachmentReader::addFields()
{
    const QString listPath = pathOf("fields"_L1);
    TextBlock fields{TextBlock::Kind::Fields, 0, {}, {}, listPath};
    bool hasRoom = false;
    qsizetype index = 0;
    for (const Value &field : m_value["fields"].elements()) {
        const QString path = elementPath(listPath, index++);
        if (index > maxTextBlocks)
            break;
        RichText cell;
        const QString title = field["title"].text();
        if (!title.isEmpty()) {
            cell.blocks.append(TextBlock{TextBlock::Kind::Paragraph, 0, {}, {}, path});
            appendPlain(cell.blocks.last(), title, memberPath(path, "title"_L1), {true, true}, Span::Bold);
        }
        add(cell, field["value"].text(), memberPath(path, "value"_L1), "fields"_L1);
        if (cell.isEmpty())
            continue; // no hole
        const bool isShort = field["short"].boolean().value_or(false);
        if (!isShort || !hasRoom)
            fields.rows.emplace_back();
        fields.rows.back().push_back({{cell.blocks.begin(), cell.blocks.end()}, TextCell::Align::Start});
        hasRoom = isShort && fields.rows.back().size() == 1;
    }
    if (!fields.rows.empty())
        m_body.blocks.append(fields);
}

void AttachmentReader::addPicture(QLatin1StringView name, const QString &title)
{
    const auto number = [&](QLatin1StringView what) {
        return m_value[(QString(name) + what).toStdString()].integer().value_or(0);
    };
    const QString url = m_value[(QString(name) + "_url"_L1).toStdString()].text();
    if (url.isEmpty())
        return;
    QStringList details;
    const qint64 width = number("_width"_L1);
    const qint64 height = number("_height"_L1);
    if (width > 0 && height > 0)
        details += u"%1 × %2"_s.arg(width).arg(height);
    if (const qint64 bytes = number("_bytes"_L1); bytes > 0)
        details += QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
    m_body.blocks.append(
        blockparts::pictureCard(title, m_path + u'.' + name + "_url"_L1, url, details, m_path));
}

void AttachmentReader::addPictures()
{
    addPicture("image"_L1, {});
    addPicture("thumb"_L1, tr("Thumbnail"));
    const QString video = text("video_url"_L1);
    if (!video.isEmpty() || !text("video_html"_L1).isEmpty()) {
        QString address = video;
        for (const auto name : {"title_link"_L1, "original_url"_L1, "from_url"_L1}) {
            if (address.isEmpty())
                address = text(name);
        }
        m_body.blocks.append(blockparts::card(TextBlock::Subject::Video, tr("Video"), pathOf("video_url"_L1),
                                              address, {blockparts::shownAddress(address)}, m_path));
    }
}

//! An attachment may itself be a file.
void AttachmentReader::addFile()
{
    const QString name = text("filename"_L1);
    if (name.isEmpty() && !m_value["is_file_attachment"].boolean().value_or(false))
        return;
    QStringList details{text("mimetype"_L1)};
    if (const qint64 size = m_value["size"].integer().value_or(-1); size >= 0)
        details += QLocale().formattedDataSize(size, 1, QLocale::DataSizeTraditionalFormat);
    m_body.blocks.append(blockparts::card(TextBlock::Subject::File, name.isEmpty() ? tr("File") : name,
                                          pathOf("filename"_L1), text("url"_L1), details, m_path));
}

void AttachmentReader::addFiles(const Value &files, const QString &path)
{
    qsizetype index = 0;
    for (const Value &file : files.elements()) {
        if (m_body.blocks.size() >= maxTextBlocks)
            return;
        m_body.blocks.append(blockparts::fileCard(file, elementPath(path, index++)));
    }
}

void AttachmentReader::addActions()
{
    const QString listPath = pathOf("actions"_L1);
    TextBlock block{TextBlock::Kind::Controls, 0, {}, {}, listPath};
    qsizetype index = 0;
    for (const Value &action : m_value["actions"].elements()) {
        if (block.spans.size() >= maxSpans)
            break;
        block.spans.append(blockparts::controls(action, elementPath(listPath, index++)));
    }
    if (!block.spans.isEmpty())
        m_body.blocks.append(block);
}

//! The footer, where a forwarded message was said, when, and the way to it.
void AttachmentReader::addFooter()
{
    TextBlock block{TextBlock::Kind::Context, 0, {}, {}, m_path};
    const auto dot = [&] {
        if (!block.spans.isEmpty())
            block.spans.append({Span::Kind::Text, Span::Plain, u" · "_s, {}, m_path, 0, 0});
    };
    if (const QString footer = text("footer"_L1); !footer.isEmpty())
        appendPlain(block, footer, pathOf("footer"_L1), {true, true});
    const QString channel = text("channel_id"_L1);
    const QString channelName = text("channel_name"_L1);
    if (isShared() && !channel.isEmpty()) {
        dot();
        block.spans.append({Span::Kind::Channel, Span::Plain, channelName, channel, pathOf("channel_id"_L1),
                            0, channel.size()});
    } else if (isShared() && !channelName.isEmpty()) {
        dot();
        block.spans.append({Span::Kind::Text,
                            Span::Plain,
                            u'#' + channelName,
                            {},
                            pathOf("channel_name"_L1),
                            0,
                            channelName.size()});
    }
    // Wrong numbers are 0, as programs send it that have none.
    const std::optional<double> ts = m_value["ts"].number();
    if (ts && *ts > 0 && *ts < 1e11) {
        const QString when = formatDate(static_cast<qint64>(std::floor(*ts)), u"{date_short}, {time}",
                                        QLocale(), QDateTime::currentDateTime());
        dot();
        block.spans.append({Span::Kind::Date, Span::Plain, when, {}, pathOf("ts"_L1), 0, 0});
    }
    if (const QString url = text("from_url"_L1); isShared() && isOpenableLink(url)) {
        dot();
        block.spans.append(
            {Span::Kind::Link, Span::Plain, tr("View message"), url, pathOf("from_url"_L1), 0, url.size()});
    }
    if (!block.spans.isEmpty())
        m_body.blocks.append(block);
}

Attachment AttachmentReader::read()
{
    Attachment result;
    result.colour = colourOf(text("color"_L1));
    add(result.pretext, text("pretext"_L1), pathOf("pretext"_L1), "pretext"_L1);
    addAuthor();
    addTitle();
    const qsizetype beforeText = m_body.blocks.size();
    addText();
    addFields();
    addPictures();
    addFile();
    addFiles(m_value["files"], pathOf("files"_L1));
    addActions();
    const bool saysNothing =
        m_body.blocks.size() == beforeText && text("title"_L1).isEmpty() && result.pretext.isEmpty();
    if (saysNothing)
        appendPlain(startBlock(TextBlock::Kind::Paragraph, m_path), text("fallback"_L1),
                    pathOf("fallback"_L1), {true, true});
    if (saysNothing && m_body.blocks.constLast().spans.isEmpty()) {
        m_body.blocks.removeLast();
        QString what = tr("[attachment that says nothing]");
        if (const QString url = text("from_url"_L1); !url.isEmpty())
            what = tr("[attachment without words: %1]").arg(blockparts::shownAddress(url));
        startBlock(TextBlock::Kind::Unsupported, m_path)
            .spans.append({Span::Kind::Text, Span::Plain, what, {}, m_path, 0, 0});
    }
    addFooter();
    result.body = std::move(m_body);
    return result;
}

} // namespace

QList<Attachment> parseAttachments(const QByteArray &attachmentsJson, const QString &path)
{
    QList<Attachment> result;
    json::Document document;
    if (attachmentsJson.isEmpty() || !document.parse(attachmentsJson))
        return result;
    qsizetype index = 0;
    qsizetype spans = 0;
    for (const Value &element : document.root().elements()) {
        const QString here = elementPath(path, index++);
        if (spans >= maxSpans || index > maxTextBlocks) {
            Attachment rest;
            rest.body.blocks.append(TextBlock{TextBlock::Kind::Unsupported, 0, {}, {}, here});
            rest.body.blocks.last().spans.append(
                {Span::Kind::Text, Span::Plain, tr("[the rest is too long to show]"), {}, here, 0, 0});
            result.append(rest);
            break;
        }
        result.append(AttachmentReader(element, here, 0).read());
        spans += spanCount(result.constLast().body) + spanCount(result.constLast().pretext);
    }
    return result;
}

} // namespace rtmscope
