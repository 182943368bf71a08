// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>
#include <optional>

//! Amounts as people type them. Free functions; any thread.
namespace rtmscope {

//! "500 MB", "2G", "100000": bytes, by thousands. Nothing if it is no size above 0.
std::optional<qint64> readSize(const QString &text);
//! "90s", "15m", "1h", "7d", "90": seconds without a unit. Nothing if it is no time above 0.
std::optional<std::chrono::milliseconds> readTimeSpan(const QString &text);

} // namespace rtmscope
