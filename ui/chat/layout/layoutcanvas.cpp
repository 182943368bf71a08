// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/layout/layoutcanvas.h"

#include "ui/chat/layout/textformats.h"
#include "ui/theme/hatching.h"
#include "ui/theme/rowlook.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <utility>

using rtmscope::theme::Colour;
using rtmscope::theme::colour;
using rtmscope::theme::grid;

namespace rtmscope {

namespace {

// Contrast of bars and hairlines with what is behind them.
constexpr qreal seenOnBackground = 1.2;
constexpr qreal seenOnSelection = 1.7;
constexpr qreal seenInHighContrast = 3;

} // namespace

void LayoutCanvas::put(TextBuilder builder, const QFont &font, QColor textColour, qreal left, qreal right,
                       TextPiece::Wrap wrap)
{
    isRelative = isRelative || builder.isRelative;
    builder.flows = !builder.leading;
    TextPiece piece(std::move(builder), font, std::move(textColour), right - left, wrap);
    const QPointF at(left, y);
    y += piece.height();
    add(std::move(piece), at);
}

void LayoutCanvas::add(TextPiece piece, QPointF at)
{
    piece.moveTo(at);
    m_texts.push_back(std::move(piece));
}

std::size_t LayoutCanvas::addFrame(Box box)
{
    m_boxes.push_back(std::move(box));
    return m_boxes.size() - 1;
}

void LayoutCanvas::addBar(qreal left, qreal top, const QColor &ink)
{
    add({QRectF(left, top, grid(0.75), y - top), ink, {}, 1, qreal(grid(0.25)), {}, false, true});
}

void LayoutCanvas::addHairline(const QRectF &rect)
{
    add({rect, colour(Colour::Line), {}, 1, 0, {}, false, true});
}

void LayoutCanvas::addIconBox(const QString &icon, TextBuilder words, qreal left, qreal right)
{
    const qreal before = grid(8); // the icon and the air around it
    TextPiece piece(std::move(words), theme::bodyFont(), colour(Colour::Text),
                    right - left - before - grid(2.5));
    const QRectF box(left, y, std::min(right - left, piece.naturalWidth() + before + grid(2.5)),
                     piece.height() + grid(3));
    m_icons.push_back({icon, QRectF(left + grid(2.5), box.center().y() - grid(2), grid(4), grid(4))});
    add({box.adjusted(0.5, 0.5, -0.5, -0.5),
         colour(Colour::Panel),
         colour(Colour::Line),
         1,
         qreal(grid(1.25)),
         {}});
    add(std::move(piece), {left + before, y + grid(1.5)});
    y += box.height();
}

void LayoutCanvas::addMore(const QString &words, qreal left, qreal right)
{
    y += grid(0.5);
    TextBuilder more;
    const QString tip = QCoreApplication::translate("rtmscope::MessageLayout", "Show the event");
    more.add(words, formats::secondary(Colour::Accent), Mark::Chip::None, {Hit::Kind::Event, {}, tip});
    put(std::move(more), theme::secondaryFont(), colour(Colour::Accent), left, right);
}

void LayoutCanvas::mirror(qreal width)
{
    const auto flip = [width](QRectF &rect) { rect.moveLeft(width - rect.right()); };
    for (Box &box : m_boxes)
        flip(box.rect);
    for (Icon &icon : m_icons)
        flip(icon.rect);
    for (TextPiece &text : m_texts)
        text.mirror(width);
}

void LayoutCanvas::paintBoxes(QPainter &painter, QPointF origin, bool selected) const
{
    const QColor ground = colour(selected ? Colour::Selection : Colour::Background);
    const auto seen = [&](const QColor &ink) {
        const qreal usual = selected ? seenOnSelection : seenOnBackground;
        const bool strong = theme::scheme() == theme::Scheme::HighContrast;
        return theme::distinctOn(ink, ground, strong ? seenInHighContrast : usual);
    };
    for (const Box &box : m_boxes) {
        painter.setBrush(box.hatched          ? theme::hatching(box.fill)
                         : box.line           ? QBrush(seen(box.fill))
                         : box.fill.isValid() ? QBrush(box.fill)
                                              : QBrush(Qt::NoBrush));
        painter.setBrushOrigin(origin); // stripes move with their row
        painter.setPen(box.outline.isValid() ? QPen(seen(box.outline), box.outlineWidth) : QPen(Qt::NoPen));
        painter.drawRoundedRect(box.rect.translated(origin), box.radius, box.radius);
    }
}

void LayoutCanvas::paint(QPainter &painter, QPointF origin, bool selected, const Hit &hot) const
{
    paintBoxes(painter, origin, selected);
    for (const Icon &icon : m_icons)
        theme::icon(icon.name, Colour::Dim).paint(&painter, icon.rect.translated(origin).toRect());
    for (const TextPiece &text : m_texts)
        text.paint(painter, origin, hot);
}

Hit LayoutCanvas::hitTest(QPoint point) const
{
    for (const TextPiece &text : m_texts) {
        const Hit hit = text.hitTest(point);
        if (hit.kind != Hit::Kind::None)
            return hit;
    }
    for (const Box &box : m_boxes) {
        if (box.hit.kind != Hit::Kind::None && box.rect.contains(point))
            return box.hit;
    }
    return {};
}

} // namespace rtmscope
