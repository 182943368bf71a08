// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/errors/networkerrors.h"

#include "core/base/secret.h"
#include "core/errors/errorwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("NetworkErrors", text);
}

// The causes of network failures, whether they come from a request or from the socket.
enum class Failure : quint8 {
    Refused,
    HostUnknown,
    Timeout,
    Tls,
    ProxyRefused,
    ProxyUnknown,
    ProxyTimeout,
    ProxyAuth,
    ProxyPassword,
    Proxy,
    NoNetwork,
    Closed,
    Other
};

struct FailureRow
{
    Failure failure;
    const char *code;
    const char *words; //!< %1: the host, %2: the proxy
};

constexpr std::array failureRows{
    FailureRow{Failure::Refused, "connection_refused",
               QT_TRANSLATE_NOOP("NetworkErrors",
                                 "Nothing answers at %1. Check that the server runs and that the address "
                                 "is right.")},
    FailureRow{Failure::HostUnknown, "host_not_found",
               QT_TRANSLATE_NOOP("NetworkErrors",
                                 "The name %1 can't be found. Check the network connection and the "
                                 "address.")},
    FailureRow{
        Failure::Timeout, "timeout",
        QT_TRANSLATE_NOOP("NetworkErrors", "%1 did not answer in time. Check the network connection.")},
    FailureRow{Failure::Tls, "tls_failed",
               QT_TRANSLATE_NOOP("NetworkErrors",
                                 "%1 and this computer could not agree on an encrypted connection (TLS 1.2 "
                                 "or newer), so nothing was sent. Check the address; a proxy or firewall may "
                                 "stand in between.")},
    FailureRow{Failure::ProxyRefused, "proxy_refused",
               QT_TRANSLATE_NOOP("NetworkErrors",
                                 "Nothing answers at the proxy %2, so %1 can't be reached. Check the proxy "
                                 "setting and that the proxy runs.")},
    FailureRow{Failure::ProxyUnknown, "proxy_not_found",
               QT_TRANSLATE_NOOP("NetworkErrors",
                                 "The name of the proxy %2 can't be found. Check the network connection and "
                                 "the proxy setting.")},
    FailureRow{Failure::ProxyTimeout, "proxy_timeout",
               QT_TRANSLATE_NOOP("NetworkErrors",
                                 "The proxy %2 did not answer in time. Check the network connection and the "
                                 "proxy setting.")},
    FailureRow{Failure::ProxyAuth, "proxy_auth",
               QT_TRANSLATE_NOOP("NetworkErrors",
                                 "The proxy %2 on the way to %1 asks for a name and password. Put them into "
                                 "the proxy setting.")},
    FailureRow{Failure::ProxyPassword, "proxy_auth",
               QT_TRANSLATE_NOOP("NetworkErrors",
                                 "The proxy %2 on the way to %1 does not accept the name and password. Check "
                                 "them in the proxy setting.")},
    FailureRow{Failure::Proxy, "proxy_failed",
               QT_TRANSLATE_NOOP("NetworkErrors",
                                 "The proxy %2 did not let us through to %1. Check the proxy setting, and "
                                 "whether the proxy can reach that address.")},
    FailureRow{
        Failure::NoNetwork, "network_down",
        QT_TRANSLATE_NOOP("NetworkErrors", "This computer has no network connection to %1 right now.")},
    FailureRow{Failure::Closed, "connection_closed",
               QT_TRANSLATE_NOOP("NetworkErrors", "%1 closed the connection.")},
    FailureRow{Failure::Other, "network_error",
               QT_TRANSLATE_NOOP("NetworkErrors", "The connection to %1 failed.")},
};

Error failureError(Failure failure, const Route &route, const QString &systemText)
{
    if (failure == Failure::ProxyAuth && route.showsPassword)
        failure = Failure::ProxyPassword;
    const auto row =
        std::find_if(failureRows.begin(), failureRows.end(),
                     [failure](const FailureRow &candidate) { return candidate.failure == failure; });
    const bool stays = failure == Failure::ProxyAuth || failure == Failure::ProxyPassword;
    QString words = tr(row->words);
    words.replace("%1"_L1, route.host).replace("%2"_L1, route.proxy);
    return Error{stays ? Error::Kind::Rejected : Error::Kind::Network,
                 QString::fromLatin1(row->code),
                 words,
                 maskSecrets(systemText),
                 {}};
}

Failure failureOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return Failure::Refused;
    case QNetworkReply::HostNotFoundError:
        return Failure::HostUnknown;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return Failure::Timeout;
    case QNetworkReply::SslHandshakeFailedError:
        return Failure::Tls;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return Failure::ProxyAuth;
    case QNetworkReply::ProxyConnectionRefusedError:
        return Failure::ProxyRefused;
    case QNetworkReply::ProxyNotFoundError:
        return Failure::ProxyUnknown;
    case QNetworkReply::ProxyTimeoutError:
        return Failure::ProxyTimeout;
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::UnknownProxyError:
        return Failure::Proxy;
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return Failure::NoNetwork;
    case QNetworkReply::RemoteHostClosedError:
        return Failure::Closed;
    default:
        return Failure::Other;
    }
}

Failure failureOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return Failure::Refused;
    case QAbstractSocket::HostNotFoundError:
        return Failure::HostUnknown;
    case QAbstractSocket::SocketTimeoutError:
        return Failure::Timeout;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return Failure::Tls;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return Failure::ProxyAuth;
    case QAbstractSocket::ProxyConnectionRefusedError:
        return Failure::ProxyRefused;
    case QAbstractSocket::ProxyNotFoundError:
        return Failure::ProxyUnknown;
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return Failure::ProxyTimeout;
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyProtocolError:
        return Failure::Proxy;
    case QAbstractSocket::NetworkError:
        return Failure::NoNetwork;
    case QAbstractSocket::RemoteHostClosedError:
        return Failure::Closed;
    default:
        return Failure::Other;
    }
}

//! QNetworkReply calls most failures of a proxy unknown, and sockets some; what was the matter is left in the
//! text only, in the words of Qt's own sources or their translation.
Failure proxyFailure(const QString &systemText)
{
    struct Said
    {
        const char *words;
        Failure failure;
    };
    constexpr std::array known{Said{"Proxy connection refused", Failure::ProxyRefused},
                               Said{"Connection to proxy refused", Failure::ProxyRefused},
                               Said{"Proxy server not found", Failure::ProxyUnknown},
                               Said{"Proxy host not found", Failure::ProxyUnknown},
                               Said{"Proxy server connection timed out", Failure::ProxyTimeout},
                               Said{"Connection to proxy timed out", Failure::ProxyTimeout},
                               Said{"Proxy requires authentication", Failure::ProxyAuth},
                               Said{"Proxy authentication failed", Failure::ProxyAuth},
                               Said{"Proxy denied connection", Failure::Proxy},
                               Said{"Error communicating with HTTP proxy", Failure::Proxy},
                               Said{"Did not receive HTTP response from proxy", Failure::Proxy},
                               Said{"Proxy connection closed prematurely", Failure::Proxy},
                               Said{"Connection to proxy closed prematurely", Failure::Proxy},
                               Said{"Connection not allowed by SOCKSv5 server", Failure::Proxy},
                               Said{"General SOCKSv5 server failure", Failure::Proxy}};
    for (const Said &said : known) {
        for (const char *engine : {"QHttpSocketEngine", "QSocks5SocketEngine"}) {
            if (systemText.startsWith(QCoreApplication::translate(engine, said.words)))
                return said.failure;
        }
    }
    return Failure::Other;
}

} // namespace

Route::Route(QString toHost, const QNetworkProxy &by)
    : host(std::move(toHost))
{
    if (by.type() == QNetworkProxy::NoProxy || by.type() == QNetworkProxy::DefaultProxy)
        return;
    proxy = u"%1:%2"_s.arg(by.hostName()).arg(by.port());
    showsPassword = !by.user().isEmpty();
}

Error networkError(QNetworkReply::NetworkError error, const Route &route, const QString &systemText)
{
    Failure failure = failureOf(error);
    if (failure == Failure::Other && !route.proxy.isEmpty())
        failure = proxyFailure(systemText);
    return failureError(failure, route, systemText);
}

Error networkError(QAbstractSocket::SocketError error, const Route &route, const QString &systemText)
{
    Failure failure = failureOf(error);
    if (failure == Failure::Other && !route.proxy.isEmpty())
        failure = proxyFailure(systemText);
    return failureError(failure, route, systemText);
}

Error proxyStatusError(int status, const Route &route, const QString &statusLine)
{
    if (status == 401 || status == 407)
        return failureError(Failure::ProxyAuth, route, statusLine);
    const bool denied = status == 403 || status == 405;
    const QString words =
        denied ? tr("The proxy %1 does not allow connections to %2 (HTTP %3). Ask whoever runs it, "
                    "or choose another proxy.")
               : tr("The proxy %1 could not open a way to %2 (HTTP %3). Check the address, and "
                    "whether the proxy can reach it.");
    return Error{Error::Kind::Network,
                 denied ? u"proxy_denied"_s : u"proxy_failed"_s,
                 words.arg(route.proxy, route.host).arg(status),
                 maskSecrets(statusLine),
                 {}};
}

Error timeoutError(const QString &host, std::chrono::milliseconds waited)
{
    return Error{
        Error::Kind::Network,
        u"timeout"_s,
        tr("%1 did not answer within %2. Check the network connection.").arg(host, waitWords(waited)),
        {},
        {}};
}

} // namespace rtmscope
