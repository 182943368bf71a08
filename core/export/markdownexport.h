// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/frameexport.h"

namespace rtmscope {

class Workspace;

//! What was said, conversation by conversation, as it was in the end: threads under their first message,
//! edits and deletions marked, names resolved, times in the local zone. What people wrote stays text,
//! whatever signs are in it.
void exportMarkdown(const ExportRows &rows, const Workspace &names, ExportStream &out);

} // namespace rtmscope
