// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"
#include "ui/monitor/table/eventtable.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace rtmscope {

class FilterEdit;
class WorkspaceFeed;

//! The filter of the event stream: what stands in its field, compiled as one types and applied after a
//! pause. A mistake changes nothing of what is applied. Owned by the view, field and all; GUI thread.
class EventFilter : public QObject
{
    Q_OBJECT
public:
    EventFilter(FilterEdit &edit, QObject *parent);

    //! Whose "#ops" and "@mira" are meant; nullptr: nobody's.
    void setNames(const WorkspaceFeed *names);
    QString text() const;
    //! Applies at once, if it is a filter.
    void setText(const QString &text);
    void apply();
    //! "#ops" may mean another channel now.
    void applyIfNamesMatter();
    void join(const QString &expression, EventTable::Join join);

    //! What was applied last.
    const FilterQuery &query() const { return m_query; }
    //! What is wrong with the text; nullptr: nothing.
    const FilterQuery::Problem *problem() const { return m_hasProblem ? &m_problem : nullptr; }

Q_SIGNALS:
    void edited();  //!< problem() may be another
    void applied(); //!< query() may be another

private:
    void textEdited();
    bool compile(FilterQuery *query);

    FilterEdit &m_edit;
    QPointer<const WorkspaceFeed> m_names;
    FilterQuery m_query;
    FilterQuery::Problem m_problem;
    bool m_hasProblem = false;
    QTimer m_pause;
};

} // namespace rtmscope
