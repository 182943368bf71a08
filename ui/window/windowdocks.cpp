// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/windowdocks.h"

#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/monitor/table/eventview.h"
#include "ui/parts/docktitle.h"
#include "ui/window/panecycle.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! Open, and not behind another tab.
bool isInFront(const QDockWidget &dock)
{
    return !dock.isHidden() && (dock.isFloating() || dock.parentWidget()->rect().intersects(dock.geometry()));
}

void bringUp(QDockWidget &dock)
{
    dock.raise();
    QWidget *pane = dock.widget();
    if (pane->focusProxy() || pane->focusPolicy() != Qt::NoFocus)
        pane->setFocus(Qt::ShortcutFocusReason);
    else
        cyclePanes({&dock}, 1); // only words in it so far: the button that closes it
}

} // namespace

WindowDocks::WindowDocks(QMainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    m_seats.conversations = makeDock(tr("Conversations"), u"conversations"_s);
    m_seats.thread = makeDock(tr("Thread"), u"thread"_s);
    m_seats.inspector = makeDock(tr("Event"), u"inspector"_s);
    m_seats.events = makeDock(tr("Event stream"), u"events"_s);
}

QDockWidget *WindowDocks::makeDock(const QString &title, const QString &name)
{
    auto *dock = new QDockWidget(title, &m_window);
    dock->setObjectName(name);
    return dock;
}

void WindowDocks::seat(const WorkspacePage::Panes &panes)
{
    m_seats.conversations->setWidget(panes.conversations);
    m_seats.thread->setWidget(panes.thread);
    m_seats.inspector->setWidget(panes.inspector);
    m_seats.events->setWidget(panes.events);
}

QDockWidget *WindowDocks::makeTool(const QString &title, const QString &name, QWidget *pane)
{
    QDockWidget *dock = makeDock(title, name);
    dock->setWidget(pane);
    dock->setTitleBarWidget(new DockTitle(dock)); // its only way out for the mouse, so never hidden
    m_tools.append(dock);
    QAction *toggle = dock->toggleViewAction();
    // Qt's own toggling would close what is open, but stands behind another tab.
    disconnect(toggle, &QAction::triggered, dock, nullptr);
    connect(toggle, &QAction::triggered, dock, [dock, toggle] {
        const bool seen = isInFront(*dock);
        dock->setVisible(!seen);
        toggle->setChecked(!seen);
        if (!seen)
            bringUp(*dock);
    });
    return dock;
}

QList<QWidget *> WindowDocks::tools() const
{
    QList<QWidget *> panes;
    for (const QDockWidget *tool : m_tools)
        panes.append(tool->widget());
    return panes;
}

void WindowDocks::dress(bool unlocked, bool narrow)
{
    for (QDockWidget *dock : {m_seats.conversations, m_seats.thread, m_seats.inspector, m_seats.events}) {
        // A title is there to drag a pane by, or to close one that lies over others and has no other way out.
        const bool titled = unlocked || (narrow && dock == m_seats.inspector);
        QWidget *old = dock->titleBarWidget();
        dock->setTitleBarWidget(titled ? static_cast<QWidget *>(new DockTitle(dock)) : new QWidget(dock));
        delete old;
    }
}

//! Qt keeps the tabs of docks that are alone beside the window's edge, where Tab would go to them.
void WindowDocks::dressTabs()
{
    for (QTabBar *tabs : m_window.findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        const bool seen =
            tabs->count() > 1 && tabs->isVisible() && m_window.rect().contains(tabs->geometry().center());
        tabs->setFocusPolicy(seen ? Qt::TabFocus : Qt::NoFocus);
        tabs->setAccessibleName(tr("Panes on the right"));
    }
}

} // namespace rtmscope
