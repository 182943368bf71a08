// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/explain/explanation.h"
#include "core/explain/priorstate.h"
#include "core/explain/typesightings.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace rtmscope {

//! All that can be said of one entry: explained at once where it is small, else beside the thread that asks;
//! what it changed and how often there are such entries always beside it. Of several wishes the last is
//! answered, and nobody waits for the others. Holds no record longer than it looks at it. Owned by the view;
//! its thread. Destroying it waits for some dozen rows at most.
class EventStory : public QObject
{
    Q_OBJECT
public:
    //! Larger entries are explained beside the thread that asks.
    static constexpr qsizetype smallFrame = 64 * 1024;

    explicit EventStory(QObject *parent = nullptr);
    ~EventStory() override;

    //! \a log is the record that has \a event; of no log, if nothing is to be said about it there.
    void begin(const Event &event, const LogSnapshot &log);
    void cancel();

    const Explanation &explanation() const { return m_explanation; }
    bool isExplained() const { return m_isExplained; }
    //! What it did to the state; empty while that is worked out, and without a record.
    const QStringList &changes() const { return m_changes; }
    const TypeSightings &sightings() const { return m_sightings; }
    bool isBusy() const { return m_isBusy; }

Q_SIGNALS:
    //! One of the above is another.
    void advanced();

private:
    struct Journey; //!< one wish on its way

    void look(const Journey &journey);
    void lookAtRecord(const Journey &journey, qsizetype row);
    template<typename Take>
    void tell(const Journey &journey, Take take);

    Explanation m_explanation;
    QStringList m_changes;
    TypeSightings m_sightings;
    bool m_isExplained = false;
    bool m_isBusy = false;
    quint64 m_journey = 0;                    //!< what is on its way from an earlier one comes too late
    std::shared_ptr<std::atomic_bool> m_stop; //!< of the one under way
    PriorState m_prior;                       // of the pool's thread while it is busy
    quint64 m_priorOf = 0;                    // likewise: of which record it is
    QThreadPool m_pool;                       // the last: it uses all of the above
};

} // namespace rtmscope
