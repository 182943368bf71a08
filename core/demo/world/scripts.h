// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <span>

namespace rtmscope::demo {

//! The texts of the demo workspace, UTF-8, in the notation that scripts.cpp explains; screenplay() reads
//! them.
std::span<const char *const> scripts();

} // namespace rtmscope::demo
