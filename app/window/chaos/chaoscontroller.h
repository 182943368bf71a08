// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/window/chaos/chaosdesk.h"

#include <QObject>

#include <optional>

class QDockWidget;

namespace rtmscope {

class MainWindow;

//! The chaos desk: the pane from which faults are made to happen, in the demo workspace or on the way of a
//! tapped program, whichever is open. With anything else open nothing of it is seen. Owned by the desktop;
//! GUI thread.
class ChaosController : public QObject
{
    Q_OBJECT
public:
    //! Seats the pane in \a window, which must outlive it.
    explicit ChaosController(MainWindow &window, QObject *parent = nullptr);

    //! What is open has a desk. To be closed before that goes.
    void open(ChaosDesk desk);
    //! Who opens it again finds it well.
    void close();
    //! One began or ended.
    void report(const QString &words);

private:
    void connectPane();
    void cause(const QString &line);
    void setAvailable(bool available);

    std::optional<ChaosDesk> m_desk;
    ChaosPane *m_pane; //!< the window's, as the next
    QDockWidget *m_dock;
};

} // namespace rtmscope
