// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QNetworkProxy>
#include <QProcessEnvironment>
#include <QUrl>

#include <optional>

namespace rtmscope {

//! Which way the Web API and the stream take to the server: one setting for both (trap T22). A plain value;
//! any thread.
struct ProxySetting
{
    enum class Kind : quint8 {
        System, //!< as the environment (HTTPS_PROXY, NO_PROXY …) or the desktop says; never for loopback
        None,   //!< directly, whatever the system says
        HttpConnect, //!< an HTTP proxy, asked for a tunnel (CONNECT): it sees host names, never a token
        Socks5,
    };
    Kind kind = Kind::System;
    QString host;
    quint16 port = 0; //!< 0: the usual one, 8080 or 1080
    QString user;     //!< empty: the proxy asks for none
    Secret password;

    //! Whether there is a proxy of our own choice to speak of.
    bool isExplicit() const { return kind == Kind::HttpConnect || kind == Kind::Socks5; }
    quint16 usedPort() const;
    //! Whether a password given for \a other may be shown here: the same proxy, and the same name at it.
    bool isSameAccount(const ProxySetting &other) const;
    //! "http://user@proxy.example:3128", "system" or "none"; without the password.
    QString text() const;

    friend bool operator==(const ProxySetting &, const ProxySetting &) = default;
};

//! "system" or nothing, "none" (or "direct"), http://[user[:password]@]host[:port], socks5://…. An Input
//! error in words for anything else.
Result<ProxySetting> readProxy(const QString &typed);

//! What the environment says for \a target: https_proxy, http_proxy, all_proxy and no_proxy, in lower case
//! and (but for HTTP_PROXY, which a web server's clients could set) in upper case. Nothing if it is silent.
std::optional<Result<ProxySetting>> proxyFromEnvironment(const QProcessEnvironment &environment,
                                                         const QUrl &target);

//! The proxy for \a target. The system's is never used for loopback; a chosen one is. An Input error (codes
//! bad_proxy, insecure_proxy) if the setting can't be used for that target.
Result<QNetworkProxy> proxyFor(const ProxySetting &setting, const QUrl &target);

} // namespace rtmscope
