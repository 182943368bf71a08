// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/rowlook.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace rtmscope::theme {

void paintSelection(QPainter &painter, const QRect &row)
{
    painter.fillRect(row, colour(Colour::Selection));
    const QColor line = colour(Colour::Accent);
    painter.fillRect(QRect(row.left(), row.top(), row.width(), 1), line);
    painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), line);
}

void paintFocusFrame(QPainter &painter, const QRect &rect)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    QPen pen(colour(Colour::Accent), 2);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(1, 1, -1, -1));
    painter.restore();
}

} // namespace rtmscope::theme
