// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/capture/recordscanner.h"
#include "core/capture/spool.h"
#include "core/events/event.h"

#include <vector>

//! What the records of a file mean, whether it is a capture of ours or frames that another program recorded.
//! Used by core/log only. A record is an entry (a capture line), a frame, an object of somebody's recorder
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
//! if this is nothing we can open. \a goOn is asked before each block that is read.
Result<Format> recognise(const SpoolReader &file, qint64 begin, qint64 end, const QString &name,
                         const RecordScanner::BlockVisitor &goOn = {});

//! What is true of a record but does not stand in it.
struct Context
{
    quint32 socket = 0;         //!< not 0: one of the messages of this web socket in an HTTP archive
    bool isRequest = false;     //!< then: no message but the request that opened the socket
    QString channel = {};       //!< where messages belong that do not name a conversation
    QByteArray method = {};     //!< not empty: not a frame but the list that this Web API method answers with
    QByteArray listMember = {}; //!< then the member of the answer that has the list
    bool isPiece = false;       //!< a further frame of a log line, with what its words say of the first:
    Direction direction = Direction::In;
    qint64 timeUs = 0; //!< 0: they say no time
    int nth = 0; //!< of the frames in the text of a recorder's object; the record begins so many bytes before
    //! Of several captures that are read as one: what those before it counted up to. Sockets and gaps of one
    //! are not those of another.
    quint32 connectionsBefore = 0;
    int gapsBefore = 0;
    bool movesNumbers() const { return connectionsBefore != 0 || gapsBefore != 0; }
};

//! The entry in \a record. Number and time are those of the index, since a bare frame has none; connections
//! and gaps are counted on from those before.
Event entry(const QByteArray &record, const Context &context, quint64 seq, qint64 timeUs);
//! The same without a copy of its bytes: raw points into \a record and lives as long. seq and receivedAtUs
//! are 0 where the record has none (a bare frame's own timestamp counts as its time).
//! *frames (if given) becomes the number of frames in the text of a recorder's object, else 1.
Event headerOf(QByteArrayView record, const Context &context, int *frames = nullptr);
//! Where the request \a record of an HTTP archive went to, without what may be a ticket; may be empty.
QString hostOf(QByteArrayView record);
//! Only the frame's exact bytes.
QByteArray frame(const QByteArray &record, const Context &context);
qsizetype frameSize(const QByteArray &record, const Context &context);
//! Whether \a record, the end of a file, was written completely.
bool isWhole(QByteArrayView record);
//! Where each frame of a line ends that has several behind its words; empty for all others.
std::vector<qsizetype> endsOfFrames(QByteArrayView record);
//! The time that the words before the first frame of such a line say; 0 if none.
qint64 timeInWords(QByteArrayView record);
//! Whether \a event, read from a line, may be several records in one.
bool mayHoldMore(const Event &event, QByteArrayView record);

} // namespace rtmscope::capturereader
