// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/sameevent.h"
#include "core/capture/spool.h"
#include "core/log/indexslice.h"

#include <QHash>
#include <QList>

namespace rtmscope {

//! One of several captures that are read as one.
struct LogSource
{
    QString name;      //!< of its file
    qint64 offset = 0; //!< where it begins among the bytes of all
    CaptureInfo info = {};
    //! Its entries stand in the order in which they happened.
    bool isInOrder = false;
};

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

    //! What stands in several of the captures that are read as one is left out; else it is flagged.
    bool leavesOutRepeats = false;
    qsizetype repeats = 0; //!< so many entries that is; known at the end

    // ---- opening, in this order for each part

    //! Another capture follows; only where there are several.
    void beginSource(const LogSource &source);
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
    //! What captures that are read as one count up to.
    struct Several
    {
        ContextRuns::Counted before; //!< what the present one counts on from
        quint32 lastConnection = 0;  //!< the greatest number of all
        int lastGap = 0;             //!< likewise
        quint64 lastNumber = 0;      //!< of the entry that came last
        CaptureInfo info = {};       //!< of the present one
        CaptureInfo infoBefore = {}; //!< of the one before
        bool isFresh = false;        //!< the present one's entries are still to come
        //! Of recordings in parts, what they count on from.
        QHash<QString, ContextRuns::Counted> recordings = {};
        QHash<QString, QString> teams = {}; //!< names by id
        quint16 count = 0;
    };

    void countOn(const IndexSlice &slice);
    void noteOverlap(const IndexSlice &slice, qsizetype firstRow);
    void takeInfo(const CaptureInfo &partInfo);
    void noteTeam(const CaptureInfo &team);
    void sayHowTheyMeet();
    void learn(const CaptureInfo &team);
    void noteDamage(qint64 offset); //!< -1: none
    void sayWhereItIsDamaged();
    qint64 endOfRows() const;
    void say(const QString &words) { notice += (notice.isEmpty() ? QString() : QStringLiteral(" ")) + words; }
    void sayWhatIsUnreadable();

    bool m_partIsCapture = false;
    bool m_mixesTimes =
        false; // rows did not come in the order of their times: pages, several sockets or files
    Several m_several;
    OverlapSearch m_overlap;
    QList<qint64> m_damages;       // at most one of each file
    quint32 m_sockets = 0;         // of all HTTP archives
    qsizetype m_otherRequests = 0; // of those of a part
    qsizetype m_unreadableLines = 0;
    qsizetype m_unreadableElements = 0;
};

} // namespace rtmscope
