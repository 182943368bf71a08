// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/drift.h"
#include "core/workspace/messageobject.h"
#include "core/workspace/workspace.h"

#include <map>

//! Compares messages as the server has them with ours. Pure functions.
namespace rtmscope::drift {

//! What the server told of a conversation, or of one of its threads.
struct ServerRange
{
    ConversationRef place;
    MessageTs from;      //!< all that it has from there on is in `messages` …
    MessageTs upTo;      //!< … up to here; empty: to the newest
    MessageTs claimFrom; //!< from there on we should hold whatever it has
    std::map<MessageTs, ToldMessage> messages;

    bool holds(const MessageTs &ts) const { return ts >= from && (upTo.isEmpty() || ts <= upTo); }
};

//! What differs, in the order of the messages.
QList<DriftFinding> differences(const ServerRange &there, const Workspace &here);
//! What \a kind is about, so that equal means alike; nullptr: there is no such message.
QByteArray valueOf(DriftKind kind, const Message *message);

} // namespace rtmscope::drift
