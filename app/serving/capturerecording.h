// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/demo/replay/recording.h"
#include "core/log/logsnapshot.h"
#include "core/workspace/workspace.h"

#include <chrono>
#include <functional>
#include <memory>

namespace rtmscope {

//! A capture, or anything else that the window opens, as the demo server replays it. A value; the frames are
//! read as they are asked for.
struct CaptureRecording
{
    //! Whether an entry is played. Used in several threads, each with a copy of its own, which may remember
    //! what it learned of the log.
    using Choice = std::function<bool(const LogReader &log, qsizetype row)>;
    //! Told how many of the entries were looked at; false gives up.
    using Progress = std::function<bool(qsizetype rows)>;

    //! Who and where it is, and whom it tells of; its frames come from fromBeginning().
    std::shared_ptr<const demo::Recording> cast;
    LogSnapshot log;
    Choice choice;      //!< empty: all are played
    Workspace names;    //!< what it tells of people and conversations
    qint64 frames = 0;  //!< from the server, of those that are chosen
    qint64 firstUs = 0; //!< times of the first and the last of them; 0: none has one
    qint64 lastUs = 0;
    std::chrono::microseconds played{0}; //!< as long as it takes at its own speed, silences shortened
    QString notice;                      //!< plain words about opening, or empty

    //! \a waiting is called once if it takes a while. An Input error in words if it can't be read, or holds
    //! no frame from the server.
    static Result<CaptureRecording> open(const QString &path, std::chrono::milliseconds longestGap,
                                         const std::function<void()> &waiting);
    //! Of what is open already, under the name that errors call it by. Looks at each entry: not in the GUI
    //! thread. The error has the code "cancelled" where \a progress gave up.
    static Result<CaptureRecording> of(const LogSnapshot &log, const QString &name,
                                       std::chrono::milliseconds longestGap, const Choice &choice = {},
                                       const Progress &progress = {});

    //! To be played, each time from the first frame on.
    std::shared_ptr<const demo::Recording> fromBeginning() const;
};

} // namespace rtmscope
