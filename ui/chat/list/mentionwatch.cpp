// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/chat/list/mentionwatch.h"

#include "core/summary/eventsummary.h"
#include "core/workspace/workspace.h"
#include "ui/chat/layout/messagewords.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rtmscope {

namespace {

constexpr qsizetype longestText = 100;

bool isPrivate(const Conversation &conversation)
{
    return conversation.kind() == ConversationKind::DirectMessage ||
           conversation.kind() == ConversationKind::GroupMessage;
}

bool isForUs(const Message &message, const Conversation &conversation, const Workspace &workspace)
{
    if (message.delivery != Delivery::Received || message.deleted || workspace.isOwn(message) ||
        (message.backfilled && !message.missed))
        return false;
    return message.mentionsMe || (isPrivate(conversation) && message.user);
}

QString wordsFor(const Message &message, const Conversation &conversation, const Workspace &workspace)
{
    const QString text = oneLine(words::plain(message, workspace), longestText);
    const QString author = workspace.authorName(message);
    if (conversation.kind() == ConversationKind::DirectMessage)
        return MentionWatch::tr("%1 wrote to you: %2").arg(author, text);
    const QString place = workspace.conversationName(conversation.id());
    return (message.mentionsMe ? MentionWatch::tr("%1 mentioned you in %2: %3")
                               : MentionWatch::tr("%1 wrote in %2: %3"))
        .arg(author, place, text);
}

} // namespace

MentionWatch::MentionWatch(QObject *parent)
    : QObject(parent)
{
    connect(&m_pulse, &FeedPulse::beat, this, &MentionWatch::look);
}

void MentionWatch::setFeed(WorkspaceFeed *feed)
{
    m_revisions.clear();
    m_seen = 0;
    m_fresh = true;
    m_pulse.setFeed(feed);
}

void MentionWatch::look()
{
    if (!m_pulse.feed())
        return;
    const Workspace &workspace = m_pulse.feed()->workspace();
    const Message *newest = nullptr;
    const Conversation *where = nullptr;
    int count = 0;
    quint64 seen = m_seen;
    for (const Conversation &conversation : workspace.conversations()) {
        quint64 &revision = m_revisions[conversation.id()];
        if (std::exchange(revision, conversation.revision()) == conversation.revision())
            continue;
        const auto &messages = conversation.messages();
        // What just came stands at the end, before what we send.
        for (auto it = messages.rbegin(); it != messages.rend(); ++it) {
            if (it->delivery != Delivery::Received)
                continue;
            if (it->firstSeq <= m_seen)
                break;
            seen = std::max(seen, it->firstSeq);
            if (m_fresh || !isForUs(*it, conversation, workspace))
                continue;
            ++count;
            if (!newest || newest->firstSeq < it->firstSeq) {
                newest = &*it;
                where = &conversation;
            }
        }
    }
    m_seen = seen;
    m_fresh = false;
    if (!newest)
        return;
    const QString words = wordsFor(*newest, *where, workspace);
    Q_EMIT mentioned(count == 1 ? words : tr("%1 messages for you, the newest: %2").arg(count).arg(words));
}

} // namespace rtmscope
