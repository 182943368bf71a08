// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/eventlog.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>
#include <limits>
#include <memory>

//! Where recordings lie, and how many of them stay. Free functions; any thread.
namespace rtmscope::captureshelf {

//! What a person wants to keep of all recordings together; 0: without a limit.
struct Keeping
{
    qint64 bytes = 5'000'000'000;
    int days = 90;
    friend bool operator==(const Keeping &, const Keeping &) = default;
};

//! Which recordings stay; the oldest go first.
struct Limits
{
    qint64 files = std::numeric_limits<qint64>::max();
    qint64 bytes = 2'000'000'000;
    std::chrono::hours age{0}; //!< since it was written to last; 0: any
    //! A file written to this recently may belong to another window that is still recording.
    std::chrono::minutes untouched{60};
    QStringList spared = {}; //!< paths of those that count, but stay
};

//! A recording goes on in another file when one is so large or so old.
inline constexpr qint64 partBytes = 256'000'000;
inline constexpr std::chrono::hours partAge{24};

//! FOLDER/captures, with a folder for each profile; not created.
QString root(const QString &dataFolder);
//! FOLDER/captures/PROFILE; not created.
QString folder(const QString &dataFolder, const QString &profile);
//! A new recording of \a source in \a folder, file after file. Where the disk takes none, it is in memory,
//! and \a problem says why in words.
std::unique_ptr<EventLog> newRecording(const QString &folder, const QString &source, QString *problem);
//! What all files of a recording have in common, and no other has.
QString newRecordingId();
//! A path in \a folder that names the moment and does not exist yet.
QString newPath(const QString &folder, qint64 nowUs);

//! Removes the oldest captures beyond \a limits in all of \a folders together, of those that newPath() named:
//! what else lies there stays, and so does what somebody marked or commented on. Reads folders and files:
//! never in the GUI thread. Returns how many went.
int prune(const QStringList &folders, const Limits &limits);
int prune(const QString &folder, const Limits &limits);
//! The same for all recordings under \a root. \a current is being written.
int pruneAll(const QString &root, const Keeping &keeping, const QString &current);

//! How much there is.
struct Usage
{
    qint64 files = 0;
    qint64 bytes = 0;
    QDateTime oldest = {}; //!< not valid: there is none
};
//! Of all recordings under \a root. Reads folders: never in the GUI thread.
Usage usage(const QString &root);

} // namespace rtmscope::captureshelf
