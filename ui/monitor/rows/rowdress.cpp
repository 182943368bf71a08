// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/rows/rowdress.h"

#include "ui/theme/markcolours.h"

#include <QPainter>
#include <QPainterPath>
#include <QRectF>

#include <cmath>
#include <numbers>

namespace rtmscope::rowdress {

namespace {

//! A corner up, with every second corner at \a inner of the way out; 1: a regular polygon.
QPainterPath cornered(const QRectF &box, int corners, qreal inner)
{
    QPainterPath path;
    const qreal radius = box.width() / 2;
    const int points = inner < 1 ? 2 * corners : corners;
    for (int point = 0; point < points; ++point) {
        const qreal far = inner < 1 && point % 2 == 1 ? inner * radius : radius;
        const qreal angle = 2 * std::numbers::pi * point / points - std::numbers::pi / 2;
        const QPointF at = box.center() + QPointF(far * std::cos(angle), far * std::sin(angle));
        point == 0 ? path.moveTo(at) : path.lineTo(at);
    }
    path.closeSubpath();
    return path;
}

QPainterPath cross(const QRectF &box)
{
    const qreal arm = box.width() / 3;
    QPainterPath path;
    path.addRect(box.adjusted(arm, 0, -arm, 0));
    path.addRect(box.adjusted(0, arm, 0, -arm));
    return path.simplified();
}

QPainterPath ring(const QRectF &box)
{
    const qreal width = box.width() / 4;
    QPainterPath path; // the odd-even rule leaves the middle out
    path.addEllipse(box);
    path.addEllipse(box.adjusted(width, width, -width, -width));
    return path;
}

//! An exclamation mark.
QPainterPath bang(const QRectF &box)
{
    const qreal width = box.width() / 4;
    QRectF stroke(0, box.top(), width, box.height() * 0.62);
    QRectF point(0, box.bottom() - width, width, width);
    stroke.moveCenter({box.center().x(), stroke.center().y()});
    point.moveCenter({box.center().x(), point.center().y()});
    QPainterPath path;
    path.addRoundedRect(stroke, width / 3, width / 3);
    path.addEllipse(point);
    return path;
}

QPainterPath shapeOf(RowDress::Sign sign, const QRectF &box)
{
    using Sign = RowDress::Sign;
    QPainterPath path;
    switch (sign) {
    case Sign::None:
        break;
    case Sign::Dot:
        path.addEllipse(box);
        break;
    case Sign::Square:
        path.addRect(box.adjusted(1, 1, -1, -1));
        break;
    case Sign::Triangle:
        return cornered(box, 3, 1);
    case Sign::Diamond:
        return cornered(box, 4, 1);
    case Sign::Star:
        return cornered(box, 5, 0.42);
    case Sign::Cross:
        return cross(box);
    case Sign::Ring:
        return ring(box);
    case Sign::Bang:
        return bang(box);
    }
    return path;
}

} // namespace

void paintSign(QPainter &painter, const QRect &square, RowDress::Sign sign, int colour)
{
    const qreal margin = square.width() * 0.14;
    const QRectF box = QRectF(square).adjusted(margin, margin, -margin, -margin);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(shapeOf(sign, box), theme::markColour(colour));
    painter.restore();
}

void paintLabel(QPainter &painter, const QRect &square, int label)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal radius = square.width() / 4.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::markColour(label));
    painter.drawRoundedRect(QRectF(square).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    QFont font = painter.font();
    font.setPixelSize(std::max(6, square.height() * 3 / 4));
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(theme::colour(theme::Colour::Background));
    painter.drawText(square, Qt::AlignCenter, QString::number(label));
    painter.restore();
}

} // namespace rtmscope::rowdress
