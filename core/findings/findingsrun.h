// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/findings/shapewatch.h"
#include "core/log/eventlog.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <atomic>

namespace rtmscope {

//! Looks through a log beside the thread that shows it, as long as somebody wants to see what there is. Owned
//! by the view; its thread. Destroying it waits for some hundred rows at most.
class FindingsRun : public QObject
{
    Q_OBJECT
public:
    explicit FindingsRun(QObject *parent = nullptr);
    ~FindingsRun() override;

    //! What was found is forgotten; nullptr: there is nothing to look at.
    void setLog(EventLog *log);
    //! Looks at what came since; does nothing while it does that already.
    void goOn();
    //! What was looked at stays looked at.
    void pause();

    const QList<Finding> &findings() const { return m_findings; }
    bool isFull() const { return m_isFull; }
    qsizetype rows() const { return m_next; } //!< looked at
    EventLog *log() const { return m_log; }

Q_SIGNALS:
    void advanced();

private:
    void look(const LogSnapshot &log, qsizetype from);
    void take(const QList<Finding> &findings, bool isFull, qsizetype rows);
    void stop();

    QPointer<EventLog> m_log;
    QList<Finding> m_findings;
    qsizetype m_next = 0;
    quint64 m_journey = 0; //!< what is on its way from an earlier one comes too late
    bool m_isFull = false;
    bool m_busy = false;
    bool m_wanted = false;
    std::atomic_bool m_stopped = false;
    ShapeWatch m_watch; // of the pool's thread while it is busy
    QThreadPool m_pool; // the last: it uses all of the above
};

} // namespace rtmscope
