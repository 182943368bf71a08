// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/logsnapshot.h"
#include "core/workspace/workspace.h"

#include <map>
#include <memory>

namespace rtmscope {

//! The workspace as it was after any entry of a record. Folds the record once and keeps copies on the way;
//! from the last one before a moment it is a short way to it. The copies share what did not change between
//! them, but what the workspace forgets they keep: of a million events all messages stay in memory. One
//! thread.
class StateHistory
{
public:
    StateHistory();
    ~StateHistory();
    Q_DISABLE_COPY_MOVE(StateHistory)

    //! The record, or the same when it is longer. With rows in another order it begins anew.
    void setLog(const LogSnapshot &log);
    void clear();

    qsizetype size() const { return m_log.size(); }
    qsizetype folded() const { return m_folded; } //!< rows whose states can be asked for
    bool isComplete() const { return m_folded == size(); }
    //! Folds some more of them.
    void advance(qsizetype rows);

    //! After the first \a rows, which have to be folded; typing marks as they were at that time. Takes as
    //! long as some thousand entries take: fewer in short records, and hardly any a little behind the last
    //! answer.
    Workspace after(qsizetype rows);

private:
    void keep();
    //! Applies what is between.
    void foldOn(Workspace &workspace, qsizetype from, qsizetype to) const;

    LogSnapshot m_log;
    std::unique_ptr<LogReader> m_reader;
    Workspace m_workspace; // after m_folded
    qsizetype m_folded = 0;
    qsizetype m_spacing;                     // of the copies, in rows
    std::map<qsizetype, Workspace> m_copies; // by the number of rows that made them
    Workspace m_last;                        // after m_lastRows: people go by steps
    qsizetype m_lastRows = 0;
};

} // namespace rtmscope
