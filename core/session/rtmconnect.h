// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/connection/settings.h"
#include "core/stream/addresscall.h"

namespace rtmscope {

//! The call that RTM begins with: rtm.connect, or rtm.start for servers that know only that. Pure.
AddressCall rtmConnect(ConnectMethod method);

} // namespace rtmscope
