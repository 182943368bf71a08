// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/events/event.h"
#include "core/log/recordscanner.h"
#include "core/log/spool.h"

//! What the records of a file mean, be it a capture of ours or frames that somebody else wrote down.
//! Used by EventLog only. A record is an entry (a capture line), a bare frame, or neither; the last is shown
//! as text, because a debugger does not hide what it can't read.
namespace rtmscope::capturereader {

struct Format
{
    RecordScanner::Layout layout = RecordScanner::Layout::Lines;
    bool isCapture = true; //!< entries, with or without a header; else bare frames
    CaptureInfo info;
};
//! Looks at the beginning of \a file. An Input error in words if this is nothing we can open.
Result<Format> recognise(const Spool &file);

//! The entry in \a record. Number and time are those of the index, since a bare frame has none.
Event entry(const QByteArray &record, quint64 seq, qint64 timeUs);
//! The same without a copy of its bytes: raw points into \a record and lives as long. seq and receivedAtUs
//! are 0 where the record has none (a bare frame's own timestamp counts as its time).
Event headerOf(QByteArrayView record);
//! Only the frame's exact bytes.
QByteArray frame(const QByteArray &record);
qsizetype frameSize(const QByteArray &record);
//! Whether \a record, the end of a file, was written completely.
bool isWhole(QByteArrayView record);

} // namespace rtmscope::capturereader
