// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/window/longwork.h"
#include "core/base/result.h"
#include "core/log/logsnapshot.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>
#include <optional>

namespace rtmscope {

//! Saves what is recorded so far in a thread of its own, while recording goes on. One file at a time. Owned
//! by the desktop; GUI thread. Destroying it gives up and waits until the thread has noticed: what was at the
//! path stays as it was.
class CaptureSaver : public QObject
{
    Q_OBJECT
public:
    explicit CaptureSaver(QObject *parent = nullptr);
    ~CaptureSaver() override;

    //! The suffix of \a path says as what; without a known one it is a capture. One of saved(), cancelled()
    //! and failed() follows.
    void save(const LogSnapshot &log, const QString &path);
    void cancel() { m_givenUp = true; }

Q_SIGNALS:
    //! "Saving “day.rtmcap” … 40 %"; empty: it is over. Nothing is said of what is saved at once.
    void working(const QString &words);
    void saved(const QString &path);
    void cancelled(const QString &words);
    void failed(const QString &words);

private:
    void tell(int percent);
    void finished();

    QString m_path;
    std::unique_ptr<QThread> m_thread; //!< while it saves
    std::atomic_bool m_givenUp = false;
    std::optional<Result<Done>> m_result; //!< of the thread, until it has finished
    LongWork m_work;
};

} // namespace rtmscope
