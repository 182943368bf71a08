// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/chaos/chaospane.h"

#include <QObject>

class QDockWidget;

namespace rtmscope {

class DemoHost;
class MainWindow;

//! The chaos desk: the pane from which faults are made to happen in the demo workspace, and the demo that
//! they happen in. With anything else open nothing of it is seen. Owned by the desktop; GUI thread.
class ChaosController : public QObject
{
    Q_OBJECT
public:
    //! Seats the pane in \a window, which must outlive it.
    explicit ChaosController(MainWindow &window, QObject *parent = nullptr);

    //! Where faults happen; the demo outlives this or nullptr is set.
    void setDemo(DemoHost *demo);
    //! The demo is what is open.
    void setAvailable(bool available);
    //! Who opens the demo again finds it well.
    void endAll();

private:
    void connectPane();
    void cause(const QString &line);
    void runRandom(const QString &period);

    DemoHost *m_demo = nullptr;
    ChaosPane *m_pane; //!< the window's, as the next
    QDockWidget *m_dock;
};

} // namespace rtmscope
