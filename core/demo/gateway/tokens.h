// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/gateway/tickets.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace rtmscope::demo {

//! What a token asks of the server. docs/demo-workspace.md lists them for people.
struct TokenManners
{
    QByteArray userId;          //!< empty: the token is not accepted
    QByteArray failure;         //!< the error code to answer, or "http-500", "html"
    int retryAfterSeconds = 30; //!< for ratelimited
    SocketManner socket = SocketManner::Polite;
    bool appLevel = false;   //!< good for apps.connections.open only
    bool granular = false;   //!< of an app with granular permissions: RTM refuses it, scopes matter
    QByteArray missing = {}; //!< a scope that it has not, of those that its kind usually has
};

TokenManners mannersOf(const QByteArray &token);

//! The answer that a token's failure puts in place of the method's own.
struct TokenRefusal
{
    int status = 200;
    QList<QByteArray> headers;
    QByteArray body;
};

//! Nothing when \a method may go ahead: some failures concern the RTM methods only, as with the real thing.
std::optional<TokenRefusal> refusalFor(const TokenManners &manners, const QByteArray &method);

} // namespace rtmscope::demo
