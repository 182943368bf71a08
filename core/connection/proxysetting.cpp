// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/connection/proxysetting.h"

#include "core/connection/endpoint.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

using Kind = ProxySetting::Kind;

constexpr quint16 usualHttpPort = 8080;
constexpr quint16 usualSocksPort = 1080;

QString tr(const char *text)
{
    return QCoreApplication::translate("ProxySetting", text);
}

Error unusable(const QString &code, const QString &words)
{
    return Error{Error::Kind::Input, code, words, {}, {}};
}

Error badAddress()
{
    return unusable(
        u"bad_proxy"_s,
        tr("The proxy address can't be used. Write it as http://host:port or socks5://host:port."));
}

bool isEncrypted(const QUrl &url)
{
    return url.scheme() == "https"_L1 || url.scheme() == "wss"_L1;
}

QString valueOf(const QProcessEnvironment &environment, const QString &name, bool alsoUpperCase = true)
{
    const QString value = environment.value(name).trimmed();
    return value.isEmpty() && alsoUpperCase ? environment.value(name.toUpper()).trimmed() : value;
}

//! One entry of no_proxy: "*", "example.org" and its subdomains (a dot in front changes nothing),
//! "host:port", an address or a network as 10.0.0.0/8.
bool exempts(QString entry, const QUrl &target)
{
    entry = entry.trimmed().toLower();
    if (entry == "*"_L1)
        return true;
    const QHostAddress address(target.host());
    if (!address.isNull()) {
        if (const QHostAddress other(entry); !other.isNull())
            return address.isEqual(other);
        const auto network = QHostAddress::parseSubnet(entry);
        if (network.second >= 0 && entry.contains(u'/'))
            return address.isInSubnet(network);
    }
    if (const qsizetype colon = entry.lastIndexOf(u':'); colon > 0) {
        const int usual = isEncrypted(target) ? 443 : 80;
        if (entry.mid(colon + 1).toInt() != target.port(usual))
            return false;
        entry.truncate(colon);
    }
    while (entry.startsWith(u'.') || entry.startsWith("*."_L1))
        entry.remove(0, 1);
    const QString host = target.host().toLower();
    return !entry.isEmpty() && (host == entry || host.endsWith(u'.' + entry));
}

bool isExempt(const QProcessEnvironment &environment, const QUrl &target)
{
    const QStringList entries = valueOf(environment, u"no_proxy"_s).split(u',', Qt::SkipEmptyParts);
    return std::any_of(entries.begin(), entries.end(),
                       [&target](const QString &entry) { return exempts(entry, target); });
}

QNetworkProxy toQt(const ProxySetting &setting)
{
    QNetworkProxy proxy(setting.kind == Kind::Socks5 ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy,
                        setting.host, setting.usedPort());
    if (!setting.user.isEmpty()) {
        proxy.setUser(setting.user);
        proxy.setPassword(QString::fromUtf8(setting.password.reveal()));
    }
    // Tunnels only: as a caching proxy an HTTP proxy would be handed whole requests, token included.
    proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    return proxy;
}

//! What the desktop's settings say (a proxy script, for instance), where the platform tells Qt.
QNetworkProxy fromDesktop(const QUrl &target)
{
    // The system knows http and https only, and the stream has to take the same way as the API.
    QUrl asked = target;
    asked.setScheme(isEncrypted(target) ? u"https"_s : u"http"_s);
    const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(asked));
    const QNetworkProxy first = proxies.value(0, QNetworkProxy(QNetworkProxy::NoProxy));
    const bool socks = first.type() == QNetworkProxy::Socks5Proxy;
    const bool http =
        first.type() == QNetworkProxy::HttpProxy || first.type() == QNetworkProxy::HttpCachingProxy;
    if (!socks && !http)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    return toQt({socks ? Kind::Socks5 : Kind::HttpConnect, first.hostName(), first.port(), first.user(),
                 Secret(first.password().toUtf8())});
}

} // namespace

quint16 ProxySetting::usedPort() const
{
    if (port != 0)
        return port;
    return kind == Kind::Socks5 ? usualSocksPort : usualHttpPort;
}

bool ProxySetting::isSameAccount(const ProxySetting &other) const
{
    return kind == other.kind && host.compare(other.host, Qt::CaseInsensitive) == 0 &&
           usedPort() == other.usedPort() && user == other.user;
}

QString ProxySetting::text() const
{
    if (kind == Kind::System)
        return u"system"_s;
    if (kind == Kind::None)
        return u"none"_s;
    QUrl url;
    url.setScheme(kind == Kind::Socks5 ? u"socks5"_s : u"http"_s);
    url.setHost(host);
    if (port != 0)
        url.setPort(port);
    url.setUserName(user, QUrl::DecodedMode);
    return url.toString();
}

Result<ProxySetting> readProxy(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty() || text.compare("system"_L1, Qt::CaseInsensitive) == 0)
        return ProxySetting{};
    ProxySetting setting;
    if (text.compare("none"_L1, Qt::CaseInsensitive) == 0 ||
        text.compare("direct"_L1, Qt::CaseInsensitive) == 0) {
        setting.kind = Kind::None;
        return setting;
    }
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme().toLower();
    const bool socks = scheme == "socks5"_L1 || scheme == "socks5h"_L1;
    const bool onlyAddress =
        (url.path().isEmpty() || url.path() == "/"_L1) && !url.hasQuery() && !url.hasFragment();
    if (!url.isValid() || url.host().isEmpty() || url.port() == 0 || !onlyAddress ||
        (scheme != "http"_L1 && !socks))
        return badAddress();
    setting.kind = socks ? Kind::Socks5 : Kind::HttpConnect;
    setting.host = url.host();
    setting.port = static_cast<quint16>(url.port(0));
    setting.user = url.userName(QUrl::FullyDecoded);
    setting.password = Secret(url.password(QUrl::FullyDecoded).toUtf8());
    return setting;
}

std::optional<Result<ProxySetting>> proxyFromEnvironment(const QProcessEnvironment &environment,
                                                         const QUrl &target)
{
    QString value = isEncrypted(target) ? valueOf(environment, u"https_proxy"_s) : QString();
    if (value.isEmpty())
        value = valueOf(environment, u"http_proxy"_s, false);
    if (value.isEmpty())
        value = valueOf(environment, u"all_proxy"_s);
    if (value.isEmpty())
        return {};
    ProxySetting none;
    none.kind = Kind::None;
    if (isExempt(environment, target))
        return none;
    if (!value.contains("://"_L1))
        value.prepend("http://"_L1); // "proxy.example:3128" is how many write it
    const auto setting = readProxy(value);
    if (setting && setting->isExplicit())
        return setting;
    return unusable(
        u"bad_proxy"_s,
        tr("The proxy that the environment names (HTTPS_PROXY or the like) can't be used: it has to "
           "be http://host:port or socks5://host:port. Mend it, or choose a proxy here."));
}

Result<QNetworkProxy> proxyFor(const ProxySetting &setting, const QUrl &target)
{
    const bool local = isLoopback(target.host());
    ProxySetting chosen = setting;
    if (setting.kind == Kind::System) {
        if (local)
            return QNetworkProxy(QNetworkProxy::NoProxy);
        const auto environment = proxyFromEnvironment(QProcessEnvironment::systemEnvironment(), target);
        if (!environment)
            return fromDesktop(target);
        if (!*environment)
            return environment->error();
        chosen = **environment;
    }
    if (!chosen.isExplicit())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    if (chosen.host.isEmpty())
        return badAddress();
    if (!isEncrypted(target) && !isLoopback(chosen.host))
        return unusable(
            u"insecure_proxy"_s,
            tr("The way to %1 is not encrypted, so the proxy %2 on the network could read the token. "
               "Use https, or no proxy for servers on this computer.")
                .arg(target.host(), chosen.host));
    return toQt(chosen);
}

} // namespace rtmscope
