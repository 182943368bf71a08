// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/json.h"
#include "core/workspace/references.h"
#include "core/workspace/state.h"

//! Reads the objects that frames and Web API answers share: messages, users, conversations. One reader for
//! all places, so a message means the same in a frame, in a history, as the root of a broadcast and inside an
//! edit.
namespace rtmscope::wire {

//! An id given as text or as an object holding it; the wire does both (protocol section 5).
QString idText(const json::Value &value);

//! A message object and what it says about others.
struct WireMessage
{
    Message message;
    QByteArray frame; //!< the bytes it was read from, where parts of the message may keep them
    bool hidden = false;
    bool isReplay = false; //!< carries reply_to: the server repeats our last message (protocol 3.1)
    bool hasReplyCount = false;
    bool hasReactions = false;
    QString profileName; //!< user_profile: the author's name, for strangers
    UserId parentUser;
    MessageTs eventTs;
    References references;
    qsizetype mostText = -1; //!< bytes of the text that are wanted by an outline; -1: it is no outline
    bool isOutline() const { return mostText >= 0; }
    QString channelValue; //!< `name`, `topic` or `purpose` of the subtypes that change them
};

//! Blocks and attachments keep \a frame, the text \a object was parsed from, or get bytes of their own where
//! it is empty: for what was taken out of a large answer.
WireMessage readMessage(const json::Value &object, QByteArray frame = {});
//! The same for a line about it, which must not cost what a whole message of megabytes does: of the text no
//! more than \a mostText bytes, of blocks and attachments only that there are some, no reactions and replies.
Message readOutline(const json::Value &object, qsizetype mostText);

//! Fills only what \a object holds. Returns true if a name changed.
bool readUser(const json::Value &object, User &user);
bool readConversation(const json::Value &object, Conversation::Data &conversation);

} // namespace rtmscope::wire
