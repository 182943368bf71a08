// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/window/longwork.h"
#include "core/base/result.h"
#include "core/export/exportformat.h"
#include "core/filter/filterrun.h"
#include "core/log/logsnapshot.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace rtmscope {

//! What of a record is saved, and as what. A value.
struct SaveJob
{
    QString path;
    ExportFormat format = ExportFormat::Capture;
    std::optional<std::vector<quint32>> rows = {}; //!< ascending; nothing: all, or those that are judged
    FilterRun::Judge judge = {};                   //!< decides which, if there is one
    //! Of lists of frames, which do not say it.
    bool incoming = true;
    bool outgoing = false;
};

//! Saves what is recorded so far in a thread of its own, while recording goes on. One file at a time. Owned
//! by the desktop; GUI thread. Destroying it gives up and waits until the thread has noticed: what was at the
//! path stays as it was.
class CaptureSaver : public QObject
{
    Q_OBJECT
public:
    explicit CaptureSaver(QObject *parent = nullptr);
    ~CaptureSaver() override;

    //! One of saved(), cancelled() and failed() follows.
    void save(const LogSnapshot &log, const SaveJob &job);
    //! All of it. The suffix of \a path says as what; without a known one it is a capture.
    void save(const LogSnapshot &log, const QString &path);
    void cancel() { m_givenUp = true; }

Q_SIGNALS:
    //! "Saving “day.rtmcap” … 40 %"; empty: it is over. Nothing is said of what is saved at once.
    void working(const QString &words);
    //! \a events: so many were chosen; -1: all.
    void saved(const QString &path, qsizetype events);
    void cancelled(const QString &words);
    void failed(const QString &words);

private:
    //! Told how many of all were done; false: give up.
    using Progress = std::function<bool(qsizetype done, qsizetype all)>;

    Result<Done> write(const LogSnapshot &log, SaveJob job, const Progress &progress);
    bool goOn(int percent, int *told);
    void tell(int percent);
    void finished();

    QString m_path;
    qsizetype m_events = -1;           //!< of the thread, until it has finished
    std::unique_ptr<QThread> m_thread; //!< while it saves
    std::atomic_bool m_givenUp = false;
    std::optional<Result<Done>> m_result; //!< of the thread, until it has finished
    LongWork m_work;
};

} // namespace rtmscope
