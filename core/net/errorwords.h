// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/retryafter.h"
#include "core/net/webapi.h"

#include <QAbstractSocket>
#include <QNetworkProxy>
#include <QNetworkReply>

#include <span>

//! What went wrong, in words: for every error code of the Web API, the stream and the network that we know
//! of, what happened and what to do next. Free functions; any thread. apiError() itself is declared in
//! webapi.h.
namespace rtmscope {

//! What a session does about an error of rtm.connect (protocol 2.4).
enum class Remedy : quint8 {
    Stop,        //!< trying again would give the same answer: tell the user
    Retry,       //!< server trouble: backoff
    RetrySlowly, //!< the workspace is being moved: again in minutes
};

//! apiError() from a whole answer with "ok":false. What else the server says of it (context, needed and
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

//! Whom we asked, and by which way; for words.
struct Route
{
    Route() = default;
    Route(QString toHost) // NOLINT(google-explicit-constructor): a host alone is the usual case
        : host(std::move(toHost))
    {
    }
    Route(QString toHost, const QNetworkProxy &by);

    QString host;
    QString proxy;              //!< "proxy.example:3128"; empty: directly
    bool showsPassword = false; //!< the proxy is given a name and password
};

//! No answer, or not from whom we asked. Host and proxy are named in the words. A proxy that does not accept
//! the name and password is a refusal (Rejected, code proxy_auth): asking again and again would lock the
//! account. Everything else passes.
Error networkError(QNetworkReply::NetworkError error, const Route &route, const QString &systemText);
Error networkError(QAbstractSocket::SocketError error, const Route &route, const QString &systemText);
//! What a proxy answered to our asking for a tunnel: 401 and 407 are about name and password, 403 is a rule
//! of its own (code proxy_denied), the rest its trouble with the server (proxy_failed).
Error proxyStatusError(int status, const Route &route, const QString &statusLine);
Error timeoutError(const QString &host, std::chrono::milliseconds waited);
//! An HTTP status that is not 200 with a JSON body.
Error httpError(int status, const QString &host);
//! An answer that is not JSON, such as the page of a login portal. \a said: a sentence that came instead.
Error notJsonError(const QString &host, bool looksLikeHtml, const QString &said = {});
//! An answer whose end is missing.
Error answerCutError(const QString &host, qsizetype bytes);
//! An answer that is not UTF-8, from its byte \a at on.
Error notUtf8Error(const QString &host, QByteArrayView answer, qsizetype at);
//! An answer without anything in it.
Error emptyAnswerError(const QString &host);
//! An object that neither says ok nor gives a reason as Slack's Web API does.
Error noReasonError(const QString &host, const json::Value &answer);
//! A list whose pages come round again, or never end; \a pages of them were read.
Error endlessPagesError(const QString &method, int pages, bool isCircle);
bool isEndlessPages(const Error &error); //!< one of these
Error rateLimitedError(const RetryAfter &retryAfter);
Error rateLimitedError(std::chrono::milliseconds retryAfter);

//! "12 s", "2 min", "28 h", "9 days": a waiting time for people.
QString waitWords(std::chrono::milliseconds wait);

} // namespace rtmscope
