// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QNetworkProxy>
#include <QUrl>

//! Where a token or ticket may travel to, and by which way. Free functions over values; any thread.
namespace rtmscope {

//! 127.0.0.0/8, ::1 and "localhost".
bool isLoopback(const QString &host);

//! The base address of the Web API, ready to append a method: absolute, ending in '/', https (http to
//! loopback only), without user, query and fragment. An Input error in words otherwise.
Result<QUrl> checkedApiBase(const QUrl &base);

//! The address of the stream as the server gave it: wss, or ws to loopback only. The error does not quote it,
//! since it carries a ticket.
Result<QUrl> checkedSocketUrl(const QUrl &url);

//! A token as people paste it: without the spaces, line ends, quotes and "Bearer" around it.
Secret cleanedToken(const Secret &token);

//! Refuses what can't be a token: nothing (code "not_authed"), or characters that no header can carry.
Result<Done> checkedToken(const Secret &token);

//! The proxy for \a target. An empty \a setting asks the system, except for loopback, which is reached
//! directly; else http://[user:password@]host:port or socks5://…. An Input error for anything else. The same
//! for API and stream (trap T22).
Result<QNetworkProxy> proxyFor(const QUrl &setting, const QUrl &target);

//! "rtmscope/0.1.0": how we name ourselves to servers.
QByteArray userAgent();

} // namespace rtmscope
