// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

#include <QHash>
#include <QList>
#include <QMutex>
#include <QSet>

#include <functional>

namespace rtmscope::bench {

//! Compares what the demo server made for an app with what a Socket Mode session recorded: by the ids of the
//! events, whatever sockets and attempts brought them.
//!
//! made(), givenUp() and removed messages are told in the server's thread, everything else in the session's.
class AppAudit
{
public:
    struct Totals
    {
        qint64 made = 0;
        qint64 received = 0; //!< of these, at least once
        qint64 repeated = 0; //!< received once more, and marked so
        qint64 doubled = 0;  //!< received once more, and not marked so
        qint64 givenUp = 0;  //!< of those not received: the server had tried long enough
        qint64 inGaps = 0;   //!< not received, within a marked gap
        qint64 unmarked = 0; //!< not received, and no gap says so
        qint64 messagesInGaps = 0;
        qint64 backFilled = 0; //!< of these messages: in the workspace, or were there until others came
        qint64 letGo = 0;      //!< of those: a workspace keeps so many only, and these were the oldest
        //! Of these messages: replies in threads whose beginning was let go, so that nobody asked for them.
        qint64 threadLetGo = 0;
        qint64 gone = 0; //!< of these: deleted, or their room closed or its history rewritten
        qint64 notBackFilled = 0;
        qint64 gaps = 0;

        qint64 envelopes = 0;    //!< received
        qint64 acknowledged = 0; //!< of these
        qint64 ackedLate = 0;    //!< later than three seconds, real ones
        qint64 ackedTwice = 0;
        qint64 unacknowledged = 0; //!< though their socket went on for long enough
        qint64 medianAckUs = 0;    //!< from the record to the acknowledgement's
        qint64 worstAckUs = 0;
    };
    //! Whether the workspace holds a message.
    using Holds = std::function<bool(const QString &channel, const QString &ts)>;

    void made(const QByteArray &eventId, const QByteArray &event, qint64 atUs);
    void givenUp(const QByteArray &eventId);

    //! Each entry of the record, in order, at \a monotonicUs.
    void recorded(const Event &event, qint64 monotonicUs);
    //! Made, neither received nor given up.
    qint64 pending();
    //! Takes down which of the messages that were missed the workspace holds by now: it may let them go
    //! again, as more come than it keeps.
    void look(const Holds &holds);
    //! The same of those of \a channel in an answer that the workspace has just taken. \a tooOld: whether one
    //! is older than what it keeps there.
    void fetched(const QByteArray &channel, const QSet<QByteArray> &times, const Holds &holds,
                 const Holds &tooOld);
    //! When everything is over: what became of each.
    void judge(const Holds &holds);
    const Totals &totals() const { return m_totals; }
    const QStringList &findings() const { return m_findings; }

private:
    struct Made
    {
        qint64 atUs = 0;
        QByteArray type;
        QByteArray message; //!< "C1 1.2" of a message that history would give; else empty
        QByteArray thread;  //!< that it replies to; else empty
        QByteArray user;
        bool received = false;
        bool givenUp = false;
        bool held = false; //!< in the workspace at some time, or in an answer though older than what it keeps
    };
    struct Envelope
    {
        qint64 atUs = 0;
        quint32 connection = 0;
        bool acknowledged = false;
    };
    struct Gap
    {
        qint64 fromUs = 0;
        qint64 toUs = 0;
    };

    void frame(const Event &event, qint64 monotonicUs);
    void acknowledgement(const Event &event, qint64 monotonicUs);
    void gapNote(const QByteArray &note);
    bool isGone(const Made &made) const;
    bool judgeOne(const QByteArray &eventId, const Made &made);
    void judgeMessage(const Made &made, const Holds &holds);
    void find(const QString &words);

    QMutex m_mutex;
    QHash<QByteArray, Made> m_made; //!< guarded by m_mutex, as the next three
    //! By channel: messages neither received nor seen in the workspace, by the ids of their events.
    QHash<QByteArray, QList<QByteArray>> m_wanted;
    QSet<QByteArray> m_goneMessages;
    //! When it was closed, or the server said that its history is another: what was held is forgotten then.
    QHash<QByteArray, qint64> m_goneRooms;
    QHash<QByteArray, Envelope> m_envelopes;
    QHash<quint32, qint64> m_lastOf; //!< of each connection: when it last gave us anything
    std::vector<qint64> m_ackUs;
    QList<Gap> m_gaps;
    Totals m_totals;
    QStringList m_findings;
};

} // namespace rtmscope::bench
