// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"
#include "core/workspace/message.h"
#include "core/workspace/references.h"

#include <optional>

//! Makes a Message of a message object by the field tables of events, wherever the object stands: a message
//! means the same in a frame, in a history, as the root of a broadcast and inside an edit. Free functions;
//! any thread.
namespace rtmscope {

//! A message object and what it says about others.
struct ToldMessage
{
    Message message;
    bool hidden = false;
    bool hasReplyCount = false;
    bool hasReactions = false;
    bool hasText = false;          //!< empty or not
    std::optional<qint64> replyTo; //!< the server repeats our last message (docs/protocol.md)
    QString profileName;           //!< user_profile: the author's name, for strangers
    UserId parentUser;
    References references;
    QString channelType;  //!< of the conversation, where the event says it: "channel", "group", "im", "mpim"
    QString channelValue; //!< `name`, `topic` or `purpose` of the subtypes that change them
};

//! Blocks and attachments keep \a frame, the text \a object was parsed from, or get bytes of their own where
//! it is empty: for what was taken out of a large answer.
ToldMessage readMessage(const json::Value &object, const QByteArray &frame = {});
//! The same for a line about it, which must not cost what a whole message of megabytes does: of the text no
//! more than \a mostText bytes, of blocks and attachments only that there are some, no reactions and replies.
Message readOutline(const json::Value &object, qsizetype mostText);

//! As many people as are named where a reaction or a call shows who takes part.
inline constexpr qsizetype mostShownPeople = 20;

} // namespace rtmscope
