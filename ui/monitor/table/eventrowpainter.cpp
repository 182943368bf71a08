// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
//
// How the event list paints its rows.
#include "core/text/emojiruns.h"
#include "ui/monitor/table/eventlook.h"
#include "ui/monitor/table/eventtable.h"
#include "ui/theme/hatching.h"
#include "ui/theme/rowlook.h"
#include "ui/theme/theme.h"

#include <QGlyphRun>
#include <QIcon>
#include <QPaintEvent>
#include <QPainter>
#include <QVarLengthArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {
using Column = EventTableModel::Column;
} // namespace

QList<EventTable::VisibleColumn> EventTable::visibleColumns(const QRect &dirty) const
{
    QList<VisibleColumn> columns;
    for (int column = 0; column < EventTableModel::ColumnCount; ++column) {
        const VisibleColumn visible{column, columnViewportPosition(column), columnWidth(column)};
        if (!isColumnHidden(column) && visible.x <= dirty.right() && visible.x + visible.width > dirty.left())
            columns << visible;
    }
    return columns;
}

void EventTable::paintEvent(QPaintEvent *event)
{
    if (!m_model)
        return;
    QPainter painter(viewport());
    painter.setFont(font());
    if (m_model->rowCount() == 0) {
        paintEmptyText(painter);
        return paintFocus(painter);
    }
    const QRect dirty = event->rect();
    const int first = rowAt(dirty.top());
    if (first < 0)
        return;
    const int last = rowAt(dirty.bottom());
    const QList<VisibleColumn> columns = visibleColumns(dirty);
    for (int row = first; row <= (last < 0 ? m_model->rowCount() - 1 : last); ++row)
        paintRow(painter, row, {0, rowViewportPosition(row), viewport()->width(), rowHeight(row)}, columns);
    paintFocus(painter);
}

void EventTable::paintRow(QPainter &painter, int row, const QRect &rect, const QList<VisibleColumn> &columns)
{
    const EventRow &entry = m_model->eventRow(row);
    const bool selected = selectionModel()->isRowSelected(row);
    if (selected) {
        theme::paintSelection(painter, rect);
    } else if (entry.gap) {
        // The pattern scrolls along with its row.
        painter.setBrushOrigin(isRightToLeft() ? horizontalOffset() : -horizontalOffset(), rect.y());
        painter.fillRect(rect, theme::hatching(palette().color(QPalette::Base)));
    }
    for (const VisibleColumn &column : columns) {
        const QRect cell(column.x + m_padding, rect.y(), column.width - 2 * m_padding, rect.height());
        if (cell.width() > 0)
            paintCell(painter, entry, column.logical, cell, selected);
    }
}

void EventTable::paintCell(QPainter &painter, const EventRow &row, int column, const QRect &cell,
                           bool selected)
{
    using theme::Colour;
    const auto ink = [&](Colour token) { return this->ink(token, selected); };
    const bool quiet = column == Column::Number || column == Column::Size ||
                       row.direction == Direction::Note || row.repeated;
    const auto loud = [&](Colour usual) {
        return ink(row.trouble ? Colour::Error : row.gap ? Colour::Warning : usual);
    };
    painter.setPen(row.gap ? ink(Colour::Warning) : ink(quiet ? Colour::Dim : Colour::Text));

    switch (column) {
    case Column::Number:
        return drawFigures(painter, cell, row.number, Qt::AlignRight);
    case Column::Time:
        return drawFigures(painter, cell, row.time, Qt::AlignLeading);
    case Column::Size:
        return drawFigures(painter, cell, row.sizeText, Qt::AlignRight);
    case Column::DirectionColumn:
        return drawText(painter, cell, EventTableModel::directionText(row.direction) + row.socket);
    case Column::Channel:
        return drawText(painter, cell, row.channel);
    case Column::User:
        return drawText(painter, cell, row.user);
    case Column::EnvelopeColumn:
        painter.setPen(ink(Colour::Dim));
        return drawText(painter, cell, row.envelope);
    case Column::Delivery:
        painter.setPen(ink(row.repeated ? Colour::Dim : Colour::Warning));
        return drawText(painter, cell, row.delivery);
    case Column::Acknowledged:
        painter.setPen(ink(row.ackLate ? Colour::Warning : Colour::Dim));
        return drawText(painter, cell, row.acknowledged);
    case Column::Type: {
        const QRect sign(cell.x(), cell.y() + (cell.height() - m_glyphSide) / 2, m_glyphSide, m_glyphSide);
        painter.drawPixmap(QStyle::visualRect(layoutDirection(), cell, sign).topLeft(), glyph(row));
        painter.setPen(loud(row.repeated ? Colour::Dim : kindColour(row.kind)));
        const QRect room = cell.adjusted(m_glyphSide + m_padding / 2, 0, 0, 0);
        return drawText(painter, QStyle::visualRect(layoutDirection(), cell, room), row.type);
    }
    default:
        if (row.broken || row.trouble)
            painter.setPen(ink(Colour::Error));
        return drawText(painter, cell, row.summary);
    }
}

const QPixmap &EventTable::glyph(const EventRow &row)
{
    QPixmap &known = m_kindGlyphs[row.trouble ? size_t(eventClassCount) : size_t(row.kind)];
    if (known.isNull() || known.devicePixelRatio() != devicePixelRatioF()) {
        const QIcon icon = row.trouble ? theme::icon(u"error"_s, theme::Colour::Error) : kindIcon(row.kind);
        known = icon.pixmap(QSize(m_glyphSide, m_glyphSide), devicePixelRatioF());
    }
    return known;
}

//! Readable ink on this row's ground. Finding it takes a search for contrast, so the answers are kept.
QColor EventTable::ink(theme::Colour token, bool selected)
{
    QColor &known = m_inks[size_t(selected)][size_t(token)];
    if (!known.isValid())
        known = theme::colourOn(token, selected ? theme::Colour::Selection : theme::Colour::Background);
    return known;
}

void EventTable::drawText(QPainter &painter, const QRect &cell, const QString &text)
{
    if (text.isEmpty() || cell.width() <= 0)
        return;
    const TextKey key{text, cell.width()};
    const theme::ShapedLine *shaped = m_texts.object(key);
    if (!shaped) {
        auto *fresh = new theme::ShapedLine(shape(text, cell.width()));
        m_texts.insert(key, fresh);
        shaped = fresh;
    }
    const qreal left = isRightToLeft() ? cell.right() + 1 - shaped->width : cell.x();
    shaped->draw(painter, {left, qreal(cell.y() + m_baseline)});
}

//! Glyphs placed around the baseline, so that scripts from different fonts stand on one line. Shaping takes
//! time for each letter, and of a long text most can't be seen: its beginning is enough if that fills the
//! cell.
theme::ShapedLine EventTable::shape(const QString &text, int width) const
{
    const Qt::LayoutDirection direction = text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
    const auto shaped = [&](qsizetype most) {
        return theme::shapedLine(text.left(outsideEmoji(text, most)), font(), width, Qt::ElideRight,
                                 direction);
    };
    // No letter but those of a few scripts is narrower than a third of a digit: longer text can't fit. Of the
    // units of an emoji up to eight are.
    const int digits = width / std::max(1, m_digitWidth);
    const qsizetype most = 8 * digits + 32;
    const qsizetype likely = 3 * digits / 2 + 16;
    if (outsideEmoji(text, likely) < std::min(most, text.size())) {
        theme::ShapedLine line = shaped(likely);
        if (line.isCut)
            return line;
    }
    return shaped(most);
}

//! Digits in steps of the widest one, so that figures stand under each other in any font; placed by hand,
//! because a number is never the same twice and shaping each would be most of the table's work.
void EventTable::drawFigures(QPainter &painter, const QRect &cell, const QString &figures,
                             Qt::Alignment alignment)
{
    QVarLengthArray<quint32, 24> glyphs;
    QVarLengthArray<QPointF, 24> places;
    qreal x = 0;
    for (const QChar c : figures) {
        const quint32 glyph = c.unicode() < m_glyphs.size() ? m_glyphs[c.unicode()].index : 0;
        if (glyph == 0)
            return drawText(painter, cell, figures);
        glyphs.append(glyph);
        places.append({x, 0});
        x += c.isDigit() ? m_digitWidth : m_glyphs[c.unicode()].advance;
    }
    if (x > cell.width() + 1) // cut short with a sign of it, not over its neighbour
        return drawText(painter, cell, figures);
    QGlyphRun run;
    run.setRawFont(m_rawFont);
    run.setRawData(glyphs.constData(), places.constData(), int(glyphs.size()));
    // Figures end below each other in either direction of reading.
    const bool atRight = alignment & Qt::AlignRight || isRightToLeft();
    const qreal left = atRight ? cell.right() + 1 - x : cell.x();
    painter.drawGlyphRun({left, qreal(cell.y() + m_baseline)}, run);
}

void EventTable::paintFocus(QPainter &painter)
{
    if (!hasFocus())
        return;
    if (!currentIndex().isValid())
        return theme::paintFocusFrame(painter, viewport()->rect());
    theme::paintFocusFrame(painter, visualRect(currentIndex()));
}

void EventTable::paintEmptyText(QPainter &painter)
{
    painter.setPen(theme::colour(theme::Colour::Dim));
    const int margin = theme::grid(4);
    theme::drawText(painter, viewport()->rect().adjusted(margin, margin, -margin, -margin),
                    Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

} // namespace rtmscope
