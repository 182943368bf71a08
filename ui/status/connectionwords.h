// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/status/connectionstatus.h"

//! What the window says about a connection. Pure functions of a status and the present time (microseconds of
//! Clock::system(), monotonic).
namespace rtmscope::connectionwords {

//! "Connected, 42 ms", "Idle, last pong 3 s ago", "No answer for 6 s, will reconnect at 20 s".
QString brief(const ConnectionStatus &status, qint64 nowUs);
//! Where that finds no room: "Connected", "Waiting, 12 s".
QString terse(const ConnectionStatus &status);
//! Whether brief() changes by itself as time passes.
bool isCounting(const ConnectionStatus &status);
//! How long brief() stays true while it counts: whoever shows it looks again then, so that all places change
//! in the same moment.
std::chrono::milliseconds untilNextCount(const ConnectionStatus &status);
//! The look to show: one that is connected but does not answer is a worry.
ConnectionStatus::Look look(const ConnectionStatus &status);
//! Several lines for a tool tip: why, what is spoken, which socket, how soon events are acknowledged, and how
//! long each step of connecting took.
QString details(const ConnectionStatus &status);

//! "RTM", "Socket Mode"; empty for what speaks neither.
QString spoken(const ConnectionStatus &status);
//! What is open: "Socket Mode", "Demo by RTM", "Tap"; empty for nothing, and for captures.
QString kind(const ConnectionStatus &status);
//! Why it is not connected, in one sentence: the first of the cause. Empty: nothing to say.
QString reason(const ConnectionStatus &status);
//! What a list of events says while it has none: whether any can come, and if not, why and what to do.
QString emptyStream(const ConnectionStatus &status);
//! "Acks 0.4 ms, longest 12 ms, 2 too late"; empty where nothing was acknowledged.
QString acks(const AckFigures &figures);
//! What that means, in sentences; empty likewise.
QString ackDetails(const AckFigures &figures);

//! "Find the server": a step of connecting, by RTM or Socket Mode.
QString stageName(Stages::Stage stage, bool socketMode);
//! "12 ms", "by the proxy"; empty while it has no end.
QString stageTook(const Stages::Entry &entry);

} // namespace rtmscope::connectionwords
