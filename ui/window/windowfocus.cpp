// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/windowfocus.h"

#include "ui/chat/conversation/conversationpane.h"
#include "ui/chat/list/conversationlist.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/centrepages.h"
#include "ui/page/firststeps.h"
#include "ui/page/workspacepage.h"
#include "ui/status/statusline.h"
#include "ui/window/panecycle.h"
#include "ui/window/topbar.h"
#include "ui/window/windowdocks.h"

namespace rtmscope {

WindowFocus::WindowFocus(const Parts &parts, const WorkspacePage &page)
    : QObject(parts.window)
    , m_parts(parts)
    , m_page(page)
{
}

//! The focus is where nobody has put it: on a bar, a page that goes, or the list, where a letter switches.
bool WindowFocus::isIdle() const
{
    const QWidget *focus = m_parts.window->focusWidget();
    return !focus || !focus->isVisible() || m_parts.topBar->isAncestorOf(focus) ||
           m_parts.statusLine->isAncestorOf(focus) || m_page.panes().conversations->isAncestorOf(focus) ||
           m_page.panes().centre->pages()->isAncestorOf(focus);
}

void WindowFocus::toWorkIfIdle()
{
    if (isIdle())
        toWork();
}

QWidget *WindowFocus::writingPlace() const
{
    return m_page.isArmed() && m_page.opened().isLive() ? m_page.panes().channel->composer()->focusProxy()
                                                        : nullptr;
}

void WindowFocus::toWork()
{
    const WorkspacePage::Panes &panes = m_page.panes();
    if (m_parts.layout->current() == Perspective::Monitor)
        panes.events->focusTable();
    else if (m_page.opened().isLive() && !m_page.currentChannel().isEmpty())
        panes.channel->focusComposer();
    else if (m_page.opened().content != WorkspacePage::Content::Nothing)
        panes.channel->focusMessages();
    else
        cyclePanes({panes.centre->pages()}, 1);
}

void WindowFocus::choosePerspective(Perspective perspective)
{
    const Perspective from = m_parts.layout->current();
    if (perspective == from)
        return;
    const QPointer<QWidget> before = m_parts.window->focusWidget();
    const bool onBar = before && m_parts.topBar->isAncestorOf(before);
    if (before && !onBar)
        focusIn(from) = before;
    m_parts.layout->setCurrent(perspective);
    // While panes come and go, Qt gives the focus to whatever comes next in its chain.
    if (!before)
        return;
    const auto takes = [](QWidget *widget) {
        const bool can = widget && isOnScreen(*widget) && widget->isEnabled();
        if (can)
            widget->setFocus(Qt::OtherFocusReason);
        return can;
    };
    // Who looks at the monitor for a moment goes on writing after it.
    if (from == Perspective::Monitor && !onBar && takes(focusIn(perspective)))
        return;
    if (!takes(before) && !takes(focusIn(perspective)))
        toWork();
}

void WindowFocus::stepPane(int step)
{
    const WorkspacePage::Panes &page = m_page.panes();
    QList<QWidget *> panes{
        m_parts.topBar,           m_parts.firstSteps, page.conversations,      page.centre->pages(),
        page.channel->composer(), page.thread,        page.thread->composer(), page.inspector};
    panes += m_parts.docks->tools();
    panes += {page.events, m_parts.statusLine};
    panes.removeIf([](const QWidget *pane) { return !isOnScreen(*pane); });
    cyclePanes(panes, step);
}

} // namespace rtmscope
