// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/page/workspacepage.h"
#include "ui/window/windowlayout.h"

#include <QList>
#include <QObject>

class QDockWidget;
class QMainWindow;

namespace rtmscope {

//! The docks of the window: seats for the panes of a page, and panes for one task each. Where they lie,
//! WindowLayout decides. Owned by the window.
class WindowDocks : public QObject
{
    Q_OBJECT
public:
    explicit WindowDocks(QMainWindow &window);

    const WindowLayout::Docks &seats() const { return m_seats; }
    //! Puts the panes of a page into the four seats.
    void seat(const WorkspacePage::Panes &panes);
    //! A dock for one task, with a title to close it by. Its toggling brings what stands behind another tab
    //! to the front, and the keyboard into it. \a name is the dock's object name.
    QDockWidget *makeTool(const QString &title, const QString &name, QWidget *pane);
    //! The panes for one task, in the order in which they were made.
    QList<QWidget *> tools() const;
    //! Every pane with a title bar to drag it by, or only those that have no other way out in a narrow
    //! window.
    void dress(bool unlocked, bool narrow);
    //! After each change of the window's layout.
    void dressTabs();

private:
    QDockWidget *makeDock(const QString &title, const QString &name);

    QMainWindow &m_window;
    WindowLayout::Docks m_seats;
    QList<QDockWidget *> m_tools;
};

} // namespace rtmscope
