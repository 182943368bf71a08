// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/events/event.h"
#include "core/log/spool.h"

//! The lines of a capture (docs/capture-format.md): one JSON object each, readable by jq.
//!   {"n":412,"t":"2026-11-22T14:02:11.318204Z","dir":"in","conn":3,"frame":<the frame's bytes, verbatim>}
//!   {"n":413,"t":"…","dir":"in","conn":3,"text":"<escaped>","problem":"…"}    not JSON, or would break the line
//!   {"n":414,"t":"…","dir":"in","conn":3,"base64":"…"}                        binary
//!   {"n":415,"t":"…","dir":"note","conn":3,"kind":"state",…}                   notes: members of Event::raw follow
namespace rtmscope::captureline {

QByteArray header(const CaptureInfo &info);
Result<CaptureInfo> parseHeader(QByteArrayView line);

//! Appends the line for \a event (without newline) to \a out; the frame's bytes are spliced in untouched.
//! Sets *frameAt (if given) to the offset in \a out of the frame's first byte, or -1 for text, base64 and notes.
void write(const Event &event, QByteArray &out, qsizetype *frameAt = nullptr);
//! The reverse. raw comes back byte for byte.
Result<Event> read(QByteArrayView line);

} // namespace rtmscope::captureline
