// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/events/event.h"
#include "core/json/json.h"

#include <optional>
#include <string_view>

//! Reads the frames of RTM that are about the connection, or about what we wrote to it. Pure functions; what
//! they return is valid as long as the document that was read.
namespace rtmscope::controlframes {

enum class Kind : quint8 {
    None, //!< an event of the workspace
    Acknowledgement,
    Pong,
    Hello,
    Error,
    Goodbye,
    ReconnectUrl,
    Migration,
    Message, //!< an event, but it may answer as well: see readReplay()
};

//! Of a frame from the server.
Kind kindOf(const Event &event);
//! Frames about the connection itself: each socket has its own, however alike they look.
inline bool isControl(const Event &event)
{
    const Kind kind = kindOf(event);
    return kind != Kind::None && kind != Kind::Message;
}

struct Acknowledgement
{
    quint64 replyTo = 0; //!< 0: names none of ours
    bool accepted = false;
    MessageTs ts;
    std::string_view spelledTs;  //!< as the frame has it
    std::optional<QString> text; //!< the canonical one: the server wraps addresses, for example
    rtmscope::Error error;       //!< if not accepted
};
Acknowledgement readAcknowledgement(const json::Value &frame);

//! Our last message, which the server says again on a new connection.
struct Replay
{
    quint64 replyTo = 0;
    ChannelId channel;
    MessageTs ts;
    QString text;
};
std::optional<Replay> readReplay(const json::Value &message); //!< nothing if it is none

//! Which of our frames \a frame answers; 0: none.
quint64 replyTo(const json::Value &frame);
//! Whether hello says that nothing was missed since the stream before.
bool isFastReconnect(const json::Value &hello);

} // namespace rtmscope::controlframes
