// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/spoolview.h"
#include "core/log/logindex.h"
#include "core/log/logsnapshot.h"

namespace rtmscope {

//! Filled by EventLog::snapshot().
struct LogSnapshot::Data
{
    LogIndex::View index;
    SpoolView bytes;
    CaptureInfo info;
    QString path;             //!< empty when in memory
    bool isCapture = true;    //!< else a foreign file: bare frames, to be rewritten by saveAs
    qsizetype notedFrom = -1; //!< rows from here on were added by EventLog::annotate(); -1: none
};

} // namespace rtmscope
