// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/statistics/statisticspage.h"

#include "core/log/eventlog.h"
#include "ui/statistics/figures/figuretable.h"

#include <QMenu>

namespace rtmscope {

void StatisticsPage::setLog(EventLog *log, const WorkspaceFeed *names)
{
    m_log = log;
    m_names = names;
}

void StatisticsPage::addFilters(QMenu &menu, const QString &expression)
{
    addFilterActions(menu, expression, [this](const QString &wanted, FilterJoin join) {
        Q_EMIT filterRequested(wanted, join);
    });
}

QList<int> StatisticsPage::rowsFor(const FigureTable &table, bool selectedOnly)
{
    if (selectedOnly)
        return table.chosenRows();
    QList<int> all;
    for (int row = 0; row < table.model()->rowCount(); ++row)
        all.append(row);
    return all;
}

} // namespace rtmscope
