// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/errors/retryafter.h"
#include "core/json/json.h"

#include <span>

//! What a server refuses, in words: for every error code of the Web API and of the stream that we know of,
//! what happened and what to do next. Free functions; any thread. What went wrong on the way to it:
//! networkerrors.h, answererrors.h.
namespace rtmscope {

//! What a session does about an error of rtm.connect (protocol 2.4).
enum class Remedy : quint8 {
    Stop,        //!< trying again would give the same answer: tell the user
    Retry,       //!< server trouble: backoff
    RetrySlowly, //!< the workspace is being moved: again in minutes
};

//! The remedy for an error code of the Web API (protocol 2.4), in words.
Error apiError(const QString &code, const QString &detail = {});
//! The same from a whole answer with "ok":false. What else the server says of it (context, needed and
//! provided scopes, argument errors, warnings) stands in the words, and in the detail alone.
Error apiErrorFrom(const json::Value &answer);
Remedy remedyFor(const QString &code);
//! Every code with words of its own; for tests and documentation.
std::span<const char *const> knownApiCodes();

//! An error frame's or failed acknowledgement's {"code":2,"msg":"…"}. The code is kept as text; the server's
//! own words are shown verbatim, since the list was never published (protocol 3.3).
Error frameError(const json::Value &error);
//! The same of a whole frame of type error or failed acknowledgement, whose code and msg some servers put at
//! the top.
Error errorInFrame(const json::Value &frame);
bool isExpiredUrl(const Error &frameError); //!< code 1: get a new address
bool isSlowDown(const Error &frameError);   //!< code -1: sending too fast

//! An object that neither says ok nor gives a reason as Slack's Web API does.
Error noReasonError(const QString &host, const json::Value &answer);
Error rateLimitedError(const RetryAfter &retryAfter);
Error rateLimitedError(std::chrono::milliseconds retryAfter);

//! "12 s", "2 min", "28 h", "9 days": a waiting time for people.
QString waitWords(std::chrono::milliseconds wait);

} // namespace rtmscope
