// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/markdown.h"

#include "core/mrkdwn/markdowninline.h"
#include "core/mrkdwn/spans.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

using markdown::InlineReader;
using markdown::Range;

constexpr int deepestList = 8;
constexpr std::size_t mostColumns = 100;

//! Blocks line by line. Each line is looked at once.
class MarkdownReader
{
public:
    MarkdownReader(RichText &out, const QString &source, const QString &path)
        : m_out(out)
        , m_source(source)
        , m_path(path)
    {
    }

    void read();

private:
    struct Level
    {
        qsizetype column = 0;  //!< of the marker
        qsizetype content = 0; //!< of the text behind it
        qint64 number = 0;
        bool ordered = false;
    };
    struct ListMark
    {
        bool ordered = false;
        qint64 number = 0;
        qsizetype end = 0; //!< one past it, in the source
    };
    struct Fence
    {
        QChar sign;
        qsizetype length = 0;
    };

    void readLine(Range line);
    Range withoutQuoteMark(Range line);
    bool readIndentedCode(Range line, Range text);
    bool readFence(Range line, Range text);
    bool readHeading(Range text);
    bool readUnderline(Range text);
    bool readRule(Range text);
    bool readListItem(Range line, Range text);
    std::optional<ListMark> listMark(Range text) const;
    Level &enterLevel(const ListMark &mark, qsizetype at);
    bool readTableRow(Range text);
    bool beginTable(Range text);
    void addParagraphLine(Range text);
    void flush();
    void flushCode();
    TextBlock makeBlock(TextBlock::Kind kind) const;
    std::vector<Range> cellsOf(Range text) const;
    bool isTableRule(Range text, std::vector<TextCell::Align> &aligns) const;
    TextCell makeCell(Range text, TextCell::Align align, quint8 style) const;
    bool isFull() const { return m_full; }
    void append(TextBlock block);
    qsizetype column(Range line, qsizetype at) const;

    QStringView view(Range range) const { return QStringView(m_source).sliced(range.begin, range.size()); }
    Range trimmed(Range range) const;

    RichText &m_out;
    const QString &m_source;
    const QString &m_path;
    qsizetype m_spans = 0;
    bool m_full = false;

    std::vector<Range> m_lines; //!< of the open paragraph or list item
    TextBlock m_open;           //!< its block, without spans
    bool m_isOpen = false;
    std::vector<Level> m_levels; //!< of the open list
    std::optional<Fence> m_fence;
    std::vector<Range> m_code;
    std::vector<TextCell::Align> m_aligns; //!< of the open table
    TextBlock m_table;
    bool m_isTable = false;
    bool m_quoted = false;
    bool m_afterBlank = true;
};

void MarkdownReader::read()
{
    for (qsizetype at = 0; at < m_source.size();) {
        qsizetype end = m_source.indexOf(u'\n', at);
        if (end < 0)
            end = m_source.size();
        if (isFull()) {
            TextBlock rest = makeBlock(TextBlock::Kind::Paragraph);
            appendText(rest, m_source.sliced(at), Span::Plain, m_path, at, m_source.size());
            m_out.blocks.append(rest);
            return;
        }
        readLine({at, end > at && m_source[end - 1] == u'\r' ? end - 1 : end});
        at = end + 1;
    }
    flushCode();
    flush();
}

Range MarkdownReader::trimmed(Range range) const
{
    while (!range.isEmpty() && m_source[range.begin].isSpace())
        ++range.begin;
    while (!range.isEmpty() && m_source[range.end - 1].isSpace())
        --range.end;
    return range;
}

//! Columns from the line's begin; a tab goes to the next of four.
qsizetype MarkdownReader::column(Range line, qsizetype at) const
{
    qsizetype column = 0;
    for (qsizetype i = line.begin; i < at; ++i)
        column += m_source[i] == u'\t' ? 4 - column % 4 : 1;
    return column;
}

void MarkdownReader::readLine(Range line)
{
    if (m_fence && !m_quoted) {
        if (!readFence(line, trimmed(line)))
            m_code.push_back(line);
        return;
    }
    line = withoutQuoteMark(line);
    const Range text = trimmed(line);
    if (readFence(line, text))
        return;
    if (m_fence) {
        m_code.push_back(line);
        return;
    }
    if (text.isEmpty()) {
        flush();
        m_afterBlank = true;
        return;
    }
    if (readIndentedCode(line, text))
        return;
    flushCode();
    if (!readTableRow(text) && !readUnderline(text) && !readHeading(text) && !readRule(text) &&
        !readListItem(line, text)) {
        if (m_afterBlank && !m_levels.empty() && column(line, text.begin) < m_levels.front().content)
            m_levels.clear(); // the list is over
        addParagraphLine(text);
    }
    m_afterBlank = false;
}

//! Begins or ends a quote, and takes its marks off the line.
Range MarkdownReader::withoutQuoteMark(Range line)
{
    const Range text = trimmed(line);
    const bool quoted = !text.isEmpty() && m_source[text.begin] == u'>' && column(line, text.begin) < 4;
    const bool goesOnLazily = m_quoted && m_isOpen && !text.isEmpty(); // a paragraph in a quote
    if (quoted != m_quoted && !goesOnLazily) {
        flushCode();
        flush();
        m_levels.clear();
        m_quoted = quoted;
    }
    if (!quoted)
        return line;
    line.begin = text.begin;
    while (line.begin < line.end && m_source[line.begin] == u'>') {
        ++line.begin;
        if (line.begin < line.end && m_source[line.begin] == u' ')
            ++line.begin;
    }
    return line;
}

bool MarkdownReader::readIndentedCode(Range line, Range text)
{
    const bool begins = m_afterBlank && m_levels.empty() && !m_isOpen;
    if ((!begins && m_code.empty()) || column(line, text.begin) < 4)
        return false;
    m_code.push_back({std::min(line.begin + (m_source[line.begin] == u'\t' ? 1 : 4), text.begin), line.end});
    return true;
}

//! Begins or ends a block of code.
bool MarkdownReader::readFence(Range line, Range text)
{
    if (text.isEmpty())
        return false;
    const QChar sign = m_source[text.begin];
    qsizetype end = text.begin;
    while (end < text.end && m_source[end] == sign)
        ++end;
    const qsizetype length = end - text.begin;
    if ((sign != u'`' && sign != u'~') || length < 3)
        return false;
    if (m_fence) {
        if (sign != m_fence->sign || length < m_fence->length || end != text.end)
            return false;
        m_fence.reset();
        if (m_code.empty())
            m_code.push_back({line.begin, line.begin}); // an empty one is shown as well
        flushCode();
        return true;
    }
    if (sign == u'`' && view({end, text.end}).contains(u'`'))
        return false; // code within a line
    flushCode();
    flush();
    m_fence = Fence{sign, length};
    return true;
}

bool MarkdownReader::readHeading(Range text)
{
    int level = 0;
    while (text.begin + level < text.end && level < 7 && m_source[text.begin + level] == u'#')
        ++level;
    const qsizetype behind = text.begin + level;
    if (level == 0 || level > 6 || (behind < text.end && !m_source[behind].isSpace()))
        return false;
    flush();
    m_levels.clear();
    Range words = trimmed({behind, text.end});
    qsizetype end = words.end;
    while (end > words.begin && m_source[end - 1] == u'#')
        --end;
    if (end == words.begin || m_source[end - 1].isSpace())
        words = trimmed({words.begin, end}); // a closing row of marks
    TextBlock heading = makeBlock(TextBlock::Kind::Heading);
    heading.indent = level - 1;
    InlineReader(m_source, m_path).read(heading, words);
    append(std::move(heading));
    return true;
}

//! `===` or `---` under a paragraph makes it a heading.
bool MarkdownReader::readUnderline(Range text)
{
    const QChar sign = m_source[text.begin];
    const bool isLine = (sign == u'=' || sign == u'-') && view(text).count(sign) == text.size() &&
                        (sign == u'=' || text.size() > 1);
    if (!isLine || !m_isOpen || m_open.kind != TextBlock::Kind::Paragraph || m_lines.empty())
        return false;
    m_open.kind = TextBlock::Kind::Heading;
    m_open.indent = sign == u'=' ? 0 : 1;
    flush();
    return true;
}

bool MarkdownReader::readRule(Range text)
{
    const QChar sign = m_source[text.begin];
    if (sign != u'-' && sign != u'*' && sign != u'_')
        return false;
    qsizetype count = 0;
    for (const QChar c : view(text)) {
        if (c == sign)
            ++count;
        else if (!c.isSpace())
            return false;
    }
    if (count < 3)
        return false;
    flush();
    m_levels.clear();
    append(makeBlock(TextBlock::Kind::Divider));
    return true;
}

//! "-", "*", "+", "1." or "1)" with a space behind it.
std::optional<MarkdownReader::ListMark> MarkdownReader::listMark(Range text) const
{
    ListMark mark;
    mark.end = text.begin;
    const QChar sign = m_source[text.begin];
    mark.ordered = sign >= u'0' && sign <= u'9';
    if (mark.ordered) {
        const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
        for (; mark.end < text.end && mark.end - text.begin < 9 && isDigit(m_source[mark.end]); ++mark.end)
            mark.number = mark.number * 10 + (m_source[mark.end].unicode() - u'0');
        if (mark.end >= text.end || (m_source[mark.end] != u'.' && m_source[mark.end] != u')'))
            return std::nullopt;
        if (m_isOpen && m_levels.empty() && mark.number != 1)
            return std::nullopt; // a number that begins a line of a sentence
    } else if (sign != u'-' && sign != u'*' && sign != u'+') {
        return std::nullopt;
    }
    ++mark.end;
    if (mark.end < text.end && !m_source[mark.end].isSpace())
        return std::nullopt;
    return mark;
}

//! Makes the level of an item with \a mark in column \a at the last of m_levels, and counts the item.
MarkdownReader::Level &MarkdownReader::enterLevel(const ListMark &mark, qsizetype at)
{
    const auto isInside = [&] { return at >= std::min(m_levels.back().content, m_levels.back().column + 2); };
    const auto isSibling = [&] {
        return m_levels.size() == 1 || at >= m_levels[m_levels.size() - 2].column + 2;
    };
    while (!m_levels.empty() && !isInside() && !isSibling())
        m_levels.pop_back();
    const bool isNested = !m_levels.empty() && isInside();
    if (m_levels.empty() || (isNested && m_levels.size() < deepestList + 1)) {
        m_levels.push_back({at, 0, mark.number, mark.ordered});
        return m_levels.back();
    }
    Level &level = m_levels.back();
    if (level.ordered == mark.ordered)
        ++level.number;
    else
        level = {at, 0, mark.number, mark.ordered};
    return level;
}

bool MarkdownReader::readListItem(Range line, Range text)
{
    const std::optional<ListMark> mark = listMark(text);
    if (!mark)
        return false;
    const qsizetype at = column(line, text.begin);
    Level &level = enterLevel(*mark, at);
    level.column = at;
    level.content = column(line, mark->end) + 1;
    flush();
    constexpr std::array<char16_t, 3> bullets{u'•', u'◦', u'▪'};
    m_open = makeBlock(TextBlock::Kind::ListItem);
    m_open.indent = static_cast<int>(m_levels.size()) - 1;
    m_open.marker = mark->ordered ? QString::number(level.number) + u'.'
                                  : QString(QChar(bullets[static_cast<std::size_t>(m_open.indent) % 3]));
    Range words = trimmed({mark->end, text.end});
    const QStringView start = view(words).left(4);
    if (start.startsWith("[ ] "_L1) || start.startsWith("[x] "_L1) || start.startsWith("[X] "_L1)) {
        m_open.marker = start[1] == u' ' ? u"☐"_s : u"☑"_s;
        words.begin += 4;
    }
    m_isOpen = true;
    m_lines = {words};
    return true;
}

std::vector<Range> MarkdownReader::cellsOf(Range text) const
{
    if (m_source[text.begin] == u'|')
        ++text.begin;
    if (!text.isEmpty() && m_source[text.end - 1] == u'|' &&
        (text.size() < 2 || m_source[text.end - 2] != u'\\'))
        --text.end;
    std::vector<Range> cells;
    qsizetype begin = text.begin;
    bool isCode = false;
    for (qsizetype at = text.begin; at <= text.end; ++at) {
        const bool isEnd = at == text.end;
        if (!isEnd && m_source[at] == u'`')
            isCode = !isCode;
        if (isEnd || (m_source[at] == u'|' && !isCode && (at == text.begin || m_source[at - 1] != u'\\'))) {
            if (cells.size() < mostColumns)
                cells.push_back(trimmed({begin, at}));
            else
                cells.back().end = trimmed({begin, at}).end;
            begin = at + 1;
        }
    }
    return cells;
}

//! `|---|:--:|`
bool MarkdownReader::isTableRule(Range text, std::vector<TextCell::Align> &aligns) const
{
    const bool hasOnly = std::all_of(view(text).begin(), view(text).end(), [](QChar c) {
        return c == u'|' || c == u'-' || c == u':' || c == u' ' || c == u'\t';
    });
    if (!hasOnly || !view(text).contains(u'-') || !view(text).contains(u'|'))
        return false;
    for (const Range &cell : cellsOf(text)) {
        if (cell.isEmpty() || !view(cell).contains(u'-'))
            return false;
        const bool left = m_source[cell.begin] == u':';
        const bool right = m_source[cell.end - 1] == u':';
        aligns.push_back(left && right ? TextCell::Align::Centre
                         : right       ? TextCell::Align::End
                                       : TextCell::Align::Start);
    }
    return true;
}

TextCell MarkdownReader::makeCell(Range text, TextCell::Align align, quint8 style) const
{
    TextCell cell;
    cell.align = align;
    TextBlock words = makeBlock(TextBlock::Kind::Paragraph);
    if (!text.isEmpty())
        InlineReader(m_source, m_path).read(words, text, style);
    cell.blocks.push_back(std::move(words));
    return cell;
}

//! The rule below one line that is open makes that the header; lines with bars go on.
bool MarkdownReader::readTableRow(Range text)
{
    if (!m_isTable)
        return beginTable(text);
    if (!view(text).contains(u'|')) {
        flush();
        return false;
    }
    const std::vector<Range> cells = cellsOf(text);
    m_table.rows.emplace_back();
    for (std::size_t i = 0; i < m_aligns.size(); ++i) {
        m_table.rows.back().push_back(
            makeCell(i < cells.size() ? cells[i] : Range(), m_aligns[i], Span::Plain));
        m_spans += 1 + m_table.rows.back().back().blocks.front().spans.size();
    }
    m_full = m_spans >= maxSpans;
    if (m_full)
        flush();
    return true;
}

bool MarkdownReader::beginTable(Range text)
{
    std::vector<TextCell::Align> aligns;
    if (!m_isOpen || m_open.kind != TextBlock::Kind::Paragraph || m_lines.empty() ||
        !isTableRule(text, aligns))
        return false;
    const Range header = trimmed(m_lines.back());
    const std::vector<Range> cells = header.isEmpty() ? std::vector<Range>() : cellsOf(header);
    if (cells.size() != aligns.size())
        return false;
    m_lines.pop_back();
    flush(); // what stood above the header
    m_table = makeBlock(TextBlock::Kind::Table);
    m_table.barred = m_quoted;
    m_aligns = std::move(aligns);
    m_table.rows.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i)
        m_table.rows.back().push_back(makeCell(cells[i], m_aligns[i], Span::Plain));
    m_isTable = true;
    return true;
}

void MarkdownReader::addParagraphLine(Range text)
{
    if (!m_isOpen) {
        m_open = makeBlock(TextBlock::Kind::Paragraph);
        if (!m_levels.empty()) { // a further paragraph of an item
            m_open.kind = TextBlock::Kind::ListItem;
            m_open.indent = static_cast<int>(m_levels.size()) - 1;
        }
        m_isOpen = true;
        m_lines.clear();
    }
    m_lines.push_back(text);
}

TextBlock MarkdownReader::makeBlock(TextBlock::Kind kind) const
{
    return TextBlock{kind, 0, {}, {}, m_path};
}

void MarkdownReader::append(TextBlock block)
{
    block.barred = m_quoted && block.kind != TextBlock::Kind::Paragraph;
    if (m_quoted && block.kind == TextBlock::Kind::Paragraph)
        block.kind = TextBlock::Kind::Quote;
    m_spans += block.spans.size();
    m_out.blocks.append(std::move(block));
    m_full = m_spans >= maxSpans || m_out.blocks.size() >= maxTextBlocks;
}

void MarkdownReader::flushCode()
{
    if (m_code.empty())
        return;
    while (m_code.size() > 1 && !m_fence && m_code.back().isEmpty())
        m_code.pop_back();
    TextBlock code = makeBlock(TextBlock::Kind::Preformatted);
    for (std::size_t i = 0; i < m_code.size(); ++i) {
        const Range &line = m_code[i];
        const qsizetype begin = code.spans.isEmpty() ? line.begin : code.spans.constLast().end;
        appendText(code, (i > 0 ? u"\n"_s : QString()) + view(line).toString(), Span::Plain, m_path, begin,
                   line.end);
    }
    m_code.clear();
    m_fence.reset();
    append(std::move(code));
}

//! Ends the open paragraph, list item or table.
void MarkdownReader::flush()
{
    if (m_isTable) {
        m_isTable = false;
        m_out.blocks.append(std::move(m_table));
        m_table = {};
    }
    if (!m_isOpen)
        return;
    m_isOpen = false;
    TextBlock block = std::move(m_open);
    m_open = {};
    for (std::size_t i = 0; i < m_lines.size();) {
        Range range = m_lines[i++];
        while (i < m_lines.size() && m_lines[i].begin == range.end + 1) // emphasis may go over the line's end
            range.end = m_lines[i++].end;
        if (!block.spans.isEmpty())
            appendText(block, u"\n"_s, Span::Plain, m_path, block.spans.constLast().end,
                       std::max(range.begin, block.spans.constLast().end));
        InlineReader(m_source, m_path).read(block, range);
    }
    m_lines.clear();
    if (!block.spans.isEmpty() || block.kind == TextBlock::Kind::ListItem)
        append(std::move(block));
}

} // namespace

void appendMarkdown(RichText &out, const QString &source, const QString &path)
{
    MarkdownReader(out, source, path).read();
}

} // namespace rtmscope
