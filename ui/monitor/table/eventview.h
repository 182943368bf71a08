// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"
#include "core/filter/filterrun.h"
#include "core/log/rowchoice.h"
#include "ui/monitor/filter/rowfilter.h"
#include "ui/monitor/table/eventtable.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace rtmscope {

class EventFilter;
class EventLog;
class EventTableModel;
class FilterBar;
class FilterEdit;
class NoiseButton;
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
    //! See EventTableModel.
    void setSwallowing(bool swallows);
    //! What the list says while nothing was recorded: whether anything can come, and if not, why.
    void setEmptyWords(const QString &words);
    //! A strip above all else, which shows and hides itself; the view takes it over.
    void setBand(QWidget *band);
    //! The same at the foot, and beside the list, along its rows.
    void setFoot(QWidget *foot);
    void setBeside(QWidget *strip);
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
    //! Entries behind this one are dim: what is shown elsewhere is from that moment; 0: none are.
    void setMoment(quint64 seq) { m_table->setMoment(seq); }
    //! 0 if nothing is selected.
    quint64 selectedSeq() const { return m_selectedSeq; }

    //! The entries of the log whose rows are selected, ascending; as ExportWish takes them.
    std::vector<quint32> selectedRows() const { return m_table->selectedRows(); }
    //! The same of all that filter and noise level show, as far as they are worked out (isFiltering()).
    std::vector<quint32> shownRows() const;
    bool isFiltering() const;

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
    bool isPaused() const;
    void setPaused(bool paused);
    //! Another order of the rows, columns, copying, clearing.
    TableDesk &desk() const { return *m_desk; }

    //! How many events the filter and the noise level let through; not whole while that is being found out.
    struct ShownCount
    {
        qsizetype rows = 0;
        bool isWhole = true;
    };
    ShownCount shownCount() const;
    bool isFiltered() const { return !m_model->showsEverything(); }
    //! What decides it, for other threads.
    FilterRun::Judge shownJudge() const { return m_model->judge(); }

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
    //! The number of recorded entries, as often as the status says it.
    void counted(qsizetype captured);
    //! Enter or double click: the user wants to read the selected event.
    void inspectorRequested();
    void forkRequested(); //!< to go on from the selected event with others

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    //! Where the user was, kept while the rows are replaced.
    struct Place
    {
        qsizetype logRow = -1;
        int y = 0;
    };

    QWidget *makeBar();
    void connectTable();
    void connectModel();
    void connectDesk();
    void showRange(qint64 fromUs, qint64 toUs);
    void filterApplied();

    void makeSearch();
    void keepSelectionVisible(int heightBefore);
    void rememberPlace();
    void returnToPlace();
    void goToPlace();
    void currentRowChanged(const QModelIndex &current);
    void selectRow(int row);
    void jumpToTime(qint64 timeUs);

    void updateStatus();
    QString statusText() const;
    void updatePill();
    void fitRoom();

    EventTableModel *m_model;
    QWidget *m_bar = nullptr;
    FilterBar *m_filterBar = nullptr;
    FilterEdit *m_filterEdit = nullptr;
    EventFilter *m_filter = nullptr;
    QLabel *m_status = nullptr;
    NoiseButton *m_noiseButton = nullptr;
    QPushButton *m_followButton = nullptr;
    QPushButton *m_pauseButton = nullptr;
    QPushButton *m_clearButton = nullptr;
    Timeline *m_timeline;
    EventTable *m_table;
    TableDesk *m_desk;
    QHBoxLayout *m_list = nullptr; //!< with what stands beside it
    SearchBar *m_search = nullptr;
    QPushButton *m_pill;

    QPointer<EventLog> m_log;
    NoiseLevel m_noise = NoiseLevel::NoPings;
    bool m_following = true;
    bool m_followsAgain = false; //!< once the rows stand in the order of arrival again
    bool m_selecting = false;    //!< the program, not the user, moves the selection
    quint64 m_selectedSeq = 0;
    qsizetype m_cleared = 0;  //!< from the list, when that was told last
    qsizetype m_seenRows = 0; //!< of the log when following stopped: what came later is new
    bool m_returning = false; //!< to m_place, once the filter has got there
    int m_filteringPercent = -1;
    QString m_emptyWords;
    QString m_remark; //!< about the last selectEvent(), until the filter or selection changes
    Place m_place;
    QString m_range; //!< as a filter, of what was picked in the timeline last
    QTimer m_statusTimer;
};

} // namespace rtmscope
