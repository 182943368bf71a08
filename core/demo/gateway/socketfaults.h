// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <chrono>

namespace rtmscope::demo {

//! What is wrong with the sockets at the moment. The fault desk writes it, the gateway obeys. A plain value;
//! counts are of sockets or frames still to be struck, durations are real ones.
struct SocketFaults
{
    enum class Hello : quint8 {
        Said,
        Withheld, //!< and nothing else is missing
        Silent    //!< no answer to anything
    };

    Hello hello = Hello::Said;
    bool withholdPongs = false; //!< of both kinds
    bool storming = false;      //!< every socket is cut soon after its hello
    bool dripping = false;      //!< bytes one by one
    int expiredUrls = 0;
    int closesAfterHello = 0;
    int refusedUpgrades = 0;
    int refusalStatus = 503;
    QByteArray acks = "ok"; //!< the choices of the fault "acks"
    std::chrono::milliseconds ackDelay{2'000};
    int duplicates = 0;
    int reorders = 0;
    int drops = 0;
    // Of apps (Socket Mode):
    QByteArray appRefusal = {}; //!< the reason of the disconnect that new sockets get in place of hello
    bool envelopeAcksLost = false;
    int otherSockets = 0; //!< that other programs hold on each app; they take their share of envelopes
    bool othersAcknowledge = true;
    int lateEvents = 0; //!< whose first delivery nobody gets
};

//! Counts \a count down; false when there was none left.
inline bool strikes(int &count)
{
    return count > 0 && count-- > 0;
}

} // namespace rtmscope::demo
