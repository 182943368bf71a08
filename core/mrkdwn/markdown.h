// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mrkdwn/richtext.h"

namespace rtmscope {

//! Appends \a source, the real Markdown of a `markdown` block: CommonMark as people and programs write it,
//! with tables, task lists and strike of GitHub's. HTML is text. Never fails; linear in the length of the
//! source.
void appendMarkdown(RichText &out, const QString &source, const QString &path);

} // namespace rtmscope
