// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/apps/socketapps.h"
#include "core/demo/methods/arguments.h"

namespace rtmscope::demo {

struct ApiAnswer
{
    int status = 200;
    QList<QByteArray> headers;
    QByteArray body;
};

//! apps.connections.open, which takes its token in the header only (docs/socket-mode.md 2).
ApiAnswer openAppConnection(SocketApps &apps, const HttpRequest &request);
//! apps.event.authorizations.list: the installations of the app that an event was visible to.
ApiAnswer listAuthorizations(const World &world, const HttpRequest &request);
//! The body that answers \a method, if it is one of views.*: forms that a bot shows to people.
std::optional<QByteArray> callViews(SocketApps &apps, const QByteArray &method, const Arguments &arguments);

} // namespace rtmscope::demo
