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

//! Three arrangements of the same docks (design section 7).
enum class Perspective : quint8 { Chat, Monitor, Debug };
inline constexpr int perspectiveCount = 3;

//! Seats the docks, switches perspectives and remembers what the user made of each. Owned by the window,
//! which must have its docks and central widget by then.
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

    //! A pane for one task (outbox, gaps, chaos desk): behind the inspector's tab, hidden until asked for
    //! and, like the thread, no matter of perspective.
    void addTool(QDockWidget *dock);
    //! Once the window has its real size on the screen.
    void shown();

    Perspective current() const { return m_current; }
    void setCurrent(Perspective perspective);
    //! Back to the arrangement this perspective began with.
    void reset();
    //! Shows the thread's dock beside what is there, with a fair share of the room.
    void showThread();
    //! Makes the inspector visible where it is hidden or behind another.
    void showInspector();

    void save(QSettings &settings) const;
    //! Geometry, perspective and arrangements; a good first size where nothing was saved.
    void restore(const QSettings &settings);

Q_SIGNALS:
    void changed(rtmscope::Perspective perspective);

private:
    void seat();
    void seatTool(QDockWidget *dock);
    void firstSize();
    void arrange(Perspective perspective);
    void showMiddle(bool shown);
    void shareRoom();
    void shareRoom(QDockWidget *rightDock);
    QList<QDockWidget *> columns() const;

    QMainWindow &m_window;
    Docks m_docks;
    QList<QDockWidget *> m_tools;
    Perspective m_current = Perspective::Debug;
    std::array<QByteArray, perspectiveCount> m_states; //!< as left by the user; empty: never left
    QList<int> m_restoredColumns;                      //!< widths of the last time
};

} // namespace rtmscope
