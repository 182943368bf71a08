// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/demo/world/rareevents.h"
#include "core/demo/world/stage.h"

#include <vector>

namespace rtmscope::demo {

//! What happens in the demo workspace: a past to scroll back through, and a present without an end.
//! The same seed gives the same people saying the same things in the same order; only the times differ.
class Scenario
{
public:
    //! \a world must outlive it.
    Scenario(World &world, quint64 seed);

    //! Two days of conversation up to World::epochUs(). Call before the world publishes.
    void seedPast();
    //! The next thing that happens; publishes one event or a few that belong together, or now and then none.
    void step();
    //! What ends connections (goodbye and the like) is played through this, and not at all without it.
    void setFarewell(std::function<void(const QByteArray &frame)> farewell)
    {
        m_rare.setFarewell(std::move(farewell));
    }

private:
    void seedChannel(Channel &channel, const QList<const Dialogue *> &dialogues);
    void seedDirect(const QList<const Dialogue *> &dialogues, std::vector<const Dialogue *> &fresh);
    void seedArchive(Channel &channel);
    void playDialogues();
    const Dialogue *draw();
    void shuffle(std::vector<const Dialogue *> &deck);
    void strayReaction();
    void strayPresence();

    World &m_world;
    Random m_random;
    Stage m_stage;
    RareEvents m_rare;
    std::vector<const Dialogue *> m_deck; //!< still to be played; drawn from the back
    std::vector<Play> m_plays;            //!< under way, each in a room of its own
    quint64 m_steps = 0;
};

} // namespace rtmscope::demo
