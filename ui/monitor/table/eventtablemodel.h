// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/eventcolumn.h"
#include "core/filter/filterrun.h"
#include "core/log/eventlog.h"
#include "core/log/markrows.h"
#include "ui/monitor/columns/shownrows.h"
#include "ui/monitor/rows/eventrows.h"
#include "ui/parts/updatethrottle.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <memory>
#include <vector>

namespace rtmscope {

class WorkspaceFeed;

//! The rows of an EventLog, or of those entries that pass a filter and a noise level. Which they are is
//! decided here; what they say, by EventRows. GUI thread. The log may be ahead of what views were told: new
//! entries are published in batches (see UpdateThrottle), so that a busy stream costs a view little more than
//! a quiet one. What a filter makes of a few rows is worked out at once; of many, a FilterRun does in other
//! threads, and rows come in, from the first to the last, as it gets on. Rows stand in the order of arrival
//! unless another one is given (showSorted()), which is that of a moment: what comes later waits.
class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using Column = EventColumn::Id;
    using enum EventColumn::Id;
    enum Role {
        SeqRole = Qt::UserRole, //!< quint64, Event::seq
        FilterRole, //!< QString, a filter expression for this cell's value; empty if it makes none
    };
    struct Counts
    {
        //! Entries of the log that are shown, hidden or waiting; what a person noted about them is none and
        //! not shown either.
        qsizetype captured = 0;
        qsizetype shown = 0;
        qsizetype noise = 0;   //!< hidden by the noise level
        qsizetype waiting = 0; //!< came since the display was paused
        quint64 givenUp = 0;   //!< left out because the filter's regular expression took too long on them
        qsizetype cleared = 0; //!< taken from sight by clear()
        qsizetype newer = 0;   //!< pass, and came after the rows were sorted
        bool isWhole = true;   //!< else there is more to be filtered, or waits
    };
    explicit EventTableModel(QObject *parent = nullptr);
    ~EventTableModel() override;

    //! Both may be nullptr and may die before the model.
    void setLog(EventLog *log, const WorkspaceFeed *names);
    EventLog *log() const { return m_log; }

    //! Replaces filter and noise level. The model resets to the rows that are found in a few milliseconds; if
    //! those are not all, isFiltering() and the others follow. A call made meanwhile supersedes this one.
    //! Ends the sorting.
    void setFilter(const FilterQuery &query, NoiseLevel level);
    bool isFiltering() const { return m_run != nullptr; }
    const ShownRows &shown() const { return m_shown; }
    //! What they say.
    EventRows &rows() const { return *m_rows; }
    //! Paused, no row comes in; the log grows on.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    //! Takes everything so far from sight, or brings it back. The log keeps it. Ends the sorting.
    void clear();
    void undoClear();
    //! Shows these rows in this order, until showArrival() or another filter.
    void showSorted(SortedRows sorted);
    void showArrival();
    bool isSorted() const { return m_shown.sorted.has_value(); }
    //! Shows what waits for the timer, unless there is so much to filter that it takes a while.
    void publishNow();
    Counts counts() const;

    qsizetype logRow(int row) const { return m_shown.logRow(row); }
    int rowOf(qsizetype logRow) const { return int(m_shown.rowOf(logRow)); } //!< -1 if not shown
    //! The first shown row at or after, in the order of arrival; rowCount() if none.
    int firstRowFrom(qsizetype logRow) const
    {
        return int(m_shown.placeOfArrived(m_shown.firstArrived(logRow)));
    }
    int firstRowSince(qint64 timeUs) const; //!< likewise by time
    //! Shows the entry even if filter, noise level, clear() or pause hide it, behind the others if they are
    //! sorted. Returns its row, -1 if there is no such entry. Lasts until the next setFilter(). *wasHidden
    //! tells whether filter or noise level had hidden it.
    int reveal(qsizetype logRow, bool *wasHidden = nullptr);

    //! A person's own columns, from ColumnCount on.
    void setPaths(const std::vector<ColumnPath> &paths);

    //! Valid until the next call.
    const DressedRow &eventRow(int row) const { return m_rows->of(logRow(row)); }
    //! A row as it is read aloud.
    QString spokenRow(int row) const { return m_rows->spoken(logRow(row), Number); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    //! counts() may have changed. At most as often as rows are published.
    void countsChanged();
    //! Many rows are being filtered.
    void filteringAdvanced(int percent);

private:
    void watchLog();
    void watchRows();
    void publish();
    qsizetype target() const;
    void filterOn(qsizetype end);
    void runTo(qsizetype end);
    void runAdvanced();
    void insert(const ShownRows::Decided &decided);
    void insertEverything(qsizetype until);
    void renew(RowFilter filter, qsizetype from);
    void forgetRows();

    QPointer<EventLog> m_log;
    ShownRows m_shown;
    EventRows *m_rows;
    std::unique_ptr<FilterRun> m_run; // decides the rows from m_shown.scanned on
    UpdateThrottle m_publishing;
    bool m_paused = false;
    qsizetype m_pausedAt = 0; // rows that the log had then
    mutable MarkRowCount m_marks;
};

} // namespace rtmscope
