// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/log/logsnapshot.h"

#include <functional>

namespace rtmscope {

//! Which rows of a log count; an empty one stands for all of them. Called in several threads, each with a
//! copy of its own, with rows that ascend; a copy may remember what it learned of the log.
using RowChoice = std::function<bool(const LogReader &log, qsizetype row)>;

} // namespace rtmscope
