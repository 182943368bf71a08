// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/workspace/workspace.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>

namespace rtmscope {

//! Folds the entries of a record into a workspace beside the GUI thread, and hands over copies of what it has
//! so far. Goes on where it stopped when there are more entries. Holds one workspace and at most one copy
//! that nobody has taken. GUI thread; destroying it gives up and waits for the threads, which ask after
//! some entries.
class CaptureFold : public QObject
{
    Q_OBJECT
public:
    //! The entry of a row. Used by one thread, not the GUI's.
    using Reader = std::function<Event(qsizetype row)>;
    struct Entries
    {
        qsizetype count = 0;
        std::function<Reader()> makeReader; //!< called in the thread that uses it
    };

    //! Copies come that often at most.
    explicit CaptureFold(std::chrono::milliseconds pause = std::chrono::milliseconds(250));
    ~CaptureFold() override;

    //! Folds up to the last of \a entries. Those that were folded before must be the same.
    void fold(Entries entries);
    //! Forgets all, as if nothing had been folded.
    void clear();

Q_SIGNALS:
    //! What the first \a rows make. Comes a few times a second, and once all that fold() was given are in.
    //! Small records are told of only then.
    void reached(const rtmscope::Workspace &workspace, qsizetype rows);

private:
    struct HandedOver
    {
        Workspace workspace;
        qsizetype rows = 0;
        bool isWaiting = false;
    };

    void run();
    void foldTo(const Entries &entries);
    void handOver();
    void take();
    void stop();

    const std::chrono::milliseconds m_pause;
    std::unique_ptr<QThread> m_thread;
    std::atomic_bool m_stopped = false;
    // Of the thread while it runs.
    Workspace m_workspace;
    qsizetype m_next = 0;
    // Of both.
    std::mutex m_mutex;
    Entries m_entries;
    HandedOver m_handedOver;
    bool m_isRunning = false;
};

} // namespace rtmscope
