// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/findings/findingsrun.h"

#include <algorithm>

namespace rtmscope {

namespace {

constexpr qsizetype rowsPerTurn = 20'000; // then it is told how far it is

} // namespace

FindingsRun::FindingsRun(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

FindingsRun::~FindingsRun()
{
    stop();
}

void FindingsRun::setLog(EventLog *log)
{
    stop();
    if (m_log)
        m_log->disconnect(this);
    m_log = log;
    m_watch = {};
    take({}, false, 0);
    if (log)
        connect(log, &EventLog::indexed, this, [this](bool rearranged) {
            if (rearranged)
                setLog(m_log);
            else if (m_wanted)
                goOn();
        });
}

void FindingsRun::stop()
{
    m_stopped = true;
    m_pool.waitForDone();
    m_stopped = false;
    m_busy = false;
    ++m_journey;
}

void FindingsRun::pause()
{
    m_wanted = false;
}

void FindingsRun::goOn()
{
    m_wanted = true;
    if (m_busy || !m_log || m_next >= m_log->size())
        return;
    m_busy = true;
    m_pool.start([this, log = m_log->snapshot(), from = m_next] { look(log, from); });
}

void FindingsRun::look(const LogSnapshot &log, qsizetype from)
{
    const LogReader reader(log);
    const qsizetype end = std::min(from + rowsPerTurn, reader.size());
    // Who stops it waits: for one frame, however large, and not for many.
    for (; from < end && !m_stopped; ++from)
        m_watch.look(reader, from, from + 1);
    QMetaObject::invokeMethod(
        this,
        [this, journey = m_journey, findings = m_watch.findings(), isFull = m_watch.isFull(), from] {
            if (journey != m_journey)
                return;
            m_busy = false;
            take(findings, isFull, from);
            if (m_wanted)
                goOn();
        },
        Qt::QueuedConnection);
}

void FindingsRun::take(const QList<Finding> &findings, bool isFull, qsizetype rows)
{
    m_findings = findings;
    m_isFull = isFull;
    m_next = rows;
    Q_EMIT advanced();
}

} // namespace rtmscope
