// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/drift/drift.h"
#include "core/log/logsnapshot.h"
#include "core/net/ratelimiter.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace rtmscope {

class WebApi;
class WorkspaceFeed;

//! Compares our state of conversations with the server's: reads their history and replies, and lists what
//! differs, with the entry of the record where the ways parted or the gap that explains it. What is found is
//! read once more after a while, since the server tells by its API and by the stream at two moments: only
//! what differs both times counts. It only reads, and what it reads is not recorded, so that it changes
//! nothing of what it compares. Its WebApi is nobody else's, for the answers of a session's own are folded
//! into the workspace. One for each comparison; in the thread of its feed.
class DriftCheck : public QObject
{
    Q_OBJECT
public:
    struct Config
    {
        //! Of each of the two methods: tier 3 is 50 a minute, bursts are tolerated (protocol section 10).
        RateLimiter::Pace pace{10, std::chrono::milliseconds(1'200), std::chrono::milliseconds(0)};
        int pageSize = 200;
        int mostPages = 10;    //!< of a conversation or thread, from its newest message back
        int mostThreads = 100; //!< of a conversation, those with the newest replies
        //! Until what differs is read once more.
        std::chrono::milliseconds settling = std::chrono::milliseconds(2'500);
        //! The stream begins a little after the server says so.
        std::chrono::milliseconds beginning = std::chrono::seconds(5);
        std::chrono::milliseconds networkPause = std::chrono::seconds(2); //!< after a call without an answer
        int networkTries = 3; //!< of one call, then its place is left out
    };
    struct Progress
    {
        int done = 0; //!< of the places that are known by now
        int all = 0;
        QString words; //!< what goes on: "#ops", or why it waits
    };
    //! The record at the moment of the call.
    using Record = std::function<LogSnapshot()>;

    //! All must outlive it.
    DriftCheck(WebApi &web, const WorkspaceFeed &feed, Record record, const Clock &clock, Config config,
               QObject *parent = nullptr);
    ~DriftCheck() override;

    //! Once. finished() follows.
    void start(const QList<ChannelId> &channels);
    //! finished() follows at once, with what was found so far.
    void cancel();
    bool isRunning() const;
    //! Grows while it runs; findings that were found once only are not in it.
    const DriftReport &report() const;
    const Progress &progress() const;

Q_SIGNALS:
    //! progress() or report() say something else.
    void advanced();
    void finished();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
