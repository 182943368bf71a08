// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/eventlog.h"
#include "core/log/rowchoice.h"
#include "core/workspace/workspace.h"
#include "ui/monitor/filter/filterjoin.h"

#include <QPointer>
#include <QWidget>

#include <chrono>

class QMenu;

namespace rtmscope {

class FigureTable;

//! One of the pages of the statistics. Looks at the rows it is told to look at, in other threads, and shows
//! what it has found so far. Owned by the pane; GUI thread.
class StatisticsPage : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    //! How far it is.
    struct Progress
    {
        bool isBusy = false;
        qsizetype rows = 0;                //!< that the figures are of, from the first one on
        qsizetype end = 0;                 //!< that they will be of
        std::chrono::milliseconds cost{0}; //!< of making figures once
    };

    //! For names, and for reading single events; nullptr: nothing is open. What was found is forgotten.
    virtual void setLog(EventLog *log, const WorkspaceFeed *names);
    //! What was found is forgotten; from now on these rows count.
    virtual void setChoice(const RowChoice &chosen) = 0;
    //! Looks at the rows that it has not looked at.
    virtual void goOn(const LogSnapshot &log) = 0;
    //! Stops looking; what is shown stays.
    virtual void halt() = 0;
    virtual Progress progress() const = 0;
    //! There is something to look for in rows.
    virtual bool hasWork() const { return true; }
    //! What was counted, in words; empty: nothing.
    virtual QString summary() const = 0;
    //! For a spreadsheet: the rows that are selected, or all, with a line of names.
    virtual QByteArray csv(bool selectedOnly) const = 0;
    //! Names may be others.
    virtual void namesChanged() {}
    //! Where the keys shall be.
    virtual QWidget *content() const = 0;

Q_SIGNALS:
    void advanced();
    //! Rows have to be looked at anew, or others.
    void workWanted();
    void filterRequested(const QString &expression, rtmscope::FilterJoin join);
    void eventChosen(quint64 seq);
    void eventRequested(quint64 seq); //!< go there
    void threadRequested(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &ts);

protected:
    EventLog *log() const { return m_log; }
    const WorkspaceFeed *names() const { return m_names; }
    //! The entries that make a filter of \a expression.
    void addFilters(QMenu &menu, const QString &expression);
    //! Which rows of a table csv() is about.
    static QList<int> rowsFor(const FigureTable &table, bool selectedOnly);

private:
    QPointer<EventLog> m_log;
    QPointer<const WorkspaceFeed> m_names;
};

} // namespace rtmscope
