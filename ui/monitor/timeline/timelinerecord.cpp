// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/timeline/timelinerecord.h"

#include <QDateTime>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr auto refreshInterval = 500ms;
constexpr qint64 secondUs = 1'000'000;
constexpr qsizetype rowsAtOnce = 20'000;   // some tenths of a millisecond
constexpr qsizetype rowsAtATime = 400'000; // beside; then it is shown how far it is

//! A second, or less for a file that is so short that it would be a few fat bars.
qint64 bucketFor(const EventLog *log)
{
    constexpr qint64 enoughBars = 200;
    constexpr std::array<qint64, 9> shorter{500'000, 200'000, 100'000, 50'000, 20'000,
                                            10'000,  5'000,   2'000,   1'000};
    if (!log || !log->isReadOnly() || log->earliestUs() == 0)
        return secondUs;
    const qint64 length = log->latestUs() - log->earliestUs();
    qint64 bucketUs = secondUs;
    for (auto next = shorter.begin(); next != shorter.end() && length / bucketUs < enoughBars; ++next)
        bucketUs = *next;
    return bucketUs;
}

} // namespace

TimelineRecord::TimelineRecord(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(refreshInterval);
    connect(&m_timer, &QTimer::timeout, this, &TimelineRecord::takeInGrowth);
}

TimelineRecord::~TimelineRecord()
{
    stop();
}

void TimelineRecord::setLog(EventLog *log)
{
    if (m_log)
        m_log->disconnect(this);
    m_log = log;
    if (log) {
        connect(log, &EventLog::grew, this, [this] {
            if (!m_timer.isActive())
                m_timer.start();
        });
        connect(log, &EventLog::indexed, this, &TimelineRecord::countAnew); // only now is its length known
    }
    countAnew();
    m_timer.start(); // the log's last announcement may lie behind, and what it stood for still come
}

void TimelineRecord::countAnew()
{
    stop();
    m_state = {.history = RateHistory(bucketFor(m_log))};
    takeInGrowth();
    if (m_isBusy)
        Q_EMIT changed(); // nothing of the one before shall stand there
}

//! Waits for some thousand rows at most.
void TimelineRecord::stop()
{
    m_isStopped = true;
    m_pool.waitForDone();
    m_isStopped = false;
    m_isBusy = false;
    ++m_journey;
}

bool TimelineRecord::isFile() const
{
    return m_log && m_log->isReadOnly();
}

bool TimelineRecord::isAway() const
{
    return m_log && !m_log->isReadOnly() && !outages().empty() && outages().back().toUs == 0;
}

qint64 TimelineRecord::startUs() const
{
    return isEmpty() ? 0 : history().buckets().front().startUs;
}

qint64 TimelineRecord::lastUs() const
{
    return startUs() + qint64(history().buckets().size()) * history().bucketUs();
}

qint64 TimelineRecord::endUs() const
{
    return isAway() ? std::max(lastUs(), QDateTime::currentMSecsSinceEpoch() * 1000) : lastUs();
}

void TimelineRecord::takeInGrowth()
{
    if (m_isBusy)
        return;
    if (m_log && m_log->size() - m_state.history.rows() > rowsAtOnce)
        return takeInBeside();
    if (m_log) {
        m_state.history.update(*m_log);
        takeInOutages(m_state, *m_log, m_log->size(), [this](qsizetype row) { return m_log->frame(row); });
    }
    Q_EMIT changed();
    if (isAway() && !m_timer.isActive())
        m_timer.start(); // nothing comes, and that is what there is to show
}

void TimelineRecord::takeInBeside()
{
    m_isBusy = true;
    m_pool.start([this, journey = m_journey, log = m_log->snapshot(), state = m_state]() mutable {
        const LogReader reader(log);
        const qsizetype end = std::min(log.size(), state.history.rows() + rowsAtATime);
        while (state.history.rows() < end && !m_isStopped)
            state.history.update(log, std::min(end, state.history.rows() + rowsAtOnce));
        if (!m_isStopped)
            takeInOutages(state, reader, end, [&reader](qsizetype row) { return reader.frame(row); });
        QMetaObject::invokeMethod(
            this,
            [this, journey, state = std::move(state)]() mutable {
                if (journey != m_journey)
                    return;
                m_isBusy = false;
                m_state = std::move(state);
                takeInGrowth();
            },
            Qt::QueuedConnection);
    });
}

template<typename Log, typename Frames>
void TimelineRecord::takeInOutages(State &state, const Log &log, qsizetype end, const Frames &frames)
{
    json::Document document;
    for (; state.outagesSeen < end; ++state.outagesSeen) {
        const LogRow &row = log.row(state.outagesSeen);
        if (row.direction == Direction::Note && log.typeName(row.type) == "gap"_L1 &&
            document.parse(frames(state.outagesSeen)))
            takeInOutage(state, document.root(), row.timeUs);
    }
}

//! Told when it begins and when it is over; old captures tell its end only. One that the user asked for is
//! none while nothing came behind it.
void TimelineRecord::takeInOutage(State &state, const json::Value &note, qint64 writtenUs)
{
    const bool open = note["open"].boolean() == true && !note["to_us"].exists();
    if (open && note["code"].string() == "on_request")
        return;
    Outage outage;
    outage.id = note["id"].integer().value_or(0);
    outage.fromUs = note["from_us"].integer().value_or(writtenUs);
    outage.toUs = open ? 0 : note["to_us"].integer().value_or(writtenUs);
    // Where the second never came, the next one ends it.
    if (!state.outages.empty() && state.outages.back().toUs == 0) {
        if (state.outages.back().id == outage.id) {
            state.outages.back() = outage;
            return;
        }
        state.outages.back().toUs = outage.fromUs;
    }
    state.outages.push_back(outage);
}

} // namespace rtmscope
