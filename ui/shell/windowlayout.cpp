// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/shell/windowlayout.h"

#include "ui/theme/theme.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! Raise when a dock is added or renamed: older states are then ignored instead of half applied.
constexpr int layoutVersion = 3;
constexpr int comfortableWidth = 1280; // product 5.1: from here on the first run shows everything

QString stateKey(int perspective)
{
    static constexpr std::array names{"chat"_L1, "monitor"_L1, "debug"_L1};
    return "window/state-"_L1 + names.at(static_cast<size_t>(perspective));
}

} // namespace

WindowLayout::WindowLayout(QMainWindow &window, const Docks &docks)
    : QObject(&window)
    , m_window(window)
    , m_docks(docks)
{
    seat();
}

void WindowLayout::seat()
{
    // The right column runs the full height, the event stream lies under conversations and messages.
    m_window.setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    m_window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_window.setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    m_window.addDockWidget(Qt::LeftDockWidgetArea, m_docks.conversations);
    m_window.addDockWidget(Qt::RightDockWidgetArea, m_docks.thread);
    m_window.addDockWidget(Qt::RightDockWidgetArea, m_docks.inspector);
    m_window.splitDockWidget(m_docks.thread, m_docks.inspector, Qt::Vertical);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, m_docks.events);
    m_docks.thread->hide();
    for (QDockWidget *tool : std::as_const(m_tools))
        seatTool(tool);
}

void WindowLayout::addTool(QDockWidget *dock)
{
    m_tools.append(dock);
    seatTool(dock);
    connect(dock, &QDockWidget::visibilityChanged, this, [this, dock](bool visible) {
        if (visible && dock->isFloating())
            return;
        // A tool asked for in the monitor or chat finds no inspector beside it: it needs a share of its own.
        if (visible && m_docks.inspector->isHidden())
            shareRoom(dock);
    });
}

void WindowLayout::seatTool(QDockWidget *dock)
{
    m_window.addDockWidget(Qt::RightDockWidgetArea, dock);
    m_window.tabifyDockWidget(m_docks.inspector, dock);
    dock->hide();
}

void WindowLayout::setCurrent(Perspective perspective)
{
    if (perspective == m_current)
        return;
    m_states.at(static_cast<size_t>(m_current)) = m_window.saveState(layoutVersion);
    m_current = perspective;
    arrange(perspective);
    Q_EMIT changed(perspective);
}

void WindowLayout::reset()
{
    m_states.at(static_cast<size_t>(m_current)).clear();
    for (QDockWidget *dock : {m_docks.conversations, m_docks.thread, m_docks.inspector, m_docks.events})
        dock->setFloating(false);
    for (QDockWidget *tool : std::as_const(m_tools))
        tool->setFloating(false);
    seat();
    arrange(m_current);
}

void WindowLayout::arrange(Perspective perspective)
{
    const bool threadShown = !m_docks.thread->isHidden();
    QList<QDockWidget *> toolsShown;
    std::copy_if(m_tools.cbegin(), m_tools.cend(), std::back_inserter(toolsShown),
                 [](const QDockWidget *tool) { return !tool->isHidden(); });
    const auto keepTools = [this, &toolsShown] {
        for (QDockWidget *tool : std::as_const(m_tools))
            tool->setVisible(toolsShown.contains(tool));
    };
    showMiddle(perspective != Perspective::Monitor);
    const QByteArray &state = m_states.at(static_cast<size_t>(perspective));
    if (!state.isEmpty() && m_window.restoreState(state, layoutVersion)) {
        // Whether a thread or a tool is open is not a matter of arrangement.
        m_docks.thread->setVisible(threadShown && perspective != Perspective::Monitor);
        keepTools();
        return;
    }
    m_docks.conversations->setVisible(perspective != Perspective::Monitor);
    m_docks.events->setVisible(perspective != Perspective::Chat);
    m_docks.inspector->setVisible(perspective != Perspective::Chat);
    m_docks.thread->setVisible(threadShown && perspective != Perspective::Monitor);
    keepTools();
    shareRoom();
}

//! Hides what is in the central widget, which itself stays: where it is hidden, Qt 6 gives the docks beside
//! it some pixels more whenever anything in the window is laid out anew.
void WindowLayout::showMiddle(bool shown)
{
    QWidget *middle = m_window.centralWidget();
    if (!middle)
        return;
    middle->setMaximumHeight(shown ? QWIDGETSIZE_MAX : 0);
    for (QWidget *content : middle->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        content->setVisible(shown);
}

//! Shares that let the messages breathe at 1280 pixels and use the room of 1920.
void WindowLayout::shareRoom()
{
    const int width = m_window.width();
    const int height = m_window.height();
    m_window.resizeDocks({m_docks.conversations},
                         {std::clamp(width * 15 / 100, theme::grid(46), theme::grid(66))}, Qt::Horizontal);
    shareRoom(m_docks.inspector);
    m_window.resizeDocks({m_docks.events}, {height * 34 / 100}, Qt::Vertical);
    if (!m_docks.thread->isHidden() && !m_docks.inspector->isHidden())
        m_window.resizeDocks({m_docks.thread, m_docks.inspector}, {height * 45 / 100, height * 55 / 100},
                             Qt::Vertical);
}

void WindowLayout::shareRoom(QDockWidget *rightDock)
{
    m_window.resizeDocks({rightDock},
                         {std::clamp(m_window.width() * 27 / 100, theme::grid(80), theme::grid(125))},
                         Qt::Horizontal);
}

void WindowLayout::shown()
{
    // Widths given before the panes had been laid out and the window maximised do not last, be they the
    // shares of a first start or those of the last time.
    if (m_states.at(static_cast<size_t>(m_current)).isEmpty()) {
        shareRoom();
        return;
    }
    // Not by restoring it all once more: that crashes Qt 6.4 in a maximised window.
    if (m_restoredColumns.size() == columns().size())
        m_window.resizeDocks(columns(), m_restoredColumns, Qt::Horizontal);
}

//! The panes that make the left and the right column as wide as they are.
QList<QDockWidget *> WindowLayout::columns() const
{
    QList<QDockWidget *> found;
    // One behind another's tab has the width of when it was last in front.
    const auto isColumn = [this](const QDockWidget *dock) {
        return !dock->isHidden() && !dock->isFloating() && m_window.rect().intersects(dock->geometry());
    };
    if (isColumn(m_docks.conversations))
        found.append(m_docks.conversations);
    const QList<QDockWidget *> right = QList{m_docks.inspector, m_docks.thread} + m_tools;
    const auto first = std::find_if(right.cbegin(), right.cend(), isColumn);
    if (first != right.cend())
        found.append(*first);
    return found;
}

void WindowLayout::showThread()
{
    if (m_current == Perspective::Monitor)
        setCurrent(Perspective::Debug);
    const bool wasHidden = m_docks.thread->isHidden();
    m_docks.thread->show();
    m_docks.thread->raise();
    if (wasHidden)
        shareRoom();
}

void WindowLayout::showInspector()
{
    m_docks.inspector->show();
    m_docks.inspector->raise();
}

void WindowLayout::save(QSettings &settings) const
{
    settings.setValue("window/geometry"_L1, m_window.saveGeometry());
    settings.setValue("window/perspective"_L1, static_cast<int>(m_current));
    QStringList widths;
    for (const QDockWidget *dock : columns())
        widths.append(QString::number(dock->width()));
    settings.setValue("window/columns"_L1, widths);
    for (int i = 0; i < perspectiveCount; ++i) {
        const bool shown = i == static_cast<int>(m_current);
        const QByteArray state =
            shown ? m_window.saveState(layoutVersion) : m_states.at(static_cast<size_t>(i));
        if (!state.isEmpty())
            settings.setValue(stateKey(i), state);
    }
}

void WindowLayout::firstSize()
{
    const QScreen *screen = m_window.screen();
    const QSize room = screen ? screen->availableSize() : QSize(comfortableWidth, 800);
    const QSize wanted(1440, 900);
    m_window.resize(wanted.boundedTo(room));
    if (room.width() < wanted.width() || room.height() < wanted.height())
        m_window.setWindowState(m_window.windowState() | Qt::WindowMaximized);
}

void WindowLayout::restore(const QSettings &settings)
{
    if (!m_window.restoreGeometry(settings.value("window/geometry"_L1).toByteArray()))
        firstSize();
    for (int i = 0; i < perspectiveCount; ++i)
        m_states.at(static_cast<size_t>(i)) = settings.value(stateKey(i)).toByteArray();
    const Perspective first = m_window.width() >= comfortableWidth ? Perspective::Debug : Perspective::Chat;
    const int saved = settings.value("window/perspective"_L1, static_cast<int>(first)).toInt();
    for (const QString &width : settings.value("window/columns"_L1).toStringList())
        m_restoredColumns.append(width.toInt());
    m_current = saved >= 0 && saved < perspectiveCount ? static_cast<Perspective>(saved) : first;
    // Of a maximised window Qt would put all of this back once more after shown(), with the widths it lost.
    const Qt::WindowStates state = m_window.windowState();
    m_window.setWindowState(state & ~Qt::WindowMaximized);
    arrange(m_current);
    m_window.setWindowState(state);
    Q_EMIT changed(m_current);
}

} // namespace rtmscope
