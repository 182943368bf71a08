// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/statistics/tallyrun.h"

namespace rtmscope {

TallyRunBase::~TallyRunBase() = default;

} // namespace rtmscope
