// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/apps/socketapps.h"

namespace rtmscope::demo {

struct ApiAnswer
{
    int status = 200;
    QList<QByteArray> headers;
    QByteArray body;
};

//! apps.connections.open, which takes its token in the header only (docs/socket-mode.md 2).
ApiAnswer openAppConnection(SocketApps &apps, const HttpRequest &request);

} // namespace rtmscope::demo
