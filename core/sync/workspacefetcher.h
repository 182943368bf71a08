// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QObject>

#include <functional>
#include <memory>

namespace rtmscope {

class LiveSession;
class WorkspaceFeed;

//! Fetches what the stream does not tell: the joined conversations once per connect (page by page), names of
//! users, bots and channels as they turn up (a few at a time, never the whole workspace: trap T20), the lists
//! of user groups and of emoji once somebody uses one that is not known, history and replies when a view
//! asks. Answers reach the workspace as recorded "api" notes, not through this class. One per account.
class WorkspaceFetcher : public QObject
{
    Q_OBJECT
public:
    WorkspaceFetcher(LiveSession &session, WorkspaceFeed &feed, QObject *parent = nullptr);
    ~WorkspaceFetcher() override;

    //! The newest page, once per connection. Before there is one, the wish is kept until then.
    void loadHistory(const ChannelId &channel);
    void loadOlderHistory(const ChannelId &channel); //!< the page before what we hold
    void loadThread(const ChannelId &channel, const MessageTs &parent);
    bool isListing() const; //!< listed() will follow
    //! Whether a page of history is on its way.
    bool isLoadingHistory(const ChannelId &channel) const;

    //! Somebody (a BackFill) fetches what a gap swallowed: what was loaded before it stays good.
    void trustBackFill() { m_backFilled = true; }
    //! … but not there: it could not be filled, so the newest page is worth asking for again.
    void forgetHistory(const ChannelId &channel);
    //! conversations.open with one person: directOpened() or directRefused() tells. Others can see it, so it
    //! is refused while observing.
    void openDirect(const UserId &person);
    void markRead(const ChannelId &channel,
                  const MessageTs &upTo); //!< conversations.mark, at most every 2 s each;
                                          //!< nothing while observing

Q_SIGNALS:
    //! The joined conversations were listed, once per connect; or could not be.
    void listed();
    //! The newest page came on this connection: everything from \a oldest on is held now, or everything there
    //! is.
    void newestPageLoaded(const rtmscope::ChannelId &channel, const rtmscope::MessageTs &oldest,
                          bool complete);
    void loadingChanged(const rtmscope::ChannelId &channel, bool loading);
    void directOpened(const rtmscope::ChannelId &channel);
    void directRefused(const rtmscope::Error &error);
    //! RateLimited: not given up, it goes on by itself after retryAfter. Anything else: asking again may
    //! help.
    void loadFailed(const rtmscope::ChannelId &channel, const rtmscope::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
    bool m_backFilled = false;
};

} // namespace rtmscope
