// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fold/foldcontext.h"

#include "core/events/event.h"

namespace rtmscope {

using namespace Qt::StringLiterals;

Conversation::Data *FoldContext::known(const ChannelId &id) const
{
    auto found = state.conversations.find(id);
    return found ? &dataOf(found.edit()) : nullptr;
}

Conversation::Data &FoldContext::conversationOf(const ChannelId &id) const
{
    if (Conversation::Data *conversation = known(id))
        return *conversation;
    Conversation::Data &made = dataOf(state.conversations.edit(id, Conversation(id)));
    // The letter says nothing else for sure (docs/protocol.md).
    if (id.text().startsWith(u'D'))
        made.kind = ConversationKind::DirectMessage;
    state.unknownChannels.add(id);
    namesChanged();
    return made;
}

bool FoldContext::isOwn(const Message &message) const
{
    if (message.user)
        return message.user == state.self;
    return message.bot && message.bot == state.selfBot;
}

bool FoldContext::isNew() const
{
    // What the server delivers again comes in another envelope, but with the id that its event had.
    for (const json::Value &holder : {frame["payload"], frame}) {
        if (const std::string_view id = holder["event_id"].string(); !id.empty())
            return state.seen.isNew(QByteArray(id.data(), qsizetype(id.size())));
    }
    return state.seen.isNew(event.raw);
}

void FoldContext::want(const UserId &id) const
{
    if (id.isEmpty() || id.text() == "USLACKBOT"_L1 || id.text() == "UREVOKEDU"_L1)
        return;
    const User *user = state.users.get(id);
    if (!user || user->stale)
        state.unknownUsers.add(id);
}

void FoldContext::changed() const
{
    ++state.revision;
}

void FoldContext::changed(Conversation::Data &conversation) const
{
    conversation.revision = ++state.revision;
}

void FoldContext::changed(Conversation::Data &conversation, Message &message) const
{
    changed(conversation);
    message.revision = conversation.revision;
    message.lastSeq = event.seq;
}

void FoldContext::changed(Gap &gap) const
{
    gap.revision = state.gapsRevision = ++state.revision;
}

void FoldContext::namesChanged() const
{
    state.namesRevision = ++state.revision;
}

} // namespace rtmscope
