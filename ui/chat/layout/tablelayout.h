// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"
#include "ui/chat/layout/textpiece.h"

#include <QColor>

#include <vector>

namespace rtmscope {

class LayoutCanvas;
class Workspace;

//! Lays out one table of a message: columns as wide as their texts want while there is room, the wide ones
//! giving way first. Lives while it is laid out.
class TableLayout
{
public:
    TableLayout(const TextBlock &table, const Workspace &workspace, const QColor &textColour);

    //! Onto \a canvas, at its height.
    void put(LayoutCanvas &canvas, qreal left, qreal right);

private:
    TextPiece cell(std::size_t row, std::size_t column, qreal width) const;
    TextBuilder cellText(const TextCell &cell, bool isHeader) const;
    void measure(qreal room);
    qreal putCell(LayoutCanvas &canvas, std::size_t row, std::size_t column, qreal x);
    void putRow(LayoutCanvas &canvas, std::size_t row, qreal left);

    const TextBlock &m_table;
    const Workspace &m_workspace;
    const QColor m_textColour;
    std::size_t m_columns = 0;
    std::size_t m_rows = 0; //!< that are laid out
    std::vector<std::vector<TextPiece>> m_pieces;
    std::vector<qreal> m_widths;
    qreal m_width = 0; //!< of the whole table
};

} // namespace rtmscope
