// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/demo/replay/recording.h"
#include "core/workspace/workspace.h"

#include <chrono>
#include <memory>

namespace rtmscope {

//! A capture, or anything else that the window opens, as the demo server replays it. A value; the frames are
//! read as they are asked for.
struct CaptureRecording
{
    std::shared_ptr<const demo::Recording> recording;
    Workspace names;    //!< what it tells of people and conversations
    qint64 frames = 0;  //!< from the server
    qint64 firstUs = 0; //!< times of the first and the last of them; 0: none has one
    qint64 lastUs = 0;
    std::chrono::microseconds played{0}; //!< as long as it takes at its own speed, silences shortened
    QString notice;                      //!< plain words about opening, or empty

    //! \a waiting is called once if it takes a while. An Input error in words if it can't be read, or holds
    //! no frame from the server.
    static Result<CaptureRecording> open(const QString &path, std::chrono::milliseconds longestGap,
                                         const std::function<void()> &waiting);
};

} // namespace rtmscope
