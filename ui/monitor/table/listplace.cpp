// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/monitor/table/listplace.h"

#include "ui/monitor/table/eventtable.h"
#include "ui/monitor/table/eventtablemodel.h"

#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>

namespace rtmscope {

namespace {

// A place is found again once so many entries behind it are decided: the list may end there no longer.
constexpr qsizetype rowsBelowPlace = 1000;

} // namespace

ListPlace::ListPlace(EventTable &table, EventTableModel &model, QObject *parent)
    : QObject(parent)
    , m_table(table)
    , m_model(model)
{
    table.viewport()->installEventFilter(this);
}

void ListPlace::remember()
{
    forget();
    if (m_following || m_model.rowCount() == 0)
        return;
    const int selected = m_table.currentIndex().row();
    const int y = selected < 0 ? -1 : m_table.rowViewportPosition(selected);
    const bool selectedInView = selected >= 0 && y >= 0 && y < m_table.viewport()->height();
    const int row = selectedInView ? selected : std::max(0, m_table.topRow());
    m_logRow = m_model.logRow(row);
    m_y = m_table.rowViewportPosition(row);
}

void ListPlace::goThere()
{
    if (!m_following && m_logRow >= 0 && m_model.rowCount() > 0 && !m_model.isSorted()) {
        const int row = std::min(m_model.firstRowFrom(m_logRow), m_model.rowCount() - 1);
        m_table.putRowAtTop(row);
        QScrollBar *bar = m_table.verticalScrollBar();
        bar->setValue(bar->value() - m_y);
        if (m_model.shown().isDecided(m_logRow + rowsBelowPlace))
            forget();
    }
    m_returning = m_model.isFiltering();
}

//! Where the list had \a heightBefore, its selected row was seen, or not; it stays so.
void ListPlace::keepSelectionVisible(int heightBefore)
{
    const int row = m_table.currentIndex().row();
    if (row < 0)
        return;
    const int y = m_table.rowViewportPosition(row);
    if (y >= 0 && y + m_table.rowHeight(row) <= heightBefore)
        m_table.scrollToRow(row);
}

bool ListPlace::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table.viewport() && event->type() == QEvent::Resize) {
        if (m_following && m_model.rowCount() > 0)
            m_table.scrollToRow(m_model.rowCount() - 1); // the bar's range is still that of the old size
        else if (!m_following)
            keepSelectionVisible(static_cast<QResizeEvent *>(event)->oldSize().height());
    }
    return QObject::eventFilter(watched, event);
}

} // namespace rtmscope
