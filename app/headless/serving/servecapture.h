// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/start/commandline.h"

namespace rtmscope {

//! "serve FILE": plays a capture to bots, and tells what they make of it. Runs its own event loop on the
//! QCoreApplication that stands already and returns the exit code.
int runServeCapture(const CommandLine &line);

} // namespace rtmscope
