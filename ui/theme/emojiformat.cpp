// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/emojiformat.h"

#include "core/text/emojiruns.h"
#include "ui/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace rtmscope::theme {

QTextCharFormat emojiFormat()
{
    QTextCharFormat format;
    if (const QStringList families = emojiFamilies(); !families.isEmpty()) {
        format.setFontFamilies(families);
        format.setFontItalic(false);
        format.setFontWeight(QFont::Normal);
    }
    return format;
}

QList<QTextLayout::FormatRange> emojiFormats(const QString &text)
{
    QList<QTextLayout::FormatRange> formats;
    for (const TextRange &run : emojiRuns(text))
        formats.append({int(run.begin), int(run.end - run.begin), emojiFormat()});
    return formats;
}

EmojiText emojiText(const QString &text)
{
    EmojiText whole;
    qsizetype done = 0;
    for (const TextRange &run : emojiRuns(text)) {
        whole.text += QStringView(text).sliced(done, run.begin - done);
        const qsizetype at = whole.text.size();
        whole.text += text.sliced(run.begin, run.end - run.begin).remove(QChar(0xFE0F));
        whole.formats.append({int(at), int(whole.text.size() - at), emojiFormat()});
        done = run.end;
    }
    whole.text += QStringView(text).sliced(done);
    return whole;
}

namespace {

constexpr qreal endless = 1'000'000; // wider than any line

//! In a layout of its own: it keeps what it laid out.
class Line
{
public:
    Line(const EmojiText &text, const QFont &font, Qt::LayoutDirection direction)
        : m_layout(text.text, font)
    {
        m_layout.setFormats(text.formats);
        QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
        option.setTextDirection(direction);
        option.setWrapMode(QTextOption::NoWrap);
        m_layout.setTextOption(option);
        m_layout.beginLayout();
        m_line = m_layout.createLine();
        if (m_line.isValid()) {
            m_line.setLineWidth(endless); // nothing is known of a line before this
            m_line.setPosition({0, -m_line.ascent()});
        }
        m_layout.endLayout();
    }

    qreal width() const { return m_line.isValid() ? m_line.naturalTextWidth() : 0; }
    ShapedLine shaped(bool isCut) const { return {m_layout.glyphRuns(), width(), isCut}; }

    //! The first \a wanted letters, or fewer, that take no more than \a room.
    qsizetype fitting(qsizetype wanted, qreal room) const
    {
        qsizetype at = wanted;
        while (at > 0 && distance(0, at) > room)
            at = before(at);
        return at;
    }
    //! Where the last letters that take no more than \a room begin.
    qsizetype fittingEnd(qsizetype from, qreal room) const
    {
        const qsizetype end = m_layout.text().size();
        qsizetype at = end;
        for (qsizetype next = before(at); next > from && distance(next, end) <= room; next = before(next))
            at = next;
        return at;
    }

private:
    qreal distance(qsizetype from, qsizetype to) const
    {
        return std::abs(m_line.cursorToX(int(to)) - m_line.cursorToX(int(from)));
    }
    qsizetype before(qsizetype at) const
    {
        return at <= 0 ? 0 : outsideEmoji(m_layout.text(), m_layout.previousCursorPosition(int(at)));
    }

    QTextLayout m_layout;
    QTextLine m_line;
};

} // namespace

void ShapedLine::draw(QPainter &painter, QPointF baseline) const
{
    for (const QGlyphRun &run : runs)
        painter.drawGlyphRun(baseline, run);
}

ShapedLine shapedLine(const QString &text, const QFont &font, qreal room, Qt::TextElideMode elide,
                      Qt::LayoutDirection direction)
{
    const EmojiText whole = emojiText(text);
    if (whole.formats.isEmpty()) {
        const QString shown = QFontMetricsF(font).elidedText(text, elide, room);
        return Line({shown, {}}, font, direction).shaped(shown != text);
    }
    const Line line(whole, font, direction);
    if (line.width() <= room)
        return line.shaped(false);
    const QString dots = u"…"_s;
    const qreal left = std::max<qreal>(0, room - QFontMetricsF(font).horizontalAdvance(dots));
    const bool isMiddle = elide == Qt::ElideMiddle;
    const qsizetype head = line.fitting(whole.text.size(), isMiddle ? left / 2 : left);
    const qsizetype tail = isMiddle ? line.fittingEnd(head, left / 2) : whole.text.size();
    const EmojiText shown = emojiText(whole.text.first(head) + dots + whole.text.sliced(tail));
    return Line(shown, font, direction).shaped(true);
}

} // namespace rtmscope::theme
