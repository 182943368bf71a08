// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/access/keyhelp.h"

#include <QDialog>
#include <QList>

class QAction;
class QMenu;

namespace rtmscope {

//! Every action with its keys, by menu, and the keys of the lists and texts, by place. Made when asked for,
//! from the living actions and from what each view tells, so it can't be out of date.
class ShortcutSheet : public QDialog
{
    Q_OBJECT
public:
    ShortcutSheet(const QList<QMenu *> &menus, const QList<KeyGroup> &places, QWidget *parent = nullptr);
    //! Of all views of this program.
    static QList<KeyGroup> allPlaces();
};

//! The actions of \a menu and its submenus, separators left out.
QList<QAction *> actionsOf(const QMenu *menu);
//! "Save Capture" for "&Save Capture…".
QString plainWords(const QAction *action);

} // namespace rtmscope
