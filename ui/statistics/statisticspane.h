// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/log/rowchoice.h"
#include "ui/access/keyhelp.h"
#include "ui/monitor/filter/filterjoin.h"
#include "ui/parts/surface.h"

#include <QPointer>
#include <QTimer>

#include <array>
#include <functional>

class QComboBox;
class QPushButton;
class QStackedLayout;
class QToolButton;

namespace rtmscope {

class CountsPage;
class EventLog;
class PlotPage;
class SegmentBar;
class StatisticsPage;
class TokenLabel;
class ValuesPage;
class WorkspaceFeed;

//! Figures of the record, over all of it or what the filter shows: counts by type, channel, person, app,
//! connection and any value, latencies, threads, and any number as a plot. Looks at the record while it can
//! be seen, and never else; what comes in is added about once a second. Asks by signals. Owned by the page;
//! GUI thread.
class StatisticsPane : public Surface
{
    Q_OBJECT
public:
    enum Page { Types, Channels, People, Apps, Connections, Latencies, Threads, Values, Plot, PageCount };

    //! The keys that work here.
    static KeyGroup keyHelp();
    explicit StatisticsPane(QWidget *parent = nullptr);

    //! nullptr: nothing is open.
    void setLog(EventLog *log, WorkspaceFeed *names);
    //! Asked for what the filter shows, whenever that is needed.
    void setShownRows(std::function<RowChoice()> shown) { m_shown = std::move(shown); }
    //! The filter shows others now.
    void shownRowsChanged();

    Page page() const { return m_page; }
    void setPage(Page page);
    void plot(const QString &field);
    void countValues(const QString &field);

Q_SIGNALS:
    //! Somebody asked for this pane by another.
    void wanted();
    void filterRequested(const QString &expression, rtmscope::FilterJoin join);
    void eventChosen(quint64 seq);
    void eventRequested(quint64 seq); //!< go there
    void threadRequested(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &ts);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum class Scope : quint8 { All, Shown };

    QWidget *makeBar();
    QWidget *makeFoot();
    void makePages();
    StatisticsPage *current() const;
    void choosePage(int page);
    void setScope(Scope scope);
    void beginAnew();
    void goOn();
    void goOnSoon();
    void stop();
    void tell();
    void copy(bool selectedOnly);
    void leaveDock();

    QPointer<EventLog> m_log;
    QPointer<WorkspaceFeed> m_names;
    std::function<RowChoice()> m_shown;
    QComboBox *m_choice = nullptr;
    SegmentBar *m_scopes = nullptr;
    QStackedLayout *m_stack;
    TokenLabel *m_status = nullptr;
    QPushButton *m_stopButton = nullptr;
    CountsPage *m_counts;
    StatisticsPage *m_latencies;
    StatisticsPage *m_threads;
    ValuesPage *m_values;
    PlotPage *m_plot;
    std::array<Scope, PageCount> m_scopeOf{};
    QList<StatisticsPage *> m_begun; //!< those that look at the rows they shall look at
    Page m_page = Types;
    bool m_isStopped = false; //!< by the user
    bool m_hasNewNames = false;
    int m_toldBusy = 0; //!< times since the page began to look
    QTimer m_pause;     //!< until what came meanwhile is added
};

} // namespace rtmscope
