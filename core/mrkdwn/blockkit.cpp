// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/blockparts.h"
#include "core/mrkdwn/markdown.h"
#include "core/mrkdwn/mrkdwn.h"
#include "core/mrkdwn/spans.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace rtmscope {

using namespace Qt::StringLiterals;
using json::Value;

using blockparts::appendWords;
using blockparts::elementPath;
using blockparts::hasText;
using blockparts::memberPath;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("BlockText", words);
}

//! Some programs put the string itself where a text object belongs.
QString titleOf(const Value &block)
{
    const Value title = block["title"];
    return title.isString() ? title.text() : title["text"].text();
}

QString titlePath(const Value &block, const QString &path)
{
    return path + (block["title"].isString() ? u".title"_s : u".title.text"_s);
}

//! A picture among small print: its words in brackets, leading to its address.
Span badgeSpan(const Value &element, const QString &path)
{
    const bool isImage = element["type"].string() == "image";
    const QString words = isImage ? element["alt_text"].text() : element["text"]["text"].text();
    const QString type = element["type"].text();
    const QString said = words.isEmpty() ? type : words;
    const QString where = path + (words.isEmpty() ? u".type"_s : isImage ? u".alt_text"_s : u".text.text"_s);
    Span span{Span::Kind::Text, Span::Plain, u'[' + said + u']', {}, where, 0, said.size()};
    if (const QString url = element["image_url"].text(); isOpenableLink(url)) {
        span.kind = Span::Kind::Link;
        span.target = url;
    }
    return span;
}

std::vector<TextCell::Align> alignmentsOf(const Value &columns)
{
    std::vector<TextCell::Align> aligns;
    for (const Value &column : columns.elements()) {
        const std::string_view word = column["align"].string();
        aligns.push_back(word == "right"    ? TextCell::Align::End
                         : word == "center" ? TextCell::Align::Centre
                                            : TextCell::Align::Start);
    }
    return aligns;
}

//! Reads a message's blocks. What nests on the wire nests to a fixed depth here.
class BlockReader
{
public:
    BlockReader(RichText &out, UnknownBlocks unknown, int depth)
        : m_out(out)
        , m_unknown(unknown)
        , m_depth(depth)
    {
    }

    void readAll(const Value &blocks, const QString &path);
    void readTextObject(const Value &object, const QString &path, TextBlock::Kind kind);

private:
    using Reader = void (BlockReader::*)(const Value &block, const QString &path);
    static Reader readerOf(std::string_view type);

    void readBlock(const Value &block, const QString &path);
    void readRichText(const Value &block, const QString &path)
    {
        blockparts::appendRichText(m_out, block, path, m_unknown);
    }
    void readSection(const Value &section, const QString &path);
    void readHeader(const Value &block, const QString &path);
    void readContext(const Value &block, const QString &path);
    void readDivider(const Value &block, const QString &path);
    void readMarkdown(const Value &block, const QString &path);
    void readActions(const Value &block, const QString &path);
    void readInput(const Value &block, const QString &path);
    void readImage(const Value &image, const QString &path);
    void readVideo(const Value &video, const QString &path);
    void readFile(const Value &block, const QString &path);
    void readCall(const Value &block, const QString &path);
    void readTable(const Value &block, const QString &path);
    void readAlert(const Value &block, const QString &path);
    void readCard(const Value &block, const QString &path);
    void readCarousel(const Value &block, const QString &path);
    void readContainer(const Value &block, const QString &path);
    void readTask(const Value &block, const QString &path);
    void readPlan(const Value &block, const QString &path);
    void readSources(const Value &sources, const QString &path);

    std::vector<TextCell> readRow(const Value &row, const QString &path,
                                  const std::vector<TextCell::Align> &aligns, qsizetype &room) const;
    TextCell readCell(const Value &cell, const QString &path) const;
    void readControl(const Value &element, const QString &path);
    void addUnsupported(const Value &block, const QString &path)
    {
        blockparts::appendUnsupported(m_out, block, path, m_unknown);
    }
    void addTitle(const QString &title, const QString &path);
    TextBlock &startBlock(TextBlock::Kind kind, const QString &path)
    {
        return blockparts::startBlock(m_out, kind, path);
    }
    bool isFull() const { return blockparts::isFull(m_out); }

    RichText &m_out;
    UnknownBlocks m_unknown;
    int m_depth;
};

void BlockReader::readAll(const Value &blocks, const QString &path)
{
    qsizetype index = 0;
    for (const Value &block : blocks.elements()) {
        const QString blockPath = elementPath(path, index++);
        if (isFull()) {
            appendWords(startBlock(TextBlock::Kind::Unsupported, blockPath),
                        tr("[the rest is too long to show]"), blockPath);
            return;
        }
        readBlock(block, blockPath);
    }
}

BlockReader::Reader BlockReader::readerOf(std::string_view type)
{
    using R = BlockReader;
    static constexpr std::array<std::pair<std::string_view, Reader>, 21> readers{
        {{"rich_text", &R::readRichText}, {"section", &R::readSection},
         {"header", &R::readHeader},      {"context", &R::readContext},
         {"divider", &R::readDivider},    {"image", &R::readImage},
         {"markdown", &R::readMarkdown},  {"actions", &R::readActions},
         {"table", &R::readTable},        {"context_actions", &R::readActions},
         {"data_table", &R::readTable},   {"video", &R::readVideo},
         {"file", &R::readFile},          {"call", &R::readCall},
         {"input", &R::readInput},        {"alert", &R::readAlert},
         {"card", &R::readCard},          {"carousel", &R::readCarousel},
         {"task_card", &R::readTask},     {"plan", &R::readPlan},
         {"container", &R::readContainer}}};
    for (const auto &[name, reader] : readers) {
        if (name == type)
            return reader;
    }
    return nullptr;
}

void BlockReader::readBlock(const Value &block, const QString &path)
{
    if (const Reader reader = readerOf(block["type"].string()))
        (this->*reader)(block, path);
    else
        addUnsupported(block, path);
}

void BlockReader::readSection(const Value &section, const QString &path)
{
    readTextObject(section["text"], memberPath(path, "text"_L1), TextBlock::Kind::Paragraph);
    if (section["fields"].size() > 0) {
        const QString fieldsPath = memberPath(path, "fields"_L1);
        TextBlock fields{TextBlock::Kind::Fields, 0, {}, {}, fieldsPath};
        qsizetype index = 0;
        for (const Value &field : section["fields"].elements()) {
            if (index % 2 == 0)
                fields.rows.emplace_back();
            fields.rows.back().push_back(readCell(field, elementPath(fieldsPath, index++)));
            if (index >= maxTextBlocks)
                break;
        }
        m_out.blocks.append(fields);
    }
    if (const Value accessory = section["accessory"]; accessory.isObject())
        readControl(accessory, memberPath(path, "accessory"_L1));
}

void BlockReader::readHeader(const Value &block, const QString &path)
{
    readTextObject(block["text"], memberPath(path, "text"_L1), TextBlock::Kind::Heading);
}

void BlockReader::readContext(const Value &block, const QString &path)
{
    TextBlock context{TextBlock::Kind::Context, 0, {}, {}, path};
    const QString listPath = memberPath(path, "elements"_L1);
    qsizetype index = 0;
    for (const Value &element : block["elements"].elements()) {
        const QString here = elementPath(listPath, index++);
        if (context.spans.size() >= maxSpans)
            break;
        if (!context.spans.isEmpty())
            appendWords(context, u"  "_s, path);
        const std::string_view type = element["type"].string();
        if (type != "mrkdwn" && type != "plain_text") {
            context.spans.append(badgeSpan(element, here));
            continue;
        }
        RichText part;
        BlockReader(part, m_unknown, m_depth).readTextObject(element, here, TextBlock::Kind::Context);
        for (qsizetype i = 0; i < part.blocks.size(); ++i) {
            if (i > 0)
                appendWords(context, u"\n"_s, path);
            context.spans.append(part.blocks[i].spans);
        }
    }
    if (hasText(context))
        m_out.blocks.append(context);
}

void BlockReader::readDivider(const Value &, const QString &path)
{
    startBlock(TextBlock::Kind::Divider, path);
}

void BlockReader::readMarkdown(const Value &block, const QString &path)
{
    appendMarkdown(m_out, block["text"].text(), memberPath(path, "text"_L1));
}

void BlockReader::readActions(const Value &block, const QString &path)
{
    const QString listPath = memberPath(path, "elements"_L1);
    qsizetype index = 0;
    for (const Value &element : block["elements"].elements()) {
        if (isFull())
            return;
        readControl(element, elementPath(listPath, index++));
    }
}

//! Controls in a row are one block; a picture is a card.
void BlockReader::readControl(const Value &element, const QString &path)
{
    if (element["type"].string() == "image") {
        readImage(element, path);
        return;
    }
    const bool goesOn = !m_out.blocks.isEmpty() &&
                        m_out.blocks.constLast().kind == TextBlock::Kind::Controls && path.endsWith(u']');
    TextBlock &block = goesOn ? m_out.blocks.last() : startBlock(TextBlock::Kind::Controls, path);
    block.spans.append(blockparts::controls(element, path));
}

void BlockReader::readInput(const Value &block, const QString &path)
{
    const QString label = block["label"]["text"].text();
    addTitle(label, path + ".label.text"_L1);
    readControl(block["element"], memberPath(path, "element"_L1));
    readTextObject(block["hint"], memberPath(path, "hint"_L1), TextBlock::Kind::Context);
}

void BlockReader::readImage(const Value &image, const QString &path)
{
    QStringList details;
    const qint64 width = image["image_width"].integer().value_or(0);
    const qint64 height = image["image_height"].integer().value_or(0);
    if (width > 0 && height > 0)
        details += u"%1 × %2"_s.arg(width).arg(height);
    if (const qint64 bytes = image["image_bytes"].integer().value_or(0); bytes > 0)
        details += QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
    QString url = image["image_url"].text();
    if (url.isEmpty())
        url = image["slack_file"]["url"].text();
    if (const QString id = image["slack_file"]["id"].text(); url.isEmpty() && !id.isEmpty())
        details += id;
    const QString description = image["alt_text"].text();
    const QString title = image["title"]["text"].text();
    if (!title.isEmpty() && !description.isEmpty())
        details.prepend(description);
    const QString titlePath = path + (!title.isEmpty()         ? u".title.text"_s
                                      : !description.isEmpty() ? u".alt_text"_s
                                                               : u".image_url"_s);
    m_out.blocks.append(
        blockparts::pictureCard(title.isEmpty() ? description : title, titlePath, url, details, path));
}

void BlockReader::readVideo(const Value &video, const QString &path)
{
    QString url = video["title_url"].text();
    if (url.isEmpty())
        url = video["video_url"].text();
    QString title = video["title"]["text"].text();
    if (title.isEmpty())
        title = video["alt_text"].text();
    QStringList details;
    for (const char *member : {"author_name", "provider_name"}) {
        if (const QString words = video[member].text(); !words.isEmpty())
            details += words;
    }
    details += blockparts::shownAddress(video["video_url"].text());
    m_out.blocks.append(blockparts::card(TextBlock::Subject::Video, title.isEmpty() ? tr("Video") : title,
                                         path + ".title.text"_L1, url, details, path));
    readTextObject(video["description"], memberPath(path, "description"_L1), TextBlock::Kind::Paragraph);
}

void BlockReader::readFile(const Value &block, const QString &path)
{
    if (block["file"].isObject()) {
        m_out.blocks.append(blockparts::fileCard(block["file"], memberPath(path, "file"_L1)));
        return;
    }
    QStringList details;
    for (const char *member : {"external_id", "file_id", "source"}) {
        if (const QString words = block[member].text(); !words.isEmpty())
            details += words;
    }
    m_out.blocks.append(blockparts::card(TextBlock::Subject::File, tr("File"), memberPath(path, "type"_L1),
                                         {}, details, path));
}

void BlockReader::readCall(const Value &block, const QString &path)
{
    const Value call = block["call"]["v1"].isObject() ? block["call"]["v1"] : block["call"];
    const QString name = call["name"].text();
    const QString url = call["join_url"].text();
    QStringList details{tr("Call")};
    for (const QString &words :
         {call["display_id"].text(), block["call_id"].text(), blockparts::shownAddress(url)})
        details += words;
    m_out.blocks.append(blockparts::card(TextBlock::Subject::Video, name.isEmpty() ? tr("Call") : name,
                                         memberPath(path, "type"_L1), url, details, path));
}

TextCell BlockReader::readCell(const Value &cell, const QString &path) const
{
    TextCell result;
    RichText part;
    BlockReader reader(part, m_unknown, m_depth + 1);
    const std::string_view type = cell["type"].string();
    if (type == "rich_text") {
        reader.readRichText(cell, path);
    } else if (type == "raw_text" || type == "raw_number" || cell.isNumber()) {
        const Value text = cell["text"].exists() ? cell["text"] : cell.isObject() ? cell["value"] : cell;
        appendWords(reader.startBlock(TextBlock::Kind::Paragraph, path), text.text(),
                    cell["text"].exists() ? memberPath(path, "text"_L1) : path);
    } else if (type == "mrkdwn" || type == "plain_text" || cell.isString()) {
        reader.readTextObject(cell, path, TextBlock::Kind::Paragraph);
    } else if (cell.isObject() && cell.size() > 0) {
        reader.readControl(cell, path);
    }
    for (TextBlock &block : part.blocks) {
        if (block.rows.empty())
            result.blocks.push_back(std::move(block));
    }
    if (type == "raw_number" || cell.isNumber())
        result.align = TextCell::Align::End;
    return result;
}

void BlockReader::readTable(const Value &block, const QString &path)
{
    if (const QString caption = block["caption"].text(); !caption.isEmpty())
        addTitle(caption, memberPath(path, "caption"_L1));
    const std::vector<TextCell::Align> aligns = alignmentsOf(block["column_settings"]);
    const QString rowsPath = memberPath(path, "rows"_L1);
    TextBlock table{TextBlock::Kind::Table, 0, {}, {}, rowsPath};
    qsizetype room = maxSpans - spanCount(m_out);
    qsizetype index = 0;
    for (const Value &row : block["rows"].elements())
        table.rows.push_back(readRow(row, elementPath(rowsPath, index++), aligns, room));
    const bool isEmpty =
        std::all_of(table.rows.begin(), table.rows.end(), [](const auto &row) { return row.empty(); });
    if (isEmpty) {
        addUnsupported(block, path);
        return;
    }
    m_out.blocks.append(table);
    if (room <= 0)
        appendWords(startBlock(TextBlock::Kind::Unsupported, path), tr("[the rest is too long to show]"),
                    path);
}

//! \a room: how many cells may still be read; counted down.
std::vector<TextCell> BlockReader::readRow(const Value &row, const QString &path,
                                           const std::vector<TextCell::Align> &aligns, qsizetype &room) const
{
    std::vector<TextCell> cells;
    for (const Value &cell : row.elements()) {
        if (--room <= 0)
            break;
        const std::size_t column = cells.size();
        cells.push_back(readCell(cell, elementPath(path, static_cast<qsizetype>(column))));
        if (column < aligns.size() && aligns[column] != TextCell::Align::Start)
            cells.back().align = aligns[column];
    }
    return cells;
}

void BlockReader::readAlert(const Value &block, const QString &path)
{
    const qsizetype begin = m_out.blocks.size();
    readTextObject(block["text"], memberPath(path, "text"_L1), TextBlock::Kind::Paragraph);
    for (qsizetype i = begin; i < m_out.blocks.size(); ++i)
        m_out.blocks[i].barred = true;
}

void BlockReader::readCard(const Value &block, const QString &path)
{
    const qsizetype begin = m_out.blocks.size();
    addTitle(titleOf(block), titlePath(block, path));
    readTextObject(block["subtitle"], memberPath(path, "subtitle"_L1), TextBlock::Kind::Context);
    if (block["hero_image"].isObject())
        readImage(block["hero_image"], memberPath(path, "hero_image"_L1));
    readTextObject(block["body"], memberPath(path, "body"_L1), TextBlock::Kind::Paragraph);
    const QString actions = memberPath(path, "actions"_L1);
    qsizetype index = 0;
    for (const Value &action : block["actions"].elements()) {
        if (isFull())
            break;
        readControl(action, elementPath(actions, index++));
    }
    if (m_out.blocks.size() == begin)
        addUnsupported(block, path);
    for (qsizetype i = begin; i < m_out.blocks.size(); ++i)
        m_out.blocks[i].barred = true;
}

void BlockReader::readCarousel(const Value &block, const QString &path)
{
    const QString listPath = memberPath(path, "elements"_L1);
    if (block["elements"].size() == 0)
        addUnsupported(block, path);
    qsizetype index = 0;
    for (const Value &element : block["elements"].elements()) {
        if (isFull())
            return;
        if (index > 0)
            startBlock(TextBlock::Kind::Divider, listPath);
        readCard(element, elementPath(listPath, index++));
    }
}

void BlockReader::readContainer(const Value &block, const QString &path)
{
    addTitle(titleOf(block), titlePath(block, path));
    for (const auto member : {"child_blocks"_L1, "blocks"_L1, "elements"_L1}) {
        const Value inner = block[std::string_view(member.data(), static_cast<std::size_t>(member.size()))];
        if (inner.size() == 0 || !inner.isArray())
            continue;
        if (m_depth >= blockparts::deepestNesting)
            break;
        blockparts::appendBlocks(m_out, inner, memberPath(path, member), m_unknown, m_depth + 1);
        return;
    }
    addUnsupported(block, path);
}

void BlockReader::readTask(const Value &block, const QString &path)
{
    const qsizetype begin = m_out.blocks.size();
    TextBlock &head = startBlock(TextBlock::Kind::Paragraph, path);
    appendPlain(head, titleOf(block), titlePath(block, path), {}, Span::Bold);
    if (const QString status = block["status"].text(); !status.isEmpty())
        appendWords(head, u"  "_s + QString(status).replace(u'_', u' '), memberPath(path, "status"_L1),
                    Span::Quiet);
    for (const auto member : {"details"_L1, "output"_L1}) {
        const Value part = block[std::string_view(member.data(), static_cast<std::size_t>(member.size()))];
        if (part["type"].string() == "rich_text")
            readRichText(part, memberPath(path, member));
        else
            readTextObject(part, memberPath(path, member), TextBlock::Kind::Paragraph);
    }
    readSources(block["sources"], memberPath(path, "sources"_L1));
    for (qsizetype i = begin; i < m_out.blocks.size(); ++i)
        m_out.blocks[i].barred = true;
}

void BlockReader::readSources(const Value &sources, const QString &path)
{
    qsizetype index = 0;
    for (const Value &source : sources.elements()) {
        const QString here = elementPath(path, index++);
        if (isFull())
            break;
        const QString url = source["url"].text();
        const QString text = source["text"].text();
        const QString &shown = text.isEmpty() ? url : text;
        startBlock(TextBlock::Kind::Context, here)
            .spans.append({Span::Kind::Link, Span::Plain, shown, url,
                           here + (text.isEmpty() ? u".url"_s : u".text"_s), 0, shown.size()});
    }
}

void BlockReader::readPlan(const Value &block, const QString &path)
{
    addTitle(titleOf(block), titlePath(block, path));
    const QString tasks = memberPath(path, "tasks"_L1);
    qsizetype index = 0;
    for (const Value &task : block["tasks"].elements()) {
        if (isFull())
            return;
        readTask(task, elementPath(tasks, index++));
    }
}

void BlockReader::readTextObject(const Value &object, const QString &path, TextBlock::Kind kind)
{
    const bool isBare = object.isString(); // some programs put the string itself here
    const QString source = isBare ? object.text() : object["text"].text();
    if (source.isEmpty())
        return;
    const QString textPath = isBare ? path : memberPath(path, "text"_L1);
    const bool isMrkdwn = object["type"].string() == "mrkdwn" && kind != TextBlock::Kind::Heading;
    if (isMrkdwn && kind == TextBlock::Kind::Context) {
        const qsizetype begin = m_out.blocks.size();
        appendMrkdwn(m_out, source, textPath);
        for (qsizetype i = begin; i < m_out.blocks.size(); ++i) {
            if (m_out.blocks[i].kind == TextBlock::Kind::Paragraph)
                m_out.blocks[i].kind = kind;
        }
    } else if (isMrkdwn) {
        appendMrkdwn(m_out, source, textPath);
    } else {
        appendPlain(m_out, source, textPath, kind, {object["emoji"].boolean().value_or(true), false});
    }
}

void BlockReader::addTitle(const QString &title, const QString &path)
{
    if (!title.isEmpty())
        appendPlain(startBlock(TextBlock::Kind::Paragraph, path), title, path, {}, Span::Bold);
}

} // namespace

namespace blockparts {

void appendBlocks(RichText &out, const Value &blocks, const QString &path, UnknownBlocks unknown, int depth)
{
    BlockReader(out, unknown, depth).readAll(blocks, path);
}

} // namespace blockparts

RichText parseBlocks(const QByteArray &blocksJson, const QString &path, UnknownBlocks unknown)
{
    RichText text;
    if (blocksJson.isEmpty())
        return text;
    json::Document document;
    if (document.parse(blocksJson) && document.root().isArray())
        blockparts::appendBlocks(text, document.root(), path, unknown, 0);
    return text;
}

} // namespace rtmscope
