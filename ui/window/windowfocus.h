// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/windowlayout.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <array>

namespace rtmscope {

class FirstSteps;
class StatusLine;
class TopBar;
class WindowDocks;
class WorkspacePage;

//! Where the keyboard goes in the window: to where work begins, from pane to pane, and with each perspective
//! back to where it was. What it does when a widget hides is FocusKeeper's. Owned by the window.
class WindowFocus : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        QWidget *window = nullptr;
        TopBar *topBar = nullptr;
        FirstSteps *firstSteps = nullptr;
        StatusLine *statusLine = nullptr;
        WindowDocks *docks = nullptr;
        WindowLayout *layout = nullptr;
    };
    //! \a page is in view.
    WindowFocus(const Parts &parts, const WorkspacePage &page);

    //! Where work begins.
    void toWork();
    //! There, unless somebody has put it elsewhere.
    void toWorkIfIdle();
    //! The channel's composer where one may write, else nullptr.
    QWidget *writingPlace() const;
    //! Changes the perspective, and goes to where the keyboard was in it.
    void choosePerspective(Perspective perspective);
    //! To the next (1) or previous (-1) pane.
    void stepPane(int step);

private:
    QPointer<QWidget> &focusIn(Perspective perspective)
    {
        return m_focusIn.at(static_cast<size_t>(perspective));
    }
    bool isIdle() const;

    const Parts m_parts;
    const WorkspacePage &m_page;
    std::array<QPointer<QWidget>, perspectiveCount> m_focusIn; //!< each perspective when it was left
};

} // namespace rtmscope
