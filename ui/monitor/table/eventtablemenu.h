// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QModelIndex>

class QPoint;

namespace rtmscope {

class EventTable;

//! The menus of the event table: what its keys and its head do, to be found by those who look for it. They
//! ask for everything by the table's signals. GUI thread.
namespace tablemenu {

//! Of a cell and the selected rows.
void execForCell(EventTable &table, const QModelIndex &cell, const QPoint &globalPosition);
//! Of a column; of all of them for -1.
void execForHead(EventTable &table, int column, const QPoint &globalPosition);

} // namespace tablemenu

} // namespace rtmscope
