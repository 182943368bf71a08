// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QThreadPool>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace rtmscope {

//! Work cut into pieces that several threads of the global pool do at a time, and whose results come out in
//! the order of the pieces. A thread of the pool does one piece and queues for the next, so that other work
//! gets its turn. Used by one thread. Destroying it gives up: pieces under way end by themselves and touch
//! nobody.
template<typename Piece, typename Result>
class OrderedWork
{
public:
    struct Task
    {
        //! The next piece, or nothing when all are handed out. One thread at a time.
        std::function<std::optional<Piece>()> next;
        //! Any thread, several at a time. \a cancelled becomes true when nobody wants the result.
        std::function<Result(const Piece &, const std::atomic_bool &cancelled)> work;
        //! Results can be taken where none could, or all are there. Any thread, under a lock: it may only
        //! post.
        std::function<void()> ready = {};
    };

    explicit OrderedWork(Task task)
        : d(std::make_shared<State>(std::move(task)))
    {
    }
    ~OrderedWork() { cancel(); }
    Q_DISABLE_COPY_MOVE(OrderedWork)

    //! Begins, in so many threads at a time.
    void start(int lanes)
    {
        for (int lane = 0; lane < lanes; ++lane)
            queue(d);
    }
    //! Task::ready is not called again once this returns.
    void cancel()
    {
        const std::lock_guard lock(d->mutex);
        d->cancelled = true;
        d->task.ready = {};
        d->changed.notify_all();
    }
    //! The results that are there and follow those already taken, in order.
    std::vector<Result> take()
    {
        const std::lock_guard lock(d->mutex);
        std::vector<Result> results;
        for (auto first = d->results.begin(); first != d->results.end() && first->first == d->taken;
             first = d->results.erase(first), ++d->taken)
            results.push_back(std::move(first->second));
        return results;
    }
    //! All is done, and what was not taken yet can be.
    bool isComplete() const
    {
        const std::lock_guard lock(d->mutex);
        return d->isComplete();
    }
    //! All results were taken.
    bool isDone() const
    {
        const std::lock_guard lock(d->mutex);
        return d->isDone();
    }
    //! Does a piece in this thread. False if none is left to do.
    bool workHere() { return d->step(); }
    //! Until something can be taken, all is done or cancelled.
    void wait() const
    {
        std::unique_lock lock(d->mutex);
        d->changed.wait(lock, [this] { return d->cancelled || d->isDone() || d->hasResult(); });
    }

private:
    struct State
    {
        explicit State(Task work)
            : task(std::move(work))
        {
        }

        bool hasResult() const { return !results.empty() && results.begin()->first == taken; }
        bool isDone() const { return exhausted && taken == handedOut; }
        bool isComplete() const { return exhausted && results.size() == handedOut - taken; }
        void tell()
        {
            changed.notify_all();
            if (task.ready)
                task.ready();
        }
        bool step()
        {
            std::unique_lock lock(mutex);
            if (cancelled || exhausted)
                return false;
            const std::optional<Piece> piece = task.next();
            if (!piece) {
                exhausted = true;
                if (isComplete())
                    tell();
                return false;
            }
            const std::size_t number = handedOut++;
            lock.unlock();
            Result result = task.work(*piece, cancelled);
            lock.lock();
            if (cancelled)
                return false;
            results.emplace(number, std::move(result));
            if (number == taken || isComplete())
                tell();
            return true;
        }

        Task task;
        std::atomic_bool cancelled = false;
        std::mutex mutex; // of what follows, and of Task::next
        std::condition_variable changed;
        std::map<std::size_t, Result> results;
        std::size_t handedOut = 0;
        std::size_t taken = 0;
        bool exhausted = false;
    };

    static void queue(const std::shared_ptr<State> &state)
    {
        QThreadPool::globalInstance()->start([state] {
            if (state->step())
                queue(state);
        });
    }

    std::shared_ptr<State> d;
};

} // namespace rtmscope
