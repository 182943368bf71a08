// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/outbox/sendqueue.h"
#include "core/send/sendstore.h"

//! What an item of the outbox is made from, and what is made of it: its row in the store, what a list shows.
//! Pure functions.
namespace rtmscope::senditem {

//! New items for \a parts of one message, or for one that is whole; with ids of their own, queued.
std::list<SendItem> fromMessages(const QList<OutgoingMessage> &parts, qint64 createdAtUs,
                                 const QString &author);
//! What is worth keeping of it: above all whether it may be on the server.
StoredSend toRow(const SendItem &item);
SendItem fromRow(const StoredSend &row);

//! \a turn: why it waits, if it is queued. \a deadlineUs: how long an answer may take.
OutboxItem shown(const SendItem &item, const SendQueue::Turn &turn, qint64 nowUs, qint64 deadlineUs);

} // namespace rtmscope::senditem
