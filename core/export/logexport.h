// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/exportformat.h"
#include "core/export/exportstream.h"
#include "core/log/logsnapshot.h"
#include "core/workspace/workspace.h"

#include <optional>
#include <vector>

namespace rtmscope {

//! Which entries of a log are wanted, and how. A value.
struct ExportWish
{
    ExportFormat format = ExportFormat::Capture;
    std::optional<std::vector<quint32>> rows = {}; //!< ascending; nothing: all of them
    //! Of lists of frames, which do not say it.
    bool incoming = true;
    bool outgoing = false;
    //! For programs that take a table without it for something else than UTF-8; for files rather than pipes.
    bool byteOrderMark = false;
    //! Names of people and conversations; nothing: what the log itself tells of them, which is read first.
    std::optional<Workspace> names = {};
};

//! Writes entries of \a log to \a sink, one after the other, in memory that does not grow with the file. Any
//! thread. Fails as \a sink does, and with "cancelled".
Result<Done> exportLog(const LogSnapshot &log, const ExportWish &wish, const ExportStream::Sink &sink,
                       const ExportStream::Progress &progress = {});
//! The same into the file \a path, which is only replaced once all is written.
Result<Done> exportLogTo(const LogSnapshot &log, const ExportWish &wish, const QString &path,
                         const ExportStream::Progress &progress = {});
//! The workspace that the whole of \a log tells of: names for exports and filters. Nothing if \a progress
//! gave up.
std::optional<Workspace> foldedLog(const LogSnapshot &log, const ExportStream::Progress &progress = {});

} // namespace rtmscope
