// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/eventlog.h"
#include "core/workspace/workspace.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace rtmscope {

//! A capture opened for reading: its log, and the workspace folded from it in slices, so that the window
//! stays alive while a long one is read. Owned by the desktop; GUI thread.
class OpenedCapture : public QObject
{
    Q_OBJECT
public:
    //! An Input error says in words why the file can't be read.
    static Result<std::unique_ptr<OpenedCapture>> open(const QString &path);

    EventLog *log() const { return m_log.get(); }
    WorkspaceFeed *feed() { return &m_feed; }
    QString name() const; //!< of the file

    //! Begins folding; progress() until finished().
    void read();

Q_SIGNALS:
    void progress(int percent);
    void finished();

private:
    explicit OpenedCapture(std::unique_ptr<EventLog> log);
    void readSlice();

    std::unique_ptr<EventLog> m_log;
    WorkspaceFeed m_feed;
    Workspace m_workspace;
    qsizetype m_next = 0;
    int m_percent = -1;
    QTimer m_slice;
};

} // namespace rtmscope
