// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/text/shorten.h"

#include <algorithm>

namespace rtmscope {

namespace {

// In letters, by what they cost to lay out.
constexpr qsizetype lineCost = 16;
constexpr qsizetype chipCost = 16;  // names, links: what is drawn by itself
constexpr qsizetype emojiCost = 48; // from another font, each by itself
constexpr qsizetype blockCost = 24;
constexpr qsizetype backToSpace = 200; // rather cut here than in the middle of a word

qsizetype costOf(QChar c)
{
    return c == u'\n' ? lineCost : 1;
}

qsizetype sizeOf(const TextBlock &block)
{
    qsizetype size = 0;
    for (const Span &span : block.spans)
        size += std::max<qsizetype>(span.text.size(), 1);
    for (const auto &row : block.rows) {
        for (const TextCell &cell : row) {
            for (const TextBlock &inner : cell.blocks)
                size += sizeOf(inner);
        }
    }
    return std::max<qsizetype>(size, 1);
}

//! Never between the halves of a pair.
qsizetype wholeCharacters(QStringView text, qsizetype length)
{
    return length > 0 && length < text.size() && text[length].isLowSurrogate() ? length - 1 : length;
}

} // namespace

QString ShownExtent::beginningOf(const QString &source)
{
    if (source.size() <= m_left)
        return source;
    qsizetype length = wholeCharacters(source, m_left);
    for (qsizetype at = length; at > std::max<qsizetype>(0, length - backToSpace); --at) {
        if (source[at].isSpace()) {
            length = at;
            break;
        }
    }
    const qsizetype opened = QStringView(source).first(length).lastIndexOf(u'<');
    if (opened >= std::max<qsizetype>(0, length - backToSpace) && source.indexOf(u'>', opened) >= length)
        length = opened;
    m_leftOut += source.size() - length;
    return source.first(length);
}

void ShownExtent::shorten(RichText &text)
{
    shortenBlocks(text.blocks);
}

bool ShownExtent::admits(qsizetype letters)
{
    if (m_left <= 0) {
        m_leftOut += letters;
        return false;
    }
    m_left -= letters;
    return true;
}

template<typename Blocks>
void ShownExtent::shortenBlocks(Blocks &blocks)
{
    auto at = blocks.begin();
    for (; at != blocks.end() && m_left > 0; ++at)
        shortenBlock(*at);
    for (auto rest = at; rest != blocks.end(); ++rest)
        m_leftOut += sizeOf(*rest);
    blocks.erase(at, blocks.end());
}

void ShownExtent::shortenBlock(TextBlock &which)
{
    m_left -= blockCost;
    auto at = which.spans.begin();
    for (; at != which.spans.end() && m_left > 0; ++at)
        shortenSpan(*at);
    for (auto rest = at; rest != which.spans.end(); ++rest)
        m_leftOut += std::max<qsizetype>(rest->text.size(), 1);
    which.spans.erase(at, which.spans.end());
    for (auto &row : which.rows) {
        for (TextCell &cell : row)
            shortenBlocks(cell.blocks);
    }
}

void ShownExtent::shortenSpan(Span &span)
{
    if (span.kind != Span::Kind::Text)
        m_left -= span.kind == Span::Kind::Emoji ? emojiCost : chipCost;
    qsizetype length = 0;
    while (length < span.text.size() && m_left > 0)
        m_left -= costOf(span.text[length++]);
    length = wholeCharacters(span.text, length);
    m_leftOut += span.text.size() - length;
    span.text.truncate(length);
}

} // namespace rtmscope
