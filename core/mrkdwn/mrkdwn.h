// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/spans.h"

namespace rtmscope {

//! Appends \a source as mrkdwn (protocol 7.1 to 7.4). Linear in the length of the source, whatever it holds.
void appendMrkdwn(RichText &out, const QString &source, const QString &path);

} // namespace rtmscope
