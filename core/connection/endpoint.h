// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QUrl>

//! Where a token or ticket may travel to. Free functions over values; any thread. By which way: see
//! proxysetting.h; whom it is shown to: trust.h.
namespace rtmscope {

//! 127.0.0.0/8, ::1 and "localhost".
bool isLoopback(const QString &host);

//! The addresses of Slack's two worlds; commercial tokens are unknown to the government one and the reverse.
QUrl slackApiBase();
QUrl govSlackApiBase();

//! Whether a token meant for \a a may go to \a b: the same scheme, host and port.
bool isSameServer(const QUrl &a, const QUrl &b);

//! The base address as a person types it: the scheme may be missing (https), and so may the path (/api/). An
//! Input error in words that say what to change.
Result<QUrl> readApiBase(const QString &typed);

//! The base address of the Web API, ready to append a method: absolute, ending in '/', https (http to
//! loopback only), without user, query and fragment. An Input error in words otherwise.
Result<QUrl> checkedApiBase(const QUrl &base);

//! The address of the stream as the server gave it: wss, or ws to loopback only. The error does not quote it,
//! since it carries a ticket.
Result<QUrl> checkedSocketUrl(const QUrl &url);

//! A token as people paste it: without the spaces, line ends, quotes, "Bearer" and "SLACK_API_TOKEN=" (or
//! APP, BOT, USER) around it.
Secret cleanedToken(const Secret &token);

//! Refuses what can't be a token: nothing (code "not_authed"), or characters that no header can carry.
Result<Done> checkedToken(const Secret &token);

//! "rtmscope/0.1.0": how we name ourselves to servers.
QByteArray userAgent();

} // namespace rtmscope
