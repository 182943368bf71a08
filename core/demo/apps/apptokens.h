// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/gateway/tickets.h"

namespace rtmscope::demo {

//! The app whose bot the tokens xoxb-demo-… are.
inline constexpr auto botAppId = "A0RTMSCOPE";
//! The app that a person installed to see what they see, with the tokens xoxp-demo-….
inline constexpr auto personAppId = "A0YOU";

//! What an app-level token asks of the server. docs/demo-workspace.md lists them for people.
struct AppToken
{
    QByteArray appId;   //!< empty: the token is not accepted
    QByteArray failure; //!< the error code to answer
    int retryAfterSeconds = 30;
    SocketManner socket = SocketManner::Polite;
};

//! xapp-1-A0RTMSCOPE-…, or any other app's; xapp-fail-CODE; xapp-no-hello and the like.
AppToken readAppToken(const QByteArray &token);

} // namespace rtmscope::demo
