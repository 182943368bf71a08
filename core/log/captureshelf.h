// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/eventlog.h"

#include <QString>

#include <chrono>
#include <memory>

//! Where recordings lie, and how many of them stay. Free functions; any thread.
namespace rtmscope::captureshelf {

//! Limits for one profile's recordings; the oldest go first.
struct Limits
{
    qint64 files = 60;
    qint64 bytes = 2'000'000'000;
    //! A file written to this recently may belong to another window that is still recording.
    std::chrono::minutes untouched{60};
    QString spared = {}; //!< the path of one that counts, but stays
};

//! FOLDER/captures/PROFILE; not created.
QString folder(const QString &dataFolder, const QString &profile);
//! A new recording of \a source in \a folder, whose oldest ones go where they are too many. Where the disk
//! takes none, it is in memory, and \a problem says why in words.
std::unique_ptr<EventLog> newRecording(const QString &folder, const QString &source, QString *problem);
//! A path in \a folder that names the moment and does not exist yet.
QString newPath(const QString &folder, qint64 nowUs);
//! Removes the oldest captures beyond \a limits, of those that newPath() named: what else lies in the folder
//! stays. Scans the folder: never in the GUI thread. Returns how many went.
int prune(const QString &folder, const Limits &limits);

} // namespace rtmscope::captureshelf
