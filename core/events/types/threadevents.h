// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/events/types/eventparts.h"

//! Thread state, sent to user and session tokens only (protocol 5.4, undocumented).
namespace rtmscope {

//! We read a thread, here or elsewhere.
struct ThreadMarked
{
    ThreadSubscription subscription;
    MessageTs eventTs;

    static constexpr WireName wire{"thread_marked"};
    static constexpr auto meaning = QT_TRANSLATE_NOOP(
        "rtmscope::EventMeaning", "You have read a thread up to this time stamp, here or in another client.");
    static constexpr Fields fields{Field{"subscription", &ThreadMarked::subscription},
                                   Field{"event_ts", &ThreadMarked::eventTs}};
};

//! We follow a thread.
struct ThreadSubscribed
{
    ThreadSubscription subscription;
    MessageTs eventTs;

    static constexpr WireName wire{"thread_subscribed"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning",
                          "You follow a thread from now on: you wrote in it, were mentioned, or asked to.");
    static constexpr Fields fields{Field{"subscription", &ThreadSubscribed::subscription},
                                   Field{"event_ts", &ThreadSubscribed::eventTs}};
};

//! We no longer follow a thread.
struct ThreadUnsubscribed
{
    ThreadSubscription subscription;
    MessageTs eventTs;

    static constexpr WireName wire{"thread_unsubscribed"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "You follow a thread no longer.");
    static constexpr Fields fields{Field{"subscription", &ThreadUnsubscribed::subscription},
                                   Field{"event_ts", &ThreadUnsubscribed::eventTs}};
};

//! Counts of unread threads over the whole workspace.
struct UpdateThreadState
{
    bool hasUnreads = false;
    int mentionCount = 0;
    MessageTs timestamp;
    MessageTs eventTs;

    static constexpr WireName wire{"update_thread_state"};
    static constexpr auto meaning =
        QT_TRANSLATE_NOOP("rtmscope::EventMeaning", "Your numbers of unread threads and mentions in them.");
    static constexpr Fields fields{Field{"has_unreads", &UpdateThreadState::hasUnreads},
                                   Field{"mention_count", &UpdateThreadState::mentionCount},
                                   Field{"timestamp", &UpdateThreadState::timestamp},
                                   Field{"event_ts", &UpdateThreadState::eventTs}};
};

} // namespace rtmscope
