// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/tableselection.h"

#include "ui/monitor/table/eventtable.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace rtmscope {

qsizetype tableselection::rowsOf(const QItemSelection &selection)
{
    qsizetype rows = 0;
    for (const QItemSelectionRange &range : selection)
        rows += range.height();
    return rows;
}

int tableselection::count(const EventTable &table)
{
    return int(rowsOf(table.selectionModel()->selection()));
}

std::vector<int> tableselection::places(const EventTable &table, std::size_t most)
{
    QItemSelection ranges = table.selectionModel()->selection();
    std::sort(ranges.begin(), ranges.end(),
              [](const QItemSelectionRange &a, const QItemSelectionRange &b) { return a.top() < b.top(); });
    std::vector<int> rows;
    for (const QItemSelectionRange &range : std::as_const(ranges)) {
        const int first = rows.empty() ? range.top() : std::max(range.top(), rows.back() + 1);
        for (int row = first; row <= range.bottom() && rows.size() < most; ++row)
            rows.push_back(row);
    }
    return rows;
}

std::vector<quint32> tableselection::logRows(const EventTable &table)
{
    std::vector<quint32> rows;
    for (const int row : places(table))
        rows.push_back(quint32(table.eventModel()->logRow(row)));
    if (table.eventModel()->isSorted())
        std::sort(rows.begin(), rows.end());
    return rows;
}

void RangeAnchor::currentChanged(const QModelIndex &current)
{
    if (!m_extending)
        m_anchor = current;
}

void RangeAnchor::extendTo(int row, bool keepOthers)
{
    QAbstractItemModel *model = m_view.model();
    if (!model || row < 0 || row >= model->rowCount())
        return;
    const QModelIndex current = m_view.currentIndex();
    const int anchor = m_anchor.isValid() ? m_anchor.row() : current.isValid() ? current.row() : row;
    m_anchor = model->index(anchor, 0);
    const QScopedValueRollback guard(m_extending, true);
    const QItemSelection range(model->index(std::min(anchor, row), 0),
                               model->index(std::max(anchor, row), model->columnCount() - 1));
    m_view.selectionModel()->select(range, keepOthers ? QItemSelectionModel::Select
                                                      : QItemSelectionModel::ClearAndSelect);
    m_view.selectionModel()->setCurrentIndex(model->index(row, std::max(0, m_view.currentIndex().column())),
                                             QItemSelectionModel::NoUpdate);
}

} // namespace rtmscope
