// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/page/quickswitcher.h"

namespace rtmscope {

class WorkspacePage;

//! Everything that can be gone to in what \a page shows: what is open first, then what was closed or left,
//! then people to whom nobody has written yet. \a armKeys are named where arming is what it takes.
QList<QuickSwitcher::Place> quickPlaces(const WorkspacePage &page, const QString &armKeys);

} // namespace rtmscope
