// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/eventsource.h"
#include "tests/support/manualclock.h"

namespace rtmscope::testing {

//! A clock that exists before the source that takes it.
struct HasClock
{
    ManualClock ownClock;
};

//! An EventSource that a test feeds by hand.
class EventFeed : private HasClock, public EventSource
{
public:
    EventFeed()
        : EventSource(ownClock)
    {
    }
    using EventSource::deliver;
    using EventSource::deliverAt;
    using EventSource::note;
    using EventSource::setConnection;
    ManualClock &clock() { return ownClock; }
};

} // namespace rtmscope::testing
