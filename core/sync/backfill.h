// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "core/net/ratelimiter.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace rtmscope {

class WorkspaceFetcher;
class LiveSession;
class WorkspaceFeed;

//! Fetches what was said while there was no connection. After each gap in which the server kept nothing it
//! asks for every open conversation from a little before the newest message on that was held, then for
//! threads with newer replies; what is looked at first, then direct messages and mentions, unread, the rest.
//! It also reads the visible page again, for edits and reactions. A further outage, a 429 or a slow server
//! only delay it: it goes on where it was, page by page, and asks for nothing while the session is not Ready.
//! Answers reach the workspace as recorded "api" notes, results as "backfill" notes (docs/capture-format.md).
//! It only reads, so it may work while observing.
//!
//! One per account, beside its WorkspaceFetcher, in the same thread. Must be made after the feed was
//! connected to the session. All arguments must outlive it.
class BackFill : public QObject
{
    Q_OBJECT
public:
    struct Config
    {
        //! Of each of the two methods: tier 3 is 50 a minute, bursts are tolerated (protocol section 10).
        RateLimiter::Pace pace{10, std::chrono::milliseconds(1'200), std::chrono::milliseconds(0)};
        int pageSize = 200;        //!< messages asked for; how many come is the server's business
        int windowSize = 50;       //!< of what is looked at, read again after a gap
        int parentsReadAgain = 30; //!< of each conversation, before the gap: they may have got first replies
        int recentThreads = 20;    //!< with older parents: the most recent ones are asked for in any case …
        std::chrono::milliseconds recentThreadAge = std::chrono::hours(24); //!< … if they are no older
        //! Asked for again before what was held: messages may arrive in another order than that of their ts.
        std::chrono::milliseconds overlap = std::chrono::seconds(1);
        //! Where nothing was held at all, our clock says from when on; the server's may differ.
        std::chrono::milliseconds clockSlack = std::chrono::minutes(1);
        std::chrono::milliseconds networkPause = std::chrono::seconds(5); //!< after a call without an answer
        int networkTries = 5; //!< of one call, then the conversation is given up
    };

    BackFill(LiveSession &session, WorkspaceFeed &feed, WorkspaceFetcher &fetcher, const Clock &clock,
             Config config, QObject *parent = nullptr);
    ~BackFill() override;

    //! What the user looks at comes first; a conversation opened after a gap is read again.
    void setVisible(const ChannelId &channel);
    void setVisibleThread(const ChannelId &channel, const MessageTs &parent);
    //! A gap is being filled, or waits to be.
    bool isBusy() const;

Q_SIGNALS:
    //! As far as that gap could be filled, it is.
    void finished(int gap);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
