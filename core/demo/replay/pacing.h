// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>

namespace rtmscope::demo {

//! How fast a recording is replayed. A value.
struct Pacing
{
    double speed = 1; //!< times as fast as it was; 0: as fast as it is read
    //! A silence that was longer counts as that long, before the speed.
    std::chrono::milliseconds longestGap{5'000};
    bool stepping = false; //!< begins paused: each event waits to be asked for
    //! After each event: until the client has acknowledged or answered it, and that long at most.
    std::optional<std::chrono::milliseconds> wait = {};
    std::chrono::milliseconds grace{250}; //!< between a client's hello and the first event
};

} // namespace rtmscope::demo
