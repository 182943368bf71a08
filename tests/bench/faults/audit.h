// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMutex>
#include <QSet>

#include <deque>
#include <functional>
#include <map>
#include <vector>

namespace rtmscope::bench {

//! Compares what the demo server published for one user with what a session recorded. Every event that has a
//! time of its own (event_ts or ts) counts; those without (typing, presence) can't be told apart and do not.
//!
//! published() and dropped() are called in the server's thread, everything else in the session's.
class Audit
{
public:
    struct Totals
    {
        qint64 published = 0; //!< for our user, told apart by their times
        qint64 messages = 0;  //!< of these
        qint64 live = 0;      //!< received
        qint64 repeated = 0;  //!< received once more
        qint64 dropped = 0;   //!< by the fault "drop": not judged
        qint64 inGaps = 0;    //!< missed, within a marked gap
        qint64 messagesInGaps = 0;
        qint64 backFilled = 0; //!< of these messages: in the workspace by other means
        qint64 unreachable =
            0; //!< of these messages: deleted, or their room closed, before anybody could ask
        qint64 notBackFilled = 0;
        qint64 unmarked = 0; //!< missed, and no gap says so
        qint64 gaps = 0;
        qint64 resumed = 0; //!< of these: the server had kept everything
    };
    //! Whether the workspace holds a message.
    using Holds = std::function<bool(const QString &channel, const QString &ts)>;

    explicit Audit(QByteArray userId);

    void published(const QByteArray &frame, qint64 atUs);
    void dropped(const QByteArray &frame);

    //! Each entry of the record, in order: frames from the server, and the notes of gaps.
    void recorded(const Event &event);
    //! Judges what is certain by now: everything before the newest event received, with some room for
    //! reordering; \a all: everything. What is judged is forgotten. Call only while the session is Ready.
    void judge(bool all, const Holds &holds);
    //! Messages missed and back-filled later may be asked for again: judges those that were not there.
    void lookAgain(const Holds &holds);

    const Totals &totals() const { return m_totals; }
    //! The first few events that nobody can account for, in words. \a why: the reason told for a room or a
    //! thread in it, or empty.
    QStringList findings(const std::function<QString(const QByteArray &, const QByteArray &)> &why) const;
    qint64 lastReceivedUs() const { return m_lastReceivedUs; }

private:
    struct Entry
    {
        quint64 key = 0;
        qint64 atUs = 0;
        QByteArray message; //!< "C1 1.2 THREAD" of a message that history would give; else empty
        bool received = false;
        bool dropped = false;
        QByteArray type; //!< for findings
    };
    struct Span //!< what came over one connection, as indices into what was published
    {
        qint64 first = -1;
        qint64 last = -1;
    };
    struct Gap
    {
        qint64 fromUs = 0;
        qint64 toUs = 0;
        bool resumed = false;
    };

    void mergePublished();
    void judgeOne(const Entry &entry, qint64 index, const Holds &holds);
    bool liesInGap(const Entry &entry, qint64 index) const;
    bool holdsOrGone(const QByteArray &message, const Holds &holds);
    void frame(const Event &event);
    void gapNote(const QByteArray &note);

    QByteArray m_userId;
    QMutex m_mutex;
    std::vector<Entry> m_incoming; //!< guarded by m_mutex, as the next three
    QSet<quint64> m_incomingDropped;
    QSet<QByteArray> m_goneIncoming;
    QHash<QByteArray, qint64> m_closedRooms; //!< and when

    std::deque<Entry> m_entries;
    qint64 m_firstIndex = 0;        //!< of m_entries.front()
    QHash<quint64, qint64> m_index; //!< key -> index; -1: two of that name, not judged
    std::map<quint32, Span> m_spans;
    QList<Gap> m_gaps;
    QSet<QByteArray> m_gone; //!< messages deleted on the server
    std::vector<QByteArray> m_missing;
    qint64 m_newest = -1; //!< index of the newest event received
    qint64 m_lastReceivedUs = 0;
    Totals m_totals;
    QStringList m_findings;
};

} // namespace rtmscope::bench
