// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/marks/rulematcher.h"

#include "core/base/orderedwork.h"
#include "core/log/logsnapshot.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace rtmscope {

namespace {

//! Several screens full.
constexpr qsizetype mostKnown = 4096;

} // namespace

//! Rows that are being judged in another thread.
struct RuleMatcher::Asked
{
    using Rows = std::vector<qsizetype>;
    using Verdicts = std::vector<std::pair<qsizetype, int>>;
    using Work = OrderedWork<Rows, Verdicts>;

    explicit Asked(Work::Task task)
        : work(std::move(task))
    {
    }

    Work work;
};

RuleMatcher::RuleMatcher(QObject *parent)
    : QObject(parent)
{
    m_asking.setSingleShot(true);
    m_asking.setInterval(0ms);
    connect(&m_asking, &QTimer::timeout, this, &RuleMatcher::askOthers);
}

RuleMatcher::~RuleMatcher() = default;

void RuleMatcher::setLog(EventLog *log)
{
    if (m_log)
        m_log->disconnect(this);
    m_log = log;
    if (log)
        connect(log, &EventLog::indexed, this, &RuleMatcher::forget);
    forget();
}

void RuleMatcher::forget()
{
    m_asking.stop();
    m_asked.reset();
    m_wanted.clear();
    m_known.clear();
    for (Compiled &each : m_matchers)
        each.matcher.forgetLog();
}

void RuleMatcher::setRules(const QList<ColourRule> &rules, const FilterQuery::NameLookup &names)
{
    m_matchers.clear();
    m_namesMatter = false;
    for (int i = 0; i < rules.size(); ++i) {
        const ColourRule &rule = rules[i];
        FilterQuery query;
        m_namesMatter =
            m_namesMatter || (rule.isOn && (rule.filter.contains(u'#') || rule.filter.contains(u'@')));
        if (rule.isOn && colourrules::mistakeIn(rule.filter, names, &query).isEmpty())
            m_matchers.push_back({i, RowMatcher(query), query.hasExpressions()});
    }
    forget();
}

template<typename Log>
int RuleMatcher::firstMatch(std::vector<Compiled> &matchers, const Log &log, qsizetype row)
{
    const auto found = std::find_if(matchers.begin(), matchers.end(),
                                    [&](Compiled &each) { return each.matcher.matches(log, row); });
    return found == matchers.end() ? -1 : found->rule;
}

int RuleMatcher::match(qsizetype row)
{
    if (!m_log || m_matchers.empty())
        return -1;
    if (const auto known = m_known.constFind(row); known != m_known.cend())
        return *known;
    for (Compiled &each : m_matchers) {
        if (each.mayBeSlow) {
            m_wanted.push_back(row);
            if (!m_asking.isActive() && !m_asked)
                m_asking.start();
            return -1;
        }
        if (each.matcher.matches(*m_log, row))
            return each.rule;
    }
    return -1;
}

void RuleMatcher::askOthers()
{
    if (!m_log || m_asked || m_wanted.empty())
        return;
    Asked::Work::Task task;
    task.next = [rows = std::exchange(m_wanted, {})]() mutable -> std::optional<Asked::Rows> {
        return rows.empty() ? std::nullopt : std::optional(std::exchange(rows, {}));
    };
    task.work = [log = m_log->snapshot(), matchers = m_matchers](const Asked::Rows &rows,
                                                                 const std::atomic_bool &cancelled) {
        const LogReader reader(log, FileWindow::Walk::Scattered);
        std::vector<Compiled> ours = matchers; // they learn
        for (Compiled &each : ours)
            each.matcher.forgetLog();
        Asked::Verdicts verdicts;
        for (const qsizetype row : rows) {
            if (cancelled)
                break;
            verdicts.emplace_back(row, firstMatch(ours, reader, row));
        }
        return verdicts;
    };
    task.ready = [this] { QMetaObject::invokeMethod(this, &RuleMatcher::learn, Qt::QueuedConnection); };
    m_asked = std::make_unique<Asked>(std::move(task));
    m_asked->work.start(1);
}

void RuleMatcher::learn()
{
    if (!m_asked)
        return;
    for (const Asked::Verdicts &verdicts : m_asked->work.take()) {
        if (m_known.size() > mostKnown)
            m_known.clear();
        for (const auto &[row, rule] : verdicts)
            m_known.insert(row, rule);
        m_isNews = true;
    }
    if (!m_asked->work.isDone())
        return;
    m_asked.reset();
    if (!m_wanted.empty())
        m_asking.start();
    if (std::exchange(m_isNews, false))
        Q_EMIT known();
}

} // namespace rtmscope
