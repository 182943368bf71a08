// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/settings.h"
#include "core/net/webapi.h"
#include "core/send/outgoing.h"

namespace rtmscope {

//! What chat.postMessage is called with, so that the message is as much ours as one sent by the stream. \a
//! kind: which tokens are used there.
ApiArguments postArguments(const OutgoingMessage &message, StreamKind kind);

enum class PostOutcome : quint8 {
    Refused, //!< the server says no: it is not there
    NotSent, //!< it never reached the server, or was asked to come later: it may go again
    Unclear, //!< it may have been posted
};

//! What an error of chat.postMessage says about the message.
PostOutcome outcomeOf(const Error &error);

} // namespace rtmscope
