// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QList>

class QAction;
class QMenu;

namespace rtmscope {

//! Every action with its keys, by menu. Made when asked for, from the living actions, so it can't be out of
//! date.
class ShortcutSheet : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutSheet(const QList<QMenu *> &menus, QWidget *parent = nullptr);
};

//! The actions of \a menu and its submenus, separators left out.
QList<QAction *> actionsOf(const QMenu *menu);
//! "Save Capture" for "&Save Capture…".
QString plainWords(const QAction *action);

} // namespace rtmscope
