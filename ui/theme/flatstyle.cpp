// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/theme/flatstyle.h"

#include "ui/theme/stylepainting.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace rtmscope::theme {

using namespace stylepainting;

namespace {

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

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

//! Beside words that begin at the button's edge, so that the focus ring does not cut through them.
int toolButtonPadding(const QStyleOptionToolButton &button)
{
    return button.toolButtonStyle == Qt::ToolButtonTextBesideIcon ? grid(1.25) : 0;
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
        return drawBranch(option, painter);
    case PE_FrameFocusRect:
        return drawFocusFrame(option, painter, widget);
    case PE_FrameButtonBevel:
    case PE_FrameLineEdit:
    case PE_FrameStatusBarItem:
    case PE_FrameTabWidget:
    case PE_FrameDockWidget:
        return;
    case PE_FrameMenu:
        return drawMenuFrame(option, painter);
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          colour(Colour::Line));
        return;
    case PE_IndicatorDockWidgetResizeHandle:
        return drawDockHandle(option, painter);
    case PE_PanelStatusBar:
        return drawStatusBar(option, painter);
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void FlatStyle::drawButtonBevel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    proxy()->drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (button && button->features.testFlag(QStyleOptionButton::HasMenu)) {
        const int side = grid(4);
        const QRect arrow(option->rect.right() - side - grid(1), option->rect.top(), side,
                          option->rect.height());
        drawArrow(visualRect(option->direction, option->rect, arrow), Qt::DownArrow, painter,
                  colour(Colour::Dim));
    }
}

void FlatStyle::drawButtonLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
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
        inked.rect = visualRect(option->direction, option->rect, option->rect.adjusted(0, 0, -grid(3), 0));
    }
    // Qt reckons with the side that it means here, where everywhere else the painter mirrors it.
    const Qt::LayoutDirection direction = painter->layoutDirection();
    if (!inked.icon.isNull())
        painter->setLayoutDirection(Qt::LeftToRight);
    QProxyStyle::drawControl(CE_PushButtonLabel, &inked, painter, widget);
    painter->setLayoutDirection(direction);
}

void FlatStyle::drawMenuItem(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (!item)
        return QProxyStyle::drawControl(CE_MenuItem, option, painter, widget);
    if (item->menuItemType != QStyleOptionMenuItem::Separator || !item->text.isEmpty()) {
        QStyleOptionMenuItem ordered(*item);
        const qsizetype keys = ordered.text.indexOf(u'\t');
        ordered.text = painted(ordered.text.left(keys)) + (keys < 0 ? QString() : ordered.text.mid(keys));
        return QProxyStyle::drawControl(CE_MenuItem, &ordered, painter, widget);
    }
    painter->fillRect(QRect(option->rect.left(), option->rect.center().y(), option->rect.width(), 1),
                      colour(Colour::Line));
}

void FlatStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel:
        return drawButtonBevel(option, painter, widget);
    case CE_PushButtonLabel:
        return drawButtonLabel(option, painter, widget);
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
    case CE_MenuItem:
        return drawMenuItem(option, painter, widget);
    case CE_ItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QStyleOptionViewItem ordered(*item);
            ordered.text = painted(ordered.text);
            return QProxyStyle::drawControl(element, &ordered, painter, widget);
        }
        return;
    case CE_Splitter:
        return drawSplitter(option, painter);
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
