// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/blockparts.h"
#include "core/mrkdwn/datetext.h"
#include "core/mrkdwn/markdown.h"
#include "core/mrkdwn/mrkdwn.h"
#include "core/text/emoji.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <array>

namespace rtmscope {

using namespace Qt::StringLiterals;
using json::Value;

using blockparts::elementPath;
using blockparts::memberPath;

namespace {

constexpr int deepestIndent = 8; // protocol 7.7

QString tr(const char *words)
{
    return QCoreApplication::translate("BlockText", words);
}

quint8 styleOf(const Value &style)
{
    constexpr std::array<std::pair<std::string_view, quint8>, 5> names{{{"bold", Span::Bold},
                                                                        {"italic", Span::Italic},
                                                                        {"strike", Span::Strike},
                                                                        {"code", Span::Code},
                                                                        {"underline", Span::Underline}}};
    quint8 bits = Span::Plain;
    for (const auto &[name, bit] : names) {
        if (style[name].boolean().value_or(false))
            bits |= bit;
    }
    return bits;
}

//! "1.", "a.", "i." by depth, as Slack's own clients number nested lists.
QString orderedMarker(qint64 number, int indent)
{
    if (indent % 3 == 1 && number >= 1) {
        QString letters;
        for (qint64 n = number; n > 0; n = (n - 1) / 26)
            letters.prepend(QChar(static_cast<char16_t>(u'a' + (n - 1) % 26)));
        return letters + u'.';
    }
    if (indent % 3 == 2 && number >= 1 && number < 4000) {
        constexpr std::array<std::pair<int, const char *>, 13> numerals{{{1000, "m"},
                                                                         {900, "cm"},
                                                                         {500, "d"},
                                                                         {400, "cd"},
                                                                         {100, "c"},
                                                                         {90, "xc"},
                                                                         {50, "l"},
                                                                         {40, "xl"},
                                                                         {10, "x"},
                                                                         {9, "ix"},
                                                                         {5, "v"},
                                                                         {4, "iv"},
                                                                         {1, "i"}}};
        QString roman;
        for (const auto &[value, letters] : numerals) {
            for (; number >= value; number -= value)
                roman += QLatin1StringView(letters);
        }
        return roman + u'.';
    }
    return QString::number(number) + u'.';
}

QString listMarker(bool ordered, qint64 number, int indent)
{
    constexpr std::array<char16_t, 3> bullets{u'•', u'◦', u'▪'};
    return ordered ? orderedMarker(number, indent)
                   : QString(QChar(bullets[static_cast<std::size_t>(indent) % 3]));
}

//! "1f44b-1f3fd" as characters; empty if it is no such thing.
QString fromCodePoints(const QString &hex)
{
    constexpr qsizetype longest = 120; // families of four with tones have some sixty
    QString glyph;
    for (const QStringView point : QStringView(hex).left(longest).tokenize(u'-')) {
        bool ok = false;
        const uint value = point.toUInt(&ok, 16);
        if (!ok || value < 0x20 || value > QChar::LastValidCodePoint || QChar::isSurrogate(value))
            return {};
        glyph += QStringView(QChar::fromUcs4(value));
    }
    return glyph;
}

//! The numbers of ordered lists by depth. A list that goes on behind a nested one keeps its number.
class ListNumbers
{
public:
    //! The number before the first one of a list.
    qint64 begin(int indent, bool ordered, std::optional<qint64> offset)
    {
        const bool goesOn = ordered && m_lastIndent > indent;
        const qint64 start = offset.value_or(goesOn ? m_counts[static_cast<std::size_t>(indent)] : 0);
        std::fill(m_counts.begin() + indent, m_counts.end(), 0);
        m_lastIndent = indent;
        return start;
    }
    void end(int indent, qint64 last) { m_counts[static_cast<std::size_t>(indent)] = last; }
    void forget() { *this = {}; }

private:
    std::array<qint64, deepestIndent + 1> m_counts{};
    int m_lastIndent = -1;
};

bool isBarred(const Value &element)
{
    return element["border"].integer().value_or(0) > 0;
}

bool hasText(const TextBlock &block)
{
    return std::any_of(block.spans.begin(), block.spans.end(), [](const Span &span) {
        return span.kind != Span::Kind::Text || !span.text.isEmpty();
    });
}

//! The last line break ends the section and begins no empty line.
void endSection(TextBlock &block)
{
    if (block.spans.isEmpty() || !block.spans.constLast().text.endsWith(u'\n') ||
        block.spans.constLast().kind != Span::Kind::Text)
        return;
    Span &last = block.spans.last();
    last.text.chop(1);
    last.end = std::max(last.begin, last.end - 1);
    if (last.text.isEmpty() && block.spans.size() > 1)
        block.spans.removeLast();
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
    void readRichText(const Value &block, const QString &path);
    void readList(const Value &list, const QString &path);
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

    TextCell readCell(const Value &cell, const QString &path) const;
    void readControl(const Value &element, const QString &path);
    void readInlines(TextBlock &block, const Value &elements, const QString &path, int depth = 0);
    void readInline(TextBlock &block, const Value &element, const QString &path, int depth);
    Span readEmoji(const Value &element, const QString &path) const;
    Span readDate(const Value &element, const QString &path) const;
    void addUnsupported(const Value &block, const QString &path);
    void addTitle(const QString &title, const QString &path);
    void addSpan(TextBlock &block, const QString &text, const QString &path, quint8 style = Span::Plain);
    TextBlock &startBlock(TextBlock::Kind kind, const QString &path);
    bool isFull() const { return m_out.blocks.size() >= maxTextBlocks || spanCount(m_out) >= maxSpans; }

    RichText &m_out;
    UnknownBlocks m_unknown;
    int m_depth;
    ListNumbers m_numbers;
};

void BlockReader::readAll(const Value &blocks, const QString &path)
{
    qsizetype index = 0;
    for (const Value &block : blocks.elements()) {
        const QString blockPath = elementPath(path, index++);
        if (isFull()) {
            addSpan(startBlock(TextBlock::Kind::Unsupported, blockPath), tr("[the rest is too long to show]"),
                    blockPath);
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

void BlockReader::readRichText(const Value &block, const QString &path)
{
    const QString listPath = memberPath(path, "elements"_L1);
    m_numbers.forget();
    qsizetype index = 0;
    for (const Value &element : block["elements"].elements()) {
        const QString here = elementPath(listPath, index++);
        if (isFull())
            return;
        const std::string_view type = element["type"].string();
        if (type == "rich_text_list") {
            readList(element, here);
            continue;
        }
        m_numbers.forget();
        const auto kind = type == "rich_text_quote"          ? TextBlock::Kind::Quote
                          : type == "rich_text_preformatted" ? TextBlock::Kind::Preformatted
                                                             : TextBlock::Kind::Paragraph;
        if (kind == TextBlock::Kind::Paragraph && type != "rich_text_section" &&
            !element["elements"].isArray()) {
            addUnsupported(element, here);
            continue;
        }
        TextBlock section{kind, 0, {}, {}, here};
        section.barred = isBarred(element);
        readInlines(section, element["elements"], memberPath(here, "elements"_L1));
        if (!hasText(section))
            continue; // nothing in it has no height
        endSection(section);
        m_out.blocks.append(section);
    }
}

void BlockReader::readList(const Value &list, const QString &path)
{
    const int indent =
        static_cast<int>(std::clamp<qint64>(list["indent"].integer().value_or(0), 0, deepestIndent));
    const bool ordered = list["style"].string() == "ordered";
    std::optional<qint64> offset = list["offset"].integer();
    if (offset)
        offset = std::clamp<qint64>(*offset, 0, 1'000'000);
    const qint64 before = m_numbers.begin(indent, ordered, offset);
    const QString listPath = memberPath(path, "elements"_L1);
    qsizetype index = 0;
    for (const Value &item : list["elements"].elements()) {
        if (isFull())
            return;
        const QString here = elementPath(listPath, index);
        TextBlock &block = startBlock(TextBlock::Kind::ListItem, here);
        block.indent = indent;
        block.marker = listMarker(ordered, before + index + 1, indent);
        block.barred = isBarred(list);
        readInlines(block, item["elements"], memberPath(here, "elements"_L1));
        endSection(block);
        ++index;
    }
    m_numbers.end(indent, before + index);
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
            addSpan(context, u"  "_s, path);
        const std::string_view type = element["type"].string();
        if (type == "mrkdwn" || type == "plain_text") {
            RichText part;
            BlockReader(part, m_unknown, m_depth).readTextObject(element, here, TextBlock::Kind::Context);
            for (qsizetype i = 0; i < part.blocks.size(); ++i) {
                if (i > 0)
                    addSpan(context, u"\n"_s, path);
                context.spans.append(part.blocks[i].spans);
            }
            continue;
        }
        // Pictures among small print are badges: their words in brackets, leading to their address.
        const bool isImage = type == "image";
        const QString words = isImage ? element["alt_text"].text() : element["text"]["text"].text();
        const QString where = here + (isImage ? u".alt_text"_s : u".text.text"_s);
        Span span{Span::Kind::Text,
                  Span::Plain,
                  words,
                  {},
                  words.isEmpty() ? memberPath(here, "type"_L1) : where,
                  0,
                  words.size()};
        if (words.isEmpty()) {
            span.text = element["type"].text();
            span.end = span.text.size();
        }
        span.text = u'[' + span.text + u']';
        if (const QString url = element["image_url"].text(); isOpenableLink(url)) {
            span.kind = Span::Kind::Link;
            span.target = url;
        }
        context.spans.append(span);
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
        reader.addSpan(reader.startBlock(TextBlock::Kind::Paragraph, path), text.text(),
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
    std::vector<TextCell::Align> aligns;
    for (const Value &column : block["column_settings"].elements()) {
        const std::string_view word = column["align"].string();
        aligns.push_back(word == "right"    ? TextCell::Align::End
                         : word == "center" ? TextCell::Align::Centre
                                            : TextCell::Align::Start);
    }
    const QString rowsPath = memberPath(path, "rows"_L1);
    TextBlock table{TextBlock::Kind::Table, 0, {}, {}, rowsPath};
    qsizetype cells = spanCount(m_out);
    qsizetype rowIndex = 0;
    for (const Value &row : block["rows"].elements()) {
        const QString rowPath = elementPath(rowsPath, rowIndex++);
        table.rows.emplace_back();
        qsizetype index = 0;
        for (const Value &cell : row.elements()) {
            if (++cells >= maxSpans)
                break;
            TextCell read = readCell(cell, elementPath(rowPath, index));
            if (static_cast<std::size_t>(index) < aligns.size() &&
                aligns[static_cast<std::size_t>(index)] != TextCell::Align::Start)
                read.align = aligns[static_cast<std::size_t>(index)];
            table.rows.back().push_back(std::move(read));
            ++index;
        }
    }
    const bool isEmpty =
        std::all_of(table.rows.begin(), table.rows.end(), [](const auto &row) { return row.empty(); });
    if (isEmpty) {
        addUnsupported(block, path);
        return;
    }
    m_out.blocks.append(table);
    if (cells >= maxSpans)
        addSpan(startBlock(TextBlock::Kind::Unsupported, path), tr("[the rest is too long to show]"), path);
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
    const Value title = block["title"];
    addTitle(title.isString() ? title.text() : title["text"].text(),
             path + (title.isString() ? u".title"_s : u".title.text"_s));
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
    const Value title = block["title"];
    addTitle(title.isString() ? title.text() : title["text"].text(),
             path + (title.isString() ? u".title"_s : u".title.text"_s));
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
    const Value title = block["title"];
    appendPlain(head, title.isString() ? title.text() : title["text"].text(),
                path + (title.isString() ? u".title"_s : u".title.text"_s), {}, Span::Bold);
    if (const QString status = block["status"].text(); !status.isEmpty())
        addSpan(head, u"  "_s + QString(status).replace(u'_', u' '), memberPath(path, "status"_L1),
                Span::Quiet);
    for (const auto member : {"details"_L1, "output"_L1}) {
        const Value part = block[std::string_view(member.data(), static_cast<std::size_t>(member.size()))];
        if (part["type"].string() == "rich_text")
            readRichText(part, memberPath(path, member));
        else
            readTextObject(part, memberPath(path, member), TextBlock::Kind::Paragraph);
    }
    const QString sources = memberPath(path, "sources"_L1);
    qsizetype index = 0;
    for (const Value &source : block["sources"].elements()) {
        const QString here = elementPath(sources, index++);
        if (isFull())
            break;
        const QString url = source["url"].text();
        const QString text = source["text"].text();
        startBlock(TextBlock::Kind::Context, here)
            .spans.append({Span::Kind::Link, Span::Plain, text.isEmpty() ? url : text, url,
                           here + (text.isEmpty() ? u".url"_s : u".text"_s), 0,
                           text.isEmpty() ? url.size() : text.size()});
    }
    for (qsizetype i = begin; i < m_out.blocks.size(); ++i)
        m_out.blocks[i].barred = true;
}

void BlockReader::readPlan(const Value &block, const QString &path)
{
    const Value title = block["title"];
    addTitle(title.isString() ? title.text() : title["text"].text(),
             path + (title.isString() ? u".title"_s : u".title.text"_s));
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

void BlockReader::readInlines(TextBlock &block, const Value &elements, const QString &path, int depth)
{
    qsizetype index = 0;
    for (const Value &element : elements.elements()) {
        if (block.spans.size() >= maxSpans)
            return;
        readInline(block, element, elementPath(path, index++), depth);
    }
}

void BlockReader::readInline(TextBlock &block, const Value &element, const QString &path, int depth)
{
    const std::string_view type = element["type"].string();
    if (type == "emoji") {
        block.spans.append(readEmoji(element, path));
        return;
    }
    if (type == "date") {
        block.spans.append(readDate(element, path));
        return;
    }
    const auto make = [&](Span::Kind kind, QLatin1StringView member) {
        const QString value =
            element[std::string_view(member.data(), static_cast<std::size_t>(member.size()))].text();
        return Span{kind, styleOf(element["style"]), value, {}, memberPath(path, member), 0, value.size()};
    };
    const auto makeId = [&](Span::Kind kind, QLatin1StringView member) {
        Span span = make(kind, member);
        span.target = std::exchange(span.text, {});
        block.spans.append(span);
    };
    if (type == "user") {
        makeId(Span::Kind::User, "user_id"_L1);
    } else if (type == "channel") {
        makeId(Span::Kind::Channel, "channel_id"_L1);
    } else if (type == "usergroup") {
        makeId(Span::Kind::Subteam, "usergroup_id"_L1);
    } else if (type == "broadcast") {
        makeId(Span::Kind::Broadcast, "range"_L1);
        block.spans.last().text = u'@' + block.spans.constLast().target;
    } else if (type == "link") {
        const QString label = element["text"].text();
        Span span = make(Span::Kind::Link, label.isEmpty() ? "url"_L1 : "text"_L1);
        span.target = element["url"].text();
        if (label.isEmpty())
            block.spans.append(span);
        else
            appendLink(block, span, label, 0, false);
    } else if (type == "team") {
        block.spans.append(make(Span::Kind::Text, "team_id"_L1));
    } else if (type == "color") {
        block.spans.append(make(Span::Kind::Text, "value"_L1));
    } else if (element["elements"].isArray() && element["text"].text().isEmpty() &&
               depth < blockparts::deepestNesting) {
        readInlines(block, element["elements"], memberPath(path, "elements"_L1), depth + 1);
    } else {
        Span span = make(Span::Kind::Text, "text"_L1);
        if (span.text.isEmpty() && type != "text")
            span.text = u'[' + element["type"].text() + u']';
        block.spans.append(span);
    }
}

Span BlockReader::readEmoji(const Value &element, const QString &path) const
{
    QString name = element["name"].text();
    const qint64 tone = element["skin_tone"].integer().value_or(0);
    const qsizetype length = name.size();
    if (tone >= 2 && tone <= 6 && !name.contains("::"_L1))
        name += u"::skin-tone-%1"_s.arg(tone);
    QString text = u':' + name + u':';
    if (const QString unicode = element["unicode"].text(); !unicode.isEmpty() && emojiGlyph(name).isEmpty()) {
        if (const QString glyph = fromCodePoints(unicode); !glyph.isEmpty())
            text = glyph; // newer than our table
    }
    return {Span::Kind::Emoji, styleOf(element["style"]), text, name, memberPath(path, "name"_L1), 0, length};
}

Span BlockReader::readDate(const Value &element, const QString &path) const
{
    const QString timestamp = element["timestamp"].text();
    const QString fallback = element["fallback"].text();
    const QString format = element["format"].text();
    const std::optional<qint64> seconds = element["timestamp"].integer();
    QString text =
        seconds ? formatDate(*seconds, format, QLocale(), QDateTime::currentDateTime()) : QString();
    const bool isRelative = !text.isEmpty() && isRelativeDate(format);
    if (text.isEmpty())
        text = fallback.isEmpty() ? timestamp : fallback;
    Span span{Span::Kind::Date,      styleOf(element["style"]),        text,
              element["url"].text(), memberPath(path, "timestamp"_L1), 0,
              timestamp.size()};
    span.relative = isRelative;
    return span;
}

//! The words in members that hold words in every block there is; a few, from near the top.
void collectWords(const Value &value, int depth, QStringList &words)
{
    constexpr std::array<std::string_view, 9> members{
        "title", "text", "subtitle", "label", "caption", "description", "alt_text", "body", "value"};
    constexpr qsizetype most = 30;
    if (depth > 5 || words.size() >= most)
        return;
    if (value.isArray()) {
        for (const Value &element : value.elements())
            collectWords(element, depth + 1, words);
        return;
    }
    for (const Value::Member member : value.members()) {
        const bool holdsWords = std::find(members.begin(), members.end(), member.key) != members.end();
        if (member.value.isObject() || member.value.isArray())
            collectWords(member.value, depth + 1, words);
        else if (holdsWords && words.size() < most && !member.value.text().isEmpty() &&
                 !words.contains(member.value.text()))
            words.append(member.value.text());
    }
}

void BlockReader::addUnsupported(const Value &block, const QString &path)
{
    const QString type = block["type"].text();
    const QString words =
        type.isEmpty() ? tr("[block without a type]") : tr("[unsupported block: %1]").arg(type.left(80));
    const QString where = type.isEmpty() ? path : memberPath(path, "type"_L1);
    TextBlock &box = startBlock(TextBlock::Kind::Unsupported, path);
    box.spans.append({Span::Kind::Text, Span::Plain, words, {}, where, 0, type.size()});
    if (m_unknown == UnknownBlocks::Name)
        return;
    QStringList found;
    collectWords(block, 0, found);
    if (!found.isEmpty())
        addSpan(box, u'\n' + found.join(u" · "_s), path);
}

void BlockReader::addTitle(const QString &title, const QString &path)
{
    if (!title.isEmpty())
        appendPlain(startBlock(TextBlock::Kind::Paragraph, path), title, path, {}, Span::Bold);
}

void BlockReader::addSpan(TextBlock &block, const QString &text, const QString &path, quint8 style)
{
    block.spans.append({Span::Kind::Text, style, text, {}, path, 0, 0});
}

TextBlock &BlockReader::startBlock(TextBlock::Kind kind, const QString &path)
{
    m_out.blocks.append(TextBlock{kind, 0, {}, {}, path});
    return m_out.blocks.last();
}

} // namespace

namespace blockparts {

QString memberPath(const QString &path, QLatin1StringView member)
{
    return path + u'.' + member;
}

QString elementPath(const QString &path, qsizetype index)
{
    return path + u'[' + QString::number(index) + u']';
}

void appendBlocks(RichText &out, const Value &blocks, const QString &path, UnknownBlocks unknown, int depth)
{
    BlockReader(out, unknown, depth).readAll(blocks, path);
}

QString shownAddress(const QString &url)
{
    constexpr qsizetype longest = 72;
    QString shown = url;
    for (const auto scheme : {"https://"_L1, "http://"_L1}) {
        if (shown.startsWith(scheme, Qt::CaseInsensitive))
            shown.remove(0, scheme.size());
    }
    return shown.size() <= longest ? shown : shown.left(longest / 2) + u'…' + shown.right(longest / 2);
}

TextBlock card(TextBlock::Subject subject, const QString &title, const QString &titlePath, const QString &url,
               const QStringList &details, const QString &path)
{
    TextBlock block{TextBlock::Kind::Card, 0, {}, {}, path};
    block.subject = subject;
    if (isOpenableLink(url))
        appendLink(block, {Span::Kind::Link, Span::Plain, title, url, titlePath, 0, title.size()}, title, 0,
                   false);
    else
        appendPlain(block, title, titlePath, {});
    QStringList known = details;
    known.removeAll(QString());
    known.removeDuplicates();
    if (!known.isEmpty())
        block.spans.append(
            {Span::Kind::Text, Span::Quiet, u'\n' + known.join(u" · "_s), {}, titlePath, 0, 0});
    return block;
}

TextBlock pictureCard(const QString &title, const QString &titlePath, const QString &url,
                      const QStringList &details, const QString &path)
{
    const QString name = title.isEmpty() ? QUrl(url).fileName() : title;
    return card(TextBlock::Subject::Picture, name.isEmpty() ? tr("Picture") : name, titlePath, url,
                details + QStringList{shownAddress(url)}, path);
}

TextBlock fileCard(const Value &file, const QString &path)
{
    const QString mode = file["mode"].text();
    QString title;
    for (const char *member : {"title", "name", "id"}) {
        if (title.isEmpty())
            title = file[member].text();
    }
    if (mode == "tombstone"_L1)
        title = tr("This file was deleted");
    else if (mode == "hidden_by_limit"_L1)
        title = tr("This file is hidden by the limit of the workspace's plan");
    QString kind = file["pretty_type"].text();
    if (kind.isEmpty())
        kind = file["filetype"].text();
    QStringList details{kind};
    if (const qint64 size = file["size"].integer().value_or(-1); size >= 0)
        details += QLocale().formattedDataSize(size, 1, QLocale::DataSizeTraditionalFormat);
    QString url = file["permalink"].text();
    if (url.isEmpty())
        url = file["url_private"].text();
    return card(TextBlock::Subject::File, title.isEmpty() ? tr("File") : title, memberPath(path, "title"_L1),
                url, details, path);
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
