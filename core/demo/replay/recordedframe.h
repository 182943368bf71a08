// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/replay/recording.h"
#include "core/json/json.h"

namespace rtmscope::demo {

//! Why a frame of a recording is not played again.
enum class LeftOut : quint8 {
    No,           //!< it is
    NotJson,      //!< or a binary frame, or JSON without a type: no event
    OfConnection, //!< it is about the connection of then: hello, goodbye, pong, disconnect, error …
    Answer,       //!< it acknowledges what somebody wrote then
    Repeated,     //!< it was delivered before
};
inline constexpr int leftOutCount = 5;

//! A frame of a recording, understood as far as it has to be to be played. A value.
struct PlayedFrame
{
    LeftOut leftOut = LeftOut::No;
    QByteArray rtm;          //!< for RTM clients; empty: Socket Mode alone has it
    QByteArray event;        //!< what happened, as JSON: the event itself, or what somebody did with an app
    QByteArray envelopeType; //!< events_api, interactive, slash_commands; empty: it came by RTM
    QByteArray payload;      //!< of the envelope
    QByteArray eventId;      //!< of the envelope's event; may be empty
    bool acceptsPayload = false;
    QByteArray type;
    QByteArray subtype;
    QByteArray channel;
    QByteArray user;
    qint64 timeUs = 0;
    qint64 number = 0; //!< of its entry in the record; 0: it has none
};

//! \a document is the caller's, so that its buffers are used again; it holds nothing afterwards.
PlayedFrame readRecorded(const RecordedFrame &frame, json::Document &document);

} // namespace rtmscope::demo
