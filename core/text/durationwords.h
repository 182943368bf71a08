// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace rtmscope {

//! A measured time as people compare them: "293 µs", "2.3 ms", "31 ms", "4.2 s", by the locale. Microseconds;
//! empty if negative. Any thread.
QString durationWords(qint64 us);

} // namespace rtmscope
