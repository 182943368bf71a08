// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/stream/ackledger.h"
#include "core/stream/gapnotes.h"
#include "core/stream/stream.h"

#include <chrono>
#include <functional>

namespace rtmscope {

//! The stream in use, in a hand-over the one before it, and what is proved of the time between two streams:
//! whether events may be missing. Writes the gap notes. Owned by a ConnectionManager, which decides when; no
//! timers, no clock; one thread.
//!
//! The proofs: a server keeps events for the next stream from the moment it gives its address. A ping is sent
//! to the old stream at that moment; its answer comes behind everything that was sent there before, so
//! nothing fell in between (drained). What was kept comes behind the hello of the new stream, and the answer
//! to a ping behind that (proving).
class HandOver
{
public:
    using Noter = std::function<void(const QByteArray &note)>;

    //! \a ledger: what was written on which stream and not answered yet.
    HandOver(Noter note, AckLedger &ledger)
        : m_note(std::move(note))
        , m_ledger(ledger)
    {
    }

    Stream *main() const { return m_main.get(); }         //!< the one that is read and written; nullptr: none
    Stream *retiring() const { return m_retiring.get(); } //!< the one before it; nullptr: none
    Stream *on(quint32 connection) const;                 //!< main or the retiring one

    // A new stream where there was none
    void tried() { m_gap.attempted(); }
    //! \a kept: the server says it kept everything since the stream before. True if that has to be proved.
    bool begin(std::unique_ptr<Stream> greeted, qint64 nowWallUs, bool kept);
    void provesKept(quint64 ping);
    bool isProving() const { return m_main && m_main->provingPing != 0; }
    void proofFailed(); //!< frames come, but no answer
    //! Ends the gap, unless the proof that nothing is missing is still to come.
    void endGap();

    // The end of the stream
    //! A gap begins with what came last, unless one is open.
    void beginGap(const QString &cause, const QString &code, const QString &proof);
    //! Whether the stream that ended lived past \a sinceUs, monotonic, so that a next stream misses nothing
    //! that the server keeps from then on. \a orderly: the server ended it itself.
    bool livedPast(qint64 sinceUs, bool orderly) const;
    // Streams go; what they return are the ids of messages whose answer can't come any more.
    QList<quint64> dropMain() { return drop(std::move(m_main)); }
    QList<quint64> dropAll();

    // A new stream beside one that works
    void moveBegins(); //!< its address is asked for
    void addressGiven(qint64 nowWallUs) { m_nextSinceWallUs = nowWallUs; }
    void drainsBy(quint64 ping);                  //!< sent to the present stream at that moment
    void replaceBy(std::unique_ptr<Stream> next); //!< main becomes the retiring one
    void retiringEnded(bool orderly) { m_retiring->drained |= orderly; }
    //! Nothing is to come over the retiring one any more.
    bool mayRetire() const;
    //! A gap that is known only now that it is over, on the present stream.
    void noteGap(qint64 fromUs, qint64 toUs, const QString &cause, const QString &code);
    //! Lets it go after \a patience, and notes a gap if nothing proves that there is none. As dropMain().
    QList<quint64> retire(std::chrono::milliseconds patience);

    //! On \a stream the ping of this id, or a later one, was answered. True if the proof of what was kept is
    //! complete.
    bool answered(Stream &stream, qint64 ping);

private:
    void note(const QByteArray &json);
    QList<quint64> drop(std::unique_ptr<Stream> stream);

    Noter m_note;
    AckLedger &m_ledger;
    std::unique_ptr<Stream> m_main;
    std::unique_ptr<Stream> m_retiring;
    GapNotes m_gap;
    qint64 m_nextSinceWallUs = 0; //!< from here on the server keeps events for the next stream
};

} // namespace rtmscope
