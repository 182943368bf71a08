// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/fold/foldcontext.h"

namespace rtmscope {

//! \a grown has got new messages. Many conversations add up: above the bound for all of them the fullest are
//! cut to one level, so that the quiet ones keep what they have. What somebody read back to stays.
//! Drops many at once and seldom, so that the cost per entry stays small; and it depends on nothing but the
//! entries, so that the fold stays a fold.
void boundMessages(FoldContext &c, Conversation::Data &grown);

} // namespace rtmscope
