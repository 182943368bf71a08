// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/websocket/framereader.h"

//! The writing half of RFC 6455, as a client does it: each frame masked. Pure functions; any thread.
namespace rtmscope {

//! A whole frame. \a mask has to be new and unforeseeable each time, so that nobody can choose what bytes
//! pass through a proxy.
QByteArray maskedFrame(Opcode opcode, QByteArrayView payload, quint32 mask);
//! The payload of a close frame.
QByteArray closePayload(quint16 code, QByteArrayView reason = {});

} // namespace rtmscope
