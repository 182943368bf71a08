// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/fold/foldcontext.h"
#include "core/workspace/messageobject.h"

namespace rtmscope {

//! Threads: parents and how many replies they have (docs/protocol.md).
struct ThreadFold
{
    FoldContext &c;

    //! An event that tells a parent's counters anew; its JSON is the context's.
    void replied();
    void replied(Conversation::Data &conversation);
    //! Takes what the server says about a thread, unless we know of a newer reply than it does.
    bool takeCounters(const Conversation::Data &conversation, Message &parent, const ToldMessage &told,
                      Origin origin);
    //! A reply arrived.
    void countReply(Conversation::Data &conversation, const Message &reply, const UserId &parentUser = {});
    //! A reply we held was deleted.
    void uncountReply(Conversation::Data &conversation, const MessageTs &parentTs);
    //! A broadcast carries a copy of its parent.
    void root(const json::Value &object, Conversation::Data &conversation);
};

} // namespace rtmscope
