// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/eventlog.h"
#include "core/log/ratehistory.h"
#include "core/summary/eventsummary.h"
#include "ui/monitor/table/rowsieve.h"
#include "ui/parts/updatethrottle.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QPointer>
#include <QTimer>

#include <optional>
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
};

//! The rows of an EventLog, or of those entries that pass a filter and a noise level. GUI thread.
//! The log may be ahead of what views were told: new entries are published in batches (see UpdateThrottle),
//! so that a busy stream costs a view little more than a quiet one. A new filter is worked out in slices of a
//! few milliseconds; the rows of the old one stay until it is complete.
class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, Time, DirectionColumn, Type, Channel, User, Summary, Size, ColumnCount };
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

    //! Replaces filter and noise level. The model resets when the new rows are known: at once if that takes a
    //! few milliseconds, else later; a call made meanwhile supersedes this one.
    void setSieve(const FilterQuery &query, NoiseLevel level);
    bool isSifting() const { return m_next.has_value(); }
    //! Paused, no row comes in; the log grows on.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    //! Shows what waits for the timer, whatever it takes.
    void publishNow();
    Counts counts() const;

    qsizetype logRow(int row) const;
    int rowOf(qsizetype logRow) const;        //!< -1 if not shown
    int firstRowFrom(qsizetype logRow) const; //!< the first shown row at or after; rowCount() if none
    int firstRowSince(qint64 timeUs) const;   //!< likewise by time
    //! Shows the entry even if filter, noise level or pause hide it. Returns its row, -1 if there is no such
    //! entry. Lasts until the next setSieve(). *wasHidden tells whether filter or noise level had hidden it.
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
    //! A new filter is being worked out.
    void siftingAdvanced(int percent);
    //! Times have their date now, or not any more: they need more room, or less.
    void datesShown(bool shown);
    //! Names of people or channels changed, and with them what a filter by name means.
    void namesChanged();

private:
    //! Rows picked by a sieve from the first `scanned` rows of the log. `rows` stays empty if everything
    //! passes.
    struct Sifted
    {
        Sifted(); // out of line: std::optional asks for it before the class is complete
        RowSieve sieve;
        std::vector<quint32> rows;
        qsizetype scanned = 0;
        qsizetype noise = 0;
        bool everything = true;
        qsizetype shown() const { return everything ? scanned : qsizetype(rows.size()); }
    };

    void publish();
    void insertUpTo(qsizetype target, int budgetMs);
    void siftOn();
    void namesMayHaveChanged();
    void renewNames();
    void forgetRows();
    bool spansDays() const;
    void noteDays();
    QString unreadableTime(const Event &event) const;
    static void sift(Sifted &sifted, const EventLog &log, qsizetype target, int budgetMs);

    EventRow build(qsizetype logRow) const;
    qint64 answeredUs(const Event &answer, qsizetype logRow) const;
    QVariant display(const EventRow &row, int column) const;
    QString toolTip(const EventRow &row, int column) const;
    QString accessibleText(int row, int column) const;
    QString filterFor(const EventRow &row, int column) const;

    QPointer<EventLog> m_log;
    QPointer<const WorkspaceFeed> m_names;
    Sifted m_shown;
    std::optional<Sifted> m_next;
    UpdateThrottle m_publishing;
    QTimer m_siftTimer;
    QTimer m_namesTimer;
    quint64 m_namesRevision = 0;
    bool m_paused = false;
    bool m_showsDates = false;
    mutable EventSummary m_summary;
    mutable json::Document m_document;
    mutable QCache<qsizetype, EventRow> m_cache;
};

} // namespace rtmscope
