// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QString>
#include <QUrl>

namespace rtmscope {

//! What a pasted token is, told from its prefix alone, before anything is sent (protocol section 9.1).
struct TokenReading
{
    enum class Verdict : quint8 {
        Empty,    //!< nothing there yet
        Possible, //!< of a kind that can use RTM; only the server can tell whether this one may
        Unlikely, //!< may be sent, but will most probably be refused
        Unusable, //!< RTM never accepts this kind: not sent
    };
    Verdict verdict = Verdict::Empty;
    Secret token;  //!< without the spaces, quotes and "Bearer" around it
    QString words; //!< what it is and what that means; never part of the token itself
};
TokenReading readToken(const QString &pasted);

//! The address of the Web API as typed: "/api/" is completed, https is assumed. Plain http is for loopback
//! only.
struct AddressReading
{
    QUrl url;        //!< empty if the address can't be used
    QString problem; //!< then: why, and what to do
};
AddressReading readApiAddress(const QString &typed);
//! http://host:port or socks5://host:port; empty is fine and means the system's.
AddressReading readProxyAddress(const QString &typed);

} // namespace rtmscope
