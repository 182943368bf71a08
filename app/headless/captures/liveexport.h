// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/captures/capturewish.h"
#include "app/headless/captures/livelines.h"
#include "core/export/exportstream.h"

namespace rtmscope {

//! Whether \a format can be written while entries still come: not where what comes last stands in front.
bool isWrittenAsItComes(ExportFormat format);
//! Passes on what \a lines bring, as it comes, in the format of \a wish. Fails as \a sink does, and with
//! "cancelled".
Result<Done> exportLive(LiveLines &lines, const CaptureWish &wish, const ExportStream::Sink &sink,
                        const std::atomic_bool &stopped);

} // namespace rtmscope
