// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/session/endpoint.h"

#include "core/session/errorwords.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Endpoint", text);
}

Error unusable(const QString &code, const QString &words)
{
    return Error{Error::Kind::Input, code, words, {}, {}};
}

Result<Done> checkedScheme(const QUrl &url, QLatin1StringView secure, QLatin1StringView plain)
{
    const QString scheme = url.scheme().toLower();
    if (!url.isValid() || url.host().isEmpty() || (scheme != secure && scheme != plain))
        return unusable(u"bad_url"_s,
                        tr("This is not an address Rtmscope can connect to. It should look like "
                           "https://slack.com/api/."));
    if (scheme == plain && !isLoopback(url.host()))
        return unusable(
            u"insecure_url"_s,
            tr("Rtmscope does not send a token unencrypted over the network. Use %1 for %2; plain %3 "
               "works for this computer only (127.0.0.1, ::1, localhost).")
                .arg(secure, url.host(), plain));
    return Done{};
}

bool isWrapping(char byte)
{
    return byte == '"' || byte == '\'' || byte == '`' || static_cast<unsigned char>(byte) <= ' ';
}

} // namespace

bool isLoopback(const QString &host)
{
    if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

Result<QUrl> checkedApiBase(const QUrl &base)
{
    if (const auto scheme = checkedScheme(base, "https"_L1, "http"_L1); !scheme)
        return scheme.error();
    QUrl url = base.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (!url.path().endsWith(u'/'))
        url.setPath(url.path() + u'/');
    return url;
}

Result<QUrl> checkedSocketUrl(const QUrl &url)
{
    if (const auto scheme = checkedScheme(url, "wss"_L1, "ws"_L1); !scheme) {
        Error error = scheme.error();
        // The user did not choose this address, so it is the server's fault.
        error.kind = Error::Kind::Protocol;
        if (error.code == "bad_url"_L1)
            error.words = tr("The server gave no usable address for the stream.");
        return error;
    }
    return url;
}

Secret cleanedToken(const Secret &token)
{
    QByteArray bytes = token.reveal();
    // Typographic quotes come along when a token is copied from a chat or a document.
    for (const char *quote : {"\u201c", "\u201d", "\u2018", "\u2019", "\u00a0", "\ufeff"})
        bytes.replace(quote, " ");
    const auto strip = [&bytes] {
        const auto first = std::find_if_not(bytes.cbegin(), bytes.cend(), isWrapping);
        const auto last = std::find_if_not(bytes.crbegin(), bytes.crend(), isWrapping).base();
        bytes = first < last ? bytes.sliced(first - bytes.cbegin(), last - first) : QByteArray();
    };
    strip();
    constexpr QByteArrayView scheme("bearer ");
    if (bytes.size() > scheme.size() && bytes.left(scheme.size()).toLower() == scheme) {
        bytes.remove(0, scheme.size());
        strip();
    }
    return Secret(bytes);
}

Result<Done> checkedToken(const Secret &token)
{
    if (token.isEmpty())
        return apiError(u"not_authed"_s);
    const QByteArray &bytes = token.reveal();
    const bool clean =
        std::all_of(bytes.cbegin(), bytes.cend(), [](char byte) { return byte > ' ' && byte < 0x7f; });
    if (!clean)
        return unusable(u"bad_token"_s,
                        tr("The token has spaces or special characters inside. Copy it again, as one "
                           "piece."));
    return Done{};
}

Result<QNetworkProxy> proxyFor(const QUrl &setting, const QUrl &target)
{
    if (setting.isEmpty()) {
        if (isLoopback(target.host()))
            return QNetworkProxy(QNetworkProxy::NoProxy);
        // The system knows proxies for http and https only, and the stream has to take the same way as the
        // API.
        QUrl asked = target;
        const bool secure = target.scheme() == "wss"_L1 || target.scheme() == "https"_L1;
        asked.setScheme(secure ? u"https"_s : u"http"_s);
        const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(asked));
        return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.constFirst();
    }
    const QString scheme = setting.scheme().toLower();
    const bool socks = scheme == "socks5"_L1 || scheme == "socks5h"_L1;
    if (!setting.isValid() || setting.host().isEmpty() || (scheme != "http"_L1 && !socks))
        return unusable(u"bad_proxy"_s, tr("The proxy address can't be used. Write it as http://host:port or "
                                           "socks5://host:port."));
    constexpr int httpPort = 8080;
    constexpr int socksPort = 1080;
    return QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, setting.host(),
                         static_cast<quint16>(setting.port(socks ? socksPort : httpPort)),
                         setting.userName(QUrl::FullyDecoded), setting.password(QUrl::FullyDecoded));
}

QByteArray userAgent()
{
    return QByteArrayLiteral("rtmscope/" RTMSCOPE_VERSION);
}

} // namespace rtmscope
