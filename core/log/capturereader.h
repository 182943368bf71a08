// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/events/event.h"
#include "core/log/recordscanner.h"
#include "core/log/spool.h"

//! What the records of a file mean, be it a capture of ours or frames that somebody else wrote down.
//! Used by EventLog only. A record is an entry (a capture line), a frame, an object of somebody's recorder
//! with a frame in it, or none of these; the last is shown as text, because a debugger does not hide what it
//! can't read.
namespace rtmscope::capturereader {

struct Format
{
    RecordScanner::Layout layout = RecordScanner::Layout::Lines;
    bool isCapture = true; //!< entries, with or without a header; else frames
    CaptureInfo info;
};
//! Looks at the beginning of bytes [begin, end) of \a file. An Input error in words, which call it \a name,
//! if this is nothing we can open.
Result<Format> recognise(const Spool &file, qint64 begin, qint64 end, const QString &name);

//! What is true of a record but does not stand in it.
struct Context
{
    quint32 socket = 0;         //!< not 0: one of the messages of this web socket in an HTTP archive
    QString channel = {};       //!< where messages belong that do not name a conversation
    QByteArray method = {};     //!< not empty: not a frame but the list that this Web API method answers with
    QByteArray listMember = {}; //!< then the member of the answer that has the list
};

//! The entry in \a record. Number and time are those of the index, since a bare frame has none.
Event entry(const QByteArray &record, const Context &context, quint64 seq, qint64 timeUs);
//! The same without a copy of its bytes: raw points into \a record and lives as long. seq and receivedAtUs
//! are 0 where the record has none (a bare frame's own timestamp counts as its time).
Event headerOf(QByteArrayView record, const Context &context);
//! Only the frame's exact bytes.
QByteArray frame(const QByteArray &record, const Context &context);
qsizetype frameSize(const QByteArray &record, const Context &context);
//! Whether \a record, the end of a file, was written completely.
bool isWhole(QByteArrayView record);
//! Whether \a event, read from a line, may be several records in one.
bool mayHoldMore(const Event &event, QByteArrayView record);

} // namespace rtmscope::capturereader
