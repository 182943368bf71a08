// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/eventstory.h"

#include "core/explain/statechanges.h"

#include <QCoreApplication>

#include <utility>

namespace rtmscope {

struct EventStory::Journey
{
    quint64 number = 0;
    Event event;
    LogSnapshot log;
    bool isUnexplained = false;
    std::shared_ptr<std::atomic_bool> stop;
};

EventStory::EventStory(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

EventStory::~EventStory()
{
    cancel();
    m_pool.waitForDone();
}

//! What is under way ends by itself, a little later.
void EventStory::cancel()
{
    if (m_stop)
        *m_stop = true;
    m_pool.clear();
    m_isBusy = false;
    ++m_journey;
}

void EventStory::begin(const Event &event, const LogSnapshot &log)
{
    cancel();
    m_changes.clear();
    m_sightings = {};
    m_explanation = {};
    m_isExplained = event.raw.size() <= smallFrame;
    if (m_isExplained)
        m_explanation = explained(event);
    m_isBusy = !m_isExplained || log.size() > 0;
    if (!m_isBusy)
        return;
    m_stop = std::make_shared<std::atomic_bool>(false);
    m_pool.start([this, journey = Journey{m_journey, event, log, !m_isExplained, m_stop}] { look(journey); });
}

//! Hands over what was found, unless nobody waits for it any more.
template<typename Take>
void EventStory::tell(const Journey &journey, Take take)
{
    if (*journey.stop)
        return;
    QMetaObject::invokeMethod(
        this,
        [this, number = journey.number, take = std::move(take)] {
            if (number != m_journey)
                return;
            take();
            Q_EMIT advanced();
        },
        Qt::QueuedConnection);
}

void EventStory::look(const Journey &journey)
{
    if (journey.isUnexplained) {
        tell(journey, [this, explanation = explained(journey.event)] {
            m_explanation = explanation;
            m_isExplained = true;
        });
    }
    const qsizetype row = journey.log.size() > 0 ? journey.log.rowOf(journey.event.seq) : -1;
    if (row >= 0 && !*journey.stop)
        lookAtRecord(journey, row);
    tell(journey, [this] { m_isBusy = false; });
}

void EventStory::lookAtRecord(const Journey &journey, qsizetype row)
{
    const LogSnapshot &log = journey.log;
    const LogReader reader(log);
    const quint64 record = log.seqOf(0) ^ quint64(log.row(0).timeUs) ^ quint64(log.row(0).length);
    if (std::exchange(m_priorOf, record) != record)
        m_prior.clear();
    const std::optional<Workspace> before = m_prior.before(reader, row, *journey.stop);
    QStringList changes{QCoreApplication::translate(
        "rtmscope::StateChanges", "Not worked out: before it are too many entries to look at.")};
    if (before) {
        const Event event = reader.event(row);
        Workspace after = *before;
        after.apply(event);
        changes = stateChanges(*before, after, event);
    }
    tell(journey, [this, changes] { m_changes = changes; });
    const TypeSightings sightings = typeSightings(reader, row, *journey.stop);
    tell(journey, [this, sightings] { m_sightings = sightings; });
}

} // namespace rtmscope
