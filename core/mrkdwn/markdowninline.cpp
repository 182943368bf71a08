// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/markdowninline.h"

#include "core/mrkdwn/spans.h"

#include <algorithm>

namespace rtmscope::markdown {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestParentheses = 32;     // in a link's address, as CommonMark has it
constexpr qsizetype longestTarget = 4'000; // of a link: address and title
constexpr int mostOpenRuns =
    64; // of emphasis that a closing run looks back over, so that the time stays linear

bool isEscapable(QChar c)
{
    return c.unicode() < 0x80 && (c.isPunct() || c.isSymbol());
}

bool isSpaceOrEdge(QChar c)
{
    return c.isNull() || c.isSpace();
}

} // namespace

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
        if (const qsizetype end = cutAngle(at, range); end > 0)
            return end;
        break;
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

//! `<address>` or a mention as mrkdwn has it; 0 where it is none.
qsizetype InlineReader::cutAngle(qsizetype at, Range range)
{
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

//! A bare address; 0 where it is none.
qsizetype InlineReader::cutAddress(qsizetype at, Range range)
{
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
    case Piece::Angle:
    case Piece::Text:
        emitPlain(block, piece, style);
        break;
    case Piece::Escape:
        appendText(block, QString(m_source[piece.end - 1]), style, m_path, piece.begin, piece.end);
        break;
    case Piece::Run:
        break;
    }
}

//! Text with emoji, or what stands in angle brackets.
void InlineReader::emitPlain(TextBlock &block, const Piece &piece, quint8 style)
{
    const bool isAngle = piece.kind == Piece::Angle;
    TextBlock part;
    appendPlain(part, m_source.sliced(piece.begin, piece.end - piece.begin), m_path, {!isAngle, isAngle},
                style);
    for (Span &span : part.spans) {
        span.begin += piece.begin;
        span.end += piece.begin;
        if (!isAngle && span.kind == Span::Kind::Text)
            appendText(block, span.text, style, m_path, span.begin, span.end);
        else
            block.spans.append(span);
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

} // namespace rtmscope::markdown
