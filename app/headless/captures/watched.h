// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/start/exitcode.h"

#include <atomic>
#include <functional>

namespace rtmscope {

//! What a command that Ctrl+C ended tells the shell, as is usual there.
inline constexpr int ExitStopped = 130;

//! Runs \a work, whose result is an exit code, in a thread of its own, so that Ctrl+C and a polite kill are
//! heard meanwhile: \a stopped is true then, and \a work ends soon. Main thread.
int runWatched(const std::function<int(const std::atomic_bool &stopped)> &work);

} // namespace rtmscope
