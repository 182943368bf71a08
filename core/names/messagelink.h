// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QString>

#include <optional>

namespace rtmscope {

//! What a link to a conversation or a message says. A plain value.
struct MessageLink
{
    ChannelId channel;
    UserId user;      //!< of a link to a person
    MessageTs ts;     //!< empty: the conversation as a whole
    MessageTs thread; //!< the parent, where the message is a reply
};

//! Reads the links that Slack's "Copy link" gives and its clients show in the address line, also between <
//! and >: …/archives/C0123/p1700000000000100?thread_ts=…,
//! …/client/T0123/C0123/thread/C0123-1700000000.000100, slack://channel?id=C0123. Only the form counts, not
//! the host: test servers have hosts of their own. Nothing for any other text.
std::optional<MessageLink> readMessageLink(const QString &text);

//! A message's ts in the forms in which people have it: 1700000000.000100, p1700000000000100 as in a link, or
//! the same digits without a point; ten digits and six. Nothing for any other text.
std::optional<MessageTs> readMessageTs(const QString &text);

} // namespace rtmscope
