// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/datetext.h"
#include "core/text/emoji.h"
#include "core/text/mrkdwn.h"

#include "core/json/json.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace rtmscope {

using namespace Qt::StringLiterals;
using json::Value;

namespace {

constexpr int deepestIndent = 8; // protocol 7.7

QString tr(const char *words)
{
    return QCoreApplication::translate("BlockText", words);
}

QString memberPath(const QString &path, QLatin1StringView member)
{
    return path + u'.' + member;
}

QString elementPath(const QString &path, qsizetype index)
{
    return path + u'[' + QString::number(index) + u']';
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

//! Reads a message's blocks. Never recursive: the shapes nest to a fixed depth, whatever the wire holds.
class BlockReader
{
public:
    explicit BlockReader(RichText &out)
        : m_out(out)
    {
    }

    void readAll(const Value &blocks, const QString &path);

private:
    void readBlock(const Value &block, const QString &path);
    void readRichText(const Value &block, const QString &path);
    void readList(const Value &list, const QString &path);
    void readSection(const Value &section, const QString &path);
    void readContext(const Value &block, const QString &path);
    void readActions(const Value &block, const QString &path);
    void readImage(const Value &image, const QString &path);
    void readTextObject(const Value &object, const QString &path, TextBlock::Kind kind);
    void readInlines(TextBlock &block, const Value &elements, const QString &path);
    Span readInline(const Value &element, const QString &path) const;
    Span readEmoji(const Value &element, const QString &path) const;
    Span readDate(const Value &element, const QString &path) const;
    void addUnsupported(const QString &type, const QString &path);
    void addLabel(TextBlock &block, const Value &element, const QString &path) const;
    TextBlock &startBlock(TextBlock::Kind kind, const QString &path);
    bool isFull() const { return m_out.blocks.size() >= maxTextBlocks || spanCount(m_out) >= maxSpans; }

    RichText &m_out;
};

void BlockReader::readAll(const Value &blocks, const QString &path)
{
    qsizetype index = 0;
    for (const Value &block : blocks.elements()) {
        const QString blockPath = elementPath(path, index++);
        if (isFull()) {
            startBlock(TextBlock::Kind::Unsupported, blockPath)
                .spans.append({Span::Kind::Text,
                               Span::Plain,
                               tr("[the rest is too long to show]"),
                               {},
                               blockPath,
                               0,
                               0});
            return;
        }
        readBlock(block, blockPath);
    }
}

void BlockReader::readBlock(const Value &block, const QString &path)
{
    const std::string_view type = block["type"].string();
    if (type == "rich_text") {
        readRichText(block, path);
    } else if (type == "section") {
        readSection(block, path);
    } else if (type == "header") {
        readTextObject(block["text"], memberPath(path, "text"_L1), TextBlock::Kind::Heading);
    } else if (type == "context") {
        readContext(block, path);
    } else if (type == "divider") {
        startBlock(TextBlock::Kind::Divider, path);
    } else if (type == "image") {
        readImage(block, path);
    } else if (type == "markdown") {
        const QString text = block["text"].text();
        const QString textPath = memberPath(path, "text"_L1);
        appendText(startBlock(TextBlock::Kind::Paragraph, path), text, Span::Plain, textPath, 0, text.size());
    } else if (type == "actions") {
        readActions(block, path);
    } else {
        addUnsupported(block["type"].text(), path);
    }
}

void BlockReader::readRichText(const Value &block, const QString &path)
{
    const QString listPath = memberPath(path, "elements"_L1);
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
        const auto kind = type == "rich_text_quote"          ? TextBlock::Kind::Quote
                          : type == "rich_text_preformatted" ? TextBlock::Kind::Preformatted
                                                             : TextBlock::Kind::Paragraph;
        if (kind == TextBlock::Kind::Paragraph && type != "rich_text_section" &&
            !element["elements"].isArray())
            addUnsupported(element["type"].text(), here);
        else
            readInlines(startBlock(kind, here), element["elements"], memberPath(here, "elements"_L1));
    }
}

void BlockReader::readList(const Value &list, const QString &path)
{
    const int indent =
        static_cast<int>(std::clamp<qint64>(list["indent"].integer().value_or(0), 0, deepestIndent));
    const bool ordered = list["style"].string() == "ordered";
    const qint64 offset = std::clamp<qint64>(list["offset"].integer().value_or(0), 0, 1'000'000);
    const QString listPath = memberPath(path, "elements"_L1);
    qsizetype index = 0;
    for (const Value &item : list["elements"].elements()) {
        if (isFull())
            return;
        const QString here = elementPath(listPath, index);
        TextBlock &block = startBlock(TextBlock::Kind::ListItem, here);
        block.indent = indent;
        block.marker = listMarker(ordered, offset + index + 1, indent);
        readInlines(block, item["elements"], memberPath(here, "elements"_L1));
        ++index;
    }
}

void BlockReader::readSection(const Value &section, const QString &path)
{
    if (section["text"].exists() && !section["text"].isNull())
        readTextObject(section["text"], memberPath(path, "text"_L1), TextBlock::Kind::Paragraph);
    const QString fieldsPath = memberPath(path, "fields"_L1);
    qsizetype index = 0;
    for (const Value &field : section["fields"].elements()) {
        if (isFull())
            return;
        readTextObject(field, elementPath(fieldsPath, index++), TextBlock::Kind::Paragraph);
    }
    if (const Value accessory = section["accessory"]; accessory.isObject()) {
        const QString here = memberPath(path, "accessory"_L1);
        addLabel(startBlock(TextBlock::Kind::Context, here), accessory, here);
    }
}

void BlockReader::readContext(const Value &block, const QString &path)
{
    TextBlock &context = startBlock(TextBlock::Kind::Context, path);
    const QString listPath = memberPath(path, "elements"_L1);
    qsizetype index = 0;
    for (const Value &element : block["elements"].elements()) {
        const QString here = elementPath(listPath, index++);
        if (context.spans.size() >= maxSpans)
            return;
        if (!context.spans.isEmpty())
            context.spans.append({Span::Kind::Text, Span::Plain, u"  "_s, {}, path, 0, 0});
        if (element["type"].string() == "mrkdwn" || element["type"].string() == "plain_text") {
            RichText part;
            BlockReader(part).readTextObject(element, here, TextBlock::Kind::Context);
            for (const TextBlock &inner : std::as_const(part.blocks))
                context.spans.append(inner.spans);
        } else {
            addLabel(context, element, here);
        }
    }
}

void BlockReader::readActions(const Value &block, const QString &path)
{
    TextBlock &actions = startBlock(TextBlock::Kind::Context, path);
    const QString listPath = memberPath(path, "elements"_L1);
    qsizetype index = 0;
    for (const Value &element : block["elements"].elements()) {
        if (actions.spans.size() >= maxSpans)
            return;
        if (!actions.spans.isEmpty())
            actions.spans.append({Span::Kind::Text, Span::Plain, u"  "_s, {}, path, 0, 0});
        addLabel(actions, element, elementPath(listPath, index++));
    }
}

//! The words on a control that can't be used here, in brackets: a button's text, a picture's description,
//! else the control's type.
void BlockReader::addLabel(TextBlock &block, const Value &element, const QString &path) const
{
    const bool isImage = element["type"].string() == "image";
    QString where = path + (isImage ? u".alt_text"_s : u".text.text"_s);
    QString words = isImage ? element["alt_text"].text() : element["text"]["text"].text();
    if (words.isEmpty() && !isImage) {
        words = element["placeholder"]["text"].text();
        where = path + u".placeholder.text"_s;
    }
    if (words.isEmpty()) {
        words = element["type"].text();
        where = memberPath(path, "type"_L1);
    }
    Span span{Span::Kind::Text, Span::Plain, u'[' + words + u']', {}, where, 0, words.size()};
    if (const QString url = element["url"].text(); isOpenableLink(url)) {
        span.kind = Span::Kind::Link; // a button that only opens a page works without its app
        span.target = url;
    }
    block.spans.append(span);
}

void BlockReader::readImage(const Value &image, const QString &path)
{
    const QString title = image["title"]["text"].text();
    const QString words = title.isEmpty() ? image["alt_text"].text() : title;
    const QString where = path + (title.isEmpty() ? u".alt_text"_s : u".title.text"_s);
    const QString url = image["image_url"].text();
    Span span{Span::Kind::Text, Span::Plain, words.isEmpty() ? tr("[image]") : words, {}, where, 0,
              words.size()};
    if (!url.isEmpty()) {
        span.kind = Span::Kind::Link;
        span.target = url;
    }
    startBlock(TextBlock::Kind::Paragraph, path).spans.append(span);
}

void BlockReader::readTextObject(const Value &object, const QString &path, TextBlock::Kind kind)
{
    const bool isBare = object.isString(); // some programs put the string itself here
    const QString source = isBare ? object.text() : object["text"].text();
    const QString textPath = isBare ? path : memberPath(path, "text"_L1);
    const bool isMrkdwn = object["type"].string() == "mrkdwn" && kind != TextBlock::Kind::Heading;
    if (isMrkdwn)
        appendMrkdwn(m_out, source, textPath);
    else
        appendPlain(m_out, source, textPath, kind, object["emoji"].boolean().value_or(true));
}

void BlockReader::readInlines(TextBlock &block, const Value &elements, const QString &path)
{
    qsizetype index = 0;
    for (const Value &element : elements.elements()) {
        if (block.spans.size() >= maxSpans)
            return;
        block.spans.append(readInline(element, elementPath(path, index++)));
    }
}

Span BlockReader::readInline(const Value &element, const QString &path) const
{
    const std::string_view type = element["type"].string();
    if (type == "emoji")
        return readEmoji(element, path);
    if (type == "date")
        return readDate(element, path);

    const auto make = [&](Span::Kind kind, QLatin1StringView member) {
        const QString value =
            element[std::string_view(member.data(), static_cast<std::size_t>(member.size()))].text();
        return Span{kind, styleOf(element["style"]), value, {}, memberPath(path, member), 0, value.size()};
    };
    const auto makeId = [&](Span::Kind kind, QLatin1StringView member) {
        Span span = make(kind, member);
        span.target = std::exchange(span.text, {});
        return span;
    };
    if (type == "user")
        return makeId(Span::Kind::User, "user_id"_L1);
    if (type == "channel")
        return makeId(Span::Kind::Channel, "channel_id"_L1);
    if (type == "usergroup")
        return makeId(Span::Kind::Subteam, "usergroup_id"_L1);
    if (type == "link") {
        Span span = make(Span::Kind::Link, element["text"].text().isEmpty() ? "url"_L1 : "text"_L1);
        span.target = element["url"].text();
        return span;
    }
    if (type == "broadcast") {
        Span span = makeId(Span::Kind::Broadcast, "range"_L1);
        span.text = u'@' + span.target;
        return span;
    }
    if (type == "team")
        return make(Span::Kind::Text, "team_id"_L1);
    if (type == "color")
        return make(Span::Kind::Text, "value"_L1);
    Span span = make(Span::Kind::Text, "text"_L1);
    if (span.text.isEmpty() && type != "text")
        span.text = u'[' + element["type"].text() + u']';
    return span;
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
    if (text.isEmpty())
        text = fallback.isEmpty() ? timestamp : fallback;
    return {Span::Kind::Date,      styleOf(element["style"]),        text,
            element["url"].text(), memberPath(path, "timestamp"_L1), 0,
            timestamp.size()};
}

void BlockReader::addUnsupported(const QString &type, const QString &path)
{
    const QString words =
        type.isEmpty() ? tr("[block without a type]") : tr("[unsupported block: %1]").arg(type.left(80));
    const QString where = type.isEmpty() ? path : memberPath(path, "type"_L1);
    startBlock(TextBlock::Kind::Unsupported, path)
        .spans.append({Span::Kind::Text, Span::Plain, words, {}, where, 0, type.size()});
}

TextBlock &BlockReader::startBlock(TextBlock::Kind kind, const QString &path)
{
    m_out.blocks.append(TextBlock{kind, 0, {}, {}, path});
    return m_out.blocks.last();
}

} // namespace

RichText parseBlocks(const QByteArray &blocksJson, const QString &path)
{
    RichText text;
    if (blocksJson.isEmpty())
        return text;
    json::Document document;
    if (document.parse(blocksJson) && document.root().isArray())
        BlockReader(text).readAll(document.root(), path);
    return text;
}

} // namespace rtmscope
