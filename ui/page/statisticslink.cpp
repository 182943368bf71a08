// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/page/statisticslink.h"

#include "ui/monitor/filter/filterbar.h"
#include "ui/monitor/inspector/eventinspector.h"
#include "ui/monitor/table/eventview.h"
#include "ui/page/workspacepage.h"
#include "ui/statistics/statisticspane.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

//! What can be made of a cell of the events' table, by the filter for its value: "size == 412", "type == …".
void addFigures(QMenu &menu, StatisticsPane &statistics, const QString &expression)
{
    const QString field = expression.section(u" == "_s, 0, 0);
    if (field == expression || field == "time"_L1)
        return;
    bool isNumber = false;
    expression.section(u" == "_s, 1).toDouble(&isNumber);
    menu.addSeparator();
    menu.addAction(StatisticsPane::tr("Count its values"), &statistics,
                   [&statistics, field] { statistics.countValues(field); });
    menu.addAction(StatisticsPane::tr("Plot it"), &statistics,
                   [&statistics, field] { statistics.plot(field); })
        ->setEnabled(isNumber);
}

} // namespace

void linkStatistics(WorkspacePage &page)
{
    StatisticsPane *statistics = page.panes().statistics;
    EventView *events = page.panes().events;
    const EventInspector *inspector = page.panes().inspector;
    WorkspacePage *whole = &page;
    QObject::connect(statistics, &StatisticsPane::filterRequested, whole,
                     [whole, events](const QString &expression, FilterJoin join) {
                         Q_EMIT whole->eventsWanted();
                         events->filterBar()->filter()->join(expression, join);
                     });
    QObject::connect(statistics, &StatisticsPane::eventChosen, whole, [whole, events](quint64 seq) {
        Q_EMIT whole->eventsWanted();
        events->selectEvent(seq);
    });
    QObject::connect(statistics, &StatisticsPane::eventRequested, whole, [whole, events](quint64 seq) {
        Q_EMIT whole->eventsWanted();
        events->selectEvent(seq);
        events->focusTable();
    });
    QObject::connect(statistics, &StatisticsPane::threadRequested, whole, &WorkspacePage::openThread);
    statistics->setShownRows([events] { return events->shownChoice(); });
    QObject::connect(events, &EventView::shownRowsChanged, statistics, &StatisticsPane::shownRowsChanged);
    QObject::connect(events->parts().table, &EventTable::menuOpening, statistics,
                     [statistics](QMenu *menu, const QModelIndex &, const QString &expression) {
                         addFigures(*menu, *statistics, expression);
                     });
    QObject::connect(inspector, &EventInspector::plotRequested, statistics, &StatisticsPane::plot);
    QObject::connect(inspector, &EventInspector::countRequested, statistics, &StatisticsPane::countValues);
}

} // namespace rtmscope
