// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/eventsearch.h"

#include "core/filter/markterms.h"
#include "core/filter/rowmatcher.h"
#include "core/json/json.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

constexpr auto growthInterval = 500ms;

//! In quotes of the filter language: only the quote and the backslash are escaped there.
QString quoted(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return u'"' + escaped + u'"';
}

} // namespace

EventSearch::EventSearch(QObject *parent)
    : QObject(parent)
{
    m_growth.setSingleShot(true);
    m_growth.setInterval(growthInterval);
    connect(&m_growth, &QTimer::timeout, this, &EventSearch::goOn);
}

EventSearch::~EventSearch() = default;

void EventSearch::setLog(EventLog *log)
{
    if (m_log)
        m_log->disconnect(this);
    stop();
    m_log = log;
    if (!log)
        return;
    connect(log, &EventLog::grew, this, [this] {
        if (m_isActive && !m_growth.isActive())
            m_growth.start();
    });
    connect(log, &EventLog::indexed, this, [this](bool rearranged) {
        if (!m_isActive || !rearranged)
            return;
        m_run.reset();
        m_hits.clear();
        m_looked = 0;
        goOn();
    });
}

void EventSearch::stop()
{
    m_run.reset();
    m_growth.stop();
    m_isActive = false;
    m_hits.clear();
    m_looked = 0;
    m_problem.clear();
    m_query = {};
}

bool EventSearch::start(const QString &text, bool isExpression)
{
    stop();
    if (text.isEmpty() || !m_log) {
        Q_EMIT changed();
        return true;
    }
    FilterQuery::Problem problem;
    const QString filter = (isExpression ? u"frame matches "_s : QString()) + quoted(text);
    if (!m_query.compile(filter, {}, &problem)) {
        m_problem = problem.words;
        Q_EMIT changed();
        return false;
    }
    m_isActive = true;
    goOn();
    Q_EMIT changed();
    return true;
}

void EventSearch::goOn()
{
    if (!m_log || !m_isActive || m_run || m_looked >= m_log->size())
        return;
    m_run = std::make_unique<FilterRun>(
        m_log->snapshot(), m_looked, m_log->size(),
        [matcher = RowMatcher(m_query), marks = MarkRows()](
            const LogReader &log, qsizetype begin, qsizetype end, std::vector<quint32> &rows) mutable {
            const std::size_t first = rows.size();
            matcher.collect(log, begin, end, rows);
            dropMarkRows(log, marks, rows, first);
            return qsizetype(0);
        });
    connect(m_run.get(), &FilterRun::advanced, this, [this] {
        const FilterRun::Results results = m_run->take();
        m_hits.insert(m_hits.end(), results.shown.begin(), results.shown.end());
        m_looked = results.until;
        if (m_run->isFinished())
            m_run.release()->deleteLater(); // who just told this
        if (!m_run && m_log && m_looked < m_log->size())
            m_growth.start();
        Q_EMIT changed();
    });
}

qsizetype EventSearch::next(qsizetype row, int direction,
                            const std::function<bool(qsizetype row)> &isShown) const
{
    const qsizetype count = qsizetype(m_hits.size());
    const auto behind =
        row < 0 ? m_hits.begin() : std::upper_bound(m_hits.begin(), m_hits.end(), quint32(row));
    qsizetype at = behind - m_hits.begin();
    if (direction < 0) {
        const auto from =
            row < 0 ? m_hits.end() : std::lower_bound(m_hits.begin(), m_hits.end(), quint32(row));
        at = (from - m_hits.begin()) - 1;
    }
    for (qsizetype tries = 0; tries < count; ++tries, at += direction) {
        const qsizetype hit = qsizetype(m_hits[std::size_t((at + count) % count)]);
        if (isShown(hit))
            return hit;
    }
    return -1;
}

} // namespace rtmscope
