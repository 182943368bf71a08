// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/cowptr.h"
#include "core/workspace/messagelist.h"

#include <QList>

namespace rtmscope {

enum class ConversationKind : quint8 { Channel, PrivateChannel, DirectMessage, GroupMessage };

struct Typing
{
    UserId user;
    MessageTs threadTs; //!< empty: in the channel
    qint64 sinceUs = 0;
};

//! A channel, private channel, direct or group message with the messages known of it.
//! Implicitly shared: copying costs a pointer, writing detaches this conversation only.
class Conversation
{
public:
    //! Of a conversation so many messages are kept while new ones come, and those that somebody read back to:
    //! a run of weeks must not fill the memory. The record and the server have the rest.
    static constexpr std::size_t mostKept = 10'000;
    //! And so many of all conversations together; the fullest give way first.
    static constexpr std::size_t mostKeptInAll = 30'000;

    Conversation();
    explicit Conversation(ChannelId id);
    ~Conversation();
    Conversation(const Conversation &);
    Conversation &operator=(const Conversation &);

    const ChannelId &id() const;
    ConversationKind kind() const;
    QString name() const; //!< without '#'; empty for direct messages and while unknown
    UserId peer() const;  //!< the other person of a direct message
    QString topic() const;
    QString purpose() const;
    int memberCount() const; //!< -1 while unknown
    bool isArchived() const;
    bool isMember() const;
    bool isOpen() const; //!< belongs in the conversation list
    MessageTs lastRead() const;
    int unreadCount() const; //!< own estimate on top of what the server said; joins and replies do not count
    int mentionCount() const;
    QList<Typing> typing() const;
    bool historyComplete() const; //!< the server has no older messages than we hold
    bool historyLoaded() const;   //!< at least one page was fetched
    //! Everything the server has from here on is held; empty before the first page. Older pages begin here:
    //! older messages that an edit, a deletion or a reply taught us stand alone and say nothing of their
    //! surroundings.
    MessageTs historyFrom() const;
    quint64 droppedCount() const; //!< messages that were held once and are no longer kept
    //! Grows with every change of this conversation or its messages; typing() has a revision of its own in
    //! the workspace.
    quint64 revision() const;

    //! Channel order: top-level messages and broadcasts, ascending ts; unsent ones last in order of typing.
    //! Tombstones and ghosts included, hidden bookkeeping not.
    const MessageList &messages() const; //!< all, thread replies included, in the same order
    QList<const Message *> timeline() const;
    QList<const Message *> thread(const MessageTs &parent) const; //!< parent first, then replies
    const Message *find(const MessageTs &ts) const;
    const Message *findLocal(const QString &local) const;

    struct Data; //!< core/workspace/state.h; for the reducer only

private:
    friend struct FoldContext;
    CowPtr<Data> d;
};

} // namespace rtmscope
