// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"
#include "core/log/ratehistory.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <vector>

namespace rtmscope {

//! What a timeline shows of a log: how many events in each piece of time, and when there was no connection.
//! Taken in at most twice a second; what is more than some thousand rows, such as a large file, beside the
//! thread that paints. Owned by the timeline; its thread.
class TimelineRecord : public QObject
{
    Q_OBJECT
public:
    struct Outage
    {
        qint64 id = 0; //!< 0 in records of old
        qint64 fromUs = 0;
        qint64 toUs = 0; //!< 0: still open
    };

    explicit TimelineRecord(QObject *parent = nullptr);
    ~TimelineRecord() override;

    void setLog(EventLog *log);
    EventLog *log() const { return m_log; }
    const RateHistory &history() const { return m_state.history; }
    const std::vector<Outage> &outages() const { return m_state.outages; }
    bool isEmpty() const { return history().buckets().empty(); }
    bool isFile() const; //!< all there is, which goes on no more
    //! Without a connection at this moment; a capture only has a past.
    bool isAway() const;
    qint64 startUs() const;
    //! Where the picture ends: with the last entry, or now while nothing can come.
    qint64 endUs() const;
    //! With the last entry, in any case.
    qint64 lastUs() const;

Q_SIGNALS:
    void changed();

private:
    struct State
    {
        RateHistory history = RateHistory();
        std::vector<Outage> outages = {};
        qsizetype outagesSeen = 0; //!< rows looked at for notes about gaps
    };

    void countAnew();
    void takeInGrowth();
    void takeInBeside();
    void stop();
    static void takeInOutage(State &state, const json::Value &note, qint64 writtenUs);
    template<typename Log, typename Frames>
    static void takeInOutages(State &state, const Log &log, qsizetype end, const Frames &frames);

    QPointer<EventLog> m_log;
    State m_state;
    QTimer m_timer;
    quint64 m_journey = 0; //!< what is on its way from an earlier one comes too late
    bool m_isBusy = false;
    std::atomic_bool m_isStopped = false;
    QThreadPool m_pool; // the last: it uses what stands above
};

} // namespace rtmscope
