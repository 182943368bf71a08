// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/start/commandline.h"

namespace rtmscope {

//! The commands that need no display. Each runs its own event loop on the QCoreApplication that stands
//! already and returns the exit code.
int runTail(const CommandLine &line);
int runSend(const CommandLine &line);
int runServe(const CommandLine &line);
int runTap(const CommandLine &line);
int runExplain(const CommandLine &line);

} // namespace rtmscope
