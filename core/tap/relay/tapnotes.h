// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/state.h"
#include "core/tap/relay/relayhost.h"

//! What a tap writes into the record beside frames; docs/capture-format.md has the form. Pure functions: they
//! build compact JSON whose first member is "kind".
namespace rtmscope::tapnotes {

QByteArray call(const TapCall &call);
QByteArray control(TapFault::Way way, const FrameReader::Item &item);
QByteArray listening(const QUrl &address, const QUrl &upstream);
QByteArray socket(const SocketTarget &target, bool opened);
QByteArray refused(const SocketTarget &target, int status);
QByteArray violation(TapFault::Way way, FrameReader::Violation violation);
QByteArray oversize(qsizetype bytes); //!< a frame of the program that Slack drops
QByteArray struck(TapFault::Way way, const char *fault, qsizetype bytes);
QByteArray fault(const QString &words);
QByteArray trouble(const Error &error);
//! A "state" note: readers take who and where we are from those.
QByteArray identity(const Identity &identity);

} // namespace rtmscope::tapnotes
