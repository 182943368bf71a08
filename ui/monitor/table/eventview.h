// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/log/rowchoice.h"
#include "ui/monitor/bar/pickedrange.h"
#include "ui/monitor/filter/rowfilter.h"
#include "ui/monitor/table/eventtable.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;

namespace rtmscope {

class EventBar;
class EventFilter;
class EventLog;
class FilterBar;
class FilterEdit;
class ListPlace;
class SearchBar;
class TableDesk;
class Timeline;
class WorkspaceFeed;

//! The event stream: filter bar, timeline and table over an EventLog. Never changes the log; what it hides,
//! it counts. The list follows the newest entry until the user scrolls up or selects an older one, and never
//! moves by itself after that. GUI thread.
class EventView : public QWidget
{
    Q_OBJECT
public:
    explicit EventView(QWidget *parent = nullptr);
    ~EventView() override;

    //! Both may be nullptr. The noise level stays as it is, a filter ends with the log that it was for; the
    //! display follows again.
    void setLog(EventLog *log, const WorkspaceFeed *names);
    //! What the list says while nothing was recorded: whether anything can come, and if not, why.
    void setEmptyWords(const QString &words);
    enum class Side : quint8 { Above, Below, Beside };
    //! A strip above all else, at the foot, or beside the list along its rows. It shows and hides itself; the
    //! view takes it over.
    void addStrip(QWidget *strip, Side side);
    //! What others join to: they don't outlive the view.
    struct Parts
    {
        EventTable *table;
        EventTableModel *model;
        SearchBar *search;
    };
    Parts parts() const { return {m_table, m_model, m_search}; }
    //! Shows \a remark with the counts, until the filter or the selection changes.
    void say(const QString &remark);
    //! Selects the entry, brings it into view and stops following. An entry that is hidden is shown all the
    //! same and the status says so. False if the log has no such entry.
    bool selectEvent(quint64 seq);
    void clearSelection();
    //! The shown entry \a step rows after (or before) the selected one; the newest if none is selected.
    void selectNeighbour(int step);
    //! 0 if nothing is selected.
    quint64 selectedSeq() const { return m_selectedSeq; }

    //! The filter with all that helps to write it; to join values to it, and to keep filters.
    FilterBar *filterBar() const { return m_filterBar; }
    void focusFilter();
    void focusTable();
    QString filterText() const;
    //! Applies at once, if it is a filter; else it is shown as the mistake that it is.
    void setFilterText(const QString &text);
    NoiseLevel noiseLevel() const { return m_noise; }
    void setNoiseLevel(NoiseLevel level);
    //! What filter and noise level let through by now; nothing: all of it. For other threads.
    RowChoice shownChoice() const;
    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    void setPaused(bool paused);
    //! Another order of the rows, columns, copying, clearing.
    TableDesk &desk() const { return *m_desk; }

    //! Columns and noise level, for the shell to keep.
    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);
    //! So little that every window has room for it: buttons lose their words, the timeline goes.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    //! By the user or by selectEvent().
    void eventSelected(const rtmscope::Event &event);
    void selectionCleared();
    void shownRowsChanged();
    //! saveState() gives something else, or may do.
    void stateTouched();
    //! The number of recorded entries, as often as the status says it.
    void counted(qsizetype captured);
    //! Enter or double click: the user wants to read the selected event.
    void inspectorRequested();
    void forkRequested(); //!< to go on from the selected event with others

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectBar();
    void connectTable();
    void connectModel();
    void connectDesk();
    void obey(EventTable::Command command);
    void filterApplied();

    void makeSearch();
    void returnToPlace();
    void goToPlace();
    void currentRowChanged(const QModelIndex &current);
    void selectRow(int row);
    void jumpToTime(qint64 timeUs);

    void updateStatus();
    void updatePill();

    EventTableModel *m_model;
    EventBar *m_bar;
    FilterBar *m_filterBar;
    FilterEdit *m_filterEdit;
    EventFilter *m_filter;
    Timeline *m_timeline;
    EventTable *m_table;
    TableDesk *m_desk;
    QHBoxLayout *m_list; //!< with what stands beside it
    SearchBar *m_search = nullptr;

    QPointer<EventLog> m_log;
    NoiseLevel m_noise = NoiseLevel::NoPings;
    bool m_following = true;
    bool m_followsAgain = false; //!< once the rows stand in the order of arrival again
    bool m_selecting = false;    //!< the program, not the user, moves the selection
    quint64 m_selectedSeq = 0;
    qsizetype m_cleared = 0;  //!< from the list, when that was told last
    qsizetype m_seenRows = 0; //!< of the log when following stopped: what came later is new
    int m_filteringPercent = -1;
    QString m_emptyWords;
    QString m_remark; //!< about the last selectEvent(), until the filter or selection changes
    ListPlace *m_place;
    PickedRange m_range; //!< in the timeline
    QTimer m_statusTimer;
};

} // namespace rtmscope
