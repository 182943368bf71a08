// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

namespace rtmscope::testing {

//! By how much to stretch a limit of time: what a sanitizer may cost.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int slowdown = 10;
#else
constexpr int slowdown = 1;
#endif

} // namespace rtmscope::testing
