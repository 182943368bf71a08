// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/statehistory.h"

#include <QObject>
#include <QThread>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace rtmscope {

class PastView;

//! Folds a record in a thread of its own while somebody looks at its past, and answers which state it had
//! when. Of several wishes only the last is answered. What it needs for that ends with the look. Owned by the
//! desktop; GUI thread. \a view must outlive it.
class TimeTravel : public QObject
{
    Q_OBJECT
public:
    explicit TimeTravel(PastView &view, QObject *parent = nullptr);
    ~TimeTravel() override;

private:
    struct Wish
    {
        LogSnapshot log;
        qsizetype rows = 0;
    };

    void want(qsizetype rows);
    void stop();
    void run();
    bool takeWish();
    void answer();
    void tellProgress();

    PastView &m_view;
    std::unique_ptr<QThread> m_thread;
    quint64 m_journey = 0; //!< answers of an earlier one come too late
    // Of the thread while it runs.
    StateHistory m_history;
    Wish m_now;
    bool m_isAnswered = true;
    int m_percent = -1;
    // Of both.
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unique_ptr<Wish> m_next;
    bool m_stopped = false;
};

} // namespace rtmscope
