// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/conversationref.h"

#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace rtmscope {

//! A message of ours as the server showed it: in an event, a replay or a page of history.
struct OwnMessage
{
    enum class Source : quint8 { Echo, Replay, History };
    ConversationRef conversation;
    MessageTs ts;
    QString text;
    Source source = Source::Echo;
};

//! The messages of ours that the server showed while the fate of one was open, and which of them are spoken
//! for. One message settles one send, so that two of the same text need two (protocol 4.2). A value; one
//! thread.
class OwnMessageMatcher
{
public:
    //! Remembered unless it is spoken for.
    void saw(const OwnMessage &message);
    //! The oldest one nobody has claimed that can be a message with \a text sent to \a ref when the
    //! server's clock showed \a sinceUs or later.
    std::optional<OwnMessage> find(const ConversationRef &ref, const QString &text, qint64 sinceUs) const;
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

    QList<OwnMessage> m_seen; //!< by ts
    QSet<Key> m_claimed;
};

} // namespace rtmscope
