// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/send/sendstore.h"

#include <QSet>

#include <memory>

namespace rtmscope {

//! What must survive a crash and is not an event: drafts and the outbox, in one SQLite file (WAL). Owned by
//! the account; one thread. Unless said otherwise a call is on disk when it returns and either happened as a
//! whole or not at all. Several programs may have the same file open: each send belongs to one of them.
class StateStore : public SendStore
{
public:
    static Result<std::unique_ptr<StateStore>> open(const QString &path);
    ~StateStore() override;

    //! Drafts by profile, channel and thread (empty: the channel's own). An empty text removes the draft.
    //! Safe from the end of this program, however sudden, when it returns; from the end of the power with the
    //! next flush() or send. So it is cheap enough for every keystroke.
    Result<Done> saveDraft(const QString &profile, const ChannelId &channel, const MessageTs &thread,
                           const QString &text);
    Result<QString> draft(const QString &profile, const ChannelId &channel, const MessageTs &thread) const;
    //! Where drafts are kept, in the channel itself or one of its threads.
    QSet<ChannelId> draftedChannels(const QString &profile) const;
    //! The conversation \a from has the id \a to now: its drafts go along, but for places that have one.
    Result<Done> renumberDrafts(const QString &profile, const ChannelId &from, const ChannelId &to);
    void flush();

    Result<Done> takeSends(const QString &profile, const QList<StoredSend> &sends) override;
    Result<Done> putSend(const QString &profile, const StoredSend &send) override;
    Result<Done> removeSend(const QString &profile, const QString &local) override;
    Result<Done> settleSend(const QString &profile, const QString &local,
                            const SettledSend &message) override;
    Result<Done> orderSends(const QString &profile, const QStringList &locals) override;
    QList<StoredSend> sends(const QString &profile) const; //!< whosoever they are, in order
    Result<QList<StoredSend>> ownSends(const QString &profile) override;
    Result<QList<SettledSend>> settled(const QString &profile) const override;

private:
    StateStore();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
