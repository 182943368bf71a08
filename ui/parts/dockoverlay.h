// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/access/keyhelp.h"

#include <QList>
#include <QWidget>

class QDockWidget;
class QMainWindow;
class QScrollArea;
class QShortcut;
class QVBoxLayout;

namespace rtmscope {

//! Where the window is too narrow for a column at its side: lies over that side and shows one of the docks it
//! holds at a time, the one asked for last. The docks stay what they are, so whoever shows, hides or asks
//! them need not know. Esc closes what is shown, wherever in the window the focus is. Owned by the window;
//! hidden while it has nothing to show.
class DockOverlay : public QWidget
{
    Q_OBJECT
public:
    explicit DockOverlay(QMainWindow &window);

    //! Takes \a dock out of the window's columns, hidden.
    void take(QDockWidget *dock);
    //! Lets go of \a dock, hidden; the caller seats it in the window again.
    void release(QDockWidget *dock);
    bool holds(const QDockWidget *dock) const { return m_docks.contains(dock); }
    //! The dock in view, or nullptr.
    QDockWidget *shown() const;
    //! Docks that nobody closed, but another one was shown instead; the latest last.
    const QList<QDockWidget *> &covered() const { return m_covered; }
    void forgetCovered(QDockWidget *dock) { m_covered.removeOne(dock); }
    //! Shows nothing, and covers nothing.
    void closeAll();

    static KeyGroup keyHelp();

Q_SIGNALS:
    //! \a dock closed while the focus was in it.
    void focusLost(QDockWidget *dock);
    //! From now on Esc closes what is shown, or does not any more: nobody else shall have it as a shortcut.
    void escapeTaken(bool taken);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void place();
    void dockShown(QDockWidget *dock);
    void dockHidden(QDockWidget *dock);
    void setMargins();

    QMainWindow &m_window;
    QList<QDockWidget *> m_docks;
    QList<QDockWidget *> m_covered;
    QShortcut *m_escape;      //!< on while something is shown
    QScrollArea *m_area;      //!< for panes that need more height than a low window has
    QVBoxLayout *m_column;    //!< the docks, of which one is shown
    bool m_switching = false; //!< one dock hides because another is shown
    bool m_hadFocus = false;  //!< the dock that is just being hidden
};

} // namespace rtmscope
