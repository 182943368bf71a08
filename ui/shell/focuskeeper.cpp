// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/focuskeeper.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

#include <algorithm>
#include <limits>
#include <utility>

namespace rtmscope {

namespace {

bool takesFocus(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) &&
           !widget.focusProxy() && !widget.size().isEmpty();
}

QRect placeOf(const QWidget &widget, const QWidget &window)
{
    return {widget.mapTo(&window, QPoint()), widget.size()};
}

//! 0 for those that touch or overlap.
int distance(const QRect &a, const QRect &b)
{
    const int across = std::max({0, a.left() - b.right(), b.left() - a.right()});
    const int down = std::max({0, a.top() - b.bottom(), b.top() - a.bottom()});
    return across + down;
}

} // namespace

FocusKeeper::FocusKeeper(QWidget &window, const QList<QWidget *> &edges)
    : QObject(&window)
    , m_window(window)
    , m_edges(edges)
{
    connect(qApp, &QApplication::focusChanged, this, &FocusKeeper::focusMoved);
}

//! What was hidden long ago and loses the focus now, loses it to somebody who wants it.
bool FocusKeeper::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_watched && (event->type() == QEvent::Hide || event->type() == QEvent::Show))
        m_hidden = event->type() == QEvent::Hide && !event->spontaneous();
    return QObject::eventFilter(watched, event);
}

void FocusKeeper::focusMoved(QWidget *from, QWidget *to)
{
    const bool hid = std::exchange(m_hidden, false);
    if (m_watched)
        m_watched->removeEventFilter(this);
    m_watched = to;
    if (to)
        to->installEventFilter(this);
    if (!from || !m_window.isVisible() || !m_window.isAncestorOf(from) || from->window() != &m_window)
        return;
    if (!hid && from->isEnabled())
        return; // somebody moved it
    if (QWidget *next = neighbourOf(*from))
        next->setFocus(Qt::OtherFocusReason);
}

QWidget *FocusKeeper::neighbourOf(const QWidget &lost) const
{
    for (const QWidget *pane = lost.parentWidget(); pane && pane != &m_window; pane = pane->parentWidget()) {
        if (QWidget *found = nearestIn(*pane, lost, true))
            return found;
    }
    QWidget *found = nearestIn(m_window, lost, false);
    return found ? found : nearestIn(m_window, lost, true);
}

QWidget *FocusKeeper::nearestIn(const QWidget &pane, const QWidget &lost, bool withEdges) const
{
    const QRect place = placeOf(lost, m_window);
    QWidget *best = nullptr;
    int least = std::numeric_limits<int>::max();
    for (QWidget *candidate : pane.findChildren<QWidget *>()) {
        if (candidate == &lost || candidate->window() != &m_window || !takesFocus(*candidate))
            continue;
        if (!m_window.rect().contains(placeOf(*candidate, m_window).center()))
            continue; // behind another tab
        const bool onEdge = std::any_of(m_edges.cbegin(), m_edges.cend(), [candidate](const QWidget *edge) {
            return edge == candidate || edge->isAncestorOf(candidate);
        });
        if (onEdge && !withEdges)
            continue;
        if (const int way = distance(place, placeOf(*candidate, m_window)); way < least) {
            least = way;
            best = candidate;
        }
    }
    return best;
}

} // namespace rtmscope
