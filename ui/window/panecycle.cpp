// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/panecycle.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QWidget>

namespace rtmscope {

namespace {

bool takesFocus(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) &&
           !widget->focusProxy();
}

//! Where reading begins in \a pane: its list, else the first widget that Tab would reach.
QWidget *targetIn(QWidget *pane)
{
    QWidget *first = nullptr;
    for (QWidget *child : pane->findChildren<QWidget *>()) {
        if (!takesFocus(child))
            continue;
        if (qobject_cast<QAbstractItemView *>(child))
            return child;
        if (!first)
            first = child;
    }
    return first;
}

} // namespace

void cyclePanes(const QList<QWidget *> &panes, int step)
{
    const QWidget *focused = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (focused && (panes.at(i) == focused || panes.at(i)->isAncestorOf(focused)))
            at = i;
    }
    if (at < 0 && step < 0)
        at = 0;
    for (qsizetype tried = 0; tried < panes.size(); ++tried) {
        at = (at + step + panes.size()) % panes.size();
        if (QWidget *target = panes.at(at)->isVisible() ? targetIn(panes.at(at)) : nullptr) {
            target->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

bool isOnScreen(const QWidget &widget)
{
    const QWidget *window = widget.window();
    return widget.isVisible() && !widget.size().isEmpty() &&
           window->rect().contains(QRect(widget.mapTo(window, QPoint()), widget.size()).center());
}

} // namespace rtmscope
