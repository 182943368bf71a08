// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"
#include "core/filter/filterrun.h"
#include "core/log/eventlog.h"
#include "ui/monitor/filter/filterjoin.h"
#include "ui/monitor/filter/rowfilter.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <optional>

namespace rtmscope {

class FilterEdit;
class Marks;
class WorkspaceFeed;

//! The filter of the event stream: what stands in its field, and the saved filters that are switched on
//! besides, compiled as one types and applied after a pause. How many events a filter would show is counted
//! in other threads before it is applied. A mistake changes nothing of what is applied. Owned by the filter's
//! bar; GUI thread.
class EventFilter : public QObject
{
    Q_OBJECT
public:
    EventFilter(FilterEdit &edit, QObject *parent);
    ~EventFilter() override;

    //! What is filtered, and whose "#ops" and "@mira" are meant; nullptr: nothing, and nobody's.
    void setLog(EventLog *log, const WorkspaceFeed *names);
    //! "this" is the thread that \a event belongs to, or would begin; nullptr: none.
    void setSelected(const Event *event);
    //! What was noted about the log's rows. Applied anew if the filter asks for it.
    void setMarks(std::shared_ptr<const Marks> marks);
    //! What else is left out, for counting.
    void setNoiseLevel(NoiseLevel level) { m_noise = level; }
    //! Filters that hold besides the text; applied at once.
    void setStacked(const QStringList &filters);
    const QStringList &stacked() const { return m_stacked; }
    QString text() const;
    //! Applies at once, if it is a filter.
    void setText(const QString &text);
    void apply();
    //! The same, and the text becomes what it was understood as. Enter does it.
    void accept();
    //! "#ops" may mean another channel now.
    void applyIfNamesMatter();
    void join(const QString &expression, FilterJoin join);
    //! While somebody chooses from a list nothing is applied by itself.
    void hold(bool held);

    //! What was applied last.
    const FilterQuery &query() const { return m_query; }
    //! What the text says, whether applied or not; matches everything while there is a mistake in it.
    const FilterQuery &draft() const { return m_draft; }
    //! What is wrong with the text; nullptr: nothing. What somebody is just choosing the rest of is not
    //! wrong.
    const FilterQuery::Problem *problem() const { return m_hasProblem && !m_held ? &m_problem : nullptr; }
    bool isComplete() const { return !m_hasProblem; } //!< the text is a filter
    //! Why one of the stacked filters is not applied, for people; empty: it is.
    QString problemOf(const QString &stacked) const { return m_leftOut.value(stacked); }

    struct Count
    {
        qsizetype matching = 0; //!< so far
        qsizetype looked = 0;
        qsizetype all = 0;
        bool isComplete() const { return looked >= all; }
    };
    //! How many events the draft would show; nothing while it is what is applied, or no filter.
    const std::optional<Count> &count() const { return m_count; }

Q_SIGNALS:
    void edited();  //!< problem() and draft() may be others
    void counted(); //!< count() is another
    void applied(); //!< query() may be another
    //! \a expression is to be the filter of a colour rule; nothing is filtered.
    void ruleWanted(const QString &expression);
    void accepted(); //!< by Enter, or by a value that was chosen somewhere: worth to be remembered

private:
    void textEdited();
    bool compile(FilterQuery *query);
    FilterQuery::Context context() const;
    QString whole() const;
    void leaveOutWhatFails();
    void setThread(const QString &ts);
    void countDraft(const FilterQuery &query);

    FilterEdit &m_edit;
    QPointer<EventLog> m_log;
    QPointer<const WorkspaceFeed> m_names;
    QStringList m_stacked;
    QHash<QString, QString> m_leftOut; //!< of these, and why: a name that is not known here, say
    QString m_thread;
    std::shared_ptr<const Marks> m_marks;
    NoiseLevel m_noise = NoiseLevel::Everything;
    FilterQuery m_query;
    FilterQuery m_draft;
    FilterQuery::Problem m_problem;
    bool m_hasProblem = false;
    bool m_held = false;
    QString m_appliedText; //!< of the field; m_query is that and what is stacked
    std::optional<Count> m_count;
    std::unique_ptr<FilterRun> m_run; //!< of the draft
    QTimer m_pause;
    QTimer m_renewal; //!< "last 5m" means another time by now
};

} // namespace rtmscope
