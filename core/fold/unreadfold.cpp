// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "core/fold/unreadfold.h"

#include <algorithm>

namespace rtmscope {

using namespace Qt::StringLiterals;

namespace {

bool isMembershipLine(const QString &subtype)
{
    return subtype == "channel_join"_L1 || subtype == "channel_leave"_L1 || subtype == "group_join"_L1 ||
           subtype == "group_leave"_L1;
}

} // namespace

void UnreadFold::count(Conversation::Data &conversation, const Message &message, int difference)
{
    const bool isPlainReply = message.isReply() && !message.broadcast;
    if (isPlainReply || message.deleted || message.tombstone || message.ts <= conversation.lastRead ||
        c.isOwn(message) || isMembershipLine(message.subtype))
        return;
    conversation.unread = std::max(0, conversation.unread + difference);
    if (message.mentionsMe)
        conversation.mentions = std::max(0, conversation.mentions + difference);
}

void UnreadFold::recount(Conversation::Data &conversation)
{
    conversation.unread = 0;
    conversation.mentions = 0;
    for (auto it = conversation.messages.rbegin(); it != conversation.messages.rend(); ++it) {
        if (it->ts && it->ts <= conversation.lastRead)
            break;
        if (it->ts && !it->placeholder)
            count(conversation, *it, 1);
    }
}

void UnreadFold::markRead(Conversation::Data &conversation, const MessageTs &ts)
{
    if (conversation.lastRead < ts) {
        conversation.lastRead = ts;
        recount(conversation);
        c.changed(conversation);
    }
}

} // namespace rtmscope
