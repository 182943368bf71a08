// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

namespace rtmscope::tabvoice {

//! Lets the tabs of a tab bar tell truly whether they have the focus: Qt says so of the current one, wherever
//! the focus is. Any number of calls; for the bars that are asked about from then on.
void install();

} // namespace rtmscope::tabvoice
