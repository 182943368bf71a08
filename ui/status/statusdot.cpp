// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/status/statusdot.h"

#include <QPainter>

namespace rtmscope {

using Look = ConnectionStatus::Look;

theme::Colour inkOf(Look look)
{
    switch (look) {
    case Look::Good:
        return theme::Colour::Ok;
    case Look::Waiting:
        return theme::Colour::Warning;
    case Look::Failed:
        return theme::Colour::Error;
    case Look::Off:
    case Look::Busy:
    case Look::Recording:
        break;
    }
    return theme::Colour::Dim;
}

StatusDot::StatusDot(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusDot::setLook(Look look)
{
    m_look = look;
    update();
}

QSize StatusDot::sizeHint() const
{
    return {theme::grid(2.5), theme::grid(2.5)};
}

void StatusDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = theme::colour(inkOf(m_look));
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (m_look) {
    case Look::Off:
    case Look::Busy:
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case Look::Good:
        painter.setBrush(ink);
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case Look::Waiting:
        painter.setBrush(ink);
        painter.drawPolygon(
            QPolygonF({QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()}));
        break;
    case Look::Failed:
        painter.drawLine(box.topLeft(), box.bottomRight());
        painter.drawLine(box.topRight(), box.bottomLeft());
        break;
    case Look::Recording:
        painter.setBrush(ink);
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    }
}

} // namespace rtmscope
