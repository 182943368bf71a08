// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/eventlog.h"
#include "core/marks/marks.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace rtmscope {

//! Keeps the marks, labels and comments of a log, which are notes in it: reads those that are there, in turns
//! of a few milliseconds, and those that come. It writes nothing. Owned by the view; in the log's thread.
class MarkBook : public QObject
{
    Q_OBJECT
public:
    explicit MarkBook(QObject *parent = nullptr);
    ~MarkBook() override;

    //! nullptr: of none. The log may die before the book.
    void setLog(EventLog *log);
    const Marks &marks() const { return m_marks; }
    //! Takes in what was recorded a moment ago, unless there is so much of it that it takes a while.
    void catchUp();
    //! The entry of \a log that \a note is about, -1 if there is none: the one with its number, if that has
    //! its time; else, where numbers changed as files were joined, the first with its time.
    static qsizetype rowOf(const EventLog &log, const MarkNote &note);

Q_SIGNALS:
    //! marks() are others.
    void changed();

private:
    void restart();
    bool readOn();

    QPointer<EventLog> m_log;
    Marks m_marks;
    qsizetype m_read = 0;        // rows that were looked at
    std::vector<qint8> m_isMark; // by type; -1: not asked yet
    QTimer m_growth;             //!< runs on though all is read: the log announces its growth once per batch
    QTimer m_turn;               //!< there is more to read than a turn had time for
};

//! All that was noted in \a log, at once. Any thread; takes some milliseconds for a million rows.
Marks marksIn(const LogSnapshot &log);

} // namespace rtmscope
