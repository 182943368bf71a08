// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/filter/filterrun.h"

#include <functional>
#include <optional>
#include <vector>

namespace rtmscope {

//! Runs a filter over all of \a log to its end, for a thread that has nothing else to do; others help, as for
//! the window. \a take is called here with what was decided, some rows at a time, ascending; false from it
//! ends the run, and then this is false. Turns an event loop of its own.
bool judgeRows(const LogSnapshot &log, FilterRun::Judge judge,
               const std::function<bool(FilterRun::Results &&results)> &take);
//! All rows that are shown, ascending. \a goesOn is asked now and then, with the rows decided so far;
//! nothing once it said no.
std::optional<std::vector<quint32>> shownRows(const LogSnapshot &log, FilterRun::Judge judge,
                                              const std::function<bool(qsizetype until)> &goesOn);

} // namespace rtmscope
