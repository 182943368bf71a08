// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/drift.h"
#include "core/log/logsnapshot.h"
#include "core/workspace/gap.h"

#include <atomic>

namespace rtmscope::drift {

//! Finds in \a log where each of \a findings comes from, or which of \a gaps explains it. Reads the whole log
//! once: never in the GUI thread. Ends early, with what it has, once \a cancelled.
void findOrigins(const LogSnapshot &log, const QList<Gap> &gaps, QList<DriftFinding> *findings,
                 const std::atomic_bool &cancelled);

} // namespace rtmscope::drift
