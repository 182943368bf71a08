// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QThreadPool>

#include <utility>

namespace rtmscope {

//! Work that would hold up the thread that paints, done beside it; its outcome comes back to that thread. Of
//! several wishes the last is answered. Destroying it waits for the work under way: it should be short.
class BesideWork : public QObject
{
public:
    explicit BesideWork(QObject *parent = nullptr)
        : QObject(parent)
    {
        m_pool.setMaxThreadCount(1);
    }
    ~BesideWork() override
    {
        cancel();
        m_pool.clear();
        m_pool.waitForDone();
    }

    //! \a work is called in another thread and may use only what it holds itself; \a then takes what it
    //! returns, in this thread.
    template<typename Work, typename Then>
    void begin(Work work, Then then)
    {
        cancel();
        m_pool.clear(); // what was not begun is not wanted any more
        m_isBusy = true;
        m_pool.start([this, journey = m_journey, work = std::move(work), then = std::move(then)]() mutable {
            auto outcome = work();
            QMetaObject::invokeMethod(
                this,
                [this, journey, then = std::move(then), outcome = std::move(outcome)]() mutable {
                    if (journey != m_journey)
                        return;
                    m_isBusy = false;
                    then(std::move(outcome));
                },
                Qt::QueuedConnection);
        });
    }
    //! What is under way has no outcome.
    void cancel()
    {
        ++m_journey;
        m_isBusy = false;
    }
    bool isBusy() const { return m_isBusy; }

private:
    quint64 m_journey = 0;
    bool m_isBusy = false;
    QThreadPool m_pool;
};

} // namespace rtmscope
