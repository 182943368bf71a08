// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>

#include <array>

class QDockWidget;
class QMainWindow;
class QSettings;

namespace rtmscope {

class DockOverlay;

//! Three arrangements of the same docks: for reading, for watching the stream, for both.
enum class Perspective : quint8 { Chat, Monitor, Debug };
inline constexpr int perspectiveCount = 3;

//! Seats the docks, switches perspectives and remembers what the user made of each: sizes, and which panes
//! are open. A thread goes along between Chat and Debug, and waits there while the monitor is looked at. In a
//! window too narrow for three columns the docks of the right one lie over the others, one at a time (product
//! 5.1), and are columns again when it grows. Owned by the window, which must have its docks and central
//! widget by then.
class WindowLayout : public QObject
{
    Q_OBJECT
public:
    struct Docks
    {
        QDockWidget *conversations = nullptr;
        QDockWidget *thread = nullptr;
        QDockWidget *inspector = nullptr;
        QDockWidget *events = nullptr;
    };
    WindowLayout(QMainWindow &window, const Docks &docks);

    //! A pane for one task (outbox, gaps, chaos desk): behind the inspector's tab, hidden until asked for.
    void addTool(QDockWidget *dock);
    //! Once the window has its real size on the screen.
    void shown();

    Perspective current() const { return m_current; }
    //! The docks of the right column lie over the window, as it is too narrow for them.
    bool isNarrow() const { return m_narrow; }
    void setCurrent(Perspective perspective);
    //! Back to the arrangement this perspective began with.
    void reset();
    //! Shows the thread's dock with a fair share of the room. Only the messages give way: conversations and
    //! event stream stay as they are.
    void showThread();
    void hideThread();
    //! Makes the inspector visible where it is hidden or behind another.
    void showInspector();
    //! In a narrow window, what lies over the messages goes.
    void closeOverlay();

    void save(QSettings &settings) const;
    //! Geometry, perspective and arrangements; a good first size where nothing was saved.
    void restore(const QSettings &settings);

Q_SIGNALS:
    void changed(rtmscope::Perspective perspective);
    void narrowChanged(bool narrow);
    //! The window is too low, or is not any more, for panes with all the air they like.
    void lowChanged(bool low);
    //! \a dock lay over the window, and closed while the focus was in it.
    void focusLost(QDockWidget *dock);
    //! A pane lies over the window and closes with Esc, or does not any more.
    void escapeTaken(bool taken);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    //! Docks of the right column that are open, the one in front last.
    using Open = QList<QDockWidget *>;

    void seat();
    void seatRight();
    Qt::DockWidgetArea endArea() const;
    void giveCorner(Perspective perspective);
    int stateVersion() const;
    void seatTool(QDockWidget *dock);
    int firstSize();
    void adapt();
    void leaveWindow();
    void returnToWindow();
    Open open() const;
    void arrange(Perspective perspective, const Open &open);
    void showOpen(const Open &open);
    void showMiddle(bool shown);
    QByteArray &stateOf(Perspective perspective);
    Open &openIn(Perspective perspective) { return m_open.at(static_cast<size_t>(perspective)); }
    void keepOpen();
    void shareRoom();
    void shareRoom(QDockWidget *rightDock);
    QList<QDockWidget *> columns() const;
    QList<QDockWidget *> rightDocks() const;

    QMainWindow &m_window;
    DockOverlay *m_overlay;
    Docks m_docks;
    QList<QDockWidget *> m_tools;
    Perspective m_current = Perspective::Debug;
    using States = std::array<QByteArray, perspectiveCount>; //!< as left by the user; empty: never left
    std::array<States, 2> m_states;                          //!< of the wide window and of the narrow one
    std::array<Open, perspectiveCount> m_open;               //!< in those that are not in view
    QList<int> m_restoredColumns;                            //!< widths of the last time
    int m_conversationsBefore = 0;                           //!< their width when the thread was opened
    bool m_narrow = false;
    bool m_low = false;
    bool m_adapting = false;
};

} // namespace rtmscope
