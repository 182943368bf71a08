// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/session/outbox.h"

#include <QList>
#include <QString>

#include <memory>

namespace rtmscope {

//! What must survive a crash and is not an event: drafts and the outbox, in one SQLite file (WAL,
//! synchronous=FULL for the outbox). Owned by the account; one thread. Every call is on disk when it returns.
class StateStore
{
public:
    struct StoredSend
    {
        QString local;
        OutgoingMessage message;
        QString state; //!< "queued", "written", "unconfirmed", "failed"
        qint64 createdAtUs = 0;
        QString failure;
    };

    static Result<std::unique_ptr<StateStore>> open(const QString &path);
    ~StateStore();

    //! Drafts by profile, channel and thread (empty: the channel's own). An empty text removes the draft.
    void saveDraft(const QString &profile, const ChannelId &channel, const MessageTs &thread,
                   const QString &text);
    QString draft(const QString &profile, const ChannelId &channel, const MessageTs &thread) const;

    Result<Done> putSend(const QString &profile, const StoredSend &send);
    Result<Done> removeSend(const QString &profile, const QString &local);
    QList<StoredSend> sends(const QString &profile) const; //!< oldest first

private:
    StateStore();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
