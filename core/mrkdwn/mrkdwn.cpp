// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/mrkdwn.h"

#include "core/text/emoji.h"

#include <algorithm>
#include <array>
#include <vector>

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxPieces = 200'000; // of one line; the rest of the line is plain text

bool isDelimiter(QChar c)
{
    return c == u'*' || c == u'_' || c == u'~';
}

//! One run over one source. Blocks are found line by line, styles within a line by matching delimiters.
class MrkdwnParser
{
public:
    MrkdwnParser(RichText &out, const QString &source, const QString &path)
        : m_out(out)
        , m_source(source)
        , m_path(path)
        , m_size(source.endsWith(u'\n') ? source.size() - 1 : source.size())
        , m_spans(spanCount(out))
    {
        findAngles();
    }

    void parse();

private:
    //! A piece of a line between which styles may change.
    struct Piece
    {
        enum Kind : quint8 { Text, Delimiter, Code, Angle, Emoji };
        Kind kind = Text;
        qsizetype begin = 0;
        qsizetype end = 0;
        quint8 toggles = 0; //!< the style that a matched delimiter begins or ends; 0: it is text
    };
    struct AngleRange
    {
        qsizetype begin = 0; //!< of '<'
        qsizetype end = 0;   //!< one past '>'
    };

    void findAngles();
    const AngleRange *angleAt(qsizetype position) const;
    bool findFence(qsizetype from, qsizetype &open, qsizetype &close) const;
    qsizetype lineEnd(qsizetype from, qsizetype end) const;
    qsizetype quoteMark(qsizetype begin, qsizetype end);
    bool isFull() const { return m_spans >= maxSpans || m_out.blocks.size() >= maxTextBlocks; }

    void parseTextBlocks(qsizetype begin, qsizetype end);
    void addPreformatted(qsizetype begin, qsizetype end);
    void addRest(qsizetype begin);
    TextBlock &startBlock(TextBlock::Kind kind);

    void parseLine(TextBlock &block, qsizetype begin, qsizetype end);
    void cutLine(qsizetype begin, qsizetype end);
    qsizetype cutPiece(qsizetype at, qsizetype end);
    qsizetype cutCode(qsizetype at, qsizetype end);
    qsizetype cutDelimiter(qsizetype at, qsizetype end);
    void addPiece(Piece::Kind kind, qsizetype begin, qsizetype end);
    void matchDelimiters(qsizetype begin, qsizetype end);
    bool mayOpen(std::size_t piece, qsizetype lineBegin, qsizetype lineEnd) const;
    bool mayClose(std::size_t piece, qsizetype lineBegin, qsizetype lineEnd) const;
    void emitPieces(TextBlock &block);
    void emitVerbatim(TextBlock &block, qsizetype begin, qsizetype end, quint8 style);
    void emitAngle(TextBlock &block, qsizetype begin, qsizetype end, quint8 style);
    void emitText(TextBlock &block, qsizetype begin, qsizetype end, quint8 style);

    QStringView view(qsizetype begin, qsizetype end) const
    {
        return QStringView(m_source).sliced(begin, end - begin);
    }

    RichText &m_out;
    const QString &m_source;
    const QString &m_path;
    qsizetype m_size = 0; //!< the last line break ends the text; it begins no empty line
    qsizetype m_spans = 0;
    std::vector<AngleRange> m_angles;
    std::vector<Piece> m_pieces;
    bool m_quoteRest = false; //!< after ">>>" everything to the end is quoted
    bool m_noTick = false;    //!< this line holds no further backtick
};

void MrkdwnParser::parse()
{
    qsizetype at = 0;
    while (at < m_size && !isFull()) {
        qsizetype open = m_size;
        qsizetype close = m_size;
        const bool fenced = findFence(at, open, close);
        parseTextBlocks(at, open);
        at = open;
        if (!fenced || isFull())
            break;
        addPreformatted(open + 3, close);
        at = close + 3;
        if (at < m_size && m_source[at] == u'\n')
            ++at; // the line break behind a fence ends the fence, it is no empty line
    }
    if (at < m_size && isFull())
        addRest(at);
}

void MrkdwnParser::findAngles()
{
    qsizetype open = -1;
    for (qsizetype at = 0; at < m_source.size() && m_angles.size() < static_cast<std::size_t>(maxSpans);
         ++at) {
        const QChar c = m_source[at];
        if (c == u'<') {
            open = at;
        } else if (c == u'>' && open >= 0) {
            m_angles.push_back({open, at + 1});
            open = -1;
        }
    }
}

const MrkdwnParser::AngleRange *MrkdwnParser::angleAt(qsizetype position) const
{
    const auto it = std::lower_bound(m_angles.begin(), m_angles.end(), position,
                                     [](const AngleRange &angle, qsizetype p) { return angle.begin < p; });
    return it != m_angles.end() && it->begin == position ? &*it : nullptr;
}

//! The next ``` with a closing one and something between. A run of backticks with nothing between is text.
bool MrkdwnParser::findFence(qsizetype from, qsizetype &open, qsizetype &close) const
{
    const QLatin1StringView fence("```");
    qsizetype begin = m_source.indexOf(fence, from);
    while (begin >= 0) {
        const qsizetype end = m_source.indexOf(fence, begin + 3);
        if (end < 0)
            return false;
        if (end > begin + 3) {
            open = begin;
            close = end;
            return true;
        }
        qsizetype runEnd = end;
        while (runEnd < m_source.size() && m_source[runEnd] == u'`')
            ++runEnd;
        begin = m_source.indexOf(fence, runEnd);
    }
    return false;
}

//! The next newline that is not inside an angle sequence.
qsizetype MrkdwnParser::lineEnd(qsizetype from, qsizetype end) const
{
    for (qsizetype at = from; at < end; ++at) {
        if (m_source[at] == u'\n')
            return at;
        if (m_source[at] == u'<') {
            if (const AngleRange *angle = angleAt(at); angle && angle->end <= end)
                at = angle->end - 1;
        }
    }
    return end;
}

//! The length of the quote mark at the start of a line, its one space included; 0 where there is none.
qsizetype MrkdwnParser::quoteMark(qsizetype begin, qsizetype end)
{
    const QStringView line = view(begin, end);
    qsizetype length = 0;
    if (line.startsWith("&gt;&gt;&gt;"_L1))
        length = 12;
    else if (line.startsWith(">>>"_L1))
        length = 3;
    m_quoteRest = length > 0;
    if (length == 0 && line.startsWith("&gt;"_L1))
        length = 4;
    else if (length == 0 && line.startsWith(u'>'))
        length = 1; // programs send it bare in block texts
    return length > 0 && length < line.size() && line[length] == u' ' ? length + 1 : length;
}

void MrkdwnParser::parseTextBlocks(qsizetype begin, qsizetype end)
{
    if (end < m_size && end > begin && m_source[end - 1] == u'\n')
        --end; // the line break before a fence belongs to the fence
    TextBlock *open = nullptr;
    for (qsizetype at = begin; at < end || (at == end && open && at > begin && m_source[at - 1] == u'\n');) {
        if (isFull()) {
            addRest(at);
            return;
        }
        const qsizetype stop = lineEnd(at, end);
        const bool atLineStart = at == 0 || m_source[at - 1] == u'\n';
        const qsizetype mark = atLineStart && !m_quoteRest ? quoteMark(at, stop) : 0;
        const auto kind = m_quoteRest || mark > 0 ? TextBlock::Kind::Quote : TextBlock::Kind::Paragraph;
        if (open && open->kind == kind)
            emitText(*open, at - 1, at, Span::Plain); // the newline between two lines of one block
        else
            open = &startBlock(kind);
        parseLine(*open, at + mark, stop);
        at = stop + 1;
    }
}

void MrkdwnParser::addPreformatted(qsizetype begin, qsizetype end)
{
    if (m_source[begin] == u'\n')
        ++begin;
    if (end > begin && m_source[end - 1] == u'\n')
        --end;
    emitVerbatim(startBlock(TextBlock::Kind::Preformatted), begin, end, Span::Plain);
}

void MrkdwnParser::addRest(qsizetype begin)
{
    emitText(startBlock(TextBlock::Kind::Paragraph), begin, m_source.size(), Span::Plain);
    m_spans = maxSpans; // nothing comes after the rest
}

TextBlock &MrkdwnParser::startBlock(TextBlock::Kind kind)
{
    m_out.blocks.append(TextBlock{kind, 0, {}, {}, m_path});
    return m_out.blocks.last();
}

void MrkdwnParser::parseLine(TextBlock &block, qsizetype begin, qsizetype end)
{
    m_pieces.clear();
    cutLine(begin, end);
    matchDelimiters(begin, end);
    emitPieces(block);
}

void MrkdwnParser::cutLine(qsizetype begin, qsizetype end)
{
    m_noTick = false;
    for (qsizetype at = begin; at < end;) {
        if (m_pieces.size() >= maxPieces) {
            addPiece(Piece::Text, at, end);
            return;
        }
        at = cutPiece(at, end);
    }
}

//! Takes one piece off the line; returns where the next begins.
qsizetype MrkdwnParser::cutPiece(qsizetype at, qsizetype end)
{
    const QChar c = m_source[at];
    if (c == u'<') {
        if (const AngleRange *angle = angleAt(at); angle && angle->end <= end) {
            addPiece(Piece::Angle, at, angle->end);
            return angle->end;
        }
    } else if (c == u'`') {
        return cutCode(at, end);
    } else if (isDelimiter(c)) {
        return cutDelimiter(at, end);
    } else if (c == u':') {
        // One character before the colon tells a time of day from an emoji.
        const qsizetype from = at > 0 ? at - 1 : at;
        if (const qsizetype stop = emojiEnd(view(from, end), at - from); stop > 0) {
            addPiece(Piece::Emoji, at, from + stop);
            return from + stop;
        }
    }
    addPiece(Piece::Text, at, at + 1);
    return at + 1;
}

qsizetype MrkdwnParser::cutCode(qsizetype at, qsizetype end)
{
    qsizetype runEnd = at;
    while (runEnd < end && m_source[runEnd] == u'`')
        ++runEnd;
    const qsizetype close = m_noTick || runEnd != at + 1 ? -1 : view(0, end).indexOf(u'`', runEnd);
    if (close < 0) {
        m_noTick = m_noTick || runEnd == at + 1; // a later backtick has no partner either
        addPiece(Piece::Text, at, runEnd);
        return runEnd;
    }
    addPiece(Piece::Code, at, close + 1);
    return close + 1;
}

//! A run of two and more of one delimiter (`**`, `__init__`) is text.
qsizetype MrkdwnParser::cutDelimiter(qsizetype at, qsizetype end)
{
    qsizetype runEnd = at + 1;
    while (runEnd < end && m_source[runEnd] == m_source[at])
        ++runEnd;
    addPiece(runEnd == at + 1 ? Piece::Delimiter : Piece::Text, at, runEnd);
    return runEnd;
}

void MrkdwnParser::addPiece(Piece::Kind kind, qsizetype begin, qsizetype end)
{
    if (kind == Piece::Text && !m_pieces.empty() && m_pieces.back().kind == Piece::Text)
        m_pieces.back().end = end;
    else
        m_pieces.push_back({kind, begin, end, 0});
}

//! A sign that neither ends a word nor parts it from another. Formats such as the zero-width space are blank.
bool isSign(QChar c)
{
    return !c.isSpace() && !c.isLetterOrNumber() && c.category() != QChar::Other_Format &&
           c.category() != QChar::Other_Control;
}

//! Right after `\`, `/` or another sign that is no punctuation nothing opens: those are faces, paths and
//! globs. Nor between a sign and itself (`-_-`, `'*'`), nor between a closing bracket and another sign.
bool MrkdwnParser::mayOpen(std::size_t piece, qsizetype lineBegin, qsizetype lineEnd) const
{
    const qsizetype begin = m_pieces[piece].begin;
    const QChar after = m_pieces[piece].end < lineEnd ? m_source[m_pieces[piece].end] : QChar(u' ');
    if (after.isSpace())
        return false;
    if (begin == lineBegin || piece == 0 || m_pieces[piece - 1].kind != Piece::Text)
        return true;
    const QChar before = m_source[begin - 1];
    if (before.isLetterOrNumber())
        return false;
    if (!isSign(before) || isDelimiter(before))
        return true;
    if (!before.isPunct() || before == u'\\' || before == u'/' || before == after)
        return false;
    const bool closes =
        before.category() == QChar::Punctuation_Close || before.category() == QChar::Punctuation_FinalQuote;
    const bool besideSign =
        isSign(after) && !isDelimiter(after) && after.category() != QChar::Punctuation_Open;
    return !closes || !besideSign;
}

bool MrkdwnParser::mayClose(std::size_t piece, qsizetype lineBegin, qsizetype lineEnd) const
{
    const qsizetype begin = m_pieces[piece].begin;
    const QChar before = begin > lineBegin ? m_source[begin - 1] : QChar(u' ');
    const QChar after = m_pieces[piece].end < lineEnd ? m_source[m_pieces[piece].end] : QChar(u' ');
    const bool isFace = before == after && isSign(before) && !isDelimiter(before);
    return !before.isSpace() && before != u'\\' && !after.isLetterOrNumber() && !isFace;
}

//! Pairs delimiters: the nearest opening one wins, pairs nest and never cross. At most one is open of each
//! kind, so every delimiter costs the same.
void MrkdwnParser::matchDelimiters(qsizetype begin, qsizetype end)
{
    struct Open
    {
        QChar delimiter;
        std::size_t piece = 0;
        std::size_t content = 0;
    };
    std::array<Open, 3> open;
    std::size_t depth = 0;
    std::size_t content = 0; // pieces so far that are no delimiters: a pair around nothing else is a face
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        Piece &piece = m_pieces[i];
        if (piece.kind != Piece::Delimiter) {
            ++content;
            continue;
        }
        const QChar delimiter = m_source[piece.begin];
        std::size_t at = 0;
        while (at < depth && open[at].delimiter != delimiter)
            ++at;
        if (at < depth && content > open[at].content && mayClose(i, begin, end)) {
            const quint8 style = delimiter == u'*'   ? Span::Bold
                                 : delimiter == u'_' ? Span::Italic
                                                     : Span::Strike;
            m_pieces[open[at].piece].toggles = style;
            piece.toggles = style;
            depth = at;
        } else if (mayOpen(i, begin, end)) {
            if (at < depth) // a nearer opening one replaces the old
                std::move(open.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                          open.begin() + static_cast<std::ptrdiff_t>(depth--),
                          open.begin() + static_cast<std::ptrdiff_t>(at));
            open[depth++] = {delimiter, i, content};
        }
    }
}

void MrkdwnParser::emitPieces(TextBlock &block)
{
    quint8 style = Span::Plain;
    for (const Piece &piece : m_pieces) {
        if (m_spans >= maxSpans) {
            emitText(block, piece.begin, m_pieces.back().end, Span::Plain);
            return;
        }
        if (piece.toggles)
            style ^= piece.toggles;
        else if (piece.kind == Piece::Code)
            emitVerbatim(block, piece.begin + 1, piece.end - 1, style | Span::Code);
        else if (piece.kind == Piece::Angle)
            emitAngle(block, piece.begin, piece.end, style);
        else if (piece.kind == Piece::Emoji)
            block.spans.append(emojiSpan(m_source, piece.begin, piece.end, style, m_path)), ++m_spans;
        else
            emitText(block, piece.begin, piece.end, style);
    }
}

//! Code: nothing is formatted, but links and mentions still resolve.
void MrkdwnParser::emitVerbatim(TextBlock &block, qsizetype begin, qsizetype end, quint8 style)
{
    qsizetype at = begin;
    while (at < end) {
        const auto next =
            std::lower_bound(m_angles.begin(), m_angles.end(), at,
                             [](const AngleRange &angle, qsizetype p) { return angle.begin < p; });
        if (next == m_angles.end() || next->end > end || m_spans >= maxSpans)
            break;
        emitText(block, at, next->begin, style);
        emitAngle(block, next->begin, next->end, style);
        at = next->end;
    }
    emitText(block, at, end, style);
}

void MrkdwnParser::emitAngle(TextBlock &block, qsizetype begin, qsizetype end, quint8 style)
{
    const qsizetype before = block.spans.size();
    if (!appendAngle(block, m_source, begin, end, style, m_path))
        appendText(block, unescapeEntities(view(begin, end)), style, m_path, begin, end);
    m_spans += std::max<qsizetype>(1, block.spans.size() - before);
}

void MrkdwnParser::emitText(TextBlock &block, qsizetype begin, qsizetype end, quint8 style)
{
    if (begin >= end)
        return;
    appendText(block, unescapeEntities(view(begin, end)), style, m_path, begin, end);
    ++m_spans; // an upper bound: runs may have joined
}

} // namespace

void appendMrkdwn(RichText &out, const QString &source, const QString &path)
{
    MrkdwnParser(out, source, path).parse();
}

} // namespace rtmscope
