// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/state.h"

#include <optional>
#include <span>

//! The session's states as a table; docs/session.md shows it for people. What is not in the table does not
//! happen: a late signal of a dropped socket or an answer nobody waits for finds no row and changes nothing.
namespace rtmscope {

//! What makes a session change its state.
enum class Trigger : quint8 {
    OpenAsked,      //!< open() or retryNow()
    TooSoon,        //!< open(), but rtm.connect was called a moment ago
    CloseAsked,     //!< close()
    AddressGiven,   //!< rtm.connect answered with the stream's address
    SocketOpened,   //!< the WebSocket upgrade is done
    HelloCame,      //!< hello, and no send waits for its fate
    HelloWithDoubt, //!< hello, but a send of the last connection was never answered
    DoubtSettled,   //!< the replayed message came, or did not in time
    Lost,           //!< network trouble, a refusal that passes, a dead or closed socket
    Refused,        //!< a refusal that stays, or a setting that can't work
    WaitOver,       //!< the backoff has passed
    OfferTaken,     //!< the wait is over, and the server had offered an address (reconnect_url)
    OfferFailed,    //!< that address did not work: rtm.connect at once
    MoveAsked,      //!< goodbye, team_migration_started, old age: a new stream beside the one that works
    MoveFailed,     //!< that did not work out; again a little later
    HandedOver,     //!< the new stream has said hello and is the one from now on
    LostAsking,     //!< lost, but an address for a new stream has been asked for already
    LostOpening,    //!< lost, but a new socket is being opened already
    LostGreeting,   //!< lost, but a new socket is open already
};

struct Transition
{
    SessionState from;
    Trigger trigger;
    SessionState to;
};

std::span<const Transition> transitions();
std::optional<SessionState> nextState(SessionState from, Trigger trigger);

} // namespace rtmscope
