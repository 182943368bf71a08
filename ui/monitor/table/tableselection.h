// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QItemSelection>
#include <QPersistentModelIndex>

#include <limits>
#include <vector>

class QAbstractItemView;

namespace rtmscope {

class EventTable;

//! What is selected in an event table, by rows. Free functions; GUI thread.
namespace tableselection {

qsizetype rowsOf(const QItemSelection &selection);
int count(const EventTable &table);
//! The table's rows, ascending, no more than \a most.
std::vector<int> places(const EventTable &table, std::size_t most = std::numeric_limits<std::size_t>::max());
//! The entries of the log, ascending; as ExportWish takes them. Costs some milliseconds where a million are.
std::vector<quint32> logRows(const EventTable &table);

} // namespace tableselection

//! Where a range of selected rows begins: at the row that was chosen last, while others are added to it. Part
//! of a view; GUI thread.
class RangeAnchor
{
public:
    explicit RangeAnchor(QAbstractItemView &view)
        : m_view(view)
    {
    }

    //! To be told whenever the view's current row is another.
    void currentChanged(const QModelIndex &current);
    //! Selects all rows from the anchor to \a row, which becomes the current one.
    void extendTo(int row, bool keepOthers = false);

private:
    QAbstractItemView &m_view;
    QPersistentModelIndex m_anchor;
    bool m_extending = false; //!< the current row moves, the anchor does not
};

} // namespace rtmscope
