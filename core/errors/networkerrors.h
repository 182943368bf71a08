// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QAbstractSocket>
#include <QNetworkProxy>
#include <QNetworkReply>

//! Why nothing came back, in words that say what to do. Free functions; any thread.
namespace rtmscope {

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

} // namespace rtmscope
