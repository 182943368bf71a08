// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/capture/spool.h"
#include "core/events/event.h"

#include <optional>

namespace rtmscope::json {
class Tree;
}

//! The lines of a capture (docs/capture-format.md): one JSON object each, readable by jq.
//!   {"n":412,"t":"2026-11-22T14:02:11.318204Z","dir":"in","conn":3,"frame":<the frame's bytes, verbatim>}
//!   {"n":413,"t":"…","dir":"in","conn":3,"problem":"…","text":"<escaped>"}    not JSON, or would break the
//!   line
//!   {"n":414,"t":"…","dir":"in","conn":3,"problem":"…","base64":"…"}          binary
//!   {"n":415,"t":"…","dir":"note","conn":3,"kind":"state",…}                   notes: members of Event::raw
//!   follow
//! What carries the bytes is always the last member, so that it is found without reading it.
namespace rtmscope::captureline {

QByteArray header(const CaptureInfo &info);
//! Whether \a line is a capture's first line, by its first member alone.
bool isHeader(QByteArrayView line);
Result<CaptureInfo> parseHeader(QByteArrayView line);

//! Appends the line for \a event (without newline) to \a out; the frame's bytes are spliced in untouched.
//! Sets *frameAt (if given) to the offset in \a out of the frame's first byte, or -1 for text, base64 and
//! notes. \a source: which of several captures it comes from, from 1; 0: there is only one.
void write(const Event &event, QByteArray &out, qsizetype *frameAt = nullptr, quint16 source = 0);
//! The reverse. raw comes back byte for byte.
Result<Event> read(QByteArrayView line);

//! The parts of a line, as views into it: what a scan over a million lines needs, and no more.
struct Parts
{
    enum class Payload : quint8 {
        Frame,  //!< payload is the frame itself
        Text,   //!< payload is the inside of a JSON string, still escaped
        Base64, //!< payload is base64
        Note,   //!< payload is the note's members with the closing brace: '{' + payload is the note
    };
    quint64 seq = 0;
    qint64 timeUs = 0;
    quint32 connection = 0;
    quint16 source = 0; //!< see write()
    Direction direction = Direction::In;
    FrameForm form = FrameForm::Json;
    Payload kind = Payload::Frame;
    bool repeated = false;
    QByteArrayView masked;  //!< a JSON array of strings, or empty
    QByteArrayView channel; //!< a JSON string with its quotes, or empty: the frame does not say it
    QByteArrayView problem; //!< a JSON string with its quotes, or empty
    QByteArrayView payload;
};
//! Takes apart a line just as write() spells it. False for anything else, also for the same members in
//! another order or spacing (read() takes those too). The payload is not looked at, except for its closing
//! quote or brace.
bool split(QByteArrayView line, Parts *parts);
//! The same for any spelling a JSON tool may have made of a line. The views point into *tree, which is
//! filled.
bool splitAnySpelling(QByteArrayView line, Parts *parts, json::Tree *tree);
//! The payload's bytes as they were on the wire; nothing if its escapes or base64 are broken.
std::optional<QByteArray> payloadBytes(const Parts &parts);

enum class Bytes : quint8 {
    Copied, //!< the event stands on its own
    Shared, //!< a frame's raw points into the line and lives as long: for scans, which keep only the header
            //!< fields
};
//! The entry, header fields included. False if the payload's escapes or base64 are broken.
bool assemble(const Parts &parts, Bytes bytes, Event *event);

} // namespace rtmscope::captureline
