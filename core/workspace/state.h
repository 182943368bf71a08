// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/sendlife.h"
#include "core/workspace/typingmarks.h"
#include "core/workspace/workspace.h"

#include <QSet>

#include <array>
#include <optional>
#include <utility>

//! What stands behind Conversation and Workspace. Only core/workspace includes this.
namespace rtmscope {

struct Conversation::Data
{
    ChannelId id;
    ConversationKind kind = ConversationKind::Channel;
    QString name;
    UserId peer;
    QString topic;
    QString purpose;
    int memberCount = -1;
    bool archived = false;
    bool member = false;
    bool open = false;
    bool described = false; //!< an answer or a full object told about it
    MessageTs lastRead;
    int unread = 0;
    int mentions = 0;
    TypingMarks typing;
    bool historyComplete = false;
    bool historyLoaded = false;
    MessageTs historyFrom;
    MessageTs
        lastTold; //!< of the message that an event or a file told last; those without a ts stand behind it
    std::size_t keep = Conversation::mostKept; //!< grows where somebody reads back
    quint64 dropped = 0;
    quint64 revision = 0;

    MessageList messages;

    std::size_t sentCount() const { return messages.size() - messages.unsentCount(); }
    //! For changing all but the ts.
    Message *find(const MessageTs &ts);
    const Message *find(const MessageTs &ts) const;
    Message *findLocal(const QString &local);
    //! Takes its place by ts; without a ts, at the end.
    Message &insert(Message &&message);
    void remove(const Message *message);
    //! Once there are many more messages than are kept: the oldest go.
    void dropOldest();
    void dropDownTo(std::size_t most);
};

constexpr qint64 typingLifetimeUs = 6'000'000; // protocol 4.3

//! A frame of ours on one connection; acknowledgements name it.
struct FrameKey
{
    quint32 connection = 0;
    qint64 id = 0;
    friend bool operator==(const FrameKey &, const FrameKey &) = default;
    friend size_t qHash(const FrameKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.connection, key.id);
    }
};

//! What is known of one of our own sends, beside its message.
struct OwnSend
{
    ChannelId channel;
    FrameKey frame; //!< the last one written; id 0 before that
    qint64 writtenUs = 0;
    bool discarded = false;
    SendLife life = {};
};

//! An acknowledgement, also kept for a while when it comes before what it acknowledges.
struct Acknowledgement
{
    bool ok = false;
    MessageTs ts;
    QString text;
    QString failure;
    qint64 receivedAtUs = 0;
};

//! Ids worth a question to the server, in the order in which the need came up. Bounded: the oldest need is
//! dropped.
template<typename IdType>
class Wanted
{
public:
    void add(const IdType &id)
    {
        if (id.isEmpty() || m_held.contains(id) || m_hopeless.contains(id))
            return;
        m_ids.append(id);
        m_held.insert(id);
        if (m_ids.size() > most)
            m_held.remove(m_ids.takeFirst());
    }
    void known(const IdType &id)
    {
        if (m_held.remove(id))
            m_ids.removeOne(id);
    }
    //! The server does not know it either: never ask again.
    void hopeless(const IdType &id)
    {
        known(id);
        if (m_hopeless.size() >= mostHopeless)
            m_hopeless.clear(); // asking once more is no harm
        m_hopeless.insert(id);
    }
    QList<IdType> newestFirst() const { return {m_ids.crbegin(), m_ids.crend()}; }
    bool isEmpty() const { return m_ids.isEmpty(); }
    //! An answer told of all there are: who is still wanted is not known to the server either.
    void settle()
    {
        const QList<IdType> left = std::exchange(m_ids, {});
        m_held.clear();
        for (const IdType &id : left)
            hopeless(id);
    }

private:
    static constexpr qsizetype most = 200;
    static constexpr qsizetype mostHopeless = 5'000;
    QList<IdType> m_ids;
    QSet<IdType> m_held; // the same
    QSet<IdType> m_hopeless;
};

//! Remembers the last few frames whose effect would double if they were delivered twice (protocol 3.6).
class SeenFrames
{
public:
    //! True if \a bytes are new; remembers them.
    bool isNew(const QByteArray &bytes)
    {
        const size_t hash = qHash(bytes, size_t(0x9e3779b9));
        for (const size_t seen : m_hashes) {
            if (seen == hash)
                return false;
        }
        m_hashes[m_next++ % m_hashes.size()] = hash;
        return true;
    }

private:
    std::array<size_t, 64> m_hashes{};
    std::size_t m_next = 0;
};

struct Workspace::Data
{
    TeamId teamId;
    QString teamName;
    QString teamDomain;
    UserId self;
    BotId selfBot;                                     //!< what our posts carry, where we are an app
    ChunkedMap<ChannelId, Conversation> conversations; //!< an id that was given up leads to the same
    ChunkedMap<UserId, User> users;
    QHash<BotId, QString> bots;
    QHash<SubteamId, QString> subteams; //!< handles, with '@'
    QSet<SubteamId> ownSubteams;        //!< those that we are in
    QHash<QString, QString> emoji;      //!< URL or "alias:name"
    Wanted<UserId> unknownUsers;
    Wanted<ChannelId> unknownChannels;
    Wanted<BotId> unknownBots;
    Wanted<SubteamId> unknownSubteams;
    Wanted<QString> unknownEmoji;
    bool emojiChanged = false; //!< the server said that its list is another one, but not how
    QSet<ChannelId> typingIn;
    QHash<QString, OwnSend> sends; //!< by local id
    QHash<FrameKey, QString> frames;
    QHash<FrameKey, Acknowledgement> earlyAcks;
    SeenFrames seen;
    quint64 heardSeq = 0; //!< the last entry that the stream brought
    int sinceBounded = 0; //!< messages since all of them were counted last
    QList<Gap> gaps;
    quint64 gapCount = 0;                                  //!< those forgotten again included
    std::optional<QHash<ChannelId, MessageTs>> heldAtLoss; //!< for gaps that are told of when they are over
    quint64 gapsRevision = 0;
    quint64 revision = 0;
    quint64 namesRevision = 0;
    quint64 typingRevision = 0;
};

} // namespace rtmscope
