// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/focuskeeper.h"

#include <QAbstractButton>
#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>
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

FocusKeeper::FocusKeeper(QWidget &window, const QList<QWidget *> &edges, std::function<QWidget *()> work)
    : QObject(&window)
    , m_window(window)
    , m_edges(edges)
    , m_work(std::move(work))
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
    if (m_moving || !from || !m_window.isVisible() || !m_window.isAncestorOf(from) ||
        from->window() != &m_window)
        return;
    constexpr qsizetype mostKept = 8;
    m_before.removeIf([from](const QPointer<QWidget> &widget) { return !widget || widget == from; });
    m_before.append(from);
    if (m_before.size() > mostKept)
        m_before.removeFirst();
    if (!hid && from->isEnabled())
        return;                                       // somebody moved it
    const QScopedValueRollback guard(m_moving, true); // where Qt had put it, nobody was
    if (QWidget *next = neighbourOf(*from))
        next->setFocus(Qt::OtherFocusReason);
}

QWidget *FocusKeeper::neighbourOf(const QWidget &lost) const
{
    const bool isButton = qobject_cast<const QAbstractButton *>(&lost) != nullptr;
    if (QWidget *last = isButton ? before(lost) : nullptr)
        return last;
    for (const QWidget *pane = lost.parentWidget(); !isButton && pane && pane != &m_window;
         pane = pane->parentWidget()) {
        if (QWidget *found = nearestIn(*pane, lost, true))
            return found;
    }
    if (QWidget *last = before(lost))
        return last;
    if (QWidget *work = m_work ? m_work() : nullptr; work && canTake(*work))
        return work;
    QWidget *found = nearestIn(m_window, lost, false);
    return found ? found : nearestIn(m_window, lost, true);
}

//! What had the focus before and can have it again.
QWidget *FocusKeeper::before(const QWidget &lost) const
{
    const auto found =
        std::find_if(m_before.crbegin(), m_before.crend(), [&](const QPointer<QWidget> &widget) {
            return widget && widget != &lost && canTake(*widget) && !isOnEdge(*widget);
        });
    return found == m_before.crend() ? nullptr : found->data();
}

bool FocusKeeper::isOnEdge(const QWidget &widget) const
{
    return std::any_of(m_edges.cbegin(), m_edges.cend(), [&widget](const QWidget *edge) {
        return edge == &widget || edge->isAncestorOf(&widget);
    });
}

//! Not what is behind another tab.
bool FocusKeeper::canTake(const QWidget &widget) const
{
    return widget.window() == &m_window && takesFocus(widget) &&
           m_window.rect().contains(placeOf(widget, m_window).center());
}

QWidget *FocusKeeper::nearestIn(const QWidget &pane, const QWidget &lost, bool withEdges) const
{
    const QRect place = placeOf(lost, m_window);
    QWidget *best = nullptr;
    int least = std::numeric_limits<int>::max();
    for (QWidget *candidate : pane.findChildren<QWidget *>()) {
        if (candidate == &lost || !canTake(*candidate) || (!withEdges && isOnEdge(*candidate)))
            continue;
        if (const int way = distance(place, placeOf(*candidate, m_window)); way < least) {
            least = way;
            best = candidate;
        }
    }
    return best;
}

} // namespace rtmscope
