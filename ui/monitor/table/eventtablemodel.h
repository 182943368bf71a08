// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterrun.h"
#include "core/log/eventlog.h"
#include "core/log/ratehistory.h"
#include "core/summary/eventsummary.h"
#include "ui/monitor/filter/rowfilter.h"
#include "ui/monitor/table/rowdress.h"
#include "ui/parts/updatethrottle.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <vector>

namespace rtmscope {

class WorkspaceFeed;

//! What one row of the event table says, with names resolved. Built when the row is first painted.
struct EventRow
{
    quint64 seq = 0;
    qint64 timeUs = 0;
    qsizetype size = 0;
    Direction direction = Direction::In;
    EventClass kind = EventClass::Unknown;
    bool gap = false;      //!< a note about a lost connection
    bool broken = false;   //!< not JSON, or binary
    bool repeated = false; //!< the server delivered it before
    bool trouble = false;  //!< tells of something that failed
    QString number;
    QString time;
    QString badTime; //!< what the frame says instead of a time that can be read; a blank for nothing
    QString sizeText;
    QString socket;     //!< its number, in a file with several web sockets; else empty
    QString connection; //!< "connection 2, to chat.example.com"; empty for notes before the first
    QString type;       //!< the subtype where that tells more: "message_changed"
    QString wireType;
    QString wireSubtype;
    QString channelId;
    QString userId;
    QString channel;
    QString user;
    QString summary;
    QString envelope;     //!< its type, of what Socket Mode delivers; else empty
    QString delivery;     //!< what is odd about it: "retry 2, late"
    QString deliveryTip;  //!< what that means
    bool late = false;    //!< a retry of an event that had not come
    QString acknowledged; //!< "12 ms"
    bool ackLate = false; //!< so late that the server delivers again
    RowDress dress;       //!< what a person noted about it, and the colour rule that it matches

    //! The sign before the summary, in the order of what matters more.
    enum class Mark : quint8 {
        None,
        AckLate,
        Late,  //!< the first delivery that came here was a retry
        Again, //!< it had come before
    };
    Mark mark() const
    {
        return ackLate ? Mark::AckLate : late ? Mark::Late : repeated ? Mark::Again : Mark::None;
    }
};

//! The rows of an EventLog, or of those entries that pass a filter and a noise level. GUI thread.
//! The log may be ahead of what views were told: new entries are published in batches (see UpdateThrottle),
//! so that a busy stream costs a view little more than a quiet one. What a filter makes of a few rows is
//! worked out at once; of many, a FilterRun does in other threads, and rows come in, from the first to the
//! last, as it gets on.
class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        Number,
        Time,
        DirectionColumn,
        Type,
        Channel,
        User,
        Summary,
        Size,
        EnvelopeColumn, //!< this and the next two are of use for Socket Mode only
        Delivery,
        Acknowledged,
        ColumnCount
    };
    enum Role {
        SeqRole = Qt::UserRole, //!< quint64, Event::seq
        FilterRole, //!< QString, a filter expression for this cell's value; empty if it makes none
    };
    struct Counts
    {
        qsizetype captured = 0; //!< entries of the log that are shown, hidden or waiting
        qsizetype shown = 0;
        qsizetype noise = 0;   //!< hidden by the noise level
        qsizetype waiting = 0; //!< came since the display was paused
        quint64 givenUp = 0;   //!< left out because the filter's regular expression took too long on them
    };

    explicit EventTableModel(QObject *parent = nullptr);
    ~EventTableModel() override;

    //! Both may be nullptr and may die before the model.
    void setLog(EventLog *log, const WorkspaceFeed *names);
    EventLog *log() const { return m_log; }

    //! Replaces filter and noise level. The model resets to the rows that are found in a few milliseconds; if
    //! those are not all, isFiltering() and the others follow. A call made meanwhile supersedes this one.
    void setFilter(const FilterQuery &query, NoiseLevel level);
    bool isFiltering() const { return m_run != nullptr; }
    //! Whether it is known if an entry is shown; the entries before are decided, too.
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
    //! Shows what waits for the timer, unless there is so much to filter that it takes a while.
    void publishNow();
    Counts counts() const;

    qsizetype logRow(int row) const;
    int rowOf(qsizetype logRow) const;        //!< -1 if not shown
    int firstRowFrom(qsizetype logRow) const; //!< the first shown row at or after; rowCount() if none
    int firstRowSince(qint64 timeUs) const;   //!< likewise by time
    //! Shows the entry even if filter, noise level or pause hide it. Returns its row, -1 if there is no such
    //! entry. Lasts until the next setFilter(). *wasHidden tells whether filter or noise level had hidden it.
    int reveal(qsizetype logRow, bool *wasHidden = nullptr);

    //! Valid until the next call.
    const EventRow &eventRow(int row) const;
    //! "412, in, message, #ops, Mira Okafor, Error rate back to normal": a row as it is read aloud.
    QString spokenRow(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    bool showsDates() const { return m_showsDates; }

    static QString directionText(Direction direction);

Q_SIGNALS:
    //! counts() may have changed. At most as often as rows are published.
    void countsChanged();
    //! Many rows are being filtered.
    void filteringAdvanced(int percent);
    //! Times have their date now, or not any more: they need more room, or less.
    void datesShown(bool shown);
    //! Some row has an envelope, or (after setLog) none is known to.
    void envelopesSeen(bool seen);
    //! Names of people or channels changed, and with them what a filter by name means.
    void namesChanged();

private:
    //! What a filter made of some rows of the log.
    struct Decided
    {
        std::vector<quint32> rows; //!< shown; left empty if everything passes
        qsizetype noise = 0;
        qsizetype until = 0; //!< of the log, not included
    };
    //! The first `scanned` rows of the log, filtered, and what was revealed besides.
    struct Shown
    {
        RowFilter filter;
        std::vector<quint32> rows; // stays empty if everything passes
        qsizetype scanned = 0;
        qsizetype noise = 0;
        bool everything = true;
        qsizetype count() const { return everything ? scanned : qsizetype(rows.size()); }
    };

    void watchLog();
    void publish();
    qsizetype target() const;
    void filterOn(qsizetype end);
    void runTo(qsizetype end);
    void runAdvanced();
    void insert(const Decided &decided);
    void insertEverything(qsizetype until);
    void restart();
    void namesMayHaveChanged();
    void renewNames();
    void forgetRows();
    bool spansDays() const;
    void noteDays();
    QString unreadableTime(const Event &event) const;
    static Decided decide(Shown &shown, const EventLog &log, qsizetype end);

    EventRow build(qsizetype logRow) const;
    void addEnvelope(EventRow &row, const Event &event, qsizetype logRow) const;
    void renewUnacknowledged();
    qint64 answeredUs(const Event &answer, qsizetype logRow) const;
    QVariant display(const EventRow &row, int column) const;
    QString toolTip(const EventRow &row, int column) const;
    QString accessibleText(int row, int column) const;
    QString filterFor(const EventRow &row, int column) const;

    QPointer<EventLog> m_log;
    QPointer<const WorkspaceFeed> m_names;
    Shown m_shown;
    std::unique_ptr<FilterRun> m_run; // decides the rows from m_shown.scanned on
    UpdateThrottle m_publishing;
    QTimer m_namesTimer;
    quint64 m_namesRevision = 0;
    bool m_paused = false;
    qsizetype m_pausedAt = 0; // rows that the log had then
    bool m_showsDates = false;
    bool m_swallows = false;
    Dresser m_dresser;
    mutable bool m_envelopesSeen = false;
    mutable std::vector<qsizetype>
        m_unacknowledged; //!< rows that were built before their acknowledgement came
    mutable EventSummary m_summary;
    mutable json::Document m_document;
    mutable QCache<qsizetype, EventRow> m_cache;
};

} // namespace rtmscope
