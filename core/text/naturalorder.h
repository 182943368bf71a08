// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace rtmscope {

//! The order in which people look for names: letters as the locale sorts them, without regard to case, and
//! numbers by their value, in every locale ("room-2" before "room-10"). Below, above or 0; 0 only for equal
//! names. Any thread.
int compareNaturally(const QString &a, const QString &b);

} // namespace rtmscope
