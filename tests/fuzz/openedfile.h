// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/eventlog.h"

namespace rtmscope {

//! Opens \a path as anybody may open any file: a log whose rows can all be read, or refused in words.
inline void openAsLog(const QString &path)
{
    const auto log = EventLog::open(path);
    if (!log) {
        if (log.error().words.isEmpty())
            qFatal("refused without a word");
        return;
    }
    for (qsizetype row = 0; row < (*log)->size(); ++row) {
        const Event event = (*log)->event(row);
        if (event.raw.size() != (*log)->frameSize(row) || event.raw != (*log)->frame(row))
            qFatal("a row that is not its frame");
    }
}

} // namespace rtmscope
