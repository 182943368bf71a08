// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/mrkdwn/shorten.h"

#include "core/text/emojiruns.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace rtmscope {

namespace {

// In letters, by what they cost to lay out.
constexpr qsizetype lineCost = 16;
constexpr qsizetype chipCost = 16;  // names, links: what is drawn by itself
constexpr qsizetype emojiCost = 64; // a picture that is decoded each time
constexpr qsizetype joinedCost = 8; // what most likely makes one picture with what stands before it
constexpr qsizetype mostJoined = 4; // in the emoji that there are; of more a font has no picture
constexpr qsizetype styleCost = 8;  // what differs from the words before
constexpr qsizetype blockCost = 24;
constexpr qsizetype backToSpace = 200; // how far back a space is looked for, so that no word is cut

qsizetype costOf(QChar c)
{
    return c == u'\n' ? lineCost : 1;
}

// UTF-16 units of one character: emoji of families with tones have 25, the most stacked letters of any
// language a dozen. Qt takes all of a character at once, in more than linear time.
constexpr qsizetype mostOfCharacter = 32;

//! Neither joins the letter before it nor is a picture.
bool isSimple(QChar c)
{
    return c.unicode() < 0x0300 && c.unicode() != 0xA9 && c.unicode() != 0xAE;
}

//! What of an emoji sequence may have to be drawn by itself: all but what joins and changes the others.
qsizetype picturesIn(QStringView character)
{
    constexpr char16_t joiner = 0x200D;
    constexpr char16_t highOfTones = 0xD83C; // and of some pictures: counted once where a tone follows
    qsizetype count = 0;
    for (qsizetype at = 0; at < character.size(); ++at) {
        const char16_t unit = character[at].unicode();
        constexpr char16_t highOfTags = 0xDB40; // they spell the name of a flag, and draw nothing
        if (unit == joiner || (unit >= 0xFE00 && unit <= 0xFE0F) || unit == highOfTags ||
            character[at].isLowSurrogate())
            continue;
        const bool isTone = unit == highOfTones && at + 1 < character.size() &&
                            character[at + 1].unicode() >= 0xDFFB && character[at + 1].unicode() <= 0xDFFF;
        if (!isTone)
            ++count;
    }
    return std::max<qsizetype>(count, 1);
}

//! A hundred of any kind are shown.
qsizetype costOfEmoji(QStringView character)
{
    const qsizetype pictures = picturesIn(character);
    const qsizetype joined = std::min(pictures, mostJoined) - 1;
    return emojiCost * (pictures - joined) + joinedCost * joined;
}

qsizetype sizeOf(const std::vector<TextCell> &row);

qsizetype sizeOf(const TextBlock &block)
{
    qsizetype size = 0;
    for (const Span &span : block.spans)
        size += std::max<qsizetype>(span.text.size(), 1);
    for (const auto &row : block.rows)
        size += sizeOf(row);
    return std::max<qsizetype>(size, 1);
}

qsizetype sizeOf(const std::vector<TextCell> &row)
{
    qsizetype size = 0;
    for (const TextCell &cell : row) {
        for (const TextBlock &inner : cell.blocks)
            size += sizeOf(inner);
    }
    return size;
}

//! Never between the halves of a pair.
qsizetype wholeCharacters(QStringView text, qsizetype length)
{
    const bool cutsPair = length > 0 && length < text.size() && text[length].isLowSurrogate() &&
                          text[length - 1].isHighSurrogate();
    return cutsPair ? length - 1 : length;
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
    shortenRows(which);
}

//! Rows are shown whole or left out: an empty cell would look as if it had been sent so. But of the first,
//! with the names of the columns, and the one below it the beginning is shown, however long they are.
void ShownExtent::shortenRows(TextBlock &block)
{
    const bool isTable = block.kind == TextBlock::Kind::Table;
    constexpr std::size_t inPart = 2;
    std::size_t shown = 0;
    for (; shown < block.rows.size() && (m_left > 0 || (isTable && shown == 0)); ++shown) {
        const qsizetype leftOut = m_leftOut;
        std::vector<TextCell> row = block.rows[shown];
        shortenRow(row);
        if (isTable && shown >= inPart && m_leftOut > leftOut) {
            m_leftOut = leftOut;
            break;
        }
        block.rows[shown] = std::move(row);
    }
    const auto rest = block.rows.begin() + static_cast<std::ptrdiff_t>(shown);
    if (isTable)
        block.rowsLeftOut += block.rows.end() - rest;
    else
        std::for_each(rest, block.rows.end(), [this](const auto &row) { m_leftOut += sizeOf(row); });
    block.rows.erase(rest, block.rows.end());
}

void ShownExtent::shortenRow(std::vector<TextCell> &row)
{
    for (TextCell &cell : row)
        shortenBlocks(cell.blocks);
}

void ShownExtent::shortenSpan(Span &span)
{
    const bool isChip = span.kind != Span::Kind::Text || span.style & Span::Code;
    m_left -= span.kind == Span::Kind::Emoji ? emojiCost : isChip ? chipCost : styleCost;
    shorten(span.text);
}

void ShownExtent::shorten(QString &text)
{
    const qsizetype before = text.size();
    if (std::all_of(text.cbegin(), text.cend(), isSimple))
        shortenSimple(text);
    else
        shortenAny(text);
    m_leftOut += before - text.size();
}

//! Each letter is a character by itself.
void ShownExtent::shortenSimple(QString &text)
{
    qsizetype length = 0;
    while (length < text.size() && m_left > 0)
        m_left -= costOf(text[length++]);
    text.truncate(length);
}

//! Of a character that goes on and on (a letter under thousands of accents, a family without end) the
//! beginning stays.
void ShownExtent::shortenAny(QString &text)
{
    const qsizetype end =
        outsideEmoji(text, wholeCharacters(text, std::clamp<qsizetype>(m_left, 0, text.size())));
    const QStringView seen = QStringView(text).first(end);
    const QList<TextRange> emoji = emojiSequences(seen);
    auto sequence = emoji.cbegin();
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, seen);
    QString shown;
    qsizetype begin = 0;
    while (begin < end && m_left > 0) {
        qsizetype stop = begin;
        do { // some versions of Qt see a boundary between the halves of a pair
            const qsizetype next = finder.toNextBoundary();
            stop = next < 0 ? end : next;
        } while (wholeCharacters(seen, stop) < stop);
        while (sequence != emoji.cend() && sequence->end <= begin)
            ++sequence;
        const bool isEmoji = sequence != emoji.cend() && sequence->begin < stop;
        if (isEmoji && sequence->end > stop) { // and between the letters of a flag
            stop = sequence->end;
            finder.setPosition(stop);
        }
        const qsizetype length = wholeCharacters(seen.sliced(begin), std::min(stop - begin, mostOfCharacter));
        const QStringView character = seen.sliced(begin, length);
        shown += character;
        m_left -= stop - begin + costOf(character.front()) - 1;
        if (isEmoji)
            m_left -= costOfEmoji(character);
        begin = stop;
    }
    text = shown;
}

} // namespace rtmscope
