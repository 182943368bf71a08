// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/conversationref.h"
#include "core/base/result.h"
#include "core/workspace/gap.h"

#include <QByteArray>

//! The "backfill" notes (docs/capture-format.md). Pure functions.
namespace rtmscope::backfillnotes {

QByteArray started(int gap);
//! How far one conversation or thread is. \a messages: of that gap; \a error and \a retryAfter may be left
//! out.
QByteArray part(int gap, const ConversationRef &ref, int messages, int pages, const char *state,
                const Error *error, std::chrono::milliseconds retryAfter);
//! \a filled: the gap with all that came; nullptr if it is forgotten.
QByteArray finished(int gap, const Gap *filled);

} // namespace rtmscope::backfillnotes
