// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/monitor/table/eventtablemodel.h"
#include "ui/theme/emojiformat.h"
#include "ui/theme/markcolours.h"
#include "ui/theme/theme.h"

#include <QCache>
#include <QFont>
#include <QList>
#include <QPixmap>
#include <QRawFont>

#include <array>

namespace rtmscope {

//! Paints the rows of the event list. At a hundred rows a second nearly all of that is text shaping, so
//! shaped texts are kept, and figures are placed by hand. Knows sizes and colours, not where rows are. Owned
//! by the list; GUI thread.
class EventRowPainter
{
public:
    //! One that is in view.
    struct Column
    {
        int logical;
        int x;
        int width;
    };
    struct Look
    {
        bool selected = false;
        Qt::LayoutDirection direction = Qt::LeftToRight;
        QColor base;       //!< the list's ground
        int hatchingX = 0; //!< where the pattern of a gap's row begins, so that it scrolls along
        qreal pixelRatio = 1;
        const EventRows::Beside *beside = nullptr; //!< nullptr: there is nothing
        int dressed = 0; //!< the colour of the row, see markcolours.h; 0: none. The painter sets it
    };

    EventRowPainter();

    //! Takes over another font, or another style.
    void measure(const QFont &font);
    //! The theme has others.
    void forgetColours();

    int rowHeight() const { return m_rowHeight; }
    int padding() const { return m_padding; }       //!< at either side of a cell
    int digitWidth() const { return m_digitWidth; } //!< of the widest
    int figuresWidth(const QString &figures) const;

    void paint(QPainter &painter, const DressedRow &row, const QRect &rect, const QList<Column> &columns,
               const Look &look);

private:
    struct TextKey
    {
        QString text;
        int width;
        friend bool operator==(const TextKey &, const TextKey &) = default;
        friend size_t qHash(const TextKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.text, key.width);
        }
    };
    struct Glyph
    {
        quint32 index = 0; //!< 0: the font has none
        qreal advance = 0;
    };

    void paintGround(QPainter &painter, const DressedRow &row, const QRect &rect, const Look &look);
    void paintCell(QPainter &painter, const DressedRow &row, int column, const QRect &cell, const Look &look);
    void paintSummary(QPainter &painter, const DressedRow &row, const QRect &cell, const Look &look);
    void paintTime(QPainter &painter, const DressedRow &row, const QRect &cell, const Look &look);
    void paintOwn(QPainter &painter, int column, const QRect &cell, const Look &look);
    QRect paintDress(QPainter &painter, const RowDress &dress, const QRect &cell, const Look &look);
    QRect paintComment(QPainter &painter, const QString &comment, const QRect &cell, const Look &look);
    QRect signIn(const QRect &cell, const Look &look) const;
    QRect besideSign(const QRect &cell, const Look &look) const;
    const QPixmap &glyph(const DressedRow &row, qreal pixelRatio);
    const QPixmap &markGlyph(EventRow::Mark mark, qreal pixelRatio);
    QColor ink(theme::Colour token, const Look &look);
    const QPixmap &flag(qreal pixelRatio);
    void drawText(QPainter &painter, const QRect &cell, const QString &text, const Look &look);
    theme::ShapedLine shape(const QString &text, int width) const;
    void drawFigures(QPainter &painter, const QRect &cell, const QString &figures, Qt::Alignment alignment,
                     const Look &look);

    QFont m_font;
    QCache<TextKey, theme::ShapedLine> m_texts;
    //! By the row's ground: plain, selected, then those of markcolours.h.
    std::array<std::array<QColor, size_t(theme::Colour::Count)>, 2 + theme::markColourCount> m_inks;
    std::array<QPixmap, eventClassCount + 1> m_kindGlyphs; //!< the last stands for trouble
    std::array<QPixmap, 4> m_markGlyphs;                   //!< by EventRow::Mark
    QPixmap m_referenceGlyph;
    QPixmap m_flag;
    QRawFont m_rawFont;
    std::array<Glyph, 128> m_glyphs; // of ASCII
    int m_padding = 8;
    int m_rowHeight = 20;
    int m_baseline = 16; //!< below a row's top
    int m_glyphSide = 14;
    int m_digitWidth = 8;
};

} // namespace rtmscope
