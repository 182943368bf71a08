// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QGlyphRun>
#include <QTextLayout>

class QPainter;

namespace rtmscope::theme {

//! The look of emoji, whatever the text around them: from the colour font, neither slanted nor emboldened.
//! Empty where no colour font is installed.
QTextCharFormat emojiFormat();

//! That for each emoji in \a text, for a layout. A font for text may have some of them in black and white.
QList<QTextLayout::FormatRange> emojiFormats(const QString &text);

//! A text with emoji, as a layout takes it.
struct EmojiText
{
    QString text;
    QList<QTextLayout::FormatRange> formats;
};
//! \a text with the looks of its emoji and without their selectors: the font says what is an emoji, and a
//! selector that it has no glyph for would take the sequence apart.
EmojiText emojiText(const QString &text);

//! One line, around its baseline.
struct ShapedLine
{
    QList<QGlyphRun> runs;
    qreal width = 0;
    bool isCut = false; //!< ends with "…", as there was too little room
    //! In the painter's pen.
    void draw(QPainter &painter, QPointF baseline) const;
};
//! \a text where it has \a room, cut with "…" where that is too little, and never inside an emoji.
ShapedLine shapedLine(const QString &text, const QFont &font, qreal room, Qt::TextElideMode elide,
                      Qt::LayoutDirection direction);

} // namespace rtmscope::theme
