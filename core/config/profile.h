// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/endpoint.h"
#include "core/connection/settings.h"

#include <QString>

namespace rtmscope {

//! How to get into one workspace: everything but the secrets, for which it holds references. A plain value.
struct Profile
{
    //! Where events come from.
    enum class Kind : quint8 {
        Rtm,        //!< the stream of a classic app or a legacy token
        SocketMode, //!< the sockets of an app with granular permissions: two tokens
        Tap         //!< what passes between somebody else's program and apiBase: no token
    };
    //! What the person said of the app of a Socket Mode profile: each event goes to one of its connections.
    enum class OtherPrograms : quint8 { NotAsked, None, Some, Unsure };
    //! Whether the account may send from the start.
    enum class Arming : quint8 { Observe, Armed, Ask };

    //! Names recordings, drafts, outbox and keychain entries; given once and never changed, so that a new
    //! name loses nothing. Empty: not stored yet.
    QString id;
    QString name;
    Kind kind = Kind::Rtm;
    QUrl apiBase = slackApiBase();
    ConnectMethod connectMethod = ConnectMethod::RtmConnect;
    ProxySetting proxy; //!< its password is never stored with the rest: see proxyPasswordKey()
    QString caFile;
    bool awaitsHello = true; //!< see ConnectionSettings
    QString colour;          //!< one of profileColours(); empty: none
    Arming arming = Arming::Observe;
    OtherPrograms otherPrograms = OtherPrograms::NotAsked;
    bool sharedAllowed = false; //!< stay connected though other programs use the app
    quint16 tapPort = 0;        //!< where a tap listens; 0: a port of its own choice
    //! The token is in the keychain under tokenKey(), and the proxy's password under proxyPasswordKey().
    bool tokenKept = false;
    bool appTokenKept = false; //!< the app-level token, under appTokenKey()
    bool proxyPasswordKept = false;

    // References into the keychain. Without an id (a connection that is not remembered) they are for memory
    // only.
    QString tokenKey() const { return secretKey(QStringLiteral("token")); }
    QString appTokenKey() const { return secretKey(QStringLiteral("app-token")); }
    QString proxyPasswordKey() const { return secretKey(QStringLiteral("proxy-password")); }

    friend bool operator==(const Profile &, const Profile &) = default;

private:
    QString secretKey(const QString &what) const
    {
        return id.isEmpty() ? QStringLiteral("once/") + what : QStringLiteral("profile/%1/%2").arg(id, what);
    }
};

//! The names of the colours that a profile may have, in order. The theme knows how each looks.
QStringList profileColours();

//! Why \a name can't be a profile's beside \a others, in words; empty if it can. \a id is the profile's own.
QString problemWithName(const QString &name, const QString &id, const QList<Profile> &others);

//! The session's settings for \a profile with its \a token, and for Socket Mode its \a appToken.
ConnectionSettings configFor(const Profile &profile, const Secret &token, const Secret &appToken = {});

} // namespace rtmscope
