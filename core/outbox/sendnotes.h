// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/outbox/sendqueue.h"

#include <QByteArray>

//! The "send" notes, which tell a message's life (docs/capture-format.md). Pure functions.
namespace rtmscope::sendnotes {

//! One step. What the step is about stands in the note: the whole message when it is queued, and when it is
//! written which frame of \a connection carries it. \a error may be left out.
QByteArray step(const SendItem &item, QStringView name, quint32 connection, const Error *error = nullptr);
//! Why it has not left, and for how long if time alone ends that.
QByteArray held(const SendItem &item, OutboxItem::Hold why, std::chrono::milliseconds wait);
//! It is a message now. \a by: what told us, see sourceName().
QByteArray sent(const SendItem &item, const MessageTs &ts, QStringView by);
//! "echo", "replay" or "history".
QStringView sourceName(OwnMessage::Source source);

} // namespace rtmscope::sendnotes
