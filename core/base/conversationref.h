// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

namespace rtmscope {

//! A conversation, or one of its threads. A plain value; any thread.
struct ConversationRef
{
    ChannelId channel;
    MessageTs thread; //!< the parent's ts; empty: the channel itself
    friend bool operator==(const ConversationRef &, const ConversationRef &) = default;
    friend size_t qHash(const ConversationRef &ref, size_t seed = 0)
    {
        return qHashMulti(seed, ref.channel, ref.thread);
    }
};

} // namespace rtmscope
