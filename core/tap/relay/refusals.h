// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/tap/http/head.h"

#include <QString>

#include <variant>

//! What a tap does not pass on, and why, in words for whoever reads the program's log. Pure functions; any
//! thread.
namespace rtmscope {

inline constexpr QByteArrayView apiPath = "/api/";
inline constexpr QByteArrayView socketPath =
    "/tap/"; //!< behind it the key of a socket's address, and the rest

//! An answer of our own.
struct Refused
{
    int status = 0;
    QString code;
    QString words;
};

//! The path and query that a request asks for, below apiPath or socketPath. Refused: it is for another host,
//! wants a proxy, or asks for something else.
std::variant<QByteArray, Refused> targetOf(const http::Head &request);

Refused refusalOf(http::HeadFault fault);
Refused brokenBody();
Refused notASocket();
Refused unknownSocket();

Error badAnswer(const QString &host); //!< it can't be passed on
Error cutAnswer(const QString &host); //!< its end is missing, or all of it
QString programHungUp();

} // namespace rtmscope
