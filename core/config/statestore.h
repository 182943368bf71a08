// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/session/outgoing.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace rtmscope {

//! What must survive a crash and is not an event: drafts and the outbox, in one SQLite file (WAL). Owned by
//! the account; one thread. Unless said otherwise a call is on disk when it returns and either happened as a
//! whole or not at all. Several programs may have the same file open: each send belongs to one of them.
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
        qint64 writtenAtUs = 0; //!< on the server's clock, when it was first written; 0: never
        QString group;          //!< the same for all parts of one long message; empty: whole
        int part = 0;           //!< from 1
        int parts = 0;
        QString author; //!< who sends it, so that another account never does; empty: anybody
    };
    //! A message of ours that a send became.
    struct Settled
    {
        ChannelId channel;
        MessageTs ts;
    };

    static Result<std::unique_ptr<StateStore>> open(const QString &path);
    ~StateStore();

    //! Drafts by profile, channel and thread (empty: the channel's own). An empty text removes the draft.
    //! Safe from the end of this program, however sudden, when it returns; from the end of the power with the
    //! next flush() or send. So it is cheap enough for every keystroke.
    Result<Done> saveDraft(const QString &profile, const ChannelId &channel, const MessageTs &thread,
                           const QString &text);
    Result<QString> draft(const QString &profile, const ChannelId &channel, const MessageTs &thread) const;
    void flush();

    //! Takes over what a composer held: adds the sends, all parts of one message, and removes the draft of
    //! their place. At no moment is the text in neither or, for a reader, in both.
    Result<Done> takeSends(const QString &profile, const QList<StoredSend> &sends);
    //! Adds or changes one; a known one keeps its place in the order.
    Result<Done> putSend(const QString &profile, const StoredSend &send);
    Result<Done> removeSend(const QString &profile, const QString &local);
    //! Removes a send that became a message, and remembers which, for no other send may take it for its own.
    Result<Done> settleSend(const QString &profile, const QString &local, const Settled &message);
    Result<Done> orderSends(const QString &profile, const QStringList &locals);
    QList<StoredSend> sends(const QString &profile) const; //!< whosoever they are, in order
    //! This program's own, after it took over those whose program is gone.
    Result<QList<StoredSend>> ownSends(const QString &profile);
    Result<QList<Settled>> settled(const QString &profile) const;

private:
    StateStore();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
