// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/workspace.h"
#include "ui/parts/updatethrottle.h"

#include <QObject>
#include <QPointer>

namespace rtmscope {

//! Turns "changed" of every event into beats, as UpdateThrottle says. Owned by whoever reads the workspace on
//! each beat; GUI thread.
class FeedPulse : public QObject
{
    Q_OBJECT
public:
    explicit FeedPulse(QObject *parent = nullptr)
        : QObject(parent)
    {
        connect(&m_throttle, &UpdateThrottle::due, this, &FeedPulse::beat);
    }

    //! Beats once for the new feed, also when it is nullptr.
    void setFeed(WorkspaceFeed *feed)
    {
        if (m_feed)
            m_feed->disconnect(&m_throttle);
        m_feed = feed;
        if (feed) {
            connect(feed, &WorkspaceFeed::changed, &m_throttle, &UpdateThrottle::schedule);
            connect(feed, &QObject::destroyed, &m_throttle, &UpdateThrottle::schedule);
        }
        m_throttle.cancel();
        Q_EMIT beat();
    }
    WorkspaceFeed *feed() const { return m_feed; }

Q_SIGNALS:
    void beat();

private:
    QPointer<WorkspaceFeed> m_feed;
    UpdateThrottle m_throttle;
};

} // namespace rtmscope
