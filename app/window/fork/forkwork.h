// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/fork/fork.h"
#include "core/log/logsnapshot.h"
#include "core/workspace/workspace.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace rtmscope {

//! What takes long about a fork, in threads of its own: who and what was known where it begins, and its
//! files. One at a time of each; a new wish takes the place of the one before. Owned by the controller; GUI
//! thread. Destroying it gives up and waits until the threads have noticed.
class ForkWork : public QObject
{
    Q_OBJECT
public:
    explicit ForkWork(QObject *parent = nullptr);
    ~ForkWork() override;

    //! folded() follows with the workspace after the first \a rows of \a log.
    void fold(const LogSnapshot &log, qsizetype rows);
    void stopFolding(); //!< nobody wants to know any more
    //! Writes \a content to \a path, in the format of its suffix; by way of the capture \a capture where that
    //! is another. saved() or failed() follows. With \a open the capture that was written is read again.
    struct Order
    {
        ForkContent content;
        QString path;
        QString capture;
        bool open = false;
    };
    void save(const Order &order);
    bool isSaving() const { return m_saver != nullptr; }
    void giveUp();
    //! After saved(), where that was wished.
    LogSnapshot takeOpened() { return std::exchange(m_opened, {}); }

Q_SIGNALS:
    void folded(const rtmscope::Workspace &workspace);
    void progress(int percent);
    void saved(const QString &path);
    void failed(const rtmscope::Error &error);

private:
    Result<LogSnapshot> write(const Order &order);
    void finished();

    std::unique_ptr<QThread> m_folder;
    std::atomic_bool m_foldingOver = false;
    std::unique_ptr<QThread> m_saver;
    std::atomic_bool m_savingOver = false;
    QString m_path;
    std::optional<Result<LogSnapshot>> m_result; //!< of the thread, until it has finished
    LogSnapshot m_opened;
};

} // namespace rtmscope
