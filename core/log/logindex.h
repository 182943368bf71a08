// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/capturereader.h"
#include "core/log/entrynumbers.h"
#include "core/log/logrow.h"
#include "core/log/sourceruns.h"
#include "core/log/symboltable.h"

#include <QHash>
#include <QList>

#include <optional>
#include <vector>

//! What an EventLog knows of its entries without reading the file. Used by core/log only.
namespace rtmscope {

struct IndexSlice;

//! The team and ourselves, where \a note is one that names them: a header is written before the server has
//! told.
std::optional<CaptureInfo> teamIn(const Event &note);

//! What is true of all records behind some place in the file, up to the next such place. A value; copies
//! share.
class ContextRuns
{
public:
    void push(qint64 offset, const capturereader::Context &context);
    const capturereader::Context &at(qint64 offset) const;
    //! What was counted before a slice, and is counted on in it.
    struct Counted
    {
        quint32 sockets = 0; //!< web sockets of HTTP archives
        quint32 connections = 0;
        int gaps = 0;
    };
    //! Adds those of what stands behind.
    void append(const ContextRuns &others, const Counted &before);

private:
    struct Run
    {
        qint64 offset;
        capturereader::Context context;
    };
    QList<Run> m_runs; // in the order of the file
};

//! Makes index rows of entries; the texts that they name by number are in the tables here. One thread.
class RowMaker
{
public:
    //! The row of an entry whose line stands at \a offset.
    LogRow make(const Event &event, qint64 offset, qsizetype length);

    TypeTable types{manyTypes};
    SymbolTable symbols{manySymbols};
};

//! The rows of a log, in order. One thread, but for views.
class LogIndex
{
    using Rows = GrowingList<LogRow, 16 * 1024>;

public:
    //! The index at one moment. Immutable; any thread.
    struct View
    {
        Rows::View rows;
        EntryNumbers::View numbers;
        ContextRuns contexts;
        TypeTable::View types;
        SymbolTable::View symbols;
        QHash<quint32, QString> hosts;
        SourceRuns sources;
    };

    qsizetype size() const { return m_rows.size(); }
    const LogRow &row(qsizetype row) const { return m_rows[row]; }
    const capturereader::Context &contextOf(const LogRow &row) const { return m_contexts.at(row.offset); }
    const EntryNumbers &numbers() const { return m_numbers; }
    const RowMaker &names() const { return m_maker; }
    qint64 earliestUs() const { return m_earliestUs; }
    qint64 latestUs() const { return m_latestUs; }
    //! How many rows have each of the types that nobody knows.
    const QHash<quint16, qsizetype> &unknownRows() const { return m_unknownRows; }
    View view() const;

    //! What is added from now on, behind \a offset, are entries as they stand in a capture, whatever the file
    //! is.
    void beginEntries(qint64 offset) { m_contexts.push(offset, {}); }
    //! Returns the new row.
    qsizetype add(const Event &event, qint64 offset, qsizetype length);
    //! Adds what stands behind all that was added before.
    void append(const IndexSlice &slice, const ContextRuns::Counted &before);
    //! Puts the rows into the order of their times and numbers them anew. Those without a time stay among
    //! their neighbours: behind the row they stood behind, or before it where the newest stand first. Only
    //! notes without one, of what is true all the time, go first.
    //! \a again: rows, ascending, that others say already; they are flagged as repeated, or left out.
    void sortByTime(const std::vector<qsizetype> &again = {}, bool leaveOut = false);
    //! A capture among several begins there.
    void beginSource(const SourceRuns::Run &run) { m_sources.push(run); }
    const SourceRuns &sources() const { return m_sources; }

    //! The host that a connection went to, where a foreign file says it.
    QString host(quint32 connection) const { return m_hosts.value(connection); }

private:
    struct Timed;
    std::vector<Timed> timedRows() const;
    void keepOrderInSources(std::vector<Timed> &timed) const;
    void push(const LogRow &row, quint64 seq);

    RowMaker m_maker;
    ContextRuns m_contexts;          // empty unless opened
    QHash<quint32, QString> m_hosts; // of the web sockets of HTTP archives
    SourceRuns m_sources;            // empty unless several are read as one
    Rows m_rows;
    EntryNumbers m_numbers;
    qint64 m_earliestUs = 0;
    qint64 m_latestUs = 0;
    QHash<quint16, qsizetype> m_unknownRows;
};

} // namespace rtmscope
