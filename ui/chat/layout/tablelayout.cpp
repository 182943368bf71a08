// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/layout/tablelayout.h"

#include "core/workspace/workspace.h"
#include "ui/chat/layout/layoutcanvas.h"
#include "ui/chat/layout/messagewords.h"
#include "ui/chat/layout/textformats.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <utility>

using rtmscope::theme::Colour;
using rtmscope::theme::colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

constexpr std::size_t mostCells = 1'500; // laid out; a table of a data dump would take seconds
constexpr qreal line = 1;                // between cells

qreal beside()
{
    return grid(2); // the air at each side of a text
}

//! Widths for columns that want \a natural and have \a room: the narrow ones get what they want, the wide
//! ones share the rest.
std::vector<qreal> fitColumns(std::vector<qreal> natural, qreal room)
{
    std::vector<qreal> sorted = natural;
    std::sort(sorted.begin(), sorted.end());
    qreal left = room;
    qreal limit = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        limit = left / qreal(sorted.size() - i);
        if (sorted[i] > limit)
            break;
        left -= sorted[i];
        limit = sorted[i];
    }
    for (qreal &width : natural)
        width = std::max<qreal>(1, std::floor(std::min(width, limit)));
    return natural;
}

} // namespace

TableLayout::TableLayout(const TextBlock &table, const Workspace &workspace, const QColor &textColour)
    : m_table(table)
    , m_workspace(workspace)
    , m_textColour(textColour)
{
    for (const auto &row : m_table.rows)
        m_columns = std::max(m_columns, row.size());
    if (m_columns > 0)
        m_rows = std::min(m_table.rows.size(), std::max<std::size_t>(1, mostCells / m_columns));
}

//! A cell is one text: lists and code in it keep their signs, not their boxes.
TextBuilder TableLayout::cellText(const TextCell &cell, bool isHeader) const
{
    TextBuilder builder;
    for (const TextBlock &block : cell.blocks) {
        if (!builder.isEmpty())
            builder.add(QString(QChar(QChar::LineSeparator)));
        if (!block.marker.isEmpty())
            builder.add(QString(block.indent * 2, u' ') + block.marker + u' ');
        for (Span span : block.spans) {
            if (block.kind == TextBlock::Kind::Preformatted)
                span.style |= Span::Code;
            builder.addSpan(span, m_workspace, isHeader ? formats::bold() : QTextCharFormat());
        }
    }
    return builder;
}

TextPiece TableLayout::cell(std::size_t row, std::size_t column, qreal width) const
{
    return TextPiece(cellText(m_table.rows[row][column], row == 0), theme::bodyFont(), m_textColour, width);
}

void TableLayout::measure(qreal room)
{
    const qreal forText = std::max<qreal>(1, room - line - qreal(m_columns) * (2 * beside() + line));
    std::vector<qreal> natural(m_columns, grid(4));
    m_pieces.resize(m_rows);
    for (std::size_t row = 0; row < m_rows; ++row) {
        for (std::size_t column = 0; column < m_table.rows[row].size(); ++column) {
            m_pieces[row].push_back(cell(row, column, forText));
            natural[column] = std::max(natural[column], std::ceil(m_pieces[row].back().naturalWidth()));
        }
    }
    m_widths = fitColumns(std::move(natural), forText);
    m_width = line;
    for (const qreal each : m_widths)
        m_width += each + 2 * beside() + line;
}

void TableLayout::put(LayoutCanvas &canvas, qreal left, qreal right)
{
    if (m_columns == 0)
        return;
    measure(right - left);
    canvas.y += grid(0.5);
    const qreal top = canvas.y;
    const std::size_t frame = canvas.addFrame({{}, {}, colour(Colour::Line), 1, qreal(grid(1)), {}});
    for (std::size_t row = 0; row < m_rows; ++row)
        putRow(canvas, row, left);
    qreal x = left;
    for (std::size_t column = 0; column + 1 < m_columns; ++column) {
        x += m_widths[column] + 2 * beside() + line;
        canvas.addHairline({x, top, line, canvas.y - top});
    }
    canvas.setFrame(frame, QRectF(left, top, m_width, canvas.y - top).adjusted(0.5, 0.5, -0.5, -0.5));
    canvas.y += grid(0.5);
    if (const qsizetype more = qsizetype(m_table.rows.size() - m_rows) + m_table.rowsLeftOut; more > 0)
        canvas.addMore(words::moreRows(more), left, right);
}

void TableLayout::putRow(LayoutCanvas &canvas, std::size_t row, qreal left)
{
    if (row > 0)
        canvas.addHairline({left, canvas.y, m_width, line});
    qreal height = QFontMetricsF(theme::bodyFont()).height();
    qreal x = left + line + beside();
    for (std::size_t column = 0; column < m_pieces[row].size(); ++column) {
        height = std::max(height, putCell(canvas, row, column, x));
        x += m_widths[column] + 2 * beside() + line;
    }
    canvas.y += height + grid(2);
}

//! Returns its height.
qreal TableLayout::putCell(LayoutCanvas &canvas, std::size_t row, std::size_t column, qreal x)
{
    TextPiece &piece = m_pieces[row][column];
    const qreal width = m_widths[column];
    if (width < piece.naturalWidth() || piece.isRightToLeft()) // that is set at the column's end
        piece = cell(row, column, width);
    const qreal spare = piece.isRightToLeft() ? 0 : std::max<qreal>(0, width - piece.naturalWidth());
    const TextCell::Align align = m_table.rows[row][column].align;
    const qreal shift = align == TextCell::Align::End      ? spare
                        : align == TextCell::Align::Centre ? spare / 2
                                                           : 0;
    const qreal height = piece.height();
    canvas.add(std::move(piece), {x + shift, canvas.y + grid(1)});
    return height;
}

} // namespace rtmscope
