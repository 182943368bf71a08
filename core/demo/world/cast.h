// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world/world.h"

namespace rtmscope::demo {

//! The people and rooms of the demo workspace, before anything is said.
void fillCast(World &world);

} // namespace rtmscope::demo
