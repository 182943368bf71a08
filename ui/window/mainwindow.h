// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/windowlayout.h"

#include <QMainWindow>

class QAction;
class QKeySequence;
class QSettings;

namespace rtmscope {

class Announcer;
class FileDesk;
class FirstSteps;
class ProfileDesk;
class StatusLine;
class TopBar;
class WindowActions;
class WindowDocks;
class WindowFocus;
class WorkspacePage;

//! The frame around a workspace's page: menus, bars, docks, perspectives. What it shows of the workspace, it
//! asks the page in view; what the user wants of that, it passes to the page. Owned by app/desktop; GUI
//! thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    //! \a settings keeps layout, perspective and looks; it must outlive the window.
    explicit MainWindow(QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    //! The page in view.
    WorkspacePage &page() const { return *m_page; }
    ProfileDesk *profiles() const { return m_profiles; }
    //! For those whose actions the window knows nothing else of.
    const WindowActions &windowActions() const { return *m_actions; }
    FileDesk *files() const { return m_files; }
    //! Seats a pane for one task (see WindowLayout::addTool), with an entry in View > Tools. \a name is the
    //! dock's object name. The window owns it; to be called before the window is shown.
    QDockWidget *addTool(const QString &title, const QString &name, QWidget *pane, const QKeySequence &keys);

Q_SIGNALS:
    void shown(); //!< something was painted: the time for what may wait
    void demoRequested();
    void socketModeDemoRequested();
    void cancelWorkRequested();
    void compareRequested(); //!< with the server

protected:
    void closeEvent(QCloseEvent *event) override;
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeTop();
    void seatPage();
    void makeTools();
    void connectLayout();
    void connectBars();
    void connectPage();
    void connectPageWishes();
    void connectFileActions();
    void connectWritingActions();
    void connectSessionActions();
    void connectViewActions();
    void connectGoActions();
    void connectHelpActions();

    void showContent();
    void showConnection();
    void showPageState();
    void updateActions();
    void leaveMonitor();
    void goToPage();
    void showTool(QDockWidget &dock);
    void openQuickSwitcher();
    void openShortcutSheet();
    void askForContextMenu();
    void wantFirstSteps(bool wanted);
    void showFirstSteps();
    void dressDocks();
    void toggleRight();

    QSettings &m_settings;
    WindowActions *m_actions;
    TopBar *m_topBar;
    FirstSteps *m_firstSteps;
    StatusLine *m_statusLine;
    Announcer *m_announcer;
    ProfileDesk *m_profiles;
    WindowDocks *m_docks;
    WorkspacePage *m_page;
    FileDesk *m_files;
    WindowLayout *m_layout = nullptr;
    WindowFocus *m_focus = nullptr;
    bool m_wasShown = false;
};

} // namespace rtmscope
