// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/past/timetravel.h"

#include "core/log/eventlog.h"
#include "ui/page/pastview.h"

#include <utility>

namespace rtmscope {

namespace {

constexpr qsizetype rowsAtOnce = 500; // some milliseconds, until a new wish is looked for

} // namespace

TimeTravel::TimeTravel(PastView &view, QObject *parent)
    : QObject(parent)
    , m_view(view)
{
    connect(&m_view, &PastView::momentWanted, this, &TimeTravel::want);
    connect(&m_view, &PastView::left, this, &TimeTravel::stop);
}

TimeTravel::~TimeTravel()
{
    stop();
}

void TimeTravel::want(qsizetype rows)
{
    if (!m_view.log())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_next = std::make_unique<Wish>(Wish{m_view.log()->snapshot(), rows});
    }
    m_changed.notify_one();
    if (m_thread)
        return;
    m_thread.reset(QThread::create([this] { run(); }));
    m_thread->setObjectName(QStringLiteral("past"));
    m_thread->start(QThread::LowPriority);
}

void TimeTravel::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_one();
    if (m_thread)
        m_thread->wait();
    m_thread.reset();
    ++m_journey;
    m_stopped = false;
    m_next.reset();
    m_history.clear();
    m_isAnswered = true;
    m_percent = -1;
}

void TimeTravel::run()
{
    while (takeWish()) {
        if (!m_isAnswered && m_now.rows <= m_history.folded()) {
            answer();
        } else {
            m_history.advance(rowsAtOnce);
            tellProgress();
        }
    }
    // Whatever it holds, of long records much, ends here and not in the thread that draws.
    m_history.clear();
}

//! Waits while there is nothing to do; false: it is over.
bool TimeTravel::takeWish()
{
    std::unique_lock lock(m_mutex);
    const auto hasWork = [this] { return m_stopped || m_next || !m_isAnswered || !m_history.isComplete(); };
    m_changed.wait(lock, hasWork);
    if (m_stopped)
        return false;
    if (m_next) {
        m_now = *std::exchange(m_next, {});
        m_history.setLog(m_now.log);
        m_now.rows = std::min(m_now.rows, m_history.size());
        m_isAnswered = false;
    }
    return true;
}

void TimeTravel::answer()
{
    m_isAnswered = true;
    QMetaObject::invokeMethod(
        this,
        [this, journey = m_journey, workspace = m_history.after(m_now.rows), rows = m_now.rows] {
            if (journey == m_journey)
                m_view.show(workspace, rows);
        },
        Qt::QueuedConnection);
}

void TimeTravel::tellProgress()
{
    const int percent =
        m_history.isComplete() ? 100 : static_cast<int>(100 * m_history.folded() / m_history.size());
    if (std::exchange(m_percent, percent) == percent)
        return;
    QMetaObject::invokeMethod(
        this,
        [this, journey = m_journey, percent] {
            if (journey == m_journey)
                m_view.setProgress(percent);
        },
        Qt::QueuedConnection);
}

} // namespace rtmscope
