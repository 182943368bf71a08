// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/cellreader.h"
#include "core/columns/eventcolumn.h"
#include "core/columns/eventrow.h"
#include "core/columns/eventrowbuilder.h"
#include "core/filter/filterrun.h"
#include "core/log/eventlog.h"
#include "core/log/markrows.h"
#include "ui/monitor/columns/pathcells.h"
#include "ui/monitor/columns/shownrows.h"
#include "ui/monitor/table/rowdress.h"
#include "ui/parts/updatethrottle.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace rtmscope {

class WorkspaceFeed;

//! A row as it is painted.
struct DressedRow : EventRow
{
    RowDress dress; //!< what a person noted about it, and the colour rule that it matches
};

//! The rows of an EventLog, or of those entries that pass a filter and a noise level. GUI thread.
//! The log may be ahead of what views were told: new entries are published in batches (see UpdateThrottle),
//! so that a busy stream costs a view little more than a quiet one. What a filter makes of a few rows is
//! worked out at once; of many, a FilterRun does in other threads, and rows come in, from the first to the
//! last, as it gets on.
//! Rows stand in the order of arrival unless another one is given (showSorted()), which is that of a moment:
//! what comes later waits.
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
    };
    //! What a row says beside its EventRow.
    struct Beside
    {
        std::optional<QString> time = {};             //!< instead of the time of day
        bool isSpan = false;                          //!< it is none, but how long something took
        bool isReference = false;                     //!< times are counted from it
        const std::vector<PathCell> *cells = nullptr; //!< of a person's own columns; valid as the EventRow is
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
    //! What decides which rows are shown, for other threads.
    FilterRun::Judge judge() const;
    bool showsEverything() const { return m_shown.everything; }
    //! Whether it is known if the entry is shown; else the filter has not got there yet.
    bool isDecided(qsizetype logRow) const { return logRow < m_shown.scanned; }
    //! What rows wear; asked when a row is built. renewDress() after it has changed its mind.
    using Dresser = std::function<RowDress(qsizetype logRow, const Event &event)>;
    void setDresser(Dresser dresser);
    void renewDress();
    //! Whether the program itself answers what people do to the app, by doing nothing; else somebody looked
    //! on.
    void setSwallowing(bool swallows);
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
    //! All that pass, in the order of arrival.
    std::vector<quint32> arrivedRows() const { return m_shown.allArrived(); }
    //! Shows what waits for the timer, unless there is so much to filter that it takes a while.
    void publishNow();
    Counts counts() const;

    qsizetype logRow(int row) const { return m_shown.logRow(row); }
    int rowOf(qsizetype logRow) const { return int(m_shown.rowOf(logRow)); } //!< -1 if not shown
    //! The first shown row at or after, in the order of arrival; rowCount() if none.
    int firstRowFrom(qsizetype logRow) const { return placeOfArrived(m_shown.firstArrived(logRow)); }
    int firstRowSince(qint64 timeUs) const; //!< likewise by time
    //! Shows the entry even if filter, noise level, clear() or pause hide it, behind the others if they are
    //! sorted. Returns its row, -1 if there is no such entry. Lasts until the next setFilter(). *wasHidden
    //! tells whether filter or noise level had hidden it.
    int reveal(qsizetype logRow, bool *wasHidden = nullptr);

    //! A person's own columns, from ColumnCount on.
    void setPaths(const std::vector<ColumnPath> &paths);
    const std::vector<ColumnPath> &paths() const { return m_cells.paths(); }
    void setTimeForm(TimeForm form);
    TimeForm timeForm() const { return m_timeForm; }
    //! The entry that times are counted from; -1: none, so it is the first one. Ends with the log.
    void setReference(qsizetype logRow);
    qsizetype reference() const { return m_reference; }
    //! All that cells say, for other threads.
    CellContext cellContext() const;

    //! Valid until the next call.
    const DressedRow &eventRow(int row) const;
    bool saysMoreBeside() const;
    Beside beside(int row) const;
    //! "412, in, message, #ops, Mira Okafor, Error rate back to normal": a row as it is read aloud.
    QString spokenRow(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    bool showsDates() const { return m_showsDates; }

Q_SIGNALS:
    //! counts() may have changed. At most as often as rows are published.
    void countsChanged();
    //! Many rows are being filtered.
    void filteringAdvanced(int percent);
    //! Times are written otherwise: they need more room, or less.
    void timesChanged();
    //! Some row has an envelope, or (after setLog) none is known to.
    void envelopesSeen(bool seen);
    //! Names of people or channels changed, and with them what a filter by name means.
    void namesChanged();

private:
    void watchLog();
    void publish();
    qsizetype target() const;
    void filterOn(qsizetype end);
    void runTo(qsizetype end);
    void runAdvanced();
    void insert(const ShownRows::Decided &decided);
    void insertEverything(qsizetype until);
    void renew(RowFilter filter, qsizetype from);
    void restart();
    void namesMayHaveChanged();
    void renewNames();
    void forgetRows();
    bool spansDays() const;
    void noteDays();
    void renewTimes();
    int placeOfArrived(qsizetype at) const;
    qint64 previousUs(qsizetype logRow) const;
    TimeView timeView() const;

    void noteEnvelope(const EventRow &row, qsizetype logRow) const;
    void renewUnacknowledged();
    void pathCellsRead(qsizetype logRow);
    QString display(int row, int column) const;
    QString toolTip(int row, int column) const;
    QString accessibleText(int row, int column) const;
    QString filterFor(const EventRow &row, int column) const;
    const PathCell &pathCell(int row, int column) const;

    QPointer<EventLog> m_log;
    QPointer<const WorkspaceFeed> m_names;
    ShownRows m_shown;
    std::unique_ptr<FilterRun> m_run; // decides the rows from m_shown.scanned on
    UpdateThrottle m_publishing;
    QTimer m_namesTimer;
    quint64 m_namesRevision = 0;
    bool m_paused = false;
    qsizetype m_pausedAt = 0; // rows that the log had then
    mutable MarkRowCount m_marks;
    bool m_showsDates = false;
    bool m_swallows = false;
    TimeForm m_timeForm = TimeForm::Local;
    qsizetype m_reference = -1;
    Dresser m_dresser;
    mutable bool m_envelopesSeen = false;
    mutable std::vector<qsizetype>
        m_unacknowledged; //!< rows that were built before their acknowledgement came
    mutable EventRowBuilder m_builder;
    mutable QCache<qsizetype, DressedRow> m_cache;
    mutable PathCells m_cells;
};

} // namespace rtmscope
