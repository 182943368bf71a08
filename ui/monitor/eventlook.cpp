// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/eventlook.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

// All glyphs are drawn in a square of 16 units and scaled.
constexpr qreal unit = 16;

void drawEnvelope(QPainter &painter)
{
    painter.drawRoundedRect(QRectF(2, 3.5, 12, 9), 1.2, 1.2);
    painter.drawPolyline(QPolygonF{{2.6, 4.6}, {8, 9}, {13.4, 4.6}});
}

void drawPencil(QPainter &painter)
{
    painter.drawPolygon(QPolygonF{{2.5, 13.5}, {3.4, 10}, {10.7, 2.7}, {13.3, 5.3}, {6, 12.6}});
    painter.drawLine(QPointF(9, 4.4), QPointF(11.6, 7));
}

void drawPlus(QPainter &painter)
{
    QPen pen = painter.pen();
    pen.setWidthF(2.6);
    painter.setPen(pen);
    painter.drawLine(QPointF(8, 3), QPointF(8, 13));
    painter.drawLine(QPointF(3, 8), QPointF(13, 8));
}

void drawHalfMoon(QPainter &painter)
{
    painter.drawEllipse(QPointF(8, 8), 5.2, 5.2);
    QPainterPath half;
    half.moveTo(8, 2.8);
    half.arcTo(QRectF(2.8, 2.8, 10.4, 10.4), 90, 180);
    half.closeSubpath();
    painter.fillPath(half, painter.pen().color());
}

void drawCheck(QPainter &painter)
{
    QPen pen = painter.pen();
    pen.setWidthF(1.8);
    painter.setPen(pen);
    painter.drawPolyline(QPolygonF{{3, 8.6}, {6.4, 12}, {13, 4.2}});
}

void drawQuestion(QPainter &painter)
{
    QPen pen = painter.pen();
    pen.setWidthF(1.8);
    painter.setPen(pen);
    QPainterPath hook;
    hook.moveTo(4.8, 5.4);
    hook.cubicTo(4.8, 1.4, 11.2, 1.4, 11.2, 5.4);
    hook.cubicTo(11.2, 7.6, 8, 7.6, 8, 10.2);
    painter.drawPath(hook);
    painter.setBrush(pen.color());
    painter.drawEllipse(QPointF(8, 13), 0.6, 0.6);
}

void drawDot(QPainter &painter)
{
    painter.setBrush(painter.pen().color());
    painter.drawEllipse(QPointF(8, 8), 1.8, 1.8);
}

void draw(EventClass kind, QPainter &painter)
{
    switch (kind) {
    case EventClass::Message:
        return drawEnvelope(painter);
    case EventClass::Change:
        return drawPencil(painter);
    case EventClass::Reaction:
        return drawPlus(painter);
    case EventClass::Presence:
        return drawHalfMoon(painter);
    case EventClass::Control:
        return drawCheck(painter);
    case EventClass::Unknown:
        return drawQuestion(painter);
    case EventClass::Note:
        return drawDot(painter);
    }
}

} // namespace

theme::Colour kindColour(EventClass kind)
{
    switch (kind) {
    case EventClass::Message:
        return theme::Colour::KindMessage;
    case EventClass::Change:
        return theme::Colour::KindChange;
    case EventClass::Reaction:
        return theme::Colour::KindReaction;
    case EventClass::Presence:
        return theme::Colour::KindPresence;
    case EventClass::Control:
        return theme::Colour::KindControl;
    case EventClass::Unknown:
        return theme::Colour::KindUnknown;
    case EventClass::Note:
        break;
    }
    return theme::Colour::Dim;
}

QPixmap kindGlyph(EventClass kind, const QColor &colour, int side, qreal devicePixelRatio)
{
    const QString key =
        u"rtmscope-kind-%1-%2-%3-%4"_s.arg(int(kind)).arg(colour.name()).arg(side).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(QSize(side, side) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(side / unit, side / unit);
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    draw(kind, painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QBrush gapBrush(const QColor &background)
{
    const QColor stripe = theme::colour(theme::Colour::GapStripe);
    const QString key = u"rtmscope-gap-%1-%2"_s.arg(background.name(), stripe.name());
    QPixmap tile;
    if (!QPixmapCache::find(key, &tile)) {
        constexpr int side = 16;
        tile = QPixmap(side, side);
        tile.fill(background);
        QPainter painter(&tile);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(stripe);
        for (int x = -side; x <= side; x += side) // the tile repeats, so the stripe must enter where it left
            painter.drawPolygon(QPolygonF{QPointF(x, side), QPointF(x + side / 2.0, side),
                                          QPointF(x + 1.5 * side, 0), QPointF(x + side, 0)});
        painter.end();
        QPixmapCache::insert(key, tile);
    }
    return QBrush(tile);
}

} // namespace rtmscope
