// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/layout/textpiece.h"

#include "core/text/emojiruns.h"
#include "core/workspace/workspace.h"
#include "ui/chat/layout/messagewords.h"
#include "ui/theme/emojiformat.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("rtmscope::TextPiece", text);
}

//! The merged look of a span on top of \a base.
QTextCharFormat spanFormat(const Span &span, const QTextCharFormat &base)
{
    QTextCharFormat format = base;
    if (span.style & Span::Code) {
        format.setFont(theme::wireFont());
        format.setForeground(theme::colour(theme::Colour::CodeText));
    }
    if (span.style & Span::Quiet) {
        format.setFont(theme::secondaryFont());
        format.setForeground(theme::colour(theme::Colour::Dim));
    }
    if (span.style & Span::Bold)
        format.setFontWeight(QFont::Bold);
    if (span.style & Span::Italic)
        format.setFontItalic(true);
    if (span.style & Span::Strike)
        format.setFontStrikeOut(true);
    if (span.style & Span::Underline)
        format.setFontUnderline(true);
    return format;
}

Hit linkHit(const QString &address)
{
    constexpr qsizetype mostShown = 2'000; // where it leads stands at its beginning
    const QString shown = shortened(cleanLine(QStringView(address).left(mostShown + 1)), mostShown);
    if (isOpenableLink(address))
        return {Hit::Kind::Link, address, shown};
    return {Hit::Kind::Tip, {}, tr("%1\nThis kind of link is not opened from here.").arg(shown)};
}

//! Columns of four from where the code begins, as tabs have none in a line of text.
QString withoutTabs(const QString &code)
{
    QString out;
    qsizetype column = 0;
    for (const QChar c : code) {
        const qsizetype width = c == u'\t' ? 4 - column % 4 : 1;
        out += c == u'\t' ? QString(width, u' ') : QString(c);
        column = c == u'\n' ? 0 : column + width;
    }
    return out;
}

const QString chipSpace = u"\u00a0"_s; // no-break space

QColor chipColour(Mark::Chip chip)
{
    return theme::colour(chip == Mark::Chip::Code      ? theme::Colour::Code
                         : chip == Mark::Chip::Mention ? theme::Colour::Mention
                                                       : theme::Colour::Accent);
}

// Qt looks through the whole rest of a word for each line that it breaks it into: a word of 400,000 letters
// would stop the window for a quarter of a minute.
constexpr qsizetype longWord = 256;
constexpr qsizetype breakEvery = 16; // letters
const QChar breakHere(0x200B);       // zero width space

//! Where words are so long that Qt needs help to break them. Never inside a character.
QList<qsizetype> breaksOf(const QString &text)
{
    QList<qsizetype> breaks;
    qsizetype begin = 0; // of the word
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !text[i].isSpace() && text[i] != breakHere)
            continue;
        if (i - begin > longWord) {
            const QList<TextRange> emoji = emojiSequences(QStringView(text).sliced(begin, i - begin));
            auto sequence = emoji.cbegin();
            for (qsizetype at = begin + breakEvery; at < i; at += breakEvery) {
                while (sequence != emoji.cend() && begin + sequence->end <= at)
                    ++sequence;
                if (sequence != emoji.cend() && begin + sequence->begin < at)
                    at = begin + sequence->end;
                while (at < i && (text[at].isLowSurrogate() || text[at].isMark() ||
                                  text[at].unicode() == 0x200D || text[at - 1].unicode() == 0x200D))
                    ++at;
                if (at < i)
                    breaks.append(at);
            }
        }
        begin = i + 1;
    }
    return breaks;
}

//! Where \a at is once the breaks are in.
qsizetype shifted(qsizetype at, const QList<qsizetype> &breaks)
{
    return at + (std::upper_bound(breaks.begin(), breaks.end(), at) - breaks.begin());
}

TextBuilder withBreaks(TextBuilder builder)
{
    const QList<qsizetype> breaks = breaksOf(builder.text);
    if (breaks.isEmpty())
        return builder;
    QString text;
    text.reserve(builder.text.size() + breaks.size());
    qsizetype copied = 0;
    for (const qsizetype at : breaks) {
        text += QStringView(builder.text).sliced(copied, at - copied);
        text += breakHere;
        copied = at;
    }
    text += QStringView(builder.text).sliced(copied);
    builder.text = text;
    for (QTextLayout::FormatRange &range : builder.formats) {
        const qsizetype begin = shifted(range.start, breaks);
        range.length = int(shifted(range.start + range.length, breaks) - begin);
        range.start = int(begin);
    }
    for (Mark &mark : builder.marks) {
        mark.begin = shifted(mark.begin, breaks);
        mark.end = shifted(mark.end, breaks);
    }
    return builder;
}

} // namespace

void TextBuilder::add(const QString &more, const QTextCharFormat &format)
{
    if (more.isEmpty())
        return;
    const qsizetype begin = text.size();
    theme::EmojiText added = theme::emojiText(more);
    text += added.text;
    if (!format.isEmpty())
        formats.append({int(begin), int(text.size() - begin), format});
    for (QTextLayout::FormatRange &emoji : added.formats) {
        emoji.start += int(begin);
        formats.append(emoji);
    }
}

void TextBuilder::addEmoji(const QString &glyph, const QTextCharFormat &format)
{
    const int begin = int(text.size());
    add(glyph, format);
    formats.append({begin, int(text.size()) - begin, theme::emojiFormat()});
}

void TextBuilder::add(const QString &more, const QTextCharFormat &format, Mark::Chip chip, const Hit &hit)
{
    const qsizetype begin = text.size();
    add(more, format);
    marks.append({begin, text.size(), chip, hit, {}});
}

void TextBuilder::addSpan(const Span &span, const Workspace &workspace, const QTextCharFormat &base)
{
    QTextCharFormat format = spanFormat(span, base);
    QString shown = words::span(span, workspace);
    if (span.style & Span::Code && shown.contains(u'\t'))
        shown = withoutTabs(shown);
    shown.replace(u'\n', QChar(QChar::LineSeparator));
    Mark::Chip chip = span.style & Span::Code ? Mark::Chip::Code : Mark::Chip::None;
    Hit hit;
    switch (span.kind) {
    case Span::Kind::User:
    case Span::Kind::Subteam:
    case Span::Kind::Broadcast: {
        const bool own = span.kind == Span::Kind::Broadcast ||
                         (span.kind == Span::Kind::User && UserId(span.target) == workspace.self());
        chip = own ? Mark::Chip::OwnMention : Mark::Chip::Mention;
        format.setForeground(theme::colour(own ? theme::Colour::AccentText : theme::Colour::MentionText));
        if (!span.target.isEmpty())
            hit = {Hit::Kind::User, span.target, cleanName(span.target)};
        break;
    }
    case Span::Kind::Channel:
        chip = Mark::Chip::Mention;
        format.setForeground(theme::colour(theme::Colour::MentionText));
        hit = {Hit::Kind::Channel, span.target, cleanName(span.target)};
        break;
    case Span::Kind::Link:
        hit = linkHit(span.target);
        break;
    case Span::Kind::Emoji:
        hit = span.link.isEmpty() ? Hit{Hit::Kind::Tip, {}, u':' + span.target + u':'} : linkHit(span.link);
        break;
    case Span::Kind::Date:
        if (!span.target.isEmpty())
            hit = linkHit(span.target);
        break;
    case Span::Kind::Text:
    case Span::Kind::Control:
        break;
    }
    if (hit.kind == Hit::Kind::Link)
        format.setForeground(theme::colour(theme::Colour::Accent));
    isRelative = isRelative || span.relative;
    if (span.kind == Span::Kind::Emoji && chip == Mark::Chip::None && !shown.startsWith(u':')) {
        const qsizetype begin = text.size();
        addEmoji(shown, format);
        marks.append({begin, text.size(), chip, hit, {}});
        return;
    }
    if (chip == Mark::Chip::None && hit.kind == Hit::Kind::None) {
        add(shown, format);
        return;
    }
    if (chip == Mark::Chip::None) {
        add(shown, format, chip, hit);
        return;
    }
    const qsizetype begin = text.size(); // air inside the chip, where no line may break
    add(chipSpace);
    add(shown, format);
    add(chipSpace);
    marks.append({begin, text.size(), chip, hit, {}});
}

TextPiece::TextPiece(TextBuilder builder, const QFont &font, QColor colour, qreal width, Wrap wrap)
    : m_colour(std::move(colour))
    , m_width(std::max<qreal>(width, 1))
    , m_rightToLeft(wrap == Wrap::Words && builder.text.isRightToLeft())
    , m_alignRight(m_rightToLeft)
    , m_isCode(wrap == Wrap::Anywhere)
{
    const bool mirrored = QGuiApplication::isRightToLeft();
    if (wrap == Wrap::Words && mirrored && builder.asWindow)
        m_rightToLeft = true;
    if (wrap == Wrap::Words && !builder.flows)
        m_alignRight = mirrored;
    if (wrap == Wrap::Words)
        builder = withBreaks(std::move(builder));
    m_layout = std::make_unique<QTextLayout>(builder.text, font);
    m_marks = std::move(builder.marks);
    m_layout->setFormats(builder.formats);
    m_layout->setCacheEnabled(true);
    layOut(wrap);
    placeMarks();
}

void TextPiece::layOut(Wrap wrap)
{
    QTextOption option((m_alignRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    option.setTextDirection(m_rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(wrap == Wrap::Words ? QTextOption::WrapAtWordBoundaryOrAnywhere
                                           : QTextOption::WrapAnywhere);
    if (wrap == Wrap::Anywhere) // code: a tab goes to the next of four columns
        option.setTabStopDistance(4 * QFontMetricsF(m_layout->font()).horizontalAdvance(u' '));
    m_layout->setTextOption(option);
    m_layout->beginLayout();
    qreal y = 0;
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(m_width);
        line.setPosition({0, y});
        y += std::ceil(line.height());
        m_naturalWidth = std::max(m_naturalWidth, line.naturalTextWidth());
    }
    m_layout->endLayout();
    m_height = y;
}

//! The line that \a position is in; by halves, as a message of thousands of mentions has as many lines.
int TextPiece::lineAt(qsizetype position) const
{
    int first = 0;
    int last = m_layout->lineCount();
    while (first < last) {
        const int middle = (first + last) / 2;
        const QTextLine line = m_layout->lineAt(middle);
        if (line.textStart() + line.textLength() <= position)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

void TextPiece::placeMarks()
{
    for (Mark &mark : m_marks) {
        for (int i = lineAt(mark.begin); i < m_layout->lineCount(); ++i) {
            const QTextLine line = m_layout->lineAt(i);
            if (line.textStart() >= mark.end)
                break;
            const int begin = std::max(int(mark.begin), line.textStart());
            const int end = std::min(int(mark.end), line.textStart() + line.textLength());
            if (begin >= end)
                continue;
            const qreal from = line.cursorToX(begin);
            const qreal to = line.cursorToX(end);
            mark.rects.append(QRectF(std::min(from, to), line.y(), std::abs(to - from), line.height()));
        }
    }
}

void TextPiece::paint(QPainter &painter, QPointF origin, const Hit &hot) const
{
    const QPointF at = origin + m_at;
    painter.setPen(Qt::NoPen);
    for (const Mark &mark : m_marks) {
        if (mark.chip == Mark::Chip::None)
            continue;
        painter.setBrush(chipColour(mark.chip));
        // No wider than its text: what stands before and behind must not lie under it.
        const qreal round = theme::grid(0.75);
        for (const QRectF &rect : mark.rects)
            painter.drawRoundedRect(rect.translated(at).adjusted(0, 0.5, 0, -0.5), round, round);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(m_colour);
    m_layout->draw(&painter, at);
    if (!hot.isActive())
        return;
    for (const Mark &mark : m_marks) {
        if (!(mark.hit == hot))
            continue;
        for (const QRectF &rect : mark.rects) {
            const qreal y = rect.bottom() + at.y() - 1.5;
            painter.setPen(theme::colour(theme::Colour::Accent));
            painter.drawLine(QPointF(rect.left() + at.x(), y), QPointF(rect.right() + at.x(), y));
        }
    }
}

Hit TextPiece::hitTest(QPointF point) const
{
    point -= m_at;
    for (const Mark &mark : m_marks) {
        for (const QRectF &rect : mark.rects) {
            if (rect.contains(point))
                return mark.hit;
        }
    }
    return {};
}

} // namespace rtmscope
