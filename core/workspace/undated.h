// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

//! Messages that came without a timestamp, or with one that can't be read: servers for tests send them, and
//! files of others hold them. So that they are shown, they get a made-up one, "1795356131.000200#1", which
//! sorts behind the real one that it begins with (MessageTs orders by the number behind the sign) and is
//! never told to a server. Free functions; any thread.
namespace rtmscope {

//! Whether a server may have given \a ts: digits, with at most one point.
bool isReadable(const MessageTs &ts);
bool isMadeUp(const MessageTs &ts);
//! The next behind \a neighbour, which may be made up as well; before all others where that is empty.
MessageTs madeUpBehind(const MessageTs &neighbour);
//! A real one of that moment, to be made up from.
MessageTs tsOfMoment(qint64 us);

} // namespace rtmscope
