// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/past/timetravel.h"

#include "core/history/statehistory.h"
#include "core/log/eventlog.h"
#include "ui/page/pastview.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace rtmscope {

namespace {

constexpr qsizetype rowsAtOnce = 500; // some milliseconds, until a new wish is looked for

struct Wish
{
    LogSnapshot log;
    qsizetype rows = 0;
};

} // namespace

struct TimeTravel::Journey
{
    bool takeWish();

    // Of the thread.
    StateHistory history;
    Wish now;
    bool isAnswered = true;
    int percent = -1;
    // Of both.
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Wish> next;
    bool isOver = false;
};

//! Waits while there is nothing to do; false: it is over.
bool TimeTravel::Journey::takeWish()
{
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return isOver || next || !isAnswered || !history.isComplete(); });
    if (isOver)
        return false;
    if (next) {
        now = *std::exchange(next, {});
        history.setLog(now.log);
        now.rows = std::min(now.rows, history.size());
        isAnswered = false;
    }
    return true;
}

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
    for (const auto &thread : m_threads)
        thread->wait();
}

void TimeTravel::want(qsizetype rows)
{
    if (!m_view.log())
        return;
    const bool isFirst = !m_journey;
    if (isFirst)
        m_journey = std::make_shared<Journey>();
    {
        const std::lock_guard lock(m_journey->mutex);
        m_journey->next = Wish{m_view.log()->snapshot(), rows};
    }
    m_journey->changed.notify_one();
    if (!isFirst)
        return;
    QThread *thread =
        m_threads.emplace_back(QThread::create([this, journey = m_journey] { run(journey); })).get();
    thread->setObjectName(QStringLiteral("past"));
    connect(thread, &QThread::finished, this, [this, thread] {
        const auto gone = std::find_if(m_threads.begin(), m_threads.end(),
                                       [thread](const auto &each) { return each.get() == thread; });
        thread->wait(); // a moment: it has said that it ends
        m_threads.erase(gone);
    });
    thread->start(QThread::LowPriority);
}

void TimeTravel::stop()
{
    const std::shared_ptr<Journey> journey = std::exchange(m_journey, nullptr);
    if (!journey)
        return;
    {
        const std::lock_guard lock(journey->mutex);
        journey->isOver = true;
    }
    journey->changed.notify_one();
}

void TimeTravel::run(const std::shared_ptr<Journey> &journey)
{
    while (journey->takeWish()) {
        if (!journey->isAnswered && journey->now.rows <= journey->history.folded()) {
            answer(journey);
        } else {
            journey->history.advance(rowsAtOnce);
            tellProgress(journey);
        }
    }
    // Ends here and not in the thread that draws, whoever else knows of the journey.
    journey->history.clear();
    journey->now = {};
}

void TimeTravel::answer(const std::shared_ptr<Journey> &journey)
{
    journey->isAnswered = true;
    QMetaObject::invokeMethod(
        this,
        [this, journey, workspace = journey->history.after(journey->now.rows), rows = journey->now.rows] {
            if (journey == m_journey)
                m_view.show(workspace, rows);
        },
        Qt::QueuedConnection);
}

void TimeTravel::tellProgress(const std::shared_ptr<Journey> &journey)
{
    const StateHistory &history = journey->history;
    const int percent =
        history.isComplete() ? 100 : static_cast<int>(100 * history.folded() / history.size());
    if (std::exchange(journey->percent, percent) == percent)
        return;
    QMetaObject::invokeMethod(
        this,
        [this, journey, percent] {
            if (journey == m_journey)
                m_view.setProgress(percent);
        },
        Qt::QueuedConnection);
}

} // namespace rtmscope
