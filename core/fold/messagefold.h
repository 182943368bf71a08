// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/fold/foldcontext.h"
#include "core/workspace/messageobject.h"

namespace rtmscope {

struct ItemRef;

//! Messages: said, edited, deleted, reacted to (docs/protocol.md).
struct MessageFold
{
    FoldContext &c;

    // Events; their JSON is the context's.
    void said();
    void mentioned();
    void changed();
    void deleted();
    void reaction(const ItemRef &item, const QString &name, const UserId &user, bool added);

    //! A message in its own right, whoever told us.
    void posted(ToldMessage &&told, Conversation::Data &conversation, Origin origin);
    //! The message of \a told made ready to be inserted.
    Message &&made(ToldMessage &told, const Conversation::Data &conversation, Origin origin);
    //! Gives \a held the words and parts of \a told; its history (local id, delivery, deletion) and its
    //! counters stay. True if anything is another now.
    bool replaceContent(Message &held, ToldMessage &&told);
    //! False if no such message is held.
    bool markDeleted(Conversation::Data &conversation, const MessageTs &ts);
    void setReaction(const ChannelId &channel, const MessageTs &ts, const QString &name, const UserId &user,
                     bool added);
    //! Names to ask for, and names that strangers' messages bring along.
    void noteAuthor(const ToldMessage &told);

private:
    void said(ToldMessage &&told, Conversation::Data &conversation);
    void filed(ToldMessage &&told);
    void dateIfNeeded(ToldMessage &told, const Conversation::Data &conversation) const;
    void complete(Conversation::Data &conversation, Message &held, ToldMessage &&told, Origin origin);
    static bool cameLate(const json::Value &body, const Message &changed, const Message &held);
    static bool isFuller(const Message &told, const Message &held);
    bool entomb(Conversation::Data &conversation, Message &held);
    void takeLine(const ToldMessage &told, Conversation::Data &conversation);
    bool takeReferences(const References &references);
    void wantEmoji(const References &references);
};

} // namespace rtmscope
