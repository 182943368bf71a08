// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/flatstyle.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace rtmscope::theme {

namespace {

constexpr qreal cornerRadius = 5;
constexpr qreal focusWidth = 2;

//! Where Qt draws the text by itself: in a window that reads from the right, words of the other direction
//! keep their own order, with their number in front and their dots behind.
QString painted(const QString &text)
{
    if (text.isEmpty() || !QGuiApplication::isRightToLeft())
        return text;
    // Each line on its own, as an isolate ends with its paragraph.
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = QChar(0x2068) + line + QChar(0x2069);
    return lines.join(u'\n');
}

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

void drawFocusRing(QPainter *painter, const QRect &rect)
{
    drawRounded(painter, rect, {}, colour(Colour::Accent), focusWidth);
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

void drawPushButton(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool down = has(option, QStyle::State_Sunken);
    const bool hovered = enabled && has(option, QStyle::State_MouseOver);
    if (button && button->features.testFlag(QStyleOptionButton::DefaultButton)) {
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
    } else if (isQuiet(widget) && !hovered && !down) {
        return;
    } else {
        const QColor fill = down || hovered ? colour(Colour::Hover) : colour(Colour::Background);
        drawRounded(painter, option->rect, fill, isQuiet(widget) ? QColor() : colour(Colour::Line));
    }
    if (!showsKeyboardFocus(option))
        return;
    // On the accent's own ground a ring of the accent is none.
    if (button && button->features.testFlag(QStyleOptionButton::DefaultButton))
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

//! Beside words that begin at the button's edge, so that the focus ring does not cut through them.
int toolButtonPadding(const QStyleOptionToolButton &button)
{
    return button.toolButtonStyle == Qt::ToolButtonTextBesideIcon ? grid(1.25) : 0;
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

} // namespace

FlatStyle::FlatStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void FlatStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QTabBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    // Qt puts a label's text to the side where its own language begins: one line here, the next one there.
    if (auto *label = qobject_cast<QLabel *>(widget); label && !(label->alignment() & Qt::AlignAbsolute))
        label->setAlignment(visualAlignment(label->layoutDirection(), label->alignment()) |
                            Qt::AlignAbsolute);
}

void FlatStyle::drawItemText(QPainter *painter, const QRect &rect, int flags, const QPalette &palette,
                             bool enabled, const QString &text, QPalette::ColorRole role) const
{
    // Whoever knows the order of the words, such as a label, has said it.
    constexpr int ordered = Qt::TextForceLeftToRight | Qt::TextForceRightToLeft;
    const int given =
        painter && !(flags & ordered) ? textFlags(painter->layoutDirection(), flags, text) : flags;
    QProxyStyle::drawItemText(painter, rect, given, palette, enabled, text, role);
}

void FlatStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        return drawPushButton(option, painter, widget);
    case PE_PanelButtonTool:
        return drawToolButton(option, painter);
    case PE_PanelLineEdit:
        return drawLineEdit(option, painter);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheckMark(option, painter);
    case PE_IndicatorArrowDown:
        return drawArrow(option->rect, Qt::DownArrow, painter, colour(Colour::Dim));
    case PE_IndicatorArrowUp:
        return drawArrow(option->rect, Qt::UpArrow, painter, colour(Colour::Dim));
    case PE_IndicatorArrowLeft:
        return drawArrow(option->rect, Qt::LeftArrow, painter, colour(Colour::Dim));
    case PE_IndicatorArrowRight:
        return drawArrow(option->rect, Qt::RightArrow, painter, colour(Colour::Dim));
    case PE_IndicatorBranch:
        if (has(option, State_Children)) {
            const bool open = has(option, State_Open);
            const Qt::ArrowType closed =
                option->direction == Qt::RightToLeft ? Qt::LeftArrow : Qt::RightArrow;
            drawArrow(option->rect, open ? Qt::DownArrow : closed, painter, colour(Colour::Dim));
        }
        return;
    case PE_FrameFocusRect:
        // Push buttons draw their own ring around the outside; this one is for rows, check boxes and links.
        if (qobject_cast<const QToolButton *>(widget)) {
            constexpr int inside = 3; // Qt puts it there, which is across a small button's text
            if (has(option, State_KeyboardFocusChange))
                drawFocusRing(painter, option->rect.adjusted(-inside, -inside, inside, inside));
            return;
        }
        if (has(option, State_KeyboardFocusChange) || qobject_cast<const QAbstractScrollArea *>(widget))
            drawFocusRing(painter, option->rect);
        return;
    case PE_FrameButtonBevel:
    case PE_FrameLineEdit:
    case PE_FrameStatusBarItem:
    case PE_FrameTabWidget:
    case PE_FrameDockWidget:
        return;
    case PE_FrameMenu: // Fusion's is a shade of the window's colour, which on black is black
        painter->save();
        painter->setPen(colour(Colour::Line));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          colour(Colour::Line));
        return;
    case PE_IndicatorDockWidgetResizeHandle: {
        const QRect rect = option->rect;
        const bool upright = rect.width() < rect.height(); // the option's orientation is not dependable here
        painter->fillRect(rect, colour(Colour::Panel));
        painter->fillRect(upright ? QRect(rect.center().x(), rect.top(), 1, rect.height())
                                  : QRect(rect.left(), rect.center().y(), rect.width(), 1),
                          colour(Colour::Line));
        return;
    }
    case PE_PanelStatusBar:
        painter->fillRect(option->rect, colour(Colour::Side));
        painter->fillRect(QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)),
                          colour(Colour::Line));
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void FlatStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel: {
        proxy()->drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (button && button->features.testFlag(QStyleOptionButton::HasMenu)) {
            const int side = grid(4);
            const QRect arrow(option->rect.right() - side - grid(1), option->rect.top(), side,
                              option->rect.height());
            drawArrow(visualRect(option->direction, option->rect, arrow), Qt::DownArrow, painter,
                      colour(Colour::Dim));
        }
        return;
    }
    case CE_PushButtonLabel: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (!button)
            return;
        QStyleOptionButton inked(*button);
        if (button->features.testFlag(QStyleOptionButton::DefaultButton))
            inked.palette.setColor(QPalette::ButtonText, colour(Colour::AccentText));
        else if (has(option, State_On))
            inked.palette.setColor(QPalette::ButtonText, colourOn(Colour::Accent, Colour::Selection));
        // The arrow is ours and already there; Fusion would make room for its own.
        if (inked.features.testFlag(QStyleOptionButton::HasMenu)) {
            inked.features.setFlag(QStyleOptionButton::HasMenu, false);
            inked.rect =
                visualRect(option->direction, option->rect, option->rect.adjusted(0, 0, -grid(3), 0));
        }
        // Qt reckons with the side that it means here, where everywhere else the painter mirrors it.
        const Qt::LayoutDirection direction = painter->layoutDirection();
        if (!inked.icon.isNull())
            painter->setLayoutDirection(Qt::LeftToRight);
        QProxyStyle::drawControl(element, &inked, painter, widget);
        painter->setLayoutDirection(direction);
        return;
    }
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            QStyleOptionToolButton inner(*button);
            const int padding = toolButtonPadding(*button);
            inner.rect.adjust(padding, 0, -padding, 0);
            QProxyStyle::drawControl(element, &inner, painter, widget);
        }
        return;
    case CE_TabBarTabShape:
        return drawTabShape(option, painter);
    case CE_TabBarTabLabel:
        return drawTabLabel(this, option, painter);
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return drawHeaderSection(option, painter);
    case CE_ToolBar:
        painter->fillRect(option->rect, colour(Colour::Side));
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, colour(Colour::Side));
        return;
    case CE_MenuBarItem:
        return drawMenuBarItem(this, option, painter);
    case CE_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (!item)
            return QProxyStyle::drawControl(element, option, painter, widget);
        if (item->menuItemType != QStyleOptionMenuItem::Separator || !item->text.isEmpty()) {
            QStyleOptionMenuItem ordered(*item);
            const qsizetype keys = ordered.text.indexOf(u'\t');
            ordered.text = painted(ordered.text.left(keys)) + (keys < 0 ? QString() : ordered.text.mid(keys));
            return QProxyStyle::drawControl(element, &ordered, painter, widget);
        }
        painter->fillRect(QRect(option->rect.left(), option->rect.center().y(), option->rect.width(), 1),
                          colour(Colour::Line));
        return;
    }
    case CE_ItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QStyleOptionViewItem ordered(*item);
            ordered.text = painted(ordered.text);
            return QProxyStyle::drawControl(element, &ordered, painter, widget);
        }
        return;
    case CE_Splitter:
        painter->fillRect(
            has(option, State_Horizontal)
                ? QRect(option->rect.center().x(), option->rect.top(), 1, option->rect.height())
                : QRect(option->rect.left(), option->rect.center().y(), option->rect.width(), 1),
            colour(Colour::Line));
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void FlatStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                   QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            drawScrollBar(slider, subControlRect(control, option, SC_ScrollBarSlider, widget), painter);
        return;
    }
    if (control == CC_ComboBox) {
        const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (box && !box->editable) {
            drawComboBox(box, subControlRect(control, option, SC_ComboBoxArrow, widget), painter);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect FlatStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                SubControl subControl, const QWidget *widget) const
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !slider)
        return QProxyStyle::subControlRect(control, option, subControl, widget);
    // No arrow buttons: the groove is the whole bar.
    const bool horizontal = slider->orientation == Qt::Horizontal;
    const int room = horizontal ? slider->rect.width() : slider->rect.height();
    const qint64 range = qint64(slider->maximum) - slider->minimum;
    int length = room;
    if (range > 0) {
        const qint64 page = std::max(slider->pageStep, 1);
        length = static_cast<int>(std::max<qint64>(room * page / (range + page), grid(7)));
        length = std::min(length, room);
    }
    const int start = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition,
                                              room - length, slider->upsideDown);
    const auto part = [&](int from, int size) {
        const QRect rect = horizontal ? QRect(from, 0, size, slider->rect.height())
                                      : QRect(0, from, slider->rect.width(), size);
        return visualRect(slider->direction, slider->rect, rect.translated(slider->rect.topLeft()));
    };
    switch (subControl) {
    case SC_ScrollBarSlider:
        return part(start, length);
    case SC_ScrollBarSubPage:
        return part(0, start);
    case SC_ScrollBarAddPage:
        return part(start + length, room - start - length);
    case SC_ScrollBarGroove:
        return part(0, room);
    default:
        return {};
    }
}

QSize FlatStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool menu = button && button->features.testFlag(QStyleOptionButton::HasMenu);
        return {size.width() + grid(menu ? 8 : 5), std::max(size.height() + grid(1.5), grid(6.5))};
    }
    case CT_ToolButton: {
        const QSize usual = QProxyStyle::sizeFromContents(type, option, size, widget);
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        return {usual.width() + (button ? 2 * toolButtonPadding(*button) : 0), usual.height()};
    }
    case CT_LineEdit:
        return {size.width() + grid(2), std::max(size.height() + grid(1), grid(6.5))};
    case CT_ComboBox:
        return {size.width() + grid(9), std::max(size.height() + grid(1.5), grid(6.5))};
    case CT_TabBarTab:
        return {size.width() + grid(2), std::max(size.height(), grid(7))};
    case CT_HeaderSection: {
        const QSize usual = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {usual.width(), std::max(usual.height(), grid(6))};
    }
    default:
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

int FlatStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return grid(2.5);
    case PM_ScrollBarSliderMin:
        return grid(7);
    case PM_ScrollView_ScrollBarSpacing:
    case PM_DockWidgetFrameWidth:
    case PM_ToolBarFrameWidth:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuBarPanelWidth:
        return 0;
    // A hairline is painted in the middle; the rest is there so that a mouse can catch it.
    case PM_DockWidgetSeparatorExtent:
    case PM_SplitterWidth:
        return 3;
    case PM_DockWidgetTitleMargin:
        return grid(2);
    case PM_DockWidgetTitleBarButtonMargin:
        return grid(1);
    case PM_MenuPanelWidth:
        return 1; // the hairline around
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return grid(3.75);
    case PM_TabBarTabHSpace:
        return grid(5);
    case PM_TabBarTabVSpace:
        return grid(2.5);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return grid(4);
    case PM_ToolBarItemSpacing:
        return grid(2);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FlatStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_ItemView_ArrowKeysNavigateIntoChildren:
        return hint == SH_ItemView_ArrowKeysNavigateIntoChildren;
    case SH_Widget_Animation_Duration:
        return 0; // motion never delays anybody
    case SH_ItemView_PaintAlternatingRowColorsForEmptyArea:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

} // namespace rtmscope::theme
