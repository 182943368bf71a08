// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/markdown.h"

#include "core/mrkdwn/blockparts.h"
#include "core/mrkdwn/mrkdwn.h"

#include <algorithm>
#include <array>
#include <vector>

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestList = 8;
constexpr int deepestParentheses = 32;     // in a link's address, as CommonMark has it
constexpr qsizetype longestTarget = 4'000; // of a link: address and title
constexpr int mostOpenRuns = 64; // of emphasis; looking further back would cost more than it is worth
constexpr std::size_t mostColumns = 100;

bool isEscapable(QChar c)
{
    return c.unicode() < 0x80 && (c.isPunct() || c.isSymbol());
}

bool isSpaceOrEdge(QChar c)
{
    return c.isNull() || c.isSpace();
}

//! Characters of the source, one line or several that follow each other.
struct Range
{
    qsizetype begin = 0;
    qsizetype end = 0;
    bool isEmpty() const { return begin >= end; }
    qsizetype size() const { return end - begin; }
};

//! Emphasis, code, links and emoji of one range of the source.
class InlineReader
{
public:
    InlineReader(const QString &source, const QString &path)
        : m_source(source)
        , m_path(path)
    {
    }

    void read(TextBlock &block, Range range, quint8 style = Span::Plain);

private:
    //! A run of `*`, `_` or `~`: what it closes comes before what is left of it, what it opens behind.
    struct Run
    {
        QChar sign;
        qsizetype begin = 0;
        int left = 0;
        bool canOpen = false;
        bool canClose = false;
        std::array<int, 3> closes{}; // bold, italic, strike
        std::array<int, 3> opens{};
    };
    struct Piece
    {
        enum Kind : quint8 { Text, Escape, Code, Link, Angle, Run };
        Kind kind = Text;
        qsizetype begin = 0;
        qsizetype end = 0;
        Range label; //!< of a link, of code
        QString target;
        std::size_t run = 0;
    };

    void cut(Range range);
    qsizetype cutPiece(qsizetype at, Range range);
    qsizetype cutCode(qsizetype at, Range range);
    qsizetype cutLink(qsizetype at, Range range, bool isPicture);
    qsizetype cutAddress(qsizetype at, Range range);
    qsizetype cutRun(qsizetype at, Range range);
    void addText(qsizetype begin, qsizetype end);
    void match();
    void emitPiece(TextBlock &block, const Piece &piece, quint8 style);
    void emitLink(TextBlock &block, const Piece &piece, quint8 style);

    QStringView view(qsizetype begin, qsizetype end) const
    {
        return QStringView(m_source).sliced(begin, end - begin);
    }
    //! Where \a needle is next before \a end, or -1.
    template<typename Needle>
    qsizetype next(Needle needle, qsizetype from, qsizetype end) const
    {
        const qsizetype at = view(from, end).indexOf(needle);
        return at < 0 ? -1 : from + at;
    }

    const QString &m_source;
    const QString &m_path;
    std::vector<Piece> m_pieces;
    std::vector<Run> m_runs;
    bool m_noTick = false;
    bool m_noLink = false;
    bool m_noAngle = false;
};

void InlineReader::read(TextBlock &block, Range range, quint8 style)
{
    cut(range);
    match();
    std::array<int, 3> depth{};
    constexpr std::array<quint8, 3> bits{Span::Bold, Span::Italic, Span::Strike};
    const auto styleNow = [&] {
        quint8 now = style;
        for (std::size_t i = 0; i < depth.size(); ++i)
            now = static_cast<quint8>(now | (depth[i] > 0 ? bits[i] : 0));
        return now;
    };
    for (const Piece &piece : m_pieces) {
        if (block.spans.size() >= maxSpans) {
            appendText(block, view(piece.begin, range.end).toString(), style, m_path, piece.begin, range.end);
            return;
        }
        if (piece.kind != Piece::Run) {
            emitPiece(block, piece, styleNow());
            continue;
        }
        const Run &run = m_runs[piece.run];
        for (std::size_t i = 0; i < depth.size(); ++i)
            depth[i] -= run.closes[i];
        if (run.left > 0)
            appendText(block, QString(run.left, run.sign), styleNow(), m_path, piece.begin, piece.end);
        for (std::size_t i = 0; i < depth.size(); ++i)
            depth[i] += run.opens[i];
    }
}

void InlineReader::cut(Range range)
{
    for (qsizetype at = range.begin; at < range.end;)
        at = cutPiece(at, range);
}

qsizetype InlineReader::cutPiece(qsizetype at, Range range)
{
    const QChar c = m_source[at];
    switch (c.unicode()) {
    case u'\\':
        if (at + 1 < range.end && isEscapable(m_source[at + 1])) {
            m_pieces.push_back({Piece::Escape, at, at + 2, {}, {}, 0});
            return at + 2;
        }
        if (at + 1 < range.end && m_source[at + 1] == u'\n') // a hard break; all our breaks are
            return at + 1;
        break;
    case u'`':
        return cutCode(at, range);
    case u'*':
    case u'_':
    case u'~':
        return cutRun(at, range);
    case u'!':
        if (at + 1 < range.end && m_source[at + 1] == u'[') {
            if (const qsizetype end = cutLink(at + 1, range, true); end > 0)
                return end;
        }
        break;
    case u'[':
        if (const qsizetype end = cutLink(at, range, false); end > 0)
            return end;
        break;
    case u'<':
    case u'h':
        if (const qsizetype end = cutAddress(at, range); end > 0)
            return end;
        break;
    default:
        break;
    }
    addText(at, at + 1);
    return at + 1;
}

void InlineReader::addText(qsizetype begin, qsizetype end)
{
    if (!m_pieces.empty() && m_pieces.back().kind == Piece::Text && m_pieces.back().end == begin)
        m_pieces.back().end = end;
    else
        m_pieces.push_back({Piece::Text, begin, end, {}, {}, 0});
}

//! A run of backticks closes with a run of the same length.
qsizetype InlineReader::cutCode(qsizetype at, Range range)
{
    qsizetype open = at;
    while (open < range.end && m_source[open] == u'`')
        ++open;
    const qsizetype length = open - at;
    if (!m_noTick) {
        for (qsizetype close = next(u'`', open, range.end); close >= 0;) {
            qsizetype end = close;
            while (end < range.end && m_source[end] == u'`')
                ++end;
            if (end - close == length) {
                Range inner{open, close};
                const bool padded = inner.size() > 2 && m_source[open] == u' ' && m_source[close - 1] == u' ';
                if (padded)
                    inner = {open + 1, close - 1};
                m_pieces.push_back({Piece::Code, at, end, inner, {}, 0});
                return end;
            }
            close = next(u'`', end, range.end);
        }
        m_noTick = length == 1; // no single one behind this
    }
    addText(at, open);
    return open;
}

//! `[label](address "title")` that begins at \a at; 0 where it is none.
qsizetype InlineReader::cutLink(qsizetype at, Range range, bool isPicture)
{
    const qsizetype middle = m_noLink ? -1 : next("]("_L1, at, range.end);
    if (middle < 0) {
        m_noLink = true;
        return 0;
    }
    if (view(at + 1, middle).contains(u'[')) // the nearer one is the link
        return 0;
    qsizetype end = middle + 2;
    int depth = 0;
    qsizetype addressEnd = -1;
    for (; end < range.end && end - middle < longestTarget && m_source[end] != u'\n'; ++end) {
        const QChar c = m_source[end];
        if (c == u' ' && addressEnd < 0)
            addressEnd = end;
        if (c == u'(' && ++depth > deepestParentheses)
            return 0;
        else if (c == u')' && depth-- == 0)
            break;
    }
    if (end >= range.end || m_source[end] != u')')
        return 0;
    QStringView target = view(middle + 2, addressEnd < 0 ? end : addressEnd);
    if (target.size() > 1 && target.startsWith(u'<') && target.endsWith(u'>'))
        target = target.sliced(1).chopped(1);
    m_pieces.push_back(
        {Piece::Link, isPicture ? at - 1 : at, end + 1, {at + 1, middle}, unescapeEntities(target), 0});
    return end + 1;
}

//! `<address>`, a mention as mrkdwn has it, or a bare address; 0 where it is none.
qsizetype InlineReader::cutAddress(qsizetype at, Range range)
{
    if (m_source[at] == u'<') {
        const qsizetype close = m_noAngle ? -1 : next(u'>', at, range.end);
        m_noAngle = close < 0;
        if (close < 0)
            return 0;
        const QStringView inside = view(at + 1, close);
        const bool isMark = inside.startsWith(u'@') || inside.startsWith(u'#') || inside.startsWith(u'!') ||
                            inside.startsWith("http://"_L1) || inside.startsWith("https://"_L1) ||
                            inside.startsWith("mailto:"_L1);
        if (!isMark || inside.startsWith("!--"_L1))
            return 0;
        m_pieces.push_back({Piece::Angle, at, close + 1, {}, {}, 0});
        return close + 1;
    }
    const QStringView rest = view(at, range.end);
    if (!rest.startsWith("http://"_L1) && !rest.startsWith("https://"_L1))
        return 0;
    if (at > range.begin && m_source[at - 1].isLetterOrNumber())
        return 0;
    qsizetype end = at;
    while (end < range.end && !m_source[end].isSpace() && m_source[end] != u'<' && m_source[end] != u'|')
        ++end;
    qsizetype unopened = view(at, end).count(u')') - view(at, end).count(u'(');
    while (end > at && u".,;:!?\"'*_~)"_s.contains(m_source[end - 1])) {
        if (m_source[end - 1] == u')' && unopened-- <= 0)
            break; // it belongs to the address
        --end;
    }
    m_pieces.push_back({Piece::Link, at, end, {at, end}, unescapeEntities(view(at, end)), 0});
    return end;
}

//! CommonMark's flanking rules.
qsizetype InlineReader::cutRun(qsizetype at, Range range)
{
    const QChar sign = m_source[at];
    qsizetype end = at;
    while (end < range.end && m_source[end] == sign)
        ++end;
    const QChar before = at > range.begin ? m_source[at - 1] : QChar();
    const QChar after = end < range.end ? m_source[end] : QChar();
    const auto isSign = [](QChar c) { return c.isPunct() || c.isSymbol(); };
    const bool left = !isSpaceOrEdge(after) && (!isSign(after) || isSpaceOrEdge(before) || isSign(before));
    const bool right = !isSpaceOrEdge(before) && (!isSign(before) || isSpaceOrEdge(after) || isSign(after));
    Run run;
    run.sign = sign;
    run.begin = at;
    run.left = static_cast<int>(std::min<qsizetype>(end - at, 1000));
    run.canOpen = left && (sign != u'_' || !right || isSign(before));
    run.canClose = right && (sign != u'_' || !left || isSign(after));
    if (end - at > 1000 || (sign == u'~' && end - at > 2)) {
        addText(at, end);
        return end;
    }
    m_pieces.push_back({Piece::Run, at, end, {}, {}, m_runs.size()});
    m_runs.push_back(run);
    return end;
}

void InlineReader::match()
{
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        Run &closer = m_runs[i];
        while (closer.canClose && closer.left > 0) {
            const std::size_t lowest = open.size() > mostOpenRuns ? open.size() - mostOpenRuns : 0;
            std::size_t at = open.size();
            while (at > lowest && (m_runs[open[at - 1]].sign != closer.sign ||
                                   (closer.sign == u'~' && m_runs[open[at - 1]].left != closer.left)))
                --at;
            if (at == lowest)
                break;
            Run &opener = m_runs[open[at - 1]];
            const bool isStrike = closer.sign == u'~';
            const int used = isStrike ? closer.left : opener.left >= 2 && closer.left >= 2 ? 2 : 1;
            const std::size_t style = isStrike ? 2 : used == 2 ? 0 : 1;
            ++opener.opens[style];
            ++closer.closes[style];
            opener.left -= used;
            closer.left -= used;
            open.resize(opener.left > 0 ? at : at - 1);
        }
        if (closer.canOpen && closer.left > 0)
            open.push_back(i);
    }
}

void InlineReader::emitPiece(TextBlock &block, const Piece &piece, quint8 style)
{
    switch (piece.kind) {
    case Piece::Code:
        appendText(block, unescapeEntities(view(piece.label.begin, piece.label.end)),
                   static_cast<quint8>(style | Span::Code), m_path, piece.begin, piece.end);
        break;
    case Piece::Link:
        emitLink(block, piece, style);
        break;
    case Piece::Angle: {
        TextBlock part;
        appendPlain(part, m_source.sliced(piece.begin, piece.end - piece.begin), m_path, {false, true},
                    style);
        for (Span &span : part.spans) {
            span.begin += piece.begin;
            span.end += piece.begin;
        }
        block.spans.append(part.spans);
        break;
    }
    case Piece::Text: {
        TextBlock part;
        appendPlain(part, m_source.sliced(piece.begin, piece.end - piece.begin), m_path, {true, false},
                    style);
        for (Span &span : part.spans) {
            if (span.kind == Span::Kind::Text) {
                appendText(block, span.text, style, m_path, span.begin + piece.begin, span.end + piece.begin);
                continue;
            }
            span.begin += piece.begin;
            span.end += piece.begin;
            block.spans.append(span);
        }
        break;
    }
    case Piece::Escape:
        appendText(block, QString(m_source[piece.end - 1]), style, m_path, piece.begin, piece.end);
        break;
    case Piece::Run:
        break;
    }
}

void InlineReader::emitLink(TextBlock &block, const Piece &piece, quint8 style)
{
    TextBlock label;
    const bool isBare = piece.label.begin == piece.begin;
    if (isBare)
        appendText(label, piece.target, style, m_path, piece.begin, piece.end);
    else
        InlineReader(m_source, m_path).read(label, piece.label, style);
    if (label.spans.isEmpty())
        appendText(label, piece.target, style, m_path, piece.begin, piece.end);
    for (Span span : std::as_const(label.spans)) {
        if (span.kind == Span::Kind::Text) {
            span.kind = Span::Kind::Link;
            span.target = piece.target;
        } else if (span.kind == Span::Kind::Emoji) {
            span.link = piece.target;
        }
        block.spans.append(span);
    }
}

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
    struct Fence
    {
        QChar sign;
        qsizetype length = 0;
    };

    void readLine(Range line);
    bool readFence(Range line, Range text);
    bool readHeading(Range text);
    bool readUnderline(Range text);
    bool readRule(Range text);
    bool readListItem(Range line, Range text);
    bool readTableRow(Range text);
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
    Range text = trimmed(line);
    const bool quoted = !text.isEmpty() && m_source[text.begin] == u'>' && column(line, text.begin) < 4;
    if (quoted != m_quoted &&
        !(m_quoted && m_isOpen && !text.isEmpty())) { // a paragraph in a quote goes on lazily
        flushCode();
        flush();
        m_levels.clear();
        m_quoted = quoted;
    }
    if (quoted) {
        line.begin = text.begin;
        while (line.begin < line.end && m_source[line.begin] == u'>') {
            ++line.begin;
            if (line.begin < line.end && m_source[line.begin] == u' ')
                ++line.begin;
        }
        text = trimmed(line);
    }
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
    const bool isCode = m_afterBlank && m_levels.empty() && column(line, text.begin) >= 4 && !m_isOpen;
    if (isCode || (!m_code.empty() && column(line, text.begin) >= 4)) {
        m_code.push_back(
            {std::min(line.begin + (m_source[line.begin] == u'\t' ? 1 : 4), text.begin), line.end});
        return;
    }
    flushCode();
    if (!readTableRow(text) && !readUnderline(text) && !readHeading(text) && !readRule(text) &&
        !readListItem(line, text)) {
        if (m_afterBlank && !m_levels.empty() && column(line, text.begin) < m_levels.front().content)
            m_levels.clear(); // the list is over
        addParagraphLine(text);
    }
    m_afterBlank = false;
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
            m_code.push_back({line.begin, line.begin}); // an empty one is there all the same
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

bool MarkdownReader::readListItem(Range line, Range text)
{
    qsizetype end = text.begin;
    const QChar sign = m_source[end];
    qint64 number = 0;
    const bool ordered = sign >= u'0' && sign <= u'9';
    if (ordered) {
        while (end < text.end && end - text.begin < 9 && m_source[end] >= u'0' && m_source[end] <= u'9')
            number = number * 10 + (m_source[end++].unicode() - u'0');
        if (end >= text.end || (m_source[end] != u'.' && m_source[end] != u')'))
            return false;
        if (m_isOpen && m_levels.empty() && number != 1)
            return false; // a number that begins a line of a sentence
    } else if (sign != u'-' && sign != u'*' && sign != u'+') {
        return false;
    }
    ++end;
    if (end < text.end && !m_source[end].isSpace())
        return false;
    const qsizetype at = column(line, text.begin);
    while (!m_levels.empty() && at < std::min(m_levels.back().content, m_levels.back().column + 2)) {
        const bool isSibling = m_levels.size() == 1 || at >= m_levels[m_levels.size() - 2].column + 2;
        if (isSibling)
            break;
        m_levels.pop_back();
    }
    const bool isNested =
        !m_levels.empty() && at >= std::min(m_levels.back().content, m_levels.back().column + 2);
    if (m_levels.empty() || (isNested && m_levels.size() < deepestList + 1))
        m_levels.push_back({at, 0, number, ordered});
    Level &level = m_levels.back();
    const bool isFirst = level.content == 0;
    if (!isFirst && level.ordered == ordered)
        ++level.number;
    else if (!isFirst)
        level = {at, 0, number, ordered};
    level.column = at;
    level.content = column(line, end) + 1;
    flush();
    constexpr std::array<char16_t, 3> bullets{u'•', u'◦', u'▪'};
    m_open = makeBlock(TextBlock::Kind::ListItem);
    m_open.indent = static_cast<int>(m_levels.size()) - 1;
    m_open.marker = ordered ? QString::number(level.number) + u'.'
                            : QString(QChar(bullets[static_cast<std::size_t>(m_open.indent) % 3]));
    Range words = trimmed({end, text.end});
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
    if (m_isTable) {
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
