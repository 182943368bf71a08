// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

namespace rtmscope {

class WorkspacePage;

//! Joins the statistics of a page to its other panes: what is chosen there filters and selects events, and
//! values of the inspector are plotted and counted. Once, after the panes were made.
void linkStatistics(WorkspacePage &page);

} // namespace rtmscope
