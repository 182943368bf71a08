// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace rtmscope {

class WorkspacePage;

//! A window's title for what is open in a page: "Demo workspace – Demo by RTM – Armed – Rtmscope". Its name,
//! what it is and what may be sent; nothing that a token could be read from.
QString titleOf(const WorkspacePage &page);

} // namespace rtmscope
