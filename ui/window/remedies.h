// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/status/remedyplan.h"

namespace rtmscope {

class ProfileDesk;
class WorkspacePage;

//! Leads to what the person chose on a remedy card, but for the demo, which is the window's. GUI thread.
void followRemedy(RemedyAction action, ProfileDesk &profiles, WorkspacePage &page);

} // namespace rtmscope
