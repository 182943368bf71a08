// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/state.h"

namespace rtmscope {

struct Event;

//! One entry of the record on its way into a workspace, and what all folds share: finding and marking what
//! they change. Lives for the length of one apply(), on its stack.
struct FoldContext
{
    Workspace::Data &state;
    const Event &event;
    json::Value body = {};  //!< the event, note or frame of ours in the entry
    json::Value frame = {}; //!< the whole entry: the same, or the envelope around the event

    //! For changing.
    static Conversation::Data &dataOf(Conversation &conversation) { return conversation.d.edit(); }
    static const Conversation::Data &dataOf(const Conversation &conversation) { return *conversation.d; }
    Conversation::Data *known(const ChannelId &id) const; //!< nullptr if we know none
    //! Made where it is new: the stream only tells of conversations that concern us. \a id is not empty.
    Conversation::Data &conversationOf(const ChannelId &id) const;
    //! Whether we said it: as a person, or as an app that posts by its own or another name.
    bool isOwn(const Message &message) const;
    //! False if the same event was folded a moment ago: for what would count twice. To be asked once.
    bool isNew() const;
    //! Remembers a user to ask for, unless known by name.
    void want(const UserId &id) const;

    void changed() const;
    void changed(Conversation::Data &conversation) const;
    void changed(Conversation::Data &conversation, Message &message) const;
    void changed(Gap &gap) const;
    void namesChanged() const;
};

//! Where we heard of a message.
enum class Origin : quint8 {
    Live,       //!< an event: this is new
    Answer,     //!< an answer to our own call that made the message
    Backfilled, //!< a history or replies answer
};

//! Assigns and tells whether that changed anything.
template<typename T>
bool assign(T &target, T value)
{
    if (target == value)
        return false;
    target = std::move(value);
    return true;
}

template<typename T>
bool assignIfAny(T &target, T value)
{
    return !value.isEmpty() && assign(target, std::move(value));
}

} // namespace rtmscope
