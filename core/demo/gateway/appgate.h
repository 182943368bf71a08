// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/gateway/clientsocket.h"
#include "core/demo/world/world.h"

namespace rtmscope::demo {

//! Whom the gateway hands the sockets of apps (Socket Mode) to, once they are open. In the server's thread.
class AppGate
{
public:
    virtual ~AppGate() = default;
    //! \a socket is open, and is greeted now or sent away. \a shortLived: the client asked to be told to
    //! reconnect soon.
    virtual void welcome(ClientSocket &socket, bool shortLived) = 0;
    virtual void receive(ClientSocket &socket, const QByteArray &text) = 0;
    virtual void forget(ClientSocket &socket) = 0; //!< it is gone
    //! Returns to how many apps \a frame went, in whatever form.
    virtual int publish(const QByteArray &frame, const Audience &audience) = 0;
};

} // namespace rtmscope::demo
