// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/log/logsnapshot.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <optional>

namespace rtmscope {

//! What a fork consists of at one moment: entries of the record as it was, and events of one's own among
//! them. An immutable value that costs as much as its changes; copies share everything, so another thread may
//! have one.
class ForkContent
{
public:
    //! An event that somebody wrote.
    struct Own
    {
        QByteArray bytes;        //!< the frame
        qint64 timeUs = 0;       //!< of the entry
        quint32 connection = 0;  //!< of the entry
        qsizetype replaced = -1; //!< the row of the record that it takes the place of; -1: it is new
        quint64 key = 0;         //!< the same for all that was made of one event
    };

    ForkContent() = default;
    ForkContent(LogSnapshot source, qsizetype kept, bool withRest);

    const LogSnapshot &source() const { return m_source; }
    qsizetype kept() const { return m_kept; } //!< rows of the record that stand as they are, before all else
    qsizetype size() const { return m_size; } //!< entries behind those
    //! Of entry \a index behind those: what somebody wrote; nullptr: it is a row of the record.
    const Own *own(qsizetype index) const;
    qsizetype row(qsizetype index) const; //!< of the record; -1: it is somebody's own
    qsizetype ownCount() const;           //!< of those that are there
    bool hasEnvelopes() const; //!< what the record has of Slack came by Socket Mode; reads some frames
    //! The entry, with its number in the fork. \a reader is one of source().
    Event entry(const LogReader &reader, qsizetype index) const;

private:
    friend class Fork;

    //! Rows of the record in a row, or one own event.
    struct Piece
    {
        qsizetype first = 0; //!< a row, or a place in m_own
        qsizetype count = 0;
        bool isOwn = false;
    };
    struct Place
    {
        qsizetype piece = 0;
        qsizetype inside = 0;
    };
    Place placeOf(qsizetype index) const;
    void count();

    LogSnapshot m_source;
    qsizetype m_kept = 0;
    qsizetype m_size = 0;
    QList<Piece> m_pieces;
    QList<Own> m_own; //!< all that were ever written; pieces say which are there
};

//! A capture that goes on with events of one's own from some entry on: inserts, edits and removes, each of
//! which can be undone. The record that it comes from is never changed. A plain object; one thread.
class Fork
{
public:
    Fork() = default;
    //! Behind the first \a kept rows of \a source; with all that follows, or with nothing.
    Fork(LogSnapshot source, qsizetype kept, bool withRest);

    const ForkContent &content() const { return m_now; }
    qsizetype size() const { return m_now.size(); }
    bool isChanged() const { return !m_undo.isEmpty(); } //!< by what can be undone

    //! A new event before entry \a index behind the kept ones. Its time is what it says itself, but not
    //! before that of the entry in front of it.
    void insert(qsizetype index, const QByteArray &bytes);
    //! What stands at \a index says \a bytes. One change after the other of the same event is undone at once.
    void replace(qsizetype index, const QByteArray &bytes);
    void remove(qsizetype index, qsizetype count);
    //! The next replace() is undone by itself, whatever it changes.
    void endEdit() { m_edited = 0; }

    bool canUndo() const { return !m_undo.isEmpty(); }
    bool canRedo() const { return !m_redo.isEmpty(); }
    //! Returns the entry that is another now, or the one that took its place; -1 if there is none.
    qsizetype undo();
    qsizetype redo();

    //! When the entry in front of \a index came; 0 if nothing says it.
    qint64 timeBefore(qsizetype index) const;
    //! One between that and when the entry at \a index came; 0 if nothing says it.
    qint64 freeTime(qsizetype index) const;

private:
    struct Step
    {
        ForkContent content;
        qsizetype index = 0; //!< where it was changed
    };

    void change(qsizetype index);
    quint32 connectionBefore(qsizetype index) const;
    ForkContent::Own made(qsizetype index, const QByteArray &bytes) const;
    void putPiece(qsizetype index, qsizetype removed, std::optional<ForkContent::Piece> piece);
    const LogReader &reader() const;

    ForkContent m_now;
    QList<Step> m_undo;
    QList<Step> m_redo;
    quint64 m_keys = 0;
    quint64 m_edited = 0; //!< key of the event that was replaced last; 0: none
    mutable std::shared_ptr<LogReader> m_reader;
};

} // namespace rtmscope
