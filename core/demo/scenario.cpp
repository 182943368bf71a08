// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/demo/scenario.h"

namespace rtmscope::demo {

namespace {

constexpr const char *lines[] = {
    "Error rate is back to normal. Closing the incident.",
    "Deploy of `api-gateway` is done, <@U02TOMAS> please check the "
    "<https://grafana.demo.invalid/d/gateway|dashboard>",
    "Looking now :eyes:",
    "p99 looks fine to me",
    "*Reminder:* the retro is at three, notes go into <#C0INC0412|incident-0412>",
};

} // namespace

Scenario::Scenario(World &world, quint64 seed)
    : m_world(world)
    , m_random(seed)
{
}

void Scenario::seedPast()
{
    for (const auto &channel : m_world.channels()) {
        if (channel->kind == Channel::Kind::Im)
            continue;
        for (int i = 0; i < 20; ++i) {
            m_world.setSeedingTime(m_world.epochUs() - (20 - i) * 600'000'000LL);
            m_world.post(
                *channel,
                {m_random.pick(channel->members), lines[m_random.below(5)], {}, {}, m_random.uuid()});
        }
    }
    m_world.setSeedingTime(0);
}

void Scenario::step()
{
    Channel &channel = *m_world.channel("C0OPS");
    const QByteArray user = m_random.pick(channel.members);
    switch (m_random.below(4)) {
    case 0:
        m_world.typing(channel, user);
        break;
    case 1:
        m_world.react(channel, *channel.find(channel.newest()->ts), "eyes", user);
        [[fallthrough]];
    default:
        m_world.post(channel, {user, lines[m_random.below(5)], {}, {}, m_random.uuid()});
    }
}

} // namespace rtmscope::demo
