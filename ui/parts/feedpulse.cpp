// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#include "ui/parts/feedpulse.h"

#include "core/workspace/workspace.h"

#include <algorithm>
#include <chrono>

namespace rtmscope {

namespace {
constexpr std::chrono::milliseconds frameTime{33};
}

FeedPulse::FeedPulse(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_sinceBeat.start();
        Q_EMIT beat();
    });
}

void FeedPulse::setFeed(WorkspaceFeed *feed)
{
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    if (feed) {
        connect(feed, &WorkspaceFeed::changed, this, &FeedPulse::schedule);
        connect(feed, &QObject::destroyed, this, &FeedPulse::schedule);
    }
    m_timer.stop();
    m_sinceBeat.start();
    Q_EMIT beat();
}

void FeedPulse::schedule()
{
    if (m_timer.isActive())
        return;
    const std::chrono::milliseconds passed{m_sinceBeat.isValid() ? m_sinceBeat.elapsed() : frameTime.count()};
    // Never from within the reducer's call: whoever reads the socket goes first.
    m_timer.start(std::max(frameTime - passed, std::chrono::milliseconds{0}));
}

} // namespace rtmscope
