// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/connection/socketmodevalues.h"
#include "core/socketmode/socketframes.h"

#include <QStringList>

//! What goes wrong with Socket Mode, in words. Free functions; any thread.
namespace rtmscope::socketmodewords {

//! An error of auth.test, which was asked with the other token.
Error introductionError(const Error &error);

//! Socket Mode was switched off.
Error linkDisabled();
//! The app has as many sockets as it may; \a wait: until the next try.
Error tooManySockets(std::chrono::milliseconds wait);
//! It is not sure yet whether the app is ours alone; \a wait until it can be.
Error countedLater(int connections, std::chrono::milliseconds wait);
//! The server did not want the socket before it was ready.
Error turnedAway(const QString &reason);
//! Why a stream that works is to be replaced.
QString moveWords(const socketframes::Disconnect &disconnect);

// What a person ought to know, though the connection goes on.
//! \a sign: what showed that somebody else receives events too.
SessionHint otherReceiver(const QString &sign);
//! No event has come. \a scopes of the token that is not app-level; empty: not known.
SessionHint silent(const QStringList &scopes);
SessionHint foreignTeam(const QString &team, const QString &ownTeam);
//! \a app: heard first; \a whose names another.
SessionHint twoApps(const QString &app, const QString &whose, const QString &otherApp);
SessionHint lateAck(std::chrono::milliseconds took);

} // namespace rtmscope::socketmodewords
