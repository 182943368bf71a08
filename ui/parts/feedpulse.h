// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/workspace/workspace.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace rtmscope {

//! Turns "changed" of every event into at most thirty beats a second: the first one at once when it was
//! quiet, the next ones together. Owned by whoever reads the workspace on each beat; GUI thread.
class FeedPulse : public QObject
{
    Q_OBJECT
public:
    explicit FeedPulse(QObject *parent = nullptr);

    //! Beats once for the new feed, also when it is nullptr.
    void setFeed(WorkspaceFeed *feed);
    WorkspaceFeed *feed() const { return m_feed; }

Q_SIGNALS:
    void beat();

private:
    void schedule();

    QPointer<WorkspaceFeed> m_feed;
    QTimer m_timer;
    QElapsedTimer m_sinceBeat;
};

} // namespace rtmscope
