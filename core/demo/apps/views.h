// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/demo/gateway/timescale.h"
#include "core/demo/world/world.h"

#include <deque>
#include <optional>

namespace rtmscope::demo {

//! The forms that bots open for people, and the triggers that let them. Owned by the apps; server's thread.
class Views
{
public:
    //! A form as it is open.
    struct View
    {
        QByteArray id;
        QByteArray appId;
        QByteArray userId;
        QByteArray json; //!< with all that the server adds, and no answers yet
    };
    struct Opened
    {
        QByteArray error; //!< a code; empty: it is open
        View view;
    };

    //! Both must outlive it.
    Views(World &world, const Clock &clock, TimeScale scaled)
        : m_world(world)
        , m_clock(clock)
        , m_scaled(scaled)
    {
    }

    //! For who has just used \a appId. Good for one form, within three seconds.
    QByteArray newTrigger(const QByteArray &appId, const QByteArray &userId);
    //! views.open and views.push: \a view is what the bot wants to be seen.
    Opened open(const QByteArray &trigger, const QByteArray &view);
    //! views.update.
    Opened update(const QByteArray &viewId, const QByteArray &view);
    //! views.publish: the home tab of \a userId. Nobody sends it.
    Opened publish(const QByteArray &appId, const QByteArray &userId, const QByteArray &view);
    std::optional<View> find(const QByteArray &viewId) const; //!< as it is by now
    //! \a view as it comes back, with something filled in everywhere.
    static QByteArray filledIn(const View &view);

private:
    struct Trigger
    {
        QByteArray id;
        QByteArray appId;
        QByteArray userId;
        qint64 untilUs = 0; //!< monotonic
        bool used = false;
    };

    Opened show(View view, const QByteArray &json);

    World &m_world;
    const Clock &m_clock;
    TimeScale m_scaled;
    std::deque<Trigger> m_triggers; //!< the newest of them, as the next
    std::deque<View> m_views;
    int m_number = 0;
};

} // namespace rtmscope::demo
