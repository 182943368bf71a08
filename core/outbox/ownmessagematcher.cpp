// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/outbox/ownmessagematcher.h"

#include "core/text/sametext.h"

#include <algorithm>

namespace rtmscope {

namespace {

constexpr qint64 clockSlackUs = 2'000'000; // protocol 4.2 rule 3
constexpr qsizetype mostSeen = 500;        // far more than anybody says within one doubt

} // namespace

void OwnMessageMatcher::saw(const OwnMessage &message)
{
    const bool isKnown = std::any_of(m_seen.cbegin(), m_seen.cend(), [&](const OwnMessage &known) {
        return known.ts == message.ts && known.conversation.channel == message.conversation.channel;
    });
    if (isKnown || message.ts.isEmpty() || isClaimed(message.conversation.channel, message.ts))
        return;
    const auto behind =
        std::upper_bound(m_seen.begin(), m_seen.end(), message,
                         [](const OwnMessage &a, const OwnMessage &b) { return a.ts < b.ts; });
    m_seen.insert(behind, message);
    if (m_seen.size() > mostSeen)
        m_seen.removeFirst();
}

std::optional<OwnMessage> OwnMessageMatcher::find(const ConversationRef &ref, const QString &text,
                                                  qint64 sinceUs) const
{
    const auto found = std::find_if(m_seen.cbegin(), m_seen.cend(), [&](const OwnMessage &seen) {
        return seen.conversation == ref && seen.ts.toMicroseconds() >= sinceUs - clockSlackUs &&
               isSameText(text, seen.text);
    });
    return found == m_seen.cend() ? std::nullopt : std::optional(*found);
}

void OwnMessageMatcher::claim(const ChannelId &channel, const MessageTs &ts)
{
    m_claimed.insert({channel, ts});
    m_seen.removeIf(
        [&](const OwnMessage &seen) { return seen.ts == ts && seen.conversation.channel == channel; });
}

bool OwnMessageMatcher::isClaimed(const ChannelId &channel, const MessageTs &ts) const
{
    return m_claimed.contains({channel, ts});
}

} // namespace rtmscope
