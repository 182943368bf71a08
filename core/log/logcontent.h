// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/spool.h"
#include "core/log/indexslice.h"

namespace rtmscope {

//! What an EventLog is about: its index, who recorded it, and what there is to say of a file. Grows by
//! entries while recording, and by slices while a file is opened. In the log's thread.
class LogContent
{
public:
    LogIndex index;
    CaptureInfo info;
    QString notice;        //!< sentences about opening
    bool isCapture = true; //!< else a foreign file: bare frames, to be rewritten when it is saved
    qint64 damagedAt = -1; //!< see EventLog::damagedAt()
    bool isCut = false;    //!< reading was given up: the file goes on behind the last row
    bool isSorted =
        false; //!< rows changed their places at the end, because they had not come in order of time

    qsizetype add(const Event &event, qint64 offset, qsizetype length);

    // ---- opening, in this order for each part

    void beginPart(const CaptureInfo &partInfo, bool partIsCapture);
    void append(const IndexSlice &slice);
    //! \a endsInside: of something that should have been closed.
    void endPart(bool endsInside);
    //! All parts, so many, were added. \a remarks are to be told last;
    //! \a isDamaged: an archive, whose remark is among them.
    void end(qsizetype parts, const QStringList &remarks, bool isDamaged);
    //! Instead of the end: nobody wanted to wait for it.
    void giveUp();

private:
    void learn(const CaptureInfo &team);
    void noteDamage(qint64 offset); //!< -1: none
    qint64 endOfRows() const;
    void say(const QString &words) { notice += (notice.isEmpty() ? QString() : QStringLiteral(" ")) + words; }
    void sayWhatIsUnreadable();

    bool m_partIsCapture = false;
    bool m_mixesTimes =
        false;             // rows did not come in the order of their times: pages, several sockets or files
    quint32 m_sockets = 0; // of all HTTP archives
    qsizetype m_otherRequests = 0; // of those of a part
    qsizetype m_unreadableLines = 0;
    qsizetype m_unreadableElements = 0;
};

} // namespace rtmscope
