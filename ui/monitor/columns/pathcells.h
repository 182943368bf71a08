// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/columnpath.h"

#include <QCache>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <memory>
#include <vector>

namespace rtmscope {

class EventLog;

//! The cells of a person's own columns: read when somebody asks for them, which is when a row is painted, and
//! kept for some screens of rows. A large frame is read in a thread of the pool. GUI thread.
class PathCells : public QObject
{
    Q_OBJECT
public:
    explicit PathCells(QObject *parent = nullptr);
    ~PathCells() override;

    //! Forgets all that is known of another one. May die first.
    void setLog(const EventLog *log);
    void setPaths(const std::vector<ColumnPath> &paths);
    const std::vector<ColumnPath> &paths() const { return m_paths; }
    //! Valid until the next call. One for each path; "…" where wasRead() will tell more.
    const std::vector<PathCell> &of(qsizetype logRow);

Q_SIGNALS:
    //! A large frame.
    void wasRead(qsizetype logRow);

private:
    struct Shared;
    void readElsewhere(qsizetype logRow);
    void forget();

    QPointer<const EventLog> m_log;
    std::vector<ColumnPath> m_paths;
    QCache<qsizetype, std::vector<PathCell>> m_known;
    std::vector<PathCell> m_waiting; // what stands there meanwhile
    QSet<qsizetype> m_asked;
    std::shared_ptr<Shared> m_shared; // with threads that may outlive this
};

} // namespace rtmscope
