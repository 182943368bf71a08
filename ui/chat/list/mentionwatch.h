// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/ids.h"
#include "ui/parts/feedpulse.h"

#include <QHash>
#include <QObject>

namespace rtmscope {

//! Finds the messages that are for us as they come: those that name us, and what people write to us alone.
//! What was there when the feed was set, and pages of history, are no news. Owned by the window; GUI thread.
class MentionWatch : public QObject
{
    Q_OBJECT
public:
    explicit MentionWatch(QObject *parent = nullptr);

    //! nullptr: nothing live is open.
    void setFeed(WorkspaceFeed *feed);

Q_SIGNALS:
    //! "Mira mentioned you in #ops: the deploy is done"; of several in one beat, how many, and the newest.
    void mentioned(const QString &words);

private:
    void look();

    FeedPulse m_pulse;
    QHash<ChannelId, quint64> m_revisions; //!< of the conversations as looked at last
    quint64 m_seen = 0;                    //!< the newest entry that made a message we looked at
    bool m_fresh = false;                  //!< the first look tells nothing
};

} // namespace rtmscope
