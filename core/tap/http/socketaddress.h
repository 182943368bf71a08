// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <functional>
#include <optional>

//! The one thing that a tap changes in answers, and in one event of RTM. Pure functions; any thread.
namespace rtmscope::http {

//! Whether answers to \a method hold the address of a socket: rtm.connect, rtm.start, apps.connections.open.
bool answersWithSocket(QByteArrayView method);

//! A socket's address, cut where another server may be put in: "wss://wss-primary.slack.com" and
//! "/link/?ticket=…". The second half holds the ticket.
struct SocketAddress
{
    QByteArray origin;
    QByteArray rest;
};

//! \a json with another string as its member "url": what \a other makes of the address there. All other bytes
//! stay as they were. Nothing if it is no JSON object, or has no such member that begins with ws:// or
//! wss://.
std::optional<QByteArray> withOtherAddress(const QByteArray &json,
                                           const std::function<QByteArray(const SocketAddress &)> &other);

//! The same for the event reconnect_url, which RTM tells the address of the next socket by: \a frame is one
//! frame of a WebSocket as a server writes it, and so is what is returned. Empty if it is anything else; a
//! glance tells that of nearly all.
QByteArray frameWithOtherAddress(QByteArrayView frame,
                                 const std::function<QByteArray(const SocketAddress &)> &other);

} // namespace rtmscope::http
