// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "app/window/capturefold.h"

#include <QElapsedTimer>

#include <array>
#include <condition_variable>
#include <thread>
#include <utility>
#include <vector>

namespace rtmscope {

namespace {

//! Reads entries in a thread of its own, a little ahead of the fold: each of the two takes about as long.
//! Entries also end in that thread, so that both do not fight for the texts that all entries share.
class ReadAhead
{
public:
    using Batch = std::vector<Event>;

    ReadAhead(const CaptureFold::Entries &entries, qsizetype from)
        : m_entries(entries)
        , m_next(from)
        , m_thread([this] { run(); })
    {
    }
    ~ReadAhead()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isGivenUp = true;
        }
        m_changed.notify_all();
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(ReadAhead)

    //! The next entries, until next() is called again; empty behind the last. Waits.
    const Batch &next()
    {
        std::unique_lock lock(m_mutex);
        if (std::exchange(m_isTaken, true))
            ++m_taken;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_filled > m_taken; });
        return m_ring[m_taken % m_ring.size()];
    }

private:
    static constexpr qsizetype batchSize = 128;

    void run()
    {
        const CaptureFold::Reader reader = m_entries.makeReader();
        bool isEnd = false;
        while (!isEnd) {
            Batch *batch = toFill();
            if (!batch)
                return;
            const qsizetype count = qMin(batchSize, m_entries.count - m_next);
            batch->resize(static_cast<std::size_t>(count));
            for (Event &event : *batch)
                event = reader(m_next++);
            isEnd = count == 0;
            const std::lock_guard lock(m_mutex);
            ++m_filled;
            m_changed.notify_all();
        }
    }
    Batch *toFill()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isGivenUp || m_filled - m_taken < m_ring.size(); });
        return m_isGivenUp ? nullptr : &m_ring[m_filled % m_ring.size()];
    }

    const CaptureFold::Entries m_entries;
    std::array<Batch, 4> m_ring;
    qsizetype m_next;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_filled = 0;
    std::size_t m_taken = 0;
    bool m_isTaken = false;
    bool m_isGivenUp = false;
    std::thread m_thread; // the last: it uses all of the above
};

} // namespace

CaptureFold::CaptureFold(std::chrono::milliseconds pause)
    : m_pause(pause)
{
}

CaptureFold::~CaptureFold()
{
    stop();
}

void CaptureFold::fold(Entries entries)
{
    {
        const std::lock_guard lock(m_mutex);
        m_entries = std::move(entries);
        if (std::exchange(m_isRunning, true))
            return; // it looks again when it is at the end of what it was given before
    }
    if (m_thread)
        m_thread->wait();
    m_thread.reset(QThread::create([this] { run(); }));
    m_thread->setObjectName(QStringLiteral("fold"));
    m_thread->start();
}

void CaptureFold::clear()
{
    stop();
    m_workspace = {};
    m_next = 0;
}

void CaptureFold::stop()
{
    m_stopped = true;
    if (m_thread)
        m_thread->wait();
    m_thread.reset();
    m_stopped = false;
    const std::lock_guard lock(m_mutex);
    m_isRunning = false;
    m_handedOver = {}; // its announcement may still be on its way
}

void CaptureFold::run()
{
    while (!m_stopped) {
        Entries entries;
        {
            const std::lock_guard lock(m_mutex);
            if (m_next >= m_entries.count) {
                m_isRunning = false;
                return;
            }
            entries = m_entries;
        }
        foldTo(entries);
    }
}

void CaptureFold::foldTo(const Entries &entries)
{
    ReadAhead source(entries, m_next);
    QElapsedTimer sinceHandOver;
    sinceHandOver.start();
    while (m_next < entries.count && !m_stopped) {
        for (const Event &event : source.next()) {
            m_workspace.apply(event);
            ++m_next;
        }
        if (std::chrono::milliseconds(sinceHandOver.elapsed()) >= m_pause && m_next < entries.count) {
            handOver();
            sinceHandOver.start();
        }
    }
    if (!m_stopped)
        handOver();
}

void CaptureFold::handOver()
{
    {
        const std::lock_guard lock(m_mutex);
        m_handedOver.workspace = m_workspace;
        m_handedOver.rows = m_next;
        if (std::exchange(m_handedOver.isWaiting, true))
            return;
    }
    QMetaObject::invokeMethod(this, &CaptureFold::take, Qt::QueuedConnection);
}

void CaptureFold::take()
{
    HandedOver handed;
    {
        const std::lock_guard lock(m_mutex);
        handed = std::exchange(m_handedOver, {});
    }
    if (handed.isWaiting)
        Q_EMIT reached(handed.workspace, handed.rows);
}

} // namespace rtmscope
