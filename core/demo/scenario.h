// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world.h"

namespace rtmscope::demo {

//! What happens in the demo workspace: a past to scroll back through, and a present that goes on for ever.
//! The same seed gives the same people saying the same things in the same order; only the times differ.
class Scenario
{
public:
    //! \a world must outlive it.
    Scenario(World &world, quint64 seed);

    //! Two days of conversation up to World::epochUs(). Call before the world publishes.
    void seedPast();
    //! The next thing that happens; publishes one event or a few that belong together.
    void step();

private:
    World &m_world;
    Random m_random;
};

} // namespace rtmscope::demo
