// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/send/outgoing.h"
#include "core/workspace/sendlife.h"

#include <QString>

#include <chrono>

namespace rtmscope::words {

//! "61 ms", "2.1 s", "3 min", "2 h": how long something took or will take.
QString duration(std::chrono::milliseconds span);
QString step(const SendStep &step);
//! "+61 ms": since the step before, or since it was typed; empty for what has nothing before it.
QString sinceBefore(const SendLife &life, qsizetype index);
QString clockTime(qint64 us); //!< "14:04:01.120"
//! One line per step, for tool tips and the clipboard.
QString lifeLines(const SendLife &life);
//! The same in one breath, for screen readers.
QString lifeSentence(const SendLife &life);

//! Why a queued message has not left; \a hold is its name in the record or in the outbox. Empty for none.
QString hold(const QString &name);
QString hold(OutboxItem::Hold hold);

} // namespace rtmscope::words
