// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/expect/expectation.h"

namespace rtmscope {

//! Reads a file of expectations (docs/serve.md): one a line, "#" begins a comment. An Input error names the
//! line, says in plain words what is wrong with it and what would be right.
//!
//!     after message where text contains "deploy": reply in thread within 2s, text ~ /ok/
//!     after event: ack within 1s
//! \a problemLine, if given, gets the number of the line that is wrong, from 1; 0: none in particular.
Result<QList<Expectation>> readExpectations(const QByteArray &text, int *problemLine = nullptr);

} // namespace rtmscope
