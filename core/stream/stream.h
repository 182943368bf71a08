// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/liveness/heartbeat.h"
#include "core/net/socketlink.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace rtmscope {

//! One socket and what the session knows of it. Owned by the session or by the attempt that opens it; its
//! thread.
struct Stream
{
    Stream(quint32 connection, const Heartbeat &heart)
        : number(connection)
        , heartbeat(heart)
    {
    }
    //! Cuts the socket. The link may be the sender of the signal or frame that is being handled, so it goes
    //! later.
    ~Stream()
    {
        if (!link)
            return;
        link->disconnect();
        link->cut();
        link.release()->deleteLater();
        if (gone)
            gone(number);
    }
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    quint32 number;
    std::unique_ptr<SocketLink> link;
    Heartbeat heartbeat;
    std::function<void(quint32 number)> gone = {}; //!< told when the socket is cut
    qint64 openedUs = 0;                           //!< monotonic: when the upgrade was done
    //! How long the server lets it live, less what it takes to replace it; zero: it did not say.
    std::chrono::milliseconds life{0};
    qint64 lastFrameWallUs = 0;    //!< when it last gave us anything
    quint64 burst = 0;             //!< the last burst of frames that it had a part in
    quint64 drainPing = 0;         //!< the ping whose answer proves that nothing older is still on its way
    bool drained = false;          //!< it was answered, or the server ended the stream itself
    quint64 provingPing = 0;       //!< the ping whose answer proves that all that was kept for it has come
    std::optional<Error> farewell; //!< an error frame that may explain why the socket closes next
};

} // namespace rtmscope
