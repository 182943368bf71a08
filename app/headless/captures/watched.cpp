// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/headless/captures/watched.h"

#include "app/headless/stopsignals.h"

#include <QEventLoop>
#include <QThread>

#include <memory>

namespace rtmscope {

int runWatched(const std::function<int(const std::atomic_bool &stopped)> &work)
{
    std::atomic_bool stopped = false;
    int exitCode = ExitDone;
    StopSignals signals_;
    QObject::connect(&signals_, &StopSignals::stopRequested, &signals_, [&stopped] { stopped = true; });
    const std::unique_ptr<QThread> thread(QThread::create([&] { exitCode = work(stopped); }));
    QEventLoop loop;
    QObject::connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    thread->start();
    loop.exec();
    thread->wait();
    return stopped ? ExitStopped : exitCode;
}

} // namespace rtmscope
