// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QScrollBar>
#include <QStringList>
#include <QWidget>

namespace rtmscope::testing {

inline QString name(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button && widget->accessibleName().isEmpty() ? button->text() : widget->accessibleName();
}

//! Class names of the widgets below \a root that keyboard focus can reach but assistive tools can't name.
inline QStringList unnamedFocusable(const QWidget *root)
{
    QStringList unnamed;
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        const bool part = qobject_cast<const QScrollBar *>(widget) || widget->focusProxy();
        if (!part && (widget->focusPolicy() & Qt::TabFocus) && name(widget).isEmpty())
            unnamed << QString::fromLatin1(widget->metaObject()->className());
    }
    return unnamed;
}

//! The child with this accessible name.
template<typename Widget = QWidget>
Widget *named(const QWidget *root, const QString &name)
{
    for (Widget *widget : root->findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

} // namespace rtmscope::testing
