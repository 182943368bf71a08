// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

//! What Slack's protocol, and this program's own record, call things: the types of its documentation
//! (docs.slack.dev/reference) and what servers are known to send. Somebody may be called "Mark" or "Post":
//! where one of these stands, it is no name of anybody. Free functions; any thread.
namespace rtmscope {

//! A value that is one of the protocol's own, all of it: "message", "image/png", "channels:read".
bool isProtocolValue(QStringView value);
//! Whether all words of a member's name are the protocol's: "thread_ts", "thumb_360". Letters alone say
//! nothing.
bool isProtocolKey(QStringView key);

} // namespace rtmscope
