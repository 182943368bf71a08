// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/window/windowlayout.h"

#include "ui/parts/dockoverlay.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QPointer>
#include <QScopedValueRollback>
#include <QScreen>
#include <QSettings>

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! Raise when a dock is added or renamed: older states are then ignored instead of half applied.
constexpr int layoutVersion = 4;
constexpr int mirroredVersions = 1000;
constexpr int comfortableWidth = 1280; // from here on the first run shows everything
constexpr int columnsWidth = 1000;     // below, the right docks lie over the others
constexpr int comfortableHeight = 520; // half of 1280x800, as a screen of twice the density is, lies below
constexpr QSize usualSize(1440, 900);

//! \a pixels at the usual text size, and more where the text that has to fit is larger.
int withText(int pixels)
{
    return std::max(pixels, theme::grid(pixels / 4.0));
}

QString stateKey(bool narrow, int perspective)
{
    static constexpr std::array names{"chat"_L1, "monitor"_L1, "debug"_L1};
    return (narrow ? "window/narrow-state-"_L1 : "window/state-"_L1) +
           names.at(static_cast<size_t>(perspective));
}

} // namespace

WindowLayout::WindowLayout(QMainWindow &window, const Docks &docks)
    : QObject(&window)
    , m_window(window)
    , m_overlay(new DockOverlay(window))
    , m_docks(docks)
{
    seat();
    window.installEventFilter(this);
    connect(m_overlay, &DockOverlay::focusLost, this, &WindowLayout::focusLost);
    connect(m_overlay, &DockOverlay::escapeTaken, this, &WindowLayout::escapeTaken);
}

void WindowLayout::seat()
{
    // The column at the end runs the full height, the event stream lies under conversations and messages.
    const bool mirrored = m_window.isRightToLeft();
    giveCorner(m_current);
    m_window.setCorner(mirrored ? Qt::BottomLeftCorner : Qt::BottomRightCorner, endArea());
    m_window.setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    m_window.addDockWidget(mirrored ? Qt::RightDockWidgetArea : Qt::LeftDockWidgetArea,
                           m_docks.conversations);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, m_docks.events);
    if (!m_narrow)
        seatRight();
}

void WindowLayout::seatRight()
{
    m_window.addDockWidget(endArea(), m_docks.thread);
    m_window.addDockWidget(endArea(), m_docks.inspector);
    m_window.splitDockWidget(m_docks.thread, m_docks.inspector, Qt::Vertical);
    m_docks.thread->hide();
    for (QDockWidget *tool : std::as_const(m_tools))
        seatTool(tool);
}

//! Where reading ends: Qt mirrors what lies in the docks, but not their places.
Qt::DockWidgetArea WindowLayout::endArea() const
{
    return m_window.isRightToLeft() ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea;
}

//! An arrangement for the other direction of reading is none for this one.
int WindowLayout::stateVersion() const
{
    return m_window.isRightToLeft() ? layoutVersion + mirroredVersions : layoutVersion;
}

QList<QDockWidget *> WindowLayout::rightDocks() const
{
    return QList{m_docks.thread, m_docks.inspector} + m_tools;
}

QByteArray &WindowLayout::stateOf(Perspective perspective)
{
    return m_states.at(m_narrow ? 1 : 0).at(static_cast<size_t>(perspective));
}

void WindowLayout::addTool(QDockWidget *dock)
{
    m_tools.append(dock);
    seatTool(dock);
    connect(dock, &QDockWidget::visibilityChanged, this, [this, dock](bool visible) {
        if (visible && (dock->isFloating() || m_narrow))
            return;
        // A tool asked for in the monitor or chat finds no inspector beside it: it needs a share of its own.
        if (visible && m_docks.inspector->isHidden())
            shareRoom(dock);
    });
}

void WindowLayout::seatTool(QDockWidget *dock)
{
    if (m_narrow)
        return m_overlay->take(dock);
    m_window.addDockWidget(endArea(), dock);
    m_window.tabifyDockWidget(m_docks.inspector, dock);
    dock->hide();
}

// ---- narrow or wide
// ---------------------------------------------------------------------------------------------------------

bool WindowLayout::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && (event->type() == QEvent::Resize || event->type() == QEvent::FontChange))
        adapt();
    return QObject::eventFilter(watched, event);
}

//! The docks of the right column change places when the window gets too narrow for them, or wide enough
//! again.
void WindowLayout::adapt()
{
    if (const bool low = m_window.height() < withText(comfortableHeight); low != m_low) {
        m_low = low;
        Q_EMIT lowChanged(low);
    }
    const bool narrow = m_window.width() < withText(columnsWidth);
    if (narrow == m_narrow || m_adapting)
        return;
    const QScopedValueRollback guard(m_adapting, true); // moving docks resizes the window's parts
    const QPointer<QWidget> focused = QApplication::focusWidget();
    stateOf(m_current) = m_window.saveState(stateVersion());
    Open wereOpen = open();
    if (narrow)
        wereOpen.removeOne(m_docks.inspector); // it covers nothing by itself
    if (narrow)
        leaveWindow();
    else
        returnToWindow();
    arrange(m_current, wereOpen);
    Q_EMIT narrowChanged(narrow);
    if (focused && focused->isVisible() && m_window.isAncestorOf(focused))
        focused->setFocus(Qt::OtherFocusReason); // who writes in what changed places goes on
}

void WindowLayout::leaveWindow()
{
    m_narrow = true;
    for (QDockWidget *dock : rightDocks()) {
        if (!dock->isFloating())
            m_overlay->take(dock);
    }
}

void WindowLayout::returnToWindow()
{
    m_narrow = false;
    for (QDockWidget *dock : rightDocks()) {
        if (m_overlay->holds(dock))
            m_overlay->release(dock);
    }
    seatRight();
}

// ---- perspectives
// -----------------------------------------------------------------------------------------------------------

void WindowLayout::setCurrent(Perspective perspective)
{
    if (perspective == m_current)
        return;
    stateOf(m_current) = m_window.saveState(stateVersion());
    keepOpen();
    m_current = perspective;
    arrange(perspective, Open(openIn(perspective)));
    Q_EMIT changed(perspective);
}

//! The panes of the present perspective, for when it comes back. Chat and Debug share the thread: it is what
//! one reads and writes there, not a matter of arrangement.
void WindowLayout::keepOpen()
{
    Open now = open();
    now.removeOne(m_docks.inspector); // wide windows know it from their state, narrow ones begin without it
    openIn(m_current) = now;
    if (m_current == Perspective::Monitor)
        return;
    Open &other = openIn(m_current == Perspective::Chat ? Perspective::Debug : Perspective::Chat);
    other.removeOne(m_docks.thread);
    if (now.contains(m_docks.thread))
        other.append(m_docks.thread);
}

void WindowLayout::reset()
{
    Open wereOpen = open();
    wereOpen.removeOne(m_docks.inspector);
    stateOf(m_current).clear();
    for (QDockWidget *dock : QList{m_docks.conversations, m_docks.events} + rightDocks())
        dock->setFloating(false);
    seat();
    arrange(m_current, wereOpen);
}

WindowLayout::Open WindowLayout::open() const
{
    Open found = m_overlay->covered();
    const QList<QDockWidget *> docks = rightDocks();
    std::copy_if(docks.cbegin(), docks.cend(), std::back_inserter(found),
                 [](const QDockWidget *dock) { return !dock->isHidden(); });
    // Where one lies over the others, the one that is worked in shall be it; else the thread.
    const auto inFront = std::find_if(found.begin(), found.end(), [](const QDockWidget *dock) {
        return dock->isAncestorOf(QApplication::focusWidget());
    });
    if (inFront != found.end())
        std::rotate(inFront, inFront + 1, found.end());
    else if (!m_narrow && found.removeOne(m_docks.thread))
        found.append(m_docks.thread);
    return found;
}

void WindowLayout::showOpen(const Open &open)
{
    m_overlay->closeAll();
    for (QDockWidget *dock : QList{m_docks.thread} + m_tools) {
        if (!open.contains(dock))
            dock->hide();
    }
    for (QDockWidget *dock : open)
        dock->show(); // in a narrow window over the one before
}

void WindowLayout::arrange(Perspective perspective, const Open &open)
{
    showMiddle(perspective != Perspective::Monitor);
    const QByteArray &state = stateOf(perspective);
    const bool restored = !state.isEmpty() && m_window.restoreState(state, stateVersion());
    giveCorner(perspective);
    if (restored) {
        showOpen(open);
        return;
    }
    m_docks.conversations->setVisible(perspective != Perspective::Monitor);
    m_docks.events->setVisible(perspective != Perspective::Chat);
    // What would lie over the messages is left to whoever asks for it.
    m_docks.inspector->setVisible(perspective != Perspective::Chat && !m_narrow);
    showOpen(open);
    shareRoom();
}

//! Hides what is in the central widget, which itself stays: where it is hidden, Qt 6 gives the docks beside
//! it some pixels more whenever anything in the window is laid out anew.
//! The event stream lies under conversations and messages. In the monitor there are no messages, and what
//! stood beside them would be as high as nothing: who asks for the conversations there gets a whole column.
void WindowLayout::giveCorner(Perspective perspective)
{
    const bool mirrored = m_window.isRightToLeft();
    const auto side = mirrored ? Qt::RightDockWidgetArea : Qt::LeftDockWidgetArea;
    m_window.setCorner(mirrored ? Qt::BottomRightCorner : Qt::BottomLeftCorner,
                       perspective == Perspective::Monitor ? side : Qt::BottomDockWidgetArea);
}

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
    m_window.resizeDocks({m_docks.events}, {height * (m_low ? 42 : 34) / 100}, Qt::Vertical);
    if (m_narrow)
        return;
    shareRoom(m_docks.inspector);
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
    adapt();
    if (stateOf(m_current).isEmpty()) {
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
        return !dock->isHidden() && !dock->isFloating() && !m_overlay->holds(dock) &&
               m_window.rect().intersects(dock->geometry());
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
    const int conversations = m_docks.conversations->width();
    const QList<QDockWidget *> before = columns();
    m_docks.thread->show();
    m_docks.thread->raise();
    if (!wasHidden || m_narrow || m_docks.thread->isFloating())
        return;
    m_conversationsBefore = conversations;
    const auto shared = std::find_if(before.cbegin(), before.cend(), [this](const QDockWidget *dock) {
        return dock != m_docks.conversations;
    });
    if (shared == before.cend())
        shareRoom(m_docks.thread);
    else
        m_window.resizeDocks({m_docks.thread, *shared},
                             {(*shared)->height() * 45 / 100, (*shared)->height() * 55 / 100}, Qt::Vertical);
    m_window.resizeDocks({m_docks.conversations}, {conversations}, Qt::Horizontal);
}

void WindowLayout::hideThread()
{
    m_docks.thread->hide();
    m_overlay->forgetCovered(m_docks.thread);
    for (Open &open : m_open)
        open.removeOne(m_docks.thread);
    // They may have had to give way where the messages could not.
    const int before = std::exchange(m_conversationsBefore, 0);
    if (!m_narrow && before > m_docks.conversations->width())
        m_window.resizeDocks({m_docks.conversations}, {before}, Qt::Horizontal);
}

void WindowLayout::showInspector()
{
    m_docks.inspector->show();
    m_docks.inspector->raise();
}

void WindowLayout::closeOverlay()
{
    m_overlay->closeAll();
}

void WindowLayout::save(QSettings &settings) const
{
    settings.setValue("window/geometry"_L1, m_window.saveGeometry());
    settings.setValue("window/perspective"_L1, static_cast<int>(m_current));
    QStringList widths;
    for (const QDockWidget *dock : columns())
        widths.append(QString::number(dock->width()));
    settings.setValue("window/columns"_L1, widths);
    for (const bool narrow : {false, true}) {
        for (int i = 0; i < perspectiveCount; ++i) {
            const bool shown = i == static_cast<int>(m_current) && narrow == m_narrow;
            const QByteArray state = shown ? m_window.saveState(stateVersion())
                                           : m_states.at(narrow ? 1 : 0).at(static_cast<size_t>(i));
            if (!state.isEmpty())
                settings.setValue(stateKey(narrow, i), state);
        }
    }
}

//! A window that lies on the screen, frame and all; where the usual size does not fit, the whole screen is
//! used.
int WindowLayout::firstSize()
{
    const QSize wanted(withText(usualSize.width()), withText(usualSize.height()));
    const QScreen *screen = m_window.screen();
    if (!screen) {
        m_window.resize(wanted);
        return wanted.width();
    }
    const QSize room = screen->availableSize();
    const QSize fitting = theme::onScreen(m_window, wanted);
    m_window.resize(fitting);
    if (fitting == wanted)
        return wanted.width();
    m_window.setWindowState(m_window.windowState() | Qt::WindowMaximized);
    return room.width();
}

void WindowLayout::restore(const QSettings &settings)
{
    const int width = m_window.restoreGeometry(settings.value("window/geometry"_L1).toByteArray())
                          ? m_window.width()
                          : firstSize();
    for (const bool narrow : {false, true}) {
        for (int i = 0; i < perspectiveCount; ++i)
            m_states.at(narrow ? 1 : 0).at(static_cast<size_t>(i)) =
                settings.value(stateKey(narrow, i)).toByteArray();
    }
    const Perspective first = width >= withText(comfortableWidth) ? Perspective::Debug : Perspective::Chat;
    const int saved = settings.value("window/perspective"_L1, static_cast<int>(first)).toInt();
    for (const QString &column : settings.value("window/columns"_L1).toStringList())
        m_restoredColumns.append(column.toInt());
    m_current = saved >= 0 && saved < perspectiveCount ? static_cast<Perspective>(saved) : first;
    // Of a maximised window Qt would put all of this back once more after shown(), with the widths it lost.
    const Qt::WindowStates state = m_window.windowState();
    m_window.setWindowState(state & ~Qt::WindowMaximized);
    if (width < withText(columnsWidth)) {
        leaveWindow();
        Q_EMIT narrowChanged(true);
    }
    arrange(m_current, {});
    m_window.setWindowState(state);
    Q_EMIT changed(m_current);
}

} // namespace rtmscope
