// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"

#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace rtmscope {

//! Where a message stands.
struct Place
{
    ChannelId channel;
    MessageTs thread; //!< empty: in the channel itself
    friend bool operator==(const Place &, const Place &) = default;
    friend size_t qHash(const Place &place, size_t seed = 0)
    {
        return qHashMulti(seed, place.channel, place.thread);
    }
};

//! A message of ours as the server showed it: in an event, a replay or a page of history.
struct Sighting
{
    enum class Source : quint8 { Echo, Replay, History };
    Place place;
    MessageTs ts;
    QString text;
    Source source = Source::Echo;
};

//! The messages of ours that the server showed while the fate of one was open, and which of them are spoken
//! for. One message settles one send, so that two of the same text need two (protocol 4.2). A value; one
//! thread.
class Sightings
{
public:
    //! Remembered unless it is spoken for.
    void saw(const Sighting &sighting);
    //! The oldest one nobody has claimed that can be a message with \a text sent to \a place when the
    //! server's clock showed \a sinceUs or later.
    std::optional<Sighting> find(const Place &place, const QString &text, qint64 sinceUs) const;
    void claim(const ChannelId &channel, const MessageTs &ts);
    bool isClaimed(const ChannelId &channel, const MessageTs &ts) const;
    void forgetSeen() { m_seen.clear(); } //!< claims stay

private:
    struct Key
    {
        ChannelId channel;
        MessageTs ts;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0) { return qHashMulti(seed, key.channel, key.ts); }
    };

    QList<Sighting> m_seen; //!< by ts
    QSet<Key> m_claimed;
};

} // namespace rtmscope
