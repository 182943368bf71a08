// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

class QMenu;

namespace rtmscope {

//! Gives the entries of \a menu that have no access key one of their letters that no other entry has: the
//! first of a word where that is free. Submenus as they are filled by then get theirs, too. GUI thread.
void giveAccessKeys(QMenu &menu);

} // namespace rtmscope
