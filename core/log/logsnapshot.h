// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/capture/spool.h"
#include "core/events/event.h"
#include "core/log/logrow.h"

#include <functional>
#include <memory>
#include <span>

namespace rtmscope {

//! An EventLog at one moment: the rows, texts and bytes that it had. An immutable value for any thread, made
//! by EventLog::snapshot() in about a microsecond, whatever the size; the log goes on growing beside it and
//! may even die. Copies share everything. What it says by itself costs no reading; for lines and frames make
//! a LogReader.
class LogSnapshot
{
public:
    LogSnapshot(); //!< of no log
    ~LogSnapshot();
    LogSnapshot(const LogSnapshot &);
    LogSnapshot(LogSnapshot &&) noexcept;
    LogSnapshot &operator=(const LogSnapshot &);
    LogSnapshot &operator=(LogSnapshot &&) noexcept;

    qsizetype size() const;
    const LogRow &row(qsizetype row) const;
    //! The rows from \a row on that stand one after the other in memory, at least one: for loops over many.
    std::span<const LogRow> neighbours(qsizetype row) const;
    quint64 seqOf(qsizetype row) const;
    qsizetype rowOf(quint64 seq) const; //!< -1 if it has no such entry
    QString typeName(quint16 type) const;
    QString subtypeName(quint16 type) const;
    QString symbol(quint32 id) const;
    QString host(quint32 connection) const;
    const CaptureInfo &info() const;
    //! Several captures that are read as one: lines do not stand as they would in one file.
    bool isMerged() const;

    //! Told now and then how many of the rows are written; returns false to give up.
    using SaveProgress = std::function<bool(qsizetype row)>;
    //! Writes a capture with whole lines only; of a foreign file it makes one. Takes as long as the disk
    //! does. An error leaves what was at \a path as it was; its code is "cancelled" after \a progress gave
    //! up.
    Result<Done> saveAs(const QString &path, const SaveProgress &progress = {}) const;

private:
    friend class EventLog;
    friend class LogReader;
    struct Data;
    explicit LogSnapshot(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> d; // nullptr: of no log
};

//! Reads the entries of a snapshot, best from the first to the last: neighbours come with one system call,
//! except where the walk is said to be scattered. One thread; another thread makes its own.
class LogReader
{
public:
    explicit LogReader(LogSnapshot log, FileWindow::Walk walk = FileWindow::Walk::Forward);
    ~LogReader();
    Q_DISABLE_COPY_MOVE(LogReader)

    const LogSnapshot &log() const { return m_log; }
    Event event(qsizetype row) const;      //!< the whole entry, rebuilt from its line
    QByteArray line(qsizetype row) const;  //!< as it stands in the file, without newline
    QByteArray frame(qsizetype row) const; //!< the frame's exact bytes (a note's JSON for notes)
    //! The same, mostly without a copy: only until the next call of this or another function that reads.
    QByteArray borrowedFrame(qsizetype row) const;

    //! The number of its socket, without building the entry where that can be.
    quint32 connectionOf(qsizetype row) const;
    //! Which of info().sources the entry comes from, from 1; 0: there is only one.
    quint16 sourceOf(qsizetype row) const;

    //! The lines of rows [first, end), newlines and all, as they stand one after the other in a capture:
    //! their offsets must ascend. Empty in a foreign file, or if they are not there in one piece, as more
    //! than 128 KiB never are. Until the next call.
    QByteArrayView lines(qsizetype first, qsizetype end) const;

    qsizetype size() const { return m_log.size(); }
    const LogRow &row(qsizetype row) const { return m_log.row(row); }
    QString typeName(quint16 type) const { return m_log.typeName(type); }
    QString subtypeName(quint16 type) const { return m_log.subtypeName(type); }
    QString symbol(quint32 id) const { return m_log.symbol(id); }

private:
    LogSnapshot m_log;
    SpoolReader m_bytes;
};

//! The rows of a snapshot for a loop that asks for one after the other. The snapshot must outlive it.
class RowCursor
{
public:
    explicit RowCursor(const LogSnapshot &log)
        : m_log(log)
    {
    }
    const LogRow &operator[](qsizetype row)
    {
        if (row < m_first || row >= m_first + qsizetype(m_rows.size())) {
            m_rows = m_log.neighbours(row);
            m_first = row;
        }
        return m_rows[std::size_t(row - m_first)];
    }

private:
    const LogSnapshot &m_log;
    std::span<const LogRow> m_rows;
    qsizetype m_first = 0;
};

} // namespace rtmscope
