// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/log/logsnapshot.h"

#include <QString>
#include <QStringList>

#include <atomic>

namespace rtmscope {

class InputStream;

//! What a command reads: a file of any kind that the window opens, or standard input ("-", or a pipe's
//! name), which is read to its end first; or several of these as one record, in the order of time. A value.
struct InputLog
{
    LogSnapshot log;
    QString name;           //!< for people
    QString notice;         //!< what is to be said of it; empty: nothing
    bool isDamaged = false; //!< it was read as far as it can be

    //! Any thread. Errors call the file what the user called it; "cancelled" after \a stopped.
    //! \a leaveOutRepeats: see CaptureFiles.
    static Result<InputLog> open(const QStringList &given, bool leaveOutRepeats,
                                 const std::atomic_bool &stopped);
    //! The same of a stream that was begun to be read.
    static Result<InputLog> open(InputStream &stream, const std::atomic_bool &stopped);
    //! Says the notice on stderr, unless there is nothing to say or only what is usual and \a quiet.
    void tellNotice(bool quiet) const;

private:
    static Result<InputLog> open(const QStringList &given, bool leaveOutRepeats, InputStream *begun,
                                 const std::atomic_bool &stopped);
};

//! A name in the folder for files that are soon gone again: not the system's own, which is often in memory,
//! and a capture is large.
QString temporaryPlace();

} // namespace rtmscope
