// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/columns/columnheader.h"

#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QPainter>
#include <QStyle>

using rtmscope::theme::Colour;
using rtmscope::theme::grid;

namespace rtmscope {

ColumnHeader::ColumnHeader(QWidget *parent)
    : PlainHeader(parent)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
}

void ColumnHeader::setSorted(int section, Qt::SortOrder order)
{
    if (m_sorted == section && m_order == order)
        return;
    m_sorted = section;
    m_order = order;
    viewport()->update();
}

//! The arrow stands behind the words, on their side of the next column.
void ColumnHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const int room = grid(3);
    if (section != m_sorted || rect.width() < 2 * room)
        return PlainHeader::paintSection(painter, rect, section);
    const QRect words = QStyle::visualRect(layoutDirection(), rect, rect.adjusted(0, 0, -room, 0));
    const QRect sign = QStyle::visualRect(layoutDirection(), rect,
                                          {rect.right() + 1 - room - grid(1), rect.y(), room, rect.height()});
    painter->fillRect(rect, theme::colour(Colour::Panel));
    PlainHeader::paintSection(painter, words, section);
    painter->fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme::colour(Colour::Line));
    const qreal side = grid(1);
    const QPointF middle = QRectF(sign).center();
    const qreal tip = m_order == Qt::AscendingOrder ? -side / 2 : side / 2;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme::colourOn(Colour::Accent, Colour::Panel));
    painter->drawPolygon(
        QPolygonF({middle + QPointF(-side, -tip), middle + QPointF(side, -tip), middle + QPointF(0, tip)}));
    painter->restore();
}

void ColumnHeader::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuRequested(logicalIndexAt(event->pos()), event->globalPos());
    event->accept();
}

} // namespace rtmscope
