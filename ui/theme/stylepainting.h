// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Qt>

class QColor;
class QPainter;
class QProxyStyle;
class QRect;
class QStyleOption;
class QStyleOptionComboBox;
class QStyleOptionSlider;
class QWidget;

//! How the parts of widgets look, one function for each, in the colours of the theme. What is drawn when,
//! FlatStyle knows. GUI thread.
namespace rtmscope::theme::stylepainting {

void drawFocusRing(QPainter *painter, const QRect &rect);
//! The ring that Qt asks for: around rows, check boxes and links.
void drawFocusFrame(const QStyleOption *option, QPainter *painter, const QWidget *widget);
void drawPushButton(const QStyleOption *option, QPainter *painter, const QWidget *widget);
void drawToolButton(const QStyleOption *option, QPainter *painter);
void drawLineEdit(const QStyleOption *option, QPainter *painter);
void drawCheckMark(const QStyleOption *option, QPainter *painter);
void drawArrow(const QRect &rect, Qt::ArrowType direction, QPainter *painter, const QColor &ink);
//! Beside a row of a tree that can be opened.
void drawBranch(const QStyleOption *option, QPainter *painter);
void drawTabShape(const QStyleOption *option, QPainter *painter);
void drawTabLabel(const QProxyStyle *style, const QStyleOption *option, QPainter *painter);
void drawHeaderSection(const QStyleOption *option, QPainter *painter);
void drawMenuBarItem(const QProxyStyle *style, const QStyleOption *option, QPainter *painter);
//! Fusion's is a shade of the window's colour, which on black is black.
void drawMenuFrame(const QStyleOption *option, QPainter *painter);
void drawScrollBar(const QStyleOptionSlider *slider, const QRect &handle, QPainter *painter);
void drawComboBox(const QStyleOptionComboBox *box, const QRect &arrow, QPainter *painter);
void drawDockHandle(const QStyleOption *option, QPainter *painter);
void drawSplitter(const QStyleOption *option, QPainter *painter);
void drawStatusBar(const QStyleOption *option, QPainter *painter);

} // namespace rtmscope::theme::stylepainting
