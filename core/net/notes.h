// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/json/objectbuilder.h"
#include "core/net/webapi.h"
#include "core/websocket/websocket.h"

#include <QByteArray>
#include <QString>

//! The notes that the session and its helpers put into the record; their form is documented in
//! docs/capture-format.md. Pure functions: they build compact JSON whose first member is "kind".
namespace rtmscope::notes {

using Object = json::ObjectBuilder;

QByteArray api(const ApiCall &call);
//! A ping, pong or close frame. What it carries is masked already, but for what only looks like a secret.
QByteArray control(const WebSocket::Control &control);
//! {"code":…,"msg":…} as used inside notes.
QByteArray error(const Error &error);

//! \a json with every ticket replaced by ***, all other bytes as they were.
QByteArray withoutTickets(const QByteArray &json);

} // namespace rtmscope::notes
