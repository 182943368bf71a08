// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/orderedwork.h"
#include "core/log/rowchoice.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace rtmscope {

//! What all runs tell, whatever they tally. See TallyRun.
class TallyRunBase : public QObject
{
    Q_OBJECT
public:
    ~TallyRunBase() override;

    //! Rows that the figures are of, from the first one on.
    qsizetype rows() const { return m_rows; }
    //! Rows that they will be of once the run rests.
    qsizetype end() const { return m_end; }
    bool isBusy() const { return m_busy; }
    //! What it took to make the figures that are there: who asks for new ones all the time waits for longer.
    std::chrono::milliseconds cost() const { return m_cost; }

Q_SIGNALS:
    //! There are other figures, or the run came to rest: the first at once, then a few times a second.
    void advanced();

protected:
    using QObject::QObject;

    qsizetype m_rows = 0;
    qsizetype m_end = 0;
    std::chrono::milliseconds m_cost{0};
    bool m_busy = false;
};

//! Rows [first, second) of a log.
using RowSpan = std::pair<qsizetype, qsizetype>;

//! Makes figures of the rows of a log beside the thread that shows them: pieces of it are looked at on all
//! processors of the pool, which other work shares, and put together in order. What came into the log later,
//! the next goOn() adds. Lives in one thread, to which it reports; destroying it, or forgetting, cancels
//! without waiting.
//!
//! \a Tally is what is put together, a value with
//!   Options                                  what is wanted; constant
//!   Piece                                    what some rows come to
//!   Figures                                  what there is to show
//!   static constexpr qsizetype pieceRows     some milliseconds' work
//!   static Piece look(const LogReader &, RowSpan, const Options &, RowChoice &, const std::atomic_bool &)
//!   void add(Piece &&, const LogReader &)    of piece after piece, in the order of the rows
//!   Figures figures(const LogReader &, const Options &)     at most for some thousand things, whatever the
//!   log's size
template<typename Tally>
class TallyRun final : public TallyRunBase
{
public:
    using Options = typename Tally::Options;
    using Figures = typename Tally::Figures;

    explicit TallyRun(QObject *parent = nullptr)
        : TallyRunBase(parent)
        , m_figures(std::make_shared<const Figures>())
    {
    }
    ~TallyRun() override { cancel(); }

    //! What was found is forgotten; the next goOn() begins with the first row.
    void forget(Options options = {}, RowChoice chosen = {})
    {
        cancel();
        m_options = std::make_shared<const Options>(std::move(options));
        m_chosen = std::make_shared<const RowChoice>(std::move(chosen));
        m_tally = std::make_shared<Tally>();
        m_figures = std::make_shared<const Figures>();
        m_rows = m_end = 0;
    }
    //! Rests with the figures that are there, however few rows they are of. The next goOn() looks at all rows
    //! anew, if there were more to look at.
    void halt()
    {
        if (!m_busy)
            return;
        cancel();
        m_tally.reset();
        m_end = m_rows;
    }
    //! Looks at the rows of \a log that came since; does nothing while it still looks at those before. It has
    //! to be the same log until forget().
    void goOn(const LogSnapshot &log)
    {
        if (m_busy || m_end >= log.size())
            return;
        if (!m_options)
            forget();
        const qsizetype from = m_tally ? m_end : 0;
        if (!m_tally)
            m_tally = std::make_shared<Tally>();
        m_busy = true;
        m_turn = std::make_shared<Turn>(log, m_tally, m_options, ++m_turns);
        m_turn->begin(this, {from, log.size()}, m_chosen);
        m_end = log.size();
    }
    //! Never nullptr.
    const std::shared_ptr<const Figures> &figures() const { return m_figures; }

private:
    struct Added
    {
        typename Tally::Piece piece;
        qsizetype until = 0;
    };
    struct Turn;

    void cancel()
    {
        if (m_turn)
            m_turn->cancel();
        m_turn.reset();
        m_busy = false;
    }
    //! What one turn tells.
    struct News
    {
        quint64 turn = 0;
        std::shared_ptr<const Figures> figures = {};
        qsizetype rows = 0;
        std::chrono::milliseconds cost{0};
        bool isOver = false;
    };
    void take(const News &news)
    {
        if (!m_turn || news.turn != m_turns)
            return; // it was given up
        m_figures = news.figures;
        m_rows = news.rows;
        m_cost = news.cost;
        if (news.isOver)
            cancel();
        Q_EMIT advanced();
    }

    std::shared_ptr<const Options> m_options;
    std::shared_ptr<const RowChoice> m_chosen;
    std::shared_ptr<Tally> m_tally; // the turn's while there is one
    std::shared_ptr<Turn> m_turn;
    quint64 m_turns = 0; // begun so far
    std::shared_ptr<const Figures> m_figures;
};

//! The rows that are there at one time. Outlives the run that gave it up, until its threads have left it.
template<typename Tally>
struct TallyRun<Tally>::Turn : public std::enable_shared_from_this<Turn>
{
    Turn(LogSnapshot snapshot, std::shared_ptr<Tally> sum, std::shared_ptr<const Options> wanted,
         quint64 which)
        : log(std::move(snapshot))
        , tally(std::move(sum))
        , options(std::move(wanted))
        , number(which)
    {
    }

    void begin(TallyRun *run, RowSpan rows, const std::shared_ptr<const RowChoice> &chosen)
    {
        receiver = run;
        const auto at = std::make_shared<qsizetype>(rows.first);
        typename Work::Task task;
        task.next = [at, end = rows.second]() -> std::optional<RowSpan> {
            if (*at >= end)
                return std::nullopt;
            const qsizetype from = std::exchange(*at, std::min(*at + Tally::pieceRows, end));
            return RowSpan(from, *at);
        };
        task.work = [snapshot = log, wanted = options, chosen](const RowSpan &span,
                                                               const std::atomic_bool &cancelled) {
            const LogReader reader(snapshot);
            RowChoice own = *chosen;
            return Added{Tally::look(reader, span, *wanted, own, cancelled), span.second};
        };
        // Under the work's lock: whoever owns the turn waits for it before they let go.
        task.ready = [weak = this->weak_from_this()] {
            if (const auto turn = weak.lock(); turn && !turn->isQueued.exchange(true))
                QThreadPool::globalInstance()->start([turn] { turn->putTogether(); });
        };
        work = std::make_unique<Work>(std::move(task));
        work->start(QThread::idealThreadCount());
    }
    void cancel()
    {
        work->cancel();
        const std::lock_guard lock(telling);
        receiver = nullptr;
        isCancelled = true;
    }

private:
    using Work = OrderedWork<RowSpan, Added>;

    //! In a thread of the pool; a second one waits for the first.
    void putTogether()
    {
        const std::lock_guard addingLock(adding);
        isQueued = false;
        const LogReader reader(log);
        for (Added &each : work->take()) {
            if (isCancelled)
                return;
            tally->add(std::move(each.piece), reader);
            until = each.until;
        }
        const bool isOver = work->isDone();
        constexpr qint64 pauseMs = 250;
        constexpr int share = 10; // of the time may go into figures that others will replace
        if (isCancelled || wasOver ||
            (!isOver && sinceTold.isValid() && sinceTold.elapsed() < std::max(pauseMs, share * figuresMs)))
            return;
        QElapsedTimer clock;
        clock.start();
        News news{.turn = number, .rows = until, .isOver = isOver};
        news.figures = std::make_shared<const Figures>(tally->figures(reader, *options));
        figuresMs = clock.elapsed();
        news.cost = std::chrono::milliseconds(figuresMs);
        wasOver = isOver;
        sinceTold.start();
        const std::lock_guard tellingLock(telling);
        if (receiver)
            QMetaObject::invokeMethod(
                receiver, [run = receiver, news] { run->take(news); }, Qt::QueuedConnection);
    }

    const LogSnapshot log;
    const std::shared_ptr<Tally> tally; // touched under adding only
    const std::shared_ptr<const Options> options;
    const quint64 number;
    std::unique_ptr<Work> work;
    std::mutex adding;
    std::atomic_bool isQueued = false;
    std::atomic_bool isCancelled = false;
    std::mutex telling; // of receiver
    TallyRun *receiver = nullptr;
    qsizetype until = 0;
    QElapsedTimer sinceTold;
    qint64 figuresMs = 0;
    bool wasOver = false;
};

//! The same for who waits for it, as a command does, with the help of this thread. Nothing if \a progress
//! gave up; it is told now and then how many of the rows are done.
template<typename Tally>
std::optional<typename Tally::Figures>
tallied(const LogSnapshot &log, const typename Tally::Options &options, const RowChoice &chosen = {},
        const std::function<bool(qsizetype done, qsizetype all)> &progress = {})
{
    using Added = std::pair<typename Tally::Piece, qsizetype>;
    const auto at = std::make_shared<qsizetype>(0);
    // Pieces under way outlive a call that was given up: nothing here may be of the caller.
    OrderedWork<RowSpan, Added> work(
        {.next = [at, end = log.size()]() -> std::optional<RowSpan> {
             if (*at >= end)
                 return std::nullopt;
             const qsizetype from = std::exchange(*at, std::min(*at + Tally::pieceRows, end));
             return RowSpan(from, *at);
         },
         .work =
             [log, options, chosen](const RowSpan &span, const std::atomic_bool &cancelled) {
                 const LogReader reader(log);
                 RowChoice own = chosen;
                 return Added{Tally::look(reader, span, options, own, cancelled), span.second};
             }});
    work.start(QThread::idealThreadCount() - 1);
    const LogReader reader(log);
    Tally sum;
    bool mayHelp = true;
    while (!work.isDone()) {
        mayHelp = mayHelp && work.workHere();
        if (!mayHelp)
            work.wait();
        for (Added &each : work.take()) {
            sum.add(std::move(each.first), reader);
            if (progress && !progress(each.second, log.size()))
                return std::nullopt;
        }
    }
    return sum.figures(reader, options);
}

} // namespace rtmscope
