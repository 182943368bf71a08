// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/stylepainting.h"

#include "ui/theme/theme.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <utility>

namespace rtmscope::theme::stylepainting {

namespace {

constexpr qreal cornerRadius = 5;
constexpr qreal focusWidth = 2;

//! The centre line of a border of \a width inside \a rect.
QRectF inset(const QRect &rect, qreal width)
{
    return QRectF(rect).adjusted(width / 2, width / 2, -width / 2, -width / 2);
}

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

void drawRounded(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &border,
                 qreal width = 1)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border.isValid() ? QPen(border, width) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(inset(rect, border.isValid() ? width : 0), cornerRadius, cornerRadius);
    painter->restore();
}

bool showsKeyboardFocus(const QStyleOption *option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
}

QColor darkerOrLighter(const QColor &of, int percent)
{
    return scheme() == Scheme::Light ? of.darker(100 + percent) : of.lighter(100 + percent);
}

bool isQuiet(const QWidget *widget)
{
    return widget && widget->property("quiet").toBool();
}

} // namespace

void drawFocusRing(QPainter *painter, const QRect &rect)
{
    drawRounded(painter, rect, {}, colour(Colour::Accent), focusWidth);
}

namespace {

void drawButtonBody(const QStyleOption *option, QPainter *painter, bool isDefault, bool quiet)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool down = has(option, QStyle::State_Sunken);
    const bool hovered = enabled && has(option, QStyle::State_MouseOver);
    if (isDefault) {
        QColor fill = colour(Colour::Accent);
        if (!enabled)
            fill.setAlphaF(0.35F);
        else if (down || hovered)
            fill = darkerOrLighter(fill, down ? 14 : 7);
        drawRounded(painter, option->rect, fill, {});
    } else if (has(option, QStyle::State_On)) {
        QColor border = colour(Colour::Accent);
        border.setAlphaF(0.45F);
        drawRounded(painter, option->rect, colour(hovered ? Colour::Mention : Colour::Selection), border);
    } else if (!quiet || hovered || down) {
        const QColor fill = down || hovered ? colour(Colour::Hover) : colour(Colour::Background);
        drawRounded(painter, option->rect, fill, quiet ? QColor() : colour(Colour::Line));
    }
}

} // namespace

void drawPushButton(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const bool isDefault = button && button->features.testFlag(QStyleOptionButton::DefaultButton);
    const bool bare = !isDefault && isQuiet(widget) && !has(option, QStyle::State_On) &&
                      !has(option, QStyle::State_Sunken) &&
                      !(has(option, QStyle::State_Enabled) && has(option, QStyle::State_MouseOver));
    drawButtonBody(option, painter, isDefault, isQuiet(widget));
    if (bare || !showsKeyboardFocus(option))
        return;
    // On the accent's own ground a ring of the accent is none.
    if (isDefault)
        drawRounded(painter, option->rect.adjusted(2, 2, -2, -2), {}, colour(Colour::AccentText), focusWidth);
    else
        drawFocusRing(painter, option->rect);
}

void drawToolButton(const QStyleOption *option, QPainter *painter)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    if (has(option, QStyle::State_On))
        drawRounded(painter, option->rect, colour(Colour::Selection), {});
    else if (enabled && (has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken)))
        drawRounded(painter, option->rect, colour(Colour::Hover), {});
}

void drawLineEdit(const QStyleOption *option, QPainter *painter)
{
    const bool focused = has(option, QStyle::State_HasFocus);
    drawRounded(painter, option->rect, option->palette.color(QPalette::Base),
                colour(focused ? Colour::Accent : Colour::Line), focused ? focusWidth : 1);
}

void drawCheckMark(const QStyleOption *option, QPainter *painter)
{
    const bool on = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
    QColor fill = on ? colour(Colour::Accent) : colour(Colour::Background);
    if (!has(option, QStyle::State_Enabled))
        fill.setAlphaF(0.4F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // A box edge must stand out by 3:1 to be seen; the hairline colour is too faint for that.
    painter->setPen(QPen(on ? colour(Colour::Accent) : colour(Colour::Dim), 1));
    painter->setBrush(fill);
    const QRectF box = inset(option->rect, 1);
    painter->drawRoundedRect(box, 3, 3);
    if (on) {
        painter->setPen(
            QPen(colour(Colour::AccentText), box.width() / 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        const auto at = [&box](qreal x, qreal y) {
            return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
        };
        if (has(option, QStyle::State_NoChange))
            painter->drawLine(at(0.25, 0.5), at(0.75, 0.5));
        else
            painter->drawPolyline(QPolygonF({at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.3)}));
    }
    painter->restore();
}

void drawArrow(const QRect &rect, Qt::ArrowType direction, QPainter *painter, const QColor &ink)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(QRectF(rect).center());
    constexpr std::array<std::pair<Qt::ArrowType, int>, 4> turns{
        {{Qt::DownArrow, 0}, {Qt::LeftArrow, 90}, {Qt::UpArrow, 180}, {Qt::RightArrow, 270}}};
    for (const auto &[arrow, degrees] : turns) {
        if (arrow == direction)
            painter->rotate(degrees);
    }
    const qreal half = std::min(rect.width(), rect.height()) * 0.26;
    painter->drawPolyline(
        QPolygonF({QPointF(-half, -half / 2), QPointF(0, half / 2), QPointF(half, -half / 2)}));
    painter->restore();
}

void drawTabShape(const QStyleOption *option, QPainter *painter)
{
    const QRect rect = option->rect;
    if (has(option, QStyle::State_Selected))
        painter->fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), colour(Colour::Accent));
    else if (has(option, QStyle::State_MouseOver))
        painter->fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), colour(Colour::Line));
    if (showsKeyboardFocus(option))
        drawFocusRing(painter, rect.adjusted(2, 2, -2, -3));
}

void drawTabLabel(const QProxyStyle *style, const QStyleOption *option, QPainter *painter)
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (!tab)
        return;
    painter->save();
    QFont font = painter->font();
    const bool selected = has(option, QStyle::State_Selected);
    font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    QPalette palette = option->palette;
    palette.setColor(QPalette::WindowText, colour(selected ? Colour::Text : Colour::Dim));
    style->drawItemText(painter, tab->rect, Qt::AlignCenter | Qt::TextShowMnemonic, palette,
                        has(option, QStyle::State_Enabled), tab->text, QPalette::WindowText);
    painter->restore();
}

void drawHeaderSection(const QStyleOption *option, QPainter *painter)
{
    painter->fillRect(option->rect, colour(Colour::Panel));
    painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                      colour(Colour::Line));
}

void drawMenuBarItem(const QProxyStyle *style, const QStyleOption *option, QPainter *painter)
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (!item)
        return;
    painter->fillRect(item->rect, colour(Colour::Side));
    if (has(option, QStyle::State_Selected))
        drawRounded(painter, item->rect.adjusted(1, 2, -1, -2),
                    colour(has(option, QStyle::State_Sunken) ? Colour::Selection : Colour::Hover), {});
    style->drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine,
                        item->palette, has(option, QStyle::State_Enabled), item->text, QPalette::WindowText);
}

void drawScrollBar(const QStyleOptionSlider *slider, const QRect &handle, QPainter *painter)
{
    const bool horizontal = slider->orientation == Qt::Horizontal;
    const bool active =
        slider->state.testFlag(QStyle::State_MouseOver) || slider->state.testFlag(QStyle::State_Sunken);
    if (slider->maximum <= slider->minimum)
        return;
    QColor ink = colour(Colour::Dim);
    ink.setAlphaF(active ? 0.75F : 0.4F);
    const qreal thickness = horizontal ? handle.height() : handle.width();
    const qreal margin = active ? thickness * 0.15 : thickness * 0.25;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ink);
    const QRectF bar = horizontal ? QRectF(handle).adjusted(1, margin, -1, -margin)
                                  : QRectF(handle).adjusted(margin, 1, -margin, -1);
    const qreal radius = (horizontal ? bar.height() : bar.width()) / 2;
    painter->drawRoundedRect(bar, radius, radius);
    painter->restore();
}

void drawComboBox(const QStyleOptionComboBox *box, const QRect &arrow, QPainter *painter)
{
    const bool focused = has(box, QStyle::State_HasFocus);
    const bool hovered = has(box, QStyle::State_Enabled) && has(box, QStyle::State_MouseOver);
    drawRounded(painter, box->rect, colour(hovered ? Colour::Hover : Colour::Background),
                colour(focused ? Colour::Accent : Colour::Line), focused ? focusWidth : 1);
    drawArrow(arrow, Qt::DownArrow, painter, colour(Colour::Dim));
}

void drawMenuFrame(const QStyleOption *option, QPainter *painter)
{
    painter->save();
    painter->setPen(colour(Colour::Line));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

void drawDockHandle(const QStyleOption *option, QPainter *painter)
{
    const QRect rect = option->rect;
    const bool upright = rect.width() < rect.height(); // the option's orientation is not dependable here
    painter->fillRect(rect, colour(Colour::Panel));
    painter->fillRect(upright ? QRect(rect.center().x(), rect.top(), 1, rect.height())
                              : QRect(rect.left(), rect.center().y(), rect.width(), 1),
                      colour(Colour::Line));
}

void drawStatusBar(const QStyleOption *option, QPainter *painter)
{
    painter->fillRect(option->rect, colour(Colour::Side));
    painter->fillRect(QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)), colour(Colour::Line));
}

void drawBranch(const QStyleOption *option, QPainter *painter)
{
    if (!has(option, QStyle::State_Children))
        return;
    const Qt::ArrowType closed = option->direction == Qt::RightToLeft ? Qt::LeftArrow : Qt::RightArrow;
    drawArrow(option->rect, has(option, QStyle::State_Open) ? Qt::DownArrow : closed, painter,
              colour(Colour::Dim));
}

void drawFocusFrame(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    // Push buttons draw their own ring around the outside; this one is for rows, check boxes and links.
    const bool byKeyboard = has(option, QStyle::State_KeyboardFocusChange);
    if (qobject_cast<const QToolButton *>(widget)) {
        constexpr int inside = 3; // Qt puts it there, which is across a small button's text
        if (byKeyboard)
            drawFocusRing(painter, option->rect.adjusted(-inside, -inside, inside, inside));
    } else if (byKeyboard || qobject_cast<const QAbstractScrollArea *>(widget)) {
        drawFocusRing(painter, option->rect);
    }
}

void drawSplitter(const QStyleOption *option, QPainter *painter)
{
    const QRect rect = option->rect;
    painter->fillRect(has(option, QStyle::State_Horizontal)
                          ? QRect(rect.center().x(), rect.top(), 1, rect.height())
                          : QRect(rect.left(), rect.center().y(), rect.width(), 1),
                      colour(Colour::Line));
}

} // namespace rtmscope::theme::stylepainting
