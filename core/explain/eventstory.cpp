// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/explain/eventstory.h"

#include "core/explain/statechanges.h"

#include <QCoreApplication>

#include <utility>

namespace rtmscope {

EventStory::EventStory(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

EventStory::~EventStory()
{
    cancel();
}

void EventStory::cancel()
{
    m_stopped = true;
    m_pool.waitForDone();
    m_stopped = false;
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
    if (m_isBusy)
        m_pool.start([this, event, log, later = !m_isExplained] { look(event, log, later); });
}

//! Hands over what was found, unless nobody waits for it any more.
template<typename Take>
void EventStory::tell(Take take)
{
    QMetaObject::invokeMethod(
        this,
        [this, journey = m_journey.load(), take = std::move(take)] {
            if (journey != m_journey)
                return;
            take();
            Q_EMIT advanced();
        },
        Qt::QueuedConnection);
}

void EventStory::look(const Event &event, const LogSnapshot &log, bool withExplanation)
{
    if (withExplanation) {
        tell([this, explanation = explained(event)] {
            m_explanation = explanation;
            m_isExplained = true;
        });
    }
    const qsizetype row = log.size() > 0 ? log.rowOf(event.seq) : -1;
    if (row >= 0 && !m_stopped) {
        const LogReader reader(log);
        const quint64 record = log.seqOf(0) ^ quint64(log.row(0).timeUs) ^ quint64(log.row(0).length);
        if (std::exchange(m_priorOf, record) != record)
            m_prior.clear();
        const std::optional<Workspace> before = m_prior.before(reader, row);
        QStringList changes{QCoreApplication::translate(
            "rtmscope::StateChanges", "Not worked out: before it are too many entries to look at.")};
        if (before) {
            Workspace after = *before;
            after.apply(reader.event(row));
            changes = stateChanges(*before, after, reader.event(row));
        }
        if (!m_stopped)
            tell([this, changes] { m_changes = changes; });
        const TypeSightings sightings = typeSightings(reader, row, m_stopped);
        if (!m_stopped)
            tell([this, sightings] { m_sightings = sightings; });
    }
    if (!m_stopped)
        tell([this] { m_isBusy = false; });
}

} // namespace rtmscope
