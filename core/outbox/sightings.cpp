// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/outbox/sightings.h"

#include "core/text/sametext.h"

#include <algorithm>

namespace rtmscope {

namespace {

constexpr qint64 clockSlackUs = 2'000'000; // protocol 4.2 rule 3
constexpr qsizetype mostSeen = 500;        // far more than anybody says within one doubt

} // namespace

void Sightings::saw(const Sighting &sighting)
{
    const bool isKnown = std::any_of(m_seen.cbegin(), m_seen.cend(), [&](const Sighting &known) {
        return known.ts == sighting.ts && known.place.channel == sighting.place.channel;
    });
    if (isKnown || sighting.ts.isEmpty() || isClaimed(sighting.place.channel, sighting.ts))
        return;
    const auto behind = std::upper_bound(m_seen.begin(), m_seen.end(), sighting,
                                         [](const Sighting &a, const Sighting &b) { return a.ts < b.ts; });
    m_seen.insert(behind, sighting);
    if (m_seen.size() > mostSeen)
        m_seen.removeFirst();
}

std::optional<Sighting> Sightings::find(const Place &place, const QString &text, qint64 sinceUs) const
{
    const auto found = std::find_if(m_seen.cbegin(), m_seen.cend(), [&](const Sighting &seen) {
        return seen.place == place && seen.ts.toMicroseconds() >= sinceUs - clockSlackUs &&
               isSameText(text, seen.text);
    });
    return found == m_seen.cend() ? std::nullopt : std::optional(*found);
}

void Sightings::claim(const ChannelId &channel, const MessageTs &ts)
{
    m_claimed.insert({channel, ts});
    m_seen.removeIf([&](const Sighting &seen) { return seen.ts == ts && seen.place.channel == channel; });
}

bool Sightings::isClaimed(const ChannelId &channel, const MessageTs &ts) const
{
    return m_claimed.contains({channel, ts});
}

} // namespace rtmscope
