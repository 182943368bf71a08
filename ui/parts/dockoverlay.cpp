// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/dockoverlay.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QDockWidget>
#include <QLinearGradient>
#include <QMainWindow>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QShortcut>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace rtmscope {

namespace {

//! The shade beside the overlay, so that it is seen to lie above.
int shade()
{
    return theme::grid(2);
}

} // namespace

DockOverlay::DockOverlay(QMainWindow &window)
    : QWidget(&window)
    , m_window(window)
    , m_escape(new QShortcut(Qt::Key_Escape, this))
    , m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("dockOverlay"));
    auto *content = new QWidget(m_area);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_area->setWidget(content);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *frame = new QVBoxLayout(this);
    frame->addWidget(m_area);
    setMargins();
    window.installEventFilter(this);
    // Whoever has the keys: an editor takes Esc for itself, a list has other uses for it.
    m_escape->setEnabled(false);
    connect(m_escape, &QShortcut::activated, this, [this] {
        if (QDockWidget *dock = shown())
            dock->close();
    });
    hide();
}

void DockOverlay::setMargins()
{
    const int inner = shade() + 1;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    layout()->setContentsMargins(mirrored ? 0 : inner, 0, mirrored ? inner : 0, 0);
}

void DockOverlay::take(QDockWidget *dock)
{
    m_window.removeDockWidget(dock);
    m_docks.append(dock);
    dock->setFeatures(QDockWidget::DockWidgetClosable); // nobody can drag it out
    m_column->addWidget(dock);                          // and it becomes a child of this
    dock->hide();
    dock->installEventFilter(this);
}

void DockOverlay::release(QDockWidget *dock)
{
    dock->removeEventFilter(this);
    dock->hide();
    m_column->removeWidget(dock);
    m_docks.removeOne(dock);
    m_covered.removeOne(dock);
    dock->setParent(&m_window);
    dock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable |
                      QDockWidget::DockWidgetFloatable);
    dock->hide();
    if (!shown())
        dockHidden(dock);
}

void DockOverlay::closeAll()
{
    m_covered.clear();
    for (QDockWidget *dock : std::as_const(m_docks))
        dock->hide();
}

QDockWidget *DockOverlay::shown() const
{
    const auto found = std::find_if(m_docks.cbegin(), m_docks.cend(),
                                    [](const QDockWidget *dock) { return !dock->isHidden(); });
    return found == m_docks.cend() ? nullptr : *found;
}

void DockOverlay::dockShown(QDockWidget *dock)
{
    {
        const QScopedValueRollback guard(m_switching, true);
        for (QDockWidget *other : std::as_const(m_docks)) {
            if (other == dock || other->isHidden())
                continue;
            other->hide();
            m_covered.append(other);
        }
    }
    m_covered.removeOne(dock);
    place();
    show();
    raise();
    m_escape->setEnabled(true);
    Q_EMIT escapeTaken(true);
}

void DockOverlay::dockHidden(QDockWidget *dock)
{
    const bool hadFocus = std::exchange(m_hadFocus, false);
    if (m_switching || shown())
        return;
    hide();
    m_escape->setEnabled(false);
    Q_EMIT escapeTaken(false);
    if (hadFocus)
        Q_EMIT focusLost(dock);
}

//! Between tool bar and status bar, along the side where reading ends.
void DockOverlay::place()
{
    int top = 0;
    for (const QToolBar *bar : m_window.findChildren<QToolBar *>(Qt::FindDirectChildrenOnly)) {
        if (bar->isVisible())
            top = std::max(top, bar->geometry().bottom() + 1);
    }
    const QStatusBar *foot = m_window.findChild<QStatusBar *>({}, Qt::FindDirectChildrenOnly);
    const int bottom = foot && foot->isVisible() ? foot->geometry().top() : m_window.height();
    // Room for a frame's text, with enough of what is below to see where one is.
    const int most = m_window.width() - theme::grid(10);
    const QDockWidget *dock = shown();
    const int needed = dock ? dock->minimumSizeHint().width() + theme::grid(3) : 0; // and a scroll bar's
    const int wanted = std::max(needed, std::clamp(m_window.width() / 2, theme::grid(85), theme::grid(125)));
    const int width = std::min(most, wanted) + shade();
    const int left = layoutDirection() == Qt::RightToLeft ? 0 : m_window.width() - width;
    setGeometry(left, top, width, std::max(0, bottom - top));
}

bool DockOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window) {
        // After the window has laid out its bars.
        if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
            QMetaObject::invokeMethod(this, &DockOverlay::place, Qt::QueuedConnection);
        return QWidget::eventFilter(watched, event);
    }
    // Those to the parent come whether or not this is in view itself.
    auto *dock = qobject_cast<QDockWidget *>(watched);
    if (dock && event->type() == QEvent::ShowToParent)
        dockShown(dock);
    else if (dock && event->type() == QEvent::Hide) // Qt moves the focus on before it tells the parent
        m_hadFocus = dock->isAncestorOf(QApplication::focusWidget());
    else if (dock && event->type() == QEvent::HideToParent)
        dockHidden(dock);
    return QWidget::eventFilter(watched, event);
}

KeyGroup DockOverlay::keyHelp()
{
    return {tr("Over a narrow window"), {{tr("Close the pane that lies over the others"), {Qt::Key_Escape}}}};
}

void DockOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int width = shade();
    const QRect shadow(mirrored ? this->width() - width : 0, 0, width, height());
    QLinearGradient fade(shadow.topLeft(), shadow.topRight() + QPoint(1, 0));
    QColor dark = Qt::black;
    dark.setAlphaF(0);
    fade.setColorAt(mirrored ? 1 : 0, dark);
    dark.setAlphaF(0.18F);
    fade.setColorAt(mirrored ? 0 : 1, dark);
    painter.fillRect(shadow, fade);
    painter.fillRect(rect().adjusted(mirrored ? 0 : width, 0, mirrored ? -width : 0, 0),
                     theme::colour(theme::Colour::Background));
    painter.fillRect(mirrored ? shadow.left() - 1 : shadow.right() + 1, 0, 1, height(),
                     theme::colour(theme::Colour::Line));
}

void DockOverlay::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange) {
        setMargins();
        place();
    }
    QWidget::changeEvent(event);
}

} // namespace rtmscope
