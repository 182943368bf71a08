// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/columns/cellreader.h"
#include "core/columns/eventcolumn.h"
#include "core/columns/eventrow.h"
#include "core/columns/eventrowbuilder.h"
#include "core/log/eventlog.h"
#include "ui/monitor/columns/pathcells.h"
#include "ui/monitor/columns/shownrows.h"
#include "ui/monitor/rows/rowdress.h"

#include <QCache>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace rtmscope {

class WorkspaceFeed;

//! A row as it is painted.
struct DressedRow : EventRow
{
    RowDress dress; //!< what a person noted about it, and the colour rule that it matches
};

//! What the rows of a table say and wear, by the rows of their log: with names for ids, times as a person
//! wants them, and a person's own columns. Text is built when somebody asks for it, and kept for some screens
//! of rows. Which rows are shown is not its concern, but for what counts from one to the next. Owned by the
//! table's model, which gives it the log and passes on what it tells; GUI thread.
class EventRows : public QObject
{
    Q_OBJECT
public:
    //! What a row says beside its EventRow.
    struct Beside
    {
        std::optional<QString> time = {};             //!< instead of the time of day
        bool isSpan = false;                          //!< it is none, but how long something took
        bool isReference = false;                     //!< times are counted from it
        const std::vector<PathCell> *cells = nullptr; //!< of a person's own columns; valid as the EventRow is
    };

    //! \a shown must outlive it.
    explicit EventRows(const ShownRows &shown, QObject *parent = nullptr);
    ~EventRows() override;

    //! Both may be nullptr and may die first.
    void setLog(EventLog *log, const WorkspaceFeed *names);
    //! The log's rows are others now, or gone.
    void forget();
    //! The log has grown: rows may say more than they did, and times need their dates.
    void catchUp();

    //! Valid until the next call.
    const DressedRow &of(qsizetype logRow);
    bool saysMoreBeside() const;
    Beside beside(qsizetype logRow);
    //! What stands in a cell; as it is read aloud, where the first column stands for the whole row: "412, in,
    //! message, #ops, Mira Okafor, Error rate back to normal".
    QString text(qsizetype logRow, int column);
    QString spoken(qsizetype logRow, int column);
    //! A filter for the cell's value; empty if it makes none.
    QString filterFor(qsizetype logRow, int column);

    //! What rows wear; asked when a row is built. renewDress() after it has changed its mind.
    using Dresser = std::function<RowDress(qsizetype logRow, const Event &event)>;
    void setDresser(Dresser dresser);
    void renewDress();
    //! Whether the program itself answers what people do to the app, by doing nothing; else somebody looked
    //! on.
    void setSwallowing(bool swallows);

    void setTimeForm(TimeForm form);
    TimeForm timeForm() const { return m_timeForm; }
    bool showsDates() const { return m_showsDates; }
    //! The entry that times are counted from; -1: none, so it is the first one. Ends with the log.
    void setReference(qsizetype logRow);
    qsizetype reference() const { return m_reference; }
    //! Counts times from this entry, or not any more.
    void toggleReference(qsizetype logRow);

    //! A person's own columns, from EventColumn::ColumnCount on. They are set by the model alone.
    PathCells &cells() { return m_cells; }
    const std::vector<ColumnPath> &paths() const { return m_cells.paths(); }
    //! All that cells say, for other threads.
    CellContext cellContext() const;

Q_SIGNALS:
    //! All rows say something else in these columns, or one of them does.
    void changed(int firstColumn, int lastColumn);
    void rowChanged(qsizetype logRow, int firstColumn, int lastColumn);
    void titleChanged(int column);
    //! Times are written otherwise: they need more room, or less.
    void timesChanged();
    //! Some row has an envelope, or (after setLog) none is known to.
    void envelopesSeen(bool seen);
    //! Names of people or channels changed, and with them what a filter by name means.
    void namesChanged();

private:
    bool spansDays() const;
    void renewTimes();
    qint64 previousUs(qsizetype logRow) const;
    TimeView timeView() const;
    void namesMayHaveChanged();
    void renewNames();
    void noteEnvelope(const EventRow &row, qsizetype logRow);
    void renewUnacknowledged();

    const ShownRows &m_shown;
    QPointer<EventLog> m_log;
    QPointer<const WorkspaceFeed> m_names;
    QTimer m_namesTimer;
    quint64 m_namesRevision = 0;
    bool m_showsDates = false;
    bool m_swallows = false;
    TimeForm m_timeForm = TimeForm::Local;
    qsizetype m_reference = -1;
    Dresser m_dresser;
    bool m_envelopesSeen = false;
    std::vector<qsizetype> m_unacknowledged; //!< rows that were built before their acknowledgement came
    EventRowBuilder m_builder;
    QCache<qsizetype, DressedRow> m_cache;
    PathCells m_cells;
};

} // namespace rtmscope
