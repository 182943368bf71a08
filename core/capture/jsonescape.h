// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace rtmscope {

//! The inside of a JSON string (or any JSON text: escapes stand only in strings) with its escapes resolved to
//! UTF-8. Half a surrogate pair becomes U+FFFD. Nothing if an escape is no escape. Not by the JSON parser:
//! what is unescaped here may be larger than what the parser takes, or no JSON as a whole.
std::optional<QByteArray> unescaped(QByteArrayView text);

} // namespace rtmscope
