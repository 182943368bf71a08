// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/fold/foldcontext.h"

namespace rtmscope {

//! What is unread (docs/protocol.md): an estimate of our own on top of what the server said.
struct UnreadFold
{
    FoldContext &c;

    //! \a message came (1) or went (-1).
    void count(Conversation::Data &conversation, const Message &message, int difference);
    void recount(Conversation::Data &conversation);
    //! Whoever writes has read: the server moves the cursor too.
    void markRead(Conversation::Data &conversation, const MessageTs &ts);
};

} // namespace rtmscope
