// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

namespace rtmscope {

//! An event that was seen, by the key that all its deliveries share, and when.
struct SeenEvent
{
    QByteArray key;
    qint64 atUs = 0; //!< wall clock
};

//! Where the keys of events outlive a restart, so that what is delivered once more afterwards is known. Not
//! owned by who uses it; the same thread. Losing it loses no event: some may be taken for new again.
class EventKeyStore
{
public:
    virtual ~EventKeyStore() = default;

    //! Those seen since \a sinceUs, the oldest first; older ones may be forgotten for good.
    virtual Result<QList<SeenEvent>> seenSince(const QString &profile, qint64 sinceUs) = 0;
    //! Many at once: one write to the disk.
    virtual Result<Done> addSeen(const QString &profile, const QList<SeenEvent> &events) = 0;

protected:
    EventKeyStore() = default;
    Q_DISABLE_COPY_MOVE(EventKeyStore)
};

} // namespace rtmscope
