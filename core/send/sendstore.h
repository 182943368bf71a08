// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/send/outgoing.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace rtmscope {

//! One message of an outbox as it is kept on disk.
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
struct SettledSend
{
    ChannelId channel;
    MessageTs ts;
};

//! Where an outbox keeps what must survive a crash. Not owned by the outbox; the same thread. A call is on
//! disk when it returns, and either happened as a whole or not at all. Several programs may have the same
//! store open: each send belongs to one of them.
class SendStore
{
public:
    virtual ~SendStore() = default;

    //! Takes over what a composer held: adds the sends, all parts of one message, and removes the draft of
    //! their place. At no moment is the text in neither or, for a reader, in both.
    virtual Result<Done> takeSends(const QString &profile, const QList<StoredSend> &sends) = 0;
    //! Adds or changes one; a known one keeps its place in the order.
    virtual Result<Done> putSend(const QString &profile, const StoredSend &send) = 0;
    virtual Result<Done> removeSend(const QString &profile, const QString &local) = 0;
    //! Removes a send that became a message, and remembers which, for no other send may take it for its own.
    virtual Result<Done> settleSend(const QString &profile, const QString &local,
                                    const SettledSend &message) = 0;
    virtual Result<Done> orderSends(const QString &profile, const QStringList &locals) = 0;
    //! This program's own, after it took over those whose program is gone.
    virtual Result<QList<StoredSend>> ownSends(const QString &profile) = 0;
    virtual Result<QList<SettledSend>> settled(const QString &profile) const = 0;

protected:
    SendStore() = default;
    Q_DISABLE_COPY_MOVE(SendStore)
};

} // namespace rtmscope
