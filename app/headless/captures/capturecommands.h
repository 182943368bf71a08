// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/start/commandline.h"

namespace rtmscope {

//! The commands about captures. Each runs its own event loop on the QCoreApplication that stands already and
//! returns the exit code.
int runFilter(const CommandLine &line);
int runExport(const CommandLine &line);
int runMerge(const CommandLine &line);
int runStats(const CommandLine &line);
int runRecord(const CommandLine &line);

} // namespace rtmscope
