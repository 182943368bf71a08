// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/filter/eventfilter.h"

#include "core/events/innerevent.h"
#include "core/json/json.h"
#include "core/workspace/workspace.h"
#include "ui/monitor/filter/filteredit.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rtmscope {

namespace {

// Long enough not to run half-typed words, short enough to feel immediate.
constexpr auto typingPause = 180ms;
// Often enough for "last 5m", and seldom enough for a list that somebody reads.
constexpr auto renewalInterval = 10s;
// Larger ones are no messages, and take long to be read.
constexpr qsizetype largestMessage = 1'000'000;

//! The timestamp of the first message of the thread that \a event is about; empty if it is about none.
QString threadOf(const Event &event)
{
    json::Document document;
    if (event.raw.size() > largestMessage || !document.parse(event.raw))
        return {};
    const json::Value frame = innerEvent(document.root());
    // What a changed or deleted message belongs to; the time of the change itself is no thread.
    for (const json::Value message : {frame["message"], frame["previous_message"], frame["item"], frame}) {
        for (const char *key : {"thread_ts", "ts"}) {
            if (const QString ts = message[key].text(); !ts.isEmpty())
                return ts;
        }
    }
    return {};
}

} // namespace

EventFilter::EventFilter(FilterEdit &edit, QObject *parent)
    : QObject(parent)
    , m_edit(edit)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    m_renewal.setInterval(renewalInterval);
    connect(&m_pause, &QTimer::timeout, this, &EventFilter::apply);
    connect(&m_renewal, &QTimer::timeout, this, [this] {
        if (!m_pause.isActive() && m_edit.text() == m_appliedText)
            apply();
    });
    connect(&edit, &QLineEdit::textChanged, this, &EventFilter::textEdited);
    connect(&edit, &QLineEdit::returnPressed, this, &EventFilter::accept);
}

EventFilter::~EventFilter() = default;

void EventFilter::setLog(EventLog *log, const WorkspaceFeed *names)
{
    m_log = log;
    m_names = names;
    m_thread.clear();
    m_run.reset();
    m_count.reset();
}

void EventFilter::setSelected(const Event *event)
{
    setThread(event ? threadOf(*event) : QString());
}

void EventFilter::setThread(const QString &ts)
{
    if (std::exchange(m_thread, ts) == ts)
        return;
    if (m_hasProblem && !ts.isEmpty() && m_edit.text().contains("this"_L1))
        apply(); // it was waiting for that
}

void EventFilter::setMarks(std::shared_ptr<const Marks> marks)
{
    m_marks = std::move(marks);
    if (m_query.asksForMarks())
        apply();
}

void EventFilter::setStacked(const QStringList &filters)
{
    if (m_stacked == filters)
        return;
    m_stacked = filters;
    apply();
}

QString EventFilter::text() const
{
    return m_edit.text();
}

void EventFilter::setText(const QString &text)
{
    m_edit.setText(text);
    apply();
}

FilterQuery::Context EventFilter::context() const
{
    FilterQuery::Context context;
    context.names = [names = m_names](const QString &name) {
        QStringList ids;
        if (!names)
            return ids;
        if (name.startsWith(u'#')) {
            for (const ChannelId &id : names->workspace().channelsNamed(name))
                ids << id.text();
        } else {
            for (const UserId &id : names->workspace().usersNamed(name))
                ids << id.text();
        }
        return ids;
    };
    // A recording has a present of its own.
    if (m_log && m_log->isReadOnly())
        context.nowUs = m_log->latestUs();
    context.thread = m_thread;
    context.marks = m_marks;
    return context;
}

//! The text and what is stacked, as one filter.
QString EventFilter::whole() const
{
    QStringList parts;
    for (const QString &filter : m_stacked) {
        if (!m_leftOut.contains(filter))
            parts << u'(' + filter + u')';
    }
    if (!m_draft.matchesEverything())
        parts << (m_stacked.isEmpty() ? m_draft.understood() : u'(' + m_draft.understood() + u')');
    return parts.join(" && "_L1);
}

void EventFilter::leaveOutWhatFails()
{
    const FilterQuery::Context meant = context();
    m_leftOut.clear();
    for (const QString &filter : std::as_const(m_stacked)) {
        FilterQuery::Problem problem;
        if (FilterQuery unused; !unused.compileIn(filter, meant, &problem))
            m_leftOut.insert(filter, problem.words);
    }
}

//! True if the text is a filter.
bool EventFilter::compile(FilterQuery *query)
{
    const FilterQuery::Context meant = context();
    m_draft = {};
    m_hasProblem = !m_draft.compileIn(m_edit.text(), meant, &m_problem);
    m_edit.setMistaken(problem() != nullptr);
    if (m_hasProblem)
        return false;
    *query = m_draft;
    leaveOutWhatFails();
    FilterQuery::Problem problem; // of all together, which may be too long
    if (m_stacked.isEmpty() || query->compileIn(whole(), meant, &problem))
        return true;
    *query = m_draft;
    for (const QString &filter : std::as_const(m_stacked))
        m_leftOut.insert(filter, problem.words);
    return true;
}

void EventFilter::textEdited()
{
    FilterQuery query;
    m_run.reset();
    m_count.reset();
    if (!compile(&query)) {
        m_pause.stop(); // what is shown stays as it is
    } else {
        countDraft(query);
        if (!m_held)
            m_pause.start();
    }
    Q_EMIT edited();
}

void EventFilter::hold(bool held)
{
    if (std::exchange(m_held, held) == held)
        return;
    if (held)
        m_pause.stop();
    else if (!m_hasProblem && m_edit.text() != m_appliedText)
        m_pause.start();
    m_edit.setMistaken(problem() != nullptr);
    Q_EMIT edited();
}

//! What would be shown, told as it is found.
void EventFilter::countDraft(const FilterQuery &query)
{
    if (!m_log || m_edit.text() == m_appliedText)
        return;
    const LogSnapshot log = m_log->snapshot();
    m_count = Count{0, 0, log.size()};
    m_run = std::make_unique<FilterRun>(
        log, 0, log.size(),
        [filter = RowFilter(query, m_noise)](const LogReader &reader, qsizetype begin, qsizetype end,
                                             std::vector<quint32> &rows) mutable {
            return filter.collect(reader, begin, end, rows);
        });
    connect(m_run.get(), &FilterRun::advanced, this, [this] {
        const FilterRun::Results results = m_run->take();
        m_count->matching += qsizetype(results.shown.size());
        m_count->looked = results.until;
        if (m_run->isFinished())
            m_run.release()->deleteLater(); // who just told this
        Q_EMIT counted();
    });
}

void EventFilter::apply()
{
    m_pause.stop();
    m_run.reset();
    m_count.reset();
    FilterQuery query;
    if (!compile(&query)) {
        Q_EMIT edited();
        return;
    }
    m_query = query;
    m_appliedText = m_edit.text();
    const bool movesOn = m_query.isRelative() && m_log && !m_log->isReadOnly();
    if (movesOn && !m_renewal.isActive())
        m_renewal.start();
    else if (!movesOn)
        m_renewal.stop();
    Q_EMIT applied();
}

void EventFilter::accept()
{
    apply();
    if (m_hasProblem)
        return;
    if (m_draft.understood() != m_edit.text()) { // now everybody sees how it is written
        m_edit.setText(m_draft.understood());
        apply();
    }
    Q_EMIT accepted();
}

void EventFilter::applyIfNamesMatter()
{
    if (m_query.text().contains(u'#') || m_query.text().contains(u'@') || m_hasProblem)
        apply();
}

void EventFilter::join(const QString &expression, FilterJoin join)
{
    if (join == FilterJoin::ColourRule) {
        Q_EMIT ruleWanted(expression);
        return;
    }
    const bool replaces = m_hasProblem && join != FilterJoin::AndNot && join != FilterJoin::Not;
    setText(joined(m_hasProblem ? QString() : m_draft.understood().trimmed(), expression,
                   replaces ? FilterJoin::Replace : join));
    Q_EMIT accepted();
}

} // namespace rtmscope
