// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace rtmscope {

//! How far selecting a message may go: to wherever it is, or no further than what is on screen.
enum class Reach : quint8 { Anywhere, Screen };

} // namespace rtmscope
