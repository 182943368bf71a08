// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QString>

//! What a token is, told from its text alone, before anything is sent (docs/protocol.md, section 9.1). Free
//! functions over values; any thread.
namespace rtmscope {

enum class TokenKind : quint8 {
    Nothing,
    Broken,    //!< a space or a character that no token has
    Beginning, //!< a prefix and nothing behind it
    App,       //!< xapp-: opens the socket of Socket Mode, and can do little else
    Bot,       //!< xoxb-
    User,      //!< xoxp-
    RotatingBot,
    RotatingUser,
    Refresh, //!< fetches other tokens only
    BrowserSession,
    BrowserCookie,
    Workflow,     //!< xwfp-: arrives inside events and lives for minutes
    WorkspaceApp, //!< given up in 2018
    Unknown,      //!< no prefix of Slack's; a test server may accept it
};

//! \a token as cleanedToken() leaves it.
TokenKind tokenKindOf(const Secret &token);
//! The id of the app in an app-level token (xapp-1-A0123…-…); empty if it has none. Usual, not documented:
//! nothing may depend on it.
QString appIdIn(const Secret &appToken);

} // namespace rtmscope
