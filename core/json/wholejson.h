// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace rtmscope::json {

//! Whether \a text, which was taken for JSON, may be written as such: it is UTF-8, and no control character
//! stands in a string as it is (RFC 8259, 7 and 8.1). Servers send both. Any thread.
bool isFitToWrite(const QByteArray &text);

} // namespace rtmscope::json
