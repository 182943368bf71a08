// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/conversationref.h"
#include "core/sync/backfill.h"
#include "core/sync/backfillneed.h"
#include "core/workspace/workspace.h"

#include <QHash>

namespace rtmscope {

//! What a gap may have swallowed, as far as the workspace shows it: from where on a conversation has to be
//! read, which threads went on, how much a back-fill brought. Reads only. A view of its feed; the feed's
//! thread.
class GapScan
{
public:
    GapScan(const WorkspaceFeed &feed, const BackFill::Config &config)
        : m_feed(feed)
        , m_config(config)
    {
    }

    const Gap *gap(int id) const; //!< nullptr: forgotten, or never there
    //! Everything up to here was held before the gap.
    MessageTs markOf(const Gap &gap, const ChannelId &channel) const;
    //! Where reading starts so that what is newer than \a mark is complete: some messages further back, for
    //! their first replies may be among what was missed, and only the server knows of those.
    MessageTs readFrom(const ChannelId &channel, const MessageTs &mark) const;
    //! The threads people were in just before the gap. Parents that are older than what is read again are in
    //! none of its pages.
    QList<ConversationRef> recentThreads(const Gap &gap) const;
    //! Threads of \a channel that have newer replies than we held before the newest of \a gaps, \a from on.
    QList<ConversationRef> threadsWithNews(const ChannelId &channel, const MessageTs &from,
                                           const QList<int> &gaps) const;
    //! How many messages of the range only a back-fill brought, by gap.
    QHash<int, int> messagesIn(const ConversationRef &ref, const BackFillRange &range) const;

private:
    const Workspace &workspace() const { return m_feed.workspace(); }

    const WorkspaceFeed &m_feed;
    const BackFill::Config &m_config;
};

} // namespace rtmscope
