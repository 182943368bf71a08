// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

//! How much a tap holds between two sockets at most. What is beyond waits in the system's buffers, and so
//! slows the sender down.
namespace rtmscope {

inline constexpr qint64 mostUnread = 256 * 1024;    //!< of one socket
inline constexpr qint64 mostUnwritten = 512 * 1024; //!< to one socket: then nothing more is read for it
inline constexpr qint64 mostAtOnce = 64 * 1024;     //!< read before others of this thread have their turn

} // namespace rtmscope
