// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterquery.h"
#include "ui/monitor/table/eventtablemodel.h"

#include <QString>

namespace rtmscope {

//! What a view of the event stream says of itself: counts, what hides the selected event, why nothing is
//! shown. Free functions.
namespace streamwords {

struct Standing
{
    EventTableModel::Counts counts = {};
    const FilterQuery::Problem *problem = nullptr; //!< of the filter; may be nullptr
    int filteringPercent = -1;                     //!< -1: the filter is through
    bool isPaused = false;
    QString remark = {};        //!< something to be said first
    quint64 hiddenSelected = 0; //!< the selected event, if it is not shown
    bool isCleared = false;     //!< that one is cleared from the list
};

QString status(const Standing &standing);
//! Why there is nothing to see. \a nothingRecorded is said while nothing was.
QString empty(const Standing &standing, const QString &nothingRecorded);

} // namespace streamwords

} // namespace rtmscope
