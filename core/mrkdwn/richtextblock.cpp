// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// The rich_text block (protocol 7.7): what people type in Slack's own clients.
#include "core/mrkdwn/blockparts.h"
#include "core/mrkdwn/datetext.h"
#include "core/mrkdwn/spans.h"
#include "core/text/emoji.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace rtmscope::blockparts {

using namespace Qt::StringLiterals;
using json::Value;

namespace {

constexpr int deepestIndent = 8; // protocol 7.7

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

Span emojiOf(const Value &element, const QString &path)
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

Span dateOf(const Value &element, const QString &path)
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

//! A span that shows \a member of \a element.
Span spanOf(Span::Kind kind, const Value &element, const char *member, const QString &path)
{
    const QString value = element[member].text();
    return {kind,        styleOf(element["style"]), value, {}, memberPath(path, QLatin1StringView(member)), 0,
            value.size()};
}

//! A span that names somebody or something by the id in \a member.
Span namedSpan(Span::Kind kind, const Value &element, const char *member, const QString &path)
{
    Span span = spanOf(kind, element, member, path);
    span.target = std::exchange(span.text, {});
    if (kind == Span::Kind::Broadcast)
        span.text = u'@' + span.target;
    return span;
}

void appendLinkElement(TextBlock &block, const Value &element, const QString &path)
{
    const QString label = element["text"].text();
    Span span = spanOf(Span::Kind::Link, element, label.isEmpty() ? "url" : "text", path);
    span.target = element["url"].text();
    if (label.isEmpty())
        block.spans.append(span);
    else
        appendLink(block, span, label, 0, false);
}

//! The elements that are one span of one member.
struct NamedElement
{
    std::string_view type;
    Span::Kind kind;
    const char *member;
};

constexpr std::array namedElements{NamedElement{"user", Span::Kind::User, "user_id"},
                                   NamedElement{"channel", Span::Kind::Channel, "channel_id"},
                                   NamedElement{"usergroup", Span::Kind::Subteam, "usergroup_id"},
                                   NamedElement{"broadcast", Span::Kind::Broadcast, "range"},
                                   NamedElement{"team", Span::Kind::Text, "team_id"},
                                   NamedElement{"color", Span::Kind::Text, "value"}};

const NamedElement *namedElement(std::string_view type)
{
    const auto found = std::find_if(namedElements.begin(), namedElements.end(),
                                    [type](const NamedElement &row) { return row.type == type; });
    return found == namedElements.end() ? nullptr : &*found;
}

//! Reads one rich_text block.
class RichTextReader
{
public:
    RichTextReader(RichText &out, UnknownBlocks unknown)
        : m_out(out)
        , m_unknown(unknown)
    {
    }

    void read(const Value &block, const QString &path);

private:
    void readElement(const Value &element, const QString &path);
    void readList(const Value &list, const QString &path);
    void readInlines(TextBlock &block, const Value &elements, const QString &path, int depth = 0);
    void readInline(TextBlock &block, const Value &element, const QString &path, int depth);

    RichText &m_out;
    UnknownBlocks m_unknown;
    ListNumbers m_numbers;
};

void RichTextReader::read(const Value &block, const QString &path)
{
    const QString listPath = memberPath(path, "elements"_L1);
    qsizetype index = 0;
    for (const Value &element : block["elements"].elements()) {
        if (isFull(m_out))
            return;
        const QString here = elementPath(listPath, index++);
        if (element["type"].string() == "rich_text_list") {
            readList(element, here);
        } else {
            m_numbers.forget();
            readElement(element, here);
        }
    }
}

//! A section, a quote or preformatted text.
void RichTextReader::readElement(const Value &element, const QString &path)
{
    const std::string_view type = element["type"].string();
    const auto kind = type == "rich_text_quote"          ? TextBlock::Kind::Quote
                      : type == "rich_text_preformatted" ? TextBlock::Kind::Preformatted
                                                         : TextBlock::Kind::Paragraph;
    if (kind == TextBlock::Kind::Paragraph && type != "rich_text_section" && !element["elements"].isArray())
        return appendUnsupported(m_out, element, path, m_unknown);
    TextBlock section{kind, 0, {}, {}, path};
    section.barred = isBarred(element);
    readInlines(section, element["elements"], memberPath(path, "elements"_L1));
    if (!hasText(section))
        return; // nothing in it has no height
    endSection(section);
    m_out.blocks.append(section);
}

void RichTextReader::readList(const Value &list, const QString &path)
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
        if (isFull(m_out))
            return;
        const QString here = elementPath(listPath, index);
        TextBlock &block = startBlock(m_out, TextBlock::Kind::ListItem, here);
        block.indent = indent;
        block.marker = listMarker(ordered, before + index + 1, indent);
        block.barred = isBarred(list);
        readInlines(block, item["elements"], memberPath(here, "elements"_L1));
        endSection(block);
        ++index;
    }
    m_numbers.end(indent, before + index);
}

void RichTextReader::readInlines(TextBlock &block, const Value &elements, const QString &path, int depth)
{
    qsizetype index = 0;
    for (const Value &element : elements.elements()) {
        if (block.spans.size() >= maxSpans)
            return;
        readInline(block, element, elementPath(path, index++), depth);
    }
}

void RichTextReader::readInline(TextBlock &block, const Value &element, const QString &path, int depth)
{
    const std::string_view type = element["type"].string();
    if (type == "emoji") {
        block.spans.append(emojiOf(element, path));
    } else if (type == "date") {
        block.spans.append(dateOf(element, path));
    } else if (type == "link") {
        appendLinkElement(block, element, path);
    } else if (const NamedElement *named = namedElement(type)) {
        block.spans.append(named->kind == Span::Kind::Text
                               ? spanOf(named->kind, element, named->member, path)
                               : namedSpan(named->kind, element, named->member, path));
    } else if (element["elements"].isArray() && element["text"].text().isEmpty() && depth < deepestNesting) {
        readInlines(block, element["elements"], memberPath(path, "elements"_L1), depth + 1);
    } else {
        Span span = spanOf(Span::Kind::Text, element, "text", path);
        if (span.text.isEmpty() && type != "text")
            span.text = u'[' + element["type"].text() + u']';
        block.spans.append(span);
    }
}

} // namespace

void appendRichText(RichText &out, const Value &block, const QString &path, UnknownBlocks unknown)
{
    RichTextReader(out, unknown).read(block, path);
}

} // namespace rtmscope::blockparts
