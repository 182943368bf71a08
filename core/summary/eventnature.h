// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/event.h"

namespace rtmscope {

//! What an entry of the record is to somebody who looks for what matters. Thread-safe.
struct EventNature
{
    bool trouble = false; //!< tells that something failed: a call, a send, a connection
    bool lookUp = false;  //!< asked by ourselves, for a name or after an outage, and no news: nothing to read
};

//! By what the entry says, not by its type alone: a call that worked and one that failed have the same type.
EventNature natureOf(const Event &event);

} // namespace rtmscope
