// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/window/serving/servecontroller.h"
#include "core/log/logsnapshot.h"
#include "ui/serve/servedialog.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>

class QDockWidget;

namespace rtmscope {

class MainWindow;

//! The way from what is open to a capture that is played to a bot: asks how, reads in a thread of its own
//! whom and what the capture tells of, and hands that over. Seats the pane of what is served. Owned by the
//! desktop; GUI thread. Destroying it gives up and waits until the thread has noticed.
class ServeDesk : public QObject
{
    Q_OBJECT
public:
    //! What is to be played.
    struct Source
    {
        LogSnapshot log;
        QString name;
        QString path;                    //!< of its file; may be empty
        QString expectFrom = {};         //!< a file beside which expectations lie, where that one has none
        QString filter = {};             //!< what the filter says; empty: there is none
        CaptureRecording::Choice choice; //!< of the filter
        QString ending = {};             //!< what ends meanwhile, in words; empty: nothing
    };

    //! \a window must outlive it.
    explicit ServeDesk(MainWindow &window, QObject *parent = nullptr);
    ~ServeDesk() override;

    ServePane &pane() const { return *m_pane; }
    void showPane();
    //! Asks how to play what is open in the window.
    void ask();
    void ask(Source source);
    //! nullptr: closed.
    ServeDialog *dialog() const { return m_dialog; }
    //! After ready(): all but the folder, and what was open before.
    ServeController::Options take() { return *std::exchange(m_made, std::nullopt); }

Q_SIGNALS:
    void ready();

private:
    Source opened() const;
    void read();
    void finished();
    void end();

    MainWindow &m_window;
    ServePane *m_pane; //!< the window's, as the next
    QDockWidget *m_dock;
    QPointer<ServeDialog> m_dialog;
    Source m_source;
    ServeRequest m_last; //!< how it was done last
    std::unique_ptr<QThread> m_thread;
    std::atomic_bool m_givenUp = false;
    std::optional<Result<CaptureRecording>> m_result; //!< of the thread, until it has finished
    std::optional<ServeController::Options> m_made;
};

} // namespace rtmscope
